"""Corruptions planted as superuser with triggers off: each is named by `verify`, and the untouched state yields none."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from balai.adapters.sheets.apbdes.receive import Choice, receive
from balai.config.commands.verify import look
from balai.ground.files import store
from balai.ground.procedure.appointment import Appointment, appoint
from balai.ground.procedure.gate import Actor
from balai.ground.procedure.steps import By
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.reads import village
from balai.plain import clock
from balai.rooms.penganggaran.apbdes import acts, reads

BERKAS = Path(__file__).resolve().parents[1] / "berkas"

# (what somebody would do, SQL, table in which verify must name it)
PLANTED = [
    ("another day on a print's thread", "UPDATE utas_simpul SET date = date - 9 WHERE kind = 'cetakan' AND number = 1", "utas_simpul"),
    ("another day on an activity's thread", "UPDATE utas_simpul SET date = date - 9 WHERE kind = 'kegiatan' AND number = 2", "utas_simpul"),
    ("a mandate's thread renamed", "UPDATE utas_simpul SET title = 'Kepala Desa' WHERE id = (SELECT min(id) FROM utas_simpul WHERE kind = 'mandat')", "utas_simpul"),
    ("a mandate's thread made public", "UPDATE utas_simpul SET public = true WHERE id = (SELECT min(id) FROM utas_simpul WHERE kind = 'mandat')", "utas_simpul"),
    ("money on a mandate's thread", "UPDATE utas_simpul SET rupiah = 1 WHERE id = (SELECT min(id) FROM utas_simpul WHERE kind = 'mandat')", "utas_simpul"),
    ("findings put into an old answer", "UPDATE trace_sent SET answer = answer || '{\"findings\": [\"kuorum\"]}'::jsonb WHERE id = (SELECT min(id) FROM trace_sent)", "trace_sent"),
    ("a line of a village that has no print", "UPDATE penganggaran_baris SET desa_id = (SELECT id FROM wilayah_wilayah WHERE level = 'kecamatan' LIMIT 1) WHERE id = (SELECT min(id) FROM penganggaran_baris)", "penganggaran_baris"),
    ("a chain's end without a chain", "INSERT INTO trace_head (desa_id, seq, hash) SELECT id, 0, repeat('0', 64) FROM wilayah_wilayah WHERE level = 'provinsi' LIMIT 1", "trace_head"),
    ("one line one rupiah more", "UPDATE penganggaran_baris SET anggaran = anggaran + 1 WHERE id = (SELECT min(id) FROM penganggaran_baris)", "penganggaran_baris"),
    ("a rupiah moved between two lines", "UPDATE penganggaran_baris SET anggaran = anggaran + CASE urutan WHEN 20 THEN 1 ELSE -1 END WHERE urutan IN (20, 21)", "penganggaran_baris"),
    ("a line deleted", "DELETE FROM penganggaran_baris WHERE id = (SELECT max(id) FROM penganggaran_baris)", "penganggaran_baris"),
    ("a source changed", "UPDATE penganggaran_baris SET sumber = 'ADD' WHERE id = (SELECT min(id) FROM penganggaran_baris WHERE sumber = 'DDS')", "penganggaran_baris"),
    ("a line renamed", "UPDATE penganggaran_baris SET uraian = 'Lain-lain' WHERE urutan = 50", "penganggaran_baris"),
    ("a stated sum changed", "UPDATE penganggaran_jumlah SET anggaran = anggaran + 1 WHERE urutan = 1", "penganggaran_baris"),
    ("the title rewritten", "UPDATE penganggaran_isi SET judul = judul || '{\"dasar\": \"Perdes lain\"}'::jsonb", "penganggaran_baris"),
    ("another version", "UPDATE cetakan_cetakan SET version = 'penjabaran-1' WHERE version = 'perubahan'", "cetakan_cetakan"),
    ("another regulation", "UPDATE cetakan_cetakan SET dasar = 'Peraturan Desa Nomor 1'", "cetakan_cetakan"),
    ("another day", "UPDATE cetakan_cetakan SET since = since - 1 WHERE version = 'awal'", "cetakan_cetakan"),
    ("withdrawn made received", "UPDATE cetakan_cetakan SET state = 'diterima' WHERE state = 'ditarik'", "cetakan_cetakan"),
    ("the thread's state only", "UPDATE utas_simpul SET state = 'diterima' WHERE kind = 'cetakan' AND number = 1", "utas_simpul"),
    ("hidden from the public", "UPDATE utas_simpul SET public = false WHERE kind = 'cetakan' AND number = 1", "utas_simpul"),
    ("an activity made cheaper", "UPDATE utas_simpul SET rupiah = rupiah - 1 WHERE kind = 'kegiatan' AND number = 3", "utas_simpul"),
    ("an activity's row", "UPDATE penganggaran_kegiatan SET anggaran = 0 WHERE id = (SELECT min(id) FROM penganggaran_kegiatan)", "penganggaran_kegiatan"),
    ("a finding softened", "UPDATE utas_temuan SET message = 'Tidak apa-apa' WHERE id = (SELECT min(id) FROM utas_temuan)", "utas_temuan"),
    ("a finding deleted", "DELETE FROM utas_temuan WHERE id = (SELECT max(id) FROM utas_temuan)", "utas_temuan"),
    ("an event rewritten", "UPDATE trace_event SET text = replace(text, '\"to\":\"diterbitkan\"', '\"to\":\"ditarik\"') WHERE step = 'cetakan.terbitkan'", "trace_event"),
    ("an event removed", "DELETE FROM trace_event WHERE seq = 5", "trace_event"),
    ("an event emptied", "UPDATE trace_event SET text = '{}' WHERE step = 'cetakan.terbitkan'", "trace_event"),
    ("an event of another shape", "UPDATE trace_event SET text = '{\"data\":7,\"by\":[],\"simpul\":\"mandat-2025-1\"}' WHERE step = 'mandat.catat'", "trace_event"),
    ("the tail cut, head reset", "DELETE FROM trace_event WHERE seq = (SELECT max(seq) FROM trace_event); UPDATE trace_head SET (seq, hash) = (SELECT seq, hash FROM trace_event ORDER BY seq DESC LIMIT 1)", "utas_simpul"),
    ("the head alone", "UPDATE trace_head SET hash = repeat('0', 64)", "trace_head"),
    ("a key removed", "DELETE FROM trace_sent WHERE key = 'terima-0'", "trace_sent"),
    ("an answer changed", "UPDATE trace_sent SET answer = answer || '{\"state\": \"ditarik\"}'::jsonb WHERE key = 'terima-0'", "trace_sent"),
    ("another office for the mandate", "UPDATE people_mandat SET office = 'kades'", "people_mandat"),
    ("the mandate ended before it acted", "UPDATE people_mandat SET during = daterange('2020-01-01', '2021-01-01')", "people_mandat"),
    ("a published figure", "UPDATE published_fakta SET amount = amount + 1 WHERE key = 'apbdes.belanja'", "published_fakta"),
    ("a figure that nobody published", "INSERT INTO published_fakta (desa_id, year, key, amount, source) SELECT desa_id, 2031, 'apbdes.belanja', 1, source FROM published_fakta LIMIT 1", "published_fakta"),
    ("the revision", "UPDATE published_terbitan SET revision = revision + 1", "published_terbitan"),
    ("a number skipped", "UPDATE utas_nomor SET last = last + 1 WHERE kind = 'cetakan'", "utas_nomor"),
    ("the file's name", "UPDATE files_berkas SET name = 'lain.xlsx' WHERE name = 'penjabaran-siskeudes.xlsx'", "cetakan_cetakan"),
    ("a forged link", "INSERT INTO utas_tautan (desa_id, up_id, up_kind, down_id, down_kind, since, act, until_act) SELECT a.desa_id, a.id, 'cetakan', b.id, 'cetakan', now(), 'x', '' FROM utas_simpul a, utas_simpul b WHERE a.code = 'cetakan-2025-1' AND b.code = 'cetakan-2025-3'", "utas_tautan"),
    ("all activities deleted", "DELETE FROM penganggaran_kegiatan", "penganggaran_kegiatan"),
    ("an activity hidden", "UPDATE utas_simpul SET public = false WHERE kind = 'kegiatan' AND number = 2", "utas_simpul"),
    ("an activity renamed", "UPDATE utas_simpul SET title = 'Lain' WHERE kind = 'kegiatan' AND number = 2", "utas_simpul"),
    ("an activity's row renamed", "UPDATE penganggaran_kegiatan SET uraian = 'Lain' WHERE id = (SELECT min(id) FROM penganggaran_kegiatan)", "penganggaran_kegiatan"),
    ("two activities on one thread", "UPDATE penganggaran_kegiatan SET simpul_id = (SELECT min(simpul_id) FROM penganggaran_kegiatan) WHERE id = (SELECT max(id) FROM penganggaran_kegiatan)", "penganggaran_kegiatan"),
    ("another reason", "UPDATE cetakan_cetakan SET alasan = 'lain' WHERE state = 'ditarik'", "cetakan_cetakan"),
    ("received at another time", "UPDATE cetakan_cetakan SET received_at = received_at - interval '1 day'", "cetakan_cetakan"),
    ("a person renamed", "UPDATE people_person SET name = 'Orang lain' WHERE id = (SELECT min(id) FROM people_person)", "people_person"),
    ("two logins swapped", "UPDATE people_pengguna SET username = 'x' WHERE username = 'sekdes'; UPDATE people_pengguna SET username = 'sekdes' WHERE username = 'operator'; UPDATE people_pengguna SET username = 'operator' WHERE username = 'x'", "people_pengguna"),
    ("another password", "UPDATE people_pengguna SET password = 'argon2$lain' WHERE username = 'operator'", "people_pengguna"),
    ("a login switched off", "UPDATE people_pengguna SET is_active = false WHERE username = 'operator'", "people_pengguna"),
    ("a login moved", "UPDATE people_pengguna SET home_id = (SELECT id FROM wilayah_wilayah WHERE code = '33.99') WHERE username = 'operator'", "people_pengguna"),
    ("a login taken from its person", "UPDATE people_person SET pengguna_id = NULL WHERE pengguna_id = (SELECT id FROM people_pengguna WHERE username = 'operator')", "people_pengguna"),
    ("a login that nobody was given", "INSERT INTO people_pengguna (username, password, is_active, home_id) SELECT 'hantu', password, true, home_id FROM people_pengguna LIMIT 1", "people_pengguna"),
    ("a mandate added", "INSERT INTO people_mandat (uid, place_id, person_id, office, seat, manner, during, decree, simpul_id) SELECT gen_random_uuid(), place_id, person_id, 'kades', 1, 'tetap', during, 'SK palsu', (SELECT min(id) FROM utas_simpul WHERE kind = 'cetakan') FROM people_mandat WHERE office = 'sekdes'", "people_mandat"),
    ("a mandate extended", "UPDATE people_mandat SET during = daterange(lower(during), NULL) WHERE office = 'operator'", "people_mandat"),
    ("a mandate's decree", "UPDATE people_mandat SET decree = 'SK palsu' WHERE office = 'operator'", "people_mandat"),
    ("a mandate's manner", "UPDATE people_mandat SET manner = 'plt' WHERE office = 'operator'", "people_mandat"),
    ("a mandate's seat", "UPDATE people_mandat SET seat = 7 WHERE office = 'operator'", "people_mandat"),
    ("a mandate given to somebody else", "UPDATE people_mandat SET person_id = (SELECT person_id FROM people_mandat WHERE office = 'sekdes') WHERE office = 'operator'", "people_mandat"),
    ("a mandate that never acted deleted", "DELETE FROM people_mandat WHERE office = 'operator'", "people_mandat"),
    ("a person deleted with a mandate that never acted", "DELETE FROM people_mandat WHERE office = 'operator'; DELETE FROM people_person WHERE id NOT IN (SELECT person_id FROM people_mandat)", "people_person"),
    ("a mandate of the Dinas added", "INSERT INTO people_mandat (uid, place_id, person_id, office, seat, manner, during, decree, simpul_id) SELECT gen_random_uuid(), w.id, m.person_id, 'dinas_pmd', 1, 'tetap', m.during, 'SK palsu', (SELECT max(id) FROM utas_simpul WHERE kind = 'cetakan') FROM people_mandat m, wilayah_wilayah w WHERE m.office = 'sekdes' AND w.code = '33.99'", "people_mandat"),
    ("a village renamed", "UPDATE wilayah_wilayah SET name = 'Lain' WHERE code = '33.99.99.2001'", "wilayah_wilayah"),
    ("a kabupaten renamed", "UPDATE wilayah_wilayah SET name = 'Kabupaten Lain' WHERE code = '33.99'", "wilayah_wilayah"),
    ("a village in another zone", "UPDATE wilayah_wilayah SET zone = 'WIT' WHERE code = '33.99.99.2001'", "wilayah_wilayah"),
    ("an example made real", "UPDATE wilayah_wilayah SET contoh = false WHERE code = '33.99.99.2001'", "wilayah_wilayah"),
    ("last published at another time", "UPDATE published_terbitan SET changed_at = changed_at - interval '1 second'", "published_terbitan"),
    ("a key's digest", "UPDATE trace_sent SET digest = repeat('0', 64) WHERE key = 'terima-0'", "trace_sent"),
    ("a key's time", "UPDATE trace_sent SET created_at = created_at + interval '1 second' WHERE key = 'terima-0'", "trace_sent"),
    ("a file that came at another time", "UPDATE files_berkas SET received_at = received_at + interval '1 second' WHERE id = (SELECT min(id) FROM files_berkas)", "files_berkas"),
    ("a file of another size", "UPDATE files_berkas SET size = size + 1 WHERE id = (SELECT min(id) FROM files_berkas)", "files_berkas"),
    ("a file that no act brought", "INSERT INTO files_berkas (desa_id, sha256, size, name, media_type, stored, uploader, received_at) SELECT desa_id, sha256, size, 'sisipan.xlsx', media_type, stored, uploader, received_at FROM files_berkas LIMIT 1", "files_berkas"),
    ("published at another time", "UPDATE cetakan_cetakan SET published_at = published_at + interval '1 hour' WHERE published_at IS NOT NULL", "cetakan_cetakan"),
]  # fmt: skip


def told() -> None:
    """Three prints: first budget, Perubahan, and one that is withdrawn."""
    desa = use("33.99.99.2001")
    where = village(desa.code)
    assert where
    mandate = appoint(
        desa,
        Appointment("sekdes", "Nur Kartaloka", "sekdes", date(2022, 1, 1), date(2029, 12, 31), "SK contoh"),
    )
    appoint(
        desa, Appointment("operator", "Rini Kartawening", "operator", date(2022, 1, 1), date(2029, 12, 31))
    )
    who = Actor(By.OFFICE, str(mandate.uid))
    days = (date(2025, 1, 2), date(2025, 9, 26), date(2025, 10, 1))
    names = ("penjabaran-siskeudes.xlsx", "apb-perubahan.xlsx", "penjabaran-siskeudes.xls")
    for number, (day, name) in enumerate(zip(days, names, strict=True)):
        received = receive((BERKAS / name).read_bytes(), name, reads.desa_of(where), Choice(tahun=2025))
        with clock.pinned(datetime(day.year, day.month, day.day, 5, tzinfo=UTC)):
            acts.terima_cetakan(desa, received, by=who, at=day, key=f"terima-{number}")
            row = next(r for r in reads.office_list(desa.pk) if r.sha256 == received.sha256)
            if number < 2:
                acts.terbitkan_cetakan(desa, row.id, by=who, at=day, key=f"terbit-{number}", seen=row.rev)
            else:
                acts.tarik_cetakan(
                    desa, row.id, by=who, at=day, key="tarik", reason="salah berkas", seen=row.rev
                )


@pytest.fixture(scope="module")
def state(django_db_setup, django_db_blocker, worker: str, server) -> Iterator[str]:
    """A small real village, and the superuser's URL to its database."""
    from tests.database import clone

    with django_db_blocker.unblock():
        told()
        yield server.url("postgres", connection.settings_dict["NAME"])
        clone(server, worker)


