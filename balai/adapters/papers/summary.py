"""What the wall, the telephone card and the message say about a budget: a figure, its sentence, its receipts.

Everything is computed from lines. Pay of the kepala desa, perangkat and BPD (rekening 5.1) is part of the
sums but never named here: on a wall it would single out a handful of known persons; the APB tables carry it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from balai.adapters.papers.words import bidang_words, kegiatan_words, line_words, output_words, sumber_words
from balai.plain.rupiah import ZERO, Rupiah, format_rupiah
from balai.rooms.penganggaran.apbdes.shape import BELANJA, PEMBIAYAAN, PENDAPATAN, Budget, Line
from balai.rooms.penganggaran.apbdes.sums import (
    Amount,
    Totals,
    by,
    largest_remainder,
    menjadi,
    semula,
    total,
    totals,
)

PEGAWAI = "5.1"
MODAL = "5.3"
KANTOR = "01"


@dataclass(frozen=True, slots=True)
class Part:
    """One share of a strip: `of_100` rupiah of every hundred."""

    label: str
    amount: Rupiah
    of_100: int


@dataclass(frozen=True, slots=True)
class Work:
    """One activity that people can see. `notes`: what is done, planned output, where the money comes from."""

    code: str
    name: str
    notes: tuple[str, ...]
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class Change:
    """One figure before and after a change of the budget."""

    label: str
    semula: Rupiah
    menjadi: Rupiah

    @property
    def words(self) -> str:
        """`naik Rp40.640.000`, `turun Rp152.043.600` or `tetap`."""
        # Money that leaves stands as a negative figure; more of it is a rise.
        difference = abs(self.menjadi) - abs(self.semula)
        if difference == 0:
            return "tetap"
        return ("naik " if difference > 0 else "turun ") + format_rupiah(abs(difference))


def income_parts(budget: Budget) -> list[Part]:
    """Income per source, largest first."""
    lines = (x for x in budget.lines if x.bagian == PENDAPATAN)
    return _parts(by(lines, lambda x: sumber_words(x.sumber)))


def spending_parts(budget: Budget) -> list[Part]:
    """Spending per bidang, largest first."""
    lines = (x for x in budget.lines if x.bagian == BELANJA)
    return _parts(by(lines, lambda x: bidang_words(x.bidang)))


def _parts(sums: dict[str, Rupiah]) -> list[Part]:
    positive = {k: v for k, v in sums.items() if v > 0}
    shares = largest_remainder(positive)
    parts = [Part(label, amount, shares[label]) for label, amount in positive.items()]
    return sorted(parts, key=lambda p: -p.amount)


def folded(parts: list[Part], most: int, words: str) -> list[Part]:
    """At most `most` parts: the smallest become one, so that colours differ and the strip's legend stays readable."""
    if len(parts) <= most:
        return parts
    kept, rest = parts[: most - 1], parts[most - 1 :]
    label = f"{len(rest)} {words} lain"
    return [*kept, Part(label, Rupiah(sum((p.amount for p in rest), ZERO)), sum(p.of_100 for p in rest))]


def works(budget: Budget) -> list[Work]:
    """Activities that people can see, largest first: all of bidang 2–5, and of the office what it builds."""
    groups: dict[str, list[Line]] = {}
    for line in budget.lines:
        if line.bagian == BELANJA:
            groups.setdefault(line.kode_kegiatan, []).append(line)
    seen = [_work(budget, code, lines) for code, lines in groups.items() if _visible(code, lines)]
    return sorted((w for w in seen if w.amount > 0), key=lambda w: (-w.amount, w.code))


def _visible(code: str, lines: list[Line]) -> bool:
    if any(x.kode_rekening.startswith(PEGAWAI) for x in lines):
        return False
    return not code.startswith(KANTOR) or any(x.kode_rekening.startswith(MODAL) for x in lines)


def _work(budget: Budget, code: str, lines: list[Line]) -> Work:
    sources = by(lines, lambda x: sumber_words(x.sumber))
    funded = sorted((s for s in sources if sources[s] > 0), key=lambda s: -sources[s])
    name, done = kegiatan_words(code, budget.names.get(code, ""))
    notes = (output_words(*output_of(lines)), done, ", ".join(funded))
    return Work(code, name, tuple(n for n in notes if n), total(lines))


def output_of(lines: list[Line]) -> tuple[str, str]:
    """Volume and satuan of a kegiatan: what all its lines agree on, else nothing (never picked by guess)."""
    pairs = {(x.volume, x.satuan) for x in lines}
    return pairs.pop() if len(pairs) == 1 else ("", "")


def kegiatan_count(budget: Budget) -> int:
    """How many activities have money on this version."""
    sums = by((x for x in budget.lines if x.bagian == BELANJA), lambda x: x.kode_kegiatan)
    return sum(1 for amount in sums.values() if amount != 0)


