"""A village with its people, who act on prints."""

from datetime import date
from pathlib import Path

from balai.adapters.sheets.apbdes.receive import Choice, receive
from balai.ground.procedure.appointment import Appointment, appoint
from balai.ground.procedure.gate import Actor
from balai.ground.procedure.steps import By
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.reads import village
from balai.rooms.penganggaran.apbdes import acts, reads
from balai.rooms.penganggaran.apbdes.received import Received
from tests.sheets.rewritings import book, sample_rows

BERKAS = Path(__file__).resolve().parents[1] / "berkas"
DAY = date(2025, 10, 1)


class Office:
    """One village with its people."""

    def __init__(self, code: str = "33.99.99.2001") -> None:
        self.desa = use(code)
        self.cast = {o: self.mandate(self.desa, o) for o in ("sekdes", "operator", "ketua_bpd")}
        self.cast["dinas_pmd"] = self.mandate(self.desa.parent.parent, "dinas_pmd", code)

    def mandate(self, place, office: str, tail: str = "") -> Actor:
        made = appoint(
            place, Appointment(f"{office}-{place.code}-{tail}", f"Orang {office}", office, date(2024, 1, 1))
        )
        return Actor(By.OFFICE, str(made.uid))

    @property
    def where(self):
        found = village(self.desa.code)
        assert found
        return found

    def receive(
        self, name: str = "penjabaran-siskeudes.xlsx", by: str = "sekdes", data: bytes | None = None, **choice
    ) -> int:
        received = receive(
            data or (BERKAS / name).read_bytes(),
            name,
            reads.desa_of(self.where),
            Choice(tahun=2025, **choice),
        )
        return self.take(received, by)

    def take(self, received: Received, by: str = "sekdes") -> int:
        acts.terima_cetakan(self.desa, received, by=self.cast[by], at=DAY, key=f"t{received.sha256[:20]}{by}")
        return next(r.id for r in reads.office_list(self.desa.pk) if r.sha256 == received.sha256)

    def publish(self, row: int, by: str = "sekdes"):
        rev = self.rev(row)
        return acts.terbitkan_cetakan(
            self.desa, row, by=self.cast[by], at=DAY, key=f"p{row}{by}{rev}", seen=rev
        )

    def confirm(self, row: int, by: str = "sekdes"):
        return acts.konfirmasi_cetakan(
            self.desa, row, by=self.cast[by], at=DAY, key=f"k{row}{by}", seen=self.rev(row)
        )

    def withdraw(self, row: int, reason: str, by: str = "sekdes"):
        key = f"w{row}{by}{len(reason)}"
        return acts.tarik_cetakan(
            self.desa, row, by=self.cast[by], at=DAY, key=key, reason=reason, seen=self.rev(row)
        )

    def rev(self, row: int) -> int:
        return next(r.rev for r in reads.office_list(self.desa.pk) if r.id == row)

    def year(self):
        return reads.published_year(self.where, 2025)


def one_more(name: str = "penjabaran-siskeudes.xlsx") -> bytes:
    """The first budget with one rupiah more in 02.06.03 internet and in SiLPA, so that it stays balanced."""
    rows = sample_rows(name)
    for row in rows:
        code = (row[1], str(row[2]).strip("."))
        if code in {
            ("02.06.03", "5.2.5.05"),
            ("02.06.03", "5.2.5"),
            ("02.06.03", "5.2"),
            ("02.06.03", ""),
            ("02.06", ""),
            ("02", ""),
            ("", "5"),
        }:
            row[8] = float(row[8]) + 1 if isinstance(row[8], int | float) else row[8]  # test data only
    return book(("APB", rows))
