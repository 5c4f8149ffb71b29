"""A print on its way in: what was read, what was noticed, and the file itself. Plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from balai.plain.findings import Finding
from balai.rooms.penganggaran.apbdes.shape import Print, Title


@dataclass(frozen=True, slots=True)
class Received:
    """A print with its file. `data` None: sixteen digits stood in it; then `masked` is what is kept and offered.

    `asked`: its questions as they stood before anybody answered.
    """

    printed: Print
    title: Title
    findings: Sequence[Finding]
    name: str
    media_type: str
    sha256: str
    size: int
    data: bytes | None
    masked: bytes | None = None
    asked: Sequence[Finding] = ()
