"""Rows of tables without rules between them: which lines of a name belong to which code and amount.

Where a name takes several lines, code and amount may each stand on its first line, its middle or its last; one
print does it in one way. Four ways are tried on the whole print, and the one is taken that its lines contradict
least (`pdf_evidence`). If two ways remain, the print is refused with the place: a name is never guessed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.pdf_evidence import Evidence, Placed, usual

TOP, MIDDLE, CENTRE, BOTTOM = "top", "middle", "centre", "bottom"  # middle by gaps, centre by symmetry
_UNCLEAR = (
    "Nama di halaman {page}, baris {row} (“{name}”) bisa milik baris di atasnya atau di bawahnya, karena tabelnya "
    "tanpa garis dan tanpa jarak. Cetak dengan garis tabel, atau kirim XLSX-nya."
)
Group = list[Placed]
Way = list[list[Group]]  # rows of each page


@dataclass(slots=True)
class Body:
    """A page's body lines in columns, and the heights of rules across it."""

    placed: list[Placed]
    rules: Sequence[float]
    page: int
    units: list[tuple[int, int]] = field(default_factory=list)  # first and last own line of each row


def group(pages: Sequence[Body], evidence: Evidence) -> Way:
    """Lines of each row, page by page. Raises SheetRefused if names could belong to two rows."""
    for page in pages:
        evidence.mark_headings(page.placed)
    order = _order(pages)
    for page in pages:
        page.units = _units(page, order, evidence)
    if _banded(pages):
        return [_bands(page) for page in pages]
    ways = {mode: [list(_groups(page, mode)) for page in pages] for mode in (TOP, MIDDLE, CENTRE, BOTTOM)}
    best = _best(pages, ways, evidence)
    for page, rows in zip(pages, ways[best], strict=True):
        for n in range(len(rows)):
            if evidence.doubtful(rows, n):
                raise _unclear(page, n + 1, evidence.name_of(rows[n]))
    return _carried(ways[best]) if best == BOTTOM else ways[best]


def _best(pages: Sequence[Body], ways: dict[str, Way], evidence: Evidence) -> str:
    """The way that lines, and if need be names, contradict clearly less than any other."""
    costs = {mode: evidence.lines(groups) for mode, groups in ways.items()}
    if _rival(costs, ways) is not None:
        costs = {mode: cost + evidence.names(ways[mode]) for mode, cost in costs.items()}
    best = min(costs, key=lambda m: costs[m])
    rival = _rival(costs, ways)
    if rival is None:
        return best
    for page, rows, others in zip(pages, ways[best], ways[rival], strict=True):
        for n, (a, b) in enumerate(zip(rows, others, strict=False)):
            if a != b:
                raise _unclear(page, n + 1, evidence.name_of(a))
    return best


def _rival(costs: dict[str, float], ways: dict[str, Way]) -> str | None:
    """Another way that reads some rows differently and is hardly worse than the best."""
    best = min(costs, key=lambda m: costs[m])
    for mode, way in ways.items():
        if way != ways[best] and costs[mode] < costs[best] + _margin(ways[best], way):
            return mode
    return None


def _margin(one: Way, other: Way) -> float:
    """How much better a way must be than another: the more rows they read differently, the more."""
    alike = {tuple(map(id, row)) for rows in other for row in rows}
    return max(1.0, 0.1 * sum(tuple(map(id, row)) not in alike for rows in one for row in rows))


def _unclear(page: Body, row: int, name: str) -> SheetRefused:
    return SheetRefused("nama_mendua", _UNCLEAR.format(page=page.page, row=row, name=name[:80]))


@dataclass(frozen=True, slots=True)
class Order:
    """Code and amount of one row on different lines: which stands first, and how far apart; neither if on one line."""

    code_first: bool = False
    amount_first: bool = False
    step: float = 0.0

    def joins(self, a: Placed, b: Placed) -> bool:
        """Whether `a` and `b`, own lines that follow each other, may be the two of one row."""
        first = (self.code_first, self.amount_first)
        return any(first) and (a.code, a.amount) == first and (b.amount, b.code) == first


def _order(pages: Sequence[Body]) -> Order:
    mains = [[p for p in page.placed if p.main] for page in pages]
    codes = sum(p.code and not p.amount for page in mains for p in page)
    amounts = sum(p.amount and not p.code for page in mains for p in page)
    for order in (Order(code_first=True), Order(amount_first=True)):
        pairs = [(a, b) for page in mains for a, b in pairwise(page) if order.joins(a, b)]
        if len(pairs) >= 3 and len(pairs) >= 0.8 * codes and len(pairs) >= 0.5 * amounts:
            return replace(
                order, step=usual([b.line.top - a.line.top for a, b in pairs if a.name and b.name])
            )
    return Order()


