"""Woven band, QR code and plain words: pure shapes."""

import re

import pytest
import segno

from balai.adapters.papers.qr import qr_svg
from balai.adapters.papers.words import kegiatan_words, output_words
from balai.adapters.papers.woven_band import ARANG, svg, woven_band


@pytest.mark.parametrize("kode", ["33.99.99.2001", "11.01.01.2009", "0000000000", "9999999999"])
def test_the_code_can_be_read_back_from_the_band(kode):
    digits, count = [], None
    for strip in woven_band(kode).strips:
        if strip.colour == ARANG:
            if strip.y == 0:
                digits.append(count)
                count = -1
        else:
            count += 1
    digits.append(count)
    assert "".join(str(d) for d in digits[1:]) == kode.replace(".", "")


def test_width_follows_the_digits_and_strips_do_not_overlap():
    band = woven_band("33.99.99.2001")
    assert band.width == 160 + 4 * sum((3, 3, 9, 9, 9, 9, 2, 0, 0, 1)) - 1  # without the last gap
    assert max(s.x + s.width for s in band.strips) == band.width
    assert svg(band).count("<path") == 5


def test_a_code_without_ten_digits_is_refused():
    with pytest.raises(ValueError, match="sepuluh angka"):
        woven_band("33.99")


def test_qr_path_draws_exactly_the_code():
    url = "https://desa.contoh.invalid/desa/33.99.99.2001/"
    expected = [list(row) for row in segno.make_qr(url, error="m").matrix_iter(border=4)]
    drawn = [[0] * len(expected) for _ in expected]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", qr_svg(url)):
        for n in range(int(length)):
            drawn[int(y)][int(x) + n] = 1
    assert drawn == expected


@pytest.mark.parametrize(
    ("code", "official", "name", "done"),
    [
        (
            "02.03.10",
            "Pembangunan/Rehabilitasi/Peningkatan/Pengerasan Jalan Desa",
            "Jalan Desa",
            "dibangun atau diperbaiki",
        ),
        (
            "02.04.14",
            "Pembangunan/Rehabilitas/Peningkatan Fasilitas Jamban Umum/MCK umum, dll",
            "Fasilitas Jamban Umum/MCK umum, dll",
            "dibangun atau diperbaiki",
        ),
        ("02.02.02", "Penyelenggaraan Posyandu (Makanan Tambahan, Kelas Ibu Hamil)", "Posyandu", ""),
        ("03.04.03", "Pembinaan PKK", "Pembinaan PKK", ""),
        ("05.03.00", "Keadaan Mendesak", "Bantuan tunai warga (keadaan mendesak)", ""),
        ("02.99.99", "", "Kegiatan 02.99.99", ""),
        ("02.99.98", "(tanpa nama)", "Kegiatan 02.99.98", ""),
    ],
)
def test_plain_names(code, official, name, done):
    assert kegiatan_words(code, official) == (name, done)


def test_m_is_metres_on_a_wall_where_it_would_read_as_billions():
    assert output_words("520", "M") == "520 meter"
    assert output_words("", "M") == ""
    assert output_words("5", "Posyandu") == "5 Posyandu"
