"""The rules of a budget as findings (planning notes, section 6). Pure: lines in, findings out.

On prints of enacted budgets they are told in public with their legal basis; on drafts born in Balai the same rules will
block. A finding says what was counted, which rule, how sure we are and who can answer. It never accuses.
Each finding carries in `params`: law (provision), confidence, public, and `en`, its English words.
"""

from collections.abc import Iterator
from decimal import Decimal

from balai.ground.law.loader import LawUnknown
from balai.plain.findings import Finding, Level
from balai.plain.rupiah import ZERO, Rupiah, format_rupiah
from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.rules_dana_desa import cash_transfers, food_security, operations
from balai.rooms.penganggaran.apbdes.rules_told import Rule, law_of, limit_words, percent, spending, told
from balai.rooms.penganggaran.apbdes.shape import PENDAPATAN, Budget, Line

# What the importer says of a line, with its place in the file; rule 5 does not say it again.
_BY_IMPORTER = {"tanpa_kegiatan": "kegiatan", "dua_sumber": "banyak", "tanpa_sumber": "tanpa"}


def judge(budget: Budget, before: Budget | None = None) -> list[Finding]:
    """All findings of a budget. `before`: the version that it changes, for shifts between kinds."""
    found: list[Finding] = []
    for rule in RULES.values():
        try:
            found += rule(budget, before)
        except LawUnknown:
            continue  # no provision holds in that year: nothing to judge by
    return found


