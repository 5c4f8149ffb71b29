"""Sources of funds: named in a cell of the row, or each with a column of its own (`DDS | ADD | PAD | …`)."""

import re
from collections.abc import Mapping, Sequence

from balai.adapters.sheets.grid import Row
from balai.ground.references import chart

_UNITS = re.compile(r"\(?\brp\.?\)?|\b(?:sumber|dana(?= *:)|jumlah|anggaran|pagu|nilai)\b", re.IGNORECASE)
_REGENCY = r"kab(?:upaten)?(?: ?/ ?kota)?"
_GRANT = r"\b(?:bantuan|bankeu)(?: keuangan)?(?: dari)?(?: apbd)? "
# Names in offices' own words → the code; what else the cell says must be sources too.
_SPOKEN = (
    (re.compile(_GRANT + r"prov(?:insi)?\b", re.IGNORECASE), "PBP"),
    (re.compile(_GRANT + rf"(?:{_REGENCY}|kota)\b", re.IGNORECASE), "PBK"),
    (
        re.compile(
            r"\bbagi hasil(?: pajak(?: daerah)?(?: ?(?:dan|&|/) ?retribusi(?: daerah)?)?)?"
            rf"(?:(?: dari)?(?: apbd)? {_REGENCY})?(?![\w ])",
            re.IGNORECASE,
        ),
        "PBH",
    ),
)


def read_source(text: str) -> tuple[str, ...]:
    """The sources that a cell names; `Dana Desa (DDS)` and `(ADD)` are read without or by their brackets."""
    if len(text) > 400:
        return ()
    inside = re.findall(r"\(([^()]*)\)", text)
    spellings = [text, re.sub(r"\([^()]*\)", "", text), *inside]
    spellings += [_coded(t) for t in spellings]
    return next((codes for t in spellings if t.strip() and (codes := chart.normal_sumber(t))), ())


def _coded(text: str) -> str:
    """`Dana Desa, Bankeu Prov` → `Dana Desa, PBP`."""
    text = re.sub(r"\s+", " ", text)
    for pattern, code in _SPOKEN:
        text = pattern.sub(code, text)
    return text


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


def unknown_columns(
    window: Sequence[Row], funds: Mapping[int, tuple[str, str]]
) -> dict[int, tuple[str, str]]:
    """Columns among those of single sources whose own words name no source: column → (its words, the group above).

    Their amounts are some source's; left out, they would be taken for those of the column at their left.
    """
    groups = {group for _code, group in funds.values() if group}
    found: dict[int, tuple[str, str]] = {}
    for column in range(max((len(r.cells) for r in window), default=0) if funds else 0):
        cells = [_text(r, column) for r in window]
        level = max((n for n, t in enumerate(cells) if t), default=-1)
        if column in funds or level < 0 or not re.search("[A-Za-z]{2}", cells[level]):
            continue
        group = group_above(window[:level], column)
        if group in groups or (not group and min(funds) < column < max(funds)):
            found[column] = cells[level], group
    return found


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
