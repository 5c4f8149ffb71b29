"""A batch: the files that a kabupaten's office sent at once. Kept a week, for its sender only, then gone.

Nothing official is written for it. Files lie as they came only until they are read; a file in which sixteen digits
stood is kept as its masked cells. What became of each file is a line of a log that is only added to, so a worker that
dies in the middle loses nothing.
"""

import hashlib
import hmac
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings

KEEP_DAYS = 7
WAITING, READING, PUBLISHING, DONE, STOPPED = "antre", "baca", "terbit", "selesai", "berhenti"
_ABOUT, _ROWS, _LOG, _STAGE = "tentang.json", "baris.json", "catatan.jsonl", "kemajuan.json"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{10,40}")


@dataclass(frozen=True, slots=True)
class Stage:
    """How far it is: `done` of `total` files in this stage."""

    name: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Kiriman:
    """One batch. `about` is what the face noted: owner, mandate, place, name, number of files."""

    token: str
    about: dict[str, Any]
    folder: Path
    since: float  # when it was sent, in seconds of the epoch

    @property
    def sent(self) -> Path:
        """The folder of the files as they came, or the one zip among them."""
        zipped = self.about.get("zip")
        return self.folder / "masuk" / zipped if zipped else self.folder / "masuk"

    def stage(self) -> Stage:
        """How far the worker is."""
        found = _read(self.folder / _STAGE) or {"name": WAITING, "done": 0, "total": self.about["total"]}
        return Stage(**found)

    def move(self, name: str, done: int, total: int) -> None:
        """Note how far it is."""
        _write(self.folder / _STAGE, {"name": name, "done": done, "total": total})

    def rows(self) -> list[dict[str, Any]] | None:
        """What is known of each file, in the order of the files; None until all are read."""
        rows = _read(self.folder / _ROWS)
        if rows is None:
            return None
        for change in _lines(self.folder / _LOG):
            if 0 <= change["n"] < len(rows):
                rows[change["n"]] |= change
        return list(rows)

    def all_read(self, rows: Sequence[dict[str, Any]], keep: set[str]) -> None:
        """All files are read: the files as they came go, and of the contents those that nobody needs any more."""
        _write(self.folder / _ROWS, [{**row, "n": n} for n, row in enumerate(rows)])
        shutil.rmtree(self.folder / "masuk", ignore_errors=True)
        for file in (self.folder / "isi").glob("*.json"):
            if file.stem not in keep:
                self.drop_content(file.stem)

    def note(self, n: int, **what: Any) -> None:
        """What became of one file."""
        with open(self.folder / _LOG, "a", encoding="utf-8") as log:
            log.write(json.dumps({"n": n, **what}) + "\n")

    def keep_content(self, sha256: str, content: dict[str, Any], data: bytes | None) -> None:
        """Keep a file that was read: its masked cells, and its bytes unless masked."""
        (self.folder / "isi").mkdir(exist_ok=True)
        if data is not None:
            (self.folder / "isi" / sha256).write_bytes(data)
        _write(self.folder / "isi" / f"{sha256}.json", content)

    def content(self, sha256: str) -> tuple[dict[str, Any], bytes | None] | None:
        """The same back; None if it was dropped."""
        content = _read(self.folder / "isi" / f"{sha256}.json")
        if content is None:
            return None
        file = self.folder / "isi" / sha256
        return content, file.read_bytes() if file.exists() else None

    @contextmanager
    def claim(self, number: int) -> Iterator[bool]:
        """Hold one file for one answer. False if another window is at it: nothing may be published twice."""
        mark = self.folder / f"dijawab-{number}"
        try:
            mark.mkdir()
        except OSError:
            if not mark.exists() or time.time() - mark.stat().st_mtime < 120:
                yield False
                return
            mark.touch()  # a process that died there
        try:
            yield True
        finally:
            with suppress(OSError):
                mark.rmdir()

    def drop_content(self, sha256: str) -> None:
        """Its file has found its place, or was thrown away."""
        for name in (sha256, f"{sha256}.json"):
            (self.folder / "isi" / name).unlink(missing_ok=True)


