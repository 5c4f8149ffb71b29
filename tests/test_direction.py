"""Foreign keys point downhill, as imports do; every model stands in the glossary; migrations are up to date."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
# Top first, as in the import contracts: a key may point to itself or to what stands below.
ORDER = (
    "penganggaran",
    "pemerintahan",
    "outbox",
    "published",
    "trace",
    "people",
    "cetakan",
    "utas",
    "files",
    "wilayah",
)
Key = tuple[str, str, str]


def keys() -> list[Key]:
    """(app, model.field, app pointed at) of every foreign key between our apps."""
    found = []
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if field.remote_field and model._meta.app_label in ORDER:
                target = field.remote_field.model._meta.app_label
                found.append((model._meta.app_label, f"{model.__name__}.{field.name}", target))
    return found


def uphill(found: list[Key]) -> list[Key]:
    """Keys that point up or out."""
    return [k for k in found if k[2] not in ORDER or ORDER.index(k[0]) > ORDER.index(k[2])]


def test_keys_point_downhill() -> None:
    assert len(keys()) > 20
    assert uphill(keys()) == []


def test_a_reversed_key_is_caught() -> None:
    assert uphill([("wilayah", "Wilayah.cetakan", "cetakan")]) == [("wilayah", "Wilayah.cetakan", "cetakan")]


def test_every_model_stands_in_the_glossary() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    missing = [
        m.__name__ for m in apps.get_models() if m._meta.app_label in ORDER and f"`{m.__name__}`" not in text
    ]
    assert missing == []


@pytest.mark.django_db
def test_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0, skip_checks=True)
