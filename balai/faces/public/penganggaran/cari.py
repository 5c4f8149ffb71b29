"""Search inside one budget: words, codes, sources, amounts, and what residents call an activity. Pure."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from balai.adapters.papers.words import kegiatan_words, sumber_words
from balai.faces.public.penganggaran import words
from balai.faces.public.penganggaran.cari_uang import amounts_in, lines_with
from balai.faces.public.penganggaran.positions import names_activity, page_of
from balai.ground.references import chart
from balai.ground.references.search import Hit, search_activities
from balai.rooms.penganggaran.apbdes.shape import BELANJA, Budget, Line

_WORD = re.compile(r"[0-9a-z.]+")
_AS_GOOD, _OF_THOSE_HERE = (
    0.8,
    0.9,
)  # of the best fit in the chart, in the budget; what fits less is another matter


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds. `lines` have its words (`exact`: they begin so; else inside, or one letter off) and amounts,
    or stand beside such a line in an activity that people call so; `meant` are the lines of other such activities;
    `absent` are such activities (code, official name) that this budget does not have, told where nothing is found.
    """

    lines: list[Line]
    exact: bool
    meant: list[Line]
    absent: list[tuple[str, str]]


class Group(NamedTuple):
    """Lines of one page below the year: its link, name and code, the sum of all its lines, and those that were found."""

    page: str
    name: str
    code: str
    whole: Decimal
    lines: list[Line]


def find(budget: Budget, query: str) -> Found:
    """All that the query finds: “wifi” the lines of the activity for village networks, though none has that word."""
    amounts, words_left = amounts_in(query)
    lines, exact = search(budget, query)
    has = {x.kode_kegiatan for x in budget.lines}
    called = _called(words_left, budget.tahun)
    best = max((h.score for h in called if h.code in has), default=0)
    wanted = {h.code for h in called if h.score >= best * _OF_THOSE_HERE}
    meant = [x for x in budget.lines if x.kode_kegiatan in wanted]
    if amounts:
        meant, _exact = lines_with(amounts, meant, budget.lines)
    if exact:  # an activity with one such line stands whole, and once
        known = {x.urutan for x in lines}
        here = {x.kode_kegiatan for x in lines}
        whole = known | {x.urutan for x in meant if x.kode_kegiatan in here}
        lines = [x for x in budget.lines if x.urutan in whole]
        meant = [x for x in meant if x.urutan not in whole]
    else:  # a guess by letters stands behind what the word means
        known = {x.urutan for x in meant}
        lines = [x for x in lines if x.urutan not in known]
    absent = [] if lines or meant or amounts else [(h.code, h.name) for h in called]
    return Found(lines, exact, meant, absent)


def _called(query: str, year: int) -> list[Hit]:
    """Activities of the chart that everyday words mean, best first. A code means itself."""
    if chart.normal_kegiatan(query) or chart.normal_rekening(query):
        return []
    hits = search_activities(query, limit=1000, year=year)
    best = max((h.score for h in hits), default=0)
    return [h for h in hits if h.score >= best * _AS_GOOD]


def search(budget: Budget, query: str) -> tuple[list[Line], bool]:
    """Lines that match every word and amount of the query, in the order of the print, and whether the match is exact.

    A word matches where a word begins so: “jalan” finds Jalan and jalanan, not perjalanan. A word that begins
    nowhere in the budget is looked for inside words (“aspal” in pengaspalan) from four letters on, then with one slip
    of a letter from five on. A code matches by its beginning, in any spelling (`2.6.3`). Empty query: nothing.
    """
    amounts, words_left = amounts_in(query)
    wanted = [w for w in _tokens(words_left) if len(w) > 1]
    if not wanted:
        return lines_with(amounts, budget.lines, budget.lines) if amounts else ([], True)
    tokens = _tokens_of(budget)
    vocabulary = set[str]().union(*tokens)
    ways = [_matching(word, vocabulary) for word in wanted]
    lines = [
        x for x, own in zip(budget.lines, tokens, strict=True) if all(not own.isdisjoint(w) for w, _e in ways)
    ]
    exact = all(e for _w, e in ways)
    if not amounts:
        return lines, exact
    lines, whole = lines_with(amounts, lines, budget.lines)
    return lines, exact and whole


def _matching(word: str, vocabulary: Set[str]) -> tuple[Set[str], bool]:
    """The words of the budget that a word of the query means, and whether they begin with it."""
    starts = (word, chart.normal_kegiatan(word) or word, chart.normal_rekening(word) or word)
    begins = {v for v in vocabulary if v.startswith(starts)}
    if begins or len(word) < 4 or word[0].isdigit():
        return begins, True
    inside = {v for v in vocabulary if word in v}
    return inside or {v for v in vocabulary if v.isalpha() and len(word) > 4 and one_off(word, v)}, False


def _tokens(text: str) -> list[str]:
    return [w for w in (found.strip(".") for found in _WORD.findall(text.lower())) if w]


def _tokens_of(budget: Budget) -> list[Set[str]]:
    """The words by which each line is found: of its kegiatan, its sub bidang, its own text, its codes and sources."""
    known: dict[str, list[str]] = {}
    found: list[Set[str]] = []
    for line in budget.lines:
        code = line.kode_kegiatan
        if code not in known:
            official = budget.names.get(code, "")
            names = (
                (official, kegiatan_words(code, official)[0], budget.names.get(code[:5], "")) if code else ()
            )
            known[code] = _tokens(" ".join((code, *names)))
        own = " ".join((line.uraian, line.kode_rekening, *line.sumber, sumber_words(line.sumber)))
        found.append({*known[code], *_tokens(own)})
    return found


def one_off(a: str, b: str) -> bool:
    """Whether two different words are one slip apart: a letter missing, added, other, or two neighbours swapped."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        wrong = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        return len(wrong) == 1
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def found_groups(budget: Budget, lines: Iterable[Line]) -> list[Group]:
    """Found lines by the page that holds them, in the order of the print."""
    whole: dict[str, Decimal] = {}
    for line in budget.lines:
        whole[page_of(line)] = whole.get(page_of(line), Decimal(0)) + line.anggaran
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(page_of(line), []).append(line)
    return [Group(page, *_heading(budget, found[0]), whole[page], found) for page, found in groups.items()]


def _heading(budget: Budget, line: Line) -> tuple[str, str]:
    if line.bagian != BELANJA:
        return words.part(line.bagian), ""
    code = line.kode_kegiatan if names_activity(line) else line.bidang
    return budget.names.get(code) or words.bidang(code, budget.names), code
