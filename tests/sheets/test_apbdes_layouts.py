"""Small prints in forms that no sample has, each worked by hand: what is a line, what is asked, what is told."""

from decimal import Decimal

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from balai.rooms.penganggaran.apbdes.shape import Print
from tests.sheets.rewritings import Rows, book

TITLE: Rows = [
    ["ANGGARAN PENDAPATAN DAN BELANJA DESA"],
    ["DESA CONTOH AWANRAHAYU"],
    ["TAHUN ANGGARAN 2025"],
    [],
]
HEAD = ["KODE REKENING", "URAIAN", "ANGGARAN", "SUMBER DANA"]
ACTIVITY = ["02.06.03", "Internet desa", 60, ""]


def read(*rows: list[object]) -> Print:
    return read_apbdes(read_file(book(("APB", [*TITLE, *rows])), "a.xlsx"))


def lines(printed: Print) -> list[tuple[str, str, str, int]]:
    return [(x.kode_kegiatan, x.kode_rekening, x.sumber_dana, int(x.anggaran)) for x in printed.lines]


def told(printed: Print, *levels: Level) -> list[str]:
    return [f.code for f in printed.findings if f.level in levels]


INCOME = [("", "4.2.1.01", "DDS", 1000), ("", "4.2.3.01", "ADD", 500)]
GOOD: dict[str, tuple[Rows, list[tuple[str, str, str, int]]]] = {
    "down to the jenis only": (
        [
            HEAD,
            ["4.2", "Transfer", 1500, ""],
            ["4.2.1", "Dana Desa", 1500, "DDS"],
            ["02.06.03", "Internet", 60, ""],
            ["5.2", "Barang", 60, ""],
            ["5.2.5", "Operasional", 60, "DDS"],
        ],
        [("", "4.2.1", "DDS", 1500), ("02.06.03", "5.2.5", "DDS", 60)],
    ),
    "Rp in a cell of its own": (
        [
            ["KODE", "URAIAN", "ANGGARAN", "", "SUMBER"],
            ["4.2.1.01", "Dana Desa", "Rp", 1000, "DDS"],
            ["4.2.3.01", "ADD", "Rp.", 500, "ADD"],
        ],
        INCOME,
    ),
    "KETERANGAN holds the names": (
        [
            ["KODE", "KETERANGAN", "JUMLAH", "SD"],
            ["4.2.1.01", "Dana Desa", 1000, "DDS"],
            ["4.2.3.01", "ADD", 500, "ADD"],
        ],
        INCOME,
    ),
    "KET. holds the sources": (
        [
            ["KODE", "URAIAN", "JUMLAH", "KET."],
            ["4.2.1.01", "Dana Desa", 1000, "DDS"],
            ["4.2.3.01", "ADD", 500, "ADD"],
        ],
        INCOME,
    ),
    "last year's amounts beside this year's": (
        [
            ["KODE", "URAIAN", "ANGGARAN 2024", "ANGGARAN 2025", "SD"],
            ["4.2.1.01", "Dana Desa", 900, 1000, "DDS"],
            ["4.2.3.01", "ADD", 700, 500, "ADD"],
        ],
        INCOME,
    ),
    "codes with spaces": (
        [HEAD, ["4. 2. 1. 01.", "Dana Desa", 1000, "DDS"], ["4 2 3 01", "ADD", 500, "ADD"]],
        INCOME,
    ),
    "activity and account in one code, after the village's": (
        [
            HEAD,
            ["02.06.03.5.2.5.05.", "Internet", 60, "DDS"],
            ["04.2002.02.06.03.5.2.1.06.", "Kuota", 40, "DDS"],
        ],
        [("02.06.03", "5.2.5.05", "DDS", 60), ("02.06.03", "5.2.1.06", "DDS", 40)],
    ),
    "the village's whole code before the activity": (
        [HEAD, ["33.99.99.2001.02.06.03", "Internet", 60, ""], ["5.2.5.05", "Internet", 60, "DDS"]],
        [("02.06.03", "5.2.5.05", "DDS", 60)],
    ),
    "an outline: each row only its own level": (
        [
            ["KODE", "", "", "", "", "", "", "URAIAN", "PAGU", "SUMBER"],
            [2, "", "", "", "", "", "", "Pembangunan", 60, ""],
            ["", 6, "", "", "", "", "", "Komunikasi", 60, ""],
            ["", "", 3, "", "", "", "", "Internet", 60, ""],
            ["", "", "", 5, "", "", "", "Belanja", 60, ""],
            ["", "", "", "", 2, "", "", "Barang", 60, ""],
            ["", "", "", "", "", 5, "", "Operasional", 60, ""],
            ["", "", "", "", "", "", 5, "Internet", 60, "DDS"],
        ],
        [("02.06.03", "5.2.5.05", "DDS", 60)],
    ),
    "a bracket behind the source": (
        [
            HEAD,
            ["4.2.1.01", "Dana Desa", 1000, "Dana Desa (DDS)"],
            ["4.2.3.01", "ADD", 500, "Alokasi Dana Desa (ADD)"],
        ],
        INCOME,
    ),
    "section words without a code": (
        [
            HEAD,
            ["", "PENDAPATAN", "", ""],
            ["4.2.1.01", "Dana Desa", 1000, "DDS"],
            ["4.2.3.01", "ADD", 500, "ADD"],
            ["", "BELANJA DESA", "", ""],
            ACTIVITY,
            ["5.2.5.05", "Internet", 60, "DDS"],
        ],
        [*INCOME, ("02.06.03", "5.2.5.05", "DDS", 60)],
    ),
    "sums, sections and a signature over merged cells": (
        [
            HEAD,
            ["I.", "PENDAPATAN", 1500, ""],
            ["4.2.1.01", "Dana Desa", 1000, "DDS"],
            ["4.2.3.01", "ADD", 500, "ADD"],
            ["JUMLAH PENDAPATAN", "", 1500, ""],
            ["Contoh Awanrahayu, 5 Mei 2025"],
            ["KEPALA DESA"],
            ["TEGUH WIRASAMPURNA"],
        ],
        INCOME,
    ),
    "items below an account that add up to it": (
        [
            HEAD,
            ACTIVITY,
            ["5.2.5.05", "Internet", 60, "DDS"],
            ["", "- modem", 20, "DDS"],
            ["", "- langganan", 40, "DDS"],
        ],
        [("02.06.03", "5.2.5.05", "DDS", 60)],
    ),
    "a second source of the same account, without its code": (
        [HEAD, ACTIVITY, ["5.2.5.05", "Internet", 20, "DDS"], ["", "", 40, "ADD"]],
        [("02.06.03", "5.2.5.05", "DDS", 20), ("02.06.03", "5.2.5.05", "ADD", 40)],
    ),
    "an account that names two sources, split below": (
        [
            HEAD,
            ACTIVITY,
            ["5.2.5.05", "Internet", 60, "DDS, ADD"],
            ["", "bagian DD", 20, "DDS"],
            ["", "bagian ADD", 40, "ADD"],
        ],
        [("02.06.03", "5.2.5.05", "DDS", 20), ("02.06.03", "5.2.5.05", "ADD", 40)],
    ),
}


