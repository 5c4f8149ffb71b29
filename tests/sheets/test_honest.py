"""Budgets that would be silently wrong or empty: each is asked about, with its place."""

from dataclasses import replace

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.apbdes.settle import as_is
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from balai.rooms.penganggaran.apbdes.shape import Print
from tests.berkas.rakit import kolom as k
from tests.berkas.rakit.kolom import Kolom
from tests.berkas.rakit.lembar import Lembar, Rows, xlsx
from tests.berkas.rakit.pokok import penjabaran, potong
from tests.sheets.small import HEAD, asked, lines, read, told

CUT = potong(penjabaran())
LINES = [b for b in CUT if b.sumber]


def codes(*sheets: Lembar) -> list[str]:
    return [f.code for f in asked(read_apbdes(read_file(xlsx(*sheets), "a.xlsx")))]


def one(rows: Rows) -> list[str]:
    return codes(Lembar("APBDes", rows))


def test_thousands_that_no_word_tells_of() -> None:
    column = Kolom(("ANGGARAN",), lambda b, _n: (b.menjadi or 0) // 1000)
    assert one(k.tabel(LINES, [k.KEGIATAN, k.REKENING, k.URAIAN, column, k.SUMBER])) == ["jumlah_kecil"]


def test_rows_pasted_twice_and_two_budgets_in_one_sheet() -> None:
    assert one(k.tabel([*LINES, *LINES[40:45]], k.BIASA)) == ["baris_kembar"]
    last_year = [replace(b, menjadi=(b.menjadi or 0) // 2) for b in LINES]
    assert one([*k.tabel(LINES, k.BIASA), [], *k.tabel(last_year, k.BIASA)]) == ["baris_kembar"]


@pytest.mark.parametrize("part", ["pendapatan", "belanja"])
def test_a_part_that_is_missing(part: str) -> None:
    found = asked(
        read_apbdes(
            read_file(xlsx(Lembar("A", k.tabel([b for b in LINES if b.bagian != part], k.BIASA))), "a.xlsx")
        )
    )
    assert [f.code for f in found] == ["bagian_kosong"]
    assert f"tidak memuat satu baris {part} pun" in found[0].message


def test_spending_down_to_the_activities_only() -> None:
    printed = read(
        HEAD,
        ["4.2.1.01", "Dana Desa", 1000, "DDS"],
        ["02.06.03", "Internet", 600, "DDS"],
        ["02.06.02", "Lain", 400, "DDS"],
    )
    first = asked(printed)[0]
    assert (first.code, first.place.row) == ("tanpa_rekening", 7)
    assert as_is([first])[0].level is Level.QUESTION


def test_a_budget_on_a_hidden_sheet_is_told_so() -> None:
    with pytest.raises(SheetRefused) as refused:
        read_file(xlsx(Lembar("Kosong", []), Lembar("APB", k.tabel(CUT, k.BIASA), hidden=True)), "a.xlsx")
    assert refused.value.code == "tersembunyi"


def test_two_villages_in_one_workbook() -> None:
    other = [
        [str(c).replace("AWANRAHAYU", "SEBELAH") for c in r] if n < 4 else r
        for n, r in enumerate(k.tabel(CUT[:40], k.BIASA))
    ]
    assert codes(Lembar("A", k.tabel(CUT, k.BIASA)), Lembar("B", other)) == ["dua_lembar"]


def test_two_columns_of_sources_that_differ() -> None:
    printed = read(
        ["KODE", "URAIAN", "SEMULA", "SUMBER SEMULA", "MENJADI", "SUMBER MENJADI"],
        ["4.2.1.01", "Dana Desa", 1000, "DDS", 900, "Dana Desa"],
        ["4.2.3.01", "ADD", 500, "ADD", 500, "PBH"],
    )
    assert [(f.code, f.place.row) for f in asked(printed)] == [("sumber_berbeda", 7)]


def read_quietly(*rows: list[object]) -> Print:
    printed = read(*rows)
    assert told(printed, Level.QUESTION, Level.FINDING) == []
    return printed


def test_sums_below_their_lines_with_their_code() -> None:
    rows: Rows = [
        HEAD, ["02.06.03", "Internet", "", ""], ["5.2.5.05", "Langganan", 60, "DDS"], ["5.2.5.06", "Lain", 40, "ADD"],
        ["5.2.5", "Jumlah Operasional", 100, ""], ["5.2", "Jumlah Barang", 100, ""], ["02.06.03", "Jumlah Internet", 100, ""],
    ]  # fmt: skip
    assert [x[3] for x in lines(read_quietly(*rows))] == [60, 40]


def with_recap(*amounts: int) -> Print:
    """Two lines without totals, a recapitulation by source below them in the same columns."""
    rows = [["", "Dana Desa", amounts[0], "DDS"], ["", "ADD", amounts[1], "ADD"]]
    return read(
        HEAD,
        ["4.2.3.01", "ADD", 500, "ADD"],
        ["4.2.1.01", "Dana Desa", 1000, "DDS"],
        ["", "REKAPITULASI SUMBER DANA"],
        *rows,
    )


def test_a_recapitulation_below_the_table_is_not_added() -> None:
    printed = with_recap(1000, 500)
    assert [x[3] for x in lines(printed)] == [500, 1000]
    assert told(printed, *Level) == ["rekap_sumber"]


def test_rows_apart_with_a_source_and_no_code_are_asked_about() -> None:
    printed = with_recap(1000, 501)
    assert [x[3] for x in lines(printed)] == [500, 1000]
    (question,) = asked(printed)
    assert (question.code, question.place.row) == ("baris_lepas", 10)
    assert as_is([question])[0].level is Level.QUESTION


def test_codes_under_NO_or_without_a_header() -> None:
    for name in ("NO", ""):
        rows = [
            [name, "URAIAN", "NOMINAL", "DANA"],
            ["4.2.1.01", "Dana Desa", 1000, "DDS"],
            ["4.2.3.01", "ADD", 500, "ADD"],
        ]
        assert lines(read_quietly(*rows)) == [("", "4.2.1.01", "DDS", 1000), ("", "4.2.3.01", "ADD", 500)]


def test_a_block_per_activity_whose_code_stands_above_its_table_is_asked_about() -> None:
    printed = read(["Kegiatan", ":", "02.06.03 Internet desa"], HEAD, ["5.2.5.05", "Langganan", 60, "DDS"])
    assert [f.code for f in asked(printed)] == ["tanpa_kegiatan"]
