"""What stands in the chain for the words of a decree."""

from balai.ground.trace.canonical import words_digest
from balai.rooms.pemerintahan.keputusan.models import Keputusan


def about(doc: Keputusan) -> str:
    """A salted digest of everything that the decree says."""
    words = (
        doc.nomor, doc.office, doc.manner, doc.nama, str(doc.orang or ""), doc.mulai.isoformat(),
        doc.sampai.isoformat() if doc.sampai else "", doc.alasan,
    )  # fmt: skip
    return words_digest(bytes(doc.salt), "\n".join(words))
