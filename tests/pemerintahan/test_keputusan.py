"""A decree as a paper act: who decided, who recorded, what it brings about, how it ends (kisah, row 1)."""

import json
import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import psycopg
import pytest
from django.db import DatabaseError, connection

from balai.config.commands.verify import look
from balai.ground.people.models import Mandat
from balai.ground.procedure import gate
from balai.ground.procedure.errors import Conflict, NotAllowed, Refused
from balai.ground.procedure.gate import Actor
from balai.ground.procedure.steps import By, Procedure, Step
from balai.ground.trace.models import Event
from balai.ground.utas.models import Tautan, Temuan
from balai.ground.wilayah.scope import within
from balai.plain import clock
from balai.rooms.pemerintahan.keputusan import acts
from tests.ground.dokumen_uji.models import DokumenUji
from tests.ground.test_gate_races import together
from tests.pemerintahan.conftest import KADER, SIGNED, TODAY


def kader(hall) -> Mandat | None:
    with within(hall.desa.pk):
        return Mandat.objects.filter(office="kader").select_related("person").first()


def planted(server, sql: str) -> None:
    """As superuser with triggers off."""
    with psycopg.connect(server.url("postgres", connection.settings_dict["NAME"])) as c:
        c.execute("SET session_replication_role = replica")
        assert c.execute(sql).rowcount


def test_a_draft_gives_nobody_anything_and_a_signed_sheet_does(hall) -> None:
    sk = hall.draft()
    assert kader(hall) is None
    hall.sign(sk)
    held = kader(hall)
    assert held is not None
    assert (held.person.name, held.decree) == (
        "Indah Wulan Sastrajaya",
        "Keputusan Kepala Desa 141/07/2023",
    )
    assert (held.during.lower, held.during.upper) == (SIGNED, date(2030, 1, 1))
    with within(hall.desa.pk):
        assert list(Tautan.objects.values_list("up__code", "down__kind")) == [("sk-2023-1", "mandat")]


def test_decider_and_recorder_stand_apart_in_the_chain(hall) -> None:
    hall.record()
    with within(hall.desa.pk):
        told = json.loads(Event.objects.get(step="sk.catat").text)
    assert (told["by"]["office"], told["rec"]["office"]) == ("kades", "sekdes")
    assert told["at"] == "2023-02-13"
    assert told["rec_at"].startswith("2023-02-20")
    assert told["papers"] == {"lembar_sk": hall.sheet.sha256}
    assert "Indah" not in json.dumps(told)


def test_two_offices_in_one_hand_are_flagged_and_not_forbidden(hall) -> None:
    answer = hall.record(replace(KADER, orang=hall.kadus))
    assert answer.findings == ("jabatan_rangkap",)
    with within(hall.desa.pk):
        assert "juga Kepala Dusun" in Temuan.objects.get(code="jabatan_rangkap").message
        assert Mandat.objects.filter(person__uid=hall.kadus).count() == 2


def test_a_decree_that_reaches_back_says_so(hall) -> None:
    assert hall.record(replace(KADER, mulai=date(2023, 1, 2))).findings == ("berlaku_surut",)


def test_revoking_ends_the_mandate_on_the_day_before(hall) -> None:
    hall.record()
    sk = hall.newest().id
    with clock.pinned(datetime(2024, 5, 6, 5, tzinfo=UTC)):
        hall.revoke(sk, date(2024, 5, 1))
    held = kader(hall)
    assert held is not None
    assert held.during.upper == date(2024, 5, 1)
    assert hall.row(sk).state == "dicabut"
    with clock.pinned(datetime(2024, 5, 6, 5, tzinfo=UTC)):
        hall.record(
            replace(KADER, nama="Orang Baru", mulai=date(2024, 5, 1)), "141/09/2024", "lagi", date(2024, 5, 1)
        )
    with within(hall.desa.pk):
        assert Mandat.objects.filter(office="kader").count() == 2, "the seat was free again"
    assert look()[0] == []


@pytest.mark.parametrize(
    ("role", "day"), [("by", "18 Februari 2023"), ("rec", "19 Februari 2023")], ids=["decided", "recorded"]
)
def test_a_mandate_is_not_ended_before_its_last_act(hall, server, role: str, day: str) -> None:
    hall.record(replace(KADER, office="operator"))
    sk = hall.newest().id
    with within(hall.desa.pk):
        uid = str(Mandat.objects.get(office="operator").uid)
    nobody = {"by": {}, "rec": {}}
    told = {
        "at": "2023-02-18",
        "rec_at": "2023-02-18T18:00:00.000000Z",
        "simpul": "x-1-1",
        "step": "x",
        "act": "x",
    }
    text = json.dumps({**nobody, role: {"mandate": uid}, **told})
    planted(
        server,
        f"INSERT INTO trace_event (desa_id, seq, text, hash) VALUES ({hall.desa.pk}, 99, '{text}', '')",
    )
    with pytest.raises(Refused, match=day):
        hall.revoke(sk, date(2023, 2, 18))


def test_an_old_decree_is_recorded_by_somebody_newer_in_office(hall) -> None:
    """The recorder's mandate counts on the day of recording; verify must not ask for it on the day of the decree."""
    hall.cast["sekdes"] = hall.newer_sekdes()
    with clock.pinned(datetime(2030, 2, 1, 5, tzinfo=UTC)):
        hall.record()
    assert look()[0] == []


