"""In demo mode today is the day after the story's last act; the time of day runs on. Elsewhere it is today."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.conf import settings

from balai.plain import clock


@contextmanager
def demo_day() -> Iterator[None]:
    """Hold the clock at the demo's day inside the block."""
    day = settings.BALAI_DEMO_DAY
    if day is None:
        yield
        return
    with clock.pinned(datetime.now(UTC).replace(year=day.year, month=day.month, day=day.day)):
        yield
