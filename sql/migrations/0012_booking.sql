-- Books a balanced entry in one statement: names are looked up, accounts opened where they are new, header and lines
-- written; or finds what was booked under the key before. It runs with its caller's rights, and what guards the tables
-- guards it.
SET LOCAL search_path = tadamun, pg_temp;

CREATE FUNCTION book_entry(
  p_source text, p_key text, p_hash bytea, p_kind text, p_contributor text, p_on date, p_description text,
  p_decision bigint, p_policy bigint,
  -- The lines, in their order; an account of no actor has an empty text.
  p_funds text[], p_currencies text[], p_kinds text[], p_actors text[], p_amounts bigint[],
  OUT o_entry bigint, OUT o_is_new boolean, OUT o_hash bytea, OUT o_unknown_funds text[], OUT o_unknown_actors text[])
LANGUAGE plpgsql SET search_path = tadamun, pg_temp AS $$
DECLARE
  contributor bigint;
BEGIN
  -- 1. Names that nobody bears: nothing is written, and they are told.
  SELECT array_agg(DISTINCT l.fund) INTO o_unknown_funds FROM unnest(p_funds) l(fund)
  WHERE NOT EXISTS (SELECT FROM funds f WHERE f.code = l.fund);
  SELECT array_agg(DISTINCT l.actor) INTO o_unknown_actors FROM unnest(p_actors || p_contributor) l(actor)
  WHERE l.actor <> '' AND NOT EXISTS (SELECT FROM actors a WHERE a.code = l.actor);
  IF o_unknown_funds IS NOT NULL OR o_unknown_actors IS NOT NULL THEN RETURN; END IF;
  SELECT a.actor_id INTO contributor FROM actors a WHERE a.code = p_contributor;
  -- 2. The key is the entry: whoever comes second waits for the first and finds what it booked.
  INSERT INTO entries (source, idempotency_key, body_hash, kind, contributor_id, occurred_on, description, decision_id,
    policy_id)
  VALUES (p_source, p_key, p_hash, p_kind, contributor, p_on, p_description, p_decision, p_policy)
  ON CONFLICT ON CONSTRAINT one_entry_a_key DO NOTHING RETURNING entry_id INTO o_entry;
  o_is_new := o_entry IS NOT NULL;
  IF NOT o_is_new THEN
    SELECT e.entry_id, e.body_hash INTO o_entry, o_hash FROM entries e
    WHERE e.source = p_source AND e.idempotency_key = p_key;
    RETURN;
  END IF;
  o_hash := p_hash;
  -- 3. Accounts that are new, in one order for everybody.
  INSERT INTO accounts (fund_id, currency, kind, actor_id)
  SELECT DISTINCT f.fund_id, l.currency, l.kind, a.actor_id
  FROM unnest(p_funds, p_currencies, p_kinds, p_actors) l(fund, currency, kind, actor)
  JOIN funds f ON f.code = l.fund LEFT JOIN actors a ON a.code = l.actor
  WHERE NOT EXISTS (SELECT FROM accounts x WHERE x.fund_id = f.fund_id AND x.currency = l.currency AND x.kind = l.kind
    AND x.actor_id IS NOT DISTINCT FROM a.actor_id)
  ORDER BY 1, 2, 3, 4 ON CONFLICT DO NOTHING;
  -- 4. The lines.
  INSERT INTO postings (entry_id, line, account_id, fund_id, currency, amount_minor)
  SELECT o_entry, l.line, x.account_id, x.fund_id, x.currency, l.amount
  FROM unnest(p_funds, p_currencies, p_kinds, p_actors, p_amounts)
    WITH ORDINALITY l(fund, currency, kind, actor, amount, line)
  JOIN funds f ON f.code = l.fund LEFT JOIN actors a ON a.code = l.actor
  JOIN accounts x ON x.fund_id = f.fund_id AND x.currency = l.currency AND x.kind = l.kind
    AND x.actor_id IS NOT DISTINCT FROM a.actor_id
  ORDER BY l.line;
END
$$;
GRANT EXECUTE ON FUNCTION book_entry TO tadamun_app;
