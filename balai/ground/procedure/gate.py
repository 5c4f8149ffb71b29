"""The one gate through which every official act goes (gate design, section 2; decision 4).

Order: own transaction → key → mandates → dates, papers → lock by table and id → state and revision → bars → rules →
write, number → Simpul, Tautan → head, trace and key in one function. Only COMMIT follows.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import DatabaseError, IntegrityError, OperationalError, connection

from balai.ground.files.models import Berkas
from balai.ground.files.proofs import Proof
from balai.ground.people.reads import Held
from balai.ground.procedure.act import Act, code_of
from balai.ground.procedure.authority import authority
from balai.ground.procedure.errors import Busy, Conflict, Missing, NotAllowed, Refused
from balai.ground.procedure.steps import Actor, Answer, Facts, Procedure, Step, Weight
from balai.ground.utas.models import Document
from balai.ground.wilayah.models import Wilayah
from balai.ground.wilayah.scope import within
from balai.plain import clock
from balai.plain.dates import format_date
from balai.plain.findings import Finding
from balai.plain.words import says_something

__all__ = ["Actor", "Answer", "step"]

LOCK_TIMEOUT = "8s"


def step(
    desa: Wilayah, procedure: Procedure, name: str, doc_id: int | None = None, *,
    model: type[Document], by: Actor, recorded_by: Actor, at: date, key: str, seen: int | None = None,
    body: Mapping[str, Any] | None = None, evidence: Mapping[str, str | Proof] | None = None,
    also: Callable[[], dict[type[Document], list[int]]] | None = None, more: Mapping[str, Any] | Callable[[], Mapping[str, Any]] | None = None,
    reason: str = "", write: Callable[[Act], None] | None = None,
) -> Answer:  # fmt: skip
    """Carry out one step of one document, once per `key`.

    `at`: the day of the decision; `seen`: the revision that the deciding screen showed; `body`: what was filled in;
    `more`: what rules look at besides, or what reads it after the lock; `evidence`: kind of paper → SHA-256 of a file of the village, or a new one; `also`: neighbours to lock; `write`: the
    room's own part.
    Raises NotAllowed 403, Refused 422, Conflict 409, Missing 404, Busy 503; stores nothing then.
    """
    one = procedure.by_name[name]
    proofs = {kind: e if isinstance(e, str) else e.sha256 for kind, e in (evidence or {}).items()}
    digest = _digest(procedure, one, doc_id, by, recorded_by, at, body or {}, proofs, reason)
    try:
        places = _places(desa)
        with within(desa.pk, places=places, durable=True):
            answer = _claimed(desa, key, digest, [by.uid, recorded_by.uid])
            if answer is not None:
                return answer
            act = Act(desa=desa, procedure=procedure, step=one, key=key, at=at, reason=reason)
            act.actor, act.recorded = by, recorded_by
            act.decider, act.recorder = authority(one, by, recorded_by, at, desa, places)
            _dates_and_papers(one, at, proofs, reason, desa)
            act.papers = _files(act, proofs, [e for e in (evidence or {}).values() if isinstance(e, Proof)])
            act.doc = _locked(act, model, doc_id, also() if also else {})
            _state(act, seen, at)
            _bars(act, act.decider)
            _rules(act, body or {}, (more() if callable(more) else more) or {}, reason)
            if write:
                write(act)
            return act.close(digest)
    except IntegrityError as error:
        raise _named(error) from error
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") in {"55P03", "40P01"}:
            raise Busy(
                "sibuk", "Desa ini sedang dipakai bersamaan. Kirim lagi; isian Anda tidak hilang."
            ) from error
        raise


def _digest(
    procedure: Procedure, one: Step, doc_id: int | None, by: Actor, rec: Actor, at: date,
    body: Mapping[str, Any], evidence: Mapping[str, str], reason: str,
) -> str:  # fmt: skip
    whole = [
        procedure.kind,
        one.name,
        doc_id,
        by.by,
        by.uid,
        rec.by,
        rec.uid,
        at.isoformat(),
        body,
        evidence,
        reason,
    ]
    return hashlib.sha256(json.dumps(whole, sort_keys=True, default=str).encode()).hexdigest()


def _places(desa: Wilayah) -> list[int]:
    """The village and the places above it, where mandates over it may stand. One statement."""
    up = ("pk", "parent_id", "parent__parent_id", "parent__parent__parent_id")
    return [place for place in Wilayah.objects.values_list(*up).get(pk=desa.pk) if place is not None]


def _claimed(desa: Wilayah, key: str, digest: str, uids: list[str]) -> Answer | None:
    """The stored answer of this key, if any. Until the act ends nobody ends the mandates that it is taken by."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        cursor.execute(
            "SELECT digest, answer, (SELECT count(pg_advisory_xact_lock_shared(hashtextextended('mandat:' || u, 0))) "
            "FROM unnest(%s::text[]) u) FROM sent_claim(%s, %s)",
            [uids, desa.pk, key],
        )
        known, answer, _locks = cursor.fetchone()
    if known is None:
        return None
    if known != digest:
        raise Conflict("kunci_lain_isi", "Kiriman dengan kunci ini sudah diterima dengan isi yang lain.")
    told = json.loads(answer) if isinstance(answer, str) else answer
    return Answer(told["simpul"], told["state"], told["seq"], True, tuple(told["findings"]))


