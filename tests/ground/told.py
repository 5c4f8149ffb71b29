"""The event that a Simpul made by hand lacks: without it the database refuses the row at COMMIT."""

from typing import Any

from django.db import connection

from balai.ground.trace import canonical
from balai.ground.utas.models import Simpul
from balai.plain import clock


def told(simpul: Simpul, **more: Any) -> Simpul:
    """Append the event by which the Simpul has its state. Inside the village's scope. Returns the Simpul."""
    key = f"uji-{simpul.code}"
    event = {"act": key, "at": simpul.date, "step": f"{simpul.kind}.uji", "simpul": simpul.code, "from": None, "to": simpul.state, "rec_at": clock.now(), "sent": "d"}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT trace_append(%s, %s, %s, 'd', '{}'::jsonb)",
            [simpul.desa_id, [canonical.text({**event, **more})], key],
        )
    return simpul
