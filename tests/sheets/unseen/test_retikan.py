"""What retyped sheets of other offices brought to light: each case was read wrongly, or asked about for nothing."""

from decimal import Decimal

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.apbdes.report import against
from balai.adapters.sheets.apbdes.sources import read_source
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from balai.plain.rupiah import RupiahError, parse_printed
from tests.sheets.rewritings import Rows, book
from tests.sheets.small import HEAD, asked, lines, read, told

ROAD = ["02.03.10", "", "Jalan desa"]
MATRIX_TOP = ["KODE KEGIATAN", "KODE REKENING", "URAIAN", "SUMBER DANA", "", "", "", "JUMLAH"]


@pytest.mark.parametrize(
    ("third", "code", "questions"),
    [("Bankeu Prov", "PBP", []), ("Bantuan Gubernur", "Bantuan Gubernur", ["sumber_tak_dikenal"])],
)
def test_a_column_of_an_unknown_source_is_not_its_neighbours(third: str, code: str, questions: list) -> None:
    printed = read(
        MATRIX_TOP, ["", "", "", "DD", "PBH", third, "PAD", ""],
        ["", "4.2.1.01", "Dana Desa", 100, "", "", "", 100],
        [*ROAD, "", "", "", "", 385],
        ["02.03.10", "5.3.5.02", "Upah", "", "", 385, "", 385],
    )  # fmt: skip
    assert [f.code for f in asked(printed)] == questions
    assert not any("PBH" in x.sumber for x in printed.lines)
    assert lines(printed)[0] == ("", "4.2.1.01", "DDS", 100)
    if not questions:
        assert lines(printed)[1] == ("02.03.10", "5.3.5.02", code, 385)
    else:
        assert code.lower() in asked(printed)[0].message.lower()


def test_columns_of_sources_without_a_group_above() -> None:
    printed = read(
        ["KODE KEGIATAN", "KODE REKENING", "URAIAN", "ADD", "Dana Kelurahan X", "DDS", "JUMLAH"],
        [*ROAD, "", "", "", 385],
        ["02.03.10", "5.3.5.02", "Upah", "", 385, "", 385],
    )
    assert [f.code for f in asked(printed) if f.code == "sumber_tak_dikenal"] == ["sumber_tak_dikenal"]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("Bagi Hasil Pajak dan Retribusi", ("PBH",)),
        ("Bagi Hasil Pajak", ("PBH",)),
        ("Bagi Hasil Pajak dan Retribusi Daerah Kabupaten/Kota", ("PBH",)),
        ("Bantuan Provinsi", ("PBP",)),
        ("Bankeu Prov.", ("PBP",)),
        ("Bantuan Keuangan dari APBD Provinsi", ("PBP",)),
        ("Bantuan Kabupaten", ("PBK",)),
        ("Bantuan Keuangan Kabupaten/Kota", ("PBK",)),
        ("Dana Desa, Bankeu Prov", ("DDS", "PBP")),
        ("Bagi Hasil BUMDes", ()),
        ("Bagi Hasil Pajak Provinsi", ()),
        ("Bantuan Pemerintah", ()),
        ("APBD Provinsi", ()),
    ],
)
def test_sources_in_the_words_of_offices(said: str, codes: tuple[str, ...]) -> None:
    assert read_source(said) == codes


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("Rp (32.210.621,00)", "-32210621.00"), ("Rp(32.210.621)", "-32210621.00"), ("(Rp 1.500)", "-1500.00"),
        ("Rp.-", "0.00"), ("Rp      -", "0.00"), ("Rp\u00a0 —", "0.00"), ("-", "0.00"),
    ],
)  # fmt: skip
def test_the_accounting_form_of_spreadsheets(cell: str, amount: str) -> None:
    assert parse_printed(cell) == Decimal(amount)


@pytest.mark.parametrize("cell", ["Rp (Rp 5.000)", "Rp (-5.000)", "Rp (5.000),00", "Rp ()"])
def test_an_unclear_bracket_stays_a_question(cell: str) -> None:
    with pytest.raises(RupiahError):
        parse_printed(cell)


