"""Rows without a code below an account: more lines of the same account, or only its details.

Some prints list the items of an account below it, each with the source again. If they add up to the account and
name no other source, they are details: the account is the line, and they are not counted a second time.
"""

from collections.abc import Sequence
from decimal import Decimal

from balai.adapters.sheets.apbdes.entries import Entry
from balai.adapters.sheets.apbdes.sources import read_source
from balai.plain.findings import Finding, Level
from balai.plain.rupiah import format_rupiah


def mark_details(entries: Sequence[Entry], totals: set[int]) -> list[Finding]:
    """Mark details in place (`totals`: positions of named totals, which end a group). Returns what to tell."""
    findings: list[Finding] = []
    for index, entry in enumerate(entries):
        if entry.rekening and entry.anggaran is not None and entry.sumber:
            below = _below(entries, index, totals)
            if below:
                findings += _judge(entry, below)
    return findings


def _below(entries: Sequence[Entry], index: int, totals: set[int]) -> list[Entry]:
    """The rows without code, with a source and an amount, right below an account."""
    out = []
    for position in range(index + 1, len(entries)):
        other = entries[position]
        if other.rekening or other.kegiatan or other.unread_code or position in totals:
            break
        if other.sumber and other.anggaran is not None:
            out.append(other)
    return out


def _judge(entry: Entry, below: Sequence[Entry]) -> list[Finding]:
    own = read_source(entry.sumber)
    theirs = {s for other in below for s in read_source(other.sumber)}
    total = sum((o.anggaran for o in below if o.anggaran is not None), Decimal(0))
    if not own or not theirs <= set(own):
        return []  # another source of the same account: lines of their own
    if total == entry.anggaran and len(own) == 1:
        for other in below:
            other.detail = True
        message = f"Rincian di bawah rekening tidak dihitung lagi, mulai {below[0].place.words()}."
        return [Finding(Level.INFO, "rincian", message, below[0].place)]
    if total == entry.anggaran:
        entry.sumber = ""  # the account is the sum; what each source gives stands below it
        return []
    message = (
        f"Baris tanpa kode di {below[0].place.words()}, di bawah {entry.rekening} {entry.uraian}, menyebut sumber yang sama "
        f"dan berjumlah {format_rupiah(total)}, sedangkan rekeningnya {format_rupiah(entry.anggaran or total)}. "
        f"Beri kode pada baris itu bila menambah anggaran, atau hapus sumbernya bila hanya rincian."
    )
    return [Finding(Level.QUESTION, "rincian_beda", message, below[0].place, {"kode": entry.rekening})]
