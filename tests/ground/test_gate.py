"""The gate over two procedures that the product does not have yet: an SK, and an APB's way. Same gate, no change."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from balai.ground.people.acts import Appointment, appoint
from balai.ground.people.models import Mandat
from balai.ground.procedure import gate
from balai.ground.procedure.errors import Conflict, GateBug, Missing, NotAllowed, Refused
from balai.ground.procedure.gate import Actor
from balai.ground.procedure.steps import Bar, By, Facts, Guard, Procedure, Step, Weight
from balai.ground.trace.models import Event
from balai.ground.utas.models import Nomor, Simpul, Temuan
from balai.ground.wilayah.acts import use
from balai.ground.wilayah.scope import within
from balai.plain import clock
from balai.plain.findings import Finding, Level
from tests.ground.dokumen_uji.models import DokumenUji

DAY = date(2025, 3, 3)
NOW = datetime(2025, 3, 3, 5, tzinfo=UTC)


def quorum(facts: Facts):
    if facts.body.get("hadir", 99) < 10:
        yield Finding(Level.FINDING, "kuorum", "Yang hadir kurang dari kuorum tata tertib.")


def balanced(facts: Facts):
    if facts.body.get("selisih"):
        yield Finding(Level.REFUSAL, "tidak_seimbang", "Belum seimbang.")


SK = Procedure(
    "sk",
    {"draf": "draf", "ditandatangani": "ditandatangani", "dicabut": "dicabut"},
    (
        Step("buat", (), "draf", ("sekdes",), "uu-6-2014"),
        Step("tandatangani", ("draf",), "ditandatangani", ("kades",), "uu-6-2014", records=("sekdes",), papers=("scan",), effects=("mandat:mulai",), public=True),
        Step("cabut", ("ditandatangani",), "dicabut", ("kades",), "uu-6-2014", needs_reason=True),
    ),
)  # fmt: skip
APB = Procedure(
    "apb",
    {"draf": "draf", "disepakati": "disepakati BPD", "dievaluasi": "dievaluasi", "ditetapkan": "ditetapkan", "diundangkan": "diundangkan"},
    (
        Step("susun", (), "draf", ("sekdes",), "permendagri-20-2018"),
        Step("sepakati", ("draf",), "disepakati", ("ketua_bpd",), "permendagri-20-2018", records=("sekdes",), guards=(Guard(balanced, Weight.BLOCK), Guard(quorum, Weight.REASON))),
        Step("evaluasi", ("disepakati",), "dievaluasi", ("camat",), "permendagri-20-2018", guards=(Guard(quorum, Weight.FIND),)),
        Step("tetapkan", ("dievaluasi",), "ditetapkan", ("kades",), "permendagri-20-2018", bars=(Bar(("sepakati",), "permendagri-20-2018"),)),
        Step("undangkan", ("ditetapkan",), "diundangkan", ("sekdes",), "permendagri-20-2018", bars=(Bar(("tetapkan",), "permendagri-20-2018"),)),
    ),
)  # fmt: skip


@pytest.fixture
def village(committed):
    """A village with its officials, and the gate's day held. Real commits: the gate opens its own transaction."""
    desa = use("33.99.99.2001")
    cast = {}
    for office in ("kades", "sekdes", "ketua_bpd", "operator"):
        mandate = appoint(
            desa, Appointment(office, f"Orang {office}", office, date(2024, 1, 1), date(2026, 12, 31))
        )
        cast[office] = Actor(By.OFFICE, str(mandate.uid))
    camat = appoint(desa.parent, Appointment("camat", "Orang Camat", "camat", date(2024, 1, 1)))
    cast["camat"] = Actor(By.OFFICE, str(camat.uid))
    with clock.pinned(NOW):
        yield desa, cast


def step(village, procedure, name, doc=None, *, by, rec=None, key, at=DAY, **more):
    desa, cast = village

    def write(act):
        if not act.step.sources:
            simpul = act.new_simpul(procedure.kind, at.year, "uji", act.step.target)
            act.doc = DokumenUji.objects.create(
                desa=desa, simpul=simpul, state=act.step.target, since=at, kind=procedure.kind
            )
        if "mandat:mulai" in act.step.effects:
            sim = act.new_simpul("mandat", at.year, "mandat", "berlaku")
            act.link(act.doc.simpul, sim)
            act.effect("mandat:mulai", sim, None, "berlaku")

    more.setdefault("write", write)
    return gate.step(
        desa, procedure, name, doc, model=DokumenUji, by=cast[by], recorded_by=cast[rec or by], at=at, key=key, **more
    )  # fmt: skip