def test_a_sum_in_brackets_after_rp_is_asked_about_if_it_cannot_be_read() -> None:
    printed = read(
        HEAD,
        ["4.2.1.01", "Dana Desa", 1000, "DDS"],
        ["", "SURPLUS / (DEFISIT)", "Rp (1.000),00", ""],
    )
    assert [f.code for f in asked(printed)][:1] == ["jumlah_tak_terbaca"]


def test_rek_alone_is_a_column_of_codes() -> None:
    printed = read(
        ["KODE", "REK.", "URAIAN", "JUMLAH (RP)", "SUMBER"],
        ["", "4.2.1", "Dana Desa", "", ""],
        ["", "4.2.1.01", "Dana Desa", 1000, "DDS"],
        ["", "4.2.3", "Alokasi Dana Desa", "", ""],
        ["", "4.2.3.01", "Alokasi Dana Desa", 500, "ADD"],
    )
    assert lines(printed) == [("", "4.2.1.01", "DDS", 1000), ("", "4.2.3.01", "ADD", 500)]
    assert asked(printed) == []


def test_without_a_column_semula_nothing_is_said_to_stand_there() -> None:
    first = read(HEAD, ["4.2.1.01", "Dana Desa", 1000, "DDS"])
    changed = read(HEAD, ["4.2.1.01", "Dana Desa", 1200, "DDS"])
    found = against(changed, first)
    assert [(f.level, f.code) for f in found] == [(Level.INFO, "tanpa_semula")]


HEADS: dict[str, tuple[Rows, str]] = {
    "people": (
        [["DAFTAR PENERIMA BLT DANA DESA"], [], ["No", "Nama", "NIK", "Alamat", "Jumlah (Rp)", "Sumber Dana"],
         *[[n, f"Warga {n}", "", "RT 01", 900000, "DDS"] for n in range(1, 39)]],
        "daftar orang",
    ),
    "people without a title": (
        [["DESA CONTOH"], [], ["No", "Nama", "NIK", "Alamat", "Jumlah (Rp)", "Sumber Dana"],
         *[[n, f"Warga {n}", "", "RT 01", 900000, "DDS"] for n in range(1, 39)]],
        "daftar orang",
    ),
    "money spent": (
        [["LAPORAN PENYERAPAN DANA DESA TAHAP I"], [], ["Kode Kegiatan", "Kode Rekening", "Uraian", "Pagu", "Sisa", "Sumber"],
         ["", "4.2.1.01", "Dana Desa", 1000, 500, "DDS"]],
        "Laporan Realisasi",
    ),
    "money spent, by its columns": (
        [["DESA CONTOH"], [], ["Kode Kegiatan", "Kode Rekening", "Uraian", "Pagu", "Sudah Cair", "Sisa", "Sumber"],
         ["", "4.2.1.01", "Dana Desa", 1000, 500, 500, "DDS"]],
        "Laporan Realisasi",
    ),
    "property": (
        [["LAPORAN KEKAYAAN MILIK DESA"], [], ["Kode", "Uraian", "Tahun 2025 (Rp)"], ["1.1", "Kas", 1000]],
        "Laporan Kekayaan",
    ),
    "proposals": (
        [["DAFTAR USULAN KEGIATAN"], [], ["No", "Usulan", "Lokasi", "Perkiraan Biaya"], [1, "Jalan", "Krajan", 1000]],
        "naskah perencanaan",
    ),
}  # fmt: skip


@pytest.mark.parametrize("label", HEADS)
def test_what_is_no_budget_is_refused_by_its_name(label: str) -> None:
    rows, name = HEADS[label]
    with pytest.raises(SheetRefused) as refused:
        read_apbdes(read_file(book(("Lembar", rows)), "a.xlsx"))
    assert name in str(refused.value.finding.message if hasattr(refused.value, "finding") else refused.value)


def test_names_of_people_in_a_budget_do_not_refuse_it() -> None:
    printed = read(HEAD, ["4.2.1.01", "Dana Desa", 1000, "DDS"], ["", "Daftar penerima terlampir", "", ""])
    assert lines(printed) == [("", "4.2.1.01", "DDS", 1000)]
    assert told(printed, Level.REFUSAL) == []