def _dates_and_papers(one: Step, at: date, evidence: Mapping[str, str], reason: str, desa: Wilayah) -> None:
    if at > clock.today(desa.zone):
        raise Refused("tanggal_depan", f"Tanggal {format_date(at)} belum tiba.")
    missing = [p for p in one.papers if p not in evidence]
    if missing:
        raise Refused("kertas_kurang", f"Lampirkan {', '.join(missing)}.", papers=missing)
    if one.needs_reason and not says_something(reason):
        raise Refused("alasan_kosong", "Tulis alasannya; alasan ini dibaca warga.")


def _files(act: Act, proofs: Mapping[str, str], new: Sequence[Proof]) -> dict[str, Berkas]:
    """The files that prove the act, by kind of paper: they lie in this village already, or come with the act."""
    if not proofs:
        return {}
    rows = Berkas.objects.filter(desa_id=act.desa.pk, sha256__in=set(proofs.values())).order_by("-pk")
    known = {row.sha256: row for row in rows}
    uploader = act.recorder.person if act.recorder else ""
    for one in new:
        if one.sha256 not in known:
            known[one.sha256] = Berkas.objects.create(
                desa=act.desa, sha256=one.sha256, size=one.size, name=one.name, media_type=one.media_type,
                uploader=uploader, received_at=act.now,
            )  # fmt: skip
    gone = sorted(kind for kind, digest in proofs.items() if digest not in known)
    if gone:
        raise Refused("kertas_kurang", f"Berkas {', '.join(gone)} belum diterima. Unggah lagi.", papers=gone)
    return {kind: known[digest] for kind, digest in proofs.items()}


def _locked(
    act: Act, model: type[Document], doc_id: int | None, also: dict[type[Document], list[int]]
) -> Document | None:
    """Lock the document and its neighbours, by table name, then id."""
    wanted: dict[type[Document], list[int]] = {k: list(v) for k, v in also.items()}
    if doc_id is not None:
        wanted.setdefault(model, []).append(doc_id)
    for table in sorted(wanted, key=lambda m: m._meta.db_table):
        rows = table._default_manager.filter(desa_id=act.desa.pk, pk__in=wanted[table]).order_by("pk")
        for row in rows.select_for_update(no_key=True, of=("self",)).select_related("simpul"):
            act.rows[table, row.pk] = row
    if any((table, pk) not in act.rows for table, pks in wanted.items() for pk in pks):
        raise Missing("tidak_ada", "Dokumen ini tidak ada di desa ini.")
    return act.rows[model, doc_id] if doc_id is not None else None


def _state(act: Act, seen: int | None, at: date) -> None:
    doc = act.doc
    if doc is None:
        if act.step.sources:
            raise Missing("tidak_ada", "Langkah ini perlu dokumen.")
        return
    if doc.state not in act.step.sources or (seen is not None and seen != doc.rev):
        state = act.procedure.states.get(doc.state, doc.state)
        message = f"Sementara Anda mengisi, {doc.simpul.title} sudah {state} sejak {format_date(doc.since)}."
        raise Conflict("sudah_berubah", message, state=doc.state, rev=doc.rev)
    if at < doc.since:
        message = f"Tanggal {format_date(at)} mendahului langkah sebelumnya ({format_date(doc.since)})."
        raise Refused("mendahului", message)


def _bars(act: Act, decider: Held | None) -> None:
    """Separation of duties, among the deciders in this document's own trace."""
    if not act.step.bars or act.doc is None or decider is None:
        return
    names = {f"{act.procedure.kind}.{s}": b for b in act.step.bars for s in b.steps}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT step, (text::jsonb) -> 'by' ->> 'person' FROM trace_event "
            "WHERE desa_id = %s AND simpul = %s AND step = ANY(%s)",
            [act.desa.pk, code_of(act.doc.simpul), list(names)],
        )
        for done, person in cursor.fetchall():
            if person == decider.person:
                message = (
                    f"Orang yang sama sudah memutuskan langkah sebelumnya ({done}); "
                    f"menurut {names[done].law} harus orang lain."
                )
                raise NotAllowed("orang_yang_sama", message)


def _copy(row: Document) -> dict[str, Any]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}


def _rules(act: Act, body: Mapping[str, Any], more: Mapping[str, Any], reason: str) -> None:
    facts = Facts(
        doc=_copy(act.doc) if act.doc else {},
        body=body,
        at=act.at,
        today=clock.today(act.desa.zone),
        more=more,
        office=act.decider.office if act.decider else "",
        beside=tuple(_copy(row) for row in act.rows.values() if row is not act.doc),
    )
    for guard in act.step.guards:
        found: Sequence[Finding] = tuple(guard.rule(facts))
        if not found:
            continue
        if guard.weight is Weight.BLOCK:
            raise Refused(found[0].code, " ".join(f.message for f in found), found)
        if guard.weight is Weight.REASON and not says_something(reason):
            raise Refused("alasan_kosong", f"{found[0].message} Tulis alasan untuk meneruskan.", found)
        act.found += found


_CONSTRAINTS = {
    "cetakan_satu_terbit": "Versi ini sudah terbit. Terbitkan sebagai pengganti cetakan yang berlaku.",
    "keputusan_satu_nomor": "Nomor keputusan ini sudah dipakai keputusan lain di desa ini.",
    "mandat_satu_kursi": "Kursi jabatan ini sudah terisi pada tanggal itu.",
    "mandat_satu_orang": "Orang ini sudah memegang jabatan itu pada tanggal itu.",
    "tautan_sekali": "Keduanya sudah tertaut.",
}


def _named(error: DatabaseError) -> Exception:
    """A constraint that people may run into, in words; any other stays a bug."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    return Conflict(name, _CONSTRAINTS[name]) if name in _CONSTRAINTS else error
