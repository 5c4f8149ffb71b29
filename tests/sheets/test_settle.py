"""Whose budget, of which year: what was chosen against what the title says."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from balai.adapters.sheets.apbdes.settle import settle, strange_year
from balai.plain import clock
from balai.plain.findings import Level
from balai.rooms.penganggaran.apbdes.shape import Desa, Print, Title

DESA = Desa("33.04.08.2010", "Purwanegara", "Purwanegara", "Kabupaten Banjarnegara", "Jawa Tengah")


@pytest.fixture(autouse=True)
def in_2026() -> Iterator[None]:
    with clock.pinned(datetime(2026, 11, 24, tzinfo=UTC)):
        yield


def told(title: Title, *, tahun: int | None = None, settled: bool = True) -> list[tuple[str, Level]]:
    printed = Print(title, (), (), ())
    return [(f.code, f.level) for f in settle(printed, DESA, tahun=tahun, settled=settled)[1]]


@pytest.mark.parametrize(
    "kabupaten", ["KABUPATEN BANJARNEGARA", "Kab. Banjarnegara", "Kabupaten  Banjarnegara", ""]
)
def test_spellings_of_one_kabupaten(kabupaten: str) -> None:
    assert told(Title(desa="PURWANEGARA", kabupaten=kabupaten, tahun=2025)) == []


def test_a_village_of_the_same_name_in_another_kabupaten() -> None:
    title = Title(desa="PURWANEGARA", kabupaten="KABUPATEN BANYUMAS", tahun=2025)
    assert told(title) == [("desa_lain", Level.FINDING)]
    assert told(title, settled=False) == [("desa_lain", Level.QUESTION)]


@pytest.mark.parametrize("year", [1999, 2014, 2031, 2054, 2100])
def test_years_that_cannot_be(year: int) -> None:
    """UU 6/2014: the first village budgets are those of 2015."""
    assert told(Title(tahun=year)) == [("tahun_janggal", Level.QUESTION)]
    assert told(Title(), tahun=year) == [("tahun_janggal", Level.QUESTION)]
    assert f"{year}?" in strange_year(year)[0].message


@pytest.mark.parametrize("year", [2015, 2025, 2030])
def test_years_that_can(year: int) -> None:
    assert told(Title(tahun=year)) == []


@pytest.mark.parametrize(("decreed", "asked"), [(2023, True), (2024, False), (2025, False), (None, False)])
def test_a_budget_decreed_two_years_before_is_asked_about(decreed: int | None, asked: bool) -> None:
    title = Title(tahun=2025, tanggal=date(decreed, 12, 30) if decreed else None)
    assert told(title) == ([("tahun_janggal", Level.QUESTION)] if asked else [])
