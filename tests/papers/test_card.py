"""The share card: size, weight, sample mark."""

from io import BytesIO

import pytest
from PIL import Image

from balai.adapters.papers import apbdes
from tests.papers.budgets import URL, changed_budget, first_budget, longest, real

FIRST = first_budget()
CHANGED = changed_budget()


@pytest.mark.parametrize("budget", [FIRST, longest(FIRST), real(CHANGED)])
def test_share_card_size_and_weight(budget):
    card = apbdes.share_card(budget, URL)
    with Image.open(BytesIO(card)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(card) <= 80 * 1024


def test_share_card_carries_the_dark_sample_strip():
    def corner(budget):
        with Image.open(BytesIO(apbdes.share_card(budget, URL))) as picture:
            return sum(picture.convert("RGB").getpixel((5, 5)))

    assert corner(FIRST) < 150 < 600 < corner(real(FIRST))
