"""Mandates begin here, with the event that tells of it: by the console, the wizard's key, the demo, or an act.

A mandate is a Simpul of kind `mandat` of its place. Before there is a decree in Balai nobody has the mandate to give
one, so the event says who did it instead: `console` (whoever runs Balai's commands on that computer) or `key` (whoever
had the key that the first start printed). By an act (an SK, issue 4) it is that act's effect, with the same facts.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from balai.ground.people.models import FOLLOWS, Mandat, Pengguna, Person
from balai.ground.people.offices import offices
from balai.ground.people.offices import words as office_words
from balai.ground.procedure.act import Act
from balai.ground.trace import canonical
from balai.ground.trace.acts import append, event
from balai.ground.trace.mandates import facts, login_digest
from balai.ground.utas.models import Simpul
from balai.ground.utas.numbers import new_simpuls
from balai.ground.wilayah.models import Wilayah
from balai.ground.wilayah.scope import within
from balai.plain import clock
from balai.plain.masks import mask_nik

KIND: Final = "mandat"
IN_FORCE: Final = "berlaku"
ENDED: Final = "berakhir"
CONSOLE: Final = "console"
KEY: Final = "key"


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


@dataclass(frozen=True, slots=True)
class Term:
    """A mandate to be: an office from one day to its last. `seat` None: the office has no fixed seats."""

    office: str
    since: date
    until: date | None = None
    decree: str = FOLLOWS
    seat: int | None = 1
    manner: str = "tetap"
    uid: uuid.UUID = field(default_factory=uuid.uuid4)


def appoint_first(place: Wilayah, one: Appointment) -> Mandat | None:
    """The first person of an installation, by its key; None if there is one already. Two at once: one wins."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7065251)")  # any number that is ours alone
        return None if Pengguna.objects.exists() else appoint(place, one, by=KEY)


def appoint(place: Wilayah, one: Appointment, *, by: str = CONSOLE) -> Mandat:
    """Login, person and mandate with their event, in one transaction. Raises ValueError for an office of another level."""
    seat = 1 if one.office not in offices() or offices()[one.office].seated else None
    term = Term(one.office, one.since, one.until, one.decree, seat)
    _must_stand(place, term)
    with within(place.pk):
        login = Pengguna.objects.create(one.username, one.password, place)
        person = Person.objects.create(place=place, name=mask_nik(one.name), pengguna=login)
        return grant(place, person, term, by=by)


def grant(place: Wilayah, person: Person, term: Term, *, by: str = CONSOLE, **brought: Any) -> Mandat:
    """A mandate outside of any act: `mandat.catat`; with `brought` (`village`), `mandat.terbawa`. Inside the scope."""
    _must_stand(place, term)
    today = clock.today(place.zone)
    (simpul,) = new_simpuls(place.pk, KIND, today.year, [(office_words(term.office), None)], IN_FORCE, today)
    mandat = _row(place, simpul, person, term)
    step = "mandat.terbawa" if brought else "mandat.catat"
    _tell(step, place, simpul, None, {**facts(mandat), **brought}, f"mandat-{mandat.uid}", by)
    return mandat


def begin(act: Act, person: Person, term: Term) -> Mandat:
    """A mandate that an act brings about, in its `write`: the step declares `mandat:mulai`. Links are the caller's.

    `person` comes with `pengguna__home`, or two statements more are spent. The act that ends it declares
    `mandat:akhiri` and tells `facts` again.
    """
    _must_stand(act.desa, term)
    simpul = act.new_simpul(KIND, act.at.year, office_words(term.office), IN_FORCE)
    mandat = _row(act.desa, simpul, person, term)
    act.effect("mandat:mulai", simpul, None, IN_FORCE, **facts(mandat))
    return mandat


def finish(act: Act, mandat: Mandat, at: date) -> None:
    """A mandate ends before `at`, in an act's `write` that declares `mandat:akhiri`. It was in force one day at least."""
    during = mandat.during
    ends = max(at, during.lower + timedelta(days=1))
    mandat.during = DateRange(during.lower, min(ends, during.upper) if during.upper else ends)
    mandat.save(update_fields=["during"])
    simpul = mandat.simpul
    Simpul.objects.filter(desa=act.desa, pk=simpul.pk).update(state=ENDED, date=at)
    act.effect("mandat:akhiri", simpul, simpul.state, ENDED, **facts(mandat))


def tell_login(login: Pengguna, *, by: str = CONSOLE) -> None:
    """`mandat.sandi` on the newest mandate of the login's person: from now on this name and password are the true ones.

    Inside the scope of the login's home, after the row has changed. A login without a mandate has nothing to tell.
    """
    held = Mandat.objects.filter(person__pengguna=login, place=login.home).select_related("person", "simpul")
    newest = held.order_by("-pk").first()
    if newest is None:
        return
    newest.person.pengguna = login
    data = {"person": str(newest.person.uid), "login": login_digest(newest.person)}
    _tell("mandat.sandi", login.home, newest.simpul, newest.simpul.state, data, f"sandi-{uuid.uuid4()}", by)


def stands(place: Wilayah, office: str) -> bool:
    """Whether such an office stands at a place of that level."""
    known = offices().get(office)
    return known is not None and known.level == place.level


def _must_stand(place: Wilayah, term: Term) -> None:
    if not stands(place, term.office):
        raise ValueError(f"Jabatan {term.office} tidak ada di tingkat {place.level}.")


def _row(place: Wilayah, simpul: Simpul, person: Person, term: Term) -> Mandat:
    until = term.until + timedelta(days=1) if term.until else None
    return Mandat.objects.create(
        uid=term.uid, place=place, person=person, simpul=simpul, office=term.office, seat=term.seat,
        manner=term.manner, during=DateRange(term.since, until), decree=term.decree,
    )  # fmt: skip


def _tell(
    step: str, place: Wilayah, simpul: Simpul, before: str | None, data: dict[str, Any], key: str, by: str
) -> None:
    who = {"as": by, "person": None}
    told = event(
        step, simpul.code, before, simpul.state, act=key, at=clock.today(place.zone), rec_at=clock.now(),
        by=who, rec=who, data=data,
    )  # fmt: skip
    digest = canonical.digest(data)
    append(place.pk, [told], digest, {"simpul": simpul.code, "state": simpul.state, "findings": []})
