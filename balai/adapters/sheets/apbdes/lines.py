"""Which entries are lines and which are sums. Only lines are ever added up; sums are kept to be compared.

A line has a source of funds and nothing deeper below it. A row of an account down to the objek without any
source, with nothing below it, is a line too: its missing source is told, its amount never dropped.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from balai.adapters.sheets.apbdes.details import mark_details
from balai.adapters.sheets.apbdes.entries import Entry
from balai.adapters.sheets.apbdes.lend import lend_sources
from balai.adapters.sheets.apbdes.matrix import spread
from balai.adapters.sheets.apbdes.noticed import about, blank, unclaimed, unplaced, unread
from balai.adapters.sheets.apbdes.sources import read_source
from balai.plain.findings import Finding, Level
from balai.plain.rupiah import ZERO
from balai.rooms.penganggaran.apbdes.shape import Line, Stated

_TOTALS: tuple[tuple[str, str], ...] = (
    ("jumlah_pendapatan", r"^(?:jumlah|total) (?:pendapatan|penerimaan desa)"),
    ("jumlah_belanja", r"^(?:jumlah|total) belanja"),
    ("surplus_defisit", r"surplus|defisit"),
    ("jumlah_penerimaan_pembiayaan", r"^(?:jumlah|total) penerimaan pembiayaan"),
    ("jumlah_pengeluaran_pembiayaan", r"^(?:jumlah|total) pengeluaran pembiayaan"),
    (
        "pembiayaan_netto",
        r"pembiayaan (?:netto|neto|bersih)|^(?:jumlah |total )?pembiayaan$|selisih pembiayaan",
    ),
    ("silpa_berkenaan", r"sisa lebih|si ?lpa|sikpa"),
)


def sort_out(entries: Sequence[Entry]) -> tuple[list[Line], list[Stated], list[Finding]]:
    """Lines in the file's order, stated sums, and what was noticed on the way."""
    lines: list[Line] = []
    stated: list[Stated] = []
    entries, findings = spread(entries)
    findings += lend_sources(entries)
    sourced = any(e.sumber for e in entries)
    findings += mark_details(entries, {n for n, e in enumerate(entries) if not _coded(e) and _named_total(e)})
    last: Entry | None = None
    loose: list[Entry] = []
    output: dict[str, tuple[str, str]] = {}  # prints state volume and unit on the activity's own row
    for index, entry in enumerate(entries):
        if entry.detail:
            continue
        _carry_output(entry, output)
        if not _coded(entry):
            total = _named_total(entry)
            if total:
                stated.append(total)
                last = None
            elif entry.sumber and entry.anggaran and (last is None or entry.apart):
                loose.append(entry)
                last = None
            elif entry.sumber and entry.anggaran is not None and last is not None:
                entry.kegiatan, entry.rekening, entry.bagian = last.kegiatan, last.rekening, last.bagian
                entry.uraian, entry.inherits = entry.uraian or last.uraian, True
            else:
                findings += unplaced(entry)
        if entry.unread_code:
            findings.append(unread(entry))
            if not entry.sumber:
                continue
        findings += blank(entry, deeper=_has_deeper(entry, entries, index), sourced=sourced)
        if not (entry.rekening or entry.kegiatan) or entry.anggaran is None:
            continue
        if _is_line(entry, entries, index, sourced=sourced):
            lines.append(_line(entry, len(lines) + 1))
            findings += about(entry, sourced=sourced)
            last = entry
        else:
            stated.append(_stated(entry))
            last = entry if entry.rekening else None
    findings += unclaimed(loose, lines)
    if not sourced and lines:
        message = (
            "Cetakan ini tidak memuat kolom sumber dana, sehingga imbangan per sumber tidak dapat dihitung."
        )
        findings.append(Finding(Level.FINDING, "tanpa_sumber", message, lines[0].place))
    return lines, stated, findings


