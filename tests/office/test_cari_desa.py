"""Finding one's village on the first run: how many fit is said, and all of them can be read without JavaScript."""

import re

import pytest
from django.test import Client

from balai.faces.office.mulai import SESSION

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(settings) -> Client:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    made = Client()
    session = made.session
    session[SESSION] = True
    session.save()
    return made


def codes(html: str) -> list[str]:
    return re.findall(r'href="/mulai/([0-9.]{13})/"', html)


def test_more_than_a_page_says_how_many_and_leads_to_the_rest(client: Client) -> None:
    html = client.get("/mulai/", {"q": "sukamaju"}).content.decode()
    told = re.search(r"Desa 1 sampai 12 dari (\d+) yang cocok\. Tulis juga kecamatannya", html)
    assert told
    read = codes(html)
    while onward := re.search(r'rel="next" href="\?([^"]+)"', html):
        html = client.get("/mulai/?" + onward.group(1).replace("&amp;", "&")).content.decode()
        read += codes(html)
    assert len(read) == len(set(read)) == int(told.group(1))
    assert 'rel="prev"' in html


def test_what_fits_on_one_page_has_no_pages(client: Client) -> None:
    html = client.get("/mulai/", {"q": "Sered, Madukara"}).content.decode()
    assert codes(html) == ["33.04.08.2010"]
    assert "rel=" not in html.split("<main")[1]
    assert "yang cocok" not in html


@pytest.mark.parametrize("start", ["", "x", "-1", "9" * 30, "999999", "١٢", "13"])
def test_any_start_is_answered(client: Client, start: str) -> None:
    answer = client.get("/mulai/", {"q": "sukamaju", "mulai": start})
    assert answer.status_code == 200
    assert len(codes(answer.content.decode())) == 12
