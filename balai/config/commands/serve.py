"""`balai serve`: bring the schema up to date and serve."""

import argparse

from balai.config import boot

HELP = "Jalankan Balai di komputer ini."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: PORT, ALAMAT, BALAI_URL and the rest come from the environment."""


def run(args: argparse.Namespace) -> int:
    """Serve until stopped. 2 if it cannot start, with the reason in one sentence."""
    from balai.config.serving import address_and_port, require_free, serve

    address, port = address_and_port()
    require_free(address, port)
    with boot.database() as server:
        boot.ready(server)
        boot.static_files()
        told = announcement(f"http://{address}:{port}")
        boot.close_connections()
        serve(address, port, lambda: print(told, flush=True))
    return 0


def announcement(base: str) -> str:
    """Where it runs, and where the first person begins if there is nobody yet."""
    from balai.ground.people.setup_key import key, nobody_yet

    told = f"Balai berjalan di {base}/"
    return f"{told}\nBelum ada pengguna. Mulai di: {base}/mulai/?kunci={key()}" if nobody_yet() else told
