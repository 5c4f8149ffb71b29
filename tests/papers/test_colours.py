"""One table of colours for screen and paper, seen from outside: in the page's bytes and in the poster's drawing."""

import itertools
import re
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from django.template import Context, Template

from balai.adapters.papers import apbdes
from balai.faces.public.penganggaran import anggaran
from tests.papers.budgets import URL, changed_budget, first_budget
from tests.public.years import year_of

ROOT = Path(__file__).resolve().parents[2] / "balai"
SHEET = ROOT / "faces/kit/static/kit/anyam.css"
TEMPLATE = ROOT / "adapters/papers/anyam.typ"


def on_the_page(parts):
    """(colour, how many strips) in the order of the drawing."""
    html = Template('{% load balai %}{% seratus parts "x" %}').render(Context({"parts": parts}))
    chips = re.findall(r'<rect fill="(#\w{6})"', html)
    drawn = re.findall(r'<path stroke="(#\w{6})" d="M\d+ 15h(\d+)"', html)
    assert chips == [colour for colour, _n in drawn], "the legend's colours are the strip's"
    return [(colour, (int(n) + 1) // 4) for colour, n in drawn]


def on_the_poster(budget):
    """The same of the poster's two strips, left and right: standing rectangles of 11 mm."""
    with pdfplumber.open(BytesIO(apbdes.poster(budget, URL))) as doc:
        page = doc.pages[0]
        strips = [r for r in page.rects if abs(r["height"] - 11 * 72 / 25.4) < 0.5 and r["width"] < 6]
    sides = []
    for side in (lambda x: x < page.width / 2, lambda x: x >= page.width / 2):
        row = [r["non_stroking_color"] for r in sorted(strips, key=lambda r: r["x0"]) if side(r["x0"])]
        assert len(row) == 100
        sides.append([(_hex(c), len(list(run))) for c, run in itertools.groupby(row)])
    return sides


def _hex(colour):
    return "#" + "".join(f"{round(c * 255):02x}" for c in colour)


@pytest.mark.parametrize("budget", [first_budget(), changed_budget()])
def test_a_share_has_one_colour_on_page_and_poster(budget):
    model = anggaran.year_page(year_of(budget))
    income, spending = on_the_poster(budget)
    assert on_the_page(model["seratus_keluar"]) == spending
    assert on_the_page(model["seratus_masuk"]) == income


def test_sheet_and_template_name_the_same_colours():
    sheet = dict(re.findall(r"--([\w-]+):(#\w{6})", SHEET.read_text()))
    named = dict(re.findall(r'#let ([\w-]+) = rgb\("(#\w{6})"\)', TEMPLATE.read_text()))
    assert len(named) >= 9
    assert named == {name: sheet[name] for name in named}
