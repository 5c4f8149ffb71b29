"""Arithmetic of a budget, pure. Every figure that Balai shows is computed here from lines.

surplus/(defisit)      = pendapatan − belanja
pembiayaan netto       = penerimaan pembiayaan (6.1) − pengeluaran pembiayaan (6.2)
SiLPA tahun berkenaan  = surplus/(defisit) + pembiayaan netto
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from balai.plain.rupiah import ZERO, Rupiah
from balai.rooms.penganggaran.apbdes.shape import BELANJA, PENDAPATAN, Line

Amount = Callable[[Line], Decimal]


menjadi: Amount = attrgetter(
    "anggaran"
)  # the amount in force on this print; C, because every page sums by it


def semula(line: Line) -> Decimal:
    """The amount before the change; zero for a line that is new, and on a first budget."""
    return line.semula if line.semula is not None else ZERO


def total(lines: Iterable[Line], amount: Amount = menjadi) -> Rupiah:
    """Sum of lines."""
    return Rupiah(sum(map(amount, lines), Decimal("0.00")))


@dataclass(frozen=True, slots=True)
class Totals:
    """The seven figures that open every budget."""

    pendapatan: Rupiah
    belanja: Rupiah
    surplus_defisit: Rupiah
    penerimaan_pembiayaan: Rupiah
    pengeluaran_pembiayaan: Rupiah
    pembiayaan_netto: Rupiah
    silpa_berkenaan: Rupiah


def totals(lines: Iterable[Line], amount: Amount = menjadi) -> Totals:
    """The seven figures of these lines."""
    income = spending = received = paid = ZERO
    for line in lines:
        if line.bagian == PENDAPATAN:
            income = Rupiah(income + amount(line))
        elif line.bagian == BELANJA:
            spending = Rupiah(spending + amount(line))
        if line.kode_rekening.startswith("6.1"):
            received = Rupiah(received + amount(line))
        elif line.kode_rekening.startswith("6.2"):
            paid = Rupiah(paid + amount(line))
    surplus, net = Rupiah(income - spending), Rupiah(received - paid)
    return Totals(income, spending, surplus, received, paid, net, Rupiah(surplus + net))


def under(lines: Iterable[Line], code: str) -> tuple[Line, ...]:
    """Belanja lines below a bidang, sub bidang or kegiatan code (`02`, `02.06`, `02.06.03`)."""
    return tuple(x for x in lines if x.kode_kegiatan == code or x.kode_kegiatan.startswith(code + "."))


def by(lines: Iterable[Line], key: Callable[[Line], str], amount: Amount = menjadi) -> dict[str, Rupiah]:
    """Sums per key, in the order in which keys first appear."""
    sums: dict[str, Rupiah] = {}
    for line in lines:
        k = key(line)
        sums[k] = Rupiah(sums.get(k, ZERO) + amount(line))
    return sums


@dataclass(frozen=True, slots=True)
class SourceSums:
    """One source of funds: what comes in, what last year left, what goes out."""

    pendapatan: Rupiah = ZERO
    silpa: Rupiah = ZERO
    belanja: Rupiah = ZERO
    pengeluaran_pembiayaan: Rupiah = ZERO

    @property
    def sisa(self) -> Rupiah:
        """What remains unplanned (negative: planned twice)."""
        return Rupiah(self.pendapatan + self.silpa - self.belanja - self.pengeluaran_pembiayaan)


def per_source(lines: Iterable[Line], amount: Amount = menjadi) -> dict[str, SourceSums]:
    """Balance per source. Lines that name two sources are left out: they are never split by guess."""
    sums: dict[str, dict[str, Rupiah]] = {}
    for line in lines:
        if len(line.sumber) != 1:
            continue
        field = _source_field(line)
        if field is None:
            continue
        own = sums.setdefault(line.sumber[0], {})
        own[field] = Rupiah(own.get(field, ZERO) + amount(line))
    return {source: SourceSums(**own) for source, own in sums.items()}


def _source_field(line: Line) -> str | None:
    if line.bagian == PENDAPATAN:
        return "pendapatan"
    if line.bagian == BELANJA:
        return "belanja"
    if line.kode_rekening.startswith("6.1"):
        return "silpa"
    if line.kode_rekening.startswith("6.2"):
        return "pengeluaran_pembiayaan"
    return None


def largest_remainder(amounts: dict[str, Rupiah], parts: int = 100) -> dict[str, int]:
    """`amounts` as whole parts that add up to `parts`: “of every Rp100”. All zero if nothing is there."""
    whole = sum(amounts.values(), ZERO)
    if whole <= 0:
        return dict.fromkeys(amounts, 0)
    exact = {k: v * parts / whole for k, v in amounts.items()}
    given = {k: int(v) for k, v in exact.items()}
    rest = parts - sum(given.values())
    for k in sorted(exact, key=lambda k: (given[k] - exact[k], -amounts[k]))[:rest]:
        given[k] += 1
    return given
