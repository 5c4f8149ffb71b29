"""One budget with its amounts before and after: what public pages show side by side. Pure."""

from dataclasses import replace

from balai.plain.rupiah import ZERO
from balai.rooms.penganggaran.apbdes import sums
from balai.rooms.penganggaran.apbdes.difference import key
from balai.rooms.penganggaran.apbdes.shape import Budget, Line, Year


def side_by_side(year: Year) -> Budget:
    """The version in force with `semula` on every line, if there is an earlier version to compare with.

    A Perubahan carries its own semula. For a changed Penjabaran the first budget gives it: lines are matched by
    kegiatan, rekening and source; lines that are gone come last with an amount of zero.
    """
    budget = year.berlaku
    if year.awal is None or any(x.semula is not None for x in budget.lines):
        return budget
    waiting: dict[object, list[Line]] = {}
    for line in year.awal.lines:
        waiting.setdefault(key(line), []).append(line)
    lines: list[Line] = []
    for line in budget.lines:
        before = waiting.get(key(line))
        lines.append(replace(line, semula=before.pop(0).anggaran if before else ZERO))
    gone = [x for rest in waiting.values() for x in rest]
    for line in gone:
        lines.append(replace(line, urutan=len(lines) + 1, semula=line.anggaran, anggaran=ZERO))
    return replace(budget, lines=tuple(lines))


def has_before(budget: Budget) -> bool:
    """Whether there are two columns to show."""
    return any(x.semula is not None for x in budget.lines)


def moved(budget: Budget) -> bool:
    """Whether any line differs between the two columns."""
    return has_before(budget) and any(sums.semula(x) != x.anggaran for x in budget.lines)
