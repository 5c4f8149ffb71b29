"""Offices and their words, from `offices.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Office:
    """One office: where it stands and what it is called."""

    code: str
    level: str
    id: str
    en: str


@cache
def offices() -> dict[str, Office]:
    """All offices by code."""
    data = tomllib.loads(files(__package__).joinpath("offices.toml").read_text(encoding="utf-8"))
    return {code: Office(code, **entry) for code, entry in data.items()}


def words(code: str) -> str:
    """`Sekretaris Desa` for `sekdes`."""
    return offices()[code].id