def doc_id(village) -> int:
    with within(village[0].pk):
        return DokumenUji.objects.latest("pk").pk


def made(village, procedure=SK, first="buat") -> int:
    step(village, procedure, first, by="sekdes", key=f"mula-{procedure.kind}")
    return doc_id(village)


def test_decider_and_recorder_stay_apart(village) -> None:
    doc = made(village)
    step(village, SK, "tandatangani", doc, by="kades", rec="sekdes", key="t", evidence={"scan": "a" * 64})
    with within(village[0].pk):
        event = Event.objects.get(step="sk.tandatangani")
        assert '"office":"kades"' in event.text.split('"rec"')[0]
        assert '"office":"sekdes"' in event.text.split('"rec"')[1]
        assert Event.objects.filter(step="mandat.mulai").exists()
        assert {s.state for s in Simpul.objects.filter(kind="mandat")} == {"berlaku"}


@pytest.mark.parametrize(
    ("by", "rec", "more", "error", "code"),
    [
        ("sekdes", "sekdes", {}, NotAllowed, "bukan_jabatan"),
        ("kades", "operator", {}, NotAllowed, "bukan_pencatat"),
        ("kades", "sekdes", {"evidence": {}}, Refused, "kertas_kurang"),
        ("kades", "sekdes", {"at": DAY + timedelta(days=1)}, Refused, "tanggal_depan"),
        ("kades", "sekdes", {"at": DAY - timedelta(days=1)}, Refused, "mendahului"),
        ("kades", "sekdes", {"at": date(2023, 1, 1)}, NotAllowed, "mandat_tidak_berlaku"),
        ("kades", "sekdes", {"seen": 7}, Conflict, "sudah_berubah"),
    ],
)
def test_what_the_gate_refuses(village, by, rec, more, error, code) -> None:
    doc = made(village)
    arguments = {"evidence": {"scan": "a" * 64}, **more}
    with pytest.raises(error) as told:
        step(village, SK, "tandatangani", doc, by=by, rec=rec, key="t", **arguments)
    assert told.value.code == code
    with within(village[0].pk):
        assert DokumenUji.objects.get(pk=doc).state == "draf", "a refusal stores nothing"
        assert Event.objects.count() == 1


def test_sent_twice_happens_once_and_another_body_is_a_conflict(village) -> None:
    doc = made(village)
    first = step(
        village,
        SK,
        "tandatangani",
        doc,
        by="kades",
        rec="sekdes",
        key="t",
        evidence={"scan": "a" * 64},
        body={"n": 1},
    )
    again = step(
        village,
        SK,
        "tandatangani",
        doc,
        by="kades",
        rec="sekdes",
        key="t",
        evidence={"scan": "a" * 64},
        body={"n": 1},
    )
    assert (again.replayed, again.seq, again.state) == (
        True,
        first.seq,
        first.state,
    ) or again.seq >= first.seq
    with pytest.raises(Conflict) as told:
        step(
            village,
            SK,
            "tandatangani",
            doc,
            by="kades",
            rec="sekdes",
            key="t",
            evidence={"scan": "a" * 64},
            body={"n": 2},
        )
    assert told.value.code == "kunci_lain_isi"


def test_a_reason_is_asked_for(village) -> None:
    doc = made(village)
    step(village, SK, "tandatangani", doc, by="kades", rec="sekdes", key="t", evidence={"scan": "a" * 64})
    with pytest.raises(Refused, match="alasan"):
        step(village, SK, "cabut", doc, by="kades", key="c")
    assert step(village, SK, "cabut", doc, by="kades", key="c", reason="salah nama").state == "dicabut"


def test_weights_block_ask_and_find(village) -> None:
    doc = made(village, APB, "susun")
    with pytest.raises(Refused) as told:
        step(village, APB, "sepakati", doc, by="ketua_bpd", rec="sekdes", key="s1", body={"selisih": 1})
    assert told.value.code == "tidak_seimbang"
    with pytest.raises(Refused) as told:
        step(village, APB, "sepakati", doc, by="ketua_bpd", rec="sekdes", key="s2", body={"hadir": 3})
    assert told.value.code == "alasan_kosong"
    step(
        village,
        APB,
        "sepakati",
        doc,
        by="ketua_bpd",
        rec="sekdes",
        key="s3",
        body={"hadir": 3},
        reason="banjir",
    )
    step(village, APB, "evaluasi", doc, by="camat", key="e", body={"hadir": 3})
    with within(village[0].pk):
        assert list(Temuan.objects.values_list("code", flat=True)) == ["kuorum", "kuorum"]


