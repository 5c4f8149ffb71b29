"""A running demo and an empty installation, each started once, as a person would start them."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from balai.config.embedded import free_port
from tests.database import BASE, MARK
from tests.run import chromium

ROOT = Path(__file__).resolve().parents[2]


def started(
    command: list[str], home: Path, wanted: str, **more: str
) -> tuple[subprocess.Popen[str], str, str]:
    """Start a command; wait until a line of its output matches. Returns process, line and base address."""
    shutil.rmtree(home, ignore_errors=True)
    port = free_port()
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("BALAI_", "DATABASE_", "DJANGO_"))}
    environment = {**keep, "PORT": str(port), "BALAI_HOME": str(home), **more}
    errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 - lives as long as the process
    process = subprocess.Popen(
        [sys.executable, "-m", "balai", *command], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
        stderr=errors, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    line = next((x for x in process.stdout if re.search(wanted, x)), "")
    base = f"http://127.0.0.1:{port}"
    for _ in range(200 if line else 0):
        try:
            urllib.request.urlopen(f"{base}/sehat", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return process, line, base
    process.kill()
    errors.seek(0)
    raise AssertionError(f"{command} did not answer: {errors.read()[-2000:]}")


def stopped(process: subprocess.Popen[str], home: Path) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def demo(worker: str) -> Iterator[str]:
    """Base address of a running `balai demo`."""
    home = BASE / f"uji-{MARK}-contoh-{worker}"
    process, line, base = started(["demo", "--json"], home, r"^\{")
    assert json.loads(line)["alamat"] == base
    yield base
    stopped(process, home)


@pytest.fixture(scope="session")
def empty(worker: str) -> Iterator[tuple[str, str]]:
    """Base address and first-run address of an empty `balai serve`."""
    home = BASE / f"uji-{MARK}-kosong-{worker}"
    process, line, base = started(["serve"], home, r"/mulai/\?kunci=")
    match = re.search(r"(http\S+/mulai/\?kunci=\S+)", line)
    assert match
    yield base, match.group(1)
    stopped(process, home)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine; told in the last lines of `make test`")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    with sync_playwright() as p:
        found = p.chromium.launch(executable_path=path, args=flags)
        yield found
        found.close()
