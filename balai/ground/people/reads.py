"""Mandates in force: for screens and for the gate."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from balai.ground.people.models import Mandat, Pengguna
from balai.ground.people.offices import offices, words
from balai.ground.wilayah.scope import within


@dataclass(frozen=True, slots=True)
class Held:
    """One mandate that somebody holds on a day."""

    uid: str
    person: str
    name: str
    office: str
    place: int
    place_code: str
    place_level: str
    decree: str
    since: date
    place_name: str

    @property
    def office_words(self) -> str:
        """The office as screens say it."""
        return words(self.office)


def mandates_of(login: Pengguna, on: date) -> list[Held]:
    """What a login may act as on a day. Its own scope, one statement."""
    with within(places=[login.home_id]):
        rows = Mandat.objects.filter(person__pengguna=login, during__contains=on)
        return [_held(m) for m in rows.select_related("person", "place").order_by("pk")]


def holder(place: int, office: str, on: date) -> Held | None:
    """Who holds an office with seats at a place on a day, or None. Its own scope, one statement."""
    with within(places=[place]):
        rows = Mandat.objects.filter(place=place, office=office, during__contains=on)
        found = rows.select_related("person", "place").order_by("seat", "pk").first()
        return _held(found) if found else None


def on_duty(places: list[int], on: date) -> list[Held]:
    """Everybody with a mandate at one of these places on a day, by office. Its own scope, one statement."""
    order = {code: n for n, code in enumerate(offices())}
    with within(places=places):
        rows = Mandat.objects.filter(place__in=places, during__contains=on).select_related("person", "place")
        return sorted((_held(m) for m in rows.order_by("seat", "pk")), key=lambda h: order[h.office])


def mandates(uids: Iterable[str], places: Iterable[int]) -> dict[str, tuple[Held, Mandat]]:
    """Mandates by uid, as far as they stand at one of these places. Inside a scope that reads them."""
    wanted = [u for u in uids if _is_uid(u)]
    rows = Mandat.objects.filter(uid__in=wanted, place__in=list(places)).select_related("person", "place")
    return {str(m.uid): (_held(m), m) for m in rows}


def _is_uid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _held(m: Mandat) -> Held:
    return Held(
        uid=str(m.uid), person=str(m.person.uid), name=m.person.name, office=m.office, place=m.place_id,
        place_code=m.place.code, place_level=m.place.level, decree=m.decree, since=m.during.lower, place_name=m.place.name,
    )  # fmt: skip
