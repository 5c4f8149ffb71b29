"""Logins, persons, mandates: one seat, one holder on a day; a mandate stands where its office stands."""

from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.db import DatabaseError, IntegrityError, transaction

from balai.ground.people.models import Mandat, Pengguna, Person
from balai.ground.people.offices import offices
from balai.ground.people.reads import mandates, mandates_of
from balai.ground.procedure.appointment import Appointment, Term, appoint, grant
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.scope import within

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2022, 1, 1), date(2024, 12, 31)


@pytest.fixture
def desa():
    return use("33.99.99.2001")


def one(
    office: str = "kades", since: date = SINCE, until: date | None = UNTIL, name: str = "a"
) -> Appointment:
    return Appointment(f"{office}-{name}", f"Orang {name}", office, since, until)


@pytest.mark.parametrize(
    ("since", "fits"),
    [(date(2024, 12, 31), False), (date(2025, 1, 1), True), (date(2020, 1, 1), False)],
)
def test_one_seat_has_one_holder_on_a_day(desa, since: date, fits: bool) -> None:
    """The last day of a mandate still belongs to it; the next day is free."""
    appoint(desa, one())
    if fits:
        appoint(desa, one(since=since, until=None, name="b"))
        return
    with pytest.raises(IntegrityError, match="mandat_satu_kursi"), transaction.atomic():
        appoint(desa, one(since=since, until=None, name="b"))


def test_operators_have_no_fixed_seat(desa) -> None:
    appoint(desa, one("operator"))
    appoint(desa, one("operator", name="b"))
    with within(desa.pk):
        assert Mandat.objects.count() == 2


def test_a_person_does_not_hold_one_office_twice_at_once(desa) -> None:
    mandate = appoint(desa, one("operator"))
    with within(desa.pk), pytest.raises(IntegrityError, match="mandat_satu_orang"), transaction.atomic():
        grant(desa, mandate.person, Term("operator", SINCE, None, "SK lain", seat=None))


def test_one_person_may_hold_two_offices(desa) -> None:
    """The seed's case: the cadre who is also head of a hamlet. Never a fault."""
    mandate = appoint(desa, one("kader"))
    with within(desa.pk):
        grant(desa, mandate.person, Term("kadus", SINCE, UNTIL, "SK kadus"))
    login = Pengguna.objects.get(username="kader-a")
    assert {m.office for m in mandates_of(login, SINCE)} == {"kader", "kadus"}


@pytest.mark.parametrize(
    ("day", "count"), [(SINCE, 1), (UNTIL, 1), (date(2021, 12, 31), 0), (date(2025, 1, 1), 0)]
)
def test_a_mandate_holds_from_its_first_to_its_last_day(desa, day: date, count: int) -> None:
    appoint(desa, one())
    assert len(mandates_of(Pengguna.objects.get(), day)) == count


@pytest.mark.parametrize("code", [c for c, o in offices().items() if o.level != "desa"])
def test_an_office_stands_only_at_its_level(desa, code: str) -> None:
    with pytest.raises(ValueError, match="tidak ada di tingkat"):
        appoint(desa, one(code))
    assert not Pengguna.objects.exists(), "nothing is left behind"


def test_persons_of_another_village_are_neither_seen_nor_written(desa) -> None:
    mandate = appoint(desa, one())
    other = use("33.04.08.2010")
    assert not Person.objects.exists(), "no scope, no person"
    with within(other.pk):
        assert not Person.objects.exists()
        assert mandates([str(mandate.uid)], [desa.pk, other.pk]) == {}
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Person.objects.create(place=desa, name="Penyusup")


def test_a_village_reads_the_mandates_of_those_above_it_and_cannot_give_them(desa) -> None:
    camat = appoint(desa.parent, one("camat"))
    with within(desa.pk, places=[desa.pk, desa.parent_id]):
        assert list(mandates([str(camat.uid)], [desa.pk, desa.parent_id])) == [str(camat.uid)]
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            grant(desa.parent, camat.person, Term("camat", SINCE, seat=2))


def test_a_hash_of_older_settings_still_opens(desa, settings) -> None:
    """Django would hash anew and save: a right the runtime role has not. The login must not break on it."""
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[::-1]
    Pengguna.objects.create("lama", "sandi-yang-panjang", desa)
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[::-1]
    assert authenticate(username="lama", password="sandi-yang-panjang") is not None
    assert authenticate(username="lama", password="salah") is None


def test_what_is_no_uid_is_no_mandate(desa) -> None:
    with within(desa.pk):
        assert mandates(["", "kades", "1 OR 1=1"], [desa.pk]) == {}


def test_a_password_is_kept_by_argon2(desa) -> None:
    login = Pengguna.objects.create("Sekdes", "sandi-yang-panjang", desa)
    assert login.password.startswith("argon2")
    assert login.username == "sekdes"
    assert not Pengguna.objects.create("tanpa", None, desa).has_usable_password()
