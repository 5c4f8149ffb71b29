"""Places in use, for screens."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class VillageName:
    """A village with the names above it."""

    id: int
    code: str
    name: str
    kecamatan: str
    kabupaten: str
    provinsi: str
    contoh: bool
    zone: str
    ancestors: tuple[int, ...]  # ids from itself upward


_VILLAGES = (
    "SELECT v.id, v.code, v.name, v.contoh, v.zone, c.id, c.name, b.id, b.name, p.id, p.name FROM wilayah_wilayah v "
    "LEFT JOIN wilayah_wilayah c ON c.id = v.parent_id LEFT JOIN wilayah_wilayah b ON b.id = c.parent_id "
    "LEFT JOIN wilayah_wilayah p ON p.id = b.parent_id WHERE v.level = 'desa' AND "
)


def village(code: str) -> VillageName | None:
    """A village in use, by code. One plain statement: every request begins with it."""
    return next(iter(_villages("v.code = %s", code)), None)


def villages_in_use(*, below: str = "") -> list[VillageName]:
    """All villages in use (below a place), by code. One statement."""
    return _villages("starts_with(v.code, %s) ORDER BY v.code", below and below + ".")


@dataclass(frozen=True, slots=True)
class PlaceInUse:
    """A place of any level. `above`: ids from itself upward."""

    id: int
    code: str
    level: str
    above: tuple[int, ...]


def places_in_use() -> list[PlaceInUse]:
    """All places in use, from the provinces down to the villages. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, code, level, parent_id FROM wilayah_wilayah ORDER BY length(code), code")
        rows = cursor.fetchall()
    parents = {pk: parent for pk, _code, _level, parent in rows}
    return [PlaceInUse(pk, code, level, tuple(_upward(pk, parents))) for pk, code, level, _parent in rows]


def _upward(pk: int | None, parents: dict[int, int | None]) -> Iterator[int]:
    seen = 0
    while pk is not None and seen < len(parents):  # a ring, planted by hand, ends too
        yield pk
        pk, seen = parents.get(pk), seen + 1


def _villages(condition: str, value: str) -> list[VillageName]:
    with connection.cursor() as cursor:
        cursor.execute(_VILLAGES + condition, [value])
        rows = cursor.fetchall()
    found = []
    for pk, code, name, contoh, zone, *above in rows:
        kecamatan, kabupaten, provinsi = (n or "" for n in above[1::2])
        ids = (pk, *(i for i in above[::2] if i))
        found.append(VillageName(pk, code, name, kecamatan, kabupaten, provinsi, contoh, zone, ids))
    return found
