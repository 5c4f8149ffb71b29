"""Who may see an office: only a mandate in force opens it; everybody else gets 404, as if it were not there."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from balai.ground.people.reads import Held, mandates_of
from balai.ground.procedure.gate import Actor
from balai.ground.procedure.steps import By
from balai.ground.wilayah.models import Wilayah
from balai.plain import clock


@dataclass(frozen=True, slots=True)
class Desk:
    """A person at work: which mandate, at which place."""

    held: Held
    place: Wilayah

    @property
    def actor(self) -> Actor:
        """For the gate."""
        return Actor(By.OFFICE, self.held.uid)

    @property
    def owner(self) -> str:
        """For held files."""
        return self.held.person


View = Callable[..., HttpResponse]


def office(view: View) -> View:
    """A village's office: for its officials, and for the kabupaten's office above it."""

    @wraps(view)
    def inner(request: HttpRequest, kode: str, **more: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponseRedirect(f"{settings.LOGIN_URL}?lanjut={request.path}")
        desk = desk_at(request, kode)
        if desk is None:
            raise Http404
        return view(request, desk, **more)

    return inner


def desk_at(request: HttpRequest, kode: str) -> Desk | None:
    """The mandate with which this login may work at a place; its own place goes before one above."""
    place = Wilayah.objects.select_related("parent__parent__parent").filter(code=kode).first()
    if place is None:
        return None
    own = [
        m
        for m in mandates_of(request.user, clock.today(place.zone))
        if kode == m.place_code or (m.office == "dinas_pmd" and kode.startswith(m.place_code + "."))
    ]
    own.sort(key=lambda m: -len(m.place_code))
    return Desk(own[0], place) if own else None


def home_of(request: HttpRequest) -> str:
    """Where a login begins its work; the front door without any mandate."""
    held = mandates_of(request.user, clock.today())
    return f"/kantor/{held[0].place_code}/" if held else "/"


def new_key() -> str:
    """The key of one form: sent twice, done once."""
    return str(uuid.uuid4())


def key_of(request: HttpRequest) -> str:
    """The key that the form carried; a made-up or missing one counts as a new form."""
    try:
        return str(uuid.UUID(request.POST.get("kunci", "")))
    except ValueError:
        return new_key()
