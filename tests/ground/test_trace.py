"""The chain in the database: one writer, one village, and a stranger's script that agrees with it."""

import json
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from balai.config.commands.verify import look
from balai.ground.trace import verify_export
from balai.ground.trace.models import Event, Head
from balai.ground.utas.models import Simpul
from balai.ground.wilayah.scope import within
from tests.ground.dokumen_uji.procedures import APB, SK
from tests.ground.village import Village

APPEND = "SELECT trace_append(%s, ARRAY['{}'], 'k', 'd', '{}'::jsonb)"


def lived(village: Village) -> Village:
    """An SK signed and revoked, a budget enacted: links, an ended one, papers, findings, effects."""
    doc = village.made()
    village.sign(doc)

    def end(act) -> None:
        act.end(act.doc.simpul, village.given())

    village.step(SK, "cabut", doc, by="kades", key="c", reason="pindah", write=end)
    budget = village.made(APB, "susun")
    village.step(
        APB, "sepakati", budget, by="ketua_bpd", rec="sekdes", key="s", body={"hadir": 3}, reason="banjir"
    )
    village.step(APB, "evaluasi", budget, by="camat", key="e")
    village.step(APB, "tetapkan", budget, by="kades", key="p")
    return village


def exported(village: Village) -> list[str]:
    """The chain as lines of JSON."""
    with within(village.desa.pk):
        return [
            json.dumps({"village": village.desa.code, "seq": e.seq, "text": e.text, "hash": e.hash})
            for e in Event.objects.order_by("seq")
        ]


def test_a_lived_village_is_whole_for_verify_and_for_the_stranger(village, tmp_path: Path) -> None:
    lived(village)
    assert look() == ([], 1)
    file = tmp_path / "jejak.jsonl"
    file.write_text("\n".join(exported(village)))
    done = subprocess.run(
        [sys.executable, "-I", verify_export.__file__, str(file)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "whole")
    with within(village.desa.pk):
        assert Head.objects.get().seq == len(exported(village)) == 13, "five mandates, eight events"


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [("decider", '"office":"kades"', '"office":"sekdes"'), ("day", '"at":"2025-03-03"', '"at":"2025-03-02"'), ("number", '"seq": 5', '"seq": 6')],
)  # fmt: skip
def test_the_stranger_names_a_changed_line(village, what: str, old: str, new: str) -> None:
    lines = exported(lived(village))
    old, new = (old, new) if what == "number" else (old.replace('"', '\\"'), new.replace('"', '\\"'))
    number = next(n for n, line in enumerate(lines) if old in line)
    lines[number] = lines[number].replace(old, new, 1)
    assert next(iter(verify_export.check(lines)))[0] in {number + 1, number + 2}


def test_a_cut_tail_shows_against_a_head_kept_elsewhere(village) -> None:
    """The script cannot know that the end is missing; the published head can."""
    lines = exported(lived(village))
    assert list(verify_export.check(lines[:-1])) == []
    with within(village.desa.pk):
        assert json.loads(lines[-2])["hash"] != Head.objects.get().hash == json.loads(lines[-1])["hash"]


PLANTED = {
    "a paper that no act names": ("DELETE FROM utas_lampiran", "utas_lampiran"),
    "an ended link that stands again": ("UPDATE utas_tautan SET until = NULL", "utas_tautan"),
    "a link gone": ("DELETE FROM utas_tautan", "utas_tautan"),
}


@pytest.mark.parametrize("what", PLANTED)
def test_verify_names_what_a_superuser_changed(real_village, server, what: str) -> None:
    sql, table = PLANTED[what]
    lived(real_village)
    with psycopg.connect(server.url("postgres", connection.settings_dict["NAME"])) as c:
        c.execute("SET session_replication_role = replica")
        assert c.execute(sql).rowcount == 1
    assert {t for _d, t, *_rest in look()[0]} == {table}


def test_only_the_runtime_role_may_append(real_village, server) -> None:
    """The backup role reads everything and must not write the chain by the owner's function."""
    desa = real_village.desa
    with psycopg.connect(server.url("balai_backup", connection.settings_dict["NAME"])) as c:
        c.execute("SELECT set_config('balai.desa', %s, true)", [str(desa.pk)])
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="trace_append"):
            c.execute(APPEND, [desa.pk])


@pytest.mark.django_db
def test_a_village_in_the_read_list_is_read_and_not_written(village) -> None:
    other = Village("33.04.08.2010")
    lived(village)
    with within(other.desa.pk, read=[village.desa.pk]):
        assert Event.objects.filter(desa=village.desa).count() == 13
        with (
            pytest.raises(DatabaseError, match="no head in this scope"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(APPEND, [village.desa.pk])
        assert Simpul.objects.filter(desa=village.desa).update(title="diambil") == 0
