"""The README's test command: `make test`. Runs the linters and the suite; last lines say what could not run.

Under CI=true whatever could not run is a failure: a green run that skipped half is no run.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def main() -> int:
    """Run everything. Returns 0 only if all passed and, under CI, nothing was left out."""
    failed = []
    for name, *command in (
        ("ruff", BIN / "ruff", "check", "-q", "."),
        ("ruff format", BIN / "ruff", "format", "-q", "--check", "."),
        ("mypy", BIN / "mypy", "--no-error-summary"),
        ("import contracts", BIN / "lint-imports", "--no-cache"),
    ):
        run = subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, check=False)
        print(f"{name}: {'ok' if run.returncode == 0 else 'FAILED'}", flush=True)
        if run.returncode:
            print(run.stdout[-4000:] + run.stderr[-4000:])
            failed.append(name)
    left_out = [] if chromium() else ["browser tests (no Chromium on this machine)"]
    workers = str(min(os.cpu_count() or 1, 4))
    pytest = [sys.executable, "-m", "pytest", "-n", workers, "--dist", "loadscope", *sys.argv[1:]]
    if subprocess.run(pytest, cwd=ROOT, check=False).returncode:
        failed.append("pytest")
    for what in left_out:
        print(f"NOT RUN: {what}")
    if failed:
        print("FAILED: " + ", ".join(failed))
    if failed or (left_out and os.environ.get("CI") == "true"):
        return 1
    return 0


def chromium() -> str | None:
    """The Chromium on this machine, or None."""
    return next(
        (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None
    )


if __name__ == "__main__":
    sys.exit(main())
