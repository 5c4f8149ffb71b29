"""Rows whose height is told to typst: faster, and never another look."""

import string
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from balai.adapters.papers import apbdes, columns
from balai.adapters.papers.tables import BARIS, table_rows
from tests.papers.budgets import URL, changed_budget, first_budget

FIRST, CHANGED = first_budget(), changed_budget()


def _places(pdf):
    with pdfplumber.open(BytesIO(pdf)) as doc:
        return [
            (n, c["text"], round(c["x0"]), c["top"]) for n, page in enumerate(doc.pages) for c in page.chars
        ]


def _edge(budget):
    """A tenth of the lines, with names of every length around one column's width, in narrow and wide letters."""
    alphabet = ("W", "i", "m ", "M/", "1", "@", "ke ", "é", "Dana Desa ", string.punctuation)
    lines = [
        replace(
            x, uraian=(alphabet[n % 10] * 200)[: 12 + n * 3], volume="1.234", satuan="Orang/bulan"[: n % 12]
        )
        for n, x in enumerate(budget.lines[::10])
    ]
    return replace(budget, lines=tuple(lines))


@pytest.mark.parametrize("paper", [apbdes.apb_pdf, apbdes.penjabaran_pdf])
@pytest.mark.parametrize("budget", [_edge(FIRST), _edge(CHANGED)], ids=["first", "changed"])
def test_told_heights_never_change_the_look(budget, paper, monkeypatch):
    fast = _places(paper(budget, URL))
    monkeypatch.setattr(columns, "one_line", lambda *_a, **_k: False)
    slow = _places(paper(budget, URL))
    assert [p[:3] for p in fast] == [p[:3] for p in slow]
    assert max(abs(a[3] - b[3]) for a, b in zip(fast, slow, strict=True)) < 0.3  # points


def test_nearly_all_rows_of_a_real_print_are_told_or_the_time_is_lost():
    rows = table_rows(FIRST, BARIS)
    widths = columns.widths(330, outputs=True, changed=False, longest=16)
    assert sum(columns.one_line(r, widths, outputs=True) for r in rows) >= 0.95 * len(rows)
    assert sum(widths) == pytest.approx(330 - 28)


_MANY = """
import resource
from dataclasses import replace
from balai.adapters.papers import apbdes, press
from tests.papers.budgets import URL, first_budget
budget, seen = first_budget(), []
for n in range(7):
    lines = tuple(replace(x, anggaran=x.anggaran + n) for x in budget.lines)
    apbdes.penjabaran_pdf(replace(budget, lines=lines), URL)
    press.forget()
    seen.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
print(seen[-1] - seen[0])
"""


def test_papers_of_many_villages_do_not_pile_up_in_memory():
    """Seven Penjabaran in a row; without `forget` each leaves about 40 MB in typst's memo."""
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", _MANY], cwd=root, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 80  # megabytes
