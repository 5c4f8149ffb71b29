"""The screen of the chart: everyday words to codes. Expected rows are read from the chart's files, not by our search."""

import csv
import re
from html import unescape
from importlib.resources import files

import pytest
from django.test import Client

from tests.public.reading import Page

DATA = files("balai.ground.references").joinpath("data")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(DATA.joinpath(name).read_text(encoding="utf-8").splitlines()))


@pytest.fixture
def client(settings) -> Client:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    return Client()


def said(client: Client, query: str, lang: str = "") -> str:
    html = client.get(f"{lang}/kode/", {"q": query} if query else {}).content.decode()
    return " ".join(Page(html).words.split("Langsung ke isi")[-1].split())


def items(client: Client, query: str, lang: str = "") -> dict[str, str]:
    """The list's items as words, by code."""
    html = client.get(f"{lang}/kode/", {"q": query}).content.decode()
    found = re.findall(r"<li>(.*?)</li>", html.split("<ol")[1].split("</ol>")[0], re.DOTALL)
    plain = [" ".join(unescape(re.sub(r"<[^>]+>", "", x)).split()) for x in found]
    return {x.split()[0]: x for x in plain}


@pytest.mark.parametrize(("query", "code"), [
    ("posyandu", "02.02.02"), ("jalan usaha tani", "02.03.12"), ("jamban", "02.04.14"), ("jamban", "02.04.06"),
    ("rumah tidak layak huni", "02.04.01"), ("posyadnu", "02.02.02"), ("2.6.3", "02.06.03"),
])  # fmt: skip
@pytest.mark.parametrize("lang", ["", "/en"])
def test_words_lead_to_the_code_its_name_its_path_and_its_law(
    client: Client, query: str, code: str, lang: str
) -> None:
    row = next(r for r in rows("kegiatan-2018.csv") if r["kode"] == code)
    told = items(client, query, lang)[code]
    assert told.startswith(f"{code} {' '.join(row['kegiatan'].split())} ")
    assert row["sub_bidang"] in told
    assert "Permendagri 20/2018" in told
    assert "Siskeudes" not in told


def test_a_code_that_only_siskeudes_knows_says_so(client: Client) -> None:
    for row in rows("tambahan-siskeudes.csv"):
        if row["tabel"] == "kegiatan":
            page = said(client, row["kode"])
            assert f"{row['kode']} {row['nama']}" in page
            assert "Tambahan Siskeudes Ada di aplikasi Siskeudes" in page


def test_a_regencys_own_code_is_told_without_inventing_its_name(client: Client) -> None:
    page = said(client, "02.01.95")
    assert "02.01.95 Kegiatan yang dinamai kabupaten" in page
    assert "peraturan bupati" in page
    assert "Tidak ada kegiatan" in said(client, "02.88.95")


def test_a_bidang_gives_all_that_stands_below_it(client: Client) -> None:
    wanted = {
        r["kode"] for r in rows("kegiatan-2018.csv") if r["level"] == "kegiatan" and r["kode"][:2] == "03"
    }
    assert len(wanted) > 10
    assert set(items(client, "03")) == wanted
    assert f"{len(wanted)} kegiatan di bawah kode 03" in said(client, "03")


def test_the_empty_page_and_the_empty_answer_show_what_to_try(client: Client) -> None:
    for query in ("", "dinosaurus", "x" * 5000, "\u0661\u0662", "<b>"):
        page = Page(client.get("/kode/", {"q": query}).content.decode())
        assert "?q=posyandu" in page.links
        assert "?q=05" in page.links
    assert "Tidak ada kegiatan yang cocok dengan “dinosaurus”" in said(client, "dinosaurus")
    assert "&lt;b&gt;" in client.get("/kode/", {"q": "<b>"}).content.decode()


def test_every_link_of_the_page_leads_to_something(client: Client) -> None:
    page = Page(client.get("/kode/").content.decode())
    for href in (x for x in page.links if x.startswith("?q=")):
        assert Page(client.get(f"/kode/{href}").content.decode()).words.count("kegiatan") > 3, href
        assert "Tidak ada kegiatan" not in client.get(f"/kode/{href}").content.decode(), href
