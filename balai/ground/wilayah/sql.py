"""SQL that exists once per database: the guards of official tables."""

FROZEN = """
CREATE OR REPLACE FUNCTION balai_beku() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - TG_ARGV::text[] = to_jsonb(OLD) - TG_ARGV::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is official: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$
"""

# Deferred: runs at COMMIT, when document, Simpul and chain are all written. It looks inside the row's own village,
# whatever scope is left by then; a runtime role that sets its scope itself gains nothing by that.
TOLD = """
CREATE OR REPLACE FUNCTION balai_jejak() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_scope text := coalesce(current_setting('balai.desa', true), '');
  v_row jsonb := to_jsonb(NEW); v_code text; v_state text; v_to text; v_at text; v_count bigint; v_year int; v_number int;
BEGIN
  PERFORM set_config('balai.desa', NEW.desa_id::text, true);
  IF TG_TABLE_NAME = 'trace_event' THEN
    v_code := v_row ->> 'simpul';
    IF v_code ~ '^[a-z_]+-[0-9]{1,4}-[0-9]{1,9}$' THEN
      v_year := split_part(v_code, '-', 2); v_number := split_part(v_code, '-', 3);
      SELECT s.state INTO v_state FROM utas_simpul s WHERE s.desa_id = NEW.desa_id
        AND s.kind = split_part(v_code, '-', 1) AND s.year = v_year AND s.number = v_number AND s.code = v_code;
    END IF;
  ELSE
    EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE t.desa_id = $1 AND t.id = $2', TG_TABLE_NAME)
      INTO v_row USING NEW.desa_id, NEW.id;
    SELECT s.code, s.state INTO v_code, v_state FROM utas_simpul s WHERE s.desa_id = NEW.desa_id
      AND s.id = (v_row ->> CASE TG_TABLE_NAME WHEN 'utas_simpul' THEN 'id' ELSE 'simpul_id' END)::bigint;
  END IF;
  SELECT e.text::jsonb ->> 'to', e.text::jsonb ->> 'at', count(*) OVER () INTO v_to, v_at, v_count FROM trace_event e
    WHERE e.desa_id = NEW.desa_id AND e.simpul = v_code ORDER BY e.seq DESC LIMIT 1;
  PERFORM set_config('balai.desa', v_scope, true);
  IF v_to IS NULL OR v_state IS DISTINCT FROM v_to OR TG_TABLE_NAME NOT IN ('trace_event', 'utas_simpul')
    AND (v_row ->> 'state', v_row ->> 'since', v_row ->> 'rev') IS DISTINCT FROM (v_to, v_at, v_count::text)
  THEN
    RAISE EXCEPTION '% is official: state and chain of % disagree', TG_TABLE_NAME, v_code
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
"""
