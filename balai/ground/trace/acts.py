"""An event and its way into the chain: the one shape, the one writer (gate design, section 3)."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from balai.ground.trace import canonical

Event = dict[str, Any]


def event(
    step: str, simpul: str, before: str | None, after: str, *, act: str, at: date, rec_at: datetime,
    by: Mapping[str, Any], rec: Mapping[str, Any], data: Mapping[str, Any] | None = None,
) -> Event:  # fmt: skip
    """One document's change. `by` and `rec`: who decided, who recorded; links, findings and papers are added to it."""
    return {
        "act": act, "at": at, "step": step, "simpul": simpul, "from": before, "to": after, "by": dict(by),
        "rec": dict(rec), "rec_at": rec_at, "data": dict(data or {}), "ends": [], "links": [], "found": [], "papers": {},
        "files": [],
    }  # fmt: skip


def append(place: int, events: Sequence[Event], digest: str, answer: Mapping[str, Any]) -> int:
    """Write the events of one act, the main one first, with its key: the number of the last one.

    Inside `within(place)`, after everything else: only COMMIT follows. `digest`: what the act was asked to do; it
    stands in the main event too (`sent`), so that neither it nor the key's time can change unnoticed.
    """
    main, *effects = events
    texts = [canonical.text(e) for e in ({**main, "sent": digest}, *effects)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT trace_append(%s, %s, %s, %s, %s::jsonb)",
            [place, texts, main["act"], digest, json.dumps(answer)],
        )
        seq: int = cursor.fetchone()[0]
    return seq
