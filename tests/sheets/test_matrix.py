"""A column per source instead of a source per row: each filled source is a line, the row's total is compared."""

from dataclasses import replace

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from tests.berkas.rakit import ganjil
from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.kolom import Kolom
from tests.berkas.rakit.lembar import Lembar, Rows, xlsx
from tests.berkas.rakit.pokok import PILIHAN, harapan, penjabaran, perubahan, potong
from tests.sheets.small import TITLE, asked, lines, read, told

FUNDS = ("PAD", "ADD", "DDS", "PBH", "PBP", "PBK", "DLL")
CUT = potong(penjabaran())


def test_the_sample_with_a_column_per_source() -> None:
    printed = read_apbdes(read_file(ganjil.matriks_sumber(CUT), "a.xlsx"))
    wanted = [(h[1], h[2], h[4], h[6]) for h in harapan("penjabaran-siskeudes", PILIHAN)]
    assert lines(printed) == wanted
    assert [f.message for f in printed.findings if f.level is not Level.INFO] == []


def per_source(field: str, group: str) -> list[Kolom]:
    """One group of columns, its name over the first only, as merged cells leave it."""
    return [
        Kolom((group if n == 0 else "", s), lambda r, _n, s=s: getattr(r, field) if r.sumber == s else "")
        for n, s in enumerate(FUNDS)
    ]


def test_a_change_with_a_column_per_source_twice() -> None:
    cut = potong(perubahan())
    columns = [
        k.bernama(k.KEGIATAN, "KODE KEGIATAN"), k.bernama(k.REKENING, "KODE REKENING"), k.URAIAN,
        *per_source("semula", "SEMULA"), *per_source("menjadi", "MENJADI"),
    ]  # fmt: skip
    lines_only = [b for b in cut if b.sumber or b.kegiatan]
    printed = read_apbdes(read_file(xlsx(Lembar("A", k.tabel(lines_only, columns, nomor=False))), "a.xlsx"))
    wanted = [(h[1], h[2], h[4], h[5], h[6]) for h in harapan("apb-perubahan", {b.kegiatan for b in cut})]
    got = [(x.kode_kegiatan, x.kode_rekening, x.sumber_dana, x.semula, x.anggaran) for x in printed.lines]
    assert got == wanted
    assert asked(printed) == []


HEAD2: Rows = [
    ["KODE", "URAIAN", "SUMBER DANA", "", "", "JUMLAH"],
    ["", "", "Dana Desa (DDS)", "ADD (Rp)", "PADes", ""],
]
ACTIVITY = ["02.06.03", "Internet", 60, 40, "", 100]


def test_two_sources_of_one_account_are_two_lines() -> None:
    printed = read(*HEAD2, ACTIVITY, ["5.2.5.05", "Internet", 60, 40, "", 100])
    assert lines(printed) == [("02.06.03", "5.2.5.05", "DDS", 60), ("02.06.03", "5.2.5.05", "ADD", 40)]
    assert told(printed, Level.QUESTION, Level.FINDING) == []


def test_a_total_that_its_columns_do_not_give_is_asked_about() -> None:
    printed = read(*HEAD2, ACTIVITY, ["5.2.5.05", "Internet", 60, 40, "", 101])
    (question,) = [f for f in asked(printed) if f.code == "jumlah_sumber_beda"]
    assert question.place.row == len(TITLE) + 4
    assert "Rp101" in question.message
    assert "Rp100" in question.message


def test_marks_say_the_source_and_the_total_the_amount() -> None:
    printed = read(
        *HEAD2, ["4.2.1.01", "Dana Desa", "v", "", "", 1000], ["4.2.3.01", "ADD", "", "√", "", 500]
    )
    assert lines(printed) == [("", "4.2.1.01", "DDS", 1000), ("", "4.2.3.01", "ADD", 500)]


def test_an_unreadable_cell_of_a_source_is_asked_about() -> None:
    printed = read(
        *HEAD2, ["4.2.1.01", "Dana Desa", "1,000,000", "", "", 1000000], ["4.2.3.01", "ADD", "", 500, "", 500]
    )
    assert "jumlah_tak_terbaca" in [f.code for f in asked(printed)]


@pytest.mark.parametrize("off", [0, 1])
def test_subtotals_are_compared_with_the_lines(off: int) -> None:
    rows = [replace(b, menjadi=b.menjadi + off) if b.named == "belanja" else b for b in CUT]
    printed = read_apbdes(read_file(ganjil.matriks_sumber(rows), "a.xlsx"))
    assert len(asked(printed)) == off
