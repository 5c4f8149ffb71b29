"""What the budget page says: its sentences, what it leaves out of headlines, findings, papers, empty states."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from balai.rooms.penganggaran.apbdes.shape import Version, Year
from tests.public import years
from tests.public.reading import Page
from tests.public.test_reach import crawled, printed_lines
from tests.public.years import ALAMAT, KODE, spending

Open = Callable[..., Client]
Read = Callable[[Year, str], Page]


def words(page: Page) -> str:
    """The page's text with single spaces."""
    return " ".join(page.words.split())


def test_the_answer_names_the_control_totals(read: Read) -> None:
    """Totals of the Perubahan's control file: income, spending, financing out; nothing is left over."""
    said = words(read(years.changed_year(), ALAMAT))
    assert "Pada 2025 desa merencanakan uang masuk Rp1.925.822.000 dan belanja Rp1.765.349.021." in said
    assert "disediakan Rp207.683.600." in said
    assert "belum direncanakan" not in said


def test_a_deficit_says_how_it_is_met(read: Read) -> None:
    """The first budget spends Rp32.210.621 more than comes in; last year's rest covers it (control file)."""
    said = words(read(years.first_year(), ALAMAT))
    assert "Kekurangannya, Rp32.210.621, ditutup dari sisa uang tahun lalu sebesar Rp47.210.621." in said


def test_a_hole_is_told_plainly(read: Read) -> None:
    year = years.first_year()
    extra = spending(999, "02.03.10", "5.3.5.01", ("DDS",), "5000000.00")
    said = words(read(years.with_lines(year, [*year.berlaku.lines, extra]), ALAMAT))
    assert "Masih kurang Rp5.000.000 yang belum ada sumbernya." in said


def test_personnel_pay_is_in_tables_but_in_no_headline(show: Open) -> None:
    """Rekening 5.1 (pay of a handful of known people) stands with its kegiatan; works, cards, metadata leave it out."""
    pay = {r["kode_kegiatan"] for r in years.rows_of("apb-perubahan") if r["kode_rekening"].startswith("5.1")}
    assert pay
    client = show(years.changed_year())
    home, budget = (Page(client.get(p).content.decode()) for p in (f"/desa/{KODE}/", ALAMAT))
    for page in (home, budget):
        works = next(t for t in page.tables if "terbesar" in t.caption)
        assert len(works.body()) >= 6
        assert not [
            r for r in works.body() for code in pay if code in r.words or any(code in x for x in r.links)
        ]
    found = crawled(client)
    assert all(f"{ALAMAT}belanja/{code}/" in found for code in pay)


def test_works_come_largest_first_and_are_what_the_control_rows_add_up_to(read: Read) -> None:
    sums: dict[str, Decimal] = {}
    for row in years.rows_of("penjabaran-siskeudes"):
        if row["bagian"] == "belanja" and not row["kode_kegiatan"].startswith("01"):
            code = row["kode_kegiatan"]
            sums[code] = sums.get(code, Decimal(0)) + Decimal(row["anggaran"])
    works = next(t for t in read(years.first_year(), ALAMAT).tables if "terbesar" in t.caption)
    assert [r.amounts[0] for r in works.body()] == sorted(sums.values(), reverse=True)[:12]


def test_lines_that_name_two_sources_no_kegiatan_or_half_a_code_are_found_too(show: Open) -> None:
    year = years.first_year()
    odd = [
        spending(901, "02.03.10", "5.2.1.01", ("DDS", "ADD"), "1000001.00"),
        spending(902, "", "5.2.1.02", ("DDS",), "1000002.00"),
        spending(903, "02", "5.2.1.03", ("ADD",), "1000003.00"),
        spending(904, "03.01", "5.2.1.04", (), "1000004.50"),
        spending(905, "07.01.01", "5.2.1.05", ("XYZ",), "1000005.00"),
    ]
    found = crawled(show(years.with_lines(year, [*year.berlaku.lines, *odd])))
    amounts = [a for (a,) in printed_lines(found)]
    assert len(amounts) == len(year.berlaku.lines) + len(odd)
    assert all(amounts.count(x.anggaran) == 1 for x in odd)
    table = next(t for t in found[ALAMAT].tables if t.caption.strip() == "Belanja menurut bidang")
    assert sum(r.amounts[0] for r in table.body()) == table.foot().amounts[0]


def test_sen_are_not_lost(read: Read) -> None:
    year = years.first_year()
    lines = [
        replace(x, anggaran=x.anggaran + Decimal("0.25")) if x.urutan < 4 else x for x in year.berlaku.lines
    ]
    assert "Rp1.885.182.000,75" in words(read(years.with_lines(year, lines), f"{ALAMAT}pendapatan/"))


