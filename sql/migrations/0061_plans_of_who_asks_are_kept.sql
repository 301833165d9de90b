-- Who sends a request is asked at each: in plpgsql a session keeps the plans of these, in SQL each call made them anew.
SET LOCAL search_path = tadamun, pg_temp;

CREATE OR REPLACE FUNCTION roles_held(person bigint) RETURNS TABLE (grant_id bigint, role text, actor_id bigint, code text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH today AS (SELECT (now() AT TIME ZONE 'Africa/Casablanca')::date AS today),
  held AS (
    SELECT g.grant_id, g.role, g.actor_id, t.today FROM role_grants g
    JOIN today t ON daterange(g.first_on, g.last_on, '[]') @> t.today WHERE g.person_id = person)
  SELECT h.grant_id, r.role, r.actor_id, a.code
  FROM held h CROSS JOIN LATERAL (
    SELECT h.role, h.actor_id WHERE h.role <> 'verifier' OR h.actor_id IS NULL
    UNION ALL
    SELECT h.role, m.actor_id FROM mandates m
    WHERE m.agent_id = h.actor_id AND daterange(m.first_on, m.last_on, '[]') @> h.today
      AND m.purpose = CASE h.role WHEN 'reporter' THEN 'reporting' WHEN 'verifier' THEN 'verification' END) r
  LEFT JOIN actors a ON a.actor_id = r.actor_id
  ORDER BY h.grant_id, a.code;
END
$$;

CREATE OR REPLACE FUNCTION session_holder(secret bytea, idle_minutes integer) RETURNS TABLE (
  key bigint, is_stale boolean, may_write boolean, person_id bigint, email text, display_name text, grant_id bigint,
  role text, actor_id bigint, code text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT s.session_id, s.seen_at < now() - interval '1 minute', true, p.person_id, p.email, p.display_name, r.*
  FROM sessions s JOIN people p USING (person_id) LEFT JOIN LATERAL roles_held(p.person_id) r ON true
  WHERE s.secret_sha256 = secret AND s.ended_at IS NULL AND s.ends_at > now()
    AND s.seen_at > now() - idle_minutes * interval '1 minute' AND p.blocked_at IS NULL;
END
$$;

CREATE OR REPLACE FUNCTION token_holder(secret bytea) RETURNS TABLE (
  key bigint, is_stale boolean, may_write boolean, person_id bigint, email text, display_name text, grant_id bigint,
  role text, actor_id bigint, code text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT t.token_id, t.used_at IS NULL OR t.used_at < now() - interval '1 minute', t.scope = 'write', p.person_id,
    p.email, p.display_name, r.*
  FROM api_tokens t JOIN people p USING (person_id) LEFT JOIN LATERAL roles_held(p.person_id) r ON true
  WHERE t.secret_sha256 = secret AND t.revoked_at IS NULL AND t.expires_at > now() AND p.blocked_at IS NULL;
END
$$;
