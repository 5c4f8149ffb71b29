"""Sources of funds: named in a cell of the row, or each with a column of its own (`DDS | ADD | PAD | …`)."""

import re
from collections.abc import Sequence

from balai.adapters.sheets.grid import Row
from balai.ground.references import chart

_UNITS = re.compile(r"\(?\brp\.?\)?|\b(?:sumber|dana(?= *:)|jumlah|anggaran|pagu|nilai)\b", re.IGNORECASE)


def read_source(text: str) -> tuple[str, ...]:
    """The sources that a cell names; `Dana Desa (DDS)` and `(ADD)` are read without or by their brackets."""
    if len(text) > 400:
        return ()
    inside = re.findall(r"\(([^()]*)\)", text)
    spellings = [text, re.sub(r"\([^()]*\)", "", text), *inside]
    return next((codes for t in spellings if t.strip() and (codes := chart.normal_sumber(t))), ())


def fund_columns(window: Sequence[Row]) -> dict[int, tuple[str, str]]:
    """Columns whose lowest header cell is a source: column → (source, text of the group above it).

    Empty unless at least two sources have a column: one alone is a header that happens to be a source's name.
    """
    width = max(len(r.cells) for r in window)
    found: dict[int, tuple[str, str]] = {}
    for column in range(width):
        cells = [_text(r, column) for r in window]
        level = max((n for n, t in enumerate(cells) if t), default=-1)
        codes = _one_source(cells[level]) if level >= 0 else ()
        if len(codes) == 1:
            found[column] = codes[0], group_above(window[:level], column)
    return found if len({code for code, _g in found.values()}) >= 2 else {}


def _one_source(text: str) -> tuple[str, ...]:
    return read_source(text) or read_source(re.sub(r"\s+", " ", _UNITS.sub(" ", text)).strip())


def group_above(above: Sequence[Row], column: int) -> str:
    """What stands above a column, in merged cells at its left too."""
    texts = []
    for row in above:
        left = [t for c in range(column + 1) if (t := _text(row, c))]
        texts += left[-1:]
    return " ".join(texts).lower()


def _text(row: Row, column: int) -> str:
    cell = row.cells[column] if column < len(row.cells) else ""
    return re.sub(r"\s+", " ", cell).strip() if isinstance(cell, str) and len(cell) < 80 else ""
