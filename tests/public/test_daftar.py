"""The front door and the search for a village, with real villages and prints in the database."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from balai.adapters.sheets.apbdes.receive import Choice, receive
from balai.faces.public import daftar
from balai.ground.wilayah import places
from balai.ground.wilayah.acts import use
from balai.plain import clock
from balai.rooms.penganggaran.apbdes import acts, reads
from tests.penganggaran.office import BERKAS, DAY, Office
from tests.public.reading import Page
from tests.sheets.rewritings import book, sample_rows

PRINT = "penjabaran-siskeudes.xlsx"


@pytest.fixture
def front(committed: None, settings: pytest.FixtureRequest) -> Client:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    return Client()


def page(client: Client, path: str = "/") -> Page:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return Page(answer.content.decode())


def of_year(year: int) -> bytes:
    """The first print of the sample, of another year."""
    rows = [
        [str(c).replace("2025", str(year)) if isinstance(c, str) else c for c in r]
        for r in sample_rows(PRINT)
    ]
    return book(("APB", rows))


def publish(office: Office, data: bytes, year: int, at: datetime) -> int:
    with clock.pinned(at):
        received = receive(data, PRINT, reads.desa_of(office.where), Choice(tahun=year, as_is=True))
        row = office.take(received)
        office.publish(row)
    return row


def links_of_last_published(client: Client) -> list[str]:
    html = client.get("/").content.decode()
    return Page(html.partition("Terakhir diterbitkan</h2>")[2].partition("</section>")[0]).links


def test_last_published_is_the_print_and_not_the_newest_year(front: Client) -> None:
    """2024 published after 2025: the page says 2024. Another village between them stands second."""
    first, second = Office(), Office("33.04.08.2010")
    sample = (BERKAS / PRINT).read_bytes()
    publish(first, sample, 2025, datetime(2025, 10, 1, 1, tzinfo=UTC))
    publish(second, sample, 2025, datetime(2025, 10, 1, 2, tzinfo=UTC))
    publish(first, of_year(2024), 2024, datetime(2025, 10, 1, 3, tzinfo=UTC))
    one, other = f"/desa/{first.desa.code}/anggaran/", f"/desa/{second.desa.code}/anggaran/"
    assert links_of_last_published(front) == [f"{one}2024/", f"{other}2025/"]


def test_confirming_or_withdrawing_publishes_nothing(front: Client) -> None:
    """They move a village's counter; the village published last stays first."""
    first, second = Office(), Office("33.04.08.2010")
    sample = (BERKAS / PRINT).read_bytes()
    publish(first, sample, 2025, datetime(2025, 10, 1, 1, tzinfo=UTC))
    wrong = publish(first, of_year(2024), 2024, datetime(2025, 10, 1, 2, tzinfo=UTC))
    publish(second, sample, 2025, datetime(2025, 10, 1, 3, tzinfo=UTC))
    with clock.pinned(datetime(2025, 10, 1, 4, tzinfo=UTC)):
        acts.tarik_cetakan(
            first.desa,
            wrong,
            by=first.cast["sekdes"],
            at=DAY,
            key="w",
            reason="salah berkas",
            seen=first.rev(wrong),
        )
    assert links_of_last_published(front) == [
        f"/desa/{second.desa.code}/anggaran/2025/",
        f"/desa/{first.desa.code}/anggaran/2025/",
    ]


def test_few_villages_are_all_named_and_can_be_searched(front: Client) -> None:
    for code in ("33.04.08.2010", "33.04.08.2015"):
        use(code)
    found = page(front)
    assert {"/desa/33.04.08.2010/", "/desa/33.04.08.2015/"} <= set(found.links)
    assert any(tag == "form" and at.get("action") == "/desa/" for tag, at in found.tags)


def test_many_villages_are_found_by_place_and_by_search(front: Client) -> None:
    """All 266 villages of Banjarnegara: the front door names its twenty kecamatan, each leads to its villages."""
    codes = [d.code for k in places.children("33.04") for d in places.children(k.code) if d.level == "desa"]
    for code in codes:
        use(code)
    found = page(front)
    assert len(codes) > daftar.LISTED
    assert f"Ada {len(codes)} desa di Balai ini" in found.words
    above = [x for x in found.links if x.startswith("/desa/?di=")]
    assert len(above) == len({c[:8] for c in codes}) == 20
    madukara = [c for c in codes if c.startswith("33.04.08.")]
    assert reached(front, "/desa/?di=33.04.08") == set(madukara)
    assert reached(front, "/desa/") == set(codes), "page after page, none is missing"
    (first, *_rest) = villages_of(page(front, "/desa/?q=kebutuhjurang"))
    assert first == "33.04.20.2005"
    assert villages_of(page(front, "/desa/?q=3304082010")) == ["33.04.08.2010"]


def villages_of(found: Page) -> list[str]:
    return [x.split("/")[2] for t in found.tables for r in t.rows for x in r.links]


def reached(client: Client, path: str) -> set[str]:
    """Village codes of a list and of all pages that follow it."""
    codes: set[str] = set()
    seen: set[str] = set()
    while path not in seen:
        seen.add(path)
        found = page(client, path)
        codes |= set(villages_of(found))
        following = [at["href"] for tag, at in found.tags if tag == "a" and at.get("rel") == "next"]
        path = f"/desa/{following[0]}" if following else path
    return codes


def test_a_village_of_the_country_that_is_not_here_is_not_found(front: Client) -> None:
    use("33.04.08.2010")
    found = page(front, "/desa/?q=Kutayasa")
    assert villages_of(found) == []
    assert "Tidak ada desa bernama “Kutayasa”" in found.words
    assert 'value="Kutayasa"' in front.get("/desa/?q=Kutayasa").content.decode()


@pytest.mark.parametrize(
    "query",
    ["di=99.99", "di=../..", "mulai=-1", "mulai=9999999", "q=%00", "di=33.04&mulai=²5", "q=" + "x" * 500],
)
def test_odd_addresses_are_answered(front: Client, query: str) -> None:
    assert front.get(f"/desa/?{query}").status_code in {200, 400}


def test_the_list_reads_a_fixed_number_of_statements(front: Client, django_assert_max_num_queries) -> None:
    for code in [d.code for d in places.children("33.04.08") if d.level == "desa"]:
        use(code)
    with django_assert_max_num_queries(5):
        front.get("/desa/")


assert date(2025, 10, 1) == DAY, "moments above are of this day"
