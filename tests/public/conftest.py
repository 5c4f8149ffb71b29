"""The public pages over Django's test client, with a year put in place of the database."""

from collections.abc import Callable

import pytest
from django.test import Client

from balai.faces.public import pages
from balai.ground.wilayah.reads import VillageName
from balai.rooms.penganggaran.apbdes import reads
from balai.rooms.penganggaran.apbdes.shape import Version, Year
from tests.public.reading import Page

Open = Callable[..., Client]


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch, settings: pytest.FixtureRequest) -> Open:
    """`show(year)`: a client to whom this year is what the village has published (None: nothing yet).

    `past`: prints that stood there once, for years in which nothing is in force.
    """
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}

    def opened(year: Year | None, past: tuple[Version, ...] = ()) -> Client:
        kode = year.desa.kode if year else "33.99.99.2001"
        name = year.desa.nama if year else "Contoh Awanrahayu"
        contoh = year is None or year.desa.contoh
        where = VillageName(1, kode, name, "Contoh Tengah", "Kabupaten Contoh", "Contoh", contoh, "WIB", (1,))
        monkeypatch.setattr(pages, "village", lambda code: where if code == kode else None)
        monkeypatch.setattr(
            reads, "published_year", lambda _where, tahun: year if year and tahun == year.tahun else None
        )
        monkeypatch.setattr(reads, "years", lambda _where: (year.tahun,) if year else ())
        monkeypatch.setattr(reads, "once_published", lambda _where: {2025: past} if past else {})
        return Client()

    return opened


@pytest.fixture
def read(show: Open) -> Callable[[Year, str], Page]:
    """`read(year, path)`: that page, parsed. Anything but 200 fails."""

    def parsed(year: Year, path: str) -> Page:
        answer = show(year).get(path)
        assert answer.status_code == 200, path
        return Page(answer.content.decode())

    return parsed
