"""Finding a village by name: other spellings, one slip of a letter, the places above it in one line."""

import csv
import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from balai.ground.wilayah import places
from balai.ground.wilayah.places import Entry

_PREFIX = re.compile(
    r"\b(?:desa|kelurahan|kec(?:amatan)?|kab(?:upaten)?|prov(?:insi)?|ds)\b\.?", re.IGNORECASE
)
_BARE = re.compile(r"^(?:Kabupaten|Kota Administrasi|Kota) ")
_END = "~"  # sorts after every letter and digit
# How well a name fits: the same, its beginning, one slip away, somewhere inside. Lower is better.
SAME, BEGINS, SLIP, INSIDE = range(4)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place with the places above it, so that two of the same name are told apart."""

    entry: Entry
    above: tuple[Entry, ...]

    @property
    def where(self) -> str:
        """`Kecamatan Madukara, Kabupaten Banjarnegara, Jawa Tengah`."""
        words = {"kecamatan": "Kecamatan "}
        return ", ".join(words.get(e.level, "") + e.name for e in reversed(self.above))


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the villages that were found, and how many there are in all."""

    hits: list[Hit]
    total: int


def search_villages(query: str, limit: int = 10, within: str = "") -> list[Hit]:
    """The best of `find_villages`."""
    return find_villages(query, limit, within).hits


def find_villages(
    query: str, limit: int = 10, within: str = "", skip: int = 0, among: Container[str] | None = None
) -> Found:
    """Villages by name or code, best first: `limit` of them after the first `skip`, and the number of all.

    `within`: a code to stay below, such as a kabupaten's; `among`: codes of the only villages that count. What fits less well is looked for only while fewer than
    `limit` are found, whatever `skip`, so that all parts of one answer belong together.

    The places above may follow (`Kutayasa Madukara`, `Sered, Kec. Madukara, Kab. Banjarnegara`). In the name and in
    what follows it one letter may be wrong, missing, too many or swapped. Kelurahan are not villages: left out.
    """
    text = query.strip()[:120]
    if re.fullmatch(r"[0-9][0-9. ]*", text):
        coded = [h for h in _by_code(re.sub(r"[^0-9]", "", text), within) if _counts(h.entry.code, among)]
        return Found(coded[skip : skip + limit], len(coded))
    found: dict[str, tuple[int, int]] = {}
    for kinds in ((SAME, BEGINS), (SLIP,), (INSIDE,)):
        if len(found) < limit and not (found and INSIDE in kinds):
            _collect(found, text, kinds, within, among)
    ordered = sorted(found, key=lambda c: (found[c], len(_name(c)), c))
    shown = [_hit(e) for c in ordered[skip : skip + limit] if (e := places.get(c)) is not None]
    return Found(shown, len(ordered))


def _by_code(digits: str, within: str) -> list[Hit]:
    """`3304082010` and `33.04.08.2010`."""
    if len(digits) != 10:
        return []
    entry = places.get(f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}")
    return [_hit(entry)] if entry and entry.level == "desa" and _is_below(entry.code, within) else []


def _collect(
    found: dict[str, tuple[int, int]],
    text: str,
    kinds: tuple[int, ...],
    within: str,
    among: Container[str] | None,
) -> None:
    """Add villages that fit in one of these ways, with (how well, which reading of the text)."""
    for reading, (name, rest) in enumerate(_readings(text)):
        if len(name) < (2 if SAME in kinds else 3):  # some names have two letters: Ur, Wo
            continue
        above: dict[str, int | None] = {}
        for code, kind in _named(name, kinds):
            if (
                not _is_below(code, within)
                or not _counts(code, among)
                or (kind == BEGINS and len(name) < (4 if rest else 3))
            ):
                continue
            kecamatan = code[:8]
            if kecamatan not in above:
                above[kecamatan] = _fits_above(kecamatan, rest)
            more = above[kecamatan]
            if more is not None:
                found[code] = min(found.get(code, (9, 0)), (kind + more, reading))


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """(village, places above), squeezed: split at the comma if there is one, else everywhere, the whole first.

    First as written, for names such as `Desa Baru`; then without the words desa, kecamatan, kabupaten.
    """
    head, comma, tail = text.partition(",")
    for name in dict.fromkeys((head, _PREFIX.sub(" ", head))):
        if comma:
            yield _squeeze(name), _squeeze(_PREFIX.sub(" ", tail))
            continue
        words = name.split()
        for n in range(len(words), max(0, len(words) - 7), -1):
            yield _squeeze("".join(words[:n])), _squeeze(_PREFIX.sub(" ", " ".join(words[n:])))


def _is_below(code: str, within: str) -> bool:
    return not within or code.startswith(within + ".")


def _counts(code: str, among: Container[str] | None) -> bool:
    return among is None or code in among


