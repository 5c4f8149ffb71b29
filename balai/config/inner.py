"""Django's own server, on a loopback port behind the front: `python -m balai.config.inner PORT`.

It runs nicer than the front, so that published pages go first when the machine is full.
"""

import os
import sys

from granian import Granian
from granian.constants import Interfaces

WORKERS, THREADS = 2, 2


def main(port: int) -> None:
    """Serve until SIGTERM; running requests end first."""
    if hasattr(os, "nice"):
        os.nice(5)
    Granian(
        "balai.config.wsgi:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI, workers=WORKERS,
        blocking_threads=THREADS, log_access=False, log_enabled=False, respawn_failed_workers=True,
        workers_kill_timeout=15,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
