"""A session's own temporary tables come last: whoever runs SQL as the runtime role tells the check nothing."""

from django.db import migrations


class Migration(migrations.Migration):
    """The check of state and chain."""

    dependencies = [("wilayah", "0002_hak")]
    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION balai_jejak() SET search_path = pg_catalog, public, pg_temp",
            "ALTER FUNCTION balai_jejak() RESET search_path",
        ),
    ]
