"""Text PDFs as printed: pages to one grid whose rows look like spreadsheet rows. Runs in the limited child.

Two ways, chosen per page: ruled tables by their lines; tables without rules by the places of words under the
header. Title, footer and signature are kept as free text.
"""

import io
import logging
import re
from collections.abc import Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException

from balai.adapters.sheets.grid import Grid, Row
from balai.adapters.sheets.guard import SheetRefused, refuse
from balai.adapters.sheets.pdf_unruled import rows_by_position

MAX_PAGES = 200
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read_pdf(data: bytes) -> list[Grid]:
    """One grid for the whole file. Raises SheetRefused (`sandi`, `gambar`, `rusak`, `terlalu_luas`)."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return [_grid(document)]
    except SheetRefused:
        raise
    except MemoryError:
        raise
    except Exception as error:
        locked = isinstance(error, PDFPasswordIncorrect) or "PDFPasswordIncorrect" in repr(error)
        raise refuse("sandi" if locked else "rusak") from error


def _grid(document: Any) -> Grid:
    if len(document.pages) > MAX_PAGES:
        raise refuse("terlalu_luas")
    rows: list[Row] = []
    text: list[str] = []
    has_text = False
    for number, page in enumerate(document.pages, 1):
        has_text = has_text or bool(page.chars)
        cells, around = _page(page)
        text += around
        rows += [Row(tuple(c), n, number) for n, c in enumerate(cells, 1)]
        page.close()  # pages hold every character: let them go as we read
    if not has_text:
        raise refuse("gambar")
    return Grid(sheet=None, rows=tuple(rows), text=tuple(text))


def _page(page: Any) -> tuple[list[list[str]], list[str]]:
    """Table rows of a page and the text around them, in reading order."""
    try:
        tables = [t for t in page.find_tables() if len(t.rows) > 1 and max(len(r.cells) for r in t.rows) >= 3]
    except (PDFException, ValueError):
        tables = []
    if not tables or any(_only_column_rules(t) for t in tables):
        return rows_by_position(page)
    boxes = [t.bbox for t in tables]
    cells = [c for t in tables for c in _ruled(t)]
    outside = page.filter(lambda o: o.get("object_type") != "char" or not any(_inside(o, b) for b in boxes))
    lines = [line["text"] for line in outside.extract_text_lines(return_chars=False)]
    return cells, lines


def _inside(thing: dict[str, Any], box: Sequence[float]) -> bool:
    middle_x, middle_y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return box[0] - 1 <= middle_x <= box[2] + 1 and box[1] - 1 <= middle_y <= box[3] + 1


def _ruled(table: Any) -> list[list[str]]:
    """Cells of a ruled table; a wrapped name is one text."""
    return [[_joined(c or "") for c in cells] for cells in table.extract(x_tolerance=1.5)]


def _only_column_rules(table: Any) -> bool:
    """No rules between rows: the whole body is one cell per column, read better by places."""
    return any(
        sum(1 for c in cells if c and c.count("\n") >= 6) >= 2 for cells in table.extract(x_tolerance=1.5)
    )


def _joined(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("-\n", "-").replace("\n", " ")).strip()
