"""Cells of text PDFs: the sample against its control file, and its rows set anew in layouts that hide the columns."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from balai.adapters.sheets.grid import Grid
from balai.adapters.sheets.pdf import read_pdf
from tests.sheets.test_pdf_layouts import table_rows

BERKAS = Path(__file__).resolve().parents[1] / "berkas"
CONTROL = json.loads((BERKAS / "penjabaran-siskeudes-bentuk-lain.kontrol.json").read_text())["pdf"]
F4_LANDSCAPE = (330 * mm, 215 * mm)
Cells = list[tuple[str, ...]]


@pytest.fixture(scope="module")
def sample() -> Grid:
    (grid,) = read_pdf((BERKAS / "penjabaran-siskeudes.pdf").read_bytes())
    return grid


HEADER_ROWS = 3  # two lines of words and the numbers of the columns


def test_each_page_has_the_rows_of_the_control_file(sample: Grid) -> None:
    found = Counter(r.page for r in sample.rows)
    assert [found[p] - HEADER_ROWS for p in range(1, CONTROL["halaman"] + 1)] == CONTROL["baris_per_halaman"]


def test_a_row_cut_by_the_page_is_one_row_on_its_first_page(sample: Grid) -> None:
    (cut,) = CONTROL["baris_terbelah_halaman"]
    (row,) = [r for r in sample.rows if cut["uraian"] in r.cells]
    assert row.page == cut["halaman"][0]
    assert sample.rows[sample.rows.index(row) + 1].page == cut["halaman"][1]


def test_names_and_amounts_are_those_of_the_lines(sample: Grid) -> None:
    with open(BERKAS / "penjabaran-siskeudes.baris.csv", newline="", encoding="utf-8") as file:
        wanted = [
            (w["kode_rekening"], w["uraian"], w["anggaran"], w["sumber_dana"]) for w in csv.DictReader(file)
        ]
    found = [
        (c[1].rstrip("."), c[2], c[5].replace(".", "").removesuffix(",00"), c[6])
        for c in (r.cells for r in sample.rows)
        if c[6] and c[1]
    ]
    assert found == wanted


def test_title_footers_and_signature_are_text_in_reading_order(sample: Grid) -> None:
    places = [
        sample.text.index(t)
        for t in (
            "TAHUN ANGGARAN 2025",
            "DESA CONTOH AWANRAHAYU",
            "Printed by Siskeudes 02/01/2025 09:14:31 Halaman 1 dari 19",
            "Printed by Siskeudes 02/01/2025 09:14:31 Halaman 18 dari 19",
            "KEPALA DESA CONTOH AWANRAHAYU",
            "Printed by Siskeudes 02/01/2025 09:14:31 Halaman 19 dari 19",
        )
    ]
    assert places == sorted(places)


SIZE = 6


def printed(
    heads: Sequence[Sequence[str]], rows: Cells, widths: Sequence[float], *styles: tuple, name: int = 2,
    page: tuple[float, float] = A4, font: str = "Helvetica", size: float = SIZE, pad: float = 1.5, cut: bool = False,
    repeat: bool = True,
) -> bytes:  # fmt: skip
    """A print of `rows` with title, footers and signature; the column `name` wraps."""
    style = ParagraphStyle("isi", fontName=font, fontSize=size, leading=size * 1.2, splitLongWords=0)
    body: list[list[object]] = [list(h) for h in heads]
    for row in rows:
        cells: list[object] = list(row)
        cells[name] = Paragraph(row[name].replace("&", "&amp;"), style)
        body.append(cells)
    table = Table(body, colWidths=widths, repeatRows=len(heads) if repeat else 0, splitInRow=int(cut))
    base = [("FONT", (0, 0), (-1, -1), font, size), ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), pad), ("BOTTOMPADDING", (0, 0), (-1, -1), pad)]  # fmt: skip
    table.setStyle(TableStyle([*base, *styles]))

    def foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(
            30, 16, f"Printed by Siskeudes 02/01/2025 09:14:31   Halaman {document.page} dari 9"
        )

    out = io.BytesIO()
    small = ParagraphStyle("judul", fontName="Helvetica", fontSize=7, leading=8.4)
    top = ["PENJABARAN ANGGARAN PENDAPATAN DAN BELANJA DESA", "TAHUN ANGGARAN 2025", "DESA CONTOH AWANRAHAYU"]
    end = ["CONTOH AWANRAHAYU, 30 Desember 2024", "KEPALA DESA CONTOH AWANRAHAYU"]
    story = [
        *(Paragraph(t, small) for t in top),
        Spacer(1, 8),
        table,
        Spacer(1, 20),
        *(Paragraph(t, small) for t in end),
    ]
    document = SimpleDocTemplate(
        out, pagesize=page, leftMargin=25, rightMargin=25, topMargin=25, bottomMargin=32
    )
    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


ROWS: Cells = [tuple(r) for r in table_rows()[:190]]
HEAD = [["KODE KEGIATAN", "KODE REKENING", "URAIAN", "ANGGARAN (Rp.)", "SUMBER DANA"]]
TWO_LINES = [["KODE", "KODE", "URAIAN", "ANGGARAN", "SUMBER"], ["KEGIATAN", "REKENING", "", "(Rp.)", "DANA"]]
TIGHT = [60.0, 60.0, 175.0, 90.0, 60.0]  # header words stand closer to the next column than a space is wide
RIGHT = ("ALIGN", (3, 0), (3, -1), "RIGHT")
MIDDLE = ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
BOTTOM = ("VALIGN", (0, 0), (-1, -1), "BOTTOM")
GRID = ("GRID", (0, 0), (-1, -1), 0.4, "black")
Layout = Callable[[], tuple[bytes, Cells]]


def reordered(order: Sequence[int], *styles: tuple, **how: object) -> tuple[bytes, Cells]:
    rows = [tuple(r[i] for i in order) for r in ROWS]
    amount = order.index(3)
    right = ("ALIGN", (amount, 0), (amount, -1), "RIGHT")
    heads = [[h[i] for i in order] for h in HEAD]
    data = printed(heads, rows, [TIGHT[i] for i in order], right, *styles, name=order.index(2), **how)  # type: ignore[arg-type]
    return data, rows


def plain(*styles: tuple, heads: list[list[str]] = HEAD, widths: Sequence[float] = TIGHT, **how: object) -> tuple[bytes, Cells]:  # fmt: skip
    return printed(heads, ROWS, widths, RIGHT, *styles, **how), ROWS  # type: ignore[arg-type]


def split_codes() -> tuple[bytes, Cells]:
    rows = [(*[*r[0].split("."), "", "", ""][:3], *r[1:]) for r in ROWS]
    heads = [["KODE KEGIATAN", "", "", "REKENING", "URAIAN", "JUMLAH", "SUMBER"], ["BID", "SUB", "KEG", "", "", "(Rp)", "DANA"]]  # fmt: skip
    right = ("ALIGN", (5, 0), (5, -1), "RIGHT")
    return printed(heads, rows, [20, 20, 20, 50, 220, 90, 40], right, name=4), rows


def hung_rupiah() -> tuple[bytes, Cells]:
    rows = [(r[0], r[1], r[2], "Rp", r[3], r[4]) for r in ROWS]
    heads = [["KODE", "REKENING", "URAIAN", "ANGGARAN (Rp)", "", "SUMBER"]]
    data = printed(heads, rows, [60, 60, 200, 16, 80, 60], ("ALIGN", (4, 0), (4, -1), "RIGHT"))
    return data, [(r[0], r[1], r[2], f"Rp {r[3]}", r[4]) for r in ROWS]


def empty_columns() -> tuple[bytes, Cells]:
    rows = [(r[0], r[1], r[2], "", "", r[3], r[4]) for r in ROWS]
    heads = [["KODE KEG", "KODE REK", "URAIAN", "VOLUME", "SATUAN", "ANGGARAN", "SUMBER DANA"]]
    return printed(heads, rows, [60, 60, 200, 40, 40, 80, 60], ("ALIGN", (5, 0), (5, -1), "RIGHT")), rows


def before_and_after() -> tuple[bytes, Cells]:
    rows = [(r[0], r[1], r[2], r[3], r[3], "0,00", "0,00", r[4]) for r in ROWS]
    heads = [["KODE", "", "URAIAN", "ANGGARAN", "", "BERTAMBAH/", "%", "SUMBER"],
             ["KEG", "REK", "", "SEMULA", "MENJADI", "(BERKURANG)", "", "DANA"]]  # fmt: skip
    return printed(heads, rows, [50, 50, 170, 75, 75, 60, 30, 40], ("ALIGN", (3, 0), (6, -1), "RIGHT")), rows


NO_ROW_RULES = [("LINEAFTER", (0, 0), (-1, -1), 0.3, "black"), ("BOX", (0, 0), (-1, -1), 0.3, "black"),
                ("LINEBELOW", (0, 0), (-1, 0), 0.3, "black")]  # fmt: skip
LAYOUTS: dict[str, Layout] = {
    "no rules": plain,
    "no rules, F4 landscape, Times": lambda: plain(page=F4_LANDSCAPE, font="Times-Roman", size=9, widths=[90, 90, 400, 120, 90]),
    "no rules, Courier": lambda: plain(heads=[["KEGIATAN", "KODE", "URAIAN", "ANGGARAN", "SUMBER"]], font="Courier", widths=[60, 60, 230, 100, 60]),
    "no rules, no padding": lambda: plain(pad=0),
    "no rules, code in the middle": lambda: plain(MIDDLE),
    "no rules, code in the middle, no padding": lambda: plain(MIDDLE, pad=0.5),
    "no rules, code on the last line": lambda: plain(BOTTOM),
    "no rules, two-line header": lambda: plain(heads=TWO_LINES),
    "no rules, numbered columns": lambda: plain(heads=[*HEAD, ["1", "2", "3", "4", "5"]]),
    "no rules, rows cut by the page": lambda: plain(cut=True, pad=0.5),
    "no rules, header on the first page only": lambda: plain(repeat=False),
    "no rules, amount and source first": lambda: reordered([4, 3, 0, 1, 2]),
    "no rules, name first, code in the middle": lambda: reordered([2, 0, 1, 4, 3], MIDDLE),
    "no rules, all centred": lambda: plain(("ALIGN", (0, 0), (-1, -1), "CENTER"), MIDDLE),
    "rules below rows": lambda: plain(MIDDLE, ("LINEBELOW", (0, 0), (-1, -1), 0.3, "black"), pad=0),
    "rules below rows, code on the last line": lambda: plain(BOTTOM, ("LINEBELOW", (0, 0), (-1, -1), 0.3, "black"), pad=0),
    "shaded rows": lambda: plain(MIDDLE, ("ROWBACKGROUNDS", (0, 1), (-1, -1), ["#eeeeee", "#ffffff"]), pad=0),
    "rules between columns only": lambda: plain(*NO_ROW_RULES),
    "only a two-line header is drawn": lambda: plain(("GRID", (0, 0), (-1, 1), 0.5, "black"), heads=TWO_LINES),
    "ruled": lambda: plain(GRID),
    "ruled, rows cut by the page": lambda: plain(GRID, cut=True),
    "ruled, code in the middle": lambda: plain(GRID, MIDDLE),
    "ruled, two-line header": lambda: plain(GRID, heads=TWO_LINES),
    "codes in three columns": split_codes,
    "Rp hung to the left": hung_rupiah,
    "empty columns": empty_columns,
    "before and after": before_and_after,
}  # fmt: skip


def body(grid: Grid) -> Cells:
    """Rows without headers: those that carry an amount."""
    return [
        r.cells
        for r in grid.rows
        if any(("," in c and c[-1:].isdigit()) or c.endswith(",00)") for c in r.cells)
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_cell_is_in_its_row_and_column(layout: str) -> None:
    data, rows = LAYOUTS[layout]()
    (grid,) = read_pdf(data)
    assert body(grid) == rows
    assert {len(r.cells) for r in grid.rows} == {len(rows[0])}
    assert grid.text[:3] == (
        "PENJABARAN ANGGARAN PENDAPATAN DAN BELANJA DESA", "TAHUN ANGGARAN 2025", "DESA CONTOH AWANRAHAYU"
    )  # fmt: skip
    assert "CONTOH AWANRAHAYU, 30 Desember 2024" in grid.text
    assert "KEPALA DESA CONTOH AWANRAHAYU" in grid.text


@pytest.mark.parametrize("count", [1, 3, 6, 12])
def test_a_short_table_keeps_its_columns(count: int) -> None:
    """The spaces inside a few names may line up; they are no columns."""
    data = printed(HEAD, ROWS[:count], [70, 70, 200, 90, 70], RIGHT)
    assert body(read_pdf(data)[0]) == ROWS[:count]


def test_a_total_that_runs_over_the_columns_stays_whole() -> None:
    """As in a merged cell of a sheet: it begins under the codes and hides no border from the rows around it."""
    total = ("JUMLAH PENDAPATAN DAN BELANJA DESA SELURUHNYA", "", "", "3.802.574.621,00", "")
    rows = [*ROWS[:60], total, *ROWS[60:]]
    assert body(read_pdf(printed(HEAD, rows, [70, 70, 175, 90, 60], RIGHT))[0]) == rows


def test_a_name_that_goes_on_with_kepala_desa_is_no_signature() -> None:
    """In the sample's own rows: “Penghasilan Tetap dan Tunjangan / Kepala Desa”, cut where the column ends."""
    narrow = printed(HEAD, ROWS, [60, 60, 110, 90, 60], RIGHT, size=6)
    names = [c[2] for c in body(read_pdf(narrow)[0])]
    assert "Penghasilan Tetap dan Tunjangan Kepala Desa" in names
