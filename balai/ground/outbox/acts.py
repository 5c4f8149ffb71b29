"""Putting work aside and taking it up. Claimed with SKIP LOCKED: two workers never do one job at once."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from balai.ground.outbox.models import Pekerjaan
from balai.ground.wilayah.models import Wilayah
from balai.plain import clock

TRIES = 3


def put(kind: str, wilayah: Wilayah, payload: dict[str, Any]) -> None:
    """Put a job aside, inside the caller's transaction. The same waiting job is not put twice."""
    now = clock.now()
    if not Pekerjaan.objects.filter(kind=kind, wilayah=wilayah, payload=payload, state="menunggu").exists():
        Pekerjaan.objects.create(kind=kind, wilayah=wilayah, payload=payload, not_before=now, created_at=now)


def claim() -> Pekerjaan | None:
    """The next waiting job, marked as running; None if there is none."""
    with transaction.atomic():
        waiting = Pekerjaan.objects.select_related("wilayah").filter(state="menunggu").order_by("id")
        job = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if job is not None:
            job.state, job.tries = "jalan", job.tries + 1
            job.save(update_fields=["state", "tries"])
        return job


def done(job: Pekerjaan) -> None:
    """The job is finished."""
    job.state, job.done_at, job.error = "selesai", clock.now(), ""
    job.save(update_fields=["state", "done_at", "error"])


def failed(job: Pekerjaan, error: str) -> None:
    """The job did not work: again in a while, three times at most."""
    job.state = "gagal" if job.tries >= TRIES else "menunggu"
    job.not_before, job.error = clock.now() + timedelta(minutes=job.tries), error[:500]
    job.save(update_fields=["state", "not_before", "error"])


def release() -> int:
    """Jobs that a dead worker left running wait again. Called when the only worker of this database starts."""
    return Pekerjaan.objects.filter(state="jalan").update(state="menunggu")
