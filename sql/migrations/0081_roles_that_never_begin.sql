-- A role that was ended on a day before its first one still held on that first day.
SET LOCAL search_path = tadamun, pg_temp;

-- Whether it was ended before its first day: it holds on none.
ALTER TABLE role_grants ADD COLUMN is_withdrawn boolean NOT NULL DEFAULT false;
GRANT UPDATE (is_withdrawn) ON role_grants TO tadamun_app;
ALTER TABLE role_grants DROP CONSTRAINT roles_do_not_overlap, ADD CONSTRAINT roles_do_not_overlap EXCLUDE USING gist (
  person_id WITH =, role WITH =, coalesce(actor_id, 0) WITH =, daterange(first_on, last_on, '[]') WITH &&)
  WHERE (NOT is_withdrawn);

CREATE OR REPLACE FUNCTION roles_held(person bigint) RETURNS TABLE (grant_id bigint, role text, actor_id bigint, code text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH today AS (SELECT (now() AT TIME ZONE 'Africa/Casablanca')::date AS today),
  held AS (
    SELECT g.grant_id, g.role, g.actor_id, t.today FROM role_grants g
    JOIN today t ON daterange(g.first_on, g.last_on, '[]') @> t.today WHERE g.person_id = person AND NOT g.is_withdrawn)
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

CREATE OR REPLACE FUNCTION verifies_for(name text, actor bigint, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM role_grants g JOIN mandates m ON m.agent_id = g.actor_id
    WHERE 'person:' || g.person_id = name AND g.role = 'verifier' AND m.purpose = 'verification' AND m.actor_id = actor
      AND NOT g.is_withdrawn AND daterange(g.first_on, g.last_on, '[]') @> day
      AND daterange(m.first_on, m.last_on, '[]') @> day)
$$;
