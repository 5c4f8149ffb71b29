"""Tables without rules: words become lines, lines become rows, words fall into columns found in all pages together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from balai.adapters.sheets.pdf_columns import CODE, Columns, find_columns, phrases
from balai.adapters.sheets.pdf_evidence import Evidence, Placed
from balai.adapters.sheets.pdf_joins import lines_joined
from balai.adapters.sheets.pdf_rows import Body, group
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


@dataclass(slots=True)
class Sheet:
    """One page without rules between its rows: lines above the header, the header, lines below."""

    above: list[Line]
    head: list[Line]
    below: list[Line]
    rules: list[float]  # heights of rules drawn across the page
    page: int

    @property
    def header(self) -> list[Word]:
        """The header's words, without the numbers of its columns."""
        return [w for line in self.head if not _numbers(line) for w in line.words]

    @property
    def signature(self) -> tuple[str, ...]:
        """What tells one table's header from another's."""
        return tuple(w.text for w in self.header)


def read_sheet(page: LeanPage, words: Sequence[Word]) -> Sheet:
    """The page's lines, with its header found."""
    lines = lines_of(words)
    start, stop = _header(lines)
    return Sheet(lines[:start], lines[start:stop], lines[stop:], _rules(page), page.page_number)


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
    kept = [
        bool(s.header) or sum(p.main for p in b.placed) >= 3 for s, (b, _t) in zip(sheets, pages, strict=True)
    ]
    bodies = [b for keep, (b, _around) in zip(kept, pages, strict=True) if keep]
    evidence = Evidence([b.placed for b in bodies], columns.name, sorted(columns.codes))
    groups = iter(group(bodies, evidence))
    for sheet, keep, (_body, around) in zip(sheets, kept, pages, strict=True):
        if not keep:
            yield _as_text(sheet)
            continue
        head = [list(columns.texts)] if sheet.header else []
        yield PageRead([*head, *map(_joined, next(groups))], [x.text for x in sheet.above] + around)


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
        and stop - best < 4
        and (scores[stop] or _numbers(lines[stop]) or _small(lines[stop]) or _spread(lines, stop))
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


def _spread(lines: Sequence[Line], n: int) -> bool:
    """A line close below the header, over several columns, without code and amount."""
    words = lines[n].words
    if AMOUNT.search(lines[n].text) or any(CODE.fullmatch(w.text) for w in words):
        return False
    return len(phrases(words)) > 1 and _close(lines[n - 1], lines[n])


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


def _place(sheet: Sheet, columns: Columns) -> tuple[Body, list[str]]:
    """The page's body lines in columns, and what stands below the table."""
    placed = [_placed(line, columns) for line in sheet.below]
    last = max((n for n, p in enumerate(placed) if p.main), default=-1)
    end = last + 1
    tops = [p.name[0].top for p in placed[:end] if p.name]
    pitch = min((b - a for a, b in pairwise(tops)), default=0.0)
    while end < len(placed):
        above = placed[end - 1].line if end else (sheet.head[-1] if sheet.head else None)
        if above is None or not _continues(above, placed[end], pitch, columns.name):
            break
        end += 1
    return Body(placed[:end], sheet.rules, sheet.page), [p.line.text for p in placed[end:]]


def _placed(line: Line, columns: Columns) -> Placed:
    """A line in columns: its own amount, or nothing but codes in a column of codes, makes it a row's own line."""
    cells = columns.cells(line)
    amount = any(AMOUNT.search(c) for n, c in enumerate(cells) if n != columns.name)
    code = any(cells[n] and all(map(CODE.fullmatch, cells[n].split())) for n in columns.codes)
    return Placed(line, cells, columns.name_words(line), code, amount)


def _continues(above: Line, one: Placed, pitch: float, name: int) -> bool:
    """Whether a line below the last row (or below the header) still belongs to it: near, and under the names.

    As near as lines of a name are (`pitch`), it may hold the rest of a source too.
    """
    if _FOOT.search(one.line.text):
        return False
    only_name = all(not c for n, c in enumerate(one.cells) if n != name)
    down = one.line.top - above.top
    return down < pitch + 0.4 or (only_name and _close(above, one.line))


def _joined(row: Sequence[Placed]) -> list[str]:
    """One cell per column, its lines joined."""
    columns = zip(*(p.cells for p in row), strict=True)
    return [lines_joined([t for t in lines if t]) for lines in columns]
