"""Acting as the owner of the schema: migrations only. Everything else runs as the runtime role."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def as_owner(alias: str = "default", **changes: Any) -> Iterator[BaseDatabaseWrapper]:
    """Give the connection `alias` the owner's login (and `changes`, such as NAME) inside the block."""
    connection = connections[alias]
    before = dict(connection.settings_dict)
    shut(connection)
    connection.settings_dict.update(settings.DATABASE_OWNER, **changes)
    connection.settings_dict["OPTIONS"] = {k: v for k, v in before["OPTIONS"].items() if k != "pool"}
    try:
        yield connection
    finally:
        shut(connection)
        connection.settings_dict.clear()
        connection.settings_dict.update(before)


def shut(connection: BaseDatabaseWrapper) -> None:
    """Close the connection and its pool."""
    connection.close()
    if getattr(connection, "pool", None):
        connection.close_pool()
