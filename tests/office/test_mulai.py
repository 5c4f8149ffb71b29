"""The first person of an installation: the wizard's key did it, and the chain says so."""

import json

import pytest
from django.test import Client

from balai.config.commands.verify import look
from balai.faces.office.mulai import SESSION
from balai.ground.trace.models import Event
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.scope import within

pytestmark = pytest.mark.django_db
NAME, PASSWORD = "Wulan Kartaloka", "sandi-yang-panjang"


def test_a_fresh_installation_is_whole_and_tells_who_began(settings) -> None:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    client = Client()
    session = client.session
    session[SESSION] = True
    session.save()
    answer = client.post("/mulai/33.04.08.2010/", {"nama": NAME, "pengguna": "wulan", "sandi": PASSWORD})
    assert answer.headers["Location"] == "/kantor/33.04.08.2010/cetakan/"
    assert look() == ([], 1)
    with within(use("33.04.08.2010").pk):
        event = Event.objects.get()
    told = json.loads(event.text)
    assert (told["step"], told["from"], told["to"]) == ("mandat.catat", None, "berlaku")
    assert told["by"] == told["rec"] == {"as": "key", "person": None}
    assert (told["data"]["office"], told["data"]["until"]) == ("operator", None)
    for secret in ("Wulan", "Kartaloka", "wulan", "menyusul", "argon2", PASSWORD):
        assert secret not in event.text, "no name, no free text, no password"
