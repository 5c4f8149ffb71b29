"""One village as data: every row as text, and its canonical form, in which no database id stands.

Ids are counted by the installation, not by the village, so a village restored elsewhere may get others. In the canonical
form a row is named by its rank among the village's rows of its table; equal canonical forms, equal villages.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from balai.config.one_village.tables import NATURAL, Table, village_tables

Read = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
Row = list[str | None]  # in the order of `Table.columns`: id first

_PLACES = """
WITH RECURSIVE up AS (SELECT w.*, 0 AS height FROM wilayah_wilayah w WHERE code = %s
  UNION ALL SELECT w.*, up.height + 1 FROM wilayah_wilayah w JOIN up ON w.id = up.parent_id)
SELECT id, code, name, level, contoh, zone FROM up ORDER BY height DESC
"""
# Mandates at other places which this village's chain names, and those of persons kept elsewhere who hold one here.
_ELSEWHERE = """
WITH told AS (SELECT DISTINCT (text::jsonb) -> who ->> 'mandate' AS uid FROM trace_event, unnest(ARRAY['by', 'rec']) who
  WHERE desa_id = %(desa)s)
SELECT p.uid::text, pp.code, p.name, m.uid::text, mp.code, m.office, m.seat::text, m.manner, m.during::text, m.decree
FROM people_person p JOIN wilayah_wilayah pp ON pp.id = p.place_id
JOIN people_mandat m ON m.person_id = p.id AND m.place_id <> %(desa)s JOIN wilayah_wilayah mp ON mp.id = m.place_id
WHERE m.uid::text IN (SELECT uid FROM told) OR (m.place_id = p.place_id
  AND EXISTS (SELECT FROM people_mandat o WHERE o.person_id = p.id AND o.place_id = %(desa)s))
ORDER BY p.uid, m.uid
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A village. `places`: from the province down to itself; `elsewhere`: who acted for it from above."""

    code: str
    places: list[dict[str, Any]]
    rows: dict[str, list[Row]]
    elsewhere: list[list[str | None]]
    tables: list[Table] = field(default_factory=village_tables)
    lost: frozenset[str] = frozenset()  # files whose bytes were gone or damaged when the copy was made

    @property
    def empty(self) -> bool:
        """Whether nothing at all is kept of this village."""
        return not any(self.rows.values())

    def canonical(self) -> dict[str, tuple[int, str]]:
        """Table → rows and SHA-256 of their canonical text.

        Of `elsewhere`, who acted in which office; the rest (period, decree) is for the chain up there to tell.
        """
        ranks = {t.name: {row[0]: n for n, row in enumerate(self.rows[t.name], 1)} for t in self.tables}
        found = {t.name: _digest(_ranked(t, row, ranks) for row in self.rows[t.name]) for t in self.tables}
        return {**found, "elsewhere": _digest([who[:1] + who[3:6] for who in self.elsewhere])}

    def named_files(self) -> set[str]:
        """SHA-256 of every file that the rows name, kept or not."""
        table = next(t for t in self.tables if t.name == "files_berkas")
        return {str(row[table.columns.index("sha256")]) for row in self.rows["files_berkas"]}

    def files(self) -> set[str]:
        """SHA-256 of every file of which the bytes are kept."""
        table = next(t for t in self.tables if t.name == "files_berkas")
        digest, stored = table.columns.index("sha256"), table.columns.index("stored")
        return {str(row[digest]) for row in self.rows["files_berkas"] if row[stored] == "true"}

    def head(self) -> tuple[int, str]:
        """Number of the last event of the chain and its hash; (0, "") without a chain."""
        table = next(t for t in self.tables if t.name == "trace_head")
        named = [dict(zip(table.columns, row, strict=True)) for row in self.rows["trace_head"]]
        return (int(named[0]["seq"] or 0), str(named[0]["hash"])) if named else (0, "")


def read_village(read: Read, code: str) -> Copy | None:
    """The village as it stands, or None if the place is not in use. `read` must see its rows and the people above."""
    places = [dict(zip(("id", "code", "name", "level", "contoh", "zone"), p, strict=True)) for p in read(_PLACES, [code])]  # fmt: skip
    if not places or places[-1]["level"] != "desa":
        return None
    desa = places[-1]["id"]
    tables = village_tables()
    rows = {t.name: _rows(read, t, desa) for t in tables}
    for table in tables:
        _name_strangers(read, table, rows)
    elsewhere = [list(r) for r in read(_ELSEWHERE, {"desa": desa})]  # type: ignore[arg-type]
    return Copy(code, [{k: v for k, v in p.items() if k != "id"} for p in places], rows, elsewhere, tables)


def _rows(read: Read, table: Table, desa: int) -> list[Row]:
    columns = ", ".join(f'"{c}"::text' for c in table.columns)
    sql = f'SELECT {columns} FROM "{table.name}" WHERE "{table.owner}" = %s ORDER BY "{table.name}".id'  # noqa: S608 - names of our models
    return [list(r) for r in read(sql, [desa])]


def _name_strangers(read: Read, table: Table, rows: dict[str, list[Row]]) -> None:
    """A link to a row that is not the village's (a person kept above it) is told by name: `=uid`."""
    for column, target in table.links.items():
        at = table.columns.index(column)
        own = {row[0] for row in rows[target]}
        strange = {row[at] for row in rows[table.name] if row[at] is not None and row[at] not in own}
        if not strange:
            continue
        sql = f'SELECT id::text, "{NATURAL[target]}"::text FROM "{target}" WHERE id = ANY(%s::bigint[])'  # noqa: S608
        names: dict[str, str] = dict(read(sql, [sorted(strange, key=str)]))
        for row in rows[table.name]:
            if row[at] in strange:
                row[at] = f"={names[str(row[at])]}"


def _ranked(table: Table, row: Row, ranks: dict[str, dict[str | None, int]]) -> list[Any]:
    told: list[Any] = list(row)
    told[0] = ranks[table.name][row[0]]
    for column, target in table.links.items():
        at = table.columns.index(column)
        told[at] = ranks[target].get(row[at], row[at])
    return told


def _digest(rows: Iterable[Any]) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    for row in rows:
        digest.update(json.dumps(row, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
        count += 1
    return count, digest.hexdigest()
