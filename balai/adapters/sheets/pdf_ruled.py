"""Pages whose cells are drawn with rules: each word falls into the cell around its middle."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pdfminer.pdfexceptions import PDFException
from pdfplumber.table import Table

from balai.adapters.sheets.pdf_joins import lines_joined
from balai.adapters.sheets.pdf_words import LeanPage, Word, lines_of

Box = tuple[float, float, float, float]
AMOUNT = re.compile(r"\(?-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{2})?\)?|\(?-?[0-9]+,[0-9]{2}\)?")


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page: table rows as cells, and the text around the table in reading order."""

    rows: list[list[str]]
    text: list[str]


def read_ruled(page: LeanPage, words: Sequence[Word]) -> PageRead | None:
    """The page by its rules, or None if rules do not show its rows (no table, or columns only)."""
    try:
        tables = [t for t in page.find_tables() if len(t.rows) > 1 and max(len(r.cells) for r in t.rows) >= 3]
    except (PDFException, ValueError):
        return None
    if not tables:
        return None
    inside: list[list[str]] = []
    left = list(words)
    for table in sorted(tables, key=lambda t: t.bbox[1]):
        cells, left = _fill(table, left)
        texts = [[[line.text for line in lines_of(c)] for c in row] for row in cells]
        if _only_column_rules(texts):
            return None
        inside += [[lines_joined(t) for t in row] for row in texts]
    outside = [line.text for line in lines_of(left)]
    if _amounts(outside) > _amounts(c for row in inside for c in row):
        return None  # only the header is drawn; the body stands free below it
    return PageRead([row for row in inside if any(row)], outside)


def _amounts(texts: Iterable[str]) -> int:
    return sum(len(AMOUNT.findall(t)) for t in texts)


def _fill(table: Table, words: Sequence[Word]) -> tuple[list[list[list[Word]]], list[Word]]:
    """Words of each cell, and those that stand in no cell."""
    boxes: list[list[Box | None]] = [list(r.cells) for r in table.rows]
    tops = [r.bbox[1] for r in table.rows]
    found: dict[tuple[int, int], list[Word]] = defaultdict(list)
    left = []
    for word in words:
        at = _cell(boxes, tops, (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
        if at is None:
            left.append(word)
        else:
            found[at].append(word)
    return [[found.get((r, c), []) for c in range(len(row))] for r, row in enumerate(boxes)], left


def _cell(
    boxes: Sequence[Sequence[Box | None]], tops: Sequence[float], x: float, y: float
) -> tuple[int, int] | None:
    """Row and column of the cell around a point. A cell may reach down from up to three rows above (merged)."""
    row = bisect_right(tops, y) - 1
    for r in range(row, max(row - 4, -1), -1):
        for c, box in enumerate(boxes[r]):
            if box is not None and box[0] <= x < box[2] and box[1] <= y < box[3]:
                return r, c
    return None


def _only_column_rules(texts: Sequence[Sequence[Sequence[str]]]) -> bool:
    """No rules between rows: the whole body is one cell per column, read better by places."""
    return any(sum(1 for t in row if len(t) > 6) >= 2 for row in texts)
