"""`balai serve`: bring the schema up to date and serve."""

import argparse
import sys

from balai.config import boot
from balai.config.embedded import EmbeddedError
from balai.config.environment import EnvironmentProblem

HELP = "Jalankan Balai di komputer ini."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: PORT, ALAMAT, BALAI_URL and the rest come from the environment."""


def run(args: argparse.Namespace) -> int:
    """Serve until stopped. 2 if it cannot start, with the reason in one sentence."""
    from balai.config.serving import PortBusy, address_and_port, require_free, serve

    try:
        address, port = address_and_port()
        require_free(address, port)
        with boot.database() as server:
            boot.setup()
            if server is not None:
                boot.migrate()
            boot.static_files()
            announce(f"http://{address}:{port}")
            boot.close_connections()
            serve(address, port)
    except (EmbeddedError, EnvironmentProblem, PortBusy) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def announce(base: str) -> None:
    """Say where it runs, and where the first person begins if there is nobody yet."""
    from balai.ground.people.setup_key import key, nobody_yet

    print(f"Balai berjalan di {base}/", flush=True)
    if nobody_yet():
        print(f"Belum ada pengguna. Mulai di: {base}/mulai/?kunci={key()}", flush=True)
