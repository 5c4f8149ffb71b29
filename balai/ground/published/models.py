"""What is public: the revision of each village, and the few facts that may be read across villages (decision 9)."""

from django.db import models

from balai.ground.wilayah.fence import Growing, OpenFence, Rights
from balai.ground.wilayah.models import Wilayah


class Terbitan(models.Model):
    """A village's revision. Every publish raises it."""

    desa = models.OneToOneField(Wilayah, models.PROTECT, related_name="terbitan")
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            OpenFence(name="published_terbitan_pagar"),
            Rights(name="terbitan_hak", may="SELECT, INSERT, UPDATE (revision, changed_at)"),
            Growing(name="terbitan_maju", column="revision"),
        ]


class Fakta(models.Model):
    """One published figure. `key` such as `apbdes.belanja` or `apbdes.belanja.02`; `source` a Simpul's code."""

    desa = models.ForeignKey(Wilayah, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    source = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa", "year", "key"], name="fakta_satu"),
            OpenFence(name="published_fakta_pagar"),
            Rights(name="fakta_hak", may="SELECT, INSERT, DELETE"),
        ]
