"""What the tables say of prints, by plain statements: the reads behind every public page.

Through the ORM building these five statements costs more than the database and the page's tables together (measured:
a quarter of an uncached page). All run inside a scope; the fence holds for them as for any other.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from balai.ground.cetakan.models import Cetakan
from balai.plain.findings import Finding, Level, Place

_SEEN = (
    "SELECT c.id, c.year, c.version, c.state, c.since, c.tanggal, c.dasar, c.dicetak, c.received_office, "
    "c.received_words, c.received_at, c.published_at, c.alasan, c.simpul_id, s.year || '-' || s.number, c.berkas_id, "
    "b.name, b.sha256, b.size, b.stored FROM cetakan_cetakan c JOIN utas_simpul s ON s.id = c.simpul_id "
    "JOIN files_berkas b ON b.id = c.berkas_id WHERE c.desa_id = %s AND c.kind = 'apbdes' "
    "AND c.year = coalesce(%s, c.year) ORDER BY c.received_at, c.id"
)
_CONTENT = "SELECT judul, nama FROM penganggaran_isi WHERE desa_id = %s AND cetakan_id = %s"
_FINDINGS = (
    "SELECT level, code, message, letak, params FROM utas_temuan WHERE desa_id = %s AND simpul_id = %s "
    "AND (public OR %s) ORDER BY act, urutan"
)
_PUBLISHED = (
    "SELECT f.year, t.changed_at FROM published_fakta f LEFT JOIN published_terbitan t "
    "ON t.desa_id = f.desa_id WHERE f.desa_id = %s AND f.key = 'apbdes.belanja' ORDER BY f.year"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One print: its state and dates, its public number (`2025-1`), and its file."""

    id: int
    year: int
    version: str
    state: str
    since: date
    tanggal: date | None
    dasar: str
    dicetak: str
    received_office: str
    received_words: str
    received_at: datetime
    published_at: datetime | None
    alasan: str
    simpul: int
    nomor: str
    berkas: int
    nama_berkas: str
    sha256: str
    ukuran: int
    stored: bool


def prints(desa: int, year: int | None = None) -> list[Seen]:
    """All budget prints of a village (in one year) in the order of their arrival. One statement."""
    return [Seen(*row) for row in _rows(_SEEN, desa, year)]


def seen(c: Cetakan) -> Seen:
    """A print that is at hand with its simpul and berkas."""
    return Seen(
        c.pk, c.year, c.version, c.state, c.since, c.tanggal, c.dasar, c.dicetak, c.received_office, c.received_words,
        c.received_at, c.published_at, c.alasan, c.simpul_id, f"{c.simpul.year}-{c.simpul.number}", c.berkas_id,
        c.berkas.name, c.berkas.sha256, c.berkas.size, c.berkas.stored,
    )  # fmt: skip


def content(desa: int, cetakan: int) -> tuple[dict[str, Any], dict[str, str]]:
    """Title block and printed names of a print. One statement."""
    ((judul, nama),) = _rows(_CONTENT, desa, cetakan)
    return json.loads(judul), json.loads(nama)


def findings(desa: int, simpul: int, *, private: bool) -> tuple[Finding, ...]:
    """What was found about a print, public or (for the office) all of it. One statement."""
    return tuple(
        Finding(Level(level), code, message, Place(**json.loads(letak)), json.loads(params))
        for level, code, message, letak, params in _rows(_FINDINGS, desa, simpul, private)
    )


def published_years(desa: int) -> tuple[datetime | None, tuple[int, ...]]:
    """When something was published last, and the years with a published budget. One statement."""
    rows = _rows(_PUBLISHED, desa)
    return (rows[0][1], tuple(r[0] for r in rows)) if rows else (None, ())


def _rows(statement: str, *values: object) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
