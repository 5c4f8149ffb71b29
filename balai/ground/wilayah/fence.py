"""The village fence: what every table of a village gets without asking (decision 2).

A `class_prepared` receiver adds to each concrete VillageModel a row-level security policy with UNIQUE (desa_id, id),
and to each of its foreign keys to another village table a twin that carries the village. So a table cannot forget
them, and a row of one village cannot point at a row of another. Tried in `research/fence.md`, mended by the gate's
prototype: policies run before the links of other tables need their keys.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BaseConstraint
from django.db.models.signals import class_prepared

SCOPE = "(SELECT nullif(current_setting('balai.desa', true), '')::bigint)"
READ = "(SELECT string_to_array(nullif(current_setting('balai.desa_baca', true), ''), ',')::bigint[])"


class _Raw(BaseConstraint):
    """A constraint that is SQL of our own. `UP` and `DOWN` name the table, this constraint, column and parent."""

    UP = DOWN = ""
    field: str | None = None

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database decides."""

    def _sql(self, text: str, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> str:
        column = parent = ""
        if self.field:
            field = model._meta.get_field(self.field)
            target = field.remote_field.model
            column = field.column
            parent = model._meta.db_table if target == "self" or target is model else target._meta.db_table
        return text.format(
            t=editor.quote_name(model._meta.db_table), n=self.name, c=column, p=parent, scope=SCOPE, read=READ,
            role=editor.quote_name(settings.BALAI_RUNTIME_ROLE), **self._more(),
        )  # fmt: skip

    def _more(self) -> dict[str, str]:
        return {}

    def remove_sql(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> str:
        """SQL that takes it away."""
        return self._sql(self.DOWN, model, editor)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.deconstruct() == self.deconstruct()

    __hash__ = BaseConstraint.__hash__


class VillageFence(_Raw):
    """Row-level security, forced, and the key that links point at."""

    UP = (
        "ALTER TABLE {t} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, "
        "ADD CONSTRAINT {n}_k UNIQUE (desa_id, id); "
        "CREATE POLICY {n} ON {t} USING (desa_id = {scope}) WITH CHECK (desa_id = {scope}); "
        "CREATE POLICY {n}_baca ON {t} FOR SELECT USING (desa_id = ANY ({read}::bigint[]))"
    )
    DOWN = (
        "DROP POLICY {n} ON {t}; DROP POLICY {n}_baca ON {t}; "
        "ALTER TABLE {t} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY, DROP CONSTRAINT {n}_k"
    )

    def constraint_sql(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> None:
        """Inside CreateModel: run before anything else that is deferred."""
        editor.deferred_sql.insert(0, self._sql(self.UP, model, editor))

    def create_sql(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> str:
        """Added to an existing table."""
        return self._sql(self.UP, model, editor)


class VillageLink(_Raw):
    """The twin of a foreign key: (desa_id, x_id) → (desa_id, id)."""

    UP = (
        "ALTER TABLE {t} ADD CONSTRAINT {n} FOREIGN KEY (desa_id, {c}) REFERENCES {p} (desa_id, id) "
        "DEFERRABLE INITIALLY DEFERRED"
    )
    DOWN = "ALTER TABLE {t} DROP CONSTRAINT {n}"

    def __init__(self, *, field: str, name: str) -> None:
        self.field = field
        super().__init__(name=name)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """With its field."""
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field}

    def constraint_sql(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> None:
        """Inside CreateModel: run after every key exists."""
        editor.deferred_sql.append(self._sql(self.UP, model, editor))

    def create_sql(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> None:
        """Added to an existing table."""
        editor.deferred_sql.append(self._sql(self.UP, model, editor))


class Frozen(_Raw):
    """An official table: the runtime role may insert, and change only the `mutable` columns; nobody deletes.

    REVOKE first, trigger second: the trigger holds for the owner too.
    """

    UP = (
        "REVOKE ALL ON {t} FROM {role}; GRANT {allowed} ON {t} TO {role}; {grant}"
        "CREATE TRIGGER {n} BEFORE UPDATE OR DELETE ON {t} FOR EACH ROW EXECUTE FUNCTION balai_beku({args}); "
        "CREATE TRIGGER {n}_kosong BEFORE TRUNCATE ON {t} FOR EACH STATEMENT EXECUTE FUNCTION balai_beku()"
    )
    DOWN = (
        "DROP TRIGGER {n} ON {t}; DROP TRIGGER {n}_kosong ON {t}; "
        "GRANT SELECT, INSERT, UPDATE, DELETE ON {t} TO {role}"
    )

    def __init__(self, *, name: str, mutable: tuple[str, ...] = (), insert: bool = True) -> None:
        self.mutable, self.insert = tuple(mutable), insert
        super().__init__(name=name)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """With its mutable columns, and whether the runtime role may insert at all."""
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "mutable": self.mutable, "insert": self.insert}

    def _sql(self, text: str, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> str:
        self._table = editor.quote_name(model._meta.db_table)
        self._role = editor.quote_name(settings.BALAI_RUNTIME_ROLE)
        return super()._sql(text, model, editor)

    def _more(self) -> dict[str, str]:
        columns = ", ".join(self.mutable)
        grant = f"GRANT UPDATE ({columns}) ON {self._table} TO {self._role}; " if columns else ""
        allowed = "SELECT, INSERT" if self.insert else "SELECT"
        return {"allowed": allowed, "args": ", ".join(f"'{c}'" for c in self.mutable), "grant": grant}

    def constraint_sql(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> None:
        """Inside CreateModel."""
        editor.deferred_sql.append(self._sql(self.UP, model, editor))

    def create_sql(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> str:
        """Added to an existing table."""
        return self._sql(self.UP, model, editor)


class ReadOnly(_Raw):
    """Written only by a SECURITY DEFINER function: the runtime role may read."""

    UP = "REVOKE ALL ON {t} FROM {role}; GRANT SELECT ON {t} TO {role}"
    DOWN = "GRANT SELECT, INSERT, UPDATE, DELETE ON {t} TO {role}"
    constraint_sql = Frozen.constraint_sql
    create_sql = Frozen.create_sql


class Rights(_Raw):
    """What the runtime role may do with a table, and no more: `may` as GRANT says it, columns in brackets."""

    UP = "REVOKE ALL ON {t} FROM {role}; GRANT {may} ON {t} TO {role}"
    DOWN = "REVOKE ALL ON {t} FROM {role}; GRANT SELECT, INSERT, UPDATE, DELETE ON {t} TO {role}"
    constraint_sql = Frozen.constraint_sql
    create_sql = Frozen.create_sql

    def __init__(self, *, name: str, may: str) -> None:
        self.may = may
        super().__init__(name=name)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """With what is granted."""
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "may": self.may}

    def _more(self) -> dict[str, str]:
        return {"may": self.may}


class Growing(_Raw):
    """A counter that only grows: no number is given twice, no revision comes back."""

    UP = (
        "CREATE TRIGGER {n} BEFORE UPDATE ON {t} FOR EACH ROW WHEN (NEW.{c} < OLD.{c}) "
        "EXECUTE FUNCTION balai_beku()"
    )
    DOWN = "DROP TRIGGER {n} ON {t}"
    constraint_sql = Frozen.constraint_sql
    create_sql = Frozen.create_sql

    def __init__(self, *, name: str, column: str) -> None:
        self.column = column
        super().__init__(name=name)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """With its column."""
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "column": self.column}

    def _sql(self, text: str, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> str:
        return super()._sql(text.replace("{c}", editor.quote_name(self.column)), model, editor)


class Ending(Growing):
    """A period that may be cut short at its end, never moved, never stretched."""

    UP = (
        "CREATE TRIGGER {n} BEFORE UPDATE ON {t} FOR EACH ROW "
        "WHEN (isempty(NEW.{c}) OR NOT NEW.{c} <@ OLD.{c} OR lower(NEW.{c}) <> lower(OLD.{c})) "
        "EXECUTE FUNCTION balai_beku()"
    )


class Told(_Raw):
    """State and chain agree at every COMMIT: on Simpul, on its document and on the events themselves.

    A row cannot change its state without an event that says so, and no event can be added that nothing follows.
    """

    UP = (
        "CREATE CONSTRAINT TRIGGER {n} AFTER INSERT OR UPDATE ON {t} DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION balai_jejak()"
    )
    DOWN = "DROP TRIGGER {n} ON {t}"
    constraint_sql = Frozen.constraint_sql
    create_sql = Frozen.create_sql


class VillageModel(models.Model):
    """A row that belongs to one village and is seen only inside `within(desa)`."""

    desa = models.ForeignKey("wilayah.Wilayah", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class PlaceFence(_Raw):
    """For persons and mandates: read where the place is in `balai.places`, written where the place is the scope."""

    UP = (
        "ALTER TABLE {t} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; "
        "CREATE POLICY {n} ON {t} USING (place_id = {scope}) WITH CHECK (place_id = {scope}); "
        "CREATE POLICY {n}_baca ON {t} FOR SELECT USING (place_id = ANY ("
        "(SELECT string_to_array(nullif(current_setting('balai.places', true), ''), ',')::bigint[])::bigint[]))"
    )
    DOWN = (
        "DROP POLICY {n} ON {t}; DROP POLICY {n}_baca ON {t}; "
        "ALTER TABLE {t} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY"
    )
    constraint_sql = VillageFence.constraint_sql
    create_sql = VillageFence.create_sql


class OpenFence(_Raw):
    """Published facts: everybody reads, only the village in scope writes."""

    UP = (
        "ALTER TABLE {t} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; "
        "CREATE POLICY {n} ON {t} USING (desa_id = {scope}) WITH CHECK (desa_id = {scope}); "
        "CREATE POLICY {n}_baca ON {t} FOR SELECT USING (true)"
    )
    DOWN = PlaceFence.DOWN
    constraint_sql = VillageFence.constraint_sql
    create_sql = VillageFence.create_sql


def add_fences(sender: type[models.Model], **_: Any) -> None:
    """Give a concrete village model its policy and its twins."""
    meta = sender._meta
    if not issubclass(sender, VillageModel) or meta.abstract or meta.proxy or not meta.managed:
        return
    table = meta.db_table
    wanted: list[_Raw] = [VillageFence(name=f"{table}_pagar")]
    wanted += [
        VillageLink(field=f.name, name=f"{table}_{f.column}_desa")
        for f in meta.local_fields
        if f.name != "desa" and f.remote_field and _is_village(f.remote_field.model)
    ]
    have = {c.name for c in meta.constraints}
    meta.constraints = [*meta.constraints, *(w for w in wanted if w.name not in have)]
    meta.original_attrs["constraints"] = meta.constraints


def _is_village(target: Any) -> bool:
    return target == "self" or (isinstance(target, type) and issubclass(target, VillageModel))


class_prepared.connect(add_fences)
