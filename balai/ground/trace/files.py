"""What the chain says of files, and whether the rows say the same. The bytes themselves are a room's check."""

from collections.abc import Iterator

from balai.ground.files.models import Berkas
from balai.ground.trace.canonical import moment, words_digest
from balai.ground.trace.verify import Village, Wrong


def facts(row: Berkas) -> list[str]:
    """A file as an event's `files` names it: its hash, and a digest of name, size, kind, uploader and arrival."""
    original = row.masked_of.sha256 if row.masked_of else ""
    whole = (row.name, row.size, row.media_type, row.stored, original, row.uploader, moment(row.received_at))
    return [row.sha256, words_digest(bytes.fromhex(row.sha256), "\n".join(map(str, whole)))]


def check(village: Village) -> Iterator[Wrong]:
    """Each file came by an act that told of it, as it stands now, and none is missing."""
    told = {tuple(f) for e in village.events for f in e.get("files", [])}
    rows = Berkas.objects.filter(desa_id=village.id).select_related("masked_of").order_by("pk")
    stored = {tuple(facts(row)): row for row in rows}
    for one in sorted(stored.keys() - told):
        row = stored[one]
        here = f"{row.size} bita, diterima {moment(row.received_at)}"
        yield Wrong("files_berkas", f"{row.name} {row.sha256[:12]}", "seperti yang dicatat jejak", here)
    for sha256, _digest in sorted(told - stored.keys()):
        yield Wrong("files_berkas", sha256[:12], "ada seperti di jejak", "tidak ada")