def test_findings_are_told_and_their_absence_too(read: Read) -> None:
    clean = words(read(years.changed_year(), ALAMAT))
    assert "Tidak ada temuan" in clean
    told = words(read(years.with_finding(years.changed_year(), "Jumlah 02.03 selisih Rp1."), ALAMAT))
    assert "Jumlah 02.03 selisih Rp1." in told
    assert "Tidak ada temuan" not in told
    assert "Ada 1 temuan" in told


def test_an_amount_that_did_not_move_says_so(show: Open) -> None:
    """Both amounts stand in the page (and on paper); the sheet shows the first once on a phone."""
    rows = [
        r
        for t in Page(show(years.changed_year()).get(f"{ALAMAT}belanja/02/").content.decode()).tables
        for r in t.body()
    ]
    assert {"tidak berubah" in r.words for r in rows if r.amounts[0] == r.amounts[1]} == {True}
    assert {"tidak berubah" in r.words for r in rows if r.amounts[0] != r.amounts[1]} == {False}


def test_a_finding_tells_what_was_counted_before_its_receipts(show: Open) -> None:
    message = "Gaji berjumlah Rp410.653.789, yaitu 32,67%. PP 11/2019: paling banyak 30%. Yang dapat menjawab: Sekdes."
    html = show(years.with_finding(years.changed_year(), message)).get(ALAMAT).content.decode()
    assert "<li><p>Gaji berjumlah Rp410.653.789, yaitu 32,67%.</p>" in html
    assert '<p class="ket">PP 11/2019: paling banyak 30%. Yang dapat menjawab: Sekdes.</p>' in html
    english = show(years.with_finding(years.changed_year(), message)).get(f"/en{ALAMAT}").content.decode()
    assert '<li lang="id"><p>Gaji berjumlah' in english


def test_figure_then_sentence_then_receipts(show: Open) -> None:
    """A resident sees the money for roads and posyandu first; findings come before papers, and the top leads to them."""
    html = (
        show(years.with_finding(years.changed_year(), "Jumlah 02.03 selisih Rp1."))
        .get(ALAMAT)
        .content.decode()
    )
    marks = ["Rp1.925.822.000", 'href="#temuan"', 'role="search"', 'id="karya"', 'id="ringkas"', 'id="bidang"',
             'id="temuan"', 'id="cetakan"', 'id="unduh"', "unduh/apbdes.csv"]  # fmt: skip
    places = [html.split("<main")[1].index(m) for m in marks]
    assert places == sorted(places)
    assert 'href="#temuan"' not in show(years.changed_year()).get(ALAMAT).content.decode()


def test_receipts_of_the_print(read: Read) -> None:
    year = years.changed_year()
    page = read(year, ALAMAT)
    said = words(page)
    for wanted in ("apb-perubahan.xlsx", year.berlaku.source.sha256, "2 Januari 2025, 09.14", "Sekretaris Desa",
                   "17 Oktober 2025, 09.00 WIB", "Peraturan Desa Nomor 4 Tahun 2025", "26 September 2025"):  # fmt: skip
        assert wanted in said, wanted
    assert f"/desa/{KODE}/berkas/{year.berlaku.source.sha256}/" in page.links
    assert {f"unduh/apbdes.{kind}" for kind in ("csv", "xlsx", "json")} <= set(page.links)


def test_a_print_from_above_says_so_until_the_village_confirms(read: Read) -> None:
    above = years.year_of(years.changed_year().berlaku, confirmed=False, office="Dinas PMD Kabupaten Contoh")
    assert "Diterima dari Dinas PMD Kabupaten Contoh, belum dikonfirmasi desa" in words(read(above, ALAMAT))
    assert "belum dikonfirmasi" not in words(read(years.changed_year(), ALAMAT)).lower()


def test_a_withdrawn_print_stays_with_its_reason(read: Read) -> None:
    year = years.changed_year()
    gone = replace(year.berlaku.source, sha256="f" * 64, nama_berkas="salah.xlsx")
    old = Version(
        "2025-1", "awal", "ditarik", "", None, gone, datetime(2025, 1, 2, tzinfo=UTC), True, "Berkas keliru"
    )
    said = words(read(replace(year, versions=(old, *year.versions)), ALAMAT))
    assert "salah.xlsx" in said
    assert "Berkas keliru" in said


def test_a_silent_title_is_not_filled_in(read: Read) -> None:
    said = words(read(years.undated(years.changed_year()), ALAMAT))
    assert "ditetapkan" not in said.lower().split("dari berkas mana")[0]
    assert "None" not in said