@pytest.mark.parametrize("form", GOOD)
def test_read_without_a_question(form: str) -> None:
    rows, wanted = GOOD[form]
    printed = read(*rows)
    assert lines(printed) == wanted
    assert told(printed, Level.QUESTION, Level.FINDING) == []


def test_a_name_cut_by_a_page_break_goes_on_below_the_header() -> None:
    foot = ["", "Printed by Siskeudes 02/01/2025 09:14:31", "", ""]
    printed = read(
        HEAD, ["4.2.1.01", "Dana", 1000, "DDS"], foot, HEAD, ["", "Desa reguler", "", ""], ["4.2.3.01", "ADD", 500, "ADD"]
    )  # fmt: skip
    assert [x.uraian for x in printed.lines] == ["Dana Desa reguler", "ADD"]
    assert str(printed.title.dicetak) == "2025-01-02 09:14:31"


def test_a_recapitulation_before_the_budget_is_not_added() -> None:
    recap = [
        *TITLE,
        ["KODE", "URAIAN", "JUMLAH"],
        ["4.2.1.01", "Dana Desa", 1000],
        ["4.2.3.01", "ADD", 500],
    ]
    full = [*TITLE, HEAD, ["4.2.1.01", "Dana Desa", 1000, "DDS"], ["4.2.3.01", "ADD", 500, "ADD"]]
    printed = read_apbdes(read_file(book(("Rekap", recap), ("APB", full)), "a.xlsx"))
    assert lines(printed) == INCOME
    assert told(printed, *Level) == ["lembar_lain"]


def test_the_same_budget_twice_is_asked_about() -> None:
    full = [*TITLE, HEAD, ["4.2.1.01", "Dana Desa", 1000, "DDS"], ["4.2.3.01", "ADD", 500, "ADD"]]
    printed = read_apbdes(read_file(book(("Satu", full), ("Dua", full)), "a.xlsx"))
    assert lines(printed) == INCOME
    assert told(printed, Level.QUESTION) == ["dua_lembar"]


