"""How a rule speaks: what was counted, which provision, how sure we are and who can answer. It never accuses. Pure."""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal

from balai.ground.law.loader import CONFIDENCE, Param, param
from balai.plain.findings import NOWHERE, Finding, Level, Place
from balai.plain.rupiah import format_rupiah
from balai.rooms.penganggaran.apbdes.shape import BELANJA, Budget, Line

Rule = Callable[[Budget, Budget | None], Iterable[Finding]]
_SEN = Decimal("0.01")
_SURE = {
    "pasti": ("Keyakinan kami: pasti.", "Our confidence: sure."),
    "mungkin": ("Keyakinan kami: mungkin; naskah aturannya belum kami baca ulang.", "Our confidence: likely; we have not re-read the text."),
    "belum_pasti": ("Keyakinan kami: belum pasti.", "Our confidence: unsure."),
}  # fmt: skip
_ANSWERS = ("Yang dapat menjawab: Sekretaris Desa.", "Who can answer: the Village Secretary.")


def told(
    code: str, law: Param, words: tuple[str, str], *, counted: Param | None = None, level: Level = Level.FINDING,
    place: Place = NOWHERE, **params: str,
) -> Finding:  # fmt: skip
    """A finding in both languages. `words`: what was counted, Indonesian and English; `counted`: the provision that
    says what counts. The less sure of both decides; an unsure finding is seen by the office only (`public` False).
    """
    laws = [law, counted] if counted else [law]
    least = max(laws, key=lambda p: CONFIDENCE.index(p.confidence))
    cited = [law] if counted is None or counted.certain else laws
    sure = _SURE[least.confidence]
    message = " ".join([words[0], *(f"{p.citation}." for p in cited), sure[0], _ANSWERS[0]])
    english = " ".join([words[1], *(f"{p.citation_en}." for p in cited), sure[1], _ANSWERS[1]])
    more = {"law": law.name, "confidence": least.confidence, "public": least.certain, "en": english}
    return Finding(level, code, message, place, {**params, **more})


def law_of(name: str, budget: Budget) -> Param:
    """The provision for the budget's year and village. Raises LawUnknown."""
    return param(name, budget.tahun, budget.desa.kode)


def spending(budget: Budget) -> list[Line]:
    """The lines of belanja."""
    return [x for x in budget.lines if x.bagian == BELANJA]


def percent(part: Decimal, whole: Decimal) -> str:
    """`14,20%`: two decimals, half up. For showing only; limits are compared exactly."""
    share = (part * 100 / whole).quantize(_SEN, ROUND_HALF_UP)
    return f"{share}".replace(".", ",") + "%"


def limit_words(law: Param, whole: Decimal) -> str:
    """`30% = Rp378.000.000`: a share of a whole, for showing."""
    share = f"{(law.number * 100).normalize():f}".replace(".", ",")
    return f"{share}% = {format_rupiah((whole * law.number).quantize(_SEN, ROUND_HALF_UP))}"
