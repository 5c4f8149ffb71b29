"""A grid: what every reader (xlsx, xls, ods, csv, PDF) hands to every importer.

One `Grid` per sheet, or one for a whole PDF. A cell is `str`, `float`, `int`, `bool`, `date`, `datetime` or
"" when empty. Rows keep their place in the file, so that every finding can name it.
"""

from dataclasses import dataclass, field
from typing import Any

from balai.plain.findings import Place

Cell = Any


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `row` counts from 1 as the sheet numbers it (on a PDF: from the top of the page)."""

    cells: tuple[Cell, ...]
    row: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, or one PDF. `columns` are letters in sheets (A, B, …) and names of columns in PDFs."""

    sheet: str | None
    rows: tuple[Row, ...]
    text: tuple[str, ...] = ()  # free text around the table (title, footer, signature), in reading order
    formulas_without_value: tuple[str, ...] = ()  # cells such as F9 whose formula was never calculated
    merged_down: tuple[
        tuple[int, int, int], ...
    ] = ()  # (first row, last row, column): rows from 1, columns from 0

    def place(self, row: Row, column: int | None = None) -> Place:
        """The place of a row, or of its cell at index `column` (from 0)."""
        letter = column_letter(column) if column is not None and self.sheet is not None else None
        return Place(sheet=self.sheet, row=row.row, column=letter, page=row.page)

    def covered(self) -> dict[tuple[int, int], Cell]:
        """What cells show that a merged cell above covers: (row from 1, column from 0) → that cell's content."""
        if not self.merged_down:
            return {}
        cells = {r.row: r.cells for r in self.rows}
        found = {}
        for top, bottom, column in self.merged_down:
            value = cells[top][column] if top in cells and column < len(cells[top]) else ""
            if value not in ("", None):
                found.update({(row, column): value for row in range(top + 1, bottom + 1)})
        return found


@dataclass(frozen=True, slots=True)
class FileRead:
    """A whole file: its grids and what the guard noticed. `kind`: xlsx, xls, ods, csv or pdf."""

    kind: str
    grids: tuple[Grid, ...]
    masked: int = 0  # sixteen-digit numbers masked on the way in
    notes: dict[str, Any] = field(default_factory=dict)


def column_letter(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    n = index + 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
