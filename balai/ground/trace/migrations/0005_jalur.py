"""A session's own temporary tables come last, here as in the other functions."""

from django.db import migrations


class Migration(migrations.Migration):
    """The function that looks for an act's key."""

    dependencies = [("trace", "0004_kunci")]
    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION sent_claim(bigint, text) SET search_path = pg_catalog, public, pg_temp",
            "ALTER FUNCTION sent_claim(bigint, text) RESET search_path",
        ),
    ]
