"""`balai publish FILE… --desa KODE --tahun Y -o DIR`: from a print to a folder, without server or account.

By the same acts, in a throw-away embedded database: page, poster, banner, APB and Penjabaran, card, message, XLSX,
CSV, JSON. The folder opens from a disk or any web space; it appears whole or not at all.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from balai.adapters.papers.apbdes import check_address
from balai.adapters.sheets.apbdes.receive import Choice, receive
from balai.adapters.sheets.apbdes.report import report
from balai.adapters.sheets.guard import SheetRefused
from balai.config import boot
from balai.config.commands.import_ import refused, tell, village
from balai.config.embedded import Embedded, EmbeddedError
from balai.config.home import data_home
from balai.rooms.penganggaran.apbdes.received import Received
from balai.rooms.penganggaran.apbdes.shape import RANCANGAN, Desa

HELP = "Dari cetakan menjadi folder berisi halaman, poster, dan data; tanpa server dan tanpa akun."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Flags of the house, section 7."""
    parser.add_argument("berkas", type=Path, nargs="+", help="cetakan awal, dan boleh perubahannya")
    parser.add_argument("--desa", required=True, metavar="KODE", help="misalnya 33.99.99.2001")
    parser.add_argument("--tahun", type=int, required=True)
    parser.add_argument(
        "--alamat", default="", metavar="URL", help="alamat umum folder ini, untuk tautan dan kode QR"
    )
    parser.add_argument(
        "--sebagaimana-adanya", action="store_true", help="pertanyaan menjadi temuan yang diumumkan"
    )
    parser.add_argument("-o", "--keluar", type=Path, required=True, metavar="FOLDER")


def run(args: argparse.Namespace) -> int:
    """0: written; 1: questions stand; 2: could not be read or written."""
    desa = village(args.desa)
    if problem := _wrong(args, desa):
        print(problem, file=sys.stderr)
        return 2
    assert desa is not None  # noqa: S101 - `_wrong` names an unknown village
    prints = []
    for path in args.berkas:
        try:
            prints.append(_read(path, args, desa))
        except SheetRefused as found:
            print(f"{path.name}: {found.message}", file=sys.stderr)
            return 2
        except OSError as found:
            return refused(found, as_json=False)
    answers = [report(p.printed, p.findings) for p in prints]
    if not all(a["accepted"] for a in answers):
        for received, answer in zip(prints, answers, strict=True):
            tell(received, answer, "")
        return 1
    if problem := _not_to_publish(prints):
        print(problem, file=sys.stderr)
        return 2
    return _write(args, prints, answers)


def _wrong(args: argparse.Namespace, desa: Desa | None) -> str:
    """What is wrong with the command itself, in one sentence, or ""."""
    if desa is None:
        return f"Desa {args.desa} tidak ada di daftar. Kode desa ditulis seperti 33.99.99.2001."
    if args.keluar.exists() and not args.keluar.is_dir():
        return f"{args.keluar} sudah ada dan bukan folder. Pilih nama folder yang baru."
    if args.keluar.exists() and any(args.keluar.iterdir()):
        return f"Folder {args.keluar} tidak kosong. Pilih folder baru, supaya tidak ada yang tertimpa."
    try:
        if args.alamat:
            check_address(args.alamat)
    except ValueError as problem:
        return str(problem)
    return ""


def _read(path: Path, args: argparse.Namespace, desa: Desa) -> Received:
    """One print. Another village or year in its title is a question here: the folder goes out under one name."""
    choice = Choice(tahun=args.tahun, settled=False, as_is=args.sebagaimana_adanya)
    return receive(path.read_bytes(), path.name, desa, choice)


def _not_to_publish(prints: list[Received]) -> str:
    """Why these prints make no folder, or ""."""
    seen: dict[str, str] = {}
    for received in prints:
        if received.title.versi == RANCANGAN:
            return f"{received.name} adalah rancangan. Terbitkan cetakan sesudah APB Desa ditetapkan."
        if received.sha256 in seen:
            return f"{received.name} sama isinya dengan {seen[received.sha256]}. Sebutkan satu saja."
        seen[received.sha256] = received.name
    return ""


