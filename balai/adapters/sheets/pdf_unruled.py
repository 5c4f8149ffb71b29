"""Tables without row rules: words are put under the header's columns by their places.

Columns run between the headers; amounts hang to the right edge, names to the left. A line belongs to the row
above if it carries only words of the name column. A name set in the middle of its lines (centred cells) is put
together from the lines that stand nearest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_HEAD = re.compile(
    r"uraian|nama|kode|anggaran|jumlah|pagu|semula|menjadi|sumber|volume|satuan|rekening|bertambah|selisih",
    re.IGNORECASE,
)
_NAME = re.compile(r"uraian|nama|keterangan", re.IGNORECASE)
_FOOT = re.compile(
    r"printed by|dicetak|halaman\s+[0-9]|^\s*kepala desa|,\s*[0-3]?[0-9] [A-Za-z]+ 20[0-9]{2}$", re.IGNORECASE
)
_AMOUNT = re.compile(r"\(?-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{2})?\)?|[0-9]+,[0-9]{2}")


@dataclass(slots=True)
class Line:
    """Words that stand on one line, left to right."""

    top: float
    bottom: float
    words: list[dict[str, Any]]

    @property
    def text(self) -> str:
        """The line as read."""
        return " ".join(w["text"] for w in self.words)


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of one page: their header texts and the borders between them."""

    texts: tuple[str, ...]
    borders: tuple[float, ...]
    name: int

    def of(self, word: dict[str, Any]) -> int:
        """The column in which most of a word stands."""
        middle = (word["x0"] + word["x1"]) / 2
        return sum(1 for b in self.borders if middle > b)


def rows_by_position(page: Any) -> tuple[list[list[str]], list[str]]:
    """Table rows of a page and the text around them. No table: all text."""
    words = page.extract_words(x_tolerance=1.5, y_tolerance=2, keep_blank_chars=False, use_text_flow=False)
    lines = _lines(words)
    start, stop = _header(lines)
    if stop == start:
        return [], [x.text for x in lines]
    body = lines[stop:]
    columns = _columns(lines[start:stop], body, page)
    if columns is None:
        return [], [x.text for x in lines]
    rows, around = _body(body, columns)
    return [list(columns.texts), *rows], [x.text for x in lines[:start]] + around


def _lines(words: Sequence[dict[str, Any]]) -> list[Line]:
    lines: list[Line] = []
    for word in sorted(words, key=lambda w: (w["top"], w["x0"])):
        if lines and abs(word["top"] - lines[-1].top) < 2.5:
            lines[-1].words.append(word)
            lines[-1].bottom = max(lines[-1].bottom, word["bottom"])
        else:
            lines.append(Line(word["top"], word["bottom"], [word]))
    for line in lines:
        line.words.sort(key=lambda w: w["x0"])
    return lines


def _header(lines: Sequence[Line]) -> tuple[int, int]:
    """First and last (exclusive) line of the header: up to four lines around the one with most header words."""
    scores = [len({m.group().lower() for w in x.words if (m := _HEAD.search(w["text"]))}) for x in lines]
    best = max(range(len(lines)), key=lambda i: (scores[i], -i), default=0)
    if not lines or scores[best] < 2:
        return 0, 0
    start = stop = best
    while (
        start > 0
        and scores[start - 1]
        and lines[start].top - lines[start - 1].bottom < 8
        and best - start < 2
    ):
        start -= 1
    stop = best + 1
    while (
        stop < len(lines)
        and stop - best < 3
        and (scores[stop] or _numbers(lines[stop]))
        and not _AMOUNT.search(lines[stop].text)
    ):
        stop += 1
    return start, stop


def _numbers(line: Line) -> bool:
    return all(re.fullmatch(r"\(?[0-9]{1,2}\)?", w["text"]) for w in line.words)


