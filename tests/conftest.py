"""Fixtures for everybody. `db` (pytest-django) runs inside a rolled-back transaction; `committed` really commits."""

import os
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.database import clone, prepare_environment

SERVER = prepare_environment()

import django  # noqa: E402 - the environment comes first

django.setup()
# xdist's workers inherit the environment: with this name in it, pytest-django would read the settings before the
# worker has a home of its own, and all workers would share one folder of files.
del os.environ["DJANGO_SETTINGS_MODULE"]


def _scope(nodeid: str) -> str:
    """One file, one worker. All browser tests but one share a demo, so they stay together."""
    path = nodeid.partition("::")[0]
    own_demo = path.endswith("test_satu_rupiah.py")
    return "tests/peramban" if path.startswith("tests/peramban/") and not own_demo else path


# Where tests start servers and databases of their own: few tests, much time.
SLOW = (
    "tests/peramban",
    "tests/config/",
    "tests/front/",
    "tests/hukum/",
    "tests/office/",
    "tests/papers/",
    "tests/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long first, the files with most tests before others: whoever is done early takes small ones."""
    size = Counter(_scope(item.nodeid) for item in items)

    def order(item: pytest.Item) -> tuple[int, int, str]:
        scope = _scope(item.nodeid)
        return next(n for n, start in enumerate(SLOW) if scope.startswith(start)), -size[scope], scope

    items.sort(key=order)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """One file, one worker: its fixtures are made once. All browser tests share one demo, so they stay together.

    (The `xdist_group` mark does nothing under pytest 9.2: xdist 3.8 writes it into a nodeid that is not read again.)
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _scope(nodeid)

    return ByFile(config, log)


@pytest.fixture(scope="session")
def server():
    """The embedded PostgreSQL of the tests (superuser URLs for planting faults)."""
    return SERVER


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    return getattr(request.config, "workerinput", {}).get("workerid", "utama")


@pytest.fixture(scope="session")
def django_db_setup(worker: str, django_db_blocker) -> Iterator[None]:
    from django.db import connection

    from balai.config.database import shut

    with django_db_blocker.unblock():
        clone(SERVER, worker)
        yield
        shut(connection)


@pytest.fixture
def committed(worker: str, django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Real commits, as the product makes them; afterwards the worker gets a fresh database."""
    with django_db_blocker.unblock():
        yield
        clone(SERVER, worker)
