"""The year's earmarks of Dana Desa (planning notes, section 7): shares of the 4.2.1 of the print. Pure.

Only a certain breach is told: for a maximum only lines wholly from Dana Desa count, for a minimum every line that may
be from Dana Desa (its cell names two sources, or the print has no sources at all).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from balai.ground.law.loader import LawUnknown, Param
from balai.plain.findings import Finding
from balai.plain.rupiah import ZERO, Rupiah, format_rupiah
from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.rules_told import law_of, limit_words, percent, told
from balai.rooms.penganggaran.apbdes.shape import Budget, Line

DANA_DESA = "DDS"


@dataclass(frozen=True, slots=True)
class _Purpose:
    """What is counted: its name in both languages, the provision that says so, and its lines."""

    words: tuple[str, str]
    counted: Param
    covers: Callable[[Line], bool]


def cash_transfers(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """The year's share for BLT Desa, booked at one activity and account."""
    which = law_of("blt_baris", budget)
    activity, account = which.items
    blt = _Purpose(
        ("BLT Desa", "Cash transfers"),
        which,
        lambda x: x.kode_kegiatan == activity and _at_or_above(x, account),
    )
    yield from _most(budget, "blt_maksimum", blt)
    yield from _least(budget, "blt_minimum", blt)


def food_security(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """The year's share for food. What counts is our own list, so for the office only."""
    which = law_of("pangan_hitungan", budget)
    food = _Purpose(("Ketahanan pangan", "Food security"), which, lambda x: _is_food(x, which.items))
    yield from _least(budget, "pangan_minimum", food)


def operations(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """The year's share for operations of the village government."""
    which = law_of("operasional_kegiatan", budget)
    words = ("Operasional dari Dana Desa", "Operations from Dana Desa")
    spent = _Purpose(words, which, lambda x: x.kode_kegiatan in which.items)
    yield from _most(budget, "operasional_maksimum", spent)


def _at_or_above(line: Line, account: str) -> bool:
    """The account itself or, on an APB print that stops at the jenis, what it belongs to."""
    return account == line.kode_rekening or account.startswith(line.kode_rekening + ".")


def _is_food(line: Line, counted: tuple[str, ...]) -> bool:
    if line.kode_kegiatan:
        return line.kode_kegiatan[:5] in counted
    return any(_at_or_above(line, c) for c in counted if c.startswith("6.2"))


def _most(budget: Budget, name: str, purpose: _Purpose) -> Iterator[Finding]:
    part = sums.total(x for x in budget.lines if x.sumber == (DANA_DESA,) and purpose.covers(x))
    yield from _share(budget, name, part, purpose, beyond=lambda limit: part > limit)


def _least(budget: Budget, name: str, purpose: _Purpose) -> Iterator[Finding]:
    part = sums.total(
        x for x in budget.lines if (not x.sumber or DANA_DESA in x.sumber) and purpose.covers(x)
    )
    yield from _share(budget, name, part, purpose, beyond=lambda limit: part < limit)


def _share(
    budget: Budget, name: str, part: Rupiah, purpose: _Purpose, *, beyond: Callable[[Decimal], bool]
) -> Iterator[Finding]:
    """A finding if `part` is beyond the provision's share of Dana Desa. Compared exactly, shown rounded."""
    try:
        law = law_of(name, budget)
    except LawUnknown:
        return  # that year sets no such share
    whole = sums.total(x for x in budget.lines if x.kode_rekening.startswith("4.2.1"))
    if whole <= 0 or not beyond(whole * law.number):
        return
    share, limit, left = percent(part, whole), limit_words(law, whole), _left_over(budget)
    words = (
        f"{purpose.words[0]} {format_rupiah(part)}, yaitu {share} dari Dana Desa {format_rupiah(whole)}; batasnya {limit}."
        + (f" Cetakan tidak memisahkan yang dibiayai SiLPA Dana Desa {format_rupiah(left)}." if left else ""),
        f"{purpose.words[1]} {format_rupiah(part)}, {share} of Dana Desa {format_rupiah(whole)}; the limit is {limit}."
        + (
            f" The print does not set apart what SiLPA of Dana Desa {format_rupiah(left)} pays."
            if left
            else ""
        ),
    )
    yield told(name, law, words, counted=purpose.counted, bagian=str(part), dari=str(whole))


def _left_over(budget: Budget) -> Rupiah:
    """SiLPA of Dana Desa: last year's money is spent by the same lines, but is no part of this year's shares."""
    sources = sums.per_source(budget.lines)
    return sources[DANA_DESA].silpa if DANA_DESA in sources else ZERO
