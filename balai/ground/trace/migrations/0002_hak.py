"""Only the runtime role may call `trace_append`.

A function may be called by everybody unless told otherwise, and this one writes with its owner's rights: the read-only
backup role could have added events.
"""

from typing import Any

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

APPEND = "trace_append(bigint, text[], text, text, jsonb)"


def grant(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Rights, not rows: needs no village scope."""
    role = editor.quote_name(settings.BALAI_RUNTIME_ROLE)
    editor.execute(f"REVOKE ALL ON FUNCTION {APPEND} FROM PUBLIC")
    editor.execute(f"GRANT EXECUTE ON FUNCTION {APPEND} TO {role}")


def give_back(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """As PostgreSQL made it."""
    editor.execute(f"GRANT EXECUTE ON FUNCTION {APPEND} TO PUBLIC")


class Migration(migrations.Migration):
    """Rights of the chain's one writer."""

    dependencies = [("trace", "0001_mula")]
    operations = [migrations.RunPython(grant, give_back)]
