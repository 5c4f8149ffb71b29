"""Every office address of the resolver, by every method: strangers learn nothing, not even whether a place exists.

Not signed in: the same way to the sign-in page everywhere. Signed in without a mandate there: 404 everywhere.
"""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from balai.faces.office.urls import urlpatterns
from balai.ground.people.models import Pengguna
from balai.ground.wilayah.acts import use
from balai.rooms.penganggaran.apbdes import reads
from tests.office.conftest import code, of, token_of, words

METHODS = ("get", "head", "post", "put", "patch", "delete", "options", "trace")
NOWHERE = ("99.99.99.2001", "33")
NAMES = [
    (str(p.name), set(p.pattern.regex.groupindex))
    for p in urlpatterns
    if "kode" in p.pattern.regex.groupindex and str(p.pattern).startswith("^kantor/")
]


@pytest.fixture(scope="module")
def real(dinas) -> dict[str, dict[str, str]]:
    """What stands in a village's office and in the kabupaten's: values for the addresses, by place."""
    browser = dinas.sign_in("sek-asing", use(code(9)), "sekdes")
    here = f"/kantor/{code(9)}/cetakan/"

    def drop() -> str:
        return browser.post(here, {"berkas": SimpleUploadedFile("a.csv", of(9))})["Location"]

    first = drop()
    assert (
        browser.post(first, {"tindakan": "terima", "tahun": "2025", "versi": "penjabaran"}).status_code == 302
    )
    (row,) = reads.office_list(use(code(9)).pk)
    village = {"nomor": str(row.id), "token": token_of(drop()), "langkah": "terbitkan"}
    return {code(9): village, "33.99": {"nomor": "1", "token": token_of(dinas.sent({"b.csv": of(9)}))}}


def addresses(place: str, values: dict[str, str]) -> list[str]:
    """All addresses beneath a place; a value that is missing or of another shape is made up."""
    found = []
    for name, groups in NAMES:
        made_up = {"nomor": "1", "langkah": "terbitkan", "token": "0123456789abcdef" * 2, "sha256": "ab" * 32}
        wanted = {**made_up, **values, "kode": place}
        if name.startswith("kiriman") and len(wanted["token"]) != 32:
            wanted["token"] = made_up["token"]
        found.append(reverse(name, kwargs={g: wanted[g] for g in groups}))
    return found


def test_the_addresses_are_those_that_officials_open(real, dinas) -> None:
    """Else the tests below would try nothing."""
    assert len(NAMES) >= 9
    sekdes = Client(SERVER_NAME="localhost")
    sekdes.force_login(Pengguna.objects.get(username="sek-asing"))
    opened = [p for p in addresses(code(9), real[code(9)]) if sekdes.get(p).status_code in {200, 405}]
    assert len(opened) >= 7
    assert len([p for p in addresses("33.99", real["33.99"]) if dinas.browser.get(p).status_code == 200]) >= 3


@pytest.mark.parametrize("method", METHODS)
def test_whoever_is_not_signed_in_is_led_to_sign_in_whatever_stands_there(real, method: str) -> None:
    anybody = Client(SERVER_NAME="localhost")
    for place in (*real, *NOWHERE):
        for path in addresses(place, real.get(place, {})):
            answer = getattr(anybody, method)(path)
            assert (answer.status_code, answer.content) == (302, b""), path
            assert answer["Location"] == f"/masuk/?lanjut={path}"
            assert not answer.cookies


def test_nor_does_a_form_without_its_token_tell(real) -> None:
    anybody = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    for place in (*real, *NOWHERE):
        for path in addresses(place, real.get(place, {})):
            assert anybody.post(path, {"tindakan": "terima"}).status_code == 403, path


@pytest.fixture(scope="module")
def strangers(dinas) -> list[Client]:
    """The next village's head, one whose time is over, and one whose time has not come."""
    over = dinas.sign_in("dahulu", use(code(9)), "kades", date(2019, 1, 1), date(2024, 12, 31))
    later = dinas.sign_in("kelak", use(code(9)), "kaur_keuangan", date(2099, 1, 1))
    return [dinas.sign_in("kades-sepuluh", use(code(10)), "kades"), over, later]


@pytest.mark.parametrize("method", METHODS)
def test_whoever_has_no_mandate_there_finds_nothing(real, strangers: list[Client], method: str) -> None:
    for stranger in strangers if method in {"get", "post"} else strangers[:1]:
        told = set()
        for place in (*real, *NOWHERE):
            for path in addresses(place, real.get(place, {})):
                answer = getattr(stranger, method)(path, follow=False)
                assert answer.status_code == 404, path
                told.add(words(answer))
        assert len(told) == 1, "the same words whether it exists or not"


def test_the_kabupaten_has_no_office_in_another_one(real, dinas) -> None:
    for place in ("33.98", "33.98.01.2001", "33", "34.99.01.2001"):
        for path in addresses(place, {}):
            assert dinas.browser.get(path).status_code == 404, path
