"""Amounts inside a query, as people write them: `10.500.000`, `Rp 10500000`, `10,5 juta`, `1,2 miliar`. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.shape import Line

_UNITS = {
    "ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12,
}  # fmt: skip
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?|[0-9]{1,15}(?:[.,][0-9]{1,3})?"
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<rp>rp\.?\s*)?(?P<number>{_NUMBER})(?:\s*(?P<unit>{'|'.join(_UNITS)})\b|(?:,-)?(?![\w,]|\.[0-9]))",
    re.IGNORECASE | re.ASCII,
)
_SURE_DIGITS = 5  # bare digits from here on are an amount; fewer may be a year, a code, a length


@dataclass(frozen=True, slots=True)
class Spoken:
    """An amount in rupiah, and how far off what it means may be: `10,5 juta` may stand for Rp10.460.000."""

    amount: Decimal
    about: Decimal


def amounts_in(query: str) -> tuple[list[Spoken], str]:
    """The amounts of a query and what is left of it without them. A code (`5.2.1`) or a year is no amount."""
    found: list[Spoken] = []

    def taken(match: re.Match[str]) -> str:
        one = _spoken(match["number"], (match["unit"] or "").lower(), sure=bool(match["rp"]))
        if one is None:
            return match[0]
        found.append(one)
        return " "

    return found, _AMOUNT.sub(taken, query).strip()


def _spoken(number: str, unit: str, *, sure: bool) -> Spoken | None:
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?", number):  # `1.500 juta` too
        number = number.replace(".", "")
    elif not unit and not sure and not (number.isdigit() and len(number) >= _SURE_DIGITS):
        return None
    value = Decimal(number.replace(",", "."))
    if not unit:
        return Spoken(value, Decimal(0))
    times = _UNITS[unit]
    exponent = value.as_tuple().exponent
    return Spoken(value * times, times * Decimal(1).scaleb(int(exponent)))


def lines_with(
    amounts: Sequence[Spoken], lines: Iterable[Line], whole: Iterable[Line]
) -> tuple[list[Line], bool]:
    """Of `lines` those with every amount, before or after, in the line itself or as the sum of its kegiatan in
    `whole`; and whether the amount is met to the rupiah. Only if none is, an amount in words may be a rounded one."""
    of_kegiatan: dict[str, list[Line]] = {}
    for x in whole:
        of_kegiatan.setdefault(x.kode_kegiatan, []).append(x)
    totals = {
        code: (sums.total(found), sums.total(found, sums.semula))
        for code, found in of_kegiatan.items()
        if code
    }
    known = [(x, (x.anggaran, x.semula, *totals.get(x.kode_kegiatan, ()))) for x in lines]
    exact = [x for x, own in known if all(a.amount in own for a in amounts)]
    if exact:
        return exact, True
    near = [x for x, own in known if all(any(_near(a, value) for value in own) for a in amounts)]
    return near, not near


def _near(spoken: Spoken, value: Decimal | None) -> bool:
    return value is not None and value > 0 and abs(value - spoken.amount) < spoken.about
