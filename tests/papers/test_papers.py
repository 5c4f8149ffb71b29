"""Posters, banners, tables and cards: what a reader finds on them against the control files."""

import json
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pdfplumber
import pytest
from PIL import Image

from balai.adapters.papers import apbdes
from balai.adapters.papers.summary import changes
from balai.adapters.papers.tables import BARIS, JENIS, table_rows
from balai.plain.findings import Finding, Level
from balai.plain.rupiah import format_print
from tests.papers.budgets import BERKAS, URL, changed_budget, first_budget, longest, one_more, real
from tests.papers.reading import pages, printed, rupiah, text

FIRST = first_budget()
CHANGED = changed_budget()
# A fifth of the lines, for questions that do not depend on length.
SMALL = replace(FIRST, lines=tuple(x for x in FIRST.lines if x.bidang in {"", "04"}))
KONTROL = json.loads((BERKAS / "penjabaran-siskeudes.kontrol.json").read_text())
KONTROL_CHANGED = json.loads((BERKAS / "apb-perubahan.kontrol.json").read_text())
PDFS = [apbdes.poster, apbdes.banner, apbdes.apb_pdf, apbdes.penjabaran_pdf]
TABLES = [apbdes.apb_pdf, apbdes.penjabaran_pdf]
WALLS = [apbdes.poster, apbdes.banner]


