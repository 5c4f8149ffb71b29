"""Where Balai keeps its data on this machine, and the secrets beside it.

`BALAI_HOME` decides; else the usual place of the system. As root it is a place that the unprivileged account
of the database can reach: nothing is ever made readable by opening somebody's folders.
"""

import json
import os
import secrets
import sys
from pathlib import Path


def data_home() -> Path:
    """The folder for data. Not created here."""
    if told := os.environ.get("BALAI_HOME"):
        return Path(told).expanduser().resolve()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "Balai"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/Balai"
    if os.geteuid() == 0:
        return Path("/var/lib/balai")
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local/share")) / "balai"


def where_words() -> str:
    """Where this command looked, for people who forgot BALAI_HOME."""
    return f"Data dicari di {data_home()} (BALAI_HOME); data `balai demo` ada di folder contoh-… di dalamnya."


def secret(home: Path, name: str) -> str:
    """The secret called `name`, made on first use and kept in a file that only this user reads."""
    file = home / "rahasia.json"
    known: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    if name not in known:
        known[name] = secrets.token_urlsafe(32)
        home.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            json.dump(known, out, indent=1)
        draft.replace(file)
    return known[name]
