"""From rows of the database to plain lines and sums."""

import json
from collections.abc import Collection
from functools import cache

from django.db import connection

from balai.plain.findings import NOWHERE, Place
from balai.rooms.penganggaran.apbdes.models import Baris, Jumlah
from balai.rooms.penganggaran.apbdes.shape import Line, Stated

_FIELDS = (
    "cetakan_id", "urutan", "bagian", "kode_kegiatan", "kode_rekening", "uraian", "sumber", "anggaran", "semula",
    "volume", "satuan",
)  # fmt: skip


@cache
def _select(places: bool) -> str:
    """The statement of `lines_of`. Every page reads three hundred rows by it; through the ORM it costs twice as much."""
    columns = ", ".join((*_FIELDS, "letak") if places else _FIELDS)
    return (
        f"SELECT {columns} FROM {Baris._meta.db_table} "  # noqa: S608 - our own names
        "WHERE desa_id = %s AND cetakan_id = ANY(%s) ORDER BY cetakan_id, urutan"
    )


def lines_of(desa: int, prints: Collection[int], *, places: bool = False) -> dict[int, tuple[Line, ...]]:
    """The lines of prints in the order of their files, by print. One statement, inside a scope.

    `places`: also where each stood in its file (for the office; public pages do not show it).
    """
    with connection.cursor() as cursor:
        cursor.execute(_select(places), (desa, list(prints)))
        rows = cursor.fetchall()
    found: dict[int, list[Line]] = {}
    sources: dict[str, tuple[str, ...]] = {}
    for c, u, b, k, r, name, s, a, before, volume, satuan, *letak in rows:
        funds = sources.setdefault(s, tuple(s.split(",")) if s else ())
        place = Place(**json.loads(letak[0])) if letak else NOWHERE
        found.setdefault(c, []).append(Line(u, b, k, r, name, funds, a, before, volume, satuan, place))
    return {c: tuple(lines) for c, lines in found.items()}


def stated_of(desa: int, prints: Collection[int]) -> dict[int, tuple[Stated, ...]]:
    """The sums that prints state, by print. One statement, inside a scope."""
    found: dict[int, list[Stated]] = {}
    for r in Jumlah.objects.filter(desa=desa, cetakan__in=prints).order_by("cetakan_id", "urutan"):
        found.setdefault(r.cetakan_id, []).append(
            Stated(r.kunci, r.uraian, r.anggaran, r.semula, Place(**r.letak))
        )
    return {c: tuple(sums) for c, sums in found.items()}
