"""A NIK that lies over neighbouring cells of one row: `330412 | 6708900001`, `3304 1267 | 0890 0001`, a digit a cell.

A budget has digits in neighbouring cells everywhere (parts of codes, volumes, prices, amounts), so the digits together
must be exactly sixteen and shaped as a NIK, and the cells must not be what a budget holds. A piece such as `0890` is
no amount by its looks; whole numbers are judged by their columns: what stands above them, and in the budget's lines.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import isfinite

from balai.adapters.sheets.grid import Cell, Row
from balai.plain.masks import plain_digits, shaped_as_nik

# A village's code before that of an activity or account has sixteen digits and more, and is no person's number.
LONG_CODE = re.compile(
    r"(?:[0-9]{2}\.[0-9]{2}\.)?[0-9]{2}\.[12][0-9]{3}\.0?[1-5](?:\.[0-9]{2}){2}(?:\.[456](?:\.[0-9]){2}(?:\.[0-9]{2})?)?\.?"
)
_MOST_EMPTY = 2  # cells between two pieces, as merged cells leave them
_LEAST_SORTS = 4  # different digits in a NIK written digit by digit; ticks and months of 12 have fewer
_MOST_LETTERS = 4  # O for 0, l for 1
_DIGITS = re.compile(r"[\d\W_]*\d[\d\W_]*")
_CALLED = re.compile(r".*\b(?:NIK|KTP|KK|kependudukan)\b[\W_]*(?=\d)", re.IGNORECASE | re.DOTALL)
_NO_PIECE = re.compile(
    r"\(?-?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?\)?(?:,-)?|-?\d+[.,]\d|-?\d+,\d\d?|.*[%+=*()<>].*"  # amounts, volumes
    r"|\d{1,4}[-/.]\d{1,2}[-/.](?:19|20)\d\d|(?:19|20)\d\d[-/]\d\d[-/]\d\d.*",  # dates
    re.DOTALL,
)
_CODE = re.compile(
    r"0?[1-5](?:\.\d\d?){1,3}\.?|[4-7](?:\.\d\d?){1,4}\.?|(?:\d\d\.){1,3}[12]\d{3}(?:\.\d\d?)*\.?"
)
_OF_PERSON = re.compile(
    r"(?=.{3,40}$)(?:.*\b(?:NIK|KTP)\b|.*induk kependudukan|no(?:mor)?\.? *KK\b)", re.IGNORECASE
)
_OF_MONEY = re.compile(
    r"anggaran|jumlah|rupiah|\brp\b|semula|menjadi|sebelum|sesudah|setelah|bertambah|berkurang|selisih|lebih|kurang|"
    r"harga|nilai|pagu|realisasi|total|biaya|saldo|sisa|debet|kredit|penerimaan|pengeluaran|tahun|"
    r"triwulan|semester|tahap|termin|apb",
    re.IGNORECASE,
)
_YEAR_OR_VILLAGE = re.compile(r"[12]\d{3}")


@dataclass(frozen=True, slots=True)
class Piece:
    """The digits of one cell, and how many of them are letters. `marked`: the cell itself says that a NIK follows."""

    column: int
    digits: str
    is_text: bool = False
    letters: int = 0
    marked: bool = False


def split_niks(rows: Sequence[Row]) -> list[tuple[int, frozenset[int]]]:
    """Each NIK that lies over cells: the index of its row in `rows`, and its columns, from 0."""
    found: list[tuple[int, frozenset[int]]] = []
    above: dict[int, str] = {}  # the nearest words above each column
    columns = _Columns(rows)
    for index, row in enumerate(rows):
        for part in _windows(row.cells):
            over = {p.column: above.get(p.column, "") for p in part}
            if _says_person(part, over) or _certain(part) or columns.are_persons(row, part, over):
                own = frozenset(over)
                if found and found[-1][0] == index and found[-1][1] & own:
                    found[-1] = index, found[-1][1] | own
                else:
                    found.append((index, own))
        if _may_be_header(row):
            above.update((n, c) for n, c in enumerate(row.cells) if _is_words(c))
    return found


def _windows(cells: Sequence[Cell]) -> Iterator[list[Piece]]:
    """Neighbouring cells with sixteen digits in a NIK's shape, which are no code of a village and an activity."""
    for run in _runs(cells):
        joined = "".join(p.digits for p in run)
        borders = {at: n for n, at in enumerate(accumulate((len(p.digits) for p in run), initial=0))}
        for at, start in borders.items():
            part = run[start : borders.get(at + 16, start)]
            if len(part) > 1 and shaped_as_nik(joined[at : at + 16]) and not _is_long_code(part):
                yield part


def _is_long_code(part: Sequence[Piece]) -> bool:
    return bool(LONG_CODE.fullmatch(".".join(p.digits for p in part)))


def _runs(cells: Sequence[Cell]) -> Iterator[list[Piece]]:
    """Pieces that follow each other, with few empty cells between."""
    run: list[Piece] = []
    for column, cell in enumerate(cells):
        if cell in ("", None):
            continue
        piece = _piece(column, cell)
        if run and (piece is None or piece.marked or column - run[-1].column > _MOST_EMPTY + 1):
            yield run
            run = []
        if piece is not None:
            run.append(piece)
    yield run


