"""One village goes out and comes back, here or elsewhere: its canonical form is equal, the neighbours' is unchanged."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from balai.adapters.sheets.apbdes.receive import Choice, receive
from balai.config.commands.verify import look
from balai.config.one_village import put
from balai.config.one_village.copy import Copy, read_village
from balai.config.one_village.folder import CopyProblem, load, reader, take
from balai.config.one_village.put import VillageStands, VillageWrong
from balai.config.one_village.restore import _keep_files, put_back
from balai.config.one_village.tables import LEFT_OUT, models, owner_of
from balai.ground.cetakan.models import Cetakan
from balai.ground.files import store
from balai.ground.outbox.models import Pekerjaan
from balai.ground.people.models import Mandat, Pengguna, Person
from balai.ground.procedure.appointment import Appointment, appoint
from balai.ground.procedure.gate import Actor
from balai.ground.procedure.steps import By
from balai.ground.trace.models import Event
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.models import Wilayah
from balai.ground.wilayah.reads import village
from balai.ground.wilayah.scope import within
from balai.plain import clock
from balai.rooms.penganggaran.apbdes import acts, reads
from tests.database import clone

BERKAS = Path(__file__).resolve().parents[1] / "berkas"
OURS, THEIRS = "33.99.99.2001", "33.04.08.2010"
DAY = date(2025, 1, 2)


@pytest.fixture
def url(committed, server):
    """The backup role's URL of the database that the connection points at."""
    return lambda: server.url("balai_backup", connection.settings_dict["NAME"])


def print_of(code: str, by: Actor, name: str, day: date = DAY, versi: str = "") -> None:
    """Somebody receives and publishes a print."""
    desa, where = use(code), village(code)
    assert where
    received = receive(
        (BERKAS / name).read_bytes(), name, reads.desa_of(where), Choice(tahun=2025, versi=versi)
    )
    with clock.pinned(datetime(day.year, day.month, day.day, 5, tzinfo=UTC)):
        acts.terima_cetakan(desa, received, by=by, at=day, key=f"terima-{code}-{name}")
        row = next(r for r in reads.office_list(desa.pk) if r.sha256 == received.sha256)
        acts.terbitkan_cetakan(desa, row.id, by=by, at=day, key=f"terbit-{code}-{name}", seen=row.rev)


def sekdes(code: str, username: str = "sekdes") -> Actor:
    one = Appointment(username, f"Sekdes {code}", "sekdes", date(2022, 1, 1), password="sandi-yang-panjang")
    return Actor(By.OFFICE, str(appoint(use(code), one).uid))


def dinas(kabupaten: str = "33.04") -> Actor:
    one = Appointment("dinas", "Orang Dinas", "dinas_pmd", date(2022, 1, 1))
    return Actor(By.OFFICE, str(appoint(use(kabupaten), one).uid))


def now(url, code: str) -> Copy:
    with reader(url()) as read:
        found = read_village(read, code)
    assert found is not None
    return found


def lived() -> Actor:
    """Two villages: ours by its Sekdes, then changed; theirs by the Dinas above it."""
    own = sekdes(OURS)
    print_of(OURS, own, "penjabaran-siskeudes.xlsx")
    print_of(THEIRS, dinas(), "penjabaran-siskeudes.xlsx")
    print_of(OURS, own, "apb-perubahan.xlsx", date(2025, 9, 26))
    return own


def elsewhere(server, worker: str, settings, tmp_path: Path) -> None:
    """Another installation: from here on the connection and the store are its own."""
    settings.BALAI_FILES = tmp_path / "berkas-lain"
    clone(server, f"{worker}_lain")


def brought(folder: Path, url, *, overwrite: bool = False, as_is: bool = False) -> list[str]:
    copy = load(folder)
    _keep_files(copy, folder / "berkas")
    return put_back(copy, url(), overwrite=overwrite, as_is=as_is).told