def _carry_output(entry: Entry, output: dict[str, tuple[str, str]]) -> None:
    """Volume and unit of an activity's own row, for its lines."""
    if entry.kegiatan and not entry.rekening and entry.volume:
        output[entry.kegiatan] = entry.volume, entry.satuan
    elif not entry.volume and entry.bagian == "belanja":
        entry.volume, entry.satuan = output.get(entry.kegiatan, ("", ""))


def _coded(entry: Entry) -> bool:
    """Whether anything stands in the code cells."""
    return bool(entry.rekening or entry.kegiatan or entry.unread_code)


def _is_line(entry: Entry, entries: Sequence[Entry], index: int, *, sourced: bool) -> bool:
    deeper = _has_deeper(entry, entries, index)
    if entry.sumber:
        return bool(entry.rekening) and not deeper
    depth = entry.rekening.count(".")
    if depth < 2 or deeper or (entry.bagian == "belanja" and not entry.kegiatan):
        return False
    if not sourced:
        return True
    if entry.anggaran == ZERO and depth < 3:
        return False
    if _sums_up(entry, entries, index):
        return False
    return depth == 3 or not _sourced_below(entry, entries, index)


def _has_deeper(entry: Entry, entries: Sequence[Entry], index: int) -> bool:
    """Whether the next rows with an amount stand below this one in the same kegiatan."""
    for other in entries[index + 1 :]:
        if other.anggaran is None:
            continue
        if not other.rekening and not other.kegiatan:
            return bool(other.sumber) and not entry.sumber and not _named_total(other)
        if not entry.rekening:
            return other.kegiatan.startswith(entry.kegiatan)
        if other.kegiatan != entry.kegiatan:
            return False
        if other.rekening == entry.rekening:
            return not entry.sumber and bool(other.sumber)
        return other.rekening.startswith(entry.rekening + ".")
    return False


def _sums_up(entry: Entry, entries: Sequence[Entry], index: int) -> bool:
    """Whether a row without source repeats, with its code, the sum of the rows right above it (`5.2.1 Jumlah …`)."""
    total, seen = Decimal(0), False
    for other in reversed(entries[:index]):
        inside = other.kegiatan == entry.kegiatan and f"{other.rekening}.".startswith(f"{entry.rekening}.")
        if not inside and (other.rekening or other.kegiatan):
            break
        if other.sumber and other.anggaran is not None and inside and not other.detail:
            total, seen = total + other.anggaran, True
    return seen and total == entry.anggaran


def _sourced_below(entry: Entry, entries: Sequence[Entry], index: int) -> bool:
    return any(
        o.sumber and o.kegiatan == entry.kegiatan and o.rekening.startswith(entry.rekening)
        for o in entries[index + 1 : index + 40]
    )


def _named_total(entry: Entry) -> Stated | None:
    if entry.anggaran is None:
        return None
    text = entry.uraian.lower()
    for key, pattern in _TOTALS:
        if re.search(pattern, text):
            return Stated(key, entry.uraian, entry.anggaran, entry.semula, entry.place)
    return None


def _stated(entry: Entry) -> Stated:
    key = (
        f"{entry.kegiatan}|{entry.rekening}"
        if entry.kegiatan and entry.rekening
        else entry.kegiatan or entry.rekening
    )
    return Stated(
        key, entry.uraian, entry.anggaran if entry.anggaran is not None else ZERO, entry.semula, entry.place
    )


def _line(entry: Entry, urutan: int) -> Line:
    amount = entry.anggaran if entry.anggaran is not None else ZERO
    return Line(
        urutan=urutan, bagian=entry.bagian, kode_kegiatan=entry.kegiatan if entry.bagian == "belanja" else "",
        kode_rekening=entry.rekening, uraian=entry.uraian, sumber=read_source(entry.sumber),
        anggaran=amount, semula=entry.semula, volume=entry.volume, satuan=entry.satuan, place=entry.place,
    )  # fmt: skip
