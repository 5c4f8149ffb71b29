"""Papers at the edges: nothing breaks, runs out of its place, covers something else or is cut off in silence."""

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import combinations

import pdfplumber
import pypdfium2
import pytest
from PIL import Image

from balai.adapters.papers import apbdes, summary
from balai.adapters.papers.glyphs import STAND_IN, printable
from balai.adapters.papers.message import message
from balai.adapters.papers.tables import BARIS, table_rows
from balai.adapters.papers.words import kegiatan_words, shortened, source_words
from balai.plain.rupiah import format_print, format_rupiah
from tests.papers.budgets import URL, first_budget
from tests.papers.extremes import (
    EXTREMES,
    HOSTILE,
    LONG_VILLAGE,
    eight_hundred,
    hostile,
    many_bidang,
    without,
)
from tests.papers.reading import text

WALLS = [apbdes.poster, apbdes.banner]


def nothing_overlaps(page):
    """Words stand inside the page and none lies on another."""
    words = page.extract_words(use_text_flow=False)
    for w in words:
        assert w["x0"] > 5, w
        assert w["x1"] < page.width - 5, w
        assert w["top"] > 5, w
        assert w["bottom"] < page.height - 5, w
    for a, b in combinations(words, 2):
        wide = min(a["x1"], b["x1"]) - max(a["x0"], b["x0"])
        # A line's box is higher than its letters: lines of one paragraph may share a third of it.
        high = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
        assert wide <= 1 or high <= 0.45 * min(a["height"], b["height"]), (a["text"], b["text"])


@pytest.mark.parametrize("paper", WALLS)
@pytest.mark.parametrize("name", EXTREMES)
def test_walls_hold_everything_on_one_page(paper, name):
    with pdfplumber.open(BytesIO(paper(EXTREMES[name](), URL))) as doc:
        assert len(doc.pages) == 1
        nothing_overlaps(doc.pages[0])


def test_hostile_names_are_printed_as_they_stand_and_break_nothing():
    with pdfplumber.open(BytesIO(apbdes.penjabaran_pdf(hostile(), URL))) as doc:
        nothing_overlaps(doc.pages[0])
        page = doc.pages[0]
        names = page.crop((120, 0, page.width - 230, page.height)).extract_text()  # the column of names
        words = re.sub(r"[\s\u200b]+", "", names)
        foot = re.sub(r"[\s\u200b]+", "", page.extract_text())
    rest = HOSTILE.partition("😀")[2].split(" // ")[1]
    for piece in ('#panic("x")$x^2$*tebal*@kutip<label>`kode`\\n"petik"', rest):
        assert re.sub(r"\s+", "", piece) in words
    assert "xxxxx.xlsx(0123456789ab)" in foot  # a long file name keeps its ending and its fingerprint
    assert f"Tanda{STAND_IN}:" in foot


def test_letters_that_the_font_lacks_are_shown_as_missing_and_said():
    assert printable("Masjid مسجد القرية 😀 RT 01") == f"Masjid {STAND_IN} RT 01"
    assert printable("m² ½ “é” – Rp\xa05\x00\x0b\u202e!") == "m² ½ “é” – Rp 5 !"
    everything = "".join(chr(n) for n in range(0x20, 0x3000, 11)) + "\U0001f3e1\ufeff\ue000\ufffd"
    budget = replace(first_budget(), lines=first_budget().lines[:40])
    line = replace(budget.lines[0], uraian=everything, satuan="😀")
    assert len(apbdes.penjabaran_pdf(replace(budget, lines=(line, *budget.lines[1:])), URL)) > 10_000
    assert STAND_IN not in text(apbdes.poster(first_budget(), URL))


@pytest.mark.parametrize("changed", [False, True])
def test_eight_hundred_lines_are_all_there(changed):
    budget = eight_hundred(changed)
    doc = pypdfium2.PdfDocument(apbdes.penjabaran_pdf(budget, URL))
    found = [
        a for page in doc for a in re.findall(r"\(?\d[\d.]*,\d\d\)?", page.get_textpage().get_text_bounded())
    ]
    rows = [r for r in table_rows(budget, BARIS) if r.rekening != "6"]
    assert len(found) == len(rows) * (3 if changed else 1)
    wanted = [
        format_print(a)
        for r in rows
        for a in (r.semula, r.menjadi, r.menjadi - r.semula)[not changed :][: 3 if changed else 1]
    ]
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize("name", EXTREMES)
def test_card_and_message_keep_their_limits(name):
    budget = EXTREMES[name]()
    card = apbdes.share_card(budget, URL)
    with Image.open(BytesIO(card)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(card) <= 80 * 1024
    words = message(budget, URL)
    assert len(words) <= 300
    assert words.endswith(URL)
    for part in ("pendapatan", "belanja"):
        whole = sum((x.anggaran for x in budget.lines if x.bagian == part), Decimal(0))
        assert format_rupiah(whole) in words
    assert LONG_VILLAGE not in words or len(LONG_VILLAGE) < 60


def test_twelve_bidang_are_told_in_eight_parts_that_still_add_up():
    parts = summary.spending_parts(many_bidang())
    folded = summary.folded(parts, 8, "bidang")
    assert len(parts) == 12
    assert len(folded) == 8
    assert folded[-1].label == "5 bidang lain"
    assert sum(p.of_100 for p in folded) == 100
    assert sum(p.amount for p in folded) == sum(p.amount for p in parts) == 10_000_000 * 78
    assert "5 bidang lain" in text(apbdes.poster(many_bidang(), URL))


def test_an_empty_strip_says_that_it_is_empty():
    assert "Anggaran ini tidak memuat uang masuk." in text(apbdes.poster(without("pendapatan"), URL))
    assert "tidak memuat uang masuk" not in text(apbdes.poster(first_budget(), URL))


def test_what_is_shortened_shows_it():
    assert shortened("Jalan Desa", 10) == "Jalan Desa"
    assert shortened("Jalan Desa Baru", 10) == "Jalan Des…"
    assert len(shortened("x" * 500 + ".xlsx", 48, 12)) == 48
    assert source_words(hostile()).count("…") == 2
    # Only brackets at the end hold examples; words after them belong to the name.
    assert (
        kegiatan_words("02.03.10", "Jalan (Dusun I) sampai Balai Desa")[0]
        == "Jalan (Dusun I) sampai Balai Desa"
    )
    assert kegiatan_words("02.02.02", "Posyandu (Makanan Tambahan, Lansia) **")[0] == "Posyandu"
    assert kegiatan_words("02.02.02", "Posyandu (Makanan Tambahan, Kelas Ibu")[0] == "Posyandu"