def _fits_above(kecamatan: str, rest: str) -> int | None:
    """How well the rest of the query names the places above a village; None if it names others."""
    if not rest:
        return SAME
    spelled = _above(tuple((c, _name(c)) for c in (kecamatan, kecamatan[:5], kecamatan[:2])))
    if rest in spelled:
        return SAME
    if len(rest) >= 3 and any(s.startswith(rest) for s in spelled):
        return BEGINS
    near = range(len(rest) - 1, len(rest) + 2)
    return SLIP if any(len(s) in near and one_slip(rest, s) for s in spelled) else None


@lru_cache(maxsize=2000)
def _above(above: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """All ways to write places (code, name) one after the other, any of them left out."""
    written = {""}
    for code, name in above:
        shorter = (name, _BARE.sub("", name), _PREFIX.sub(" ", name))
        ways = {*map(_squeeze, shorter), *_aliases().get(code, ())}
        written |= {w + way for w in written for way in ways}
    return frozenset(written - {""})


def _named(wanted: str, kinds: tuple[int, ...]) -> Iterator[tuple[str, int]]:
    """Codes of villages with such a name, and how it fits."""
    index = _index()
    if INSIDE in kinds:
        if len(wanted) >= 4:
            yield from ((index.codes[n], INSIDE) for n in index.inside(wanted))
            yield from ((c, INSIDE) for c, s in _loose() if wanted in s)
    elif SLIP in kinds:
        yield from ((index.codes[n], SLIP) for n in index.slips(wanted))
        yield from ((c, SLIP) for c, s in _loose() if one_slip(wanted, s))
    else:
        beginning = [(index.codes[n], index.names[n]) for n in index.beginning(wanted)]
        beginning += [(c, s) for c, s in _loose() if s.startswith(wanted)]
        yield from ((c, SAME if s == wanted else BEGINS) for c, s in beginning)


def one_slip(a: str, b: str) -> bool:
    """Whether at most one letter is missing, too many or wrong, or two neighbours are swapped."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[start:], b[start:]
    if a[2:] == b[2:] and a[:2] == b[1::-1]:
        return True
    return a[1:] == b[1:] or a[1:] == b or a == b[1:]


@dataclass(frozen=True, slots=True)
class _Index:
    """Squeezed names of all villages in order, their codes; the names read backwards, and where each belongs."""

    names: list[str]
    codes: list[str]
    backwards: list[str]
    belongs: list[int]
    text: str  # the names, one a line
    starts: list[int]

    def beginning(self, wanted: str) -> range:
        """Positions of names that begin so."""
        return range(bisect_left(self.names, wanted), bisect_left(self.names, wanted + _END))

    def slips(self, wanted: str) -> Iterator[int]:
        """Positions of names one slip away. One slip leaves the beginning or the end whole: only those are compared."""
        half = (len(wanted) - 1) // 2
        for n in self.beginning(wanted[:half]):
            if one_slip(wanted, self.names[n]):
                yield n
        end = wanted[: -half - 1 : -1]
        for m in range(bisect_left(self.backwards, end), bisect_left(self.backwards, end + _END)):
            if one_slip(wanted, self.names[self.belongs[m]]):
                yield self.belongs[m]

    def inside(self, wanted: str) -> Iterator[int]:
        """Positions of names that have it anywhere."""
        at = self.text.find(wanted)
        while at >= 0:
            n = bisect_right(self.starts, at) - 1
            yield n
            at = self.text.find(wanted, self.starts[n] + len(self.names[n]))


@cache
def _index() -> _Index:
    """Villages only: the last part of a kelurahan's code begins with 1."""
    found = sorted(
        (_squeeze(n), c) for c, n in zip(*places.table(), strict=True) if len(c) == 13 and c[9] != "1"
    )
    names = [n for n, _c in found]
    backwards = sorted((n[::-1], i) for i, n in enumerate(names))
    starts, at = [], 0
    for name in names:
        starts.append(at)
        at += len(name) + 1
    return _Index(
        names, [c for _n, c in found], [b for b, _i in backwards], [i for _b, i in backwards],
        "\n".join(names), starts,
    )  # fmt: skip


def _loose() -> list[tuple[str, str]]:
    """Examples and other spellings of villages."""
    examples = [(c, _squeeze(n)) for c, n in places.examples().items() if c.count(".") == 3]
    return examples + [(c, s) for c, spellings in _aliases().items() if c.count(".") == 3 for s in spellings]


def _name(code: str) -> str:
    entry = places.get(code)
    return entry.name if entry else ""


def _hit(entry: Entry) -> Hit:
    return Hit(entry, places.path(entry.code)[:-1])


def _squeeze(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    text = files(__package__).joinpath("data", "alias.csv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        found[row["kode"]] = (*found.get(row["kode"], ()), _squeeze(row["alias"]))
    return found
