"""After everything that the browser tests did: `balai verify` finds the demo and the first-run installation whole."""

import os
import subprocess
import sys
from pathlib import Path

from tests.database import BASE, MARK

ROOT = Path(__file__).resolve().parents[2]


def verified(home: Path, *more: str) -> str:
    """The last line of `balai verify`, beside the running server."""
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("BALAI_", "DATABASE_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "balai", "verify", *more], cwd=ROOT, env={**keep, "BALAI_HOME": str(home)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return (done.stdout + done.stderr if done.returncode else done.stdout).strip()


def test_the_demo_with_its_bulk_and_its_visitors(demo: str, worker: str) -> None:
    said = verified(BASE / f"uji-{MARK}-contoh-{worker}", "--contoh")
    count, _, rest = said.partition(" ")
    assert int(count) >= 30, said
    assert rest == "desa diperiksa, 0 temuan.", said


def test_the_first_run(empty: tuple[str, str], worker: str) -> None:
    assert verified(BASE / f"uji-{MARK}-kosong-{worker}").endswith("desa diperiksa, 0 temuan.")
