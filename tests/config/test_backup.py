"""A backup restored elsewhere is the same: every table's canonical text, every file. A changed backup is refused."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.database import BASE, MARK

OURS = "33.99.99.2001"
ROOT = Path(__file__).resolve().parents[2]


def run(home: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("BALAI_", "DATABASE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**keep, "BALAI_HOME": str(home), **more}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip


def balai(home: Path, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    return run(home, "-m", "balai", *args, **more)


ASK = """
import json
from balai.config import boot
with boot.database() as server:
    boot.setup()
    from django.db import connection
    with connection.cursor() as c:
        c.execute("SELECT table_name, privilege_type FROM information_schema.role_table_grants WHERE grantee = current_user ORDER BY 1, 2")
        may = c.fetchall()
        c.execute("SELECT kind, payload::text, state FROM outbox_pekerjaan WHERE state = 'menunggu'")
        print(json.dumps([may, c.fetchall()]))
"""


def asked(home: Path) -> tuple[list[list[str]], list[list[str]]]:
    """What the runtime role may do in an installation, and which jobs wait there."""
    done = run(home, "-c", ASK)
    assert done.returncode == 0, done.stderr
    may, jobs = json.loads(done.stdout)
    return may, jobs


@pytest.fixture
def homes(worker: str) -> Iterator[list[Path]]:
    found = [BASE / f"uji-{MARK}-{name}-{worker}" for name in ("asal", "baru", "lain")]
    for home in found:
        shutil.rmtree(home, ignore_errors=True)
    yield found
    for home in found:
        shutil.rmtree(home, ignore_errors=True)


def filled(home: Path) -> None:
    """A small installation with one published budget, made by the product's own acts."""
    script = (
        "from pathlib import Path\n"
        "from balai.config import boot\n"
        "with boot.database() as s:\n"
        "    boot.setup(); boot.migrate()\n"
        "    from balai.contoh.story import Dropped, drop_print, people\n"
        "    from datetime import date\n"
        "    who = people()\n"
        "    drop_print(Dropped(date(2025, 1, 2), 'p.xlsx', Path('tests/berkas/penjabaran-siskeudes.xlsx').read_bytes(), ''), who['sekdes'])\n"
    )
    done = run(home, "-c", script)
    assert done.returncode == 0, done.stderr[-2000:]


def test_what_comes_back_is_what_was_there(homes, tmp_path: Path) -> None:
    old, new, third = homes
    filled(old)
    folder, one = tmp_path / "cadangan", tmp_path / "desa"
    for done in (balai(old, "backup", str(folder)), balai(old, "backup", str(one), "--desa", OURS)):
        assert done.returncode == 0, done.stderr
    may, _jobs = asked(old)
    restored = balai(new, "restore", str(folder), TZ="Asia/Jayapura")
    assert restored.returncode == 0, restored.stderr
    assert "setiap tabel dan berkas sama" in restored.stdout
    assert asked(new) == (may, [["kertas", '{"tahun": 2025}', "menunggu"]])
    verified = balai(new, "verify")
    assert (verified.returncode, verified.stdout.strip().splitlines()[-1]) == (
        0,
        "2 desa diperiksa, 0 temuan.",
    )
    again = balai(new, "restore", str(folder))
    assert again.returncode == 2
    assert "sudah berisi" in again.stderr
    for source in (folder, one):  # out of the whole, and from its own copy
        same = balai(new, "restore", str(source), "--desa", OURS)
        assert (same.returncode, "sudah sama" in same.stdout) == (0, True), same.stderr
    alone = balai(third, "restore", str(folder), "--desa", OURS)
    assert (alone.returncode, "Desa lain tidak disentuh" in alone.stdout) == (0, True), alone.stderr
    assert balai(third, "verify").stdout.strip() == "1 desa diperiksa, 0 temuan."
    assert "dengan --desa" in balai(new, "restore", str(one)).stderr
    dump = folder / "balai.dump"
    dump.write_bytes(dump.read_bytes()[:-1] + b"x")
    for more in ((), ("--desa", OURS)):
        broken = balai(new, "restore", str(folder), *more)
        assert broken.returncode == 2
        assert "balai.dump" in broken.stderr


def test_an_empty_home_gets_words(homes, tmp_path: Path) -> None:
    """No traceback where nothing has been set up yet."""
    for words, code, told in (
        (["restore", str(tmp_path)], 2, "bukan folder cadangan Balai"),
        (["verify"], 0, "0 desa diperiksa, 0 temuan."),
        (["backup", str(tmp_path / "f"), "--desa", OURS], 2, "tidak ada di basis data ini"),
    ):
        done = balai(homes[0], *words)
        assert (done.returncode, told in done.stdout + done.stderr) == (code, True), done.stderr[-500:]
        assert "Traceback" not in done.stderr


def test_a_database_that_is_not_there_gets_words(tmp_path: Path) -> None:
    url = {f"DATABASE{n}_URL": "postgresql://a:b@127.0.0.1:9/balai" for n in ("", "_OWNER")}
    for command in (["verify"], ["migrate"]):
        done = balai(tmp_path, *command, **url)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False), (command, done.stderr[-500:])
