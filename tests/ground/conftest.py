"""A village with officials, for tests of the gate, its trace and its thread."""

import pytest

from balai.plain import clock
from tests.ground.village import NOW, Village


@pytest.fixture
def village(db):
    """Inside a transaction that is rolled back; the gate's own is a savepoint there."""
    with clock.pinned(NOW):
        yield Village()


@pytest.fixture
def real_village(committed):
    """With real commits: for threads."""
    with clock.pinned(NOW):
        yield Village()
