"""Whether a place is called, and stands, as the national list or our own examples have it.

Places that only a run's `--daftar-desa` named, or that a later decree renumbered, are in no list here: left out.
"""

from collections.abc import Iterator

from balai.ground.trace.verify import Village, Wrong
from balai.ground.wilayah import places
from balai.ground.wilayah.models import Wilayah


def check(village: Village) -> Iterator[Wrong]:
    """Name, level, place above, example or not, zone."""
    row = Wilayah.objects.select_related("parent").get(pk=village.id)
    entry = places.listed(row.code)
    if entry is None:
        return
    wanted = (
        ("name", entry.name, row.name), ("level", entry.level, row.level),
        ("parent", entry.parent, row.parent.code if row.parent else ""),
        ("contoh", entry.contoh, row.contoh), ("zone", places.zone(row.code), row.zone),
    )  # fmt: skip
    for column, want, have in wanted:
        if want != have:
            yield Wrong("wilayah_wilayah", f"{row.code} {column}", str(want), str(have))
