"""The office of the example village, on a pinned day."""

from datetime import UTC, datetime

import pytest

from balai.plain import clock
from tests.penganggaran.office import Office


@pytest.fixture
def office(committed):
    with clock.pinned(datetime(2025, 10, 1, 5, tzinfo=UTC)):
        yield Office()
