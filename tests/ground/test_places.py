"""Places: the counts of the decree, the nine villages of the public news table, the reserved examples."""

import time

import pytest

from balai.ground.wilayah import places
from balai.ground.wilayah.search import search_villages


def test_the_counts_of_the_decree() -> None:
    codes, _names = places.table()
    assert [sum(1 for c in codes if c.count(".") == n) for n in range(4)] == [38, 514, 7285, 83762]
    assert sum(1 for c in codes if len(c) == 13 and c[9] != "1") == 75266


# Kecamatan and village as the news table of March 2023 spells them; codes of the decree.
@pytest.mark.parametrize(
    ("kecamatan", "desa", "code"),
    [
        ("Madukara", "Sered", "33.04.08.2010"),
        ("Madukara", "Blitar", "33.04.08.2015"),
        ("Madukara", "Pagelak", "33.04.08.2007"),
        ("Madukara", "Kutayasa", "33.04.08.2005"),
        ("Madukara", "Madukara", "33.04.08.2004"),
        ("Pagedongan", "Pesangkalan", "33.04.20.2006"),
        ("Pagedongan", "Kebutuh Jurang", "33.04.20.2005"),
        ("Purwonegoro", "Gumiwang", "33.04.04.2012"),
        ("Bawang", "Blambangan", "33.04.05.2016"),
    ],
)
def test_the_nine_villages_in_the_spelling_of_the_news(kecamatan: str, desa: str, code: str) -> None:
    assert search_villages(f"{desa}, {kecamatan}", within="33.04")[0].entry.code == code
    assert code in [h.entry.code for h in search_villages(f"Desa {desa} Kec. {kecamatan}")[:3]]


def test_two_kutayasa_are_told_apart() -> None:
    hits = {h.entry.code: h.where for h in search_villages("Kutayasa", within="33.04")}
    assert hits["33.04.08.2005"].startswith("Kecamatan Madukara")
    assert hits["33.04.05.2005"].startswith("Kecamatan Bawang")


@pytest.mark.parametrize("missing", range(len("Kebutuhjurang")))
def test_one_letter_may_be_missing(missing: int) -> None:
    name = "Kebutuhjurang"
    assert "33.04.20.2005" in [
        h.entry.code for h in search_villages(name[:missing] + name[missing + 1 :])[:3]
    ]


def test_the_example_always_resolves_and_says_so() -> None:
    entry = places.get("33.99.99.2001")
    assert entry is not None
    assert (entry.name, entry.level, entry.contoh) == ("Contoh Awanrahayu", "desa", True)
    assert [e.name for e in places.path("33.99.99.2001")] == [
        "Jawa Tengah",
        "Kabupaten Contoh",
        "Contoh Tengah",
        "Contoh Awanrahayu",
    ]
    assert search_villages("Awanrahayu") == [] or search_villages("Contoh Awanrahayu")[0].entry.contoh


def test_no_real_village_can_be_invented() -> None:
    with pytest.raises(ValueError, match="bukan desa contoh"):
        places.add_examples(
            [{"kode_desa": "33.04.08.2099", "desa": "X", "kode_kecamatan": "33.04.08", "kecamatan": "Y"}]
        )
    assert places.get("33.04.08.2099") is None


def test_zones() -> None:
    assert [places.zone(c) for c in ("33.04", "53.07.01.2021", "91.01")] == ["WIB", "WITA", "WIT"]


def test_unknown_codes_give_nothing() -> None:
    assert places.get("99.99") is None
    assert places.path("33.04.99.2001") == ()
    assert places.get("") is None


def test_search_is_quick_after_loading() -> None:
    search_villages("Sered")
    start = time.process_time()
    search_villages("Kebutujurang")
    assert time.process_time() - start < 1.0  # a guard against quadratic search, not a measurement
