"""`balai restore FOLDER [--desa KODE]`: a whole backup into an empty installation, or one village into any.

Afterwards every table must have its old hash. Papers are derived: they are set again by the worker.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

from balai.config import boot, manifest
from balai.config.commands.backup import DUMP, FILES, MANIFEST
from balai.config.embedded import GRANTS, Embedded
from balai.config.export import canonical, snapshot
from balai.config.home import data_home
from balai.config.problem import Problem

HELP = "Kembalikan cadangan ke pemasangan yang masih kosong, atau satu desa ke pemasangan mana pun."


class RestoreProblem(Problem):
    """The backup or the place is not fit; nothing was overwritten."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """From where, and whether one village only."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder yang ditulis `balai backup`")
    parser.add_argument("--desa", metavar="KODE", help="satu desa saja; desa lain tidak disentuh")
    parser.add_argument(
        "--timpa", action="store_true", help="dengan --desa: ganti isi desa itu, sesudah isi itu dicadangkan"
    )
    parser.add_argument(
        "--apa-adanya",
        action="store_true",
        help="dengan --desa: kembalikan juga bila `verify` menemukan yang tidak cocok",
    )


def run(args: argparse.Namespace) -> int:
    """0: restored and equal; 1: something differs, or `verify` found what one village must answer; 2: not possible."""
    if (args.timpa or args.apa_adanya) and not args.desa:
        option = "--timpa" if args.timpa else "--apa-adanya"
        print(f"{option} hanya untuk satu desa: tulis juga --desa KODE.", file=sys.stderr)
        return 2
    try:
        with boot.database() as server:
            if args.desa:
                from balai.config.one_village.restore import restore_village

                return restore_village(
                    args.folder, args.desa, server, overwrite=args.timpa, as_is=args.apa_adanya
                )
            different = restore(args.folder, checked(args.folder), server)
            put_papers_aside(server)
    except OSError as problem:
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


def checked(folder: Path) -> dict[str, Any]:
    """The manifest of a whole backup. Raises RestoreProblem naming the first file that changed."""
    if (folder / "desa.json").exists():
        code = json.loads((folder / "desa.json").read_text(encoding="utf-8")).get("desa", "KODE")
        raise RestoreProblem(f"{folder} adalah cadangan satu desa. Kembalikan dengan --desa {code}.")
    return manifest.checked(folder, MANIFEST, "folder cadangan Balai", RestoreProblem)


def restore(folder: Path, told: dict[str, Any], server: Embedded | None) -> list[str]:
    """Fill the empty database and files. Returns the tables that differ. Raises RestoreProblem if not empty."""
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
                "Pemasangan ini sudah berisi. Kembalikan cadangan ke BALAI_HOME yang masih kosong, atau satu desa saja "
                "dengan --desa KODE."
            )
    fill(server, "balai", folder / DUMP)
    if (folder / FILES).exists():
        shutil.copytree(folder / FILES, data_home() / "berkas", dirs_exist_ok=True)
    from balai.ground.published.marker import Marker

    Marker(data_home() / "terbit").touch_all()
    shutil.rmtree(data_home() / "terbit" / "kertas", ignore_errors=True)
    before = {t["name"]: t["sha256"] for t in told["tabel"]}
    with snapshot(os.environ["BALAI_BACKUP_URL"]) as moment:
        after = {t.name: t.sha256 for t in canonical(moment)}
    return sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n))


def fill(server: Embedded, database: str, dumped: Path) -> None:
    """A dump into a fresh database of that name. Raises RestoreProblem with the last words of `pg_restore`.

    The fresh database grants nothing by default: a dump only adds grants, so what the runtime role may not do in the
    old installation it would be given by the new one's defaults. They are given afterwards.
    """
    boot.recreate(database, grants=False)
    done = subprocess.run(
        [str(server.binary("pg_restore")), "--no-owner", "--role=balai_owner", "--exit-on-error", "-d", server.url("postgres", database), str(dumped)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RestoreProblem(f"pg_restore gagal: {done.stderr[-500:]}")
    with psycopg.connect(server.url("postgres", database), autocommit=True) as c:
        c.execute(GRANTS)


def put_papers_aside(server: Embedded | None) -> None:
    """The papers of every published year are set again as soon as Balai runs."""
    boot.ready(server)
    from balai.config.papers import put_aside
    from balai.ground.wilayah.reads import villages_in_use

    for village in villages_in_use():
        put_aside(village)
