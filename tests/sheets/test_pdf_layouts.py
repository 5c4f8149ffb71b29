"""The print set anew as PDF in other layouts gives the same lines."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from balai.plain.rupiah import RupiahError, format_print, parse_printed
from tests.sheets.rewritings import header_row, sample_rows

BERKAS = Path(__file__).resolve().parents[1] / "berkas"
SMALL = ParagraphStyle("kecil", fontName="Helvetica", fontSize=6, leading=7)
MIDDLE = "VALIGN", (0, 0), (-1, -1), "MIDDLE"
RULES = "GRID", (0, 0), (-1, -1), 0.4, "black"


def table_rows() -> list[list[str]]:
    """[kegiatan, rekening, uraian, anggaran, sumber] of every printed row."""
    rows = sample_rows("penjabaran-siskeudes.xlsx")
    out = []
    for row in rows[header_row(rows) + 3 :]:
        try:
            amount = parse_printed(row[8])
        except RupiahError:
            continue  # headers and footers between the pages
        if amount is not None and str(row[3]) not in {"", "2"}:
            out.append([str(row[1]), str(row[2]), str(row[3]), format_print(amount), str(row[10])])
    return out


def document(order: list[int], page: tuple[float, float], widths: list[float], *styles: tuple) -> bytes:
    head = ["KODE KEGIATAN", "KODE REKENING", "URAIAN", "ANGGARAN (Rp.)", "SUMBER DANA"]
    body = [[head[i] for i in order]]
    for row in table_rows():
        cells: list[object] = list(row)
        cells[2] = Paragraph(row[2].replace("&", "&amp;"), SMALL)
        body.append([cells[i] for i in order])
    table = Table(body, colWidths=[widths[i] for i in order], repeatRows=1)
    base = [("FONT", (0, 0), (-1, -1), "Helvetica", 6), ("ALIGN", (order.index(3), 0), (order.index(3), -1), "RIGHT"),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5)]  # fmt: skip
    table.setStyle(TableStyle([*base, *styles]))
    out = io.BytesIO()
    titles = [
        "PENJABARAN ANGGARAN PENDAPATAN DAN BELANJA DESA",
        "TAHUN ANGGARAN 2025",
        "DESA CONTOH AWANRAHAYU",
    ]
    story = [Paragraph(t, SMALL) for t in titles]
    SimpleDocTemplate(out, pagesize=page, leftMargin=20, rightMargin=20, topMargin=20, bottomMargin=20).build(
        [*story, table]
    )
    return out.getvalue()


WIDTHS = [60.0, 60.0, 230.0, 90.0, 60.0]
LAYOUTS = {
    "A4 portrait, ruled": lambda: document([0, 1, 2, 3, 4], A4, WIDTHS, RULES),
    "source and amount first": lambda: document([4, 3, 0, 1, 2], landscape(A4), WIDTHS, RULES),
    "no rules": lambda: document([0, 1, 2, 3, 4], A4, WIDTHS),
    "no rules, other order": lambda: document([0, 1, 2, 4, 3], landscape(A4), WIDTHS),
    "centred wraps, ruled": lambda: document(
        [0, 1, 2, 3, 4], A4, [60.0, 60.0, 110.0, 90.0, 60.0], RULES, MIDDLE
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_lines_are_the_same(layout: str) -> None:
    printed = read_apbdes(read_file(LAYOUTS[layout](), f"{layout}.pdf"))
    with open(BERKAS / "penjabaran-siskeudes.baris.csv", newline="", encoding="utf-8") as file:
        wanted = list(csv.DictReader(file))
    got = [
        (x.bagian, x.kode_kegiatan, x.kode_rekening, x.uraian, x.sumber_dana, x.anggaran)
        for x in printed.lines
    ]
    assert got == [
        (
            w["bagian"],
            w["kode_kegiatan"],
            w["kode_rekening"],
            w["uraian"],
            w["sumber_dana"],
            Decimal(w["anggaran"]),
        )
        for w in wanted
    ]
    assert [f.message for f in printed.findings if f.level is Level.QUESTION] == []
