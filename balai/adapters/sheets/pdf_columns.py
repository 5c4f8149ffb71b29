"""Where the columns of a table without rules are: lanes that no word of the body crosses, named by the header.

Header words alone do not tell: they are centred, overflow their column or span several. The body does: over many
rows, words leave empty lanes between the columns only.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from balai.adapters.sheets.pdf_ruled import AMOUNT
from balai.adapters.sheets.pdf_words import Line, Word, joined

CODE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,3})*\.?")
_NAME = re.compile(r"uraian|nama|rincian|deskripsi", re.IGNORECASE)
_CODE_HEAD = re.compile(r"kode|rek|^kd|^no\b|^no\.|akun|bid", re.IGNORECASE)
_STEP = 0.5  # points: how finely lanes are measured


@dataclass(slots=True)
class _Segment:
    """One candidate column: its extent, the body's words in it and its header words."""

    x0: float
    x1: float
    words: list[str] = field(default_factory=list)
    heads: list[Word] = field(default_factory=list)

    @property
    def title(self) -> str:
        return joined(sorted(self.heads, key=lambda w: (round(w.top), w.x0)))

    def mostly(self, pattern: re.Pattern[str]) -> bool:
        return bool(self.words) and sum(1 for t in self.words if pattern.fullmatch(t)) >= 0.8 * len(
            self.words
        )

    @property
    def is_words(self) -> bool:
        return bool(self.words) and not (self.mostly(CODE) or self.mostly(AMOUNT) or self.mostly(_RUPIAH))

    def take(self, other: "_Segment") -> None:
        self.x0, self.x1 = min(self.x0, other.x0), max(self.x1, other.x1)
        self.words += other.words
        self.heads += other.heads


