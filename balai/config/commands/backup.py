"""`balai backup FOLDER`: the whole installation, with hashes of everything, while it runs."""

import argparse
import hashlib
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
from balai.config.embedded import Embedded, EmbeddedError
from balai.config.home import data_home

HELP = "Salin seluruh isi Balai ke sebuah folder, dengan sidik setiap berkasnya."
DUMP, FILES, MANIFEST = "balai.dump", "berkas", "daftar.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("folder", type=Path)


def run(args: argparse.Namespace) -> int:
    """0: written; 2: not possible, with the reason."""
    if args.folder.exists() and any(args.folder.iterdir()):
        print(f"Folder {args.folder} tidak kosong. Pilih folder baru.", file=sys.stderr)
        return 2
    args.folder.mkdir(parents=True, exist_ok=True)
    try:
        with boot.database() as server:
            backup(args.folder, server)
    except (EmbeddedError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"Cadangan ditulis ke {args.folder}. Simpan juga di komputer lain.")
    return 0


def backup(folder: Path, server: Embedded | None) -> None:
    """Dump, files, manifest. The backup role reads every village and writes none. Raises OSError."""
    from balai.config.export import canonical

    url = os.environ.get("BALAI_BACKUP_URL", "")
    if not url:
        raise OSError("Untuk DATABASE_URL sendiri, setel BALAI_BACKUP_URL: peran baca dengan BYPASSRLS.")
    program = str(server.binary("pg_dump")) if server else "pg_dump"
    done = subprocess.run(
        [program, "-Fc", "--no-owner", "-f", str(folder / DUMP), "-d", url],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise OSError(f"pg_dump gagal: {done.stderr[-500:]}")
    source = data_home() / "berkas"
    if source.exists():
        shutil.copytree(source, folder / FILES)
    manifest = {
        "balai": __version__,
        "dibuat": datetime.now(UTC).isoformat(timespec="seconds"),
        "tabel": [asdict(t) for t in canonical(url)],
        "berkas": {str(p.relative_to(folder)): sha256(p) for p in sorted(folder.rglob("*")) if p.is_file()},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1))


def sha256(path: Path) -> str:
    """Hash of a file, read in pieces."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