def test_every_table_is_a_villages_or_left_out_on_purpose() -> None:
    """A new model must say whose its rows are (a foreign key `desa`, `place` or `home`), or why it stays behind."""
    nobodys = {m._meta.db_table for m in models() if owner_of(m) is None}
    assert nobodys <= set(LEFT_OUT), f"say in one_village/tables.py what happens to {nobodys - set(LEFT_OUT)}"


def test_into_an_empty_installation(url, server, worker: str, settings, tmp_path: Path) -> None:
    own = lived()
    folder = tmp_path / "desa"
    copy = take(folder, OURS, url())
    with within(use(OURS).pk):
        ids = list(Cetakan.objects.order_by("pk").values_list("pk", flat=True))
    elsewhere(server, worker, settings, tmp_path)
    told = brought(folder, url)
    assert now(url, OURS).canonical() == copy.canonical()
    assert {name: n for name, (n, _d) in copy.canonical().items() if n}["penganggaran_baris"] > 200
    assert look() == ([], 1), told
    with within(use(OURS).pk):
        assert list(Cetakan.objects.order_by("pk").values_list("pk", flat=True)) == ids
    assert Pengguna.objects.get().check_password("sandi-yang-panjang")
    assert [(j.kind, j.payload) for j in Pekerjaan.objects.all()] == [("kertas", {"tahun": 2025})]
    print_of(OURS, own, "penjabaran-siskeudes.xls", date(2025, 10, 1), "penjabaran-2")
    assert look() == ([], 1), "it lives on: numbers, chain and ids go on where they stood"


def test_into_a_used_installation_where_its_ids_and_names_are_taken(
    url, server, worker: str, settings, tmp_path: Path
) -> None:
    lived()
    folder = tmp_path / "desa"
    take(folder, THEIRS, url())
    elsewhere(server, worker, settings, tmp_path)
    print_of(OURS, sekdes(OURS), "penjabaran-siskeudes.xlsx")
    dinas()  # the seat from which the copy's print was received is held by somebody else here
    before = now(url, OURS)
    told = brought(folder, url)
    assert now(url, OURS).rows == before.rows, "not one row of the neighbour, not one id"
    assert now(url, THEIRS).canonical() == load(folder).canonical()
    assert look() == ([], 2)
    assert "tanpa kursi" in " ".join(told)
    kabupaten = use("33.04")
    with within(kabupaten.pk):
        (event,) = Event.objects.filter(step="mandat.terbawa")
        assert json.loads(event.text)["data"]["village"] == THEIRS
        assert Person.objects.get(pengguna=None).mandates.get().simpul.code == event.simpul
    print_of(THEIRS, sekdes(THEIRS, "sekdes-2"), "apb-perubahan.xlsx", date(2025, 9, 26))
    assert look() == ([], 2), "it lives on here too"


def test_a_login_name_that_another_place_has_is_told(
    url, server, worker: str, settings, tmp_path: Path
) -> None:
    sekdes(OURS)
    take(tmp_path / "desa", OURS, url())
    elsewhere(server, worker, settings, tmp_path)
    sekdes(THEIRS)
    assert f"masuk dengan sekdes-{OURS}" in " ".join(brought(tmp_path / "desa", url))
    assert set(Pengguna.objects.values_list("username", flat=True)) == {"sekdes", f"sekdes-{OURS}"}
    assert look() == ([], 2), "the chain tells of the login's new name"
    with pytest.raises(VillageStands):
        brought(tmp_path / "desa", url)


