"""What changed between two prints, line by line. Pure.

A line is known by kegiatan + rekening + sources; Siskeudes prints the same rekening twice in one kegiatan when the
sources differ, and twice with one source when a village splits a purchase: those are compared by their sum.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from balai.plain.rupiah import ZERO, Rupiah
from balai.rooms.penganggaran.apbdes.shape import Line

Key = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """One line that differs. `before` or `after` is zero where the line is new or gone."""

    kode_kegiatan: str
    kode_rekening: str
    sumber: tuple[str, ...]
    uraian: str
    before: Rupiah
    after: Rupiah
    is_new: bool
    is_gone: bool

    @property
    def selisih(self) -> Rupiah:
        """after − before."""
        return Rupiah(self.after - self.before)


def key(line: Line) -> Key:
    """What makes a line the same line in two prints."""
    return line.kode_kegiatan, line.kode_rekening, tuple(sorted(line.sumber))


def difference(before: Iterable[Line], after: Iterable[Line]) -> tuple[Change, ...]:
    """The lines that differ, in the order of the newer print, those that are gone at the end."""
    old, new = _sums(before), _sums(after)
    changes = [
        _change(k, old.get(k), found)
        for k, found in new.items()
        if old.get(k, (ZERO, ""))[0] != found[0] or k not in old
    ]
    changes += [_change(k, found, None) for k, found in old.items() if k not in new]
    return tuple(c for c in changes if c.before or c.after)  # a line of nothing that came or went is none


def _sums(lines: Iterable[Line]) -> dict[Key, tuple[Rupiah, str]]:
    sums: dict[Key, tuple[Rupiah, str]] = {}
    for line in lines:
        had, name = sums.get(key(line), (ZERO, line.uraian))
        sums[key(line)] = Rupiah(had + line.anggaran), name
    return sums


def _change(k: Key, old: tuple[Rupiah, str] | None, new: tuple[Rupiah, str] | None) -> Change:
    return Change(
        kode_kegiatan=k[0], kode_rekening=k[1], sumber=k[2], uraian=(new or old or (ZERO, ""))[1],
        before=old[0] if old else ZERO, after=new[0] if new else ZERO, is_new=old is None, is_gone=new is None,
    )  # fmt: skip
