"""Whether somebody wrote something: what looks empty is empty, whatever characters it is made of."""

import unicodedata

LETTERS = 3  # fewer say nothing


def says_something(text: str) -> bool:
    """Whether a text holds at least three letters of any script. Blanks, signs, digits and invisible marks are none."""
    letters = (
        c for c in text if unicodedata.category(c)[0] == "L" and "FILLER" not in unicodedata.name(c, "")
    )
    return sum(1 for _ in letters) >= LETTERS