def test_a_copy_speaks_of_no_other_place(url, server, worker: str, settings, tmp_path: Path) -> None:
    """Somebody adds to their village's copy a mandate at the neighbour's, or puts the village under another kabupaten."""
    lived()
    copy = take(tmp_path / "desa", THEIRS, url())
    (officer,) = copy.elsewhere
    elsewhere(server, worker, settings, tmp_path)
    for place in (OURS, "33.99", "33.04.09", THEIRS):
        at = [*officer[:4], place, *officer[5:]]
        with pytest.raises(CopyProblem, match="bukan tempat di atasnya"):
            put_back(replace(copy, elsewhere=[at]), url(), overwrite=False)
        home = [officer[0], place, *officer[2:]]
        with pytest.raises(CopyProblem, match="bukan tempat di atasnya"):
            put_back(replace(copy, elsewhere=[home]), url(), overwrite=False)
    moved = [*copy.places[:1], {**copy.places[1], "code": "33.99"}, *copy.places[2:]]
    with pytest.raises(CopyProblem, match="bukan atasannya"):
        put_back(replace(copy, places=moved), url(), overwrite=False)
    for wrong in (
        [*officer[:5], "camat", *officer[6:]],
        ["x", *officer[1:]],
        [*officer[:8], "kapan", officer[9]],
    ):
        with pytest.raises(CopyProblem, match="nilai yang tidak mungkin"):
            put_back(replace(copy, elsewhere=[wrong]), url(), overwrite=False)
    assert not Wilayah.objects.exists(), "nothing has changed"


def test_no_copy_gives_a_login_more_to_do_above_the_village(
    url, server, worker: str, settings, tmp_path: Path
) -> None:
    """A mandate unknown here, of somebody who signs in here: named, and brought only as the operator insists."""
    lived()
    copy = take(tmp_path / "desa", THEIRS, url())
    (officer,) = copy.elsewhere
    elsewhere(server, worker, settings, tmp_path)
    _keep_files(copy, tmp_path / "desa" / "berkas")
    appoint(
        use("33.04"), Appointment("dinas", "Orang Dinas", "dinas_pmd", date(2010, 1, 1), date(2011, 1, 1))
    )
    with psycopg.connect(server.url("postgres", connection.settings_dict["NAME"])) as c:
        c.execute("UPDATE people_person SET uid = %s", [officer[0]])
    with pytest.raises(VillageWrong) as refused:
        put_back(copy, url(), overwrite=False)
    assert [f[:2] for f in refused.value.found] == [("33.04", "people_mandat")]
    with within(use("33.04").pk):
        assert Mandat.objects.count() == 1


def test_what_verify_finds_is_named_before_anything_changes(
    url, server, worker: str, settings, tmp_path: Path
) -> None:
    """A whole copy with right digests, whose rows say more than its chain; a true one may still be restored as it is."""
    lived()
    copy = take(tmp_path / "desa", OURS, url())
    table = next(t for t in copy.tables if t.name == "people_mandat")
    copy.rows["people_mandat"][0][table.columns.index("decree")] = "SK palsu"
    elsewhere(server, worker, settings, tmp_path)
    _keep_files(copy, tmp_path / "desa" / "berkas")
    with pytest.raises(VillageWrong, match="--apa-adanya") as refused:
        put_back(copy, url(), overwrite=False)
    assert {f[1] for f in refused.value.found} == {"people_mandat"}
    assert look() == ([], 0), "nothing has changed"
    done = put_back(copy, url(), overwrite=False, as_is=True)
    assert done.found == refused.value.found
    assert now(url, OURS).canonical() == copy.canonical()
    assert look() == (done.found, 1), "and it stays named"
    again = put_back(copy, url(), overwrite=False)
    assert (again.changed, again.found) == (False, done.found), "the same once more: named, nothing done"