ASKED: dict[str, tuple[Rows, str]] = {
    "price and sum": (
        [
            ["KODE", "URAIAN", "BIAYA", "JUMLAH", "SD"],
            ["4.2.3.01", "ADD", "", 500, "ADD"],
            ["4.2.1.01", "Dana Desa", 100, 1200, "DDS"],
        ],
        "kolom_jumlah_ganda",
    ),
    "a source without an amount": (
        [HEAD, ["4.2.1.01", "Dana Desa", 1000, "DDS"], ["4.2.3.01", "ADD", "", "ADD"]],
        "jumlah_kosong",
    ),
    "items that do not add up": (
        [HEAD, ["02.06.03", "Internet", "", ""], ["5.2.5.05", "Internet", 60, "DDS"], ["", "- modem", 25, "DDS"]],
        "rincian_beda",
    ),
    "an unknown source": ([HEAD, ["4.2.1.01", "Dana Desa", 1000, "APBN"]], "sumber_tak_dikenal"),
    "spending without an activity": ([HEAD, ["5.2.5.05", "Internet", 60, "DDS"]], "tanpa_kegiatan"),
    "a date where a code was": (
        [HEAD, ["2025-01-02", "Dana Desa", 1000, "DDS"], ["4.2.3.01", "ADD", 500, "ADD"]],
        "kode_tak_terbaca",
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", ASKED)
def test_asked_once_with_a_place(form: str) -> None:
    rows, code = ASKED[form]
    printed = read(*rows)
    questions = [f for f in printed.findings if f.level is Level.QUESTION]
    assert [f.code for f in questions] == [code]
    assert questions[0].place.words() in questions[0].message
    assert questions[0].place.row is not None


def test_a_sum_over_merged_cells_is_still_compared() -> None:
    printed = read(HEAD, ["4.2.1.01", "Dana Desa", 1000, "DDS"], ["JUMLAH PENDAPATAN", "", 1001, ""])
    assert told(printed, Level.QUESTION) == ["jumlah_beda"]


def test_a_word_for_a_code_beside_a_source_is_asked_about() -> None:
    printed = read(HEAD, ["4.2.1.01", "Dana Desa", 1000, "DDS"], ["tambahan", "Dana Desa", 7, "ADD"])
    assert lines(printed) == INCOME[:1]
    assert told(printed, Level.QUESTION) == ["kode_tak_terbaca"]


def test_an_empty_menjadi_is_zero_and_told_an_empty_semula_is_a_new_line() -> None:
    printed = read(
        ["KODE", "URAIAN", "SEMULA", "MENJADI", "SD"],
        ["4.2.1.01", "Dana Desa", 1000, 900, "DDS"],
        ["4.2.3.01", "ADD", 500, "", "ADD"],
        ["4.2.2.01", "Bagi hasil", "", 300, "PBH"],
    )
    assert [(x.semula, x.anggaran) for x in printed.lines] == [(1000, 900), (500, 0), (0, 300)]
    assert told(printed, Level.QUESTION, Level.FINDING) == ["menjadi_kosong"]
    assert printed.title.versi == "perubahan"


def test_a_hundred_wrong_amounts_are_three_questions_that_name_the_others() -> None:
    rows = [[f"4.2.1.{n:02d}", "Dana", f"{n},000", "DDS"] for n in range(10, 90)]
    printed = read(HEAD, ["4.2.3.01", "ADD", 500, "ADD"], *rows)
    asked = [f for f in printed.findings if f.code == "jumlah_tak_terbaca"]
    assert len(asked) == 3
    assert "Masih ada 77 lagi" in asked[-1].message


def test_a_file_of_unreadable_amounts_says_so() -> None:
    with pytest.raises(SheetRefused) as refused:
        read(HEAD, *[[f"4.2.1.0{n}", "Dana", "1,000,000.00", "DDS"] for n in range(1, 5)])
    assert "1.000.000" in refused.value.message
    assert "baris 6" in refused.value.message


@pytest.mark.parametrize(
    ("title", "head"), [("", "ANGGARAN (Rp ribu)"), ("", "Jumlah (Rp.000)"), ("(dalam ribuan rupiah)", "ANGGARAN"), ("", "PAGU (juta Rp)")]
)  # fmt: skip
def test_thousands_are_refused_for_nothing_else_would_tell(title: str, head: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        read([title], ["KODE", "URAIAN", head, "SD"], ["4.2.1.01", "Dana Desa", 1000, "DDS"])
    assert refused.value.code == "satuan_ribuan"


def test_sen_are_kept() -> None:
    printed = read(
        HEAD, ["4.3.6.01", "Bunga bank", "Rp 1.610.000,35", "DLL"], ["4.2.3.01", "ADD", 500.5, "ADD"]
    )
    assert [x.anggaran for x in printed.lines] == [Decimal("1610000.35"), Decimal("500.50")]  # fmt: skip


def test_title_in_words() -> None:
    rows: Rows = [
        ["LAMPIRAN PERATURAN KEPALA DESA CONTOH AWANRAHAYU NOMOR 3 TAHUN 2025"],
        ["PERUBAHAN KEDUA ATAS PENJABARAN ANGGARAN PENDAPATAN DAN BELANJA DESA"],
        ["TAHUN ANGGARAN 2025"],
        ["KECAMATAN CONTOH TENGAH KABUPATEN CONTOH"],
    ]
    full = [*rows, HEAD, ["4.2.1.01", "Dana Desa", 1000, "DDS"], ["Contoh Awanrahayu, 5 Mei 2025"]]
    title = read_apbdes(read_file(book(("APB", full)), "a.xlsx")).title
    assert (title.desa, title.kecamatan, title.kabupaten) == (
        "CONTOH AWANRAHAYU",
        "CONTOH TENGAH",
        "KABUPATEN CONTOH",
    )
    assert (title.tahun, title.versi, title.dasar) == (
        2025,
        "penjabaran-2",
        "Peraturan Kepala Desa Nomor 3 Tahun 2025",
    )
    assert str(title.tanggal) == "2025-05-05"
