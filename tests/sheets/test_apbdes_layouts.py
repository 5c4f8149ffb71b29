"""Small prints in forms that no sample has, each worked by hand: what is a line and what is told."""

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from tests.sheets.rewritings import Rows, book
from tests.sheets.small import ACTIVITY, HEAD, INCOME, TITLE, lines, read, told

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
    "a numbering row with letters over the codes": (
        [
            ["KODE REKENING", "", "URAIAN", "JUMLAH", "KET"],
            ["a", "b", "2", "3", "4"],
            ["", "4.2.1.01", "Dana Desa", 1000, "DDS"],
            ["", "4.2.3.01", "ADD", 500, "ADD"],
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
