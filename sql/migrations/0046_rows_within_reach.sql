-- Whose rows a transaction reaches. The program says in each transaction who acts (set_config(…, true)): whose unpublished
-- work, whose drafts and whose accounts. What was not said reaches nothing, so that a statement which forgot to ask for
-- one organisation's rows gets none of another's.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. A setting is 'all', a list of keys ('{3,17}'), or nothing.
CREATE FUNCTION reaches(setting text, key bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE coalesce(current_setting(setting, true), '')
  WHEN 'all' THEN true
  WHEN '' THEN false
  ELSE key = ANY (current_setting(setting, true)::bigint[])
END;
GRANT EXECUTE ON FUNCTION reaches TO tadamun_app;

-- Lets a table's rows be read and written by transactions alone that reach their key.
CREATE PROCEDURE keep_within_reach(target regclass, setting text, key text)
LANGUAGE plpgsql SET search_path = tadamun, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY within_reach ON %s USING (reaches(%L, %I))', target, setting, key);
END
$$;

-- 2. What an organisation handed in, and what was said of it.
CALL keep_within_reach('reports', 'tadamun.organisations', 'actor_id');
CALL keep_within_reach('report_evidence', 'tadamun.organisations', 'actor_id');
CALL keep_within_reach('disaggregation_differences', 'tadamun.organisations', 'actor_id');
CALL keep_within_reach('verdict_reasons', 'tadamun.organisations', 'actor_id');
CALL keep_within_reach('report_validations', 'tadamun.organisations', 'actor_id');
CALL keep_within_reach('report_locks', 'tadamun.organisations', 'actor_id');
CALL keep_within_reach('report_reopenings', 'tadamun.organisations', 'actor_id');
CALL keep_within_reach('appeals', 'tadamun.organisations', 'actor_id');
CALL keep_within_reach('appeal_answers', 'tadamun.organisations', 'actor_id');

-- 3. What it has not handed in is for fewer eyes.
CALL keep_within_reach('report_drafts', 'tadamun.drafts', 'actor_id');
CALL keep_within_reach('report_draft_cells', 'tadamun.drafts', 'actor_id');

-- 4. People. Functions of the owner read the first four below; the others hold their owner to the policy, too.
CALL keep_within_reach('people', 'tadamun.accounts', 'person_id');
CALL keep_within_reach('role_grants', 'tadamun.accounts', 'person_id');
CALL keep_within_reach('sessions', 'tadamun.accounts', 'person_id');
CALL keep_within_reach('api_tokens', 'tadamun.accounts', 'person_id');
CALL keep_within_reach('passwords', 'tadamun.accounts', 'person_id');
CALL keep_within_reach('one_time_links', 'tadamun.accounts', 'person_id');
CALL keep_within_reach('second_factors', 'tadamun.accounts', 'person_id');
CALL keep_within_reach('recovery_codes', 'tadamun.accounts', 'person_id');
ALTER TABLE passwords FORCE ROW LEVEL SECURITY;
ALTER TABLE one_time_links FORCE ROW LEVEL SECURITY;
ALTER TABLE second_factors FORCE ROW LEVEL SECURITY;
ALTER TABLE recovery_codes FORCE ROW LEVEL SECURITY;

-- Events that touched nobody in particular are for those who reach every account.
ALTER TABLE security_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY within_reach ON security_events USING (reaches('tadamun.accounts', coalesce(person_id, 0)));

-- 5. Who holds a secret is asked before anybody is known: whoever has the secret gets the one person it belongs to.
-- A reporter of a union or coaching centre reports for those whose mandate it has, too; its verifier verifies for those
-- and for nobody else.
CREATE FUNCTION roles_held(person bigint) RETURNS TABLE (grant_id bigint, role text, actor_id bigint, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
  ORDER BY h.grant_id, a.code
$$;

-- An open session: neither ended, nor too old, nor idle for longer than so many minutes. Without roles there is one row
-- all the same.
CREATE FUNCTION session_holder(secret bytea, idle_minutes integer) RETURNS TABLE (
  key bigint, is_stale boolean, may_write boolean, person_id bigint, email text, display_name text, grant_id bigint,
  role text, actor_id bigint, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
  SELECT s.session_id, s.seen_at < now() - interval '1 minute', true, p.person_id, p.email, p.display_name, r.*
  FROM sessions s JOIN people p USING (person_id) LEFT JOIN LATERAL roles_held(p.person_id) r ON true
  WHERE s.secret_sha256 = secret AND s.ended_at IS NULL AND s.ends_at > now()
    AND s.seen_at > now() - idle_minutes * interval '1 minute' AND p.blocked_at IS NULL
$$;

-- A token that is neither revoked nor expired.
CREATE FUNCTION token_holder(secret bytea) RETURNS TABLE (
  key bigint, is_stale boolean, may_write boolean, person_id bigint, email text, display_name text, grant_id bigint,
  role text, actor_id bigint, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
  SELECT t.token_id, t.used_at IS NULL OR t.used_at < now() - interval '1 minute', t.scope = 'write', p.person_id,
    p.email, p.display_name, r.*
  FROM api_tokens t JOIN people p USING (person_id) LEFT JOIN LATERAL roles_held(p.person_id) r ON true
  WHERE t.secret_sha256 = secret AND t.revoked_at IS NULL AND t.expires_at > now() AND p.blocked_at IS NULL
$$;
GRANT EXECUTE ON FUNCTION session_holder, token_holder TO tadamun_app;

-- 6. Whether somebody, by the name events are recorded under, verifies for a union or coaching centre that has the
-- actor's mandate on a day: asked of whoever judged, whose roles the one who asks need not reach.
CREATE FUNCTION verifies_for(name text, actor bigint, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM role_grants g JOIN mandates m ON m.agent_id = g.actor_id
    WHERE 'person:' || g.person_id = name AND g.role = 'verifier' AND m.purpose = 'verification' AND m.actor_id = actor
      AND daterange(g.first_on, g.last_on, '[]') @> day AND daterange(m.first_on, m.last_on, '[]') @> day)
$$;

-- Whether anybody has an account: nobody is known yet who asks.
CREATE FUNCTION somebody_has_an_account() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$ SELECT EXISTS (SELECT FROM people) $$;
GRANT EXECUTE ON FUNCTION verifies_for, somebody_has_an_account TO tadamun_app;
