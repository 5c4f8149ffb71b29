"""Offices and their words, from `offices.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Office:
    """One office: where it stands and what it is called; whether it is given by the Kepala Desa's decree; whether its
    holders have fixed seats."""

    code: str
    level: str
    id: str
    en: str
    decree: bool = False
    seated: bool = True


@cache
def offices() -> dict[str, Office]:
    """All offices by code."""
    data = tomllib.loads(files(__package__).joinpath("offices.toml").read_text(encoding="utf-8"))
    return {code: Office(code, **entry) for code, entry in data.items()}


def words(code: str) -> str:
    """`Sekretaris Desa` for `sekdes`."""
    return offices()[code].id


def by_decree() -> tuple[str, ...]:
    """Offices that the Kepala Desa gives by his Keputusan."""
    return tuple(code for code, office in offices().items() if office.decree)
