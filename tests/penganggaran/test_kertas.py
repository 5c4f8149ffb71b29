"""Papers of a fresh publish: asked for before the worker has set them, they say so; never a 404, never kept."""

import shutil

import pytest
from django.test import Client

from balai.adapters.sheets.apbdes.receive import Choice, receive
from balai.config import worker
from balai.config.papers import ask_for_missing
from balai.ground.outbox import acts as outbox
from balai.ground.outbox.acts import TRIES
from balai.rooms.penganggaran.apbdes import reads
from tests.public.reading import Page
from tests.sheets.rewritings import book, sample_rows

PAGE = "/desa/33.99.99.2001/anggaran/2025/"
PAPERS = {"poster.pdf", "spanduk.pdf", "apb.pdf", "penjabaran.pdf", "kartu.png", "pesan.txt"}


@pytest.fixture
def public(office, settings, tmp_path) -> Client:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    settings.BALAI_PUBLISHED = tmp_path
    office.publish(office.receive())
    return Client(SERVER_NAME="localhost")


def linked(client: Client) -> set[str]:
    links = Page(client.get(PAGE).content.decode()).links
    return {x.removeprefix("unduh/") for x in links if x.startswith("unduh/")} & PAPERS


def test_until_a_paper_is_there_its_link_says_that_it_is_being_made(public: Client) -> None:
    assert linked(public) == PAPERS
    assert "og:image" not in public.get(PAGE).content.decode(), "nobody shares a picture that is not there"
    for name in sorted(PAPERS):
        answer = public.get(f"{PAGE}unduh/{name}")
        assert (answer.status_code, answer["Retry-After"], answer["Refresh"]) == (503, "5", "5")
        assert answer["Cache-Control"] == "no-store"
        assert "Balai-Terbit" not in answer, "the front would keep it"
        assert "sedang dibuat" in answer.content.decode()
    english = public.get(f"/en{PAGE}unduh/poster.pdf")
    assert (english.status_code, 'lang="en"' in english.content.decode()) == (503, True)
    assert public.get(f"{PAGE}unduh/palsu.pdf").status_code == 404
    assert worker.work_once()
    assert linked(public) == PAPERS
    assert "sedang dibuat" not in public.get(PAGE).content.decode()
    made = public.get(f"{PAGE}unduh/poster.pdf")
    assert (made.status_code, made.content[:5]) == (200, b"%PDF-")


def test_a_paper_that_cannot_be_made_is_not_promised(public: Client) -> None:
    job = outbox.claim(worker.PAPERS)
    assert job is not None
    job.tries = TRIES
    outbox.failed(job, "typst")
    answer = public.get(f"{PAGE}unduh/poster.pdf")
    assert answer.status_code == 503
    assert "Refresh" not in answer
    assert "gagal" in answer.content.decode()
    assert "sedang dibuat" not in answer.content.decode()


def test_another_year_keeps_its_papers(office, public: Client) -> None:
    assert worker.work_once()
    rows = [
        [str(c).replace("2025", "2024") if isinstance(c, str) else c for c in r]
        for r in sample_rows("penjabaran-siskeudes.xlsx")
    ]
    choice = Choice(tahun=2024)
    earlier = receive(book(("APB", rows)), "2024.xlsx", reads.desa_of(office.where), choice)
    office.publish(office.take(earlier))
    assert worker.work_once()
    for year in (2024, 2025):
        answer = public.get(f"/desa/33.99.99.2001/anggaran/{year}/unduh/pesan.txt")
        assert (answer.status_code, str(year) in answer.content.decode()) == (200, True)


def test_papers_thrown_away_or_of_an_older_balai_or_address_are_asked_for_again(
    public: Client, settings, tmp_path
) -> None:
    assert worker.work_once()
    assert ask_for_missing() == 0
    settings.BALAI_URL = "https://desa.contoh.id"
    assert ask_for_missing() == 1, "their QR codes led elsewhere"
    assert worker.work_once()
    assert ask_for_missing() == 0
    shutil.rmtree(tmp_path / "kertas")
    assert ask_for_missing() == 1
