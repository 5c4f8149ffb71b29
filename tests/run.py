"""The README's test command: `make test`. Runs the linters and the suite; last lines say what could not run.

Under CI=true whatever could not run is a failure: a green run that skipped half is no run.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LINTERS = (
    ("ruff", "ruff", "check", "-q", "."),
    ("ruff format", "ruff", "format", "-q", "--check", "."),
    ("mypy", "mypy", "--no-error-summary"),
    ("import contracts", "lint-imports", "--no-cache"),
)


def main() -> int:
    """Run everything. Returns 0 only if all passed and, under CI, nothing was left out."""
    linters = [(name, _started(command)) for name, *command in LINTERS]
    left_out = [] if chromium() else ["browser tests (no Chromium on this machine)"]
    workers = str(min((os.cpu_count() or 1) + 1, 4))  # one more than cores: tests often wait for a server
    pytest = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        workers,
        "--dist",
        "loadscope",
        "--no-loadscope-reorder",
        *sys.argv[1:],
    ]
    failed = ["pytest"] if subprocess.run(pytest, cwd=ROOT, check=False).returncode else []
    failed += [name for name, run in linters if not _passed(name, run)]
    for what in left_out:
        print(f"NOT RUN: {what}")
    if failed:
        print("FAILED: " + ", ".join(failed))
    if failed or (left_out and os.environ.get("CI") == "true"):
        return 1
    return 0


def _started(command: list[str]) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """A linter beside the tests: it works while they wait for a database or a browser. Its words go to a file."""
    words = tempfile.TemporaryFile()  # noqa: SIM115 - read when the linter has ended
    whole = [str(BIN / command[0]), *command[1:]]
    return subprocess.Popen(whole, cwd=ROOT, stdout=words, stderr=subprocess.STDOUT), words


def _passed(name: str, linter: tuple[subprocess.Popen[bytes], IO[bytes]]) -> bool:
    run, words = linter
    passed = run.wait() == 0
    print(f"{name}: {'ok' if passed else 'FAILED'}")
    words.seek(0)
    if not passed:
        print(words.read().decode(errors="replace")[-4000:])
    return passed


def chromium() -> str | None:
    """The Chromium on this machine, or None."""
    return next(
        (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None
    )


if __name__ == "__main__":
    sys.exit(main())
