"""Whose budget a file is, of which year, and which of two prints holds. Where the files do not say, a question."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from balai.adapters.sheets.apbdes.settle import bare_kabupaten, same_kabupaten, same_name
from balai.adapters.sheets.massal_report import (
    DIGANTIKAN,
    DITERIMA,
    PERTANYAAN,
    TAHUN_LAIN,
    FileReport,
    Place,
)
from balai.plain.findings import Finding, Level
from balai.rooms.penganggaran.apbdes.shape import Title

_ALONE = "Bila berkasnya memang dari desa itu, kirim sendiri; bila bukan, keluarkan dari kiriman."
_CODE = re.compile(r"(?<![0-9.])[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[12][0-9]{3}(?![0-9])")


def find_village(title: Title, daftar: Sequence[Place], berkas: str) -> tuple[str, Finding | None]:
    """The village's code ("" if unknown) and a question where the title leaves doubt.

    The printed code decides, else name and kecamatan. A code in the file's name is only offered as a candidate.
    """
    found = _by_code(title, daftar) if title.kode_desa else _by_name(title, daftar)
    if len(found) == 1 and title.desa and not same_name(found[0].nama, title.desa):
        return found[0].kode, _disagree(title, found[0])
    if len(found) == 1 and _elsewhere(title, found[0]):
        return found[0].kode, _other_kabupaten(title, found[0])
    if len(found) == 1:
        return found[0].kode, None
    hints = [p for p in daftar if p.kode in _CODE.findall(berkas) and p not in found]
    kecamatan = f"Kecamatan {title.kecamatan}" if title.kecamatan else ""
    said = ", ".join(x for x in (title.kode_desa, title.desa, kecamatan) if x) or "tanpa nama"
    message = f"Desa mana? Judul berkas menyebut “{said}”; itu cocok dengan {len(found)} desa di daftar."
    if hints:
        message += f" Nama berkasnya memuat kode {hints[0].kode} ({hints[0].nama})."
    candidates = [p.kode for p in (*found, *hints)][:9]
    return "", Finding(Level.QUESTION, "desa_mana", message, params={"calon": candidates})


def _by_code(title: Title, daftar: Sequence[Place]) -> list[Place]:
    return [p for p in daftar if p.kode == title.kode_desa]


def _by_name(title: Title, daftar: Sequence[Place]) -> list[Place]:
    """Villages of that name; the kecamatan must agree too if the title names it."""
    named = [p for p in daftar if title.desa and same_name(p.nama, title.desa)]
    return [p for p in named if not title.kecamatan or same_name(p.kecamatan, title.kecamatan)]


def _disagree(title: Title, place: Place) -> Finding:
    message = (
        f"Judul berkas menyebut desa “{title.desa}”, tetapi kode yang tercetak ({title.kode_desa}) milik Desa "
        f"{place.nama.removeprefix('Desa ')}. Periksa mana yang benar, lalu kirim sendiri berkas ini."
    )
    return Finding(Level.QUESTION, "desa_beda", message, params={"calon": [place.kode]})


def _elsewhere(title: Title, place: Place) -> bool:
    """Whether the title names another kabupaten: villages and kecamatan of one name are many."""
    return bool(title.kabupaten and place.kabupaten) and not same_kabupaten(title.kabupaten, place.kabupaten)


def _other_kabupaten(title: Title, place: Place) -> Finding:
    message = (
        f"Judul berkas menyebut {title.kabupaten.title()}, sedangkan Desa {place.nama.removeprefix('Desa ')} di daftar "
        f"({place.kode}) berada di {place.kabupaten}. {_ALONE}"
    )
    return Finding(Level.QUESTION, "kabupaten_beda", message, params={"calon": [place.kode]})


def settle_kabupaten(reports: Iterable[FileReport], daftar: Sequence[Place]) -> None:
    """Where the list names no kabupaten, the files must agree on it: those that say otherwise than most are asked about."""
    unnamed = {p.kode for p in daftar if not p.kabupaten}
    told = [
        (r, r.printed.title.kabupaten)
        for r in reports
        if r.hasil in {DITERIMA, PERTANYAAN}
        and r.printed
        and r.printed.title.kabupaten
        and r.kode_desa in unnamed
    ]
    groups = Counter(bare_kabupaten(k) for _r, k in told).most_common(2)
    most = groups[0][0] if len(groups) == 1 or (groups and groups[0][1] > groups[1][1]) else ""
    for report, kabupaten in told:
        if len(groups) < 2 or bare_kabupaten(kabupaten) == most:
            continue
        message = (
            f"Judul berkas menyebut {kabupaten.title()}, sedangkan berkas lain di kiriman ini tidak. {_ALONE}"
        )
        report.findings.append(
            Finding(Level.QUESTION, "kabupaten_beda", message, params={"calon": [report.kode_desa]})
        )
        report.hasil = PERTANYAAN


def settle_year(reports: Iterable[FileReport], tahun: int | None) -> None:
    """Set `tahun_lain` where a file's year is not `tahun`, or not the most frequent year."""
    dated = [r for r in reports if r.hasil in {DITERIMA, PERTANYAAN} and r.tahun]
    if not dated:
        return
    main = tahun or Counter(r.tahun for r in dated).most_common(1)[0][0]
    for report in dated:
        if report.tahun != main:
            report.hasil = TAHUN_LAIN


def settle_doubles(reports: Iterable[FileReport]) -> None:
    """Of two prints of one village, year and version the newer one by the printer's date holds.

    The same bytes twice are one print. Prints that no date tells apart all wait for an answer.
    """
    groups: dict[tuple[str, int, str], list[FileReport]] = {}
    for report in reports:
        if report.hasil in {DITERIMA, PERTANYAAN} and report.printed and report.kode_desa and report.tahun:
            key = (report.kode_desa, report.tahun, report.printed.title.versi)
            groups.setdefault(key, []).append(report)
    for same in groups.values():
        _settle(_without_copies(same))


def _without_copies(same: Sequence[FileReport]) -> list[FileReport]:
    first: dict[str, FileReport] = {}
    for report in same:
        if report.sha256 in first:
            _replace(report, first[report.sha256])
        else:
            first[report.sha256] = report
    return list(first.values())


def _settle(prints: Sequence[FileReport]) -> None:
    newest = max((r for r in prints if r.dicetak), key=lambda r: str(r.dicetak), default=None)
    standing = []
    for report in prints:
        if newest and report.dicetak and report.dicetak != newest.dicetak:
            _replace(report, newest)
        else:
            standing.append(report)
    if len(standing) < 2:
        return
    for report in standing:
        others = ", ".join(r.berkas for r in standing if r is not report)
        message = (
            f"Desa ini mengirim lebih dari satu cetakan yang tanggal cetaknya tidak membedakan; yang lain: {others}. "
            f"Kirim sendiri cetakan yang berlaku."
        )
        report.findings.append(Finding(Level.QUESTION, "cetakan_mana", message))
        report.hasil = PERTANYAAN


def _replace(older: FileReport, newer: FileReport) -> None:
    older.hasil = DIGANTIKAN
    how = "isinya sama persis" if older.sha256 == newer.sha256 else "dicetak lebih baru"
    older.findings.append(Finding(Level.INFO, "digantikan", f"Digantikan oleh {newer.berkas} ({how})."))
