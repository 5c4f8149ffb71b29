"""One village as a folder: `desa.json` says what must be there, `baris/` holds the rows, `berkas/` the files."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from balai import __version__
from balai.config.export import sha256, snapshot
from balai.config.manifest import checked
from balai.config.one_village.copy import Copy, Read, read_village
from balai.config.one_village.tables import village_tables
from balai.config.problem import Problem
from balai.ground.files import store

MANIFEST, ROWS, FILES = "desa.json", "baris", "berkas"
ELSEWHERE = "elsewhere"


class CopyProblem(Problem):
    """The copy or the place is not fit. The message says what to do; nothing was changed."""


@contextmanager
def reader(url: str) -> Iterator[Read]:
    """Read with the backup role, which sees every village and writes none."""
    with snapshot(url) as c:
        yield lambda sql, params: c.execute(sql, params).fetchall()


def take(folder: Path, code: str, url: str) -> Copy:
    """Write one village into an empty folder. Returns it, with the files that could not be copied as `lost`.

    Raises CopyProblem if there is no such village.
    """
    with reader(url) as read:
        copy = read_village(read, code)
    if copy is None:
        raise CopyProblem(
            f"Desa {code} tidak ada di basis data ini. Periksa kodenya, misalnya 33.04.08.2010."
        )
    return write(folder, copy)


def write(folder: Path, copy: Copy) -> Copy:
    """Rows, files, manifest; the manifest last. A damaged file stops nothing: it is named in the manifest."""
    (folder / ROWS).mkdir(parents=True)
    for name, rows in (*copy.rows.items(), (ELSEWHERE, copy.elsewhere)):
        lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
        (folder / ROWS / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    lost = [d for d in sorted(copy.files()) if not _copied(copy.code, d, folder / FILES / d)]
    seq, head = copy.head()
    manifest = {
        "balai": __version__,
        "dibuat": datetime.now(UTC).isoformat(timespec="seconds"),
        "desa": copy.code,
        "nama": copy.places[-1]["name"],
        "tempat": copy.places,
        "jejak": {"seq": seq, "hash": head},
        "hilang": lost,
        "susunan": {t.name: list(t.columns) for t in copy.tables},
        "tabel": {name: {"rows": n, "sha256": digest} for name, (n, digest) in copy.canonical().items()},
        "berkas": {str(p.relative_to(folder)): sha256(p) for p in sorted(folder.rglob("*")) if p.is_file()},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False), encoding="utf-8")
    return replace(copy, lost=frozenset(lost))


def _copied(code: str, digest: str, target: Path) -> bool:
    """Copy one file; False if its bytes are gone or are not those that were received."""
    source = store.path_of(code, digest)
    if not source.is_file() or sha256(source) != digest:
        return False
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(source, target)
    return True


def load(folder: Path) -> Copy:
    """The village in a folder. Raises CopyProblem if it is damaged or of another version's tables."""
    manifest = checked(folder, MANIFEST, "cadangan satu desa", CopyProblem)
    tables = village_tables()
    if manifest["susunan"] != {t.name: list(t.columns) for t in tables}:
        raise CopyProblem(
            f"Cadangan ini dibuat Balai {manifest['balai']} dengan susunan tabel yang lain. Kembalikan dengan Balai "
            f"{manifest['balai']}, mutakhirkan di sana, lalu cadangkan lagi."
        )
    rows = {t.name: _lines(folder / ROWS / f"{t.name}.jsonl") for t in tables}
    copy = Copy(
        manifest["desa"], manifest["tempat"], rows, _lines(folder / ROWS / f"{ELSEWHERE}.jsonl"), tables,
        frozenset(manifest["hilang"]),
    )  # fmt: skip
    told = {name: (t["rows"], t["sha256"]) for name, t in manifest["tabel"].items()}
    if copy.canonical() != told:
        raise CopyProblem(f"Baris di {folder} tidak sama dengan sidiknya di {MANIFEST}. Pakai cadangan lain.")
    return copy


def _lines(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
