"""A mandate may be cut short, never moved or stretched; whoever cuts it tells the chain that it has ended."""

from django.db import migrations

import balai.ground.wilayah.fence

# At COMMIT, like `balai_jejak`: the Simpul says that it has ended, and a Simpul says only what its chain says.
_TOLD = """
CREATE FUNCTION balai_mandat() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_scope text := coalesce(current_setting('balai.desa', true), ''); v_state text;
BEGIN
  PERFORM set_config('balai.desa', NEW.place_id::text, true);
  SELECT s.state INTO v_state FROM utas_simpul s WHERE s.desa_id = NEW.place_id AND s.id = NEW.simpul_id;
  PERFORM set_config('balai.desa', v_scope, true);
  IF v_state IS DISTINCT FROM 'berakhir' THEN
    RAISE EXCEPTION 'the mandate % ends without an event', NEW.uid USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER mandat_jejak AFTER UPDATE ON people_mandat DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION balai_mandat();
"""


class Migration(migrations.Migration):
    """The period becomes the one column that may change, and only so."""

    dependencies = [("people", "0004_jejak"), ("utas", "0003_hak"), ("wilayah", "0002_hak")]
    operations = [
        migrations.RemoveConstraint("mandat", "mandat_beku"),
        migrations.AddConstraint(
            "mandat", balai.ground.wilayah.fence.Frozen(insert=True, mutable=("during",), name="mandat_beku")
        ),
        migrations.AddConstraint(
            "mandat", balai.ground.wilayah.fence.Ending(column="during", name="mandat_berakhir")
        ),
        migrations.RunSQL(_TOLD, "DROP TRIGGER mandat_jejak ON people_mandat; DROP FUNCTION balai_mandat()"),
    ]
