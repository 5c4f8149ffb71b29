"""`balai demo`: an example kabupaten in a database of its own, served on this machine."""

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from balai import __version__
from balai.config import boot
from balai.config.embedded import Embedded
from balai.config.home import data_home
from balai.config.locks import file_lock
from balai.config.serving import PortBusy, address_and_port, require_free, serve

HELP = "Contoh lengkap: desa rekaan dengan anggarannya, di komputer ini."
PACKAGE = Path(__file__).resolve().parents[2]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Flags of the house, section 7."""
    parser.add_argument("--until", metavar="TAHAP", default="cetakan", help="sekarang hanya: cetakan")
    parser.add_argument(
        "--sumber", type=Path, nargs="+", metavar="BERKAS", default=[], help="cetakan awal [dan perubahan]"
    )
    parser.add_argument("--json", action="store_true", help="satu baris JSON: alamat, pemakai, basis data")


def run(args: argparse.Namespace) -> int:
    """Prepare once, then serve. 2 if it cannot start, with the reason in one sentence."""
    from balai.contoh.stages import STAGES, today

    if args.until not in STAGES:
        print(f"Tahap “{args.until}” belum ada. Yang sudah ada: {', '.join(STAGES)}.", file=sys.stderr)
        return 2
    if len(args.sumber) > 2 or any(not p.is_file() for p in args.sumber):
        print("--sumber menerima satu berkas cetakan awal, dan boleh satu berkas perubahan.", file=sys.stderr)
        return 2
    say = _quiet if args.json else _say
    address, port = address_and_port()
    require_free(address, port)
    os.environ.pop("DATABASE_URL", None)  # the demo never touches a real database
    base = f"http://{address}:{port}"
    os.environ |= {"BALAI_DEMO": "1", "BALAI_DEMO_HARI": today().isoformat(), "BALAI_URL": base}
    start = time.monotonic()
    home = home_of(args)
    with alone(home), boot.database(home) as server:
        assert server is not None  # noqa: S101 - DATABASE_URL is unset
        try:
            prepare(args, say)
        except ValueError as problem:  # questions about a print given by --sumber
            print(problem, file=sys.stderr)
            return 2
        boot.close_connections()
        serve(address, port, lambda: _announce(args, server, base, time.monotonic() - start))
    return 0


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """One demo per home: a second one would throw away the first one's database."""
    try:
        with file_lock(home / "berjalan.lock", wait_seconds=0.5):
            yield
    except TimeoutError as error:
        raise PortBusy(
            "Contoh ini sudah berjalan di port lain. Hentikan dahulu, atau setel BALAI_HOME ke folder lain."
        ) from error


def home_of(args: argparse.Namespace) -> Path:
    """A home for this checkout and these sources: another source is another demo."""
    digest = hashlib.sha256(f"{PACKAGE} {__version__}".encode())
    for path in args.sumber:
        digest.update(path.read_bytes())
    return data_home() / f"contoh-{digest.hexdigest()[:10]}"


def prepare(args: argparse.Namespace, say: Any) -> None:
    """Schema, static files and story; the story only once per version of the code and the examples."""
    boot.setup()
    from django.conf import settings

    stamp = Path(settings.BALAI_HOME) / "cerita"
    now = story_digest()
    if stamp.exists() and stamp.read_text() == now:
        boot.static_files()
        return
    say("Menyiapkan basis data …")
    boot.recreate()
    boot.migrate()
    boot.static_files()
    from balai.contoh.story import tell

    tell(say, args.sumber)
    stamp.write_text(now)


def story_digest() -> str:
    """Changes whenever anything changes that shapes the demo."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in {".py", ".xlsx", ".zip", ".csv", ".toml"} and "__pycache__" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _announce(args: argparse.Namespace, server: Embedded, base: str, seconds: float) -> None:
    from balai.contoh.cast import AWANRAHAYU, CAST

    page = f"{base}/desa/{AWANRAHAYU}/anggaran/2025/"
    if args.json:
        told = {
            "alamat": base,
            "desa": f"{base}/desa/{AWANRAHAYU}/",
            "anggaran": page,
            "masuk": {m.role: f"{base}/demo/masuk/{m.role}/" for m in CAST},
            "basis_data": server.url("balai_owner"),
        }
        print(json.dumps(told), flush=True)
        return
    print(f"Siap dalam {seconds:.0f} detik. Buka {base}/ atau langsung {page}", flush=True)
    print("Semua data rekaan. Hentikan dengan Ctrl+C.", flush=True)


def _say(text: str) -> None:
    print(text, flush=True)


def _quiet(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
