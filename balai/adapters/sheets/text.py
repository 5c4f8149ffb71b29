"""csv in the spellings of Indonesian offices. Runs in the limited child."""

import csv
import io

from balai.adapters.sheets.grid import Grid, Row
from balai.adapters.sheets.guard import refuse

csv.field_size_limit(1_000_000)


def read_csv(data: bytes) -> list[Grid]:
    """Semicolon, comma or tab; UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252."""
    text = decode(data)
    if any(len(line) > 1_000_000 for line in io.StringIO(text, newline=None)):
        raise refuse("sel_panjang")  # no row of a budget is a million letters long
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:  # a field beyond the limit: an open quotation mark makes no other error
        raise refuse("sel_panjang") from error
    return [Grid(sheet=None, rows=tuple(Row(tuple(c.strip() for c in r), n) for n, r in enumerate(rows, 1)))]


def decode(data: bytes) -> str:
    """Text of a csv file."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace").replace("\x00", "")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1").replace("\x00", "")


def _delimiter(text: str) -> str:
    """The separator under which most lines have the same, largest number of fields."""
    lines = [x for x in text[:1_000_000].splitlines() if x.strip()][:400]
    best, score = ";", 0
    for candidate in (";", "\t", ",", "|"):
        counts = [len(r) for r in csv.reader(lines, delimiter=candidate)]
        common = max(set(counts), key=counts.count) if counts else 1
        value = counts.count(common) * (common > 1) * min(common, 12)
        if value > score:
            best, score = candidate, value
    return best
