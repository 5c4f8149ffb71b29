"""Papers of a batch wait for those of single villages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = (("outbox", "0002_hak"),)
    operations = (
        migrations.AddField(
            "pekerjaan",
            "behind",
            models.BooleanField(default=False, help_text="waits for all others: papers of a batch"),
        ),
    )
