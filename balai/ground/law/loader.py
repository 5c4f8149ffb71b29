"""Law as dated data: one pure loader (decision 7).

Entries are TOML tables `[[ketentuan]]` with: nama, nilai (text for amounts, or a list), dari and sampai (fiscal years,
sampai may be missing), sitasi and sitasi_en, keyakinan (pasti, mungkin, belum_pasti), wilayah (optional: a kabupaten's
or province's code; the longest match wins over the national entry).
"""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

CONFIDENCE = ("pasti", "mungkin", "belum_pasti")
_KNOWN = {"nama", "nilai", "dari", "sampai", "sitasi", "sitasi_en", "keyakinan", "wilayah", "catatan"}


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

    @property
    def number(self) -> Decimal:
        """The value as a number. Raises LawFileBroken for a list."""
        if isinstance(self.value, tuple):
            raise LawFileBroken(f"{self.name} is a list")
        return Decimal(self.value)

    @property
    def items(self) -> tuple[str, ...]:
        """The value as a list."""
        return self.value if isinstance(self.value, tuple) else (self.value,)

    @property
    def certain(self) -> bool:
        """Whether findings by this provision may stand in public."""
        return self.confidence != "belum_pasti"


def param(name: str, year: int, place: str = "") -> Param:
    """The provision that holds in a fiscal year at a place (a village's code). Raises LawUnknown."""
    holding = [
        p
        for p in _all()
        if p.name == name
        and p.since <= year <= (p.until or 9999)
        and (not p.place or place.startswith(p.place))
    ]
    if not holding:
        raise LawUnknown(f"{name} has no provision for {year}")
    return max(holding, key=lambda p: (len(p.place), p.since))


@cache
def _all() -> tuple[Param, ...]:
    found: list[Param] = []
    for file in sorted(files(__package__).joinpath("data").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            entries = tomllib.loads(file.read_text(encoding="utf-8")).get("ketentuan", [])
            found += [parse(file.name, n, e) for n, e in enumerate(entries, 1)]
    return tuple(found)


def parse(file: str, number: int, entry: dict[str, Any]) -> Param:
    """One entry, checked strictly. Raises LawFileBroken naming file and entry."""
    where = f"{file}, ketentuan {number} ({entry.get('nama', '?')})"
    unknown = set(entry) - _KNOWN
    if unknown:
        raise LawFileBroken(f"{where}: unknown keys {sorted(unknown)}")
    for key in ("nama", "nilai", "dari", "sitasi", "sitasi_en", "keyakinan"):
        if key not in entry:
            raise LawFileBroken(f"{where}: {key} is missing")
    if entry["keyakinan"] not in CONFIDENCE:
        raise LawFileBroken(f"{where}: keyakinan must be one of {CONFIDENCE}")
    value = entry["nilai"]
    if not isinstance(value, str) and not (
        isinstance(value, list) and all(isinstance(v, str) for v in value)
    ):
        raise LawFileBroken(f"{where}: nilai is text or a list of texts, never a float")
    until = entry.get("sampai")
    if until is not None and until < entry["dari"]:
        raise LawFileBroken(f"{where}: ends before it begins")
    return Param(
        entry["nama"], tuple(value) if isinstance(value, list) else value, entry["dari"], until, entry["sitasi"],
        entry["sitasi_en"], entry["keyakinan"], entry.get("wilayah", ""),
    )  # fmt: skip
