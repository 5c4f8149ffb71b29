"""Places in use, for screens."""

from dataclasses import dataclass

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


_OWN = ("id", "code", "name", "contoh", "zone")
_ABOVE = tuple(f"{'__'.join(['parent'] * n)}__{field}" for n in (1, 2, 3) for field in ("id", "name"))


def village(code: str) -> VillageName | None:
    """A village in use, by code. One statement."""
    found = Wilayah.objects.filter(code=code, level="desa").values_list(*_OWN, *_ABOVE)[:1]
    for pk, own, name, contoh, zone, *above in found:
        ids, names = above[::2], above[1::2]
        return VillageName(
            pk, own, name, *(n or "" for n in names), contoh, zone, (pk, *(i for i in ids if i))
        )
    return None


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
