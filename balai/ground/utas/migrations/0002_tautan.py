"""What columns and grants alone do not hold: a link's kinds are those of its ends, and a link ends once.

The pairs of kinds are a CHECK on the link's own columns, so these must not differ from the rows that they describe.
"""

from django.db import migrations

_KIND = (
    "ALTER TABLE utas_tautan ADD CONSTRAINT tautan_{end}_jenis FOREIGN KEY (desa_id, {end}_id, {end}_kind) "
    "REFERENCES utas_simpul (desa_id, id, kind) DEFERRABLE INITIALLY DEFERRED"
)
_ENDED = """
CREATE FUNCTION balai_tautan_berakhir() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'utas_tautan is official: this link has ended' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER tautan_berakhir BEFORE UPDATE ON utas_tautan FOR EACH ROW
  WHEN (OLD.until IS NOT NULL) EXECUTE FUNCTION balai_tautan_berakhir();
"""
_DOWN = "DROP TRIGGER tautan_berakhir ON utas_tautan; DROP FUNCTION balai_tautan_berakhir()"


class Migration(migrations.Migration):
    """Kinds cannot lie; no link is un-ended."""

    dependencies = [("utas", "0001_mula")]
    operations = [
        *(
            migrations.RunSQL(_KIND.format(end=end), f"ALTER TABLE utas_tautan DROP CONSTRAINT tautan_{end}_jenis")
            for end in ("up", "down")
        ),
        migrations.RunSQL(_ENDED, _DOWN),
    ]
