"""The thread: Simpul, one row per document or moment; Tautan, what came out of what (gate design, section 4)."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat

from balai.ground.files.models import Berkas
from balai.ground.utas.kinds import KINDS, PAIRS
from balai.ground.wilayah.fence import Frozen, Growing, Rights, Told, VillageModel


class Simpul(VillageModel):
    """One public document or moment. `state` is a code; its words come from the procedure."""

    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=40, help_text="kind-year-number, as the trace names it")
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=30)
    rupiah = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    date = models.DateField()
    public = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa", "kind", "year", "number"], name="simpul_satu_nomor"),
            models.UniqueConstraint(fields=["desa", "id", "kind"], name="simpul_jenis"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="simpul_kind"),
            models.CheckConstraint(
                condition=Q(
                    code=Concat(
                        F("kind"),
                        Value("-"),
                        Cast("year", models.CharField()),
                        Value("-"),
                        Cast("number", models.CharField()),
                    )
                ),
                name="simpul_code",
            ),
            Told(name="simpul_jejak"),
            Frozen(name="simpul_beku", mutable=("title", "state", "rupiah", "date", "public")),
        ]

    def __str__(self) -> str:
        return self.code


class Nomor(VillageModel):
    """The last number given, per kind and year: counted inside the act, so gapless."""

    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa", "kind", "year"], name="nomor_satu"),
            Rights(name="nomor_hak", may="SELECT, INSERT, UPDATE (last)"),
            Growing(name="nomor_maju", column="last"),
        ]


class Tautan(VillageModel):
    """A link. Never deleted, only ended. `act` is the key of the act that made it."""

    up = models.ForeignKey(Simpul, models.PROTECT, related_name="down_links")
    up_kind = models.CharField(max_length=20)
    down = models.ForeignKey(Simpul, models.PROTECT, related_name="up_links")
    down_kind = models.CharField(max_length=20)
    share = models.DecimalField(max_digits=9, decimal_places=8, null=True)
    since = models.DateField()
    act = models.CharField(max_length=64)
    until = models.DateField(null=True)
    until_act = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["desa", "up", "down"], condition=Q(until=None), name="tautan_sekali"
            ),
            models.CheckConstraint(
                condition=Q(share=None) | (Q(share__gt=0) & Q(share__lte=1)), name="tautan_share"
            ),
            models.CheckConstraint(condition=~Q(up=F("down")), name="tautan_bukan_diri"),
            models.CheckConstraint(
                condition=Q(*[Q(up_kind=u, down_kind=d) for u, d in sorted(PAIRS)], _connector=Q.OR),
                name="tautan_pasangan",
            ),
            Frozen(name="tautan_beku", mutable=("until", "until_act")),
        ]


class Lampiran(VillageModel):
    """A file that belongs to a Simpul. `kind`: scan, foto, cetakan."""

    simpul = models.ForeignKey(Simpul, models.PROTECT, related_name="lampiran")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa", "simpul", "berkas", "kind"], name="lampiran_sekali"),
            Frozen(name="lampiran_beku"),
        ]


class Temuan(VillageModel):
    """A finding about a document: what was counted, by which rule, how sure. Written with the act that found it."""

    simpul = models.ForeignKey(Simpul, models.PROTECT, related_name="temuan")
    act = models.CharField(max_length=64)
    urutan = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10)
    code = models.CharField(max_length=40)
    message = models.TextField()
    message_en = models.TextField(blank=True)
    params = models.JSONField(default=dict)
    letak = models.JSONField(default=dict)
    public = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa", "simpul", "act", "urutan"], name="temuan_sekali"),
            Frozen(name="temuan_beku"),
        ]


class Document(VillageModel):
    """What every document with a procedure has. `rev` counts its events: `seen` must match it.

    Its table takes `Told`: what it says of its state is what the chain says (a test asks every one).
    """

    simpul = models.ForeignKey(Simpul, models.PROTECT, related_name="+")
    state = models.CharField(max_length=30)
    since = models.DateField()
    rev = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


def one_simpul(table: str) -> models.UniqueConstraint:
    """Each document is its own Simpul. Put into the `constraints` of every Document."""
    return models.UniqueConstraint(fields=["desa", "simpul"], name=f"{table}_satu_simpul")
