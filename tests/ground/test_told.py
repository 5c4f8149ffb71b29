"""State and chain cannot be parted by the runtime role: asked by raw SQL, at the moment of COMMIT."""

from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from balai.ground.cetakan.models import Cetakan
from balai.ground.utas.models import Document, Nomor, Simpul
from balai.ground.wilayah.fence import Told
from balai.ground.wilayah.scope import within
from tests.ground.dokumen_uji.models import DokumenUji
from tests.ground.dokumen_uji.procedures import SK
from tests.ground.village import Village

pytestmark = pytest.mark.django_db
FORGED = (
    'SELECT trace_append({desa}, ARRAY[\'{{"act":"p","at":"2025-03-03","rec_at":"2025-03-03T05:00:00.000000Z","simpul":"{simpul}","step":"sk.x","to":"{to}"}}\'], '
    "'p', 'd', '{{}}'::jsonb)"
)


def at_commit(village: Village, *statements: str) -> str:
    """What the database says at COMMIT; "" if it lets them pass."""
    try:
        with within(village.desa.pk), transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            transaction.set_rollback(True)
    except DatabaseError as error:
        return str(error).partition("\n")[0]
    return ""


def forged(village: Village, simpul: str = "sk-2025-1", to: str = "dicabut") -> str:
    return FORGED.format(desa=village.desa.pk, simpul=simpul, to=to)


DOCUMENT = "UPDATE dokumen_uji_dokumenuji SET state = 'dicabut', rev = rev + 1"
SIMPUL = "UPDATE utas_simpul SET state = 'dicabut' WHERE code = 'sk-2025-1'"


def test_every_document_is_told() -> None:
    """A new document that forgets `Told` in its constraints is named here."""
    for model in apps.get_models():
        if issubclass(model, Document) or model is Simpul:
            assert any(isinstance(c, Told) for c in model._meta.constraints), model


@pytest.mark.parametrize(
    "statements",
    [
        (DOCUMENT,),
        (SIMPUL,),
        (DOCUMENT, SIMPUL),
        ("UPDATE dokumen_uji_dokumenuji SET rev = rev + 1",),
        ("UPDATE dokumen_uji_dokumenuji SET since = since - 1",),
        ("forged",),
        ("forged", SIMPUL),
        ("forged", DOCUMENT),
        ("unknown",),
        ("shape",),
        (
            "INSERT INTO utas_simpul (desa_id, kind, year, number, code, title, state, date, public) "
            "SELECT desa_id, 'cetakan', 2025, 9, 'cetakan-2025-9', 'x', 'diterbitkan', date, true FROM utas_simpul LIMIT 1",
        ),
    ],
)
def test_one_without_the_other_is_refused(village, statements: tuple[str, ...]) -> None:
    village.made()
    special = {
        "forged": forged(village),
        "unknown": forged(village, "sk-2025-7"),
        "shape": forged(village, "sk"),
    }
    assert "is official: state and chain" in at_commit(village, *(special.get(s, s) for s in statements))


def test_together_they_pass(village) -> None:
    """What the fence does not stop: whoever may run any SQL may also tell a whole lie. `verify` asks for the mandate."""
    village.made()
    assert at_commit(village, forged(village), DOCUMENT, SIMPUL) == ""


def test_the_check_looks_into_the_rows_village_whatever_the_scope_is(village) -> None:
    village.made()
    with transaction.atomic():
        with within(village.desa.pk), connection.cursor() as cursor:
            cursor.execute(SIMPUL)
        with (
            pytest.raises(DatabaseError, match="disagree"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def test_a_print_changes_its_state_by_an_act_only(village) -> None:
    assert any(isinstance(c, Told) for c in Cetakan._meta.constraints)
    with within(village.desa.pk), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgdeferrable, tginitdeferred, tgenabled FROM pg_trigger WHERE tgname = 'cetakan_jejak'"
        )
        assert cursor.fetchone() == (True, True, "O")


@pytest.mark.parametrize(("last", "fits"), [(6, True), (5, True), (4, False)])
def test_a_number_is_given_once(village, last: int, fits: bool) -> None:
    with within(village.desa.pk):
        Nomor.objects.create(desa=village.desa, kind="cetakan", year=2025, last=5)
    told = at_commit(village, f"UPDATE utas_nomor SET last = {last}")
    assert told == "" if fits else "is official" in told


def test_acts_still_pass(village) -> None:
    """Steps, neighbours and effects through the gate, checked as at COMMIT."""
    doc = village.made(SK)
    village.sign(doc)
    assert at_commit(village) == ""
    with within(village.desa.pk):
        row = DokumenUji.objects.get(pk=doc)
        assert (row.rev, row.since) == (2, date(2025, 3, 3))


@pytest.mark.django_db
def test_the_check_reads_no_table_that_a_session_made_for_itself() -> None:
    """A temporary `trace_event` would come first in the search path, and tell what its maker likes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = 'balai_jejak'")
        assert cursor.fetchone()[0] == ["search_path=pg_catalog, public, pg_temp"]
