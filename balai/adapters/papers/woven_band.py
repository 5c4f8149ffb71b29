"""The woven band of a village: strips counted from the ten digits of its Kemendagri code.

Each digit is a lying block (three strokes, a fixed mark) followed by digit + 1 standing strips, so that the
code can be read back by counting and no two villages share a band. Colours name the level of the digit:
province, kabupaten, kecamatan, desa. Pure data; `svg` is one tile as vector shapes.
"""

import re
from dataclasses import dataclass

from balai.adapters.papers.colours import ARANG, BATA, KUNYIT, NILA, PADI

LEVELS = (BATA, BATA, KUNYIT, KUNYIT, PADI, PADI, NILA, NILA, NILA, NILA)
HEIGHT = 11
_BLOCK, _STRIP, _STEP = 11, 3, 4


@dataclass(frozen=True, slots=True)
class Strip:
    """One rectangle of the band, in band units (the band is 11 high)."""

    x: int
    y: int
    width: int
    height: int
    colour: str


@dataclass(frozen=True, slots=True)
class Band:
    """A whole tile: `width` units wide, 11 high."""

    width: int
    strips: tuple[Strip, ...]


def woven_band(kode: str) -> Band:
    """The band of a village code (`33.99.99.2001`, dots optional). Raises ValueError without ten digits."""
    digits = re.sub(r"[^0-9]", "", kode)
    if len(digits) != len(LEVELS):
        raise ValueError(f"Kode desa “{kode}” tidak berisi sepuluh angka. Contoh: 33.99.99.2001.")
    strips: list[Strip] = []
    x = 0
    for digit, colour in zip(digits, LEVELS, strict=True):
        strips += [Strip(x, y, _BLOCK, _STRIP, ARANG) for y in (0, 4, 8)]
        x += _BLOCK + 1
        count = int(digit) + 1
        strips += [Strip(x + n * _STEP, 0, _STRIP, HEIGHT, colour) for n in range(count)]
        x += _STEP * count
    return Band(x - 1, tuple(strips))


def svg(band: Band) -> str:
    """The tile as an SVG picture: one path per colour, no pattern (patterns turn into pixels in a PDF)."""
    paths: dict[str, list[str]] = {}
    for s in band.strips:
        paths.setdefault(s.colour, []).append(f"M{s.x} {s.y}h{s.width}v{s.height}h-{s.width}z")
    body = "".join(f'<path fill="{colour}" d="{"".join(parts)}"/>' for colour, parts in paths.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {band.width} {HEIGHT}">{body}</svg>'
