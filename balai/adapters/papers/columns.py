"""Columns of the official tables in millimetres, and which rows surely take one line of text.

typst lays a row of unknown height out twice. A row that surely takes one line is told its height, which cuts the
time of a Penjabaran by a third. When in doubt a row is left to typst: the look is the same either way.
"""

from functools import lru_cache

from PIL import ImageFont

from balai.adapters.papers.glyphs import FONTS, LONGEST_WORD
from balai.adapters.papers.tables import TableRow

SIZE = 7.5  # points, the tables' text
INSET = 1.3  # millimetres left and right of a cell's text
INDENTS = (0.0, 0.0, 1.5, 3.0, 4.5, 6.0)  # of the uraian, by level
BOLD_UP_TO = 3  # rows of these levels are bold
_MARGINS = 28.0  # of the page, left and right together
_POINT = 25.4 / 72
_SURELY = 1.04  # kerning and tabular digits may widen a text a little
_UNIT = 1000  # font size at which advances are read
_UNBREAKABLE = frozenset("0123456789.,()")  # codes and amounts have no place to break


def widths(page: float, *, outputs: bool, changed: bool, longest: int) -> list[float]:
    """Widths in the order of the columns; `page` in millimetres, `longest` in characters of an amount."""
    amount = max(27.0, longest * 1.6 + 4)
    before = [14.0, 17.0]
    after = [*([14.0, 20.0] if outputs else []), *([amount] * (3 if changed else 1)), 17.0]
    return [*before, page - _MARGINS - sum(before) - sum(after), *after]


def one_line(row: TableRow, columns: list[float], *, outputs: bool) -> bool:
    """Whether every text of this row surely fits on one line of its column."""
    bold = row.level <= BOLD_UP_TO
    texts = [
        (row.kegiatan, columns[0], bold),
        (row.rekening, columns[1], bold),
        (row.uraian, columns[2] - INDENTS[row.level], bold),
        (row.sumber, columns[-1], False),
        *([(row.volume, columns[3], False), (row.satuan, columns[4], False)] if outputs else []),
    ]
    return all(_fits(text, room - 2 * INSET, bold=heavy) for text, room, heavy in texts)


def _fits(text: str, room: float, *, bold: bool) -> bool:
    if len(text) <= LONGEST_WORD and _UNBREAKABLE.issuperset(text):
        return True
    known = _advances(bold=bold)
    if not all(c in known for c in text):
        return False
    return sum(known[c] for c in text) * SIZE * _POINT * _SURELY <= room


@lru_cache
def _advances(*, bold: bool) -> dict[str, float]:
    """Advance of each printable ASCII character in em; digits as wide as the widest (they are tabular)."""
    name = "Inter-Bold.otf" if bold else "Inter-Regular.otf"
    font = ImageFont.truetype(FONTS / name, _UNIT)
    known = {chr(n): font.getlength(chr(n)) / _UNIT for n in range(0x20, 0x7F)}
    digit = max(known[c] for c in "0123456789")
    return known | dict.fromkeys("0123456789", digit)
