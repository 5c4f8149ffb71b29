"""`balai restore FOLDER --desa KODE`: from a village's own copy, or out of a whole backup."""

import hashlib
import os
import re
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from balai.config import boot
from balai.config.commands.backup import DUMP
from balai.config.commands.backup import FILES as ALL_FILES
from balai.config.embedded import Embedded
from balai.config.home import data_home
from balai.config.one_village import folder as folders
from balai.config.one_village.copy import Copy, read_village
from balai.config.one_village.folder import CopyProblem, reader

if TYPE_CHECKING:
    from balai.config.one_village.above import Finding
    from balai.config.one_village.put import Done


def restore_village(
    source: Path, code: str, server: Embedded | None, *, overwrite: bool, as_is: bool = False
) -> int:
    """0: restored or the same already; 1: `verify` finds something in the copy: restored only `as_is`.

    Raises CopyProblem, RestoreProblem, OSError; nothing has changed then.
    """
    boot.ready(server)
    if not os.environ.get("DATABASE_OWNER_URL"):
        raise CopyProblem("Setel DATABASE_OWNER_URL: satu desa dikembalikan sebagai pemilik skema.")
    copy, files = _copy_of(source, code, server)
    _keep_files(copy, files)
    url = os.environ.get("BALAI_BACKUP_URL", "")
    from balai.config.one_village.put import VillageWrong

    try:
        done = put_back(copy, url, overwrite=overwrite, as_is=as_is)
    except VillageWrong as wrong:
        _say(wrong.found)
        print(wrong, file=sys.stderr)
        return 1
    for sentence in done.told:
        print(sentence)
    _say(done.found)
    if done.found:
        print(
            f"`balai verify --desa {code}` menemukan {len(done.found)} hal yang dibawa cadangan ini.",
            file=sys.stderr,
        )
    return 1 if done.found else 0


def _say(found: "list[Finding]") -> None:
    for place, table, key, expected, stored in found:
        print(f"{place}  {table}  {key}: seharusnya {expected}, ditemukan {stored}", file=sys.stderr)


def put_back(copy: Copy, url: str, *, overwrite: bool, as_is: bool = False) -> "Done":
    """Rows, then what follows from them: pages end, papers are asked for. Raises CopyProblem.

    `url`: the backup role's, or "" if there is none.
    """
    from balai.config.database import as_owner
    from balai.config.one_village.put import put
    from balai.config.papers import put_aside
    from balai.ground.published.acts import marker
    from balai.ground.wilayah.reads import village

    told: list[str] = []

    def before(standing: Copy) -> None:
        target = data_home() / "sebelum-ditimpa" / f"{copy.code}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        folders.write(target, standing)
        told.append(f"Isi desa {copy.code} yang sebelumnya dicadangkan ke {target}.")

    with as_owner():
        if url:
            with reader(url) as others:
                done = put(copy, others, overwrite=overwrite, as_is=as_is, before=before)
        else:
            done = put(copy, None, overwrite=overwrite, as_is=as_is, before=before)
    if not done.changed:
        done.told = [f"Desa {copy.code} sudah sama dengan cadangan ini; tidak ada yang diubah."]
        return done
    marker().touch(copy.code)
    shutil.rmtree(data_home() / "terbit" / "kertas" / copy.code, ignore_errors=True)
    here = village(copy.code)
    assert here is not None  # noqa: S101 - it was just put there
    put_aside(here)
    done.told = [
        *told,
        *done.told,
        f"Desa {copy.code} dikembalikan; setiap tabel dan berkasnya sama. Desa lain tidak disentuh.",
    ]
    return done


def _copy_of(source: Path, code: str, server: Embedded | None) -> tuple[Copy, Path]:
    """The village's copy and where its files lie. Raises CopyProblem, RestoreProblem."""
    if (source / folders.MANIFEST).exists():
        copy = folders.load(source)
        if copy.code != code:
            raise CopyProblem(f"Cadangan ini memuat desa {copy.code}, bukan {code}.")
        return copy, source / folders.FILES
    return _out_of_whole(source, code, server), source / ALL_FILES / code


def _out_of_whole(source: Path, code: str, server: Embedded | None) -> Copy:
    """A whole backup is filled into a database beside ours, brought up to date, read, and thrown away."""
    from balai.config.commands.restore import RestoreProblem, checked, fill
    from balai.config.database import as_owner

    checked(source)
    if server is None:
        raise RestoreProblem(
            "Dengan DATABASE_URL sendiri, satu desa dikembalikan dari `balai backup --desa KODE`."
        )
    beside = f"balai_beside_{os.getpid()}"
    try:
        fill(server, beside, source / DUMP)
        with as_owner(NAME=beside):
            boot.migrate()
        with reader(server.url("balai_backup", beside)) as read:
            copy = read_village(read, code)
    finally:
        boot.drop(beside)
    if copy is None:
        raise CopyProblem(f"Desa {code} tidak ada di cadangan ini.")
    return copy


def _keep_files(copy: Copy, files: Path) -> None:
    """Files go first: they are named by their content, so nothing is replaced. Raises CopyProblem."""
    from balai.ground.files import store

    # A name that leads elsewhere would be a path later, also of a file that the copy calls lost or not kept.
    if not all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in copy.named_files()):
        raise CopyProblem(
            "Cadangan ini menyebut berkas dengan nama yang bukan sidiknya. Pakai cadangan lain."
        )
    for digest in sorted(copy.files() - copy.lost):
        try:
            data = next(p for p in (files / digest, files / digest[:2] / digest) if p.is_file()).read_bytes()
        except StopIteration as error:
            raise CopyProblem(
                f"Berkas {digest[:12]}… tidak ada di cadangan ini. Pakai cadangan lain."
            ) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise CopyProblem(f"Berkas {digest[:12]}… di cadangan ini berubah. Pakai cadangan lain.")
        store.keep(copy.code, data)
