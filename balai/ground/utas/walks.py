"""Walking the thread both ways from any number of roots: one statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

_WALK = """
WITH RECURSIVE w(root, id, dir, depth) AS (
  SELECT x, x, d, 0 FROM unnest(%(ids)s::bigint[]) x, (VALUES (-1), (1)) v(d)
  UNION SELECT w.root, n.id, w.dir, w.depth + 1 FROM w
  JOIN LATERAL (
    SELECT t.down_id AS id FROM utas_tautan t
      WHERE w.dir = 1 AND t.desa_id = %(d)s AND t.up_id = w.id AND t.until IS NULL
    UNION ALL SELECT t.up_id FROM utas_tautan t
      WHERE w.dir = -1 AND t.desa_id = %(d)s AND t.down_id = w.id AND t.until IS NULL) n ON true
  JOIN utas_simpul s ON s.desa_id = %(d)s AND s.id = n.id AND (s.public OR %(all)s)
  WHERE w.depth < 12)
SELECT w.root, w.dir, min(w.depth), s.id, s.code, s.kind, s.title, s.state, s.rupiah, s.date
FROM w JOIN utas_simpul s ON s.desa_id = %(d)s AND s.id = w.id
GROUP BY w.root, w.dir, s.id ORDER BY 1, 2, 3, s.date, s.id
"""


@dataclass(frozen=True, slots=True)
class Node:
    """A Simpul met on the way. `direction`: −1 upstream, 1 downstream; `depth` 0 is the root itself."""

    root: int
    direction: int
    depth: int
    id: int
    code: str
    kind: str
    title: str
    state: str
    rupiah: Decimal | None
    date: date


def walk(desa: int, roots: Iterable[int], *, everything: bool = False) -> list[Node]:
    """All Simpul reachable from the roots, at most twelve links away. `everything`: also what is not public."""
    with connection.cursor() as cursor:
        cursor.execute(_WALK, {"ids": list(roots), "d": desa, "all": everything})
        return [Node(*row) for row in cursor.fetchall()]
