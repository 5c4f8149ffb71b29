"""What all papers share: sample mark, address, font, stable bytes, sizes, metadata, findings."""

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pdfplumber
import pytest

from balai.adapters.papers import apbdes
from balai.adapters.papers.stored import download_name
from balai.plain.findings import Finding, Level
from tests.papers.budgets import URL, changed_budget, first_budget, real
from tests.papers.reading import pages, text

FIRST = first_budget()
CHANGED = changed_budget()
# A fifth of the lines, for questions that do not depend on length.
SMALL = replace(FIRST, lines=tuple(x for x in FIRST.lines if x.bidang in {"", "04"}))
PDFS = [apbdes.poster, apbdes.banner, apbdes.apb_pdf, apbdes.penjabaran_pdf]


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


def test_a_village_without_anything_still_gets_its_papers():
    empty = replace(FIRST, lines=())
    for paper in PDFS:
        assert "DATA CONTOH" in text(paper(empty, None))
    assert Decimal(len(apbdes.share_card(empty, None))) > 0


def test_a_saved_paper_names_its_size_its_village_and_its_year():
    assert download_name("poster.pdf", FIRST.desa, 2025) == "poster-a3-awanrahayu-2025.pdf"
    assert download_name("spanduk.pdf", FIRST.desa, 2025) == "spanduk-3x2m-awanrahayu-2025.pdf"
    assert download_name("penjabaran.pdf", FIRST.desa, 2025) == "penjabaran-awanrahayu-2025.pdf"
    strange = replace(FIRST.desa, nama="../Sumber\\“Rejo” \u202e/ Wétan")
    assert download_name("kartu.png", strange, 2025) == "kartu-sumber-rejo-w-tan-2025.png"
    assert download_name("kartu.png", replace(FIRST.desa, nama="村"), 2025) == "kartu-33.99.99.2001-2025.png"
