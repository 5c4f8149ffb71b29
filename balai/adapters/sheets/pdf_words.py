"""Words of a PDF page, from its letters in the order in which they were drawn, and the lines that words make.

The order of drawing tells what places alone do not: where one cell ends and the next begins although they touch,
and which letters belong together although a long word runs over its neighbour. Letters of watermarks (turned, or
far taller than the print) are no words of the table.
"""

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple

from pdfminer.layout import LTChar, LTComponent, LTContainer
from pdfplumber.page import Page

_BLANK = 0.17  # a gap of so many heights is a space
_TINY = 0.03  # a gap that letters of one word do not have
_TALL = 2.4  # letters so many times taller than the print are a watermark
_MONEY = r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{2})?|[0-9]{1,3},[0-9]{2}(?![0-9])"
_AMOUNT_THEN = re.compile(rf"\(?-?(?:{_MONEY})\)?(?=[A-Za-z(0-9-])")
_THEN_AMOUNT = re.compile(r"(?<=[A-Za-z)])(?=\(?-?[0-9]{1,3}(?:\.[0-9]{3})+)")
_CODE_THEN = re.compile(
    r"[0-9]{2}(?:\.[0-9]{2}){2}(?=[456]\.[0-9])|[0-9]{1,2}(?:\.[0-9]{1,2}){1,6}\.?(?=[A-Z])"
)
_UNIT = re.compile(r"rp\.?$", re.IGNORECASE)


class Word(NamedTuple):
    """A word and its box, in points from the top left. `glued`: no space stands before it."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    glued: bool = False


class Letter(NamedTuple):
    """One drawn character."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(slots=True)
class Line:
    """Words that stand on one line, left to right."""

    words: list[Word]

    @property
    def top(self) -> float:
        """The highest top of its words."""
        return min(w.top for w in self.words)

    @property
    def bottom(self) -> float:
        """The lowest bottom of its words."""
        return max(w.bottom for w in self.words)

    @property
    def text(self) -> str:
        """The line as read."""
        return joined(self.words)


class LeanPage(Page):
    """A page whose letters are not copied into dictionaries: they are read from the layout. Turned text is set upright."""

    def iter_layout_objects(self, layout_objects: list[LTComponent]) -> Generator[dict[str, Any], None, None]:
        """Everything but letters, for the rules and pictures."""
        for item in layout_objects:
            if isinstance(item, LTContainer):
                yield from self.iter_layout_objects(item._objs)
            elif not isinstance(item, LTChar):
                yield self.process_object(item)

    def letters(self) -> list[LTChar]:
        """All letters in the order in which they were drawn."""
        return list(_letters(self.layout))


