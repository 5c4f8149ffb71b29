"""Search inside one budget: words, codes, sources; one letter may be wrong. Pure."""

import re
from collections.abc import Iterable

from balai.adapters.papers.words import kegiatan_words, sumber_words
from balai.faces.public.penganggaran import words
from balai.faces.public.penganggaran.positions import names_activity, page_of
from balai.rooms.penganggaran.apbdes.shape import BELANJA, Budget, Line


def search(budget: Budget, query: str) -> tuple[list[Line], bool]:
    """Lines that match every word of the query, in the order of the print, and whether the match is exact.

    Where nothing matches exactly, words of four letters and more may be one letter away. Empty query: nothing.
    """
    wanted = [w.strip(".") for w in re.split(r"[^0-9a-z.]+", query.lower()) if len(w.strip(".")) > 1]
    if not wanted:
        return [], True
    texts = [(x, _text(budget, x)) for x in budget.lines]
    exact = [x for x, text in texts if all(w in text for w in wanted)]
    if exact:
        return exact, True
    vocabulary = {other for _x, text in texts for other in re.findall(r"[a-z]{3,}", text)}
    near = [{w, *(other for other in vocabulary if len(w) > 3 and one_off(w, other))} for w in wanted]
    return [x for x, text in texts if all(any(n in text for n in ns) for ns in near)], False


def _text(budget: Budget, line: Line) -> str:
    code = line.kode_kegiatan
    official = budget.names.get(code, "")
    plain = kegiatan_words(code, official)[0] if code else ""
    sub = budget.names.get(code[:5], "") if code else ""
    names = (
        official,
        plain,
        sub,
        line.uraian,
        code,
        line.kode_rekening,
        line.sumber_dana,
        sumber_words(line.sumber),
    )
    return " ".join(names).lower()


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


def found_groups(budget: Budget, lines: Iterable[Line]) -> list[tuple[str, str, str, list[Line]]]:
    """Found lines by the page that holds them, in the order of the print: (link below the year, name, code, lines)."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(page_of(line), []).append(line)
    return [(page, *_heading(budget, found[0]), found) for page, found in groups.items()]


def _heading(budget: Budget, line: Line) -> tuple[str, str]:
    if line.bagian != BELANJA:
        return words.part(line.bagian), ""
    code = line.kode_kegiatan if names_activity(line) else line.bidang
    return budget.names.get(code) or words.bidang(code, budget.names), code
