"""“Siapa berwenang”: which office decides and records what, by which article, and who holds it today.

Read from the step tables that the gate itself follows, joined with today's mandates; written nowhere else.
"""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from balai.faces.kit.steps import KINDS, PAPERS, STEPS
from balai.faces.public.pages import place_of, village_context
from balai.ground.law.articles import articles
from balai.ground.people.offices import offices
from balai.ground.people.reads import on_duty
from balai.ground.procedure.steps import REGISTRY, Procedure, Step
from balai.plain import clock


@require_safe
def who_may(request: HttpRequest, kode: str) -> HttpResponse:
    """One page: acts with their offices and articles, then the people. It depends on the day, so no front keeps it."""
    where = place_of(kode)
    held = on_duty([where.id, *where.ancestors], clock.today(where.zone))
    twice = {uid for uid, n in Counter(h.person for h in held).items() if n > 1}
    model = {
        "di": "wewenang",
        "golongan": [(KINDS[kind], _rows(REGISTRY[kind])) for kind in KINDS],
        "pemegang": [{"h": h, "jabatan": _office(h.office), "rangkap": h.person in twice} for h in held],
    }
    answer = render(request, "public/wewenang.html", {**village_context(where, None), **model})
    answer["Cache-Control"] = "no-store"
    return answer


def _rows(procedure: Procedure) -> list[dict[str, Any]]:
    return [_row(procedure.kind, step) for step in procedure.steps]


def _row(kind: str, step: Step) -> dict[str, Any]:
    law, english = articles()[step.law], get_language() == "en"
    return {
        "tindakan": STEPS[f"{kind}.{step.name}"],
        "putus": [_office(o) for o in step.decides],
        "catat": [_office(o) for o in step.records if o not in step.decides],
        "kertas": [PAPERS[p] for p in step.papers],
        "pasal": law.en if english else law.id,
        "isi": law.about_en if english else law.about,
        "yakin": law.confidence == "pasti",
    }


def _office(code: str) -> str:
    office = offices()[code]
    return office.en if get_language() == "en" else office.id
