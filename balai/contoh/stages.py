"""How far the story can be told today. Each issue adds its stage."""

from datetime import date, timedelta

STAGES = ("cetakan",)
LAST_DAY = date(2025, 9, 26)  # the stage's last act: the Perubahan is printed


def today() -> date:
    """The day that the demo holds: the one after the last act."""
    return LAST_DAY + timedelta(days=1)
