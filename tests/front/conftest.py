"""The front as it is served: granian with our settings on a port, and behind it a stand-in for Django."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from balai.config.embedded import free_port
from balai.config.serving import answers

CODE = "33.99.99.2001"
PAGE = f"/desa/{CODE}/anggaran/2025/"
TEXT = b"<p>Rp1.000,00</p>" * 100
START = """
import sys
from balai.config import serving
serving.HEADER_SECONDS = 2
server = serving.front("127.0.0.1", int(sys.argv[1]))
server.when_there = lambda: None
server.serve()
"""


class Behind(BaseHTTPRequestHandler):
    """A published page, a page for one person, a slow one, and a door that takes no body."""

    def do_GET(self) -> None:
        if self.path == "/lambat/":
            time.sleep(2.5)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(TEXT)))
        self.send_header("Vary", "Cookie")
        if self.path.startswith("/desa/"):
            self.send_header("Balai-Terbit", f"{CODE} 0")
        self.end_headers()
        self.wfile.write(TEXT)

    def do_POST(self) -> None:
        if self.path == "/tolak/":
            self.send_error(403)  # and closes, the body unread
            return
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_words: object) -> None:
        """Silent."""


@dataclass(frozen=True)
class Served:
    port: int
    process: subprocess.Popen[bytes]


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Heads must come within two seconds here, so that the tests are short."""
    behind, port = ThreadingHTTPServer(("127.0.0.1", 0), Behind), free_port()
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    told = {"BALAI_TERBIT": str(folder), "BALAI_DALAM": str(behind.server_port)}
    process = subprocess.Popen([sys.executable, "-c", START, str(port)], env={**os.environ, **told})
    try:
        late = time.monotonic() + 30
        while not answers("127.0.0.1", port):
            assert process.poll() is None
            assert time.monotonic() < late
            time.sleep(0.05)
        yield Served(port, process)
    finally:
        process.terminate()
        late_end = threading.Timer(30, process.kill)  # one that hangs fails, and hangs nobody else
        late_end.start()
        process.wait()
        late_end.cancel()
        behind.shutdown()
        behind.server_close()


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One for all tests of a file."""
    with served(tmp_path_factory.mktemp("terbit")) as one:
        yield one
