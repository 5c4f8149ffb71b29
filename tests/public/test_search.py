"""Search inside a budget: words, codes, sources; one slip of the finger. Expected rows come from the control file."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from balai.faces.public.penganggaran.cari import one_off, search
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


def test_the_page_says_how_many_and_leads_to_the_kegiatan(read: Callable[[Year, str], Page]) -> None:
    page = read(years.first_year(), f"{ALAMAT}cari/?q=internet")
    rows = [r for t in page.tables for r in t.body()]
    assert f"{len(found('internet'))} baris ditemukan" in " ".join(page.words.split())
    assert len(rows) == len(found("internet"))
    assert any("belanja/02.06.03/" in href for href in page.links)


def test_the_page_keeps_the_query_and_says_when_it_guessed(show: Callable[[Year], Client]) -> None:
    client = show(years.first_year())
    guessed = client.get(f"{ALAMAT}cari/", {"q": "posyamdu"}).content.decode()
    assert 'value="posyamdu"' in guessed
    assert "yang ejaannya mirip" in guessed
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