def upright(page: Page) -> LeanPage:
    """The page, turned so that most of its letters stand upright, whatever it says about itself."""
    lean = LeanPage(page.pdf, page.page_obj, page.page_number, page.initial_doctop)
    turned = [0, 0, 0, 0]
    for letter in lean.letters():
        a, b, *_rest = letter.matrix
        turned[(0 if a > 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)] += 1
    most = max(range(4), key=lambda n: turned[n])
    if not most:
        return lean
    angle = (lean.rotation + 90 * most) % 360
    lean.close()
    page.page_obj.rotate = angle
    page.page_obj.attrs["Rotate"] = angle
    return LeanPage(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def words_of(page: LeanPage) -> tuple[list[Word], str]:
    """The words of a page in no order, and the watermark over it, if any."""
    kept: list[LTChar] = []
    other: list[str] = []
    letters = page.letters()
    tall = _TALL * median(c.size for c in letters) if letters else 0.0
    for c in letters:
        if c.matrix[0] > 0 and abs(c.matrix[1]) < 0.05 * c.matrix[0] and c.size < tall:
            kept.append(c)
        else:
            other.append(c.get_text())
    left, height = page.mediabox[0], page.height + page.mediabox[1]
    boxed = (Letter(c.get_text(), c.x0 + left, c.x1 + left, height - c.y1, height - c.y0) for c in kept)
    words = [word for run in _joined_letters(_runs(boxed)) for word in _pieces(run)]
    return _once(words), re.sub(r"\s+", " ", "".join(other)).strip()


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words as lines from the top, each from the left."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda w: (w.top, w.x0)):
        if lines and word.top - lines[-1].words[0].top < 0.35 * (word.bottom - word.top):
            lines[-1].words.append(word)
        else:
            lines.append(Line([word]))
    for line in lines:
        line.words.sort(key=lambda w: w.x0)
    return lines


def joined(words: Sequence[Word]) -> str:
    """Words as text: a space between them, unless they are parts of one word."""
    return "".join(w.text if w.glued or not n else f" {w.text}" for n, w in enumerate(words))


def _once(words: Iterable[Word]) -> list[Word]:
    """Words without those that were drawn twice to look bold."""
    seen: set[tuple[str, int, int]] = set()
    out = []
    for word in words:
        near = max(0.15 * (word.bottom - word.top), 0.1)
        x, y = round(word.x0 / near), round(word.top / near)
        if not any((word.text, x + i, y + j) in seen for i in (-1, 0, 1) for j in (-1, 0, 1)):
            out.append(word)
        seen.add((word.text, x, y))
    return out


def _letters(container: LTContainer[Any]) -> Iterator[LTChar]:
    for item in container:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from _letters(item)


def _runs(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Letters drawn one after the other without a gap."""
    run: list[Letter] = []
    for c in letters:
        if not c.text.strip():
            if run:
                yield run
                run = []
            continue
        if run:
            last, tall = run[-1], c.bottom - c.top
            gap = c.x0 - last.x1
            if (
                c.text == last.text
                and abs(c.x0 - last.x0) < 0.15 * tall
                and abs(c.top - last.top) < 0.15 * tall
            ):
                continue  # bold drawn twice
            if abs(c.bottom - last.bottom) > 0.2 * tall or not -0.3 * tall < gap < _BLANK * tall:
                yield run
                run = []
        run.append(c)
    if run:
        yield run


def _joined_letters(runs: Iterable[list[Letter]]) -> list[list[Letter]]:
    """Runs of which one is a single letter and that touch are one word: programs may draw letters in any order."""
    out: list[list[Letter]] = []
    ends: dict[tuple[int, int], list[Letter]] = {}
    for run in sorted(runs, key=lambda r: (round(r[0].bottom), r[0].x0)):
        tall = run[0].bottom - run[0].top
        for near in (-1, 0, 1):
            before = ends.get((round(run[0].bottom), round(run[0].x0) + near))
            if before and (len(before) == 1 or len(run) == 1) and abs(run[0].x0 - before[-1].x1) < 0.1 * tall:
                ends.pop((round(run[0].bottom), round(run[0].x0) + near))
                before += run
                ends[round(run[-1].bottom), round(run[-1].x1)] = before
                break
        else:
            out.append(run)
            ends[round(run[-1].bottom), round(run[-1].x1)] = run
    return out


def _pieces(run: Sequence[Letter]) -> Iterator[Word]:
    """The words of a run: cells that touch are told by what they hold, or by a gap that words do not have."""
    cuts = sorted(_cuts(run))
    for a, b in zip([0, *cuts], [*cuts, len(run)], strict=True):
        part = run[a:b]
        box = part[0].x0, max(c.x1 for c in part), min(c.top for c in part), max(c.bottom for c in part)
        yield Word("".join(c.text for c in part), *box, glued=a > 0)


def _cuts(run: Sequence[Letter]) -> set[int]:
    """Where a run is cut, as positions of letters."""
    text = "".join(c.text for c in run)
    owners = [n for n, c in enumerate(run) for _ in c.text]  # a ligature is one letter of several characters
    places = {m.end() for p in (_AMOUNT_THEN, _CODE_THEN) for m in p.finditer(text)}
    places |= {m.start() for m in _THEN_AMOUNT.finditer(text) if not _UNIT.search(text[: m.start()])}
    cuts = {owners[p] for p in places if p < len(text)}
    tiny = _TINY * (run[0].bottom - run[0].top)
    for n in range(1, len(run)):
        gap, before = run[n].x0 - run[n - 1].x1, run[n - 1].text
        if gap > tiny and run[n].text.isupper() and (before.islower() or gap > 2 * tiny):
            cuts.add(n)
    return cuts - {0}
