"""Publishing: facts that may be read across villages, the village's revision, and the end of its older pages.

Called inside an act (`write`), so that facts and document change together or not at all.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from balai.ground.published.marker import Marker
from balai.ground.published.models import Fakta, Terbitan
from balai.ground.wilayah.models import Wilayah


@cache
def marker() -> Marker:
    """This process's map of the counters."""
    return Marker(Path(settings.BALAI_PUBLISHED))


def publish(
    desa: Wilayah, year: int, prefix: str, facts: Mapping[str, Decimal], source: str, now: datetime
) -> None:
    """Replace the village's facts of a year below `prefix`, raise its revision, end its pages after the commit.

    `facts`: key without prefix → rupiah; empty: nothing is published of that year any more. `now`: the act's moment.
    """
    Fakta.objects.filter(desa=desa, year=year, key__startswith=f"{prefix}.").delete()
    Fakta.objects.bulk_create(
        Fakta(desa=desa, year=year, key=f"{prefix}.{key}", amount=amount, source=source)
        for key, amount in facts.items()
    )
    Terbitan.objects.get_or_create(desa=desa, defaults={"changed_at": now})
    Terbitan.objects.filter(desa=desa).update(revision=F("revision") + 1, changed_at=now)
    transaction.on_commit(lambda: marker().touch(desa.code))
