"""Starting: whoever comes first is answered, and no address is told before somebody would be."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from balai.config.embedded import free_port
from balai.config.serving import NotStarted, wait_for_django
from tests.database import BASE, MARK

ROOT = Path(__file__).resolve().parents[2]


def first_answer(base: str, ended: threading.Event) -> int:
    """The status of the first answer of all; 0 if there was none."""
    while not ended.is_set():
        try:
            with urllib.request.urlopen(f"{base}/tentang/", timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.02)
    return 0


def test_the_first_visitor_waits_and_is_answered(worker: str) -> None:
    home, port = BASE / f"uji-{MARK}-awal-{worker}", free_port()
    shutil.rmtree(home, ignore_errors=True)
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("BALAI_", "DATABASE_", "DJANGO_"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "balai", "serve"], cwd=ROOT, env={**keep, "PORT": str(port), "BALAI_HOME": str(home)},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    base, ended, got = f"http://127.0.0.1:{port}", threading.Event(), []
    visitor = threading.Thread(target=lambda: got.append(first_answer(base, ended)))
    visitor.start()
    late = threading.Timer(120, process.kill)  # a start that hangs fails, and hangs nobody else
    late.start()
    try:
        assert process.stdout is not None
        line = next(x for x in process.stdout if re.search("berjalan di", x))
        assert base in line
        with urllib.request.urlopen(f"{base}/sehat", timeout=10) as answer:
            assert answer.status == 200, "told, so it answers at once"
        visitor.join(60)
        assert got == [200]
    finally:
        ended.set()
        late.cancel()
        process.send_signal(signal.SIGINT)
        process.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def test_a_django_that_ends_is_told_and_not_waited_for() -> None:
    dead = subprocess.Popen([sys.executable, "-c", "pass"])
    dead.wait()
    with pytest.raises(NotStarted, match="tidak dapat dimulai"):
        wait_for_django(dead, free_port(), lambda: False)
