"""A document's life as data: frozen steps (gate design, section 1). Pure.

Buttons, permission tests and the page "Siapa berwenang" are made from these tables.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import Any

from balai.plain.findings import Finding


class By(StrEnum):
    """Who decides a step: an office, a person without mandate, a forum, or the law (time ran out)."""

    OFFICE = "office"
    PERSON = "person"
    FORUM = "forum"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who: `uid` is a mandate's for an office, a person's or "" for a person, a forum's Simpul code for a forum."""

    by: By
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gate says. `replayed`: the same key had come before; nothing was done again."""

    simpul: str
    state: str
    seq: int
    replayed: bool
    findings: tuple[str, ...]


class Weight(Enum):
    """What a rule's finding does at this step. The weight is the step's, not the rule's."""

    BLOCK = "block"  # stops before any write
    REASON = "reason"  # asks for a reason, then goes on
    FIND = "find"  # is written down


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule sees: copies, never rows."""

    doc: Mapping[str, Any]
    body: Mapping[str, Any]
    at: date
    today: date
    more: Mapping[str, Any]
    office: str = ""  # the deciding office, if an office decides
    beside: tuple[Mapping[str, Any], ...] = ()  # the locked neighbours


Rule = Callable[[Facts], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Guard:
    """A rule with the weight that it has at this step."""

    rule: Rule
    weight: Weight


@dataclass(frozen=True, slots=True)
class Bar:
    """Whoever decided one of these steps on this document may not decide this one."""

    steps: tuple[str, ...]
    law: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `sources` empty: it creates the document."""

    name: str
    sources: tuple[str, ...]
    target: str
    decides: tuple[str, ...]
    law: str
    records: tuple[str, ...] = ()
    by: By = By.OFFICE
    bars: tuple[Bar, ...] = ()
    guards: tuple[Guard, ...] = ()
    papers: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    public: bool | None = None
    needs_reason: bool = False
    label: str = ""  # Indonesian, for buttons: "Terbitkan"

    def __post_init__(self) -> None:
        if not self.law:
            raise ValueError(f"{self.name}: every step names its law")
        if self.by is By.OFFICE and not self.decides:
            raise ValueError(f"{self.name}: nobody decides")


@dataclass(frozen=True, slots=True)
class Procedure:
    """All steps of one kind of document. `states` maps codes to Indonesian words."""

    kind: str
    states: Mapping[str, str]
    steps: tuple[Step, ...]
    by_name: Mapping[str, Step] = field(init=False, default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for step in self.steps:
            unknown = {*step.sources, step.target} - set(self.states)
            if unknown:
                raise ValueError(f"{self.kind}.{step.name}: states {unknown} have no words")
            earlier = {s for b in step.bars for s in b.steps} - {s.name for s in self.steps}
            if earlier:
                raise ValueError(f"{self.kind}.{step.name}: bars name unknown steps {earlier}")
        names = {s.name: s for s in self.steps}
        if len(names) != len(self.steps):
            raise ValueError(f"{self.kind}: two steps of one name")
        object.__setattr__(self, "by_name", names)

    def possible(self, state: str, office: str) -> tuple[Step, ...]:
        """Steps that an office may decide from a state: what a screen offers."""
        return tuple(s for s in self.steps if state in s.sources and office in s.decides)


REGISTRY: dict[str, Procedure] = {}


def register(procedure: Procedure) -> Procedure:
    """Put a procedure where screens and documents find it."""
    REGISTRY[procedure.kind] = procedure
    return procedure
