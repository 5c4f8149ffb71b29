"""A title of two years is asked about; amounts that are not whole rupiah are refused in one sentence."""

import pytest

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.apbdes.receive import Choice, receive
from balai.adapters.sheets.apbdes.title import find_years
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Level
from balai.rooms.penganggaran.apbdes.shape import Desa
from tests.sheets.rewritings import Rows, book

DESA = Desa("33.99.99.2001", "Contoh Awanrahayu", "Contoh", "Kabupaten Contoh")
TITLE: Rows = [["ANGGARAN PENDAPATAN DAN BELANJA DESA"], ["DESA CONTOH AWANRAHAYU"]]
HEAD = ["KODE REKENING", "URAIAN", "ANGGARAN", "SUMBER DANA"]
LINES: Rows = [["4.2.1.01", "Dana Desa", 900_000_000, "DDS"], ["4.2.3.01", "ADD", 500_000_000, "ADD"]]


def table(title: str, head: list[str] = HEAD) -> bytes:
    return book(("APB", [*TITLE, [title], [], head, *LINES]))


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("TAHUN ANGGARAN 2025", (2025,)),
        ("TAHUN ANGGARAN 2024 / 2025", (2024, 2025)),
        ("TAHUN ANGGARAN 2024/25", (2024, 2025)),
        ("Tahun Anggaran : 2024 dan 2025", (2024, 2025)),
        ("T.A. 2024-2025", (2024, 2025)),
        ("APBDES 2025 s/d 2026", (2025, 2026)),
        ("TAHUN ANGGARAN 2024 \n TAHUN ANGGARAN 2025", (2024, 2025)),
        ("PERATURAN DESA NOMOR 5 TAHUN 2024 TENTANG APB DESA TAHUN ANGGARAN 2025", (2025,)),
        ("APB DESA TAHUN ANGGARAN 2025 \n SiLPA TAHUN ANGGARAN 2024", (2025,)),
        ("TAHUN ANGGARAN 2025/12", (2025,)),
        ("TAHUN ANGGARAN 2025, 31-12-2024", (2025,)),
        ("RPJM DESA", ()),
    ],
)
def test_the_years_that_a_title_names(title: str, years: tuple[int, ...]) -> None:
    assert find_years(title.split("\n")) == years


@pytest.mark.parametrize(
    ("chosen", "asked"), [(None, ["tanpa_tahun"]), (2024, []), (2025, []), (2026, ["tahun_lain"])]
)
def test_two_years_are_a_question_until_one_is_chosen_and_a_finding_ever_after(
    chosen: int | None, asked: list[str]
) -> None:
    received = receive(table("TAHUN ANGGARAN 2024 / 2025"), "a.xlsx", DESA, Choice(tahun=chosen))
    questions = [f for f in received.findings if f.level is Level.QUESTION]
    assert [f.code for f in questions] == asked
    assert received.title.tahun == chosen
    assert all("2024 dan 2025" in f.message for f in questions)
    assert "dua_tahun" in {f.code for f in received.findings if f.level is Level.FINDING}


@pytest.mark.parametrize(
    ("head", "title", "code", "said"),
    [
        ("ANGGARAN (USD)", "TAHUN ANGGARAN 2025", "bukan_rupiah", "usd"),
        ("JUMLAH (US$)", "TAHUN ANGGARAN 2025", "bukan_rupiah", "us$"),
        ("Anggaran dalam Dollar", "TAHUN ANGGARAN 2025", "bukan_rupiah", "dollar"),
        ("JUMLAH (orang)", "TAHUN ANGGARAN 2025", "bukan_rupiah", "orang"),
        ("ANGGARAN", "TAHUN ANGGARAN 2025 (dalam USD)", "bukan_rupiah", "USD"),
        ("ANGGARAN (dalam ribuan)", "TAHUN ANGGARAN 2025", "satuan_ribuan", "ribuan"),
        ("ANGGARAN (x 1.000)", "TAHUN ANGGARAN 2025", "satuan_ribuan", "ribuan"),
        ("ANGGARAN (x1000)", "TAHUN ANGGARAN 2025", "satuan_ribuan", "ribuan"),
        ("ANGGARAN (Rp 1.000.000)", "TAHUN ANGGARAN 2025", "satuan_ribuan", "ribuan"),
        ("ANGGARAN (Rp '000)", "TAHUN ANGGARAN 2025", "satuan_ribuan", "ribuan"),
        ("ANGGARAN (000)", "TAHUN ANGGARAN 2025", "satuan_ribuan", "ribuan"),
        ("ANGGARAN (miliar)", "TAHUN ANGGARAN 2025", "satuan_ribuan", "ribuan"),
        ("ANGGARAN", "TAHUN ANGGARAN 2025 dalam jutaan rupiah", "satuan_ribuan", "ribuan"),
        ("ANGGARAN", "TAHUN ANGGARAN 2025 (x 1.000)", "satuan_ribuan", "ribuan"),
        ("ANGGARAN", "TAHUN ANGGARAN 2025, satuan: Rp1.000", "satuan_ribuan", "ribuan"),
    ],
)
def test_amounts_that_are_not_whole_rupiah_are_refused(head: str, title: str, code: str, said: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        read_apbdes(read_file(table(title, ["KODE REKENING", "URAIAN", head, "SUMBER DANA"]), "a.xlsx"))
    assert refused.value.code == code
    assert said in refused.value.message
    assert "rupiah penuh" in refused.value.message


@pytest.mark.parametrize(
    "head",
    [
        "ANGGARAN (Rp)",
        "JUMLAH (Rupiah)",
        "ANGGARAN (Rp.)",
        "ANGGARAN 2025",
        "Jumlah (3)",
        "Anggaran dalam Rupiah",
        "Nilai (IDR)",
    ],
)
def test_rupiah_are_read(head: str) -> None:
    file = read_file(table("TAHUN ANGGARAN 2025", ["KODE REKENING", "URAIAN", head, "SUMBER DANA"]), "a.xlsx")
    assert [int(x.anggaran) for x in read_apbdes(file).lines] == [900_000_000, 500_000_000]
