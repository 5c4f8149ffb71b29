"""What stands in the place of an amount is told as it stands; what no village has is asked about."""

from decimal import Decimal

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.apbdes.settle import as_is
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from tests.berkas.rakit.lembar import Rows, csv_bytes
from tests.sheets.small import ACTIVITY, HEAD, TITLE, asked, lines, read, told

GOOD = ["4.2.3.01", "ADD", 500, "ADD"]
LONG = "Belanja " + "sangat " * 130_000


def with_cell(cell: object) -> Rows:
    return [HEAD, ["4.2.1.01", "Dana Desa", cell, "DDS"], GOOD]


@pytest.mark.parametrize(
    "cell", ["NaN", "lihat lampiran", "Rp 1,5 juta", "1,5 juta", "setengah juta", "± 900.000", "?"]
)
def test_words_are_quoted_and_the_line_waits(cell: str) -> None:
    (question,) = asked(read(*with_cell(cell)))
    assert question.code == "jumlah_tak_terbaca"
    assert f"“{cell}”" in question.message
    assert "kosong" not in question.message
    assert (question.place.row, question.place.column) == (6, "C")
    assert as_is([question])[0].level is Level.QUESTION


@pytest.mark.parametrize("cell", ["-", "Rp -", "nihil", "Nihil", "0", 0])
def test_nothing_in_so_many_words_is_zero(cell: object) -> None:
    printed = read(*with_cell(cell))
    assert lines(printed) == [("", "4.2.1.01", "DDS", 0), ("", "4.2.3.01", "ADD", 500)]
    assert told(printed, Level.QUESTION, Level.FINDING) == []


def test_an_empty_cell_is_asked_about_and_its_line_stays() -> None:
    printed = read(*with_cell(""))
    assert [f.code for f in asked(printed)] == ["jumlah_kosong"]
    assert lines(printed)[0] == ("", "4.2.1.01", "DDS", 0)


def test_an_empty_amount_where_no_row_names_a_source_is_asked_about_too() -> None:
    printed = read(HEAD[:3], ["4.2.1.01", "Dana Desa", ""], ["4.2.3.01", "ADD", 500])
    assert [(f.code, f.place.row) for f in asked(printed)] == [("jumlah_kosong", 6)]


def test_words_in_semula_are_not_zero() -> None:
    printed = read(
        ["KODE", "URAIAN", "SEMULA", "MENJADI", "SD"], ["4.2.1.01", "Dana Desa", "lihat lampiran", 900, "DDS"]
    )
    (question,) = asked(printed)
    assert "“lihat lampiran”" in question.message
    assert question.place.column == "C"


STAYING: dict[str, Rows] = {
    "two amounts in one row": [["KODE", "URAIAN", "BIAYA", "JUMLAH", "SD"], ["4.2.1.01", "Dana Desa", 1, 1000, "DDS"], ["4.2.3.01", "ADD", "", 5, "ADD"]],
    "an amount in English": with_cell("1,000,000.00"),
    "a code that Excel made a date": [HEAD, ["2025-01-02", "Dana Desa", 1000, "DDS"], GOOD],
}  # fmt: skip


@pytest.mark.parametrize("what", STAYING)
def test_what_would_be_missing_from_the_totals_waits_whatever_is_said(what: str) -> None:
    questions = asked(read(*STAYING[what]))
    assert questions
    assert [f.level for f in as_is(questions)] == [Level.QUESTION] * len(questions)


def test_what_the_document_itself_says_becomes_a_finding() -> None:
    questions = asked(read(HEAD, GOOD, ["JUMLAH PENDAPATAN", "", 501, ""]))
    assert [f.code for f in questions] == ["jumlah_beda"]
    assert [f.level for f in as_is(questions)] == [Level.FINDING]


@pytest.mark.parametrize(
    "name",
    [
        "Kepala Desa",
        "Keterangan rinci",
        "Sekretaris Desa dan perangkat",
        "Mengetahui",
        "Lampiran peta",
        "Pindahan perpustakaan",
    ],
)
def test_a_row_with_code_and_amount_is_kept_whatever_it_is_called(name: str) -> None:
    printed = read(HEAD, ACTIVITY, ["5.2.5.05", name, 40, "DDS"], ["5.2.5.06", name, 20, ""])
    assert lines(printed) == [("02.06.03", "5.2.5.05", "DDS", 40), ("02.06.03", "5.2.5.06", "", 20)]


def test_a_row_without_code_that_carries_an_amount_is_told() -> None:
    printed = read(
        HEAD, ACTIVITY, ["5.2.5.05", "Honor", 60, "DDS"], ["", "Kepala Desa 1 org x 12 bln", 60, ""]
    )
    assert lines(printed) == [("02.06.03", "5.2.5.05", "DDS", 60)]
    assert told(printed, Level.INFO) == ["baris_tanpa_kode"]
    second = read(HEAD, ACTIVITY, ["5.2.5.05", "Honor", 20, "DDS"], ["", "Kepala Desa", 40, "ADD"])
    assert [x.anggaran for x in second.lines] == [20, 40]


def test_amounts_below_zero_are_one_question() -> None:
    printed = read(HEAD, *[[f"4.2.1.{n:02d}", "Dana", -n, "DDS"] for n in (1, 90, 91)])
    (question,) = [f for f in asked(printed) if f.code == "jumlah_negatif"]
    assert "baris 6" in question.message
    assert [x.anggaran for x in printed.lines] == [-1, -90, -91]


@pytest.mark.parametrize("amount", [10**12, 99_999_999_999_000, "Rp 1.000.000.000.000,00"])
def test_what_no_village_has_is_asked_about(amount: object) -> None:
    printed = read(*with_cell(amount))
    assert "jumlah_janggal" in [f.code for f in asked(printed)]


def test_sums_beyond_what_can_be_kept_are_refused() -> None:
    most = 999_999_999_999_999
    rows = ["4.2.1.01", "Dana Desa", most, "DDS"], ["4.2.3.01", "ADD", most, "ADD"]
    with pytest.raises(SheetRefused) as refused:
        read(HEAD, *rows, ["JUMLAH PENDAPATAN", "", 5, ""])
    assert refused.value.code == "jumlah_janggal"
    assert "baris 6" in refused.value.message


def test_a_quotation_mark_left_open_is_told() -> None:
    rows = b'KODE;URAIAN;ANGGARAN\r\n4.1;"Pendapatan;5\r\n' + b"4.1.1.01;Hasil usaha;5\r\n" * 50_000
    with pytest.raises(SheetRefused) as refused:
        read_file(rows, "a.csv")
    assert "tanda kutip" in refused.value.message


def test_a_very_long_name_is_cut_and_told() -> None:
    rows = [*TITLE, HEAD, ["4.2.1.01", LONG, 1000, "DDS"], GOOD]
    printed = read_apbdes(read_file(csv_bytes(rows, ";", "utf-8"), "a.csv"))
    assert printed.lines[0].anggaran == Decimal(1000)
    assert len(printed.lines[0].uraian) == 500
    (finding,) = [f for f in printed.findings if f.code == "uraian_dipotong"]
    assert finding.level is Level.FINDING
    assert finding.place.row == 6
    assert all(len(f.message) < 600 for f in printed.findings)
