"""The rules of a budget as findings (planning notes, section 6). Pure: lines in, findings out.

On prints of enacted budgets they are told in public with their legal basis; on drafts born in Balai the same rules will
block. A finding says what was counted, which rule, how sure we are and who can answer. It never accuses.
Each finding carries in `params`: law (provision), confidence, public, and `en`, its English words.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from balai.ground.law.loader import LawUnknown, Param, param
from balai.plain.findings import NOWHERE, Finding, Level, Place
from balai.plain.rupiah import format_rupiah
from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.shape import BELANJA, Budget, Line

Rule = Callable[[Budget, Budget | None], Iterable[Finding]]
DANA_DESA = "DDS"
_SURE = {
    "pasti": ("Keyakinan kami: pasti.", "Our confidence: sure."),
    "mungkin": ("Keyakinan kami: mungkin; naskah aturannya belum kami baca ulang.", "Our confidence: likely; we have not re-read the text."),
    "belum_pasti": ("Keyakinan kami: belum pasti.", "Our confidence: unsure."),
}  # fmt: skip
_ANSWERS = ("Yang dapat menjawab: Sekretaris Desa.", "Who can answer: the Village Secretary.")


def judge(budget: Budget, before: Budget | None = None) -> list[Finding]:
    """All findings of a budget. `before`: the version that it changes, for shifts between kinds."""
    found: list[Finding] = []
    for rule in RULES.values():
        try:
            found += rule(budget, before)
        except LawUnknown:
            continue  # no provision holds in that year: nothing to judge by
    return found


def percent(part: Decimal, whole: Decimal) -> str:
    """`14,20%`: two decimals, half up. For showing only; limits are compared exactly."""
    share = (part * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{share}".replace(".", ",") + "%"


def _told(
    code: str, law: Param, words: tuple[str, str], *, level: Level = Level.FINDING, place: Place = NOWHERE,
    public: bool = True, **params: str,
) -> Finding:  # fmt: skip
    sure = _SURE[law.confidence]
    message = f"{words[0]} {law.citation}. {sure[0]} {_ANSWERS[0]}"
    english = f"{words[1]} {law.citation_en}. {sure[1]} {_ANSWERS[1]}"
    more = {"law": law.name, "confidence": law.confidence, "public": public and law.certain, "en": english}
    return Finding(level, code, message, place, {**params, **more})


def _law(name: str, budget: Budget) -> Param:
    return param(name, budget.tahun, budget.desa.kode)


def _spending(budget: Budget) -> list[Line]:
    return [x for x in budget.lines if x.bagian == BELANJA]


def limited_spending(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 1: at most 30 % of spending for pay, allowances and the BPD."""
    yield from _limited(budget, "belanja_terbatas_kegiatan", "belanja_30_70", public=True)


