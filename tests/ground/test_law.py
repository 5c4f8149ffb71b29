"""The law as data: strict when loaded, by year and place, with both languages; nothing lies there unused."""

import re
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from balai.ground.law import loader
from balai.ground.law.loader import LawFileBroken, LawUnknown, param, pick, read
from balai.rooms.penganggaran.apbdes import rules

GOOD = """[[ketentuan]]
nama = "batas"
nilai = "0.30"
dari = 2019
sampai = 2025
sitasi = "Aturan contoh"
sitasi_en = "Sample rule"
keyakinan = "pasti"
"""
TEXTS = {f.name: f.read_text(encoding="utf-8") for f in files(loader.__package__).joinpath("data").iterdir()}


def test_the_clean_entry_is_read() -> None:
    (one,) = read({"contoh.toml": GOOD})
    assert (one.number, one.since, one.until, one.file) == (Decimal("0.30"), 2019, 2025, "contoh.toml")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('nilai = "0.30"', "nilai = 0.30", "never a float"),
        ('nilai = "0.30"', "nilai = []", "nilai"),
        ('nilai = "0.30"', 'nilai = ["01", 2]', "nilai"),
        ("dari = 2019", "", "dari missing"),
        ("dari = 2019", 'dari = "2019"', "dari must be a fiscal year"),
        ("dari = 2019", "dari = true", "dari must be a fiscal year"),
        ("sampai = 2025", "sampai = 2018", "ends before it begins"),
        ("sampai = 2025", "sampai = 20255", "sampai must be a fiscal year"),
        ('sitasi_en = "Sample rule"', 'sitasi_en = " "', "sitasi_en must be a text"),
        ('"pasti"', '"yakin"', "keyakinan must be one of"),
        ("[[ketentuan]]", '[[ketentuan]]\nartikel = "3"', "unknown keys"),
        ("[[ketentuan]]", '[[ketentuan]]\nwilayah = "Contoh"', "wilayah must be a code"),
    ],
)
def test_a_broken_entry_is_named(old: str, new: str, says: str) -> None:
    broken = GOOD.replace(old, new)
    assert broken != GOOD
    with pytest.raises(LawFileBroken, match=re.escape(says)) as told:
        read({"contoh.toml": GOOD.replace("batas", "lain") + broken})
    assert "contoh.toml, ketentuan 2 (batas)" in str(told.value)


@pytest.mark.parametrize("text", ["ini bukan toml", GOOD.replace("[[ketentuan]]", "[[aturan]]"), ""])
def test_a_broken_file_is_named(text: str) -> None:
    with pytest.raises(LawFileBroken, match=r"contoh\.toml"):
        read({"contoh.toml": text})


def test_two_entries_for_one_year_are_refused() -> None:
    later = GOOD.replace("2019", "2025").replace("sampai = 2025", "")
    with pytest.raises(LawFileBroken, match="batas twice"):
        read({"a.toml": GOOD, "b.toml": later})
    read({"a.toml": GOOD, "b.toml": later.replace("dari = 2025", "dari = 2026")})


def test_years_are_counted_inclusive() -> None:
    entries = read({"a.toml": GOOD})
    for year in (2019, 2025):
        assert pick(entries, "batas", year).citation == "Aturan contoh"
    for year in (2018, 2026):
        with pytest.raises(LawUnknown, match=f"batas has no provision for {year}"):
            pick(entries, "batas", year)


def test_the_nearest_place_wins_and_a_place_is_whole_parts() -> None:
    def local(code: str, value: str) -> str:
        return GOOD.replace("[[ketentuan]]", f'[[ketentuan]]\nwilayah = "{code}"').replace("0.30", value)

    entries = read({"a.toml": local("33.99", "0.25") + GOOD + local("33", "0.28")})
    for place, value in (("33.99.99.2001", "0.25"), ("33.99", "0.25"), ("33.98.01.2001", "0.28"), ("34.01", "0.30"),
                         ("", "0.30"), ("33.999", "0.28")):  # fmt: skip
        assert pick(entries, "batas", 2025, place).value == value, place
    with pytest.raises(LawUnknown):
        pick(entries, "batas", 2026, "33.99.99.2001")


def test_a_list_is_no_number() -> None:
    with pytest.raises(LawFileBroken, match=r"apbdes\.toml"):
        _ = param("belanja_terbatas_kegiatan", 2025).number


# Planning notes, section 7, by hand: year, entry, share; None where the notes give none.
@pytest.mark.parametrize(
    ("year", "name", "share"),
    [
        (2021, "blt_minimum", None),
        (2022, "blt_minimum", "0.4"),
        (2022, "blt_maksimum", None),
        (2022, "operasional_maksimum", None),
        (2023, "blt_minimum", "0.1"),
        (2023, "blt_maksimum", "0.25"),
        (2024, "blt_minimum", None),
        (2024, "blt_maksimum", "0.25"),
        (2025, "blt_maksimum", "0.15"),
        (2026, "blt_maksimum", None),
        *((y, "pangan_minimum", "0.2") for y in range(2022, 2026)),
        (2026, "pangan_minimum", None),
        *((y, "operasional_maksimum", "0.03") for y in range(2023, 2027)),
        (2027, "operasional_maksimum", None),
        *((y, "belanja_terbatas_maksimum", "0.3") for y in range(2019, 2028)),
    ],
)
def test_shares_of_the_notes(year: int, name: str, share: str | None) -> None:
    if share is None:
        with pytest.raises(LawUnknown):
            param(name, year)
    else:
        assert param(name, year).number == Decimal(share)


def test_what_is_unsure_says_so() -> None:
    for name, year, certain in (
        ("belanja_terbatas_maksimum", 2025, True),
        ("belanja_terbatas_maksimum", 2026, False),
        ("belanja_terbatas_kegiatan_lampiran", 2025, False),
        ("pangan_hitungan", 2025, False),
        ("operasional_maksimum", 2026, False),
        ("blt_maksimum", 2025, True),
    ):
        assert param(name, year).certain is certain, name


def test_every_entry_is_used_and_every_used_entry_is_there() -> None:
    names = {p.name for p in read(TEXTS)}
    sources = [p.read_text(encoding="utf-8") for p in Path(rules.__file__).parent.glob("rules*.py")]
    used = {n for s in sources for n in re.findall(r'"([a-z0-9_]+)"', s)} & names
    assert used == names
    asked = {n for s in sources for n in re.findall(r'law_of\("([a-z_]+)"', s)}
    assert asked <= names


def test_citations_stand_in_both_languages() -> None:
    for p in read(TEXTS):
        assert p.citation != p.citation_en
        assert not p.citation.endswith(".")  # the sentence puts it
        assert "melanggar" not in p.citation.lower()
