"""New Simpul with the next numbers of their kind and year, counted inside the transaction: gapless."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import connection

from balai.ground.utas.models import Simpul

_NEW = """
WITH counted AS (INSERT INTO utas_nomor (desa_id, kind, year, last) VALUES (%(place)s, %(kind)s, %(year)s, %(count)s)
  ON CONFLICT (desa_id, kind, year) DO UPDATE SET last = utas_nomor.last + excluded.last RETURNING last)
INSERT INTO utas_simpul (desa_id, kind, year, number, code, title, state, rupiah, date, public)
SELECT %(place)s, %(kind)s, %(year)s, n, concat_ws('-', %(kind)s::text, %(year)s::text, n::text), title, %(state)s, rupiah,
  %(day)s, %(public)s
FROM counted, unnest(%(titles)s::text[], %(rupiah)s::numeric[]) WITH ORDINALITY AS x(title, rupiah, place),
  LATERAL (SELECT (last - %(count)s + place)::int AS n) AS number ORDER BY n
RETURNING id, number
"""


def new_simpuls(
    place: int, kind: str, year: int, many: Sequence[tuple[str, Decimal | None]], state: str, day: date, *,
    public: bool = False,
) -> list[Simpul]:  # fmt: skip
    """Several of one kind, (title, rupiah) each, in one statement. Inside the place's scope; an event must follow."""
    if not many:
        return []
    titles, rupiah = [title[:300] for title, _ in many], [amount for _, amount in many]
    with connection.cursor() as cursor:
        cursor.execute(
            _NEW,
            {
                "place": place, "kind": kind, "year": year, "count": len(many), "state": state, "day": day,
                "public": public, "titles": titles, "rupiah": rupiah,
            },
        )  # fmt: skip
        made = sorted(cursor.fetchall(), key=lambda row: row[1])
    return [
        Simpul(
            pk=pk, desa_id=place, kind=kind, year=year, number=n, code=f"{kind}-{year}-{n}", title=title, state=state,
            rupiah=amount, date=day, public=public,
        )
        for (pk, n), title, amount in zip(made, titles, rupiah, strict=True)
    ]  # fmt: skip
