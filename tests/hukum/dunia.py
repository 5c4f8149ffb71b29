"""A village with a holder of every office and one document in every state; whatever is tried there is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import patch

from django.db import transaction

from balai.ground.cetakan.models import Cetakan
from balai.ground.files.models import Berkas
from balai.ground.people.models import Mandat
from balai.ground.people.offices import offices
from balai.ground.procedure import gate
from balai.ground.procedure.appointment import Appointment, appoint
from balai.ground.procedure.errors import GateError
from balai.ground.procedure.gate import Actor
from balai.ground.procedure.steps import By, Procedure
from balai.ground.utas.models import Simpul
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.scope import within
from balai.plain import clock
from balai.rooms.pemerintahan.keputusan.models import Keputusan
from balai.rooms.pemerintahan.keputusan.procedure import SK
from balai.rooms.penganggaran.apbdes.procedure import CETAKAN
from tests.ground.dokumen_uji.models import DokumenUji
from tests.ground.dokumen_uji.procedures import APB
from tests.ground.told import told
from tests.hukum.tabel import NONE, OFFICES, Cell

DAY = date(2025, 3, 3)
NOW = datetime(2025, 3, 3, 5, tzinfo=UTC)
PROCEDURES = {"sk": SK, "apb": APB, "cetakan": CETAKAN}
SCAN = "a" * 64
BODY = {
    "office": "kader",
    "nama": "Orang",
    "mulai": DAY,
    "nomor": "1/2025",
}  # nothing that a rule would refuse


@contextmanager
def undone(desa: int, *, places: list[int], durable: bool) -> Iterator[None]:
    """The gate's own scope, rolled back at its end."""
    assert durable
    with transaction.atomic():
        with within(desa, places=places):
            yield
        transaction.set_rollback(True)


class World:
    """The village. `attempt` says what the gate answered: the new state, or the refusal's code."""

    def __init__(self) -> None:
        self.desa = use("33.99.99.2001")
        places = {"desa": self.desa, "kecamatan": self.desa.parent, "kabupaten": self.desa.parent.parent}
        self.cast = {}
        for code in OFFICES:
            one = Appointment(f"uji-{code}", f"Orang {code}", code, date(2024, 1, 1))
            self.cast[code] = Actor(By.OFFICE, str(appoint(places[offices()[code].level], one).uid))
        self.docs: dict[tuple[str, str], int] = {}
        with within(self.desa.pk):
            self.scan = Berkas.objects.create(
                desa=self.desa, sha256=SCAN, size=1, name="scan.jpg", media_type="image/jpeg", received_at=NOW
            )
            for kind, procedure in PROCEDURES.items():
                for number, state in enumerate(procedure.states, 1):
                    self.docs[kind, state] = self._document(kind, state, number)

    def _document(self, kind: str, state: str, number: int) -> int:
        year = 2000 + number  # a year of its own: two published prints of one year would collide
        simpul = Simpul.objects.create(
            desa=self.desa, kind=kind, year=year, number=1, code=f"{kind}-{year}-1", title="uji", state=state,
            date=DAY,
        )  # fmt: skip
        told(simpul)
        return self.made(kind, simpul, state, year).pk

    def made(self, kind: str, simpul: Simpul, state: str, year: int) -> Any:
        """A document of a kind: the real one, or the tests' own."""
        common = {"desa": self.desa, "simpul": simpul, "state": state, "since": DAY}
        if kind == "sk":
            return self._decree(common, state)
        if kind != "cetakan":
            return DokumenUji.objects.create(**common, kind=kind)
        return Cetakan.objects.create(
            **common, kind=kind, year=year, version="awal", berkas=self.scan, received_office="dinas_pmd",
            received_words="Dinas", received_at=NOW,
        )  # fmt: skip

    def _decree(self, common: dict[str, Any], state: str) -> Keputusan:
        """A signed one has a number and a mandate of its own: whose does not matter here."""
        holder = {
            "ditandatangani": "kader" if common["simpul"].year < 2025 else "kadus",
            "dicabut": "operator",
        }.get(state)
        signed = (
            {"nomor": common["simpul"].code, "mandat": Mandat.objects.get(uid=self.cast[holder].uid)}
            if holder
            else {}
        )
        return Keputusan.objects.create(**common, office="kader", nama="Orang", mulai=DAY, **signed)

    def attempt(self, kind: str, procedure: Procedure, cell: Cell) -> str:
        def write(act: Any) -> None:
            if not act.step.sources:
                simpul = act.new_simpul(kind, 2025, "uji", act.step.target)
                act.doc = self.made(kind, simpul, act.step.target, 2025)
            elif kind == "sk" and act.doc.mandat is None and act.step.target != "dibatalkan":
                act.doc.nomor, act.doc.mandat = "1/2025", Mandat.objects.get(uid=self.cast["kasi"].uid)
                act.touched += ["nomor", "mandat"]

        doc = None if cell.state == NONE else self.docs[kind, cell.state]
        model = {"cetakan": Cetakan, "sk": Keputusan}.get(kind, DokumenUji)
        try:
            with patch.object(gate, "within", undone), clock.pinned(NOW):
                return gate.step(
                    self.desa, procedure, cell.step, doc, model=model, by=self.cast[cell.decider],
                    recorded_by=self.cast[cell.recorder], at=DAY, key="uji", evidence=dict.fromkeys(cell.papers, SCAN),
                    reason="uji", write=write, body=BODY, more={"offices": ("kader",)},
                ).state  # fmt: skip
        except GateError as error:
            return error.code
