"""Tables beside each other on one landscape page: the right half is read below the left one.

A copy beside its original is read once.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from balai.adapters.sheets.apbdes.spelling import plain_words
from balai.adapters.sheets.grid import Grid, Row

_FEWEST = 3  # columns of a table


def unfolded(grid: Grid) -> Grid:
    """The grid with tables that stand side by side one below the other; rows and columns keep their places."""
    starts = {n: split for n, row in enumerate(grid.rows) if (split := _split(row))}
    if not starts:
        return grid
    rows: list[Row] = list(grid.rows[: min(starts)])
    marks = [*sorted(starts), len(grid.rows)]
    for first, end in pairwise(marks):
        block, split = grid.rows[first:end], starts[first]
        left = [replace(r, cells=tuple(r.cells[:split])) for r in block]
        right = [replace(r, cells=("",) * split + tuple(r.cells[split:])) for r in block]
        rows += left
        if _filled(left) != _filled(right):
            rows += right
    return replace(grid, rows=tuple(rows))


def _split(row: Row) -> int:
    """The column at which the same header begins again, else 0."""
    raw = [c for c in row.cells if isinstance(c, str) and c.strip()]
    if len(raw) < 2 * _FEWEST or raw[0] != raw[len(raw) // 2]:
        return 0  # nearly every row: not worth more
    named = [(n, plain_words(c)) for n, c in enumerate(row.cells) if plain_words(c)]
    half = len(named) // 2
    texts = [t for _n, t in named]
    if len(named) % 2 or half < _FEWEST or texts[:half] != texts[half:] or len(set(texts)) < _FEWEST:
        return 0
    return named[half][0] if any("uraian" in t or "nama" in t for t in texts) else 0


def _filled(rows: Sequence[Row]) -> list[list[object]]:
    return [cells for r in rows if (cells := [c for c in r.cells if c not in ("", None)])]