def _units(page: Body, order: Order, evidence: Evidence) -> list[tuple[int, int]]:
    """Own lines of rows, as (first, last): one line, or code and amount apart."""
    units: list[tuple[int, int]] = []
    for n, one in enumerate(page.placed):
        if not one.main:
            continue
        if units and units[-1][0] == units[-1][1] and _one_row(page, units[-1][0], n, order, evidence):
            units[-1] = units[-1][0], n
        else:
            units.append((n, n))
    return units


def _one_row(page: Body, a: int, b: int, order: Order, evidence: Evidence) -> bool:
    """Whether code and amount on two lines are of one row: no rule between, no line broken early, no odd step."""
    lines = page.placed[a : b + 1]
    if not order.joins(lines[0], lines[-1]) or _ruled(page, a, b) is not None or evidence.broken(lines):
        return False
    first, last = lines[0], lines[-1]
    return (
        len(lines) > 2 or not (first.name and last.name) or last.line.top - first.line.top < order.step + 0.5
    )


def _ruled(page: Body, a: int, b: int) -> int | None:
    """The first line between lines a and b below a rule."""
    for n in range(a, b):
        here, there = page.placed[n].line, page.placed[n + 1].line
        if any(here.top + here.bottom < 2 * y < there.top + there.bottom for y in page.rules):
            return n + 1
    return None


def _banded(pages: Sequence[Body]) -> bool:
    """Whether rules, or borders of shades, run between nearly all rows: then they alone tell the rows."""
    pairs = [_ruled(page, a[1], b[0]) is not None for page in pages for a, b in pairwise(page.units)]
    return bool(pairs) and sum(pairs) >= 0.9 * len(pairs)


def _bands(page: Body) -> list[Group]:
    """Lines between two rules are a row. Own lines without a rule between them are rows of their own."""
    firsts = {a for a, _b in page.units}
    rows: list[Group] = []
    for n, one in enumerate(page.placed):
        alone = n in firsts and rows and any(p.main for p in rows[-1])
        if not rows or alone or _ruled(page, n - 1, n) is not None:
            rows.append([])
        rows[-1].append(one)
    return rows


def _groups(page: Body, mode: str) -> Iterator[Group]:
    """The page's rows, lines of a name with their own lines. A rest above the first row stays by itself."""
    placed, units = page.placed, page.units
    if not units:
        if placed:
            yield placed
        return
    starts = [units[0][0] if mode == TOP else _ruled(page, 0, units[0][0]) or 0]
    for own, after in pairwise(units):
        starts.append(_split(page, own, after[0], mode, starts[-1]))
    ends = [*starts[1:], units[-1][1] + 1 if mode == BOTTOM else len(placed)]
    if starts[0]:
        yield placed[: starts[0]]
    for a, b in zip(starts, ends, strict=True):
        yield placed[a:b]
    if ends[-1] < len(placed):
        yield placed[ends[-1] :]


def _split(page: Body, own: tuple[int, int], b: int, mode: str, start: int) -> int:
    """Where the row of own line `b` begins. The row before begins at `start` and has its own lines at `own`."""
    a = own[1]
    ruled = _ruled(page, a, b)
    if ruled is not None:
        return ruled
    if mode in (TOP, BOTTOM):
        return b if mode == TOP else a + 1
    tops = [p.line.top for p in page.placed]
    if mode == CENTRE:
        middle = (tops[own[0]] + tops[a]) / 2
        return 1 + min(range(a, b), key=lambda n: abs(tops[start] + tops[n] - 2 * middle))
    gaps = [tops[n + 1] - tops[n] for n in range(a, b)]
    widest = [n for n, gap in enumerate(gaps) if gap > max(gaps) - 0.4]
    return a + 1 + min(widest, key=lambda n: abs(n - own[0] + start))


def _carried(pages: Way) -> Way:
    """Names above their code that a page break cuts: what stands below the last row goes to the next page's first."""
    out = [list(rows) for rows in pages]
    for here, there in pairwise(out):
        if len(here) > 1 and there and not any(p.main for p in here[-1]):
            there[0] = here.pop() + there[0]
    return out
