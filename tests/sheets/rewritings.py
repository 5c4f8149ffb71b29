"""The samples as village offices retype them: each rewriting keeps the lines and changes the form."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook

BERKAS = Path(__file__).resolve().parents[1] / "berkas"
Rows = list[list[object]]


def sample_rows(name: str) -> Rows:
    """All rows of a sample's first sheet, to do with as one likes."""
    return [list(row) for row in _read_once(name)]


@cache
def _read_once(name: str) -> tuple[tuple[object, ...], ...]:
    """Opening a styled workbook takes a second."""
    sheet = load_workbook(BERKAS / name, data_only=True).active
    return tuple(tuple(c if c is not None else "" for c in row) for row in sheet.iter_rows(values_only=True))


def book(*sheets: tuple[str, Rows]) -> bytes:
    """An xlsx of sheets."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append([c if c != "" else None for c in row])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def is_code(cell: object) -> bool:
    return isinstance(cell, str) and cell[:1].isdigit() and "." in cell and cell.replace(".", "").isdigit()


def header_row(rows: Rows) -> int:
    return next(i for i, r in enumerate(rows) if any(str(c).startswith("URAIAN") for c in r))


def blanks(rows: Rows) -> Rows:
    """A blank row after every seventh, two blank columns at the left."""
    out: Rows = []
    for n, row in enumerate(rows):
        out.append(["", "", *row])
        if n % 7 == 6 and n > header_row(rows) + 4 and not continues(rows, n):
            out.append([])
    return out


def continues(rows: Rows, n: int) -> bool:
    nxt = rows[n + 1] if n + 1 < len(rows) else []
    return not any(is_code(c) for c in nxt)


def synonyms(rows: Rows) -> Rows:
    words = {
        "KODE REKENING": "Kode Rek.", "URAIAN": "Nama Kegiatan / Uraian", "ANGGARAN\n(Rp.)": "Jumlah (Rp)", "SUMBER\nDANA": "SD",
        "ANGGARAN (Rp.)": "Pagu", "SUMBER DANA": "Sumber", "SEMULA": "Sebelum Perubahan", "MENJADI": "Setelah Perubahan",
        "BERTAMBAH / (BERKURANG)": "Selisih", "KELUARAN/OUTPUT": "Output",
    }  # fmt: skip
    return [[words.get(c, c) if isinstance(c, str) else c for c in r] for r in rows]


def source_first(rows: Rows) -> Rows:
    """The source column moved to the front."""
    column = next(i for i, c in enumerate(rows[header_row(rows)]) if str(c).startswith("SUMBER"))
    return [[r[column] if column < len(r) else "", *r[:column], *r[column + 1 :]] for r in rows]


def without_zeros(rows: Rows) -> Rows:
    """02.06.03 → 2.6.3, 5.2.1.06. → 5.2.1.6"""
    return [
        [".".join(str(int(p)) for p in c.strip(".").split(".")) if is_code(c) else c for c in r] for r in rows
    ]


def trailing_dots(rows: Rows) -> Rows:
    return [[c.strip(".") + "." if is_code(c) else c for c in r] for r in rows]


def village_prefix(rows: Rows) -> Rows:
    """04.2002.02.06.03. before activities, as some prints do."""
    return [[f"04.2002.{c.strip('.')}." if is_code(c) and c[0] == "0" else c for c in r] for r in rows]


def amounts_as_text(rows: Rows) -> Rows:
    forms: tuple[Callable[[int], str], ...] = (
        lambda n: f"Rp {n:,}".replace(",", ".") + ",00",
        lambda n: f"{n:,}".replace(",", "."),
        lambda n: f"Rp. {n:,},-".replace(",", ".", f"{n:,}".count(",")),
        lambda n: f"{n:,}".replace(",", ".") + ",00",
    )
    out: Rows = []
    for i, row in enumerate(rows):
        out.append(
            [
                forms[(i + j) % 4](int(c)) if isinstance(c, int | float) and c > 20 else c
                for j, c in enumerate(row)
            ]
        )
    return out


def parts_in_cells(rows: Rows) -> Rows:
    """Bidang | sub | kegiatan | akun | kelompok | jenis | objek, each in a cell of its own."""
    top = header_row(rows)
    kode = next(i for i, c in enumerate(rows[top]) if str(c).startswith("KODE"))
    out: Rows = []
    for n, row in enumerate(rows):
        left, right = row[:kode], row[kode + 2 :]
        if n < top:
            out.append(row)
        elif n == top or str(row[kode]).startswith("KODE"):
            out.append([*left, "KODE REKENING", "", "", "", "", "", "", *right])
        else:
            first, second = str(row[kode] or ""), str(row[kode + 1] or "") if kode + 1 < len(row) else ""
            if not (is_code(first) or is_code(second) or first.isdigit()):
                out.append([*left, *([""] * 7), *right])
                continue
            head = first.strip(".").split(".") if is_code(first) or first.isdigit() else []
            tail = second.strip(".").split(".") if second else []
            out.append([*left, *(head + [""] * 3)[:3], *(tail + [""] * 4)[:4], *right])
    return out


def one_code_column(rows: Rows) -> Rows:
    """Activity and account in one column; an account row does not repeat its activity."""
    top = header_row(rows)
    kode = next(i for i, c in enumerate(rows[top]) if str(c).startswith("KODE"))
    out: Rows = []
    for row in rows:
        codes = [
            c
            for c in row[kode : kode + 2]
            if is_code(c) or (isinstance(c, str) and c.strip(".").isdigit() and c)
        ]
        out.append([*row[:kode], codes[-1] if codes else row[kode], *row[kode + 2 :]])
    return out


def notes_first(rows: Rows) -> bytes:
    return book(
        ("Catatan", [["Tolong diperiksa sebelum dikirim"], ["Operator", "Rini"]]),
        ("Rekap", [["x", 1]]),
        ("Isi", rows),
    )


def parts_in_sheets(rows: Rows) -> bytes:
    """Income, spending and financing on sheets of their own, the header on each."""
    top = header_row(rows)
    head = rows[: top + 3]
    starts = {
        p: next(
            i
            for i, r in enumerate(rows)
            if i > top + 1 and any(str(c).startswith(f"{p}.") for c in r if isinstance(c, str))
        )
        for p in ("4", "5", "6")
    }
    cuts = [
        ("Pendapatan", starts["4"], starts["5"]),
        ("Belanja", starts["5"], starts["6"]),
        ("Pembiayaan", starts["6"], len(rows)),
    ]
    return book(*((name, head + rows[a:b]) for name, a, b in cuts))


def as_csv(rows: Rows, delimiter: str, encoding: str) -> bytes:
    import csv

    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    for row in rows:
        writer.writerow([f"{c:.0f}" if isinstance(c, float) else c for c in row])
    return out.getvalue().encode(encoding, errors="replace")


def as_ods(rows: Rows) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document, table = OpenDocumentSpreadsheet(), Table(name="APB")
    for row in rows:
        line = TableRow()
        for c in row:
            if isinstance(c, int | float):
                line.addElement(TableCell(valuetype="float", value=str(c)))
            else:
                cell = TableCell(valuetype="string")
                if c != "":
                    cell.addElement(P(text=str(c)))
                line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def as_xls(rows: Rows) -> bytes:
    import xlwt

    made = xlwt.Workbook()
    sheet = made.add_sheet("APB")
    for i, row in enumerate(rows):
        for j, c in enumerate(row):
            if c != "":
                sheet.write(i, j, c)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def variants(name: str) -> dict[str, tuple[str, bytes]]:
    """All rewritings of a sample: what was done → (file name, bytes)."""
    rows = sample_rows(name)
    one = lambda r: book(("Lembar1", r))  # noqa: E731 - a short name for many lines
    return {
        "blank rows and columns": ("kosong.xlsx", one(blanks(rows))),
        "header synonyms": ("sinonim.xlsx", one(synonyms(rows))),
        "source column first": ("sumber.xlsx", one(source_first(rows))),
        "codes without zeros": ("nol.xlsx", one(without_zeros(rows))),
        "codes with dots": ("titik.xlsx", one(trailing_dots(rows))),
        "village prefix": ("awalan.xlsx", one(village_prefix(rows))),
        "amounts as text": ("teks.xlsx", one(amounts_as_text(rows))),
        "code parts in cells": ("bagian.xlsx", one(parts_in_cells(rows))),
        "one code column": ("satu.xlsx", one(one_code_column(rows))),
        "on the third sheet": ("ketiga.xlsx", notes_first(rows)),
        "three sheets": ("tiga.xlsx", parts_in_sheets(rows)),
        "ods": ("a.ods", as_ods(rows)),
        "csv semicolon": ("a.csv", as_csv(rows, ";", "utf-8-sig")),
        "csv comma": ("b.csv", as_csv(rows, ",", "utf-8")),
        "csv tab cp1252": ("c.csv", as_csv(rows, "\t", "cp1252")),
        "csv utf-16": ("d.csv", as_csv(rows, ";", "utf-16")),
        "xls named xlsx": ("e.xlsx", as_xls(rows)),
        "several at once": ("g.xlsx", one(synonyms(blanks(amounts_as_text(without_zeros(rows)))))),
    }
