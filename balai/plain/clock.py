"""The one clock seam. Only the demo and tests pin it; sessions, tokens and HTTP dates use the real clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_pinned: ContextVar[datetime | None] = ContextVar("balai_clock", default=None)
ZONES = {"WIB": ZoneInfo("Asia/Jakarta"), "WITA": ZoneInfo("Asia/Makassar"), "WIT": ZoneInfo("Asia/Jayapura")}


def now() -> datetime:
    """The present instant in UTC, or the pinned one."""
    return _pinned.get() or datetime.now(UTC)


def today(zone: str = "WIB") -> date:
    """The present date in a village's zone (`WIB`, `WITA` or `WIT`)."""
    return now().astimezone(ZONES[zone]).date()


def day_of(instant: str, zone: str = "WIB") -> date:
    """The date in a village's zone of an instant as the chain writes it (`2025-01-02T05:00:00.000000Z`)."""
    return datetime.fromisoformat(instant).astimezone(ZONES[zone]).date()


@contextmanager
def pinned(instant: datetime) -> Iterator[None]:
    """Hold the clock at `instant` (timezone-aware) inside the block."""
    if instant.tzinfo is None:
        raise ValueError("The clock needs a timezone-aware instant.")
    token = _pinned.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _pinned.reset(token)
