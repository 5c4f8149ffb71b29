"""xlsx, xls and ods by python-calamine. Runs in the limited child."""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

from balai.adapters.sheets.grid import Grid, Row
from balai.adapters.sheets.guard import refuse

MAX_CELLS = 2_000_000
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


def read_workbook(data: bytes, kind: str) -> list[Grid]:
    """All visible sheets with their true row numbers. Raises SheetRefused."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise refuse("sandi") from error
    except MemoryError:
        raise
    except Exception as error:  # calamine has one error type per format, none of them of use to a person
        raise refuse("rusak") from error
    empty = _formulas_without_value(data) if kind == "xlsx" else {}
    grids = []
    for number, sheet in enumerate(book.sheets_metadata, 1):
        if sheet.visible != SheetVisibleEnum.Visible:
            continue
        grids.append(_grid(book, sheet.name, empty.get(number, ())))
    return grids


def _grid(book: CalamineWorkbook, name: str, empty: tuple[str, ...]) -> Grid:
    try:
        sheet = book.get_sheet_by_name(name)
        too_wide = sheet.total_height * sheet.total_width > MAX_CELLS
        rows = [] if too_wide else sheet.to_python(skip_empty_area=False)
    except MemoryError:
        raise
    except Exception as error:
        raise refuse("rusak") from error
    if too_wide:
        raise refuse("terlalu_luas")
    return Grid(
        sheet=name,
        rows=tuple(Row(tuple(_cell(c) for c in cells), number) for number, cells in enumerate(rows, 1)),
        formulas_without_value=empty,
    )


def _cell(value: Any) -> Any:
    """A cell in the shape of a grid: text without NULs, numbers, dates as text that no code or amount matches."""
    if isinstance(value, str):
        return value.replace("\x00", "").strip()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, time | timedelta):
        return str(value)
    return value


def _formulas_without_value(data: bytes) -> dict[int, tuple[str, ...]]:
    """Cells whose formula was never calculated: they would read as empty, and empty is not zero."""
    found: dict[int, tuple[str, ...]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            match = re.fullmatch(r"xl/worksheets/sheet([0-9]+)\.xml", name)
            if match:
                cells = tuple(m.decode() for m in _FORMULA.findall(book.read(name)))
                if cells:
                    found[int(match.group(1))] = cells
    return found
