"""Many prints at once: a folder or a zip of mixed files, one report per file. Pure; stores nothing.

Village and year come from the content: the printed code, else the name with its kecamatan against the list of
villages. File names are not believed. One bad file never stops the rest.
"""

import hashlib
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.apbdes.settle import same_name
from balai.adapters.sheets.guard import MAX_BYTES, SheetRefused, refuse
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Finding, Level
from balai.rooms.penganggaran.apbdes.shape import Print

MOST_FILES = 2000
_JUNK = re.compile(r"(?:^|/)(?:\.|~\$|__MACOSX/|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)

DITERIMA, PERTANYAAN, DIGANTIKAN = "diterima", "pertanyaan", "digantikan"
TAHUN_LAIN, BUKAN_APB, RUSAK = "tahun_lain", "bukan_apb", "rusak"


@dataclass(frozen=True, slots=True)
class Place:
    """One village of the list against which names are matched."""

    kode: str
    nama: str
    kecamatan: str


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


Member = tuple[str, Callable[[], bytes]]


def read_massal(
    path: Path, daftar: Sequence[Place], tahun: int | None = None, *, keep: bool = False
) -> list[FileReport]:
    """Read all files of a folder or zip. `keep` keeps the bytes of good files for storing.

    Raises SheetRefused if `path` is neither a folder nor a zip, or holds too many files.
    """
    with ThreadPoolExecutor(2) as pool:  # each file is parsed in a child process of its own
        reports = list(pool.map(lambda m: _read_one(m, daftar, keep=keep), members(path)))
    _settle_year(reports, tahun)
    _settle_doubles(reports)
    return reports


def members(path: Path) -> Iterator[Member]:
    """Names and readers of all files, junk left out. Paths inside a zip are names, never places to write."""
    if path.is_dir():
        files = sorted(
            p for p in path.rglob("*") if p.is_file() and not _JUNK.search(p.relative_to(path).as_posix())
        )
        _count(len(files))
        for file in files:
            yield file.relative_to(path).as_posix(), file.read_bytes
        return
    if not zipfile.is_zipfile(path):
        raise SheetRefused(
            "bukan_kumpulan", "Kirim satu folder, atau satu berkas ZIP yang berisi cetakan desa."
        )
    book = zipfile.ZipFile(path)
    entries = [e for e in book.infolist() if not e.is_dir() and not _JUNK.search(e.filename)]
    _count(len(entries))
    for entry in entries:
        yield entry.filename, lambda e=entry: _unpack(book, e)  # type: ignore[misc]


def _count(number: int) -> None:
    if number > MOST_FILES:
        raise SheetRefused(
            "terlalu_banyak",
            f"Ada {number} berkas; paling banyak {MOST_FILES} sekali kirim. Bagi per kecamatan.",
        )


def _unpack(book: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.file_size > MAX_BYTES:
        raise refuse("terlalu_besar")
    try:
        return book.read(entry)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise refuse("rusak") from error


def _read_one(member: Member, daftar: Sequence[Place], *, keep: bool) -> FileReport:
    name, load = member
    report = FileReport(berkas=name)
    try:
        data = load()
        report.sha256 = hashlib.sha256(data).hexdigest()
        printed = read_apbdes(read_file(data, name))
    except (SheetRefused, OSError) as problem:
        code = problem.code if isinstance(problem, SheetRefused) else "rusak"
        message = problem.message if isinstance(problem, SheetRefused) else str(problem)
        report.hasil = BUKAN_APB if code in {"bukan_apb", "bukan_tabel", "tanpa_baris"} else RUSAK
        report.findings.append(Finding(Level.REFUSAL, code, message))
        return report
    report.printed, report.tahun = printed, printed.title.tahun
    report.findings = list(printed.findings)
    report.data = data if keep else b""
    _match(report, daftar)
    if report.tahun is None:
        report.findings.append(
            Finding(Level.QUESTION, "tanpa_tahun", "Tahun anggaran tidak tertulis di judul berkas ini.")
        )
    asked = any(f.level is Level.QUESTION for f in report.findings)
    report.hasil = PERTANYAAN if asked else DITERIMA
    return report


def _match(report: FileReport, daftar: Sequence[Place]) -> None:
    """Give the report its village, or a question."""
    assert report.printed is not None  # noqa: S101 - for the type checker; the caller has just read it
    title = report.printed.title
    if title.kode_desa:
        found = [p for p in daftar if p.kode == title.kode_desa]
    else:
        found = [p for p in daftar if same_name(p.nama, title.desa)]
        if title.kecamatan and len(found) > 1:
            found = [p for p in found if same_name(p.kecamatan, title.kecamatan)]
        elif title.kecamatan and found and not same_name(found[0].kecamatan, title.kecamatan):
            found = []
    if len(found) == 1:
        report.kode_desa = found[0].kode
        return
    said = ", ".join(
        x for x in (title.kode_desa, title.desa, title.kecamatan and f"Kecamatan {title.kecamatan}") if x
    )
    message = (
        f"Desa mana? Judul berkas menyebut “{said or 'tanpa nama'}”; itu cocok dengan {len(found)} desa."
    )
    report.findings.append(
        Finding(Level.QUESTION, "desa_mana", message, params={"calon": [p.kode for p in found[:9]]})
    )


def _settle_year(reports: Iterable[FileReport], tahun: int | None) -> None:
    good = [r for r in reports if r.hasil in {DITERIMA, PERTANYAAN} and r.tahun]
    if not good:
        return
    main = tahun or Counter(r.tahun for r in good).most_common(1)[0][0]
    for report in good:
        if report.tahun != main:
            report.hasil = TAHUN_LAIN


def _settle_doubles(reports: Iterable[FileReport]) -> None:
    """Of two prints of one version the newer one by the printer's date holds."""
    groups: dict[tuple[str, int | None, str], list[FileReport]] = {}
    for report in reports:
        if report.hasil == DITERIMA and report.printed is not None:
            groups.setdefault((report.kode_desa, report.tahun, report.printed.title.versi), []).append(report)
    for same in groups.values():
        newest = max(same, key=lambda r: (r.dicetak or datetime.min, r.berkas))  # noqa: DTZ901 - naive printer's times
        for report in same:
            if report is newest:
                continue
            if report.sha256 == newest.sha256 or (
                report.dicetak and newest.dicetak and report.dicetak < newest.dicetak
            ):
                report.hasil = DIGANTIKAN
                continue
            message = f"Desa ini mengirim dua cetakan tanpa tanggal cetak yang membedakan; yang lain: {newest.berkas}."
            report.findings.append(Finding(Level.QUESTION, "cetakan_mana", message))
            report.hasil = PERTANYAAN
