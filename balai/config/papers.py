"""Papers are derived from published years, never kept in a backup: after a restore or an upgrade they are asked for again."""

from balai.adapters.papers.stored import folder
from balai.ground.outbox.acts import behind, put
from balai.ground.wilayah.models import Wilayah
from balai.ground.wilayah.reads import VillageName, villages_in_use
from balai.rooms.penganggaran.apbdes.reads import editions, published_year, years


def put_aside(village: VillageName) -> int:
    """One job per published year of a village, where none waits already. Returns the number of years."""
    place = Wilayah.objects.get(pk=village.id)
    published = [y for y in years(village) if published_year(village, y) is not None]
    for year in published:
        put("kertas", place, {"tahun": year})
    return len(published)


def ask_for_missing() -> int:
    """Jobs for published years whose papers are not there: an older Balai set them, or somebody threw them away.

    They wait behind those of a fresh publish. Returns how many.
    """
    asked = 0
    with behind():
        for village in villages_in_use():
            for year, edition in editions(village).items():
                if not folder(village.code, year, edition).exists():
                    put("kertas", Wilayah.objects.get(pk=village.id), {"tahun": year})
                    asked += 1
    return asked
