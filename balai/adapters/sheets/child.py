"""The limited child that opens a stranger's file: bytes on stdin, one JSON document on stdout.

It may use 400 MB of address space (PDF: 200 MB, four times what 130 pages need), 20 s of CPU, and write no file. On
Windows only the guard and the parent's time limit hold.
"""

import json
import sys
from typing import Any

from balai.adapters.sheets.grid import Grid
from balai.adapters.sheets.guard import SheetRefused, refuse
from balai.adapters.sheets.hidden import count_hidden
from balai.adapters.sheets.nik_cells import LONG_CODE, split_niks
from balai.plain.masks import MASK, has_nik, mask_nik

MEGABYTE = 1024 * 1024


def limit(kind: str) -> None:
    """Set the limits of this process, where the system knows them."""
    try:
        import resource
    except ImportError:
        return
    memory = (200 if kind == "pdf" else 400) * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def read(data: bytes, kind: str) -> list[Grid]:
    """All grids of a file. Raises SheetRefused."""
    if kind == "pdf":
        from balai.adapters.sheets.pdf import read_pdf

        return read_pdf(data)
    if kind == "csv":
        from balai.adapters.sheets.text import read_csv

        return read_csv(data)
    from balai.adapters.sheets.workbook import read_workbook

    return read_workbook(data, kind)


def masked(value: Any) -> tuple[Any, int]:
    """A cell without sixteen-digit numbers, and how many there were."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 1e15 <= abs(value) < 1e40:
        return (MASK, 1) if value == int(value) else (value, 0)
    text = value if isinstance(value, str) else ""
    if text and has_nik(text) and not LONG_CODE.fullmatch(text):
        hidden = mask_nik(text)
        return hidden, hidden.count(MASK)
    return value, 0


def _masked_rows(grid: Grid) -> tuple[list[list[Any]], int]:
    """Rows as JSON values, without numbers in one cell or over neighbouring cells, and how many there were."""
    total, rows = 0, []
    for row in grid.rows:
        pairs = [masked(cell) for cell in row.cells]
        total += sum(count for _value, count in pairs)
        rows.append([value for value, _count in pairs])
    split = split_niks(grid.rows)
    for index, columns in split:
        for column in columns:
            rows[index][column] = MASK
    told = [[row.row, row.page, cells] for row, cells in zip(grid.rows, rows, strict=True)]
    return told, total + len(split)


def as_json(grids: list[Grid]) -> dict[str, Any]:
    """Grids as JSON values, masked on the way."""
    total, out = 0, []
    for grid in grids:
        rows, count = _masked_rows(grid)
        total += count
        texts = [mask_nik(t) for t in grid.text]
        total += sum(t.count(MASK) for t in texts)
        sheet, count = masked(grid.sheet)
        total += count
        empty, merged_down = list(grid.formulas_without_value), list(grid.merged_down)
        out.append({"sheet": sheet, "rows": rows, "text": texts, "empty": empty, "merged": merged_down})
    return {"grids": out, "masked": total}


def main() -> None:
    """Read, answer, end. A refusal is an answer too."""
    kind = sys.argv[1]
    data = sys.stdin.buffer.read()
    limit(kind)
    try:
        answer = as_json(read(data, kind))
        answer["masked"] = answer["masked"] or count_hidden(data, kind)
    except SheetRefused as refused:
        answer = {"refused": refused.code, "message": refused.message}
    except MemoryError:
        answer = {"refused": "terlalu_luas", "message": refuse("terlalu_luas").message}
    except RecursionError:
        answer = {"refused": "rusak", "message": refuse("rusak").message}
    json.dump(answer, sys.stdout, allow_nan=True)


if __name__ == "__main__":
    main()
