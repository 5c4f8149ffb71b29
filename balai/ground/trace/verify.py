"""`balai verify`: the chain, its replay, and what rooms say must follow from it. Finds, never repairs.

A room registers checks: functions that yield findings for one place. The engine itself looks at what every chain has:
hashes, gapless numbers, the head, states of Simpul against the replay, numbers, keys, links, papers.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from balai.ground.trace.canonical import event_hash, moment
from balai.ground.trace.models import GENESIS
from balai.plain import clock


@dataclass(frozen=True, slots=True)
class Wrong:
    """One disagreement: where, what must be, what is."""

    table: str
    key: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Village:
    """What a check may look at: ids, code, and the events in order (parsed)."""

    id: int
    code: str
    events: tuple[dict[str, Any], ...]


Check = Callable[[Village], Iterator[Wrong]]
_checks: list[Check] = []


def register(check: Check) -> None:
    """Add a room's check; once."""
    if check not in _checks:
        _checks.append(check)


def rows(sql: str, *params: object) -> list[tuple[Any, ...]]:
    """Plain rows, inside the scope of the village."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def verify(desa: int, code: str) -> list[Wrong]:
    """Everything that is wrong in one village. Call it inside `within(desa)`."""
    raw = rows(
        "SELECT seq, text, hash, step, simpul, act FROM trace_event WHERE desa_id = %s ORDER BY seq", desa
    )
    found = list(_chain(code, raw)) + list(_head(desa, raw))
    events = tuple(e for r in raw if (e := _parsed(r[1])) is not None)
    village = Village(desa, code, events)
    for check in (_states, _numbers, _links, _papers, _keys, _mandates, _revision, *_checks):
        found += _asked(check, village)
    return found


def _asked(check: Check, village: Village) -> list[Wrong]:
    """An event may have been rewritten into anything: what a check cannot read is a finding, never an end."""
    try:
        return list(check(village))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        what = f"{type(error).__name__} {error}"[:80]
        return [Wrong("trace_event", f"{village.code} {check.__name__}", "peristiwa yang lengkap", what)]


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        event = json.loads(text)
    except ValueError:
        return None
    return event if isinstance(event, dict) else None


def _chain(code: str, raw: list[tuple[Any, ...]]) -> Iterator[Wrong]:
    previous, number = GENESIS, 0
    for seq, text, stored, step, simpul, act in raw:
        number += 1
        if seq != number:
            yield Wrong("trace_event", f"{code}/{seq}", f"seq {number}", f"seq {seq}")
            number = seq
        if event_hash(code, seq, previous, text) != stored:
            yield Wrong("trace_event", f"{code}/{seq}", "hash of text and previous hash", stored)
        event = _parsed(text) or {}
        if (event.get("step"), event.get("simpul"), event.get("act")) != (step, simpul, act):
            yield Wrong("trace_event", f"{code}/{seq}", "columns computed from the text", f"{step} {simpul}")
        previous = stored


def _head(desa: int, raw: list[tuple[Any, ...]]) -> Iterator[Wrong]:
    head = rows("SELECT seq, hash FROM trace_head WHERE desa_id = %s", desa)
    last = (raw[-1][0], raw[-1][2]) if raw else (0, GENESIS)
    if head and (not raw or head[0] != last):
        yield Wrong("trace_head", "kepala", f"{last[0]} {last[1][:12]}", f"{head[0][0]} {head[0][1][:12]}")
    if raw and not head:
        yield Wrong("trace_head", "kepala", f"{last[0]}", "tidak ada")


def _states(village: Village) -> Iterator[Wrong]:
    """Each event follows from the state before it; the last one is what the Simpul and its document say."""
    states: dict[str, str] = {}
    days: dict[str, set[str]] = {}  # a Simpul bears the day of one of its events
    for event in village.events:
        days.setdefault(event.get("simpul", ""), set()).add(event.get("at", ""))
        name = event.get("simpul", "")
        if states.get(name) != event.get("from"):
            yield Wrong("trace_event", name, str(states.get(name)), str(event.get("from")))
        states[name] = event.get("to", "")
    found = rows("SELECT code, state, date FROM utas_simpul WHERE desa_id = %s", village.id)
    stored = {code: state for code, state, _date in found}
    for name in sorted(states.keys() | stored.keys()):
        if states.get(name) != stored.get(name):
            yield Wrong("utas_simpul", name, str(states.get(name)), str(stored.get(name)))
    for name, _state, day in found:
        if name in days and day.isoformat() not in days[name]:
            yield Wrong("utas_simpul", f"{name} date", " atau ".join(sorted(days[name])), day.isoformat())


def _numbers(village: Village) -> Iterator[Wrong]:
    """Numbers of each kind and year run from 1 without a gap up to the counter."""
    counted = rows(
        "SELECT kind, year, count(*), max(number) FROM utas_simpul WHERE desa_id = %s GROUP BY 1, 2",
        village.id,
    )
    last = {
        (k, y): n
        for k, y, n in rows("SELECT kind, year, last FROM utas_nomor WHERE desa_id = %s", village.id)
    }
    for kind, year, count, highest in counted:
        if not count == highest == last.get((kind, year)):
            yield Wrong(
                "utas_nomor",
                f"{kind}-{year}",
                f"{last.get((kind, year))}",
                f"{count} baris, tertinggi {highest}",
            )
    for (kind, year), n in last.items():
        if (kind, year) not in {(k, y) for k, y, _c, _h in counted}:
            yield Wrong("utas_nomor", f"{kind}-{year}", "0", str(n))


def _links(village: Village) -> Iterator[Wrong]:
    """Links of the chain are the links that stand or have ended, and no other."""
    made = Counter((u, d) for e in village.events for u, d, _s in e.get("links", []))
    ended = Counter((u, d) for e in village.events for u, d in e.get("ends", []))
    told = {"berlaku": made - ended, "berakhir": ended}
    sql = (
        "SELECT u.code, d.code, t.until IS NULL FROM utas_tautan t JOIN utas_simpul u ON u.id = t.up_id "
        "JOIN utas_simpul d ON d.id = t.down_id WHERE t.desa_id = %s"
    )
    stored = rows(sql, village.id)
    for state, wanted in told.items():
        have = Counter((u, d) for u, d, open_ in stored if open_ == (state == "berlaku"))
        for up, down in sorted(wanted.keys() | have.keys()):
            if wanted[up, down] != have[up, down]:
                key = f"{up} → {down} {state}"
                yield Wrong("utas_tautan", key, str(wanted[up, down]), str(have[up, down]))


def _papers(village: Village) -> Iterator[Wrong]:
    """The proofs that the acts name are the files that hang on their documents."""
    told = {
        (e.get("simpul", ""), k, digest) for e in village.events for k, digest in e.get("papers", {}).items()
    }
    sql = (
        "SELECT s.code, l.kind, b.sha256 FROM utas_lampiran l JOIN utas_simpul s ON s.id = l.simpul_id "
        "JOIN files_berkas b ON b.id = l.berkas_id WHERE l.desa_id = %s"
    )
    stored = set(rows(sql, village.id))
    for name, kind, digest in sorted(told ^ stored):
        one = (name, kind, digest)
        yield Wrong("utas_lampiran", f"{name} {kind} {digest[:12]}", str(one in told), str(one in stored))


def _keys(village: Village) -> Iterator[Wrong]:
    """Each act has its key with the answer that was given, its digest and moment, and each key its act."""
    told: dict[str, tuple[Any, ...]] = {}
    counts: dict[str, int] = {}
    for number, event in enumerate(village.events, 1):
        act = event.get("act", "")
        if act not in told:
            told[act] = tuple(event.get(k) for k in ("simpul", "to", "found", "sent", "rec_at"))
        counts[act] = number
    sql = "SELECT key, answer, digest, created_at FROM trace_sent WHERE desa_id = %s"
    stored = {
        key: (a.get("simpul"), a.get("state"), a.get("findings"), digest, moment(at), a.get("seq"))
        for key, a, digest, at in ((k, _json(a), d, at) for k, a, d, at in rows(sql, village.id))
    }
    for key in sorted(told.keys() | stored.keys()):
        want = (*told[key], counts[key]) if key in told else None
        if want != stored.get(key):
            yield Wrong("trace_sent", key, str(want), str(stored.get(key)))


def _json(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(value) if isinstance(value, str) else value
    return found


def _mandates(village: Village) -> Iterator[Wrong]:
    """Every mandate that acted is there, with that office and person: the decider's in force on the day of the act, the
    recorder's on the day of recording."""
    zone = rows("SELECT zone FROM wilayah_wilayah WHERE id = %s", village.id)[0][0]
    held = {
        str(uid): (office, str(person), since, until)
        for uid, office, person, since, until in rows(
            "SELECT m.uid, m.office, p.uid, lower(m.during), upper(m.during) FROM people_mandat m "
            "JOIN people_person p ON p.id = m.person_id"
        )
    }
    for event in village.events:
        for role in ("by", "rec"):
            who = event.get(role, {})
            if who.get("as") != "office":
                continue
            day = event["at"] if role == "by" else clock.day_of(event["rec_at"], zone).isoformat()
            row = held.get(who["mandate"])
            if row is None or (row[0], row[1]) != (who["office"], who["person"]):
                yield Wrong(
                    "people_mandat",
                    who["mandate"],
                    f"{who['office']} {who['person']}",
                    str(row[:2] if row else None),
                )
            elif not (row[2].isoformat() <= day and (row[3] is None or day < row[3].isoformat())):
                yield Wrong("people_mandat", who["mandate"], f"berlaku pada {day}", f"{row[2]}–{row[3]}")


def _revision(village: Village) -> Iterator[Wrong]:
    """The village's revision counts its publishing acts; it changed when the last of them was recorded."""
    acts = {e["act"]: e["rec_at"] for e in village.events if _publishes(e)}
    stored = rows("SELECT revision, changed_at FROM published_terbitan WHERE desa_id = %s", village.id)
    revision, changed = stored[0] if stored else (0, None)
    if revision != len(acts):
        yield Wrong("published_terbitan", village.code, str(len(acts)), str(revision))
    if (want := list(acts.values())[-1:]) != (have := [moment(changed)] if changed else []):
        yield Wrong("published_terbitan", f"{village.code} changed_at", str(want), str(have))


def _publishes(event: dict[str, Any]) -> bool:
    step = event.get("step", "").partition(".")[2]
    return step in {"terbitkan", "terbitkan_ganti", "konfirmasi"} or (
        step == "tarik" and event.get("from") in {"diterbitkan", "dikonfirmasi"}
    )
