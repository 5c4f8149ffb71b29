"""Who may do what, when, with which paper: the procedures against tables written from the law, cell by cell.

Then the procedures are changed in every single place, and each change must be seen by the same tables.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from balai.ground.people.offices import offices
from balai.ground.procedure.steps import Procedure, Step
from tests.database import clone
from tests.hukum.dunia import PROCEDURES, World
from tests.hukum.tabel import OFFICES, cells, implied, rows, steps

EVERY = [(kind, step, office) for kind in PROCEDURES for step in steps(kind) for office in OFFICES]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, worker: str, server) -> Iterator[World]:
    with django_db_blocker.unblock():
        yield World()
        clone(server, worker)


def wrong(world: World, kind: str, procedure: Procedure, step: str, deciders=OFFICES) -> Iterator[str]:
    """Cells in which the gate does not do what the law's table says."""
    for cell in cells(kind, list(procedure.states), step, deciders):
        told = world.attempt(kind, procedure, cell)
        if told != implied(kind, cell):
            yield f"{cell}: the law says {implied(kind, cell)}, the gate {told}"


@pytest.mark.parametrize(("kind", "step", "office"), EVERY)
def test_the_gate_does_what_the_law_says(world: World, kind: str, step: str, office: str) -> None:
    assert list(wrong(world, kind, PROCEDURES[kind], step, (office,))) == []


@pytest.mark.parametrize("kind", PROCEDURES)
def test_the_law_names_every_step_and_every_office_has_a_holder(kind: str) -> None:
    assert set(steps(kind)) == set(PROCEDURES[kind].by_name)
    assert {r.decider for r in rows(kind)} <= set(OFFICES)
    assert set(OFFICES) == set(offices()), "a new office needs a holder in the tests' cast"


def changes(step: Step, procedure: Procedure) -> Iterator[tuple[str, Step | None]]:
    """Every single change of a step; None where a step cannot even be written so."""
    other = next(s for s in procedure.states if s != step.target)
    for name, extra in (("decides", "kadus"), ("records", "kadus"), ("papers", "foto"), ("sources", None)):
        have = getattr(step, name)
        for gone in have:
            left = tuple(x for x in have if x != gone)
            yield (
                f"{name} without {gone}",
                replace(step, **{name: left}) if left or name != "decides" else None,
            )
        added = (extra,) if extra else tuple(s for s in procedure.states if s not in have)
        for one in added:
            yield f"{name} with {one}", replace(step, **{name: (*have, one)})
    yield f"target {other}", replace(step, target=other)


MUTANTS = [
    pytest.param(kind, step.name, mutant, id=f"{kind}.{step.name} {what}")
    for kind, procedure in PROCEDURES.items()
    for step in procedure.steps
    for what, mutant in changes(step, procedure)
    if mutant is not None
]


@pytest.mark.parametrize(("kind", "name", "mutant"), MUTANTS)
def test_every_change_of_a_procedure_is_seen(world: World, kind: str, name: str, mutant: Step) -> None:
    procedure = PROCEDURES[kind]
    changed = replace(procedure, steps=tuple(mutant if s.name == name else s for s in procedure.steps))
    assert next(wrong(world, kind, changed, name, OFFICES), None), "no cell of the law's table noticed"
