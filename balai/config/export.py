"""The canonical export: every table as text in a fixed order, with its hash. Equal exports, equal databases."""

import hashlib
from dataclasses import dataclass

import psycopg
from psycopg import sql

SKIP = {
    "django_session",
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


def canonical(url: str) -> list[Table]:
    """All tables of a database, read with the backup role (which sees every village). Sorted by name."""
    found = []
    with psycopg.connect(url) as c:
        c.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        names = c.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname"
        ).fetchall()
        for (name,) in names:
            if name not in SKIP:
                found.append(_table(c, name))
    return found


def _table(c: psycopg.Connection, name: str) -> Table:
    digest, rows = hashlib.sha256(), 0
    query = sql.SQL("COPY (SELECT * FROM {} ORDER BY id) TO STDOUT").format(sql.Identifier(name))
    with c.cursor().copy(query) as copy:
        for chunk in copy:
            digest.update(chunk)
            rows += bytes(chunk).count(b"\n")
    return Table(name, rows, digest.hexdigest())
