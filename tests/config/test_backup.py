"""A backup restored elsewhere is the same: every table's canonical text, every file. A changed backup is refused."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.database import BASE, MARK

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.xdist_group("peramban")


def balai(home: Path, *args: str) -> subprocess.CompletedProcess[str]:
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("BALAI_", "DATABASE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "balai", *args],
        cwd=ROOT,
        env={**keep, "BALAI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def homes(worker: str) -> Iterator[tuple[Path, Path]]:
    found = BASE / f"uji-{MARK}-asal-{worker}", BASE / f"uji-{MARK}-baru-{worker}"
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
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("BALAI_", "DATABASE_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**keep, "BALAI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_what_comes_back_is_what_was_there(homes, tmp_path: Path) -> None:
    old, new = homes
    filled(old)
    folder = tmp_path / "cadangan"
    done = balai(old, "backup", str(folder))
    assert done.returncode == 0, done.stderr
    restored = balai(new, "restore", str(folder))
    assert restored.returncode == 0, restored.stderr
    assert "setiap tabel dan berkas sama" in restored.stdout
    verified = balai(new, "verify")
    assert (verified.returncode, verified.stdout.strip().splitlines()[-1]) == (
        0,
        "2 desa diperiksa, 0 temuan.",
    )
    again = balai(new, "restore", str(folder))
    assert again.returncode == 2
    assert "sudah berisi" in again.stderr
    dump = folder / "balai.dump"
    dump.write_bytes(dump.read_bytes()[:-1] + b"x")
    broken = balai(new, "restore", str(folder))
    assert broken.returncode == 2
    assert "balai.dump" in broken.stderr
