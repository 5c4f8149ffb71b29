"""Keputusan Kepala Desa that appoints somebody to an office (UU 6/2014 Ps 26; Permendagri 111/2014).

Drafted here or recorded from a sheet that was signed on paper. Signed, it brings about one mandate; revoked, it ends it.
"""

from django.db import models
from django.db.models import Q

from balai.ground.people.models import Mandat, new_salt
from balai.ground.utas.models import Document, one_simpul
from balai.ground.wilayah.fence import Frozen, Told

KIND = "sk"


class Keputusan(Document):
    """One decree. Number and mandate are there once it is signed; the signed sheet hangs on its Simpul."""

    nomor = models.CharField(max_length=60, blank=True, help_text="as on the paper: 141/07/2023")
    office = models.CharField(max_length=30)
    manner = models.CharField(max_length=5, default="tetap", help_text="tetap, plt, pj")
    nama = models.CharField(max_length=120, help_text="who is appointed, as written")
    orang = models.UUIDField(null=True, help_text="uid of a person the village knows; None: a new one")
    mulai = models.DateField()
    sampai = models.DateField(null=True)
    mandat = models.ForeignKey(Mandat, models.PROTECT, null=True, related_name="+")
    alasan = models.TextField(blank=True, help_text="why it was revoked or given up; read by residents")
    salt = models.BinaryField(default=new_salt)

    class Meta:
        constraints = [
            one_simpul("pemerintahan_keputusan"),
            models.UniqueConstraint(fields=["desa", "mandat"], name="keputusan_satu_mandat"),
            models.UniqueConstraint(
                fields=["desa", "nomor"], condition=~Q(nomor=""), name="keputusan_satu_nomor"
            ),
            models.CheckConstraint(
                condition=Q(sampai=None) | Q(sampai__gte=models.F("mulai")), name="keputusan_masa"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draf", "dibatalkan"]) | (~Q(nomor="") & Q(mandat__isnull=False)),
                name="keputusan_lengkap",
            ),
            Frozen(
                name="keputusan_beku",
                mutable=("state", "since", "rev", "nomor", "mandat_id", "alasan"),
            ),
            Told(name="keputusan_jejak"),
        ]
