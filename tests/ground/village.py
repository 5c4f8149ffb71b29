"""The village of the gate's tests: who holds which office, and short ways to take a step."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from balai.ground.files import store
from balai.ground.files.models import Berkas
from balai.ground.people.models import Mandat, Person
from balai.ground.procedure import gate
from balai.ground.procedure.act import Act
from balai.ground.procedure.appointment import Appointment, Term, appoint, begin, grant
from balai.ground.procedure.gate import Actor, Answer
from balai.ground.procedure.steps import By, Procedure
from balai.ground.utas.models import Simpul
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.scope import within
from tests.ground.dokumen_uji.models import DokumenUji
from tests.ground.dokumen_uji.procedures import SK
from tests.ground.told import told

DAY = date(2025, 3, 3)
NOW = datetime(2025, 3, 3, 5, tzinfo=UTC)
SHEET = b"a signed sheet"
SCAN = hashlib.sha256(SHEET).hexdigest()
OFFICES = ("kades", "sekdes", "ketua_bpd", "operator", "kader")


class Village:
    """Kades, Sekdes, chair of the BPD, operator and cadre from 2024 to 2026, the camat above them, one scanned sheet."""

    def __init__(self, code: str = "33.99.99.2001") -> None:
        self.desa = use(code)
        self.cast = {o: self.holder(self.desa, o) for o in OFFICES}
        self.cast["camat"] = self.holder(self.desa.parent, "camat", tail=code)
        self.cast["warga"] = Actor(By.PERSON)
        self.cast["hukum"] = Actor(By.LAW)
        store.keep(self.desa.code, SHEET)
        with within(self.desa.pk):
            self.kader = Person.objects.select_related("pengguna__home").get(
                mandates__uid=self.cast["kader"].uid
            )
            Berkas.objects.create(
                desa=self.desa,
                sha256=SCAN,
                size=len(SHEET),
                name="scan.jpg",
                media_type="image/jpeg",
                received_at=NOW,
            )

    def holder(self, place: Any, office: str, tail: str = "", until: date = date(2026, 12, 31)) -> Actor:
        """Somebody with a mandate for an office."""
        one = Appointment(f"{office}-{place.code}{tail}", f"Orang {office}", office, date(2024, 1, 1), until)
        return Actor(By.OFFICE, str(appoint(place, one).uid))

    def acting(self, office: str, as_office: str) -> Actor:
        """The same person in another office too."""
        with within(self.desa.pk):
            person = Mandat.objects.get(uid=self.cast[office].uid).person
            term = Term(as_office, date(2025, 1, 1), date(2025, 12, 30), "SK Plt", seat=2, manner="plt")
            row = grant(self.desa, person, term)
        return Actor(By.OFFICE, str(row.uid))

    def given(self) -> Simpul:
        """The mandate that came last."""
        return Simpul.objects.filter(desa=self.desa, kind="mandat").latest("pk")

    def forum(self, state: str = "dibuka", on: date = DAY) -> Actor:
        """A sitting of the village's forum."""
        with within(self.desa.pk):
            number = Simpul.objects.filter(kind="berita_acara").count() + 1
            row = Simpul.objects.create(
                desa=self.desa, kind="berita_acara", year=2025, number=number, code=f"berita_acara-2025-{number}",
                title="musyawarah", state=state, date=on,
            )  # fmt: skip
            told(row)
        return Actor(By.FORUM, row.code)

    def step(
        self, procedure: Procedure, name: str, doc: int | None = None, *, by: str | Actor, rec: str | None = None,
        key: str, at: date = DAY, **more: Any,
    ) -> Answer:  # fmt: skip
        """A step of the tests' own document."""

        def write(act: Act) -> None:
            if not act.step.sources:
                simpul = act.new_simpul(procedure.kind, at.year, "uji", act.step.target)
                act.doc = DokumenUji.objects.create(
                    desa=self.desa, simpul=simpul, state=act.step.target, since=at, kind=procedure.kind
                )
            if "mandat:mulai" in act.step.effects:
                mandate = begin(act, self.kader, Term("kasi", at, seat=None))
                act.link(act.doc.simpul, mandate.simpul)

        more.setdefault("write", write)
        actor = by if isinstance(by, Actor) else self.cast[by]
        recorder = self.cast[rec] if rec else actor
        return gate.step(
            self.desa, procedure, name, doc, model=DokumenUji, by=actor, recorded_by=recorder, at=at, key=key, **more
        )  # fmt: skip

    def made(self, procedure: Procedure = SK, first: str = "buat") -> int:
        """A new document of a procedure; its id."""
        self.step(procedure, first, by="sekdes", key=f"mula-{procedure.kind}")
        return self.latest()

    def latest(self) -> int:
        """The newest document's id."""
        with within(self.desa.pk):
            return int(DokumenUji.objects.latest("pk").pk)

    def sign(self, doc: int, key: str = "t", **more: Any) -> Answer:
        """The Kades signs an SK on paper, the Sekdes records it with the scan."""
        arguments = {"by": "kades", "rec": "sekdes", "evidence": {"scan": SCAN}, **more}
        return self.step(SK, "tandatangani", doc, key=key, **arguments)
