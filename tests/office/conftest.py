"""A kabupaten's office with its villages and a browser: one database for all tests of the module."""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from balai.adapters.sheets import kiriman as bulk
from balai.ground.cetakan import kiriman
from balai.ground.people.models import Pengguna
from balai.ground.procedure.appointment import Appointment, appoint
from balai.ground.wilayah import places
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.models import Wilayah
from balai.rooms.penganggaran.apbdes import reads
from tests.database import clone

BERKAS = Path(__file__).resolve().parents[1] / "berkas"
HOME = "/kantor/33.99/massal/"
_NUMBERS = count(1)
_CONTOH_05 = zipfile.ZipFile(BERKAS / "massal.zip").read("Kec. Contoh Lor/apbdes_contoh05_fix.csv")


def of(n: int, *pairs: tuple[str, str], printed: str = "07/11/2025") -> bytes:
    """A print of Desa Contoh `n` (1 to 11) that nobody has sent before, with words replaced; later than the ZIP's."""
    text = _CONTOH_05.decode()
    for old, new in (
        ("33.99.01.2005", code(n)),
        ("CONTOH 05", f"CONTOH {n:02d}"),
        ("07/01/2025", printed),
        *pairs,
    ):
        assert old in text, old
        text = text.replace(old, new)
    return text.encode() + b"\r\n" * next(_NUMBERS)


def nameless(n: int = 5) -> bytes:
    """A print that does not say whose it is."""
    return of(n, (f"Kode Desa : {code(n)}", ""), (f"DESA CONTOH {n:02d}", "DESA ENTAH"))


def code(n: int) -> str:
    return f"33.99.01.{2000 + n}"


class Dinas:
    """The kabupaten's office, its villages, and a browser."""

    def __init__(self) -> None:
        with open(BERKAS / "massal.desa.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        places.add_examples(rows)
        for row in rows:
            use(row["kode_desa"])
        self.browser = self.sign_in("dinas", use("33.99"), "dinas_pmd")

    def sign_in(
        self,
        name: str,
        place: Wilayah,
        office: str,
        since: date = date(2025, 1, 1),
        until: date | None = None,
    ) -> Client:
        appoint(place, Appointment(name, f"Orang {name}", office, since, until))
        client = Client(SERVER_NAME="localhost")
        client.force_login(Pengguna.objects.get(username=name))
        return client

    def send(self, files: dict[str, bytes], key: str = "") -> str:
        """Send a form; the address that it leads to."""
        uploads = [SimpleUploadedFile(name, data) for name, data in files.items()]
        answer = self.browser.post(HOME, {"berkas": uploads, "kunci": key})
        assert answer.status_code == 303, answer.content.decode()
        return answer["Location"]

    def sent(self, files: dict[str, bytes]) -> str:
        """The same, and the worker has done it."""
        where = self.send(files)
        bulk.work(token_of(where))
        return where

    def answer(self, where: str, n: int, what: str = "terbit", desa: str = "", tahun: str = "2025"):
        return self.browser.post(f"{where}{n}/", {"tindakan": what, "desa": desa, "tahun": tahun})

    def rows(self, where: str) -> list[dict[str, str]]:
        """The report as CSV says it."""
        text = self.browser.get(f"{where}laporan.csv").content.decode()
        return list(csv.DictReader(io.StringIO(text)))

    def outcomes(self, where: str) -> list[str]:
        return [r["hasil"] for r in self.rows(where)]

    def states(self, village: str, data: bytes) -> list[str]:
        """States of all prints of these bytes in a village."""
        sha256 = hashlib.sha256(data).hexdigest()
        return [r.state for r in reads.office_list(use(village).pk) if r.sha256 == sha256]


def token_of(where: str) -> str:
    return where.rstrip("/").rsplit("/", 1)[-1]


def folder_of(where: str) -> Path:
    one = kiriman.find(token_of(where))
    assert one is not None
    return one.folder


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture(scope="module")
def dinas(django_db_setup, django_db_blocker, worker: str, server) -> Iterator[Dinas]:
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with django_db_blocker.unblock(), override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield Dinas()
        clone(server, worker)