_RUPIAH = re.compile(r"rp\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a table: their header texts, the borders between them, which one holds names and codes."""

    texts: tuple[str, ...]
    borders: tuple[float, ...]
    name: int
    codes: frozenset[int]

    def cells(self, line: Line) -> list[str]:
        """The line's words by column. A phrase that runs over borders stays whole, as in a merged cell."""
        cells = ["" for _ in self.texts]
        for phrase in phrases(line.words):
            first = self._at(phrase[0].x0)
            whole = any(w.x0 + 1 < b < w.x1 - 1 for w in phrase for b in self.borders) or self._is_total(
                phrase
            )
            last = first
            for word in phrase:
                alone = not whole or AMOUNT.fullmatch(word.text)
                at = self._at((word.x0 + word.x1) / 2) if alone else first
                near = word.glued and word is not phrase[0] and last == at
                cells[at] = f"{cells[at]}{'' if near else ' '}{word.text}".strip()
                last = at
        return cells

    def name_words(self, line: Line) -> list[Word]:
        """The line's words under the names."""
        return [w for w in line.words if self._at((w.x0 + w.x1) / 2) == self.name]

    def _at(self, x: float) -> int:
        return sum(1 for b in self.borders if x > b)

    def _is_total(self, phrase: Sequence[Word]) -> bool:
        """Words where codes stand: “JUMLAH BELANJA” begins below the codes and runs on below the names."""
        return self._at(phrase[0].x0) in self.codes and phrase[0].text.isalpha()


def find_columns(header: Sequence[Word], body: Sequence[Line]) -> Columns | None:
    """Columns from the header's words and all body lines that carry an amount. None if there are fewer than three."""
    segments = _segments(body)
    _add_heads(segments, header)
    segments.sort(key=lambda s: s.x0)
    _merge_rupiah(segments)
    name = _name(segments)
    if name is None or len(segments) < 3:
        return None
    _merge_unnamed(segments, segments[name])
    _spread_code_heads(segments)
    name = _name(segments)
    if name is None or len(segments) < 3:
        return None
    return Columns(
        texts=tuple(s.title for s in segments),
        borders=tuple(_border(a, b, body) for a, b in pairwise(segments)),
        name=name,
        codes=frozenset(n for n, s in enumerate(segments) if s.mostly(CODE) and n != name),
    )


def _segments(body: Sequence[Line]) -> list[_Segment]:
    """Extents between lanes, widest view: all lines together. Amounts apart: they may touch what stands beside them."""
    words = [word for line in body for word in line.words]
    if not words:
        return []
    money = _amount_columns([w for w in words if AMOUNT.fullmatch(w.text)], len(body))
    taken = {id(w) for column in money for w in column}
    rest = [w for w in words if id(w) not in taken]
    # a total whose words run over several columns hides no lane
    segments = [_Segment(*extent) for extent in _lanes(rest, len(body) // 40)]
    for word in rest:
        middle = (word.x0 + word.x1) / 2
        if segments:
            min(segments, key=lambda s: max(s.x0 - middle, middle - s.x1)).words.append(word.text)
    columns = [_Segment(min(w.x0 for w in c), max(w.x1 for w in c), [w.text for w in c]) for c in money]
    return sorted(segments + columns, key=lambda s: s.x0)


def _amount_columns(money: Sequence[Word], lines: int) -> list[list[Word]]:
    """Columns of amounts: what stands in one lane, or ends at one place where lanes are too narrow to be seen."""
    out = []
    for x0, x1 in _lanes(money, 0):
        group = [w for w in money if x0 - 1 < (w.x0 + w.x1) / 2 < x1 + 1]
        ends: list[list[Word]] = []
        for word in sorted(group, key=lambda w: w.x1):
            if ends and word.x1 - ends[-1][-1].x1 < 2:
                ends[-1].append(word)
            else:
                ends.append([word])
        several = len(ends) > 1 and all(len(e) >= 0.3 * lines for e in ends)
        out += ends if several else [group]
    return [column for column in out if len(column) >= 0.3 * lines]


def _lanes(words: Sequence[Word], allowed: int) -> list[tuple[float, float]]:
    """Extents that are crossed by more than `allowed` words."""
    counts = [0] * (int(max((w.x1 for w in words), default=0.0) / _STEP) + 2)
    for word in words:
        for step in range(int((word.x0 + 0.2) / _STEP), int((word.x1 - 0.2) / _STEP) + 1):
            counts[step] += 1
    extents: list[tuple[float, float]] = []
    start: int | None = None
    for step, count in enumerate([*counts, 0]):
        if count > allowed and start is None:
            start = step
        elif count <= allowed and start is not None:
            x0, x1 = start * _STEP, step * _STEP
            if extents and x0 - extents[-1][1] < 1.0:  # lanes narrower than a point are no lanes
                x0 = extents.pop()[0]
            extents.append((x0, x1))
            start = None
    return extents


def _add_heads(segments: list[_Segment], header: Sequence[Word]) -> None:
    """Put each header word over its column; words over no column are the heads of empty columns."""
    free: list[list[Word]] = []
    for phrase in phrases(sorted(header, key=lambda w: (round(w.top), w.x0))):
        holders = [_over(segments, word) for word in phrase]
        known = [n for n, holder in enumerate(holders) if holder is not None]
        if not known:
            free.append(phrase)
            continue
        held: _Segment | None = None
        for n, word in enumerate(phrase):
            holder = holders[n] or holders[min(known, key=lambda k: abs(k - n))]
            codes = held and holder and held.mostly(CODE) and holder.mostly(CODE)
            if codes and not _CODE_HEAD.search(word.text):
                holder = held  # “KODE KEGIATAN” over several code columns is one head
            if holder is not None:
                holder.heads.append(word)
            held = holder
    empty: list[_Segment] = []
    for phrase in sorted(free, key=lambda p: p[0].x0):
        new = _Segment(phrase[0].x0, phrase[-1].x1, [], list(phrase))
        if empty and new.x0 < empty[-1].x1:
            empty[-1].take(new)
        else:
            empty.append(new)
    segments += empty
    _fill_empty(segments)


def phrases(words: Sequence[Word]) -> list[list[Word]]:
    """Words, in their order, that follow each other on one line with no more than a space between."""
    out: list[list[Word]] = []
    for word in words:
        last = out[-1][-1] if out else None
        if last and abs(last.top - word.top) < 2 and word.x0 - last.x1 < 0.45 * (word.bottom - word.top):
            out[-1].append(word)
        else:
            out.append([word])
    return out


def _over(segments: Sequence[_Segment], word: Word) -> _Segment | None:
    """The column over which most of a header word stands."""
    over = [s for s in segments if word.x0 < s.x1 and word.x1 > s.x0]
    return max(over, key=lambda s: min(word.x1, s.x1) - max(word.x0, s.x0), default=None)


def _fill_empty(segments: list[_Segment]) -> None:
    """A head beside its column (left head over right-hung amounts) belongs to the unnamed neighbour."""
    segments.sort(key=lambda s: s.x0)
    for empty in [s for s in segments if not s.words]:
        at = segments.index(empty)
        sides = [segments[n] for n in (at - 1, at + 1) if 0 <= n < len(segments)]
        bare = [s for s in sides if s.words and not s.heads and not s.mostly(_RUPIAH)]
        if bare:
            nearest = min(bare, key=lambda s: max(s.x0 - empty.x1, empty.x0 - s.x1))
            nearest.take(empty)
            segments.remove(empty)


def _merge_rupiah(segments: list[_Segment]) -> None:
    """“Rp” hung to the left of its column joins the amounts at its right."""
    for segment in [s for s in segments[:-1] if s.mostly(_RUPIAH)]:
        segments[segments.index(segment) + 1].take(segment)
        segments.remove(segment)


def _name(segments: Sequence[_Segment]) -> int | None:
    """The column of names: by its head, else the one with most letters."""
    words = [n for n, s in enumerate(segments) if s.is_words]
    named = [n for n in words if _NAME.search(segments[n].title)]
    return max(named or words, key=lambda n: sum(len(t) for t in segments[n].words), default=None)


def _merge_unnamed(segments: list[_Segment], name: _Segment) -> None:
    """Words without a head of their own are part of a neighbour: of the names if those stand beside, else left."""
    for segment in [
        s for s in segments if s is not name and s.is_words and (not s.heads or _one_head(s, name))
    ]:
        at, names = segments.index(segment), segments.index(name)
        if abs(at - names) == 1:
            name.take(segment)
        elif at > 0 and not segment.heads:
            segments[at - 1].take(segment)
        else:
            continue
        segments.remove(segment)


def _one_head(segment: _Segment, name: _Segment) -> bool:
    """“URAIAN KEGIATAN” over two parts of one column: head words on one line, a space apart."""
    return any(
        abs(a.top - b.top) < 2 and 0 < max(a.x0 - b.x1, b.x0 - a.x1) < 0.35 * (a.bottom - a.top)
        for a in segment.heads
        for b in name.heads
    )


def _spread_code_heads(segments: Sequence[_Segment]) -> None:
    """One head over several code columns stands over the first of them, as in a sheet's merged cell."""
    first: _Segment | None = None  # first of a run of code columns without head
    for before, one in zip([None, *segments], segments, strict=False):
        if first is not None and one.heads and one.mostly(CODE) and _CODE_HEAD.search(one.title):
            first.heads, one.heads = one.heads, []
        if one.heads or not one.mostly(CODE):
            first = None
        elif first is None and (before is None or not before.mostly(CODE)):
            first = one


def _border(left: _Segment, right: _Segment, body: Sequence[Line]) -> float:
    """The x between two columns that the fewest words cross; the middle of that stretch."""
    low, high = min(left.x1, right.x0), max(left.x1, right.x0)
    steps = [low + (high - low) * n / 40 for n in range(41)]
    crossed = [sum(1 for line in body for w in line.words if w.x0 < x < w.x1) for x in steps]
    return median(x for x, count in zip(steps, crossed, strict=True) if count == min(crossed))
