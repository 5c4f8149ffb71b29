"""Decrees for screens, and what the acts look up first."""

import json
from datetime import date, datetime

from django.db import connection

from balai.ground.people.models import Mandat, Person
from balai.ground.trace.models import Event
from balai.ground.utas.models import Lampiran, Temuan
from balai.ground.wilayah.scope import within
from balai.plain import clock
from balai.rooms.pemerintahan.keputusan.models import Keputusan
from balai.rooms.pemerintahan.keputusan.shape import Draft, Moment, Row


def listed(desa: int) -> list[Row]:
    """All decrees of a village, the newest first. Two statements."""
    with within(desa):
        rows = list(Keputusan.objects.filter(desa_id=desa).select_related("simpul").order_by("-since", "-pk"))
        return [_row(row, _sheets(desa, rows)) for row in rows] if rows else []


def one(desa: int, sk_id: int) -> Row | None:
    """One decree, or None."""
    with within(desa):
        row = Keputusan.objects.filter(desa_id=desa, pk=sk_id).select_related("simpul").first()
        return _row(row, _sheets(desa, [row])) if row else None


def draft_of(desa: int, sk_id: int) -> Draft | None:
    """What a decree says, or None if the village has no such decree."""
    found = one(desa, sk_id)
    return found.draft if found else None


def held_by(desa: int, person: str, on: date) -> list[str]:
    """Codes of the offices that a person of the village holds on a day."""
    with within(desa):
        rows = Mandat.objects.filter(place_id=desa, person__uid=person, during__contains=on)
        return list(rows.order_by("pk").values_list("office", flat=True))


def persons(desa: int) -> list[tuple[str, str]]:
    """(uid, name) of everybody whom the village knows, by name."""
    with within(desa):
        return [
            (str(u), n)
            for u, n in Person.objects.filter(place_id=desa).order_by("name", "pk").values_list("uid", "name")
        ]


def last_act(desa: int, sk_id: int, zone: str) -> date | None:
    """The last day on which somebody decided or recorded by the mandate of this decree, or None.

    Called inside the act that ends the mandate: whoever is acting by it now is waited for, and nobody begins to.
    """
    lock = (
        "SELECT pg_advisory_xact_lock(hashtextextended('mandat:' || m.uid, 0)) FROM people_mandat m "
        "JOIN pemerintahan_keputusan k ON k.mandat_id = m.id WHERE k.desa_id = %s AND k.id = %s"
    )
    sql = (
        "SELECT m.uid::text, e.text FROM trace_event e JOIN pemerintahan_keputusan k ON k.desa_id = e.desa_id "
        "JOIN people_mandat m ON m.id = k.mandat_id WHERE e.desa_id = %s AND k.id = %s "
        "AND strpos(e.text, m.uid::text) > 0"
    )
    with within(desa), connection.cursor() as cursor:
        cursor.execute(lock, [desa, sk_id])
        cursor.execute(sql, [desa, sk_id])
        found = [(uid, json.loads(text)) for uid, text in cursor.fetchall()]
    decided = [date.fromisoformat(e["at"]) for uid, e in found if e["by"].get("mandate") == uid]
    recorded = [clock.day_of(e["rec_at"], zone) for uid, e in found if e["rec"].get("mandate") == uid]
    return max([*decided, *recorded], default=None)


def found(desa: int, sk_id: int) -> list[str]:
    """What was noticed at its acts, in words, each once."""
    with within(desa):
        simpul = Keputusan.objects.filter(desa_id=desa, pk=sk_id).values("simpul_id")
        rows = Temuan.objects.filter(desa_id=desa, simpul_id__in=simpul).order_by("pk")
        return list(dict.fromkeys(rows.values_list("message", flat=True)))


def history(desa: int, sk_id: int) -> list[Moment]:
    """Its acts in their order: who decided, who recorded. Two statements."""
    with within(desa):
        events = Event.objects.filter(
            desa_id=desa, simpul__in=Keputusan.objects.filter(desa_id=desa, pk=sk_id).values("simpul__code")
        )
        texts = [json.loads(t) for t in events.order_by("seq").values_list("text", flat=True)]
        uids = {e[who].get("mandate") for e in texts for who in ("by", "rec")} - {None}
        held = Mandat.objects.filter(place_id=desa, uid__in=uids).select_related("person")
        names = {str(m.uid): (m.person.name, m.office) for m in held}
    return [
        Moment(
            e["step"].partition(".")[2], date.fromisoformat(e["at"]), datetime.fromisoformat(e["rec_at"]),
            *names.get(e["by"].get("mandate"), ("", "")), *names.get(e["rec"].get("mandate"), ("", "")),
        )
        for e in texts
    ]  # fmt: skip


def _sheets(desa: int, rows: list[Keputusan]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    hung = Lampiran.objects.filter(desa_id=desa, simpul__in=[r.simpul_id for r in rows]).order_by("pk")
    for simpul, digest in hung.values_list("simpul_id", "berkas__sha256"):
        found.setdefault(simpul, []).append(digest)
    return found


def _row(row: Keputusan, sheets: dict[int, list[str]]) -> Row:
    draft = Draft(row.office, row.nama, row.mulai, row.sampai, str(row.orang or ""), row.manner)
    return Row(
        row.pk, row.simpul.code, row.rev, row.state, row.since, row.nomor, row.nama, row.alasan, draft,
        tuple(sheets.get(row.simpul_id, ())),
    )  # fmt: skip