def test_newer_data_is_never_lost(url, tmp_path: Path, monkeypatch) -> None:
    """The same installation went on: refused with words; told to, it keeps what stood, and that comes back too."""
    monkeypatch.setenv("BALAI_HOME", str(tmp_path / "rumah"))
    own = sekdes(OURS)
    print_of(OURS, own, "penjabaran-siskeudes.xlsx")
    old = take(tmp_path / "lama", OURS, url())
    print_of(OURS, own, "apb-perubahan.xlsx", date(2025, 9, 26))
    new = now(url, OURS)
    with pytest.raises(VillageStands, match="--timpa"):
        brought(tmp_path / "lama", url)
    assert now(url, OURS).rows == new.rows
    brought(tmp_path / "lama", url, overwrite=True)
    assert now(url, OURS).rows == old.rows, "here even the ids are the old ones"
    assert look() == ([], 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'")
        assert cursor.fetchone() == (0,), "official tables are guarded again"
    (kept,) = (tmp_path / "rumah" / "sebelum-ditimpa").iterdir()
    brought(kept, url, overwrite=True)
    assert now(url, OURS).rows == new.rows
    assert look() == ([], 1)


def test_a_changed_copy_is_refused_by_name(url, tmp_path: Path) -> None:
    sekdes(OURS)
    folder = tmp_path / "desa"
    take(folder, OURS, url())
    file = folder / "baris" / "people_person.jsonl"
    file.write_text(file.read_text().replace("Sekdes", "Kades"))
    with pytest.raises(CopyProblem, match="people_person"):
        load(folder)
    manifest = json.loads((folder / "desa.json").read_text())
    del manifest["berkas"]["baris/people_person.jsonl"]
    (folder / "desa.json").write_text(json.dumps(manifest))
    with pytest.raises(CopyProblem, match="tidak sama dengan sidiknya"):
        load(folder)
    with pytest.raises(CopyProblem, match=r"33\.04\.08\.9999 tidak ada"):
        take(tmp_path / "lain", "33.04.08.9999", url())


@pytest.mark.parametrize(
    "name",
    [
        "../../../rahasia",
        "{rahasia}",
        "..",
        "",
        "A" * 64,
        "a" * 63,
        "a" * 65,
        "a" * 64 + "\n",
        "a" * 61 + "/..",
    ],
)
@pytest.mark.parametrize("how", ["kept", "lost", "masked"])
def test_a_crafted_copy_leads_to_no_other_file(name: str, how: str, settings, tmp_path: Path) -> None:
    """A copy whose rows name a file by something else than its digest is refused before a byte is read or written."""
    settings.BALAI_FILES = str(tmp_path / "tersimpan")
    secret = tmp_path / "rahasia"
    secret.write_bytes(b"rahasia")
    name = name.format(rahasia=secret)
    made = Copy(OURS, [], {}, [], lost=frozenset({name} if how == "lost" else ()))
    table = next(t for t in made.tables if t.name == "files_berkas")
    crafted = {"sha256": name, "stored": "false" if how == "masked" else "true"}
    made.rows["files_berkas"] = [[crafted.get(c, "1") for c in table.columns]]
    files = tmp_path / "desa" / "salinan" / "berkas"
    files.mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CopyProblem, match="bukan sidiknya"):
        _keep_files(made, files)
    assert sorted(tmp_path.rglob("*")) == before
    assert secret.read_bytes() == b"rahasia"


def test_a_damaged_village_is_copied_and_mended(url, tmp_path: Path, monkeypatch) -> None:
    """Just then a copy is needed: what is damaged is named, and an older copy brings the bytes back."""
    monkeypatch.setenv("BALAI_HOME", str(tmp_path / "rumah"))
    own = sekdes(OURS)
    print_of(OURS, own, "penjabaran-siskeudes.xlsx")
    (digest,) = take(tmp_path / "lama", OURS, url()).files()
    print_of(OURS, own, "apb-perubahan.xlsx", date(2025, 9, 26))
    store.path_of(OURS, digest).write_bytes(b"rusak")
    assert take(tmp_path / "rusak", OURS, url()).lost == {digest}
    assert brought(tmp_path / "rusak", url) != [], "its own state: nothing to do, nothing in the way"
    brought(tmp_path / "lama", url, overwrite=True)
    assert look() == ([], 1)


def test_a_writer_that_does_not_end_gets_words(url, server, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(put, "LOCK_TIMEOUT", "200ms")
    sekdes(OURS)
    take(tmp_path / "desa", OURS, url())
    with psycopg.connect(server.url("postgres", connection.settings_dict["NAME"])) as c:
        c.execute("LOCK TABLE utas_simpul IN ROW EXCLUSIVE MODE")
        with pytest.raises(CopyProblem, match="Coba lagi"):
            brought(tmp_path / "desa", url)
