"""APB and Penjabaran: what a reader finds in them against the control files."""

import json
import re
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from balai.adapters.papers import apbdes
from balai.adapters.papers.tables import BARIS, JENIS, table_rows
from balai.plain.rupiah import format_print
from tests.papers.budgets import BERKAS, URL, changed_budget, first_budget, longest, one_more
from tests.papers.reading import pages, printed, rupiah, text

FIRST = first_budget()
CHANGED = changed_budget()
# A fifth of the lines, for questions that do not depend on length.
SMALL = replace(FIRST, lines=tuple(x for x in FIRST.lines if x.bidang in {"", "04"}))
KONTROL = json.loads((BERKAS / "penjabaran-siskeudes.kontrol.json").read_text())
TABLES = [apbdes.apb_pdf, apbdes.penjabaran_pdf]


@pytest.mark.parametrize(("depth", "rows"), [(BARIS, 400 + 294), (JENIS, None)])
def test_tables_carry_the_control_totals(depth, rows):
    by_code = {
        r.rekening or r.kegiatan: r for r in table_rows(FIRST, depth) if r.level <= 1 and r.kegiatan == ""
    }
    words = {r.uraian: r.menjadi for r in table_rows(FIRST, depth) if not (r.rekening or r.kegiatan)}
    assert by_code["4"].menjadi == words["JUMLAH PENDAPATAN"] == KONTROL["pendapatan"]
    assert by_code["5"].menjadi == words["JUMLAH BELANJA"] == KONTROL["belanja"]
    assert words["SURPLUS / (DEFISIT)"] == KONTROL["surplus_defisit"]
    assert words["PEMBIAYAAN NETO"] == KONTROL["pembiayaan_netto"]
    assert words["SISA LEBIH PEMBIAYAAN ANGGARAN TAHUN BERKENAAN"] == KONTROL["silpa_berkenaan"]
    bidang = {r.kegiatan: r.menjadi for r in table_rows(FIRST, depth) if r.level == 1}
    assert bidang == KONTROL["belanja_per_bidang"]
    if rows:
        # The Siskeudes print of the same budget has as many rows.
        assert len(table_rows(FIRST, depth)) == KONTROL["baris_cetak"] == rows


@pytest.mark.parametrize("depth", [JENIS, BARIS])
def test_every_sum_in_a_table_is_the_sum_of_the_rows_below_it(depth):
    rows = [r for r in table_rows(CHANGED, depth) if r.kegiatan or r.rekening]
    for row in rows:
        inside = [r for r in rows if r.kegiatan == row.kegiatan and _child(r.rekening, row.rekening)]
        if row.rekening and row.level < 5 and inside:
            assert sum(r.menjadi for r in inside) == row.menjadi
            assert sum(r.semula for r in inside) == row.semula
        below = [r for r in rows if not r.rekening and _child(r.kegiatan, row.kegiatan)]
        if not row.rekening and below:
            assert sum(r.menjadi for r in below) == row.menjadi


def _child(code, parent):
    return bool(parent) and code.startswith(parent + ".") and code.count(".") == parent.count(".") + 1


def test_penjabaran_pdf_prints_the_deficit_in_parentheses():
    words = text(apbdes.penjabaran_pdf(FIRST, URL))
    assert "SURPLUS / (DEFISIT) (32.210.621,00)" in words
    assert "JUMLAH PENDAPATAN 1.885.182.000,00" in words
    assert "SISA LEBIH PEMBIAYAAN ANGGARAN TAHUN BERKENAAN 0,00" in words


@pytest.mark.parametrize("paper", TABLES)
def test_changed_budget_has_semula_menjadi_and_difference(paper):
    words = text(paper(CHANGED, URL))
    assert "SEMULA" in words
    assert "BERTAMBAH" in words
    assert "JUMLAH BELANJA 1.917.392.621,00 1.765.349.021,00 (152.043.600,00)" in words
    assert "JUMLAH PENDAPATAN 1.885.182.000,00 1.925.822.000,00 40.640.000,00" in words
    assert "SEMULA" not in text(paper(SMALL, URL))


