"""Finding villages by name, as they are typed: hand-worked from the decree's list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.ground.wilayah import places
from balai.ground.wilayah.search import find_villages, one_slip, search_villages

# The nine villages of the news table of March 2023 in its spelling; codes of Kepmendagri 300.2.2-2138/2025.
NINE = [
    ("Sered", "Madukara", "33.04.08.2010"),
    ("Blitar", "Madukara", "33.04.08.2015"),
    ("Pagelak", "Madukara", "33.04.08.2007"),
    ("Kutayasa", "Madukara", "33.04.08.2005"),
    ("Madukara", "Madukara", "33.04.08.2004"),
    ("Pesangkalan", "Pagedongan", "33.04.20.2006"),
    ("Kebutuh Jurang", "Pagedongan", "33.04.20.2005"),
    ("Gumiwang", "Purwonegoro", "33.04.04.2012"),
    ("Blambangan", "Bawang", "33.04.05.2016"),
]


def first(query: str, within: str = "") -> str:
    hits = search_villages(query, within=within)
    return hits[0].entry.code if hits else ""


@pytest.mark.parametrize(("desa", "kecamatan", "code"), NINE)
@pytest.mark.parametrize(
    "form",
    [
        "{d} {k}", "{d}, {k}", "desa {d} kec. {k}", "Ds. {d}, Kecamatan {k}, Kab. Banjarnegara",
        "{d} {k} Banjarnegara Jawa Tengah", "{d}, Kec. {k}, Jawa Tengah",
    ],
)  # fmt: skip
def test_the_nine_in_any_form(desa: str, kecamatan: str, code: str, form: str) -> None:
    typed = form.format(d=desa, k=kecamatan)
    assert first(typed) == code
    assert first(typed.upper()) == code


@pytest.mark.parametrize(("desa", "kecamatan", "code"), NINE)
def test_one_letter_missing_anywhere_in_village_and_kecamatan(desa: str, kecamatan: str, code: str) -> None:
    typed = f"{desa}, {kecamatan}"
    shorter = [typed[:i] + typed[i + 1 :] for i in range(len(typed)) if typed[i].isalpha()]
    missed = [
        q for q in shorter if code not in [h.entry.code for h in search_villages(q, within="33.04")[:3]]
    ]
    assert missed == []


@pytest.mark.parametrize("code", ["33.04.08.2010", "3304082010", " 33 04 08 2010 "])
def test_a_code_in_any_spelling(code: str) -> None:
    assert first(code) == "33.04.08.2010"
    assert first(code, within="33.05") == ""


def test_the_example_is_found_by_the_word_that_people_remember() -> None:
    assert first("awanrahayu") == "33.99.99.2001"
    assert search_villages("Contoh Awanrahayu")[0].entry.contoh


def test_kelurahan_are_not_villages() -> None:
    kelurahan = places.get("33.04.06.1001")
    assert kelurahan is not None
    assert kelurahan.level == "kelurahan"
    assert kelurahan.code not in [h.entry.code for h in search_villages(kelurahan.name, limit=100)]


def test_the_place_above_must_be_so_named() -> None:
    assert search_villages("Sered, Bawang") == []
    assert {h.entry.code for h in search_villages("Kutayasa, Bawang")} == {"33.04.05.2005"}


def test_all_that_fit_are_counted_and_all_can_be_read() -> None:
    """Counted by hand over the decree's list: villages called exactly Sukamaju, and those whose name begins so."""
    names = dict(zip(*places.table(), strict=True))
    begin = {
        c for c, n in names.items()
        if c.count(".") == 3 and c[9] != "1" and n.lower().replace(" ", "").startswith("sukamaju")
    }  # fmt: skip
    assert len(begin) > 36
    parts = [find_villages("sukamaju", 12, skip=n) for n in range(0, len(begin) + 12, 12)]
    assert {p.total for p in parts} == {len(begin)}
    read = [h.entry.code for p in parts for h in p.hits]
    assert sorted(read) == sorted(begin)
    assert read[:12] == [h.entry.code for h in search_villages("sukamaju", 12)]
    assert find_villages("3304082010", 12, skip=12).hits == []


@pytest.mark.parametrize("query", ["", "ab", ",", ", ,", "[", "(((", "\\", "~", "%", "9" * 16, "x" * 5000])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert search_villages(query) == []


VILLAGES = [c for c in places.table()[0] if c.count(".") == 3 and c[9] != "1"]


@settings(max_examples=60, deadline=None)
@given(code=st.sampled_from(VILLAGES))
def test_every_village_is_found_by_its_own_name_and_place(code: str) -> None:
    _province, kabupaten, kecamatan, desa = (e.name for e in places.path(code))
    namesakes = [e.code for e in places.children(code[:8]) if e.name == desa]
    assert first(f"{desa}, {kecamatan}, {kabupaten}") in namesakes


@pytest.mark.parametrize(
    ("a", "b", "close"),
    [
        ("sered", "sered", True), ("sered", "seed", True), ("sered", "serred", True), ("sered", "sared", True),
        ("sered", "seerd", True), ("sered", "esred", True), ("sered", "serde", True), ("sered", "sd", False),
        ("sered", "seder", False), ("sered", "saren", False), ("", "a", True), ("", "ab", False),
    ],
)  # fmt: skip
def test_one_slip_both_ways(a: str, b: str, close: bool) -> None:
    assert one_slip(a, b) is close
    assert one_slip(b, a) is close


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"kode_desa": "33.04.08.2099", "kode_kecamatan": "33.04.08"}, "bukan desa contoh"),
        ({"kode_desa": "33.99.01.2088", "kode_kecamatan": "33.04.08"}, "bukan kecamatan desa"),
        ({"kode_desa": "33.99.x", "kode_kecamatan": "33.99"}, "bukan desa contoh"),
    ],
)
def test_a_list_of_examples_can_neither_invent_nor_rename_a_real_place(
    row: dict[str, str], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        places.add_examples([{**row, "desa": "Desa X", "kecamatan": "Y"}])
    kecamatan = places.get("33.04.08")
    assert kecamatan is not None
    assert (kecamatan.name, kecamatan.contoh) == ("Madukara", False)