def dotted(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


@pytest.mark.parametrize("paper", WALLS)
def test_wall_papers_carry_the_control_totals(paper):
    words = text(paper(FIRST, URL))
    assert f"Rp{dotted(KONTROL['pendapatan'])}" in words
    assert f"Rp{dotted(KONTROL['belanja'])}" in words
    for amount in KONTROL["belanja_per_bidang"].values():
        assert f"Rp{dotted(amount)}" in words
    for source in KONTROL["per_sumber"].values():
        assert source["pendapatan"] == 0 or f"Rp{dotted(source['pendapatan'])}" in words


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


@pytest.mark.parametrize("paper", WALLS)
def test_one_rupiah_more_on_the_wall(paper):
    line = next(x for x in FIRST.lines if x.kode_kegiatan == "02.03.10")
    before = Counter(re.findall(r"Rp[0-9.]+\d", text(paper(FIRST, URL))))
    after = Counter(re.findall(r"Rp[0-9.]+\d", text(paper(one_more(FIRST, line.urutan), URL))))
    gone, come = before - after, after - before
    assert "Rp202.500.001" in come
    assert "Rp1.917.392.622" in come
    assert sum(rupiah(x) * n for x, n in come.items()) - sum(rupiah(x) * n for x, n in gone.items()) > 0
    assert "Rp1.917.392.621" not in after


def test_poster_list_and_its_closing_sentence_add_up_to_all_spending():
    words = text(apbdes.poster(FIRST, URL))
    section = words.split("Yang dapat Anda lihat tahun ini")[1].split("Bersama")[0]
    shown = [rupiah(x) for x in re.findall(r"Rp[0-9.]+\d", section)]
    rest = re.search(r"Bersama (\d+) kegiatan lain sebesar (Rp[0-9.]+\d)", words)
    assert len(shown) >= 4
    assert sum(shown) + rupiah(rest[2]) == KONTROL["belanja"]
    assert len(shown) + int(rest[1]) == KONTROL["kegiatan"]


def test_strips_of_a_hundred_add_up():
    words = text(apbdes.poster(FIRST, URL))
    strips = words.split("Dari setiap Rp100 yang masuk")[1].split("Yang dapat Anda lihat")[0]
    ones = [int(x) for x in re.findall(r"(?<!<)Rp(\d{1,2}) [A-Z]", strips)]
    assert sum(ones) == 200  # two strips of a hundred


@pytest.mark.parametrize("paper", WALLS)
def test_pay_is_in_the_tables_and_never_on_the_wall(paper):
    assert max(x.anggaran for x in FIRST.lines if x.kode_rekening.startswith("5.1")) > 300_000_000
    words = text(paper(FIRST, URL))
    assert "Penghasilan" not in words
    assert "Tunjangan" not in words
    assert "303.900.000" not in words
    assert "Penghasilan Tetap Perangkat Desa 303.900.000,00" in text(apbdes.penjabaran_pdf(FIRST, URL))


@pytest.mark.parametrize("paper", WALLS)
def test_an_activity_with_pay_in_it_stays_off_the_wall_even_if_it_also_builds(paper):
    pay = next(x for x in FIRST.lines if x.kode_kegiatan == "01.01.02")
    desk = replace(pay, urutan=999, kode_rekening="5.3.2.01", uraian="Meja", anggaran=Decimal("1000000.00"))
    words = text(paper(replace(FIRST, lines=(*FIRST.lines, desk)), URL))
    assert "Rp202.500.000" in words  # the largest work is there
    assert "Rp330.100.000" not in words  # pay and desk together would have been larger
    assert "Penghasilan" not in words


def test_changes_from_the_first_budget_equal_the_prints_own_semula():
    own = {c.label: (c.semula, c.menjadi) for c in changes(CHANGED, None)}
    without = replace(CHANGED, lines=tuple(replace(x, semula=None) for x in CHANGED.lines))
    assert {c.label: (c.semula, c.menjadi) for c in changes(without, FIRST)} == own
    assert list(own["Uang masuk"]) == KONTROL_CHANGED["pendapatan"]
    assert list(own["Belanja"]) == KONTROL_CHANGED["belanja"]
    assert [-x for x in own["Penyertaan modal desa"]] == KONTROL_CHANGED["pengeluaran_pembiayaan"]
    assert changes(FIRST, None) == []


def test_poster_tells_the_change():
    words = text(apbdes.poster(CHANGED, URL))
    assert "Belanja Rp1.917.392.621 Rp1.765.349.021 turun Rp152.043.600" in words
    assert "Uang masuk Rp1.885.182.000 Rp1.925.822.000 naik Rp40.640.000" in words


@pytest.mark.parametrize("paper", PDFS)
def test_sample_mark_on_every_page_and_never_for_a_real_village(paper):
    assert all("DATA CONTOH" in page for page in pages(paper(SMALL, URL)))
    ours = text(paper(real(SMALL), URL))
    assert "DATA CONTOH" not in ours
    assert "rekaan" not in ours


@pytest.mark.parametrize("paper", PDFS)
def test_without_an_address_the_paper_says_where_to_read(paper):
    with_url, without = paper(SMALL, URL), paper(SMALL, None)
    assert "desa.contoh.invalid/desa/33.99.99.2001" in text(with_url).replace(" ", "")
    assert "balai desa" in text(without)
    assert len(without) < len(with_url)
    assert "Pindai" not in text(without)


@pytest.mark.parametrize("address", ["/desa/33.99.99.2001/", "ftp://x/y", "https://", "https://a b"])
def test_an_address_that_leads_nowhere_is_refused(address):
    with pytest.raises(ValueError, match="Tulis seperti ini"):
        apbdes.poster(FIRST, address)


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


@pytest.mark.parametrize("paper", PDFS)
def test_only_our_font_and_embedded(paper):
    pdf = paper(SMALL, URL)
    with pdfplumber.open(BytesIO(pdf)) as doc:
        names = {c["fontname"] for page in doc.pages for c in page.chars}
    assert names
    assert all(re.fullmatch(r"[A-Z]{6}\+Inter-(Regular|Bold)(-Identity-H)?", name) for name in names), names
    assert pdf.count(b"/FontFile3") == len(names)


@pytest.mark.parametrize("paper", PDFS)
def test_same_budget_same_bytes_another_budget_other_bytes(paper):
    once = paper(FIRST, URL)
    assert paper(CHANGED, URL) != once
    assert paper(FIRST, URL) == once


@pytest.mark.parametrize("paper", WALLS)
@pytest.mark.parametrize("budget", [FIRST, CHANGED, longest(FIRST), longest(CHANGED)])
def test_wall_papers_are_one_page_with_everything_inside_the_margins(paper, budget):
    with pdfplumber.open(BytesIO(paper(budget, URL))) as doc:
        assert len(doc.pages) == 1
        page = doc.pages[0]
        assert not page.images  # vector throughout: strips, band and QR stay sharp at three metres
        edge = 20  # points; the narrowest margin is 8 mm
        for c in page.chars:
            assert edge < c["x0"]
            assert c["x1"] < page.width - edge
            assert edge < c["top"]
            assert c["bottom"] < page.height - edge


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


def test_page_sizes_in_millimetres():
    sizes = {apbdes.poster: (297, 420), apbdes.banner: (300, 200), apbdes.penjabaran_pdf: (330, 215)}
    for paper, (width, height) in sizes.items():
        with pdfplumber.open(BytesIO(paper(SMALL, URL))) as doc:
            page = doc.pages[0]
            assert (round(page.width * 25.4 / 72), round(page.height * 25.4 / 72)) == (width, height)
    with pdfplumber.open(BytesIO(apbdes.apb_pdf(SMALL, URL, kertas="A4"))) as doc:
        assert round(doc.pages[0].width * 25.4 / 72) == 210


def test_metadata_names_document_and_village():
    with pdfplumber.open(BytesIO(apbdes.poster(FIRST, URL))) as doc:
        assert doc.metadata["Title"] == "Poster APB Desa 2025, Desa Contoh Awanrahayu"
        assert doc.metadata["Author"] == "Pemerintah Desa Contoh Awanrahayu"
        assert doc.metadata["CreationDate"].startswith("D:20241230")


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


def test_findings_are_printed_with_the_tables_and_announced_on_the_poster():
    finding = Finding(
        Level.FINDING, "selisih", "Jumlah bidang 2 tercetak Rp1 lebih kecil daripada rinciannya."
    )
    budget = replace(SMALL, findings=(finding, Finding(Level.INFO, "x", "hanya keterangan")))
    words = text(apbdes.penjabaran_pdf(budget, URL))
    assert finding.message in words
    assert "hanya keterangan" not in words
    assert "1 catatan pemeriksaan" in text(apbdes.poster(budget, URL))


def test_draft_is_stamped_as_a_draft():
    draft = replace(FIRST, versi="rancangan", title=replace(FIRST.title, versi="rancangan", tanggal=None))
    assert "RANCANGAN, BELUM DITETAPKAN" in text(apbdes.poster(draft, URL))
    assert "DITETAPKAN 30 DESEMBER 2024" in text(apbdes.poster(FIRST, URL))


@pytest.mark.parametrize("budget", [FIRST, longest(FIRST), real(CHANGED)])
def test_share_card_size_and_weight(budget):
    card = apbdes.share_card(budget, URL)
    with Image.open(BytesIO(card)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(card) <= 80 * 1024


def test_share_card_carries_the_dark_sample_strip():
    def corner(budget):
        with Image.open(BytesIO(apbdes.share_card(budget, URL))) as picture:
            return sum(picture.convert("RGB").getpixel((5, 5)))

    assert corner(FIRST) < 150 < 600 < corner(real(FIRST))


def test_a_village_without_anything_still_gets_its_papers():
    empty = replace(FIRST, lines=())
    for paper in PDFS:
        assert "DATA CONTOH" in text(paper(empty, None))
    assert Decimal(len(apbdes.share_card(empty, None))) > 0
