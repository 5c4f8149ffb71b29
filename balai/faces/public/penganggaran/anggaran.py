"""View models of the budget pages: from a Year to what templates show. Pure but for translated words.

At every level the figure shown is the sum of the lines of that level, before and after; nothing is typed in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from balai.adapters.papers import summary
from balai.adapters.papers.words import kegiatan_words, output_words
from balai.faces.public.penganggaran import words
from balai.plain.findings import Level
from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.compare import has_before, side_by_side
from balai.rooms.penganggaran.apbdes.shape import BELANJA, PEMBIAYAAN, PENDAPATAN, Budget, Line, Year

Sum = Decimal


@dataclass(frozen=True, slots=True)
class Pos:
    """One row of a table: words, code, before and after, where it leads."""

    nama: str
    kode: str
    semula: Sum
    menjadi: Sum
    ke: str = ""
    ket: str = ""
    baris: tuple[Line, ...] = ()

    @property
    def selisih(self) -> Sum:
        """after − before."""
        return self.menjadi - self.semula


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its rows and their sum."""

    nama: str
    kode: str
    rows: tuple[Pos, ...]
    semula: Sum
    menjadi: Sum
    extra: dict[str, Any] = field(default_factory=dict)


def pos(lines: Iterable[Line], nama: str, kode: str = "", ke: str = "", ket: str = "") -> Pos:
    """A row that sums lines."""
    lines = tuple(lines)
    return Pos(nama, kode, sums.total(lines, sums.semula), sums.total(lines), ke, ket, lines)


def group(rows: Iterable[Pos], nama: str, kode: str = "") -> Group:
    """A heading over rows."""
    rows = tuple(rows)
    return Group(
        nama,
        kode,
        rows,
        sum((r.semula for r in rows), Decimal(0)),
        sum((r.menjadi for r in rows), Decimal(0)),
    )


def year_page(year: Year) -> dict[str, Any]:
    """The budget page."""
    budget = side_by_side(year)
    before, after = sums.totals(budget.lines, sums.semula), sums.totals(budget.lines)
    bidang = bidang_rows(budget)
    return {
        "year": year, "budget": budget, "dua": has_before(budget), "t": after, "s": before,
        "karya": works(budget), "masuk": income_rows(budget), "bidang": bidang,
        "terbesar": max((b.menjadi for b in bidang), default=Decimal(1)),
        "seratus_masuk": [(r.nama, r.menjadi) for r in _largest(income_rows(budget)) if r.menjadi > 0],
        "seratus_keluar": [(r.nama, r.menjadi) for r in _largest(bidang) if r.menjadi > 0],
        "keuangan": financing_rows(budget), "temuan": findings(budget), "catatan": notices(budget),
        "cetakan": versions(year), "istilah": words.TERMS, "versi": words.version(year.berlaku.versi),
        "ringkas": overview(before, after), "tidak_dikonfirmasi": unconfirmed(year),
        "belum_terbaca": len(budget.findings),
    }  # fmt: skip


def _largest(rows: list[Pos]) -> list[Pos]:
    return sorted(rows, key=lambda r: -r.menjadi)


def works(budget: Budget, most: int = 12) -> list[Pos]:
    """Programmes and works that people can see, largest first. Personnel pay (5.1) is no headline."""
    found = []
    for code in sums.by(_spending(budget), lambda x: x.kode_kegiatan):
        lines = sums.under(budget.lines, code)
        if any(x.kode_rekening.startswith("5.1") for x in lines) or code.startswith("01"):
            continue
        what, how = kegiatan_words(code, budget.names.get(code, ""))
        size = output_words(*summary.output_of(list(lines)))
        ket = " · ".join(x for x in (size, how, words.source(_sources(lines))) if x)
        found.append(pos(lines, what, code, f"belanja/{code}/", ket))
    return [p for p in sorted(found, key=lambda p: -max(p.menjadi, p.semula)) if p.menjadi or p.semula][:most]


def _sources(lines: Iterable[Line]) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    for line in lines:
        for code in line.sumber:
            seen.setdefault(code)
    return tuple(seen)


def _spending(budget: Budget) -> list[Line]:
    return [x for x in budget.lines if x.bagian == BELANJA]


def income_rows(budget: Budget) -> list[Pos]:
    """Income by source of funds."""
    lines = [x for x in budget.lines if x.bagian == PENDAPATAN]
    keys = sums.by(lines, lambda x: x.sumber_dana)
    return [
        pos([x for x in lines if x.sumber_dana == k], words.source(tuple(k.split(", ")) if k else ()), k)
        for k in keys
    ]


