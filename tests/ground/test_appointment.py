"""A mandate has its event, whoever gives it: the console, an act, or a copy of a village."""

import json
from datetime import date
from uuid import UUID

import pytest
from django.db import DatabaseError, connection

from balai.config.commands.verify import look
from balai.ground.people.models import Mandat, Person
from balai.ground.procedure.appointment import Appointment, Term, appoint, begin, grant
from balai.ground.trace.models import Event
from balai.ground.utas.models import Simpul
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.scope import within
from tests.ground.village import DAY, Village

pytestmark = pytest.mark.django_db


def events(place, step: str) -> list[dict]:
    with within(place.pk):
        return [json.loads(e.text) for e in Event.objects.filter(step=step).order_by("seq")]


def test_an_appointment_is_told_in_the_chain_of_its_place() -> None:
    kabupaten = use("33.99")
    mandate = appoint(
        kabupaten,
        Appointment("sri", "Sri Awanlaksa", "dinas_pmd", date(2022, 1, 1), date(2029, 12, 31), "SK 800/015"),
    )
    (event,) = events(kabupaten, "mandat.catat")
    data = event["data"]
    assert (UUID(data["mandate"]), UUID(data["person"])) == (mandate.uid, mandate.person.uid)
    assert (data["office"], data["seat"], data["manner"]) == ("dinas_pmd", 1, "tetap")
    assert (data["since"], data["until"]) == ("2022-01-01", "2029-12-31"), "the last day still belongs to it"
    assert {len(data[k]) for k in ("name", "decree", "login")} == {64}
    assert look() == ([], 0), "no village, and yet a chain that is looked at"


def test_the_same_name_twice_is_not_told_alike() -> None:
    """A digest without the person's own salt could be tried out against a list of names."""
    desa = use("33.99.99.2001")
    for number in (1, 2):
        appoint(desa, Appointment(f"rini-{number}", "Rini", "operator", date(2025, 1, 1), decree="SK"))
    first, second = (e["data"] for e in events(desa, "mandat.catat"))
    assert first["name"] != second["name"]
    assert first["decree"] != second["decree"]


def test_a_second_mandate_of_one_person(village) -> None:
    with within(village.desa.pk):
        grant(village.desa, village.kader, Term("kadus", DAY, seat=3, manner="plt"))
    assert {f[1] for f in look()[0]} == {"files_berkas"}, "the sheet that no act has named"


def test_an_act_brings_about_a_mandate_with_the_same_facts(village) -> None:
    doc = village.made()

    def write(act) -> None:
        person = Person.objects.create(place=village.desa, name="Orang baru")
        begin(act, person, Term("kasi", DAY, date(2026, 3, 2), "SK 1", seat=1))

    village.sign(doc, write=write)
    (event,) = events(village.desa, "mandat.mulai")
    assert event["by"]["office"] == "kades", "here somebody has the mandate to decide it"
    assert (event["data"]["since"], event["data"]["until"]) == ("2025-03-03", "2026-03-02")
    assert event["data"]["login"] == ""
    assert look() == ([], 1)


def test_no_mandate_stands_on_another_places_thread(village) -> None:
    other = Village("33.04.08.2010")
    village.made()
    with within(village.desa.pk):
        foreign = Simpul.objects.get(kind="sk").pk
    with pytest.raises(DatabaseError, match="mandat_simpul_tempat"), within(other.desa.pk):
        Mandat.objects.create(
            place=other.desa, person=other.kader, office="kadus", seat=9, during=(DAY, None), decree="x",
            simpul_id=foreign,
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
