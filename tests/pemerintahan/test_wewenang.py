"""“Siapa berwenang” says what the step tables and today's mandates say, and nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from django.test import Client

from balai.faces.kit.steps import KINDS, PAPERS, STATES, STEPS
from balai.ground.law.articles import articles
from balai.ground.procedure.steps import REGISTRY
from balai.plain import clock
from tests.pemerintahan.conftest import KADER

PAGE = "/desa/33.99.99.2001/wewenang/"


@pytest.fixture
def public(hall, settings) -> Client:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    return Client(SERVER_NAME="localhost")


def test_every_step_that_exists_has_its_words_and_its_article() -> None:
    real = {k: p for k, p in REGISTRY.items() if p.steps}
    steps = {f"{k}.{s.name}" for k, p in real.items() for s in p.steps}
    assert (set(KINDS), set(STEPS)) == (set(real), steps)
    assert {s.law for p in real.values() for s in p.steps} == set(articles())
    assert {x for p in real.values() for s in p.steps for x in s.papers} == set(PAPERS)
    assert {f"sk.{s}" for s in REGISTRY["sk"].states} == {k for k in STATES if k.startswith("sk.")}


class Cells(HTMLParser):
    """The words of every table row, cell by cell."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in {"th", "td"}:
            self.inside = True
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in {"th", "td"}

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {data}".split())


def rows(client: Client, path: str = PAGE) -> dict[str, list[str]]:
    """First cell → the other cells, of every table row."""
    found = Cells()
    found.feed(client.get(path).content.decode())
    return {row[0]: row[1:] for row in found.rows}


def test_who_decides_and_who_records(public: Client) -> None:
    """UU 6/2014 Ps 26, Permendagri 84/2015 Ps 7: the Kades decides on paper, the Sekdes records with the sheet."""
    page = rows(public)
    revoke = next(v for k, v in page.items() if k.startswith("Mencabut keputusan"))
    assert revoke == ["Kepala Desa", "Sekretaris Desa", "foto lembar yang ditandatangani"]
    draft = next(v for k, v in page.items() if k.startswith("Menyusun keputusan"))
    assert draft == ["Sekretaris Desa", "yang memutuskan sendiri", "tidak perlu"]


def test_the_people_are_todays_and_two_offices_are_said(hall, public: Client) -> None:
    assert rows(public)["Kepala Desa"] == ["Teguh Wirasampurna", "1 Januari 2022", "SK contoh"]
    assert "Kader Digital" not in rows(public)
    hall.record(hall_draft(hall))
    name, since, decree = rows(public)["Kader Digital"]
    assert name.startswith("Indah Wulan Sastrajaya")
    assert "memegang dua jabatan" in name
    assert (since, decree) == ("13 Februari 2023", "Keputusan Kepala Desa 141/07/2023")
    with clock.pinned(datetime(2030, 1, 1, 5, tzinfo=UTC)):
        assert "Kepala Desa" not in rows(public), "mandates ended with 2029"


def hall_draft(hall):
    return replace(KADER, orang=hall.kadus, mulai=date(2023, 2, 13))


def test_the_front_does_not_keep_a_page_that_depends_on_the_day(public: Client) -> None:
    answer = public.get(PAGE)
    assert "Balai-Terbit" not in answer
    assert "Balai-Terbit" in public.get("/desa/33.99.99.2001/")


def test_in_english(public: Client) -> None:
    page = public.get(f"/en{PAGE}").content.decode()
    assert "Village Secretary" in page
    assert "Village Law 6/2014, Art. 26" in page
