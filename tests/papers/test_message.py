"""The message for RT groups."""

from dataclasses import replace

import pytest

from balai.adapters.papers.message import message
from tests.papers.budgets import URL, changed_budget, first_budget, longest, one_more, real

FIRST = first_budget()


@pytest.mark.parametrize("url", [URL, None, "https://x.invalid/" + "a" * 120])
@pytest.mark.parametrize("budget", [FIRST, changed_budget(), longest(FIRST)])
def test_at_most_three_hundred_characters_with_figures_and_address(budget, url):
    words = message(budget, url)
    assert len(words) <= 300
    assert words.startswith("DATA CONTOH. ")
    assert words.endswith(url or "balai desa.")
    assert words.count("Rp") >= 2


def test_figures_of_the_sample_village():
    words = message(real(FIRST), URL)
    assert "CONTOH" not in words
    assert "Uang masuk Rp1.885.182.000" in words
    assert "Belanja Rp1.917.392.621" in words
    assert "pembangunan Rp803.763.500" in words
    assert "Penghasilan" not in words


def test_one_rupiah_more():
    line = next(x for x in FIRST.lines if x.kode_kegiatan == "02.03.10")
    assert "Belanja Rp1.917.392.622" in message(one_more(FIRST, line.urutan), URL)


def test_an_address_that_leaves_no_room_is_refused():
    with pytest.raises(ValueError, match="terlalu panjang"):
        message(replace(FIRST), "https://x.invalid/" + "a" * 300)
