"""Search inside a budget: words, codes, sources; one slip of the finger. Expected rows come from the control file."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from balai.faces.public.penganggaran.cari import find, one_off, search
from balai.rooms.penganggaran.apbdes.shape import Year
from tests.public import years
from tests.public.reading import Page
from tests.public.years import ALAMAT

BUDGET = years.first_year().berlaku
ROWS = years.rows_of("penjabaran-siskeudes")


def found(query: str) -> set[int]:
    """Which lines, by their place in the print."""
    return {x.urutan for x in search(BUDGET, query)[0]}


def wanted(**column: str) -> set[int]:
    """Rows of the control file whose column holds the text."""
    ((name, text),) = column.items()
    return {n for n, row in enumerate(ROWS, 1) if text.lower() in row[name].lower()}


@pytest.mark.parametrize("code", ["02.06.03", "5.2.5.05", "01.01", "6.1.1"])
def test_a_code_finds_its_lines(code: str) -> None:
    lines = {
        n
        for n, r in enumerate(ROWS, 1)
        if any(r[k].startswith(code) for k in ("kode_kegiatan", "kode_rekening"))
    }
    assert lines
    assert found(code) == lines


@pytest.mark.parametrize(
    ("typed", "code"), [("2.6.3", "02.06.03"), ("2.6.3.", "02.06.03"), ("5.2.5.5", "5.2.5.05")]
)
def test_a_code_may_be_typed_without_its_zeros(typed: str, code: str) -> None:
    assert found(typed) == found(code) != set()


def test_a_word_is_found_where_a_word_begins_so() -> None:
    """“jalan” is a road: Jalan Usaha Tani, not Perjalanan Dinas."""
    journeys = wanted(uraian="perjalanan dinas")
    roads = {n for n in range(1, len(ROWS) + 1) if any(w.startswith("jalan") for w in words_of(n))}
    assert journeys - roads
    assert found("jalan") == roads != set()
    assert found("perjalanan") >= journeys


def words_of(n: int) -> list[str]:
    """Words of a line: its own text, and its kegiatan and sub bidang as the print names them."""
    line = BUDGET.lines[n - 1]
    code = line.kode_kegiatan
    return re.findall(
        "[a-z]+", " ".join((line.uraian, BUDGET.names.get(code, ""), BUDGET.names.get(code[:5], ""))).lower()
    )


def test_a_word_that_begins_nowhere_is_found_inside_words_and_said_to_be_near() -> None:
    lines, exact = search(BUDGET, "yandu")
    assert {x.urutan for x in lines} == found("posyandu") != set()
    assert not exact


def test_a_word_of_a_line_finds_every_line_that_has_it() -> None:
    assert wanted(uraian="internet") <= found("internet")
    assert wanted(uraian="internet")


def test_case_and_order_do_not_matter() -> None:
    assert found("Langganan Internet") == found("internet langganan") != set()


def test_every_word_must_match() -> None:
    assert found("internet posyandu") == found("internet") & found("posyandu")


@pytest.mark.parametrize("slip", ["posyanduu", "poyandu", "posyamdu", "posyadnu"])
def test_one_slip_finds_the_same(slip: str) -> None:
    lines, exact = search(BUDGET, slip)
    assert {x.urutan for x in lines} == found("posyandu") != set()
    assert not exact


@pytest.mark.parametrize("query", ["", "  ", "?", "a", "psydu", "dinosaurus"])
def test_nothing_is_nothing(query: str) -> None:
    assert found(query) == set()


@pytest.mark.parametrize(("a", "b", "near"), [
    ("jalan", "jalan", False), ("jalan", "jaln", True), ("jalan", "jalann", True), ("jalan", "jolan", True),
    ("jalan", "ajlan", True), ("jalan", "jlaan", True), ("jalan", "nalaj", False), ("jalan", "jal", False),
    ("jalan", "jolon", False), ("jalan", "jalani", True),
])  # fmt: skip
def test_one_slip(a: str, b: str, near: bool) -> None:
    assert one_off(a, b) is near
    assert one_off(b, a) is near


def all_found(query: str) -> set[int]:
    """Also the lines of activities that the words mean."""
    got = find(BUDGET, query)
    return {x.urutan for x in (*got.lines, *got.meant)}


def lines_of(*codes: str) -> set[int]:
    return {n for n, row in enumerate(ROWS, 1) if row["kode_kegiatan"] in codes}


@pytest.mark.parametrize(("said", "codes"), [
    ("wifi", ["02.06.03"]), ("WIFI", ["02.06.03"]), ("jamban", ["02.04.14"]), ("wc umum", ["02.04.14"]),
    ("jalan usaha tani", ["02.03.12"]), ("JUT", ["02.03.12"]), ("BLT", ["05.03.00"]),
    ("bantuan langsung tunai", ["05.03.00"]), ("lampu jalan", ["02.07.02"]), ("aspal", ["02.03.10", "02.03.11", "02.03.12"]),
    ("sapi", ["04.02.02"]), ("banjir", ["05.01.00"]), ("siltap", ["01.01.01", "01.01.02"]), ("guru ngaji", ["02.01.01"]),
    ("jembatan", []), ("psydu", []), ("dinosaurus", []),
])  # fmt: skip
def test_everyday_words_find_the_lines_of_their_activities(said: str, codes: list[str]) -> None:
    """Codes by hand from the annex (Permendagri 20/2018) and what people say; lines from the control file."""
    assert lines_of(*codes) or not codes
    assert {n for n in all_found(said) if ROWS[n - 1]["bagian"] == "belanja"} == lines_of(*codes)


@pytest.mark.parametrize(("said", "codes"), [
    ("internet", ["02.06.03"]), ("posyandu", ["02.02.02", "02.02.08", "02.02.09"]), ("air bersih", ["02.04.03", "02.04.11"]),
    ("sekolah PAUD", ["02.01.01", "02.01.02", "02.01.05"]), ("bantuan tunai", ["05.03.00"]),
    ("sampah", ["02.04.15"]),
])  # fmt: skip
def test_words_that_are_written_too_find_both(said: str, codes: list[str]) -> None:
    assert all_found(said) >= found(said) | lines_of(*codes)
    assert lines_of(*codes)


def test_a_line_stands_once_in_an_answer() -> None:
    for query in ("posyandu", "internet", "jalan", "paud", "poyandu", "air"):
        got = find(BUDGET, query)
        both = [x.urutan for x in (*got.lines, *got.meant)]
        assert len(both) == len(set(both)), query


@pytest.mark.parametrize(
    "typed",
    [
        "4.050.000",
        "Rp4.050.000",
        "Rp 4.050.000,00",
        "4050000",
        "4,05 juta",
        "4.05 jt",
        "4.050 ribu",
        "Rp. 4.050.000,-",
    ],
)
def test_an_amount_finds_its_lines_however_it_is_written(typed: str) -> None:
    lines = {n for n, row in enumerate(ROWS, 1) if Decimal(row["anggaran"]) == 4050000}
    assert lines
    assert all_found(typed) == lines
    assert find(BUDGET, typed).exact


def test_the_amount_of_an_activity_finds_all_its_lines() -> None:
    """Rp202.500.000 stands on the poster for 02.03.10; no line alone has it."""
    lines = {n for n, row in enumerate(ROWS, 1) if row["kode_kegiatan"] == "02.03.10"}
    assert sum(Decimal(ROWS[n - 1]["anggaran"]) for n in lines) == 202_500_000
    assert all_found("202.500.000") >= lines
    assert all_found("202,5 juta") >= lines
    assert all_found("jalan 202500000") == all_found("aspal 202,5 juta") == lines


def test_an_amount_in_words_may_be_a_rounded_one_and_the_answer_says_so() -> None:
    """13.750.000 is 02.06.03; “13,8 juta” rounds it."""
    got = find(BUDGET, "13,8 juta")
    near = {x.urutan for x in got.lines}
    assert not got.exact
    assert lines_of("02.06.03") <= near
    assert all(abs(a - 13_800_000) < 100_000 for a in (_nearest(n) for n in near))


def _nearest(n: int) -> float:
    """The amount of a line or of its activity, whichever is nearer to 13,8 million."""
    row = ROWS[n - 1]
    own = Decimal(row["anggaran"])
    whole = sum(Decimal(r["anggaran"]) for r in ROWS if r["kode_kegiatan"] == row["kode_kegiatan"])
    return min(own, whole, key=lambda a: abs(a - 13_800_000))


@pytest.mark.parametrize("typed", ["4.050.001", "Rp1", "999 triliun", "10.500.000.000.000", "0"])
def test_an_amount_that_is_not_there_finds_nothing(typed: str) -> None:
    assert all_found(typed) == set()


@pytest.mark.parametrize("code", ["5.2.5", "02.06", "2.6.3", "5.2.5.05"])
def test_a_code_is_no_amount(code: str) -> None:
    assert all_found(code) == found(code) != set()


def test_what_the_budget_lacks_is_named_and_what_to_try_is_said(read: Callable[[Year, str], Page]) -> None:
    words = read(years.first_year(), f"{ALAMAT}cari/?q=jembatan").words
    assert "Tidak ada baris yang memuat “jembatan”" in words
    assert "Jembatan Milik Desa" in words, "the activity that the word means, by its official name"
    page = read(years.first_year(), f"{ALAMAT}cari/?q=dinosaurus")
    assert "Yang dapat dicoba" in page.words
    tried = [x for x in page.links if x.startswith("?q=")]
    assert len(tried) >= 4
    for href in tried[:2]:
        assert "baris ditemukan" in read(years.first_year(), f"{ALAMAT}cari/{href}").words
    assert "sejumlah “77.777.777”" in read(years.first_year(), f"{ALAMAT}cari/?q=77.777.777").words


def test_the_page_says_how_many_and_leads_to_the_kegiatan(read: Callable[[Year, str], Page]) -> None:
    page = read(years.first_year(), f"{ALAMAT}cari/?q=internet")
    rows = [r for t in page.tables for r in t.body()]
    wanted_lines = found("internet") | lines_of("02.06.03")
    assert f"{len(wanted_lines)} baris ditemukan" in " ".join(page.words.split())
    assert len(rows) == len(wanted_lines)
    assert any("belanja/02.06.03/" in href for href in page.links)


def test_the_page_keeps_the_query_and_says_when_it_guessed(show: Callable[[Year], Client]) -> None:
    client = show(years.first_year())
    guessed = client.get(f"{ALAMAT}cari/", {"q": "posyamdu"}).content.decode()
    assert 'value="posyamdu"' in guessed
    assert "“posyamdu” tidak tertulis di anggaran" in guessed
    inside = client.get(f"{ALAMAT}cari/", {"q": "gganan"}).content.decode()
    assert "Ini yang memuatnya, atau yang ejaannya mirip" in inside
    none = client.get(f"{ALAMAT}cari/", {"q": "dinosaurus"}).content.decode()
    assert "Tidak ada baris yang memuat" in none
    assert client.get(f"{ALAMAT}cari/", {"q": "x" * 5000}).status_code == 200


def test_every_link_of_a_result_leads_somewhere(show: Callable[[Year], Client]) -> None:
    """Also for lines whose kegiatan the print leaves out or gives by half."""
    year = years.first_year()
    odd = [
        years.spending(900 + n, code, "5.2.1.01", ("DDS",), "1000.00")
        for n, code in enumerate(("", "02", "03.01"))
    ]
    client = show(years.with_lines(year, [*year.berlaku.lines, *odd]))
    page = Page(client.get(f"{ALAMAT}cari/?q=baris+uji").content.decode())
    rows = [r for t in page.tables for r in t.body()]
    assert len(rows) == len(odd)
    for href in page.links:
        if href.startswith("../belanja/"):
            assert client.get(f"{ALAMAT}{href[3:]}").status_code == 200, href
    heads = [words for level, words in page.headings if level == 2]
    assert not any("Pendapatan" in words for words in heads), "spending is not called income"


def test_an_activity_stands_once_and_whole_in_an_answer(read: Callable[[Year, str], Page]) -> None:
    """“internet” is written in one line of 02.06.03 and means that activity too."""
    page = read(years.first_year(), f"{ALAMAT}cari/?q=internet")
    assert len([href for href in page.links if href.endswith("belanja/02.06.03/")]) == 1
    assert {x.urutan for x in find(BUDGET, "internet").lines} >= lines_of("02.06.03")


def test_the_sum_that_was_asked_for_stands_above_its_lines(read: Callable[[Year, str], Page]) -> None:
    """02.06.03 comes to Rp13.750.000 in three lines (`kisah`): none of them is that amount."""
    page = read(years.first_year(), f"{ALAMAT}cari/?q=13,75+juta")
    assert any("seluruhnya Rp13.750.000" in words for _level, words in page.headings)
