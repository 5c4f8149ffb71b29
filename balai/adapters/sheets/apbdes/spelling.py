"""Header words as offices spell them: `K O D E`, `Kd_Keg`, `SumberDana`."""

import re


def plain_words(cell: object) -> str:
    """The words of a header cell in small letters, single spaces between them."""
    if not isinstance(cell, str):
        return ""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell.strip()).replace("_", " ")
    return re.sub(r"\s+", " ", _joined(text)).strip().lower()


def _joined(text: str) -> str:
    """`K O D E  R E K` → `KODE REK`: letters set apart, words by two spaces or more."""
    if not re.fullmatch(r"\S(?:\s+\S)+", text) or len(text) < 5:
        return text
    return " ".join(re.sub(r"\s", "", word) for word in re.split(r"\s{2,}", text))
