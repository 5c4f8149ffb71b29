"""From nothing to a configured Django: find or start the database, set the environment, set up."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from balai.config.embedded import Embedded
from balai.config.home import data_home
from balai.config.problem import Problem


@contextmanager
def database(
    home: Path | None = None, *, keep: bool = False, lasting: bool = True
) -> Iterator[Embedded | None]:
    """Have a database inside the block: the one of DATABASE_URL, or the embedded one.

    The embedded server is stopped at the end if this block started it, unless `keep`.
    `lasting` False: for data that are thrown away at the end.
    Yields the embedded server, or None with DATABASE_URL. Raises EmbeddedError.
    """
    if home is not None:
        os.environ["BALAI_HOME"] = str(home)
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    server = Embedded(data_home(), lasting=lasting)
    started = server.start()
    os.environ["DATABASE_URL"] = server.url("balai_app")
    os.environ["DATABASE_OWNER_URL"] = server.url("balai_owner")
    os.environ["BALAI_BACKUP_URL"] = server.url("balai_backup")
    try:
        yield server
    finally:
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "BALAI_BACKUP_URL"):
            os.environ.pop(name, None)
        if started and not keep:
            close_connections()
            server.stop()


def close_connections() -> None:
    """Let go of this process's own connections, so that the server can stop."""
    if "django" in sys.modules:
        from django.db import connections

        from balai.config.database import shut

        for connection in connections.all(initialized_only=True):
            shut(connection)


def setup() -> None:
    """Configure Django once. The environment must name a database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()


def ready(server: Embedded | None) -> None:
    """Set up, and have the schema that this Balai needs: ours is brought up to date. Raises SchemaBehind for another's."""
    setup()
    if server is not None:
        migrate()
    elif behind():
        raise SchemaBehind("Skema basis data belum ada atau belum mutakhir. Jalankan `balai migrate` dahulu.")


class SchemaBehind(Problem):
    """The database of DATABASE_URL lacks migrations, and only its owner may run them."""


def behind() -> bool:
    """Whether migrations are missing."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate(*, quiet: bool = True) -> None:
    """Bring the schema up to date as owner."""
    from django.core.management import call_command

    from balai.config.database import as_owner

    with as_owner():
        call_command("migrate", verbosity=0 if quiet else 1, interactive=False)


def recreate(name: str = "balai", *, grants: bool = True) -> None:
    """Throw an embedded database away and make it anew: the demo's, or one that a dump is about to fill."""
    from balai.config.embedded import make_database

    drop(name)
    make_database(Embedded(data_home()), name, grants=grants)


def drop(name: str) -> None:
    """Throw an embedded database away."""
    from psycopg import connect, sql

    close_connections()
    with connect(Embedded(data_home()).url("postgres", "postgres"), autocommit=True) as c:
        c.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def static_files() -> None:
    """Collect CSS and the like once per change, with hashed names and packed twins."""
    import hashlib

    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    from balai.config.locks import file_lock

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(None):
            digest.update(f"{path} {storage.get_modified_time(path)}\n".encode())
    root = Path(settings.STATIC_ROOT)
    stamp = root / "stempel"
    with file_lock(root.parent / "static.lock"):
        if not stamp.exists() or stamp.read_text() != digest.hexdigest():
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(digest.hexdigest())
