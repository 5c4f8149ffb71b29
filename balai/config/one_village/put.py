"""Putting one village back, as the owner of the schema and inside the fence: the database itself keeps the others out.

One transaction: what stands is taken away (only if told to), the rows are written, and the village is read again and
compared before the commit. Ids are kept where no other village has them, else counted anew; no id stands in the chain.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, IntegrityError, OperationalError, connection, transaction

from balai.config.commands.verify import look
from balai.config.one_village.above import Finding, Unreadable, bring, refuse_strangers, take_place
from balai.config.one_village.copy import Copy, Read, Row, read_village
from balai.config.one_village.folder import CopyProblem
from balai.config.one_village.tables import Table
from balai.ground.people.models import Pengguna
from balai.ground.procedure.appointment import tell_login
from balai.ground.wilayah.models import Wilayah
from balai.ground.wilayah.scope import within

BATCH = 500
LOCK_TIMEOUT = "30s"
Before = Callable[[Copy], None]


class VillageStands(CopyProblem):
    """The village has other data here, and nobody said that it may be replaced."""


class VillageWrong(CopyProblem):
    """`verify` finds that the copy does not agree with itself, or with the places above it."""

    def __init__(self, code: str, found: list[Finding]) -> None:
        self.found = found
        super().__init__(
            f"`balai verify` menemukan {len(found)} hal di cadangan desa {code}. Tidak ada yang diubah. Bila desa ini memang "
            "demikian adanya, ulangi dengan --apa-adanya; temuan itu tetap disebut oleh `balai verify`."
        )


@dataclass
class Done:
    """What was done: `changed` False if the village was the same already; what had to differ; what `verify` found."""

    changed: bool = True
    told: list[str] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)


def put(
    copy: Copy,
    others: Read | None,
    *,
    overwrite: bool = False,
    as_is: bool = False,
    before: Before = lambda _standing: None,
) -> Done:
    """Make the village what the copy says. Call it on the owner's connection, outside of any transaction.

    `others`: reads every village's ids (None: all ids are counted anew); `as_is`: also if `verify` finds something;
    `before`: called with what stood, before it is gone. Raises VillageStands, VillageWrong, CopyProblem; then nothing
    has changed.
    """
    refuse_strangers(copy)
    done = Done()
    try:
        with transaction.atomic(durable=True):
            desa = take_place(copy)
            _lock(copy)
            with within(desa.pk, places=Wilayah.objects.values_list("pk", flat=True)):
                standing = read_village(read, copy.code)
                assert standing is not None  # noqa: S101 - the place was made above
                renamed = _rename_logins(copy, desa, done)
                if standing.canonical() == copy.canonical():
                    return Done(changed=False, found=[f for f in look(copy.code)[0] if f[0] == copy.code])
                if not standing.empty and not overwrite:
                    raise VillageStands(_stands(standing, copy))
                known = {f for f in look(copy.code)[0] if f[0] != copy.code}
                _replace(copy, desa, standing, others, done)
                _compare(copy, desa)
                for login in Pengguna.objects.filter(home=desa, username__in=renamed):
                    tell_login(login)
                done.found += [f for f in look(copy.code)[0] if f not in known]
                if done.found and not as_is:
                    raise VillageWrong(copy.code, done.found)
                if not standing.empty:
                    before(standing)
    except (DataError, Unreadable) as error:
        raise CopyProblem(
            f"Cadangan desa {copy.code} memuat nilai yang tidak mungkin. Pakai cadangan lain; tidak ada yang berubah."
        ) from error
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or "?"
        raise CopyProblem(
            f"Desa {copy.code} tidak dapat dikembalikan di sini: bertentangan dengan data tempat lain ({name}). "
            "Tidak ada yang berubah."
        ) from error
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") not in {"55P03", "40P01"}:
            raise
        raise CopyProblem(
            "Balai sedang menulis tanpa henti. Coba lagi sebentar lagi; tidak ada yang berubah."
        ) from error
    return done


def read(sql: str, params: Any) -> list[tuple[Any, ...]]:
    """Through Django's connection, inside the scope."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _run(sql: str, params: Any = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)


def _lock(copy: Copy) -> None:
    """Nobody writes meanwhile, in any village; reading goes on."""
    tables = ", ".join(f'"{t.name}"' for t in copy.tables)
    _run(
        f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'; LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE; SET LOCAL TIME ZONE 'UTC'"
    )


def _stands(standing: Copy, copy: Copy) -> str:
    here, there = standing.head()[0], copy.head()[0]
    return (
        f"Desa {copy.code} di pemasangan ini sudah berisi data lain: jejaknya {here} peristiwa, cadangannya {there}. "
        "Tidak ada yang diubah. Bila isi yang sekarang memang harus diganti, ulangi dengan --timpa; isi yang sekarang "
        "dicadangkan dahulu."
    )


