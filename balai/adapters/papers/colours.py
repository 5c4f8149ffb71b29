"""Anyam's colours, the only table of them for screen and paper: the same share has one colour on both.

The sheet `anyam.css` and the template `anyam.typ` name a few of them again for their own use; a test compares.
"""

ARANG, ABU, HALUS, LATAR, KERTAS = "#1b2224", "#525d5c", "#d8d5c9", "#f0ede3", "#fbfaf6"
NILA, KUNYIT, PADI, BATA, TUA = "#14495c", "#f2b632", "#2b6638", "#9b2d1a", "#6b4500"
# Of the hundred strips, largest share first. Dark and light by turns, so that neighbours differ on a
# black-and-white copy, too.
STRIPS = (NILA, KUNYIT, PADI, "#86a6b2", BATA, "#c98f7f", TUA, "#7d857f")


def strip_colour(rank: int) -> str:
    """The colour of the share at `rank` (0 is the largest); after the last colour the first comes again."""
    return STRIPS[rank % len(STRIPS)]
