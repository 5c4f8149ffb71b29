"""Taking a place of the national list (or an example) into use."""

from balai.ground.wilayah import places
from balai.ground.wilayah.models import Wilayah


class UnknownPlace(LookupError):
    """A code that neither the decree nor the examples know."""


def use(code: str) -> Wilayah:
    """The row of a place, made with the places above it if missing. Raises UnknownPlace.

    A place in use stays in use, also if no list names it any more: examples, villages that a later decree renumbers.
    """
    standing = Wilayah.objects.filter(code=code).first()
    if standing is not None:
        return standing
    path = places.path(code)
    if not path:
        raise UnknownPlace(f"Kode wilayah {code} tidak dikenal.")
    row: Wilayah | None = None
    for entry in path:
        row, _ = Wilayah.objects.get_or_create(
            code=entry.code,
            defaults={
                "name": entry.name, "level": entry.level, "parent": row, "contoh": entry.contoh,
                "zone": places.zone(entry.code),
            },
        )  # fmt: skip
    assert row is not None  # noqa: S101 - path is not empty
    return row
