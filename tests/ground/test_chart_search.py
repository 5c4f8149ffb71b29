"""Searching the chart by residents' words: the house's own examples, and proposals labelled by hand in the samples."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.ground.references import chart
from balai.ground.references.search import search_activities

LABELLED = Path(__file__).parent.parent / "berkas" / "usulan-kegiatan.csv"
ACTIVITIES = sorted(c for c in chart.chart().activities if c.count(".") == 2)
WANTED = {
    "posyandu": {"02.02.02"},
    "jalan usaha tani": {"02.03.03", "02.03.12"},
    "jamban": {"02.04.06", "02.04.14"},
    "rumah tidak layak huni": {"02.04.01"},
}


def found(query: str, limit: int = 3) -> list[str]:
    return [h.code for h in search_activities(query, limit=limit)]


@pytest.mark.parametrize("query", WANTED)
def test_found_among_three_whole_and_with_any_one_letter_missing(query: str) -> None:
    shorter = [query[:i] + query[i + 1 :] for i in range(len(query)) if query[i] != " "]
    missed = [q for q in (query, *shorter) if not WANTED[query] & set(found(q))]
    assert missed == []


def test_proposals_of_the_samples_lead_to_the_activity_that_a_person_chose() -> None:
    """Proposals as cadres typed them, with the code chosen by hand; for some another code is as good."""
    with LABELLED.open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if not chart.is_local(r["kode_kegiatan"])]
    right = [r for r in rows if r["kode_kegiatan"] in found(r["usulan"])]
    assert len(rows) == 76
    assert len(right) >= 70


@given(code=st.sampled_from(ACTIVITIES), data=st.data())
def test_a_name_with_a_letter_missing_finds_its_activity(code: str, data: st.DataObject) -> None:
    """In words of four letters and more: of `PKK` without a letter nothing is left to know it by."""
    name = chart.name(code)
    letters = [i for w in re.finditer(r"[A-Za-z]{4,}", name) for i in range(*w.span())]
    i = data.draw(st.sampled_from(letters))
    assert code in found(name[:i] + name[i + 1 :])


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("wifi", "02.06.03"),
        ("INTERNET dusun", "02.06.03"),
        ("BLT", "05.03.00"),
        ("siltap kades", "01.01.01"),
        ("wc umum", "02.04.14"),
        ("posyadnu", "02.02.02"),
        ("possyandu", "02.02.02"),
        ("mengasuh", "02.02.06"),
        ("perpust", "02.01.08"),
        ("perpustakan", "02.01.08"),
    ],
)
def test_words_as_residents_write_them(query: str, code: str) -> None:
    assert code in found(query)


def test_a_code_gives_what_stands_below_it() -> None:
    assert found("2.6.3.") == ["02.06.03"]
    assert found("02.06", limit=10) == [c for c in ACTIVITIES if c.startswith("02.06.")]
    assert found("02.99.01") == []


@pytest.mark.parametrize("query", ["", " ", "dan", "12345", "zzzzzzz", "((", "\\", "a" * 5000, "é", "１２"])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert found(query) == []


ANY_TEXT = st.one_of(
    st.text(st.characters(), max_size=20), st.sampled_from(["jalan", "JAMBAN", "desa", "02.06"])
)


@given(pieces=st.lists(ANY_TEXT, max_size=12), limit=st.integers(0, 20))
def test_any_text_is_answered_with_at_most_that_many_activities(pieces: list[str], limit: int) -> None:
    """Noise with and without words of the chart between: noise alone hardly ever finds anything."""
    codes = found(" ".join(pieces), limit)
    assert len(codes) == len(set(codes)) <= limit
    assert set(codes) <= set(ACTIVITIES)


@pytest.mark.parametrize(("said", "meant"), chart.chart().sayings)
def test_every_saying_leads_to_an_activity_that_means_it(said: str, meant: str) -> None:
    """Each word of a row finds a name with every word of the meaning (by four letters)."""
    for word in said.split():
        names = [h.name.lower() for h in search_activities(word, limit=200)]
        assert any(all(w[:4] in name for w in meant.split()) for name in names), word
