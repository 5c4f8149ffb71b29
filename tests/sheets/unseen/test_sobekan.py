"""A name cut by the page so that its last word stands alone below the next page's header."""

import io
import itertools

import pdfplumber
import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.readers import read_file
from tests.berkas.rakit.cetak_pdf import TATA, Tata, pdf
from tests.berkas.rakit.pokok import Baris, penjabaran


def torn(tata: Tata) -> tuple[bytes, Baris]:
    """A print whose second page opens with the word “Kegiatan”, which headers use as well, and the row it ends."""
    rows = penjabaran()
    last = next(b for b in rows if b.sumber and b.uraian.endswith("yang Melaksanakan Kegiatan"))
    long = next(
        b for b in rows if b.rekening == "4.2.2.01"
    )  # its name wraps: it shifts what follows by half a row
    for count, extra in itertools.product(range(36, 50), (0, 1)):
        data = pdf([*rows[:count], *[long] * extra, last], tata)
        with pdfplumber.open(io.BytesIO(data)) as file:
            if len(file.pages) == 2 and file.pages[1].extract_text().splitlines()[2] == "Kegiatan":
                return data, last
    raise AssertionError("no number of rows before it tears the name there")


@pytest.mark.parametrize("garis", ["tanpa", "penuh"])
def test_the_last_word_is_kept(garis: str) -> None:
    plain = TATA["no rules, rows cut by pages"]
    data, last = torn(Tata(plain.lajur, plain.kertas, garis, plain.huruf, belah=True))
    line = read_apbdes(read_file(data, "cetakan.pdf")).lines[-1]
    assert (line.kode_rekening, line.uraian) == (last.rekening, last.uraian)
