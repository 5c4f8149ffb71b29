"""View models below the budget page: one bidang, one kegiatan, income, financing, one source of funds. Pure.

Every line stands on exactly one of the pages of bidang, kegiatan, income and financing, so that whoever follows the
links finds all of them, and each page adds up to the figure that led there.
"""

from collections.abc import Iterable
from typing import Any

from balai.adapters.papers import summary
from balai.adapters.papers.words import kegiatan_words
from balai.faces.public.penganggaran import words
from balai.faces.public.penganggaran.positions import (
    Group,
    Pos,
    activity_row,
    line_rows,
    names_activity,
    page_of,
    pos,
    source_row,
)
from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.compare import has_before, side_by_side
from balai.rooms.penganggaran.apbdes.shape import BELANJA, PENDAPATAN, Budget, Line, Year


def _frame(year: Year) -> tuple[Budget, dict[str, Any]]:
    budget = side_by_side(year)
    return budget, {"year": year, "budget": budget, "dua": has_before(budget)}


def bidang_page(year: Year, code: str) -> dict[str, Any] | None:
    """One bidang: its sub bidang with their kegiatan, then lines that name no kegiatan. None if it has no line."""
    budget, model = _frame(year)
    lines = sums.under(budget.lines, code)
    if not lines:
        return None
    whole: dict[str, list[Line]] = {}
    for line in lines:
        if names_activity(line):
            whole.setdefault(line.kode_kegiatan, []).append(line)
    groups = []
    for sub in sorted({k[:5] for k in whole}):
        rows = tuple(activity_row(budget, whole[k], k, f"../{k}/") for k in whole if k[:5] == sub)
        groups.append(Group(budget.names.get(sub) or sub, sub, rows))
    loose = tuple(line_rows(x for x in lines if not names_activity(x)))
    return model | {
        "grup": groups, "lepas": Group("", code, loose) if loose else None,
        "jumlah": pos(lines, words.bidang(code, budget.names), code), "resmi": budget.names.get(code, ""),
    }  # fmt: skip


def kegiatan_page(year: Year, code: str) -> dict[str, Any] | None:
    """One kegiatan with all its lines and its sources. None if the budget has no such kegiatan."""
    budget, model = _frame(year)
    lines = sums.under(budget.lines, code)
    if not lines:
        return None
    what, done = kegiatan_words(code, budget.names.get(code, ""))
    return model | {
        "jumlah": pos(lines, what, code), "cara": words.done(done), "resmi": budget.names.get(code, ""),
        "bidang": code[:2], "nama_bidang": words.bidang(code[:2], budget.names), "sub": budget.names.get(code[:5], ""),
        "ukuran": words.size(*summary.output_of(list(lines))),
        "rinci": Group("", code, tuple(line_rows(lines))), "sumber": source_rows(lines, "../../sumber/"),
    }  # fmt: skip


def source_rows(lines: Iterable[Line], base: str) -> list[Pos]:
    """Sums per source; a line that names two sources is counted under both names together, never split."""
    groups: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        groups.setdefault(line.sumber, []).append(line)
    return [source_row(codes, found, base) for codes, found in groups.items()]


def part_page(year: Year, bagian: str) -> dict[str, Any]:
    """All lines of income or of financing, by group of accounts (4.1, 4.2; 6.1, 6.2)."""
    budget, model = _frame(year)
    lines = [x for x in budget.lines if x.bagian == bagian]
    heads = sorted({".".join(x.kode_rekening.split(".")[:2]) for x in lines})
    groups = [
        Group(budget.names.get(head) or head, head, tuple(line_rows(x for x in lines if _head(x) == head)))
        for head in heads
    ]
    return model | {"grup": groups, "t": sums.totals(lines), "s": sums.totals(lines, sums.semula)}


def _head(line: Line) -> str:
    return ".".join(line.kode_rekening.split(".")[:2])


def loose_page(year: Year) -> dict[str, Any] | None:
    """Spending lines that name not even a bidang. None if there are none, as it should be."""
    budget, model = _frame(year)
    lines = [x for x in budget.lines if x.bagian == BELANJA and not x.kode_kegiatan]
    if not lines:
        return None
    return model | {
        "jumlah": pos(lines, words.bidang("", {})),
        "rinci": Group("", "", tuple(line_rows(lines))),
    }


def source_page(year: Year, code: str) -> dict[str, Any] | None:
    """Where one source of funds comes from and goes to. None if no line names it.

    Lines that name two sources are listed apart: they are never split by guess.
    """
    budget, model = _frame(year)
    own = [x for x in budget.lines if x.sumber == (code,)]
    shared = [x for x in budget.lines if len(x.sumber) > 1 and code in x.sumber]
    if not own and not shared:
        return None
    spending = [x for x in own if x.bagian == BELANJA]
    codes = sums.by(spending, lambda x: x.kode_kegiatan)
    rows = [_paid(budget, [x for x in spending if x.kode_kegiatan == k], k) for k in codes]
    return model | {
        "nama": words.source((code,)), "kode": code, "saldo": balance(own),
        "masuk": line_rows(x for x in own if x.bagian == PENDAPATAN or x.kode_rekening.startswith("6.1")),
        "keluar": sorted(rows, key=lambda r: (-r.menjadi, r.kode)),
        "modal": line_rows(x for x in own if x.kode_rekening.startswith("6.2")), "bersama": line_rows(shared),
    }  # fmt: skip


def _paid(budget: Budget, lines: list[Line], code: str) -> Pos:
    ke = f"../../{page_of(lines[0])}"
    if names_activity(lines[0]):
        return activity_row(budget, lines, code, ke)
    return pos(lines, words.bidang(code[:2], budget.names), code, ke)


def balance(own: list[Line]) -> list[Pos]:
    """In, left from last year, out, and what remains unplanned, before and after."""
    after = sums.per_source(own)
    before = sums.per_source(own, sums.semula)
    one, other = next(iter(after.values()), sums.SourceSums()), next(iter(before.values()), sums.SourceSums())
    return [Pos(name, "", getattr(other, field), getattr(one, field)) for field, name in words.balance()]
