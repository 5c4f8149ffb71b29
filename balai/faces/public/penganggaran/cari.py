"""Search inside one budget: words, codes, sources; one letter may be wrong. Pure."""

import re
from collections.abc import Iterable

from balai.rooms.penganggaran.apbdes.shape import Budget, Line


def search(budget: Budget, query: str) -> list[Line]:
    """Lines that match every word of the query, in the order of the print. Empty query: nothing."""
    wanted = [w for w in re.split(r"[^0-9a-z.]+", query.lower()) if len(w) > 1]
    if not wanted:
        return []
    exact = [x for x in budget.lines if all(_has(_text(budget, x), w) for w in wanted)]
    return exact or [x for x in budget.lines if all(_nearly(_text(budget, x), w) for w in wanted)]


def _text(budget: Budget, line: Line) -> str:
    names = (
        budget.names.get(line.kode_kegiatan, ""),
        line.uraian,
        line.kode_kegiatan,
        line.kode_rekening,
        line.sumber_dana,
    )
    return " ".join(names).lower()


def _has(text: str, word: str) -> bool:
    return word in text


def _nearly(text: str, word: str) -> bool:
    """Whether a word of the text is one letter away (missing, added or other)."""
    if word in text:
        return True
    return len(word) > 3 and any(_one_off(word, other) for other in set(re.findall(r"[a-z]{3,}", text)))


def _one_off(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def found_activities(budget: Budget, lines: Iterable[Line]) -> list[tuple[str, str, list[Line]]]:
    """Found lines under their kegiatan (code, name), or under "" for income and financing."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.kode_kegiatan, []).append(line)
    return [(code, budget.names.get(code, ""), found) for code, found in groups.items()]
