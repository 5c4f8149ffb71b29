"""The chain of official acts (decision 6). The runtime role reads; only `trace_append` writes."""

from django.db import models
from django.db.models import F, GeneratedField

from balai.ground.wilayah.fence import Frozen, ReadOnly, Told, VillageModel

GENESIS = "0" * 64


class Head(VillageModel):
    """The end of a village's chain: one row, locked last."""

    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa"], name="trace_satu_kepala"),
            ReadOnly(name="trace_head_baca"),
        ]


def _of(key: str) -> GeneratedField:
    """A column that cannot differ from the chain: it is computed from the canonical text."""
    return GeneratedField(expression=_Part(F("text"), key), output_field=models.TextField(), db_persist=True)


class _Part(models.Func):
    """`((text::jsonb) ->> key)`."""

    template = "((%(expressions)s)::jsonb ->> '%(key)s')"

    def __init__(self, expression: F, key: str) -> None:
        super().__init__(expression, key=key, output_field=models.TextField())


class Event(VillageModel):
    """One event of the chain, in canonical text."""

    seq = models.PositiveBigIntegerField()
    text = models.TextField()
    hash = models.CharField(max_length=64)
    step = _of("step")
    simpul = _of("simpul")
    act = _of("act")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa", "seq"], name="trace_satu_urutan"),
            Frozen(name="trace_event_beku", insert=False),
            Told(name="trace_event_jejak"),
        ]
        indexes = [models.Index(fields=["desa", "simpul", "seq"], name="trace_simpul")]


class Sent(VillageModel):
    """An act's key with its answer, kept for ever: sent twice, done once."""

    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    answer = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa", "key"], name="sent_sekali"),
            Frozen(name="trace_sent_beku", insert=False),
        ]
