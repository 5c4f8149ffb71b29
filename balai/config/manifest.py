"""The list that a copy carries of its own files: read, and every file asked for, before anything is believed."""

import json
from pathlib import Path
from typing import Any

from balai.config.export import sha256
from balai.config.problem import Problem


def checked(folder: Path, name: str, what: str, problem: type[Problem]) -> dict[str, Any]:
    """The manifest `name` of `what` in a folder. Raises `problem`, naming the first file that is gone or changed."""
    try:
        manifest: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
        files = dict(manifest["berkas"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise problem(f"{folder} bukan {what}: {name} tidak terbaca.") from error
    for file, digest in files.items():
        if not (folder / file).is_file() or sha256(folder / file) != digest:
            raise problem(f"Berkas {file} di cadangan ini hilang atau berubah. Pakai cadangan lain.")
    return manifest
