"""Tables without rules: words become lines, lines become rows, words fall into columns found in all pages together.

Where a name takes several lines, code and amount may stand on its first line, its middle or its last. Which one
is seen from the gaps between lines, over the whole print.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from balai.adapters.sheets.pdf_columns import CODE, Columns, find_columns
from balai.adapters.sheets.pdf_ruled import AMOUNT, PageRead
from balai.adapters.sheets.pdf_words import LeanPage, Line, Word, lines_of

_HEAD = re.compile(
    r"uraian|nama|kode|anggaran|jumlah|pagu|semula|menjadi|sumber|volume|satuan|rekening|bertambah|selisih|nilai|rincian",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"\(?(?:bid(?:ang)?|sub|keg(?:iatan)?|kel(?:ompok)?|jenis|obj?e?k?|rp\.?|dana|desa|%|output|berkurang)\)?\.?",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b20[0-9]{2}\b|penjabaran|pemerintah|peraturan|lampiran", re.IGNORECASE)
_FOOT = re.compile(
    r"printed by|dicetak|^\s*mengetahui|halaman\s*:?\s*[0-9]|,\s*[0-3]?[0-9] [A-Za-z]+ 20[0-9]{2}$",
    re.IGNORECASE,
)
TOP, MIDDLE, BOTTOM = "top", "middle", "bottom"


@dataclass(slots=True)
class Sheet:
    """One page without rules between its rows: lines above the header, the header, lines below."""

    above: list[Line]
    head: list[Line]
    below: list[Line]
    rules: list[float] = field(default_factory=list)  # heights of rules drawn across the page

    @property
    def header(self) -> list[Word]:
        """The header's words, without the numbers of its columns."""
        return [w for line in self.head if not _numbers(line) for w in line.words]

    @property
    def signature(self) -> tuple[str, ...]:
        """What tells one table's header from another's."""
        return tuple(w.text for w in self.header)


@dataclass(slots=True)
class _Placed:
    """A body line with its cells; `main` carries a code or an amount, others continue a row."""

    line: Line
    cells: list[str]
    main: bool


def read_sheet(page: LeanPage, words: Sequence[Word]) -> Sheet:
    """The page's lines, with its header found."""
    lines = lines_of(words)
    start, stop = _header(lines)
    return Sheet(lines[:start], lines[start:stop], lines[stop:], _rules(page))


def rows_of_sheets(sheets: Sequence[Sheet]) -> list[PageRead]:
    """Rows of each page, in order. A page without header continues the table before it."""
    _give_back(sheets)
    owners: list[tuple[str, ...]] = []
    for sheet in sheets:
        owners.append(sheet.signature or (owners[-1] if owners else ()))
    out: dict[int, PageRead] = {}
    for owner in dict.fromkeys(owners):
        mine = [n for n, other in enumerate(owners) if other == owner]
        out |= dict(zip(mine, _table([sheets[n] for n in mine]), strict=True))
    return [out[n] for n in range(len(sheets))]


def _give_back(sheets: Sequence[Sheet]) -> None:
    """The torn end of a name may look like a header's last line (“Kegiatan”); the first header does not have it."""
    first: list[str] = []
    for sheet in sheets:
        texts = [line.text for line in sheet.head]
        if not first or not texts or texts[0] != first[0]:
            first = texts or first
            continue
        while len(sheet.head) > 1 and sheet.head[-1].text not in first:
            sheet.below.insert(0, sheet.head.pop())


def _table(sheets: Sequence[Sheet]) -> Iterator[PageRead]:
    """Pages of one table: columns and alignment are found in all of them together."""
    body = [line for sheet in sheets for line in sheet.below if AMOUNT.search(line.text)]
    columns = find_columns(sheets[0].header, body)
    if columns is None:
        yield from (_as_text(s) for s in sheets)
        return
    pages = [_place(s, columns) for s in sheets]
    mode = _alignment([placed for placed, _around in pages], columns)
    for sheet, (placed, around) in zip(sheets, pages, strict=True):
        if not sheet.header and sum(p.main for p in placed) < 3:
            yield _as_text(sheet)
            continue
        rows = _rows(placed, sheet.rules, mode)
        head = [list(columns.texts)] if sheet.header else []
        yield PageRead([*head, *rows], [x.text for x in sheet.above] + around)


def _as_text(sheet: Sheet) -> PageRead:
    words = [w for x in (*sheet.above, *sheet.below) for w in x.words] + sheet.header
    return PageRead([], [x.text for x in lines_of(words)])


def _header(lines: Sequence[Line]) -> tuple[int, int]:
    """First and last (exclusive) line of the header: up to four lines around the one with most header words."""
    scores = [_score(x) for x in lines]
    best = max(range(len(lines)), key=lambda i: (scores[i], -i), default=0)
    if not lines or not scores[best]:
        return 0, 0
    start, stop = best, best + 1
    while start > 0 and best - start < 2 and scores[start - 1] and _close(lines[start - 1], lines[start]):
        start -= 1
    while (
        stop < len(lines)
        and stop - best < 3
        and (scores[stop] or _numbers(lines[stop]) or _small(lines[stop]))
    ):
        stop += 1
    kinds = {m.group().lower() for x in lines[start:stop] for w in x.words if (m := _HEAD.search(w.text))}
    return (start, stop) if len(kinds) >= 3 else (0, 0)


