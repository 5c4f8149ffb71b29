"""What a bulk import says about each file."""

from dataclasses import dataclass, field
from datetime import datetime

from balai.plain.findings import Finding
from balai.rooms.penganggaran.apbdes.shape import Print

DITERIMA, PERTANYAAN, DIGANTIKAN = "diterima", "pertanyaan", "digantikan"
TAHUN_LAIN, BUKAN_APB, RUSAK = "tahun_lain", "bukan_apb", "rusak"


@dataclass(frozen=True, slots=True)
class Place:
    """One village of the list against which names are matched. `kabupaten` is empty if the list does not name it."""

    kode: str
    nama: str
    kecamatan: str
    kabupaten: str = ""


@dataclass(slots=True)
class FileReport:
    """What became of one file. `sha256` is of the bytes as received."""

    berkas: str
    kode_desa: str = ""
    tahun: int | None = None
    hasil: str = ""
    printed: Print | None = None
    findings: list[Finding] = field(default_factory=list)
    sha256: str = ""
    data: bytes = b""

    @property
    def dicetak(self) -> datetime | None:
        """The printer's date."""
        return self.printed.title.dicetak if self.printed else None
