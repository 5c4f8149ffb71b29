"""A key is as old as its act's event says, not as the moment of the transaction: `verify` compares both."""

from django.db import migrations

from balai.ground.trace.sql import APPEND


class Migration(migrations.Migration):
    """The one writer anew; its rights stay."""

    dependencies = [("trace", "0003_hak")]
    operations = [migrations.RunSQL(APPEND, migrations.RunSQL.noop)]
