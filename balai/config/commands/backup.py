"""`balai backup FOLDER [--desa KODE]`: the whole installation or one village, with hashes of everything, while it runs."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from balai import __version__
from balai.config import boot
from balai.config.embedded import Embedded
from balai.config.home import data_home, where_words

HELP = "Salin seluruh isi Balai, atau satu desa, ke sebuah folder, dengan sidik setiap berkasnya."
DUMP, FILES, MANIFEST = "balai.dump", "berkas", "daftar.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and whether one village only."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder baru atau kosong")
    parser.add_argument("--desa", metavar="KODE", help="satu desa saja, misalnya 33.04.08.2010")


def run(args: argparse.Namespace) -> int:
    """0: written; 1: written, without files that were damaged already; 2: not possible, with the reason."""
    if args.folder.exists() and not (args.folder.is_dir() and not any(args.folder.iterdir())):
        print(f"{args.folder} sudah berisi. Pilih folder baru atau folder kosong.", file=sys.stderr)
        return 2
    try:
        with boot.database() as server:
            boot.ready(server)
            args.folder.mkdir(parents=True, exist_ok=True)
            lost = village(args.folder, args.desa) if args.desa else backup(args.folder, server)
            empty = not args.desa and not _villages()
    except OSError as problem:
        print(problem, file=sys.stderr)
        return 2
    what = f"desa {args.desa} " if args.desa else ""
    print(f"Cadangan {what}ditulis ke {args.folder}. Simpan juga di komputer lain.")
    if empty:
        print(
            f"Perhatikan: belum ada desa di sini, jadi cadangan ini kosong. {where_words()}", file=sys.stderr
        )
    for digest in lost:
        print(f"Berkas {digest[:12]}… hilang atau berubah di cakram, sehingga tidak ikut.", file=sys.stderr)
    return 1 if lost else 0


def _villages() -> int:
    from balai.ground.wilayah.reads import villages_in_use

    return len(villages_in_use())


def backup_url() -> str:
    """The role that reads every village and writes none. Raises OSError if a database of one's own names none."""
    url = os.environ.get("BALAI_BACKUP_URL", "")
    if not url:
        raise OSError("Untuk DATABASE_URL sendiri, setel BALAI_BACKUP_URL: peran baca dengan BYPASSRLS.")
    return url


def village(folder: Path, code: str) -> list[str]:
    """One village. Returns files that could not be copied. Raises CopyProblem, OSError."""
    from balai.config.one_village.folder import take

    return sorted(take(folder, code, backup_url()).lost)


def backup(folder: Path, server: Embedded | None) -> list[str]:
    """Dump, files as they lie, manifest. Returns nothing lost. Raises OSError."""
    from balai.config.export import canonical, sha256, snapshot

    url = backup_url()
    with snapshot(url) as moment:  # dump and hashes tell of one moment, whatever is written meanwhile
        dump(server, url, folder / DUMP, str(moment.execute("SELECT pg_export_snapshot()").fetchone()[0]))  # type: ignore[index]
        tables = [asdict(t) for t in canonical(moment)]
    source = data_home() / "berkas"
    if source.exists():
        shutil.copytree(source, folder / FILES)
    manifest = {
        "balai": __version__,
        "dibuat": datetime.now(UTC).isoformat(timespec="seconds"),
        "tabel": tables,
        "berkas": {str(p.relative_to(folder)): sha256(p) for p in sorted(folder.rglob("*")) if p.is_file()},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1))
    return []


def dump(server: Embedded | None, url: str, target: Path, moment: str) -> None:
    """PostgreSQL's own dump of a moment. Raises OSError with its last words."""
    program = str(server.binary("pg_dump")) if server else "pg_dump"
    done = subprocess.run(
        [program, "-Fc", "--no-owner", f"--snapshot={moment}", "-f", str(target), "-d", url],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise OSError(f"pg_dump gagal: {done.stderr[-500:]}")
