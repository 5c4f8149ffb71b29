"""What a link shows when it is shared in a group, and the message that is ready to be sent."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from balai.adapters.papers.stored import folder_of
from balai.rooms.penganggaran.apbdes.shape import Year
from tests.public import years
from tests.public.reading import Page
from tests.public.years import ALAMAT, KODE

Open = Callable[[Year | None], Client]
SITE = "https://desa.contoh.invalid"


def shared(client: Client, path: str) -> dict[str | None, str | None]:
    page = Page(client.get(path).content.decode())
    return {at.get("property"): at.get("content") for tag, at in page.tags if tag == "meta"}


@pytest.mark.parametrize(("path", "amount"), [
    (f"/desa/{KODE}/", "Rp1.925.822.000"), (ALAMAT, "Rp1.765.349.021"), (f"{ALAMAT}belanja/02/", "Rp787.150.000"),
    (f"{ALAMAT}belanja/02.06.03/", "Rp13.750.000"), (f"{ALAMAT}pendapatan/", "Rp1.925.822.000"),
    (f"{ALAMAT}pembiayaan/", "−Rp160.472.979"), (f"{ALAMAT}sumber/DDS/", "Rp963.418.000"),
])  # fmt: skip
def test_every_page_says_its_own_amount(show: Open, path: str, amount: str) -> None:
    """Amounts of the control file of the change."""
    said = shared(show(years.changed_year()), path)
    assert amount in (said["og:description"] or "")
    assert (said["og:description"] or "").startswith("DATA CONTOH. ")
    assert said["og:title"]


def test_titles_tell_pages_apart(show: Open) -> None:
    client = show(years.changed_year())
    paths = [
        f"/desa/{KODE}/", ALAMAT, f"{ALAMAT}belanja/02/", f"{ALAMAT}belanja/02.06.03/", f"{ALAMAT}pendapatan/",
        f"{ALAMAT}pembiayaan/", f"{ALAMAT}sumber/DDS/", f"{ALAMAT}cari/", "/privasi/", "/tentang/", "/kode/",
    ]  # fmt: skip
    titles = [shared(client, p)["og:title"] for p in paths]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_a_village_without_print_says_so(show: Open) -> None:
    said = shared(show(None), f"/desa/{KODE}/")
    assert "Belum ada cetakan" in (said["og:description"] or "")
    assert "og:image" not in said


def test_the_picture_stands_on_every_page_once_it_is_made(show: Open, settings, tmp_path: Path) -> None:
    settings.BALAI_URL, settings.BALAI_PUBLISHED = SITE, str(tmp_path)
    year = years.changed_year()
    client = show(year)
    paths = (f"/desa/{KODE}/", ALAMAT, f"{ALAMAT}belanja/02.06.03/")
    assert all("og:image" not in shared(client, p) for p in paths)
    folder_of(year).mkdir(parents=True)
    (folder_of(year) / "kartu.png").write_bytes(b"x")
    for path in paths:
        assert shared(client, path)["og:image"] == f"{SITE}{ALAMAT}unduh/kartu.png"


def test_the_message_is_ready_for_whatsapp_and_not_without_an_address(show: Open, settings) -> None:
    client = show(years.changed_year())
    assert not [x for x in Page(client.get(ALAMAT).content.decode()).links if x.startswith("whatsapp:")]
    settings.BALAI_URL = SITE
    page = Page(client.get(ALAMAT).content.decode())
    (link,) = [x for x in page.links if x.startswith("whatsapp:")]
    text = parse_qs(urlsplit(link).query)["text"][0]
    assert len(text) <= 300
    assert "belanja Rp1.765.349.021." in text
    assert text.endswith(f"{SITE}{ALAMAT}")
    assert text in page.words, "the same words can be read and copied"


def test_another_village_is_one_link_away(show: Open) -> None:
    assert "/desa/" in Page(show(years.changed_year()).get(ALAMAT).content.decode()).links
