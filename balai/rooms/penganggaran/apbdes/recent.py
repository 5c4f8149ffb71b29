"""What was published last, across villages: the print that stands in public, not the newest year of its village."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from balai.ground.cetakan.models import PUBLISHED, Cetakan
from balai.ground.published.models import Fakta, Terbitan
from balai.ground.wilayah.scope import within
from balai.rooms.penganggaran.apbdes import versions

BELANJA = "apbdes.belanja"


@dataclass(frozen=True, slots=True)
class Recent:
    """A village's print in force: when it was published, its year and its spending in rupiah."""

    desa: int
    at: datetime
    year: int
    belanja: Decimal


def last_published(most: int) -> list[Recent]:
    """The budgets published last, one of each village, newest first.

    Confirming or withdrawing also moves a village's counter, so `Terbitan` only gives the order of looking: nobody
    published later than the counter moved. Looking ends once `most` are found that are newer than all counters left.
    """
    found: list[Recent] = []
    moved = Terbitan.objects.order_by("-changed_at", "desa__code").values_list("desa_id", "changed_at")
    for desa, changed in moved:
        if len(found) >= most and found[most - 1].at >= changed:
            break
        found = sorted([*found, *_newest(desa)], key=lambda r: r.at, reverse=True)
    return found[:most]


def _newest(desa: int) -> Iterator[Recent]:
    """Of the prints in force, one a year, the one published last; nothing if none stands."""
    with within(desa):
        rows = Cetakan.objects.filter(
            desa=desa, kind="apbdes", state__in=PUBLISHED, published_at__isnull=False
        )
        seen = list(rows.values_list("pk", "year", "version", "tanggal", "published_at"))
    standing = {}
    for year in {y for _pk, y, *_rest in seen}:
        keys = [versions.Candidate(pk, version, day) for pk, y, version, day, _at in seen if y == year]
        standing[versions.in_force(keys)] = year
    last = max((s for s in seen if s[0] in standing), key=lambda s: s[-1], default=None)
    if last is None:
        return
    for fact in Fakta.objects.filter(desa=desa, year=last[1], key=BELANJA):
        yield Recent(desa, last[-1], fact.year, fact.amount)
