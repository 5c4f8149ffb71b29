"""Running the server: granian with the front (`config/front`) on one port."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces, Loops

from balai.config import worker
from balai.config.embedded import free_port
from balai.config.home import data_home
from balai.ground.published.marker import Marker

HERE = "127.0.0.1"


class PortBusy(RuntimeError):
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


def serve(address: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM; running requests end first. The environment names the database.

    Three kinds of processes: the front, Django behind it, and the worker that sets papers.
    """
    Marker(published_folder()).touch_all()  # pages kept by an older Balai are not ours
    inside = free_port()
    os.environ |= {"BALAI_TERBIT": str(published_folder()), "BALAI_DALAM": str(inside)}
    helper = worker.start()
    inner = subprocess.Popen(
        [sys.executable, "-m", "balai.config.inner", str(inside)], start_new_session=True
    )
    server = Granian(
        "balai.config.front.app:app", address=address, port=port, interface=Interfaces.RSGI, workers=1, loop=Loops.auto,
        log_access=False, workers_kill_timeout=15, respawn_failed_workers=True, backpressure=512,
    )  # fmt: skip
    try:
        server.serve()
    finally:
        inner.terminate()
        helper.terminate()
        inner.wait(20)
        helper.join(10)


def address_and_port() -> tuple[str, int]:
    """From the environment: `ALAMAT` (default 127.0.0.1) and `PORT` (default 8000)."""
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise PortBusy(f"PORT ditulis sebagai angka 1 sampai 65535, bukan “{text}”.")
    return os.environ.get("ALAMAT", HERE), int(text)


def published_folder() -> Path:
    """The folder whose `www/` nginx may serve."""
    return data_home() / "terbit"
