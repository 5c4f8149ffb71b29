"""`balai restore FOLDER`: a backup into an empty installation; then every table must have its old hash."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg

from balai.config import boot
from balai.config.commands.backup import DUMP, FILES, MANIFEST, sha256
from balai.config.embedded import Embedded, EmbeddedError
from balai.config.home import data_home

HELP = "Kembalikan cadangan ke pemasangan yang masih kosong, lalu cocokkan setiap tabelnya."


class RestoreProblem(RuntimeError):
    """The backup or the place is not fit; nothing was overwritten."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """From where."""
    parser.add_argument("folder", type=Path)


def run(args: argparse.Namespace) -> int:
    """0: restored and equal; 1: restored but a table differs; 2: not possible."""
    try:
        manifest = checked(args.folder)
        with boot.database() as server:
            different = restore(args.folder, manifest, server)
    except (RestoreProblem, EmbeddedError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2
    for name in different:
        print(f"Tabel {name} tidak sama dengan cadangannya.", file=sys.stderr)
    print(
        "Cadangan dikembalikan; setiap tabel dan berkas sama."
        if not different
        else "Cadangan dikembalikan dengan perbedaan."
    )
    return 1 if different else 0


def checked(folder: Path) -> dict:
    """The manifest of a whole backup. Raises RestoreProblem naming the first file that changed."""
    try:
        manifest: dict = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError) as error:
        raise RestoreProblem(f"{folder} bukan folder cadangan Balai: {MANIFEST} tidak terbaca.") from error
    for name, digest in manifest["berkas"].items():
        file = folder / name
        if not file.is_file() or sha256(file) != digest:
            raise RestoreProblem(f"Berkas {name} di cadangan ini hilang atau berubah. Pakai cadangan lain.")
    return manifest


def restore(folder: Path, manifest: dict, server: Embedded | None) -> list[str]:
    """Fill the empty database and files. Returns the tables that differ. Raises RestoreProblem if not empty."""
    from balai.config.export import canonical

    if server is None:
        raise RestoreProblem(
            "Dengan DATABASE_URL sendiri, kembalikan balai.dump memakai pg_restore milik server Anda."
        )
    with psycopg.connect(server.url("postgres")) as c:
        used = c.execute("SELECT to_regclass('public.wilayah_wilayah') IS NOT NULL").fetchone()
        if (
            used
            and used[0]
            and c.execute("SELECT EXISTS (SELECT FROM wilayah_wilayah)").fetchone() == (True,)
        ):
            raise RestoreProblem(
                "Pemasangan ini sudah berisi. Kembalikan cadangan ke BALAI_HOME yang masih kosong."
            )
    boot.recreate()
    done = subprocess.run(
        [str(server.binary("pg_restore")), "--no-owner", "--role=balai_owner", "--exit-on-error", "-d", server.url("postgres"), str(folder / DUMP)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RestoreProblem(f"pg_restore gagal: {done.stderr[-500:]}")
    if (folder / FILES).exists():
        shutil.copytree(folder / FILES, data_home() / "berkas", dirs_exist_ok=True)
    from balai.ground.published.marker import Marker

    Marker(data_home() / "terbit").touch_all()
    before = {t["name"]: t["sha256"] for t in manifest["tabel"]}
    after = {t.name: t.sha256 for t in canonical(os.environ["BALAI_BACKUP_URL"])}
    return sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n))
