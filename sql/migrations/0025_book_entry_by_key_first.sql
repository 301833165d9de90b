-- Booking looks the key up first: a repeat finds its entry whatever was closed, used up or decided since. Names and
-- accounts are looked up one by one through their indexes; the join over all lines read every account of the fund.
SET LOCAL search_path = tadamun, pg_temp;

CREATE OR REPLACE FUNCTION book_entry(
  p_source text, p_key text, p_hash bytea, p_kind text, p_contributor text, p_on date, p_description text,
  p_decision bigint, p_policy bigint,
  -- The lines, in their order; an account of no actor has an empty text.
  p_funds text[], p_currencies text[], p_kinds text[], p_actors text[], p_amounts bigint[],
  OUT o_entry bigint, OUT o_is_new boolean, OUT o_hash bytea, OUT o_unknown_funds text[], OUT o_unknown_actors text[])
LANGUAGE plpgsql SET search_path = tadamun, pg_temp AS $$
DECLARE
  contributor bigint;
  fund bigint;
  actor bigint;
  account bigint;
  fund_ids bigint[] := '{}';
  actor_ids bigint[] := '{}';
  account_ids bigint[] := '{}';
  has_new boolean := false;
BEGIN
  -- 1. A repeat.
  SELECT e.entry_id, e.body_hash INTO o_entry, o_hash FROM entries e
  WHERE e.source = p_source AND e.idempotency_key = p_key;
  o_is_new := o_entry IS NULL;
  IF NOT o_is_new THEN RETURN; END IF;
  -- 2. Names that nobody bears are told, and nothing is written. A fund is mostly that of the line before.
  IF p_contributor IS NOT NULL THEN
    SELECT a.actor_id INTO contributor FROM actors a WHERE a.code = p_contributor;
    IF contributor IS NULL THEN o_unknown_actors := ARRAY[p_contributor]; END IF;
  END IF;
  FOR n IN 1..cardinality(p_funds) LOOP
    IF n = 1 OR p_funds[n] <> p_funds[n - 1] THEN
      SELECT f.fund_id INTO fund FROM funds f WHERE f.code = p_funds[n];
      IF fund IS NULL AND p_funds[n] <> ALL (coalesce(o_unknown_funds, '{}')) THEN
        o_unknown_funds := o_unknown_funds || p_funds[n];
      END IF;
    END IF;
    actor := NULL;
    IF p_actors[n] = p_contributor THEN
      actor := contributor;
    ELSIF p_actors[n] <> '' THEN
      SELECT a.actor_id INTO actor FROM actors a WHERE a.code = p_actors[n];
      IF actor IS NULL AND p_actors[n] <> ALL (coalesce(o_unknown_actors, '{}')) THEN
        o_unknown_actors := o_unknown_actors || p_actors[n];
      END IF;
    END IF;
    fund_ids := fund_ids || fund;
    actor_ids := actor_ids || actor;
  END LOOP;
  IF o_unknown_funds IS NOT NULL OR o_unknown_actors IS NOT NULL THEN RETURN; END IF;
  -- 3. The key is the entry: whoever comes second waits for the first and finds what it booked.
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
  -- 4. Accounts: the two cases are apart since only a plain equality uses the whole index. Where one is new, those that
  -- are missing are opened in one order for everybody, and the round is made again.
  LOOP
    account_ids := '{}';
    FOR n IN 1..cardinality(p_funds) LOOP
      IF actor_ids[n] IS NULL THEN
        SELECT x.account_id INTO account FROM accounts x WHERE x.fund_id = fund_ids[n]
          AND x.currency = p_currencies[n]::bpchar AND x.kind = p_kinds[n] AND x.actor_id IS NULL;
      ELSE
        SELECT x.account_id INTO account FROM accounts x WHERE x.fund_id = fund_ids[n]
          AND x.currency = p_currencies[n]::bpchar AND x.kind = p_kinds[n] AND x.actor_id = actor_ids[n];
      END IF;
      account_ids := account_ids || account;
    END LOOP;
    EXIT WHEN has_new OR array_position(account_ids, NULL) IS NULL;
    INSERT INTO accounts (fund_id, currency, kind, actor_id)
    SELECT DISTINCT l.fund, l.currency, l.kind, l.actor
    FROM unnest(fund_ids, p_currencies, p_kinds, actor_ids, account_ids) l(fund, currency, kind, actor, account)
    WHERE l.account IS NULL ORDER BY 1, 2, 3, 4 ON CONFLICT DO NOTHING;
    has_new := true;
  END LOOP;
  -- 5. The lines.
  INSERT INTO postings (entry_id, line, account_id, fund_id, currency, amount_minor)
  SELECT o_entry, l.line, l.account, l.fund, l.currency, l.amount
  FROM unnest(account_ids, fund_ids, p_currencies, p_amounts) WITH ORDINALITY l(account, fund, currency, amount, line)
  ORDER BY l.line;
END
$$;

-- What an actor paid back to a funder came back from it.
INSERT INTO account_kind_measures (account_kind, measure) VALUES ('returns', 'returned');
