"""Versions of one year's budget: their words, their order and which one is in force. Pure.

Order (Permendagri 20/2018 Ps 40-42, planning notes 0.4): awal, then changes of the Penjabaran by Perkades
(penjabaran-1 …) and the Perubahan by Perdes. A rancangan is never published.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from balai.rooms.penganggaran.apbdes.shape import AWAL, PERUBAHAN, RANCANGAN

FIRST_YEAR = 2015  # the first budgets under UU 6/2014 on villages
AHEAD = 4  # years before which nobody has drawn up a budget

_PENJABARAN = re.compile(r"penjabaran-([1-9][0-9]?)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A published print, reduced to what decides which is in force."""

    key: int
    versi: str
    tanggal: date | None


def is_version(text: str) -> bool:
    """`rancangan`, `awal`, `penjabaran-1` … `penjabaran-99`, `perubahan`."""
    return text in {RANCANGAN, AWAL, PERUBAHAN} or _PENJABARAN.fullmatch(text) is not None


def is_plausible_year(year: int, today: date) -> bool:
    """Whether a village can have a budget of that fiscal year today; another year is a slip of the pen, or asked about."""
    return FIRST_YEAR <= year <= max(today.year + AHEAD, 2030)


def words(versi: str) -> str:
    """The version as screens say it, in Indonesian."""
    match = _PENJABARAN.fullmatch(versi)
    if match:
        return f"perubahan penjabaran ke-{match.group(1)}"
    return {RANCANGAN: "rancangan", AWAL: "awal (murni)", PERUBAHAN: "perubahan"}[versi]


def in_force(published: Sequence[Candidate]) -> int | None:
    """Key of the version in force: a change goes before the first budget; of two changes the later signed one.

    A change without a signing date counts by its kind (perubahan after penjabaran). None if nothing is there.
    """
    if not published:
        return None
    return max(published, key=_rank).key


def _rank(one: Candidate) -> tuple[int, date, int, int]:
    match = _PENJABARAN.fullmatch(one.versi)
    kind = 0 if one.versi == AWAL else 1
    return (
        kind,
        one.tanggal or date.min,
        2 if one.versi == PERUBAHAN else 1,
        int(match.group(1)) if match else 0,
    )
