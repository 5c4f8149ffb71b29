"""The Sekdes records a signed decree by the form; the Kades decides; strangers see nothing."""

import io
from datetime import date

import pdfplumber
import pytest
from django.test import Client
from PIL import Image

from balai.ground.people.models import Mandat, Pengguna
from balai.ground.procedure.appointment import Appointment, appoint
from balai.ground.utas.models import Simpul
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.scope import within

AT = "/kantor/33.99.99.2001/keputusan/"


def photo() -> io.BytesIO:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Rumah Pak Kades"
    Image.new("RGB", (300, 400), "white").save(out, "JPEG", exif=exif)
    out.seek(0)
    out.name = "IMG_3304126708900001.php.jpg"
    return out


@pytest.fixture
def client_of(hall, settings):
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}

    def made(username: str) -> Client:
        client = Client(SERVER_NAME="localhost")
        client.force_login(
            Pengguna.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    return made


def said(**more: object) -> dict[str, object]:
    return {
        "office": "kader", "nama": "Indah Wulan Sastrajaya", "mulai": "2023-02-13", "sampai": "2029-12-31",
        "nomor": "141/07/2023", "at": "2023-02-13", "lembar": photo(), "cara": "catat", **more,
    }  # fmt: skip


def test_a_signed_sheet_is_recorded_and_both_names_stand_on_the_page(hall, client_of) -> None:
    sekdes = client_of("sekdes")
    answer = sekdes.post(f"{AT}baru/", said(orang=hall.kadus))
    assert answer.status_code == 302, answer.content.decode()
    page = sekdes.get(answer["Location"]).content.decode()
    assert "ditandatangani di kertas oleh Teguh Wirasampurna pada 13 Februari 2023" in page
    assert "dicatat oleh Nur Kartaloka" in page
    assert "juga Kepala Dusun" in page
    assert "141/07/2023" in sekdes.get(AT).content.decode()
    with within(hall.desa.pk):
        assert Mandat.objects.get(office="kader").person.name == "Indah Wulan Sastrajaya"


def test_the_picture_is_set_anew_and_stays_in_the_office(hall, client_of) -> None:
    sekdes = client_of("sekdes")
    where = sekdes.post(f"{AT}baru/", said())["Location"]
    link = sekdes.get(where).content.decode().split('href="lembar/')[1].split('"')[0]
    picture = sekdes.get(f"{where}lembar/{link}")
    assert picture["Content-Type"] == "image/jpeg"
    assert b"Kades" not in picture.content
    assert "3304126708900001" not in str(picture.headers)
    assert Client(SERVER_NAME="localhost").get(f"{where}lembar/{link}").status_code == 302


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"lembar": ""}, "lembar"),
        ({"lembar": io.BytesIO(b"GIF89a")}, "lembar"),
        ({"nomor": ""}, "nomor"),
        ({"at": "13/02/2023"}, "at"),
        ({"at": "2031-01-01"}, "at"),
        ({"at": "2021-12-31"}, "at"),
        ({"mulai": "kemarin"}, "mulai"),
        ({"sampai": "2022-01-01"}, "sampai"),
        ({"nama": ""}, "nama"),
        ({"office": "kades"}, "office"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(hall, client_of, more, field) -> None:
    answer = client_of("sekdes").post(f"{AT}baru/", said(**more))
    page = answer.content.decode()
    assert answer.status_code in {403, 422}, answer.status_code
    assert f'<a href="#{field}">' in page
    assert page.count('value="2029-12-31"') == (0 if "sampai" in more else 1)
    with within(hall.desa.pk):
        assert not Simpul.objects.filter(kind="sk").exists()


def test_a_draft_waits_and_is_signed_later(hall, client_of) -> None:
    sekdes = client_of("sekdes")
    where = sekdes.post(f"{AT}baru/", said(cara="draf", nomor="", at="", lembar=""))["Location"]
    page = sekdes.get(where).content.decode()
    assert "belum bernomor" in page
    form = {"rev": "1", "nomor": "141/07/2023", "at": "2023-02-20", "lembar": photo()}
    assert sekdes.post(f"{where}tandatangani/", form).status_code == 302
    again = sekdes.post(f"{where}tandatangani/", {**form, "lembar": photo()})
    assert again.status_code == 409
    assert "sudah ditandatangani" in again.content.decode()


def test_sent_twice_is_one_decree(hall, client_of) -> None:
    sekdes = client_of("sekdes")
    key = "3f0d7c1e-7a51-4c53-9f11-3f7a8a0a1c55"
    places = {sekdes.post(f"{AT}baru/", said(kunci=key))["Location"] for _ in range(3)}
    assert len(places) == 1


def test_a_nik_that_was_typed_is_never_said_back(hall, client_of) -> None:
    answer = client_of("sekdes").post(f"{AT}baru/", said(nama="Indah 3304126708900001", nomor=""))
    assert "3304126708900001" not in answer.content.decode()


def test_who_holds_no_mandate_for_it_is_not_offered_it(hall, client_of) -> None:
    kadus = client_of("kadus")
    assert "Keputusan baru" not in kadus.get(AT).content.decode()
    assert kadus.get(f"{AT}baru/").status_code == 404
    appoint(use("33.04.08.2010"), Appointment("sebelah", "Orang Lain", "sekdes", date(2022, 1, 1)))
    where = client_of("sekdes").post(f"{AT}baru/", said())["Location"]
    other = client_of("sebelah")
    for path in (AT, f"{AT}baru/", where, f"{where}cabut/"):
        assert other.get(path).status_code == 404
    nomor = where.rstrip("/").rpartition("/")[2]
    assert other.get(f"/kantor/33.04.08.2010/keputusan/{nomor}/").status_code == 404


def test_the_draft_can_be_printed_for_signing(hall, client_of) -> None:
    sekdes = client_of("sekdes")
    where = sekdes.post(f"{AT}baru/", said(cara="draf", nomor="", at="", lembar=""))["Location"]
    with pdfplumber.open(io.BytesIO(sekdes.get(f"{where}sk.pdf").content)) as pdf:
        (page,) = pdf.pages
        words = " ".join(page.extract_text().split())
    assert "Mengangkat Indah Wulan Sastrajaya sebagai Kader Digital" in words
    assert "sejak 13 Februari 2023 sampai dengan 31 Desember 2029" in words
    assert "Nomor: ……" in words, "the number is written by hand"
    assert "DATA CONTOH" in words
