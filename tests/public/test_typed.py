"""No page says sixteen digits back: fields that are shown again, links to the other language, addresses to go on to."""

import re
from urllib.parse import quote

import pytest
from django.test import Client, RequestFactory

from balai.faces.office.mulai import SESSION
from balai.faces.public import errors
from balai.plain.masks import MASK
from tests.public import years
from tests.public.years import ALAMAT

TYPED = [
    "3304126708900001",
    "NIK 3304 1267 0890 0001",
    "33O4126708900OO1",
    "٣٣٠٤١٢٦٧٠٨٩٠٠٠٠١",
    "x" * 90 + "3304126708900001",  # a cut would leave ten digits
]


def digits(html: str) -> str:
    """All that stands in the main part and in links, without what is no digit."""
    return re.sub(r"\D", "", html.translate(str.maketrans("Ol٠١٢٣٤٥٦٧٨٩", "010123456789")))


def silent(html: str) -> bool:
    return not any(part in digits(html) for part in ("33041267089", "67089000"))


@pytest.fixture
def client(settings) -> Client:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    return Client()


@pytest.mark.parametrize("text", TYPED)
@pytest.mark.parametrize("lang", ["", "/en"])
def test_the_search_of_codes(client: Client, text: str, lang: str) -> None:
    html = client.get(f"{lang}/kode/", {"q": text}).content.decode()
    assert silent(html)
    assert ("/kode/" if lang else "/en/kode/") in html  # the other language stays, without the query


@pytest.mark.parametrize("text", TYPED)
def test_the_search_in_a_budget(show, text: str) -> None:
    html = show(years.first_year()).get(f"{ALAMAT}cari/", {"q": text}).content.decode()
    assert silent(html)
    assert MASK[:8] in html


@pytest.mark.django_db
@pytest.mark.parametrize("text", TYPED)
def test_the_search_for_a_village(client: Client, text: str) -> None:
    assert silent(client.get("/desa/", {"q": text}).content.decode())


@pytest.mark.usefixtures("client")
def test_an_old_form() -> None:
    made = RequestFactory().post("/kantor/", {"alasan": f"Memuat {TYPED[1]}"})
    made._messages = []
    html = errors.csrf_failure(made).content.decode()
    assert silent(html)
    assert f"Memuat NIK {MASK}" in html


@pytest.mark.django_db
def test_signing_in(client: Client) -> None:
    onward = f"/kode/?q={quote(TYPED[1])}"
    assert silent(client.get("/masuk/", {"lanjut": onward}).content.decode())
    answer = client.post("/masuk/", {"lanjut": "/kode/?q=jalan", "nama": TYPED[0], "sandi": "bukan sandinya"})
    assert answer.status_code == 422
    assert silent(answer.content.decode())
    assert 'value="/kode/?q=jalan"' in answer.content.decode()


@pytest.mark.django_db
def test_the_first_person_is_not_named_by_a_nik(client: Client) -> None:
    session = client.session
    session[SESSION] = True
    session.save()
    sent = {"nama": f"Rini {TYPED[0]}", "pengguna": TYPED[0], "sandi": "padi-menguning-di-sawah"}
    answer = client.post("/mulai/33.04.08.2010/", sent)
    assert answer.status_code == 422
    assert silent(answer.content.decode())
    assert f"Rini {MASK}" in answer.content.decode()
    assert "jangan memakai NIK" in answer.content.decode()
    assert silent(client.get("/mulai/", {"q": TYPED[1], "mulai": "12"}).content.decode())
