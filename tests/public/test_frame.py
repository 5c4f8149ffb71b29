"""What holds for every public page: structure, weight, no script, no foreign host, the same bytes for everybody."""

import gzip
import itertools
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from balai.rooms.penganggaran.apbdes.shape import Year
from tests.public import years
from tests.public.reading import Page
from tests.public.years import ALAMAT, KODE

Open = Callable[[Year | None], Client]
CSS = Path(__file__).resolve().parents[2] / "balai/faces/kit/static/kit/anyam.css"
PATHS = (
    f"/desa/{KODE}/", ALAMAT, f"{ALAMAT}belanja/02/", f"{ALAMAT}belanja/02.06.03/", f"{ALAMAT}pendapatan/",
    f"{ALAMAT}pembiayaan/", f"{ALAMAT}sumber/DDS/", f"{ALAMAT}cari/?q=posyandu", f"{ALAMAT}cari/",
    f"/desa/{KODE}/anggaran/2023/", "/privasi/", "/tentang/", "/kode/",
    "/kode/?q=jalan+usaha+tani", "/kode/?q=02.06", "/kode/?q=02.01.95", "/kode/?q=dinosaurus",
)  # fmt: skip
EVERY = [*PATHS, *(f"/en{p}" for p in PATHS)]
EVIL = """x</script><script>alert(1)</script>"'&<b>"""


@pytest.mark.parametrize("path", EVERY)
def test_structure(show: Open, path: str) -> None:
    answer = show(years.changed_year()).get(path)
    html = answer.content.decode()
    page = Page(html)
    assert answer.status_code == 200
    assert page.unclosed == []
    levels = [level for level, words in page.headings if words.strip()]
    assert levels[0] == 1, path
    assert levels.count(1) == 1, path
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), f"{path}: {page.headings}"
    assert all(words.strip() for _level, words in page.headings)
    assert all(t.caption.strip() for t in page.tables), "a table without a caption"
    ids = [at["id"] for _tag, at in page.tags if at.get("id")]
    assert len(ids) == len(set(ids))
    labelled = {at.get("for") for tag, at in page.tags if tag == "label"}
    assert {
        at.get("id") for tag, at in page.tags if tag == "input" and at.get("type") != "hidden"
    } <= labelled
    assert next(at["lang"] for tag, at in page.tags if tag == "html") == (
        "en" if path.startswith("/en/") else "id"
    )


@pytest.mark.parametrize("path", EVERY)
def test_strict_policy_holds(show: Open, path: str) -> None:
    """No style, no script, no handler in the page; nothing is fetched from another host."""
    answer = show(years.changed_year()).get(path)
    page = Page(answer.content.decode())
    assert "style-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    for tag, at in page.tags:
        assert tag != "style"
        assert "style" not in at, tag
        assert not [name for name in at if name.startswith("on")], tag
        if tag == "script":
            assert at == {"type": "application/ld+json"}
        for name in ("src", "href", "action"):
            assert not re.match(r"(https?:)?//", at.get(name) or ""), f"{tag} {at}"


@pytest.mark.parametrize("path", [p for p in EVERY if "?" not in p])
def test_same_bytes_for_everybody(show: Open, path: str) -> None:
    """Kept by path alone: host, language, cookies of a reader change nothing, and nothing is set."""
    client = show(years.changed_year())
    one = client.get(path)
    other = client.get(
        path,
        headers={"host": "localhost", "accept-language": "en", "cookie": "django_language=en; sessionid=x"},
    )
    assert one.content == other.content
    assert b"testserver" not in one.content
    assert not one.cookies


def test_addresses_are_absolute_only_where_the_installation_knows_its_own(show: Open, settings) -> None:
    client = show(years.changed_year())
    assert "og:url" not in client.get(ALAMAT).content.decode()
    settings.BALAI_URL = "https://desa.contoh.invalid"
    for path in (ALAMAT, f"/en{ALAMAT}"):
        page = Page(client.get(path).content.decode())
        own = {at.get("property"): at.get("content") for tag, at in page.tags if tag == "meta"}
        links = {at.get("rel"): at.get("href") for tag, at in page.tags if tag == "link"}
        assert own["og:url"] == links["canonical"] == f"https://desa.contoh.invalid{path}"


def test_weight(show: Open) -> None:
    """Sheet ≤ 10 KB and the heaviest page with its sheet ≤ 70 KB on the wire; the sheet calls nobody."""
    sheet = CSS.read_bytes()
    wire = len(gzip.compress(sheet))
    assert wire <= 10_000
    assert not re.search(rb"url\(|@import|https?://", sheet)
    client = show(years.changed_year())
    for path in PATHS:
        assert len(gzip.compress(client.get(path).content)) + wire <= 70_000, path


def test_json_ld_is_data_and_cannot_be_broken_out_of(show: Open, settings) -> None:
    settings.BALAI_URL = "https://desa.contoh.invalid"
    year = years.changed_year()
    year = replace(
        year, desa=replace(year.desa, nama=EVIL), berlaku=replace(year.berlaku, names={"02": EVIL})
    )
    html = show(year).get(ALAMAT).content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(block)
    assert data["@type"] == "Dataset"
    assert EVIL in data["name"]
    assert data["identifier"] == f"{KODE}-2025"
    assert {d["encodingFormat"] for d in data["distribution"]} >= {"text/csv", "application/json"}
    assert "<script>" not in html


def test_hostile_names_stay_words(show: Open) -> None:
    year = years.changed_year()
    lines = [replace(x, uraian=EVIL) for x in year.berlaku.lines]
    names = {
        code: EVIL
        for x in lines
        for code in (x.kode_kegiatan, x.kode_kegiatan[:5], x.kode_kegiatan[:2])
        if code
    }
    client = show(years.with_finding(years.with_names(years.with_lines(year, lines), names), EVIL))
    for path in PATHS[:9]:
        assert "<script>" not in client.get(path).content.decode(), path
    echoed = client.get(f"{ALAMAT}cari/", {"q": EVIL}).content.decode()
    assert "<script>" not in echoed
    assert "&lt;/script&gt;" in echoed


@pytest.mark.parametrize("path", [p for p in EVERY if "/desa/" in p])
def test_sample_strip_stands_on_every_page_of_an_invented_village_only(show: Open, path: str) -> None:
    year = years.changed_year()
    assert "DATA CONTOH" in show(year).get(path).content.decode()
    real = replace(year, desa=replace(year.desa, contoh=False))
    assert "DATA CONTOH" not in show(real).get(path).content.decode()


def test_the_office_is_one_quiet_link_away_but_not_from_a_folder_without_server(show: Open) -> None:
    """What `balai publish` renders has neither sign-in nor search: both need a server."""
    client = show(years.changed_year())
    for path in EVERY:
        page = Page(client.get(path).content.decode())
        assert page.links.count("/masuk/") == 1, path
    folder = client.get(ALAMAT, **{"balai.folder": True}).content.decode()
    for needs_a_server in ("/masuk/", "/kode/", "cari/", "<form", "/privasi/", "Beranda"):
        assert needs_a_server not in folder