def _piece(column: int, cell: Cell) -> Piece | None:
    """The digits of a cell that holds nothing else and is no amount, code or date by its looks."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    if not isinstance(cell, str):
        whole = 0 <= cell < 1e15 and cell == int(cell)  # NaN and infinity are neither
        return Piece(column, str(int(cell))) if whole else None
    if len(cell) > 80 or not any(map(str.isdecimal, cell)):
        return None
    bare = _CALLED.sub("", cell, count=1)
    text = plain_digits(bare.strip())
    if not _DIGITS.fullmatch(text) or _NO_PIECE.fullmatch(text) or _CODE.fullmatch(text):
        return None
    digits = re.sub(r"\D", "", text)
    letters = len(digits) - sum(map(str.isdecimal, bare))
    return Piece(column, digits, is_text=True, letters=letters, marked=bare != cell)


def _certain(part: Sequence[Piece]) -> bool:
    """Whether no budget writes such cells: digit by digit, pair by pair, `33O4`, or a piece such as `0890`."""
    if letters := sum(p.letters for p in part):
        return letters <= _MOST_LETTERS
    sizes = {len(p.digits) for p in part}
    if sizes in ({1}, {2}):
        return len(set("".join(p.digits for p in part))) >= _LEAST_SORTS
    return any(p.is_text and len(p.digits) > 2 and p.digits[0] == "0" for p in part)


def _says_person(part: Sequence[Piece], over: Mapping[int, str]) -> bool:
    """Whether the cell before the digits, or the words above them, name a NIK."""
    return any(p.marked or _OF_PERSON.match(over[p.column]) for p in part)


class _Columns:
    """What the columns of one table hold, asked only where sixteen digits were found."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._mostly: dict[frozenset[int], bool] = {}

    def are_persons(self, row: Row, part: Sequence[Piece], over: Mapping[int, str]) -> bool:
        """Whole numbers that stand in no column of amounts, and are NIK in most rows of theirs."""
        long = [p for p in part if len(p.digits) > 2]
        if not long or all(_YEAR_OR_VILLAGE.fullmatch(p.digits) for p in long):
            return False
        money = [bool(_OF_MONEY.search(over[p.column])) or self._in_lines(p.column) for p in long]
        if _is_line(row):
            return not any(money)
        return not all(money) and self._mostly_niks(frozenset(over))

    @cached_property
    def _lines(self) -> list[Row]:
        return [r for r in self._rows if _is_line(r)]

    @cached_property
    def _numbers_in_lines(self) -> Counter[int]:
        return Counter(n for r in self._lines for n, c in enumerate(r.cells) if _number(c) and _is_long(c))

    def _in_lines(self, column: int) -> bool:
        """Whether half of the budget's lines carry an amount in this column: volumes are shorter."""
        return 2 * self._numbers_in_lines[column] >= len(self._lines) > 0

    def _mostly_niks(self, own: frozenset[int]) -> bool:
        """Whether most rows with numbers in these columns have a NIK's shape there."""
        if own not in self._mostly:
            filled = [r for r in self._rows if _filled(r, own)]
            fitting = [r for r in filled if any({p.column for p in w} == own for w in _windows(r.cells))]
            self._mostly[own] = 2 * len(fitting) > len(filled)
        return self._mostly[own]


def _is_line(row: Row) -> bool:
    """Whether a row carries a budget's line: a code in one cell, or the parts of one in three cells and more."""
    texts = [str(c).strip().removesuffix(".0") for c in row.cells if c not in ("", None)]
    if any(_CODE.fullmatch(t) for t in texts):
        return True
    first = next((n for n, t in enumerate(texts) if not re.fullmatch(r"\d{1,2}", t)), len(texts))
    return 3 <= first < len(texts)


def _may_be_header(row: Row) -> bool:
    """Whether a row holds no code and no amount: the names of lines are no headers."""
    return not any(
        c[:1].isdigit() and not _YEAR_OR_VILLAGE.fullmatch(c) if isinstance(c, str) else _number(c)
        for c in row.cells
    )


def _filled(row: Row, columns: Iterable[int]) -> bool:
    """Whether all these cells hold numbers, and one of them more than a volume or the number of a column."""
    cells = [row.cells[c] if c < len(row.cells) else "" for c in columns]
    return all(map(_number, cells)) and any(map(_is_long, cells))


def _is_words(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(re.search("[A-Za-z]{2}", cell))


def _number(cell: Cell) -> bool:
    """Whether a cell is a number, however it is written: an amount, or a piece of a longer number."""
    if isinstance(cell, str):
        return bool(re.search(r"\d", cell)) and not _is_words(cell) and not _CODE.fullmatch(cell.strip())
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _is_long(cell: Cell) -> bool:
    if isinstance(cell, float) and not isfinite(cell):
        return False
    return len(re.sub(r"\D", "", cell if isinstance(cell, str) else str(int(cell)))) > 3
