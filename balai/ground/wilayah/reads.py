"""Places in use, for screens."""

from dataclasses import dataclass

from django.db import connection

from balai.ground.wilayah.models import Wilayah


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


_VILLAGE = (
    "SELECT v.id, v.name, v.contoh, v.zone, c.id, c.name, b.id, b.name, p.id, p.name FROM wilayah_wilayah v "
    "LEFT JOIN wilayah_wilayah c ON c.id = v.parent_id LEFT JOIN wilayah_wilayah b ON b.id = c.parent_id "
    "LEFT JOIN wilayah_wilayah p ON p.id = b.parent_id WHERE v.code = %s AND v.level = 'desa'"
)


def village(code: str) -> VillageName | None:
    """A village in use, by code. One plain statement: every request begins with it."""
    with connection.cursor() as cursor:
        cursor.execute(_VILLAGE, [code])
        row = cursor.fetchone()
    if row is None:
        return None
    pk, name, contoh, zone, *above = row
    names = [n or "" for n in above[1::2]]
    return VillageName(
        pk, code, name, names[0], names[1], names[2], contoh, zone, (pk, *(i for i in above[::2] if i))
    )


def villages_in_use(*, below: str = "") -> list[VillageName]:
    """All villages in use (below a place), by code. One statement."""
    rows = Wilayah.objects.select_related("parent__parent__parent").filter(level="desa").order_by("code")
    return [_named(r) for r in (rows.filter(code__startswith=below + ".") if below else rows)]


def _named(row: Wilayah) -> VillageName:
    kecamatan = row.parent
    kabupaten = kecamatan.parent if kecamatan else None
    provinsi = kabupaten.parent if kabupaten else None
    above = (row, kecamatan, kabupaten, provinsi)
    names = [w.name if w else "" for w in above]
    return VillageName(
        row.pk,
        row.code,
        row.name,
        names[1],
        names[2],
        names[3],
        row.contoh,
        row.zone,
        tuple(w.pk for w in above if w),
    )