def limited_spending(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 1: at most 30 % of spending for pay, allowances and the BPD (PP 11/2019)."""
    yield from _limited(budget, "belanja_terbatas_kegiatan", "belanja_30_70")


def limited_spending_annex(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 1b: the annex of Permendagri 20/2018 counts more activities. Unsure; silent where rule 1 speaks."""
    if not any(limited_spending(budget, None)):
        yield from _limited(budget, "belanja_terbatas_kegiatan_lampiran", "belanja_30_70_lampiran")


def _limited(budget: Budget, counted: str, code: str) -> Iterator[Finding]:
    limit, which = law_of("belanja_terbatas_maksimum", budget), law_of(counted, budget)
    lines = spending(budget)
    part, whole = sums.total(x for x in lines if x.kode_kegiatan in which.items), sums.total(lines)
    if whole <= 0 or part <= whole * limit.number:
        return
    share, most = percent(part, whole), limit_words(limit, whole)
    words = (
        f"Kegiatan {', '.join(which.items)} berjumlah {format_rupiah(part)}, yaitu {share} dari belanja {format_rupiah(whole)}; batasnya {most}.",
        f"Activities {', '.join(which.items)} add up to {format_rupiah(part)}, {share} of spending {format_rupiah(whole)}; the limit is {most}.",
    )
    yield told(code, limit, words, counted=which, bagian=str(part), dari=str(whole))


def balanced(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 2: surplus or deficit plus net financing is zero."""
    rest = sums.totals(budget.lines).silpa_berkenaan
    if rest != 0:
        law = law_of("seimbang", budget)
        words = (
            f"Pendapatan dikurangi belanja, ditambah pembiayaan bersih, menyisakan {format_rupiah(rest)}.",
            f"Income minus spending plus net financing leaves {format_rupiah(rest)}.",
        )
        yield told("tidak_seimbang", law, words, sisa=str(rest))


def balanced_per_source(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 4: no source pays more than it brings. Income that names two sources or none may belong to any of them."""
    law = law_of("imbang_per_sumber", budget)
    for source, own in sums.per_source(budget.lines).items():
        short = Rupiah(-own.sisa - _perhaps(budget, source))
        if short > 0:
            words = (
                f"Sumber {source}: belanja dan pengeluaran pembiayaan melebihi pendapatan dan SiLPA sebesar {format_rupiah(short)}.",
                f"Source {source}: spending and financing out exceed income and SiLPA by {format_rupiah(short)}.",
            )
            yield told("sumber_tidak_imbang", law, words, sumber=source, kurang=str(short))


def _perhaps(budget: Budget, source: str) -> Rupiah:
    """What comes in and may belong to a source, though the print does not say so."""
    return sums.total(
        x for x in budget.lines
        if (x.bagian == PENDAPATAN or x.kode_rekening.startswith("6.1"))
        and len(x.sumber) != 1 and (not x.sumber or source in x.sumber)
    )  # fmt: skip


def one_source(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 5: every spending line has an activity, an account and exactly one source."""
    law = law_of("satu_sumber", budget)
    told_already = {_BY_IMPORTER[f.code] for f in budget.findings if f.code in _BY_IMPORTER}
    lines = spending(budget)
    faults = (
        ("kegiatan", "belanja_tanpa_kegiatan", "tidak memuat kode kegiatan", "have no activity code",
         [x for x in lines if x.kode_kegiatan.count(".") != 2]),
        ("rekening", "belanja_tanpa_rekening", "tidak memuat rekening belanja", "have no spending account",
         [x for x in lines if not x.kode_rekening.startswith("5.")]),
        ("banyak", "belanja_dua_sumber", "menyebut lebih dari satu sumber dana", "name more than one source",
         [x for x in lines if len(x.sumber) > 1]),
        ("tanpa", "belanja_tanpa_sumber", "tidak menyebut sumber dana", "name no source",
         [x for x in lines if not x.sumber]),
    )  # fmt: skip
    for kind, code, indonesian, english, bare in faults:
        if bare and kind not in told_already:
            much = format_rupiah(sums.total(bare))
            words = (
                f"{len(bare)} baris belanja {indonesian}, jumlahnya {much}.",
                f"{len(bare)} spending lines {english}; they add up to {much}.",
            )
            yield told(code, law, words, place=bare[0].place, banyak=str(len(bare)))


def linked_to_plan(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 7: one notice per print, never counted as a finding: the RKP is not linked yet."""
    law = law_of("tertaut_rkp", budget)
    count = len({x.kode_kegiatan for x in spending(budget)} - {""})
    words = (
        f"{count} kegiatan belum ditautkan ke RKP Desa di Balai; ini bukan penilaian atas APB Desa.",
        f"{count} activities are not yet linked to the yearly plan in Balai; this is no judgement of the budget.",
    )
    yield told("belum_ditautkan", law, words, level=Level.INFO)


def shifts_between_kinds(budget: Budget, before: Budget | None) -> Iterator[Finding]:
    """Rule 8: a changed Penjabaran (Perkades) shifts only between objek of one jenis.

    It is compared with the version before or, if that is not at hand, with the print's own semula column.
    """
    has_semula = any(x.semula is not None for x in budget.lines)
    if not budget.versi.startswith("penjabaran-") or (before is None and not has_semula):
        return
    law = law_of("geser_antar_jenis", budget)
    lines, earlier = spending(budget), spending(before) if before else spending(budget)
    # One of the prints may stop above the jenis: then both are held against each other at that depth.
    depth = min([3, *(x.kode_rekening.count(".") + 1 for x in [*lines, *earlier])])
    new, old = _per_kind(lines, depth), _per_kind(earlier, depth, sums.menjadi if before else sums.semula)
    moved = sorted(k for k in old.keys() | new.keys() if old.get(k, ZERO) != new.get(k, ZERO))
    if moved:
        shown = ", ".join(moved[:5]) + (" …" if len(moved) > 5 else "")
        words = (
            f"Perubahan penjabaran ini mengubah jumlah {len(moved)} jenis belanja: {shown}. Bila mendahului Perubahan APB Desa (misalnya kegiatan dari SiLPA), Perdesnya menyusul.",
            f"This changed Penjabaran alters the sums of {len(moved)} kinds of spending: {shown}. If it goes ahead of an amended budget (works from SiLPA, for example), the Perdes follows.",
        )
        yield told("geser_antar_jenis", law, words, banyak=str(len(moved)))


def _per_kind(lines: list[Line], depth: int, amount: sums.Amount = sums.menjadi) -> dict[str, Decimal]:
    kinds = sums.by(
        lines, lambda x: f"{x.kode_kegiatan} {'.'.join(x.kode_rekening.split('.')[:depth])}", amount
    )
    return {k: v for k, v in kinds.items() if v}


def contingency_only_in_five(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 9: 5.4 stands in bidang 5 only. (A line without activity is rule 5's.)"""
    law = law_of("tak_terduga_bidang", budget)
    for line in spending(budget):
        if line.kode_rekening.startswith("5.4") and line.bidang not in {law.value, ""} and line.anggaran:
            words = (
                f"Belanja tak terduga {line.kode_rekening} sebesar {format_rupiah(line.anggaran)} berada di kegiatan {line.kode_kegiatan}.",
                f"Contingency spending {line.kode_rekening} of {format_rupiah(line.anggaran)} stands in activity {line.kode_kegiatan}.",
            )
            yield told(
                "tak_terduga_di_luar_bidang_5", law, words, place=line.place, kegiatan=line.kode_kegiatan
            )


def equity_by_regulation(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 10: reserves and equity need a Perdes of their own; a notice while none is linked."""
    law = law_of("penyertaan_perdes", budget)
    out = sums.total(x for x in budget.lines if x.kode_rekening.startswith(("6.2.1", "6.2.2")))
    if out > 0:
        words = (
            f"Pengeluaran pembiayaan {format_rupiah(out)}: Perdes tersendiri untuk itu belum ditautkan di Balai.",
            f"Financing out of {format_rupiah(out)}: its own village regulation is not yet linked in Balai.",
        )
        yield told("perdes_penyertaan", law, words, level=Level.INFO, jumlah=str(out))


# By the numbers of the planning notes. A rule raises LawUnknown if its provision does not hold in that year.
RULES: dict[str, Rule] = {
    "1": limited_spending,
    "1b": limited_spending_annex,
    "2": balanced,
    "4": balanced_per_source,
    "5": one_source,
    "7": linked_to_plan,
    "8": shifts_between_kinds,
    "9": contingency_only_in_five,
    "10": equity_by_regulation,
    "blt": cash_transfers,
    "pangan": food_security,
    "operasional": operations,
}
