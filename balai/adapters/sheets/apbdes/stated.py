"""The sums that a print states against the sums of its lines: one question per cause.

If bidang, sub bidang and kegiatan all differ by the same amount, the kegiatan is the cause and alone is asked about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from balai.plain.findings import Finding, Level
from balai.plain.rupiah import format_rupiah
from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.shape import BELANJA, Line, Stated

NAMED = 12  # sums that the last question names
MOST = 3  # questions about sums; beyond that one question names the rest
_NAMED = {
    "jumlah_pendapatan": "pendapatan", "jumlah_belanja": "belanja", "surplus_defisit": "surplus_defisit",
    "jumlah_penerimaan_pembiayaan": "penerimaan_pembiayaan",
    "jumlah_pengeluaran_pembiayaan": "pengeluaran_pembiayaan",
    "pembiayaan_netto": "pembiayaan_netto", "silpa_berkenaan": "silpa_berkenaan",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """One stated sum that its lines do not give."""

    stated: Stated
    given: Decimal
    summed: Decimal

    @property
    def difference(self) -> Decimal:
        """stated − sum of lines."""
        return self.given - self.summed


def compare(
    lines: Sequence[Line], stated: Sequence[Stated], *, has_semula: bool, most: int = MOST
) -> list[Finding]:
    """Questions about stated sums that differ: `most` of them, the last of which names the others."""
    findings = _questions(_gaps(lines, stated, sums.menjadi), "", most)
    if has_semula:
        findings += _questions(_gaps(lines, stated, sums.semula), " (semula)", most)
    return findings


def _gaps(lines: Sequence[Line], stated: Sequence[Stated], amount: sums.Amount) -> list[Gap]:
    totals = sums.totals(lines, amount)
    cache: dict[str, Decimal] = {}
    for line in lines:
        for key in _keys(line):
            cache[key] = cache.get(key, Decimal(0)) + amount(line)
    gaps = []
    for one in stated:
        said = one.anggaran if amount is sums.menjadi else one.semula
        if said is None:
            continue
        if one.key in _NAMED:
            given: Decimal = getattr(totals, _NAMED[one.key])
            if one.key == "surplus_defisit" and said == -given and "defisit" in one.uraian.lower():
                continue  # DEFISIT printed without parentheses
        else:
            given = cache.get(one.key, Decimal(0))
        if said != given:
            gaps.append(Gap(one, said, given))
    return gaps


def _keys(line: Line) -> list[str]:
    """Every code whose sum this line belongs to."""
    parts = line.kode_rekening.split(".")
    accounts = [".".join(parts[: n + 1]) for n in range(len(parts))]
    if line.bagian != BELANJA:
        return accounts
    codes = line.kode_kegiatan.split(".")
    activities = [".".join(codes[: n + 1]) for n in range(len(codes))]
    return ["5", *activities, *(f"{line.kode_kegiatan}|{a}" for a in accounts)]


def _questions(gaps: list[Gap], suffix: str, most: int) -> list[Finding]:
    roots = _roots(gaps)
    if len(roots) <= most:
        return [_question(g, suffix) for g in roots]
    rest = roots[most - 1 :]
    named = ", ".join(g.stated.uraian or g.stated.key for g in rest[:NAMED])
    message = (
        f"Ada {len(rest)} jumlah{' lain' if most > 1 else ''} yang berbeda dari barisnya{suffix}: {named}."
    )
    last = Finding(Level.QUESTION, "jumlah_beda", message, rest[0].stated.place)
    return [*(_question(g, suffix) for g in roots[: most - 1]), last]


def _roots(gaps: list[Gap]) -> list[Gap]:
    """Gaps that no gap below them explains."""
    return [g for g in gaps if not _explained(g, gaps)]


def _explained(gap: Gap, gaps: list[Gap]) -> bool:
    below = [o for o in gaps if o is not gap and _is_below(o.stated.key, gap.stated.key)]
    if not below:
        return False
    direct = [
        o for o in below if not any(x is not o and _is_below(o.stated.key, x.stated.key) for x in below)
    ]
    sign = -1 if gap.stated.key in {"surplus_defisit", "silpa_berkenaan"} else 1
    total = sum((o.difference for o in direct), Decimal(0))
    return gap.difference in {total, sign * total}


def _is_below(key: str, above: str) -> bool:
    """Whether the sum `key` is part of the sum `above`."""
    if above in _NAMED:
        roots = {
            "jumlah_pendapatan": ("4",), "jumlah_belanja": ("5", "0"), "jumlah_penerimaan_pembiayaan": ("6.1",),
            "jumlah_pengeluaran_pembiayaan": ("6.2",), "pembiayaan_netto": ("6",),
            "surplus_defisit": ("4", "5", "0", "jumlah_p", "jumlah_b"),
            "silpa_berkenaan": ("4", "5", "6", "0", "jumlah", "surplus", "pembiayaan"),
        }[above]  # fmt: skip
        return key != above and key.startswith(roots)
    if above == "5":
        return key.startswith("0")
    if "|" in above:
        return key.startswith(above + ".")
    return key != above and key.startswith((above + ".", above + "|"))


def _question(gap: Gap, suffix: str) -> Finding:
    one = gap.stated
    message = (
        f"{one.uraian or one.key}{suffix} di {one.place.words()} tertulis {format_rupiah(gap.given)}, sedangkan "
        f"barisnya berjumlah {format_rupiah(gap.summed)}: selisih {format_rupiah(gap.difference)}."
    )
    params = {"kunci": one.key, "tertulis": str(gap.given), "dijumlah": str(gap.summed)}
    return Finding(Level.QUESTION, "jumlah_beda", message, one.place, params)