def rest_words(budget: Budget, shown: list[Work]) -> str:
    """What is not in the list, so that the list and this sentence add up to all spending."""
    count = kegiatan_count(budget) - len(shown)
    spending = totals(budget.lines).belanja
    rest = spending - sum((w.amount for w in shown), ZERO)
    if count <= 0:
        return f"Itulah seluruh belanja, {format_rupiah(spending)}."
    return (
        f"Bersama {count} kegiatan lain sebesar {format_rupiah(rest)}, seluruhnya {format_rupiah(spending)}."
    )


def sentence(budget: Budget) -> str:
    """How income and spending meet, in words."""
    t = totals(budget.lines)
    gap = format_rupiah(abs(t.surplus_defisit))
    if t.surplus_defisit == 0:
        return f"Uang masuk dan belanja sama besar. {_set_aside(budget, t)}{_remainder(t)}"
    if t.surplus_defisit < 0:
        told = f"Belanja {gap} lebih besar daripada uang masuk. {_cover(budget, t)}{_set_aside(budget, t)}"
        return told + _remainder(t)
    return f"Uang masuk {gap} lebih besar daripada belanja. {_spent(budget, t)}{_remainder(t)}"


def _cover(budget: Budget, t: Totals) -> str:
    if t.penerimaan_pembiayaan <= 0:
        return ""
    received = [x for x in budget.lines if x.kode_rekening.startswith("6.1") and x.anggaran]
    amount = format_rupiah(t.penerimaan_pembiayaan)
    if all(x.kode_rekening.startswith("6.1.1") for x in received):
        return f"Kekurangannya ditutup dari sisa uang tahun lalu sebesar {amount}. "
    return f"Kekurangannya ditutup dari pembiayaan sebesar {amount}. "


def _set_aside(budget: Budget, t: Totals) -> str:
    if t.pengeluaran_pembiayaan <= 0:
        return ""
    return f"Untuk {_names(budget, '6.2')} disediakan {format_rupiah(t.pengeluaran_pembiayaan)}. "


def _spent(budget: Budget, t: Totals) -> str:
    """What a surplus is for."""
    if t.pengeluaran_pembiayaan <= 0:
        return ""
    paid = f"{_names(budget, '6.2')} {format_rupiah(t.pengeluaran_pembiayaan)}"
    if t.penerimaan_pembiayaan <= 0:
        return f"Dari selisih itu disediakan uang untuk {paid}. "
    left = f"{_names(budget, '6.1')} {format_rupiah(t.penerimaan_pembiayaan)}"
    return f"Bersama {left}, selisih itu untuk {paid}. "


def _remainder(t: Totals) -> str:
    if t.silpa_berkenaan > 0:
        return f"Sisa {format_rupiah(t.silpa_berkenaan)} belum direncanakan."
    if t.silpa_berkenaan < 0:
        return f"Masih kurang {format_rupiah(-t.silpa_berkenaan)} yang belum ada sumbernya."
    return "Tidak ada sisa yang belum direncanakan."


def _names(budget: Budget, prefix: str) -> str:
    lines = [x for x in budget.lines if x.kode_rekening.startswith(prefix) and x.anggaran]
    return ", ".join(dict.fromkeys(_lower(line_words(x)) for x in lines))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def financing(lines: Iterable[Line], amount: Amount = menjadi) -> dict[str, Rupiah]:
    """Financing by plain name, money that leaves as negative, closed by what is left at the year's end."""
    lines = tuple(lines)
    moves = [x for x in lines if x.bagian == PEMBIAYAAN]
    received = by((x for x in moves if not _leaves(x)), line_words, amount)
    paid = by((x for x in moves if _leaves(x)), line_words, amount)
    rest = {"Sisa akhir tahun yang direncanakan": totals(lines, amount).silpa_berkenaan}
    return received | {name: Rupiah(-a) for name, a in paid.items()} | rest


def _leaves(line: Line) -> bool:
    return line.kode_rekening.startswith("6.2")


def changes(budget: Budget, first: Budget | None) -> list[Change]:
    """Income, spending and financing before and after; empty on a first budget.

    Before is the `first` budget if it is given, else the print's own semula column.
    """
    if first is not None:
        before = _figures(first.lines, menjadi)
    elif any(x.semula is not None for x in budget.lines):
        before = _figures(budget.lines, semula)
    else:
        return []
    after = _figures(budget.lines, menjadi)
    names = [*after, *(n for n in before if n not in after)]
    rows = [Change(n, before.get(n, ZERO), after.get(n, ZERO)) for n in names]
    return [row for row in rows if row.semula != 0 or row.menjadi != 0]


def _figures(lines: tuple[Line, ...], amount: Amount) -> dict[str, Rupiah]:
    t = totals(lines, amount)
    return {"Uang masuk": t.pendapatan, "Belanja": t.belanja} | financing(lines, amount)


def share(amount: Decimal, whole: Decimal) -> float:
    """Length of a bar, 0 to 1. Only drawn, never printed as a figure."""
    return float(amount / whole) if whole > 0 else 0.0  # not money: a width on paper
