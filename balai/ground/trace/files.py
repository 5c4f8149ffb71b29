"""What the chain says of files, and whether the rows say the same. The bytes themselves are a room's check."""

from collections.abc import Iterator
from typing import Any

from balai.ground.files.models import Berkas
from balai.ground.trace.canonical import moment, words_digest
from balai.ground.trace.verify import Village, Wrong


def facts(row: Berkas) -> list[Any]:
    """A file as an event's `files` names it: hash, size, arrival, and a digest of name, kind, uploader and origin."""
    original = row.masked_of.sha256 if row.masked_of else ""
    words = (row.name, row.media_type, str(row.stored), original, row.uploader)
    return [
        row.sha256, row.size, moment(row.received_at), words_digest(bytes.fromhex(row.sha256), "\n".join(words))
    ]  # fmt: skip


def check(village: Village) -> Iterator[Wrong]:
    """Each file came by an act that told of it, as it stands now, and none is missing."""
    told = {tuple(f) for e in village.events for f in e.get("files", [])}
    rows = Berkas.objects.filter(desa_id=village.id).select_related("masked_of")
    stored = {tuple(facts(row)): row.name for row in rows}
    open_ = sorted(told - stored.keys())
    for one in sorted(stored.keys() - told):
        wanted = next((t for t in open_ if t[0] == one[0]), None)
        if wanted:
            open_.remove(wanted)
        yield Wrong("files_berkas", f"{stored[one]} {one[0][:12]}", _words(wanted), _words(one))
    for missing in open_:
        yield Wrong("files_berkas", str(missing[0])[:12], _words(missing), _words(None))


def _words(one: tuple[Any, ...] | None) -> str:
    return f"{one[1]} bita, diterima {one[2]}, keterangan {one[3][:12]}" if one else "tidak ada"
