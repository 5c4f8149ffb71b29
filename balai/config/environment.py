"""What the environment may say, read strictly: an unknown or unreadable value is named, never ignored."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from balai.config.front.client import Network, proxies_of
from balai.config.home import data_home, secret
from balai.config.problem import Problem


class EnvironmentProblem(Problem):
    """A setting that cannot be used. The message names the variable and shows the right form."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything that Balai takes from outside."""

    home: Path
    database_url: str  # runtime role
    owner_url: str  # owner, for migrations; empty if not given
    secret_key: str
    demo: bool
    demo_day: date | None  # the day that the demo holds
    hosts: tuple[str, ...]
    public_url: str  # https://desa.example, for QR codes and links in messages; empty if unknown
    proxies: tuple[Network, ...]  # whose X-Forwarded-For is believed
    extra_apps: tuple[str, ...]  # tests only

    @staticmethod
    def read() -> "Environment":
        """Read `os.environ`. Raises EnvironmentProblem."""
        url = os.environ.get("DATABASE_URL", "")
        if not url:
            raise EnvironmentProblem("DATABASE_URL belum disetel; perintah `balai` menyetelnya sendiri.")
        home = data_home()
        public = os.environ.get("BALAI_URL", "").rstrip("/")
        if public and urlsplit(public).scheme not in {"http", "https"}:
            raise EnvironmentProblem("BALAI_URL ditulis lengkap, misalnya https://balai.kabupaten.go.id")
        return Environment(
            home=home,
            database_url=url,
            owner_url=os.environ.get("DATABASE_OWNER_URL", ""),
            secret_key=os.environ.get("BALAI_SECRET_KEY") or secret(home, "django"),
            demo=flag("BALAI_DEMO"),
            demo_day=day if flag("BALAI_DEMO") and (day := _day("BALAI_DEMO_HARI")) else None,
            hosts=tuple(h.strip() for h in os.environ.get("BALAI_HOSTS", "").split(",") if h.strip()),
            public_url=public,
            proxies=proxies(),
            extra_apps=tuple(a for a in os.environ.get("BALAI_EXTRA_APPS", "").split(",") if a),
        )


def flag(name: str) -> bool:
    """`1` or `0` (or unset). Anything else is a mistake worth telling."""
    value = os.environ.get(name, "0")
    if value not in {"0", "1"}:
        raise EnvironmentProblem(f"{name} ditulis 1 atau 0, bukan “{value}”.")
    return value == "1"


def proxies() -> tuple[Network, ...]:
    """`BALAI_PROKSI`: the addresses from which our own proxy speaks to Balai. Raises EnvironmentProblem."""
    try:
        return proxies_of(os.environ.get("BALAI_PROKSI", ""))
    except ValueError as error:
        raise EnvironmentProblem(
            "BALAI_PROKSI ditulis sebagai alamat proksi, misalnya 127.0.0.1 atau 127.0.0.1,10.0.0.0/24."
        ) from error


def _day(name: str) -> date | None:
    text = os.environ.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise EnvironmentProblem(f"{name} ditulis seperti 2025-09-27, bukan “{text}”.") from error


def database(url: str) -> dict[str, str | int]:
    """Django's connection keys from a `postgresql://user:password@host:port/name` URL."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise EnvironmentProblem(
            "DATABASE_URL ditulis postgresql://pengguna:sandi@alamat:5432/nama. Balai memakai PostgreSQL saja."
        )
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or 5432,
    }
