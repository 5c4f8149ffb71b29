"""The rows of a budget print (Permendagri 20/2018). Written once, with the print; never changed.

A table for what every print has (`ground.cetakan`) and four here: the lines, the sums that the print states,
its names and title as printed, and which Simpul each activity is.
"""

from django.db import models

from balai.ground.cetakan.models import Cetakan
from balai.ground.utas.models import Simpul
from balai.ground.wilayah.fence import Frozen, VillageModel


class Baris(VillageModel):
    """One budget line, as `shape.Line`."""

    cetakan = models.ForeignKey(Cetakan, models.PROTECT, related_name="baris")
    urutan = models.PositiveIntegerField()
    bagian = models.CharField(max_length=10)
    kode_kegiatan = models.CharField(max_length=8, blank=True)
    kode_rekening = models.CharField(max_length=10)
    uraian = models.TextField()
    sumber = models.CharField(
        max_length=40, help_text="Siskeudes codes, joined by a comma if the cell names two"
    )
    anggaran = models.DecimalField(max_digits=18, decimal_places=2)
    semula = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    volume = models.CharField(max_length=60, blank=True)
    satuan = models.CharField(max_length=60, blank=True)
    letak = models.JSONField(default=dict, help_text="sheet, row, column, page")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa", "cetakan", "urutan"], name="baris_satu_urutan"),
            models.CheckConstraint(
                condition=models.Q(bagian__in=["pendapatan", "belanja", "pembiayaan"]), name="baris_bagian"
            ),
            Frozen(name="baris_beku"),
        ]


class Jumlah(VillageModel):
    """One sum that the print states, as `shape.Stated`."""

    cetakan = models.ForeignKey(Cetakan, models.PROTECT, related_name="jumlah")
    urutan = models.PositiveIntegerField()
    kunci = models.CharField(max_length=40)
    uraian = models.TextField()
    anggaran = models.DecimalField(max_digits=18, decimal_places=2)
    semula = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    letak = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa", "cetakan", "urutan"], name="jumlah_satu_urutan"),
            Frozen(name="jumlah_beku"),
        ]


class Isi(VillageModel):
    """What else the print says: its title block and the names that it gives to codes."""

    cetakan = models.ForeignKey(Cetakan, models.PROTECT, related_name="isi")
    judul = models.JSONField()
    nama = models.JSONField(default=dict)
    baris_dibaca = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa", "cetakan"], name="isi_satu_cetakan"),
            Frozen(name="isi_beku"),
        ]


class Kegiatan(VillageModel):
    """Which Simpul an activity of a print is. One activity keeps its Simpul across all versions of a year."""

    cetakan = models.ForeignKey(Cetakan, models.PROTECT, related_name="kegiatan")
    kode = models.CharField(max_length=8)
    uraian = models.TextField()
    anggaran = models.DecimalField(max_digits=18, decimal_places=2)
    simpul = models.ForeignKey(Simpul, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa", "cetakan", "kode"], name="kegiatan_satu_kode"),
            Frozen(name="kegiatan_beku"),
        ]
