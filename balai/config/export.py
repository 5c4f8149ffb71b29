"""The canonical export: every table as text in a fixed order, with its hash. Equal exports, equal databases."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

SKIP = {
    "django_session",
    "people_percobaan",
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "auth_group",
    "auth_group_permissions",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: rows and SHA-256 of its canonical text."""

    name: str
    rows: int
    sha256: str


@contextmanager
def snapshot(url: str) -> Iterator[psycopg.Connection]:
    """One moment of a database, read with the backup role, which sees every village."""
    with psycopg.connect(url) as c:
        c.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        c.execute("SET LOCAL TIME ZONE 'UTC'")  # the text of a moment must not depend on the machine
        yield c


def canonical(c: psycopg.Connection) -> list[Table]:
    """All tables of a database, sorted by name."""
    names = c.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname"
    ).fetchall()
    return [_table(c, name) for (name,) in names if name not in SKIP]


def _table(c: psycopg.Connection, name: str) -> Table:
    digest, rows = hashlib.sha256(), 0
    query = sql.SQL("COPY (SELECT * FROM {} ORDER BY id) TO STDOUT").format(sql.Identifier(name))
    with c.cursor().copy(query) as copy:
        for chunk in copy:
            digest.update(chunk)
            rows += bytes(chunk).count(b"\n")
    return Table(name, rows, digest.hexdigest())


def sha256(path: Path) -> str:
    """Hash of a file, read in pieces."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