# -- making one --------------------------------------------------------------------------------------


def draft() -> Path:
    """A folder for files that are just arriving. Old batches go now."""
    _sweep()
    place = _home() / f".{secrets.token_hex(8)}"
    (place / "masuk").mkdir(parents=True)
    return place


def add(place: Path, name: str, chunks: Iterable[bytes]) -> Path:
    """Write one arriving file. Names that any disk takes: file systems count bytes, and some no capitals."""
    bare = PurePosixPath(name.replace("\\", "/")).name.replace("\x00", "").strip() or "berkas"
    stem, dot, end = bare.rpartition(".")
    if not stem:
        stem, dot, end = bare, "", ""
    stem, end = stem.encode()[:180].decode(errors="ignore"), end.encode()[:20].decode(errors="ignore")
    taken, number = {p.name.lower() for p in (place / "masuk").iterdir()}, 1
    chosen = f"{stem}{dot}{end}"
    while chosen.lower() in taken:
        number += 1
        chosen = f"{stem} ({number}){dot}{end}"
    target = place / "masuk" / chosen
    with open(target, "xb") as out:
        for chunk in chunks:
            out.write(chunk)
    return target


def discard(place: Path) -> None:
    """What arrived is not taken."""
    shutil.rmtree(place, ignore_errors=True)


def keep(place: Path, about: dict[str, Any], key: str) -> tuple[str, bool]:
    """Make a batch of what arrived. Returns its token, and False if the same form brought the same files before."""
    _write(place / _ABOUT, about)
    said = [about["owner"], about["place"], key, _fingerprint(place / "masuk")]
    digest = hmac.new(settings.SECRET_KEY.encode(), json.dumps(said).encode(), hashlib.sha256).hexdigest()
    token = digest[:32]
    try:
        place.rename(_home() / token)
    except OSError:  # it stands already
        if not (_home() / token / _ABOUT).exists():
            raise
        discard(place)
        return token, False
    return token, True


# -- finding -----------------------------------------------------------------------------------------


def find(token: str) -> Kiriman | None:
    """The batch, for the worker."""
    place = _home() / token
    about = _read(place / _ABOUT) if _TOKEN.fullmatch(token) else None
    since = _since(place)
    return Kiriman(token, about, place, since) if about is not None and _fresh(since) else None


def of(owner: str, place: str) -> list[Kiriman]:
    """A person's batches for one place, newest first."""
    found = [find(folder.name) for folder in _home().glob("*")]
    own = [k for k in found if k is not None and (k.about["owner"], k.about["place"]) == (owner, place)]
    return sorted(own, key=lambda k: k.since, reverse=True)


def stopped(token: str) -> None:
    """The worker has given up; the sender may ask again."""
    batch = find(token)
    if batch is not None:
        stage = batch.stage()
        batch.move(STOPPED, stage.done, stage.total)


def _home() -> Path:
    place = Path(settings.BALAI_HOME) / "kiriman"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def _since(place: Path) -> float:
    try:
        return (place / _ABOUT).stat().st_mtime
    except OSError:
        return 0.0


def _fresh(since: float) -> bool:
    return time.time() - since < KEEP_DAYS * 24 * 3600


def _sweep() -> None:
    for place in _home().iterdir():
        arriving = place.name.startswith(".") and time.time() - place.stat().st_mtime < 24 * 3600
        if not arriving and not _fresh(_since(place)):
            shutil.rmtree(place, ignore_errors=True)


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        with open(path, "rb") as file:
            digest.update(f"{path.name}\n{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return digest.hexdigest()


def _read(file: Path) -> Any:
    """A JSON file, None if it is not there."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def _write(file: Path, value: Any) -> None:
    """Whole or not at all: somebody may be reading."""
    new = file.with_name(f".{secrets.token_hex(8)}")
    new.write_text(json.dumps(value), encoding="utf-8")
    os.replace(new, file)


def _lines(file: Path) -> Iterable[dict[str, Any]]:
    """The log's lines; one that was cut off in the middle counts as not written."""
    if not file.exists():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue
