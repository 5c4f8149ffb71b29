"""Stepping into one village: `with within(desa): …`. One transaction, settings that end with it.

Outside of it every village table looks empty: all fails closed. Streamed bodies and on_commit hooks run after the
block; they must step in themselves.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_SETTINGS = ("balai.desa", "balai.desa_baca", "balai.places")


@contextmanager
def within(
    desa: int | None = None, *, read: Iterable[int] = (), places: Iterable[int] = (), durable: bool = False
) -> Iterator[None]:
    """See and write the rows of one village inside the block.

    `desa`: id of the Wilayah row; `read`: ids of villages that may be read only; `places`: ids of places whose
    persons and mandates may be read. Nesting restores what was set before. `durable`: refuse to nest.
    """
    nested = connection.in_atomic_block
    with transaction.atomic(durable=durable):
        before = _current() if nested else None  # an outermost scope ends with its transaction
        own = [*places] or ([desa] if desa else [])
        _set(str(desa or ""), ",".join(map(str, read)), ",".join(map(str, own)))
        yield  # an error ends the savepoint, and with it what was set
        if before is not None and connection.in_atomic_block and not connection.needs_rollback:
            _set(*before)


def _current() -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"coalesce(current_setting('{s}', true), '')" for s in _SETTINGS)
        )
        row = cursor.fetchone()
    return row[0], row[1], row[2]


def _set(*values: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"set_config('{s}', %s, true)" for s in _SETTINGS), values)
