"""Bytes by content: `<BALAI_FILES>/<village>/<first two>/<sha256>`. Written whole or not at all; checked on reading."""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings


class FileDamaged(RuntimeError):
    """The bytes on disk are not those that were received."""


def path_of(code: str, sha256: str) -> Path:
    """Where a village's file lies. Two villages share nothing, not even equal bytes."""
    return Path(settings.BALAI_FILES) / code / sha256[:2] / sha256


def keep(code: str, data: bytes) -> str:
    """Store bytes; returns their SHA-256 in hex. The same bytes twice are one file, and mend a damaged one."""
    digest = hashlib.sha256(data).hexdigest()
    target = path_of(code, digest)
    if target.exists() and target.read_bytes() == data:
        return digest
    _make_closed(target.parent)
    draft = target.with_name(f".{secrets.token_hex(8)}")
    with open(draft, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(target)
    _settle(target.parent)
    return digest


def read(code: str, sha256: str) -> bytes:
    """The bytes. Raises FileNotFoundError or FileDamaged."""
    data = path_of(code, sha256).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise FileDamaged(f"{sha256} of {code} was changed on disk")
    return data


def _make_closed(folder: Path) -> None:
    """Folders of ours that only we can enter: `mkdir(parents=True)` would close the last one alone."""
    base = Path(settings.BALAI_FILES)
    base.mkdir(parents=True, exist_ok=True, mode=0o700)
    for place in (folder.parent, folder):
        place.mkdir(exist_ok=True, mode=0o700)


def _settle(folder: Path) -> None:
    """The new name must outlive a power cut as the row does that tells of it. Windows has no such call."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
