"""What a decree says, as plain data."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """Who is appointed to what, from when until when. `orang`: uid of somebody the village knows, "" for a new person."""

    office: str
    nama: str
    mulai: date
    sampai: date | None = None
    orang: str = ""
    manner: str = "tetap"


@dataclass(frozen=True, slots=True)
class Row:
    """A decree as the office sees it."""

    id: int
    code: str
    rev: int
    state: str
    since: date
    nomor: str
    nama: str
    alasan: str
    draft: Draft
    sheets: tuple[str, ...]  # SHA-256 of the pictures of the signed sheets


@dataclass(frozen=True, slots=True)
class Moment:
    """One act on a decree: the decider on its day, and who recorded it when."""

    step: str
    at: date
    recorded_at: datetime
    decider: str
    decider_office: str
    recorder: str
    recorder_office: str
