"""The two functions of the trace. They never build JSON: the text is made in Python, once (gate design, section 3)."""

CLAIM = """
CREATE OR REPLACE FUNCTION sent_claim(p_desa bigint, p_key text, OUT digest text, OUT answer jsonb)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_desa::text || ':' || p_key, 0));
  SELECT s.digest, s.answer INTO digest, answer FROM trace_sent s WHERE s.desa_id = p_desa AND s.key = p_key;
END $$
"""

APPEND = """
CREATE OR REPLACE FUNCTION trace_append(p_desa bigint, p_texts text[], p_key text, p_digest text, p_answer jsonb)
RETURNS bigint LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_code text; v_seq bigint; v_hash text; v_text text;
BEGIN
  SELECT w.code INTO v_code FROM public.wilayah_wilayah w WHERE w.id = p_desa;
  SELECT h.seq, h.hash INTO v_seq, v_hash FROM public.trace_head h WHERE h.desa_id = p_desa FOR UPDATE;
  IF NOT FOUND THEN
    IF p_desa IS DISTINCT FROM nullif(current_setting('balai.desa', true), '')::bigint THEN
      RAISE EXCEPTION 'no head in this scope' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.trace_head (desa_id, seq, hash) VALUES (p_desa, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
    SELECT h.seq, h.hash INTO STRICT v_seq, v_hash FROM public.trace_head h WHERE h.desa_id = p_desa FOR UPDATE;
  END IF;
  FOREACH v_text IN ARRAY p_texts LOOP
    v_seq := v_seq + 1;
    v_hash := encode(sha256(convert_to(
      concat_ws(chr(10), 'balai-trace-1', v_code, v_seq::text, v_hash, v_text), 'UTF8')), 'hex');
    INSERT INTO public.trace_event (desa_id, seq, text, hash) VALUES (p_desa, v_seq, v_text, v_hash);
  END LOOP;
  UPDATE public.trace_head SET seq = v_seq, hash = v_hash WHERE desa_id = p_desa;
  INSERT INTO public.trace_sent (desa_id, key, digest, answer, created_at)
    VALUES (p_desa, p_key, p_digest, p_answer || jsonb_build_object('seq', v_seq),
      (p_texts[1]::jsonb ->> 'rec_at')::timestamptz);
  RETURN v_seq;
END $$
"""
