"""A held file open in two windows: what one has decided, the other says in words, and only to its owner."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balai.ground.cetakan import held
from balai.ground.wilayah.acts import use
from balai.rooms.penganggaran.apbdes import reads
from tests.office.conftest import code, of, words

HERE = f"/kantor/{code(7)}/cetakan/"


@pytest.fixture(scope="module")
def people(dinas):
    village = use(code(7))
    return {n: dinas.sign_in(n, village, o) for n, o in (("sek-tujuh", "sekdes"), ("kades-tujuh", "kades"))}


def dropped(people, data: bytes) -> str:
    answer = people["sek-tujuh"].post(HERE, {"berkas": SimpleUploadedFile("apbdes-tujuh.csv", data)})
    assert answer.status_code == 302, words(answer)
    return answer["Location"]


def test_what_one_window_accepted_the_other_leads_to(people, dinas) -> None:
    browser, where = people["sek-tujuh"], dropped(people, of(7))
    assert browser.get(where).status_code == 200
    taken = browser.post(where, {"tindakan": "terima", "tahun": "2025", "versi": "penjabaran"})
    assert taken.status_code == 302, words(taken)
    (row,) = reads.office_list(use(code(7)).pk)
    assert taken["Location"] == f"{HERE}{row.id}/"
    for other in (browser.get(where), browser.post(where, {"tindakan": "terima", "tahun": "2025"})):
        assert other.status_code == 410
        assert f"apbdes-tujuh.csv sudah diterima sebagai cetakan {row.nomor}" in words(other)
        (to,) = set(re.findall(rf'href="({HERE}[0-9]+/)"', other.content.decode()))
        assert to == taken["Location"]
        assert browser.get(to).status_code == 200
    assert where not in browser.get(HERE).content.decode(), "it waits no more"
    elsewhere = where.replace(code(7), code(8))
    for stranger in (people["kades-tujuh"], dinas.browser):
        assert stranger.get(where).status_code == 404, "another person's file is not there, before and after"
        assert stranger.get(elsewhere).status_code == 404
    assert len(reads.office_list(use(code(7)).pk)) == 1


def test_what_one_window_threw_away_the_other_says(people) -> None:
    browser, where = people["sek-tujuh"], dropped(people, of(7))
    browser.post(where, {"tindakan": "buang"})
    gone = browser.get(where)
    assert gone.status_code == 410
    assert "apbdes-tujuh.csv sudah dibuang sebelum diterima" in words(gone)
    assert people["kades-tujuh"].get(where).status_code == 404


def test_while_one_window_accepts_the_other_waits(people) -> None:
    browser, where = people["sek-tujuh"], dropped(people, of(7))
    token = where.rstrip("/").rsplit("/", 1)[-1]
    assert held.take(token)
    waits = browser.get(where)
    assert waits.status_code == 410
    assert waits["Refresh"]
    assert "sedang diterima di jendela lain" in words(waits)
    held.give_back(token)
    assert browser.get(where).status_code == 200


@pytest.mark.parametrize("token", ["abcdefghijklmnop", "..________.._____", "-" * 20])
def test_a_token_that_never_was_is_not_there(people, token: str) -> None:
    assert people["sek-tujuh"].get(f"{HERE}titipan/{token}/").status_code == 404
