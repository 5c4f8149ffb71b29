"""Prints with a column per source (`DDS | ADD | PAD | …`) instead of a source per row.

Each source that a line fills is a line of its own; the row's total is compared with its columns. Rows of sums keep
their total only.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from balai.adapters.sheets.apbdes.entries import Entry
from balai.adapters.sheets.apbdes.funds import Share
from balai.plain.findings import Finding, Level
from balai.plain.rupiah import ZERO, format_rupiah


def spread(entries: Sequence[Entry]) -> tuple[list[Entry], list[Finding]]:
    """The entries with each line of several sources as several entries, and where totals and columns differ."""
    out: list[Entry] = []
    findings: list[Finding] = []
    for index, entry in enumerate(entries):
        if not entry.shares:
            out.append(entry)
            continue
        findings += _compared(entry)
        whole = replace(
            entry,
            anggaran=_total(entry.anggaran, [s.anggaran for s in entry.shares]),
            semula=_total(entry.semula, [s.semula for s in entry.shares]),
        )
        if not entry.rekening or entry.asked or _is_sum(entries, index):
            out.append(whole)
            continue
        parts = _parts(entry.shares)
        if len(parts) > 1 and entry.semula is not None and all(p.semula is None for p in parts):
            findings.append(_unshared(entry))
        out += [_part(whole, p, alone=len(parts) == 1) for p in parts] or [whole]
    return out, findings


def _parts(shares: Sequence[Share]) -> list[Share]:
    """The sources that a line fills; where all are zero, the only one that is written."""
    filled = [s for s in shares if s.anggaran or s.semula]
    return filled or (list(shares) if len(shares) == 1 else [])


def _part(whole: Entry, share: Share, *, alone: bool) -> Entry:
    semula = share.semula
    if alone and semula is None:
        semula = whole.semula  # semula has one column for all sources, and this line only one source
    if semula is None and whole.semula is not None:
        semula = ZERO
    amount = share.anggaran if share.anggaran is not None else ZERO
    return replace(whole, sumber=share.source, anggaran=amount, semula=semula, shares=())


def _total(said: Decimal | None, parts: Sequence[Decimal | None]) -> Decimal | None:
    """The row's own total, else the sum of its columns."""
    written = [p for p in parts if p is not None]
    return said if said is not None or not written else sum(written, Decimal(0))


def _is_sum(entries: Sequence[Entry], index: int) -> bool:
    """Whether accounts deeper than this row's follow right below it."""
    entry = entries[index]
    for other in entries[index + 1 :]:
        if other.rekening or other.kegiatan:
            return other.kegiatan == entry.kegiatan and other.rekening.startswith(entry.rekening + ".")
    return False


def _compared(entry: Entry) -> list[Finding]:
    """A question if the row's total is not the sum of its sources."""
    found = []
    pairs = (("", entry.anggaran, [s.anggaran for s in entry.shares]), (" semula", entry.semula, [s.semula for s in entry.shares]))  # fmt: skip
    for what, said, parts in pairs:
        given = sum((p for p in parts if p is not None), Decimal(0))
        if said is None or all(p is None for p in parts) or said == given:
            continue
        message = (
            f"Jumlah{what} di {entry.place.words()} ({entry.uraian[:80]}) tertulis {format_rupiah(said)}, sedangkan "
            f"kolom sumber dananya berjumlah {format_rupiah(given)}."
        )
        found.append(Finding(Level.QUESTION, "jumlah_sumber_beda", message, entry.place))
    return found


def _unshared(entry: Entry) -> Finding:
    message = (
        f"Baris di {entry.place.words()} dibagi ke beberapa sumber dana, tetapi jumlah semulanya tidak. "
        f"Tulis jumlah semula tiap sumber dana."
    )
    return Finding(Level.QUESTION, "semula_tak_dibagi", message, entry.place)