def test_whoever_decided_before_is_barred_as_a_person(village) -> None:
    """The chair of the BPD becomes acting head: by the person, not by the office."""
    desa, cast = village
    doc = made(village, APB, "susun")
    step(village, APB, "sepakati", doc, by="ketua_bpd", rec="sekdes", key="s")
    step(village, APB, "evaluasi", doc, by="camat", key="e")
    with within(desa.pk):
        person = Mandat.objects.get(uid=cast["ketua_bpd"].uid).person
        acting = Mandat.objects.create(
            place=desa,
            person=person,
            office="kades",
            seat=2,
            manner="plt",
            during=("2025-01-01", "2025-12-31"),
            decree="SK Plt",
        )
    cast["plt"] = Actor(By.OFFICE, str(acting.uid))
    with pytest.raises(NotAllowed) as told:
        step(village, APB, "tetapkan", doc, by="plt", key="t")
    assert told.value.code == "orang_yang_sama"
    assert step(village, APB, "tetapkan", doc, by="kades", key="t").state == "ditetapkan"
    assert step(village, APB, "undangkan", doc, by="sekdes", key="u").state == "diundangkan"


def test_another_villages_document_is_not_there(village) -> None:
    doc = made(village)
    other = use("33.04.08.2010")
    mandate = appoint(other, Appointment("kades-lain", "Orang Lain", "kades", date(2024, 1, 1)))
    actor = Actor(By.OFFICE, str(mandate.uid))
    with pytest.raises(Missing):
        gate.step(
            other,
            SK,
            "tandatangani",
            doc,
            model=DokumenUji,
            by=actor,
            recorded_by=actor,
            at=DAY,
            key="x",
            evidence={"scan": "a" * 64},
        )
    with pytest.raises(NotAllowed, match="diputuskan oleh"):
        step(
            (village[0], {**village[1], "asing": actor}),
            SK,
            "tandatangani",
            doc,
            by="asing",
            key="y",
            evidence={"scan": "a" * 64},
        )


def test_an_undeclared_effect_is_our_bug(village) -> None:
    doc = made(village)

    def write(act):
        act.effect("diam:diam", act.doc.simpul, None, "x")

    with pytest.raises(GateBug):
        step(
            village,
            SK,
            "tandatangani",
            doc,
            by="kades",
            rec="sekdes",
            key="t",
            evidence={"scan": "a" * 64},
            write=write,
        )


def test_forty_identical_sends_are_one_act_and_numbers_have_no_gap(village) -> None:
    answers, errors = [], []
    barrier = threading.Barrier(8)

    def send():
        try:
            barrier.wait()
            for _ in range(5):
                with clock.pinned(NOW):
                    answers.append(step(village, SK, "buat", by="sekdes", key="sama"))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert errors == []
    assert len(answers) == 40
    assert {a.simpul for a in answers} == {"sk-2025-1"}
    assert sum(1 for a in answers if not a.replayed) == 1
    with within(village[0].pk):
        assert Nomor.objects.get(kind="sk").last == 1
        assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == [1]


def test_two_at_once_on_one_document_one_is_told(village) -> None:
    doc = made(village)
    told, barrier = [], threading.Barrier(2)

    def send(number: int):
        barrier.wait()
        try:
            with clock.pinned(NOW):
                told.append(
                    step(
                        village,
                        SK,
                        "tandatangani",
                        doc,
                        by="kades",
                        rec="sekdes",
                        key=f"k{number}",
                        seen=1,
                        evidence={"scan": "a" * 64},
                    ).state
                )
        except Conflict as error:
            told.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(n,)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(told) == ["ditandatangani", "sudah_berubah"]


def test_a_procedure_checks_itself() -> None:
    with pytest.raises(ValueError, match="no words"):
        Procedure("x", {"a": "a"}, (Step("s", (), "b", ("kades",), "uu"),))
    with pytest.raises(ValueError, match="names its law"):
        Step("s", (), "a", ("kades",), "")
