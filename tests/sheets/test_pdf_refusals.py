"""PDFs that cannot be taken, each with one sentence that says what to do; and those that only look so."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.pdf import MAX_PAGES, read_pdf

BERKAS = Path(__file__).resolve().parents[1] / "berkas"


def pages(count: int, draw: Callable[[Canvas], None], **how: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, **how)
    for _ in range(count):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scan(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, A4[0], A4[1])
    canvas.drawString(400, 10, "Scanned with CamScanner")


def words(canvas: Canvas) -> None:
    canvas.drawString(50, 700, "PENJABARAN APB DESA")


SAMPLE = (BERKAS / "penjabaran-siskeudes.pdf").read_bytes()
REFUSED: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "a scan with the scanner's stamp": (lambda: pages(3, scan), {"gambar"}),
    "empty pages": (lambda: pages(2, lambda c: None), {"gambar"}),
    "too many pages": (lambda: pages(MAX_PAGES + 1, words), {"terlalu_besar"}),
    "a password": (lambda: pages(1, words, encrypt=StandardEncryption("rahasia", canPrint=0)), {"sandi"}),
    "cut off": (lambda: SAMPLE[: len(SAMPLE) // 2], {"rusak", "gambar"}),
    "only the first line": (lambda: SAMPLE[:20], {"rusak", "gambar"}),
    "a tree of pages that bites its tail": (
        lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"
        b"trailer<</Root 1 0 R>>\n",
        {"rusak", "gambar"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_refused_with_one_sentence(what: str) -> None:
    make, codes = REFUSED[what]
    with pytest.raises(SheetRefused) as told:
        read_pdf(make())
    assert told.value.code in codes
    assert told.value.message.startswith(("PDF ini", "Berkas ini", "Isi PDF ini"))
    assert "kirim" in told.value.message.lower()


def test_a_print_locked_against_changes_only_is_read() -> None:
    """An owner's password forbids printing or changing; anybody may read."""
    data = pages(1, words, encrypt=StandardEncryption("", ownerPassword="pemilik", canModify=0))
    assert read_pdf(data)[0].text == ("PENJABARAN APB DESA",)


def test_as_many_pages_as_allowed_are_read() -> None:
    assert len(read_pdf(pages(MAX_PAGES, words))[0].text) == MAX_PAGES
