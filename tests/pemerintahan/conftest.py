"""The example village's people, and a sheet that the Kades signed."""

from datetime import UTC, date, datetime

import pytest

from balai.ground.files import proofs
from balai.ground.files.pictures import Picture
from balai.ground.people.models import Mandat
from balai.ground.procedure.appointment import Appointment, appoint
from balai.ground.procedure.gate import Actor
from balai.ground.procedure.steps import By
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.scope import within
from balai.plain import clock
from balai.rooms.pemerintahan.keputusan import acts, reads
from balai.rooms.pemerintahan.keputusan.shape import Draft

TODAY = datetime(2023, 2, 20, 5, tzinfo=UTC)
SIGNED = date(2023, 2, 13)
SHEET = b"the picture of a signed sheet"
KADER = Draft("kader", "Indah Wulan Sastrajaya", SIGNED, date(2029, 12, 31))


class Hall:
    """Kades, Sekdes and a Kadus since 2022."""

    def __init__(self) -> None:
        self.desa = use("33.99.99.2001")
        self.cast = {
            o: self.held(o, n)
            for o, n in (
                ("kades", "Teguh Wirasampurna"), ("sekdes", "Nur Kartaloka"), ("kadus", "Indah Wulan Sastrajaya"),
            )
        }  # fmt: skip
        self.sheet = proofs.keep(self.desa.code, Picture(SHEET, "image/jpeg"))
        with within(self.desa.pk):
            self.kadus = str(Mandat.objects.get(office="kadus").person.uid)

    def held(self, office: str, name: str) -> Actor:
        one = Appointment(office, name, office, date(2022, 1, 1), date(2029, 12, 31), "SK contoh")
        return Actor(By.OFFICE, str(appoint(self.desa, one).uid))

    def newer_sekdes(self) -> Actor:
        """In office from 2030, when the first one's mandate has ended."""
        one = Appointment(
            "sekdes-baru", "Orang Baru", "sekdes", date(2030, 1, 1), date(2035, 12, 31), "SK contoh"
        )
        return Actor(By.OFFICE, str(appoint(self.desa, one).uid))

    def draft(self, draft: Draft = KADER, key: str = "susun") -> int:
        acts.susun_sk(self.desa, draft, by=self.cast["sekdes"], at=SIGNED, key=key)
        return self.newest().id

    def sign(self, sk: int, nomor: str = "141/07/2023", key: str = "tanda", at: date = SIGNED):
        return acts.tandatangani_sk(
            self.desa, sk, nomor=nomor, sheet=self.sheet, by=self.cast["kades"], recorded_by=self.cast["sekdes"],
            at=at, key=key, seen=self.row(sk).rev,
        )  # fmt: skip

    def record(self, draft: Draft = KADER, nomor: str = "141/07/2023", key: str = "catat", at: date = SIGNED):
        return acts.catat_sk(
            self.desa, draft, nomor=nomor, sheet=self.sheet, by=self.cast["kades"], recorded_by=self.cast["sekdes"],
            at=at, key=key,
        )  # fmt: skip

    def revoke(self, sk: int, at: date, reason: str = "pindah ke desa lain", key: str = "cabut"):
        return acts.cabut_sk(
            self.desa, sk, sheet=self.sheet, reason=reason, by=self.cast["kades"], recorded_by=self.cast["sekdes"],
            at=at, key=key, seen=self.row(sk).rev,
        )  # fmt: skip

    def newest(self):
        return max(reads.listed(self.desa.pk), key=lambda r: r.id)

    def row(self, sk: int):
        found = reads.one(self.desa.pk, sk)
        assert found
        return found


@pytest.fixture
def hall(committed):
    with clock.pinned(TODAY):
        yield Hall()
