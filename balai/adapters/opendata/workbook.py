"""A budget as a workbook for people: lines, totals, and where they come from.

Texts that begin like a formula stay texts: the cell says so itself (string type and quote prefix), nothing is
added to them. The same budget gives the same bytes.
"""

import io
import zipfile
from datetime import datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from balai.adapters.opendata.rows import FORMULA, LICENCE, SAMPLE, columns, has_semula, records
from balai.plain.dates import format_date
from balai.rooms.penganggaran.apbdes.shape import Budget
from balai.rooms.penganggaran.apbdes.sums import menjadi, semula, totals

_MONEY = "#,##0.00"
_EPOCH = datetime(2018, 9, 11)  # noqa: DTZ001 - a fixed moment for the file's own dates, never shown
_WIDTHS = {
    "kode_desa": 15, "tahun": 7, "versi": 12, "bagian": 12, "kode_kegiatan": 14, "kegiatan": 48,
    "kode_rekening": 14, "uraian": 52, "volume": 9, "satuan": 11, "sumber_dana": 13,
    "anggaran": 20, "semula": 20, "menjadi": 20, "keterangan": 36,
}  # fmt: skip
_TOTALS = {
    "pendapatan": "Jumlah pendapatan",
    "belanja": "Jumlah belanja",
    "surplus_defisit": "Surplus/(defisit)",
    "penerimaan_pembiayaan": "Penerimaan pembiayaan",
    "pengeluaran_pembiayaan": "Pengeluaran pembiayaan",
    "pembiayaan_netto": "Pembiayaan neto",
    "silpa_berkenaan": "SiLPA tahun berkenaan",
}


def to_xlsx(budget: Budget) -> bytes:
    """Sheets “Anggaran” (one row per line), “Jumlah” and “Asal data”. Amounts are numbers with two decimals."""
    book = Workbook()
    _lines(book.active, budget)
    _sums(book.create_sheet("Jumlah"), budget)
    _origin(book.create_sheet("Asal data"), budget)
    book.properties.title = f"APB Desa {budget.tahun}, Desa {budget.desa.nama}"
    book.properties.creator = f"Pemerintah Desa {budget.desa.nama}"
    book.properties.created = book.properties.modified = _EPOCH
    return _bytes(book)


def _lines(sheet: Worksheet, budget: Budget) -> None:
    sheet.title = "Anggaran"
    names = columns(budget)
    header = 2 if budget.desa.contoh else 1
    _mark(sheet, budget)
    for at, name in enumerate(names, 1):
        _head(sheet.cell(header, at), name)
        sheet.column_dimensions[sheet.cell(header, at).column_letter].width = _WIDTHS[name]
    for row, record in enumerate(records(budget), header + 1):
        for at, value in enumerate(record, 1):
            _put(sheet.cell(row, at), value)
        sheet.cell(row, names.index("tahun") + 1).value = budget.tahun
    sheet.freeze_panes = sheet.cell(header + 1, 1)
    last = sheet.cell(header + len(budget.lines), len(names)).coordinate
    sheet.auto_filter.ref = f"A{header}:{last}"


def _sums(sheet: Worksheet, budget: Budget) -> None:
    amounts = {"Semula": semula, "Menjadi": menjadi} if has_semula(budget) else {"Rupiah": menjadi}
    header = 2 if budget.desa.contoh else 1
    _mark(sheet, budget)
    _head(sheet.cell(header, 1), "Pos")
    sheet.column_dimensions["A"].width = 34
    for row, words in enumerate(_TOTALS.values(), header + 1):
        _put(sheet.cell(row, 1), words)
    for at, (words, amount) in enumerate(amounts.items(), 2):
        _head(sheet.cell(header, at), words)
        sheet.column_dimensions[sheet.cell(header, at).column_letter].width = 22
        figures = totals(budget.lines, amount)
        for row, name in enumerate(_TOTALS, header + 1):
            _put(sheet.cell(row, at), getattr(figures, name))
    sheet.freeze_panes = sheet.cell(header + 1, 1)


def _origin(sheet: Worksheet, budget: Budget) -> None:
    source, desa, day = budget.source, budget.desa, budget.title.tanggal
    printed = source.dicetak or budget.title.dicetak
    facts = {
        "Desa": f"{desa.nama}, Kecamatan {desa.kecamatan}, {desa.kabupaten}",
        "Kode desa": desa.kode,
        "Tahun anggaran": str(budget.tahun),
        "Versi": budget.versi,
        "Dasar": budget.title.dasar,
        "Ditetapkan": format_date(day) if day else "",
        "Dicetak": format_date(printed.date()) if printed else "",
        "Berkas asal": source.nama_berkas,
        "Sidik berkas (SHA-256)": source.sha256,
        "Lisensi": f"{LICENCE['nama']} ({LICENCE['spdx']}), {LICENCE['alamat']}",
    }
    header = 2 if desa.contoh else 1
    _mark(sheet, budget)
    for row, (name, value) in enumerate(facts.items(), header):
        _head(sheet.cell(row, 1), name)
        _put(sheet.cell(row, 2), value)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 80


def _mark(sheet: Worksheet, budget: Budget) -> None:
    """The sample mark in the first row; real villages have none."""
    if budget.desa.contoh:
        cell = sheet.cell(1, 1)
        _put(cell, SAMPLE)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1B2224")


def _head(cell: Cell, words: str) -> None:
    _put(cell, words)
    cell.font = Font(bold=True)


def _put(cell: Cell, value: str | Decimal) -> None:
    """A number as a number, everything else as text, whatever it begins with."""
    if isinstance(value, Decimal):
        cell.value = value
        cell.number_format = _MONEY
        return
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.value = text or None
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(FORMULA)


def _bytes(book: Workbook) -> bytes:
    """The workbook as bytes that depend on its content only: openpyxl and zip both write the clock."""
    raw, out = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(book, archive).write_data()
    with zipfile.ZipFile(raw) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in archive.namelist():
            fixed.writestr(zipfile.ZipInfo(name), archive.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