def limited_spending_annex(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 1b: the annex counts more activities. Uncertain, so for the office only; silent where rule 1 speaks."""
    if not any(limited_spending(budget, None)):
        yield from _limited(
            budget, "belanja_terbatas_kegiatan_lampiran", "belanja_30_70_lampiran", public=False
        )


def _limited(budget: Budget, counted: str, code: str, *, public: bool) -> Iterator[Finding]:
    limit, which = _law("belanja_terbatas_maksimum", budget), _law(counted, budget)
    spending = _spending(budget)
    part, whole = sums.total(x for x in spending if x.kode_kegiatan in which.items), sums.total(spending)
    if whole > 0 and part > whole * limit.number:
        share = percent(part, whole)
        words = (
            f"Kegiatan {', '.join(which.items)} berjumlah {format_rupiah(part)}, yaitu {share} dari belanja {format_rupiah(whole)}.",
            f"Activities {', '.join(which.items)} add up to {format_rupiah(part)}, {share} of spending {format_rupiah(whole)}.",
        )
        yield _told(code, limit, words, public=public and which.certain, bagian=str(part), dari=str(whole))


def balanced(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 2: surplus or deficit plus net financing is zero."""
    rest = sums.totals(budget.lines).silpa_berkenaan
    if rest != 0:
        law = _law("seimbang", budget)
        words = (
            f"Pendapatan dikurangi belanja, ditambah pembiayaan bersih, menyisakan {format_rupiah(rest)}.",
            f"Income minus spending plus net financing leaves {format_rupiah(rest)}.",
        )
        yield _told("tidak_seimbang", law, words, sisa=str(rest))


def balanced_per_source(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 4: no source pays more than it brings."""
    law = _law("imbang_per_sumber", budget)
    for source, own in sums.per_source(budget.lines).items():
        if own.sisa < 0:
            words = (
                f"Sumber {source}: belanja dan pengeluaran pembiayaan melebihi pendapatan dan SiLPA sebesar {format_rupiah(-own.sisa)}.",
                f"Source {source}: spending and financing out exceed income and SiLPA by {format_rupiah(-own.sisa)}.",
            )
            yield _told("sumber_tidak_imbang", law, words, sumber=source, kurang=str(-own.sisa))


def one_source(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 5: every spending line has one source. (Two named, or none: told by the importer with its place.)"""
    law = _law("satu_sumber", budget)
    bare = [x for x in _spending(budget) if not x.kode_kegiatan]
    if bare:
        words = (
            f"{len(bare)} baris belanja tidak memuat kode kegiatan, jumlahnya {format_rupiah(sums.total(bare))}.",
            f"{len(bare)} spending lines have no activity code; they add up to {format_rupiah(sums.total(bare))}.",
        )
        yield _told("belanja_tanpa_kegiatan", law, words, place=bare[0].place)


def linked_to_plan(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 7: one notice per print, never counted as a finding: the RKP is not linked yet."""
    law = _law("tertaut_rkp", budget)
    count = len({x.kode_kegiatan for x in _spending(budget)})
    words = (
        f"{count} kegiatan belum ditautkan ke RKP Desa di Balai; ini bukan penilaian atas APB Desa.",
        f"{count} activities are not yet linked to the yearly plan in Balai; this is no judgement of the budget.",
    )
    yield _told("belum_ditautkan", law, words, level=Level.INFO)


def shifts_between_kinds(budget: Budget, before: Budget | None) -> Iterator[Finding]:
    """Rule 8: a changed Penjabaran (Perkades) shifts only between objek of one jenis."""
    if before is None or not budget.versi.startswith("penjabaran-"):
        return
    law = _law("geser_antar_jenis", budget)
    old, new = _per_kind(before), _per_kind(budget)
    moved = sorted(k for k in old.keys() | new.keys() if old.get(k, 0) != new.get(k, 0))
    if moved:
        shown = ", ".join(moved[:5]) + (" …" if len(moved) > 5 else "")
        words = (
            f"Perubahan penjabaran ini mengubah jumlah {len(moved)} jenis belanja: {shown}.",
            f"This changed Penjabaran alters the sums of {len(moved)} kinds of spending: {shown}.",
        )
        yield _told("geser_antar_jenis", law, words, banyak=str(len(moved)))


def _per_kind(budget: Budget) -> dict[str, Decimal]:
    kinds = sums.by(
        _spending(budget), lambda x: f"{x.kode_kegiatan} {'.'.join(x.kode_rekening.split('.')[:3])}"
    )
    return {k: v for k, v in kinds.items() if v}


def contingency_only_in_five(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 9: 5.4 stands in bidang 5 only."""
    law = _law("tak_terduga_bidang", budget)
    for line in _spending(budget):
        if line.kode_rekening.startswith("5.4") and line.bidang != law.value:
            words = (
                f"Belanja tak terduga {line.kode_rekening} sebesar {format_rupiah(line.anggaran)} berada di kegiatan {line.kode_kegiatan}.",
                f"Contingency spending {line.kode_rekening} of {format_rupiah(line.anggaran)} stands in activity {line.kode_kegiatan}.",
            )
            yield _told(
                "tak_terduga_di_luar_bidang_5", law, words, place=line.place, kegiatan=line.kode_kegiatan
            )


def equity_by_regulation(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """Rule 10: reserves and equity need a Perdes of their own; a notice while none is linked."""
    law = _law("penyertaan_perdes", budget)
    out = sums.total(x for x in budget.lines if x.kode_rekening.startswith(("6.2.1", "6.2.2")))
    if out > 0:
        words = (
            f"Pengeluaran pembiayaan {format_rupiah(out)}: Perdes tersendiri untuk itu belum ditautkan di Balai.",
            f"Financing out of {format_rupiah(out)}: its own village regulation is not yet linked in Balai.",
        )
        yield _told("perdes_penyertaan", law, words, level=Level.INFO, jumlah=str(out))


def _dana_desa(budget: Budget) -> Decimal:
    return sums.total(x for x in budget.lines if x.kode_rekening.startswith("4.2.1"))


def cash_transfers(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """The year's share of Dana Desa for BLT Desa."""
    activity, account = _law("blt_baris", budget).items
    paid = sums.total(
        x
        for x in _spending(budget)
        if x.kode_kegiatan == activity and x.kode_rekening == account and x.sumber == (DANA_DESA,)
    )
    yield from _share(budget, "blt_maksimum", paid, "blt", ("BLT Desa", "Cash transfers"), most=True)
    yield from _share(budget, "blt_minimum", paid, "blt", ("BLT Desa", "Cash transfers"), most=False)


def food_security(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """The year's share of Dana Desa for food. What counts is our own list, so for the office only."""
    which = _law("pangan_hitungan", budget)
    food = sums.total(
        x for x in budget.lines
        if x.sumber == (DANA_DESA,) and (x.kode_kegiatan[:5] in which.items or x.kode_rekening in which.items)
    )  # fmt: skip
    yield from _share(
        budget,
        "pangan_minimum",
        food,
        "pangan",
        ("Ketahanan pangan", "Food security"),
        most=False,
        counted=which,
    )


def operations(budget: Budget, _before: Budget | None) -> Iterator[Finding]:
    """The year's share of Dana Desa for operations of the village government."""
    which = _law("operasional_kegiatan", budget)
    spent = sums.total(
        x for x in _spending(budget) if x.kode_kegiatan in which.items and x.sumber == (DANA_DESA,)
    )
    yield from _share(
        budget,
        "operasional_maksimum",
        spent,
        "operasional",
        ("Operasional dari Dana Desa", "Operations from Dana Desa"),
        most=True,
    )


def _share(
    budget: Budget,
    name: str,
    part: Decimal,
    code: str,
    what: tuple[str, str],
    *,
    most: bool,
    counted: Param | None = None,
) -> Iterator[Finding]:
    """A finding if `part` is beyond the provision's share of Dana Desa. Compared exactly, shown rounded."""
    try:
        law = _law(name, budget)
    except LawUnknown:
        return
    whole = _dana_desa(budget)
    limit = whole * law.number
    if whole <= 0 or (part <= limit if most else part >= limit):
        return
    share = percent(part, whole)
    words = (
        f"{what[0]} {format_rupiah(part)}, yaitu {share} dari Dana Desa {format_rupiah(whole)}.",
        f"{what[1]} {format_rupiah(part)}, {share} of Dana Desa {format_rupiah(whole)}.",
    )
    public = counted is None or counted.certain
    yield _told(
        f"{code}_{'maksimum' if most else 'minimum'}",
        law,
        words,
        public=public,
        bagian=str(part),
        dari=str(whole),
    )


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
