"""A print that somebody dropped and has not accepted yet: kept for a day, for its owner only, then gone.

Nothing official is written for it. A file in which sixteen digits stood is held as its masked cells only.
"""

import json
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from balai.plain import clock

KEEP_SECONDS = 24 * 3600
_TAKEN, _DONE = ".diambil", ".selesai"


@dataclass(frozen=True, slots=True)
class Held:
    """One held file. `about` is what the face noted: owner, place, name, hash, choices."""

    token: str
    about: dict[str, Any]
    content: dict[str, Any] | None  # the file as read, masked, as JSON; None while it is being read
    data: bytes | None  # the bytes, unless masked


def _folder() -> Path:
    return Path(settings.BALAI_HOME) / "titipan"


def hold(about: dict[str, Any], content: dict[str, Any], data: bytes | None) -> str:
    """Keep a file for its owner. Returns its token."""
    token = begin(about)
    finish(token, content, data)
    return token


def begin(about: dict[str, Any]) -> str:
    """A file is about to be read: its page is there already, its content not yet. Returns its token."""
    _sweep()
    token = secrets.token_urlsafe(18)
    place = _folder() / token
    place.mkdir(parents=True, mode=0o700)
    _write(place / "tentang.json", {**about, "since": clock.now().timestamp()})
    return token


def finish(token: str, content: dict[str, Any], data: bytes | None) -> None:
    """What was read. Nothing, if its owner threw the file away meanwhile."""
    place = _folder() / token
    with suppress(OSError):
        if data is not None:
            (place / "berkas").write_bytes(data)
        _write(place / "isi.json", content)  # last: with it the file is read


def held(token: str, owner: str) -> Held | None:
    """The held file, if it is this owner's, not a day old and not being accepted right now."""
    place = _folder() / token
    about = _about(token)
    if about is None or about.get("owner") != owner:
        return None
    try:
        names = {file.name for file in place.iterdir()}
        content = json.loads((place / "isi.json").read_text()) if "isi.json" in names else None
        return Held(token, about, content, (place / "berkas").read_bytes() if "berkas" in names else None)
    except OSError:  # gone, or claimed by another window since we began to read
        return None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A held file in a list: its name and when it came."""

    token: str
    name: str
    since: datetime


def waiting(owner: str, place: str) -> list[Waiting]:
    """This owner's held files for one place, newest first."""
    found = []
    for file in _folder().glob("*/tentang.json"):
        if file.parent.suffix:  # claimed, or done with
            continue
        try:
            about = json.loads(file.read_text())
        except OSError:
            continue
        if (about.get("owner"), about.get("place")) == (owner, place):
            since = datetime.fromtimestamp(about["since"], UTC)
            found.append(Waiting(file.parent.name, about["name"], since))
    return sorted(found, key=lambda w: w.since, reverse=True)


def change(token: str, **about: Any) -> bool:
    """Note an answer. False if the file is claimed or gone."""
    file = _folder() / token / "tentang.json"
    try:
        _write(file, {**json.loads(file.read_text()), **about})
    except OSError:
        return False
    return True


def _write(file: Path, what: dict[str, Any]) -> None:
    """Whole or not at all: somebody may be reading."""
    draft = file.with_name(secrets.token_hex(8))
    draft.write_text(json.dumps(what))
    draft.replace(file)


def take(token: str) -> bool:
    """Claim it for one act. False if it is claimed or gone: the same file sent twice at once is accepted once."""
    try:
        (_folder() / token).rename(_folder() / f"{token}{_TAKEN}")
    except OSError:
        return False
    return True


def give_back(token: str) -> None:
    """The act was refused: the file waits again."""
    with suppress(OSError):  # thrown away meanwhile
        (_folder() / f"{token}{_TAKEN}").rename(_folder() / token)


def done(token: str, **noted: Any) -> None:
    """It was accepted or thrown away: `noted` says which. A note of it stays a day for its owner's other windows."""
    about = _about(token, _TAKEN) or _about(token)
    if about is not None:
        place = _folder() / f"{token}{_DONE}"
        place.mkdir(exist_ok=True, mode=0o700)
        _write(place / "tentang.json", {**about, **noted})
    drop(token)


def outcome(token: str, owner: str) -> dict[str, Any] | None:
    """What became of this owner's file: its `about` with what `done` noted, or without it while it is being accepted."""
    for suffix in (_TAKEN, _DONE):  # in this order: `done` writes the note before it lets go
        about = _about(token, suffix)
        if about is not None and about.get("owner") == owner:
            return about
    return None


def _about(token: str, suffix: str = "") -> dict[str, Any] | None:
    if not _is_token(token):
        return None
    try:
        about: dict[str, Any] = json.loads((_folder() / f"{token}{suffix}" / "tentang.json").read_text())
    except OSError:
        return None
    return about


def _is_token(text: str) -> bool:
    return text.replace("-", "").replace("_", "").isalnum()


def drop(token: str) -> None:
    """Throw it away; nothing is noted."""
    for name in (token, f"{token}{_TAKEN}"):
        shutil.rmtree(_folder() / name, ignore_errors=True)


def _sweep() -> None:
    for place in _folder().glob("*"):
        with suppress(OSError):
            if time.time() - place.stat().st_mtime > KEEP_SECONDS:
                shutil.rmtree(place, ignore_errors=True)