@pytest.mark.parametrize(
    ("draft", "nomor", "code", "field"),
    [
        (replace(KADER, nama=" . "), "1", "nama_kosong", "nama"),
        (replace(KADER, sampai=date(2023, 2, 12)), "1", "masa_terbalik", "sampai"),
        (replace(KADER, office="kades"), "1", "jabatan_bukan_sk", "office"),
        (replace(KADER, office="camat"), "1", "jabatan_bukan_sk", "office"),
        (KADER, " - ", "nomor_kosong", "nomor"),
    ],
)
def test_what_is_missing_is_said_at_its_field(hall, draft, nomor, code, field) -> None:
    with pytest.raises(Refused) as told:
        hall.record(draft, nomor)
    assert (told.value.code, told.value.findings[0].params["field"]) == (code, field)
    assert kader(hall) is None


def test_one_number_is_one_decree_and_one_seat_one_person(hall) -> None:
    hall.record()
    with pytest.raises(Conflict) as number:
        hall.record(replace(KADER, office="operator"), key="dua")
    with pytest.raises(Conflict) as seat:
        hall.record(replace(KADER, nama="Orang Lain"), "141/08/2023", "tiga")
    assert (number.value.code, seat.value.code) == ("keputusan_satu_nomor", "mandat_satu_kursi")


def test_the_sekdes_signs_nothing_and_nobody_records_without_a_sheet(hall) -> None:
    sk = hall.draft()
    more = {"nomor": "1/2023", "recorded_by": hall.cast["sekdes"], "at": SIGNED, "seen": 1}
    with pytest.raises(NotAllowed, match="Kepala Desa"):
        acts.tandatangani_sk(hall.desa, sk, sheet=hall.sheet, by=hall.cast["sekdes"], key="a", **more)
    with pytest.raises(Refused) as told:
        acts.tandatangani_sk(hall.desa, sk, sheet=None, by=hall.cast["kades"], key="b", **more)
    assert told.value.code == "kertas_kurang"


def test_a_nik_is_masked_wherever_it_was_typed(hall) -> None:
    hall.record(replace(KADER, nama="Indah 3304126708900001"), "3304126708900001/2023")
    with connection.cursor() as cursor, within(hall.desa.pk):
        cursor.execute("SELECT row_to_json(k)::text FROM pemerintahan_keputusan k")
        assert "3304126708900001" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE people_mandat SET during = daterange(lower(during), '2039-01-01') WHERE office = 'kader'",
        "UPDATE people_mandat SET during = daterange('2023-03-01', upper(during)) WHERE office = 'kader'",
        "UPDATE people_mandat SET during = 'empty' WHERE office = 'kader'",
        "UPDATE people_mandat SET during = daterange(lower(during), '2024-01-01') WHERE office = 'kader'",  # no event
        "UPDATE people_mandat SET office = 'kades' WHERE office = 'kader'",
        "UPDATE pemerintahan_keputusan SET nama = 'Orang Lain'",
        "UPDATE pemerintahan_keputusan SET state = 'draf', nomor = ''",
        "DELETE FROM pemerintahan_keputusan",
    ],
)
def test_the_database_itself_stretches_and_changes_nothing(hall, sql) -> None:
    hall.record()
    with pytest.raises(DatabaseError), within(hall.desa.pk), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("UPDATE pemerintahan_keputusan SET nama = 'Orang Lain'", "pemerintahan_keputusan"),
        ("UPDATE pemerintahan_keputusan SET nomor = '999'", "pemerintahan_keputusan"),
        ("UPDATE pemerintahan_keputusan SET since = '2023-02-14'", "pemerintahan_keputusan"),
        ("UPDATE people_mandat SET during = daterange(lower(during), '2039-01-01') WHERE office = 'kader'", "people_mandat"),
        ("UPDATE pemerintahan_keputusan SET mandat_id = (SELECT id FROM people_mandat WHERE office = 'kades')", "pemerintahan_keputusan"),
        ("DELETE FROM pemerintahan_keputusan", "pemerintahan_keputusan"),
    ],
)  # fmt: skip
def test_verify_names_what_was_changed_behind_the_gate(hall, server, sql, table) -> None:
    hall.record()
    assert look()[0] == []
    planted(server, sql)
    assert table in {found[1] for found in look()[0]}


def test_who_is_acting_by_a_mandate_is_waited_for_before_it_ends(hall) -> None:
    hall.record(replace(KADER, office="operator"))
    sk, today = hall.newest().id, date(2023, 2, 20)
    with within(hall.desa.pk):
        operator = Actor(By.OFFICE, str(Mandat.objects.get(office="operator").uid))
    inside, go_on = threading.Event(), threading.Event()
    life = Procedure("apb", {"draf": "draf"}, (Step("susun", (), "draf", ("operator",), "uji"),))

    def write(act) -> None:
        simpul = act.new_simpul("apb", 2023, "uji", "draf")
        act.doc = DokumenUji.objects.create(
            desa=hall.desa, simpul=simpul, state="draf", since=today, kind="apb"
        )
        inside.set()
        assert go_on.wait(5)

    def acting() -> None:
        gate.step(
            hall.desa,
            life,
            "susun",
            model=DokumenUji,
            by=operator,
            recorded_by=operator,
            at=today,
            key="a",
            write=write,
        )

    def revoking() -> None:
        assert inside.wait(5)
        threading.Timer(0.5, go_on.set).start()
        hall.revoke(sk, today)

    (acted, revoked) = together(acting, revoking, now=TODAY)
    assert acted is None, acted
    assert isinstance(revoked, Refused), revoked
    assert revoked.code == "mandat_dipakai"
    assert look()[0] == []