def bidang_rows(budget: Budget) -> list[Pos]:
    """Spending by bidang."""
    spending = _spending(budget)
    rows = []
    for code in sorted(sums.by(spending, lambda x: x.bidang)):
        lines = [x for x in spending if x.bidang == code]
        count = len({x.kode_kegiatan for x in lines})
        name = str(words.BIDANG.get(code, budget.names.get(code, code)))
        rows.append(pos(lines, name, code, f"belanja/{code}/" if code else "", str(count)))
    return rows


def financing_rows(budget: Budget) -> list[Pos]:
    """Financing, in and out."""
    lines = [x for x in budget.lines if x.bagian == PEMBIAYAAN]
    keys = sums.by(lines, lambda x: ".".join(x.kode_rekening.split(".")[:3]))
    return [
        pos([x for x in lines if x.kode_rekening.startswith(k)], budget.names.get(k) or k, k) for k in keys
    ]


def overview(before: sums.Totals, after: sums.Totals) -> list[tuple[str, Sum, Sum]]:
    """The seven figures, in the order of the law."""
    return [(name, getattr(before, name), getattr(after, name)) for name in sums.Totals.__slots__]


def bidang_page(year: Year, code: str) -> dict[str, Any] | None:
    """One bidang: its sub bidang with their kegiatan. None if the budget has no such bidang."""
    budget = side_by_side(year)
    lines = sums.under(budget.lines, code)
    if not lines:
        return None
    groups = []
    for sub in sorted({x.kode_kegiatan[:5] for x in lines}):
        rows = [
            pos(sums.under(lines, k), budget.names.get(k) or k, k, f"../{k}/")
            for k in sums.by(sums.under(lines, sub), lambda x: x.kode_kegiatan)
        ]
        groups.append(group(rows, budget.names.get(sub) or sub, sub))
    name = str(words.BIDANG.get(code, budget.names.get(code, code)))
    return {
        "year": year, "budget": budget, "dua": has_before(budget), "grup": groups,
        "jumlah": pos(lines, name, code), "resmi": budget.names.get(code, ""),
    }  # fmt: skip


def kegiatan_page(year: Year, code: str) -> dict[str, Any] | None:
    """One kegiatan with all its lines. None if the budget has no such kegiatan."""
    budget = side_by_side(year)
    lines = sums.under(budget.lines, code)
    if not lines:
        return None
    what, how = kegiatan_words(code, budget.names.get(code, ""))
    per_source = sums.by(lines, lambda x: x.sumber_dana)
    return {
        "year": year, "budget": budget, "dua": has_before(budget), "jumlah": pos(lines, what, code), "cara": how,
        "resmi": budget.names.get(code, ""), "bidang": code[:2], "nama_bidang": words.BIDANG.get(code[:2], code[:2]),
        "ukuran": output_words(*summary.output_of(list(lines))), "rinci": line_rows(lines),
        "sumber": [(words.source(tuple(k.split(", ")) if k else ()), v) for k, v in per_source.items()],
    }  # fmt: skip


def part_page(year: Year, bagian: str) -> dict[str, Any] | None:
    """All lines of income or of financing, by group of accounts."""
    budget = side_by_side(year)
    lines = [x for x in budget.lines if x.bagian == bagian]
    groups = []
    for head in sorted({".".join(x.kode_rekening.split(".")[:2]) for x in lines}):
        rows = line_rows([x for x in lines if x.kode_rekening.startswith(head)])
        groups.append(group(rows, budget.names.get(head) or head, head))
    totals = sums.totals(lines), sums.totals(lines, sums.semula)
    return {
        "year": year,
        "budget": budget,
        "dua": has_before(budget),
        "grup": groups,
        "t": totals[0],
        "s": totals[1],
    }


def line_rows(lines: Iterable[Line]) -> list[Pos]:
    """Each line as a row, with its source."""
    return [pos([x], x.uraian, x.kode_rekening, "", words.source(x.sumber)) for x in lines]


def findings(budget: Budget) -> list[Any]:
    """What stands against the print, in public."""
    return [f for f in budget.findings if f.level in {Level.FINDING, Level.QUESTION}]


def notices(budget: Budget) -> list[Any]:
    """Notices that are no findings."""
    return [f for f in budget.findings if f.level is Level.INFO and f.params.get("law")]


def versions(year: Year) -> list[dict[str, Any]]:
    """The prints of the year, newest first. A published one that a later change replaced says so."""
    found = []
    for v in reversed(year.versions):
        live = v.state in {"diterbitkan", "dikonfirmasi"}
        changed = live and v.source.sha256 != year.berlaku.source.sha256
        state = words.CHANGED if changed else words.STATES.get(v.state, v.state)
        found.append({"v": v, "versi": words.version(v.versi), "keadaan": state, "lama": changed})
    return found


def unconfirmed(year: Year) -> str:
    """The office that published the print in force, if the village has not confirmed it; else ""."""
    for v in year.versions:
        if v.source.sha256 == year.berlaku.source.sha256 and not v.dikonfirmasi:
            return v.source.diterima_oleh
    return ""
