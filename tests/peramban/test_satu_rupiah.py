"""One rupiah more in the source is one rupiah more on page, CSV, XLSX, PDF text, JSON and poster: by `demo --sumber`."""

import csv
import io
import json
import re
import time
import urllib.request
from collections.abc import Iterator

import pdfplumber
import pytest
from openpyxl import load_workbook

from tests.database import BASE, MARK
from tests.peramban.conftest import started, stopped
from tests.peramban.test_alur import BERKAS, one_rupiah_more

PAGE = "/desa/33.99.99.2001/anggaran/2025/"


@pytest.fixture(scope="module")
def raised(worker: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demo whose Perubahan has one rupiah more."""
    changed = tmp_path_factory.mktemp("sumber") / "perubahan.xlsx"
    changed.write_bytes(one_rupiah_more((BERKAS / "apb-perubahan.xlsx").read_bytes()))
    home = BASE / f"uji-{MARK}-sumber-{worker}"
    first = str(BERKAS / "penjabaran-siskeudes.xlsx")
    process, _line, base = started(["demo", "--json", "--sumber", first, str(changed)], home, r"^\{")
    yield base
    stopped(process, home)


def fetch(url: str) -> bytes:
    for _ in range(120):
        try:
            with urllib.request.urlopen(url) as answer:
                return answer.read()
        except urllib.error.HTTPError:
            time.sleep(0.5)  # papers follow a publish
    raise AssertionError(url)


def figures(base: str) -> dict[str, int]:
    """Total spending as each form gives it, in whole rupiah."""
    page = fetch(base + PAGE).decode()
    spent = re.search(r"Jumlah belanja.*?class=\"n menjadi\".*?value=\"(\d+)\"", page, re.S)
    assert spent
    found = {"page": int(spent.group(1))}
    rows = list(csv.reader(io.StringIO(fetch(base + PAGE + "unduh/apbdes.csv").decode("utf-8-sig"))))
    head = next(i for i, r in enumerate(rows) if "menjadi" in [c.lower() for c in r])
    names = [c.lower() for c in rows[head]]
    found["csv"] = sum(
        int(r[names.index("menjadi")]) for r in rows[head + 1 :] if r[names.index("bagian")] == "belanja"
    )
    told = json.loads(fetch(base + PAGE + "unduh/apbdes.json"))
    found["json"] = sum(int(x["menjadi"]) for x in told["lines"] if x["bagian"] == "belanja")
    book = load_workbook(io.BytesIO(fetch(base + PAGE + "unduh/apbdes.xlsx")))
    found["xlsx"] = sheet_sum(book)
    for name in ("apb.pdf", "penjabaran.pdf", "poster.pdf"):
        with pdfplumber.open(io.BytesIO(fetch(f"{base}{PAGE}unduh/{name}"))) as pdf:
            text = "".join(p.extract_text() for p in pdf.pages)
        found[name] = 1765349022 if "1.765.349.022" in text else 1765349021 if "1.765.349.021" in text else 0
        assert not ("1.765.349.022" in text and "1.765.349.021" in text)
    return found


def sheet_sum(book) -> int:
    """Spending lines of the first sheet that has a column Menjadi."""
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows(values_only=True))
        for n, row in enumerate(rows):
            names = [str(c).lower() for c in row]
            if "menjadi" in names and "bagian" in names:
                a, b = names.index("menjadi"), names.index("bagian")
                return int(sum(r[a] for r in rows[n + 1 :] if r[b] == "belanja"))
    raise AssertionError("no such sheet")


def test_every_form_says_the_same_and_one_rupiah_more(raised: str) -> None:
    """1.765.349.021 is the control file's figure; the same demo without `--sumber` is asked in `test_jelajah`."""
    after = figures(raised)
    assert after == dict.fromkeys(after, 1_765_349_021 + 1)


def test_the_mark_stands_everywhere(raised: str) -> None:
    assert b"DATA CONTOH" in fetch(raised + PAGE)
    assert "DATA CONTOH" in fetch(raised + PAGE + "unduh/apbdes.csv").decode()
    assert json.loads(fetch(raised + PAGE + "unduh/apbdes.json"))["contoh"] is True
