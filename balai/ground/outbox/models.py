"""Work to be done after an act: papers to be set, folders to be read. Claimed by one worker at a time."""

from django.db import models

from balai.ground.wilayah.fence import Rights
from balai.ground.wilayah.models import Wilayah


class Pekerjaan(models.Model):
    """One job. The payload holds codes and hashes only, so it stands outside the fence."""

    kind = models.CharField(max_length=30)
    wilayah = models.ForeignKey(Wilayah, models.PROTECT, related_name="+")
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="menunggu", help_text="menunggu, jalan, selesai, gagal")
    behind = models.BooleanField(default=False, help_text="waits for all others: papers of a batch")
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [Rights(name="pekerjaan_hak", may="SELECT, INSERT, UPDATE")]
        indexes = [models.Index(fields=["state", "not_before", "id"], name="pekerjaan_antre")]
