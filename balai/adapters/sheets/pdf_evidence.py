"""What speaks against a way of reading names: gaps, lines that a word more would have fitted on, names of the chart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from statistics import median

from balai.adapters.sheets.pdf_words import Line, Word
from balai.ground.references import chart

_HEADING = re.compile(
    r"(?:[IVX]+\.|[A-C]\.)?\s*(?:pendapatan|belanja|pembiayaan|(?:penerimaan|pengeluaran) pembiayaan)(?: desa)?\s*:?",
    re.IGNORECASE,
)
_LATER = re.compile(r"[a-z),./&]")  # a name does not begin so, the rest of one does
_SAME = 0.4  # steps between lines that differ less are the same
_STRANGE = 0.35  # prints shorten and misspell names of the chart less than so


@dataclass(slots=True)
class Placed:
    """A body line with its cells, the words of its name, and whether it carries a code or an amount of its own."""

    line: Line
    cells: list[str]
    name: list[Word]
    code: bool
    amount: bool
    heading: bool = False

    @property
    def main(self) -> bool:
        """A row's own line; the others continue a name."""
        return self.code or self.amount or self.heading


class Evidence:
    """What the lines of one table say. `codes`: the columns of codes."""

    def __init__(self, pages: Sequence[Sequence[Placed]], name: int, codes: Sequence[int]) -> None:
        lines = [p for page in pages for p in page]
        named = [p.name for p in lines if len(p.name) > 1]  # one long word may run over its column
        self.right = _most([n[-1].x1 for n in named])
        self.width = _most([n[-1].x1 - n[0].x0 for n in named])
        self.name, self.codes = name, codes

    def lines(self, pages: Sequence[Sequence[Sequence[Placed]]]) -> float:
        """How much places and first letters speak against these rows."""
        torn = sum(self._torn(a, b) for a, b in pairwise([[], *pages, []]))
        rows = sum(self._row(row) for page in pages for row in page)
        named = [[tops for row in page if (tops := [p.name[0].top for p in row if p.name])] for page in pages]
        inner = [b - a for page in named for tops in page for a, b in pairwise(tops)]
        outer = [b[0] - a[-1] for page in named for a, b in pairwise(page)]
        return torn + rows + _odd(inner) + _odd(outer)

    def names(self, pages: Sequence[Sequence[Sequence[Placed]]]) -> float:
        """How little the names are those of the chart, where a code is known."""
        return sum(self._unlike(row) or 0.0 for rows in pages for row in rows)

    def doubtful(self, rows: Sequence[Sequence[Placed]], n: int) -> bool:
        """Whether a row may hold another's words: its lines break early, no gap tells it apart, the chart does not know it."""
        row = rows[n]
        named = [p.name for p in row if p.name]
        if not self.broken(row) and not (named and len(row) > 1 and _LATER.match(named[0][0].text)):
            return False
        inner = max((b.line.top - a.line.top for a, b in pairwise(row)), default=0.0)
        apart = all(abs(b.line.top - a.line.top - inner) > _SAME for a, b in self._around(rows, n))
        unlike = self._unlike(row)
        return not apart and (unlike is None or unlike > _STRANGE)

    def mark_headings(self, page: Sequence[Placed]) -> None:
        """“PENDAPATAN” without code and amount is a row of its own if it cannot be part of the names around it."""
        named = [p for p in page if p.name]
        for before, one, after in zip([None, *named], named, [*named[1:], None], strict=False):
            if not one.main and _HEADING.fullmatch(" ".join(c for c in one.cells if c)):
                above = before is None or self._fits(before.name, one.name[0])
                one.heading = above and (after is None or self._fits(one.name, after.name[0]))

    def name_of(self, row: Sequence[Placed]) -> str:
        """The row's name."""
        return " ".join(p.cells[self.name] for p in row if p.cells[self.name])

    def broken(self, row: Sequence[Placed]) -> int:
        """How many lines of a name end although the next word had room."""
        named = [p.name for p in row if p.name]
        return sum(self._fits(a, b[0]) for a, b in pairwise(named))

    def _row(self, row: Sequence[Placed]) -> float:
        named = [p for p in row if p.name]
        odd = any(p.main for p in row) and (not named or bool(_LATER.match(named[0].name[0].text)))
        return self.broken(row) + odd

    def _torn(self, before: Sequence[Sequence[Placed]], after: Sequence[Sequence[Placed]]) -> bool:
        """Whether a rest alone at a page's edge cannot be part of the name beyond it."""
        ends = [*before[-1:], *after[:1]]
        if all(any(p.main for p in row) for row in ends):
            return False
        named = [[p.name for p in row if p.name] for row in ends]
        return len(ends) < 2 or not all(named) or self._fits(named[0][-1], named[1][0][0])

    def _around(self, rows: Sequence[Sequence[Placed]], n: int) -> Iterator[tuple[Placed, Placed]]:
        if n:
            yield rows[n - 1][-1], rows[n][0]
        if n + 1 < len(rows):
            yield rows[n][-1], rows[n + 1][0]

    def _fits(self, name: Sequence[Word], word: Word) -> bool:
        """Whether a line of a name had room for the next word: then the name would not have been broken there."""
        more = word.x1 - word.x0 + 0.3 * (word.bottom - word.top) + 1
        return name[-1].x1 + more < self.right and name[-1].x1 - name[0].x0 + more < self.width

    def _unlike(self, row: Sequence[Placed]) -> float | None:
        """How far a name is from that of its code in the chart (0 the same, 1 nothing alike); None if the code is unknown."""
        told = [t for p in row for c in self.codes for t in p.cells[c].split()]
        known = {n for t in [*told, ".".join(told)] for n in _chart_names(t)}
        name = self.name_of(row).lower()
        return min((1 - SequenceMatcher(None, name, k).ratio() for k in known), default=None)


def _most(values: Sequence[float]) -> float:
    """The largest, but for a few totals that run over their column."""
    return sorted(values)[-1 - len(values) // 50] if values else 0.0


def _odd(steps: Sequence[float]) -> int:
    """How many steps are not the usual one: in a right reading all lines of names are equally far apart, and all rows."""
    most = usual(steps)
    return sum(abs(s - most) >= _SAME for s in steps)


def usual(steps: Sequence[float]) -> float:
    """The step that most are close to; 0 if there is none."""
    counts = Counter(round(s / _SAME) for s in steps)
    if not counts:
        return 0.0
    near = max(counts, key=lambda k: counts[k - 1] + 2 * counts[k] + counts[k + 1])
    return median(s for s in steps if abs(round(s / _SAME) - near) <= 1)


def _chart_names(code: str) -> Iterator[str]:
    for normal in (chart.normal_kegiatan(code), chart.normal_rekening(code)):
        if normal and (name := chart.name(normal)):
            yield name.lower()
