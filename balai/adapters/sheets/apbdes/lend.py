"""Sources that stand above the lines they hold for: on the activity's row, on a sum's row.

If no row below names a source of its own, each line below has that one. Two sources above are never shared out.
"""

from collections.abc import Sequence

from balai.adapters.sheets.apbdes.entries import Entry
from balai.adapters.sheets.apbdes.sources import read_source
from balai.plain.findings import Finding, Level


def lend_sources(entries: Sequence[Entry]) -> list[Finding]:
    """Give lines without a source that of the row above them, in place. Returns what to tell, once."""
    first: Entry | None = None
    for index, entry in enumerate(entries):
        if not entry.sumber or len(read_source(entry.sumber)) != 1:
            continue
        below = _below(entries, index)
        if not below or any(e.sumber for e in below):
            continue
        for position, line in enumerate(below):
            following = below[position + 1 : position + 2]
            deeper = any(o.rekening.startswith(line.rekening + ".") for o in following)
            if line.rekening and not deeper:
                line.sumber, first = entry.sumber, first or entry
    if first is None:
        return []
    message = f"Sumber dana yang tertulis di baris atasnya, mulai {first.place.words()}, berlaku untuk rekening di bawahnya."
    return [Finding(Level.INFO, "sumber_dari_atas", message, first.place)]


def _below(entries: Sequence[Entry], index: int) -> list[Entry]:
    """The rows that belong to this one: accounts of an activity, or deeper accounts; items without code too."""
    entry, out = entries[index], []
    if entry.rekening.count(".") == 3 or (not entry.rekening and entry.kegiatan.count(".") != 2):
        return []
    for other in entries[index + 1 :]:
        coded = bool(other.rekening or other.kegiatan or other.unread_code)
        if coded and not _is_part(other, entry):
            break
        out.append(other)
    return out if any(o.rekening for o in out) else []


def _is_part(other: Entry, entry: Entry) -> bool:
    if other.kegiatan != entry.kegiatan or not other.rekening:
        return False
    return not entry.rekening or other.rekening.startswith(entry.rekening + ".")
