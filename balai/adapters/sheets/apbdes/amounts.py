"""The money cells of a row: read, or asked about with their place. Never guessed, never silently zero."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from balai.adapters.sheets.apbdes.header import Header
from balai.adapters.sheets.grid import Cell, Grid, Row
from balai.plain.findings import NOWHERE, Finding, Level, Place
from balai.plain.rupiah import ZERO, RupiahError, format_rupiah, parse_printed

_AMOUNT_LIKE = re.compile(r"^\(?\s*[-−]?\s*(?:rp|idr)?[.\s]*\(?\s*[-−]?[0-9０-９]", re.IGNORECASE)
_UNIT_ALONE = re.compile(r"^(?:rp\.?|idr)$", re.IGNORECASE)  # accountants give the unit a cell of its own
_NIHIL = re.compile(r"^\(?\s*(?:rp\.?\s*)?nihil\s*\)?\.?$", re.IGNORECASE)
LONGEST_QUOTE = 60  # characters of a cell that a message repeats


@dataclass(frozen=True, slots=True)
class Amount:
    """What the money cells of one role hold. `words` stand where an amount should, at `place`."""

    value: Decimal | None = None
    findings: tuple[Finding, ...] = ()
    words: str = ""
    place: Place = NOWHERE

    @property
    def asked(self) -> bool:
        """Whether a person is asked about it already."""
        return any(f.level is Level.QUESTION for f in self.findings)


def read_amount(grid: Grid, row: Row, header: Header, role: str) -> Amount:
    """The amount that a row states under `role` (semula, menjadi, anggaran), and questions about it.

    No value, no finding and no words mean that nothing is written there. If several columns of one role hold different
    amounts (unit price and sum, last year and this), none is taken and the person is asked.
    """
    read = [(span, read_span(grid, row, span)) for span in header.spans(role)]
    findings = tuple(f for _s, one in read for f in one.findings)
    found = [(one.value, span[0]) for span, one in read if one.value is not None]
    if len({a for a, _c in found}) > 1:
        return Amount(findings=(*findings, _two_columns(grid, row, header, found)))
    if found:
        return Amount(found[0][0], findings)
    worded = next((one for _s, one in read if one.words), Amount())
    return Amount(None, findings, worded.words, worded.place)


def read_span(grid: Grid, row: Row, span: Sequence[int]) -> Amount:
    """The amount in the first filled cell of one column and the spacer columns that its header covers."""
    cell, column = _first_filled(row, span)
    if column is None:
        uncalculated = _uncalculated(grid, row, span)
        return Amount(findings=(uncalculated,) if uncalculated else ())
    place = grid.place(row, column)
    if isinstance(cell, str) and _NIHIL.match(cell.strip()):
        told = f"“{cell.strip()}” di {place.words()} dibaca nol."
        return Amount(ZERO, (Finding(Level.INFO, "nihil", told, place),))
    try:
        return Amount(parse_printed(cell))
    except RupiahError as error:
        if isinstance(cell, str) and not _AMOUNT_LIKE.match(cell):
            # A note, a unit, the place of the signature; on a line it is asked about, in its own words.
            return Amount(words=quoted(cell), place=place)
        return Amount(findings=(_unreadable(place, cell, error),))


def quoted(text: str) -> str:
    """What a cell says, short enough for a sentence."""
    flat = re.sub(r"\s+", " ", text[: 4 * LONGEST_QUOTE]).strip()
    return flat if len(flat) <= LONGEST_QUOTE else f"{flat[:LONGEST_QUOTE]}…"


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
    said = quoted(str(cell))
    message = (
        f"Jumlah di {place.words()} tidak terbaca: “{said}” {error.reason} Tulis seperti ini: {error.form}."
    )
    return Finding(Level.QUESTION, "jumlah_tak_terbaca", message, place, {"tertulis": said})


def _two_columns(grid: Grid, row: Row, header: Header, found: Sequence[tuple[Decimal, int]]) -> Finding:
    said = " dan ".join(f"{format_rupiah(a)} di kolom “{header.text_over(c)}”" for a, c in found)
    place = grid.place(row)
    message = (
        f"Ada lebih dari satu kolom jumlah: di {place.words()} tertulis {said}. "
        f"Hapus kolom yang bukan anggaran tahun ini, lalu kirim lagi."
    )
    return Finding(Level.QUESTION, "kolom_jumlah_ganda", message, place)
