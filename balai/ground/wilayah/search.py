"""Finding a place by name: other spellings, a lost letter, “desa, kecamatan” in one line."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from balai.ground.wilayah import places
from balai.ground.wilayah.places import Entry

_PREFIX = re.compile(r"\b(?:desa|kelurahan|kec(?:amatan)?|kab(?:upaten)?|ds)\b\.?", re.IGNORECASE)


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


def search_villages(query: str, limit: int = 10, within: str = "") -> list[Hit]:
    """Villages by name or code, best first. `within`: a code to stay below, such as a kabupaten's.

    The last word may be a kecamatan (`Kutayasa Madukara`, `Sered, Madukara`). One letter may be wrong or missing.
    """
    text = query.strip()
    if re.fullmatch(r"[0-9]{2}(?:\.[0-9]{2}){2}\.[0-9]{4}", text):
        entry = places.get(text)
        return [_hit(entry)] if entry and entry.level == "desa" else []
    words = _PREFIX.sub(" ", text).replace(",", " ").split()
    if not words or len("".join(words)) < 3:
        return []
    found: dict[str, int] = {}
    for rank, (name, below) in enumerate(_readings(words)):
        for code in _matches(name, exact=True, within=within):
            if _is_under(code, below):
                found.setdefault(code, rank)
    if len(found) < limit:
        for rank, (name, below) in enumerate(_readings(words)):
            for code in _matches(name, exact=False, within=within):
                if _is_under(code, below):
                    found.setdefault(code, 100 + rank)
    ordered = sorted(found, key=lambda c: (found[c], _order(c, words), c))
    return [_hit(e) for c in ordered[: limit * 3] if (e := places.get(c)) is not None][:limit]


def _readings(words: list[str]) -> Iterator[tuple[str, str]]:
    """All words as the name; or the last one or two as the name of a place above."""
    yield "".join(words), ""
    for n in (1, 2):
        if len(words) > n:
            yield "".join(words[:-n]), "".join(words[-n:])


def _order(code: str, words: list[str]) -> tuple[int, int]:
    name = _squeeze(_name(code))
    wanted = _squeeze("".join(words))
    return (0 if name == wanted else 1, len(name))


def _is_under(code: str, name: str) -> bool:
    """Whether a place above bears this name (or one of its other spellings)."""
    if not name:
        return True
    wanted = _squeeze(name)
    parts = code.split(".")
    above = [".".join(parts[:n]) for n in (3, 2)]
    spellings = [_squeeze(_name(a)) for a in above] + [s for a in above for s in _aliases().get(a, ())]
    return any(s == wanted or s.endswith(wanted) for s in spellings)


def _name(code: str) -> str:
    entry = places.get(code)
    return entry.name if entry else ""


def _matches(name: str, *, exact: bool, within: str) -> list[str]:
    """Codes of villages whose name is (or begins with) `name`; inexact: with one letter wrong, missing or more."""
    wanted = _squeeze(name)
    if len(wanted) < 3:
        return []
    codes, blob, starts = _index()
    pattern = re.escape(wanted) + r"[a-z0-9]*" if exact else _one_wrong(wanted)
    found = []
    for match in re.finditer(rf"^(?:{pattern})$", blob, re.MULTILINE):
        code = codes[starts[match.start()]]
        if not within or code.startswith(within + "."):
            found.append(code)
    found += [
        c
        for c, s in _loose()
        if (s.startswith(wanted) if exact else re.fullmatch(_one_wrong(wanted), s)) and c.startswith(within)
    ]
    return found


def _one_wrong(wanted: str) -> str:
    """A pattern for all spellings one letter away, sharing their beginnings."""
    options = []
    for i in range(len(wanted) + 1):
        head, rest = re.escape(wanted[:i]), wanted[i:]
        options.append(f"{head}[a-z0-9]{re.escape(rest)}")
        if rest:
            options.append(f"{head}[a-z0-9]?{re.escape(rest[1:])}")
    return "|".join(options)


def _hit(entry: Entry) -> Hit:
    return Hit(entry, places.path(entry.code)[:-1])


def _squeeze(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


@cache
def _index() -> tuple[list[str], str, dict[int, int]]:
    """Villages only: codes, one text of squeezed names (a name a line), and where each line begins."""
    all_codes, names = places.table()
    codes, lines, starts, at = [], [], {}, 0
    for code, name in zip(all_codes, names, strict=True):
        if len(code) != 13 or code[9] == "1":
            continue
        starts[at] = len(codes)
        codes.append(code)
        squeezed = _squeeze(name)
        lines.append(squeezed)
        at += len(squeezed) + 1
    return codes, "\n".join(lines), starts


def _loose() -> list[tuple[str, str]]:
    """Examples and other spellings of villages."""
    examples = [(c, _squeeze(n)) for c, n in places.examples().items() if c.count(".") == 3]
    return examples + [(c, s) for c, spellings in _aliases().items() if c.count(".") == 3 for s in spellings]


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    text = files(__package__).joinpath("data", "alias.csv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        found[row["kode"]] = (*found.get(row["kode"], ()), _squeeze(row["alias"]))
    return found
