"""The money cells of a row: read, or asked about with their place. Never guessed, never silently zero."""

import re
from collections.abc import Sequence
from decimal import Decimal

from balai.adapters.sheets.apbdes.header import Header
from balai.adapters.sheets.grid import Cell, Grid, Row
from balai.plain.findings import Finding, Level, Place
from balai.plain.rupiah import RupiahError, format_rupiah, parse_printed

_AMOUNT_LIKE = re.compile(r"^\(?\s*[-−]?\s*(?:rp|idr)?[.\s]*[-−]?[0-9０-９]", re.IGNORECASE)
_UNIT_ALONE = re.compile(r"^(?:rp\.?|idr)$", re.IGNORECASE)  # accountants give the unit a cell of its own


def read_amount(grid: Grid, row: Row, header: Header, role: str) -> tuple[Decimal | None, list[Finding]]:
    """The amount that a row states under `role` (semula, menjadi, anggaran), and questions about it.

    None without a question means that nothing is written there. If several columns of one role hold different
    amounts (unit price and sum, last year and this), none is taken and the person is asked.
    """
    found: list[tuple[Decimal, int]] = []
    questions: list[Finding] = []
    for span in header.spans(role):
        amount, column, question = _in_span(grid, row, span)
        if question is not None:
            questions.append(question)
        if amount is not None and column is not None:
            found.append((amount, column))
    if not found:
        return None, questions
    if len({a for a, _c in found}) > 1:
        return None, [*questions, _two_columns(grid, row, header, found)]
    return found[0][0], questions


def _in_span(grid: Grid, row: Row, span: Sequence[int]) -> tuple[Decimal | None, int | None, Finding | None]:
    """The amount in the first filled cell of one column and the spacer columns that its header covers."""
    cell, column = _first_filled(row, span)
    if column is None:
        return None, None, _uncalculated(grid, row, span)
    try:
        return parse_printed(cell), column, None
    except RupiahError as error:
        if isinstance(cell, str) and not _AMOUNT_LIKE.match(cell):
            return None, None, None  # words in a money column: a note, a unit, the place of the signature
        return None, None, _unreadable(grid.place(row, column), cell, error)


def _first_filled(row: Row, span: Sequence[int]) -> tuple[Cell, int | None]:
    for column in span:
        cell = row.cells[column] if column < len(row.cells) else ""
        if cell in ("", None) or (isinstance(cell, str) and _UNIT_ALONE.match(cell.strip())):
            continue
        return cell, column
    return "", None


def _uncalculated(grid: Grid, row: Row, span: Sequence[int]) -> Finding | None:
    """A formula that was never calculated, or whose result is an error, reads as an empty cell."""
    empty = set(grid.formulas_without_value)
    for column in span if empty else ():
        place = grid.place(row, column)
        if f"{place.column}{row.row}" in empty:
            message = (
                f"Rumus di {place.words()} belum dihitung atau hasilnya galat. "
                f"Buka berkasnya di Excel, perbaiki, simpan, lalu kirim lagi."
            )
            return Finding(Level.QUESTION, "rumus_tanpa_nilai", message, place)
    return None


def _unreadable(place: Place, cell: Cell, error: RupiahError) -> Finding:
    message = f"Jumlah di {place.words()} tidak terbaca: {error}"
    return Finding(Level.QUESTION, "jumlah_tak_terbaca", message, place, {"tertulis": str(cell)})


def _two_columns(grid: Grid, row: Row, header: Header, found: Sequence[tuple[Decimal, int]]) -> Finding:
    said = " dan ".join(f"{format_rupiah(a)} di kolom “{header.text_over(c)}”" for a, c in found)
    place = grid.place(row)
    message = (
        f"Ada lebih dari satu kolom jumlah: di {place.words()} tertulis {said}. "
        f"Hapus kolom yang bukan anggaran tahun ini, lalu kirim lagi."
    )
    return Finding(Level.QUESTION, "kolom_jumlah_ganda", message, place)
