"""The marks of the design: the woven band, the hundred strips, bars, and amounts that machines can read."""

import re
from decimal import Decimal

import pytest
from django.template import Context, Template

from balai.faces.kit.templatetags.balai import batang, json_ld, pita, rupiah


@pytest.mark.parametrize(("code", "width"), [("33.99.99.2001", 160 + 4 * 45), ("11.01.01.2001", 160 + 4 * 7)])
def test_band_follows_its_rule(code: str, width: int) -> None:
    """Tile 160 + 4·Σd; block and strips per digit, d + 1 strips each (rule of the identity, worked by hand)."""
    svg = str(pita(code))
    assert f'width="{width}"' in svg
    digits = [int(c) for c in code if c.isdigit()]
    strips = [int(n) for n in re.findall(r'stroke-dasharray="3 1" d="M\d+ 5.5h(\d+)"', svg)]
    assert [(n + 1) // 4 - 1 for n in strips] == digits
    assert 'aria-hidden="true"' in svg


def test_no_two_codes_share_a_band() -> None:
    codes = ["33.99.99.2001", "33.99.99.2010", "33.99.99.2100", "39.93.99.2001"]
    assert len({str(pita(c)) for c in codes}) == len(codes)


@pytest.mark.parametrize("parts", [
    {"a": "1", "b": "1", "c": "1"}, {"a": "787150000", "b": "672494121", "c": "144300000", "d": "1"}, {"a": "5"},
])  # fmt: skip
def test_hundred_strips_are_a_hundred(parts: dict[str, str]) -> None:
    amounts = [(k, Decimal(v)) for k, v in parts.items()]
    html = Template('{% load balai %}{% seratus parts "Dari setiap Rp100" %}').render(
        Context({"parts": amounts})
    )
    drawn = [(int(n) + 1) // 4 for n in re.findall(r'd="M\d+ 15h(\d+)"', html)]
    told = [int(n) for n in re.findall(r"<b>Rp(\d+)</b>", html)]
    assert drawn == told
    assert sum(drawn) == 100
    assert 'role="img"' in html


def test_bar_is_in_proportion_and_never_outside() -> None:
    assert 'class="isi" width="50.0%"' in batang(Decimal(5), Decimal(10))
    assert 'class="isi" width="0.0%"' in batang(Decimal(-5), Decimal(10))
    assert 'class="isi" width="100.0%"' in batang(Decimal(50), Decimal(10))
    assert 'class="tanda" x="25.0%"' in batang(Decimal(5), Decimal(8), Decimal(2))
    assert batang(Decimal(1), Decimal(0)) == ""


@pytest.mark.parametrize(("amount", "machine", "person"), [
    ("1885182000.00", "1885182000", "Rp1.885.182.000"), ("-32210621.00", "-32210621", "−Rp32.210.621"),
    ("802075135.98", "802075135.98", "Rp802.075.135,98"), ("0.00", "0", "Rp0"),
])  # fmt: skip
def test_amounts_for_people_and_machines(amount: str, machine: str, person: str) -> None:
    assert rupiah(Decimal(amount)) == f'<data class="rupiah" value="{machine}">{person}</data>'


def test_json_ld_cannot_end_its_block() -> None:
    block = str(json_ld({"name": "</script><script>&"}))
    assert block.count("<") == 2
    assert "&" not in block
