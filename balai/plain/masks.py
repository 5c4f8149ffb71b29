"""Sixteen digits are treated as a NIK: masked while typed and imported, stored nowhere.

People write them spaced, dotted, over two lines, with any dash or invisible character, in full-width digits, glued to
a word, in pairs, with O for 0 and l for 1. What prints carry in plenty is left alone: amounts grouped in threes (also
after a year), budget codes, lists of years.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_NEAR, _FAR = 4, 12  # how many signs may stand between two digits; beyond `_NEAR` only in a NIK's own shape
_RUN = re.compile(rf"\d(?:[\W_]{{0,{_FAR}}}\d){{15,}}")
_GROUP = re.compile(r"\d+")
# Two by two: province 11–96, two pairs of region, day (+40 for women), month, and four more.
_PAIRS = re.compile(
    r"(?:1[1-9]|[2-8]\d|9[0-6])\d{4}(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])\d{6}"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ALIKE = {ord(c): "0" for c in "OoОоΟο"} | {ord(c): "1" for c in "IlІӏΙ"}
_ALIKE |= {ord(c): str(unicodedata.digit(c)) for c in "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⓪①②③④⑤⑥⑦⑧⑨"}
_MIXED = re.compile(rf"[\d{''.join(map(chr, _ALIKE))}]{{2,}}")
_TRUE_DIGITS = 12  # so many of the sixteen must be digits in truth
MASK = "[16 angka disamarkan]"
Span = tuple[int, int]


def has_nik(text: str) -> bool:
    """Whether `text` holds sixteen digits that may be a NIK."""
    return next(_found(text), None) is not None


def mask_nik(text: str) -> str:
    """`text` with every such number replaced by MASK."""
    for start, stop in reversed(_spans(text)):
        before = text[:start].removesuffix("'")  # the sign by which a sheet keeps a number as text
        text = before + MASK + text[stop:]
    return text


def shaped_as_nik(digits: str) -> bool:
    """Whether sixteen digits 0–9 have a NIK's own shape: province, regency, district, day, month, year, serial number."""
    return bool(_PAIRS.fullmatch(digits))


def plain_digits(text: str) -> str:
    """`text` with other scripts' digits as 0–9, and letters that stand among digits in place of one as that digit.

    The result is as long as `text`.
    """
    found = _MIXED.sub(
        lambda m: m.group().translate(_ALIKE) if re.search(r"\d", m.group()) else m.group(), text
    )
    return found if found.isascii() else re.sub(r"\d", lambda m: str(unicodedata.digit(m.group())), found)


def _spans(text: str) -> list[Span]:
    """Where such numbers stand, in order; those that overlap as one."""
    merged: list[Span] = []
    for start, stop in sorted(_found(text)):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(stop, merged[-1][1])
        else:
            merged.append((start, stop))
    return merged


def _found(text: str) -> Iterator[Span]:
    plain = plain_digits(text) if len(text) >= 16 else ""
    for run in _RUN.finditer(plain):
        yield from _in_run(text, plain, run)


def _in_run(text: str, plain: str, run: re.Match[str]) -> Iterator[Span]:
    """Sixteen or more digits in one piece, or neighbouring groups of digits that make exactly sixteen."""
    groups = [m.span() for m in _GROUP.finditer(plain, run.start(), run.end())]
    for first, last in groups:
        if last - first > 16 and re.fullmatch(r"\d+", text[first:last]):
            yield first, last
    for part in _sixteens(groups):
        if _could_be(text, plain, part):
            yield part[0][0], part[-1][1]


def _sixteens(groups: list[Span]) -> Iterator[list[Span]]:
    """Neighbouring groups with sixteen digits in all."""
    for start in range(len(groups)):
        count = 0
        for stop in range(start, len(groups)):
            count += groups[stop][1] - groups[stop][0]
            if count == 16:
                yield groups[start : stop + 1]
            if count >= 16:
                break


def _could_be(text: str, plain: str, part: list[Span]) -> bool:
    """No NIK: groups of at most three digits (amounts, codes), with or without years, and lists of years.

    Unless each digit stands alone. Pairs, wide gaps and letters for digits are one only in a NIK's own shape.
    """
    groups = [plain[a:b] for a, b in part]
    sizes = {len(g) for g in groups}
    far = any(b[0] - a[1] > _NEAR for a, b in pairwise(part))
    odd = [text[a:b] for a, b in part if not re.fullmatch(r"\d+", text[a:b])]
    if (far or odd or sizes == {2}) and not _PAIRS.fullmatch("".join(groups)):
        return False
    if odd and not _readable(odd, sizes, sum(c.isdecimal() for a, b in part for c in text[a:b])):
        return False
    if sizes in ({1}, {2}):
        return True
    return any(len(g) > 3 and not _YEAR.fullmatch(g) for g in groups)


def _readable(odd: list[str], sizes: set[int], true: int) -> bool:
    """Whether groups with letters in place of digits are written numbers: `33O4`, but not `12l` (litres)."""
    return true >= _TRUE_DIGITS and (sizes == {2} or all(len(g) > 3 for g in odd))
