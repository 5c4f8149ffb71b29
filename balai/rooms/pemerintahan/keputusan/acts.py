"""Drafting, signing, revoking a decree. The only writer of its table."""

from dataclasses import asdict
from datetime import date
from typing import Any

from balai.ground.files.proofs import Proof
from balai.ground.people.models import Mandat, Person
from balai.ground.people.offices import by_decree, offices
from balai.ground.people.offices import words as office_words
from balai.ground.procedure import gate
from balai.ground.procedure.act import Act
from balai.ground.procedure.appointment import Term, begin, finish
from balai.ground.procedure.gate import Actor, Answer
from balai.ground.utas.models import Simpul
from balai.ground.wilayah.models import Wilayah
from balai.plain.masks import mask_nik
from balai.rooms.pemerintahan.keputusan import reads
from balai.rooms.pemerintahan.keputusan.digests import about
from balai.rooms.pemerintahan.keputusan.models import KIND, Keputusan
from balai.rooms.pemerintahan.keputusan.procedure import SHEET, SK
from balai.rooms.pemerintahan.keputusan.shape import Draft

DECREE = "Keputusan Kepala Desa"


def susun_sk(
    desa: Wilayah, draft: Draft, *, by: Actor, at: date, key: str, recorded_by: Actor | None = None
) -> Answer:
    """A draft, seen by the office only. Raises GateError."""

    def write(act: Act) -> None:
        act.doc = _made(act, draft, "draf")
        act.data["about"] = about(act.doc)

    return gate.step(
        desa, SK, "susun", model=Keputusan, by=by, recorded_by=recorded_by or by, at=at, key=key,
        body=_body(draft), more=_more(desa, draft), write=write,
    )  # fmt: skip


def catat_sk(
    desa: Wilayah,
    draft: Draft,
    *,
    nomor: str,
    sheet: Proof | None,
    by: Actor,
    recorded_by: Actor,
    at: date,
    key: str,
) -> Answer:
    """A decree that was signed on paper on `at` (`sheet`: its picture). Its mandate begins. Raises GateError."""
    nomor = mask_nik(nomor.strip())

    def write(act: Act) -> None:
        act.doc = _made(act, draft, "ditandatangani", nomor, signed=True)
        act.data["about"] = about(act.doc)

    return gate.step(
        desa, SK, "catat", model=Keputusan, by=by, recorded_by=recorded_by, at=at, key=key,
        body={**_body(draft), "nomor": nomor}, more=_more(desa, draft), evidence={SHEET: sheet} if sheet else {},
        write=write,
    )  # fmt: skip


def tandatangani_sk(
    desa: Wilayah, sk_id: int, *, nomor: str, sheet: Proof | None, by: Actor, recorded_by: Actor, at: date, key: str, seen: int
) -> Answer:  # fmt: skip
    """A draft was signed on paper on `at`. Its mandate begins. Raises GateError."""
    nomor = mask_nik(nomor.strip())
    draft = reads.draft_of(desa.pk, sk_id)

    def write(act: Act) -> None:
        assert draft is not None  # noqa: S101 - the gate found the document
        act.doc.nomor = nomor
        act.doc.mandat = _begun(act, act.doc.simpul, _known(act, draft.orang), draft.nama, draft, nomor)
        act.touched += ["nomor", "mandat"]
        act.data["about"] = about(act.doc)

    return gate.step(
        desa, SK, "tandatangani", sk_id, model=Keputusan, by=by, recorded_by=recorded_by, at=at, key=key, seen=seen,
        body={"nomor": nomor}, more=_more(desa, draft) if draft else {},
        evidence={SHEET: sheet} if sheet else {}, write=write,
    )  # fmt: skip


def batalkan_sk(desa: Wilayah, sk_id: int, *, by: Actor, at: date, key: str, seen: int) -> Answer:
    """A draft is given up. It stays, as given up. Raises GateError."""
    return gate.step(
        desa, SK, "batalkan", sk_id, model=Keputusan, by=by, recorded_by=by, at=at, key=key, seen=seen
    )


def cabut_sk(
    desa: Wilayah, sk_id: int, *, sheet: Proof | None, reason: str, by: Actor, recorded_by: Actor, at: date, key: str, seen: int
) -> Answer:  # fmt: skip
    """The decree was revoked on paper; its mandate ends the day before `at`. Raises GateError."""
    reason = mask_nik(reason.strip())

    def write(act: Act) -> None:
        doc = act.doc
        doc.alasan = reason
        act.touched.append("alasan")
        finish(act, doc.mandat, at)
        act.data["about"] = about(doc)

    return gate.step(
        desa, SK, "cabut", sk_id, model=Keputusan, by=by, recorded_by=recorded_by, at=at, key=key, seen=seen,
        reason=reason, more=lambda: {"last_act": reads.last_act(desa.pk, sk_id, desa.zone)}, evidence={SHEET: sheet} if sheet else {},
        write=write,
    )  # fmt: skip


# -- the room's part of each write ----------------------------------------------------------------


def _body(draft: Draft) -> dict[str, Any]:
    return {**asdict(draft), "nama": mask_nik(draft.nama.strip())}


def _more(desa: Wilayah, draft: Draft) -> dict[str, Any]:
    """What the rules look at besides: which offices go by decree, what else the person holds on the first day."""
    held = reads.held_by(desa.pk, draft.orang, draft.mulai) if draft.orang else []
    return {"offices": by_decree(), "held": [office_words(o) for o in held if o != draft.office]}


def _known(act: Act, uid: str) -> Person | None:
    """Somebody of this village. One statement, with the login that the mandate's event tells of."""
    return (
        Person.objects.select_related("pengguna__home").filter(place=act.desa, uid=uid).first()
        if uid
        else None
    )


def _made(act: Act, draft: Draft, state: str, nomor: str = "", *, signed: bool = False) -> Keputusan:
    simpul = act.new_simpul(KIND, act.at.year, _title(draft.office), state)
    known = _known(act, draft.orang)
    name = known.name if known else mask_nik(draft.nama.strip())[:120]
    mandat = _begun(act, simpul, known, name, draft, nomor) if signed else None
    return Keputusan.objects.create(
        desa=act.desa, simpul=simpul, state=state, since=act.at, nomor=nomor, office=draft.office,
        manner=draft.manner, nama=name, orang=known.uid if known else None, mulai=draft.mulai, sampai=draft.sampai,
        mandat=mandat,
    )  # fmt: skip


def _title(office: str) -> str:
    return f"Pengangkatan {office_words(office)}"


def _begun(act: Act, simpul: Simpul, known: Person | None, name: str, draft: Draft, nomor: str) -> Mandat:
    """The mandate that the signed decree brings about, of somebody known or of a new person without a login."""
    person = known or Person.objects.create(place=act.desa, name=name)
    seat = 1 if offices()[draft.office].seated else None
    decree = f"{DECREE} {nomor}"
    mandat = begin(act, person, Term(draft.office, draft.mulai, draft.sampai, decree, seat, draft.manner))
    act.link(simpul, mandat.simpul)
    return mandat
