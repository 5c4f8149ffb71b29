"""Finding an activity of the chart by a resident's words: *jamban*, *wifi dusun*, *jalan usaha tni*.

Pure. Words meet the official names by their stems, by sayings (`data/sebutan-*.csv`) and within one slip of a letter.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from balai.ground.references.chart import Chart, chart, is_local, load, normal_kegiatan

# Where a word stands in a name: before the brackets, as a resident's saying, within the brackets, in the sub bidang.
HEAD, SAYING, EXAMPLE, ABOVE = 10, 8, 7, 2
# How a word of the query met a word of the index.
SAME, STEM, BEGINS, LETTER_MISSING, OTHER_SLIP = 10, 9, 7, 7, 4
_EMPTY = {
    "dan",
    "atau",
    "di",
    "ke",
    "dari",
    "untuk",
    "buat",
    "yang",
    "dll",
    "dst",
    "bagi",
    "oleh",
    "dengan",
    "dalam",
    "lain",
}
_SUFFIX = re.compile(r"(?<=.{4})(?:nya|kan|an)$")
_PREFIX = re.compile(r"^(?:(?:me|pe)(?:ng|ny|m|n|r|l)?|ber|per|ter|di|se)(?=.{4})")
_NAME_END = re.compile(r"\(.*")


@dataclass(frozen=True, slots=True)
class Hit:
    """An activity, its official name, and how well it fits (comparable within one answer only)."""

    code: str
    name: str
    score: int


def search_activities(query: str, limit: int = 10, year: int = 2025) -> list[Hit]:
    """Activities that fit the words of the query, best first. A code in any spelling gives what stands below it.

    One letter of each word may be missing, too many or wrong; numbers and unknown words are passed over.
    """
    version = chart(year)
    code = normal_kegiatan(query)
    if code is not None:
        below = [c for c in sorted(version.activities) if _is_activity(c) and f"{c}.".startswith(f"{code}.")]
        return [Hit(c, version.activities[c], 1) for c in below[:limit]]
    index = _index(version.id)
    total: dict[str, int] = {}
    for word in dict.fromkeys(_words(query[:200])):
        for found, points in index.points(word).items():
            total[found] = total.get(found, 0) + points
    best = sorted(total, key=lambda c: (-total[c], c))
    return [Hit(c, version.activities[c], total[c]) for c in best[:limit]]


@dataclass(frozen=True, slots=True)
class Explained:
    """An activity for people: its official name, the (code, name) of bidang and sub bidang, and who made the code.

    `origin`: `bagan` (the chart itself, by its citation), `siskeudes` (only the application knows it) or `kabupaten`
    (90 to 99: the regency names it, so the name is empty here).
    """

    code: str
    name: str
    above: tuple[tuple[str, str], ...]
    origin: str


def explain(code: str, year: int = 2025) -> Explained | None:
    """What the chart tells of an activity's code in normal form; None if it has no such activity and no such place."""
    version = chart(year)
    above = tuple((c, version.activities.get(c, "")) for c in (code[:2], code[:5]))
    if not _is_activity(code) or not all(name for _c, name in above):
        return None
    if is_local(code):
        return Explained(code, "", above, "kabupaten")
    if code not in version.activities:
        return None
    origin = "siskeudes" if code in version.extra else "bagan"
    return Explained(code, version.activities[code], above, origin)


def _is_activity(code: str) -> bool:
    return code.count(".") == 2


@dataclass(frozen=True, slots=True)
class _Index:
    """Words with the activities they stand in (and the weight of the place), and words by one letter left out."""

    weights: dict[str, dict[str, int]]
    size: int  # activities
    ordered: list[str]
    shortened: dict[str, frozenset[str]]

    def points(self, word: str) -> dict[str, int]:
        """Points of each activity for one word of a query: place x match x rarity, the best way of each."""
        found: dict[str, int] = {}
        known = self._rarity(word) if word in self.weights else None
        for term, match in self._near(word):
            rare = self._rarity(term)
            if known is not None:  # a rare neighbour of a common word tells no more than the word itself
                rare = min(rare, known)
            for code, place in self.weights[term].items():
                found[code] = max(found.get(code, 0), place * match * rare)
        return found

    def _near(self, word: str) -> Iterator[tuple[str, int]]:
        if word in self.weights:
            yield word, SAME
        if _stem(word) in self.weights:
            yield _stem(word), STEM
        if len(word) >= 3:
            start = bisect_left(self.ordered, word)
            stop = bisect_left(self.ordered, word + "~")
            yield from ((t, BEGINS) for t in self.ordered[start:stop] if t != word)
            yield from ((t, LETTER_MISSING) for t in self.shortened.get(word, ()))
        if len(word) >= 5:
            for short in _shortened(word):
                if short in self.weights:
                    yield short, OTHER_SLIP
                yield from ((t, OTHER_SLIP) for t in self.shortened.get(short, ()) if len(t) == len(word))

    def _rarity(self, term: str) -> int:
        """Tenths of bits: what a word tells that stands in few of the names."""
        return round(10 * math.log2(1 + self.size / len(self.weights[term])))


@cache
def _index(chart_id: str) -> _Index:
    version = load(chart_id)
    weights: dict[str, dict[str, int]] = {}

    def put(words: Iterable[str], code: str, place: int) -> None:
        for word in words:
            for term in {word, _stem(word)}:
                at = weights.setdefault(term, {})
                at[code] = max(at.get(code, 0), place)

    activities = {c: n for c, n in version.activities.items() if _is_activity(c)}
    for code, name in activities.items():
        put(_words(version.activities.get(code[:5], "")), code, ABOVE)
        put(_words(name), code, EXAMPLE)
        put(_words(_NAME_END.sub("", name)), code, HEAD)
        put(_sayings(version, name), code, SAYING)
    shortened: dict[str, set[str]] = {}
    for term in weights:
        if len(term) >= 4:
            for short in _shortened(term):
                shortened.setdefault(short, set()).add(term)
    return _Index(weights, len(activities), sorted(weights), {s: frozenset(t) for s, t in shortened.items()})


def _sayings(version: Chart, name: str) -> Iterator[str]:
    """Words that residents use for an activity: those whose meaning stands in its name, word for word."""
    own = {_stem(w) for w in _words(name)}
    for said, meant in version.sayings:
        if {_stem(w) for w in _words(meant)} <= own:
            yield from _words(said)


def _shortened(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _words(text: str) -> list[str]:
    return [w for w in re.findall(r"[a-z]+[0-9]?[a-z]*", text.lower()) if len(w) > 1 and w not in _EMPTY]


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """`pemeliharaan`, `memelihara` → one root. Rough, but the same for the chart and the query."""
    last = ""
    while word != last:
        last, word = word, _PREFIX.sub("", _SUFFIX.sub("", word))
    return word
