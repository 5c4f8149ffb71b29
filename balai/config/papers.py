"""Papers are derived from published years, never kept in a backup: after a restore they are asked for again."""

from balai.ground.outbox.acts import put
from balai.ground.wilayah.models import Wilayah
from balai.ground.wilayah.reads import VillageName
from balai.rooms.penganggaran.apbdes.reads import published_year, years


def put_aside(village: VillageName) -> int:
    """One job per published year of a village, where none waits already. Returns the number of years."""
    place = Wilayah.objects.get(pk=village.id)
    published = [y for y in years(village) if published_year(village, y) is not None]
    for year in published:
        put("kertas", place, {"tahun": year})
    return len(published)
