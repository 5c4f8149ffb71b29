"""From rows of the database to plain lines and sums."""

from collections.abc import Collection

from balai.plain.findings import Place
from balai.rooms.penganggaran.apbdes.models import Baris, Jumlah
from balai.rooms.penganggaran.apbdes.shape import Line, Stated


def lines_of(desa: int, prints: Collection[int]) -> dict[int, tuple[Line, ...]]:
    """The lines of prints in the order of their files, by print. One statement, inside a scope."""
    fields = (
        "cetakan_id", "urutan", "bagian", "kode_kegiatan", "kode_rekening", "uraian", "sumber", "anggaran", "semula",
        "volume", "satuan", "letak",
    )  # fmt: skip
    rows = (
        Baris.objects.filter(desa=desa, cetakan__in=prints)
        .order_by("cetakan_id", "urutan")
        .values_list(*fields)
    )
    found: dict[int, list[Line]] = {}
    for c, u, b, k, r, name, s, a, before, volume, satuan, place in rows:
        line = Line(
            u, b, k, r, name, tuple(s.split(",")) if s else (), a, before, volume, satuan, Place(**place)
        )
        found.setdefault(c, []).append(line)
    return {c: tuple(lines) for c, lines in found.items()}


def stated_of(desa: int, prints: Collection[int]) -> dict[int, tuple[Stated, ...]]:
    """The sums that prints state, by print. One statement, inside a scope."""
    found: dict[int, list[Stated]] = {}
    for r in Jumlah.objects.filter(desa=desa, cetakan__in=prints).order_by("cetakan_id", "urutan"):
        found.setdefault(r.cetakan_id, []).append(
            Stated(r.kunci, r.uraian, r.anggaran, r.semula, Place(**r.letak))
        )
    return {c: tuple(sums) for c, sums in found.items()}
