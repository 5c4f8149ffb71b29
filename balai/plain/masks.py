"""Sixteen digits are treated as a NIK: masked while typed and imported, stored nowhere.

People write them spaced, dotted, over two lines, with invisible characters, in full-width digits, glued to a word.
What prints carry in plenty is left alone: amounts grouped in threes, budget codes, lists of years.
"""

import re
from collections.abc import Iterator

_GAP = r"[\s._\-/'’\u200b-\u200f\u2060\ufeff]{0,3}"
_RUN = re.compile(rf"'?\d(?:{_GAP}\d){{15,}}")
_YEAR = re.compile(r"(?:19|20)\d\d")
MASK = "[16 angka disamarkan]"


def has_nik(text: str) -> bool:
    """Whether `text` holds sixteen digits that may be a NIK."""
    return any(_is_nik(m.group()) for m in _RUN.finditer(text))


def mask_nik(text: str) -> str:
    """`text` with every such number replaced by MASK."""
    return _RUN.sub(lambda m: MASK if _is_nik(m.group()) else m.group(), text)


def _is_nik(run: str) -> bool:
    """Sixteen or more digits in one piece, or neighbouring groups of digits that make exactly sixteen."""
    groups = re.findall(r"\d+", run)
    if any(len(g) >= 16 for g in groups):
        return True
    return any(_could_be(part) for part in _sixteens(groups))


def _sixteens(groups: list[str]) -> Iterator[list[str]]:
    """Neighbouring groups with sixteen digits in all."""
    for start in range(len(groups)):
        count = 0
        for stop in range(start, len(groups)):
            count += len(groups[stop])
            if count == 16:
                yield groups[start : stop + 1]
            if count >= 16:
                break


def _could_be(part: list[str]) -> bool:
    """No NIK: groups of at most three digits (amounts, codes), unless each digit stands alone; a list of years."""
    longest = max(len(g) for g in part)
    if longest <= 3:
        return longest == 1
    return not all(_YEAR.fullmatch(g) for g in part)
