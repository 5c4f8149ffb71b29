"""What a budget print says, as plain data (Permendagri 20/2018, annex: APB Desa and its Penjabaran).

Importers make a `Print`, the database keeps it, pages, papers and exports read a `Budget`. No Django here.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from balai.plain.findings import NOWHERE, Finding, Place

PENDAPATAN, BELANJA, PEMBIAYAAN = "pendapatan", "belanja", "pembiayaan"

# Versions of one year's budget, in the order in which they may follow each other.
RANCANGAN, AWAL, PERUBAHAN = "rancangan", "awal", "perubahan"  # "penjabaran-1" … "penjabaran-n" between


@dataclass(frozen=True, slots=True)
class Line:
    """One budget line: the smallest amount a print gives, always with a source of funds.

    `kode_kegiatan` is zero-padded (`02.06.03`) and empty outside belanja; `kode_rekening` has no trailing
    dot (`5.2.1.06`). `sumber` holds Siskeudes codes; two of them if the cell names two (then the line is
    left out of the balance per source). `semula` is None on a first budget. `urutan` counts from 1 in the
    order of the file. Amounts have two decimals.
    """

    urutan: int
    bagian: str
    kode_kegiatan: str
    kode_rekening: str
    uraian: str
    sumber: tuple[str, ...]
    anggaran: Decimal
    semula: Decimal | None = None
    volume: str = ""
    satuan: str = ""
    place: Place = NOWHERE

    @property
    def bidang(self) -> str:
        """`02` of `02.06.03`; empty outside belanja."""
        return self.kode_kegiatan[:2]

    @property
    def sumber_dana(self) -> str:
        """The source as files print it: `DDS`, or `ADD, PBH` if the cell names two."""
        return ", ".join(self.sumber)


@dataclass(frozen=True, slots=True)
class Stated:
    """A sum that the print states: for a code (`02`, `02.06`, `02.06.03`, `4.1`, `5`) or a named total.

    `key` is a code, a kegiatan and rekening joined by `|` (`02.06.03|5.2`), or one of `jumlah_pendapatan
    jumlah_belanja surplus_defisit jumlah_penerimaan_pembiayaan jumlah_pengeluaran_pembiayaan
    pembiayaan_netto silpa_berkenaan`.
    """

    key: str
    uraian: str
    anggaran: Decimal
    semula: Decimal | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Title:
    """What the title block says. Empty or None where it is silent; nothing here is guessed."""

    desa: str = ""
    kode_desa: str = ""
    kecamatan: str = ""
    kabupaten: str = ""
    tahun: int | None = None
    versi: str = ""  # rancangan, awal, penjabaran-n, perubahan
    dasar: str = ""  # "Peraturan Kepala Desa Nomor 9 Tahun 2024"
    tanggal: date | None = None  # signed
    dicetak: datetime | None = None  # the printer's own naive local time


@dataclass(frozen=True, slots=True)
class Print:
    """A budget file, read. `names` maps codes to the names that the print gives them."""

    title: Title
    lines: tuple[Line, ...]
    stated: tuple[Stated, ...]
    findings: tuple[Finding, ...]
    names: dict[str, str] = field(default_factory=dict)
    rows_read: int = 0

    @property
    def has_semula(self) -> bool:
        """Whether the print carries semula and menjadi columns."""
        return any(line.semula is not None for line in self.lines)


@dataclass(frozen=True, slots=True)
class Desa:
    """A village as papers and pages name it. `contoh` marks invented places."""

    kode: str
    nama: str  # without "Desa": "Contoh Awanrahayu"
    kecamatan: str
    kabupaten: str  # "Kabupaten Contoh", with its kind
    provinsi: str = ""
    contoh: bool = False
    zona: str = "WIB"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the figures come from: the file as received."""

    nama_berkas: str
    sha256: str
    ukuran: int
    dicetak: datetime | None = None
    diterima_oleh: str = ""  # the office, in words
    diterima_pada: datetime | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """One version of one village's budget, ready to be shown or printed."""

    desa: Desa
    tahun: int
    versi: str
    title: Title
    source: Source
    lines: tuple[Line, ...]
    stated: tuple[Stated, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One published print in the history of a year, newest last."""

    nomor: str  # the public number of its Simpul, e.g. "2025-1"
    versi: str
    state: str  # diterbitkan, digantikan, ditarik
    dasar: str
    tanggal: date | None
    source: Source
    diterbitkan: datetime | None = None
    dikonfirmasi: bool = True  # False: published by the kabupaten, not yet confirmed by the village
    alasan: str = ""  # why it was withdrawn
    sejak: date | None = None  # the day of its present state
    salinan_tersamar: bool = False  # what is offered is a masked copy: sixteen digits stood in the original


@dataclass(frozen=True, slots=True)
class Year:
    """A village's published budget of one year.

    `berlaku` is the version in force. `awal` is the first budget, given only if another version is in force
    whose print has no semula column of its own. `edition` names the prints of this year that stand, as they stand:
    while it is the same, so is what papers say.
    """

    desa: Desa
    tahun: int
    berlaku: Budget
    awal: Budget | None
    versions: tuple[Version, ...]
    edition: str
    diperbarui: datetime | None = None
    other_years: tuple[int, ...] = ()
