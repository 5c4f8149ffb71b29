"""Giving a person a login and a mandate: by the console, the wizard's key and the demo. The SK follows (issue 4)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from balai.ground.people.models import Mandat, Pengguna, Person
from balai.ground.people.offices import offices
from balai.ground.wilayah.models import Wilayah
from balai.ground.wilayah.scope import within
from balai.plain.masks import mask_nik

FOLLOWS = "SK menyusul"


@dataclass(frozen=True, slots=True)
class Appointment:
    """Who takes which office where, from when until when, by which decree. `password` None: no password login."""

    username: str
    name: str
    office: str
    since: date
    until: date | None = None
    decree: str = FOLLOWS
    password: str | None = None


def appoint_first(place: Wilayah, one: Appointment) -> Mandat | None:
    """The same for the first person of an installation; None if there is one already. Two at once: one wins."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7065251)")  # any number that is ours alone
        return None if Pengguna.objects.exists() else appoint(place, one)


def appoint(place: Wilayah, one: Appointment) -> Mandat:
    """Make login, person and mandate in one transaction. Raises ValueError if the office does not stand there."""
    office = offices().get(one.office)
    if office is None or office.level != place.level:
        raise ValueError(f"Jabatan {one.office} tidak ada di tingkat {place.level}.")
    with within(place.pk):
        login = Pengguna.objects.create(one.username, one.password, place)
        person = Person.objects.create(place=place, name=mask_nik(one.name), pengguna=login)
        until = one.until + timedelta(days=1) if one.until else None
        return Mandat.objects.create(
            place=place, person=person, office=one.office, seat=None if one.office == "operator" else 1,
            during=DateRange(one.since, until), decree=one.decree,
        )  # fmt: skip