def test_the_untouched_state_yields_nothing(state: str) -> None:
    assert look() == ([], 1)


def test_at_least_twenty_are_planted() -> None:
    assert len(PLANTED) >= 20


@pytest.mark.parametrize(("what", "sql", "table"), PLANTED, ids=[p[0] for p in PLANTED])
def test_each_corruption_is_named(state: str, what: str, sql: str, table: str) -> None:
    """Planted in one transaction that verify sees from inside, and rolled back afterwards."""
    with psycopg.connect(state) as c:
        c.execute("SET session_replication_role = replica")
        c.execute(f"CREATE TEMP TABLE sebelum ON COMMIT DROP AS SELECT 1; {sql}")
        assert c.execute("SELECT 1").fetchone()
        backup = snapshot(state)
        c.commit()
    try:
        found, _n = look()
        assert table in {f[1] for f in found}, (what, found)
    finally:
        put_back(state, backup)


TABLES = (
    "penganggaran_baris", "penganggaran_jumlah", "penganggaran_isi", "penganggaran_kegiatan", "cetakan_cetakan", "utas_simpul",
    "utas_temuan", "utas_tautan", "utas_nomor", "trace_event", "trace_head", "trace_sent", "people_mandat", "people_person", "people_pengguna",
    "wilayah_wilayah", "published_fakta",
    "published_terbitan", "files_berkas",
)  # fmt: skip


