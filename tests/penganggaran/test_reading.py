"""A file that takes long: its page says that it is being read, and ends at the preview or at a reason."""

import threading
import time
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from balai.adapters.sheets.guard import refuse
from balai.faces.office.penganggaran import reading
from balai.ground.cetakan import held
from balai.ground.people.models import Pengguna
from balai.ground.procedure.appointment import Appointment, appoint
from balai.ground.wilayah.acts import use
from balai.rooms.penganggaran.apbdes import reads

BERKAS = Path(__file__).resolve().parents[1] / "berkas"
KODE = "33.99.99.2001"
LIST = f"/kantor/{KODE}/cetakan/"


@pytest.fixture
def sekdes(committed, settings) -> Client:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    appoint(use(KODE), Appointment("sekdes-uji", "Wulan Uji", "sekdes", date(2024, 1, 1)))
    client = Client()
    client.force_login(Pengguna.objects.get(username="sekdes-uji"))
    return client


def send(client: Client, name: str = "penjabaran-siskeudes.xlsx"):
    data = (BERKAS / "penjabaran-siskeudes.xlsx").read_bytes()
    return client.post(LIST, {"berkas": SimpleUploadedFile(name, data)})


@pytest.fixture
def slow(monkeypatch):
    """The reader waits for this event; nobody waits for the reader."""
    go, real = threading.Event(), reading.read_file
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 0)
    monkeypatch.setattr(reading, "read_file", lambda data, name: go.wait(30) and real(data, name))
    yield go
    go.set()


def until_read(client: Client, page: str):
    for _ in range(200):
        answer = client.get(page)
        if not answer.headers.get("Refresh"):
            return answer
        time.sleep(0.05)
    raise AssertionError("never read")


def test_a_long_read_shows_itself_then_the_preview(sekdes, slow) -> None:
    page = send(sekdes).headers["Location"]
    answer = sekdes.get(page)
    assert (answer.headers["Refresh"], b"sedang dibaca" in answer.content) == ("2", True)
    assert page.removeprefix(LIST).encode() in sekdes.get(LIST).content, "it may be left: the list leads back"
    slow.set()
    assert b"Rp1.885.182.000" in until_read(sekdes, page).content


@pytest.mark.parametrize(
    ("error", "words"), [(refuse("sandi"), "terkunci dengan sandi"), (ValueError("bug"), "gagal dibaca")]
)
def test_a_long_read_that_fails_says_why_and_holds_nothing(sekdes, monkeypatch, error, words) -> None:
    def fails(_data: bytes, _name: str):
        time.sleep(0.2)
        raise error

    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 0)
    monkeypatch.setattr(reading, "read_file", fails)
    page = send(sekdes, "anggaran kami.xlsx").headers["Location"]
    answer = until_read(sekdes, page)
    assert answer.status_code == 422
    assert f"anggaran kami.xlsx: {'Berkas ini ' + words}" in answer.content.decode()
    assert sekdes.get(page).status_code == 404


def test_a_server_that_stopped_meanwhile_is_told(sekdes, slow) -> None:
    page = send(sekdes).headers["Location"]
    held.change(page.rstrip("/").rsplit("/", 1)[1], since=time.time() - 2 * reading.TIMEOUT_SECONDS - 1)
    assert "Pembacaan berkas ini terhenti" in sekdes.get(page).content.decode()


def test_a_wrong_year_loses_no_other_answer(sekdes) -> None:
    page = send(sekdes).headers["Location"]
    typed = {"tindakan": "periksa", "tahun": "20255", "versi": "penjabaran-2", "jawab": "0123456789ab"}
    answer = sekdes.post(page, typed)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="20255"' in text
    assert '<option value="penjabaran-2" selected>' in text


def test_the_same_file_dropped_twice_is_told(sekdes) -> None:
    """A second time the preview names the print that stands, whatever the file is called; once withdrawn it does not."""
    told = "Berkas ini sama persis dengan cetakan"
    first = send(sekdes).headers["Location"]
    assert told not in sekdes.get(first).content.decode()
    stands = sekdes.post(first, {"tindakan": "terima"}).headers["Location"]
    again = send(sekdes, "Salinan dari penjabaran (1).xlsx").headers["Location"]
    row = reads.office_list(use(KODE).pk)[0]
    text = sekdes.get(again).content.decode()
    assert f"{told} {row.nomor} yang sudah diterima." in text
    assert f'<a href="{stands}">{row.nomor}</a>' in text
    other = sekdes.post(
        LIST, {"berkas": SimpleUploadedFile("lain.xlsx", (BERKAS / "apb-perubahan.xlsx").read_bytes())}
    )
    assert told not in sekdes.get(other.headers["Location"]).content.decode()
    sekdes.post(f"{stands}tarik/", {"rev": row.rev, "alasan": "salah berkas"})
    assert reads.office_list(use(KODE).pk)[0].state == "ditarik"
    assert told not in sekdes.get(again).content.decode()