# In the Penjabaran a belanja line stands in: itself, jenis, kelompok, kegiatan, sub bidang, bidang, BELANJA,
# JUMLAH BELANJA, SURPLUS and SiLPA. The APB ends at jenis. Income: objek, jenis, kelompok, akun, JUMLAH, two.
@pytest.mark.parametrize(
    ("paper", "bagian", "places"),
    [
        (apbdes.penjabaran_pdf, "belanja", 10),
        (apbdes.apb_pdf, "belanja", 9),
        (apbdes.penjabaran_pdf, "pendapatan", 7),
        (apbdes.apb_pdf, "pendapatan", 6),
    ],
)
def test_one_rupiah_more_is_one_rupiah_in_every_place_and_nowhere_else(paper, bagian, places):
    line = next(x for x in SMALL.lines if x.bagian == bagian and x.anggaran)
    before, after = printed(paper(SMALL, URL)), printed(paper(one_more(SMALL, line.urutan), URL))
    assert len(before) == len(after)
    moved = [(rupiah(b), rupiah(a)) for b, a in zip(before, after, strict=True) if b != a]
    assert len(moved) == places
    assert all(abs(a - b) == 1 for b, a in moved)


def test_tables_count_their_pages_and_repeat_their_head():
    for paper, least, most in ((apbdes.penjabaran_pdf, 15, 20), (apbdes.apb_pdf, 5, 12)):
        found = pages(paper(FIRST, URL))
        assert least <= len(found) <= most
        for n, page in enumerate(found, 1):
            assert f"Halaman {n} dari {len(found)}" in page
            assert "KODE REKENING" in page
            assert "SUMBER" in page


def test_keluaran_columns_stand_in_the_penjabaran_only():
    lines = tuple(
        replace(x, volume="520", satuan="M") if x.kode_kegiatan == "02.03.10" else x for x in FIRST.lines
    )
    budget = replace(FIRST, lines=lines)
    assert "Jalan Desa 520 M 202.500.000,00" in text(apbdes.penjabaran_pdf(budget, URL))
    assert "VOLUME" not in text(apbdes.apb_pdf(budget, URL))
    assert "520 meter" in text(apbdes.poster(budget, URL))


@pytest.mark.parametrize("paper", TABLES)
def test_amounts_never_break_nor_touch_and_names_wrap(paper):
    budget = longest(replace(CHANGED, lines=tuple(x for x in CHANGED.lines if x.bidang in {"", "04"})))
    found = set(printed(paper(budget, URL)))
    for line in budget.lines:
        if paper is apbdes.penjabaran_pdf:
            assert format_print(line.anggaran) in found
            assert format_print(line.anggaran - line.semula) in found
    spending = format_print(sum(x.anggaran for x in budget.lines if x.bagian == "belanja"))
    assert len(spending) == 18
    assert spending in found


def test_annex_heading_names_a_regulation_only_where_it_is_that_regulations_annex():
    assert "LAMPIRAN PERATURAN KEPALA DESA NOMOR 9 TAHUN 2024" in _upper_right(
        apbdes.penjabaran_pdf(FIRST, URL)
    )
    assert "LAMPIRAN" not in _upper_right(apbdes.apb_pdf(SMALL, URL))
    assert "LAMPIRAN PERATURAN DESA NOMOR 4 TAHUN 2025" in _upper_right(apbdes.apb_pdf(CHANGED, URL))


def _upper_right(pdf):
    with pdfplumber.open(BytesIO(pdf)) as doc:
        page = doc.pages[0]
        words = page.crop((page.width * 0.7, 0, page.width, page.height * 0.25)).extract_text()
        return re.sub(r"\s+", " ", words)