def columns(c: psycopg.Connection, table: str) -> str:
    """Columns that may be written (generated ones may not)."""
    sql = "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"
    return c.execute(sql, [table]).fetchone()[0]


def snapshot(url: str) -> dict[str, bytes]:
    """All tables as they were before the planting transaction committed."""
    with psycopg.connect(url) as c:
        found = {}
        for table in TABLES:
            with c.cursor().copy(f"COPY (SELECT {columns(c, table)} FROM {table}) TO STDOUT") as copy:
                found[table] = b"".join(bytes(chunk) for chunk in copy)
        return found


def put_back(url: str, backup: dict[str, bytes]) -> None:
    with psycopg.connect(url) as c:
        c.execute("SET session_replication_role = replica")
        for table in TABLES:
            c.execute(f"DELETE FROM {table}")
            with c.cursor().copy(f"COPY {table} ({columns(c, table)}) FROM STDIN") as copy:
                copy.write(backup[table])


def test_a_file_changed_on_disk_is_named(state: str) -> None:
    data = (BERKAS / "penjabaran-siskeudes.xlsx").read_bytes()
    path = store.path_of("33.99.99.2001", hashlib.sha256(data).hexdigest())
    path.write_bytes(data + b" ")
    try:
        assert [f[1] for f in look()[0]] == ["files_berkas"]
    finally:
        path.write_bytes(data)
