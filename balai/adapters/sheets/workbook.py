"""xlsx, xls and ods by python-calamine. Runs in the limited child."""

import html
import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from balai.adapters.sheets.grid import Grid, Row
from balai.adapters.sheets.guard import refuse

MAX_CELLS = 2_000_000
MAX_COVERED = 200_000  # rows that merged cells may cover
_TAG = rb"(?:[A-Za-z0-9]+:)?"
_CELL = rb"<" + _TAG + rb"c\b(?=[^>]*\br=\"([A-Z]{1,3}[0-9]{1,7})\")"
_NO_VALUE = re.compile(
    _CELL + rb"[^>]*>\s*<" + _TAG + rb"f\b[^>]*(?:/>|>[^<]*</" + _TAG + rb"f>)\s*"
    rb"(?:<" + _TAG + rb"v\s*/>|<" + _TAG + rb"v></" + _TAG + rb"v>)?\s*</" + _TAG + rb"c>"
)
_ERROR = re.compile(_CELL + rb"(?=[^>]*\bt=\"e\")")  # #REF!, #VALUE!: calamine gives an empty cell
_SHEET = re.compile(rb"<" + _TAG + rb"sheet\b[^>]*?\bname=\"([^\"]*)\"[^>]*?:id=\"([^\"]*)\"")
_TARGET = re.compile(rb"<Relationship\b(?=[^>]*\bId=\"([^\"]*)\")(?=[^>]*\bTarget=\"([^\"]*)\")")


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
    visible = [s.name for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
    grids = [_grid(book, name, empty.get(name, ())) for name in visible]
    if len(visible) < len(book.sheets_metadata) and not any(g.rows for g in grids):
        raise refuse("tersembunyi")
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
        merged_down=_merged_down(sheet, len(rows)),
    )


def _merged_down(sheet: CalamineSheet, height: int) -> tuple[tuple[int, int, int], ...]:
    """Cells merged over several rows of the table: (first row, last row, column), rows from 1; so many and no more."""
    found, covered = [], 0
    for (top, column), (bottom, _right) in sheet.merged_cell_ranges or []:
        covered += bottom - top
        if covered > MAX_COVERED:
            break
        if top < bottom < height:
            found.append((top + 1, bottom + 1, column))
    return tuple(found)


def _cell(value: Any) -> Any:
    """A cell in the shape of a grid: text without NULs, numbers, dates as text that no code or amount matches."""
    if isinstance(value, str):
        return value.replace("\x00", "").strip()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, time | timedelta):
        return str(value)
    return value


def _formulas_without_value(data: bytes) -> dict[str, tuple[str, ...]]:
    """Sheet → cells whose formula was never calculated or ended in an error: they read as empty, which is not zero."""
    found: dict[str, tuple[str, ...]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        entries = set(book.namelist())
        for name, entry in _sheet_files(book, entries).items():
            text = book.read(entry) if entry in entries else b""
            cells = tuple(m.decode() for m in (*_NO_VALUE.findall(text), *_ERROR.findall(text)))
            if cells:
                found[name] = cells
    return found


def _sheet_files(book: zipfile.ZipFile, entries: set[str]) -> dict[str, str]:
    """Sheet name → its entry in the archive; the files' numbers need not follow the order of the sheets."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= entries:
        return {}
    targets = dict(_TARGET.findall(book.read("xl/_rels/workbook.xml.rels")))
    return {
        html.unescape(name.decode("utf-8", "replace")): _entry_name(
            targets.get(rid, b"").decode("utf-8", "replace")
        )
        for name, rid in _SHEET.findall(book.read("xl/workbook.xml"))
    }


def _entry_name(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"
