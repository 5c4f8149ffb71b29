from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('wilayah', '0002_hak'),
    ]

    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION balai_jejak() SET search_path = pg_catalog, public, pg_temp",
            "ALTER FUNCTION balai_jejak() RESET search_path",
        ),
    ]
