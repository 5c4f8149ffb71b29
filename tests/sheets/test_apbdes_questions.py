"""Small prints with something wrong or missing, each worked by hand: what is asked, with its place."""

from decimal import Decimal

import pytest

from balai.adapters.sheets.guard import SheetRefused
from balai.plain.findings import Level
from tests.sheets.rewritings import Rows
from tests.sheets.small import HEAD, INCOME, lines, read, told

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
