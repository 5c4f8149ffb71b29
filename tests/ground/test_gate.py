"""The gate over procedures that the product does not have yet: who, when, with what, once. Same gate, no change."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.ground.files.models import Berkas
from balai.ground.procedure.errors import Conflict, GateBug, Missing, NotAllowed, Refused
from balai.ground.procedure.steps import Procedure, Step
from balai.ground.trace.models import Event
from balai.ground.utas.models import Lampiran, Simpul, Tautan, Temuan
from balai.ground.wilayah.scope import within
from balai.plain import clock
from tests.ground.dokumen_uji.models import DokumenUji
from tests.ground.dokumen_uji.procedures import APB, SK
from tests.ground.village import DAY, NOW, SCAN, Village


def test_decider_and_recorder_stay_apart(village) -> None:
    doc = village.made()
    village.sign(doc)
    with within(village.desa.pk):
        event = Event.objects.get(step="sk.tandatangani")
        assert '"office":"kades"' in event.text.split('"rec"')[0]
        assert '"office":"sekdes"' in event.text.split('"rec"')[1]
        assert Event.objects.filter(step="mandat.mulai").exists()
        assert {s.state for s in Simpul.objects.filter(kind="mandat")} == {"berlaku"}


@pytest.mark.parametrize(
    ("more", "error", "code"),
    [
        ({"by": "sekdes"}, NotAllowed, "bukan_jabatan"),
        ({"by": "warga"}, NotAllowed, "bukan_jabatan"),
        ({"rec": "operator"}, NotAllowed, "bukan_pencatat"),
        ({"rec": "warga"}, NotAllowed, "tanpa_mandat"),
        ({"evidence": {}}, Refused, "kertas_kurang"),
        ({"evidence": {"scan": "b" * 64}}, Refused, "kertas_kurang"),
        ({"at": DAY + timedelta(days=1)}, Refused, "tanggal_depan"),
        ({"at": DAY - timedelta(days=1)}, Refused, "mendahului"),
        ({"at": date(2023, 1, 1)}, NotAllowed, "mandat_tidak_berlaku"),
        ({"seen": 7}, Conflict, "sudah_berubah"),
    ],
)
def test_what_the_gate_refuses(village, more, error, code) -> None:
    doc = village.made()
    with pytest.raises(error) as told:
        village.sign(doc, **more)
    assert told.value.code == code
    with within(village.desa.pk):
        assert DokumenUji.objects.get(pk=doc).state == "draf", "a refusal stores nothing"
        assert Event.objects.exclude(step="mandat.catat").count() == 1
        assert not Lampiran.objects.exists()


def test_a_recorder_whose_mandate_has_ended_records_no_more(village) -> None:
    """An old decision may still be recorded, but only by somebody in office today."""
    doc = village.made()
    village.cast["lama"] = village.holder(village.desa, "operator", tail="lama", until=date(2025, 3, 10))
    with clock.pinned(NOW + timedelta(days=30)), pytest.raises(NotAllowed) as told:
        village.sign(doc, rec="lama")
    assert told.value.code == "mandat_berakhir"


def test_the_decider_counts_on_the_day_of_the_act(village) -> None:
    """A Kades who has left since: what he signed in time may still be recorded."""
    village.cast["kades"] = village.acting("ketua_bpd", "kades")  # until the end of 2025
    doc = village.made()
    with clock.pinned(NOW + timedelta(days=365)):
        assert village.sign(doc).state == "ditandatangani"


def test_sent_twice_happens_once_and_another_body_is_a_conflict(village) -> None:
    doc = village.made()
    first = village.sign(doc, body={"n": 1})
    again = village.sign(doc, body={"n": 1})
    assert (first.replayed, again.replayed) == (False, True)
    assert (again.simpul, again.state, again.seq) == (first.simpul, first.state, first.seq)
    with pytest.raises(Conflict) as told:
        village.sign(doc, body={"n": 2})
    assert told.value.code == "kunci_lain_isi"


def test_a_refused_key_may_be_sent_again(village) -> None:
    doc = village.made()
    with pytest.raises(Refused):
        village.sign(doc, evidence={})
    assert not village.sign(doc).replayed


def test_a_reason_is_asked_for(village) -> None:
    doc = village.made()
    village.sign(doc)
    with pytest.raises(Refused, match="alasan"):
        village.step(SK, "cabut", doc, by="kades", key="c")
    with pytest.raises(Refused, match="alasan"):
        village.step(SK, "cabut", doc, by="kades", key="c", reason=" \u200b\u200b\u2060 …")
    assert village.step(SK, "cabut", doc, by="kades", key="c", reason="salah nama").state == "dicabut"


def test_weights_block_ask_and_find(village) -> None:
    doc = village.made(APB, "susun")

    def agree(key, **more):
        return village.step(APB, "sepakati", doc, by="ketua_bpd", rec="sekdes", key=key, **more)

    with pytest.raises(Refused) as told:
        agree("s1", body={"selisih": 1}, reason="tetap")
    assert told.value.code == "tidak_seimbang"
    with pytest.raises(Refused) as told:
        agree("s2", body={"hadir": 3}, reason="\u200b\u200b\u200b")
    assert told.value.code == "alasan_kosong"
    agree("s3", body={"hadir": 3}, reason="banjir")
    village.step(APB, "evaluasi", doc, by="camat", key="e", body={"hadir": 3})
    with within(village.desa.pk):
        assert list(Temuan.objects.values_list("code", flat=True)) == ["kuorum", "kuorum"]


def test_whoever_decided_before_is_barred_as_a_person(village) -> None:
    """The chair of the BPD becomes acting head: by the person, not by the office."""
    doc = village.made(APB, "susun")
    village.step(APB, "sepakati", doc, by="ketua_bpd", rec="sekdes", key="s")
    village.step(APB, "evaluasi", doc, by="camat", key="e")
    with pytest.raises(NotAllowed) as told:
        village.step(APB, "tetapkan", doc, by=village.acting("ketua_bpd", "kades"), key="t")
    assert told.value.code == "orang_yang_sama"
    assert village.step(APB, "tetapkan", doc, by="kades", key="t").state == "ditetapkan"
    assert village.step(APB, "undangkan", doc, by="sekdes", key="u").state == "diundangkan"


def test_another_villages_document_and_mandate_are_not_there(village) -> None:
    doc = village.made()
    other = Village("33.04.08.2010")
    with pytest.raises(Missing):
        other.sign(doc)
    with pytest.raises(NotAllowed, match="diputuskan oleh"):
        village.sign(doc, by=other.cast["kades"])


def test_a_file_of_another_village_proves_nothing(village) -> None:
    doc, other = village.made(), Village("33.04.08.2010")
    with within(other.desa.pk):
        Berkas.objects.create(
            desa=other.desa, sha256="c" * 64, size=1, name="x.jpg", media_type="image/jpeg", received_at=NOW
        )
    with pytest.raises(Refused, match="belum diterima"):
        village.sign(doc, evidence={"scan": "c" * 64})


def test_papers_hang_on_the_document_and_stand_in_the_chain(village) -> None:
    doc = village.made()
    village.sign(doc)
    with within(village.desa.pk):
        paper = Lampiran.objects.select_related("simpul", "berkas").get()
        assert (paper.simpul.code, paper.kind, paper.berkas.sha256) == ("sk-2025-1", "scan", SCAN)
        assert f'"papers":{{"scan":"{SCAN}"}}' in Event.objects.get(step="sk.tandatangani").text


def test_a_link_ends_once(village) -> None:
    doc = village.made()
    village.sign(doc)

    def write(act) -> None:
        act.end(act.doc.simpul, village.given())

    village.step(SK, "cabut", doc, by="kades", key="c", reason="pindah", write=write)
    with within(village.desa.pk):
        link = Tautan.objects.get()
        assert (link.until, link.until_act) == (DAY, "c")
        assert '"ends":[["sk-2025-1","mandat-2025-6"]]' in Event.objects.get(step="sk.cabut").text
        with pytest.raises(Exception, match="has ended"):
            Tautan.objects.update(until=None, until_act="")


def test_an_ended_link_cannot_be_ended_again(village) -> None:
    doc = village.made()
    village.sign(doc)

    def write(act) -> None:
        for _ in range(2):
            act.end(act.doc.simpul, village.given())

    with pytest.raises(Conflict) as told:
        village.step(SK, "cabut", doc, by="kades", key="c", reason="pindah", write=write)
    assert told.value.code == "tautan_sudah_berakhir"
    with within(village.desa.pk):
        assert Tautan.objects.get().until is None


def test_an_undeclared_effect_is_our_bug(village) -> None:
    doc = village.made()

    def write(act) -> None:
        act.effect("diam:diam", act.doc.simpul, None, "x")

    with pytest.raises(GateBug):
        village.sign(doc, write=write)


def test_the_dearest_step_costs_fourteen_statements(village) -> None:
    """House, section 6. Signing an SK has all: paper, mandate, link, effect. The test's own transaction adds savepoints
    and, because the scope is nested in it, reading and restoring the settings."""
    doc = village.made()
    with CaptureQueriesContext(connection) as told:
        village.sign(doc)
    nesting = (
        "SAVEPOINT",
        "RELEASE",
        "SELECT coalesce(current_setting",
        "SELECT set_config('balai.desa', ''",
    )
    mine = [q["sql"] for q in told if not q["sql"].startswith(nesting)]
    assert len(mine) <= 14, "\n".join(s[:90] for s in mine)


def test_a_procedure_checks_itself() -> None:
    with pytest.raises(ValueError, match="no words"):
        Procedure("x", {"a": "a"}, (Step("s", (), "b", ("kades",), "uu"),))
    with pytest.raises(ValueError, match="names its law"):
        Step("s", (), "a", ("kades",), "")
