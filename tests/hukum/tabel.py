"""Permission tables written from the law, read as what must happen in every cell of the product.

`tabel/*.csv` lists only what is allowed: langkah, keadaan (`-`: no document yet), menjadi, memutuskan, mencatat (the
decider himself included), kertas, pasal. Every other cell must fail, and with the refusal that the table implies.
"""

import csv
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("tabel")
OFFICES = (
    "kades", "sekdes", "kaur_keuangan", "kasi", "kadus", "ketua_bpd", "kader", "operator", "camat", "dinas_pmd",
)  # fmt: skip
NONE = "-"


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing that somebody may try."""

    step: str
    state: str
    decider: str
    recorder: str
    papers: frozenset[str]

    def far(self, other: "Cell") -> int:
        """In how many respects two cells differ."""
        return sum(a != b for a, b in zip(astuple(self), astuple(other), strict=True))


@dataclass(frozen=True, slots=True)
class Row:
    """One allowed line of the law."""

    step: str
    state: str
    target: str
    decider: str
    recorders: frozenset[str]
    papers: frozenset[str]


@cache
def rows(kind: str) -> tuple[Row, ...]:
    """The law's lines for one kind of document."""
    with open(FOLDER / f"{kind}.csv", encoding="utf-8", newline="") as file:
        return tuple(
            Row(
                r["langkah"], r["keadaan"], r["menjadi"], r["memutuskan"], frozenset(r["mencatat"].split()),
                frozenset(r["kertas"].split()),
            )
            for r in csv.DictReader(file)
        )  # fmt: skip


def steps(kind: str) -> list[str]:
    """Steps that the law's table names, in its order."""
    return list(dict.fromkeys(r.step for r in rows(kind)))


def cells(kind: str, states: list[str], step: str, deciders: tuple[str, ...] = OFFICES) -> Iterator[Cell]:
    """The product of state, decider, recorder, papers for one step; nearest to the allowed ones first.

    Whoever may not decide at all is tried with herself and with the step's lawful recorders: no other recorder could
    make her decide.
    """
    known = frozenset().union(*(r.papers for r in rows(kind)))
    lawful = [r for r in rows(kind) if r.step == step]
    recorders = {r.decider: OFFICES for r in lawful}
    beside = frozenset().union(*(r.recorders for r in lawful))
    every = [
        Cell(step, state, decider, recorder, papers)
        for state in (NONE, *states)
        for decider in deciders
        for recorder in recorders.get(decider, sorted(beside | {decider}))
        for papers in {frozenset(), known}
    ]
    allowed = [Cell(r.step, r.state, r.decider, rec, r.papers) for r in lawful for rec in r.recorders]
    return iter(sorted(every, key=lambda c: min(c.far(a) for a in allowed)))


def implied(kind: str, cell: Cell) -> str:
    """The state that the law gives, or the code of the refusal: first who, then papers, then state."""
    lines = [r for r in rows(kind) if r.step == cell.step and r.decider == cell.decider]
    if not lines:
        return "bukan_jabatan"
    if cell.recorder not in lines[0].recorders:
        return "bukan_pencatat"
    if not lines[0].papers <= cell.papers:
        return "kertas_kurang"
    for line in lines:
        if line.state == cell.state:
            return line.target
    return "tidak_ada" if cell.state == NONE else "sudah_berubah"
