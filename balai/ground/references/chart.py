"""The chart of accounts (Permendagri 20/2018): codes in any spelling, their names, the sources of funds.

The chart is versioned data (`data/bagan.toml`). Codes are compared in one normal form: activities `02.06.03`,
accounts `5.2.1.06`, sources by their Siskeudes code `DDS`.
"""

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LOCAL = range(90, 100)  # codes that a regency defines itself
_VILLAGE_PREFIX = re.compile(r"^[0-9]{2}\.[12][0-9]{3}\.")
_SPLIT_SOURCES = re.compile(r"\s*(?:[,/;+&\n]|\bdan\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fund:
    """A source of funds. `code` as Siskeudes prints it, `account` where its income is booked."""

    code: str
    name: str
    account: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One version of the chart. `names` maps every known code to its name, ranges `90-99` apart."""

    id: str
    citation: str
    names: dict[str, str]
    activities: dict[str, str]
    extra: frozenset[str]  # known from Siskeudes only
    funds: tuple[Fund, ...]
    sayings: tuple[tuple[str, str], ...]  # residents' words, and the words of the chart that they mean
    confidence: str  # `pasti` or `mungkin`: how sure we are of its text


def chart(year: int = 2025) -> Chart:
    """The chart that holds in a fiscal year. Raises KeyError for a year before the first version."""
    for entry in sorted(_index(), key=lambda e: -e["berlaku_dari"]):
        if entry["berlaku_dari"] <= year:
            return load(entry["id"])
    raise KeyError(f"no chart of accounts for {year}")


def normal_kegiatan(text: str) -> str | None:
    """`2.6.3.`, `04.2002.02.06.03`, `02 06 03` → `02.06.03`; also `02.06` and `02`. None if it is no such code.

    Bidang 5 has no numbered activities: `05.01.01` is printed by some and means `05.01.00`.
    """
    parts = _parts(_VILLAGE_PREFIX.sub("", text.strip()))
    if parts is None or not 1 <= len(parts) <= 3 or not 1 <= parts[0] <= 5 or max(parts) > 99:
        return None
    if len(parts) > 1 and parts[1] == 0:
        return None
    if len(parts) == 3 and parts[0] == 5 and parts[2] == 1:
        parts[2] = 0
    return ".".join(f"{p:02d}" for p in parts)


def normal_rekening(text: str) -> str | None:
    """`5.2.1.6.`, `4 1 1 2`, `5.2.1.06` → `5.2.1.06`; also `5.2.1`, `5.2`, `5`. None if it is no such code."""
    parts = _parts(text.strip())
    if parts is None or not 1 <= len(parts) <= 4 or parts[0] not in {4, 5, 6}:
        return None
    if any(not 1 <= p <= 9 for p in parts[1:3]) or (len(parts) == 4 and not 1 <= parts[3] <= 99):
        return None
    head = ".".join(str(p) for p in parts[:3])
    return f"{head}.{parts[3]:02d}" if len(parts) == 4 else head


def _parts(text: str) -> list[int] | None:
    """Digits groups of a code, or None if anything else stands there."""
    if not re.fullmatch(r"[0-9]{1,2}(?:\s*[.\s]\s*[0-9]{1,2})*\s*\.?", text, re.ASCII):
        return None
    return [int(p) for p in re.findall(r"[0-9]+", text)]


def normal_sumber(text: str, year: int = 2025) -> tuple[str, ...]:
    """The Siskeudes codes that a cell names, in its order, without repeats. Empty if one of them is unknown."""
    known = _aliases(chart(year).id)
    whole = known.get(_squeeze(text))
    if whole:
        return (whole,)
    found: list[str] = []
    for part in _SPLIT_SOURCES.split(text.strip()):
        if not part:
            continue
        code = known.get(_squeeze(part))
        if code is None:
            return ()
        if code not in found:
            found.append(code)
    return tuple(found)


def known(code: str, year: int = 2025) -> bool:
    """Whether the chart or Siskeudes' additions have this code (in normal form)."""
    return code in chart(year).names


def is_local(code: str) -> bool:
    """Whether a regency defines this code: activity or objek 90 to 99."""
    parts = code.split(".")
    return len(parts) == (3 if len(parts[0]) == 2 else 4) and int(parts[-1]) in LOCAL


def name(code: str, year: int = 2025) -> str:
    """The chart's name of a code, "" if unknown. Local codes have only the name that the print gives."""
    return chart(year).names.get(code, "")


def sources(year: int = 2025) -> tuple[Fund, ...]:
    """All sources of funds inside the APB."""
    return chart(year).funds


# -- loading ------------------------------------------------------------------------------------


@cache
def _index() -> list[dict[str, Any]]:
    return tomllib.loads(_text("bagan.toml"))["bagan"]


def _text(file: str) -> str:
    return files(__package__).joinpath("data", file).read_text(encoding="utf-8")


def _rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(file).splitlines()))


@cache
def load(chart_id: str) -> Chart:
    """One version by its id in `bagan.toml`."""
    entry = next(e for e in _index() if e["id"] == chart_id)
    activities = _activities(entry)
    names = dict(activities)
    for row in _rows(entry["rekening"]):
        if row["level"] != "objek_lain":
            names[row["kode"]] = row["nama"]
    extra = {r["kode"]: r["nama"] for r in _rows(entry["tambahan"]) if r["tabel"] in {"kegiatan", "rekening"}}
    activities |= {c: n for c, n in extra.items() if len(c.split(".")[0]) == 2}
    for code, text in extra.items():
        names.setdefault(code, text)
    sayings = tuple((r["kata"], r["berarti"]) for r in _rows(entry["sebutan"]))
    return Chart(
        entry["id"], entry["sitasi"], names, activities, frozenset(extra), _funds(entry), sayings, entry["keyakinan"]
    )  # fmt: skip


def _activities(entry: dict[str, Any]) -> dict[str, str]:
    found = {}
    for row in _rows(entry["kegiatan"]):
        if row["level"] == "kegiatan_lain":
            continue
        found[row["kode"]] = row[
            {"bidang": "bidang", "sub_bidang": "sub_bidang", "kegiatan": "kegiatan"}[row["level"]]
        ]
    return found


def _funds(entry: dict[str, Any]) -> tuple[Fund, ...]:
    return tuple(
        Fund(
            r["kode_siskeudes"],
            r["nama"],
            r["rekening"],
            tuple(a for a in [r["kode"], *r["alias"].split(";")] if a),
        )
        for r in _rows(entry["sumber_dana"])
        if r["dalam_apbdes"] == "ya"
    )


@cache
def _aliases(chart_id: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for fund in load(chart_id).funds:
        for spelling in (fund.code, fund.name, *fund.aliases):
            table[_squeeze(spelling)] = fund.code
    return table


def _squeeze(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
