"""Findings: what was noticed in a document, how grave it is and where it stands."""

import hashlib
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How a finding is treated. Enacted documents are never refused for being wrong."""

    INFO = "info"
    FINDING = "finding"  # published with the page
    QUESTION = "question"  # a person answers before acceptance
    REFUSAL = "refusal"  # the file cannot be taken at all


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: sheet name and row from 1 and column letter, or page from 1 and row on it."""

    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    page: int | None = None

    def words(self) -> str:
        """`lembar “APB”, baris 12, kolom J`: the place as a person looks for it; empty if unknown."""
        parts = []
        if self.sheet:
            parts.append(f"lembar “{self.sheet}”")
        if self.page:
            parts.append(f"halaman {self.page}")
        if self.row:
            parts.append(f"baris {self.row}")
        if self.column:
            parts.append(f"kolom {self.column}")
        return ", ".join(parts)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed. `code` is stable, `message` is Indonesian for people, `params` feed translations."""

    level: Level
    code: str
    message: str
    place: Place = NOWHERE
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Twelve hex digits that name this very finding: an answer is given to one question, not to all."""
        whole = f"{self.code}|{self.place.words()}|{self.message}"
        return hashlib.sha256(whole.encode()).hexdigest()[:12]

    def as_json(self) -> dict[str, Any]:
        """The shape that `--json` prints (house, section 7)."""
        return {
            "level": str(self.level),
            "sheet": self.place.sheet,
            "row": self.place.row,
            "column": self.place.column,
            "page": self.place.page,
            "code": self.code,
            "message": self.message,
            **({"params": self.params} if self.params else {}),
        }


def place_dict(place: Place) -> dict[str, Any]:
    """A place as a plain dict, for crossing the process border."""
    return asdict(place)
