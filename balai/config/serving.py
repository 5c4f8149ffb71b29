"""Running the server: granian with the front (`config/front`) on one port."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings

from balai.config import worker
from balai.config.connections import room_for_connections
from balai.config.embedded import free_port
from balai.config.home import data_home
from balai.config.problem import Problem
from balai.ground.published.marker import Marker

HERE = "127.0.0.1"
START_SECONDS = 60
HEADER_SECONDS = 10  # for a request's whole head; as long may a connection stand idle between two requests
HEADER_BYTES = 64 * 1024


class NotStarted(Problem):
    """Django's process ended or never answered."""


class PortBusy(Problem):
    """Somebody else listens there already. The message names the port and the way out."""


def require_free(address: str, port: int) -> None:
    """Raise PortBusy if the port is taken."""
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind((address, port))
        except OSError as error:
            raise PortBusy(
                f"Port {port} sudah dipakai program lain (atau Balai yang lain masih berjalan). "
                f"Hentikan program itu, atau pakai port lain: PORT={port + 1}."
            ) from error


class Server(Granian):  # type: ignore[misc,valid-type] # granian chooses the class when it is imported
    """Granian that calls `when_there` on a thread of its own, once its workers are made: it forks, and a fork beside a
    running thread may inherit that thread's locks for ever."""

    when_there: Callable[[], None]

    def startup(self, *args: Any) -> None:
        """Bind, run the hooks, make the workers; then the thread."""
        super().startup(*args)
        threading.Thread(target=self.when_there, daemon=True).start()


def front(address: str, port: int) -> Server:
    """The front's server, not yet started. Whoever opens connections and sends half a request keeps nobody else out.

    HTTP/1 only: while granian waits to see which HTTP a connection speaks, no clock runs (hyper issue 3962), so one that
    sends nothing would stay for ever. Browsers and proxies speak HTTP/1 without TLS anyway.
    """
    return Server(
        "balai.config.front.app:app", address=address, port=port, interface=Interfaces.RSGI, workers=1, loop=Loops.auto,
        log_access=False, workers_kill_timeout=15, respawn_failed_workers=True, backpressure=room_for_connections(),
        http=HTTPModes.http1, websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000, max_buffer_size=HEADER_BYTES),
    )  # fmt: skip


def serve(address: str, port: int, announce: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; running requests end first. The environment names the database.

    Three kinds of processes: the front, Django behind it, and the worker that sets papers. The port opens at once, but
    nobody is answered (or told an address, by `announce`) before Django answers: who comes early waits.
    Raises NotStarted if it never does.
    """
    Marker(published_folder()).touch_all()  # pages kept by an older Balai are not ours
    inside = free_port()
    os.environ |= {"BALAI_TERBIT": str(published_folder()), "BALAI_DALAM": str(inside)}
    helper = worker.start()
    inner = subprocess.Popen(
        [sys.executable, "-m", "balai.config.inner", str(inside)], start_new_session=True
    )
    server = front(address, port)
    stop = threading.Event()
    server.on_startup(lambda: wait_for_django(inner, inside, lambda: bool(server.interrupt_signal)))
    server.when_there = lambda: _tell(address, port, announce, stop)
    try:
        server.serve()
    finally:
        stop.set()
        inner.terminate()
        helper.terminate()
        inner.wait(20)
        helper.join(10)


def wait_for_django(inner: subprocess.Popen[bytes], port: int, given_up: Callable[[], bool]) -> None:
    """Return when Django answers on its loopback port. Raises NotStarted if its process ends, or after a minute."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(HERE, port):
        if inner.poll() is not None or time.monotonic() > deadline:
            raise NotStarted("Balai tidak dapat dimulai; sebabnya tertulis di atas.")
        if given_up():
            return
        time.sleep(0.05)


def _tell(address: str, port: int, announce: Callable[[], None], stop: threading.Event) -> None:
    """Announce as soon as the front answers too. An address such as 0.0.0.0 is asked on this machine."""
    here = HERE if address in {"0.0.0.0", ""} else "::1" if address == "::" else address  # noqa: S104 - asked, not bound
    while not stop.is_set():
        if answers(here, port):
            announce()
            return
        time.sleep(0.05)


def answers(address: str, port: int) -> bool:
    """Whether an HTTP server answers there."""
    connection = http.client.HTTPConnection(address, port, timeout=10)
    try:
        connection.request("GET", "/sehat", headers={"Host": HERE})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def address_and_port() -> tuple[str, int]:
    """From the environment: `ALAMAT` (default 127.0.0.1) and `PORT` (default 8000)."""
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise PortBusy(f"PORT ditulis sebagai angka 1 sampai 65535, bukan “{text}”.")
    return os.environ.get("ALAMAT", HERE), int(text)


def published_folder() -> Path:
    """The folder whose `www/` nginx may serve."""
    return data_home() / "terbit"
