"""A print as received: file, hash, printer's date, version. Its rows live in the room that reads it."""

from django.db import models
from django.db.models import Q

from balai.ground.files.models import Berkas
from balai.ground.utas.models import Document, one_simpul
from balai.ground.wilayah.fence import Frozen, Told

PUBLISHED = ("diterbitkan", "dikonfirmasi")


class Cetakan(Document):
    """One print of one kind, year and version. Only its state and what the state needs may change."""

    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    version = models.CharField(max_length=20)
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+")
    dicetak = models.CharField(max_length=19, blank=True, help_text="the printer's own naive time, ISO")
    dasar = models.CharField(max_length=200, blank=True)
    tanggal = models.DateField(null=True)
    received_office = models.CharField(max_length=30)
    received_words = models.CharField(max_length=120)
    received_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    alasan = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_simpul("cetakan"),
            models.UniqueConstraint(
                fields=["desa", "kind", "year", "version"],
                condition=Q(state__in=PUBLISHED),
                name="cetakan_satu_terbit",
            ),
            Told(name="cetakan_jejak"),
            Frozen(name="cetakan_beku", mutable=("state", "since", "rev", "published_at", "alasan")),
        ]
