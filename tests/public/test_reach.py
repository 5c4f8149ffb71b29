"""Crawl and add: from the budget page, by links alone, every line is found and every level gives its figure.

Expected amounts are those of the control files; the crawler knows nothing of our code but one class name.
"""

from collections.abc import Callable
from decimal import Decimal
from urllib.parse import urljoin

import pytest
from django.test import Client

from balai.rooms.penganggaran.apbdes.shape import Year
from tests.papers.budgets import one_more
from tests.public import years
from tests.public.reading import Page
from tests.public.years import ALAMAT

Open = Callable[[Year], Client]
Read = Callable[[Year, str], Page]


def crawled(client: Client, prefix: str = "") -> dict[str, Page]:
    """Every page of the year that links lead to (search and downloads aside), by path."""
    start = prefix + ALAMAT
    found: dict[str, Page] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = client.get(path)
        assert answer.status_code == 200, path
        found[path] = Page(answer.content.decode())
        for href in found[path].links:
            target = urljoin(path, href).split("#")[0].split("?")[0]
            if target.startswith(start) and "/unduh/" not in target and "/cari/" not in target:
                waiting.append(target)
    return found


def printed_lines(found: dict[str, Page]) -> list[tuple[Decimal, ...]]:
    """Amounts of all rows that are budget lines, on the pages of kegiatan, income and financing."""
    pages = [
        p
        for path, p in found.items()
        if any(x in path for x in ("/belanja/", "/pendapatan/", "/pembiayaan/"))
    ]
    return [
        tuple(r.amounts) for p in pages for t in p.tables for r in t.body() if "baris-anggaran" in r.kelas
    ]


@pytest.mark.parametrize(("stem", "make", "columns"), [
    ("penjabaran-siskeudes", years.first_year, ("anggaran",)),
    ("apb-perubahan", years.changed_year, ("semula", "menjadi")),
])  # fmt: skip
def test_every_line_is_reached_once(
    show: Open, stem: str, make: Callable[[], Year], columns: tuple[str, ...]
) -> None:
    wanted = [tuple(Decimal(row[c]) for c in columns) for row in years.rows_of(stem)]
    assert sorted(printed_lines(crawled(show(make())))) == sorted(wanted)


@pytest.mark.parametrize("make", [years.first_year, years.changed_year])
def test_every_row_is_the_sum_of_the_page_behind_it(show: Open, make: Callable[[], Year]) -> None:
    found = crawled(show(make()))
    followed = 0
    for path, page in found.items():
        for row in (r for t in page.tables for r in t.body()):
            for href in row.links:
                target = urljoin(path, href)
                if "/belanja/" not in target or "/sumber/" in path:
                    continue
                feet = [t.foot() for t in found[target].tables]
                sums = [sum(column) for column in zip(*(f.amounts for f in feet if f), strict=True)]
                assert sums == row.amounts, f"{path} → {target}"
                followed += 1
    assert followed > 50


@pytest.mark.parametrize("make", [years.first_year, years.changed_year])
def test_every_table_of_lines_adds_up_to_its_foot(show: Open, make: Callable[[], Year]) -> None:
    checked = 0
    for path, page in crawled(show(make())).items():
        for table in page.tables:
            foot, body = table.foot(), table.body()
            if foot and body and path != ALAMAT and "neraca" not in table.caption.lower():
                assert [sum(c) for c in zip(*(r.amounts for r in body), strict=True)] == foot.amounts, path
                checked += 1
    assert checked > 20


@pytest.mark.parametrize("make", [years.first_year, years.changed_year])
def test_tables_of_the_first_page_add_up(read: Read, make: Callable[[], Year]) -> None:
    tables = {t.caption.strip(): t for t in read(make(), ALAMAT).tables}
    for caption in ("Belanja menurut bidang", "Pendapatan menurut sumber dana"):
        table = tables[caption]
        assert [sum(c) for c in zip(*(r.amounts for r in table.body()), strict=True)] == table.foot().amounts
    income, spent, surplus, received, paid, net = (r.amounts for r in tables["Tujuh angka anggaran"].body())
    left = tables["Tujuh angka anggaran"].foot().amounts
    for n in range(len(income)):
        assert income[n] - spent[n] == surplus[n]
        assert received[n] - paid[n] == net[n]
        assert surplus[n] + net[n] == left[n]


@pytest.mark.parametrize("make", [years.first_year, years.changed_year])
def test_each_source_balances_and_leaves_nothing_out(show: Open, make: Callable[[], Year]) -> None:
    """In and last year's rest, less spending and financing out, is what remains; no line names two sources here."""
    found = {p: page for p, page in crawled(show(make())).items() if "/sumber/" in p}
    spent = []
    for path, page in found.items():
        table = next(t for t in page.tables if "neraca" in t.caption.lower())
        income, left, spending, paid = (r.amounts for r in table.body())
        rest = [a + b - c - d for a, b, c, d in zip(income, left, spending, paid, strict=True)]
        assert rest == table.foot().amounts, path
        spent.append(spending)
    control = {"anggaran": 1917392621, "semula": 1917392621, "menjadi": 1765349021}
    columns = ("semula", "menjadi") if len(spent[0]) == 2 else ("anggaran",)
    assert [sum(c) for c in zip(*spent, strict=True)] == [control[c] for c in columns]


def test_one_rupiah_in_one_line_moves_every_figure_above_it_and_no_other(show: Open) -> None:
    before = years.first_year()
    line = next(
        x for x in before.berlaku.lines if (x.kode_kegiatan, x.kode_rekening) == ("02.06.03", "5.2.5.05")
    )
    after = years.with_lines(before, one_more(before.berlaku, line.urutan).lines)
    one, other = crawled(show(before)), crawled(show(after))
    assert one.keys() == other.keys()
    moved = {path for path in one if amounts(one[path]) != amounts(other[path])}
    source = f"{ALAMAT}sumber/{line.sumber[0]}/"
    assert moved == {ALAMAT, f"{ALAMAT}belanja/02/", f"{ALAMAT}belanja/02.06.03/", source}


def amounts(page: Page) -> list[str | None]:
    """All machine-readable amounts of a page, in order."""
    return [at["value"] for tag, at in page.tags if tag == "data" and at.get("class") == "rupiah"]


def test_english_shows_the_same_amounts(show: Open) -> None:
    client = show(years.changed_year())
    plain, english = crawled(client), crawled(client, "/en")
    assert {f"/en{path}" for path in plain} == set(english)
    for path, page in plain.items():
        assert amounts(page) == amounts(english[f"/en{path}"]), path
