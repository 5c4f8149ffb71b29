"""The generators themselves, without the importer: what they write still holds the sample."""

import csv
import io
from collections import Counter

import pdfplumber
import pytest
from openpyxl import load_workbook

from tests.berkas.rakit import ketikan, pokok
from tests.berkas.rakit.lembar import csv_bytes
from tests.sheets.unseen.daftar import AWAL, BERUBAH, daftar


@pytest.mark.parametrize(("name", "rows"), [(AWAL, pokok.penjabaran), (BERUBAH, pokok.perubahan)])
def test_the_records_are_the_sample(name: str, rows) -> None:
    """Lines equal `baris.csv`; every printed subtotal equals the sum that we add up."""
    lines = [
        (b.bagian, b.kegiatan, b.rekening, b.uraian, b.sumber, b.semula, b.menjadi)
        for b in rows()
        if b.sumber
    ]
    assert lines == pokok.harapan(name)
    assert pokok.jumlahkan(rows()) == rows()


def test_a_cut_keeps_the_lines_of_its_activities() -> None:
    cut = pokok.potong(pokok.penjabaran())
    lines = [
        (b.bagian, b.kegiatan, b.rekening, b.uraian, b.sumber, b.semula, b.menjadi) for b in cut if b.sumber
    ]
    assert lines == pokok.harapan(AWAL, pokok.PILIHAN)
    belanja = sum(n for *_x, n in lines if _x[0] == "belanja")
    assert [b.menjadi for b in cut if b.named == "belanja"] == [belanja]


def test_moved_columns_hold_the_same_amounts() -> None:
    """Read back by openpyxl: the numbers of a reversed sheet are the numbers of the plain one."""
    cut = pokok.potong(pokok.penjabaran())

    def numbers(data: bytes) -> Counter:
        sheet = load_workbook(io.BytesIO(data)).active
        return Counter(c for row in sheet.iter_rows(values_only=True) for c in row if isinstance(c, int))

    plain = numbers(ketikan.KETIKAN["xlsx named xls"](cut)[1])
    assert numbers(ketikan.KETIKAN["columns reversed"](cut)[1]) == plain
    assert sum((Counter({b.menjadi: 1}) for b in cut if b.menjadi), Counter()) <= plain


def test_a_csv_reads_back() -> None:
    rows = [["KODE", "URAIAN\nlanjutan", "JUMLAH"], ["4.1", 'a;"b"', 1500]]
    text = csv_bytes(rows, ";", "utf-16", decimal=True).decode("utf-16")
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=";")) == [
        ["KODE", "URAIAN\nlanjutan", "JUMLAH"],
        ["4.1", 'a;"b"', "1500,00"],
    ]


@pytest.mark.parametrize("tata", ["ruled, rows cut by pages", "no rules, rows cut by pages"])
def test_a_name_is_cut_by_a_page(tata: str) -> None:
    """The page after the cut opens, below its header, with words and no amount."""
    data = next(b.make()[1] for b in daftar() if b.label == f"pdf: {tata}")
    with pdfplumber.open(io.BytesIO(data)) as file:
        tops = [page.extract_text().splitlines()[2] for page in file.pages[1:]]
    assert len(tops) >= 2
    assert any(",00" not in top for top in tops), tops


def test_equal_bytes_each_time() -> None:
    """At least twelve rewritings of each sample; a PDF and a csv are the same bytes when made again."""
    made = list(daftar())
    assert len([b for b in made if b.sample == AWAL]) >= 24
    for one in made:
        if one.label.startswith(("pdf: no rules", "csv")):
            assert one.make() == one.make(), one.label
