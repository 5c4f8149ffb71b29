"""Which characters our font can print. One that it cannot would make typst refuse the whole paper (PDF/A, PDF/UA).

Names in prints hold what people typed: an emoji, Arabic letters, a private sign of a spreadsheet. Such a run is
printed as one `□`, so that a reader sees that something stood there; the page and the XLSX carry it as typed.
"""

import re
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
LONGEST_WORD = 25  # characters; a longer one could run out of its column and may break
_LONG = re.compile(rf"[^\s\u200b/-]{{{LONGEST_WORD}}}(?=[^\s/-])")
_MAY_BREAK = "\u200b"
STAND_IN = "□"  # the empty box by which people know a missing letter; `anyam.typ` looks for it


def printable(value: Any) -> Any:
    """Data for a template with every text made printable; lists, tuples and dicts are walked."""
    if isinstance(value, str):
        text = value if value.isascii() and value.isprintable() else _text(value)
        return _LONG.sub(rf"\g<0>{_MAY_BREAK}", text)
    if isinstance(value, dict):
        return {key: printable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [printable(inner) for inner in value]
    return value


def _text(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    shown = "".join(
        " " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C"
    )
    return _unknown().sub(STAND_IN, shown)


@lru_cache
def _unknown() -> re.Pattern[str]:
    """A run of characters that at least one of our fonts lacks, with the spaces inside it."""
    known = set.intersection(*(_characters(file.read_bytes()) for file in FONTS.glob("*.otf")))
    kept = "".join(re.escape(chr(n)) for n in sorted(known) if n not in range(0xD800, 0xE000))
    return re.compile(f"[^{kept}]+(?: +[^{kept}]+)*")


def _characters(font: bytes) -> set[int]:
    """Code points of an OpenType font, from the segmented tables (format 4 and 12) of its `cmap`."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4s4xII", font, 12 + 16 * n) for n in range(tables))
    start = next(offset for tag, offset, _length in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    offsets = {struct.unpack_from(">I", font, start + 8 + 8 * n)[0] for n in range(count)}
    return set().union(*(_segments(font, start + offset) for offset in offsets))


def _segments(font: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", font, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", font, at + 12)
        spans = (struct.unpack_from(">II", font, at + 16 + 12 * n) for n in range(groups))
    elif form == 4:
        half = struct.unpack_from(">H", font, at + 6)[0] // 2
        ends = struct.unpack_from(f">{half}H", font, at + 14)
        starts = struct.unpack_from(f">{half}H", font, at + 16 + 2 * half)
        spans = ((a, z) for a, z in zip(starts, ends, strict=True) if a != 0xFFFF)
    else:
        return set()
    return {n for a, z in spans for n in range(a, z + 1)}
