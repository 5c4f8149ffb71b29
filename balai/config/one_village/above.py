"""Who acted for a village from above it: a copy brings them along, where they are unknown, and gives them no login."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from balai.config.one_village.copy import Copy, Row
from balai.config.one_village.folder import CopyProblem
from balai.ground.people.models import Mandat, Person
from balai.ground.people.offices import words as office_words
from balai.ground.procedure.appointment import Term, grant, stands
from balai.ground.wilayah import acts as wilayah
from balai.ground.wilayah import places
from balai.ground.wilayah.models import Wilayah
from balai.ground.wilayah.scope import within

Finding = tuple[str, str, str, str, str]  # as `balai verify` says it: place, table, key, expected, found


class Unreadable(ValueError):
    """A person or mandate above the village that cannot be what the copy says."""


@dataclass
class Brought:
    """Persons above the village by uid, as ids here; what to tell; what nobody should take over unasked."""

    persons: dict[str, int]
    told: list[str]
    found: list[Finding]


def refuse_strangers(copy: Copy) -> None:
    """A copy of one village speaks of that village and of the places above it. Raises CopyProblem, first of all."""
    parts = copy.code.split(".")
    above = [".".join(parts[: n + 1]) for n in range(len(parts))]
    if [(p["code"], p["level"]) for p in copy.places] != list(zip(above, places.LEVELS, strict=False)):
        raise CopyProblem(
            f"Cadangan ini menempatkan desa {copy.code} di bawah tempat yang bukan atasannya. Tidak ada yang berubah."
        )
    for who in copy.elsewhere:
        for what, place in (("orang", who[1]), ("mandat", who[4])):
            if place not in above[:-1]:
                raise CopyProblem(
                    f"Cadangan desa {copy.code} membawa {what} di {place}, yang bukan tempat di atasnya. Tidak ada yang "
                    "berubah."
                )


def take_place(copy: Copy) -> Wilayah:
    """The village and the places above it: by the national list as far as it knows them, else as the copy says."""
    row: Wilayah | None = None
    for place in copy.places:
        if places.listed(place["code"]):
            row = wilayah.use(place["code"])
            continue
        defaults = {k: v for k, v in place.items() if k != "code"}
        row, _made = Wilayah.objects.get_or_create(code=place["code"], defaults={**defaults, "parent": row})
    assert row is not None  # noqa: S101 - `refuse_strangers` has asked
    return row


def bring(copy: Copy) -> Brought:
    """Persons and mandates that the village's chain names and that are unknown here, each with its event up there.

    Inside a scope that reads every place. Raises CopyProblem, Unreadable.
    """
    done = Brought({}, [], [])
    for who in copy.elsewhere:
        person = _person(who)
        done.persons[str(who[0])] = person.pk
        term = _term(who)
        if Mandat.objects.filter(uid=term.uid).exists():
            continue
        if person.pengguna_id is not None:
            told = f"mandat {term.office} yang sudah tercatat di sini"
            done.found.append((str(who[4]), "people_mandat", str(term.uid), told, "orang dengan nama masuk"))
        _grant(Wilayah.objects.get(code=who[4]), person, term, copy.code, done)
    return done


def _person(who: Row) -> Person:
    """The person here, made without login if unknown."""
    home, uid = Wilayah.objects.get(code=who[1]), _uid(who[0])
    person = Person.objects.filter(uid=uid).first()
    if person is None:
        with within(home.pk):
            return Person.objects.create(uid=uid, place=home, name=str(who[2]))
    if person.place_id != home.pk:
        raise CopyProblem(
            f"Orang {uid} tercatat di tempat lain pada pemasangan ini, bukan di {home.name}. Tidak ada yang berubah."
        )
    return person


def _term(who: Row) -> Term:
    _person_uid, _home, _name, mandate, _at, office, seat, manner, during, decree = who
    since, until = _days(str(during))
    chair = int(seat) if seat and seat.isdecimal() else None
    return Term(str(office), since, until, str(decree), chair, str(manner), _uid(mandate))


def _uid(text: str | None) -> UUID:
    try:
        return UUID(str(text))
    except ValueError as error:
        raise Unreadable(f"{text} is no uid") from error


def _grant(place: Wilayah, person: Person, term: Term, village: str, done: Brought) -> None:
    """It acted, so it must be there; if its seat is held by another record here, it stands without a seat."""
    if not stands(place, term.office):
        raise Unreadable(f"{term.office} does not stand at {place.code}")
    words = office_words(term.office)
    with within(place.pk):
        try:
            with transaction.atomic():
                grant(place, person, term, village=village)
        except IntegrityError:
            grant(place, person, replace(term, seat=None), village=village)
            done.told.append(f"Mandat {words} di {place.name} yang bertindak untuk desa ini dicatat tanpa kursi: kursinya di sini dipegang catatan lain.")  # fmt: skip
    done.told.append(f"Mandat {words} dicatat di jejak {place.name}, karena bertindak untuk desa ini.")


def _days(during: str) -> tuple[date, date | None]:
    """First and last day of a period as PostgreSQL writes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower(r), upper(r) FROM (SELECT %s::daterange) AS x(r)", [during])
        since, end = cursor.fetchone()
    return since, end and end - timedelta(days=1)
