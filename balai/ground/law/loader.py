"""Law as dated data: one pure loader (decision 7).

Entries are TOML tables `[[ketentuan]]` with: nama, nilai (text for amounts, or a list), dari and sampai (fiscal years,
sampai may be missing), sitasi and sitasi_en, keyakinan (pasti, mungkin, belum_pasti), wilayah (optional: a kabupaten's
or province's code; the longest match wins over the national entry). Every entry is checked when it is loaded.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any

CONFIDENCE = ("pasti", "mungkin", "belum_pasti")  # from sure to unsure
_TEXTS = ("nama", "sitasi", "sitasi_en", "keyakinan")
_KNOWN = {*_TEXTS, "nilai", "dari", "sampai", "wilayah"}
_PLACE = re.compile(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?")


class LawUnknown(LookupError):
    """No entry of that name holds in that year. The rule is then not applied, and says so."""


class LawFileBroken(ValueError):
    """A file of the law is wrong. Names file and entry: a bug of ours, found when loading."""


@dataclass(frozen=True, slots=True)
class Param:
    """One provision. `value`: text or list of texts as written; `number` for shares and amounts."""

    name: str
    value: str | tuple[str, ...]
    since: int
    until: int | None
    citation: str
    citation_en: str
    confidence: str
    place: str
    file: str

    @property
    def number(self) -> Decimal:
        """The value as a number. Raises LawFileBroken if it is none."""
        try:
            return Decimal(self.value if isinstance(self.value, str) else "")
        except InvalidOperation as broken:
            raise LawFileBroken(f"{self.file} ({self.name}): {self.value} is no number") from broken

    @property
    def items(self) -> tuple[str, ...]:
        """The value as a list."""
        return self.value if isinstance(self.value, tuple) else (self.value,)

    @property
    def certain(self) -> bool:
        """Whether findings by this provision may stand in public."""
        return self.confidence != "belum_pasti"

    def holds(self, year: int, place: str) -> bool:
        """Whether it holds in a fiscal year at a village's code. A place covers whole parts: 33.9 is not in 33.99."""
        inside = not self.place or place == self.place or place.startswith(self.place + ".")
        return inside and self.since <= year <= (self.until or 9999)


def param(name: str, year: int, place: str = "") -> Param:
    """The provision that holds in a fiscal year at a place (a village's code). Raises LawUnknown."""
    return pick(_all(), name, year, place)


def pick(entries: Iterable[Param], name: str, year: int, place: str = "") -> Param:
    """The entry of that name for year and place; the nearest place wins. Raises LawUnknown."""
    holding = [p for p in entries if p.name == name and p.holds(year, place)]
    if not holding:
        raise LawUnknown(f"{name} has no provision for {year}" + (f" at {place}" if place else ""))
    return max(holding, key=lambda p: len(p.place))


def read(texts: Mapping[str, str]) -> tuple[Param, ...]:
    """All entries of TOML texts by file name. Raises LawFileBroken, also if two hold at once for one place."""
    found: list[Param] = []
    for file, text in sorted(texts.items()):
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as broken:
            raise LawFileBroken(f"{file}: {broken}") from broken
        if set(table) != {"ketentuan"}:
            raise LawFileBroken(f"{file}: only [[ketentuan]] may stand here, not {sorted(table)}")
        found += [parse(file, n, e) for n, e in enumerate(table["ketentuan"], 1)]
    for n, one in enumerate(found):
        for other in found[:n]:
            if (one.name, one.place) == (other.name, other.place) and _overlap(one, other):
                raise LawFileBroken(f"{one.file} and {other.file}: {one.name} twice in one year")
    return tuple(found)


def _overlap(one: Param, other: Param) -> bool:
    return one.since <= (other.until or 9999) and other.since <= (one.until or 9999)


@cache
def _all() -> tuple[Param, ...]:
    folder = files(__package__).joinpath("data")
    return read({f.name: f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name.endswith(".toml")})


def parse(file: str, number: int, entry: dict[str, Any]) -> Param:
    """One entry, checked strictly. Raises LawFileBroken naming file and entry."""
    wrong = _wrong(entry)
    if wrong:
        raise LawFileBroken(f"{file}, ketentuan {number} ({entry.get('nama', '?')}): {wrong}")
    value = entry["nilai"]
    return Param(
        name=entry["nama"], value=tuple(value) if isinstance(value, list) else value, since=entry["dari"],
        until=entry.get("sampai"), citation=entry["sitasi"], citation_en=entry["sitasi_en"],
        confidence=entry["keyakinan"], place=entry.get("wilayah", ""), file=file,
    )  # fmt: skip


def _wrong(entry: dict[str, Any]) -> str:
    """What is wrong with an entry; empty if nothing."""
    if unknown := sorted(set(entry) - _KNOWN):
        return f"unknown keys {unknown}"
    if missing := sorted({*_TEXTS, "nilai", "dari"} - set(entry)):
        return f"{', '.join(missing)} missing"
    for key in _TEXTS:
        if not isinstance(entry[key], str) or not entry[key].strip():
            return f"{key} must be a text"
    if entry["keyakinan"] not in CONFIDENCE:
        return f"keyakinan must be one of {CONFIDENCE}"
    value = entry["nilai"]
    texts = value if isinstance(value, list) else [value]
    if not texts or not all(isinstance(v, str) and v for v in texts):
        return "nilai must be a text or a list of texts, never a float"
    for key in ("dari", "sampai"):
        if key in entry and (type(entry[key]) is not int or not 2014 <= entry[key] <= 2100):
            return f"{key} must be a fiscal year"
    if entry.get("sampai", entry["dari"]) < entry["dari"]:
        return "ends before it begins"
    place = entry.get("wilayah")
    if place is not None and (not isinstance(place, str) or not _PLACE.fullmatch(place)):
        return "wilayah must be a code such as 33 or 33.99"
    return ""
