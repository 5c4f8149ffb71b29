"""Which sheets of a file are the budget: those of one budget are joined, others are told or asked about."""

from collections.abc import Sequence

from balai.adapters.sheets.apbdes import foreign
from balai.adapters.sheets.apbdes.entries import Walk
from balai.adapters.sheets.apbdes.settle import same_name
from balai.adapters.sheets.apbdes.title import read_title
from balai.adapters.sheets.grid import FileRead, Grid
from balai.plain.findings import Finding, Level, Place

Pair = tuple[Grid, Walk]
Strangers = dict[int, tuple[Place, foreign.Seen]]  # by the grid's id(): where, and what it seems to be
_LOOKED_AT = 20  # rows in which a title and a header are looked for where no budget's header was found


def strangers(walks: Sequence[Pair]) -> Strangers:
    """The sheets that seem to be another report."""
    found: Strangers = {}
    for grid, one in walks:
        if one.header is not None:
            title, columns = one.head, one.header.words
        else:
            texts = [_words(row.cells) for row in grid.rows[:_LOOKED_AT]]
            title, columns = (
                [*grid.text[:40], *(" ".join(t) for t in texts[:8])],
                tuple(c for t in texts for c in t),
            )
        income = any(e.rekening[:1] in {"4", "6"} for e in one.entries)
        seen = foreign.seems(title, columns, changed=one.has_semula, income=income)
        if seen is not None:
            at = one.header_at if seen.column and one.header is not None else Place(sheet=grid.sheet)
            found[id(grid)] = at, seen
    return found


def _words(cells: Sequence[object]) -> list[str]:
    return [c.strip() for c in cells if isinstance(c, str) and c.strip()]


def choose(walks: Sequence[Pair], file: FileRead, strange: Strangers) -> tuple[list[Pair], list[Finding]]:
    """Sheets that belong together (income, spending, financing apart) are joined; a second budget is asked about."""
    chosen: list[Pair] = []
    notes: list[Finding] = []
    seen: set[tuple[str, ...]] = set()
    # Sheets with sources first: a recapitulation without them never stands in for the budget itself.
    for grid, one in sorted(walks, key=lambda pair: not _keys(pair[1], sourced=True)):
        sourced, plain = _keys(one, sourced=True), _keys(one, sourced=False)
        keys = sourced or plain
        if chosen and (other := _other_title(one, chosen[0][1])):
            notes.append(_foreign_sheet(grid, other))
            continue
        if chosen and (not keys or len(keys & seen) > len(keys) // 5):
            if sourced:
                notes.append(_second_sheet(grid, chosen[0][0]))
            continue
        chosen.append((grid, one))
        seen |= sourced | plain
    used = {id(g) for g, _w in chosen}
    told = {n.place.sheet for n in notes}
    notes += [
        _other_sheet(g, strange)
        for g in file.grids
        if id(g) not in used and g.rows and g.sheet not in {None, *told}
    ]
    return sorted(chosen, key=lambda pair: file.grids.index(pair[0])), notes


def _other_title(one: Walk, first: Walk) -> str:
    """The village or year that a sheet's own title names, if the first sheet names another."""
    own, chosen = (read_title(w.head, [], has_semula=w.has_semula) for w in (one, first))
    if own.desa and chosen.desa and not same_name(own.desa, chosen.desa):
        return f"desa “{own.desa}”"
    if own.tahun and chosen.tahun and own.tahun != chosen.tahun:
        return f"tahun anggaran {own.tahun}"
    return ""


def _foreign_sheet(grid: Grid, other: str) -> Finding:
    message = (
        f"Lembar “{grid.sheet}” menyebut {other}, lain dari lembar sebelumnya, dan tidak dibaca. "
        f"Kirim satu berkas untuk satu desa dan satu tahun."
    )
    return Finding(Level.QUESTION, "dua_lembar", message, grid.place(grid.rows[0]))


def _keys(one: Walk, *, sourced: bool) -> set[tuple[str, ...]]:
    """What a sheet's rows are about: with their source, or the accounts alone."""
    if sourced:
        return {(e.kegiatan, e.rekening, e.sumber) for e in one.entries if e.sumber and e.rekening}
    return {(e.kegiatan, e.rekening) for e in one.entries if e.rekening.count(".") >= 2}


def _other_sheet(grid: Grid, strange: Strangers) -> Finding:
    if id(grid) in strange:
        name = foreign.NAMES[strange[id(grid)][1].kind]
        message = f"Lembar “{grid.sheet}” tampaknya {name}, bukan APB Desa; tidak dibaca."
        return Finding(Level.INFO, "lembar_lain", message, grid.place(grid.rows[0]))
    message = f"Lembar “{grid.sheet}” bukan tabel anggaran, atau hanya rekapitulasi; tidak dibaca."
    return Finding(Level.INFO, "lembar_lain", message, grid.place(grid.rows[0]))


def _second_sheet(grid: Grid, first: Grid) -> Finding:
    message = (
        f"Lembar “{grid.sheet}” memuat anggaran yang sama sekali lagi. Yang dibaca adalah lembar “{first.sheet}”. "
        f"Bila keliru, hapus lembar yang tidak dipakai, lalu kirim lagi."
    )
    return Finding(Level.QUESTION, "dua_lembar", message, grid.place(grid.rows[0]))
