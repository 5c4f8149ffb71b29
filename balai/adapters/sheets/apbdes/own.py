"""Balai's own open data come back: the CSV and XLSX of a public page, given to the importer as if they were a print.

Their columns have names of their own (`balai/adapters/opendata/rows.py`); here they get those of a print, each line's
activity a row above it, and their amounts, written for programs, become numbers. Rows keep their numbers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from balai.adapters.opendata.rows import FORMULA
from balai.adapters.sheets.grid import Cell, FileRead, Grid, Row
from balai.adapters.sheets.guard import SheetRefused
from balai.plain.dates import find_date
from balai.plain.findings import Finding, Level
from balai.rooms.penganggaran.apbdes.shape import Title
from balai.rooms.penganggaran.apbdes.versions import is_version

_AMOUNTS = {"anggaran": "ANGGARAN", "semula": "SEMULA", "menjadi": "MENJADI"}
_NAMES = _AMOUNTS | {
    "kode_kegiatan": "KODE KEGIATAN", "kode_rekening": "KODE REKENING", "uraian": "URAIAN", "volume": "VOLUME",
    "satuan": "SATUAN", "sumber_dana": "SUMBER DANA",
}  # fmt: skip
_TELLING = {
    "kode_desa",
    "tahun",
    "versi",
    "bagian",
    "kode_kegiatan",
    "kode_rekening",
    "uraian",
    "sumber_dana",
}
_MACHINE = re.compile(r"-?[0-9]+(?:\.[0-9]{1,2})?", re.ASCII)
_MIXED = (
    "Berkas ini gabungan beberapa unduhan Balai: kolom {column} memuat “{one}” dan “{two}”. "
    "Kirim unduhan satu desa, satu tahun, dan satu versi saja."
)
_TOLD = "Berkas ini unduhan data terbuka Balai, bukan cetakan Siskeudes: tanpa jumlah yang tertulis untuk dicocokkan."


@dataclass(frozen=True, slots=True)
class Own:
    """A download of Balai: the same file with a print's columns, and what its rows say of village, year, version."""

    file: FileRead
    title: Title
    finding: Finding


def own_download(file: FileRead) -> Own | None:
    """The download in this file, or None if it is no download. Raises SheetRefused (`unduhan_gabungan`)."""
    for grid in file.grids:
        for at, row in enumerate(grid.rows[:3]):
            names = [str(c).strip() for c in row.cells]
            if set(names) >= _TELLING and set(names) & set(_AMOUNTS):
                body = grid.rows[at + 1 :]
                made = replace(grid, rows=tuple(_as_print(row, names, body, file.kind == "csv")), text=())
                title = _title(names, body, file.grids)
                finding = Finding(Level.INFO, "unduhan_balai", _TOLD)
                return Own(replace(file, grids=(made,)), title, finding)
    return None


def _as_print(head: Row, names: Sequence[str], body: Sequence[Row], escaped: bool) -> Iterator[Row]:
    """The header in a print's words, then each line, below the name of its activity where that changes."""
    yield replace(head, cells=tuple(_NAMES.get(n, "") for n in names))
    code, name, said = names.index("kode_kegiatan"), _column(names, "kegiatan"), names.index("uraian")
    before: Cell = ""
    for row in body:
        cells = [_unescaped(c) if escaped else c for c in (*row.cells, *[""] * len(names))[: len(names)]]
        if cells[code] and cells[code] != before and name is not None and cells[name]:
            yield replace(
                row, cells=tuple({code: cells[code], said: cells[name]}.get(n, "") for n in range(len(names)))
            )
        before = cells[code]
        yield replace(row, cells=tuple(map(_cell, names, cells)))


def _cell(name: str, cell: Cell) -> Cell:
    if name in _AMOUNTS and isinstance(cell, str) and _MACHINE.fullmatch(cell):
        return Decimal(cell)
    return cell if name in _NAMES else ""


def _unescaped(cell: Cell) -> Cell:
    """Text before which `to_csv` put an apostrophe, without it."""
    return cell[1:] if isinstance(cell, str) and cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell


def _column(names: Sequence[str], name: str) -> int | None:
    return names.index(name) if name in names else None


def _title(names: Sequence[str], body: Sequence[Row], grids: Sequence[Grid]) -> Title:
    year, version = _one(names, body, "tahun"), _one(names, body, "versi")
    facts = {
        str(r.cells[0]): str(r.cells[1])
        for g in grids
        if g.sheet == "Asal data"
        for r in g.rows
        if len(r.cells) > 1
    }
    return Title(
        kode_desa=_one(names, body, "kode_desa"), tahun=int(year) if re.fullmatch("20[0-9]{2}", year) else None,
        versi=version if is_version(version) else "", dasar=facts.get("Dasar", ""),
        tanggal=find_date(facts.get("Ditetapkan", "")),
    )  # fmt: skip


def _one(names: Sequence[str], body: Sequence[Row], column: str) -> str:
    """What all rows say in a column. Raises SheetRefused if they do not agree."""
    at = names.index(column)
    said = {
        f"{c:g}" if isinstance(c, float) else str(c): None
        for r in body
        if at < len(r.cells) and (c := r.cells[at])
    }
    if len(said) > 1:
        one, two = list(said)[:2]
        raise SheetRefused("unduhan_gabungan", _MIXED.format(column=column, one=one, two=two))
    return next(iter(said), "")
