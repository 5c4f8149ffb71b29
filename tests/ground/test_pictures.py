"""Pictures are set anew: what comes out is pixels; bombs, tails and half files are named."""

import io
import struct
import zlib

import pytest
from PIL import Image

from balai.ground.files.pictures import PictureRefused, set_anew


def sheet(size=(600, 800), kind="JPEG", **more) -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", size, "white")
    picture.paste("navy", (100, 100, 300, 200))
    picture.save(out, kind, **more)
    return out.getvalue()


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Rumah Bu Rasmi"
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[1] = "S"
    return sheet(exif=exif)


def test_place_and_words_of_the_camera_are_gone_and_the_sheet_stands_upright() -> None:
    made = set_anew(with_place())
    assert b"Rasmi" not in made.data
    picture = Image.open(io.BytesIO(made.data))
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (800, 600), {})


def test_a_tail_behind_the_picture_is_gone() -> None:
    made = set_anew(sheet() + b"<?php system($_GET['x']); ?>")
    assert b"php" not in made.data


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_become_jpeg(kind: str) -> None:
    assert Image.open(io.BytesIO(set_anew(sheet(kind=kind)).data)).format == "JPEG"


def test_a_large_photo_is_made_small_enough_to_keep() -> None:
    assert max(Image.open(io.BytesIO(set_anew(sheet((4000, 3000))).data)).size) == 2400


def bomb() -> bytes:
    """A PNG of 400 megapixels in some 48 kB."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = zlib.compress(bytes(20_001 // 8 * 20_000), 9)
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "kosong"),
        (b"halo", "bukan_gambar"),
        (b"GIF89a" + bytes(100), "bukan_gambar"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan_gambar"),
        (sheet()[:2000], "rusak"),
        (b"%PDF-1.7 rusak", "rusak"),
        (bytes(26 * 1024 * 1024), "terlalu_besar"),
    ],
)
def test_what_is_not_taken_says_why(data: bytes, code: str) -> None:
    with pytest.raises(PictureRefused) as told:
        set_anew(data)
    assert told.value.code == code


def test_a_bomb_is_not_opened() -> None:
    data = bomb()
    assert len(data) < 60_000
    with pytest.raises(PictureRefused) as told:
        set_anew(data)
    assert told.value.code == "terlalu_luas"


def test_a_scanned_pdf_becomes_pictures_without_its_words_or_scripts() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    canvas.setAuthor("Nur Kartaloka")
    for text in ("KEPUTUSAN", "LAMPIRAN"):
        canvas.drawString(100, 700, text)
        canvas.showPage()
    canvas.save()
    made = set_anew(out.getvalue())
    assert made.media_type == "application/pdf"
    assert made.data.count(b"/Type /Page\n") == 2 or made.data.count(b"/DCTDecode") == 2
    assert b"Kartaloka" not in made.data
    assert b"KEPUTUSAN" not in made.data
