"""Sixteen digits are treated as a NIK: masked while typed and imported, stored nowhere."""

import re

# Sixteen ASCII digits, singly separated by spaces, dots, hyphens or slashes, with an optional apostrophe
# (Excel's text mark) before them. Longer runs are account numbers or hashes and are masked as well:
# a NIK glued to another number is still a NIK.
_DIGITS = re.compile(r"(?<![0-9A-Za-z])'?[0-9](?:[ .\-/\u00a0]?[0-9]){15,}(?![0-9A-Za-z])")
MASK = "[16 angka disamarkan]"


def has_nik(text: str) -> bool:
    """Whether `text` holds sixteen or more digits in a row, also spaced or dotted."""
    return any(_is_nik(m.group()) for m in _DIGITS.finditer(text))


def mask_nik(text: str) -> str:
    """`text` with every sixteen-digit number replaced by MASK."""
    return _DIGITS.sub(lambda m: MASK if _is_nik(m.group()) else m.group(), text)


def _is_nik(run: str) -> bool:
    """A printed amount such as 1.234.567.890.123.456 is grouped in threes; a NIK is not."""
    digits = re.sub(r"[^0-9]", "", run)
    if len(digits) < 16:
        return False
    return re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+", run) is None
