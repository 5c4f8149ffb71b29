"""What the chain of a place says of its persons, mandates and logins, and whether the rows say the same.

A mandate is a Simpul of kind `mandat`; its last event with `mandate` in it tells the mandate, the last one with `login`
its person's login. Names, decrees and logins stand there as salted digests: the salt lies beside the person.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q

from balai.ground.people.models import Mandat, Pengguna, Person
from balai.ground.people.offices import offices
from balai.ground.trace.canonical import text, words_digest
from balai.ground.trace.verify import Village, Wrong
from balai.ground.utas.models import Simpul
from balai.ground.wilayah.models import Wilayah

_PERSON = ("name", "login")


def facts(mandat: Mandat) -> dict[str, Any]:
    """The data of an event that begins, ends or corrects a mandate; with its person's, if kept at the same place."""
    during, person = mandat.during, mandat.person
    told = {
        "mandate": str(mandat.uid), "person": str(person.uid), "office": mandat.office, "seat": mandat.seat,
        "manner": mandat.manner, "since": during.lower, "until": during.upper and during.upper - timedelta(days=1),
        "decree": words_digest(bytes(person.salt), mandat.decree),
    }  # fmt: skip
    if person.place_id != mandat.place_id:
        return told
    return {**told, "name": words_digest(bytes(person.salt), person.name), "login": login_digest(person)}


def login_digest(person: Person) -> str:
    """Name, password, switch and home of the person's login; "" without one."""
    login = person.pengguna
    if login is None:
        return ""
    whole = (login.username, login.password, str(login.is_active), login.home.code)
    return words_digest(bytes(person.salt), "\n".join(whole))


def check(village: Village) -> Iterator[Wrong]:
    """Every person, mandate and login of the place is what its chain says; none is missing, none too many."""
    mandates, persons = _told(village)
    held = list(Mandat.objects.filter(place_id=village.id).order_by("pk"))
    theirs = Q(place_id=village.id) | Q(pk__in=[m.person_id for m in held])
    people = Person.objects.filter(theirs).select_related("pengguna__home").in_bulk()
    threads = Simpul.objects.filter(pk__in=[m.simpul_id for m in held]).in_bulk()
    codes = {pk: simpul.code for pk, simpul in threads.items()}
    stored = {}
    for mandat in held:
        if mandat.person_id not in people or mandat.simpul_id not in codes:
            yield Wrong("people_mandat", str(mandat.uid), "orang dan simpulnya ada", "tidak ada")
            continue
        mandat.person = people[mandat.person_id]
        yield from _thread(mandat, threads[mandat.simpul_id])
        stored[codes[mandat.simpul_id]] = _plain(facts(mandat))
    for code in sorted(mandates.keys() | stored.keys()):
        yield from _differ("people_mandat", code, mandates.get(code), stored.get(code), skip=_PERSON)
    yield from _at_their_level(village, held)
    yield from _persons(village, persons, [p for p in people.values() if p.place_id == village.id])


def _thread(mandat: Mandat, simpul: Simpul) -> Iterator[Wrong]:
    """Its Simpul says the office and no more."""
    known = offices().get(mandat.office)
    wanted = (known.id if known else mandat.office, False, None)
    have = (simpul.title, simpul.public, simpul.rupiah)
    for name, want, found in zip(("title", "public", "rupiah"), wanted, have, strict=True):
        if want != found:
            yield Wrong("utas_simpul", f"{simpul.code} {name}", str(want), str(found))


def _told(village: Village) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """The last word of the chain: on each mandate by its Simpul, on each person by uid."""
    mandates: dict[str, dict[str, Any]] = {}
    persons: dict[str, dict[str, Any]] = {}
    for event in village.events:
        data = event.get("data", {})
        if not str(event.get("simpul", "")).startswith("mandat-"):
            continue
        if "mandate" in data:
            mandates[event["simpul"]] = data
        if "login" in data:
            persons.setdefault(data["person"], {}).update({k: data[k] for k in _PERSON if k in data})
    return mandates, persons


def _persons(village: Village, told: dict[str, dict[str, Any]], people: Iterable[Person]) -> Iterator[Wrong]:
    rows = {str(p.uid): p for p in people}
    for uid in sorted(told.keys() | rows.keys()):
        person, said = rows.get(uid), told.get(uid)
        if person is None or said is None:
            yield _missing("people_person", uid, told=said is not None)
            continue
        if said.get("name") != (have := words_digest(bytes(person.salt), person.name)):
            yield Wrong("people_person", f"{uid} name", str(said.get("name"))[:16], have[:16])
        if said["login"] != (have := login_digest(person)):
            yield Wrong(
                "people_pengguna", f"{uid} login", said["login"][:16] or "tidak ada", have[:16] or "tidak ada"
            )
    owned = [p.pengguna_id for p in rows.values() if p.pengguna_id]
    for login in Pengguna.objects.filter(home_id=village.id).exclude(pk__in=owned).order_by("pk"):
        yield Wrong("people_pengguna", login.username, "orangnya ada di tempat ini", "tidak ada")


def _at_their_level(village: Village, held: Iterable[Mandat]) -> Iterator[Wrong]:
    """An office stands only at its level: no village gives itself a Camat."""
    level = Wilayah.objects.values_list("level", flat=True).get(pk=village.id)
    for mandat in held:
        office = offices().get(mandat.office)
        if office is None or office.level != level:
            yield Wrong("people_mandat", f"{mandat.uid} office", f"jabatan di tingkat {level}", mandat.office)


def _differ(
    table: str, key: str, told: dict[str, Any] | None, have: dict[str, Any] | None, skip: tuple[str, ...]
) -> Iterator[Wrong]:
    if told is None or have is None:
        yield _missing(table, key, told=told is not None)
        return
    for name in have:
        if name not in skip and told.get(name) != have[name]:
            yield Wrong(table, f"{key} {name}", str(told.get(name))[:36], str(have[name])[:36])


def _missing(table: str, key: str, *, told: bool) -> Wrong:
    return Wrong(table, key, "ada di jejak" if told else "tidak ada di jejak", "tidak ada" if told else "ada")


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """As it reads in the chain."""
    plain: dict[str, Any] = json.loads(text(data))
    return plain
