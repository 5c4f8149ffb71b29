"""A cheap phone, 320 px wide: nothing scrolls sideways, every stand-alone link and button can be hit with a thumb,
also with long names and amounts of thirteen digits; on paper nothing of the screen's furniture is left."""

import re
from pathlib import Path

import pytest

from tests.papers.budgets import changed_budget, longest
from tests.public import years
from tests.public.conftest import show  # noqa: F401 - a fixture
from tests.public.years import ALAMAT, KODE

pytestmark = pytest.mark.peramban

CSS = Path(__file__).resolve().parents[2] / "balai/faces/kit/static/kit/anyam.css"
THUMB = 44  # CSS pixels
PATHS = (
    f"/desa/{KODE}/", ALAMAT, f"{ALAMAT}belanja/02/", f"{ALAMAT}belanja/02.06.03/", f"{ALAMAT}pendapatan/",
    f"{ALAMAT}pembiayaan/", f"{ALAMAT}sumber/DDS/", f"{ALAMAT}cari/?q=internet", f"{ALAMAT}cari/?q=dinosaurus",
    "/privasi/", "/tentang/", "/kode/?q=jamban", "/tidak-ada/",
)  # fmt: skip
SMALL = """() => [...document.querySelectorAll('a:not(.lompat), button, input:not([type=hidden]), summary')]
    .map(e => [e.getBoundingClientRect(), e]).filter(([r]) => r.height && r.height < %d)
    .map(([r, e]) => e.tagName + ' ' + Math.round(r.height) + ' ' + e.textContent.trim().slice(0, 40))"""


def rendered(client, path: str) -> str:
    """The page with its sheet inside, so that no server is needed."""
    html = client.get(path).content.decode()
    return re.sub(r'<link rel="stylesheet"[^>]*>', f"<style>{CSS.read_text()}</style>", html)


@pytest.mark.parametrize("budget", [changed_budget(), longest(changed_budget())])
def test_nothing_is_too_wide_or_too_small(browser, show, settings, budget) -> None:  # noqa: F811
    settings.BALAI_URL = "https://desa.contoh.invalid"
    client = show(years.year_of(budget))
    page = browser.new_context(viewport={"width": 320, "height": 800}).new_page()
    for path in PATHS:
        page.set_content(rendered(client, path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert page.evaluate(SMALL % THUMB) == [], path


def test_paper_has_the_address_and_no_furniture(browser, show, settings) -> None:  # noqa: F811
    settings.BALAI_URL = "https://desa.contoh.invalid"
    page = browser.new_page()
    page.set_content(rendered(show(years.changed_year()), ALAMAT))
    hidden, shown = (
        ("nav", "form", "footer", "#unduh", "#kata", ".tautan"),
        (".cetak", "#karya", "#cetakan", ".contoh"),
    )
    assert not page.locator(".cetak").is_visible(), "the address is for paper only"
    page.emulate_media(media="print")
    assert [x for x in hidden if page.locator(x).first.is_visible()] == []
    assert [x for x in shown if not page.locator(x).first.is_visible()] == []
    assert f"https://desa.contoh.invalid{ALAMAT}" in page.locator(".cetak").inner_text()
    ink, ground = page.locator(".contoh").evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    )
    assert (ink, ground) == ("rgb(27, 34, 36)", "rgba(0, 0, 0, 0)"), (
        "browsers print no backgrounds: white words would vanish"
    )
