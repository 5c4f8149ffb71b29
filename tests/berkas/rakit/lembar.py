"""Sheets as bytes: xlsx, xls, ods and csv, from plain rows. Nothing here knows about budgets."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

Cell = str | int | float | date | None
Rows = list[list[Cell]]
PAKU = datetime(2025, 1, 2, 9, 14, 31)  # noqa: DTZ001 - a workbook's own naive time, fixed for equal bytes


@dataclass(slots=True)
class Lembar:
    """A sheet: rows of cells; `merges` are (row, column, row, column) from 0, both ends included."""

    nama: str
    rows: Rows
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()


def xlsx(*sheets: Lembar) -> bytes:
    """A workbook. A text that begins with `=` becomes a formula without cached value."""
    book = Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = PAKU
    for one in sheets:
        sheet = book.create_sheet(one.nama)
        for row in one.rows:
            sheet.append([None if c == "" else c for c in row])
        for a, b, c, d in one.merges:
            sheet.merge_cells(start_row=a + 1, start_column=b + 1, end_row=c + 1, end_column=d + 1)
        for r in one.hidden_rows:
            sheet.row_dimensions[r + 1].hidden = True
        for k in one.hidden_columns:
            sheet.column_dimensions[get_column_letter(k + 1)].hidden = True
        if one.hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(*sheets: Lembar) -> bytes:
    """The same as BIFF8."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    for one in sheets:
        sheet = book.add_sheet(one.nama[:31])
        for i, row in enumerate(one.rows):
            for j, c in enumerate(row):
                if c not in ("", None):
                    sheet.write(i, j, c)
        if one.hidden:
            sheet.visibility = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods_cell(c: Cell, rows: int, columns: int) -> TableCell:
    span = {}
    if rows > 1 or columns > 1:
        span = {"numberrowsspanned": rows, "numbercolumnsspanned": columns}
    if isinstance(c, int | float):
        cell = TableCell(valuetype="float", value=repr(c), **span)
        cell.addElement(P(text=f"{c:,}"))
        return cell
    cell = TableCell(valuetype="string", **span)
    for part in str(c or "").split("\n"):
        cell.addElement(P(text=part))
    return cell


def ods(*sheets: Lembar) -> bytes:
    """The same as LibreOffice writes it, merged cells as covered cells."""
    document = OpenDocumentSpreadsheet()
    for one in sheets:
        table = Table(name=one.nama)
        spans = {(a, b): (c - a + 1, d - b + 1) for a, b, c, d in one.merges}
        covered = {
            (r, k) for a, b, c, d in one.merges for r in range(a, c + 1) for k in range(b, d + 1)
        } - set(spans)
        for i, row in enumerate(one.rows):
            line = TableRow()
            for j, c in enumerate(row):
                line.addElement(
                    CoveredTableCell() if (i, j) in covered else _ods_cell(c, *spans.get((i, j), (1, 1)))
                )
            table.addElement(line)
        document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def csv_bytes(
    rows: Rows,
    delimiter: str,
    encoding: str,
    *,
    decimal: bool = False,
    sep_line: bool = False,
    quote_all: bool = False,
) -> bytes:
    """A csv. `decimal` writes numbers as `52200000,00`; `sep_line` opens with Excel's `sep=;`."""
    out = io.StringIO(newline="")
    if sep_line:
        out.write(f"sep={delimiter}\r\n")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    for row in rows:
        writer.writerow([f"{c},00" if decimal and isinstance(c, int) and abs(c) > 999 else c for c in row])
    return out.getvalue().encode(encoding, errors="replace")


def zipped(entries: dict[str, bytes], store: bool = False) -> bytes:
    """A zip of these entries, with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED) as z:
        for name, data in entries.items():
            z.writestr(zipfile.ZipInfo(name, (2025, 1, 2, 9, 14, 30)), data, z.compression)
    return out.getvalue()


def patched(workbook: bytes, entry: str, old: bytes, new: bytes) -> bytes:
    """An xlsx with one byte string of one part replaced. Raises ValueError if it is not there."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as z:
        parts = {n: z.read(n) for n in z.namelist()}
    if old not in parts[entry]:
        raise ValueError(f"{old!r} is not in {entry}")
    parts[entry] = parts[entry].replace(old, new, 1)
    return zipped(parts)
