"""Sixteen digits are treated as a NIK: masked while typed and imported, stored nowhere.

People write them spaced, dotted, over two lines, with any dash or invisible character, in full-width digits, glued to
a word, in pairs. What prints carry in plenty is left alone: amounts grouped in threes (also after a year), budget
codes, lists of years.
"""

import re
from collections.abc import Iterator

_GAP = r"[\W_]{0,4}"  # whatever is neither letter nor digit
_RUN = re.compile(rf"'?\d(?:{_GAP}\d){{15,}}")
# Two by two: province 11–96, two pairs of region, day (+40 for women), month, and four more.
_PAIRS = re.compile(
    r"(?:1[1-9]|[2-8]\d|9[0-6])\d{4}(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])\d{6}"
)
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
    """No NIK: groups of at most three digits (amounts, codes), with or without years, and lists of years.

    Unless each digit stands alone, or pairs have a NIK's own shape.
    """
    sizes = {len(g) for g in part}
    if sizes == {1} or (sizes == {2} and _PAIRS.fullmatch("".join(part))):
        return True
    return any(len(g) > 3 and not _YEAR.fullmatch(g) for g in part)
