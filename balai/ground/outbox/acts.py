"""Putting work aside and taking it up. Claimed with SKIP LOCKED: two workers never do one job at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from balai.ground.outbox.models import Pekerjaan
from balai.ground.wilayah.models import Wilayah
from balai.plain import clock

TRIES = 3
_behind: ContextVar[bool] = ContextVar("balai_behind", default=False)


def put(kind: str, wilayah: Wilayah, payload: dict[str, Any]) -> None:
    """Put a job aside, inside the caller's transaction. The same waiting job is not put twice, but may come forward."""
    now, last = clock.now(), _behind.get()
    same = Pekerjaan.objects.filter(kind=kind, wilayah=wilayah, payload=payload, state="menunggu")
    if not same.exists():
        Pekerjaan.objects.create(
            kind=kind, wilayah=wilayah, payload=payload, behind=last, not_before=now, created_at=now
        )
    elif not last:
        same.update(behind=False)


@contextmanager
def behind() -> Iterator[None]:
    """Jobs put inside the block wait for all others: three hundred papers of a batch for the one of a village."""
    token = _behind.set(True)
    try:
        yield
    finally:
        _behind.reset(token)


def claim(kind: str) -> Pekerjaan | None:
    """The next waiting job of a kind, marked as running; None if there is none. One that failed waits its while."""
    due = Q(tries=0) | Q(not_before__lte=clock.now())
    with transaction.atomic():
        waiting = (
            Pekerjaan.objects.select_related("wilayah")
            .filter(due, kind=kind, state="menunggu")
            .order_by("behind", "id")
        )
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
    """The job did not work: again in a while, three times at most. Then its state is `gagal`."""
    job.state = "gagal" if job.tries >= TRIES else "menunggu"
    job.not_before, job.error = clock.now() + timedelta(minutes=job.tries), error[:500]
    job.save(update_fields=["state", "not_before", "error"])


def release() -> int:
    """Jobs that a dead worker left running wait again. Called when the only worker of this database starts."""
    return Pekerjaan.objects.filter(state="jalan").update(state="menunggu", not_before=clock.now())