def _columns(header: Sequence[Line], body: Sequence[Line], page: Any) -> Columns | None:
    """Group the header's words by overlap; put borders in the empty lanes of the body between groups."""
    groups: list[list[dict[str, Any]]] = []
    for word in sorted((w for x in header if not _numbers(x) for w in x.words), key=lambda w: w["x0"]):
        if groups and word["x0"] < max(w["x1"] for w in groups[-1]) + 2.5:
            groups[-1].append(word)
        else:
            groups.append([word])
    groups = [
        g for g in groups if any(_HEAD.search(w["text"]) or "%" in w["text"] or "Rp" in w["text"] for w in g)
    ]
    if len(groups) < 3:
        return None
    texts = [" ".join(w["text"] for w in sorted(g, key=lambda w: (round(w["top"]), w["x0"]))) for g in groups]
    spans = [(min(w["x0"] for w in g), max(w["x1"] for w in g)) for g in groups]
    borders = tuple(
        _lane(spans[i][1], spans[i + 1][0], spans[i], spans[i + 1], body) for i in range(len(spans) - 1)
    )
    name = next((i for i, t in enumerate(texts) if _NAME.search(t)), None)
    return None if name is None else Columns(tuple(texts), borders, name)


def _lane(
    left: float, right: float, before: tuple[float, float], after: tuple[float, float], body: Sequence[Line]
) -> float:
    """The x between two headers that the fewest body words cross; the middle of the widest such lane."""
    low, high = (before[0] + before[1]) / 2, (after[0] + after[1]) / 2
    steps = [low + (high - low) * i / 60 for i in range(61)]
    crossings = [sum(1 for x in body for w in x.words if w["x0"] < s < w["x1"]) for s in steps]
    fewest = min(crossings)
    runs: list[list[float]] = []
    for step, count in zip(steps, crossings, strict=True):
        if count != fewest:
            runs.append([])
        else:
            if not runs:
                runs.append([])
            runs[-1].append(step)
    widest = max((r for r in runs if r), key=lambda r: r[-1] - r[0], default=[(left + right) / 2])
    return (widest[0] + widest[-1]) / 2


def _body(body: Sequence[Line], columns: Columns) -> tuple[list[list[str]], list[str]]:
    """Rows below the header. A line with only a name belongs to the row that it stands nearest to."""
    placed: list[tuple[Line, list[str]]] = []
    around: list[str] = []
    for line in body:
        if _FOOT.search(line.text):
            around.append(line.text)
            continue
        cells = ["" for _ in columns.texts]
        for word in line.words:
            at = columns.of(word)
            cells[at] = f"{cells[at]} {word['text']}".strip()
        placed.append((line, cells))
    is_row = [any(c for i, c in enumerate(cells) if i != columns.name) for _line, cells in placed]
    owners = [
        n if is_row[n] else _owner(n, step, placed, is_row)
        for n, step in enumerate(_directions(placed, is_row))
    ]
    names: dict[int, list[str]] = {}
    for n, owner in enumerate(owners):
        if owner is None:
            around.append(placed[n][1][columns.name])
        else:
            names.setdefault(owner, []).append(placed[n][1][columns.name])
    rows = []
    for n, (_line, cells) in enumerate(placed):
        if is_row[n]:
            cells[columns.name] = " ".join(x for x in names[n] if x)
            rows.append(cells)
    return rows, around


FAR = 14.0  # points: further away than this a line is no part of a row


def _directions(placed: Sequence[tuple[Line, list[str]]], is_row: Sequence[bool]) -> list[int]:
    """1 for lines that stand closer to the next one, −1 for the others; a line between two equal gaps goes with the
    name-only line above it."""
    steps: list[int] = []
    for n, (line, _cells) in enumerate(placed):
        up = line.top - placed[n - 1][0].bottom if n else FAR + 1
        down = placed[n + 1][0].top - line.bottom if n + 1 < len(placed) else FAR + 1
        if abs(down - up) <= 0.4:
            steps.append(steps[-1] if n and not is_row[n - 1] else -1)
        else:
            steps.append(1 if down < up else -1)
    return steps


def _owner(n: int, step: int, placed: Sequence[tuple[Line, list[str]]], is_row: Sequence[bool]) -> int | None:
    """The row of a name-only line: the next row in its direction, unless the gap is too wide."""
    at = n
    while 0 <= at + step < len(placed):
        nearer, further = (at, at + step) if step > 0 else (at + step, at)
        if placed[further][0].top - placed[nearer][0].bottom > FAR:
            return None
        at += step
        if is_row[at]:
            return at
    return None
