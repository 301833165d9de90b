-- Whether a source was told by a file is said in one place: what asks it of many rows has the words of the function in
-- its own plan, with the few sources read once.
SET LOCAL search_path = tadamun, pg_temp;

-- It stays free of what would keep the planner from taking its words in: a setting, rights of its own, STRICT. Its names
-- are resolved here and now.
CREATE FUNCTION told_by(source text, OUT is_told boolean) RETURNS SETOF boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT split_part($1, ':', 1) IN (SELECT s.source FROM told_payment_sources s);
END;
GRANT EXECUTE ON FUNCTION told_by TO tadamun_app;

-- Of one source.
CREATE OR REPLACE FUNCTION is_told(source text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = tadamun, pg_temp AS $$
  SELECT t.is_told FROM told_by($1) t
$$;

CREATE OR REPLACE FUNCTION keep_funds() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  fund bigint;
BEGIN
  FOR fund IN
    SELECT DISTINCT n.fund_id FROM posted n JOIN accounts a USING (account_id) JOIN entries e USING (entry_id)
    LEFT JOIN entries o ON o.entry_id = e.reverses
    CROSS JOIN told_by(coalesce(o.source, e.source)) t
    WHERE a.kind = 'cash' AND NOT t.is_told
      AND NOT EXISTS (SELECT FROM kept_funds k WHERE k.fund_id = n.fund_id) ORDER BY 1
  LOOP
    PERFORM lock_kept_fund(fund, false);
    INSERT INTO kept_funds (fund_id) VALUES (fund) ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN NULL;
END
$$;

CREATE OR REPLACE VIEW actor_money_lines WITH (security_invoker = true) AS
SELECT a.actor_id, f.instrument, f.fund_id, f.code AS fund_code,
  coalesce(o.contributor_id, e.contributor_id) AS contributor_id, p.currency, e.occurred_on, e.entry_id, m.measure,
  p.amount_minor * CASE k.normal_side WHEN 'debit' THEN 1 ELSE -1 END AS amount_minor,
  t.is_told
FROM postings p
JOIN entries e USING (entry_id)
LEFT JOIN entries o ON o.entry_id = e.reverses
CROSS JOIN told_by(coalesce(o.source, e.source)) t
JOIN accounts a USING (account_id)
JOIN account_kinds k ON k.kind = a.kind
JOIN account_kind_measures m ON m.account_kind = a.kind
JOIN funds f ON f.fund_id = p.fund_id
WHERE a.actor_id IS NOT NULL;
