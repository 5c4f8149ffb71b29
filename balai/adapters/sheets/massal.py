"""Many prints at once: a folder or a zip of mixed files, one report per file. Pure; stores nothing.

Village and year come from the content: the printed code, else the name with its kecamatan against the list of
villages. File names are not believed. One bad file never stops the rest.
"""

import hashlib
import logging
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from balai.adapters.sheets.apbdes import read_apbdes
from balai.adapters.sheets.apbdes.settle import strange_year, without_year
from balai.adapters.sheets.grid import FileRead
from balai.adapters.sheets.guard import MAX_BYTES, SheetRefused, refuse
from balai.adapters.sheets.massal_report import (
    BUKAN_APB,
    DIGANTIKAN,
    DITERIMA,
    PERTANYAAN,
    RUSAK,
    TAHUN_LAIN,
    FileReport,
    Place,
)
from balai.adapters.sheets.massal_settle import find_village, settle_doubles, settle_kabupaten, settle_year
from balai.adapters.sheets.readers import read_file
from balai.plain.findings import Finding, Level
from balai.plain.masks import mask_nik
from balai.rooms.penganggaran.apbdes.shape import Print

__all__ = [
    "BUKAN_APB", "DIGANTIKAN", "DITERIMA", "PERTANYAAN", "RUSAK", "TAHUN_LAIN",
    "FileReport", "Place", "members", "read_massal",
]  # fmt: skip

MOST_FILES = 2000
# What computers leave in folders. `../` is no junk: a strange name, read like any other and never written to.
_JUNK = re.compile(
    r"(?:^|[\\/])(?:\.(?!\.?[\\/])|~\$|__MACOSX[\\/]|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE
)
# What became of a file that is refused; all other reasons mean that it could not be opened.
_KINDS = {
    "bukan_apb": BUKAN_APB, "bukan_tabel": BUKAN_APB,
    "satuan_ribuan": PERTANYAAN, "bukan_rupiah": PERTANYAAN, "terlalu_luas": PERTANYAAN, "tanpa_baris": PERTANYAAN, "gambar": PERTANYAAN, "tersembunyi": PERTANYAAN,
    "jumlah_janggal": PERTANYAAN, "sel_panjang": PERTANYAAN,
}  # fmt: skip
_log = logging.getLogger(__name__)


Member = tuple[str, Callable[[], bytes]]
Told = Callable[[FileReport, FileRead | None], None]  # the report before settling; the file unless refused


def read_massal(
    path: Path,
    daftar: Sequence[Place],
    tahun: int | None = None,
    *,
    keep: bool = False,
    told: Told | None = None,
) -> list[FileReport]:
    """Read all files of a folder or zip, in its order. `daftar`: the villages among which names are looked up;
    `tahun`: the year wanted, else the most frequent one. `keep` keeps the bytes of accepted files for storing.
    `told` hears of each file as soon as it is read, in the reader's thread; what it raises ends the reading.

    Two files are open at a time. Raises SheetRefused if `path` is neither a folder nor a zip, or holds too many
    files; a bad file inside is a report, never an error.
    """
    with members(path) as files, ThreadPoolExecutor(2) as pool:  # each file is parsed in a child of its own
        reports = list(pool.map(lambda m: _read_one(m, daftar, keep=keep, told=told), files))
    settle_kabupaten(reports, daftar)
    settle_year(reports, tahun)
    settle_doubles(reports)
    for report in reports:
        if report.hasil != DITERIMA:
            report.data = b""
    return reports


@contextmanager
def members(path: Path) -> Iterator[list[Member]]:
    """Names and readers of all files, junk left out. Paths inside a zip are names, never places to write."""
    if path.is_dir():
        found = sorted((p.relative_to(path).as_posix(), p) for p in path.rglob("*") if p.is_file())
        files: list[Member] = [(name, partial(_load, p)) for name, p in found if not _JUNK.search(name)]
        yield _counted(files)
        return
    if not path.exists():
        raise SheetRefused("tidak_ada", f"Tidak ada folder atau berkas bernama {path.name}. Periksa namanya.")
    try:
        book = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        message = "Kirim satu folder, atau satu berkas ZIP yang utuh berisi cetakan desa."
        raise SheetRefused("bukan_kumpulan", message) from error
    with book:
        if {"[Content_Types].xml", "content.xml"} & set(book.namelist()):
            raise SheetRefused(
                "bukan_kumpulan", "Ini satu lembar kerja, bukan ZIP berisi cetakan. Kirim ZIP-nya."
            )
        entries = [e for e in book.infolist() if not e.is_dir() and not _JUNK.search(e.filename)]
        yield _counted([(e.filename, partial(_unpack, book, e)) for e in entries])


def _counted(files: list[Member]) -> list[Member]:
    if len(files) > MOST_FILES:
        message = f"Ada {len(files)} berkas; paling banyak {MOST_FILES} sekali kirim. Bagi per kecamatan."
        raise SheetRefused("terlalu_banyak", message)
    return files


def _load(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise refuse("terlalu_besar")
    return path.read_bytes()


def _unpack(book: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One entry's bytes; never more than its directory says, and that never more than a file may have."""
    if entry.flag_bits & 1:
        raise refuse("sandi")
    if entry.file_size > MAX_BYTES:
        raise refuse("terlalu_besar")
    if entry.file_size > 100 * entry.compress_size + 1_000_000:
        raise refuse("bom")
    try:
        return book.read(entry)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        NotImplementedError,
        ValueError,
        OSError,
    ) as error:
        raise refuse("rusak") from error


def _read_one(member: Member, daftar: Sequence[Place], *, keep: bool, told: Told | None = None) -> FileReport:
    """The report of one file. Whatever is wrong with it stays in its report."""
    name, load = member
    file, report = None, FileReport(berkas=mask_nik(name))
    try:
        data = load()
        report.sha256 = hashlib.sha256(data).hexdigest()
        file = read_file(data, name)
        _accept(report, read_apbdes(file), daftar)
        report.data = data if keep else b""
    except SheetRefused as refused:
        _refuse(report, refused)
    except Exception:  # one bad file never stops the rest; the log keeps what happened
        _log.exception("massal: %s", report.sha256)
        _refuse(report, refuse("rusak"))
    if told is not None:
        told(report, file)
    return report


def _refuse(report: FileReport, refused: SheetRefused) -> None:
    """A whole file that somebody must mend or print again waits for that person; only the others are broken."""
    report.hasil = _KINDS.get(refused.code, RUSAK)
    report.findings.append(Finding(Level.REFUSAL, refused.code, refused.message))


def _accept(report: FileReport, printed: Print, daftar: Sequence[Place]) -> None:
    report.printed, report.tahun = printed, printed.title.tahun
    report.findings = list(printed.findings)
    report.kode_desa, question = find_village(printed.title, daftar, report.berkas)
    if question is not None:
        report.findings.append(question)
    if report.tahun is None:
        report.findings.append(without_year(printed, "Kirim sendiri berkas ini dengan tahunnya."))
    report.findings += strange_year(report.tahun)
    asked = any(f.level is Level.QUESTION for f in report.findings)
    report.hasil = PERTANYAAN if asked else DITERIMA
