"""Text PDFs as printed: all pages to one grid whose rows look like spreadsheet rows. Runs in the limited child.

A page is read by its rules, if it has them, else by the places of its words. Pages without rules are decided
together, because a short page alone does not show where its columns are.
"""

import io
import logging
import re
from collections.abc import Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from balai.adapters.sheets.grid import Grid, Row
from balai.adapters.sheets.guard import SheetRefused, refuse
from balai.adapters.sheets.pdf_joins import lines_joined
from balai.adapters.sheets.pdf_ruled import PageRead, read_ruled
from balai.adapters.sheets.pdf_unruled import Sheet, read_sheet, rows_of_sheets
from balai.adapters.sheets.pdf_words import LeanPage, upright, words_of

MAX_PAGES = 200
_STAMP = 60  # a scanned page may carry the few letters of the scanner's own stamp
_TOO_LONG = f"PDF ini lebih dari {MAX_PAGES} halaman. Cetak anggaran satu desa untuk satu tahun saja, lalu kirim lagi."
_TOO_HEAVY = "Isi PDF ini terlalu besar untuk dibuka. Cetak ulang dari Siskeudes ke PDF, atau kirim XLSX-nya."
_UNSEEN = re.compile(
    rb"(?<![0-9.])3\s+Tr\b"
)  # text that is not drawn: what a scanner's program made of its picture
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read_pdf(data: bytes) -> list[Grid]:
    """One grid (sheet=None) for the whole file: header cells and then one row per printed row, with its page.

    A name over several lines is one cell, also if a page break cuts it. Titles, footers and the signature are the
    grid's text. Raises SheetRefused: `sandi`, `gambar`, `rusak`, `terlalu_besar`.
    """
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return [_grid(document)]
    except SheetRefused:
        raise
    except MemoryError as error:
        raise SheetRefused("terlalu_besar", _TOO_HEAVY) from error
    except Exception as error:  # a stranger's bytes: the parser fails in any way, the answer is one
        locked = isinstance(error, PDFPasswordIncorrect) or "PDFPasswordIncorrect" in repr(error)
        raise refuse("sandi" if locked else "rusak") from error


def _grid(document: Any) -> Grid:
    if len(document.pages) > MAX_PAGES:
        raise SheetRefused("terlalu_besar", _TOO_LONG)
    if not document.pages:
        raise refuse("rusak")
    reads: list[PageRead | Sheet] = []
    marks: list[str] = []
    pictures = 0
    for raw in document.pages:
        page = upright(raw)
        words, mark = words_of(page)
        pictures += _is_picture(page)
        marks.append(mark)
        reads.append(read_ruled(page, words) or read_sheet(page, words))
        page.close()  # pages hold every character: let them go as we read
    if pictures == len(reads):
        raise refuse("gambar")
    placed = iter(rows_of_sheets([r for r in reads if isinstance(r, Sheet)]))
    pages = [next(placed) if isinstance(r, Sheet) else r for r in reads]
    rows = [Row(tuple(c), n, p) for p, page in enumerate(pages, 1) for n, c in enumerate(page.rows, 1)]
    return Grid(
        sheet=None,
        rows=tuple(_join_cut(rows)),
        text=tuple(t for n, page in enumerate(pages) for t in (*page.text, marks[n]) if t),
    )


def _is_picture(page: LeanPage) -> bool:
    """No text at all, or a picture over half the page with a scanner's stamp or with words that a machine guessed."""
    letters = page.letters()
    if not letters:
        return True
    area = max((i["width"] * i["height"] for i in page.images), default=0)
    if area <= page.width * page.height / 2:
        return False
    return len(letters) <= _STAMP or any(_UNSEEN.search(s.get_data()) for s in page.page_obj.contents)


def _join_cut(rows: Sequence[Row]) -> list[Row]:
    """Give the rest of a name, alone at the top of a page, back to the row that the page break cut."""
    first = next((r.page for r in rows), None)
    heads = {r.cells for r in rows if r.page == first and r.row <= 4}
    out: list[Row] = []
    fresh: int | None = first  # the page of which nothing but its header has been seen
    for row in rows:
        if not out or row.page != out[-1].page:
            fresh = row.page if row.page != first else None
        if fresh == row.page and row.cells not in heads:
            fresh = None
            target = next((n for n in range(len(out) - 1, -1, -1) if out[n].page != row.page), None)
            if target is not None and (column := _lone_name(row, out[target])) is not None:
                out[target] = _longer(out[target], column, row.cells[column])
                continue
        out.append(row)
    return out


def _lone_name(row: Row, before: Row) -> int | None:
    """The column of the only text in `row`, if the row before has words in that column too."""
    filled = [n for n, c in enumerate(row.cells) if c]
    if len(filled) != 1 or len(row.cells) != len(before.cells):
        return None
    words = re.compile(r"[A-Za-z]{2}|[(]?[A-Za-z]+[).,]*$")
    both = words.search(row.cells[filled[0]]) and words.search(before.cells[filled[0]])
    return filled[0] if both else None


def _longer(row: Row, column: int, rest: str) -> Row:
    cells = list(row.cells)
    cells[column] = lines_joined([cells[column], rest])
    return Row(tuple(cells), row.row, row.page)
