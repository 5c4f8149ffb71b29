"""Poster and banner: what a passer-by finds on them against the control files."""

import itertools
import json
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pdfplumber
import pytest

from balai.adapters.papers import apbdes
from balai.adapters.papers.colours import strip_colour
from balai.adapters.papers.summary import changes, sentence
from tests.papers.budgets import BERKAS, URL, changed_budget, first_budget, longest, one_more
from tests.papers.reading import rupiah, text

FIRST = first_budget()
CHANGED = changed_budget()
KONTROL = json.loads((BERKAS / "penjabaran-siskeudes.kontrol.json").read_text())
KONTROL_CHANGED = json.loads((BERKAS / "apb-perubahan.kontrol.json").read_text())
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


def test_the_sentence_tells_where_every_rupiah_between_income_and_spending_goes():
    """Worked by hand: 1.885.182.000 + 47.210.621 − 15.000.000 = 1.917.392.621; after the change
    1.925.822.000 + 47.210.621 − 207.683.600 = 1.765.349.021."""
    assert sentence(FIRST) == (
        "Belanja Rp32.210.621 lebih besar daripada uang masuk. Kekurangannya ditutup dari sisa uang tahun lalu sebesar "
        "Rp47.210.621. Untuk penyertaan modal desa disediakan Rp15.000.000. Tidak ada sisa yang belum direncanakan."
    )
    assert sentence(CHANGED) == (
        "Uang masuk Rp160.472.979 lebih besar daripada belanja. Bersama sisa uang tahun lalu Rp47.210.621, selisih itu "
        "untuk penyertaan modal desa Rp207.683.600. Tidak ada sisa yang belum direncanakan."
    )


@pytest.mark.parametrize("budget", [FIRST, CHANGED, longest(FIRST), longest(CHANGED)])
def test_the_poster_shows_works_also_where_room_is_short(budget):
    words = text(apbdes.poster(budget, URL))
    section = words.split("Yang dapat Anda lihat tahun ini")[1].split("Bersama")[0]
    assert len(re.findall(r"Rp[0-9.,]+\d", section)) >= (5 if len(budget.desa.nama) < 40 else 1)


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


def test_the_poster_names_its_size_and_leaves_room_for_what_the_law_asks_and_no_print_tells():
    words = text(apbdes.poster(FIRST, URL))
    assert "Kertas A3 (297 × 420 mm), cetak 100%" in words
    assert "Alamat pengaduan: ....." in words
    assert "Pelaksana kegiatan dan timnya: ....." in words
    assert "cetak 3 × 2 meter (1.000%)" in text(apbdes.banner(FIRST, URL))


def _luminance(hexcode):
    """Relative luminance, WCAG 2.2."""
    parts = [int(hexcode[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_neighbours_in_a_strip_differ_on_a_black_and_white_copy():
    colours = [strip_colour(n) for n in range(8)]
    assert len(set(colours)) == 8
    for a, b in itertools.pairwise(map(_luminance, colours)):
        assert (max(a, b) + 0.05) / (min(a, b) + 0.05) >= 1.9