def _write(args: argparse.Namespace, prints: list[Received], answers: list[dict[str, Any]]) -> int:
    """The folder, by way of a draft beside it: Ctrl-C, a stop or a failure leaves nothing behind."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    address = args.alamat.removesuffix("index.html").rstrip("/") + "/" if args.alamat else ""
    try:
        with _draft(args.keluar) as draft, throw_away(address):
            from balai.config.commands.publish_folder import contents

            publish = published(args.desa)
            for received, answer in zip(prints, answers, strict=True):
                tell(received, answer, publish(received))
            made = contents(args.desa, args.tahun, address)
            for name, data in made.items():
                (draft / name).parent.mkdir(parents=True, exist_ok=True)
                (draft / name).write_bytes(data)
    except (EmbeddedError, OSError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"{len(made)} berkas ditulis ke {args.keluar}. Buka {args.keluar / 'index.html'}")
    if not address:
        print("Tanpa --alamat: tautan relatif, dan poster tidak memuat kode QR.")
    print("Tidak ikut: pencarian, beranda desa, dan tahun lain; itu memerlukan Balai yang berjalan.")
    return 0


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """A hidden folder beside `target` that takes its name at the end, or is removed."""
    target.absolute().parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.absolute().parent))
    try:
        yield draft
        draft.chmod(0o755)
        if target.exists():
            target.rmdir()
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def throw_away(address: str) -> Iterator[None]:
    """A Balai of its own: own database, own settings, whatever the surroundings say."""
    from balai.config.commands.publish_links import SITE

    base = data_home()
    base.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="terbit-", dir=base))
    home.chmod(0o755)
    for name in ("DATABASE_URL", "BALAI_URL", "BALAI_DEMO", "BALAI_DEMO_HARI", "BALAI_HOSTS"):
        os.environ.pop(name, None)
    if address:
        os.environ["BALAI_URL"] = SITE
    try:
        with boot.database(home, lasting=False):
            boot.setup()
            boot.migrate()
            boot.static_files()
            yield
    finally:
        _gone(home)


def _gone(home: Path) -> None:
    """Remove the folder with what still runs in it: whoever stops us while PostgreSQL starts leaves it half started."""
    server = Embedded(home)
    if server.port() is not None:
        server.stop()
    for _ in range(50):
        shutil.rmtree(home, ignore_errors=True)
        if not home.exists():
            return
        time.sleep(0.1)


def published(code: str) -> Callable[[Received], str]:
    """A function that receives and publishes one print and returns its number, as one operator of that village.

    It raises ValueError with the gate's own words.
    """
    from balai.ground.procedure.appointment import Appointment, appoint
    from balai.ground.procedure.errors import GateError
    from balai.ground.procedure.gate import Actor
    from balai.ground.procedure.steps import By
    from balai.ground.wilayah.acts import use
    from balai.plain import clock
    from balai.rooms.penganggaran.apbdes.acts import terbitkan_cetakan, terima_cetakan
    from balai.rooms.penganggaran.apbdes.reads import office_list

    place = use(code)
    today = clock.today(place.zone)
    mandate = appoint(place, Appointment("penerbit", "Penerbit", "operator", today))
    who = Actor(By.OFFICE, str(mandate.uid))

    def publish(received: Received) -> str:
        key = received.sha256[:16]
        try:
            terima_cetakan(place, received, by=who, at=today, key=f"terima-{key}")
            row = next(r for r in office_list(place.pk) if r.sha256 == received.sha256)
            terbitkan_cetakan(place, row.id, by=who, at=today, key=f"terbit-{key}", seen=row.rev)
        except GateError as problem:
            raise ValueError(problem.message) from problem
        return row.nomor

    return publish
