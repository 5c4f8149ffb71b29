"""A mandate is a Simpul of its own place; a person has the salt of what the chain tells of them."""

import django.db.models.deletion
from django.db import migrations, models

import balai.ground.people.models

_OWN = (
    "ALTER TABLE people_mandat ADD CONSTRAINT mandat_simpul_tempat FOREIGN KEY (place_id, simpul_id) "
    "REFERENCES utas_simpul (desa_id, id) DEFERRABLE INITIALLY DEFERRED"
)


class Migration(migrations.Migration):
    """No mandate without a Simpul, none with another place's."""

    dependencies = [("people", "0003_percobaan"), ("utas", "0003_hak")]
    operations = [
        migrations.AddField(
            "person", "salt", models.BinaryField(default=balai.ground.people.models.new_salt)
        ),
        migrations.AddField(
            "mandat",
            "simpul",
            models.OneToOneField(
                default=None, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="utas.simpul"
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(_OWN, "ALTER TABLE people_mandat DROP CONSTRAINT mandat_simpul_tempat"),
    ]
