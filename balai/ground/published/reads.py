"""Published facts across villages: the only thing that spans them (decision 9)."""

from dataclasses import dataclass
from decimal import Decimal

from balai.ground.published.models import Fakta


@dataclass(frozen=True, slots=True)
class Fact:
    """One published figure of a village."""

    year: int
    amount: Decimal


def latest(key: str, *, below: str = "") -> dict[int, Fact]:
    """The newest year's figure of each village (below a place), by the village's id. One statement."""
    wanted = {"desa__code__startswith": f"{below}."} if below else {}
    rows = Fakta.objects.filter(key=key, **wanted).order_by("desa_id", "-year").distinct("desa_id")
    return {r.desa_id: Fact(r.year, r.amount) for r in rows}
