"""The fence, asked as the runtime role by raw SQL and by the catalogue."""

from datetime import date

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from balai.ground.utas.models import Nomor, Simpul
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.scope import within
from tests.ground.told import told

pytestmark = pytest.mark.django_db

CATALOGUE = """
WITH v AS (SELECT c.oid, c.relname, c.relforcerowsecurity f, a.attnum d FROM pg_class c
           JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'desa_id' WHERE c.relkind IN ('r','p'))
SELECT relname, 'no RLS' FROM v WHERE NOT f
UNION ALL SELECT relname, 'unique ' || i.indexrelid::regclass FROM v JOIN pg_index i ON i.indrelid = v.oid
  WHERE indisunique AND NOT indisprimary AND NOT d = ANY (i.indkey)
UNION ALL SELECT v.relname, k.conname FROM v JOIN pg_constraint k ON k.conrelid = v.oid AND contype = 'f' JOIN v w ON w.oid = k.confrelid
  WHERE NOT v.d = ANY (k.conkey) AND NOT EXISTS (SELECT FROM pg_constraint z WHERE z.conrelid = v.oid AND z.confrelid = w.oid
    AND z.contype = 'f' AND v.d = ANY (z.conkey) AND k.conkey <@ z.conkey)
"""


def sql(text: str, *params: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        return cursor.fetchall() if cursor.description else []


def refused(text: str, *params: object) -> str:
    """Run a statement that must be refused; returns the database's words."""
    with pytest.raises(DatabaseError) as told, transaction.atomic():
        sql(text, *params)
    return str(told.value)


def simpul(desa, number: int = 1) -> Simpul:
    with within(desa.pk):
        return told(
            Simpul.objects.create(
                desa=desa, kind="cetakan", year=2025, number=number, code=f"cetakan-2025-{number}", title="x",
                state="diterima", date=date(2025, 1, 2),
            )
        )  # fmt: skip


@pytest.fixture
def two():
    return use("33.99.99.2001"), use("33.04.08.2010")


def test_the_catalogue_finds_no_table_without_its_fence() -> None:
    assert sql(CATALOGUE) == []


def test_the_catalogue_query_finds_a_planted_gap(server) -> None:
    with psycopg.connect(server.url("balai_owner", connection.settings_dict["NAME"])) as c:
        c.execute("CREATE TABLE lupa (id bigint PRIMARY KEY, desa_id bigint, nama text UNIQUE)")
        assert ("lupa", "no RLS") in c.execute(CATALOGUE).fetchall()
        c.rollback()


def test_without_a_scope_every_village_table_is_empty(two) -> None:
    simpul(two[0])
    assert sql("SELECT count(*) FROM utas_simpul") == [(0,)]


def test_one_village_neither_sees_nor_writes_another(two) -> None:
    a, b = two
    one = simpul(a)
    with within(b.pk):
        assert not Simpul.objects.exists()
        assert Simpul.objects.filter(pk=one.pk).update(title="diambil") == 0
        assert "row-level security" in refused(
            "INSERT INTO utas_nomor (desa_id, kind, year, last) VALUES (%s, 'cetakan', 2025, 9)", a.pk
        )


def test_a_row_cannot_point_into_another_village(two) -> None:
    a, b = two
    foreign = simpul(a)
    with within(b.pk):
        own = simpul(b)
        words = refused(
            "INSERT INTO utas_tautan (desa_id, up_id, up_kind, down_id, down_kind, since, act, until_act) VALUES (%s, %s, 'cetakan', %s, 'cetakan', now(), 'k', ''); SET CONSTRAINTS ALL IMMEDIATE",
            b.pk, foreign.pk, own.pk,
        )  # fmt: skip
        assert "foreign key" in words, "the twin key refuses it, not another guard"


def test_nesting_restores_and_an_error_inside_leaks_nothing(two) -> None:
    a, b = two
    simpul(a)
    with within(a.pk):
        with pytest.raises(ValueError, match="x"), within(b.pk):
            raise ValueError("x")
        assert Simpul.objects.count() == 1
    assert Simpul.objects.count() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE utas_simpul CASCADE",
        "ALTER TABLE utas_simpul DISABLE TRIGGER ALL",
        "ALTER TABLE utas_simpul NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY utas_simpul_pagar ON utas_simpul",
        "SET session_replication_role = replica",
        "SET ROLE balai_owner",
        "CREATE TABLE curang (x int)",
        "DELETE FROM utas_simpul",
        "UPDATE utas_simpul SET number = 9",
        "UPDATE trace_event SET text = '{}'",
        "DELETE FROM trace_event",
        "INSERT INTO trace_event (desa_id, seq, text, hash) VALUES (1, 1, '{}', '')",
        "UPDATE trace_head SET seq = 0",
        "TRUNCATE trace_event",
        "UPDATE penganggaran_baris SET anggaran = 0",
        "DELETE FROM penganggaran_baris",
        "UPDATE penganggaran_jumlah SET anggaran = 0",
        "DELETE FROM penganggaran_jumlah",
        "UPDATE files_berkas SET sha256 = ''",
        "UPDATE cetakan_cetakan SET version = 'awal'",
        "UPDATE people_mandat SET office = 'kades'",
        "DELETE FROM trace_sent",
        "UPDATE people_mandat SET decree = 'x'",
        "UPDATE people_person SET name = 'x'",
        "DELETE FROM people_person",
        "UPDATE people_pengguna SET password = 'x'",
        "UPDATE people_pengguna SET username = 'x'",
        "DELETE FROM people_pengguna",
        "UPDATE wilayah_wilayah SET name = 'x'",
        "DELETE FROM wilayah_wilayah",
        "DELETE FROM utas_nomor",
        "UPDATE utas_nomor SET kind = 'sk'",
        "UPDATE published_terbitan SET desa_id = 1",
        "DELETE FROM published_terbitan",
        "UPDATE published_fakta SET amount = 0",
        "DELETE FROM outbox_pekerjaan",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
        "UPDATE django_migrations SET name = 'x'",
        "DELETE FROM django_migrations",
        "UPDATE django_content_type SET model = 'x'",
        "DELETE FROM auth_permission",
    ],
)
def test_the_runtime_role_cannot(two, statement: str) -> None:
    simpul(two[0])
    with within(two[0].pk):
        words = refused(statement)
    assert any(w in words for w in ("permission denied", "must be owner", "is official"))


def test_the_owner_too_is_stopped_by_the_trigger(server, two) -> None:
    with (
        psycopg.connect(server.url("balai_owner", connection.settings_dict["NAME"])) as c,
        pytest.raises(psycopg.errors.RestrictViolation),
    ):
        c.execute("SELECT set_config('balai.desa', %s, true)", [str(two[0].pk)])
        c.execute("TRUNCATE trace_event CASCADE")


def test_the_chain_is_written_only_inside_its_village(two) -> None:
    a, b = two
    with within(b.pk):
        words = refused("SELECT trace_append(%s, ARRAY['{}'], 'k', 'd', '{}'::jsonb)", a.pk)
    assert "no head in this scope" in words


def test_numbers_roll_back_with_the_act(two) -> None:
    a, _b = two
    with within(a.pk), pytest.raises(RuntimeError, match="batal"), transaction.atomic():
        Nomor.objects.create(desa=a, kind="cetakan", year=2025, last=1)
        raise RuntimeError("batal")
    with within(a.pk):
        assert not Nomor.objects.exists()


def test_scopes_end_with_their_transaction() -> None:
    assert sql("SELECT coalesce(current_setting('balai.desa', true), '')") == [("",)]
