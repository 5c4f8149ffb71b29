"""The kabupaten's desk lists every village of the national list, whether Balai knows it yet or not."""

from datetime import date

from django.test import Client

from balai.ground.people.models import Pengguna
from balai.ground.procedure.appointment import Appointment, appoint
from balai.ground.wilayah.acts import use


def test_every_village_of_the_kabupaten_is_counted(committed, settings) -> None:
    """Banjarnegara: 266 desa and 12 kelurahan (Kepmendagri 300.2.2-2138/2025); one desa is in use here."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    sered = use("33.04.08.2010")
    appoint(sered.parent.parent, Appointment("dinas-uji", "Orang Dinas", "dinas_pmd", date(2024, 1, 1)))
    client = Client()
    client.force_login(Pengguna.objects.get(username="dinas-uji"))
    page = client.get("/kantor/33.04/").content.decode()
    assert "0 dari 266 desa punya halaman anggaran" in page
    assert page.count("belum ada cetakan") == 266
    assert page.count('href="/kantor/33.04.08.2010/cetakan/"') == 1
    assert "Kutayasa</a>" not in page, "not in use: a name, no door"