@pytest.mark.parametrize(
    ("path", "status"),
    [(ALAMAT, 200), (f"{ALAMAT}belanja/02/", 404), (f"{ALAMAT}cari/?q=jalan", 404), (f"/desa/{KODE}/", 200)],
)
def test_nothing_published_is_an_honest_page(show: Open, path: str, status: int) -> None:
    answer = show(None).get(path)
    assert answer.status_code == status
    assert "Belum ada cetakan" in words(Page(answer.content.decode()))


def withdrawn() -> Version:
    """The first print of 2025, withdrawn on 18 October."""
    year = years.first_year()
    return replace(
        year.versions[0], nomor="2025-1", state="ditarik", alasan="Salah berkas", sejak=date(2025, 10, 18)
    )


@pytest.mark.parametrize("lang", ["", "/en"])
def test_a_year_whose_only_print_was_withdrawn_tells_what_stood_there(show: Open, lang: str) -> None:
    """Which print, which version, on which day, why; and its file is still offered."""
    gone = withdrawn()
    client = show(None, past=(gone,))
    page = Page(client.get(lang + ALAMAT).content.decode())
    said = words(page)
    day = "18 October 2025" if lang else "18 Oktober 2025"
    for wanted in ("2025-1", day, "Salah berkas", "penjabaran-siskeudes", gone.source.sha256):
        assert wanted in said, wanted
    assert f"{lang}/desa/{KODE}/berkas/{gone.source.sha256}/" in page.links
    assert "belum menerbitkan" not in said
    if not lang:
        assert "awal (murni)" in said
        assert "Ditarik desa" in said
    home = Page(client.get(f"{lang}/desa/{KODE}/").content.decode())
    assert lang + ALAMAT in home.links
    assert "belum menerbitkan" not in words(home)
    assert "2024" not in said


def test_the_years_beside_a_withdrawn_one_are_simply_empty(show: Open) -> None:
    said = words(Page(show(None, past=(withdrawn(),)).get(ALAMAT.replace("2025", "2023")).content.decode()))
    assert "belum menerbitkan" in said
    assert "ditarik" not in said


def test_a_withdrawn_print_beside_one_in_force_tells_its_day(read: Read) -> None:
    year = years.changed_year()
    said = words(read(replace(year, versions=(withdrawn(), *year.versions)), ALAMAT))
    assert "Ditarik desa" in said
    assert "18 Oktober 2025" in said


@pytest.mark.parametrize("path", [
    "/desa/33.99.99.2002/", "/desa/33.99.99.2002/anggaran/2025/", f"{ALAMAT}belanja/09/", f"{ALAMAT}belanja/02.99.99/",
    f"{ALAMAT}belanja/tanpa-kegiatan/", f"{ALAMAT}sumber/QQQ/", f"{ALAMAT}unduh/rahasia.txt", "/desa/33.99.99/",
])  # fmt: skip
def test_what_is_not_there_is_404_in_our_own_words(show: Open, path: str) -> None:
    answer = show(years.changed_year()).get(path)
    assert answer.status_code == 404
    assert "Halaman tidak ada" in answer.content.decode()


def test_what_anybody_can_invent_is_not_kept(show: Open) -> None:
    """UU 6/2014: village budgets begin in 2015. One empty page per year, none below it, none in other centuries."""
    client = show(years.changed_year())
    base = ALAMAT.rsplit("/", 2)[0]
    assert client.get(f"{base}/2016/").status_code == 200
    for path in (
        "/0001/",
        "/2014/",
        "/2090/",
        "/9999/",
        "/2016/sumber/QAA/",
        "/2016/belanja/99/",
        "/2016/cari/",
    ):
        answer = client.get(base + path)
        assert answer.status_code == 404, path
        assert "Balai-Terbit" not in answer.headers


def test_pages_take_no_posts(show: Open) -> None:
    client = show(years.changed_year())
    assert client.post(ALAMAT).status_code == 405
    assert client.head(ALAMAT).status_code == 200


def test_a_withdrawn_newer_print_is_told_at_the_top(show: Open) -> None:
    """Its figures may have been read here; now the first budget holds again."""
    year = years.first_year()
    gone = replace(year.versions[0], versi="perubahan", state="ditarik", alasan="salah berkas")
    before = show(year).get(ALAMAT).content.decode()
    after = show(replace(year, versions=(*year.versions, gone))).get(ALAMAT).content.decode()
    told = "lalu ditarik desa karena: salah berkas."
    assert told not in before
    assert told in after
    assert after.index(told) < after.index('id="karya"')
    older = replace(gone, versi="awal")
    assert told not in show(replace(year, versions=(*year.versions, older))).get(ALAMAT).content.decode()
