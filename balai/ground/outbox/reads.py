"""What became of work put aside."""

from typing import Any

from balai.ground.outbox.models import Pekerjaan


def given_up(kind: str, code: str, payload: dict[str, Any]) -> bool:
    """Whether the last such job of a place failed for good."""
    jobs = Pekerjaan.objects.filter(kind=kind, wilayah__code=code, payload=payload).order_by("-id")
    return jobs.values_list("state", flat=True).first() == "gagal"