def _score(line: Line) -> int:
    """How many different header words a line has; none if it is a title or carries an amount."""
    if AMOUNT.search(line.text) or _TITLE.search(line.text):
        return 0
    return len({m.group().lower() for w in line.words if (m := _HEAD.search(w.text))})


def _close(above: Line, below: Line) -> bool:
    return below.top - above.bottom < 1.2 * (below.bottom - below.top)


def _numbers(line: Line) -> bool:
    return all(re.fullmatch(r"\(?[0-9]{1,2}\)?", w.text) for w in line.words)


def _small(line: Line) -> bool:
    """The lower line of a header that only names parts, units or the rest of a word above."""
    return all(_SMALL.fullmatch(w.text) for w in line.words)


def _rules(page: LeanPage) -> list[float]:
    """Heights at which rules, or borders of shaded rows, run over most of the page's text."""
    lengths: dict[int, float] = {}
    for edge in page.horizontal_edges:
        lengths[round(edge["top"])] = lengths.get(round(edge["top"]), 0.0) + edge["x1"] - edge["x0"]
    return sorted(
        float(y)  # not money: a place on the page
        for y, length in lengths.items()
        if length > page.width * 0.4
    )  # not money: a place on the page


def _place(sheet: Sheet, columns: Columns) -> tuple[list[_Placed], list[str]]:
    """The page's body lines in columns, and what stands below the table."""
    placed = [
        _Placed(line, cells, _is_main(cells, columns))
        for line in sheet.below
        for cells in [columns.cells(line)]
    ]
    last = max((n for n, p in enumerate(placed) if p.main), default=-1)
    end = last + 1
    while end < len(placed) and _continues(
        [*sheet.head, *(p.line for p in placed[:end])], placed[end], columns
    ):
        end += 1
    return placed[:end], [p.line.text for p in placed[end:]]


def _is_main(cells: Sequence[str], columns: Columns) -> bool:
    """A row's own line: it has an amount, or nothing but codes in a column of codes."""
    if any(AMOUNT.search(c) for n, c in enumerate(cells) if n != columns.name):
        return True
    return any(cells[n] and all(map(CODE.fullmatch, cells[n].split())) for n in columns.codes)


def _continues(before: Sequence[Line], one: _Placed, columns: Columns) -> bool:
    """Whether a line below the last row (or below the header) still belongs to a name: near, only under the names."""
    only_name = all(not c for n, c in enumerate(one.cells) if n != columns.name)
    return only_name and bool(before) and _close(before[-1], one.line) and not _FOOT.search(one.line.text)


def _alignment(pages: Sequence[Sequence[_Placed]], columns: Columns) -> str:
    """Where a row's own line stands among the lines of its name."""
    above = below = halves = 0
    for placed in pages:
        for before, one, after in zip(placed, placed[1:], placed[2:], strict=False):
            up, down = one.line.top - before.line.top, after.line.top - one.line.top
            tall = one.line.bottom - one.line.top
            if one.main:
                between = not (before.main or after.main or one.cells[columns.name])
                halves += between and up < 0.9 * tall and down < 0.9 * tall
            elif abs(up - down) > 0.4 and min(up, down) < 2 * tall:
                above, below = above + (up > down and after.main), below + (down > up and before.main)
    if halves or (above and below and min(above, below) * 5 >= max(above, below)):
        return MIDDLE
    return BOTTOM if above > below else TOP


def _rows(placed: Sequence[_Placed], rules: Sequence[float], mode: str) -> list[list[str]]:
    """Cells of each row; the lines of a name joined from the top. A rest above the first row stays by itself."""
    mains = [n for n, p in enumerate(placed) if p.main]
    if not mains:
        return [_joined(placed)] if placed else []
    starts = [mains[0] if mode == TOP else 0]
    for a, b in pairwise(mains):
        starts.append(_split(placed, (a, b), rules, mode, a - starts[-1]))
    rest = [_joined(placed[: starts[0]])] if starts[0] else []
    return rest + [_joined(placed[a:b]) for a, b in pairwise([*starts, len(placed)])]


def _split(
    placed: Sequence[_Placed], between: tuple[int, int], rules: Sequence[float], mode: str, above: int
) -> int:
    """Where the row of the second own line begins. `above`: lines that the first one has above it."""
    a, b = between
    tops = [placed[n].line.top for n in range(a, b + 1)]
    for n in range(a, b):
        here, there = placed[n].line, placed[n + 1].line
        if any(here.top + here.bottom < 2 * y < there.top + there.bottom for y in rules):
            return n + 1
    if mode != MIDDLE:
        return b if mode == TOP else a + 1
    gaps = [low - high for high, low in pairwise(tops)]
    widest = [n for n, gap in enumerate(gaps) if gap > max(gaps) - 0.4]
    return a + 1 + min(widest, key=lambda n: abs(n - above))


def _joined(row: Sequence[_Placed]) -> list[str]:
    """One cell per column, its lines joined by spaces (a hyphen inside a word by nothing)."""
    columns = zip(*(p.cells for p in row), strict=True)
    return [
        re.sub(r"(?<=\w)- \|", "-", " |".join(t for t in lines if t)).replace(" |", " ") for lines in columns
    ]
