"""From bytes to grids, safely: guard first, then a limited child process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from balai.adapters.sheets.grid import FileRead, Grid, Row
from balai.adapters.sheets.guard import SheetRefused, has_macros, kind_of, refuse

TIMEOUT_SECONDS = 60
_ROOT = Path(__file__).resolve().parents[3]
_START = "import sys; sys.path[:0] = [sys.argv.pop(1)]; from balai.adapters.sheets.child import main; main()"


def read_file(data: bytes, name: str) -> FileRead:
    """Read a whole file. `name` is only kept for messages. Raises SheetRefused with what to do."""
    kind = kind_of(data)
    answer = _ask_child(data, kind)
    grids = tuple(
        Grid(
            sheet=g["sheet"],
            rows=tuple(Row(tuple(cells), row, page) for row, page, cells in g["rows"]),
            text=tuple(g["text"]),
            formulas_without_value=tuple(g["empty"]),
            merged_down=tuple((a, b, c) for a, b, c in g["merged"]),
        )
        for g in answer["grids"]
    )
    return FileRead(
        kind=kind, grids=grids, masked=answer["masked"], notes={"nama": name, "makro": has_macros(data)}
    )


def _ask_child(data: bytes, kind: str) -> dict[str, Any]:
    """The child's answer. A child that dies, hangs or babbles is a refusal, never a crash."""
    command = [sys.executable, "-I", "-c", _START, str(_ROOT), kind]
    # PATH is all that the child inherits: no secrets, no database.
    environment = {k: v for k, v in os.environ.items() if k in {"PATH", "SYSTEMROOT", "LANG"}}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=TIMEOUT_SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise refuse("waktu_habis") from error
    if b"memory allocation" in done.stderr:  # the reader of workbooks ends the process when it finds no room
        raise refuse("terlalu_luas")
    if done.returncode != 0:
        raise refuse("waktu_habis" if done.returncode in {-24, -9} else "rusak")
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise refuse("rusak") from error
    if "refused" in answer:
        raise SheetRefused(answer["refused"], answer["message"])
    return answer
