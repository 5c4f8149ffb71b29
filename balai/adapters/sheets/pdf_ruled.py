"""Pages whose cells are drawn with rules: each character falls into the cell around its middle."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils import extract_text

Box = tuple[float, float, float, float]
AMOUNT = re.compile(r"\(?-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{2})?\)?|\(?-?[0-9]+,[0-9]{2}\)?")


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page: table rows as cells, and the text around the table in reading order."""

    rows: list[list[str]]
    text: list[str]


def read_ruled(page: Any) -> PageRead | None:
    """The page by its rules, or None if rules do not show its rows (no table, or columns only)."""
    try:
        tables = [t for t in page.find_tables() if len(t.rows) > 1 and max(len(r.cells) for r in t.rows) >= 3]
    except (PDFException, ValueError):
        return None
    if not tables:
        return None
    inside: list[list[str]] = []
    left: list[dict[str, Any]] = page.chars
    for table in sorted(tables, key=lambda t: t.bbox[1]):
        cells, left = _fill(table, left)
        texts = [[_text(c) for c in row] for row in cells]
        if _only_column_rules(texts):
            return None
        inside += [[_joined(t) for t in row] for row in texts]
    outside = extract_text(left, x_tolerance=1.5).splitlines() if left else []
    if _amounts(outside) > _amounts(c for row in inside for c in row):
        return None  # only the header is drawn; the body stands free below it
    return PageRead([row for row in inside if any(row)], [line for t in outside if (line := t.strip())])


def _amounts(texts: Any) -> int:
    return sum(len(AMOUNT.findall(t)) for t in texts)


def _fill(
    table: Any, chars: Sequence[dict[str, Any]]
) -> tuple[list[list[list[dict[str, Any]]]], list[dict[str, Any]]]:
    """Characters of each cell, and those that stand in no cell."""
    boxes: list[list[Box | None]] = [list(r.cells) for r in table.rows]
    tops = [r.bbox[1] for r in table.rows]
    found: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    left = []
    for char in chars:
        at = _cell(boxes, tops, (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2)
        if at is None:
            left.append(char)
        else:
            found[at].append(char)
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


def _text(chars: list[dict[str, Any]]) -> str:
    return extract_text(chars, x_tolerance=1.5) if chars else ""


def _only_column_rules(texts: Sequence[Sequence[str]]) -> bool:
    """No rules between rows: the whole body is one cell per column, read better by places."""
    return any(sum(1 for t in row if t.count("\n") >= 6) >= 2 for row in texts)


def _joined(text: str) -> str:
    """A wrapped name as one text."""
    return re.sub(r"\s+", " ", re.sub(r"(?<=\w)-\n", "-", text)).strip()
