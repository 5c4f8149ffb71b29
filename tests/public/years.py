"""Years for the public pages, built from the expected rows of the sample prints (not by our importers)."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from balai.plain.findings import Finding, Level
from balai.rooms.penganggaran.apbdes.shape import Budget, Line, Version, Year
from tests.papers.budgets import BERKAS, changed_budget, first_budget

KODE = "33.99.99.2001"
TAHUN = 2025
ALAMAT = f"/desa/{KODE}/anggaran/{TAHUN}/"


def rows_of(stem: str) -> list[dict[str, str]]:
    """The expected rows of a sample print, straight from its control file."""
    with (BERKAS / f"{stem}.baris.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def year_of(budget: Budget, *, confirmed: bool = True, office: str = "Sekretaris Desa") -> Year:
    """A year with one published print."""
    received = datetime(2025, 10, 17, 2, 0, tzinfo=UTC)
    source = replace(budget.source, diterima_oleh=office, diterima_pada=received)
    budget = replace(budget, source=source)
    version = Version(
        "2025-2",
        budget.versi,
        "diterbitkan",
        budget.title.dasar,
        budget.title.tanggal,
        source,
        received,
        confirmed,
    )
    return Year(budget.desa, TAHUN, budget, None, (version,), 3, received)


def changed_year() -> Year:
    """The sample village's 2025 as its Perubahan tells it: two columns."""
    return year_of(changed_budget())


def first_year() -> Year:
    """The sample village's 2025 before the change: one column, 294 lines."""
    return year_of(first_budget())


def with_lines(year: Year, lines: Iterable[Line]) -> Year:
    """The same year with other lines."""
    return replace(year, berlaku=replace(year.berlaku, lines=tuple(lines)))


def with_names(year: Year, names: dict[str, str]) -> Year:
    """The same year with other names of codes."""
    return replace(year, berlaku=replace(year.berlaku, names=names))


def with_finding(year: Year, message: str) -> Year:
    """The same year with one finding against its print."""
    found = Finding(Level.FINDING, "uji", message)
    return replace(year, berlaku=replace(year.berlaku, findings=(found,)))


def spending(urutan: int, kegiatan: str, rekening: str, sumber: tuple[str, ...], rupiah: str) -> Line:
    """A spending line made up for one test."""
    return Line(urutan, "belanja", kegiatan, rekening, f"Baris uji {urutan}", sumber, Decimal(rupiah))


def undated(year: Year) -> Year:
    """The same year whose print names neither number nor date of its regulation."""
    title = replace(year.berlaku.title, dasar="", tanggal=None)
    return replace(year, berlaku=replace(year.berlaku, title=title))


SIGNED = date(2025, 9, 26)
