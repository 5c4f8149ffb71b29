"""The tests' database: one embedded server per checkout, one migrated template, one clone per worker.

Tests connect as the runtime role, as the product does. The template is named by a digest of everything that
shapes the schema, so an unchanged schema costs 0.1 s.
"""

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

from balai.config.embedded import GRANTS, Embedded
from balai.config.home import data_home

ROOT = Path(__file__).resolve().parent.parent
MARK = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
# Read before the tests point BALAI_HOME elsewhere; workers of xdist inherit it.
BASE = Path(os.environ.setdefault("BALAI_TEST_BASE", str(data_home())))


def home() -> Path:
    """Where the tests' server lives: never the demo's or the real one's."""
    return BASE / f"uji-{MARK}"


def prepare_environment() -> Embedded:
    """Start (or find) the server and let the settings see it."""
    for name in ("BALAI_URL", "BALAI_DEMO", "BALAI_HOSTS"):
        os.environ.pop(name, None)
    server = Embedded(home(), lasting=False)
    server.start()
    os.environ["DATABASE_URL"] = server.url("balai_app")
    os.environ["DATABASE_OWNER_URL"] = server.url("balai_owner")
    os.environ["BALAI_BACKUP_URL"] = server.url("balai_backup")
    os.environ["BALAI_HOME"] = tempfile.mkdtemp(prefix="balai-uji-")
    os.environ["BALAI_SECRET_KEY"] = "tests-only"
    os.environ["BALAI_EXTRA_APPS"] = "tests.ground.dokumen_uji"
    os.environ["DJANGO_SETTINGS_MODULE"] = "balai.config.settings"
    return server


@cache
def _digest() -> str:
    parts = hashlib.sha256(GRANTS.encode())
    files = [*(ROOT / "balai").rglob("*.py"), *(ROOT / "tests" / "ground").rglob("dokumen_uji/**/*.py")]
    for path in sorted(files):
        if {"migrations", "models.py", "fence.py", "apps.py", "sql.py"} & {*path.parts, path.name}:
            parts.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return parts.hexdigest()[:12]


def template(server: Embedded) -> str:
    """Name of the migrated template database, built by whoever comes first."""
    from django.core.management import call_command

    from balai.config.database import as_owner

    name = f"tpl_{_digest()}"
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as c:
        c.execute("SELECT pg_advisory_lock(hashtext('balai-template'))")
        if c.execute("SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", [name]).fetchone():
            return name
        for (old,) in c.execute("SELECT datname FROM pg_database WHERE datname LIKE 'tpl\\_%'").fetchall():
            c.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(sql.Identifier(old)))
            c.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
        c.execute(
            sql.SQL("CREATE DATABASE {} OWNER balai_owner TEMPLATE template0").format(sql.Identifier(name))
        )
        with psycopg.connect(server.url("postgres", name), autocommit=True) as inside:
            inside.execute(GRANTS)
        with as_owner(NAME=name):
            call_command("migrate", verbosity=0, interactive=False)
        c.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(sql.Identifier(name)))
    return name


def clone(server: Embedded, worker: str) -> str:
    """A fresh copy of the template for this worker; the connection points at it afterwards."""
    from django.db import connection

    from balai.config.database import shut

    name = f"uji_{worker}"
    source = template(server)
    shut(connection)
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as c:
        c.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        c.execute(
            sql.SQL("CREATE DATABASE {} OWNER balai_owner TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(source)
            )
        )
    connection.settings_dict["NAME"] = name
    return name
