"""Which rows are a village's: asked of the models, so that no new table can be forgotten (a test asks for each)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Field, Model

PLACE = "wilayah_wilayah"
OWNERS = ("desa", "place", "home")  # the foreign key to Wilayah that says whose a row is
LEFT_OUT: Mapping[str, str] = {
    PLACE: "the place itself goes by its code, with the places above it",
    "outbox_pekerjaan": "work is put aside again after a restore",
    "people_percobaan": "the brake's count of the last five minutes",
    "django_session": "people sign in again",
    "django_content_type": "the schema's own",
    "auth_permission": "not used",
    "auth_group": "not used",
    "auth_group_permissions": "not used",
}
NATURAL: Mapping[str, str] = {
    "people_person": "uid",
    "people_pengguna": "username",
}  # names that hold elsewhere


@dataclass(frozen=True, slots=True)
class Table:
    """A table that holds rows of a village. `columns` without the owner's, `id` first."""

    name: str
    owner: str
    columns: tuple[str, ...]
    links: Mapping[str, str]  # column → table that it points to


def village_tables() -> list[Table]:
    """All of them, by name."""
    found = [_table(m) for m in models() if m._meta.db_table not in LEFT_OUT]
    return sorted(found, key=lambda t: t.name)


def models() -> list[type[Model]]:
    """Every model with a table of its own."""
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]


def owner_of(model: type[Model]) -> Field | None:
    """The foreign key that says whose a row is; None if rows of this model belong to no place."""
    fields = {f.name: f for f in model._meta.local_concrete_fields if f.remote_field}
    mine = (fields[name] for name in OWNERS if name in fields)
    return next((f for f in mine if f.remote_field.model._meta.db_table == PLACE), None)


def _table(model: type[Model]) -> Table:
    owner = owner_of(model)
    assert owner is not None, f"{model._meta.db_table} belongs to no place and is not left out"  # noqa: S101
    fields = [f for f in model._meta.local_concrete_fields if f is not owner and not f.generated]
    return Table(
        name=model._meta.db_table,
        owner=owner.column,
        columns=tuple(f.column for f in fields),
        links={f.column: f.remote_field.model._meta.db_table for f in fields if f.remote_field},
    )
