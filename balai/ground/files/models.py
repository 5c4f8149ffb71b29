"""Files as rows: what arrived, from whom, with which hash. The bytes lie in `store.py`'s folder."""

from django.db import models

from balai.ground.wilayah.fence import Frozen, VillageModel


class Berkas(VillageModel):
    """One file of one village. `stored` is False when sixteen digits stood in it: then only its facts are kept,
    and a masked copy (whose `masked_of` points here) is what is offered."""

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    stored = models.BooleanField(default=True)
    masked_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="masked_copies")
    uploader = models.CharField(
        max_length=36, blank=True, help_text="uid of the person; no foreign key, see verify"
    )
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa", "sha256", "name"], name="berkas_sekali"),
            Frozen(name="berkas_beku"),
        ]

    def __str__(self) -> str:
        return self.name
