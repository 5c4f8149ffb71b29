"""A copy of a file without its sixteen-digit numbers: the cells as they were read, as an XLSX marked as a copy."""

import io

from openpyxl import Workbook

from balai.adapters.sheets.grid import FileRead

MARK = "SALINAN TERSAMAR: angka enam belas digit di berkas asli tidak disimpan dan tidak ditampilkan."


def masked_copy(file: FileRead) -> bytes:
    """XLSX of what was read. Formulas, comments, hidden sheets and authors are gone with the original."""
    book = Workbook()
    book.remove(book.active)
    for number, grid in enumerate(file.grids, 1):
        sheet = book.create_sheet(
            (grid.sheet or f"Halaman {number}")[:31].translate(str.maketrans("[]:*?/\\", "-" * 7))
        )
        sheet.append([MARK])
        for line in grid.text[:200]:
            sheet.append([_safe(line)])
        for row in grid.rows:
            sheet.append([_safe(c) for c in row.cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _safe(cell: object) -> object:
    """Text that a spreadsheet would run as a formula stays text."""
    if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return "'" + cell
    return cell if cell != "" else None
