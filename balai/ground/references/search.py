"""Finding an activity of the chart by a resident's words: *jamban*, *wifi dusun*, *jalan usaha tni*.

Pure. Words meet the official names by their stems, by sayings (`data/sebutan-*.csv`) and within one slip of a letter.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from balai.ground.references.chart import Chart, chart

# Where a word stands in a name: before the brackets, as a resident's saying, within the brackets, in the sub bidang.
HEAD, SAYING, EXAMPLE, ABOVE = 10, 8, 7, 2
# How a word of the query met a word of the index.
SAME, STEM, BEGINS, LETTER_MISSING, OTHER_SLIP = 10, 9, 7, 7, 4
_EMPTY = frozenset(
    "dan atau di ke dari untuk buat yang dll dst bagi oleh dengan dalam lain pada para".split()
)
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
    """Activities that fit the words of the query, best first; an activity's code gives that activity.

    One letter of each word may be missing, too many or wrong; numbers and unknown words are passed over.
    """
    index, names = _index(chart(year).id, year), chart(year).activities
    total: dict[str, int] = {}
    for word in dict.fromkeys(_words(query[:200])):
        for code, points in index.points(word).items():
            total[code] = total.get(code, 0) + points
    code = query.strip().rstrip(".")
    if code in names and code.count(".") == 2:
        total[code] = 1
    best = sorted(total, key=lambda c: (-total[c], c))
    return [Hit(c, names[c], total[c]) for c in best[:limit]]


@dataclass(frozen=True, slots=True)
class _Index:
    """Words with the activities they stand in (and the weight of the place), and words by one letter left out."""

    weights: dict[str, dict[str, int]]
    ordered: list[str]
    shortened: dict[str, frozenset[str]]

    def points(self, word: str) -> dict[str, int]:
        """Points of each activity for one word of a query: place x match x rarity, the best way of each."""
        found: dict[str, int] = {}
        for term, match in self._near(word):
            rare = self._rarity(term)
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
        """Tenths of bits: what a word in one of n names tells."""
        return round(10 * math.log2(1 + len(self.ordered) / len(self.weights[term])))


@cache
def _index(chart_id: str, year: int) -> _Index:
    weights: dict[str, dict[str, int]] = {}

    def put(words: Iterable[str], code: str, place: int) -> None:
        for word in words:
            for term in {word, _stem(word)}:
                at = weights.setdefault(term, {})
                at[code] = max(at.get(code, 0), place)

    version = chart(year)
    for code, name in version.activities.items():
        if code.count(".") != 2:
            continue
        put(_words(version.activities.get(code[:5], "")), code, ABOVE)
        put(_words(name), code, EXAMPLE)
        put(_words(_NAME_END.sub("", name)), code, HEAD)
        put(_sayings(version, name), code, SAYING)
    shortened: dict[str, set[str]] = {}
    for term in weights:
        if len(term) >= 4:
            for short in _shortened(term):
                shortened.setdefault(short, set()).add(term)
    return _Index(weights, sorted(weights), {s: frozenset(t) for s, t in shortened.items()})


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


@cache
def _stem(word: str) -> str:
    """`pemeliharaan`, `memelihara` → one root. Rough, but the same for the chart and the query."""
    last = ""
    while word != last:
        last, word = word, _PREFIX.sub("", _SUFFIX.sub("", word))
    return word
