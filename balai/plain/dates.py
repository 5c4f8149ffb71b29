"""Dates as Indonesian papers write them."""

import re
from datetime import date, datetime

from balai.plain.clock import ZONES

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_BY_NAME = {name.lower(): n for n, name in enumerate(BULAN, 1)} | {"nopember": 11, "pebruari": 2}
_WORDS = re.compile(r"\b([0-3]?[0-9])\s+([A-Za-z]+)\s+((?:19|20)[0-9]{2})\b")


def format_date(day: date) -> str:
    """`24 Maret 2023`."""
    return f"{day.day} {BULAN[day.month - 1]} {day.year}"


def format_instant(instant: datetime, zone: str = "WIB") -> str:
    """`24 Maret 2023, 08.15 WIB`. `instant` must be timezone-aware."""
    local = instant.astimezone(ZONES[zone])
    return f"{format_date(local.date())}, {local:%H.%M} {zone}"


def find_date(text: str) -> date | None:
    """The first `30 Desember 2024` in a text, or None. Impossible days (31 Februari) are skipped."""
    for day, name, year in _WORDS.findall(text):
        month = _BY_NAME.get(name.lower())
        if month is None:
            continue
        try:
            return date(int(year), month, int(day))
        except ValueError:
            continue
    return None