def _replace(copy: Copy, desa: Wilayah, standing: Copy, others: Read | None, done: Done) -> None:
    """Official tables refuse changes by trigger; their owner lifts that for this transaction, never the fence."""
    for table in copy.tables:
        _run(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER')
    for table in copy.tables:
        if standing.rows[table.name]:
            sql = f'DELETE FROM "{table.name}" WHERE "{table.owner}" = %s'  # noqa: S608 - names of our models
            _run(sql, [desa.pk])
    ids = {
        t.name: _ids(t, copy.rows[t.name], desa, others) for t in copy.tables
    }  # before new ones are counted above
    brought = bring(copy)
    done.told += brought.told
    done.found += brought.found
    for table in copy.tables:
        _insert(table, copy.rows[table.name], desa, ids, brought.persons)
    _run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    for table in copy.tables:
        _run(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER')


def _rename_logins(copy: Copy, desa: Wilayah, done: Done) -> list[str]:
    """A login's name is one in the whole installation: if another place has it, ours carries the village's code.

    Returns the new names; the chain is told of them afterwards.
    """
    renamed = []
    table = next(t for t in copy.tables if t.name == "people_pengguna")
    at = table.columns.index("username")
    names = [row[at] for row in copy.rows[table.name]]
    sql = "SELECT username FROM people_pengguna WHERE username = ANY(%s) AND home_id <> %s"
    taken = {name for (name,) in read(sql, [names, desa.pk])}
    for row in copy.rows[table.name]:
        if row[at] in taken:
            old, new = row[at], f"{row[at]}-{copy.code}"[:60]
            row[at] = new
            renamed.append(new)
            done.told.append(f"Nama masuk {old} sudah dipakai di tempat lain; pengguna desa ini sekarang masuk dengan {new}.")  # fmt: skip
    return renamed


def _ids(table: Table, rows: list[Row], desa: Wilayah, others: Read | None) -> dict[str | None, int]:
    """Old id → id here. Kept if nobody else has one of them; else new ones, in the old order."""
    old = [int(row[0] or 0) for row in rows]
    if not old:
        return {}
    sequence = read("SELECT pg_get_serial_sequence(%s, 'id')", [table.name])[0][0]
    sql = f'SELECT EXISTS (SELECT FROM "{table.name}" WHERE id = ANY(%s) AND "{table.owner}" <> %s)'  # noqa: S608
    if others is not None and not others(sql, [old, desa.pk])[0][0]:
        _run("SELECT setval(%s, greatest(%s, nextval(%s)))", [sequence, max(old), sequence])
        return {str(one): one for one in old}
    fresh = read("SELECT nextval(%s) FROM generate_series(1, %s) ORDER BY 1", [sequence, len(old)])
    return {str(one): new for one, (new,) in zip(old, fresh, strict=True)}


def _insert(
    table: Table,
    rows: list[Row],
    desa: Wilayah,
    ids: dict[str, dict[str | None, int]],
    persons: dict[str, int],
) -> None:
    types = dict(read("SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0", [table.name]))  # fmt: skip
    names = ", ".join(f'"{c}"' for c in table.columns)
    values = ", ".join(f"x.c{n}::{types[c]}" for n, c in enumerate(table.columns))
    arrays = ", ".join("%s::text[]" for _ in table.columns)
    aliases = ", ".join(f"c{n}" for n in range(len(table.columns)))
    sql = (
        f'INSERT INTO "{table.name}" ("{table.owner}", {names}) SELECT %s, {values} '  # noqa: S608 - names of our models
        f"FROM unnest({arrays}) WITH ORDINALITY AS x({aliases}, place) ORDER BY x.place"
    )
    mapped = [_mapped(table, row, ids, persons) for row in rows]
    for start in range(0, len(mapped), BATCH):
        columns = zip(*mapped[start : start + BATCH], strict=True)
        _run(sql, [desa.pk, *(list(c) for c in columns)])


def _mapped(table: Table, row: Row, ids: dict[str, dict[str | None, int]], persons: dict[str, int]) -> Row:
    told = list(row)
    told[0] = str(ids[table.name][row[0]])
    for column, target in table.links.items():
        at = table.columns.index(column)
        value = row[at]
        if value is not None and value.startswith("="):
            told[at] = str(persons[value[1:]]) if value[1:] in persons else None
        elif value is not None:
            told[at] = str(ids[target][value])
    return told


def _compare(copy: Copy, desa: Wilayah) -> None:
    now = read_village(read, copy.code)
    assert now is not None  # noqa: S101
    want, have = copy.canonical(), now.canonical()
    wrong: Iterable[str] = sorted(name for name in want if want[name] != have.get(name))
    if wrong:
        raise CopyProblem(f"Tabel {', '.join(wrong)} tidak sama dengan cadangannya. Tidak ada yang berubah.")
