-- The schema after all migrations, for reading. Written by “make schema”; the gate fails when it is stale.

CREATE SCHEMA tadamun;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA tadamun;

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

CREATE FUNCTION tadamun.amil_year(fund bigint, first_on date, last_on date, day date, OUT received_minor bigint, OUT charged_minor bigint) RETURNS record
    LANGUAGE sql STABLE
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  SELECT
    (SELECT coalesce(sum(r.amount_minor), 0)::bigint FROM zakat_receipts r LEFT JOIN zakat_refunds x USING (receipt_id)
      WHERE r.fund_id = fund AND r.received_on BETWEEN first_on AND last_on AND x.receipt_id IS NULL),
    (SELECT coalesce(sum(c.amount_minor), 0)::bigint FROM zakat_amil_charges c
      WHERE c.fund_id = fund
        AND (c.charged_on BETWEEN first_on AND last_on OR day BETWEEN c.period_first AND c.period_last))
$$;

CREATE FUNCTION tadamun.begin_balance() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  INSERT INTO balances (account_id)
  SELECT NEW.account_id FROM account_kinds k WHERE k.kind = NEW.kind AND k.never_below_zero;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.begin_campaign() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  INSERT INTO campaign_totals (campaign_id, state, step, ceiling_minor) VALUES (NEW.campaign_id, '', 0, NEW.ceiling_minor);
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.begin_match_pool() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  INSERT INTO match_pool_totals (pool_id, state, step) VALUES (NEW.pool_id, '', 0);
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.book_entry(p_source text, p_key text, p_hash bytea, p_kind text, p_contributor text, p_on date, p_description text, p_decision bigint, p_policy bigint, p_funds text[], p_currencies text[], p_kinds text[], p_actors text[], p_amounts bigint[], OUT o_entry bigint, OUT o_is_new boolean, OUT o_hash bytea, OUT o_unknown_funds text[], OUT o_unknown_actors text[]) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
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

CREATE FUNCTION tadamun.broken_security_event() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  WITH linked AS (
    SELECT e.*, lag(e.sha256, 1, sha256('tadamun security events')) OVER (ORDER BY e.sequence) AS expected_previous,
      row_number() OVER (ORDER BY e.sequence) AS position
    FROM security_events e)
  SELECT min(sequence) FROM (
    SELECT l.sequence FROM linked l
    WHERE l.previous_sha256 <> l.expected_previous OR l.sequence <> l.position
      OR l.sha256 <> sha256(security_event_bytes(
        l.previous_sha256, l.sequence, l.recorded_at, l.person_id, l.recorded_by, l.kind, l.subject, l.detail))
    UNION ALL
    SELECT c.sequence FROM security_chain c
    WHERE c.sequence > 0 AND NOT EXISTS (
      SELECT FROM security_events e WHERE e.sequence = c.sequence AND e.sha256 = c.sha256)) broken
$$;

CREATE FUNCTION tadamun.check_grant(checked bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  m grant_money;
  signed grant_agreements;
  state text;
  broken text;
BEGIN
  PERFORM FROM grants WHERE grant_id = checked FOR UPDATE;
  SELECT * INTO m FROM grant_money WHERE grant_id = checked;
  SELECT * INTO signed FROM grant_agreements WHERE grant_id = checked ORDER BY version DESC LIMIT 1;
  SELECT s.state INTO state FROM grant_states s WHERE s.grant_id = checked;
  broken := CASE
    -- G1, G8: paid never passes what is agreed, so that what is outstanding is never below zero.
    WHEN m.paid_minor > m.agreed_minor THEN 'paid_within_agreed'
    WHEN m.accepted_minor > coalesce(signed.amount_minor, 0) THEN 'spending_within_agreed'
    -- G6: nothing is asked back that was spent as agreed.
    WHEN m.returned_minor > greatest(m.paid_minor - m.accepted_minor, 0) THEN 'recovery_within_unspent'
    WHEN (SELECT coalesce(sum(r.amount_minor), 0) FROM grant_recoveries r WHERE r.grant_id = checked)
      > greatest(m.paid_minor - m.accepted_minor, 0) THEN 'recovery_within_unspent'
    -- G5: a closed grant adds up.
    WHEN state = 'closed' AND m.paid_minor - m.accepted_minor - m.returned_minor <> 0 THEN 'closed_grants_add_up'
    -- The promise in the ledger is the agreement's, until a grant ends early.
    WHEN signed.version IS NOT NULL AND state NOT IN ('terminated', 'recovering', 'closed', 'written_off')
      AND m.agreed_minor <> signed.amount_minor THEN 'agreement_is_committed'
    -- G1: tranches and budget lines add up to the agreement.
    WHEN signed.version IS NOT NULL AND signed.amount_minor <> (
      SELECT coalesce(sum(t.amount_minor), 0) FROM grant_tranches t
      WHERE t.grant_id = checked AND t.version = signed.version) THEN 'tranches_add_up'
    WHEN signed.version IS NOT NULL AND signed.amount_minor <> (
      SELECT coalesce(sum(l.amount_minor), 0) FROM grant_budget_lines l
      WHERE l.grant_id = checked AND l.version = signed.version) THEN 'budget_lines_add_up'
    -- An amendment leaves what was paid as it was paid.
    WHEN EXISTS (
      SELECT FROM tranche_states s JOIN grant_tranches was ON was.grant_id = s.grant_id AND was.tranche = s.tranche
      LEFT JOIN grant_tranches now ON now.grant_id = s.grant_id AND now.tranche = s.tranche
        AND now.version = signed.version
      WHERE s.grant_id = checked AND was.version = signed.before
        AND s.state IN ('requested', 'approved', 'paid', 'accounted', 'returned')
        AND now.amount_minor IS DISTINCT FROM was.amount_minor) THEN 'paid_tranches_stay'
    -- G7: an ended grant has no tranche that could still be paid.
    WHEN state IN ('terminated', 'recovering', 'closed', 'written_off') AND EXISTS (
      SELECT FROM tranche_states t WHERE t.grant_id = checked
        AND t.state NOT IN ('paid', 'accounted', 'returned', 'cancelled')) THEN 'termination_stops_tranches'
  END;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'grant % breaks %: % agreed, % paid, % accepted, % returned', checked, broken, m.agreed_minor,
        m.paid_minor, m.accepted_minor, m.returned_minor
      USING ERRCODE = 'check_violation', CONSTRAINT = broken, TABLE = 'grants', SCHEMA = 'tadamun';
  END IF;
END
$$;

CREATE FUNCTION tadamun.check_pool_agreement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  said text;
BEGIN
  IF NOT EXISTS (SELECT FROM pool_agreements g JOIN actors u ON u.actor_id = g.union_id
    WHERE g.agreement_id = NEW.agreement_id AND u.kind = 'union')
  THEN
    said := 'only_unions_pool';
  ELSIF (SELECT coalesce(sum(s.share_bp), 0) FROM pool_agreement_shares s WHERE s.agreement_id = NEW.agreement_id) <> 10000 THEN
    said := 'agreed_shares_are_whole';
  ELSIF EXISTS (SELECT FROM pool_agreements g JOIN pool_agreement_shares s USING (agreement_id)
    WHERE g.agreement_id = NEW.agreement_id AND s.member_id = g.union_id)
  THEN
    said := 'unions_pool_for_others';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'the agreement % is none: %', NEW.agreement_id, said
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'pool_agreements', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.check_pool_distribution() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  shared record;
  said text;
BEGIN
  SELECT d.*, g.union_id, g.decision_id INTO STRICT shared
  FROM pool_distributions d JOIN pool_agreements g USING (agreement_id) WHERE d.distribution_id = NEW.distribution_id;
  IF EXISTS (
      SELECT FROM (SELECT * FROM pool_agreement_shares WHERE agreement_id = shared.agreement_id) s
      FULL JOIN (SELECT * FROM pool_distribution_shares WHERE distribution_id = shared.distribution_id) x USING (position)
      WHERE s.member_id IS DISTINCT FROM x.member_id
        OR abs(x.amount_minor::numeric * 10000 - shared.amount_minor::numeric * s.share_bp) >= 10000)
    OR (SELECT sum(x.amount_minor) FROM pool_distribution_shares x WHERE x.distribution_id = shared.distribution_id)
      IS DISTINCT FROM shared.amount_minor
  THEN
    said := 'shares_are_as_agreed';
  ELSIF NOT EXISTS (SELECT FROM entries e WHERE e.entry_id = shared.entry_id AND e.kind = 'pool_share'
      AND e.decision_id = shared.decision_id)
    OR EXISTS (
      SELECT FROM (SELECT a.actor_id, sum(p.amount_minor) AS minor FROM postings p JOIN accounts a USING (account_id)
        WHERE p.entry_id = shared.entry_id AND a.kind = 'cash' AND p.fund_id = shared.fund_id
          AND p.currency = shared.currency GROUP BY a.actor_id) p
      FULL JOIN (SELECT x.member_id AS actor_id, x.amount_minor AS minor FROM pool_distribution_shares x
        WHERE x.distribution_id = shared.distribution_id AND x.amount_minor > 0
        UNION ALL SELECT shared.union_id, -shared.amount_minor) s USING (actor_id)
      WHERE p.minor IS DISTINCT FROM s.minor)
    OR (SELECT count(*) FROM postings p WHERE p.entry_id = shared.entry_id) <> 1 + (
      SELECT count(*) FROM pool_distribution_shares x
      WHERE x.distribution_id = shared.distribution_id AND x.amount_minor > 0)
  THEN
    said := 'pool_entry_is_its_distribution';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'the distribution % is not as agreed: %', shared.code, said
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'pool_distributions', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.count_proposal(proposal bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM FROM proposal_totals t WHERE t.proposal_id = proposal FOR UPDATE;
  UPDATE proposal_totals t SET total_minor = (
    SELECT coalesce(sum(coalesce(x.amount_minor, l.amount_minor)), 0)
    FROM proposal_lines l LEFT JOIN LATERAL (
      SELECT o.amount_minor FROM proposal_overrides o JOIN override_approvals a USING (override_id)
      WHERE o.proposal_id = l.proposal_id AND o.actor_id = l.actor_id ORDER BY o.override_id DESC LIMIT 1) x ON true
    WHERE l.proposal_id = proposal)
  WHERE t.proposal_id = proposal;
END
$$;

CREATE FUNCTION tadamun.count_released() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  UPDATE campaign_totals t SET released_minor = t.released_minor + r.released_minor,
    authorised_minor = t.authorised_minor + r.authorised_minor
  FROM (
    SELECT p.campaign_id,
      coalesce(sum(p.amount_minor) FILTER (WHERE s.state = 'released' AND s.entry_id IS NOT NULL), 0) AS released_minor,
      coalesce(sum(p.amount_minor) FILTER (WHERE s.state = 'authorised'), 0)
        - coalesce(sum(p.amount_minor) FILTER (WHERE b.state = 'authorised'), 0) AS authorised_minor
    FROM taken s JOIN pledges p USING (pledge_id)
    LEFT JOIN pledge_steps b ON b.pledge_id = s.pledge_id AND b.step = s.step - 1
    GROUP BY p.campaign_id) r
  WHERE t.campaign_id = r.campaign_id AND (r.released_minor <> 0 OR r.authorised_minor <> 0);
  -- A reward is taken by a pledge that stands.
  UPDATE campaign_rewards w SET taken = w.taken + r.taken
  FROM (
    SELECT p.reward_id, sum(CASE WHEN s.state = 'pledged' THEN 1
      WHEN b.state IN ('pledged', 'authorised') AND s.state IN ('released', 'expired', 'cancelled')
        OR s.state = 'refund_due' AND NOT x.is_late OR s.state = 'lost' AND NOT x.is_released THEN -1 ELSE 0 END) AS taken
    FROM taken s JOIN pledges p USING (pledge_id) JOIN pledge_states x ON x.pledge_id = s.pledge_id
    LEFT JOIN pledge_steps b ON b.pledge_id = s.pledge_id AND b.step = s.step - 1
    WHERE p.reward_id IS NOT NULL GROUP BY p.reward_id) r
  WHERE w.reward_id = r.reward_id AND r.taken <> 0;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.deny_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: what is recorded there stays as it is', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege', HINT = 'Record a new fact that points to the old one.';
END
$$;

CREATE FUNCTION tadamun.distribution_is_as_decided(distribution bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  WITH asked AS (
      SELECT d.*, f.code AS fund, x.body::jsonb AS body FROM zakat_distributions d
      JOIN funds f USING (fund_id) JOIN decisions x USING (decision_id) WHERE d.distribution_id = distribution),
    listed AS (SELECT e.line, e.body FROM asked, jsonb_array_elements(body -> 'lines') WITH ORDINALITY AS e (body, line)),
    listed_lines AS (
      SELECT line, body ->> 'category', minor_units(body ->> 'amount'), body ->> 'actor', body ->> 'debt', body ->> 'item' FROM listed),
    kept_lines AS (
      SELECT l.line::bigint, l.category, l.amount_minor::numeric, a.code, b.code, l.item FROM zakat_lines l
      LEFT JOIN actors a ON a.actor_id = coalesce(l.agent_id, l.institution_id) LEFT JOIN zakat_debts b USING (debt_id)
      WHERE l.distribution_id = distribution),
    listed_shares AS (
      SELECT l.line, s ->> 'recipient', minor_units(s ->> 'amount'), s ->> 'wakala'
      FROM listed l, jsonb_array_elements(l.body -> 'shares') s),
    kept_shares AS (
      SELECT s.line::bigint, r.code, s.amount_minor::numeric, s.wakala FROM zakat_shares s JOIN zakat_recipients r USING (recipient_id)
      WHERE s.distribution_id = distribution)
  SELECT EXISTS (
      SELECT FROM asked WHERE body ->> 'fund' = fund AND body ->> 'mode' = mode
        AND body ->> 'region' IS NOT DISTINCT FROM region_code AND minor_units(body ->> 'amount') = amount_minor)
    AND NOT EXISTS (SELECT * FROM listed_lines EXCEPT ALL SELECT * FROM kept_lines)
    AND NOT EXISTS (SELECT * FROM kept_lines EXCEPT ALL SELECT * FROM listed_lines)
    AND NOT EXISTS (SELECT * FROM listed_shares EXCEPT ALL SELECT * FROM kept_shares)
    AND NOT EXISTS (SELECT * FROM kept_shares EXCEPT ALL SELECT * FROM listed_shares)
$$;

CREATE FUNCTION tadamun.entries_root(first_key bigint, last_key bigint) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  SELECT sha256(convert_to(count(*)::text, 'UTF8') || coalesce(string_agg(h.hash, NULL ORDER BY h.entry_id), ''))
  FROM (
    SELECT e.entry_id, sha256(convert_to(jsonb_build_array(
      e.entry_id, e.source, e.idempotency_key, encode(e.body_hash, 'hex'), e.kind, e.reverses, e.contributor_id,
      e.occurred_on - DATE '2000-01-01', e.description, (extract(epoch FROM e.recorded_at) * 1000000)::bigint,
      e.decision_id, e.policy_id,
      (SELECT jsonb_agg(jsonb_build_array(p.line, p.account_id, p.fund_id, p.currency, p.amount_minor) ORDER BY p.line)
       FROM postings p WHERE p.entry_id = e.entry_id))::text, 'UTF8')) AS hash
    FROM entries e WHERE e.entry_id BETWEEN first_key AND last_key) h
$$;

CREATE FUNCTION tadamun.free_hold() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM move_balance(h.account_id, 0, -h.amount_minor) FROM holds h WHERE h.hold_id = NEW.hold_id;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.fund_balance(fund bigint, account_kind text) RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  SELECT coalesce(sum(b.balance_minor), 0)::bigint FROM accounts a JOIN balances b USING (account_id)
  WHERE a.fund_id = fund AND a.kind = account_kind
$$;

CREATE FUNCTION tadamun.guard_accepted_spending() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  over record;
BEGIN
  IF NOT EXISTS (SELECT FROM grant_report_steps s WHERE s.grant_id = NEW.grant_id AND s.report = NEW.report
    AND s.step = NEW.step AND s.to_state = 'accepted')
  THEN RETURN NULL; END IF;
  WITH accepted AS (
    SELECT l.line, sum(l.amount_minor) AS spent FROM grant_report_lines l
    JOIN grant_report_steps s USING (grant_id, report, step)
    WHERE l.grant_id = NEW.grant_id AND s.to_state = 'accepted' GROUP BY l.line)
  SELECT x.line INTO over FROM accepted x JOIN grants g ON g.grant_id = NEW.grant_id
  JOIN LATERAL (SELECT a.version, a.max_overspend_bp FROM grant_agreements a WHERE a.grant_id = NEW.grant_id
    ORDER BY a.version DESC LIMIT 1) a ON true
  LEFT JOIN grant_budget_lines b ON b.grant_id = NEW.grant_id AND b.version = a.version AND b.line = x.line
  WHERE x.spent > 0 AND (b.line IS NULL
    OR g.restricted AND x.spent > b.amount_minor + b.amount_minor::numeric * a.max_overspend_bp / 10000)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'spending on line % passes what the agreement allows', over.line
      USING ERRCODE = 'check_violation', CONSTRAINT = 'spending_keeps_to_budget_lines', TABLE = 'grant_report_lines',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.guard_grant_step() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM FROM grants WHERE grant_id = NEW.grant_id FOR UPDATE;
  IF NEW.to_state = 'written_off' AND NOT EXISTS (
    SELECT FROM decisions d JOIN decision_verdicts v USING (decision_id)
    WHERE d.decision_id = NEW.decision_id AND d.kind = 'write_off' AND v.outcome = 'approved')
  THEN
    RAISE EXCEPTION 'a recovery is written off by a decision that another person approved'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'write_off_is_approved', TABLE = 'grant_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.guard_match_movements() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  refused record;
BEGIN
  PERFORM lock_match_pool(x.pool_id) FROM (SELECT DISTINCT m.pool_id FROM moved m ORDER BY 1) x;
  SELECT m.pool_id, m.kind INTO refused
  FROM moved m JOIN match_pools o USING (pool_id) JOIN match_pool_totals t USING (pool_id)
  LEFT JOIN pledge_states s ON s.pledge_id = m.pledge_id
  LEFT JOIN campaign_totals c ON c.campaign_id = m.campaign_id
  WHERE NOT coalesce(CASE m.kind
      WHEN 'receipt' THEN t.state NOT IN ('settled', 'cancelled')
      -- C7: for captured pledges alone.
      WHEN 'award' THEN t.state = 'open' AND o.method = 'per_pledge' AND s.campaign_id = m.campaign_id
        AND s.state = 'captured' AND NOT s.is_late AND m.on_day BETWEEN o.first_on AND o.last_on
      WHEN 'return' THEN s.state NOT IN ('captured', 'disputed', 'won', 'released')
        AND m.amount_minor = (SELECT a.amount_minor FROM match_movements a
          WHERE a.kind = 'award' AND a.pledge_id = m.pledge_id AND a.pool_id = m.pool_id)
      WHEN 'payment' THEN c.state IN ('succeeded', 'paying_out', 'delivering') AND CASE
        WHEN m.pledge_id IS NULL THEN o.method = 'quadratic' AND t.state = 'open'
          AND m.amount_minor = (SELECT r.amount_minor FROM match_results r
            WHERE r.pool_id = m.pool_id AND r.campaign_id = m.campaign_id)
        ELSE s.is_released AND m.amount_minor = (SELECT a.amount_minor FROM match_movements a
          WHERE a.kind = 'award' AND a.pledge_id = m.pledge_id AND a.pool_id = m.pool_id) END
      ELSE t.state IN ('settled', 'cancelled') END, false)
    OR m.entry_id IS NOT NULL AND NOT EXISTS (SELECT FROM entries e
      WHERE e.entry_id = m.entry_id AND e.kind = 'match_' || m.kind AND e.tx = pg_current_xact_id())
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'pool % makes no such %', refused.pool_id, refused.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'match_follows_its_pledge', TABLE = 'match_movements', SCHEMA = 'tadamun';
  END IF;
  -- Where little is left, pools say so in their own words, before the CHECK does.
  UPDATE match_pool_totals t SET received_minor = t.received_minor + x.received,
    awarded_minor = t.awarded_minor + x.awarded, paid_minor = t.paid_minor + x.paid,
    withdrawn_minor = t.withdrawn_minor + x.withdrawn
  FROM (
    SELECT m.pool_id, coalesce(sum(m.amount_minor) FILTER (WHERE m.kind = 'receipt'), 0) AS received,
      coalesce(sum(m.amount_minor) FILTER (WHERE m.kind = 'award'), 0) - coalesce(sum(m.amount_minor) FILTER (
        WHERE m.kind IN ('return', 'payment') AND m.pledge_id IS NOT NULL), 0) AS awarded,
      coalesce(sum(m.amount_minor) FILTER (WHERE m.kind = 'payment'), 0) AS paid,
      coalesce(sum(m.amount_minor) FILTER (WHERE m.kind = 'withdrawal'), 0) AS withdrawn
    FROM moved m GROUP BY m.pool_id) x
  WHERE t.pool_id = x.pool_id;
  UPDATE match_pool_campaigns k SET matched_minor = k.matched_minor + x.matched
  FROM (
    SELECT m.pool_id, m.campaign_id, sum(CASE WHEN m.kind = 'return' THEN -m.amount_minor
      WHEN m.kind = 'payment' AND m.pledge_id IS NOT NULL THEN 0 ELSE m.amount_minor END) AS matched
    FROM moved m WHERE m.campaign_id IS NOT NULL GROUP BY m.pool_id, m.campaign_id) x
  WHERE k.pool_id = x.pool_id AND k.campaign_id = x.campaign_id AND x.matched <> 0;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.guard_postings() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  refused record;
  moved record;
BEGIN
  SELECT n.entry_id, e.kind AS entry_kind, a.kind AS account_kind, f.code INTO refused
  FROM posted n JOIN entries e USING (entry_id) JOIN accounts a USING (account_id) JOIN funds f ON f.fund_id = n.fund_id
  WHERE e.reverses IS NULL AND (
    EXISTS (SELECT FROM account_kind_entry_kinds x WHERE x.account_kind = a.kind)
      AND NOT EXISTS (SELECT FROM account_kind_entry_kinds x WHERE x.account_kind = a.kind AND x.entry_kind = e.kind
        AND x.side IN ('both', CASE WHEN n.amount_minor > 0 THEN 'debit' ELSE 'credit' END))
    OR EXISTS (SELECT FROM fund_class_entry_kinds x WHERE x.instrument = f.instrument AND x.class = f.class)
      AND NOT EXISTS (SELECT FROM fund_class_entry_kinds x WHERE x.instrument = f.instrument AND x.class = f.class
        AND x.entry_kind = e.kind)
    OR EXISTS (SELECT FROM ruled_funds r JOIN ruled_fund_entry_kinds x USING (rule) WHERE r.fund_id = n.fund_id)
      AND NOT EXISTS (SELECT FROM ruled_funds r JOIN ruled_fund_entry_kinds x USING (rule) WHERE r.fund_id = n.fund_id
        AND x.entry_kind = e.kind))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'an entry of kind % may not touch % of fund % this way', refused.entry_kind, refused.account_kind,
        refused.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_kind_may_touch_account', TABLE = 'postings',
        SCHEMA = 'tadamun';
  END IF;
  FOR moved IN
    SELECT n.account_id, (sum(n.amount_minor) * CASE k.normal_side WHEN 'debit' THEN 1 ELSE -1 END)::bigint AS change
    FROM posted n JOIN accounts a USING (account_id) JOIN account_kinds k USING (kind)
    WHERE k.never_below_zero GROUP BY n.account_id, k.normal_side ORDER BY n.account_id
  LOOP
    PERFORM move_balance(moved.account_id, moved.change, 0);
  END LOOP;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.guard_tranche_step() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  state text;
  broken text;
BEGIN
  PERFORM FROM grants WHERE grant_id = NEW.grant_id FOR UPDATE;
  IF NEW.to_state NOT IN ('requested', 'approved', 'paid') THEN RETURN NEW; END IF;
  SELECT s.state INTO state FROM grant_states s WHERE s.grant_id = NEW.grant_id;
  broken := CASE
    WHEN state NOT IN ('agreed', 'active', 'final_report_due', 'closing') THEN 'grant_pays_while_it_runs'
    WHEN NEW.tranche > 1 AND NOT EXISTS (
      SELECT FROM tranche_states t WHERE t.grant_id = NEW.grant_id AND t.tranche = NEW.tranche - 1
        AND t.state IN ('paid', 'accounted')) THEN 'tranches_are_paid_in_order'
    WHEN EXISTS (SELECT FROM open_conditions(NEW.grant_id, NEW.tranche, NEW.on_day)) THEN 'conditions_are_met_or_waived'
    WHEN NEW.to_state IN ('approved', 'paid') AND NOT EXISTS (
      SELECT FROM decisions d JOIN decision_verdicts v USING (decision_id)
      WHERE d.decision_id = NEW.decision_id AND d.kind = 'disbursement' AND v.outcome = 'approved')
      THEN 'payment_is_approved'
    -- Who asks for the money has not waived what it waits for.
    WHEN NEW.to_state = 'requested' AND EXISTS (
      SELECT FROM grant_waivers w JOIN decision_verdicts v USING (decision_id)
      WHERE w.grant_id = NEW.grant_id AND w.tranche = NEW.tranche AND lower(v.decided_by) = lower(NEW.recorded_by))
      THEN 'requester_waives_nothing'
  END;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'tranche % of grant % cannot be %', NEW.tranche, NEW.grant_id, NEW.to_state
      USING ERRCODE = 'check_violation', CONSTRAINT = broken, TABLE = 'tranche_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.held_by_fund(fund bigint, account_kind text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  SELECT coalesce(sum(b.balance_minor), 0)::bigint FROM accounts a JOIN balances b USING (account_id)
  WHERE a.fund_id = fund AND a.kind = account_kind
$$;

CREATE FUNCTION tadamun.is_beside(cells anyarray, indicators integer[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  SELECT cells IS NULL OR cardinality(cells) = cardinality(indicators) AND array_dims(cells) = array_dims(indicators)
$$;

CREATE FUNCTION tadamun.is_code(value text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
  SELECT value ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$'
$_$;

CREATE FUNCTION tadamun.is_told(source text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'tadamun', 'pg_temp'
    AS $_$
  SELECT t.is_told FROM told_by($1) t
$_$;

CREATE FUNCTION tadamun.keep_funds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
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

CREATE FUNCTION tadamun.keep_grant_whole() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM check_grant(NEW.grant_id);
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.keep_reversed_grant_whole() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  touched bigint;
BEGIN
  SELECT x.grant_id INTO touched FROM grant_entries x WHERE x.entry_id = NEW.reverses;
  IF FOUND THEN PERFORM check_grant(touched); END IF;
  RETURN NULL;
END
$$;

CREATE PROCEDURE tadamun.keep_within_reach(IN target regclass, IN setting text, IN key text)
    LANGUAGE plpgsql
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY within_reach ON %s USING (reaches(%L, %I))', target, setting, key);
END
$$;

CREATE FUNCTION tadamun.lock_backer(backer bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun backer ' || backer, 0));
END
$$;

CREATE FUNCTION tadamun.lock_campaign(campaign bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM FROM campaign_totals t WHERE t.campaign_id = campaign FOR UPDATE;
END
$$;

CREATE FUNCTION tadamun.lock_grants(ids bigint[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  SELECT FROM grants WHERE grant_id = ANY (ids) ORDER BY grant_id FOR UPDATE
$$;

CREATE FUNCTION tadamun.lock_kept_fund(fund bigint, for_files boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF for_files THEN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('tadamun kept fund ' || fund, 0));
  ELSE
    PERFORM pg_advisory_xact_lock(hashtextextended('tadamun kept fund ' || fund, 0));
  END IF;
END
$$;

CREATE FUNCTION tadamun.lock_match_pool(pool bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM FROM match_pool_totals t WHERE t.pool_id = pool FOR UPDATE;
END
$$;

CREATE FUNCTION tadamun.lock_provider_event(provider text, event text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun provider event ' || provider || ' ' || event, 0));
END
$$;

CREATE FUNCTION tadamun.lock_waqf(waqf bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun waqf ' || waqf, 0));
END
$$;

CREATE FUNCTION tadamun.lock_zakat_fund(fund bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun zakat fund ' || fund, 0));
END
$$;

CREATE PROCEDURE tadamun.make_append_only(IN target regclass)
    LANGUAGE plpgsql
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION deny_change()', target);
  EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION deny_change()', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only_rows', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only_table', target);
END
$$;

CREATE FUNCTION tadamun.match_gift_sums(pool bigint) RETURNS TABLE(campaign_id bigint, persons bigint, given_minor bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  SELECT g.campaign_id, count(*), sum(g.amount_minor)::bigint FROM match_gifts g WHERE g.pool_id = pool GROUP BY g.campaign_id
$$;

CREATE FUNCTION tadamun.minor_units(amount text) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (NULLIF(regexp_replace(amount, '\D'::text, ''::text, 'g'::text), ''::text))::numeric;

CREATE FUNCTION tadamun.move_balance(account bigint, balance_change bigint, held_change bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  available bigint;
  named record;
BEGIN
  SELECT b.balance_minor - b.held_minor INTO available FROM balances b WHERE b.account_id = account FOR UPDATE;
  IF available + balance_change - held_change < 0 THEN
    SELECT f.code, a.kind, a.currency INTO named FROM accounts a JOIN funds f USING (fund_id) WHERE a.account_id = account;
    RAISE EXCEPTION '% of fund % has % % available, less than the % asked for', named.kind, named.code, available,
        named.currency, held_change - balance_change
      USING ERRCODE = 'check_violation', CONSTRAINT = 'available_not_negative', TABLE = 'balances', SCHEMA = 'tadamun';
  END IF;
  UPDATE balances SET balance_minor = balance_minor + balance_change, held_minor = held_minor + held_change
  WHERE account_id = account;
END
$$;

CREATE FUNCTION tadamun.note_draft_writer() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  INSERT INTO report_draft_writers (actor_id, draft_id, saved_by) VALUES (NEW.actor_id, NEW.draft_id, NEW.saved_by)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.note_last_verdict() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  NEW.last_verdict_at := (SELECT max(t.at) FROM unnest(NEW.verified_at) t (at) WHERE t.at > NEW.recorded_at);
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.number_receipt() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM entries e JOIN entry_kinds k USING (kind) JOIN postings p USING (entry_id)
    WHERE e.entry_id = NEW.entry_id AND p.fund_id = NEW.fund_id AND k.stage IN ('receipt', 'direct'))
  THEN
    RAISE EXCEPTION 'entry % brought nothing into fund %', NEW.entry_id, NEW.fund_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_is_for_money_received', TABLE = 'receipts',
        SCHEMA = 'tadamun';
  END IF;
  INSERT INTO receipt_counters (fund_id, fiscal_year, last_number) VALUES (NEW.fund_id, NEW.fiscal_year, 1)
  ON CONFLICT (fund_id, fiscal_year) DO UPDATE SET last_number = receipt_counters.last_number + 1
  RETURNING last_number INTO NEW.number;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.open_conditions(checked_grant bigint, checked_tranche smallint, checked_on date) RETURNS TABLE(condition smallint, report smallint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  WITH signed AS (SELECT max(version) AS version FROM grant_agreements WHERE grant_id = checked_grant)
  SELECT c.condition, NULL::smallint FROM tranche_conditions c JOIN signed s ON s.version = c.version
  WHERE c.grant_id = checked_grant AND c.tranche = checked_tranche
    AND NOT EXISTS (SELECT FROM condition_findings f WHERE f.met AND f.grant_id = c.grant_id AND f.version = c.version
      AND f.tranche = c.tranche AND f.condition = c.condition)
    AND NOT EXISTS (SELECT FROM grant_waivers w WHERE w.grant_id = c.grant_id AND w.version = c.version
      AND w.tranche = c.tranche AND w.condition = c.condition)
  UNION ALL
  -- A report that is overdue stands in the way too, unless a condition on it speaks for it or it was waived.
  SELECT NULL, r.report FROM grant_reports r JOIN grant_report_states t USING (grant_id, report), signed s
  WHERE r.grant_id = checked_grant AND r.due_on < checked_on AND t.state NOT IN ('submitted', 'accepted')
    AND NOT EXISTS (SELECT FROM tranche_conditions c WHERE c.grant_id = r.grant_id AND c.version = s.version
      AND c.tranche = checked_tranche AND c.kind = 'report' AND c.report = r.report)
    AND NOT EXISTS (SELECT FROM grant_waivers w WHERE w.grant_id = r.grant_id AND w.version = s.version
      AND w.tranche = checked_tranche AND w.report = r.report)
  ORDER BY 1, 2
$$;

CREATE FUNCTION tadamun.open_proposal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  spendable bigint;
  limited boolean;
BEGIN
  INSERT INTO proposal_totals (proposal_id, budget_minor, total_minor) VALUES (NEW.proposal_id, NEW.budget_minor, 0);
  SELECT f.instrument = 'waqf' INTO STRICT limited FROM funds f WHERE f.fund_id = NEW.fund_id;
  SELECT s.amount_minor INTO spendable FROM spendable_amounts s
  WHERE s.fund_id = NEW.fund_id AND s.currency = NEW.currency ORDER BY s.spendable_id DESC LIMIT 1;
  IF (limited AND spendable IS NULL) OR NEW.budget_minor > spendable THEN
    RAISE EXCEPTION 'the fund may spend %, not %', coalesce(spendable, 0), NEW.budget_minor
      USING ERRCODE = 'check_violation', CONSTRAINT = 'only_distributable_yield_is_spent', TABLE = 'proposals',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.period_end(calendar text, day date) RETURNS date
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  SELECT CASE calendar
    WHEN 'quarterly' THEN (date_trunc('quarter', day::timestamp) + interval '3 months')::date - 1
    WHEN 'yearly' THEN (date_trunc('year', day::timestamp) + interval '1 year')::date - 1
  END
$$;

CREATE FUNCTION tadamun.proposal_state(proposal bigint) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  SELECT coalesce((
    SELECT s.state FROM proposal_steps s WHERE s.proposal_id = proposal
    ORDER BY array_position(ARRAY['proposed', 'approved', 'withdrawn'], s.state) DESC LIMIT 1), 'draft')
$$;

CREATE FUNCTION tadamun.reaches(setting text, key bigint) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE COALESCE(current_setting(setting, true), ''::text) WHEN 'all'::text THEN true WHEN ''::text THEN false ELSE (key = ANY ((current_setting(setting, true))::bigint[])) END;

CREATE FUNCTION tadamun.read_zakat_donor(donor bigint, reader text, reason text) RETURNS TABLE(name text, contact text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF btrim(coalesce(reason, '')) = '' THEN
    RAISE EXCEPTION 'the identity of a donor is read for a reason'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'donor_is_read_for_a_reason', TABLE = 'zakat_donors', SCHEMA = 'tadamun';
  END IF;
  INSERT INTO events (recorded_by, kind, subject, body)
  VALUES (reader, 'zakat_donor_read', 'zakat_donor:' || donor, jsonb_build_object('reason', reason));
  RETURN QUERY SELECT d.name, d.contact FROM zakat_donors d WHERE d.donor_id = donor;
END
$$;

CREATE FUNCTION tadamun.record_security_event(person bigint, recorder text, what text, about text, detail jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  head security_chain;
  moment timestamptz := clock_timestamp();
  hash bytea;
BEGIN
  SELECT * INTO head FROM security_chain FOR UPDATE;
  hash := sha256(security_event_bytes(head.sha256, head.sequence + 1, moment, person, recorder, what, about, detail));
  INSERT INTO security_events (sequence, previous_sha256, sha256, recorded_at, person_id, recorded_by, kind, subject, detail)
  VALUES (head.sequence + 1, head.sha256, hash, moment, person, recorder, what, about, detail);
  UPDATE security_chain SET sequence = head.sequence + 1, sha256 = hash;
  RETURN head.sequence + 1;
END
$$;

CREATE FUNCTION tadamun.record_zakat_donor(donor_reference text, donor_name text, donor_contact text, recorder text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  stored record;
BEGIN
  INSERT INTO zakat_donors (reference, name, contact) VALUES (donor_reference, donor_name, donor_contact)
  ON CONFLICT ON CONSTRAINT one_donor_a_reference DO NOTHING RETURNING donor_id INTO stored;
  IF FOUND THEN
    INSERT INTO events (recorded_by, kind, subject)
    VALUES (recorder, 'zakat_donor_recorded', 'zakat_donor:' || stored.donor_id);
    RETURN stored.donor_id;
  END IF;
  -- Sent again. Who the payer is does not leave this function: only whether it is the same.
  SELECT d.donor_id, d.name = donor_name AND d.contact IS NOT DISTINCT FROM donor_contact AS is_same INTO STRICT stored
  FROM zakat_donors d WHERE d.reference = donor_reference;
  IF NOT stored.is_same THEN
    RAISE EXCEPTION 'another donor has the reference %', donor_reference
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'one_donor_a_reference', TABLE = 'zakat_donors', SCHEMA = 'tadamun';
  END IF;
  RETURN stored.donor_id;
END
$$;

CREATE FUNCTION tadamun.recount_proposal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM count_proposal(o.proposal_id) FROM proposal_overrides o WHERE o.override_id = NEW.override_id;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_account_outside_rule() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  foreign_kind text;
BEGIN
  SELECT a.kind INTO foreign_kind FROM accounts a JOIN ruled_funds r USING (fund_id)
  WHERE a.fund_id = NEW.fund_id AND NOT EXISTS (
    SELECT FROM ruled_fund_account_kinds k WHERE k.rule = r.rule AND k.account_kind = a.kind) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a fund under this rule has no account of kind %', foreign_kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ruled_funds_have_own_accounts', TABLE = 'accounts', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_assessment_not_decided_on() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM decisions d JOIN zakat_recipients r ON r.recipient_id = NEW.recipient_id WHERE d.decision_id = NEW.decision_id
      AND d.body::jsonb = jsonb_build_object('assessment', NEW.code, 'recipient', r.code, 'category', NEW.category,
        'valid', to_char(NEW.valid_from, 'YYYY-MM-DD/') || to_char(NEW.valid_to, 'YYYY-MM-DD'), 'evidence', NEW.evidence,
        'income_minor', NEW.income_minor, 'assets_minor', NEW.assets_minor, 'debts_minor', NEW.debts_minor))
  THEN
    RAISE EXCEPTION 'assessment % is not what the decision % says', NEW.code, NEW.decision_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'done_as_decided', TABLE = 'zakat_assessments', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_asset_step() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  current text;
BEGIN
  PERFORM lock_waqf((SELECT a.waqf_id FROM waqf_assets a WHERE a.asset_id = NEW.asset_id));
  current := waqf_asset_state(NEW.asset_id);
  -- What is sold is replaced; there is no way from it to an end of its own.
  IF (current, NEW.state) NOT IN (
      ('', 'active'), ('active', 'under_repair'), ('under_repair', 'active'), ('active', 'substitution_requested'),
      ('substitution_requested', 'active'), ('substitution_requested', 'sold'), ('sold', 'substituted'),
      ('active', 'destroyed'), ('under_repair', 'destroyed'), ('active', 'returned'), ('under_repair', 'returned'))
    OR NEW.step <> (SELECT count(*) + 1 FROM waqf_asset_steps s WHERE s.asset_id = NEW.asset_id)
  THEN
    RAISE EXCEPTION 'an asset that is % does not become %', current, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'asset_follows_its_states', TABLE = 'waqf_asset_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_award_without_giver() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM match_givers g WHERE g.movement_id = NEW.movement_id) THEN
    RAISE EXCEPTION 'award % names nobody who gave', NEW.movement_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'award_names_its_giver', TABLE = 'match_movements', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_broken_statement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  moved bigint;
  earlier bank_statements;
  later bank_statements;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun bank account ' || NEW.bank_account_id, 0));
  SELECT coalesce(sum(l.amount_minor), 0) INTO moved
  FROM bank_sightings s JOIN bank_lines l USING (line_id) WHERE s.statement_id = NEW.statement_id;
  IF NEW.opening_minor + moved <> NEW.closing_minor THEN
    RAISE EXCEPTION 'statement % moves % and not %', NEW.external_id, moved, NEW.closing_minor - NEW.opening_minor
      USING ERRCODE = 'check_violation', CONSTRAINT = 'statements_add_up', TABLE = 'bank_statements', SCHEMA = 'tadamun';
  END IF;
  SELECT * INTO earlier FROM bank_statements s
  WHERE s.bank_account_id = NEW.bank_account_id
    AND (s.closed_on, coalesce(s.sequence, 0), s.statement_id) < (NEW.closed_on, coalesce(NEW.sequence, 0), NEW.statement_id)
  ORDER BY s.closed_on DESC, coalesce(s.sequence, 0) DESC, s.statement_id DESC LIMIT 1;
  SELECT * INTO later FROM bank_statements s
  WHERE s.bank_account_id = NEW.bank_account_id
    AND (s.closed_on, coalesce(s.sequence, 0), s.statement_id) > (NEW.closed_on, coalesce(NEW.sequence, 0), NEW.statement_id)
  ORDER BY s.closed_on, coalesce(s.sequence, 0), s.statement_id LIMIT 1;
  IF earlier.closing_minor <> NEW.opening_minor OR later.opening_minor <> NEW.closing_minor THEN
    RAISE EXCEPTION 'statement % does not follow on its neighbours', NEW.external_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'statements_follow_on', TABLE = 'bank_statements', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_change_of_ended_draft() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION 'the draft was submitted or given up'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'ended_drafts_stay', TABLE = 'report_drafts', SCHEMA = 'tadamun';
END
$$;

CREATE FUNCTION tadamun.refuse_change_of_law() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  framework frameworks;
  programme programmes;
  open_through date;
BEGIN
  SELECT * INTO STRICT framework FROM frameworks f WHERE f.framework_id = NEW.framework_id;
  SELECT * INTO STRICT programme FROM programmes p WHERE p.programme_id = NEW.programme_id;
  -- 1. A framework is adopted for days it holds for.
  IF NEW.first_on < framework.valid_from OR NEW.first_on > framework.valid_to THEN
    RAISE EXCEPTION 'framework % version % does not hold on %', framework.code, framework.version, NEW.first_on
      USING ERRCODE = 'check_violation', CONSTRAINT = 'adopted_while_it_holds', TABLE = 'programme_frameworks',
        SCHEMA = 'tadamun';
  END IF;
  -- 2. One adoption of a programme at a time: two first ones would not see each other.
  PERFORM pg_advisory_xact_lock(hashtextextended('framework of programme ' || NEW.programme_id, 0));
  -- 3. The first framework of a programme replaces nothing, and repeating one changes nothing.
  IF NOT EXISTS (
    SELECT FROM programme_frameworks x WHERE x.programme_id = NEW.programme_id AND x.framework_id <> NEW.framework_id)
  THEN
    RETURN NEW;
  END IF;
  -- 4. The clock is the database's own: adopted_at is not the application's to write.
  open_through := period_end(programme.calendar, (clock_timestamp() AT TIME ZONE programme.time_zone)::date);
  IF NEW.first_on <= open_through AND EXISTS (
    SELECT FROM programme_frameworks x WHERE x.programme_id = NEW.programme_id AND x.first_on <= open_through)
  THEN
    RAISE EXCEPTION 'the reporting period through % is open', open_through
      USING ERRCODE = 'check_violation', CONSTRAINT = 'open_periods_keep_their_framework',
        TABLE = 'programme_frameworks', SCHEMA = 'tadamun';
  END IF;
  -- 5. Nor in the middle of a later one.
  IF period_end(programme.calendar, NEW.first_on - 1) >= NEW.first_on THEN
    RAISE EXCEPTION '% is not the first day of a reporting period', NEW.first_on
      USING ERRCODE = 'check_violation', CONSTRAINT = 'frameworks_begin_with_a_period', TABLE = 'programme_frameworks',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_change_of_owed_principal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  waqf bigint;
BEGIN
  IF TG_TABLE_NAME = 'waqf_losses' THEN
    waqf := NEW.waqf_id;
  ELSE
    SELECT i.waqf_id INTO waqf FROM waqf_istibdals i WHERE i.istibdal_id = NEW.istibdal_id;
  END IF;
  PERFORM lock_waqf(waqf);
  IF waqf_state(waqf) IN ('returning', 'closed') THEN
    RAISE EXCEPTION 'the waqf % has ended: its principal goes back as it stands', waqf
      USING ERRCODE = 'check_violation', CONSTRAINT = 'principal_goes_back_as_it_stands', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_charge_over_cap() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  year record;
BEGIN
  PERFORM lock_zakat_fund(NEW.fund_id);
  SELECT * INTO year FROM amil_year(NEW.fund_id, NEW.period_first, NEW.period_last, NEW.charged_on);
  -- numeric: receipts times ten thousand may pass what a bigint holds.
  IF year.charged_minor + NEW.amount_minor > floor(year.received_minor::numeric * NEW.cap_bp / 10000) THEN
    RAISE EXCEPTION 'the administrators'' share is at most % of % basis points; % are charged', year.received_minor, NEW.cap_bp,
      year.charged_minor
      USING ERRCODE = 'check_violation', CONSTRAINT = 'charges_within_cap', TABLE = 'zakat_amil_charges', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_cheap_replacement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  suspense bigint;
BEGIN
  SELECT s.price_minor - s.costs_minor INTO suspense FROM waqf_sales s WHERE s.istibdal_id = NEW.istibdal_id;
  IF NEW.value_minor < suspense AND NOT EXISTS (
    SELECT FROM decisions d JOIN decision_verdicts v USING (decision_id) JOIN waqf_istibdals i ON i.istibdal_id = NEW.istibdal_id
    WHERE d.decision_id = NEW.decision_id AND d.kind = 'istibdal' AND v.outcome = 'approved'
      AND d.subject = 'waqf_replacement:' || i.code AND (d.body::jsonb ->> 'value_minor')::numeric = NEW.value_minor)
  THEN
    RAISE EXCEPTION 'the replacement is worth %, less than the % in suspense', NEW.value_minor, suspense
      USING ERRCODE = 'check_violation', CONSTRAINT = 'replaced_at_its_worth', TABLE = 'waqf_replacements', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_cheap_sale() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  least_minor bigint;
BEGIN
  SELECT coalesce(min(e.value_minor), NEW.book_minor) INTO least_minor FROM waqf_expert_reports e WHERE e.istibdal_id = NEW.istibdal_id;
  IF NEW.price_minor - NEW.costs_minor < least_minor AND NOT EXISTS (
    SELECT FROM decisions d JOIN decision_verdicts v USING (decision_id) JOIN waqf_istibdals i ON i.istibdal_id = NEW.istibdal_id
    WHERE d.decision_id = NEW.decision_id AND d.kind = 'istibdal' AND v.outcome = 'approved'
      AND d.subject = 'waqf_sale:' || i.code AND (d.body::jsonb ->> 'price_minor')::numeric = NEW.price_minor
      AND (d.body::jsonb ->> 'costs_minor')::numeric = NEW.costs_minor)
  THEN
    RAISE EXCEPTION 'the sale leaves %, less than the % that the experts say', NEW.price_minor - NEW.costs_minor, least_minor
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sold_at_its_worth', TABLE = 'waqf_sales', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_claims_above_one() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  everybody CONSTANT integer := (SELECT group_id FROM target_groups WHERE code = 'all');
  crowded record;
BEGIN
  -- 1. Two programmes that claim at the same moment would each see room: one writer an indicator at a time, since a union
  --    and its members, and everybody and each group, are counted together.
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun claims ' || NEW.indicator, 0));
  WITH RECURSIVE
    -- 2. Of whom the new claim speaks: the actor, and whoever is below it on some of its days.
    touched (actor_id, span) AS (
      SELECT NEW.actor_id, daterange(first_on, last_on, '[]') FROM periods WHERE period_id = NEW.period_id
      UNION
      SELECT m.member_id, t.span * daterange(m.first_on, m.last_on, '[]')
      FROM touched t JOIN memberships m ON m.union_id = t.actor_id AND t.span && daterange(m.first_on, m.last_on, '[]')),
    -- 3. Where else claims speak of them: at themselves, and at the unions above them.
    above (actor_id, level_id, span) AS (
      SELECT actor_id, actor_id, span FROM touched
      UNION
      SELECT a.actor_id, m.union_id, a.span * daterange(m.first_on, m.last_on, '[]')
      FROM above a JOIN memberships m ON m.member_id = a.level_id AND a.span && daterange(m.first_on, m.last_on, '[]')),
    said AS (
      SELECT a.actor_id, a.level_id, s.group_id, s.programme_id, s.share_bp, s.recorded_at,
        a.span * daterange(e.first_on, e.last_on, '[]') AS span,
        s.actor_id = NEW.actor_id AND s.period_id = NEW.period_id AND s.group_id = NEW.group_id
          AND s.programme_id = NEW.programme_id AND s.recorded_at = NEW.recorded_at AS is_new
      FROM above a JOIN claim_shares s
        ON s.actor_id = a.level_id AND s.indicator = NEW.indicator
          AND (s.group_id IN (NEW.group_id, everybody) OR NEW.group_id = everybody)
      JOIN periods e ON e.period_id = s.period_id AND a.span && daterange(e.first_on, e.last_on, '[]')),
    -- 4. Shares change on the first day of what is said and behind the last one: in between every day is the same.
    days AS (
      SELECT DISTINCT s.actor_id, d.day FROM said s CROSS JOIN LATERAL (VALUES (lower(s.span)), (upper(s.span))) d (day)
      JOIN touched t ON t.actor_id = s.actor_id AND t.span @> d.day),
    -- 5. What each programme said last at each place, with the new claim and as it was before.
    latest AS (
      SELECT DISTINCT ON (w.with_new, d.actor_id, d.day, s.level_id, s.group_id, s.programme_id)
        w.with_new, d.actor_id, d.day, s.level_id, s.group_id, s.programme_id, s.share_bp
      FROM days d JOIN said s ON s.actor_id = d.actor_id AND s.span @> d.day
      CROSS JOIN (VALUES (true), (false)) w (with_new)
      WHERE w.with_new OR NOT s.is_new
      ORDER BY w.with_new, d.actor_id, d.day, s.level_id, s.group_id, s.programme_id, s.recorded_at DESC),
    -- 6. The groups that the new claim speaks of, and what of each a programme said nearest to it: of the group at the
    --    actor, at the smallest of its unions, and then of everybody likewise.
    spoken AS (
      SELECT NEW.group_id AS group_id UNION SELECT s.group_id FROM said s WHERE NEW.group_id = everybody),
    counted AS (
      SELECT g.group_id, l.with_new, l.actor_id, l.day, l.programme_id,
        coalesce(
          max(l.share_bp) FILTER (WHERE l.group_id = g.group_id AND l.level_id = l.actor_id),
          min(l.share_bp) FILTER (WHERE l.group_id = g.group_id),
          max(l.share_bp) FILTER (WHERE l.level_id = l.actor_id),
          min(l.share_bp)) AS share_bp
      FROM spoken g JOIN latest l ON l.group_id IN (g.group_id, everybody)
      GROUP BY g.group_id, l.with_new, l.actor_id, l.day, l.programme_id)
  -- 7. A membership that was recorded after the claims may have brought together more than the whole: then no claim
  --    adds to it, and each may be lowered.
  SELECT a.code, c.day, sum(c.share_bp) FILTER (WHERE c.with_new) AS share_bp INTO crowded
  FROM counted c JOIN actors a USING (actor_id) GROUP BY c.group_id, a.actor_id, a.code, c.day
  HAVING sum(c.share_bp) FILTER (WHERE c.with_new)
    > greatest(10000, sum(c.share_bp) FILTER (WHERE NOT c.with_new))
  ORDER BY a.actor_id = NEW.actor_id DESC, c.day, a.code LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'On % all programmes together would claim % of 10000 basis points of this outcome of %.',
      to_char(crowded.day, 'YYYY-MM-DD'), crowded.share_bp, crowded.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'claims_add_up_to_one_at_most', TABLE = 'claim_shares',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_closed_period() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  period record;
BEGIN
  SELECT p.code, p.state INTO period FROM fiscal_periods p WHERE NEW.occurred_on BETWEEN p.first_on AND p.last_on
  FOR SHARE;
  IF period.state = 'closed' OR (period.state = 'soft_closed' AND NEW.decision_id IS NULL) THEN
    RAISE EXCEPTION 'period % is %', period.code, period.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_lies_in_open_period', TABLE = 'entries',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_correction_of_locked() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
DECLARE
  refused record;
BEGIN
  SELECT n.actor_id, n.version INTO refused FROM added n
  WHERE n.version > 1 AND (
    SELECT l.locked_at IS NOT NULL AND o.reopened_at IS NULL
    FROM reports r
    LEFT JOIN report_locks l ON l.actor_id = r.actor_id AND l.report_id = r.report_id
    LEFT JOIN report_reopenings o ON o.actor_id = r.actor_id AND o.report_id = r.report_id
    -- No index but those that lead with the actor serves an expression.
    WHERE r.actor_id = n.actor_id AND r.programme_id + 0 = n.programme_id AND r.period_id = n.period_id
      AND r.version = n.version - 1)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'version % corrects a locked report of actor %', refused.version, refused.actor_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'locked_reports_are_reopened_first', TABLE = 'reports',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_distribution_not_decided_on() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT distribution_is_as_decided(NEW.distribution_id) THEN
    RAISE EXCEPTION 'distribution % is not what its decision says', NEW.distribution_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'done_as_decided', TABLE = 'zakat_distributions', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_draft_of_published() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF EXISTS (SELECT FROM frameworks f WHERE f.code = NEW.code AND f.version = NEW.version) THEN
    RAISE EXCEPTION 'framework % version % is published', NEW.code, NEW.version
      USING ERRCODE = 'check_violation', CONSTRAINT = 'published_frameworks_never_change', TABLE = 'framework_drafts',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_end_before_match() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF EXISTS (SELECT FROM match_pool_campaigns m JOIN match_pool_totals t USING (pool_id)
    WHERE m.campaign_id = NEW.campaign_id AND t.state = 'open')
  THEN
    RAISE EXCEPTION 'campaign % is in a pool that is not settled', NEW.campaign_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'matched_before_it_ends', TABLE = 'campaign_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_endowment_class() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM funds p, funds y WHERE p.fund_id = NEW.principal_fund_id AND y.fund_id = NEW.yield_fund_id
      AND p.instrument = 'waqf' AND y.instrument = 'waqf' AND y.class = 'restricted_income'
      AND p.class = CASE NEW.duration WHEN 'perpetual' THEN 'permanent_endowment' ELSE 'escrow' END)
  THEN
    RAISE EXCEPTION 'the funds of a % waqf are of other classes', NEW.duration
      USING ERRCODE = 'check_violation', CONSTRAINT = 'waqf_funds_are_of_their_class', TABLE = 'waqfs', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_entry_without_lines() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM postings p WHERE p.entry_id = NEW.entry_id) THEN
    RAISE EXCEPTION 'entry % has no lines', NEW.entry_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entries_have_lines', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_excess_match() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  account bank_accounts;
  line_left bigint;
  entry_left bigint;
BEGIN
  SELECT b.* INTO STRICT account FROM bank_lines l JOIN bank_accounts b USING (bank_account_id) WHERE l.line_id = NEW.line_id;
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun bank matches of fund ' || account.fund_id, 0));
  SELECT o.open_minor INTO line_left FROM open_bank_lines o WHERE o.line_id = NEW.line_id;
  SELECT o.open_minor INTO entry_left FROM open_cash_entries o
  WHERE o.entry_id = NEW.entry_id AND o.fund_id = account.fund_id AND o.currency = account.currency;
  IF EXISTS (SELECT FROM zakat_interest_lines i WHERE i.line_id = NEW.line_id AND i.entry_id = NEW.entry_id) THEN
    entry_left := line_left;
  END IF;
  IF entry_left IS NULL OR entry_left <> 0 AND sign(entry_left) <> sign(line_left) AND line_left <> 0 THEN
    RAISE EXCEPTION 'entry % moves no cash of fund % the way of line %', NEW.entry_id, account.fund_id, NEW.line_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'match_within_fund', TABLE = 'bank_matches', SCHEMA = 'tadamun';
  END IF;
  IF NEW.amount_minor > abs(line_left) THEN
    RAISE EXCEPTION 'line % has % left', NEW.line_id, abs(line_left)
      USING ERRCODE = 'check_violation', CONSTRAINT = 'match_within_line', TABLE = 'bank_matches', SCHEMA = 'tadamun';
  END IF;
  IF NEW.amount_minor > abs(entry_left) THEN
    RAISE EXCEPTION 'entry % has % left', NEW.entry_id, abs(entry_left)
      USING ERRCODE = 'check_violation', CONSTRAINT = 'match_within_entry', TABLE = 'bank_matches', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_false_award() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM proposals p JOIN proposal_lines l USING (proposal_id) JOIN grants g ON g.grant_id = NEW.grant_id
    WHERE p.proposal_id = NEW.proposal_id AND l.actor_id = NEW.actor_id AND proposal_state(p.proposal_id) = 'approved'
      AND g.fund_id = p.fund_id AND g.currency = p.currency AND g.requested_minor = coalesce((
        SELECT o.amount_minor FROM proposal_overrides o JOIN override_approvals USING (override_id)
        WHERE o.proposal_id = p.proposal_id AND o.actor_id = l.actor_id ORDER BY o.override_id DESC LIMIT 1),
        l.amount_minor))
  THEN
    RAISE EXCEPTION 'grant % is not what proposal % was approved for', NEW.grant_id, NEW.proposal_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'award_is_the_proposals', TABLE = 'proposal_awards', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_false_interest() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM bank_lines l JOIN bank_accounts b USING (bank_account_id) JOIN zakat_funds z USING (fund_id)
    JOIN entries e ON e.entry_id = NEW.entry_id AND e.kind = 'impure_interest' AND e.reverses IS NULL
    JOIN postings p ON p.entry_id = e.entry_id AND p.fund_id = z.purification_fund_id AND p.currency = l.currency
      AND p.amount_minor = abs(l.amount_minor)
    JOIN accounts a ON a.account_id = p.account_id AND a.kind = 'cash'
    WHERE l.line_id = NEW.line_id AND (l.amount_minor > 0) = NEW.is_credit)
  THEN
    RAISE EXCEPTION 'entry % is not the interest of line %', NEW.entry_id, NEW.line_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'interest_is_of_its_line', TABLE = 'zakat_interest_lines', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_false_pledge_ending() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  pledge record;
BEGIN
  PERFORM lock_zakat_fund((SELECT p.fund_id FROM zakat_pledges p WHERE p.pledge_id = NEW.pledge_id));
  SELECT * INTO pledge FROM zakat_pledge_standings p WHERE p.pledge_id = NEW.pledge_id;
  IF pledge.received_minor >= pledge.amount_minor OR NEW.ended_on < pledge.pledged_on
    OR (NEW.outcome = 'lapsed' AND coalesce(pledge.last_on, 'infinity') >= NEW.ended_on)
  THEN
    RAISE EXCEPTION 'pledge % is not % on %', pledge.code, NEW.outcome, NEW.ended_on
      USING ERRCODE = 'check_violation', CONSTRAINT = 'pledge_ends_while_something_is_promised',
        TABLE = 'zakat_pledge_endings', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_false_pledge_receipt() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  pledge record;
  receipt zakat_receipts;
  said text;
BEGIN
  PERFORM lock_zakat_fund((SELECT p.fund_id FROM zakat_pledges p WHERE p.pledge_id = NEW.pledge_id));
  SELECT * INTO pledge FROM zakat_pledge_standings p WHERE p.pledge_id = NEW.pledge_id;
  SELECT * INTO receipt FROM zakat_receipts r WHERE r.receipt_id = NEW.receipt_id;
  IF (receipt.fund_id, receipt.donor_id, receipt.only_category, receipt.only_region)
    IS DISTINCT FROM (pledge.fund_id, pledge.donor_id, pledge.only_category, pledge.only_region)
  THEN
    said := 'received_as_it_was_pledged';
  ELSIF pledge.outcome IS NOT NULL OR receipt.received_on NOT BETWEEN pledge.pledged_on AND coalesce(pledge.last_on, 'infinity')
  THEN
    said := 'received_while_the_pledge_holds';
  ELSIF pledge.received_minor + receipt.amount_minor > pledge.amount_minor THEN
    said := 'received_within_the_pledge';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'receipt % does not come against pledge %', receipt.code, pledge.code
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'zakat_pledge_receipts', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_false_reversal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF (SELECT e.kind FROM entries e WHERE e.entry_id = NEW.reverses) = 'reversal' THEN
    RAISE EXCEPTION 'entry % is a reversal and cannot be reversed', NEW.reverses
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reversals_are_final', TABLE = 'entries', SCHEMA = 'tadamun',
        HINT = 'Book the original again as a new entry.';
  END IF;
  IF EXISTS (
    (SELECT p.account_id, -p.amount_minor FROM postings p WHERE p.entry_id = NEW.reverses
     EXCEPT ALL SELECT p.account_id, p.amount_minor FROM postings p WHERE p.entry_id = NEW.entry_id)
    UNION ALL
    (SELECT p.account_id, p.amount_minor FROM postings p WHERE p.entry_id = NEW.entry_id
     EXCEPT ALL SELECT p.account_id, -p.amount_minor FROM postings p WHERE p.entry_id = NEW.reverses))
  THEN
    RAISE EXCEPTION 'entry % does not mirror entry %', NEW.entry_id, NEW.reverses
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reversals_mirror', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_false_score_finding() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  asked tranche_conditions;
BEGIN
  SELECT c.* INTO asked FROM tranche_conditions c
  WHERE c.grant_id = NEW.grant_id AND c.version = NEW.version AND c.tranche = NEW.tranche AND c.condition = NEW.condition;
  IF asked.kind <> 'score' THEN RETURN NEW; END IF;
  IF NEW.run_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM runs r JOIN grants g ON g.grant_id = NEW.grant_id
    LEFT JOIN scores s ON s.run_id = r.run_id AND s.actor_id = g.grantee_id AND s.node = asked.node
    LEFT JOIN intervals i ON i.run_id = r.run_id AND i.actor_id = g.grantee_id AND i.node = asked.node
    WHERE r.run_id = NEW.run_id AND r.programme_id = asked.programme_id AND r.results_sha256 = NEW.results_sha256
      AND r.as_of <= NEW.assessed_on AND s.score IS NOT DISTINCT FROM NEW.score
      AND s.status IS NOT DISTINCT FROM NEW.score_status
      AND (i.score_p5, i.score_p50, i.score_p95, i.grade)
        IS NOT DISTINCT FROM (NEW.score_p5, NEW.score_p50, NEW.score_p95, NEW.grade))
    OR NEW.met AND (NEW.run_id IS NULL OR NEW.score_status IS DISTINCT FROM 'ok'
      OR NOT coalesce(CASE asked.reads WHEN 'score' THEN NEW.score ELSE NEW.score_p5 END >= asked.minimum, false))
  THEN
    RAISE EXCEPTION 'the finding does not say what run % says', NEW.run_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_is_the_runs', TABLE = 'condition_findings', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_false_waqf_order() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM proposals p JOIN proposal_lines l USING (proposal_id) JOIN waqfs w ON w.waqf_id = NEW.waqf_id
    JOIN decisions d ON d.decision_id = NEW.decision_id
    WHERE p.proposal_id = NEW.proposal_id AND l.actor_id = NEW.actor_id AND proposal_state(p.proposal_id) = 'approved'
      AND w.yield_fund_id = p.fund_id AND w.currency = p.currency
      AND d.kind = 'disbursement' AND d.subject = 'waqf_order:' || NEW.code AND d.body::jsonb ->> 'act' = 'share'
      AND d.body::jsonb ->> 'waqf' = w.code AND d.body::jsonb ->> 'beneficiary' = NEW.beneficiary
      AND d.body::jsonb ->> 'currency' = p.currency
      AND replace(d.body::jsonb ->> 'amount', '.', '')::bigint = NEW.amount_minor
      AND (SELECT sum(o.amount_minor) FROM waqf_proposal_orders o
        WHERE o.proposal_id = p.proposal_id AND o.actor_id = l.actor_id) = coalesce((
          SELECT o.amount_minor FROM proposal_overrides o JOIN override_approvals USING (override_id)
          WHERE o.proposal_id = p.proposal_id AND o.actor_id = l.actor_id ORDER BY o.override_id DESC LIMIT 1),
          l.amount_minor))
  THEN
    RAISE EXCEPTION 'order % is not what proposal % was approved for', NEW.code, NEW.proposal_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'order_is_the_proposals', TABLE = 'waqf_proposal_orders', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_foreign_account_kind() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  fund record;
BEGIN
  SELECT f.code, f.instrument, f.class INTO fund FROM funds f JOIN account_kinds k ON k.kind = NEW.kind
  WHERE f.fund_id = NEW.fund_id AND (f.instrument <> ALL (k.only_instruments) OR f.class <> ALL (k.only_classes));
  IF FOUND THEN
    RAISE EXCEPTION 'fund % (%, %) has no account of kind %', fund.code, fund.instrument, fund.class, NEW.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'account_kind_fits_fund', TABLE = 'accounts', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_foreign_adoption() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM decisions d JOIN policies p ON p.policy_id = NEW.policy_id
    WHERE d.decision_id = NEW.decision_id AND d.kind = 'policy_change' AND d.subject = 'policy:' || p.code
      AND d.body::jsonb->>'sha256' = encode(p.sha256, 'hex')
      AND d.body::jsonb->>'from' = to_char(NEW.first_on, 'YYYY-MM-DD'))
  THEN
    RAISE EXCEPTION 'the decision % is not about this policy from this day on', NEW.decision_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stands_on_its_own_decision', TABLE = 'policy_adoptions',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_foreign_decision() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM decisions d
    WHERE d.decision_id = NEW.decision_id AND d.kind = TG_ARGV[0] AND d.subject = TG_ARGV[1] || NEW.code)
  THEN
    RAISE EXCEPTION '% of % stands on a decision about something else', NEW.code, TG_TABLE_NAME
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stands_on_its_own_decision', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_foreign_grant_decision() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  about text := (SELECT g.code FROM grants g WHERE g.grant_id = NEW.grant_id);
BEGIN
  IF TG_TABLE_NAME = 'grant_steps' THEN
    about := 'grant:' || about;
  ELSE
    about := format('tranche:%s/%s', about, to_jsonb(NEW)->>'tranche');
  END IF;
  IF NEW.decision_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM decisions d WHERE d.decision_id = NEW.decision_id AND d.subject = about)
  THEN
    RAISE EXCEPTION 'the decision % is not about %', NEW.decision_id, about
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stands_on_its_own_decision', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_foreign_grant_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF EXISTS (
    SELECT FROM postings p JOIN grants g ON g.grant_id = NEW.grant_id
    WHERE p.entry_id = NEW.entry_id AND (p.fund_id <> g.fund_id OR p.currency <> g.currency))
    OR NEW.tranche IS NOT NULL AND NOT EXISTS (
      SELECT FROM entries e JOIN tranche_states s ON s.grant_id = NEW.grant_id AND s.tranche = NEW.tranche
      JOIN grants g ON g.grant_id = NEW.grant_id
      JOIN LATERAL (SELECT t.amount_minor FROM grant_tranches t WHERE t.grant_id = NEW.grant_id
        AND t.tranche = NEW.tranche ORDER BY t.version DESC LIMIT 1) t ON true
      WHERE e.entry_id = NEW.entry_id AND e.kind = 'grant_payment' AND e.decision_id = s.decision_id
        AND s.state IN ('approved', 'paid') AND t.amount_minor = (
          SELECT sum(p.amount_minor) FROM postings p JOIN accounts a USING (account_id)
          WHERE p.entry_id = e.entry_id AND a.kind = 'disbursements' AND a.actor_id = g.grantee_id))
  THEN
    RAISE EXCEPTION 'entry % is not what grant % was approved for', NEW.entry_id, NEW.grant_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_is_the_tranches', TABLE = 'grant_entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_giver_of_no_award() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM match_movements m WHERE m.movement_id = NEW.movement_id AND m.kind = 'award') THEN
    RAISE EXCEPTION 'movement % is no award', NEW.movement_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'giver_is_of_an_award', TABLE = 'match_givers', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_grant_from_other_money() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM funds f WHERE f.fund_id = NEW.fund_id AND f.instrument = 'grant') THEN
    RAISE EXCEPTION 'a grant is made from a fund of grants'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'grants_come_from_grant_funds', TABLE = 'grants', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_hold_without_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM holds h JOIN hold_postings x USING (hold_id) JOIN entries e USING (entry_id)
    JOIN accounts a USING (account_id) JOIN account_kinds k ON k.kind = a.kind
    WHERE h.hold_id = NEW.hold_id AND e.tx = pg_current_xact_id()
      AND (SELECT -sum(p.amount_minor) * CASE k.normal_side WHEN 'debit' THEN 1 ELSE -1 END FROM postings p
        WHERE p.entry_id = x.entry_id AND p.account_id = h.account_id) BETWEEN 1 AND h.amount_minor)
  THEN
    RAISE EXCEPTION 'hold % is posted by no entry that takes at most what it holds', NEW.hold_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'posted_hold_has_its_entry', TABLE = 'hold_ends',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_judge_in_own_cause() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  involved text[];
  is_writer boolean;
  filer text;
BEGIN
  SELECT array_remove(ARRAY[lower(a.filed_by), lower(v.verified_by), lower(x.validated_by)], NULL),
    a.report_id IS NOT NULL AND wrote_report(a.actor_id, a.report_id, NEW.answered_by), lower(a.filed_by)
  INTO involved, is_writer, filer
  FROM appeals a
  LEFT JOIN verifications v ON v.actor_id = a.actor_id AND v.report_id = a.report_id
  LEFT JOIN report_validations x ON x.actor_id = a.actor_id AND x.report_id = a.report_id
  WHERE a.actor_id = NEW.actor_id AND a.appeal_id = NEW.appeal_id;
  IF NEW.outcome <> 'withdrawn' AND (is_writer OR lower(NEW.answered_by) = ANY (involved)) THEN
    RAISE EXCEPTION 'an appeal is answered by somebody who had no part in what it is about'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_judges_their_own_cause', TABLE = 'appeal_answers',
        SCHEMA = 'tadamun';
  END IF;
  IF NEW.outcome = 'withdrawn' AND lower(NEW.answered_by) <> filer THEN
    RAISE EXCEPTION 'an appeal is taken back by who filed it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'taken_back_by_who_filed_it', TABLE = 'appeal_answers', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_judgement_of_writers() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF wrote_report(NEW.actor_id, NEW.report_id, to_jsonb(NEW)->>TG_ARGV[0]) THEN
    RAISE EXCEPTION 'whoever wrote a report neither verifies nor approves it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'writers_neither_verify_nor_approve', TABLE = TG_TABLE_NAME,
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_late_approval() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  proposal bigint;
BEGIN
  SELECT o.proposal_id INTO proposal FROM proposal_overrides o WHERE o.override_id = NEW.override_id;
  PERFORM FROM proposal_totals t WHERE t.proposal_id = proposal FOR UPDATE;
  IF proposal_state(proposal) <> 'draft' THEN
    RAISE EXCEPTION 'proposal % is no draft any more', proposal
      USING ERRCODE = 'check_violation', CONSTRAINT = 'overrides_need_a_draft', TABLE = 'override_approvals',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_late_lines() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT proposal_id FROM added) a JOIN proposals p USING (proposal_id)
    WHERE p.tx <> pg_current_xact_id())
  THEN
    RAISE EXCEPTION 'lines come with their proposal, in its transaction'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proposals_are_closed', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_late_match_campaign() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  said text;
BEGIN
  PERFORM lock_match_pool(NEW.pool_id);
  IF (SELECT t.state FROM match_pool_totals t WHERE t.pool_id = NEW.pool_id) NOT IN ('', 'draft') THEN
    said := 'submitted_pools_stay';
  ELSIF (SELECT c.currency FROM campaigns c WHERE c.campaign_id = NEW.campaign_id)
    <> (SELECT p.currency FROM match_pools p WHERE p.pool_id = NEW.pool_id)
  THEN
    said := 'pool_and_campaign_share_a_currency';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'pool % does not take campaign %', NEW.pool_id, NEW.campaign_id
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'match_pool_campaigns', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_late_promise() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM lock_campaign(NEW.campaign_id);
  IF (SELECT t.state FROM campaign_totals t WHERE t.campaign_id = NEW.campaign_id) NOT IN ('', 'draft') THEN
    RAISE EXCEPTION 'campaign % is submitted: what backers are told stays', NEW.campaign_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'submitted_campaigns_stay', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_late_sighting() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM bank_imports i WHERE i.import_id = NEW.import_id AND i.tx = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'import % is closed', NEW.import_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'imports_are_closed', TABLE = 'bank_sightings', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_late_stipulation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  IF waqf_state(NEW.waqf_id) NOT IN ('', 'draft') THEN
    RAISE EXCEPTION 'the deed of waqf % is signed: what it stipulates stays as it is', NEW.waqf_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stipulations_are_immutable', TABLE = 'waqf_stipulations', SCHEMA = 'tadamun',
        HINT = 'An amendment is another deed.';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_line_of_closed_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM entries e WHERE e.entry_id = NEW.entry_id AND e.tx = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'entry % is closed: lines come with their entry or not at all', NEW.entry_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entries_are_closed', TABLE = 'postings', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_loose_campaign_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM campaign_movements m WHERE m.entry_id = NEW.entry_id AND m.kind = NEW.kind
      AND m.escrow_minor = coalesce((SELECT sum(p.amount_minor) FROM postings p JOIN accounts a USING (account_id)
        WHERE p.entry_id = NEW.entry_id AND p.fund_id = m.fund_id AND a.kind = 'escrow_cash'), 0)
      AND m.project_minor = coalesce((SELECT sum(p.amount_minor) FROM postings p JOIN accounts a USING (account_id)
        WHERE p.entry_id = NEW.entry_id AND p.fund_id = m.fund_id AND a.kind = 'project_cash'), 0)
      AND NOT EXISTS (SELECT FROM postings p JOIN ruled_funds r USING (fund_id)
        WHERE p.entry_id = NEW.entry_id AND p.fund_id <> m.fund_id))
  THEN
    RAISE EXCEPTION 'entry % of kind % is about nothing that happened to its campaign', NEW.entry_id, NEW.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'campaign_moves_for_a_reason', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_loose_match_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF (SELECT count(*) FROM (SELECT DISTINCT m.pool_id, m.campaign_id FROM match_movements m WHERE m.entry_id = NEW.entry_id) x) <> 1
    OR NOT EXISTS (
      SELECT FROM (
        SELECT m.pool_id, m.campaign_id, sum(m.amount_minor) * CASE NEW.kind WHEN 'match_receipt' THEN 1 ELSE -1 END AS cash
        FROM match_movements m WHERE m.entry_id = NEW.entry_id GROUP BY m.pool_id, m.campaign_id) x
      JOIN match_pools o USING (pool_id) LEFT JOIN campaigns c USING (campaign_id)
      WHERE x.cash = (SELECT sum(p.amount_minor) FROM postings p JOIN accounts a USING (account_id)
          WHERE p.entry_id = NEW.entry_id AND p.fund_id = o.fund_id AND a.kind = 'match_cash')
        AND (NEW.kind <> 'match_payment' OR -x.cash = (SELECT sum(p.amount_minor)
          FROM postings p JOIN accounts a USING (account_id)
          WHERE p.entry_id = NEW.entry_id AND p.fund_id = c.fund_id AND a.kind = 'project_cash'
            AND a.actor_id = c.actor_id))
        AND NOT EXISTS (SELECT FROM postings p JOIN ruled_funds r USING (fund_id)
          WHERE p.entry_id = NEW.entry_id AND p.fund_id <> o.fund_id AND p.fund_id IS DISTINCT FROM c.fund_id))
  THEN
    RAISE EXCEPTION 'entry % of kind % is about nothing that happened to its pool', NEW.entry_id, NEW.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'match_moves_for_a_reason', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_loose_pool_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pool_distributions d WHERE d.entry_id = NEW.entry_id) THEN
    RAISE EXCEPTION 'an entry that shares a pool is about a distribution'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'pool_entry_is_its_distribution', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_loose_waqf_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  short record;
BEGIN
  -- 1. The lines are what the fact says, in the funds of its waqf alone.
  IF NEW.reverses IS NULL AND (
    NOT EXISTS (SELECT FROM waqf_movements m WHERE m.entry_id = NEW.entry_id AND m.kind = NEW.kind)
    OR EXISTS (
      WITH said AS (
        SELECT m.account_kind, sum(m.change_minor) AS change FROM waqf_movements m
        WHERE m.entry_id = NEW.entry_id GROUP BY m.account_kind HAVING sum(m.change_minor) <> 0),
      booked AS (
        SELECT a.kind AS account_kind, sum(p.amount_minor) AS change FROM postings p JOIN accounts a USING (account_id)
        WHERE p.entry_id = NEW.entry_id GROUP BY a.kind HAVING sum(p.amount_minor) <> 0)
      (SELECT * FROM said EXCEPT SELECT * FROM booked) UNION ALL (SELECT * FROM booked EXCEPT SELECT * FROM said))
    OR EXISTS (
      SELECT FROM postings p WHERE p.entry_id = NEW.entry_id AND NOT EXISTS (
        SELECT FROM waqf_movements m JOIN waqfs w USING (waqf_id)
        WHERE m.entry_id = NEW.entry_id AND p.fund_id IN (w.principal_fund_id, w.yield_fund_id))))
  THEN
    RAISE EXCEPTION 'entry % of kind % is about nothing that happened to its waqf', NEW.entry_id, NEW.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'waqf_moves_for_a_reason', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  -- 2. Cash that is set aside for somebody pays nothing else.
  SELECT w.code INTO short FROM waqfs w
  WHERE w.yield_fund_id IN (SELECT p.fund_id FROM postings p WHERE p.entry_id = NEW.entry_id)
    AND fund_balance(w.yield_fund_id, 'waqf_yield_cash') < fund_balance(w.yield_fund_id, 'waqf_maintenance')
      + fund_balance(w.yield_fund_id, 'waqf_reserve') + fund_balance(w.yield_fund_id, 'waqf_fees')
      + fund_balance(w.yield_fund_id, 'waqf_shares') LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'cash of waqf % that is set aside would pay something else', short.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'set_aside_is_kept', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_loose_zakat_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM zakat_movements m WHERE m.entry_id = NEW.entry_id AND m.kind = NEW.kind
      AND m.change_minor = (SELECT sum(p.amount_minor) FROM postings p JOIN accounts a USING (account_id)
        WHERE p.entry_id = NEW.entry_id AND a.kind = 'zakat_cash')
      AND NOT EXISTS (SELECT FROM postings p WHERE p.entry_id = NEW.entry_id AND p.fund_id <> m.fund_id)
      AND m.lots_minor = coalesce((SELECT sum(u.amount_minor) FROM zakat_lot_uses u WHERE u.entry_id = NEW.entry_id), 0))
  THEN
    RAISE EXCEPTION 'entry % of kind % is about nothing that happened to its fund', NEW.entry_id, NEW.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'zakat_moves_for_a_reason', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_lot_use() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  lot record;
  said text;
BEGIN
  SELECT r.code, r.fund_id, r.amount_minor, r.only_category, r.only_region, x.receipt_id IS NOT NULL AS is_refunded
  INTO lot FROM zakat_receipts r LEFT JOIN zakat_refunds x USING (receipt_id) WHERE r.receipt_id = NEW.receipt_id;
  PERFORM lock_zakat_fund(lot.fund_id);
  IF lot.is_refunded OR NEW.amount_minor + coalesce((
    SELECT sum(u.amount_minor) FROM zakat_lot_uses u WHERE u.receipt_id = NEW.receipt_id), 0) NOT BETWEEN 0 AND lot.amount_minor
  THEN
    said := 'lots_are_used_once';
  ELSIF NEW.charge_id IS NOT NULL AND (num_nonnulls(lot.only_category, lot.only_region) > 0 OR NOT EXISTS (
    SELECT FROM zakat_amil_charges c WHERE c.charge_id = NEW.charge_id AND c.fund_id = lot.fund_id))
  THEN
    said := 'payers_wishes_are_kept';
  ELSIF NEW.line IS NOT NULL AND NOT EXISTS (
    SELECT FROM zakat_lines l JOIN zakat_distributions d USING (distribution_id)
    WHERE l.distribution_id = NEW.distribution_id AND l.line = NEW.line AND d.fund_id = lot.fund_id
      AND coalesce(lot.only_category, l.category) = l.category
      AND coalesce(lot.only_region, d.region_code, '') = coalesce(d.region_code, ''))
  THEN
    said := 'payers_wishes_are_kept';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'receipt % cannot be used for this', lot.code
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'zakat_lot_uses', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_membership_cycle() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  -- 1. Two unions that join each other at the same moment would each see no cycle: one writer at a time.
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun memberships', 0));
  -- 2. Climb from the joined union through memberships that hold at a common time.
  IF EXISTS (
    WITH RECURSIVE above (actor_id, span) AS (
      SELECT NEW.union_id, daterange(NEW.first_on, NEW.last_on, '[]')
      UNION
      SELECT m.union_id, a.span * daterange(m.first_on, m.last_on, '[]')
      FROM above a JOIN memberships m ON m.member_id = a.actor_id
        AND daterange(m.first_on, m.last_on, '[]') && a.span)
    SELECT FROM above WHERE actor_id = NEW.member_id)
  THEN
    RAISE EXCEPTION 'membership_cycle: actor % would be a member of itself', NEW.member_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'memberships_have_no_cycle', TABLE = 'memberships', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_need_closing() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM lock_waqf((SELECT n.waqf_id FROM waqf_needs n WHERE n.need_id = NEW.need_id));
  IF NEW.released_minor <> (
    SELECT b.funded_minor - (b.spent_minor - b.from_reserve_minor) FROM waqf_need_books b WHERE b.need_id = NEW.need_id)
  THEN
    RAISE EXCEPTION 'what was set aside for need % and not spent goes to the reserve, all of it', NEW.need_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'closing_releases_the_rest', TABLE = 'waqf_need_closings', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_other_agents() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM actors WHERE actor_id = NEW.agent_id AND kind IN ('union', 'coaching_centre')) THEN
    RAISE EXCEPTION 'only a union or a coaching centre acts for an actor'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'unions_and_centres_act_for_others', TABLE = 'mandates',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_other_decision() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF (SELECT e.decision_id FROM entries e WHERE e.entry_id = NEW.entry_id) IS DISTINCT FROM NEW.decision_id THEN
    RAISE EXCEPTION 'entry % stands on another decision', NEW.entry_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'done_by_its_own_decision', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_other_escrow() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  campaign record;
BEGIN
  SELECT c.code, c.fund_id, t.raised_minor + t.late_minor - t.refunded_minor - t.lost_minor - t.released_minor AS standing
  INTO campaign FROM campaigns c JOIN campaign_totals t USING (campaign_id) WHERE c.campaign_id = NEW.campaign_id;
  IF held_by_fund(campaign.fund_id, 'escrow_cash') <> campaign.standing THEN
    RAISE EXCEPTION 'the escrow of campaign % does not hold the % that stand', campaign.code, campaign.standing
      USING ERRCODE = 'check_violation', CONSTRAINT = 'escrow_holds_what_stands', TABLE = 'campaign_totals', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_other_order() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  paid jsonb := to_jsonb(NEW);
  act text := coalesce(paid->>'kind', 'cost');
  whose text;
BEGIN
  whose := CASE act
    WHEN 'cost' THEN (SELECT c.code FROM waqf_costs c WHERE c.cost_id = (paid->>'cost_id')::bigint)
    WHEN 'share' THEN paid->>'beneficiary'
    WHEN 'fee' THEN (SELECT a.code FROM actors a WHERE a.actor_id = (paid->>'actor_id')::bigint)
    WHEN 'work' THEN (SELECT n.code FROM waqf_needs n WHERE n.need_id = (paid->>'need_id')::bigint) END;
  IF NOT EXISTS (
    SELECT FROM decisions d JOIN waqfs w ON w.waqf_id = NEW.waqf_id CROSS JOIN LATERAL (SELECT d.body::jsonb AS asked) b
    WHERE d.decision_id = NEW.decision_id AND asked->>'order' = NEW.code AND asked->>'waqf' = w.code
      AND asked->>'act' = act AND asked->>'currency' = w.currency
      AND asked->>(CASE act WHEN 'share' THEN 'beneficiary' WHEN 'fee' THEN 'actor' WHEN 'work' THEN 'need' ELSE 'cost' END) = whose
      AND replace(asked->>'amount', '.', '')::bigint = NEW.amount_minor)
  THEN
    RAISE EXCEPTION 'payment % is not what its order says', NEW.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'waqf_pays_as_ordered', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_other_persons() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM reports r JOIN verifications v USING (actor_id, report_id)
    WHERE r.actor_id = NEW.actor_id AND r.report_id = NEW.report_id AND r.source = NEW.author
      AND v.verified_by = NEW.verifier AND v.outcome = 'verified')
  THEN
    RAISE EXCEPTION 'a validation names who wrote and who verified the report'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'validated_after_verified', TABLE = 'report_validations',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_other_report() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  asked jsonb;
BEGIN
  SELECT d.body::jsonb -> 'reports' -> (NEW.number - 1) INTO asked
  FROM waqf_istibdals i JOIN decisions d USING (decision_id) WHERE i.istibdal_id = NEW.istibdal_id;
  IF asked IS NULL OR asked ->> 'expert' IS DISTINCT FROM NEW.expert OR asked ->> 'reference' IS DISTINCT FROM NEW.reference
    OR minor_units(asked ->> 'value') IS DISTINCT FROM NEW.value_minor
  THEN
    RAISE EXCEPTION 'report % of the exchange % is not the one that was asked about', NEW.number, NEW.istibdal_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reports_are_as_approved', TABLE = 'waqf_expert_reports', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_other_teachers() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM actors WHERE actor_id = NEW.centre_id AND kind IN ('union', 'coaching_centre', 'association'))
  THEN
    RAISE EXCEPTION 'trainings are given by coaching centres, unions and associations'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'centres_give_trainings', TABLE = 'trainings', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_override() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM FROM proposal_totals t WHERE t.proposal_id = NEW.proposal_id FOR UPDATE;
  IF proposal_state(NEW.proposal_id) <> 'draft' THEN
    RAISE EXCEPTION 'proposal % is no draft any more', NEW.proposal_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'overrides_need_a_draft', TABLE = 'proposal_overrides',
        SCHEMA = 'tadamun';
  END IF;
  IF EXISTS (
    SELECT FROM proposal_lines l WHERE l.proposal_id = NEW.proposal_id AND l.actor_id = NEW.actor_id
      AND l.ineligibility IS NOT NULL)
  THEN
    RAISE EXCEPTION 'the actor may not have this money'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'the_ineligible_get_nothing', TABLE = 'proposal_overrides',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_paid_without_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM grant_entries x WHERE x.grant_id = NEW.grant_id AND x.tranche = NEW.tranche) THEN
    RAISE EXCEPTION 'tranche % of grant % is said to be paid, and the ledger does not say so', NEW.tranche, NEW.grant_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_is_in_the_ledger', TABLE = 'tranche_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_part_of_signed_agreement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM grant_agreements a
    WHERE a.grant_id = NEW.grant_id AND a.version = NEW.version AND a.tx = pg_current_xact_id())
  THEN
    RAISE EXCEPTION 'agreement % of grant % is signed: an amendment is a new version', NEW.version, NEW.grant_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_are_closed', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_partial_return() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  IF NEW.cash_minor + NEW.assets_minor + NEW.suspense_minor <> (
    SELECT x.corpus_minor + x.gains_minor - x.losses_minor FROM waqf_expiries x WHERE x.waqf_id = NEW.waqf_id)
  THEN
    RAISE EXCEPTION 'the founder gets back exactly the principal'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'principal_returns_exactly', TABLE = 'waqf_returns', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_payment_of_one_person() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  entry entries;
  told boolean;
  asked jsonb;
BEGIN
  -- 1. What is at stake is the general cash of a fund. What has rules of its own has its own accounts.
  IF NOT EXISTS (SELECT FROM accounts a WHERE a.account_id = NEW.account_id AND a.kind = 'cash') THEN RETURN NULL; END IF;
  SELECT * INTO entry FROM entries e WHERE e.entry_id = NEW.entry_id;
  -- 2. Reversals and kinds that need a decision have one of just their kind.
  IF entry.reverses IS NOT NULL OR EXISTS (
    SELECT FROM entry_kinds k WHERE k.kind = entry.kind AND k.decision_kind IS NOT NULL)
  THEN
    RETURN NULL;
  END IF;
  -- 3. A file tells what left a fund that is not kept here.
  told := is_told(entry.source);
  IF told THEN
    PERFORM lock_kept_fund(NEW.fund_id, true);
    IF NOT EXISTS (SELECT FROM kept_funds k WHERE k.fund_id = NEW.fund_id) THEN RETURN NULL; END IF;
  END IF;
  -- 4. What moves within the cash of a fund, or waits between two currencies, does not leave it.
  IF (SELECT sum(p.amount_minor) FROM postings p JOIN accounts a USING (account_id)
    WHERE p.entry_id = NEW.entry_id AND p.fund_id = NEW.fund_id AND p.currency = NEW.currency
      AND a.kind IN ('cash', 'fx_clearing', 'fx_rounding')) >= 0
  THEN
    RETURN NULL;
  END IF;
  IF told THEN
    RAISE EXCEPTION 'entry % tells that cash left fund %, which is kept here', NEW.entry_id, NEW.fund_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'files_pay_out_of_no_kept_fund', TABLE = 'postings', SCHEMA = 'tadamun';
  END IF;
  -- 5. The decision says the entry, line by line; that it is approved, entry_stands_on_approval has seen.
  SELECT d.body::jsonb INTO asked FROM decisions d
  WHERE d.decision_id = entry.decision_id AND d.kind = 'disbursement' AND d.subject = entry.idempotency_key
    AND entry.source = 'payments';
  IF asked IS NULL OR (asked->>'kind', asked->>'on', asked->>'description')
    IS DISTINCT FROM (entry.kind, to_char(entry.occurred_on, 'YYYY-MM-DD'), entry.description)
    OR EXISTS (
      WITH booked AS (
        SELECT f.code AS fund, a.kind AS account, coalesce(x.code, '') AS actor, p.currency::text AS currency, p.amount_minor
        FROM postings p JOIN accounts a USING (account_id) JOIN funds f ON f.fund_id = p.fund_id
        LEFT JOIN actors x ON x.actor_id = a.actor_id WHERE p.entry_id = NEW.entry_id),
      said AS (
        -- An amount is written with every digit of its currency.
        SELECT l->>'fund', l->>'account', coalesce(l->>'actor', ''), l->>'currency', replace(l->>'amount', '.', '')::bigint
        FROM jsonb_array_elements(asked->'lines') l)
      (SELECT * FROM booked EXCEPT ALL SELECT * FROM said) UNION ALL (SELECT * FROM said EXCEPT ALL SELECT * FROM booked))
  THEN
    RAISE EXCEPTION 'entry % takes cash out of fund %, and no two persons decided on it', NEW.entry_id, NEW.fund_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_take_two_persons', TABLE = 'postings', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_payment_past_cost() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  IF NEW.amount_minor > (SELECT u.unpaid_minor FROM waqf_unpaid_costs u WHERE u.cost_id = NEW.cost_id) THEN
    RAISE EXCEPTION 'payment % is more than is owed of its cost', NEW.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_within_cost', TABLE = 'waqf_cost_payments', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_payout() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  said text;
  need record;
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  IF waqf_state(NEW.waqf_id) IN ('suspended', 'interrupted', 'closed') THEN
    said := 'yield_is_paid_by_a_living_waqf';
  ELSIF NEW.kind = 'share' THEN
    -- 1. Maintenance first: an urgent need beyond the reserve stops every share.
    IF (SELECT coalesce(sum(b.open_minor), 0) FROM waqf_need_books b WHERE b.waqf_id = NEW.waqf_id AND b.urgency = 'urgent'
        AND b.found_on <= NEW.paid_on)
      > fund_balance((SELECT w.yield_fund_id FROM waqfs w WHERE w.waqf_id = NEW.waqf_id), 'waqf_reserve')
    THEN
      said := 'urgent_maintenance_comes_first';
    -- 2. A beneficiary gets what is set aside for it, and no more.
    ELSIF NEW.amount_minor > coalesce((
      SELECT u.unpaid_minor FROM waqf_unpaid_shares u WHERE u.waqf_id = NEW.waqf_id AND u.beneficiary = NEW.beneficiary
        AND u.actor_id IS NOT DISTINCT FROM NEW.actor_id), 0)
    THEN
      said := 'paid_within_share';
    END IF;
  ELSIF NEW.kind = 'work' THEN
    SELECT b.* INTO need FROM waqf_need_books b WHERE b.need_id = NEW.need_id;
    IF need.is_closed OR NEW.amount_minor - NEW.from_reserve_minor > need.funded_minor - (need.spent_minor - need.from_reserve_minor)
      OR NEW.from_reserve_minor > need.open_minor
    THEN
      said := 'works_within_need';
    END IF;
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'payout % is refused', NEW.code
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'waqf_payouts', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_payout_not_decided_on() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM decisions d JOIN campaigns c ON c.campaign_id = NEW.campaign_id WHERE d.decision_id = NEW.decision_id
      AND d.body::jsonb @> jsonb_build_object('payout', NEW.code, 'campaign', c.code, 'account', NEW.to_account)
      AND minor_units(d.body::jsonb ->> 'amount') = NEW.amount_minor)
  THEN
    RAISE EXCEPTION 'payout % is not what the decision % says', NEW.code, NEW.decision_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'done_as_decided', TABLE = 'payouts', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_payout_step() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  payout record;
  current text;
  said text;
BEGIN
  SELECT p.campaign_id, p.decision_id INTO STRICT payout FROM payouts p WHERE p.payout_id = NEW.payout_id;
  PERFORM lock_campaign(payout.campaign_id);
  SELECT s.state INTO current FROM payout_steps s WHERE s.payout_id = NEW.payout_id ORDER BY s.step DESC LIMIT 1;
  IF (coalesce(current, ''), NEW.state) NOT IN (('', 'requested'), ('requested', 'approved'), ('requested', 'withdrawn'),
      ('approved', 'paid'), ('approved', 'withdrawn'), ('paid', 'returned'))
    OR NEW.step <> (SELECT count(*) + 1 FROM payout_steps s WHERE s.payout_id = NEW.payout_id)
  THEN
    said := 'payout_follows_its_states';
  ELSIF NEW.state = 'approved' AND NOT EXISTS (
    SELECT FROM decisions d JOIN decision_verdicts v ON v.decision_id = d.decision_id AND v.outcome = 'approved'
    WHERE d.decision_id = payout.decision_id AND d.kind = 'disbursement')
  THEN
    said := 'payout_is_approved_by_another';
  ELSIF (SELECT t.state FROM campaign_totals t WHERE t.campaign_id = payout.campaign_id)
    NOT IN ('succeeded', 'paying_out', 'delivering')
  THEN
    said := 'paid_out_of_success_alone';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'payout % does not become %', NEW.payout_id, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'payout_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_pledge() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  campaign record;
  said text;
BEGIN
  PERFORM lock_campaign(NEW.campaign_id);
  SELECT t.state, c.opens_on, c.closes_on, (NEW.pledged_at AT TIME ZONE c.time_zone)::date AS day INTO campaign
  FROM campaigns c JOIN campaign_totals t USING (campaign_id) WHERE c.campaign_id = NEW.campaign_id;
  IF campaign.state <> 'open' OR campaign.day NOT BETWEEN campaign.opens_on AND campaign.closes_on THEN
    said := 'pledges_while_open';
  ELSIF NEW.is_zakat AND (NOT EXISTS (SELECT FROM campaign_uses u WHERE u.campaign_id = NEW.campaign_id)
    OR EXISTS (SELECT FROM campaign_uses u WHERE u.campaign_id = NEW.campaign_id AND u.tamlik_mode IS NULL))
  THEN
    said := 'zakat_passes_into_ownership';
  ELSIF NEW.amount_minor < (SELECT r.min_amount_minor FROM campaign_rewards r WHERE r.reward_id = NEW.reward_id) THEN
    said := 'reward_needs_its_amount';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'pledge % is not taken', NEW.code
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'pledges', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_pledged_principal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF EXISTS (SELECT FROM accounts a JOIN ruled_funds r USING (fund_id) WHERE a.account_id = NEW.account_id AND r.rule = 'waqf_principal') THEN
    RAISE EXCEPTION 'principal of a waqf is not pledged'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'principal_is_not_pledged', TABLE = 'holds', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_principal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  IF waqf_state(NEW.waqf_id) NOT IN ('deed_signed', 'possessed', 'active', 'transferred_to_public') THEN
    RAISE EXCEPTION 'a waqf that is % takes no principal', waqf_state(NEW.waqf_id)
      USING ERRCODE = 'check_violation', CONSTRAINT = 'principal_comes_to_a_living_waqf', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_refund_of_used_lot() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  lot record;
BEGIN
  SELECT r.fund_id, r.amount_minor, r.received_on INTO lot FROM zakat_receipts r WHERE r.receipt_id = NEW.receipt_id;
  PERFORM lock_zakat_fund(lot.fund_id);
  IF EXISTS (SELECT FROM zakat_lot_uses u WHERE u.receipt_id = NEW.receipt_id HAVING sum(u.amount_minor) <> 0) THEN
    RAISE EXCEPTION 'receipt % is distributed in part', NEW.receipt_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'used_lots_are_not_refunded', TABLE = 'zakat_refunds', SCHEMA = 'tadamun';
  END IF;
  IF EXISTS (
    SELECT FROM zakat_amil_charges c CROSS JOIN LATERAL amil_year(c.fund_id, c.period_first, c.period_last, c.charged_on) y
    WHERE c.fund_id = lot.fund_id AND lot.received_on BETWEEN c.period_first AND c.period_last
      AND y.charged_minor > floor((y.received_minor - lot.amount_minor)::numeric * c.cap_bp / 10000))
  THEN
    RAISE EXCEPTION 'without receipt % more of the administrators'' share is charged than its cap', NEW.receipt_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'refunds_keep_the_cap', TABLE = 'zakat_refunds', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_requirement_of_nothing() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM indicators WHERE code = NEW.indicator) THEN
    RAISE EXCEPTION 'there is no indicator %', NEW.indicator
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'requirement_names_an_indicator',
        TABLE = 'reporting_requirements', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_reversal_of_paid_cost() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM lock_waqf(c.waqf_id) FROM waqf_costs c WHERE c.entry_id = NEW.reverses;
  IF EXISTS (SELECT FROM waqf_costs c JOIN waqf_unpaid_costs u USING (cost_id) WHERE c.entry_id = NEW.reverses AND u.paid_minor > 0) THEN
    RAISE EXCEPTION 'the cost of entry % is paid; its payment is reversed first', NEW.reverses
      USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_cost_is_not_reversed', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_reversal_under_rule() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM lock_waqf(w.waqf_id) FROM waqfs w
  WHERE w.yield_fund_id IN (SELECT p.fund_id FROM postings p WHERE p.entry_id = NEW.reverses);
  IF EXISTS (SELECT FROM postings p JOIN ruled_funds r USING (fund_id) WHERE p.entry_id = NEW.reverses) AND NOT (
    EXISTS (SELECT FROM waqf_yield_receipts y WHERE y.entry_id = NEW.reverses
      AND NOT EXISTS (SELECT FROM waqf_run_receipts r WHERE r.receipt_id = y.receipt_id))
    OR EXISTS (SELECT FROM waqf_costs c WHERE c.entry_id = NEW.reverses
      AND NOT EXISTS (SELECT FROM waqf_run_costs r WHERE r.cost_id = c.cost_id))
    OR EXISTS (SELECT FROM waqf_cost_payments c WHERE c.entry_id = NEW.reverses))
  THEN
    RAISE EXCEPTION 'entry % moved money under a rule; it has its own way back', NEW.reverses
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ruled_money_has_its_own_way_back', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_second_answer() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION 'the request was answered already'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'answers_stand', TABLE = 'request_keys', SCHEMA = 'tadamun';
END
$$;

CREATE FUNCTION tadamun.refuse_second_pool_distribution() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  said text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun pooled entry ' || NEW.pooled_entry_id, 0));
  IF EXISTS (SELECT FROM pool_distributions d WHERE d.pooled_entry_id = NEW.pooled_entry_id AND d.fund_id = NEW.fund_id
    AND d.currency = NEW.currency AND NOT EXISTS (SELECT FROM entries r WHERE r.reverses = d.entry_id))
  THEN
    said := 'pooled_money_is_shared_once';
  ELSIF EXISTS (SELECT FROM entries r WHERE r.entry_id = NEW.pooled_entry_id AND r.reverses IS NOT NULL
      OR r.reverses = NEW.pooled_entry_id)
    OR NEW.amount_minor IS DISTINCT FROM (
      SELECT sum(p.amount_minor) FROM postings p JOIN accounts a USING (account_id)
        JOIN pool_agreements g ON g.agreement_id = NEW.agreement_id
      WHERE p.entry_id = NEW.pooled_entry_id AND a.kind = 'cash' AND a.actor_id = g.union_id AND p.fund_id = NEW.fund_id
        AND p.currency = NEW.currency)
  THEN
    said := 'pooled_money_came_to_the_union';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'the entry % is not shared: %', NEW.pooled_entry_id, said
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'pool_distributions', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_second_use() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION 'the link was used already'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'links_work_once', TABLE = 'one_time_links', SCHEMA = 'tadamun';
END
$$;

CREATE FUNCTION tadamun.refuse_second_verdict() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF EXISTS (
    SELECT FROM unnest(OLD.verified, OLD.refusals, OLD.verified_at, OLD.validated, OLD.validated_at,
      NEW.verified, NEW.refusals, NEW.verified_at, NEW.validated, NEW.validated_at)
      c (verified, refusal, verified_at, validated, validated_at,
        new_verified, new_refusal, new_verified_at, new_validated, new_validated_at)
    WHERE c.verified_at IS NOT NULL
        AND (c.verified, c.refusal, c.verified_at) IS DISTINCT FROM (c.new_verified, c.new_refusal, c.new_verified_at)
      OR c.validated IS NOT NULL AND (c.validated, c.validated_at) IS DISTINCT FROM (c.new_validated, c.new_validated_at))
  THEN
    RAISE EXCEPTION 'a verdict is given once: a corrected report is a new version'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'verdicts_are_final', TABLE = 'report_values', SCHEMA = 'tadamun';
  END IF;
  IF (NEW.actor_id, NEW.report_id, NEW.period_id, NEW.submitted_on, NEW.recorded_at, NEW.indicators, NEW.groups, NEW.declared,
      NEW.numerators, NEW.denominators, NEW.beneficiaries, NEW.absences, NEW.absence_reasons, NEW.baselines, NEW.targets)
    IS DISTINCT FROM (OLD.actor_id, OLD.report_id, OLD.period_id, OLD.submitted_on, OLD.recorded_at, OLD.indicators,
      OLD.groups, OLD.declared, OLD.numerators, OLD.denominators, OLD.beneficiaries, OLD.absences, OLD.absence_reasons,
      OLD.baselines, OLD.targets)
  THEN
    RAISE EXCEPTION 'what was declared stays as it is: a corrected report is a new version'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'declarations_are_final', TABLE = 'report_values', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_shared_servicer_ref() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET join_collapse_limit TO '1'
    AS $$
DECLARE
  account bigint;
  shared record;
BEGIN
  FOR account IN SELECT DISTINCT a.bank_account_id FROM added a ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('tadamun bank account ' || account, 0));
  END LOOP;
  SELECT a.servicer_ref, l.booked_on, l.amount_minor INTO shared
  FROM added a JOIN bank_lines l ON l.line_id = a.line_id
  JOIN bank_sightings s ON s.bank_account_id = a.bank_account_id AND s.servicer_ref = a.servicer_ref AND s.line_id <> a.line_id
  JOIN bank_lines o ON o.line_id = s.line_id AND o.booked_on = l.booked_on AND o.amount_minor = l.amount_minor
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'number % of the bank is of another movement of % on %', shared.servicer_ref, shared.amount_minor,
      shared.booked_on
      USING ERRCODE = 'check_violation', CONSTRAINT = 'one_line_a_servicer_ref', TABLE = 'bank_sightings', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_standings_without_sheet() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    SET jit TO 'off'
    SET work_mem TO '64MB'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_nestloop TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_sort TO 'off'
    AS $$
BEGIN
  IF (SELECT sum(cardinality(array_remove(a.sheet_run_ids, NULL))) FROM added a) <> (
    SELECT count(*) FROM actor_sheets h JOIN added s ON s.block = h.actor_id / 32
    WHERE h.run_id = ANY (ARRAY(SELECT DISTINCT unnest(a.sheet_run_ids) FROM added a))
      AND s.sheet_run_ids[h.actor_id % 32 + 1] = h.run_id)
  THEN
    RAISE EXCEPTION 'a standing points to a sheet that is not there'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'standings_have_sheets', TABLE = 'standing_blocks',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_step() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  state text;
BEGIN
  PERFORM FROM proposal_totals t WHERE t.proposal_id = NEW.proposal_id FOR UPDATE;
  state := proposal_state(NEW.proposal_id);
  IF (state, NEW.state) NOT IN (
    ('draft', 'proposed'), ('proposed', 'approved'), ('draft', 'withdrawn'), ('proposed', 'withdrawn'))
  THEN
    RAISE EXCEPTION 'proposal % is %, and cannot become %', NEW.proposal_id, state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proposals_go_step_by_step', TABLE = 'proposal_steps',
        SCHEMA = 'tadamun';
  END IF;
  IF NEW.state = 'approved' AND EXISTS (
    SELECT FROM proposals p WHERE p.proposal_id = NEW.proposal_id AND lower(btrim(p.made_by)) = lower(btrim(NEW.taken_by))
    UNION ALL
    SELECT FROM proposal_steps s WHERE s.proposal_id = NEW.proposal_id AND lower(btrim(s.taken_by)) = lower(btrim(NEW.taken_by)))
  THEN
    RAISE EXCEPTION '% made or put forward what is to be approved', NEW.taken_by
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_maker_is_not_checker', TABLE = 'proposal_steps',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_stray_payment() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM grant_entries x WHERE x.entry_id = NEW.entry_id) THEN
    RAISE EXCEPTION 'entry % names no grant', NEW.entry_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_entries_name_their_grant', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_stray_reasons() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    SET jit TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
  IF EXISTS (
    SELECT a.actor_id, a.report_id, a.indicator_id, a.group_id FROM added a
    EXCEPT
    SELECT r.actor_id, r.report_id, c.indicator_id, c.group_id
    FROM report_values r CROSS JOIN LATERAL unnest(r.indicators, r.groups) c (indicator_id, group_id)
    WHERE (r.actor_id, r.report_id) IN (SELECT a.actor_id, a.report_id FROM added a))
  THEN
    RAISE EXCEPTION 'a reason is of a value that its report holds'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'reasons_are_of_values', TABLE = 'verdict_reasons',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_stray_values() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    SET jit TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
  -- Values come with their report, in its transaction, for its period and day, or not at all. Reports are looked up by their
  -- key, whatever the planner knew of the table when it made the plan.
  IF EXISTS (
    SELECT FROM added a WHERE (
      SELECT r.period_id = a.period_id AND r.submitted_on = a.submitted_on AND r.tx = pg_current_xact_id()
      FROM reports r WHERE r.actor_id = a.actor_id AND r.report_id = a.report_id) IS NOT TRUE)
  THEN
    RAISE EXCEPTION 'values come with their report, for its period, in its transaction'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reports_are_closed', TABLE = 'report_values', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_unbalanced_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  unbalanced record;
BEGIN
  SELECT p.fund_id, p.currency, sum(p.amount_minor) AS difference, count(*) AS lines INTO unbalanced
  FROM postings p WHERE p.entry_id = NEW.entry_id
  GROUP BY p.fund_id, p.currency HAVING sum(p.amount_minor) <> 0 OR count(*) < 2
  ORDER BY p.fund_id, p.currency LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'entry % does not balance in fund %: % % over % line(s)',
        NEW.entry_id, unbalanced.fund_id, unbalanced.difference, unbalanced.currency, unbalanced.lines
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entries_balance', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_undecided_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  needed text;
BEGIN
  SELECT k.decision_kind INTO needed FROM entry_kinds k WHERE k.kind = NEW.kind;
  IF NEW.decision_id IS NULL AND needed IS NULL THEN RETURN NEW; END IF;
  IF NOT EXISTS (
    SELECT FROM decisions d JOIN decision_verdicts v USING (decision_id)
    WHERE d.decision_id = NEW.decision_id AND v.outcome = 'approved' AND d.kind = coalesce(needed, d.kind)
      AND (NEW.reverses IS NULL OR d.subject = format('entry:%s', NEW.reverses)))
  THEN
    RAISE EXCEPTION 'an entry of kind % stands on no approved decision', NEW.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_stands_on_approval', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_undecided_waiver() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM FROM grants WHERE grant_id = NEW.grant_id FOR UPDATE;
  IF NOT EXISTS (
    SELECT FROM decisions d JOIN decision_verdicts v USING (decision_id)
    WHERE d.decision_id = NEW.decision_id AND d.kind = 'waiver' AND v.outcome = 'approved')
  THEN
    RAISE EXCEPTION 'a waiver rests on a decision that another person approved'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'waiver_is_approved', TABLE = 'grant_waivers', SCHEMA = 'tadamun';
  END IF;
  IF EXISTS (
    SELECT FROM decision_verdicts v
    JOIN LATERAL (
      SELECT s.to_state, s.recorded_by FROM tranche_steps s
      WHERE s.grant_id = NEW.grant_id AND s.tranche = NEW.tranche ORDER BY s.step DESC LIMIT 1) asked ON asked.to_state = 'requested'
    WHERE v.decision_id = NEW.decision_id AND lower(v.decided_by) = lower(asked.recorded_by))
  THEN
    RAISE EXCEPTION 'who asks for tranche % does not waive what it waits for', NEW.tranche
      USING ERRCODE = 'check_violation', CONSTRAINT = 'requester_waives_nothing', TABLE = 'grant_waivers', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_uneven_distribution() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  uneven record;
BEGIN
  IF (SELECT d.amount_minor FROM zakat_distributions d WHERE d.distribution_id = NEW.distribution_id)
    <> (SELECT coalesce(sum(l.amount_minor), 0) FROM zakat_lines l WHERE l.distribution_id = NEW.distribution_id)
  THEN
    RAISE EXCEPTION 'the lines of distribution % do not add up to its amount', NEW.distribution_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'lines_add_up', TABLE = 'zakat_lines', SCHEMA = 'tadamun';
  END IF;
  SELECT l.line INTO uneven FROM zakat_lines l LEFT JOIN zakat_shares s USING (distribution_id, line)
  WHERE l.distribution_id = NEW.distribution_id AND l.mode NOT IN ('institutional', 'iifa15_project')
  GROUP BY l.line, l.amount_minor, l.mode
  HAVING coalesce(sum(s.amount_minor), 0) <> l.amount_minor
    OR (l.mode IN ('direct_individual', 'gharimin_settlement') AND count(s.recipient_id) <> 1) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the shares of line % do not add up to it', uneven.line
      USING ERRCODE = 'check_violation', CONSTRAINT = 'shares_add_up', TABLE = 'zakat_shares', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_unexplained_budget() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  explained numeric;
BEGIN
  SELECT coalesce((SELECT sum(amount_minor) FROM proposal_lines WHERE proposal_id = NEW.proposal_id), 0)
    + coalesce((SELECT sum(amount_minor) FROM proposal_leftovers WHERE proposal_id = NEW.proposal_id), 0) INTO explained;
  IF explained <> NEW.budget_minor THEN
    RAISE EXCEPTION 'proposal % explains % of %', NEW.proposal_id, explained, NEW.budget_minor
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proposals_explain_their_budget', TABLE = 'proposals',
        SCHEMA = 'tadamun';
  END IF;
  PERFORM count_proposal(NEW.proposal_id);
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_unknown_time_zone() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_timezone_names WHERE name = NEW.time_zone) THEN
    RAISE EXCEPTION 'time zone % is not known to the database', NEW.time_zone
      USING ERRCODE = 'check_violation', CONSTRAINT = 'time_zone_is_known', TABLE = 'programmes', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_unsound_values() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    SET jit TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
DECLARE
  said text;
BEGIN
  -- 1. Cells name indicators and groups that exist, each cell once. Beside its keys stand those of the next one.
  SELECT CASE WHEN (c.next_indicator, c.next_group) <= (c.indicator_id, c.group_id) THEN 'cells_stand_in_order'
      ELSE 'indicator_and_group_exist' END
    INTO said
  FROM added a CROSS JOIN LATERAL unnest(a.indicators, a.groups, a.indicators[2:], a.groups[2:])
    c (indicator_id, group_id, next_indicator, next_group)
  WHERE (c.next_indicator, c.next_group) <= (c.indicator_id, c.group_id)
    OR c.indicator_id IS NULL OR c.indicator_id NOT IN (SELECT i.indicator_id FROM indicators i)
    OR c.group_id IS NULL OR c.group_id NOT IN (SELECT g.group_id FROM target_groups g)
  LIMIT 1;
  -- 2. Each cell is sound, which is plain where all are reported, and verified all or not at all.
  IF NOT FOUND THEN
    SELECT s.said INTO said
    FROM (
      SELECT CASE
        -- The state is a known one; there is a value where reported, a reason only where missing or refused, a verdict only
        -- on what is reported.
        WHEN (c.absence IS NULL) = (c.declared IS NULL) OR c.absence NOT IN ('missing', 'refused', 'not_due')
          OR c.absence IS NOT NULL AND c.verified_at IS NOT NULL
          OR c.absence_reason IS NOT NULL AND (c.absence IN ('missing', 'refused')) IS NOT TRUE
          THEN 'state_says_what_is_there'
        -- The verdict is a known one and has its time; there is a verified value where verified, and nowhere else.
        WHEN c.verified IS NOT NULL AND c.refusal IS NOT NULL OR c.refusal NOT IN ('rejected', 'returned')
          OR (c.verified_at IS NULL) <> (c.verified IS NULL AND c.refusal IS NULL)
          THEN 'verdict_says_what_is_there'
        -- A ratio has both parts; a validation has its time and comes after a verification.
        WHEN (c.numerator IS NULL) <> (c.denominator IS NULL) OR (c.validated IS NULL) <> (c.validated_at IS NULL)
          OR c.validated IS NOT NULL AND c.verified IS NULL
          THEN 'parts_come_together'
        END AS said
      FROM added a CROSS JOIN LATERAL unnest(a.indicators, a.declared, a.numerators, a.denominators, a.absences,
        a.absence_reasons, a.verified, a.refusals, a.verified_at, a.validated, a.validated_at)
        c (indicator_id, declared, numerator, denominator, absence, absence_reason, verified, refusal, verified_at, validated,
          validated_at)
      WHERE num_nonnulls(a.numerators, a.denominators, a.absences, a.absence_reasons, a.refusals, a.validated,
          a.validated_at) > 0
        OR a.declared IS NULL OR array_position(a.declared, NULL) > 0
        OR num_nulls(a.verified, a.verified_at) = 1
        OR array_position(a.verified, NULL) > 0 OR array_position(a.verified_at, NULL) > 0) s
    WHERE s.said IS NOT NULL LIMIT 1;
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'a value of a report is not as it must be: %', said
      USING ERRCODE = CASE said WHEN 'indicator_and_group_exist' THEN 'foreign_key_violation' ELSE 'check_violation' END,
        CONSTRAINT = said, TABLE = 'report_values', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_untrue_book() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  asset bigint;
  book record;
  said text;
BEGIN
  IF TG_TABLE_NAME = 'waqf_losses' THEN
    asset := NEW.asset_id;
  ELSE
    SELECT i.asset_id INTO asset FROM waqf_istibdals i WHERE i.istibdal_id = NEW.istibdal_id;
  END IF;
  IF asset IS NULL THEN RETURN NEW; END IF;
  PERFORM lock_waqf((SELECT a.waqf_id FROM waqf_assets a WHERE a.asset_id = asset));
  SELECT b.* INTO book FROM waqf_asset_books b WHERE b.asset_id = asset;
  IF TG_TABLE_NAME = 'waqf_losses' THEN
    IF book.state NOT IN ('active', 'under_repair') OR NEW.amount_minor > book.book_minor THEN said := 'lost_within_book'; END IF;
  ELSIF NEW.book_minor <> book.book_minor THEN
    said := 'sold_at_its_book';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'asset % is % and worth % in the books', book.code, book.state, book.book_minor
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_untrue_run() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NEW.gross_minor <> (SELECT coalesce(sum(y.amount_minor), 0) FROM waqf_run_receipts r JOIN waqf_yield_receipts y USING (receipt_id)
      WHERE r.run_id = NEW.run_id AND NOT EXISTS (SELECT FROM entries x WHERE x.reverses = y.entry_id))
    OR NEW.costs_minor <> (SELECT coalesce(sum(c.amount_minor), 0) FROM waqf_run_costs r JOIN waqf_costs c USING (cost_id)
      WHERE r.run_id = NEW.run_id AND NOT EXISTS (SELECT FROM entries x WHERE x.reverses = c.entry_id))
    OR NEW.distributable_minor <> (SELECT coalesce(sum(s.amount_minor), 0) FROM waqf_run_shares s WHERE s.run_id = NEW.run_id)
    OR (SELECT coalesce(sum(s.share_bp), 10000) FROM waqf_run_shares s WHERE s.run_id = NEW.run_id) <> 10000
    OR NEW.maintenance_minor + NEW.from_reserve_minor <> (SELECT coalesce(sum(n.amount_minor), 0) FROM waqf_run_needs n WHERE n.run_id = NEW.run_id)
    OR (NEW.releases_reserve AND NEW.reinvested_minor > 0)
    OR (NEW.distributable_minor > 0 AND EXISTS (SELECT FROM waqf_need_books b WHERE b.waqf_id = NEW.waqf_id
      AND b.urgency = 'urgent' AND b.found_on <= NEW.last_on AND b.open_minor > 0))
  THEN
    RAISE EXCEPTION 'run % of waqf % does not add up to what it shares out', NEW.run_id, NEW.waqf_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'runs_add_up', TABLE = 'waqf_runs', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.refuse_waiver_not_decided_on() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM decisions d JOIN grants g ON g.grant_id = NEW.grant_id WHERE d.decision_id = NEW.decision_id
      AND d.body::jsonb = jsonb_strip_nulls(jsonb_build_object('agreement', NEW.version, 'grant', g.code,
        'tranche', NEW.tranche, 'condition', NEW.condition, 'report', NEW.report, 'reason', NEW.reason)))
  THEN
    RAISE EXCEPTION 'the waiver for tranche % is not what the decision % says', NEW.tranche, NEW.decision_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'done_as_decided', TABLE = 'grant_waivers', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_waqf_step() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  deed record;
  current text;
  said text;
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  SELECT w.* INTO deed FROM waqfs w WHERE w.waqf_id = NEW.waqf_id;
  current := waqf_state(NEW.waqf_id);
  -- 1. One step at a time, along an edge. A perpetual waqf has none to its founder.
  IF NOT EXISTS (
      SELECT FROM waqf_edges e WHERE e.before = current AND e.after = NEW.state AND coalesce(e.only_duration, deed.duration) = deed.duration)
    OR NEW.step <> (SELECT count(*) + 1 FROM waqf_steps s WHERE s.waqf_id = NEW.waqf_id)
  THEN
    said := 'waqf_follows_its_states';
  -- 2. Signed: the beneficiaries' shares are the whole.
  ELSIF NEW.state = 'deed_signed' AND (
    SELECT coalesce(sum(s.share_bp), 0) FROM waqf_stipulations s WHERE s.waqf_id = NEW.waqf_id AND s.kind = 'beneficiary_share') <> 10000
  THEN
    said := 'shares_are_whole';
  -- 3. Returning: the last day has passed. Closed: the founder has everything back, and nobody waits for yield.
  ELSIF NEW.state = 'returning' AND NEW.on_day <= deed.ends_on THEN
    said := 'temporary_waqf_has_ended';
  ELSIF NEW.state = 'closed' AND EXISTS (
    SELECT FROM postings p JOIN accounts a USING (account_id)
    WHERE a.fund_id IN (deed.principal_fund_id, deed.yield_fund_id)
      AND a.kind IN ('waqf_returnable', 'waqf_yield_cash', 'waqf_payable') GROUP BY a.kind HAVING sum(p.amount_minor) <> 0)
  THEN
    said := 'closed_waqf_holds_nothing';
  -- 4. Only a waqf with private beneficiaries can lose the last of them.
  ELSIF NEW.state = 'interrupted' AND deed.type = 'public' THEN
    said := 'public_waqf_is_not_interrupted';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'waqf % (%) that is % does not become %', deed.code, deed.duration, current, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'waqf_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_yield() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  said text;
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  IF TG_TABLE_NAME = 'waqf_yields' THEN
    IF NEW.last_on > (SELECT w.ends_on FROM waqfs w WHERE w.waqf_id = NEW.waqf_id) THEN
      said := 'no_yield_after_the_end';
    ELSIF waqf_state(NEW.waqf_id) IN ('', 'draft', 'revoked', 'deed_signed', 'closed') THEN
      said := 'yield_comes_to_a_living_waqf';
    END IF;
  ELSIF NEW.amount_minor + coalesce((
      SELECT sum(r.amount_minor) FROM waqf_yield_receipts r WHERE r.yield_id = NEW.yield_id
        AND NOT EXISTS (SELECT FROM entries x WHERE x.reverses = r.entry_id)), 0)
    > (SELECT y.gross_minor FROM waqf_yields y WHERE y.yield_id = NEW.yield_id)
  THEN
    said := 'received_within_accrual';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'yield % is refused', NEW.code
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_zakat_not_decided_on() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  asked jsonb;
  is_said boolean;
BEGIN
  SELECT d.body::jsonb INTO asked FROM entries e JOIN decisions d ON d.decision_id = e.decision_id
  WHERE e.entry_id = NEW.entry_id AND e.source = 'zakat' AND d.subject = e.idempotency_key;
  IF TG_TABLE_NAME = 'zakat_amil_charges' THEN
    -- An amount is written with every digit of its currency.
    is_said := EXISTS (
      SELECT FROM funds f WHERE f.fund_id = NEW.fund_id AND f.code = asked->>'fund'
        AND NEW.amount_minor = replace(asked->>'amount', '.', '')::bigint
        AND to_char(NEW.charged_on, 'YYYY-MM-DD') = asked->>'on');
  ELSE
    is_said := EXISTS (
      SELECT FROM zakat_receipts r WHERE r.receipt_id = NEW.receipt_id AND r.code = asked->>'receipt'
        AND to_char(NEW.refunded_on, 'YYYY-MM-DD') = asked->>'on' AND NEW.reason = asked->>'reason');
  END IF;
  IF NOT is_said THEN
    RAISE EXCEPTION 'entry % is not what two persons decided on', NEW.entry_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'zakat_leaves_as_decided', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.refuse_zakat_step() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  current text;
  since date;
  refused record;
  said text;
BEGIN
  -- 1. One step at a time, along an edge.
  PERFORM lock_zakat_fund((SELECT d.fund_id FROM zakat_distributions d WHERE d.distribution_id = NEW.distribution_id));
  SELECT s.state, s.on_day INTO current, since FROM zakat_steps s WHERE s.distribution_id = NEW.distribution_id ORDER BY s.step DESC LIMIT 1;
  current := coalesce(current, '');
  IF NOT EXISTS (SELECT FROM zakat_edges e WHERE e.before = current AND e.after = NEW.state)
    OR NEW.step <> (SELECT count(*) + 1 FROM zakat_steps s WHERE s.distribution_id = NEW.distribution_id)
  THEN
    RAISE EXCEPTION 'a distribution that is % does not become %', current, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'distribution_follows_its_states', TABLE = 'zakat_steps', SCHEMA = 'tadamun';
  END IF;
  -- 2. Approved: another person said so.
  IF NEW.state = 'approved' AND NOT EXISTS (
    SELECT FROM zakat_distributions d JOIN decisions x ON x.decision_id = d.decision_id AND x.kind = 'disbursement'
    JOIN decision_verdicts v ON v.decision_id = x.decision_id AND v.outcome = 'approved'
    WHERE d.distribution_id = NEW.distribution_id)
  THEN
    said := 'distribution_is_approved_by_another';
  END IF;
  -- 3. Approved and paid: not before the step before, and every share stands on an approved assessment of its category that
  -- holds on the day.
  IF NEW.state IN ('approved', 'paid') THEN
    IF NEW.on_day < since THEN
      RAISE EXCEPTION 'distribution % is not % on % before its last step on %', NEW.distribution_id, NEW.state, NEW.on_day, since
        USING ERRCODE = 'check_violation', CONSTRAINT = 'distribution_steps_go_forward', TABLE = 'zakat_steps', SCHEMA = 'tadamun';
    END IF;
    SELECT r.code INTO refused FROM zakat_shares s JOIN zakat_lines l USING (distribution_id, line)
    JOIN zakat_recipients r USING (recipient_id)
    LEFT JOIN zakat_entitlements t ON t.assessment_id = s.assessment_id AND t.category = l.category
      AND NEW.on_day BETWEEN t.valid_from AND t.valid_to
    WHERE s.distribution_id = NEW.distribution_id AND t.assessment_id IS NULL ORDER BY s.line, r.code LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'recipient % has no approved assessment that holds on %', refused.code, NEW.on_day
        USING ERRCODE = 'check_violation', CONSTRAINT = 'recipients_are_entitled', TABLE = 'zakat_shares', SCHEMA = 'tadamun';
    END IF;
  END IF;
  IF NEW.state = 'paid' THEN
    -- A debt is settled up to what is owed; whoever settles another part of it waits here.
    FOR refused IN
      SELECT b.debt_id, b.code, b.amount_minor - b.settled_minor AS owed FROM zakat_debts b
      WHERE b.debt_id IN (SELECT l.debt_id FROM zakat_lines l WHERE l.distribution_id = NEW.distribution_id)
      ORDER BY b.debt_id
    LOOP
      PERFORM pg_advisory_xact_lock(hashtextextended('tadamun zakat debt ' || refused.debt_id, 0));
      IF refused.owed < (
        SELECT sum(l.amount_minor) FROM zakat_lines l WHERE l.debt_id = refused.debt_id AND (
          l.distribution_id = NEW.distribution_id OR (
            SELECT s.state FROM zakat_steps s WHERE s.distribution_id = l.distribution_id ORDER BY s.step DESC LIMIT 1)
            IN ('paid', 'proven', 'closed', 'failed')))
      THEN
        RAISE EXCEPTION 'debt % has % left to settle', refused.code, refused.owed
          USING ERRCODE = 'check_violation', CONSTRAINT = 'settled_within_debt', TABLE = 'zakat_lines', SCHEMA = 'tadamun';
      END IF;
    END LOOP;
  END IF;
  -- 4. Proven: ownership of every line passed, unconditionally.
  IF NEW.state = 'proven' AND EXISTS (
    SELECT FROM zakat_lines l WHERE l.distribution_id = NEW.distribution_id AND NOT EXISTS (
      SELECT FROM zakat_proofs p WHERE p.distribution_id = l.distribution_id AND p.line = l.line AND p.condition IS NULL))
  THEN
    said := 'ownership_is_proven';
  END IF;
  -- 5. Failed: what a recipient owns already did arrive.
  IF NEW.state = 'failed' AND EXISTS (
    SELECT FROM zakat_proofs p WHERE p.distribution_id = NEW.distribution_id AND p.condition IS NULL)
  THEN
    said := 'what_arrived_did_not_fail';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'distribution % does not become % yet', NEW.distribution_id, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'zakat_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.reports_sent_elsewhere(programme bigint, through date, known_by timestamp with time zone, actors bigint[]) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  SELECT r.report_id FROM reports r
  WHERE r.programme_id <> programme AND r.submitted_on <= through AND r.recorded_at <= known_by
    AND (cardinality(actors) = 0 OR r.actor_id = ANY (actors))
    AND r.actor_id IN (
      SELECT e.actor_id FROM enrolments e WHERE e.programme_id = programme
      INTERSECT SELECT e.actor_id FROM enrolments e WHERE e.programme_id <> programme)
$$;

CREATE FUNCTION tadamun.return_matches() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  PERFORM lock_match_pool(x.pool_id) FROM (
    SELECT DISTINCT a.pool_id FROM taken s JOIN match_movements a ON a.pledge_id = s.pledge_id AND a.kind = 'award'
    WHERE s.state IN ('refund_due', 'lost') ORDER BY 1) x;
  IF NOT FOUND THEN RETURN NULL; END IF;
  INSERT INTO match_movements (pool_id, kind, pledge_id, campaign_id, amount_minor, on_day, taken_by)
  SELECT a.pool_id, 'return', a.pledge_id, a.campaign_id, a.amount_minor, (s.at AT TIME ZONE c.time_zone)::date, s.taken_by
  FROM taken s JOIN match_movements a ON a.pledge_id = s.pledge_id AND a.kind = 'award' AND a.amount_minor > 0
  JOIN campaigns c ON c.campaign_id = a.campaign_id
  WHERE s.state IN ('refund_due', 'lost') AND NOT EXISTS (SELECT FROM match_movements m
    WHERE m.pledge_id = a.pledge_id AND m.pool_id = a.pool_id AND m.kind IN ('return', 'payment'))
  ORDER BY a.pool_id, a.pledge_id;
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.roles_held(person bigint) RETURNS TABLE(grant_id bigint, role text, actor_id bigint, code text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
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

CREATE TABLE tadamun.actor_sheets (
    actor_id bigint NOT NULL,
    run_id bigint NOT NULL,
    scores double precision[] NOT NULL,
    unweighted double precision[] NOT NULL,
    lower_bounds double precision[] NOT NULL,
    upper_bounds double precision[] NOT NULL,
    coverages double precision[] NOT NULL,
    statuses smallint[] NOT NULL,
    places smallint[] NOT NULL,
    raws double precision[] NOT NULL,
    normalised double precision[] NOT NULL,
    evidences double precision[] NOT NULL,
    weights double precision[] NOT NULL,
    contributions double precision[] NOT NULL,
    place_statuses smallint[] NOT NULL,
    CONSTRAINT contributions_are_numbers CHECK (((('1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision >= ALL (contributions)) AND (('-1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision <= ALL (contributions)))),
    CONSTRAINT coverages_are_shares CHECK ((((1)::double precision >= ALL (coverages)) AND ((0)::double precision <= ALL (coverages)))),
    CONSTRAINT nodes_are_whole CHECK (((cardinality(scores) = cardinality(statuses)) AND (cardinality(unweighted) = cardinality(statuses)) AND (cardinality(lower_bounds) = cardinality(statuses)) AND (cardinality(upper_bounds) = cardinality(statuses)) AND (cardinality(coverages) = cardinality(statuses)))),
    CONSTRAINT parts_are_whole CHECK (((cardinality(raws) = cardinality(places)) AND (cardinality(normalised) = cardinality(places)) AND (cardinality(evidences) = cardinality(places)) AND (cardinality(weights) = cardinality(places)) AND (cardinality(contributions) = cardinality(places)) AND (cardinality(place_statuses) = cardinality(places)))),
    CONSTRAINT scores_are_numbers CHECK (((('1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision >= ALL (scores)) AND (('-1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision <= ALL (scores))))
)
WITH (toast_tuple_target='8160');
ALTER TABLE ONLY tadamun.actor_sheets ALTER COLUMN raws SET STORAGE EXTERNAL;
ALTER TABLE ONLY tadamun.actor_sheets ALTER COLUMN normalised SET STORAGE EXTERNAL;
ALTER TABLE ONLY tadamun.actor_sheets ALTER COLUMN evidences SET STORAGE EXTERNAL;
ALTER TABLE ONLY tadamun.actor_sheets ALTER COLUMN weights SET STORAGE EXTERNAL;
ALTER TABLE ONLY tadamun.actor_sheets ALTER COLUMN contributions SET STORAGE EXTERNAL;

CREATE TABLE tadamun.runs (
    run_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    framework_id bigint NOT NULL,
    as_of date NOT NULL,
    recorded_until timestamp with time zone NOT NULL,
    seed bigint NOT NULL,
    engine_version text NOT NULL,
    inputs_sha256 bytea NOT NULL,
    results_sha256 bytea NOT NULL,
    actor_count integer NOT NULL,
    observation_count bigint NOT NULL,
    root_node text NOT NULL,
    summary jsonb NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    nodes text[] DEFAULT '{}'::text[] NOT NULL,
    indicators text[] DEFAULT '{}'::text[] NOT NULL,
    groups text[] DEFAULT '{}'::text[] NOT NULL,
    node_statuses text[] DEFAULT '{}'::text[] NOT NULL,
    part_statuses text[] DEFAULT '{}'::text[] NOT NULL,
    layout_sha256 bytea DEFAULT '\x'::bytea NOT NULL,
    base_run_id bigint,
    reused_count integer DEFAULT 0 NOT NULL,
    scale_id bigint,
    scale_year smallint,
    scale_version integer,
    replicates integer DEFAULT 0 NOT NULL,
    bands_after bigint,
    CONSTRAINT a_scale_version_has_its_year CHECK (((scale_year IS NULL) = (scale_version IS NULL))),
    CONSTRAINT actors_not_negative CHECK ((actor_count >= 0)),
    CONSTRAINT inputs_hash_is_sha256 CHECK ((octet_length(inputs_sha256) = 32)),
    CONSTRAINT observations_not_negative CHECK ((observation_count >= 0)),
    CONSTRAINT replicates_not_negative CHECK ((replicates >= 0)),
    CONSTRAINT results_hash_is_sha256 CHECK ((octet_length(results_sha256) = 32)),
    CONSTRAINT reused_from_somewhere CHECK (((reused_count = 0) OR (base_run_id IS NOT NULL))),
    CONSTRAINT reused_not_negative CHECK ((reused_count >= 0))
);

CREATE FUNCTION tadamun.score_parts_at(run bigint, sheet_run bigint, actor bigint) RETURNS TABLE(indicator text, group_code text, raw double precision, normalised double precision, evidence double precision, weight double precision, contribution double precision, status text)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT r.indicators[(1 + ((h.places[n.n])::integer % cardinality(r.indicators)))] AS indicators,
     r.groups[(1 + (h.places[n.n] / cardinality(r.indicators)))] AS groups,
     h.raws[n.n] AS raws,
     h.normalised[n.n] AS normalised,
     h.evidences[n.n] AS evidences,
     h.weights[n.n] AS weights,
     h.contributions[n.n] AS contributions,
     r.part_statuses[(h.place_statuses[n.n] + 1)] AS part_statuses
    FROM ((tadamun.runs r
      CROSS JOIN tadamun.actor_sheets h)
      CROSS JOIN LATERAL generate_subscripts(h.places, 1) n(n))
   WHERE ((r.run_id = score_parts_at.run) AND (h.run_id = score_parts_at.sheet_run) AND (h.actor_id = score_parts_at.actor));
END;

CREATE FUNCTION tadamun.scores_at(run bigint, sheet_run bigint, actor bigint, ranks integer[]) RETURNS TABLE(node text, score double precision, unweighted double precision, lower_bound double precision, upper_bound double precision, rank integer, coverage double precision, status text)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT r.nodes[n.n] AS nodes,
     h.scores[n.n] AS scores,
     h.unweighted[n.n] AS unweighted,
     h.lower_bounds[n.n] AS lower_bounds,
     h.upper_bounds[n.n] AS upper_bounds,
     (scores_at.ranks)[n.n],
     h.coverages[n.n] AS coverages,
     r.node_statuses[(h.statuses[n.n] + 1)] AS node_statuses
    FROM ((tadamun.runs r
      CROSS JOIN tadamun.actor_sheets h)
      CROSS JOIN LATERAL generate_subscripts(h.scores, 1) n(n))
   WHERE ((r.run_id = scores_at.run) AND (h.run_id = scores_at.sheet_run) AND (h.actor_id = scores_at.actor));
END;

CREATE FUNCTION tadamun.seal_entries(at_most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    SET lock_timeout TO '500ms'
    AS $$
DECLARE
  previous seals;
  first_key bigint;
  last_key bigint;
  covered integer;
  new_root bytea;
BEGIN
  LOCK TABLE entries IN SHARE MODE;
  SELECT * INTO previous FROM seals ORDER BY seal_id DESC LIMIT 1;
  SELECT min(u.entry_id), max(u.entry_id), count(*) INTO first_key, last_key, covered FROM (
    SELECT e.entry_id FROM entries e WHERE e.entry_id > coalesce(previous.last_entry, 0)
    ORDER BY e.entry_id LIMIT at_most) u;
  IF covered = 0 THEN RETURN 0; END IF;
  new_root := entries_root(coalesce(previous.last_entry, 0) + 1, last_key);
  INSERT INTO seals (previous_id, first_entry, last_entry, entries, root, chain)
  VALUES (previous.seal_id, coalesce(previous.last_entry, 0) + 1, last_key, covered, new_root,
    sha256(coalesce(previous.chain, '') || new_root));
  RETURN covered;
END
$$;

CREATE FUNCTION tadamun.security_event_bytes(previous bytea, number bigint, moment timestamp with time zone, person bigint, recorder text, what text, about text, detail jsonb) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  SELECT previous || convert_to(jsonb_build_array(
    number, (extract(epoch FROM moment) * 1000000)::bigint, person, recorder, what, about, detail)::text, 'UTF8')
$$;

CREATE FUNCTION tadamun.session_holder(secret bytea, idle_minutes integer) RETURNS TABLE(key bigint, is_stale boolean, may_write boolean, person_id bigint, email text, display_name text, grant_id bigint, role text, actor_id bigint, code text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT s.session_id, s.seen_at < now() - interval '1 minute', true, p.person_id, p.email, p.display_name, r.*
  FROM sessions s JOIN people p USING (person_id) LEFT JOIN LATERAL roles_held(p.person_id) r ON true
  WHERE s.secret_sha256 = secret AND s.ended_at IS NULL AND s.ends_at > now()
    AND s.seen_at > now() - idle_minutes * interval '1 minute' AND p.blocked_at IS NULL;
END
$$;

CREATE FUNCTION tadamun.set_period_state() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  before text;
BEGIN
  -- Waits for entries under way: they hold the row until they are booked or given up.
  SELECT p.state INTO before FROM fiscal_periods p WHERE p.period_id = NEW.period_id FOR UPDATE;
  IF before = 'closed' THEN
    RAISE EXCEPTION 'period % is closed for good', NEW.period_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_periods_stay_closed', TABLE = 'fiscal_period_states',
        SCHEMA = 'tadamun';
  END IF;
  UPDATE fiscal_periods SET state = NEW.state WHERE period_id = NEW.period_id;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.somebody_has_an_account() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$ SELECT EXISTS (SELECT FROM people) $$;

CREATE FUNCTION tadamun.stamp_enrolment() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  NEW.recorded_at := statement_timestamp();
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.stamp_membership() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  NEW.recorded_at := statement_timestamp();
  RETURN NEW;
END
$$;

CREATE TABLE tadamun.standing_blocks (
    run_id bigint NOT NULL,
    block bigint NOT NULL,
    sheet_run_ids bigint[] NOT NULL,
    ranks integer[] NOT NULL,
    bands text[] NOT NULL,
    CONSTRAINT a_block_is_of_32 CHECK ((((cardinality(sheet_run_ids) >= 1) AND (cardinality(sheet_run_ids) <= 32)) AND (array_lower(sheet_run_ids, 1) = 1))),
    CONSTRAINT bands_are_letters CHECK (((array_remove(bands, NULL::text) <@ ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text, 'E'::text]) AND (array_lower(bands, 1) = 1))),
    CONSTRAINT blocks_count_from_zero CHECK ((block >= 0)),
    CONSTRAINT ranks_count_from_one CHECK (((1 <= ALL (ranks)) AND (array_lower(ranks, 1) = 1))),
    CONSTRAINT sheets_are_not_from_later CHECK ((run_id >= ALL (sheet_run_ids))),
    CONSTRAINT standings_are_whole CHECK (((cardinality(bands) = cardinality(sheet_run_ids)) AND ((cardinality(ranks) % cardinality(sheet_run_ids)) = 0)))
)
WITH (toast_tuple_target='8160');

CREATE FUNCTION tadamun.standing_of(run bigint, actor bigint) RETURNS TABLE(actor_id bigint, run_id bigint, sheet_run_id bigint, ranks integer[], band text)
    LANGUAGE sql STABLE ROWS 1 PARALLEL SAFE
    BEGIN ATOMIC
 SELECT standing_of.actor,
     t.run_id,
     t.sheet_run_ids[p.n] AS sheet_run_ids,
     t.ranks[(((p.n - 1) * w.nodes) + 1):(p.n * w.nodes)] AS ranks,
     t.bands[p.n] AS bands
    FROM ((tadamun.standing_blocks t
      CROSS JOIN LATERAL ( SELECT (cardinality(t.ranks) / cardinality(t.sheet_run_ids)) AS nodes) w)
      CROSS JOIN LATERAL ( SELECT (((standing_of.actor % (32)::bigint))::integer + 1) AS n) p)
   WHERE ((t.run_id = standing_of.run) AND (t.block = (standing_of.actor / 32)) AND (t.sheet_run_ids[p.n] IS NOT NULL))
  OFFSET 0;
END;

CREATE FUNCTION tadamun.take_campaign_step() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  campaign record;
  counted bigint;
  said text;
BEGIN
  PERFORM lock_campaign(NEW.campaign_id);
  SELECT c.code, c.fund_id, c.goal_mode, c.min_goal_minor, c.opens_on, c.closes_on, c.legal_basis, t.* INTO STRICT campaign
  FROM campaigns c JOIN campaign_totals t USING (campaign_id) WHERE c.campaign_id = NEW.campaign_id;
  IF NEW.step <> campaign.step + 1
    OR NOT EXISTS (SELECT FROM campaign_edges e WHERE e.before = campaign.state AND e.after = NEW.state)
    OR NEW.state = 'open' AND NEW.on_day < campaign.opens_on
  THEN
    said := 'campaign_follows_its_states';
  ELSIF NEW.state = 'approved' AND NOT EXISTS (
    SELECT FROM decisions d JOIN decision_verdicts v ON v.decision_id = d.decision_id AND v.outcome = 'approved'
    WHERE d.decision_id = NEW.decision_id AND d.kind = 'campaign_approval' AND d.subject = 'campaign:' || campaign.code)
  THEN
    said := 'campaign_is_approved_by_another';
  ELSIF NEW.state IN ('succeeded', 'failed') THEN
    -- Captured money alone decides, once the last day is over.
    SELECT coalesce(sum(p.amount_minor), 0) INTO counted FROM pledge_states s JOIN pledges p USING (pledge_id)
    WHERE s.campaign_id = NEW.campaign_id AND s.state IN ('captured', 'won') AND NOT s.is_late;
    IF NEW.on_day <= campaign.closes_on OR NEW.counted_minor <> counted OR (NEW.state = 'succeeded') <> (CASE campaign.goal_mode
      WHEN 'all_or_nothing' THEN counted >= campaign.min_goal_minor ELSE counted > 0 END)
    THEN
      said := 'result_follows_from_captures';
    END IF;
  ELSIF NEW.state = 'refunded' AND (
    campaign.raised_minor + campaign.late_minor - campaign.refunded_minor - campaign.lost_minor - campaign.released_minor <> 0
    OR EXISTS (SELECT FROM pledge_states s WHERE s.campaign_id = NEW.campaign_id AND s.state = 'disputed'))
  THEN
    said := 'refunded_in_full';
  ELSIF NEW.state IN ('delivering', 'closed') AND held_by_fund(campaign.fund_id, 'project_cash') <> 0
    OR NEW.state = 'closed' AND held_by_fund(campaign.fund_id, 'escrow_cash') <> 0
  THEN
    said := 'paid_out_before_it_ends';
  ELSIF NEW.state = 'closed' AND campaign.legal_basis = 'law_18_18' AND NOT EXISTS (
    SELECT FROM campaign_filings f WHERE f.campaign_id = NEW.campaign_id AND f.kind = 'final_report')
  THEN
    said := 'appeal_reports_before_it_ends';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'campaign % that is % does not become %', campaign.code, campaign.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'campaign_steps', SCHEMA = 'tadamun';
  END IF;
  UPDATE campaign_totals t SET state = NEW.state, step = NEW.step WHERE t.campaign_id = NEW.campaign_id;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.take_hold() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
BEGIN
  -- No foreign key to balances: its share of the row's lock and the lock of the move would deadlock two holds.
  IF NOT EXISTS (SELECT FROM balances b WHERE b.account_id = NEW.account_id) THEN
    RAISE EXCEPTION 'account % may fall below zero: nothing is held back on it', NEW.account_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'held_account_is_guarded', TABLE = 'holds', SCHEMA = 'tadamun';
  END IF;
  PERFORM move_balance(NEW.account_id, 0, NEW.amount_minor);
  RETURN NULL;
END
$$;

CREATE FUNCTION tadamun.take_match_pool_step() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  pool record;
  said text;
BEGIN
  PERFORM lock_match_pool(NEW.pool_id);
  SELECT p.code, p.method, p.first_on, p.last_on, t.* INTO STRICT pool
  FROM match_pools p JOIN match_pool_totals t USING (pool_id) WHERE p.pool_id = NEW.pool_id;
  IF NEW.step <> pool.step + 1
    OR NOT EXISTS (SELECT FROM match_pool_edges e WHERE e.before = pool.state AND e.after = NEW.state)
  THEN
    said := 'pool_follows_its_states';
  ELSIF NEW.state = 'open' AND NOT EXISTS (
    SELECT FROM decisions d JOIN decision_verdicts v ON v.decision_id = d.decision_id AND v.outcome = 'approved'
    WHERE d.decision_id = NEW.decision_id AND d.kind = 'match_pool_approval' AND d.subject = 'match_pool:' || pool.code)
  THEN
    said := 'pool_is_approved_by_another';
  -- Backers know what is matched before they give: nothing that would count is captured yet.
  ELSIF NEW.state = 'open' AND (NEW.on_day > pool.first_on OR EXISTS (
    SELECT FROM match_pool_campaigns m JOIN campaigns c USING (campaign_id) JOIN pledge_states s USING (campaign_id)
    JOIN pledge_steps x ON x.pledge_id = s.pledge_id AND x.state = 'captured' AND NOT x.is_late
    WHERE m.pool_id = NEW.pool_id AND (x.at AT TIME ZONE c.time_zone)::date BETWEEN pool.first_on AND pool.last_on))
  THEN
    said := 'pool_opens_before_it_matches';
  ELSIF NEW.state = 'settled' AND (NEW.on_day <= pool.last_on OR pool.awarded_minor <> 0 OR EXISTS (
    SELECT FROM match_pool_campaigns m JOIN campaign_totals t USING (campaign_id) WHERE m.pool_id = NEW.pool_id
      AND t.state NOT IN ('succeeded', 'paying_out', 'delivering', 'closed', 'failed', 'cancelled', 'refunding', 'refunded')))
  THEN
    said := 'pool_settles_after_its_campaigns';
  ELSIF NEW.state = 'settled' AND (
    pool.received_minor - pool.paid_minor - pool.withdrawn_minor <> (
      SELECT coalesce(sum(l.amount_minor), 0) FROM match_leftovers l WHERE l.pool_id = NEW.pool_id)
    OR pool.method = 'quadratic' AND pool.paid_minor <> (
      SELECT coalesce(sum(r.amount_minor), 0) FROM match_results r WHERE r.pool_id = NEW.pool_id))
  THEN
    said := 'leftover_is_explained';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'pool % that is % does not become %', pool.code, pool.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'match_pool_steps', SCHEMA = 'tadamun';
  END IF;
  UPDATE match_pool_totals t SET state = NEW.state, step = NEW.step WHERE t.pool_id = NEW.pool_id;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.take_pledge_step() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
DECLARE
  pledge record;
  was pledge_states;
  was_captured boolean;
  said text;
BEGIN
  -- 1. One at a time, along an edge.
  SELECT p.campaign_id, p.amount_minor, c.opens_on, c.closes_on, (NEW.at AT TIME ZONE c.time_zone)::date AS day, t.state
  INTO STRICT pledge
  FROM pledges p JOIN campaigns c USING (campaign_id) JOIN campaign_totals t USING (campaign_id)
  WHERE p.pledge_id = NEW.pledge_id FOR UPDATE OF t;
  SELECT * INTO was FROM pledge_states s WHERE s.pledge_id = NEW.pledge_id;
  was_captured := was.step > 1 AND EXISTS (
    SELECT FROM pledge_steps s WHERE s.pledge_id = NEW.pledge_id AND s.state = 'captured');
  IF NEW.step <> coalesce(was.step, 0) + 1
    OR NOT EXISTS (SELECT FROM pledge_edges e WHERE e.before = coalesce(was.state, '') AND e.after = NEW.state)
  THEN
    said := 'pledge_follows_its_states';
  -- 2. What counts was captured while the campaign was open; what is let go was never captured, or is the actor's now.
  ELSIF NEW.state = 'captured' AND NOT NEW.is_late AND (pledge.state <> 'open'
    OR pledge.day NOT BETWEEN pledge.opens_on AND pledge.closes_on OR was.state NOT IN ('pledged', 'authorised'))
  THEN
    said := 'late_captures_are_late';
  ELSIF NEW.state = 'released' AND was_captured
    AND (NEW.entry_id IS NULL OR was.is_late OR pledge.state NOT IN ('succeeded', 'paying_out', 'delivering'))
  THEN
    said := 'released_by_success_alone';
  ELSIF NEW.state = 'released' AND NOT was_captured AND NEW.entry_id IS NOT NULL
    OR NEW.state IN ('released', 'refund_due') AND was.is_released
    OR NEW.state = 'disputed' AND NOT was_captured
  THEN
    said := 'pledge_follows_its_states';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'pledge % that is % does not become %', NEW.pledge_id, coalesce(was.state, 'new'), NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'pledge_steps', SCHEMA = 'tadamun';
  END IF;
  -- 3. Sums of the campaign; its CHECKs hold the ceiling, and that nothing leaves twice.
  IF NEW.state IN ('captured', 'refunded', 'lost') THEN
    UPDATE campaign_totals t SET
      raised_minor = t.raised_minor + CASE WHEN NEW.state = 'captured' AND NOT NEW.is_late THEN pledge.amount_minor ELSE 0 END,
      late_minor = t.late_minor + CASE WHEN NEW.state = 'captured' AND NEW.is_late THEN pledge.amount_minor ELSE 0 END,
      refunded_minor = t.refunded_minor + CASE WHEN NEW.state = 'refunded' THEN pledge.amount_minor ELSE 0 END,
      lost_minor = t.lost_minor + CASE WHEN NEW.state = 'lost' AND NOT was.is_released THEN pledge.amount_minor ELSE 0 END
    WHERE t.campaign_id = pledge.campaign_id;
  END IF;
  -- 4. The last step.
  IF was.pledge_id IS NULL THEN
    INSERT INTO pledge_states (pledge_id, campaign_id, state, step, is_late, is_released, attempts, next_try_at)
    VALUES (NEW.pledge_id, pledge.campaign_id, NEW.state, NEW.step, false, false, 0, NULL);
  ELSE
    UPDATE pledge_states s SET state = NEW.state, step = NEW.step, is_late = s.is_late OR NEW.is_late,
      is_released = s.is_released OR (NEW.state = 'released' AND was_captured),
      attempts = s.attempts + (NEW.state = 'refund_sent')::integer, next_try_at = NEW.next_try_at
    WHERE s.pledge_id = NEW.pledge_id;
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION tadamun.token_holder(secret bytea) RETURNS TABLE(key bigint, is_stale boolean, may_write boolean, person_id bigint, email text, display_name text, grant_id bigint, role text, actor_id bigint, code text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT t.token_id, t.used_at IS NULL OR t.used_at < now() - interval '1 minute', t.scope = 'write', p.person_id,
    p.email, p.display_name, r.*
  FROM api_tokens t JOIN people p USING (person_id) LEFT JOIN LATERAL roles_held(p.person_id) r ON true
  WHERE t.secret_sha256 = secret AND t.revoked_at IS NULL AND t.expires_at > now() AND p.blocked_at IS NULL;
END
$$;

CREATE TABLE tadamun.told_payment_sources (
    source text NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT meaning_is_said CHECK ((meaning <> ''::text)),
    CONSTRAINT source_is_no_person CHECK ((tadamun.is_code(source) AND (source <> ALL (ARRAY['person'::text, 'api'::text, 'cli'::text]))))
);

CREATE FUNCTION tadamun.told_by(source text, OUT is_told boolean) RETURNS SETOF boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT (split_part(source, ':'::text, 1) IN ( SELECT s.source
            FROM tadamun.told_payment_sources s));
END;

CREATE FUNCTION tadamun.verifies_for(name text, actor bigint, day date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  SELECT EXISTS (
    SELECT FROM role_grants g JOIN mandates m ON m.agent_id = g.actor_id
    WHERE 'person:' || g.person_id = name AND g.role = 'verifier' AND m.purpose = 'verification' AND m.actor_id = actor
      AND NOT g.is_withdrawn AND daterange(g.first_on, g.last_on, '[]') @> day
      AND daterange(m.first_on, m.last_on, '[]') @> day)
$$;

CREATE FUNCTION tadamun.waqf_asset_state(asset bigint) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  SELECT coalesce((SELECT s.state FROM waqf_asset_steps s WHERE s.asset_id = asset ORDER BY s.step DESC LIMIT 1), '')
$$;

CREATE FUNCTION tadamun.waqf_state(waqf bigint) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'tadamun', 'pg_temp'
    AS $$
  SELECT coalesce((SELECT s.state FROM waqf_steps s WHERE s.waqf_id = waqf ORDER BY s.step DESC LIMIT 1), '')
$$;

CREATE FUNCTION tadamun.wrote_report(actor bigint, report bigint, person text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'tadamun', 'pg_temp'
    AS $_$
  SELECT EXISTS (SELECT FROM reports r WHERE r.actor_id = $1 AND r.report_id = $2 AND r.source = $3)
    OR EXISTS (
      SELECT FROM report_drafts d JOIN report_draft_writers w USING (actor_id, draft_id)
      WHERE d.actor_id = $1 AND d.report_id = $2 AND w.saved_by = $3)
$_$;

CREATE TABLE public.schema_migrations (
    number integer NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE tadamun.account_kind_entry_kinds (
    account_kind text NOT NULL,
    entry_kind text NOT NULL,
    side text DEFAULT 'both'::text NOT NULL,
    CONSTRAINT side_is_known CHECK ((side = ANY (ARRAY['debit'::text, 'credit'::text, 'both'::text])))
);

CREATE TABLE tadamun.account_kind_measures (
    account_kind text NOT NULL,
    measure text NOT NULL,
    CONSTRAINT measure_is_known CHECK ((measure = ANY (ARRAY['promised'::text, 'custody'::text, 'paid_out'::text, 'fees'::text, 'spent'::text, 'returned'::text])))
);

CREATE TABLE tadamun.account_kinds (
    kind text NOT NULL,
    normal_side text NOT NULL,
    never_below_zero boolean NOT NULL,
    only_instruments text[],
    only_classes text[],
    meaning text NOT NULL,
    CONSTRAINT classes_are_known CHECK (((only_classes <@ ARRAY['unrestricted'::text, 'restricted_income'::text, 'permanent_endowment'::text, 'expendable_endowment'::text, 'escrow'::text]) AND (only_classes <> '{}'::text[]))),
    CONSTRAINT instruments_are_known CHECK (((only_instruments <@ ARRAY['grant'::text, 'crowdfunding'::text, 'zakat'::text, 'waqf'::text, 'operating'::text]) AND (only_instruments <> '{}'::text[]))),
    CONSTRAINT kind_is_a_code CHECK (tadamun.is_code(kind)),
    CONSTRAINT meaning_is_said CHECK ((meaning <> ''::text)),
    CONSTRAINT side_is_known CHECK ((normal_side = ANY (ARRAY['debit'::text, 'credit'::text])))
);

CREATE TABLE tadamun.accounts (
    account_id bigint NOT NULL,
    fund_id bigint NOT NULL,
    currency character(3) NOT NULL,
    kind text NOT NULL,
    actor_id bigint,
    CONSTRAINT currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text))
);

ALTER TABLE tadamun.accounts ALTER COLUMN account_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.accounts_account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.actor_identifiers (
    actor_id bigint NOT NULL,
    scheme text NOT NULL,
    value text NOT NULL,
    CONSTRAINT ice_has_fifteen_digits CHECK (((scheme <> 'ice'::text) OR (value ~ '^[0-9]{15}$'::text))),
    CONSTRAINT register_is_court_number_year CHECK (((scheme <> 'coop_register'::text) OR (value ~ '^[^/]+/[0-9]+/[0-9]{4}$'::text))),
    CONSTRAINT scheme_is_known CHECK ((scheme = ANY (ARRAY['coop_register'::text, 'ice'::text, 'rc'::text, 'odco'::text, 'iati_org'::text, 'org_id'::text]))),
    CONSTRAINT value_is_not_blank CHECK ((btrim(value) <> ''::text))
);

CREATE TABLE tadamun.entries (
    entry_id bigint NOT NULL,
    source text NOT NULL,
    idempotency_key text NOT NULL,
    body_hash bytea NOT NULL,
    kind text NOT NULL,
    reverses bigint,
    contributor_id bigint,
    occurred_on date NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    tx xid8 DEFAULT pg_current_xact_id() NOT NULL,
    decision_id bigint,
    policy_id bigint,
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(body_hash) = 32)),
    CONSTRAINT key_is_bounded CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 255))),
    CONSTRAINT occurred_in_living_memory CHECK (((occurred_on >= '1990-01-01'::date) AND (occurred_on <= '2100-12-31'::date))),
    CONSTRAINT only_reversals_reverse CHECK (((kind = 'reversal'::text) = (reverses IS NOT NULL))),
    CONSTRAINT source_is_named CHECK ((source <> ''::text))
);

CREATE TABLE tadamun.funds (
    fund_id bigint NOT NULL,
    code text NOT NULL,
    instrument text NOT NULL,
    class text NOT NULL,
    name_ar text,
    name_fr text,
    name_en text,
    holder_id bigint,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT campaigns_hold_in_escrow CHECK (((instrument <> 'crowdfunding'::text) OR (class = ANY (ARRAY['escrow'::text, 'restricted_income'::text])))),
    CONSTRAINT class_is_known CHECK ((class = ANY (ARRAY['unrestricted'::text, 'restricted_income'::text, 'permanent_endowment'::text, 'expendable_endowment'::text, 'escrow'::text]))),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT instrument_is_known CHECK ((instrument = ANY (ARRAY['grant'::text, 'crowdfunding'::text, 'zakat'::text, 'waqf'::text, 'operating'::text]))),
    CONSTRAINT one_name_at_least CHECK ((num_nonnulls(name_ar, name_fr, name_en) >= 1)),
    CONSTRAINT zakat_is_restricted CHECK (((instrument <> 'zakat'::text) OR (class = 'restricted_income'::text)))
);

CREATE TABLE tadamun.postings (
    entry_id bigint NOT NULL,
    line smallint NOT NULL,
    account_id bigint NOT NULL,
    fund_id bigint NOT NULL,
    currency character(3) NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT amount_not_zero CHECK ((amount_minor <> 0)),
    CONSTRAINT amount_within_limit CHECK ((abs(amount_minor) <= '9000000000000000'::bigint)),
    CONSTRAINT line_in_range CHECK (((line >= 1) AND (line <= 200)))
);

CREATE VIEW tadamun.actor_money_lines WITH (security_invoker='true') AS
 SELECT a.actor_id,
    f.instrument,
    f.fund_id,
    f.code AS fund_code,
    COALESCE(o.contributor_id, e.contributor_id) AS contributor_id,
    p.currency,
    e.occurred_on,
    e.entry_id,
    m.measure,
    (p.amount_minor *
        CASE k.normal_side
            WHEN 'debit'::text THEN 1
            ELSE '-1'::integer
        END) AS amount_minor,
    t.is_told
   FROM (((((((tadamun.postings p
     JOIN tadamun.entries e USING (entry_id))
     LEFT JOIN tadamun.entries o ON ((o.entry_id = e.reverses)))
     CROSS JOIN LATERAL tadamun.told_by(COALESCE(o.source, e.source)) t(is_told))
     JOIN tadamun.accounts a USING (account_id))
     JOIN tadamun.account_kinds k ON ((k.kind = a.kind)))
     JOIN tadamun.account_kind_measures m ON ((m.account_kind = a.kind)))
     JOIN tadamun.funds f ON ((f.fund_id = p.fund_id)))
  WHERE (a.actor_id IS NOT NULL);

CREATE VIEW tadamun.actor_money WITH (security_invoker='true') AS
 SELECT l.actor_id,
    l.instrument,
    l.fund_id,
    l.currency,
    (COALESCE(sum(l.amount_minor) FILTER (WHERE (l.measure = 'promised'::text)), (0)::numeric))::bigint AS promised_minor,
    (COALESCE(sum(l.amount_minor) FILTER (WHERE (l.measure = 'paid_out'::text)), (0)::numeric))::bigint AS paid_out_minor,
    (COALESCE(sum(l.amount_minor) FILTER (WHERE (l.measure = 'custody'::text)), (0)::numeric))::bigint AS in_custody_minor,
    (COALESCE(sum(l.amount_minor) FILTER (WHERE (l.measure = ANY (ARRAY['custody'::text, 'paid_out'::text]))), (0)::numeric))::bigint AS came_in_minor
   FROM tadamun.actor_money_lines l
  WHERE (l.measure = ANY (ARRAY['promised'::text, 'paid_out'::text, 'custody'::text]))
  GROUP BY l.actor_id, l.instrument, l.fund_id, l.currency;

CREATE TABLE tadamun.actors (
    actor_id bigint NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    name_ar text,
    name_fr text,
    name_en text,
    region_code text,
    province_code text,
    commune_code text,
    version integer DEFAULT 1 NOT NULL,
    registered_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT commune_names_its_province CHECK (((commune_code IS NULL) OR (province_code IS NOT NULL))),
    CONSTRAINT kind_is_known CHECK ((kind = ANY (ARRAY['cooperative'::text, 'union'::text, 'association'::text, 'social_enterprise'::text, 'funder'::text, 'coaching_centre'::text, 'public_body'::text, 'other_organisation'::text]))),
    CONSTRAINT names_are_not_blank CHECK (((btrim(COALESCE(name_ar, 'x'::text)) <> ''::text) AND (btrim(COALESCE(name_fr, 'x'::text)) <> ''::text) AND (btrim(COALESCE(name_en, 'x'::text)) <> ''::text))),
    CONSTRAINT one_name_at_least CHECK ((num_nonnulls(name_ar, name_fr, name_en) >= 1)),
    CONSTRAINT province_names_its_region CHECK (((province_code IS NULL) OR (region_code IS NOT NULL))),
    CONSTRAINT version_counts_from_one CHECK ((version >= 1))
);

ALTER TABLE tadamun.actors ALTER COLUMN actor_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.actors_actor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.api_tokens (
    token_id bigint NOT NULL,
    person_id bigint NOT NULL,
    label text NOT NULL,
    secret_sha256 bytea NOT NULL,
    scope text NOT NULL,
    issued_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(secret_sha256) = 32)),
    CONSTRAINT label_is_bounded CHECK (((length(btrim(label)) >= 1) AND (length(btrim(label)) <= 100))),
    CONSTRAINT scope_is_known CHECK ((scope = ANY (ARRAY['read'::text, 'write'::text]))),
    CONSTRAINT tokens_expire_within_a_year CHECK (((expires_at > issued_at) AND (expires_at <= (issued_at + '366 days'::interval))))
);

ALTER TABLE tadamun.api_tokens ALTER COLUMN token_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.api_tokens_token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.appeal_answers (
    actor_id bigint NOT NULL,
    appeal_id bigint NOT NULL,
    outcome text NOT NULL,
    reasoning text NOT NULL,
    answered_by text NOT NULL,
    answered_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT answerer_is_named CHECK ((answered_by <> ''::text)),
    CONSTRAINT outcome_is_known CHECK ((outcome = ANY (ARRAY['allowed'::text, 'dismissed'::text, 'withdrawn'::text]))),
    CONSTRAINT reasoning_is_said CHECK (((btrim(reasoning) <> ''::text) AND (length(reasoning) <= 4000)))
);

CREATE TABLE tadamun.appeal_terms (
    programme_id bigint NOT NULL,
    filing_days smallint NOT NULL,
    answer_days smallint NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT answer_days_are_bounded CHECK (((answer_days >= 1) AND (answer_days <= 366))),
    CONSTRAINT filing_days_are_bounded CHECK (((filing_days >= 1) AND (filing_days <= 366))),
    CONSTRAINT recorder_is_named CHECK ((recorded_by <> ''::text))
);

CREATE TABLE tadamun.appeals (
    actor_id bigint NOT NULL,
    appeal_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    report_id bigint,
    run_id bigint,
    grounds text NOT NULL,
    filed_by text NOT NULL,
    filed_on date NOT NULL,
    answer_due_on date NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT answered_after_filed CHECK ((answer_due_on > filed_on)),
    CONSTRAINT filer_is_named CHECK ((filed_by <> ''::text)),
    CONSTRAINT grounds_are_said CHECK (((btrim(grounds) <> ''::text) AND (length(grounds) <= 4000))),
    CONSTRAINT one_subject CHECK ((num_nonnulls(report_id, run_id) = 1))
);

ALTER TABLE tadamun.appeals ALTER COLUMN appeal_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.appeals_appeal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.asnaf (
    category text NOT NULL,
    "position" smallint NOT NULL,
    name_ar text NOT NULL,
    transliteration text NOT NULL,
    name_fr text NOT NULL,
    name_en text NOT NULL
);

CREATE TABLE tadamun.backer_identities (
    backer_id bigint NOT NULL,
    person_ref text NOT NULL,
    verified_on date NOT NULL,
    verified_by text NOT NULL,
    CONSTRAINT person_is_a_code CHECK (tadamun.is_code(person_ref)),
    CONSTRAINT verifier_is_named CHECK ((verified_by <> ''::text))
);

CREATE TABLE tadamun.backers (
    backer_id bigint NOT NULL,
    code text NOT NULL,
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code))
);

ALTER TABLE tadamun.backers ALTER COLUMN backer_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.backers_backer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.balances (
    account_id bigint NOT NULL,
    balance_minor bigint DEFAULT 0 NOT NULL,
    held_minor bigint DEFAULT 0 NOT NULL,
    CONSTRAINT available_not_negative CHECK (((balance_minor - held_minor) >= 0)),
    CONSTRAINT held_not_negative CHECK ((held_minor >= 0))
)
WITH (fillfactor='50');

CREATE TABLE tadamun.bank_accounts (
    bank_account_id bigint NOT NULL,
    code text NOT NULL,
    fund_id bigint NOT NULL,
    number text NOT NULL,
    currency character(3) NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT number_is_plain CHECK ((number ~ '^[A-Z0-9]{4,34}$'::text))
);

ALTER TABLE tadamun.bank_accounts ALTER COLUMN bank_account_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.bank_accounts_bank_account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.bank_cash_kinds (
    account_kind text NOT NULL
);

CREATE TABLE tadamun.bank_imports (
    import_id bigint NOT NULL,
    format text NOT NULL,
    bank_account_id bigint,
    file_name text NOT NULL,
    file_sha256 bytea NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    tx xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT csv_names_its_account CHECK (((format = 'csv'::text) = (bank_account_id IS NOT NULL))),
    CONSTRAINT format_is_known CHECK ((format = ANY (ARRAY['camt053'::text, 'csv'::text]))),
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(file_sha256) = 32)),
    CONSTRAINT recorder_is_named CHECK ((recorded_by <> ''::text))
);

ALTER TABLE tadamun.bank_imports ALTER COLUMN import_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.bank_imports_import_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.bank_lines (
    line_id bigint NOT NULL,
    bank_account_id bigint NOT NULL,
    currency character(3) NOT NULL,
    booked_on date NOT NULL,
    value_on date NOT NULL,
    amount_minor bigint NOT NULL,
    end_to_end_id text,
    counterparty text,
    description text NOT NULL,
    is_reversal boolean NOT NULL,
    content_sha256 bytea NOT NULL,
    ordinal integer NOT NULL,
    CONSTRAINT amount_not_zero CHECK ((amount_minor <> 0)),
    CONSTRAINT amount_within_limit CHECK ((abs(amount_minor) <= '9000000000000000'::bigint)),
    CONSTRAINT booked_in_living_memory CHECK (((booked_on >= '1990-01-01'::date) AND (booked_on <= '2100-12-31'::date))),
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(content_sha256) = 32)),
    CONSTRAINT ordinal_counts_from_one CHECK ((ordinal >= 1))
);

ALTER TABLE tadamun.bank_lines ALTER COLUMN line_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.bank_lines_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.bank_match_withdrawals (
    match_id bigint NOT NULL,
    reason text NOT NULL,
    withdrawn_by text NOT NULL,
    withdrawn_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reason_is_said CHECK ((btrim(reason) <> ''::text)),
    CONSTRAINT withdrawer_is_named CHECK ((withdrawn_by <> ''::text))
);

CREATE TABLE tadamun.bank_matches (
    match_id bigint NOT NULL,
    line_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    method text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    matched_by text NOT NULL,
    matched_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT hands_say_why CHECK (((method <> 'by_hand'::text) OR (btrim(reason) <> ''::text))),
    CONSTRAINT matcher_is_named CHECK ((matched_by <> ''::text)),
    CONSTRAINT method_is_known CHECK ((method = ANY (ARRAY['reference'::text, 'amount_date_payer'::text, 'by_hand'::text])))
);

ALTER TABLE tadamun.bank_matches ALTER COLUMN match_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.bank_matches_match_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.bank_sightings (
    import_id bigint NOT NULL,
    "position" integer NOT NULL,
    line_id bigint NOT NULL,
    bank_account_id bigint NOT NULL,
    statement_id bigint,
    servicer_ref text,
    CONSTRAINT position_counts_from_one CHECK (("position" >= 1)),
    CONSTRAINT servicer_ref_is_bounded CHECK (((length(servicer_ref) >= 1) AND (length(servicer_ref) <= 200)))
);

CREATE TABLE tadamun.bank_statements (
    statement_id bigint NOT NULL,
    import_id bigint NOT NULL,
    bank_account_id bigint NOT NULL,
    currency character(3) NOT NULL,
    external_id text NOT NULL,
    sequence bigint,
    opening_minor bigint NOT NULL,
    opened_on date NOT NULL,
    closing_minor bigint NOT NULL,
    closed_on date NOT NULL,
    CONSTRAINT external_id_is_bounded CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
    CONSTRAINT statement_not_reversed CHECK ((opened_on <= closed_on))
);

ALTER TABLE tadamun.bank_statements ALTER COLUMN statement_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.bank_statements_statement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.campaign_charges (
    campaign_id bigint NOT NULL,
    kind text NOT NULL,
    amount_minor bigint NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT charge_is_known CHECK ((kind = ANY (ARRAY['platform'::text, 'processor'::text])))
);

CREATE TABLE tadamun.campaign_edges (
    before text NOT NULL,
    after text NOT NULL
);

CREATE TABLE tadamun.campaign_filings (
    campaign_id bigint NOT NULL,
    kind text NOT NULL,
    filed_on date NOT NULL,
    reference text NOT NULL,
    CONSTRAINT filing_is_known CHECK ((kind = ANY (ARRAY['final_report'::text, 'distribution_declaration'::text]))),
    CONSTRAINT reference_is_named CHECK ((btrim(reference) <> ''::text))
);

CREATE TABLE tadamun.campaigns (
    campaign_id bigint NOT NULL,
    code text NOT NULL,
    actor_id bigint NOT NULL,
    fund_id bigint NOT NULL,
    rule text GENERATED ALWAYS AS ('campaign'::text) STORED NOT NULL,
    platform_fund_id bigint NOT NULL,
    name_ar text,
    name_fr text,
    name_en text,
    category text NOT NULL,
    goal_mode text NOT NULL,
    currency character(3) NOT NULL,
    min_goal_minor bigint NOT NULL,
    optimum_goal_minor bigint,
    opens_on date NOT NULL,
    closes_on date NOT NULL,
    time_zone text NOT NULL,
    legal_basis text NOT NULL,
    platform_name text,
    licence_no text,
    platform_url text,
    external_ref text,
    country character(2),
    authorisation_no text,
    authorised_from date,
    authorised_to date,
    appeal_account text,
    report_due_on date,
    policy_id bigint NOT NULL,
    ceiling_minor bigint,
    platform_fee_bp integer NOT NULL,
    processor_fees_by text NOT NULL,
    CONSTRAINT appeal_is_authorised CHECK (((legal_basis <> 'law_18_18'::text) OR ((btrim(COALESCE(authorisation_no, ''::text)) <> ''::text) AND (btrim(COALESCE(appeal_account, ''::text)) <> ''::text) AND (authorised_from IS NOT NULL) AND (authorised_to IS NOT NULL) AND (report_due_on IS NOT NULL)))),
    CONSTRAINT appeal_within_authorisation CHECK (((legal_basis <> 'law_18_18'::text) OR ((authorised_from <= opens_on) AND (closes_on <= authorised_to)))),
    CONSTRAINT bearer_is_known CHECK ((processor_fees_by = ANY (ARRAY['platform'::text, 'project'::text]))),
    CONSTRAINT category_is_known CHECK ((category = ANY (ARRAY['donation'::text, 'loan'::text, 'investment'::text]))),
    CONSTRAINT ceiling_positive CHECK ((ceiling_minor > 0)),
    CONSTRAINT closes_after_it_opens CHECK ((closes_on >= opens_on)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT fee_is_a_share CHECK (((platform_fee_bp >= 0) AND (platform_fee_bp <= 10000))),
    CONSTRAINT fees_are_borne_elsewhere CHECK ((platform_fund_id <> fund_id)),
    CONSTRAINT foreign_basis_names_country CHECK (((legal_basis <> 'foreign'::text) OR ((country ~ '^[A-Z]{2}$'::text) AND (btrim(COALESCE(platform_name, ''::text)) <> ''::text) AND (btrim(COALESCE(external_ref, ''::text)) <> ''::text)))),
    CONSTRAINT goal_mode_is_known CHECK ((goal_mode = ANY (ARRAY['all_or_nothing'::text, 'keep_what_you_raise'::text]))),
    CONSTRAINT goal_positive CHECK ((min_goal_minor > 0)),
    CONSTRAINT legal_basis_is_known CHECK ((legal_basis = ANY (ARRAY['sfc'::text, 'law_18_18'::text, 'foreign'::text]))),
    CONSTRAINT lending_is_licensed CHECK (((category = 'donation'::text) OR ((legal_basis = 'sfc'::text) AND (btrim(COALESCE(licence_no, ''::text)) <> ''::text)))),
    CONSTRAINT one_name_at_least CHECK ((num_nonnulls(name_ar, name_fr, name_en) >= 1)),
    CONSTRAINT optimum_not_below_goal CHECK ((optimum_goal_minor >= min_goal_minor)),
    CONSTRAINT platform_is_licensed CHECK (((legal_basis <> 'sfc'::text) OR ((btrim(COALESCE(platform_name, ''::text)) <> ''::text) AND (btrim(COALESCE(licence_no, ''::text)) <> ''::text) AND (btrim(COALESCE(platform_url, ''::text)) <> ''::text) AND (btrim(COALESCE(external_ref, ''::text)) <> ''::text))))
);

CREATE TABLE tadamun.payout_steps (
    payout_id bigint NOT NULL,
    step smallint NOT NULL,
    state text NOT NULL,
    on_day date NOT NULL,
    taken_by text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    entry_id bigint,
    CONSTRAINT failure_has_a_reason CHECK (((state <> ALL (ARRAY['returned'::text, 'withdrawn'::text])) OR (btrim(reason) <> ''::text))),
    CONSTRAINT money_moves_with_its_entry CHECK (((state = ANY (ARRAY['paid'::text, 'returned'::text])) = (entry_id IS NOT NULL))),
    CONSTRAINT state_is_known CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'paid'::text, 'returned'::text, 'withdrawn'::text]))),
    CONSTRAINT step_counts_from_one CHECK ((step >= 1)),
    CONSTRAINT taker_is_named CHECK ((taken_by <> ''::text))
);

CREATE TABLE tadamun.payouts (
    payout_id bigint NOT NULL,
    code text NOT NULL,
    campaign_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    to_account text NOT NULL,
    requested_on date NOT NULL,
    decision_id bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT number_is_plain CHECK ((to_account ~ '^[A-Z0-9]{4,34}$'::text))
);

CREATE TABLE tadamun.pledge_steps (
    pledge_id bigint NOT NULL,
    step smallint NOT NULL,
    state text NOT NULL,
    at timestamp with time zone NOT NULL,
    taken_by text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    is_late boolean DEFAULT false NOT NULL,
    entry_id bigint,
    provider_ref text,
    bank_line_id bigint,
    next_try_at timestamp with time zone,
    CONSTRAINT failure_has_a_reason CHECK (((state <> ALL (ARRAY['refund_due'::text, 'refund_failed'::text, 'disputed'::text])) OR (btrim(reason) <> ''::text))),
    CONSTRAINT money_moves_with_its_entry CHECK (
CASE
    WHEN (state = ANY (ARRAY['captured'::text, 'refunded'::text, 'lost'::text])) THEN (entry_id IS NOT NULL)
    WHEN (state <> 'released'::text) THEN (entry_id IS NULL)
    ELSE true
END),
    CONSTRAINT only_captures_are_late CHECK (((NOT is_late) OR (state = 'captured'::text))),
    CONSTRAINT provider_ref_is_bounded CHECK (((length(btrim(provider_ref)) >= 1) AND (length(btrim(provider_ref)) <= 200))),
    CONSTRAINT refunds_are_evidenced CHECK (((state = 'refunded'::text) = (num_nonnulls(provider_ref, bank_line_id) = 1))),
    CONSTRAINT step_counts_from_one CHECK ((step >= 1)),
    CONSTRAINT taker_is_named CHECK ((taken_by <> ''::text))
);

CREATE TABLE tadamun.pledges (
    pledge_id bigint NOT NULL,
    code text NOT NULL,
    campaign_id bigint NOT NULL,
    backer_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    method text NOT NULL,
    provider text NOT NULL,
    external_id text NOT NULL,
    reward_id bigint,
    is_zakat boolean NOT NULL,
    pledged_at timestamp with time zone NOT NULL,
    expires_on date,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT amount_within_limit CHECK ((amount_minor <= '9000000000000000'::bigint)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT external_id_is_bounded CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
    CONSTRAINT method_is_a_code CHECK (tadamun.is_code(method)),
    CONSTRAINT provider_is_a_code CHECK (tadamun.is_code(provider))
);

CREATE VIEW tadamun.campaign_movements WITH (security_invoker='true') AS
 SELECT
        CASE s.state
            WHEN 'captured'::text THEN 'campaign_capture'::text
            WHEN 'refunded'::text THEN 'campaign_refund'::text
            ELSE 'campaign_chargeback'::text
        END AS kind,
    s.entry_id,
    c.fund_id,
        CASE s.state
            WHEN 'captured'::text THEN p.amount_minor
            ELSE (- p.amount_minor)
        END AS escrow_minor,
    (0)::bigint AS project_minor
   FROM ((tadamun.pledge_steps s
     JOIN tadamun.pledges p USING (pledge_id))
     JOIN tadamun.campaigns c USING (campaign_id))
  WHERE (s.state = ANY (ARRAY['captured'::text, 'refunded'::text, 'lost'::text]))
UNION ALL
 SELECT 'campaign_success'::text AS kind,
    s.entry_id,
    c.fund_id,
    (- (sum(p.amount_minor))::bigint) AS escrow_minor,
    (sum(p.amount_minor))::bigint AS project_minor
   FROM ((tadamun.pledge_steps s
     JOIN tadamun.pledges p USING (pledge_id))
     JOIN tadamun.campaigns c USING (campaign_id))
  WHERE ((s.state = 'released'::text) AND (s.entry_id IS NOT NULL))
  GROUP BY s.entry_id, c.fund_id
UNION ALL
 SELECT 'campaign_fee'::text AS kind,
    x.entry_id,
    c.fund_id,
    0 AS escrow_minor,
    (- x.amount_minor) AS project_minor
   FROM (tadamun.campaign_charges x
     JOIN tadamun.campaigns c USING (campaign_id))
UNION ALL
 SELECT
        CASE s.state
            WHEN 'paid'::text THEN 'campaign_payout'::text
            ELSE 'campaign_payout_return'::text
        END AS kind,
    s.entry_id,
    c.fund_id,
    0 AS escrow_minor,
        CASE s.state
            WHEN 'paid'::text THEN (- o.amount_minor)
            ELSE o.amount_minor
        END AS project_minor
   FROM ((tadamun.payout_steps s
     JOIN tadamun.payouts o USING (payout_id))
     JOIN tadamun.campaigns c USING (campaign_id))
  WHERE (s.entry_id IS NOT NULL);

CREATE TABLE tadamun.campaign_overdue_reports (
    campaign_id bigint NOT NULL,
    found_on date NOT NULL
);

CREATE TABLE tadamun.campaign_rewards (
    reward_id bigint NOT NULL,
    campaign_id bigint NOT NULL,
    code text NOT NULL,
    meaning text NOT NULL,
    min_amount_minor bigint NOT NULL,
    stock integer,
    taken integer DEFAULT 0 NOT NULL,
    CONSTRAINT amount_positive CHECK ((min_amount_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT meaning_is_said CHECK ((btrim(meaning) <> ''::text)),
    CONSTRAINT rewards_in_stock CHECK ((taken <= stock)),
    CONSTRAINT stock_positive CHECK ((stock > 0)),
    CONSTRAINT taken_not_negative CHECK ((taken >= 0))
);

ALTER TABLE tadamun.campaign_rewards ALTER COLUMN reward_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.campaign_rewards_reward_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.campaign_steps (
    campaign_id bigint NOT NULL,
    step smallint NOT NULL,
    state text NOT NULL,
    on_day date NOT NULL,
    taken_by text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    decision_id bigint,
    counted_minor bigint,
    CONSTRAINT approval_names_its_decision CHECK (((state = 'approved'::text) = (decision_id IS NOT NULL))),
    CONSTRAINT failure_has_a_reason CHECK (((state <> ALL (ARRAY['suspended'::text, 'cancelled'::text])) OR (btrim(reason) <> ''::text))),
    CONSTRAINT result_counts_money CHECK (((state = ANY (ARRAY['succeeded'::text, 'failed'::text])) = (counted_minor IS NOT NULL))),
    CONSTRAINT step_counts_from_one CHECK ((step >= 1)),
    CONSTRAINT taker_is_named CHECK ((taken_by <> ''::text))
);

CREATE TABLE tadamun.campaign_totals (
    campaign_id bigint NOT NULL,
    state text NOT NULL,
    step smallint NOT NULL,
    ceiling_minor bigint,
    raised_minor bigint DEFAULT 0 NOT NULL,
    late_minor bigint DEFAULT 0 NOT NULL,
    refunded_minor bigint DEFAULT 0 NOT NULL,
    lost_minor bigint DEFAULT 0 NOT NULL,
    released_minor bigint DEFAULT 0 NOT NULL,
    authorised_minor bigint DEFAULT 0 NOT NULL,
    CONSTRAINT authorised_not_negative CHECK ((authorised_minor >= 0)),
    CONSTRAINT nothing_leaves_twice CHECK ((((refunded_minor + lost_minor) + released_minor) <= (raised_minor + late_minor))),
    CONSTRAINT raised_within_ceiling CHECK ((raised_minor <= ceiling_minor))
)
WITH (fillfactor='50');

CREATE TABLE tadamun.campaign_uses (
    campaign_id bigint NOT NULL,
    line smallint NOT NULL,
    purpose text NOT NULL,
    amount_minor bigint NOT NULL,
    tamlik_mode text,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT line_counts_from_one CHECK ((line >= 1)),
    CONSTRAINT mode_passes_ownership CHECK ((tamlik_mode = ANY (ARRAY['direct_individual'::text, 'via_recipient_agent'::text, 'asset_tamlik'::text, 'gharimin_settlement'::text]))),
    CONSTRAINT purpose_is_said CHECK ((btrim(purpose) <> ''::text))
);

ALTER TABLE tadamun.campaigns ALTER COLUMN campaign_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.campaigns_campaign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.claim_shares (
    actor_id bigint NOT NULL,
    period_id integer NOT NULL,
    indicator text NOT NULL,
    group_id integer NOT NULL,
    programme_id bigint NOT NULL,
    share_bp integer NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT indicator_is_a_code CHECK (tadamun.is_code(indicator)),
    CONSTRAINT recorder_is_named CHECK ((recorded_by <> ''::text)),
    CONSTRAINT share_is_a_share CHECK (((share_bp >= 0) AND (share_bp <= 10000)))
);

CREATE TABLE tadamun.communes (
    commune_code text NOT NULL,
    province_code text NOT NULL,
    kind text NOT NULL,
    name_ar text NOT NULL,
    name_fr text NOT NULL,
    population_2024 integer NOT NULL,
    CONSTRAINT commune_code_has_its_shape CHECK ((commune_code ~ '^[0-9]{2}\.[0-9]{3}\.[0-9]{2}\.[0-9]{2}$'::text)),
    CONSTRAINT commune_lies_in_its_province CHECK (("left"(commune_code, 6) = province_code)),
    CONSTRAINT kind_is_known CHECK ((kind = ANY (ARRAY['urban'::text, 'rural'::text]))),
    CONSTRAINT population_not_negative CHECK ((population_2024 >= 0))
);

CREATE TABLE tadamun.condition_findings (
    finding_id bigint NOT NULL,
    grant_id bigint NOT NULL,
    version smallint NOT NULL,
    tranche smallint NOT NULL,
    condition smallint NOT NULL,
    assessed_on date NOT NULL,
    assessed_by text NOT NULL,
    met boolean NOT NULL,
    sentence text NOT NULL,
    policy_id bigint,
    run_id bigint,
    results_sha256 bytea,
    score double precision,
    lower_bound double precision,
    upper_bound double precision,
    coverage double precision,
    score_status text,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    score_p5 double precision,
    score_p50 double precision,
    score_p95 double precision,
    grade text,
    CONSTRAINT assessor_is_named CHECK ((btrim(assessed_by) <> ''::text)),
    CONSTRAINT interval_is_whole CHECK ((num_nonnulls(score_p5, score_p50, score_p95, grade) = ANY (ARRAY[0, 4]))),
    CONSTRAINT sentence_is_said CHECK ((btrim(sentence) <> ''::text))
);

ALTER TABLE tadamun.condition_findings ALTER COLUMN finding_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.condition_findings_finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.entry_kinds (
    kind text NOT NULL,
    stage text,
    decision_kind text,
    meaning text NOT NULL,
    CONSTRAINT kind_is_a_code CHECK (tadamun.is_code(kind)),
    CONSTRAINT meaning_is_said CHECK ((meaning <> ''::text)),
    CONSTRAINT stage_is_known CHECK ((stage = ANY (ARRAY['receipt'::text, 'allocation'::text, 'disbursement'::text, 'direct'::text, 'commitment'::text, 'expenditure'::text, 'interest'::text, 'loan_repayment'::text, 'reimbursement'::text])))
);

CREATE VIEW tadamun.contributions WITH (security_invoker='true') AS
 SELECT e.entry_id,
    p.line,
    k.stage,
    f.instrument,
    f.fund_id,
    f.code AS fund_code,
    a.actor_id,
    COALESCE(o.contributor_id, e.contributor_id) AS contributor_id,
    p.currency,
    (p.amount_minor *
        CASE x.normal_side
            WHEN 'debit'::text THEN 1
            ELSE '-1'::integer
        END) AS amount_minor,
    e.occurred_on,
    e.reverses,
    e.description,
    e.source,
    e.idempotency_key AS external_ref
   FROM ((((((tadamun.postings p
     JOIN tadamun.entries e USING (entry_id))
     LEFT JOIN tadamun.entries o ON ((o.entry_id = e.reverses)))
     JOIN tadamun.entry_kinds k ON ((k.kind = COALESCE(o.kind, e.kind))))
     JOIN tadamun.accounts a USING (account_id))
     JOIN tadamun.account_kinds x ON ((x.kind = a.kind)))
     JOIN tadamun.funds f ON ((f.fund_id = p.fund_id)))
  WHERE ((a.actor_id IS NOT NULL) AND (k.stage IS NOT NULL) AND (EXISTS ( SELECT
           FROM tadamun.account_kind_measures m
          WHERE ((m.account_kind = a.kind) AND ((m.measure = ANY (ARRAY['promised'::text, 'paid_out'::text])) OR ((m.measure = 'custody'::text) AND (k.stage = ANY (ARRAY['receipt'::text, 'allocation'::text]))))))));

CREATE TABLE tadamun.current_runs (
    programme_id bigint NOT NULL,
    run_id bigint NOT NULL,
    published_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE tadamun.decision_kinds (
    kind text NOT NULL,
    meaning text NOT NULL,
    CONSTRAINT kind_is_a_code CHECK (tadamun.is_code(kind)),
    CONSTRAINT meaning_is_said CHECK ((meaning <> ''::text))
);

CREATE TABLE tadamun.decision_verdicts (
    decision_id bigint NOT NULL,
    requested_by text NOT NULL,
    outcome text NOT NULL,
    decided_by text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT decider_is_named CHECK ((((length(decided_by) >= 1) AND (length(decided_by) <= 100)) AND (btrim(decided_by) = decided_by))),
    CONSTRAINT maker_is_not_checker CHECK ((lower(decided_by) <> lower(requested_by))),
    CONSTRAINT outcome_is_known CHECK ((outcome = ANY (ARRAY['approved'::text, 'refused'::text]))),
    CONSTRAINT refusal_has_a_reason CHECK (((outcome = 'approved'::text) OR (reason <> ''::text)))
);

CREATE TABLE tadamun.decisions (
    decision_id bigint NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    body_sha256 bytea NOT NULL,
    policy_id bigint,
    requested_by text NOT NULL,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT body_is_an_object CHECK ((jsonb_typeof((body)::jsonb) = 'object'::text)),
    CONSTRAINT hash_is_the_bodys CHECK ((body_sha256 = sha256(convert_to(body, 'UTF8'::name)))),
    CONSTRAINT requester_is_named CHECK ((((length(requested_by) >= 1) AND (length(requested_by) <= 100)) AND (btrim(requested_by) = requested_by))),
    CONSTRAINT subject_is_bounded CHECK (((length(subject) >= 1) AND (length(subject) <= 200)))
);

ALTER TABLE tadamun.decisions ALTER COLUMN decision_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.decisions_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.disaggregation_differences (
    actor_id bigint NOT NULL,
    report_id bigint NOT NULL,
    indicator text NOT NULL,
    axis text NOT NULL,
    difference double precision NOT NULL,
    reason text NOT NULL,
    CONSTRAINT a_difference_says_why CHECK ((btrim(reason) <> ''::text)),
    CONSTRAINT axis_is_a_code CHECK (tadamun.is_code(axis)),
    CONSTRAINT difference_is_a_number CHECK (((difference >= ('-1000000000000000'::numeric)::double precision) AND (difference <= ('1000000000000000'::numeric)::double precision))),
    CONSTRAINT indicator_is_a_code CHECK (tadamun.is_code(indicator))
);

CREATE TABLE tadamun.eligibility_findings (
    finding_id bigint NOT NULL,
    fund_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    is_eligible boolean NOT NULL,
    reason text NOT NULL,
    source text NOT NULL,
    first_on date NOT NULL,
    last_on date,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT finding_has_a_reason CHECK ((btrim(reason) <> ''::text)),
    CONSTRAINT finding_has_a_source CHECK ((btrim(source) <> ''::text)),
    CONSTRAINT period_not_reversed CHECK ((last_on >= first_on))
);

ALTER TABLE tadamun.eligibility_findings ALTER COLUMN finding_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.eligibility_findings_finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.enrolments (
    enrolment_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    first_on date NOT NULL,
    last_on date,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT period_not_reversed CHECK (((last_on IS NULL) OR (last_on >= first_on)))
);

ALTER TABLE tadamun.enrolments ALTER COLUMN enrolment_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.enrolments_enrolment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE tadamun.entries ALTER COLUMN entry_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.entries_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.events (
    event_id bigint NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    body jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT kind_is_a_code CHECK (tadamun.is_code(kind)),
    CONSTRAINT recorder_is_named CHECK ((recorded_by <> ''::text))
);

ALTER TABLE tadamun.events ALTER COLUMN event_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.events_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.evidence_files (
    sha256 bytea NOT NULL,
    media_type text NOT NULL,
    byte_count bigint NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(sha256) = 32)),
    CONSTRAINT size_is_bounded CHECK (((byte_count >= 1) AND (byte_count <= 10485760))),
    CONSTRAINT type_is_known CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text])))
);

CREATE TABLE tadamun.exchanges (
    entry_id bigint NOT NULL,
    source_currency character(3) NOT NULL,
    source_minor bigint NOT NULL,
    target_currency character(3) NOT NULL,
    target_minor bigint NOT NULL,
    residual_minor smallint NOT NULL,
    rate numeric(20,10) NOT NULL,
    rate_source text NOT NULL,
    rate_on date NOT NULL,
    CONSTRAINT currencies_differ CHECK ((target_currency <> source_currency)),
    CONSTRAINT rate_positive CHECK ((rate > (0)::numeric)),
    CONSTRAINT rate_source_is_named CHECK ((rate_source <> ''::text)),
    CONSTRAINT residual_is_one_at_most CHECK (((residual_minor >= '-1'::integer) AND (residual_minor <= 1))),
    CONSTRAINT source_amount_positive CHECK ((source_minor > 0)),
    CONSTRAINT target_amount_positive CHECK ((target_minor > 0))
);

CREATE TABLE tadamun.fiscal_period_states (
    period_id bigint NOT NULL,
    sequence bigint NOT NULL,
    state text NOT NULL,
    set_by text NOT NULL,
    set_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT setter_is_named CHECK ((set_by <> ''::text)),
    CONSTRAINT state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'soft_closed'::text, 'closed'::text])))
);

ALTER TABLE tadamun.fiscal_period_states ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.fiscal_period_states_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.fiscal_periods (
    period_id bigint NOT NULL,
    code text NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT period_has_days CHECK ((first_on <= last_on)),
    CONSTRAINT state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'soft_closed'::text, 'closed'::text])))
);

ALTER TABLE tadamun.fiscal_periods ALTER COLUMN period_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.fiscal_periods_period_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.framework_drafts (
    draft_id bigint NOT NULL,
    code text NOT NULL,
    version integer NOT NULL,
    sha256 bytea NOT NULL,
    body text NOT NULL,
    saved_by text NOT NULL,
    saved_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT author_is_named CHECK ((saved_by <> ''::text)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT hash_is_of_the_body CHECK ((sha256 = sha256(convert_to(body, 'UTF8'::name)))),
    CONSTRAINT version_counts_from_one CHECK ((version >= 1))
);

ALTER TABLE tadamun.framework_drafts ALTER COLUMN draft_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.framework_drafts_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.frameworks (
    framework_id bigint NOT NULL,
    code text NOT NULL,
    version integer NOT NULL,
    sha256 bytea NOT NULL,
    body text NOT NULL,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    valid_from date,
    valid_to date,
    published_by text NOT NULL,
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT hash_is_of_the_body CHECK ((sha256 = sha256(convert_to(body, 'UTF8'::name)))),
    CONSTRAINT publisher_is_named CHECK ((published_by <> ''::text)),
    CONSTRAINT validity_not_reversed CHECK ((valid_to >= valid_from)),
    CONSTRAINT version_counts_from_one CHECK ((version >= 1))
);

ALTER TABLE tadamun.frameworks ALTER COLUMN framework_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.frameworks_framework_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.fund_class_entry_kinds (
    instrument text NOT NULL,
    class text NOT NULL,
    entry_kind text NOT NULL,
    CONSTRAINT class_is_known CHECK ((class = ANY (ARRAY['unrestricted'::text, 'restricted_income'::text, 'permanent_endowment'::text, 'expendable_endowment'::text, 'escrow'::text]))),
    CONSTRAINT instrument_is_known CHECK ((instrument = ANY (ARRAY['grant'::text, 'crowdfunding'::text, 'zakat'::text, 'waqf'::text, 'operating'::text])))
);

ALTER TABLE tadamun.funds ALTER COLUMN fund_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.funds_fund_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.grant_agreements (
    grant_id bigint NOT NULL,
    version smallint NOT NULL,
    before smallint GENERATED ALWAYS AS (NULLIF((version - 1), 0)) STORED,
    amount_minor bigint NOT NULL,
    signed_on date NOT NULL,
    signed_by text[] NOT NULL,
    max_overspend_bp integer NOT NULL,
    tx xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT both_sides_sign CHECK (((cardinality(signed_by) >= 2) AND (signed_by[1] <> signed_by[2]))),
    CONSTRAINT overspend_is_a_share CHECK (((max_overspend_bp >= 0) AND (max_overspend_bp <= 10000))),
    CONSTRAINT version_counts_from_one CHECK ((version >= 1))
);

CREATE TABLE tadamun.grant_budget_lines (
    grant_id bigint NOT NULL,
    version smallint NOT NULL,
    line text NOT NULL,
    title text NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT line_is_a_code CHECK (tadamun.is_code(line))
);

CREATE TABLE tadamun.grant_cofunding (
    grant_id bigint NOT NULL,
    evidence text NOT NULL,
    giver text NOT NULL,
    stage text NOT NULL,
    amount_minor bigint NOT NULL,
    on_day date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT evidence_is_bounded CHECK (((length(btrim(evidence)) >= 1) AND (length(btrim(evidence)) <= 200))),
    CONSTRAINT giver_is_named CHECK ((btrim(giver) <> ''::text)),
    CONSTRAINT stage_is_known CHECK ((stage = ANY (ARRAY['pledged'::text, 'received'::text])))
);

CREATE TABLE tadamun.grant_documents (
    grant_id bigint NOT NULL,
    document text NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    sha256 bytea NOT NULL,
    on_day date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT document_is_a_code CHECK (tadamun.is_code(document)),
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(sha256) = 32)),
    CONSTRAINT kind_is_known CHECK ((kind = ANY (ARRAY['audit'::text, 'document'::text]))),
    CONSTRAINT title_is_said CHECK ((btrim(title) <> ''::text))
);

CREATE TABLE tadamun.grant_edges (
    machine text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    CONSTRAINT machine_is_known CHECK ((machine = ANY (ARRAY['grant'::text, 'tranche'::text, 'report'::text])))
);

CREATE TABLE tadamun.grant_entries (
    entry_id bigint NOT NULL,
    grant_id bigint NOT NULL,
    tranche smallint,
    report smallint,
    recovery smallint
);

CREATE TABLE tadamun.grant_in_kind (
    grant_id bigint NOT NULL,
    grantee_id bigint NOT NULL,
    evidence text NOT NULL,
    item text NOT NULL,
    quantity integer NOT NULL,
    unit_value_minor bigint NOT NULL,
    valuation_basis text NOT NULL,
    received_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT basis_is_said CHECK ((btrim(valuation_basis) <> ''::text)),
    CONSTRAINT evidence_is_bounded CHECK (((length(btrim(evidence)) >= 1) AND (length(btrim(evidence)) <= 200))),
    CONSTRAINT item_is_said CHECK ((btrim(item) <> ''::text)),
    CONSTRAINT quantity_positive CHECK ((quantity > 0)),
    CONSTRAINT value_within_limit CHECK (((unit_value_minor >= 1) AND (unit_value_minor <= '9000000000000'::bigint)))
);

CREATE VIEW tadamun.grant_postings WITH (security_invoker='true') AS
 SELECT x.grant_id,
    x.tranche,
    x.report,
    e.entry_id,
    e.kind AS entry_kind,
    e.occurred_on,
    a.kind,
    a.actor_id,
    p.currency,
    p.amount_minor
   FROM (((tadamun.grant_entries x
     JOIN tadamun.entries e ON (((e.entry_id = x.entry_id) OR (e.reverses = x.entry_id))))
     JOIN tadamun.postings p ON ((p.entry_id = e.entry_id)))
     JOIN tadamun.accounts a USING (account_id));

CREATE TABLE tadamun.grants (
    grant_id bigint NOT NULL,
    code text NOT NULL,
    fund_id bigint NOT NULL,
    grantee_id bigint NOT NULL,
    funder_id bigint NOT NULL,
    programme_id bigint,
    name_ar text,
    name_fr text,
    name_en text,
    purpose text NOT NULL,
    currency character(3) NOT NULL,
    restricted boolean NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    submitted_on date NOT NULL,
    requested_minor bigint NOT NULL,
    own_cash_minor bigint NOT NULL,
    own_in_kind_minor bigint NOT NULL,
    others_minor bigint NOT NULL,
    project_cost_minor bigint NOT NULL,
    members integer,
    members_youth_or_women integer,
    policy_id bigint,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT members_not_negative CHECK ((members >= 0)),
    CONSTRAINT nobody_grants_itself CHECK ((grantee_id <> funder_id)),
    CONSTRAINT one_name_at_least CHECK ((num_nonnulls(name_ar, name_fr, name_en) >= 1)),
    CONSTRAINT others_not_negative CHECK ((others_minor >= 0)),
    CONSTRAINT own_cash_not_negative CHECK ((own_cash_minor >= 0)),
    CONSTRAINT own_in_kind_not_negative CHECK ((own_in_kind_minor >= 0)),
    CONSTRAINT part_of_the_members CHECK (((members_youth_or_women >= 0) AND (members_youth_or_women <= members))),
    CONSTRAINT period_not_reversed CHECK ((last_on >= first_on)),
    CONSTRAINT plan_adds_up CHECK ((project_cost_minor = (((requested_minor + own_cash_minor) + own_in_kind_minor) + others_minor))),
    CONSTRAINT purpose_is_said CHECK ((btrim(purpose) <> ''::text)),
    CONSTRAINT requested_positive CHECK ((requested_minor > 0))
);

CREATE VIEW tadamun.grant_money WITH (security_invoker='true') AS
 SELECT g.grant_id,
    g.currency,
    (COALESCE(sum(p.amount_minor) FILTER (WHERE (p.kind = 'commitments'::text)), (0)::numeric))::bigint AS agreed_minor,
    (COALESCE(sum(p.amount_minor) FILTER (WHERE ((p.kind = 'disbursements'::text) AND (p.entry_kind <> 'grant_recovery'::text))), (0)::numeric))::bigint AS paid_minor,
    (COALESCE(sum(p.amount_minor) FILTER (WHERE (p.kind = 'spent'::text)), (0)::numeric))::bigint AS accepted_minor,
    (COALESCE((- sum(p.amount_minor) FILTER (WHERE (p.kind = 'recoveries'::text))), (0)::numeric))::bigint AS returned_minor,
    (COALESCE((- sum(p.amount_minor) FILTER (WHERE (p.kind = 'unallocated'::text))), (0)::numeric))::bigint AS unallocated_minor
   FROM (tadamun.grants g
     LEFT JOIN tadamun.grant_postings p USING (grant_id))
  GROUP BY g.grant_id, g.currency;

CREATE TABLE tadamun.grant_recoveries (
    grant_id bigint NOT NULL,
    recovery smallint NOT NULL,
    cause text NOT NULL,
    amount_minor bigint NOT NULL,
    due_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT cause_is_known CHECK ((cause = ANY (ARRAY['termination'::text, 'unspent'::text]))),
    CONSTRAINT recoveries_count_from_one CHECK ((recovery >= 1))
);

CREATE TABLE tadamun.grant_report_lines (
    grant_id bigint NOT NULL,
    report smallint NOT NULL,
    step integer NOT NULL,
    line text NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT amount_not_negative CHECK ((amount_minor >= 0)),
    CONSTRAINT line_is_a_code CHECK (tadamun.is_code(line))
);

CREATE TABLE tadamun.grant_report_steps (
    grant_id bigint NOT NULL,
    report smallint NOT NULL,
    step integer NOT NULL,
    machine text GENERATED ALWAYS AS ('report'::text) STORED NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    before integer GENERATED ALWAYS AS (NULLIF((step - 1), 0)) STORED,
    on_day date NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    recorded_by text NOT NULL,
    submitted_by text,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT a_return_says_why CHECK (((to_state <> 'returned'::text) OR (btrim(reason) <> ''::text))),
    CONSTRAINT judgements_name_the_sender CHECK ((((from_state = 'submitted'::text) AND (to_state = ANY (ARRAY['accepted'::text, 'returned'::text]))) = (submitted_by IS NOT NULL))),
    CONSTRAINT recorder_is_named CHECK ((btrim(recorded_by) <> ''::text)),
    CONSTRAINT report_starts_once CHECK (((step = 1) = (from_state = 'none'::text))),
    CONSTRAINT reports_are_judged_by_another CHECK (((submitted_by IS NULL) OR (lower(submitted_by) <> lower(recorded_by)))),
    CONSTRAINT steps_count_from_one CHECK ((step >= 1))
);

CREATE VIEW tadamun.grant_report_states WITH (security_invoker='true') AS
 SELECT DISTINCT ON (grant_report_steps.grant_id, grant_report_steps.report) grant_report_steps.grant_id,
    grant_report_steps.report,
    grant_report_steps.to_state AS state,
    grant_report_steps.step,
    grant_report_steps.on_day,
    grant_report_steps.recorded_by
   FROM tadamun.grant_report_steps
  ORDER BY grant_report_steps.grant_id, grant_report_steps.report, grant_report_steps.step DESC;

CREATE TABLE tadamun.grant_reports (
    grant_id bigint NOT NULL,
    report smallint NOT NULL,
    version smallint NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    due_on date NOT NULL,
    is_final boolean NOT NULL,
    CONSTRAINT due_after_the_period_began CHECK ((due_on >= first_on)),
    CONSTRAINT period_not_reversed CHECK ((last_on >= first_on)),
    CONSTRAINT reports_count_from_one CHECK (((report >= 1) AND (report <= 100)))
);

CREATE TABLE tadamun.grant_request_decisions (
    source text NOT NULL,
    idempotency_key text NOT NULL,
    decision_id bigint NOT NULL
);

CREATE TABLE tadamun.grant_requests (
    source text NOT NULL,
    idempotency_key text NOT NULL,
    body_hash bytea NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(body_hash) = 32)),
    CONSTRAINT key_is_bounded CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 255))),
    CONSTRAINT source_is_named CHECK ((source <> ''::text))
);

CREATE TABLE tadamun.grant_steps (
    grant_id bigint NOT NULL,
    step integer NOT NULL,
    machine text GENERATED ALWAYS AS ('grant'::text) STORED NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    before integer GENERATED ALWAYS AS (NULLIF((step - 1), 0)) STORED,
    on_day date NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    recorded_by text NOT NULL,
    decision_id bigint,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT an_end_has_its_reason CHECK (((to_state <> ALL (ARRAY['suspended'::text, 'terminated'::text, 'written_off'::text])) OR (btrim(reason) <> ''::text))),
    CONSTRAINT grant_starts_once CHECK (((step = 1) = (from_state = 'none'::text))),
    CONSTRAINT recorder_is_named CHECK ((btrim(recorded_by) <> ''::text)),
    CONSTRAINT steps_count_from_one CHECK ((step >= 1))
);

CREATE VIEW tadamun.grant_states WITH (security_invoker='true') AS
 SELECT DISTINCT ON (grant_steps.grant_id) grant_steps.grant_id,
    grant_steps.to_state AS state,
    grant_steps.step,
    grant_steps.on_day
   FROM tadamun.grant_steps
  ORDER BY grant_steps.grant_id, grant_steps.step DESC;

CREATE TABLE tadamun.grant_tranches (
    grant_id bigint NOT NULL,
    version smallint NOT NULL,
    tranche smallint NOT NULL,
    amount_minor bigint NOT NULL,
    planned_on date NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT tranches_count_from_one CHECK (((tranche >= 1) AND (tranche <= 100)))
);

CREATE TABLE tadamun.grant_waivers (
    decision_id bigint NOT NULL,
    grant_id bigint NOT NULL,
    version smallint NOT NULL,
    tranche smallint NOT NULL,
    condition smallint,
    report smallint,
    reason text NOT NULL,
    on_day date NOT NULL,
    CONSTRAINT one_thing_is_waived CHECK ((num_nonnulls(condition, report) = 1)),
    CONSTRAINT reason_is_said CHECK ((btrim(reason) <> ''::text))
);

ALTER TABLE tadamun.grants ALTER COLUMN grant_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.grants_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.hijri_month_starts (
    start_id bigint NOT NULL,
    year smallint NOT NULL,
    month smallint NOT NULL,
    first_on date NOT NULL,
    source text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT month_of_twelve CHECK (((month >= 1) AND (month <= 12))),
    CONSTRAINT recorder_is_named CHECK ((recorded_by <> ''::text)),
    CONSTRAINT source_is_named CHECK ((btrim(source) <> ''::text)),
    CONSTRAINT year_in_table CHECK (((year >= 1343) AND (year <= 1500)))
);

ALTER TABLE tadamun.hijri_month_starts ALTER COLUMN start_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.hijri_month_starts_start_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.hold_ends (
    hold_id bigint NOT NULL,
    outcome text NOT NULL,
    ended_by text NOT NULL,
    ended_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ender_is_named CHECK ((ended_by <> ''::text)),
    CONSTRAINT outcome_is_known CHECK ((outcome = ANY (ARRAY['posted'::text, 'void'::text, 'expired'::text])))
);

CREATE TABLE tadamun.hold_postings (
    hold_id bigint NOT NULL,
    entry_id bigint NOT NULL
);

CREATE TABLE tadamun.holds (
    hold_id bigint NOT NULL,
    account_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    purpose text NOT NULL,
    last_on date NOT NULL,
    source text NOT NULL,
    idempotency_key text NOT NULL,
    body_hash bytea NOT NULL,
    placed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(body_hash) = 32)),
    CONSTRAINT held_amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT key_is_bounded CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 255))),
    CONSTRAINT purpose_is_said CHECK (((length(purpose) >= 1) AND (length(purpose) <= 200))),
    CONSTRAINT source_is_named CHECK ((source <> ''::text))
);

ALTER TABLE tadamun.holds ALTER COLUMN hold_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.holds_hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.indicator_codes (
    indicator_id integer NOT NULL,
    scheme text NOT NULL,
    code text NOT NULL,
    funder_id bigint,
    CONSTRAINT code_fits_its_scheme CHECK (
CASE scheme
    WHEN 'sdg'::text THEN (code ~ '^([1-9]|1[0-7])[.]([0-9]{1,2}|[a-d])[.][0-9]{1,2}$'::text)
    WHEN 'iris'::text THEN (code ~ '^(OI|PI|FP|OD|PD)[0-9]{4}$'::text)
    ELSE tadamun.is_code(code)
END),
    CONSTRAINT own_codes_name_their_funder CHECK (((scheme = 'funder'::text) = (funder_id IS NOT NULL))),
    CONSTRAINT scheme_is_known CHECK ((scheme = ANY (ARRAY['sdg'::text, 'iris'::text, 'funder'::text])))
);

CREATE TABLE tadamun.report_values (
    actor_id bigint NOT NULL,
    report_id bigint NOT NULL,
    period_id integer NOT NULL,
    submitted_on date NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    last_verdict_at timestamp with time zone,
    indicators integer[] NOT NULL,
    groups integer[] NOT NULL,
    declared double precision[],
    numerators double precision[],
    denominators double precision[],
    beneficiaries bigint[],
    absences text[],
    absence_reasons text[],
    baselines double precision[],
    targets double precision[],
    verified double precision[],
    refusals text[],
    verified_at timestamp with time zone[],
    validated double precision[],
    validated_at timestamp with time zone[],
    CONSTRAINT cells_lie_beside_each_other CHECK (((cardinality(indicators) > 0) AND (array_ndims(indicators) = 1) AND (array_lower(indicators, 1) = 1) AND tadamun.is_beside(groups, indicators) AND tadamun.is_beside(declared, indicators) AND tadamun.is_beside(numerators, indicators) AND tadamun.is_beside(denominators, indicators) AND tadamun.is_beside(beneficiaries, indicators) AND tadamun.is_beside(absences, indicators) AND tadamun.is_beside(absence_reasons, indicators) AND tadamun.is_beside(baselines, indicators) AND tadamun.is_beside(targets, indicators) AND tadamun.is_beside(verified, indicators) AND tadamun.is_beside(refusals, indicators) AND tadamun.is_beside(verified_at, indicators) AND tadamun.is_beside(validated, indicators) AND tadamun.is_beside(validated_at, indicators))),
    CONSTRAINT counts_not_negative CHECK (((0 <= ALL (beneficiaries)) AND ('0'::double precision <= ALL (denominators)))),
    CONSTRAINT numbers_are_bounded CHECK ((('1e+15'::double precision >= ALL (declared)) AND ('-1e+15'::double precision <= ALL (declared)) AND ('1e+15'::double precision >= ALL (numerators)) AND ('-1e+15'::double precision <= ALL (numerators)) AND ('1e+15'::double precision >= ALL (denominators)) AND ('1e+15'::double precision >= ALL (baselines)) AND ('-1e+15'::double precision <= ALL (baselines)) AND ('1e+15'::double precision >= ALL (targets)) AND ('-1e+15'::double precision <= ALL (targets)) AND ('1e+15'::double precision >= ALL (verified)) AND ('-1e+15'::double precision <= ALL (verified)) AND ('1e+15'::double precision >= ALL (validated)) AND ('-1e+15'::double precision <= ALL (validated))))
)
WITH (toast_tuple_target='8160');

CREATE VIEW tadamun.indicator_values AS
 SELECT r.actor_id,
    r.report_id,
    c.indicator_id,
    c.group_id,
    r.period_id,
    r.submitted_on,
    COALESCE(c.absence, 'reported'::text) AS state,
    c.declared,
    c.numerator,
    c.denominator,
    c.beneficiaries,
    c.absence_reason AS missing_reason,
    c.baseline,
    c.target,
        CASE
            WHEN (c.verified IS NOT NULL) THEN 'verified'::text
            ELSE c.refusal
        END AS verdict,
    c.verified,
    c.verified_at,
    c.validated,
    c.validated_at,
    r.recorded_at
   FROM (tadamun.report_values r
     CROSS JOIN LATERAL UNNEST(r.indicators, r.groups, r.declared, r.numerators, r.denominators, r.beneficiaries, r.absences, r.absence_reasons, r.baselines, r.targets, r.verified, r.refusals, r.verified_at, r.validated, r.validated_at) c(indicator_id, group_id, declared, numerator, denominator, beneficiaries, absence, absence_reason, baseline, target, verified, refusal, verified_at, validated, validated_at));

CREATE TABLE tadamun.indicators (
    indicator_id integer NOT NULL,
    code text NOT NULL,
    version smallint DEFAULT 1 NOT NULL,
    name_ar text,
    name_fr text,
    name_en text,
    unit text NOT NULL,
    kind text NOT NULL,
    direction text NOT NULL,
    disaggregation text[] DEFAULT '{}'::text[] NOT NULL,
    minimum double precision,
    maximum double precision,
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT direction_is_known CHECK ((direction = ANY (ARRAY['up'::text, 'down'::text]))),
    CONSTRAINT kind_is_known CHECK ((kind = ANY (ARRAY['flow'::text, 'stock'::text, 'ratio'::text]))),
    CONSTRAINT one_name_at_least CHECK ((num_nonnulls(name_ar, name_fr, name_en) >= 1)),
    CONSTRAINT range_not_reversed CHECK ((minimum <= maximum)),
    CONSTRAINT version_counts_from_one CHECK ((version >= 1))
);

ALTER TABLE tadamun.indicators ALTER COLUMN indicator_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.indicators_indicator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.node_intervals (
    actor_id bigint NOT NULL,
    run_id bigint NOT NULL,
    numbers double precision[] NOT NULL,
    grades text NOT NULL,
    CONSTRAINT grades_are_letters CHECK ((grades ~ '^[A-D-]+$'::text)),
    CONSTRAINT nine_numbers_a_node CHECK (((array_ndims(numbers) = 1) AND (cardinality(numbers) = (9 * length(grades))))),
    CONSTRAINT numbers_are_bounded CHECK ((('1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision >= ALL (numbers)))
);

CREATE TABLE tadamun.score_intervals (
    actor_id bigint NOT NULL,
    run_id bigint NOT NULL,
    mean double precision NOT NULL,
    sd double precision NOT NULL,
    score_p5 double precision NOT NULL,
    score_p50 double precision NOT NULL,
    score_p95 double precision NOT NULL,
    rank_p5 double precision,
    rank_p50 double precision,
    rank_p95 double precision,
    chance_of_top double precision NOT NULL,
    grade text NOT NULL,
    CONSTRAINT chance_is_a_share CHECK (((chance_of_top >= (0)::double precision) AND (chance_of_top <= (1)::double precision))),
    CONSTRAINT rank_counts_from_one CHECK ((rank_p5 >= (1)::double precision)),
    CONSTRAINT ranks_come_together CHECK ((num_nonnulls(rank_p5, rank_p50, rank_p95) = ANY (ARRAY[0, 3]))),
    CONSTRAINT ranks_in_order CHECK (((rank_p5 <= rank_p50) AND (rank_p50 <= rank_p95) AND (rank_p95 <= ('1000000000'::numeric)::double precision))),
    CONSTRAINT scores_in_order CHECK (((score_p5 <= score_p50) AND (score_p50 <= score_p95) AND (score_p95 <= ('1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision))),
    CONSTRAINT sd_not_negative CHECK ((sd >= (0)::double precision))
);

CREATE VIEW tadamun.intervals AS
 SELECT i.actor_id,
    i.run_id,
    r.root_node AS node,
    i.mean,
    i.sd,
    i.score_p5,
    i.score_p50,
    i.score_p95,
    i.rank_p5,
    i.rank_p50,
    i.rank_p95,
    i.chance_of_top,
    i.grade
   FROM (tadamun.score_intervals i
     JOIN tadamun.runs r ON ((r.run_id = i.run_id)))
UNION ALL
 SELECT i.actor_id,
    i.run_id,
    r.nodes[n.n] AS node,
    i.numbers[((9 * n.n) - 8)] AS mean,
    i.numbers[((9 * n.n) - 7)] AS sd,
    i.numbers[((9 * n.n) - 6)] AS score_p5,
    i.numbers[((9 * n.n) - 5)] AS score_p50,
    i.numbers[((9 * n.n) - 4)] AS score_p95,
    i.numbers[((9 * n.n) - 3)] AS rank_p5,
    i.numbers[((9 * n.n) - 2)] AS rank_p50,
    i.numbers[((9 * n.n) - 1)] AS rank_p95,
    i.numbers[(9 * n.n)] AS chance_of_top,
    substr(i.grades, n.n, 1) AS grade
   FROM ((tadamun.node_intervals i
     JOIN tadamun.runs r ON ((r.run_id = i.run_id)))
     CROSS JOIN LATERAL generate_series(1, length(i.grades)) n(n))
  WHERE (substr(i.grades, n.n, 1) <> '-'::text);

CREATE TABLE tadamun.issuer_sign_ins (
    state_sha256 bytea NOT NULL,
    nonce text NOT NULL,
    verifier text NOT NULL,
    begun_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(state_sha256) = 32)),
    CONSTRAINT nonce_is_long CHECK (((length(nonce) >= 43) AND (length(nonce) <= 128))),
    CONSTRAINT verifier_is_long CHECK (((length(verifier) >= 43) AND (length(verifier) <= 128)))
);

CREATE TABLE tadamun.issuer_subjects (
    issuer text NOT NULL,
    subject text NOT NULL,
    person_id bigint NOT NULL,
    linked_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT issuer_is_bounded CHECK (((length(issuer) >= 1) AND (length(issuer) <= 500))),
    CONSTRAINT subject_is_bounded CHECK (((length(subject) >= 1) AND (length(subject) <= 255)))
);

CREATE TABLE tadamun.jobs (
    job_id bigint NOT NULL,
    kind text NOT NULL,
    arguments jsonb DEFAULT '{}'::jsonb NOT NULL,
    schedule text,
    slot_on date,
    due_at timestamp with time zone NOT NULL,
    state text DEFAULT 'ready'::text NOT NULL,
    fence bigint DEFAULT 0 NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone,
    worker text,
    outcome jsonb,
    last_error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    started_at timestamp with time zone,
    CONSTRAINT a_running_job_has_a_lease CHECK (((state = 'running'::text) = (lease_until IS NOT NULL))),
    CONSTRAINT an_ended_job_has_its_time CHECK (((state = ANY (ARRAY['done'::text, 'failed'::text])) = (finished_at IS NOT NULL))),
    CONSTRAINT attempts_are_bounded CHECK (((attempts >= 0) AND (attempts <= 20))),
    CONSTRAINT fence_not_negative CHECK ((fence >= 0)),
    CONSTRAINT kind_is_a_code CHECK (tadamun.is_code(kind)),
    CONSTRAINT state_is_known CHECK ((state = ANY (ARRAY['ready'::text, 'running'::text, 'done'::text, 'failed'::text])))
);

ALTER TABLE tadamun.jobs ALTER COLUMN job_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.jobs_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.kept_actors (
    run_id bigint NOT NULL,
    first_actor bigint NOT NULL,
    last_actor bigint NOT NULL,
    actor_count integer NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT actors_are_in_order CHECK ((first_actor <= last_actor)),
    CONSTRAINT actors_are_kept CHECK ((actor_count >= 1))
);
ALTER TABLE ONLY tadamun.kept_actors ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE TABLE tadamun.kept_funds (
    fund_id bigint NOT NULL,
    kept_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE tadamun.mandates (
    mandate_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    agent_id bigint NOT NULL,
    purpose text NOT NULL,
    first_on date NOT NULL,
    last_on date,
    recorded_by text NOT NULL,
    CONSTRAINT nobody_acts_for_itself CHECK ((actor_id <> agent_id)),
    CONSTRAINT period_not_reversed CHECK (((last_on IS NULL) OR (last_on >= first_on))),
    CONSTRAINT purpose_is_known CHECK ((purpose = ANY (ARRAY['reporting'::text, 'verification'::text]))),
    CONSTRAINT recorder_is_named CHECK ((recorded_by <> ''::text))
);

ALTER TABLE tadamun.mandates ALTER COLUMN mandate_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.mandates_mandate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.match_gifts (
    pool_id bigint NOT NULL,
    campaign_id bigint NOT NULL,
    person_ref text NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT person_is_a_code CHECK (tadamun.is_code(person_ref))
);

CREATE TABLE tadamun.match_givers (
    movement_id bigint NOT NULL,
    giver text NOT NULL,
    CONSTRAINT giver_is_said CHECK ((giver <> ''::text))
);

CREATE TABLE tadamun.match_leftovers (
    pool_id bigint NOT NULL,
    reason text NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT reason_is_said CHECK ((reason <> ''::text))
);

CREATE TABLE tadamun.match_movements (
    movement_id bigint NOT NULL,
    pool_id bigint NOT NULL,
    kind text NOT NULL,
    code text,
    pledge_id bigint,
    campaign_id bigint,
    amount_minor bigint NOT NULL,
    reason text,
    on_day date NOT NULL,
    taken_by text NOT NULL,
    decision_id bigint,
    entry_id bigint,
    CONSTRAINT amount_positive CHECK (((amount_minor > 0) OR ((kind = 'award'::text) AND (amount_minor = 0)))),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT money_moves_with_its_entry CHECK (((kind = ANY (ARRAY['receipt'::text, 'payment'::text, 'withdrawal'::text])) = (entry_id IS NOT NULL))),
    CONSTRAINT movement_is_known CHECK ((kind = ANY (ARRAY['receipt'::text, 'award'::text, 'return'::text, 'payment'::text, 'withdrawal'::text]))),
    CONSTRAINT movement_says_whose CHECK (
CASE kind
    WHEN 'award'::text THEN (num_nulls(pledge_id, campaign_id, reason) = 0)
    WHEN 'return'::text THEN (num_nulls(pledge_id, campaign_id) = 0)
    WHEN 'payment'::text THEN (campaign_id IS NOT NULL)
    ELSE ((code IS NOT NULL) AND (pledge_id IS NULL) AND (campaign_id IS NULL))
END),
    CONSTRAINT taker_is_named CHECK ((taken_by <> ''::text)),
    CONSTRAINT withdrawal_names_its_decision CHECK (((kind = 'withdrawal'::text) = (decision_id IS NOT NULL)))
);

ALTER TABLE tadamun.match_movements ALTER COLUMN movement_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.match_movements_movement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.match_pool_campaigns (
    pool_id bigint NOT NULL,
    campaign_id bigint NOT NULL,
    matched_minor bigint DEFAULT 0 NOT NULL,
    CONSTRAINT matched_not_negative CHECK ((matched_minor >= 0))
);

CREATE TABLE tadamun.match_pool_edges (
    before text NOT NULL,
    after text NOT NULL
);

CREATE TABLE tadamun.match_pool_steps (
    pool_id bigint NOT NULL,
    step smallint NOT NULL,
    state text NOT NULL,
    on_day date NOT NULL,
    taken_by text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    decision_id bigint,
    CONSTRAINT failure_has_a_reason CHECK (((state <> 'cancelled'::text) OR (btrim(reason) <> ''::text))),
    CONSTRAINT opening_names_its_decision CHECK (((state = 'open'::text) = (decision_id IS NOT NULL))),
    CONSTRAINT step_counts_from_one CHECK ((step >= 1)),
    CONSTRAINT taker_is_named CHECK ((taken_by <> ''::text))
);

CREATE TABLE tadamun.match_pool_totals (
    pool_id bigint NOT NULL,
    state text NOT NULL,
    step smallint NOT NULL,
    received_minor bigint DEFAULT 0 NOT NULL,
    awarded_minor bigint DEFAULT 0 NOT NULL,
    paid_minor bigint DEFAULT 0 NOT NULL,
    withdrawn_minor bigint DEFAULT 0 NOT NULL,
    CONSTRAINT awarded_not_negative CHECK ((awarded_minor >= 0)),
    CONSTRAINT match_within_pool CHECK ((((awarded_minor + paid_minor) + withdrawn_minor) <= received_minor))
)
WITH (fillfactor='50');

CREATE TABLE tadamun.match_pools (
    pool_id bigint NOT NULL,
    code text NOT NULL,
    fund_id bigint NOT NULL,
    rule text GENERATED ALWAYS AS ('match_pool'::text) STORED NOT NULL,
    funder_id bigint NOT NULL,
    currency character(3) NOT NULL,
    method text NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    factor_bp integer,
    pledge_part_minor bigint,
    backer_pledges integer,
    campaign_limit_minor bigint,
    spends_whole_pool boolean NOT NULL,
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT ends_after_it_begins CHECK ((last_on >= first_on)),
    CONSTRAINT factor_in_range CHECK (((factor_bp >= 1) AND (factor_bp <= 1000000))),
    CONSTRAINT limit_positive CHECK ((campaign_limit_minor > 0)),
    CONSTRAINT method_is_known CHECK ((method = ANY (ARRAY['per_pledge'::text, 'quadratic'::text]))),
    CONSTRAINT part_positive CHECK ((pledge_part_minor > 0)),
    CONSTRAINT pledges_positive CHECK ((backer_pledges > 0)),
    CONSTRAINT terms_fit_method CHECK (
CASE method
    WHEN 'per_pledge'::text THEN ((factor_bp IS NOT NULL) AND (NOT spends_whole_pool))
    ELSE (num_nonnulls(factor_bp, pledge_part_minor, backer_pledges) = 0)
END)
);

ALTER TABLE tadamun.match_pools ALTER COLUMN pool_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.match_pools_pool_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.match_results (
    pool_id bigint NOT NULL,
    campaign_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    reason text NOT NULL,
    ineligibility text,
    CONSTRAINT amount_not_negative CHECK ((amount_minor >= 0)),
    CONSTRAINT reason_is_said CHECK ((reason <> ''::text))
);

CREATE TABLE tadamun.memberships (
    membership_id bigint NOT NULL,
    member_id bigint NOT NULL,
    union_id bigint NOT NULL,
    union_kind text GENERATED ALWAYS AS ('union'::text) STORED NOT NULL,
    first_on date NOT NULL,
    last_on date,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT nobody_joins_itself CHECK ((member_id <> union_id)),
    CONSTRAINT period_not_reversed CHECK (((last_on IS NULL) OR (last_on >= first_on)))
);

ALTER TABLE tadamun.memberships ALTER COLUMN membership_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.memberships_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.money_publication_parts (
    actor_id bigint NOT NULL,
    publication_id bigint NOT NULL,
    instrument text NOT NULL,
    currency text NOT NULL,
    promised_minor bigint NOT NULL,
    received_minor bigint NOT NULL,
    spent_minor bigint NOT NULL
);

CREATE TABLE tadamun.money_publication_sums (
    publication_id bigint NOT NULL,
    instrument text NOT NULL,
    currency text NOT NULL,
    actors integer,
    promised_minor bigint,
    received_minor bigint,
    spent_minor bigint,
    CONSTRAINT amounts_of_few_are_hidden CHECK (((actors IS NOT NULL) OR (COALESCE(promised_minor, received_minor, spent_minor) IS NULL))),
    CONSTRAINT few_actors_are_hidden CHECK ((actors >= 3))
);

CREATE TABLE tadamun.money_publications (
    publication_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    period_id integer NOT NULL,
    version smallint NOT NULL,
    published_by text NOT NULL,
    published_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT publisher_is_named CHECK ((published_by <> ''::text)),
    CONSTRAINT version_counts_from_one CHECK ((version >= 1))
);

ALTER TABLE tadamun.money_publications ALTER COLUMN publication_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.money_publications_publication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.one_time_links (
    link_id bigint NOT NULL,
    person_id bigint NOT NULL,
    purpose text NOT NULL,
    secret_sha256 bytea NOT NULL,
    issued_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(secret_sha256) = 32)),
    CONSTRAINT links_expire_within_a_week CHECK ((expires_at <= (issued_at + '7 days'::interval))),
    CONSTRAINT purpose_is_known CHECK ((purpose = ANY (ARRAY['invitation'::text, 'reset'::text])))
);

ALTER TABLE ONLY tadamun.one_time_links FORCE ROW LEVEL SECURITY;

ALTER TABLE tadamun.one_time_links ALTER COLUMN link_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.one_time_links_link_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW tadamun.open_bank_lines WITH (security_invoker='true') AS
 SELECT l.line_id,
    l.bank_account_id,
    l.currency,
    l.booked_on,
    l.value_on,
    l.amount_minor,
    l.end_to_end_id,
    l.counterparty,
    l.description,
    l.is_reversal,
    l.content_sha256,
    l.ordinal,
    (l.amount_minor - ((sign((l.amount_minor)::double precision))::bigint * (COALESCE(( SELECT sum(m.amount_minor) AS sum
           FROM tadamun.bank_matches m
          WHERE ((m.line_id = l.line_id) AND (NOT (EXISTS ( SELECT
                   FROM tadamun.bank_match_withdrawals w
                  WHERE (w.match_id = m.match_id)))))), (0)::numeric))::bigint)) AS open_minor
   FROM tadamun.bank_lines l;

CREATE VIEW tadamun.open_cash_entries WITH (security_invoker='true') AS
 SELECT c.entry_id,
    c.fund_id,
    c.currency,
    (c.cash_minor - ((sign((c.cash_minor)::double precision))::bigint * (COALESCE(( SELECT sum(m.amount_minor) AS sum
           FROM ((tadamun.bank_matches m
             JOIN tadamun.bank_lines l USING (line_id))
             JOIN tadamun.bank_accounts b USING (bank_account_id))
          WHERE ((m.entry_id = c.entry_id) AND (b.fund_id = c.fund_id) AND (NOT (EXISTS ( SELECT
                   FROM tadamun.bank_match_withdrawals w
                  WHERE (w.match_id = m.match_id)))))), (0)::numeric))::bigint)) AS open_minor
   FROM ( SELECT p.entry_id,
            p.fund_id,
            p.currency,
            (sum(p.amount_minor))::bigint AS cash_minor
           FROM (tadamun.postings p
             JOIN tadamun.accounts a USING (account_id))
          WHERE (a.kind IN ( SELECT k.account_kind
                   FROM tadamun.bank_cash_kinds k))
          GROUP BY p.entry_id, p.fund_id, p.currency
         HAVING (sum(p.amount_minor) <> (0)::numeric)) c;

CREATE TABLE tadamun.override_approvals (
    override_id bigint NOT NULL,
    asked_by text NOT NULL,
    approved_by text NOT NULL,
    approved_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT approver_is_named CHECK ((btrim(approved_by) <> ''::text)),
    CONSTRAINT override_maker_is_not_checker CHECK ((lower(btrim(approved_by)) <> lower(btrim(asked_by))))
);

CREATE TABLE tadamun.passwords (
    person_id bigint NOT NULL,
    set_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    salt bytea NOT NULL,
    hash bytea NOT NULL,
    rounds integer NOT NULL,
    block_size smallint NOT NULL,
    parallelism smallint NOT NULL,
    CONSTRAINT block_size_is_positive CHECK ((block_size >= 1)),
    CONSTRAINT hash_has_32_bytes CHECK ((octet_length(hash) = 32)),
    CONSTRAINT parallelism_is_positive CHECK ((parallelism >= 1)),
    CONSTRAINT rounds_are_a_cost CHECK ((rounds >= 1024)),
    CONSTRAINT salt_is_long CHECK ((octet_length(salt) >= 16))
);

ALTER TABLE ONLY tadamun.passwords FORCE ROW LEVEL SECURITY;

ALTER TABLE tadamun.payouts ALTER COLUMN payout_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.payouts_payout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.people (
    person_id bigint NOT NULL,
    email text NOT NULL,
    display_name text NOT NULL,
    language text DEFAULT 'fr'::text NOT NULL,
    registered_at timestamp with time zone DEFAULT now() NOT NULL,
    blocked_at timestamp with time zone,
    CONSTRAINT display_name_is_bounded CHECK (((length(btrim(display_name)) >= 1) AND (length(btrim(display_name)) <= 300))),
    CONSTRAINT email_is_an_address CHECK (((email ~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+$'::text) AND (length(email) <= 254))),
    CONSTRAINT email_is_folded CHECK ((email = lower(btrim(email)))),
    CONSTRAINT language_is_known CHECK ((language = ANY (ARRAY['ar'::text, 'fr'::text, 'en'::text])))
);

ALTER TABLE tadamun.people ALTER COLUMN person_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.people_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.period_corrections (
    entry_id bigint NOT NULL,
    relates_to_period bigint NOT NULL
);

CREATE TABLE tadamun.periods (
    period_id integer NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    CONSTRAINT period_in_living_memory CHECK (((first_on >= '1990-01-01'::date) AND (last_on <= '2100-12-31'::date))),
    CONSTRAINT period_not_reversed CHECK ((last_on >= first_on)),
    CONSTRAINT period_within_sixty_years CHECK (((last_on - first_on) <= 21915))
);

ALTER TABLE tadamun.periods ALTER COLUMN period_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.periods_period_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.pledge_edges (
    before text NOT NULL,
    after text NOT NULL
);

CREATE TABLE tadamun.pledge_fees (
    pledge_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0))
);

CREATE TABLE tadamun.pledge_states (
    pledge_id bigint NOT NULL,
    campaign_id bigint NOT NULL,
    state text NOT NULL,
    step smallint NOT NULL,
    is_late boolean NOT NULL,
    is_released boolean NOT NULL,
    attempts smallint NOT NULL,
    next_try_at timestamp with time zone
)
WITH (fillfactor='50');

ALTER TABLE tadamun.pledges ALTER COLUMN pledge_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.pledges_pledge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.policies (
    policy_id bigint NOT NULL,
    code text NOT NULL,
    version integer NOT NULL,
    instrument text,
    status text NOT NULL,
    authority text NOT NULL,
    source text NOT NULL,
    body text NOT NULL,
    sha256 bytea NOT NULL,
    stored_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT authority_is_named CHECK ((authority <> ''::text)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT hash_is_the_bodys CHECK ((sha256 = sha256(convert_to(body, 'UTF8'::name)))),
    CONSTRAINT instrument_is_known CHECK ((instrument = ANY (ARRAY['grant'::text, 'crowdfunding'::text, 'zakat'::text, 'waqf'::text, 'operating'::text]))),
    CONSTRAINT source_is_named CHECK ((source <> ''::text)),
    CONSTRAINT status_is_known CHECK ((status = ANY (ARRAY['confirmed'::text, 'to_be_confirmed'::text]))),
    CONSTRAINT version_counts_from_one CHECK ((version >= 1))
);

ALTER TABLE tadamun.policies ALTER COLUMN policy_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.policies_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.policy_adoptions (
    decision_id bigint NOT NULL,
    policy_id bigint NOT NULL,
    first_on date NOT NULL,
    CONSTRAINT adopted_in_living_memory CHECK (((first_on >= '1990-01-01'::date) AND (first_on <= '2100-12-31'::date)))
);

CREATE TABLE tadamun.pool_agreement_shares (
    agreement_id bigint NOT NULL,
    "position" smallint NOT NULL,
    member_id bigint NOT NULL,
    share_bp integer NOT NULL,
    CONSTRAINT position_fits_an_entry CHECK ((("position" >= 1) AND ("position" <= 199))),
    CONSTRAINT share_is_a_part CHECK (((share_bp >= 1) AND (share_bp <= 10000)))
);

CREATE TABLE tadamun.pool_agreements (
    agreement_id bigint NOT NULL,
    code text NOT NULL,
    union_id bigint NOT NULL,
    first_on date NOT NULL,
    decision_id bigint NOT NULL,
    CONSTRAINT agreed_in_living_memory CHECK (((first_on >= '1990-01-01'::date) AND (first_on <= '2100-12-31'::date))),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code))
);

ALTER TABLE tadamun.pool_agreements ALTER COLUMN agreement_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.pool_agreements_agreement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.pool_distribution_shares (
    distribution_id bigint NOT NULL,
    "position" smallint NOT NULL,
    member_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT amount_not_negative CHECK ((amount_minor >= 0))
);

CREATE TABLE tadamun.pool_distributions (
    distribution_id bigint NOT NULL,
    code text NOT NULL,
    agreement_id bigint NOT NULL,
    pooled_entry_id bigint NOT NULL,
    fund_id bigint NOT NULL,
    currency character(3) NOT NULL,
    amount_minor bigint NOT NULL,
    shared_on date NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text))
);

ALTER TABLE tadamun.pool_distributions ALTER COLUMN distribution_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.pool_distributions_distribution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.programme_frameworks (
    programme_id bigint NOT NULL,
    framework_id bigint NOT NULL,
    first_on date NOT NULL,
    adopted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE tadamun.programmes (
    programme_id bigint NOT NULL,
    code text NOT NULL,
    name_ar text,
    name_fr text,
    name_en text,
    funder_id bigint NOT NULL,
    currency character(3) NOT NULL,
    time_zone text DEFAULT 'Africa/Casablanca'::text NOT NULL,
    calendar text DEFAULT 'quarterly'::text NOT NULL,
    grace_days smallint DEFAULT 30 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT calendar_is_known CHECK ((calendar = ANY (ARRAY['quarterly'::text, 'yearly'::text, 'free'::text]))),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT grace_is_bounded CHECK (((grace_days >= 0) AND (grace_days <= 366))),
    CONSTRAINT one_name_at_least CHECK ((num_nonnulls(name_ar, name_fr, name_en) >= 1))
);

ALTER TABLE tadamun.programmes ALTER COLUMN programme_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.programmes_programme_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.proposal_awards (
    proposal_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    grant_id bigint NOT NULL,
    awarded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT awarder_is_named CHECK ((btrim(awarded_by) <> ''::text))
);

CREATE TABLE tadamun.proposal_claim_shares (
    proposal_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    indicator text NOT NULL,
    group_code text NOT NULL,
    share double precision NOT NULL,
    CONSTRAINT group_is_a_code CHECK (tadamun.is_code(group_code)),
    CONSTRAINT indicator_is_a_code CHECK (tadamun.is_code(indicator)),
    CONSTRAINT share_is_less_than_one CHECK (((share >= (0)::double precision) AND (share < (1)::double precision)))
);

CREATE TABLE tadamun.proposal_leftovers (
    proposal_id bigint NOT NULL,
    reason text NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT leftover_has_a_reason CHECK ((reason <> ''::text)),
    CONSTRAINT leftover_is_positive CHECK ((amount_minor > 0))
);

CREATE TABLE tadamun.proposal_lines (
    actor_id bigint NOT NULL,
    proposal_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    reason text NOT NULL,
    detail text,
    score double precision,
    lower_bound double precision,
    group_code text,
    contributions_minor bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    ineligibility text,
    read_p5 double precision,
    read_p50 double precision,
    read_p95 double precision,
    CONSTRAINT amount_not_negative CHECK ((amount_minor >= 0)),
    CONSTRAINT interval_is_in_order CHECK (((read_p5 <= read_p50) AND (read_p50 <= read_p95))),
    CONSTRAINT interval_is_read_whole CHECK ((num_nonnulls(read_p5, read_p50, read_p95) = ANY (ARRAY[0, 3]))),
    CONSTRAINT line_has_a_reason CHECK ((reason <> ''::text)),
    CONSTRAINT the_ineligible_get_nothing CHECK (((ineligibility IS NULL) OR (amount_minor = 0)))
);

CREATE TABLE tadamun.proposal_overrides (
    override_id bigint NOT NULL,
    proposal_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    reason text NOT NULL,
    asked_by text NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT amount_not_negative CHECK ((amount_minor >= 0)),
    CONSTRAINT asker_is_named CHECK ((btrim(asked_by) <> ''::text)),
    CONSTRAINT override_has_a_reason CHECK ((btrim(reason) <> ''::text))
);

ALTER TABLE tadamun.proposal_overrides ALTER COLUMN override_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.proposal_overrides_override_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.proposal_steps (
    proposal_id bigint NOT NULL,
    state text NOT NULL,
    taken_by text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    taken_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT state_is_known CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'withdrawn'::text]))),
    CONSTRAINT taker_is_named CHECK ((btrim(taken_by) <> ''::text)),
    CONSTRAINT withdrawal_has_a_reason CHECK (((state <> 'withdrawn'::text) OR (btrim(reason) <> ''::text)))
);

CREATE TABLE tadamun.proposal_totals (
    proposal_id bigint NOT NULL,
    budget_minor bigint NOT NULL,
    total_minor numeric NOT NULL,
    CONSTRAINT proposals_stay_within_budget CHECK ((total_minor <= (budget_minor)::numeric))
);

CREATE TABLE tadamun.proposals (
    proposal_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    run_id bigint NOT NULL,
    fund_id bigint NOT NULL,
    currency character(3) NOT NULL,
    budget_minor bigint NOT NULL,
    node text NOT NULL,
    method text NOT NULL,
    source text NOT NULL,
    idempotency_key text NOT NULL,
    body_hash bytea NOT NULL,
    made_by text NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    tx xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT budget_within_limit CHECK (((budget_minor >= 0) AND (budget_minor <= '9000000000000000'::bigint))),
    CONSTRAINT currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(body_hash) = 32)),
    CONSTRAINT key_is_bounded CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 255))),
    CONSTRAINT maker_is_named CHECK ((made_by <> ''::text)),
    CONSTRAINT source_is_named CHECK ((source <> ''::text))
);

ALTER TABLE tadamun.proposals ALTER COLUMN proposal_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.proposals_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.provider_conflicts (
    conflict_id bigint NOT NULL,
    provider text NOT NULL,
    event text NOT NULL,
    kind text NOT NULL,
    external_id text NOT NULL,
    amount_minor bigint NOT NULL,
    body_hash bytea NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(body_hash) = 32))
);

ALTER TABLE tadamun.provider_conflicts ALTER COLUMN conflict_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.provider_conflicts_conflict_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.provider_events (
    provider text NOT NULL,
    event text NOT NULL,
    kind text NOT NULL,
    pledge_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    body_hash bytea NOT NULL,
    outcome text NOT NULL,
    reason text,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT event_is_bounded CHECK (((length(event) >= 1) AND (length(event) <= 200))),
    CONSTRAINT event_kind_is_known CHECK ((kind = ANY (ARRAY['authorised'::text, 'captured'::text, 'expired'::text, 'cancelled'::text, 'refunded'::text, 'refund_failed'::text, 'disputed'::text, 'dispute_won'::text, 'dispute_lost'::text]))),
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(body_hash) = 32)),
    CONSTRAINT provider_is_a_code CHECK (tadamun.is_code(provider))
);

CREATE TABLE tadamun.provinces (
    province_code text NOT NULL,
    region_code text NOT NULL,
    iso_code text,
    kind text NOT NULL,
    name_ar text NOT NULL,
    name_fr text NOT NULL,
    population_2024 integer NOT NULL,
    CONSTRAINT kind_is_known CHECK ((kind = ANY (ARRAY['province'::text, 'prefecture'::text]))),
    CONSTRAINT population_not_negative CHECK ((population_2024 >= 0)),
    CONSTRAINT province_code_has_its_shape CHECK ((province_code ~ '^[0-9]{2}\.[0-9]{3}$'::text)),
    CONSTRAINT province_lies_in_its_region CHECK (("left"(province_code, 2) = region_code))
);

CREATE TABLE tadamun.rankings (
    run_id bigint NOT NULL,
    actors bigint[] NOT NULL
);
ALTER TABLE ONLY tadamun.rankings ALTER COLUMN actors SET STORAGE EXTERNAL;

CREATE TABLE tadamun.reach_publication_counts (
    publication_id bigint NOT NULL,
    indicator text NOT NULL,
    target_group text NOT NULL,
    people bigint,
    CONSTRAINT group_is_a_code CHECK (tadamun.is_code(target_group)),
    CONSTRAINT indicator_is_a_code CHECK (tadamun.is_code(indicator)),
    CONSTRAINT small_counts_are_hidden CHECK ((people >= 10))
);

CREATE TABLE tadamun.reach_publications (
    publication_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    period_id integer NOT NULL,
    version smallint NOT NULL,
    published_by text NOT NULL,
    published_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT publisher_is_named CHECK ((published_by <> ''::text)),
    CONSTRAINT version_counts_from_one CHECK ((version >= 1))
);

ALTER TABLE tadamun.reach_publications ALTER COLUMN publication_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.reach_publications_publication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.receipt_counters (
    fund_id bigint NOT NULL,
    fiscal_year integer NOT NULL,
    last_number integer DEFAULT 0 NOT NULL,
    CONSTRAINT year_in_living_memory CHECK (((fiscal_year >= 1990) AND (fiscal_year <= 2100)))
);

CREATE TABLE tadamun.receipt_voids (
    fund_id bigint NOT NULL,
    fiscal_year integer NOT NULL,
    number integer NOT NULL,
    reason text NOT NULL,
    voided_by text NOT NULL,
    voided_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reason_is_said CHECK ((reason <> ''::text)),
    CONSTRAINT voider_is_named CHECK ((voided_by <> ''::text))
);

CREATE TABLE tadamun.receipts (
    fund_id bigint NOT NULL,
    fiscal_year integer NOT NULL,
    number integer NOT NULL,
    entry_id bigint NOT NULL,
    issued_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT numbers_count_from_one CHECK ((number >= 1))
);

CREATE TABLE tadamun.recovery_codes (
    person_id bigint NOT NULL,
    code_sha256 bytea NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(code_sha256) = 32))
);

ALTER TABLE ONLY tadamun.recovery_codes FORCE ROW LEVEL SECURITY;

CREATE TABLE tadamun.regions (
    region_code text NOT NULL,
    iso_code text NOT NULL,
    name_ar text NOT NULL,
    name_fr text NOT NULL,
    name_en text NOT NULL,
    population_2024 integer NOT NULL,
    CONSTRAINT population_not_negative CHECK ((population_2024 >= 0)),
    CONSTRAINT region_code_is_two_digits CHECK ((region_code ~ '^[0-9]{2}$'::text))
);

CREATE TABLE tadamun.report_draft_cells (
    actor_id bigint NOT NULL,
    draft_id bigint NOT NULL,
    "position" smallint NOT NULL,
    indicator text NOT NULL,
    target_group text NOT NULL,
    state text NOT NULL,
    value double precision,
    numerator double precision,
    denominator double precision,
    beneficiaries bigint,
    reason text,
    CONSTRAINT a_reason_only_where_missing CHECK (((reason IS NULL) OR (state = ANY (ARRAY['missing'::text, 'refused'::text])))),
    CONSTRAINT a_value_where_reported CHECK (((state = 'reported'::text) = (value IS NOT NULL))),
    CONSTRAINT beneficiaries_not_negative CHECK ((beneficiaries >= 0)),
    CONSTRAINT denominator_is_a_number CHECK (((denominator >= (0)::double precision) AND (denominator <= ('1000000000000000'::numeric)::double precision))),
    CONSTRAINT group_is_a_code CHECK (tadamun.is_code(target_group)),
    CONSTRAINT indicator_is_a_code CHECK (tadamun.is_code(indicator)),
    CONSTRAINT numerator_is_a_number CHECK (((numerator >= ('-1000000000000000'::numeric)::double precision) AND (numerator <= ('1000000000000000'::numeric)::double precision))),
    CONSTRAINT state_is_known CHECK ((state = ANY (ARRAY['reported'::text, 'missing'::text, 'refused'::text, 'not_due'::text]))),
    CONSTRAINT value_is_a_number CHECK (((value >= ('-1000000000000000'::numeric)::double precision) AND (value <= ('1000000000000000'::numeric)::double precision)))
);

CREATE TABLE tadamun.report_draft_reasons (
    actor_id bigint NOT NULL,
    draft_id bigint NOT NULL,
    indicator text NOT NULL,
    reason text NOT NULL,
    CONSTRAINT indicator_is_a_code CHECK (tadamun.is_code(indicator)),
    CONSTRAINT reason_is_bounded CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 2000)))
);

CREATE TABLE tadamun.report_draft_writers (
    actor_id bigint NOT NULL,
    draft_id bigint NOT NULL,
    saved_by text NOT NULL,
    CONSTRAINT saver_is_named CHECK ((saved_by <> ''::text))
);

CREATE TABLE tadamun.report_drafts (
    actor_id bigint NOT NULL,
    draft_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    period_id integer NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    begun_by text NOT NULL,
    idempotency_key text NOT NULL,
    saved_by text NOT NULL,
    saved_at timestamp with time zone DEFAULT now() NOT NULL,
    report_id bigint,
    ended_at timestamp with time zone,
    CONSTRAINT beginner_is_named CHECK ((begun_by <> ''::text)),
    CONSTRAINT key_is_bounded CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 255))),
    CONSTRAINT saver_is_named CHECK ((saved_by <> ''::text)),
    CONSTRAINT version_counts_from_one CHECK ((version >= 1)),
    CONSTRAINT what_was_submitted_is_closed CHECK (((report_id IS NULL) OR (ended_at IS NOT NULL)))
);

ALTER TABLE tadamun.report_drafts ALTER COLUMN draft_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.report_drafts_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.report_evidence (
    actor_id bigint NOT NULL,
    report_id bigint NOT NULL,
    sha256 bytea NOT NULL,
    name text NOT NULL,
    attached_by text NOT NULL,
    attached_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT attacher_is_named CHECK ((attached_by <> ''::text)),
    CONSTRAINT name_is_bounded CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 200)))
);

CREATE TABLE tadamun.report_locks (
    actor_id bigint NOT NULL,
    report_id bigint NOT NULL,
    locked_by text NOT NULL,
    locked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT locker_is_named CHECK ((locked_by <> ''::text))
);

CREATE TABLE tadamun.report_reopenings (
    actor_id bigint NOT NULL,
    report_id bigint NOT NULL,
    reopened_by text NOT NULL,
    reason text NOT NULL,
    reopened_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT a_reopening_says_why CHECK ((btrim(reason) <> ''::text)),
    CONSTRAINT reopener_is_named CHECK ((reopened_by <> ''::text))
);

CREATE TABLE tadamun.report_validations (
    actor_id bigint NOT NULL,
    report_id bigint NOT NULL,
    author text NOT NULL,
    verifier text NOT NULL,
    validated_by text NOT NULL,
    basis text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    validated_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT approver_is_named CHECK ((validated_by <> ''::text)),
    CONSTRAINT author_neither_verifies_nor_approves CHECK (((lower(author) <> lower(verifier)) AND (lower(author) <> lower(validated_by)))),
    CONSTRAINT basis_is_known CHECK ((basis = ANY (ARRAY['three_persons'::text, 'second_person'::text]))),
    CONSTRAINT three_persons_are_three CHECK (((basis = 'second_person'::text) OR (lower(verifier) <> lower(validated_by))))
);

CREATE TABLE tadamun.reporting_requirements (
    requirement_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    indicator text NOT NULL,
    group_id integer NOT NULL,
    first_on date NOT NULL,
    last_on date,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT indicator_is_a_code CHECK (tadamun.is_code(indicator)),
    CONSTRAINT period_not_reversed CHECK (((last_on IS NULL) OR (last_on >= first_on))),
    CONSTRAINT recorder_is_named CHECK ((recorded_by <> ''::text)),
    CONSTRAINT requirement_in_living_memory CHECK (((first_on >= '1990-01-01'::date) AND ((last_on IS NULL) OR (last_on <= '2100-12-31'::date))))
);

ALTER TABLE tadamun.reporting_requirements ALTER COLUMN requirement_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.reporting_requirements_requirement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.reports (
    actor_id bigint NOT NULL,
    report_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    period_id integer NOT NULL,
    version smallint NOT NULL,
    source text NOT NULL,
    external_ref text NOT NULL,
    body_hash bytea NOT NULL,
    submitted_on date NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    tx xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(body_hash) = 32)),
    CONSTRAINT reference_is_bounded CHECK (((length(external_ref) >= 1) AND (length(external_ref) <= 255))),
    CONSTRAINT source_is_named CHECK ((source <> ''::text)),
    CONSTRAINT version_counts_from_one CHECK ((version >= 1))
);

ALTER TABLE tadamun.reports ALTER COLUMN report_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME tadamun.reports_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.request_keys (
    source text NOT NULL,
    key text NOT NULL,
    person_id bigint,
    request_sha256 bytea NOT NULL,
    carried_out_at timestamp with time zone DEFAULT now() NOT NULL,
    status smallint,
    location text,
    tag text,
    body text,
    CONSTRAINT answers_have_a_status CHECK (((status IS NOT NULL) OR (num_nonnulls(location, tag, body) = 0))),
    CONSTRAINT body_is_bounded CHECK ((length(body) <= 65536)),
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(request_sha256) = 32)),
    CONSTRAINT key_is_bounded CHECK (((length(key) >= 1) AND (length(key) <= 255))),
    CONSTRAINT source_is_bounded CHECK (((length(source) >= 1) AND (length(source) <= 100))),
    CONSTRAINT status_says_success CHECK (((status >= 200) AND (status <= 299)))
);

CREATE TABLE tadamun.review_thresholds (
    programme_id bigint NOT NULL,
    first_on date NOT NULL,
    threshold_minor bigint NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT recorder_is_named CHECK ((recorded_by <> ''::text)),
    CONSTRAINT threshold_not_negative CHECK ((threshold_minor >= 0))
);

CREATE TABLE tadamun.role_grants (
    grant_id bigint NOT NULL,
    person_id bigint NOT NULL,
    role text NOT NULL,
    actor_id bigint,
    first_on date NOT NULL,
    last_on date,
    granted_by text NOT NULL,
    granted_at timestamp with time zone DEFAULT now() NOT NULL,
    is_withdrawn boolean DEFAULT false NOT NULL,
    CONSTRAINT granter_is_named CHECK ((granted_by <> ''::text)),
    CONSTRAINT period_not_reversed CHECK (((last_on IS NULL) OR (last_on >= first_on))),
    CONSTRAINT role_fits_its_organisation CHECK (
CASE role
    WHEN 'reporter'::text THEN (actor_id IS NOT NULL)
    WHEN 'verifier'::text THEN true
    ELSE (actor_id IS NULL)
END),
    CONSTRAINT role_is_known CHECK ((role = ANY (ARRAY['reporter'::text, 'verifier'::text, 'approver'::text, 'funder'::text, 'auditor'::text, 'operator'::text, 'donor_keeper'::text])))
);

ALTER TABLE tadamun.role_grants ALTER COLUMN grant_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.role_grants_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.ruled_fund_account_kinds (
    rule text NOT NULL,
    account_kind text NOT NULL
);

CREATE TABLE tadamun.ruled_fund_entry_kinds (
    rule text NOT NULL,
    entry_kind text NOT NULL
);

CREATE TABLE tadamun.ruled_funds (
    fund_id bigint NOT NULL,
    rule text NOT NULL,
    CONSTRAINT rule_is_known CHECK ((rule = ANY (ARRAY['zakat'::text, 'waqf_principal'::text, 'waqf_yield'::text, 'campaign'::text, 'match_pool'::text])))
);

CREATE TABLE tadamun.run_factors (
    run_id bigint NOT NULL,
    factor text NOT NULL,
    first_order double precision NOT NULL,
    first_low double precision NOT NULL,
    first_high double precision NOT NULL,
    total_order double precision NOT NULL,
    total_low double precision NOT NULL,
    total_high double precision NOT NULL,
    CONSTRAINT first_in_order CHECK (((first_low <= first_high) AND (first_high <= ('1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision))),
    CONSTRAINT total_in_order CHECK (((total_low <= total_high) AND (total_high <= ('1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision)))
);

CREATE TABLE tadamun.run_signatures (
    run_id bigint NOT NULL,
    key_id text NOT NULL,
    manifest text NOT NULL,
    signature bytea NOT NULL,
    signed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT manifest_is_bounded CHECK (((length(manifest) >= 2) AND (length(manifest) <= 65536))),
    CONSTRAINT signature_has_64_bytes CHECK ((octet_length(signature) = 64))
);

CREATE TABLE tadamun.run_warnings (
    run_id bigint NOT NULL,
    place integer NOT NULL,
    actor_id bigint,
    kind text NOT NULL,
    indicator text,
    observations integer NOT NULL,
    p_value double precision,
    message text NOT NULL,
    is_own boolean NOT NULL,
    CONSTRAINT kind_is_known CHECK ((kind = ANY (ARRAY['first_digits'::text, 'heaping'::text, 'identical_rows'::text, 'copied_values'::text, 'small_spread'::text, 'bunching'::text]))),
    CONSTRAINT message_says_something CHECK ((btrim(message) <> ''::text)),
    CONSTRAINT observations_counted CHECK ((observations >= 1)),
    CONSTRAINT own_is_somebodys CHECK (((NOT is_own) OR (actor_id IS NOT NULL))),
    CONSTRAINT p_value_is_a_probability CHECK (((p_value >= (0)::double precision) AND (p_value <= (1)::double precision))),
    CONSTRAINT place_counts_from_one CHECK ((place >= 1))
);

ALTER TABLE tadamun.runs ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.runs_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.scale_issues (
    programme_id bigint NOT NULL,
    framework_id bigint NOT NULL,
    reporting_year smallint NOT NULL,
    version integer NOT NULL,
    scale_id bigint NOT NULL,
    issued_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    issued_by text NOT NULL,
    CONSTRAINT issuer_is_named CHECK ((issued_by <> ''::text)),
    CONSTRAINT version_counts_from_one CHECK ((version >= 1)),
    CONSTRAINT year_in_living_memory CHECK (((reporting_year >= 1990) AND (reporting_year <= 2100)))
);

CREATE TABLE tadamun.scales (
    scale_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    framework_id bigint NOT NULL,
    sha256 bytea NOT NULL,
    body text NOT NULL,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT hash_is_of_the_body CHECK ((sha256 = sha256(convert_to(body, 'UTF8'::name))))
);

ALTER TABLE tadamun.scales ALTER COLUMN scale_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.scales_scale_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW tadamun.standings AS
 SELECT (((t.block * 32) + p.n) - 1) AS actor_id,
    t.run_id,
    p.sheet_run_id,
    t.ranks[((((p.n - 1) * w.nodes) + 1))::integer:((p.n * w.nodes))::integer] AS ranks,
    p.band
   FROM ((tadamun.standing_blocks t
     CROSS JOIN LATERAL ( SELECT (cardinality(t.ranks) / cardinality(t.sheet_run_ids)) AS nodes) w)
     CROSS JOIN LATERAL UNNEST(t.sheet_run_ids, t.bands) WITH ORDINALITY p(sheet_run_id, band, n))
  WHERE (p.sheet_run_id IS NOT NULL);

CREATE VIEW tadamun.score_parts AS
 SELECT s.actor_id,
    s.run_id,
    f.indicator,
    f.group_code,
    f.raw,
    f.normalised,
    f.evidence,
    f.weight,
    f.contribution,
    f.status
   FROM (tadamun.standings s
     CROSS JOIN LATERAL tadamun.score_parts_at(s.run_id, s.sheet_run_id, s.actor_id) f(indicator, group_code, raw, normalised, evidence, weight, contribution, status));

CREATE VIEW tadamun.scores AS
 SELECT s.actor_id,
    s.run_id,
    f.node,
    f.score,
    f.unweighted,
    f.lower_bound,
    f.upper_bound,
    f.rank,
    f.coverage,
    f.status
   FROM (tadamun.standings s
     CROSS JOIN LATERAL tadamun.scores_at(s.run_id, s.sheet_run_id, s.actor_id, s.ranks) f(node, score, unweighted, lower_bound, upper_bound, rank, coverage, status));

CREATE TABLE tadamun.seals (
    seal_id bigint NOT NULL,
    previous_id bigint,
    first_entry bigint NOT NULL,
    last_entry bigint NOT NULL,
    entries integer NOT NULL,
    root bytea NOT NULL,
    chain bytea NOT NULL,
    sealed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT chain_is_sha256 CHECK ((octet_length(chain) = 32)),
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(root) = 32)),
    CONSTRAINT seal_covers_entries CHECK ((last_entry >= first_entry))
);

ALTER TABLE tadamun.seals ALTER COLUMN seal_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.seals_seal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.second_factors (
    person_id bigint NOT NULL,
    sealed_secret bytea NOT NULL,
    confirmed_at timestamp with time zone,
    last_step bigint DEFAULT 0 NOT NULL,
    CONSTRAINT steps_count_up CHECK ((last_step >= 0))
);

ALTER TABLE ONLY tadamun.second_factors FORCE ROW LEVEL SECURITY;

CREATE TABLE tadamun.security_chain (
    is_the_head boolean DEFAULT true NOT NULL,
    sequence bigint NOT NULL,
    sha256 bytea NOT NULL,
    CONSTRAINT there_is_one_head CHECK (is_the_head)
);

CREATE TABLE tadamun.security_events (
    sequence bigint NOT NULL,
    previous_sha256 bytea NOT NULL,
    sha256 bytea NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    person_id bigint,
    recorded_by text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    detail jsonb NOT NULL,
    CONSTRAINT kind_is_a_code CHECK (tadamun.is_code(kind))
);

CREATE TABLE tadamun.sessions (
    session_id bigint NOT NULL,
    person_id bigint NOT NULL,
    secret_sha256 bytea NOT NULL,
    began_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    has_second_factor boolean DEFAULT false NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(secret_sha256) = 32)),
    CONSTRAINT sessions_end CHECK (((ends_at > began_at) AND (ends_at <= (began_at + '24:00:00'::interval))))
);

ALTER TABLE tadamun.sessions ALTER COLUMN session_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.sessions_session_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.sign_in_attempts (
    attempt_id bigint NOT NULL,
    account_sha256 bytea NOT NULL,
    address text NOT NULL,
    attempted_at timestamp with time zone DEFAULT now() NOT NULL,
    succeeded boolean DEFAULT false NOT NULL,
    CONSTRAINT hash_is_sha256 CHECK ((octet_length(account_sha256) = 32))
);

ALTER TABLE tadamun.sign_in_attempts ALTER COLUMN attempt_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.sign_in_attempts_attempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.signing_keys (
    key_id text NOT NULL,
    public_key bytea NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT key_has_32_bytes CHECK ((octet_length(public_key) = 32)),
    CONSTRAINT key_is_named_by_its_hash CHECK ((key_id = encode(sha256(('\x302a300506032b6570032100'::bytea || public_key)), 'hex'::text)))
);

CREATE TABLE tadamun.slots (
    schedule text NOT NULL,
    slot_on date NOT NULL,
    slot_at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT outcome_is_known CHECK ((outcome = ANY (ARRAY['run'::text, 'skipped'::text]))),
    CONSTRAINT schedule_is_named CHECK ((schedule <> ''::text))
);

CREATE TABLE tadamun.spendable_amounts (
    spendable_id bigint NOT NULL,
    fund_id bigint NOT NULL,
    currency character(3) NOT NULL,
    amount_minor bigint NOT NULL,
    source text NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT spendable_has_a_source CHECK ((btrim(source) <> ''::text)),
    CONSTRAINT spendable_not_negative CHECK ((amount_minor >= 0))
);

ALTER TABLE tadamun.spendable_amounts ALTER COLUMN spendable_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.spendable_amounts_spendable_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.target_groups (
    group_id integer NOT NULL,
    code text NOT NULL,
    name_ar text,
    name_fr text,
    name_en text,
    axis text,
    CONSTRAINT axis_is_a_code CHECK (tadamun.is_code(axis)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT everybody_is_on_no_axis CHECK (((axis IS NULL) OR (code <> 'all'::text))),
    CONSTRAINT one_name_at_least CHECK ((num_nonnulls(name_ar, name_fr, name_en) >= 1))
);

ALTER TABLE tadamun.target_groups ALTER COLUMN group_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.target_groups_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.targets (
    actor_id bigint NOT NULL,
    target_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    indicator_id integer NOT NULL,
    group_id integer NOT NULL,
    period_id integer NOT NULL,
    baseline double precision,
    target double precision,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT baseline_is_a_number CHECK (((baseline >= ('-1000000000000000'::numeric)::double precision) AND (baseline <= ('1000000000000000'::numeric)::double precision))),
    CONSTRAINT something_is_agreed CHECK ((num_nonnulls(baseline, target) >= 1)),
    CONSTRAINT target_is_a_number CHECK (((target >= ('-1000000000000000'::numeric)::double precision) AND (target <= ('1000000000000000'::numeric)::double precision)))
);

ALTER TABLE tadamun.targets ALTER COLUMN target_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.targets_target_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.training_attendance (
    training_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    group_id integer NOT NULL,
    people integer NOT NULL,
    CONSTRAINT people_are_counted CHECK (((people >= 1) AND (people <= 1000000)))
);

CREATE TABLE tadamun.trainings (
    training_id bigint NOT NULL,
    code text NOT NULL,
    centre_id bigint NOT NULL,
    topic text NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    hours smallint NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT hours_are_positive CHECK (((hours >= 1) AND (hours <= 2000))),
    CONSTRAINT period_not_reversed CHECK ((last_on >= first_on)),
    CONSTRAINT recorder_is_named CHECK ((recorded_by <> ''::text)),
    CONSTRAINT topic_is_bounded CHECK (((length(btrim(topic)) >= 1) AND (length(btrim(topic)) <= 300)))
);

ALTER TABLE tadamun.trainings ALTER COLUMN training_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.trainings_training_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.tranche_conditions (
    grant_id bigint NOT NULL,
    version smallint NOT NULL,
    tranche smallint NOT NULL,
    condition smallint NOT NULL,
    kind text NOT NULL,
    due_on date,
    report smallint,
    document text,
    minimum_minor bigint,
    minimum_bp integer,
    programme_id bigint,
    indicator text,
    target_group text,
    node text,
    minimum double precision,
    reads text,
    CONSTRAINT condition_says_what_it_needs CHECK (
CASE kind
    WHEN 'report'::text THEN (report IS NOT NULL)
    WHEN 'audit'::text THEN (document IS NOT NULL)
    WHEN 'document'::text THEN (document IS NOT NULL)
    WHEN 'cofunding'::text THEN (minimum_minor IS NOT NULL)
    WHEN 'spend_ratio'::text THEN (minimum_bp IS NOT NULL)
    WHEN 'indicator'::text THEN ((indicator IS NOT NULL) AND (target_group IS NOT NULL) AND (minimum IS NOT NULL) AND (reads = ANY (ARRAY['at_least'::text, 'at_most'::text])))
    WHEN 'score'::text THEN ((programme_id IS NOT NULL) AND (node IS NOT NULL) AND (minimum IS NOT NULL) AND (reads = ANY (ARRAY['score'::text, 'lower_bound'::text])))
    ELSE NULL::boolean
END),
    CONSTRAINT conditions_count_from_one CHECK (((condition >= 1) AND (condition <= 50))),
    CONSTRAINT document_is_a_code CHECK (tadamun.is_code(document)),
    CONSTRAINT kind_is_known CHECK ((kind = ANY (ARRAY['report'::text, 'audit'::text, 'cofunding'::text, 'spend_ratio'::text, 'indicator'::text, 'document'::text, 'score'::text]))),
    CONSTRAINT minimum_is_a_number CHECK (((minimum >= ('-1000000000000000'::numeric)::double precision) AND (minimum <= ('1000000000000000'::numeric)::double precision))),
    CONSTRAINT minimum_is_a_share CHECK (((minimum_bp >= 1) AND (minimum_bp <= 10000))),
    CONSTRAINT minimum_positive CHECK ((minimum_minor > 0))
);

CREATE TABLE tadamun.tranche_steps (
    grant_id bigint NOT NULL,
    tranche smallint NOT NULL,
    step integer NOT NULL,
    machine text GENERATED ALWAYS AS ('tranche'::text) STORED NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    before integer GENERATED ALWAYS AS (NULLIF((step - 1), 0)) STORED,
    on_day date NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    recorded_by text NOT NULL,
    decision_id bigint,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT a_request_is_decided_on CHECK (((to_state <> ALL (ARRAY['requested'::text, 'approved'::text, 'paid'::text])) OR (decision_id IS NOT NULL))),
    CONSTRAINT recorder_is_named CHECK ((btrim(recorded_by) <> ''::text)),
    CONSTRAINT steps_count_from_one CHECK ((step >= 1)),
    CONSTRAINT tranche_starts_once CHECK (((step = 1) = (from_state = 'none'::text)))
);

CREATE VIEW tadamun.tranche_states WITH (security_invoker='true') AS
 SELECT DISTINCT ON (tranche_steps.grant_id, tranche_steps.tranche) tranche_steps.grant_id,
    tranche_steps.tranche,
    tranche_steps.to_state AS state,
    tranche_steps.step,
    tranche_steps.on_day,
    tranche_steps.recorded_by,
    tranche_steps.decision_id
   FROM tadamun.tranche_steps
  ORDER BY tranche_steps.grant_id, tranche_steps.tranche, tranche_steps.step DESC;

CREATE TABLE tadamun.verdict_reasons (
    actor_id bigint NOT NULL,
    report_id bigint NOT NULL,
    indicator_id integer NOT NULL,
    group_id integer NOT NULL,
    reason text NOT NULL,
    CONSTRAINT reason_is_bounded CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 2000)))
);

CREATE TABLE tadamun.verification_sample_frame (
    sample_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    report_id bigint NOT NULL,
    weight double precision NOT NULL,
    part text,
    CONSTRAINT part_is_known CHECK ((part = ANY (ARRAY['random'::text, 'risk'::text]))),
    CONSTRAINT weight_is_positive CHECK ((weight > (0)::double precision))
);

CREATE TABLE tadamun.verification_samples (
    sample_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    period_id integer NOT NULL,
    seed bigint NOT NULL,
    random_count integer NOT NULL,
    risk_count integer NOT NULL,
    drawn_by text NOT NULL,
    idempotency_key text NOT NULL,
    drawn_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT drawer_is_named CHECK ((drawn_by <> ''::text)),
    CONSTRAINT everybody_has_a_chance CHECK ((random_count >= 1)),
    CONSTRAINT key_is_bounded CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 255))),
    CONSTRAINT risk_count_not_negative CHECK ((risk_count >= 0))
);

ALTER TABLE tadamun.verification_samples ALTER COLUMN sample_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.verification_samples_sample_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.verifications (
    actor_id bigint NOT NULL,
    verification_id bigint NOT NULL,
    report_id bigint NOT NULL,
    outcome text NOT NULL,
    verified_by text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    verified_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT a_return_says_why CHECK (((outcome <> 'returned'::text) OR (btrim(note) <> ''::text))),
    CONSTRAINT outcome_is_known CHECK ((outcome = ANY (ARRAY['verified'::text, 'returned'::text]))),
    CONSTRAINT verifier_is_named CHECK ((verified_by <> ''::text))
);

ALTER TABLE tadamun.verifications ALTER COLUMN verification_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.verifications_verification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.waqf_assets (
    asset_id bigint NOT NULL,
    code text NOT NULL,
    waqf_id bigint NOT NULL,
    kind text NOT NULL,
    title_no text NOT NULL,
    book_minor bigint NOT NULL,
    origin text NOT NULL,
    acquired_on date NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((book_minor > 0)),
    CONSTRAINT asset_kind_is_known CHECK ((kind = ANY (ARRAY['land'::text, 'building'::text, 'shares'::text, 'sukuk'::text, 'movable'::text]))),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT origin_is_known CHECK ((origin = ANY (ARRAY['given'::text, 'bought'::text, 'replacement'::text]))),
    CONSTRAINT title_is_named CHECK ((btrim(title_no) <> ''::text))
);

CREATE TABLE tadamun.waqf_losses (
    loss_id bigint NOT NULL,
    code text NOT NULL,
    waqf_id bigint NOT NULL,
    asset_id bigint,
    amount_minor bigint NOT NULL,
    lost_on date NOT NULL,
    reason text NOT NULL,
    decision_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT reason_is_said CHECK ((btrim(reason) <> ''::text))
);

CREATE VIEW tadamun.waqf_asset_books WITH (security_invoker='true') AS
 SELECT a.asset_id,
    a.code,
    a.waqf_id,
    a.kind,
    a.title_no,
    a.origin,
    a.acquired_on,
    tadamun.waqf_asset_state(a.asset_id) AS state,
    (a.book_minor - (COALESCE(( SELECT sum(l.amount_minor) AS sum
           FROM tadamun.waqf_losses l
          WHERE (l.asset_id = a.asset_id)), (0)::numeric))::bigint) AS book_minor
   FROM tadamun.waqf_assets a;

CREATE TABLE tadamun.waqf_asset_steps (
    asset_id bigint NOT NULL,
    step smallint NOT NULL,
    state text NOT NULL,
    on_day date NOT NULL,
    taken_by text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    CONSTRAINT asset_state_is_known CHECK ((state = ANY (ARRAY['active'::text, 'under_repair'::text, 'substitution_requested'::text, 'sold'::text, 'substituted'::text, 'destroyed'::text, 'returned'::text]))),
    CONSTRAINT step_counts_from_one CHECK ((step >= 1)),
    CONSTRAINT taker_is_named CHECK ((taken_by <> ''::text))
);

ALTER TABLE tadamun.waqf_assets ALTER COLUMN asset_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.waqf_assets_asset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.waqf_cost_payments (
    code text NOT NULL,
    cost_id bigint NOT NULL,
    waqf_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    paid_on date NOT NULL,
    entry_id bigint NOT NULL,
    decision_id bigint,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code))
);

CREATE TABLE tadamun.waqf_costs (
    cost_id bigint NOT NULL,
    code text NOT NULL,
    waqf_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    owed_minor bigint NOT NULL,
    incurred_on date NOT NULL,
    description text NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT cost_is_described CHECK ((btrim(description) <> ''::text)),
    CONSTRAINT owed_within_cost CHECK (((owed_minor >= 0) AND (owed_minor <= amount_minor)))
);

ALTER TABLE tadamun.waqf_costs ALTER COLUMN cost_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.waqf_costs_cost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.waqf_edges (
    before text NOT NULL,
    after text NOT NULL,
    only_duration text,
    CONSTRAINT duration_is_known CHECK ((only_duration = ANY (ARRAY['perpetual'::text, 'temporary'::text])))
);

CREATE TABLE tadamun.waqf_expert_reports (
    istibdal_id bigint NOT NULL,
    number smallint NOT NULL,
    expert text NOT NULL,
    reference text NOT NULL,
    value_minor bigint NOT NULL,
    CONSTRAINT expert_is_named CHECK ((btrim(expert) <> ''::text)),
    CONSTRAINT numbers_count_from_one CHECK ((number >= 1)),
    CONSTRAINT reference_is_named CHECK ((btrim(reference) <> ''::text)),
    CONSTRAINT value_not_negative CHECK ((value_minor >= 0))
);

CREATE TABLE tadamun.waqf_expiries (
    waqf_id bigint NOT NULL,
    expired_on date NOT NULL,
    corpus_minor bigint NOT NULL,
    gains_minor bigint NOT NULL,
    losses_minor bigint NOT NULL,
    entry_id bigint,
    CONSTRAINT corpus_not_negative CHECK ((corpus_minor >= 0)),
    CONSTRAINT gains_not_negative CHECK ((gains_minor >= 0)),
    CONSTRAINT losses_not_negative CHECK ((losses_minor >= 0))
);

CREATE TABLE tadamun.waqf_istibdals (
    istibdal_id bigint NOT NULL,
    code text NOT NULL,
    waqf_id bigint NOT NULL,
    asset_id bigint NOT NULL,
    grounds text NOT NULL,
    requested_on date NOT NULL,
    decision_id bigint NOT NULL,
    policy_id bigint NOT NULL,
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT grounds_are_known CHECK ((grounds = ANY (ARRAY['decaying'::text, 'unusable'::text, 'public_necessity'::text, 'no_yield'::text])))
);

ALTER TABLE tadamun.waqf_istibdals ALTER COLUMN istibdal_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.waqf_istibdals_istibdal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE tadamun.waqf_losses ALTER COLUMN loss_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.waqf_losses_loss_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.waqf_mandates (
    mandate_id bigint NOT NULL,
    waqf_id bigint NOT NULL,
    nazir_id bigint NOT NULL,
    first_on date NOT NULL,
    last_on date,
    fee_bp integer NOT NULL,
    document text NOT NULL,
    CONSTRAINT document_is_named CHECK ((btrim(document) <> ''::text)),
    CONSTRAINT fee_in_range CHECK (((fee_bp >= 0) AND (fee_bp <= 10000))),
    CONSTRAINT mandate_not_reversed CHECK ((last_on >= first_on))
);

ALTER TABLE tadamun.waqf_mandates ALTER COLUMN mandate_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.waqf_mandates_mandate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.waqf_need_closings (
    need_id bigint NOT NULL,
    closed_on date NOT NULL,
    closed_by text NOT NULL,
    reason text NOT NULL,
    released_minor bigint NOT NULL,
    entry_id bigint,
    CONSTRAINT reason_is_said CHECK ((btrim(reason) <> ''::text)),
    CONSTRAINT release_has_its_entry CHECK (((released_minor > 0) = (entry_id IS NOT NULL))),
    CONSTRAINT released_not_negative CHECK ((released_minor >= 0)),
    CONSTRAINT taker_is_named CHECK ((closed_by <> ''::text))
);

CREATE TABLE tadamun.waqf_needs (
    need_id bigint NOT NULL,
    code text NOT NULL,
    waqf_id bigint NOT NULL,
    asset_id bigint,
    amount_minor bigint NOT NULL,
    urgency text NOT NULL,
    found_on date NOT NULL,
    due_on date NOT NULL,
    evidence text NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT due_after_found CHECK ((due_on >= found_on)),
    CONSTRAINT evidence_is_said CHECK ((btrim(evidence) <> ''::text)),
    CONSTRAINT urgency_is_known CHECK ((urgency = ANY (ARRAY['urgent'::text, 'planned'::text])))
);

CREATE TABLE tadamun.waqf_payouts (
    payout_id bigint NOT NULL,
    code text NOT NULL,
    waqf_id bigint NOT NULL,
    kind text NOT NULL,
    beneficiary text,
    actor_id bigint,
    need_id bigint,
    amount_minor bigint NOT NULL,
    from_reserve_minor bigint NOT NULL,
    paid_on date NOT NULL,
    decision_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT payout_is_for_somebody CHECK (
CASE kind
    WHEN 'share'::text THEN ((beneficiary IS NOT NULL) AND (need_id IS NULL))
    WHEN 'fee'::text THEN ((actor_id IS NOT NULL) AND (num_nonnulls(beneficiary, need_id) = 0))
    ELSE ((need_id IS NOT NULL) AND (num_nonnulls(beneficiary, actor_id) = 0))
END),
    CONSTRAINT payout_kind_is_known CHECK ((kind = ANY (ARRAY['share'::text, 'fee'::text, 'work'::text]))),
    CONSTRAINT reserve_pays_works CHECK ((((from_reserve_minor >= 0) AND (from_reserve_minor <= amount_minor)) AND ((kind = 'work'::text) OR (from_reserve_minor = 0))))
);

CREATE TABLE tadamun.waqf_principal_receipts (
    receipt_id bigint NOT NULL,
    code text NOT NULL,
    waqf_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    received_on date NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code))
);

CREATE TABLE tadamun.waqf_redirections (
    waqf_id bigint NOT NULL,
    beneficiary text NOT NULL,
    actor_id bigint NOT NULL,
    purpose text NOT NULL,
    decision_id bigint,
    redirected_on date NOT NULL,
    entry_id bigint,
    CONSTRAINT beneficiary_is_a_code CHECK (tadamun.is_code(beneficiary)),
    CONSTRAINT purpose_is_named CHECK ((btrim(purpose) <> ''::text))
);

CREATE TABLE tadamun.waqf_replacements (
    istibdal_id bigint NOT NULL,
    asset_id bigint,
    value_minor bigint NOT NULL,
    replaced_on date NOT NULL,
    decision_id bigint,
    entry_id bigint NOT NULL,
    CONSTRAINT value_not_negative CHECK ((value_minor >= 0)),
    CONSTRAINT waived_is_worth_nothing CHECK (((asset_id IS NULL) = (value_minor = 0)))
);

CREATE TABLE tadamun.waqf_returns (
    waqf_id bigint NOT NULL,
    cash_minor bigint NOT NULL,
    assets_minor bigint NOT NULL,
    suspense_minor bigint NOT NULL,
    returned_on date NOT NULL,
    decision_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT assets_not_negative CHECK ((assets_minor >= 0)),
    CONSTRAINT cash_not_negative CHECK ((cash_minor >= 0)),
    CONSTRAINT suspense_not_negative CHECK ((suspense_minor >= 0))
);

CREATE TABLE tadamun.waqf_runs (
    run_id bigint NOT NULL,
    waqf_id bigint NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    ran_on date NOT NULL,
    gross_minor bigint NOT NULL,
    costs_minor bigint NOT NULL,
    net_minor bigint GENERATED ALWAYS AS ((gross_minor - costs_minor)) STORED NOT NULL,
    deficit_minor bigint NOT NULL,
    need_minor bigint NOT NULL,
    reserve_minor bigint NOT NULL,
    lost_principal_minor bigint NOT NULL,
    reserve_bp integer NOT NULL,
    fee_bp integer NOT NULL,
    reinvest_bp integer NOT NULL,
    restores boolean NOT NULL,
    fee_after_maintenance boolean NOT NULL,
    releases_reserve boolean NOT NULL,
    deficit_covered_minor bigint NOT NULL,
    deficit_carried_minor bigint NOT NULL,
    maintenance_minor bigint NOT NULL,
    from_reserve_minor bigint NOT NULL,
    to_reserve_minor bigint NOT NULL,
    restored_minor bigint NOT NULL,
    fee_minor bigint NOT NULL,
    reinvested_minor bigint NOT NULL,
    released_minor bigint NOT NULL,
    distributable_minor bigint NOT NULL,
    policy_id bigint NOT NULL,
    mandate_id bigint,
    entry_id bigint,
    CONSTRAINT costs_not_negative CHECK ((costs_minor >= 0)),
    CONSTRAINT deficit_is_carried CHECK ((deficit_carried_minor = ((deficit_minor - deficit_covered_minor) + GREATEST((costs_minor - gross_minor), (0)::bigint)))),
    CONSTRAINT deficit_not_negative CHECK ((deficit_minor >= 0)),
    CONSTRAINT every_part_has_one_place CHECK (((GREATEST((gross_minor - costs_minor), (0)::bigint) + released_minor) = ((((((deficit_covered_minor + maintenance_minor) + to_reserve_minor) + restored_minor) + fee_minor) + reinvested_minor) + distributable_minor))),
    CONSTRAINT fee_in_range CHECK (((fee_bp >= 0) AND (fee_bp <= 10000))),
    CONSTRAINT fee_is_of_the_net CHECK (((fee_minor)::numeric <= floor((((GREATEST((gross_minor - costs_minor), (0)::bigint))::numeric * (fee_bp)::numeric) / (10000)::numeric)))),
    CONSTRAINT fee_waits_for_maintenance CHECK (((NOT fee_after_maintenance) OR (fee_minor = 0) OR ((maintenance_minor + from_reserve_minor) = need_minor))),
    CONSTRAINT gross_not_negative CHECK ((gross_minor >= 0)),
    CONSTRAINT lost_not_negative CHECK ((lost_principal_minor >= 0)),
    CONSTRAINT maintenance_comes_first CHECK ((((maintenance_minor + from_reserve_minor) = need_minor) OR (distributable_minor = 0))),
    CONSTRAINT maintenance_meets_the_need CHECK (((maintenance_minor + from_reserve_minor) <= need_minor)),
    CONSTRAINT need_not_negative CHECK ((need_minor >= 0)),
    CONSTRAINT nobody_is_paid_without_a_mandate CHECK (((fee_minor = 0) OR (mandate_id IS NOT NULL))),
    CONSTRAINT parts_not_negative CHECK ((LEAST(deficit_covered_minor, maintenance_minor, from_reserve_minor, to_reserve_minor, restored_minor, fee_minor, reinvested_minor, released_minor, distributable_minor) >= 0)),
    CONSTRAINT period_not_reversed CHECK ((last_on >= first_on)),
    CONSTRAINT reinvested_share_in_range CHECK (((reinvest_bp >= 0) AND (reinvest_bp <= 10000))),
    CONSTRAINT reserve_is_not_overdrawn CHECK (((from_reserve_minor + released_minor) <= reserve_minor)),
    CONSTRAINT reserve_not_negative CHECK ((reserve_minor >= 0)),
    CONSTRAINT reserve_share_in_range CHECK (((reserve_bp >= 0) AND (reserve_bp <= 10000))),
    CONSTRAINT restored_up_to_loss CHECK ((restored_minor <=
CASE
    WHEN restores THEN lost_principal_minor
    ELSE (0)::bigint
END)),
    CONSTRAINT run_follows_its_period CHECK ((ran_on >= last_on))
);

CREATE TABLE tadamun.waqf_sales (
    istibdal_id bigint NOT NULL,
    price_minor bigint NOT NULL,
    costs_minor bigint NOT NULL,
    book_minor bigint NOT NULL,
    sold_on date NOT NULL,
    due_on date NOT NULL,
    entry_id bigint NOT NULL,
    decision_id bigint,
    CONSTRAINT book_not_negative CHECK ((book_minor >= 0)),
    CONSTRAINT costs_below_price CHECK (((costs_minor >= 0) AND (costs_minor < price_minor))),
    CONSTRAINT price_positive CHECK ((price_minor > 0))
);

CREATE TABLE tadamun.waqf_yield_receipts (
    receipt_id bigint NOT NULL,
    code text NOT NULL,
    waqf_id bigint NOT NULL,
    yield_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    received_on date NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code))
);

CREATE VIEW tadamun.waqf_movements WITH (security_invoker='true') AS
 SELECT 'waqf_principal_receipt'::text AS kind,
    r.entry_id,
    r.waqf_id,
    m.account_kind,
    m.change_minor
   FROM (tadamun.waqf_principal_receipts r
     CROSS JOIN LATERAL ( VALUES ('waqf_principal_cash'::text,r.amount_minor), ('waqf_corpus'::text,(- r.amount_minor))) m(account_kind, change_minor))
UNION ALL
 SELECT
        CASE a.origin
            WHEN 'given'::text THEN 'waqf_principal_receipt'::text
            ELSE 'waqf_investment'::text
        END AS kind,
    a.entry_id,
    a.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM (tadamun.waqf_assets a
     CROSS JOIN LATERAL ( VALUES ('waqf_assets'::text,a.book_minor), (
                CASE a.origin
                    WHEN 'given'::text THEN 'waqf_corpus'::text
                    ELSE 'waqf_principal_cash'::text
                END,(- a.book_minor))) m)
  WHERE (a.origin <> 'replacement'::text)
UNION ALL
 SELECT 'waqf_loss'::text AS kind,
    l.entry_id,
    l.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM (tadamun.waqf_losses l
     CROSS JOIN LATERAL ( VALUES ('waqf_losses'::text,l.amount_minor), (
                CASE
                    WHEN (l.asset_id IS NULL) THEN 'waqf_principal_cash'::text
                    ELSE 'waqf_assets'::text
                END,(- l.amount_minor))) m)
UNION ALL
 SELECT 'waqf_sale'::text AS kind,
    s.entry_id,
    i.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM ((tadamun.waqf_sales s
     JOIN tadamun.waqf_istibdals i USING (istibdal_id))
     CROSS JOIN LATERAL ( VALUES ('istibdal_suspense'::text,(s.price_minor - s.costs_minor)), ('waqf_assets'::text,(- s.book_minor)), ('istibdal_gains'::text,LEAST((s.book_minor - (s.price_minor - s.costs_minor)), (0)::bigint)), ('waqf_losses'::text,GREATEST((s.book_minor - (s.price_minor - s.costs_minor)), (0)::bigint))) m)
UNION ALL
 SELECT 'waqf_replacement'::text AS kind,
    r.entry_id,
    i.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM (((tadamun.waqf_replacements r
     JOIN tadamun.waqf_sales s USING (istibdal_id))
     JOIN tadamun.waqf_istibdals i USING (istibdal_id))
     CROSS JOIN LATERAL ( VALUES ('istibdal_suspense'::text,(- (s.price_minor - s.costs_minor))), ('waqf_assets'::text,r.value_minor), ('waqf_principal_cash'::text,((s.price_minor - s.costs_minor) - r.value_minor))) m)
UNION ALL
 SELECT 'waqf_expiry'::text AS kind,
    x.entry_id,
    x.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM (tadamun.waqf_expiries x
     CROSS JOIN LATERAL ( VALUES ('waqf_corpus'::text,x.corpus_minor), ('istibdal_gains'::text,x.gains_minor), ('waqf_losses'::text,(- x.losses_minor)), ('waqf_returnable'::text,((x.losses_minor - x.corpus_minor) - x.gains_minor))) m)
UNION ALL
 SELECT 'waqf_return'::text AS kind,
    r.entry_id,
    r.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM (tadamun.waqf_returns r
     CROSS JOIN LATERAL ( VALUES ('waqf_principal_cash'::text,(- r.cash_minor)), ('waqf_assets'::text,(- r.assets_minor)), ('istibdal_suspense'::text,(- r.suspense_minor)), ('waqf_returnable'::text,((r.cash_minor + r.assets_minor) + r.suspense_minor))) m)
UNION ALL
 SELECT 'waqf_yield_receipt'::text AS kind,
    r.entry_id,
    r.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM (tadamun.waqf_yield_receipts r
     CROSS JOIN LATERAL ( VALUES ('waqf_yield_cash'::text,r.amount_minor), ('waqf_undivided'::text,(- r.amount_minor))) m)
UNION ALL
 SELECT 'waqf_cost'::text AS kind,
    c.entry_id,
    c.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM (tadamun.waqf_costs c
     CROSS JOIN LATERAL ( VALUES ('waqf_undivided'::text,c.amount_minor), ('waqf_yield_cash'::text,(c.owed_minor - c.amount_minor)), ('waqf_payable'::text,(- c.owed_minor))) m)
UNION ALL
 SELECT 'waqf_cost_payment'::text AS kind,
    c.entry_id,
    c.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM (tadamun.waqf_cost_payments c
     CROSS JOIN LATERAL ( VALUES ('waqf_payable'::text,c.amount_minor), ('waqf_yield_cash'::text,(- c.amount_minor))) m)
UNION ALL
 SELECT 'waqf_waterfall'::text AS kind,
    r.entry_id,
    r.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM (tadamun.waqf_runs r
     CROSS JOIN LATERAL ( VALUES ('waqf_undivided'::text,((((((r.maintenance_minor + r.to_reserve_minor) + r.restored_minor) + r.fee_minor) + r.reinvested_minor) + r.distributable_minor) - r.released_minor)), ('waqf_maintenance'::text,(- (r.maintenance_minor + r.from_reserve_minor))), ('waqf_reserve'::text,((r.from_reserve_minor + r.released_minor) - r.to_reserve_minor)), ('waqf_fees'::text,(- r.fee_minor)), ('waqf_shares'::text,(- r.distributable_minor)), ('waqf_yield_cash'::text,(- (r.restored_minor + r.reinvested_minor))), ('waqf_principal_cash'::text,(r.restored_minor + r.reinvested_minor)), ('waqf_losses'::text,(- r.restored_minor)), ('waqf_corpus'::text,(- r.reinvested_minor))) m)
  WHERE (r.entry_id IS NOT NULL)
UNION ALL
 SELECT 'waqf_need_closing'::text AS kind,
    c.entry_id,
    n.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM ((tadamun.waqf_need_closings c
     JOIN tadamun.waqf_needs n USING (need_id))
     CROSS JOIN LATERAL ( VALUES ('waqf_maintenance'::text,c.released_minor), ('waqf_reserve'::text,(- c.released_minor))) m)
  WHERE (c.entry_id IS NOT NULL)
UNION ALL
 SELECT 'waqf_redirection'::text AS kind,
    r.entry_id,
    r.waqf_id,
    'waqf_shares'::text AS account_kind,
    0 AS change_minor
   FROM tadamun.waqf_redirections r
  WHERE (r.entry_id IS NOT NULL)
UNION ALL
 SELECT 'waqf_share_payment'::text AS kind,
    p.entry_id,
    p.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM (tadamun.waqf_payouts p
     CROSS JOIN LATERAL ( VALUES ('waqf_shares'::text,p.amount_minor), ('waqf_yield_cash'::text,(- p.amount_minor)), ('waqf_disbursements'::text,p.amount_minor), ('waqf_applied'::text,(- p.amount_minor))) m)
  WHERE (p.kind = 'share'::text)
UNION ALL
 SELECT 'waqf_fee_payment'::text AS kind,
    p.entry_id,
    p.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM (tadamun.waqf_payouts p
     CROSS JOIN LATERAL ( VALUES ('waqf_fees'::text,p.amount_minor), ('waqf_yield_cash'::text,(- p.amount_minor))) m)
  WHERE (p.kind = 'fee'::text)
UNION ALL
 SELECT 'waqf_work_payment'::text AS kind,
    p.entry_id,
    p.waqf_id,
    m.column1 AS account_kind,
    m.column2 AS change_minor
   FROM (tadamun.waqf_payouts p
     CROSS JOIN LATERAL ( VALUES ('waqf_maintenance'::text,(p.amount_minor - p.from_reserve_minor)), ('waqf_reserve'::text,p.from_reserve_minor), ('waqf_yield_cash'::text,(- p.amount_minor))) m)
  WHERE (p.kind = 'work'::text);

CREATE TABLE tadamun.waqf_run_needs (
    run_id bigint NOT NULL,
    waqf_id bigint NOT NULL,
    need_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0))
);

CREATE VIEW tadamun.waqf_need_books WITH (security_invoker='true') AS
 SELECT n.need_id,
    n.code,
    n.waqf_id,
    n.urgency,
    n.found_on,
    n.due_on,
    n.amount_minor,
    f.funded_minor,
    w.spent_minor,
    w.from_reserve_minor,
    (x.need_id IS NOT NULL) AS is_closed,
        CASE
            WHEN (x.need_id IS NOT NULL) THEN (0)::bigint
            ELSE GREATEST(((n.amount_minor - f.funded_minor) - w.from_reserve_minor), (0)::bigint)
        END AS open_minor
   FROM (((tadamun.waqf_needs n
     LEFT JOIN tadamun.waqf_need_closings x USING (need_id))
     CROSS JOIN LATERAL ( SELECT (COALESCE(sum(r.amount_minor), (0)::numeric))::bigint AS funded_minor
           FROM tadamun.waqf_run_needs r
          WHERE (r.need_id = n.need_id)) f)
     CROSS JOIN LATERAL ( SELECT (COALESCE(sum(p.amount_minor), (0)::numeric))::bigint AS spent_minor,
            (COALESCE(sum(p.from_reserve_minor), (0)::numeric))::bigint AS from_reserve_minor
           FROM tadamun.waqf_payouts p
          WHERE (p.need_id = n.need_id)) w);

ALTER TABLE tadamun.waqf_needs ALTER COLUMN need_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.waqf_needs_need_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE tadamun.waqf_payouts ALTER COLUMN payout_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.waqf_payouts_payout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE tadamun.waqf_principal_receipts ALTER COLUMN receipt_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.waqf_principal_receipts_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.waqf_proposal_orders (
    proposal_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    waqf_id bigint NOT NULL,
    beneficiary text NOT NULL,
    amount_minor bigint NOT NULL,
    code text NOT NULL,
    decision_id bigint NOT NULL,
    ordered_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT orderer_is_named CHECK ((btrim(ordered_by) <> ''::text))
);

CREATE TABLE tadamun.waqf_redirected_shares (
    waqf_id bigint NOT NULL,
    beneficiary text NOT NULL,
    actor_id bigint,
    amount_minor bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0))
);

CREATE TABLE tadamun.waqf_run_costs (
    cost_id bigint NOT NULL,
    run_id bigint NOT NULL,
    waqf_id bigint NOT NULL
);

CREATE TABLE tadamun.waqf_run_receipts (
    receipt_id bigint NOT NULL,
    run_id bigint NOT NULL,
    waqf_id bigint NOT NULL
);

CREATE TABLE tadamun.waqf_run_shares (
    run_id bigint NOT NULL,
    waqf_id bigint NOT NULL,
    "position" smallint NOT NULL,
    beneficiary text NOT NULL,
    actor_id bigint,
    share_bp integer NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT amount_not_negative CHECK ((amount_minor >= 0)),
    CONSTRAINT beneficiary_is_a_code CHECK (tadamun.is_code(beneficiary)),
    CONSTRAINT position_counts_from_one CHECK (("position" >= 1)),
    CONSTRAINT share_in_range CHECK (((share_bp >= 1) AND (share_bp <= 10000)))
);

ALTER TABLE tadamun.waqf_runs ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.waqf_runs_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW tadamun.waqf_share_moves WITH (security_invoker='true') AS
 SELECT s.waqf_id,
    s.beneficiary,
    r.ran_on AS on_day,
    s.amount_minor,
    true AS is_share
   FROM (tadamun.waqf_run_shares s
     JOIN tadamun.waqf_runs r USING (run_id))
UNION ALL
 SELECT p.waqf_id,
    p.beneficiary,
    p.paid_on AS on_day,
    (- p.amount_minor) AS amount_minor,
    false AS is_share
   FROM tadamun.waqf_payouts p
  WHERE (p.kind = 'share'::text)
UNION ALL
 SELECT s.waqf_id,
    s.beneficiary,
    r.redirected_on AS on_day,
    (- s.amount_minor) AS amount_minor,
    false AS is_share
   FROM (tadamun.waqf_redirected_shares s
     JOIN tadamun.waqf_redirections r USING (waqf_id))
UNION ALL
 SELECT r.waqf_id,
    r.beneficiary,
    r.redirected_on AS on_day,
    s.amount_minor,
    true AS is_share
   FROM (tadamun.waqf_redirections r
     JOIN tadamun.waqf_redirected_shares s USING (waqf_id));

CREATE TABLE tadamun.waqf_steps (
    waqf_id bigint NOT NULL,
    step smallint NOT NULL,
    state text NOT NULL,
    on_day date NOT NULL,
    taken_by text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    CONSTRAINT end_has_a_reason CHECK (((state <> ALL (ARRAY['revoked'::text, 'suspended'::text, 'interrupted'::text])) OR (btrim(reason) <> ''::text))),
    CONSTRAINT state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'revoked'::text, 'deed_signed'::text, 'possessed'::text, 'active'::text, 'suspended'::text, 'returning'::text, 'closed'::text, 'interrupted'::text, 'transferred_to_public'::text]))),
    CONSTRAINT step_counts_from_one CHECK ((step >= 1)),
    CONSTRAINT taker_is_named CHECK ((taken_by <> ''::text))
);

CREATE TABLE tadamun.waqf_stipulations (
    waqf_id bigint NOT NULL,
    "position" smallint NOT NULL,
    kind text NOT NULL,
    beneficiary text,
    actor_id bigint,
    share_bp integer,
    flag boolean,
    words text,
    CONSTRAINT beneficiary_is_a_code CHECK (tadamun.is_code(beneficiary)),
    CONSTRAINT position_counts_from_one CHECK (("position" >= 1)),
    CONSTRAINT share_in_range CHECK (((share_bp >= 0) AND (share_bp <= 10000))),
    CONSTRAINT stipulation_is_known CHECK ((kind = ANY (ARRAY['beneficiary_share'::text, 'maintenance_bp'::text, 'reinvest_bp'::text, 'nazir_fee_bp'::text, 'restore_principal'::text, 'istibdal_allowed'::text, 'investment_limits'::text, 'order'::text]))),
    CONSTRAINT stipulation_says_one_thing CHECK (
CASE
    WHEN (kind = 'beneficiary_share'::text) THEN ((beneficiary IS NOT NULL) AND (share_bp > 0) AND (num_nonnulls(flag, words) = 0))
    WHEN (kind = ANY (ARRAY['maintenance_bp'::text, 'reinvest_bp'::text, 'nazir_fee_bp'::text])) THEN ((share_bp IS NOT NULL) AND (num_nonnulls(beneficiary, actor_id, flag, words) = 0))
    WHEN (kind = ANY (ARRAY['restore_principal'::text, 'istibdal_allowed'::text])) THEN ((flag IS NOT NULL) AND (num_nonnulls(beneficiary, actor_id, share_bp, words) = 0))
    ELSE ((words IS NOT NULL) AND (num_nonnulls(beneficiary, actor_id, share_bp, flag) = 0))
END),
    CONSTRAINT words_are_bounded CHECK (((length(words) >= 1) AND (length(words) <= 2000)))
);

CREATE TABLE tadamun.waqf_suspense_alerts (
    istibdal_id bigint NOT NULL,
    found_on date NOT NULL
);

CREATE VIEW tadamun.waqf_unpaid_costs WITH (security_invoker='true') AS
 SELECT c.cost_id,
    c.code,
    c.waqf_id,
    (
        CASE
            WHEN (EXISTS ( SELECT
               FROM tadamun.entries x
              WHERE (x.reverses = c.entry_id))) THEN (0)::bigint
            ELSE c.owed_minor
        END - p.paid_minor) AS unpaid_minor,
    p.paid_minor
   FROM (tadamun.waqf_costs c
     CROSS JOIN LATERAL ( SELECT (COALESCE(sum(p_1.amount_minor), (0)::numeric))::bigint AS paid_minor
           FROM tadamun.waqf_cost_payments p_1
          WHERE ((p_1.cost_id = c.cost_id) AND (NOT (EXISTS ( SELECT
                   FROM tadamun.entries x
                  WHERE (x.reverses = p_1.entry_id)))))) p);

CREATE VIEW tadamun.waqf_unpaid_shares WITH (security_invoker='true') AS
 SELECT m.waqf_id,
    m.beneficiary,
    max(m.actor_id) AS actor_id,
    (sum(m.amount_minor))::bigint AS unpaid_minor,
    (COALESCE(sum(m.amount_minor) FILTER (WHERE m.is_share), (0)::numeric))::bigint AS set_aside_minor
   FROM ( SELECT waqf_run_shares.waqf_id,
            waqf_run_shares.beneficiary,
            waqf_run_shares.actor_id,
            waqf_run_shares.amount_minor,
            true AS is_share
           FROM tadamun.waqf_run_shares
        UNION ALL
         SELECT waqf_payouts.waqf_id,
            waqf_payouts.beneficiary,
            waqf_payouts.actor_id,
            (- waqf_payouts.amount_minor),
            false
           FROM tadamun.waqf_payouts
          WHERE (waqf_payouts.kind = 'share'::text)
        UNION ALL
         SELECT waqf_redirected_shares.waqf_id,
            waqf_redirected_shares.beneficiary,
            waqf_redirected_shares.actor_id,
            (- waqf_redirected_shares.amount_minor),
            false
           FROM tadamun.waqf_redirected_shares
        UNION ALL
         SELECT r.waqf_id,
            r.beneficiary,
            r.actor_id,
            s.amount_minor,
            true
           FROM (tadamun.waqf_redirections r
             JOIN tadamun.waqf_redirected_shares s USING (waqf_id))) m
  GROUP BY m.waqf_id, m.beneficiary;

CREATE TABLE tadamun.waqf_valuations (
    asset_id bigint NOT NULL,
    valued_on date NOT NULL,
    value_minor bigint NOT NULL,
    valuer text NOT NULL,
    reference text NOT NULL,
    CONSTRAINT reference_is_named CHECK ((btrim(reference) <> ''::text)),
    CONSTRAINT value_not_negative CHECK ((value_minor >= 0)),
    CONSTRAINT valuer_is_named CHECK ((btrim(valuer) <> ''::text))
);

ALTER TABLE tadamun.waqf_yield_receipts ALTER COLUMN receipt_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.waqf_yield_receipts_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.waqf_yields (
    yield_id bigint NOT NULL,
    code text NOT NULL,
    waqf_id bigint NOT NULL,
    asset_id bigint,
    first_on date NOT NULL,
    last_on date NOT NULL,
    gross_minor bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((gross_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT period_not_reversed CHECK ((last_on >= first_on))
);

ALTER TABLE tadamun.waqf_yields ALTER COLUMN yield_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.waqf_yields_yield_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.waqfs (
    waqf_id bigint NOT NULL,
    code text NOT NULL,
    deed_no text NOT NULL,
    deed_on date NOT NULL,
    founder text NOT NULL,
    type text NOT NULL,
    duration text NOT NULL,
    ends_on date,
    reversion_to text,
    purpose text NOT NULL,
    fallback_purpose text,
    fallback_actor_id bigint,
    currency character(3) NOT NULL,
    principal_fund_id bigint NOT NULL,
    principal_rule text GENERATED ALWAYS AS ('waqf_principal'::text) STORED NOT NULL,
    yield_fund_id bigint NOT NULL,
    yield_rule text GENERATED ALWAYS AS ('waqf_yield'::text) STORED NOT NULL,
    policy_code text NOT NULL,
    policy_id bigint NOT NULL,
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT deed_is_numbered CHECK ((btrim(deed_no) <> ''::text)),
    CONSTRAINT duration_is_known CHECK ((duration = ANY (ARRAY['perpetual'::text, 'temporary'::text]))),
    CONSTRAINT ends_after_deed CHECK ((ends_on > deed_on)),
    CONSTRAINT fallback_is_whole CHECK (((fallback_purpose IS NULL) = (fallback_actor_id IS NULL))),
    CONSTRAINT founder_is_named CHECK ((btrim(founder) <> ''::text)),
    CONSTRAINT policy_is_a_code CHECK (tadamun.is_code(policy_code)),
    CONSTRAINT purpose_is_named CHECK ((btrim(purpose) <> ''::text)),
    CONSTRAINT temporary_waqf_ends CHECK (((duration = 'temporary'::text) = (ends_on IS NOT NULL))),
    CONSTRAINT temporary_waqf_reverts CHECK (((duration = 'temporary'::text) = (btrim(COALESCE(reversion_to, ''::text)) <> ''::text))),
    CONSTRAINT type_is_known CHECK ((type = ANY (ARRAY['public'::text, 'family'::text, 'mixed'::text])))
);

ALTER TABLE tadamun.waqfs ALTER COLUMN waqf_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.waqfs_waqf_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.zakat_agencies (
    agency_id bigint NOT NULL,
    agent_id bigint NOT NULL,
    recipient_id bigint NOT NULL,
    wakala text NOT NULL,
    first_on date NOT NULL,
    last_on date,
    CONSTRAINT agency_not_reversed CHECK ((last_on >= first_on)),
    CONSTRAINT wakala_is_named CHECK ((btrim(wakala) <> ''::text))
);

ALTER TABLE tadamun.zakat_agencies ALTER COLUMN agency_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.zakat_agencies_agency_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.zakat_amil_charges (
    charge_id bigint NOT NULL,
    fund_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    period_first date NOT NULL,
    period_last date NOT NULL,
    charged_on date NOT NULL,
    cap_bp integer NOT NULL,
    policy_id bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT cap_is_a_share CHECK (((cap_bp >= 0) AND (cap_bp <= 10000))),
    CONSTRAINT charged_in_its_year CHECK (((charged_on >= period_first) AND (charged_on <= period_last))),
    CONSTRAINT period_not_reversed CHECK ((period_last >= period_first))
);

ALTER TABLE tadamun.zakat_amil_charges ALTER COLUMN charge_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.zakat_amil_charges_charge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.zakat_assessments (
    assessment_id bigint NOT NULL,
    code text NOT NULL,
    recipient_id bigint NOT NULL,
    category text NOT NULL,
    evidence text NOT NULL,
    income_minor bigint,
    assets_minor bigint,
    debts_minor bigint,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    policy_id bigint NOT NULL,
    decision_id bigint NOT NULL,
    CONSTRAINT assets_not_negative CHECK ((assets_minor >= 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT debts_not_negative CHECK ((debts_minor >= 0)),
    CONSTRAINT evidence_is_said CHECK ((btrim(evidence) <> ''::text)),
    CONSTRAINT income_not_negative CHECK ((income_minor >= 0)),
    CONSTRAINT validity_not_reversed CHECK ((valid_to >= valid_from))
);

ALTER TABLE tadamun.zakat_assessments ALTER COLUMN assessment_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.zakat_assessments_assessment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.zakat_debts (
    debt_id bigint NOT NULL,
    code text NOT NULL,
    recipient_id bigint NOT NULL,
    creditor text NOT NULL,
    document text NOT NULL,
    cause text NOT NULL,
    currency character(3) NOT NULL,
    amount_minor bigint NOT NULL,
    settled_minor bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT cause_is_said CHECK ((btrim(cause) <> ''::text)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT creditor_is_named CHECK ((btrim(creditor) <> ''::text)),
    CONSTRAINT currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT document_is_named CHECK ((btrim(document) <> ''::text)),
    CONSTRAINT settled_within_debt CHECK (((settled_minor >= 0) AND (settled_minor <= amount_minor)))
);

ALTER TABLE tadamun.zakat_debts ALTER COLUMN debt_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.zakat_debts_debt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.zakat_distributions (
    distribution_id bigint NOT NULL,
    code text NOT NULL,
    fund_id bigint NOT NULL,
    mode text NOT NULL,
    region_code text,
    amount_minor bigint NOT NULL,
    requested_on date NOT NULL,
    policy_id bigint NOT NULL,
    decision_id bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT mode_is_known CHECK ((mode = ANY (ARRAY['direct_individual'::text, 'via_recipient_agent'::text, 'asset_tamlik'::text, 'gharimin_settlement'::text, 'iifa15_project'::text, 'institutional'::text])))
);

ALTER TABLE tadamun.zakat_distributions ALTER COLUMN distribution_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.zakat_distributions_distribution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.zakat_donors (
    donor_id bigint NOT NULL,
    name text NOT NULL,
    contact text,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    reference text,
    CONSTRAINT name_is_bounded CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 300))),
    CONSTRAINT reference_is_a_code CHECK (tadamun.is_code(reference))
);

ALTER TABLE tadamun.zakat_donors ALTER COLUMN donor_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.zakat_donors_donor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.zakat_edges (
    before text NOT NULL,
    after text NOT NULL
);

CREATE TABLE tadamun.zakat_revocations (
    assessment_id bigint NOT NULL,
    revoked_on date NOT NULL,
    reason text NOT NULL,
    revoked_by text NOT NULL,
    CONSTRAINT reason_is_said CHECK ((btrim(reason) <> ''::text)),
    CONSTRAINT revoker_is_named CHECK ((revoked_by <> ''::text))
);

CREATE VIEW tadamun.zakat_entitlements WITH (security_invoker='true') AS
 SELECT a.assessment_id,
    a.code,
    a.recipient_id,
    a.category,
    a.assets_minor,
    a.valid_from,
    LEAST(a.valid_to, (r.revoked_on - 1)) AS valid_to
   FROM (((tadamun.zakat_assessments a
     JOIN tadamun.decisions d ON (((d.decision_id = a.decision_id) AND (d.kind = 'recipient_eligibility'::text))))
     JOIN tadamun.decision_verdicts v ON (((v.decision_id = d.decision_id) AND (v.outcome = 'approved'::text))))
     LEFT JOIN tadamun.zakat_revocations r ON ((r.assessment_id = a.assessment_id)));

CREATE TABLE tadamun.zakat_funds (
    fund_id bigint NOT NULL,
    rule text GENERATED ALWAYS AS ('zakat'::text) STORED NOT NULL,
    kind text NOT NULL,
    currency character(3) NOT NULL,
    policy_code text NOT NULL,
    bank_account text NOT NULL,
    interest_bearing boolean DEFAULT false NOT NULL,
    purification_fund_id bigint NOT NULL,
    time_zone text NOT NULL,
    CONSTRAINT account_is_named CHECK ((btrim(bank_account) <> ''::text)),
    CONSTRAINT bears_no_interest CHECK ((NOT interest_bearing)),
    CONSTRAINT currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT kind_is_known CHECK ((kind = ANY (ARRAY['mal'::text, 'fitr'::text]))),
    CONSTRAINT policy_is_a_code CHECK (tadamun.is_code(policy_code)),
    CONSTRAINT purified_elsewhere CHECK ((purification_fund_id <> fund_id))
);

CREATE TABLE tadamun.zakat_interest_lines (
    line_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    is_credit boolean NOT NULL
);

CREATE TABLE tadamun.zakat_lines (
    distribution_id bigint NOT NULL,
    line smallint NOT NULL,
    mode text NOT NULL,
    category text NOT NULL,
    amount_minor bigint NOT NULL,
    agent_id bigint,
    institution_id bigint,
    debt_id bigint,
    item text,
    CONSTRAINT administrators_have_their_own_charge CHECK ((category <> 'amilin'::text)),
    CONSTRAINT agents_carry_for_their_members CHECK (((mode = 'via_recipient_agent'::text) = (agent_id IS NOT NULL))),
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT assets_are_described CHECK (((mode <> 'asset_tamlik'::text) OR (btrim(COALESCE(item, ''::text)) <> ''::text))),
    CONSTRAINT debts_are_settled_for_the_indebted CHECK ((((mode = 'gharimin_settlement'::text) = (debt_id IS NOT NULL)) AND ((debt_id IS NULL) OR (category = 'gharimin'::text)))),
    CONSTRAINT institutions_only_where_the_mode_says CHECK (((mode = ANY (ARRAY['institutional'::text, 'iifa15_project'::text])) = (institution_id IS NOT NULL))),
    CONSTRAINT institutions_serve_the_cause_of_god CHECK (((mode <> 'institutional'::text) OR (category = 'fi_sabilillah'::text))),
    CONSTRAINT line_in_range CHECK (((line >= 1) AND (line <= 1000)))
);

CREATE TABLE tadamun.zakat_lot_uses (
    use_id bigint NOT NULL,
    receipt_id bigint NOT NULL,
    distribution_id bigint,
    line smallint,
    charge_id bigint,
    entry_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT amount_not_zero CHECK ((amount_minor <> 0)),
    CONSTRAINT charges_do_not_return CHECK (((charge_id IS NULL) OR (amount_minor > 0))),
    CONSTRAINT used_for_a_line_or_a_charge CHECK (((num_nonnulls(line, charge_id) = 1) AND ((line IS NULL) = (distribution_id IS NULL))))
);

ALTER TABLE tadamun.zakat_lot_uses ALTER COLUMN use_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.zakat_lot_uses_use_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.zakat_receipts (
    receipt_id bigint NOT NULL,
    code text NOT NULL,
    fund_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    donor_id bigint,
    only_category text,
    only_region text,
    received_on date NOT NULL,
    niyya_on date NOT NULL,
    hijri text NOT NULL,
    hawl_ends_on date NOT NULL,
    due_on date NOT NULL,
    policy_id bigint NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT due_after_receipt CHECK ((due_on >= received_on)),
    CONSTRAINT hijri_is_a_date CHECK ((hijri ~ '^1[345][0-9]{2}-[0-9]{2}-[0-9]{2}$'::text)),
    CONSTRAINT intended_before_given CHECK ((niyya_on <= received_on))
);

CREATE TABLE tadamun.zakat_refunds (
    receipt_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    refunded_on date NOT NULL,
    reason text NOT NULL,
    CONSTRAINT reason_is_said CHECK ((btrim(reason) <> ''::text))
);

CREATE VIEW tadamun.zakat_lots WITH (security_invoker='true') AS
 SELECT r.receipt_id,
    r.code,
    r.fund_id,
    r.amount_minor,
    r.only_category,
    r.only_region,
    r.received_on,
    r.due_on,
    (x.receipt_id IS NOT NULL) AS is_refunded,
        CASE
            WHEN (x.receipt_id IS NULL) THEN (r.amount_minor - COALESCE(u.used_minor, (0)::bigint))
            ELSE (0)::bigint
        END AS remaining_minor
   FROM ((tadamun.zakat_receipts r
     LEFT JOIN tadamun.zakat_refunds x USING (receipt_id))
     LEFT JOIN LATERAL ( SELECT (sum(u_1.amount_minor))::bigint AS used_minor
           FROM tadamun.zakat_lot_uses u_1
          WHERE (u_1.receipt_id = r.receipt_id)) u ON (true));

CREATE TABLE tadamun.zakat_steps (
    distribution_id bigint NOT NULL,
    step smallint NOT NULL,
    state text NOT NULL,
    on_day date NOT NULL,
    taken_by text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    entry_id bigint,
    CONSTRAINT failure_has_a_reason CHECK (((state <> ALL (ARRAY['failed'::text, 'withdrawn'::text])) OR (reason <> ''::text))),
    CONSTRAINT money_moves_with_its_entry CHECK (((state = ANY (ARRAY['paid'::text, 'returned_to_fund'::text])) = (entry_id IS NOT NULL))),
    CONSTRAINT state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'paid'::text, 'proven'::text, 'closed'::text, 'failed'::text, 'returned_to_fund'::text, 'withdrawn'::text]))),
    CONSTRAINT step_counts_from_one CHECK ((step >= 1)),
    CONSTRAINT taker_is_named CHECK ((taken_by <> ''::text))
);

CREATE VIEW tadamun.zakat_movements WITH (security_invoker='true') AS
 SELECT 'zakat_receipt'::text AS kind,
    r.entry_id,
    r.fund_id,
    r.amount_minor AS change_minor,
    (0)::bigint AS lots_minor
   FROM tadamun.zakat_receipts r
UNION ALL
 SELECT 'zakat_refund'::text AS kind,
    x.entry_id,
    r.fund_id,
    (- r.amount_minor) AS change_minor,
    0 AS lots_minor
   FROM (tadamun.zakat_refunds x
     JOIN tadamun.zakat_receipts r USING (receipt_id))
UNION ALL
 SELECT 'amil_charge'::text AS kind,
    c.entry_id,
    c.fund_id,
    (- c.amount_minor) AS change_minor,
    c.amount_minor AS lots_minor
   FROM tadamun.zakat_amil_charges c
UNION ALL
 SELECT
        CASE s.state
            WHEN 'paid'::text THEN 'zakat_payment'::text
            ELSE 'zakat_return'::text
        END AS kind,
    s.entry_id,
    d.fund_id,
        CASE s.state
            WHEN 'paid'::text THEN (- d.amount_minor)
            ELSE d.amount_minor
        END AS change_minor,
        CASE s.state
            WHEN 'paid'::text THEN d.amount_minor
            ELSE (- d.amount_minor)
        END AS lots_minor
   FROM (tadamun.zakat_steps s
     JOIN tadamun.zakat_distributions d USING (distribution_id))
  WHERE (s.entry_id IS NOT NULL);

CREATE TABLE tadamun.zakat_overdue_lots (
    receipt_id bigint NOT NULL,
    found_on date NOT NULL,
    remaining_minor bigint NOT NULL,
    CONSTRAINT something_remains CHECK ((remaining_minor > 0))
);

CREATE TABLE tadamun.zakat_pledge_endings (
    pledge_id bigint NOT NULL,
    outcome text NOT NULL,
    ended_on date NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    ended_by text NOT NULL,
    CONSTRAINT cancelled_for_a_reason CHECK (((outcome = 'lapsed'::text) OR (btrim(reason) <> ''::text))),
    CONSTRAINT ender_is_named CHECK ((ended_by <> ''::text)),
    CONSTRAINT outcome_is_known CHECK ((outcome = ANY (ARRAY['cancelled'::text, 'lapsed'::text])))
);

CREATE TABLE tadamun.zakat_pledge_receipts (
    receipt_id bigint NOT NULL,
    pledge_id bigint NOT NULL
);

CREATE TABLE tadamun.zakat_pledges (
    pledge_id bigint NOT NULL,
    code text NOT NULL,
    fund_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    donor_id bigint,
    only_category text,
    only_region text,
    pledged_on date NOT NULL,
    last_on date,
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT amount_within_limit CHECK ((amount_minor <= '9000000000000000'::bigint)),
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT pledge_holds_a_day CHECK ((last_on >= pledged_on))
);

CREATE VIEW tadamun.zakat_pledge_standings WITH (security_invoker='true') AS
 SELECT p.pledge_id,
    p.code,
    p.fund_id,
    p.amount_minor,
    p.donor_id,
    p.only_category,
    p.only_region,
    p.pledged_on,
    p.last_on,
    COALESCE(r.received_minor, (0)::bigint) AS received_minor,
    e.outcome,
    e.ended_on
   FROM ((tadamun.zakat_pledges p
     LEFT JOIN tadamun.zakat_pledge_endings e USING (pledge_id))
     LEFT JOIN LATERAL ( SELECT (sum(r_1.amount_minor))::bigint AS received_minor
           FROM (tadamun.zakat_pledge_receipts k
             JOIN tadamun.zakat_receipts r_1 USING (receipt_id))
          WHERE ((k.pledge_id = p.pledge_id) AND (NOT (EXISTS ( SELECT
                   FROM tadamun.zakat_refunds x
                  WHERE (x.receipt_id = k.receipt_id)))))) r ON (true));

ALTER TABLE tadamun.zakat_pledges ALTER COLUMN pledge_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.zakat_pledges_pledge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.zakat_proofs (
    proof_id bigint NOT NULL,
    distribution_id bigint NOT NULL,
    line smallint NOT NULL,
    kind text NOT NULL,
    reference text NOT NULL,
    condition text,
    proved_on date NOT NULL,
    CONSTRAINT condition_is_said CHECK ((btrim(condition) <> ''::text)),
    CONSTRAINT kind_is_known CHECK ((kind = ANY (ARRAY['signature'::text, 'transfer'::text, 'deed'::text]))),
    CONSTRAINT reference_is_named CHECK ((btrim(reference) <> ''::text))
);

ALTER TABLE tadamun.zakat_proofs ALTER COLUMN proof_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.zakat_proofs_proof_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE tadamun.zakat_receipts ALTER COLUMN receipt_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.zakat_receipts_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.zakat_recipients (
    recipient_id bigint NOT NULL,
    code text NOT NULL,
    form text NOT NULL,
    region_code text,
    kyc_ref text NOT NULL,
    CONSTRAINT code_is_a_code CHECK (tadamun.is_code(code)),
    CONSTRAINT file_is_a_code CHECK (tadamun.is_code(kyc_ref)),
    CONSTRAINT recipient_is_natural CHECK ((form = ANY (ARRAY['person'::text, 'household'::text])))
);

ALTER TABLE tadamun.zakat_recipients ALTER COLUMN recipient_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tadamun.zakat_recipients_recipient_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tadamun.zakat_shares (
    distribution_id bigint NOT NULL,
    line smallint NOT NULL,
    mode text NOT NULL,
    recipient_id bigint NOT NULL,
    assessment_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    wakala text,
    CONSTRAINT agents_hold_a_wakala CHECK (((mode <> 'via_recipient_agent'::text) OR (btrim(COALESCE(wakala, ''::text)) <> ''::text))),
    CONSTRAINT amount_positive CHECK ((amount_minor > 0)),
    CONSTRAINT shares_are_of_natural_persons CHECK ((mode <> 'institutional'::text))
);

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (number);

ALTER TABLE ONLY tadamun.proposal_awards
    ADD CONSTRAINT a_line_is_awarded_once PRIMARY KEY (proposal_id, actor_id);

ALTER TABLE ONLY tadamun.waqf_proposal_orders
    ADD CONSTRAINT a_share_is_ordered_once PRIMARY KEY (proposal_id, actor_id, beneficiary);

ALTER TABLE ONLY tadamun.account_kind_entry_kinds
    ADD CONSTRAINT account_kind_entry_kinds_pkey PRIMARY KEY (account_kind, entry_kind);

ALTER TABLE ONLY tadamun.account_kind_measures
    ADD CONSTRAINT account_kind_measures_pkey PRIMARY KEY (account_kind, measure);

ALTER TABLE ONLY tadamun.account_kinds
    ADD CONSTRAINT account_kinds_pkey PRIMARY KEY (kind);

ALTER TABLE ONLY tadamun.accounts
    ADD CONSTRAINT accounts_account_id_fund_id_currency_key UNIQUE (account_id, fund_id, currency);

ALTER TABLE ONLY tadamun.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (account_id);

ALTER TABLE ONLY tadamun.actor_identifiers
    ADD CONSTRAINT actor_identifiers_pkey PRIMARY KEY (scheme, value);

ALTER TABLE ONLY tadamun.actor_sheets
    ADD CONSTRAINT actor_sheets_pkey PRIMARY KEY (run_id, actor_id);

ALTER TABLE ONLY tadamun.actors
    ADD CONSTRAINT actors_actor_id_kind_key UNIQUE (actor_id, kind);

ALTER TABLE ONLY tadamun.actors
    ADD CONSTRAINT actors_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.actors
    ADD CONSTRAINT actors_pkey PRIMARY KEY (actor_id);

ALTER TABLE ONLY tadamun.zakat_overdue_lots
    ADD CONSTRAINT alerted_once PRIMARY KEY (receipt_id);

ALTER TABLE ONLY tadamun.receipts
    ADD CONSTRAINT an_entry_has_one_receipt UNIQUE (entry_id, fund_id);

ALTER TABLE ONLY tadamun.api_tokens
    ADD CONSTRAINT api_tokens_pkey PRIMARY KEY (token_id);

ALTER TABLE ONLY tadamun.api_tokens
    ADD CONSTRAINT api_tokens_secret_sha256_key UNIQUE (secret_sha256);

ALTER TABLE ONLY tadamun.appeal_answers
    ADD CONSTRAINT appeal_answers_pkey PRIMARY KEY (actor_id, appeal_id);

ALTER TABLE ONLY tadamun.appeal_terms
    ADD CONSTRAINT appeal_terms_pkey PRIMARY KEY (programme_id, recorded_at);

ALTER TABLE ONLY tadamun.appeals
    ADD CONSTRAINT appeals_pkey PRIMARY KEY (actor_id, appeal_id);

ALTER TABLE ONLY tadamun.asnaf
    ADD CONSTRAINT asnaf_pkey PRIMARY KEY (category);

ALTER TABLE ONLY tadamun.asnaf
    ADD CONSTRAINT asnaf_position_key UNIQUE ("position");

ALTER TABLE ONLY tadamun.backers
    ADD CONSTRAINT backers_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.backers
    ADD CONSTRAINT backers_pkey PRIMARY KEY (backer_id);

ALTER TABLE ONLY tadamun.balances
    ADD CONSTRAINT balances_pkey PRIMARY KEY (account_id);

ALTER TABLE ONLY tadamun.bank_accounts
    ADD CONSTRAINT bank_accounts_bank_account_id_currency_key UNIQUE (bank_account_id, currency);

ALTER TABLE ONLY tadamun.bank_accounts
    ADD CONSTRAINT bank_accounts_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.bank_accounts
    ADD CONSTRAINT bank_accounts_pkey PRIMARY KEY (bank_account_id);

ALTER TABLE ONLY tadamun.bank_cash_kinds
    ADD CONSTRAINT bank_cash_kinds_pkey PRIMARY KEY (account_kind);

ALTER TABLE ONLY tadamun.bank_imports
    ADD CONSTRAINT bank_imports_pkey PRIMARY KEY (import_id);

ALTER TABLE ONLY tadamun.bank_lines
    ADD CONSTRAINT bank_lines_line_id_bank_account_id_key UNIQUE (line_id, bank_account_id);

ALTER TABLE ONLY tadamun.bank_lines
    ADD CONSTRAINT bank_lines_pkey PRIMARY KEY (line_id);

ALTER TABLE ONLY tadamun.bank_match_withdrawals
    ADD CONSTRAINT bank_match_withdrawals_pkey PRIMARY KEY (match_id);

ALTER TABLE ONLY tadamun.bank_matches
    ADD CONSTRAINT bank_matches_pkey PRIMARY KEY (match_id);

ALTER TABLE ONLY tadamun.bank_sightings
    ADD CONSTRAINT bank_sightings_pkey PRIMARY KEY (import_id, "position");

ALTER TABLE ONLY tadamun.bank_statements
    ADD CONSTRAINT bank_statements_pkey PRIMARY KEY (statement_id);

ALTER TABLE ONLY tadamun.bank_statements
    ADD CONSTRAINT bank_statements_statement_id_bank_account_id_key UNIQUE (statement_id, bank_account_id);

ALTER TABLE ONLY tadamun.campaign_overdue_reports
    ADD CONSTRAINT campaign_alerted_once PRIMARY KEY (campaign_id);

ALTER TABLE ONLY tadamun.campaign_charges
    ADD CONSTRAINT campaign_charges_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.campaign_edges
    ADD CONSTRAINT campaign_edges_pkey PRIMARY KEY (before, after);

ALTER TABLE ONLY tadamun.campaign_rewards
    ADD CONSTRAINT campaign_rewards_pkey PRIMARY KEY (reward_id);

ALTER TABLE ONLY tadamun.campaign_rewards
    ADD CONSTRAINT campaign_rewards_reward_id_campaign_id_key UNIQUE (reward_id, campaign_id);

ALTER TABLE ONLY tadamun.campaign_steps
    ADD CONSTRAINT campaign_steps_pkey PRIMARY KEY (campaign_id, step);

ALTER TABLE ONLY tadamun.campaign_totals
    ADD CONSTRAINT campaign_totals_pkey PRIMARY KEY (campaign_id);

ALTER TABLE ONLY tadamun.campaign_uses
    ADD CONSTRAINT campaign_uses_pkey PRIMARY KEY (campaign_id, line);

ALTER TABLE ONLY tadamun.campaigns
    ADD CONSTRAINT campaigns_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.campaigns
    ADD CONSTRAINT campaigns_pkey PRIMARY KEY (campaign_id);

ALTER TABLE ONLY tadamun.security_events
    ADD CONSTRAINT chain_does_not_fork UNIQUE (previous_sha256);

ALTER TABLE ONLY tadamun.campaign_charges
    ADD CONSTRAINT charged_once PRIMARY KEY (campaign_id, kind);

ALTER TABLE ONLY tadamun.claim_shares
    ADD CONSTRAINT claim_shares_pkey PRIMARY KEY (actor_id, period_id, indicator, group_id, programme_id, recorded_at);

ALTER TABLE ONLY tadamun.grant_cofunding
    ADD CONSTRAINT cofunding_is_counted_once PRIMARY KEY (grant_id, stage, evidence);

ALTER TABLE ONLY tadamun.communes
    ADD CONSTRAINT communes_commune_code_province_code_key UNIQUE (commune_code, province_code);

ALTER TABLE ONLY tadamun.communes
    ADD CONSTRAINT communes_pkey PRIMARY KEY (commune_code);

ALTER TABLE ONLY tadamun.condition_findings
    ADD CONSTRAINT condition_findings_pkey PRIMARY KEY (finding_id);

ALTER TABLE tadamun.entries
    ADD CONSTRAINT contributions_have_happened CHECK (((kind <> ALL (ARRAY['commitment'::text, 'receipt'::text, 'allocation'::text, 'disbursement'::text, 'direct'::text, 'expenditure'::text, 'interest'::text, 'loan_repayment'::text, 'reimbursement'::text])) OR (occurred_on <= (((recorded_at AT TIME ZONE 'Africa/Casablanca'::text))::date + 1)))) NOT VALID;

ALTER TABLE tadamun.waqf_costs
    ADD CONSTRAINT cost_is_owed_first CHECK ((owed_minor = amount_minor)) NOT VALID;

ALTER TABLE ONLY tadamun.waqf_run_costs
    ADD CONSTRAINT cost_is_shared_once PRIMARY KEY (cost_id);

ALTER TABLE tadamun.waqf_cost_payments
    ADD CONSTRAINT cost_payment_is_decided CHECK ((decision_id IS NOT NULL)) NOT VALID;

ALTER TABLE ONLY tadamun.waqf_cost_payments
    ADD CONSTRAINT cost_payment_is_decided_once UNIQUE (decision_id);

ALTER TABLE ONLY tadamun.current_runs
    ADD CONSTRAINT current_runs_pkey PRIMARY KEY (programme_id);

ALTER TABLE ONLY tadamun.decision_kinds
    ADD CONSTRAINT decision_kinds_pkey PRIMARY KEY (kind);

ALTER TABLE ONLY tadamun.decision_verdicts
    ADD CONSTRAINT decision_verdicts_pkey PRIMARY KEY (decision_id);

ALTER TABLE ONLY tadamun.decisions
    ADD CONSTRAINT decisions_decision_id_requested_by_key UNIQUE (decision_id, requested_by);

ALTER TABLE ONLY tadamun.decisions
    ADD CONSTRAINT decisions_pkey PRIMARY KEY (decision_id);

ALTER TABLE ONLY tadamun.disaggregation_differences
    ADD CONSTRAINT disaggregation_differences_pkey PRIMARY KEY (actor_id, report_id, indicator, axis);

ALTER TABLE ONLY tadamun.grant_documents
    ADD CONSTRAINT document_is_there_once PRIMARY KEY (grant_id, document);

ALTER TABLE ONLY tadamun.report_drafts
    ADD CONSTRAINT drafts_begin_once UNIQUE (actor_id, begun_by, idempotency_key);

ALTER TABLE ONLY tadamun.eligibility_findings
    ADD CONSTRAINT eligibility_findings_pkey PRIMARY KEY (finding_id);

ALTER TABLE ONLY tadamun.people
    ADD CONSTRAINT email_is_taken UNIQUE (email);

ALTER TABLE ONLY tadamun.enrolments
    ADD CONSTRAINT enrolments_do_not_overlap EXCLUDE USING gist (programme_id WITH =, actor_id WITH =, daterange(first_on, last_on, '[]'::text) WITH &&);

ALTER TABLE ONLY tadamun.enrolments
    ADD CONSTRAINT enrolments_pkey PRIMARY KEY (enrolment_id);

ALTER TABLE ONLY tadamun.entries
    ADD CONSTRAINT entries_pkey PRIMARY KEY (entry_id);

ALTER TABLE ONLY tadamun.entry_kinds
    ADD CONSTRAINT entry_kinds_pkey PRIMARY KEY (kind);

ALTER TABLE ONLY tadamun.hold_postings
    ADD CONSTRAINT entry_posts_one_hold UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY tadamun.evidence_files
    ADD CONSTRAINT evidence_files_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY tadamun.exchanges
    ADD CONSTRAINT exchanges_pkey PRIMARY KEY (entry_id);

ALTER TABLE ONLY tadamun.waqf_expiries
    ADD CONSTRAINT expires_once PRIMARY KEY (waqf_id);

ALTER TABLE ONLY tadamun.campaign_filings
    ADD CONSTRAINT filed_once PRIMARY KEY (campaign_id, kind);

ALTER TABLE ONLY tadamun.fiscal_period_states
    ADD CONSTRAINT fiscal_period_states_pkey PRIMARY KEY (period_id, sequence);

ALTER TABLE ONLY tadamun.fiscal_periods
    ADD CONSTRAINT fiscal_periods_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.fiscal_periods
    ADD CONSTRAINT fiscal_periods_do_not_overlap EXCLUDE USING gist (daterange(first_on, last_on, '[]'::text) WITH &&);

ALTER TABLE ONLY tadamun.fiscal_periods
    ADD CONSTRAINT fiscal_periods_pkey PRIMARY KEY (period_id);

ALTER TABLE ONLY tadamun.framework_drafts
    ADD CONSTRAINT framework_drafts_pkey PRIMARY KEY (draft_id);

ALTER TABLE ONLY tadamun.frameworks
    ADD CONSTRAINT frameworks_code_version_key UNIQUE (code, version);

ALTER TABLE ONLY tadamun.frameworks
    ADD CONSTRAINT frameworks_pkey PRIMARY KEY (framework_id);

ALTER TABLE ONLY tadamun.frameworks
    ADD CONSTRAINT frameworks_sha256_key UNIQUE (sha256);

ALTER TABLE ONLY tadamun.fund_class_entry_kinds
    ADD CONSTRAINT fund_class_entry_kinds_pkey PRIMARY KEY (instrument, class, entry_kind);

ALTER TABLE ONLY tadamun.funds
    ADD CONSTRAINT funds_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.funds
    ADD CONSTRAINT funds_pkey PRIMARY KEY (fund_id);

ALTER TABLE ONLY tadamun.grant_agreements
    ADD CONSTRAINT grant_agreements_pkey PRIMARY KEY (grant_id, version);

ALTER TABLE ONLY tadamun.grant_budget_lines
    ADD CONSTRAINT grant_budget_lines_pkey PRIMARY KEY (grant_id, version, line);

ALTER TABLE ONLY tadamun.grant_edges
    ADD CONSTRAINT grant_edges_pkey PRIMARY KEY (machine, from_state, to_state);

ALTER TABLE ONLY tadamun.grant_entries
    ADD CONSTRAINT grant_entries_pkey PRIMARY KEY (entry_id);

ALTER TABLE ONLY tadamun.grant_recoveries
    ADD CONSTRAINT grant_recoveries_pkey PRIMARY KEY (grant_id, recovery);

ALTER TABLE ONLY tadamun.grant_report_lines
    ADD CONSTRAINT grant_report_lines_pkey PRIMARY KEY (grant_id, report, step, line);

ALTER TABLE ONLY tadamun.grant_report_steps
    ADD CONSTRAINT grant_report_steps_grant_id_report_step_recorded_by_key UNIQUE (grant_id, report, step, recorded_by);

ALTER TABLE ONLY tadamun.grant_report_steps
    ADD CONSTRAINT grant_report_steps_grant_id_report_step_to_state_key UNIQUE (grant_id, report, step, to_state);

ALTER TABLE ONLY tadamun.grant_report_steps
    ADD CONSTRAINT grant_report_steps_pkey PRIMARY KEY (grant_id, report, step);

ALTER TABLE ONLY tadamun.grant_reports
    ADD CONSTRAINT grant_reports_pkey PRIMARY KEY (grant_id, report);

ALTER TABLE ONLY tadamun.grant_request_decisions
    ADD CONSTRAINT grant_request_decisions_pkey PRIMARY KEY (source, idempotency_key);

ALTER TABLE ONLY tadamun.grant_requests
    ADD CONSTRAINT grant_requests_pkey PRIMARY KEY (source, idempotency_key);

ALTER TABLE ONLY tadamun.grant_steps
    ADD CONSTRAINT grant_steps_grant_id_step_to_state_key UNIQUE (grant_id, step, to_state);

ALTER TABLE ONLY tadamun.grant_steps
    ADD CONSTRAINT grant_steps_pkey PRIMARY KEY (grant_id, step);

ALTER TABLE ONLY tadamun.grant_tranches
    ADD CONSTRAINT grant_tranches_pkey PRIMARY KEY (grant_id, version, tranche);

ALTER TABLE ONLY tadamun.grant_waivers
    ADD CONSTRAINT grant_waivers_pkey PRIMARY KEY (decision_id);

ALTER TABLE ONLY tadamun.grants
    ADD CONSTRAINT grants_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.grants
    ADD CONSTRAINT grants_grant_id_grantee_id_key UNIQUE (grant_id, grantee_id);

ALTER TABLE ONLY tadamun.grants
    ADD CONSTRAINT grants_pkey PRIMARY KEY (grant_id);

ALTER TABLE ONLY tadamun.hijri_month_starts
    ADD CONSTRAINT hijri_month_starts_pkey PRIMARY KEY (start_id);

ALTER TABLE ONLY tadamun.hold_ends
    ADD CONSTRAINT hold_ends_once PRIMARY KEY (hold_id);

ALTER TABLE ONLY tadamun.hold_postings
    ADD CONSTRAINT hold_postings_pkey PRIMARY KEY (hold_id);

ALTER TABLE ONLY tadamun.holds
    ADD CONSTRAINT holds_pkey PRIMARY KEY (hold_id);

ALTER TABLE ONLY tadamun.grant_in_kind
    ADD CONSTRAINT in_kind_is_counted_once PRIMARY KEY (grantee_id, evidence);

ALTER TABLE ONLY tadamun.indicators
    ADD CONSTRAINT indicators_code_version_key UNIQUE (code, version);

ALTER TABLE ONLY tadamun.indicators
    ADD CONSTRAINT indicators_pkey PRIMARY KEY (indicator_id);

ALTER TABLE ONLY tadamun.zakat_interest_lines
    ADD CONSTRAINT interest_is_credited_and_sent_on_once UNIQUE (entry_id, is_credit);

ALTER TABLE ONLY tadamun.issuer_sign_ins
    ADD CONSTRAINT issuer_sign_ins_pkey PRIMARY KEY (state_sha256);

ALTER TABLE ONLY tadamun.issuer_subjects
    ADD CONSTRAINT issuer_subjects_pkey PRIMARY KEY (issuer, subject);

ALTER TABLE ONLY tadamun.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (job_id);

ALTER TABLE ONLY tadamun.kept_actors
    ADD CONSTRAINT kept_actors_pkey PRIMARY KEY (run_id, first_actor);

ALTER TABLE ONLY tadamun.kept_funds
    ADD CONSTRAINT kept_funds_pkey PRIMARY KEY (fund_id);

ALTER TABLE ONLY tadamun.zakat_interest_lines
    ADD CONSTRAINT line_is_interest_once PRIMARY KEY (line_id);

ALTER TABLE ONLY tadamun.bank_sightings
    ADD CONSTRAINT line_once_in_a_file UNIQUE (import_id, line_id);

ALTER TABLE ONLY tadamun.waqf_losses
    ADD CONSTRAINT loss_is_decided_once UNIQUE (decision_id);

ALTER TABLE ONLY tadamun.mandates
    ADD CONSTRAINT mandates_do_not_overlap EXCLUDE USING gist (actor_id WITH =, agent_id WITH =, purpose WITH =, daterange(first_on, last_on, '[]'::text) WITH &&);

ALTER TABLE ONLY tadamun.mandates
    ADD CONSTRAINT mandates_pkey PRIMARY KEY (mandate_id);

ALTER TABLE ONLY tadamun.match_gifts
    ADD CONSTRAINT match_gifts_pkey PRIMARY KEY (pool_id, campaign_id, person_ref);

ALTER TABLE ONLY tadamun.match_givers
    ADD CONSTRAINT match_givers_pkey PRIMARY KEY (movement_id, giver);

ALTER TABLE ONLY tadamun.match_leftovers
    ADD CONSTRAINT match_leftovers_pkey PRIMARY KEY (pool_id, reason);

ALTER TABLE ONLY tadamun.match_movements
    ADD CONSTRAINT match_movements_pkey PRIMARY KEY (movement_id);

ALTER TABLE ONLY tadamun.match_pool_campaigns
    ADD CONSTRAINT match_pool_campaigns_pkey PRIMARY KEY (pool_id, campaign_id);

ALTER TABLE ONLY tadamun.match_pool_edges
    ADD CONSTRAINT match_pool_edges_pkey PRIMARY KEY (before, after);

ALTER TABLE ONLY tadamun.match_pool_steps
    ADD CONSTRAINT match_pool_steps_pkey PRIMARY KEY (pool_id, step);

ALTER TABLE ONLY tadamun.match_pool_totals
    ADD CONSTRAINT match_pool_totals_pkey PRIMARY KEY (pool_id);

ALTER TABLE ONLY tadamun.match_pools
    ADD CONSTRAINT match_pools_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.match_pools
    ADD CONSTRAINT match_pools_pkey PRIMARY KEY (pool_id);

ALTER TABLE ONLY tadamun.match_results
    ADD CONSTRAINT match_results_pkey PRIMARY KEY (pool_id, campaign_id);

ALTER TABLE ONLY tadamun.memberships
    ADD CONSTRAINT memberships_do_not_overlap EXCLUDE USING gist (member_id WITH =, union_id WITH =, daterange(first_on, last_on, '[]'::text) WITH &&);

ALTER TABLE ONLY tadamun.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (membership_id);

ALTER TABLE ONLY tadamun.money_publication_parts
    ADD CONSTRAINT money_publication_parts_pkey PRIMARY KEY (actor_id, publication_id, instrument, currency);

ALTER TABLE ONLY tadamun.money_publication_sums
    ADD CONSTRAINT money_publication_sums_pkey PRIMARY KEY (publication_id, instrument, currency);

ALTER TABLE ONLY tadamun.money_publications
    ADD CONSTRAINT money_publications_are_counted UNIQUE (programme_id, period_id, version);

ALTER TABLE ONLY tadamun.money_publications
    ADD CONSTRAINT money_publications_pkey PRIMARY KEY (publication_id);

ALTER TABLE ONLY tadamun.waqf_need_closings
    ADD CONSTRAINT need_is_closed_once PRIMARY KEY (need_id);

ALTER TABLE ONLY tadamun.node_intervals
    ADD CONSTRAINT node_intervals_pkey PRIMARY KEY (run_id, actor_id);

ALTER TABLE ONLY tadamun.bank_accounts
    ADD CONSTRAINT one_account_a_number UNIQUE (number);

ALTER TABLE ONLY tadamun.accounts
    ADD CONSTRAINT one_account_a_purpose UNIQUE NULLS NOT DISTINCT (fund_id, currency, kind, actor_id);

ALTER TABLE ONLY tadamun.zakat_agencies
    ADD CONSTRAINT one_agency_at_a_time EXCLUDE USING gist (agent_id WITH =, recipient_id WITH =, daterange(first_on, last_on, '[]'::text) WITH &&);

ALTER TABLE ONLY tadamun.appeals
    ADD CONSTRAINT one_appeal_a_report UNIQUE (actor_id, report_id);

ALTER TABLE ONLY tadamun.appeals
    ADD CONSTRAINT one_appeal_a_run UNIQUE (actor_id, run_id);

ALTER TABLE ONLY tadamun.campaigns
    ADD CONSTRAINT one_campaign_a_fund UNIQUE (fund_id);

ALTER TABLE ONLY tadamun.provider_conflicts
    ADD CONSTRAINT one_conflict_a_body UNIQUE (provider, event, body_hash);

ALTER TABLE ONLY tadamun.zakat_donors
    ADD CONSTRAINT one_donor_a_reference UNIQUE (reference);

ALTER TABLE ONLY tadamun.pool_distributions
    ADD CONSTRAINT one_entry_a_distribution UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.entries
    ADD CONSTRAINT one_entry_a_key UNIQUE (source, idempotency_key);

ALTER TABLE ONLY tadamun.pledge_fees
    ADD CONSTRAINT one_fee_a_pledge PRIMARY KEY (pledge_id);

ALTER TABLE ONLY tadamun.zakat_funds
    ADD CONSTRAINT one_fund_a_bank_account UNIQUE (bank_account);

ALTER TABLE ONLY tadamun.holds
    ADD CONSTRAINT one_hold_a_key UNIQUE (source, idempotency_key);

ALTER TABLE ONLY tadamun.bank_imports
    ADD CONSTRAINT one_import_a_file UNIQUE NULLS NOT DISTINCT (file_sha256, bank_account_id);

ALTER TABLE ONLY tadamun.jobs
    ADD CONSTRAINT one_job_a_slot UNIQUE (schedule, slot_on);

ALTER TABLE ONLY tadamun.bank_lines
    ADD CONSTRAINT one_line_an_ordinal UNIQUE (bank_account_id, content_sha256, ordinal);

ALTER TABLE ONLY tadamun.match_movements
    ADD CONSTRAINT one_movement_a_code UNIQUE (code);

ALTER TABLE ONLY tadamun.waqf_mandates
    ADD CONSTRAINT one_nazir_at_a_time EXCLUDE USING gist (waqf_id WITH =, daterange(first_on, last_on, '[]'::text) WITH &&);

ALTER TABLE ONLY tadamun.pledges
    ADD CONSTRAINT one_pledge_a_payment UNIQUE (provider, external_id);

ALTER TABLE ONLY tadamun.policies
    ADD CONSTRAINT one_policy_a_version UNIQUE (code, version);

ALTER TABLE ONLY tadamun.match_pools
    ADD CONSTRAINT one_pool_a_fund UNIQUE (fund_id);

ALTER TABLE ONLY tadamun.proposals
    ADD CONSTRAINT one_proposal_a_key UNIQUE (source, idempotency_key);

ALTER TABLE ONLY tadamun.zakat_receipts
    ADD CONSTRAINT one_receipt_an_entry UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.zakat_recipients
    ADD CONSTRAINT one_recipient_a_file UNIQUE (kyc_ref);

ALTER TABLE ONLY tadamun.pledge_steps
    ADD CONSTRAINT one_refund_a_bank_line UNIQUE (bank_line_id);

ALTER TABLE ONLY tadamun.reports
    ADD CONSTRAINT one_report_a_reference UNIQUE (actor_id, source, external_ref);

ALTER TABLE ONLY tadamun.waqf_expert_reports
    ADD CONSTRAINT one_report_an_expert UNIQUE (istibdal_id, expert);

ALTER TABLE ONLY tadamun.campaign_rewards
    ADD CONSTRAINT one_reward_a_code UNIQUE (campaign_id, code);

ALTER TABLE ONLY tadamun.waqf_runs
    ADD CONSTRAINT one_run_a_period EXCLUDE USING gist (waqf_id WITH =, daterange(first_on, last_on, '[]'::text) WITH &&);

ALTER TABLE ONLY tadamun.waqf_stipulations
    ADD CONSTRAINT one_share_a_beneficiary UNIQUE (waqf_id, beneficiary);

ALTER TABLE ONLY tadamun.pool_agreement_shares
    ADD CONSTRAINT one_share_a_member UNIQUE (agreement_id, member_id);

ALTER TABLE ONLY tadamun.slots
    ADD CONSTRAINT one_slot_an_instant UNIQUE (schedule, slot_at);

ALTER TABLE ONLY tadamun.bank_statements
    ADD CONSTRAINT one_statement_a_name_and_day UNIQUE (bank_account_id, external_id, closed_on);

ALTER TABLE ONLY tadamun.issuer_subjects
    ADD CONSTRAINT one_subject_a_person UNIQUE (issuer, person_id);

ALTER TABLE ONLY tadamun.one_time_links
    ADD CONSTRAINT one_time_links_pkey PRIMARY KEY (link_id);

ALTER TABLE ONLY tadamun.one_time_links
    ADD CONSTRAINT one_time_links_secret_sha256_key UNIQUE (secret_sha256);

ALTER TABLE ONLY tadamun.trainings
    ADD CONSTRAINT one_training_a_code UNIQUE (centre_id, code);

ALTER TABLE ONLY tadamun.waqf_valuations
    ADD CONSTRAINT one_valuation_a_day PRIMARY KEY (asset_id, valued_on);

ALTER TABLE ONLY tadamun.waqfs
    ADD CONSTRAINT one_waqf_a_deed UNIQUE (deed_no);

ALTER TABLE ONLY tadamun.override_approvals
    ADD CONSTRAINT override_approvals_pkey PRIMARY KEY (override_id);

ALTER TABLE ONLY tadamun.passwords
    ADD CONSTRAINT passwords_pkey PRIMARY KEY (person_id, set_at);

ALTER TABLE ONLY tadamun.waqf_payouts
    ADD CONSTRAINT payout_is_decided_once UNIQUE (decision_id);

ALTER TABLE ONLY tadamun.payout_steps
    ADD CONSTRAINT payout_steps_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.payout_steps
    ADD CONSTRAINT payout_steps_pkey PRIMARY KEY (payout_id, step);

ALTER TABLE ONLY tadamun.payouts
    ADD CONSTRAINT payouts_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.payouts
    ADD CONSTRAINT payouts_decision_id_key UNIQUE (decision_id);

ALTER TABLE ONLY tadamun.payouts
    ADD CONSTRAINT payouts_pkey PRIMARY KEY (payout_id);

ALTER TABLE ONLY tadamun.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY tadamun.period_corrections
    ADD CONSTRAINT period_corrections_pkey PRIMARY KEY (entry_id);

ALTER TABLE ONLY tadamun.periods
    ADD CONSTRAINT periods_first_on_last_on_key UNIQUE (first_on, last_on);

ALTER TABLE ONLY tadamun.periods
    ADD CONSTRAINT periods_pkey PRIMARY KEY (period_id);

ALTER TABLE ONLY tadamun.pledge_edges
    ADD CONSTRAINT pledge_edges_pkey PRIMARY KEY (before, after);

ALTER TABLE ONLY tadamun.zakat_pledge_endings
    ADD CONSTRAINT pledge_ends_once PRIMARY KEY (pledge_id);

ALTER TABLE ONLY tadamun.pledge_fees
    ADD CONSTRAINT pledge_fees_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.pledge_states
    ADD CONSTRAINT pledge_states_pkey PRIMARY KEY (pledge_id);

ALTER TABLE ONLY tadamun.pledge_steps
    ADD CONSTRAINT pledge_steps_pkey PRIMARY KEY (pledge_id, step);

ALTER TABLE ONLY tadamun.pledges
    ADD CONSTRAINT pledges_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.pledges
    ADD CONSTRAINT pledges_pkey PRIMARY KEY (pledge_id);

ALTER TABLE ONLY tadamun.policies
    ADD CONSTRAINT policies_pkey PRIMARY KEY (policy_id);

ALTER TABLE ONLY tadamun.policies
    ADD CONSTRAINT policies_sha256_key UNIQUE (sha256);

ALTER TABLE ONLY tadamun.policy_adoptions
    ADD CONSTRAINT policy_adoptions_pkey PRIMARY KEY (decision_id);

ALTER TABLE ONLY tadamun.pool_agreement_shares
    ADD CONSTRAINT pool_agreement_shares_pkey PRIMARY KEY (agreement_id, "position");

ALTER TABLE ONLY tadamun.pool_agreements
    ADD CONSTRAINT pool_agreements_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.pool_agreements
    ADD CONSTRAINT pool_agreements_decision_id_key UNIQUE (decision_id);

ALTER TABLE ONLY tadamun.pool_agreements
    ADD CONSTRAINT pool_agreements_pkey PRIMARY KEY (agreement_id);

ALTER TABLE ONLY tadamun.pool_distribution_shares
    ADD CONSTRAINT pool_distribution_shares_pkey PRIMARY KEY (distribution_id, "position");

ALTER TABLE ONLY tadamun.pool_distributions
    ADD CONSTRAINT pool_distributions_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.pool_distributions
    ADD CONSTRAINT pool_distributions_pkey PRIMARY KEY (distribution_id);

ALTER TABLE ONLY tadamun.postings
    ADD CONSTRAINT postings_pkey PRIMARY KEY (entry_id, line);

ALTER TABLE ONLY tadamun.programme_frameworks
    ADD CONSTRAINT programme_frameworks_pkey PRIMARY KEY (programme_id, first_on, adopted_at);

ALTER TABLE ONLY tadamun.programmes
    ADD CONSTRAINT programmes_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.programmes
    ADD CONSTRAINT programmes_pkey PRIMARY KEY (programme_id);

ALTER TABLE ONLY tadamun.proposal_awards
    ADD CONSTRAINT proposal_awards_grant_id_key UNIQUE (grant_id);

ALTER TABLE ONLY tadamun.proposal_claim_shares
    ADD CONSTRAINT proposal_claim_shares_pkey PRIMARY KEY (proposal_id, actor_id, indicator, group_code);

ALTER TABLE ONLY tadamun.proposal_leftovers
    ADD CONSTRAINT proposal_leftovers_pkey PRIMARY KEY (proposal_id, reason);

ALTER TABLE ONLY tadamun.proposal_lines
    ADD CONSTRAINT proposal_lines_pkey PRIMARY KEY (actor_id, proposal_id);

ALTER TABLE ONLY tadamun.proposal_overrides
    ADD CONSTRAINT proposal_overrides_override_id_asked_by_key UNIQUE (override_id, asked_by);

ALTER TABLE ONLY tadamun.proposal_overrides
    ADD CONSTRAINT proposal_overrides_pkey PRIMARY KEY (override_id);

ALTER TABLE ONLY tadamun.proposal_steps
    ADD CONSTRAINT proposal_steps_pkey PRIMARY KEY (proposal_id, state);

ALTER TABLE ONLY tadamun.proposal_totals
    ADD CONSTRAINT proposal_totals_pkey PRIMARY KEY (proposal_id);

ALTER TABLE ONLY tadamun.proposals
    ADD CONSTRAINT proposals_pkey PRIMARY KEY (proposal_id);

ALTER TABLE ONLY tadamun.provider_conflicts
    ADD CONSTRAINT provider_conflicts_pkey PRIMARY KEY (conflict_id);

ALTER TABLE ONLY tadamun.provider_events
    ADD CONSTRAINT provider_events_pkey PRIMARY KEY (provider, event);

ALTER TABLE ONLY tadamun.provinces
    ADD CONSTRAINT provinces_iso_code_key UNIQUE (iso_code);

ALTER TABLE ONLY tadamun.provinces
    ADD CONSTRAINT provinces_pkey PRIMARY KEY (province_code);

ALTER TABLE ONLY tadamun.provinces
    ADD CONSTRAINT provinces_province_code_region_code_key UNIQUE (province_code, region_code);

ALTER TABLE ONLY tadamun.reach_publications
    ADD CONSTRAINT publications_are_counted UNIQUE (programme_id, period_id, version);

ALTER TABLE ONLY tadamun.rankings
    ADD CONSTRAINT rankings_pkey PRIMARY KEY (run_id);

ALTER TABLE ONLY tadamun.reach_publication_counts
    ADD CONSTRAINT reach_publication_counts_pkey PRIMARY KEY (publication_id, indicator, target_group);

ALTER TABLE ONLY tadamun.reach_publications
    ADD CONSTRAINT reach_publications_pkey PRIMARY KEY (publication_id);

ALTER TABLE ONLY tadamun.receipt_counters
    ADD CONSTRAINT receipt_counters_pkey PRIMARY KEY (fund_id, fiscal_year);

ALTER TABLE ONLY tadamun.receipt_voids
    ADD CONSTRAINT receipt_is_voided_once PRIMARY KEY (fund_id, fiscal_year, number);

ALTER TABLE ONLY tadamun.receipts
    ADD CONSTRAINT receipts_pkey PRIMARY KEY (fund_id, fiscal_year, number);

ALTER TABLE ONLY tadamun.zakat_pledge_receipts
    ADD CONSTRAINT received_against_one_pledge PRIMARY KEY (receipt_id);

ALTER TABLE ONLY tadamun.recovery_codes
    ADD CONSTRAINT recovery_codes_pkey PRIMARY KEY (person_id, code_sha256);

ALTER TABLE ONLY tadamun.waqf_redirections
    ADD CONSTRAINT redirected_once PRIMARY KEY (waqf_id);

ALTER TABLE ONLY tadamun.zakat_refunds
    ADD CONSTRAINT refunded_once PRIMARY KEY (receipt_id);

ALTER TABLE ONLY tadamun.regions
    ADD CONSTRAINT regions_iso_code_key UNIQUE (iso_code);

ALTER TABLE ONLY tadamun.regions
    ADD CONSTRAINT regions_pkey PRIMARY KEY (region_code);

ALTER TABLE ONLY tadamun.waqf_replacements
    ADD CONSTRAINT replaced_once PRIMARY KEY (istibdal_id);

ALTER TABLE ONLY tadamun.report_draft_cells
    ADD CONSTRAINT report_draft_cells_pkey PRIMARY KEY (actor_id, draft_id, indicator, target_group);

ALTER TABLE ONLY tadamun.report_draft_reasons
    ADD CONSTRAINT report_draft_reasons_pkey PRIMARY KEY (actor_id, draft_id, indicator);

ALTER TABLE ONLY tadamun.report_draft_writers
    ADD CONSTRAINT report_draft_writers_pkey PRIMARY KEY (actor_id, draft_id, saved_by);

ALTER TABLE ONLY tadamun.report_drafts
    ADD CONSTRAINT report_drafts_pkey PRIMARY KEY (actor_id, draft_id);

ALTER TABLE ONLY tadamun.report_evidence
    ADD CONSTRAINT report_evidence_pkey PRIMARY KEY (actor_id, report_id, sha256);

ALTER TABLE ONLY tadamun.verifications
    ADD CONSTRAINT report_is_judged_once UNIQUE (actor_id, report_id);

ALTER TABLE ONLY tadamun.report_locks
    ADD CONSTRAINT report_locks_pkey PRIMARY KEY (actor_id, report_id);

ALTER TABLE ONLY tadamun.report_reopenings
    ADD CONSTRAINT report_reopenings_pkey PRIMARY KEY (actor_id, report_id);

ALTER TABLE ONLY tadamun.report_validations
    ADD CONSTRAINT report_validations_pkey PRIMARY KEY (actor_id, report_id);

ALTER TABLE ONLY tadamun.report_values
    ADD CONSTRAINT report_values_pkey PRIMARY KEY (actor_id, report_id);

ALTER TABLE ONLY tadamun.reporting_requirements
    ADD CONSTRAINT reporting_requirements_pkey PRIMARY KEY (requirement_id);

ALTER TABLE tadamun.reports
    ADD CONSTRAINT reports_have_been_submitted CHECK ((submitted_on <= (((recorded_at AT TIME ZONE 'Pacific/Kiritimati'::text))::date + 1))) NOT VALID;

ALTER TABLE ONLY tadamun.reports
    ADD CONSTRAINT reports_pkey PRIMARY KEY (actor_id, report_id);

ALTER TABLE ONLY tadamun.request_keys
    ADD CONSTRAINT request_keys_pkey PRIMARY KEY (source, key);

ALTER TABLE ONLY tadamun.reporting_requirements
    ADD CONSTRAINT requirements_do_not_overlap EXCLUDE USING gist (programme_id WITH =, indicator WITH =, group_id WITH =, daterange(first_on, last_on, '[]'::text) WITH &&);

ALTER TABLE ONLY tadamun.waqf_returns
    ADD CONSTRAINT return_is_decided_once UNIQUE (decision_id);

ALTER TABLE ONLY tadamun.waqf_returns
    ADD CONSTRAINT returned_once PRIMARY KEY (waqf_id);

ALTER TABLE ONLY tadamun.entries
    ADD CONSTRAINT reversed_once UNIQUE (reverses);

ALTER TABLE ONLY tadamun.review_thresholds
    ADD CONSTRAINT review_thresholds_pkey PRIMARY KEY (programme_id, first_on, recorded_at);

ALTER TABLE ONLY tadamun.zakat_revocations
    ADD CONSTRAINT revoked_once PRIMARY KEY (assessment_id);

ALTER TABLE ONLY tadamun.role_grants
    ADD CONSTRAINT role_grants_pkey PRIMARY KEY (grant_id);

ALTER TABLE ONLY tadamun.role_grants
    ADD CONSTRAINT roles_do_not_overlap EXCLUDE USING gist (person_id WITH =, role WITH =, COALESCE(actor_id, (0)::bigint) WITH =, daterange(first_on, last_on, '[]'::text) WITH &&) WHERE ((NOT is_withdrawn));

ALTER TABLE ONLY tadamun.ruled_fund_account_kinds
    ADD CONSTRAINT ruled_fund_account_kinds_pkey PRIMARY KEY (rule, account_kind);

ALTER TABLE ONLY tadamun.ruled_fund_entry_kinds
    ADD CONSTRAINT ruled_fund_entry_kinds_pkey PRIMARY KEY (rule, entry_kind);

ALTER TABLE ONLY tadamun.ruled_funds
    ADD CONSTRAINT ruled_funds_fund_id_rule_key UNIQUE (fund_id, rule);

ALTER TABLE ONLY tadamun.ruled_funds
    ADD CONSTRAINT ruled_funds_pkey PRIMARY KEY (fund_id);

ALTER TABLE ONLY tadamun.run_factors
    ADD CONSTRAINT run_factors_pkey PRIMARY KEY (run_id, factor);

ALTER TABLE ONLY tadamun.run_signatures
    ADD CONSTRAINT run_signatures_pkey PRIMARY KEY (run_id);

ALTER TABLE ONLY tadamun.run_warnings
    ADD CONSTRAINT run_warnings_pkey PRIMARY KEY (run_id, place);

ALTER TABLE ONLY tadamun.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (run_id);

ALTER TABLE ONLY tadamun.runs
    ADD CONSTRAINT runs_run_id_programme_id_key UNIQUE (run_id, programme_id);

ALTER TABLE ONLY tadamun.verification_samples
    ADD CONSTRAINT samples_are_drawn_once UNIQUE (drawn_by, idempotency_key);

ALTER TABLE ONLY tadamun.scale_issues
    ADD CONSTRAINT scale_issues_pkey PRIMARY KEY (programme_id, framework_id, reporting_year, version);

ALTER TABLE ONLY tadamun.scales
    ADD CONSTRAINT scales_pkey PRIMARY KEY (scale_id);

ALTER TABLE ONLY tadamun.scales
    ADD CONSTRAINT scales_programme_id_framework_id_sha256_key UNIQUE (programme_id, framework_id, sha256);

ALTER TABLE ONLY tadamun.score_intervals
    ADD CONSTRAINT score_intervals_pkey PRIMARY KEY (run_id, actor_id);

ALTER TABLE ONLY tadamun.seals
    ADD CONSTRAINT seals_do_not_fork UNIQUE NULLS NOT DISTINCT (previous_id);

ALTER TABLE ONLY tadamun.seals
    ADD CONSTRAINT seals_pkey PRIMARY KEY (seal_id);

ALTER TABLE ONLY tadamun.second_factors
    ADD CONSTRAINT second_factors_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY tadamun.security_chain
    ADD CONSTRAINT security_chain_pkey PRIMARY KEY (is_the_head);

ALTER TABLE ONLY tadamun.security_events
    ADD CONSTRAINT security_events_pkey PRIMARY KEY (sequence);

ALTER TABLE ONLY tadamun.security_events
    ADD CONSTRAINT security_events_sha256_key UNIQUE (sha256);

ALTER TABLE ONLY tadamun.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY tadamun.sessions
    ADD CONSTRAINT sessions_secret_sha256_key UNIQUE (secret_sha256);

ALTER TABLE ONLY tadamun.sign_in_attempts
    ADD CONSTRAINT sign_in_attempts_pkey PRIMARY KEY (attempt_id);

ALTER TABLE ONLY tadamun.signing_keys
    ADD CONSTRAINT signing_keys_pkey PRIMARY KEY (key_id);

ALTER TABLE ONLY tadamun.slots
    ADD CONSTRAINT slots_pkey PRIMARY KEY (schedule, slot_on);

ALTER TABLE ONLY tadamun.waqf_sales
    ADD CONSTRAINT sold_once PRIMARY KEY (istibdal_id);

ALTER TABLE ONLY tadamun.spendable_amounts
    ADD CONSTRAINT spendable_amounts_pkey PRIMARY KEY (spendable_id);

ALTER TABLE ONLY tadamun.standing_blocks
    ADD CONSTRAINT standing_blocks_pkey PRIMARY KEY (run_id, block);

ALTER TABLE ONLY tadamun.waqf_suspense_alerts
    ADD CONSTRAINT suspense_is_said_once PRIMARY KEY (istibdal_id);

ALTER TABLE ONLY tadamun.target_groups
    ADD CONSTRAINT target_groups_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.target_groups
    ADD CONSTRAINT target_groups_pkey PRIMARY KEY (group_id);

ALTER TABLE ONLY tadamun.targets
    ADD CONSTRAINT targets_pkey PRIMARY KEY (actor_id, target_id);

ALTER TABLE ONLY tadamun.told_payment_sources
    ADD CONSTRAINT told_payment_sources_pkey PRIMARY KEY (source);

ALTER TABLE ONLY tadamun.training_attendance
    ADD CONSTRAINT training_attendance_pkey PRIMARY KEY (training_id, actor_id, group_id);

ALTER TABLE ONLY tadamun.trainings
    ADD CONSTRAINT trainings_pkey PRIMARY KEY (training_id);

ALTER TABLE ONLY tadamun.tranche_conditions
    ADD CONSTRAINT tranche_conditions_pkey PRIMARY KEY (grant_id, version, tranche, condition);

ALTER TABLE ONLY tadamun.tranche_steps
    ADD CONSTRAINT tranche_steps_grant_id_tranche_step_to_state_key UNIQUE (grant_id, tranche, step, to_state);

ALTER TABLE ONLY tadamun.tranche_steps
    ADD CONSTRAINT tranche_steps_pkey PRIMARY KEY (grant_id, tranche, step);

ALTER TABLE ONLY tadamun.verdict_reasons
    ADD CONSTRAINT verdict_reasons_pkey PRIMARY KEY (actor_id, report_id, indicator_id, group_id);

ALTER TABLE ONLY tadamun.verification_sample_frame
    ADD CONSTRAINT verification_sample_frame_pkey PRIMARY KEY (sample_id, actor_id);

ALTER TABLE ONLY tadamun.verification_samples
    ADD CONSTRAINT verification_samples_pkey PRIMARY KEY (sample_id);

ALTER TABLE ONLY tadamun.verifications
    ADD CONSTRAINT verifications_pkey PRIMARY KEY (actor_id, verification_id);

ALTER TABLE ONLY tadamun.backer_identities
    ADD CONSTRAINT verified_once PRIMARY KEY (backer_id);

ALTER TABLE ONLY tadamun.reports
    ADD CONSTRAINT versions_are_counted UNIQUE (actor_id, programme_id, period_id, version);

ALTER TABLE ONLY tadamun.waqf_asset_steps
    ADD CONSTRAINT waqf_asset_steps_pkey PRIMARY KEY (asset_id, step);

ALTER TABLE ONLY tadamun.waqf_assets
    ADD CONSTRAINT waqf_assets_asset_id_waqf_id_key UNIQUE (asset_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_assets
    ADD CONSTRAINT waqf_assets_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.waqf_assets
    ADD CONSTRAINT waqf_assets_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_assets
    ADD CONSTRAINT waqf_assets_pkey PRIMARY KEY (asset_id);

ALTER TABLE ONLY tadamun.waqf_cost_payments
    ADD CONSTRAINT waqf_cost_payments_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_cost_payments
    ADD CONSTRAINT waqf_cost_payments_pkey PRIMARY KEY (code);

ALTER TABLE ONLY tadamun.waqf_costs
    ADD CONSTRAINT waqf_costs_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.waqf_costs
    ADD CONSTRAINT waqf_costs_cost_id_waqf_id_key UNIQUE (cost_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_costs
    ADD CONSTRAINT waqf_costs_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_costs
    ADD CONSTRAINT waqf_costs_pkey PRIMARY KEY (cost_id);

ALTER TABLE ONLY tadamun.waqf_edges
    ADD CONSTRAINT waqf_edges_pkey PRIMARY KEY (before, after);

ALTER TABLE ONLY tadamun.waqf_expert_reports
    ADD CONSTRAINT waqf_expert_reports_pkey PRIMARY KEY (istibdal_id, number);

ALTER TABLE ONLY tadamun.waqf_expiries
    ADD CONSTRAINT waqf_expiries_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_istibdals
    ADD CONSTRAINT waqf_istibdals_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.waqf_istibdals
    ADD CONSTRAINT waqf_istibdals_decision_id_key UNIQUE (decision_id);

ALTER TABLE ONLY tadamun.waqf_istibdals
    ADD CONSTRAINT waqf_istibdals_pkey PRIMARY KEY (istibdal_id);

ALTER TABLE ONLY tadamun.waqf_losses
    ADD CONSTRAINT waqf_losses_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.waqf_losses
    ADD CONSTRAINT waqf_losses_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_losses
    ADD CONSTRAINT waqf_losses_pkey PRIMARY KEY (loss_id);

ALTER TABLE ONLY tadamun.waqf_mandates
    ADD CONSTRAINT waqf_mandates_pkey PRIMARY KEY (mandate_id);

ALTER TABLE ONLY tadamun.waqf_need_closings
    ADD CONSTRAINT waqf_need_closings_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_needs
    ADD CONSTRAINT waqf_needs_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.waqf_needs
    ADD CONSTRAINT waqf_needs_need_id_waqf_id_key UNIQUE (need_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_needs
    ADD CONSTRAINT waqf_needs_pkey PRIMARY KEY (need_id);

ALTER TABLE ONLY tadamun.waqf_payouts
    ADD CONSTRAINT waqf_payouts_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.waqf_payouts
    ADD CONSTRAINT waqf_payouts_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_payouts
    ADD CONSTRAINT waqf_payouts_pkey PRIMARY KEY (payout_id);

ALTER TABLE ONLY tadamun.waqf_principal_receipts
    ADD CONSTRAINT waqf_principal_receipts_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.waqf_principal_receipts
    ADD CONSTRAINT waqf_principal_receipts_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_principal_receipts
    ADD CONSTRAINT waqf_principal_receipts_pkey PRIMARY KEY (receipt_id);

ALTER TABLE ONLY tadamun.waqf_proposal_orders
    ADD CONSTRAINT waqf_proposal_orders_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.waqf_proposal_orders
    ADD CONSTRAINT waqf_proposal_orders_decision_id_key UNIQUE (decision_id);

ALTER TABLE ONLY tadamun.waqf_redirected_shares
    ADD CONSTRAINT waqf_redirected_shares_pkey PRIMARY KEY (waqf_id, beneficiary);

ALTER TABLE ONLY tadamun.waqf_redirections
    ADD CONSTRAINT waqf_redirections_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_replacements
    ADD CONSTRAINT waqf_replacements_asset_id_key UNIQUE (asset_id);

ALTER TABLE ONLY tadamun.waqf_replacements
    ADD CONSTRAINT waqf_replacements_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_returns
    ADD CONSTRAINT waqf_returns_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_run_needs
    ADD CONSTRAINT waqf_run_needs_pkey PRIMARY KEY (run_id, need_id);

ALTER TABLE ONLY tadamun.waqf_run_shares
    ADD CONSTRAINT waqf_run_shares_pkey PRIMARY KEY (run_id, beneficiary);

ALTER TABLE ONLY tadamun.waqf_run_shares
    ADD CONSTRAINT waqf_run_shares_run_id_position_key UNIQUE (run_id, "position");

ALTER TABLE ONLY tadamun.waqf_runs
    ADD CONSTRAINT waqf_runs_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_runs
    ADD CONSTRAINT waqf_runs_pkey PRIMARY KEY (run_id);

ALTER TABLE ONLY tadamun.waqf_runs
    ADD CONSTRAINT waqf_runs_run_id_waqf_id_key UNIQUE (run_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_sales
    ADD CONSTRAINT waqf_sales_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_steps
    ADD CONSTRAINT waqf_steps_pkey PRIMARY KEY (waqf_id, step);

ALTER TABLE ONLY tadamun.waqf_stipulations
    ADD CONSTRAINT waqf_stipulations_pkey PRIMARY KEY (waqf_id, "position");

ALTER TABLE ONLY tadamun.waqf_yield_receipts
    ADD CONSTRAINT waqf_yield_receipts_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.waqf_yield_receipts
    ADD CONSTRAINT waqf_yield_receipts_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.waqf_yield_receipts
    ADD CONSTRAINT waqf_yield_receipts_pkey PRIMARY KEY (receipt_id);

ALTER TABLE ONLY tadamun.waqf_yield_receipts
    ADD CONSTRAINT waqf_yield_receipts_receipt_id_waqf_id_key UNIQUE (receipt_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_yields
    ADD CONSTRAINT waqf_yields_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.waqf_yields
    ADD CONSTRAINT waqf_yields_pkey PRIMARY KEY (yield_id);

ALTER TABLE ONLY tadamun.waqf_yields
    ADD CONSTRAINT waqf_yields_yield_id_waqf_id_key UNIQUE (yield_id, waqf_id);

ALTER TABLE ONLY tadamun.waqfs
    ADD CONSTRAINT waqfs_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.waqfs
    ADD CONSTRAINT waqfs_pkey PRIMARY KEY (waqf_id);

ALTER TABLE ONLY tadamun.waqfs
    ADD CONSTRAINT waqfs_principal_fund_id_key UNIQUE (principal_fund_id);

ALTER TABLE ONLY tadamun.waqfs
    ADD CONSTRAINT waqfs_yield_fund_id_key UNIQUE (yield_fund_id);

ALTER TABLE ONLY tadamun.waqf_run_receipts
    ADD CONSTRAINT yield_is_shared_once PRIMARY KEY (receipt_id);

ALTER TABLE ONLY tadamun.zakat_agencies
    ADD CONSTRAINT zakat_agencies_pkey PRIMARY KEY (agency_id);

ALTER TABLE ONLY tadamun.zakat_amil_charges
    ADD CONSTRAINT zakat_amil_charges_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.zakat_amil_charges
    ADD CONSTRAINT zakat_amil_charges_pkey PRIMARY KEY (charge_id);

ALTER TABLE ONLY tadamun.zakat_assessments
    ADD CONSTRAINT zakat_assessments_assessment_id_recipient_id_key UNIQUE (assessment_id, recipient_id);

ALTER TABLE ONLY tadamun.zakat_assessments
    ADD CONSTRAINT zakat_assessments_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.zakat_assessments
    ADD CONSTRAINT zakat_assessments_decision_id_key UNIQUE (decision_id);

ALTER TABLE ONLY tadamun.zakat_assessments
    ADD CONSTRAINT zakat_assessments_pkey PRIMARY KEY (assessment_id);

ALTER TABLE ONLY tadamun.zakat_debts
    ADD CONSTRAINT zakat_debts_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.zakat_debts
    ADD CONSTRAINT zakat_debts_debt_id_recipient_id_key UNIQUE (debt_id, recipient_id);

ALTER TABLE ONLY tadamun.zakat_debts
    ADD CONSTRAINT zakat_debts_pkey PRIMARY KEY (debt_id);

ALTER TABLE ONLY tadamun.zakat_distributions
    ADD CONSTRAINT zakat_distributions_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.zakat_distributions
    ADD CONSTRAINT zakat_distributions_decision_id_key UNIQUE (decision_id);

ALTER TABLE ONLY tadamun.zakat_distributions
    ADD CONSTRAINT zakat_distributions_distribution_id_mode_key UNIQUE (distribution_id, mode);

ALTER TABLE ONLY tadamun.zakat_distributions
    ADD CONSTRAINT zakat_distributions_pkey PRIMARY KEY (distribution_id);

ALTER TABLE ONLY tadamun.zakat_donors
    ADD CONSTRAINT zakat_donors_pkey PRIMARY KEY (donor_id);

ALTER TABLE ONLY tadamun.zakat_edges
    ADD CONSTRAINT zakat_edges_pkey PRIMARY KEY (before, after);

ALTER TABLE ONLY tadamun.zakat_funds
    ADD CONSTRAINT zakat_funds_pkey PRIMARY KEY (fund_id);

ALTER TABLE ONLY tadamun.zakat_lines
    ADD CONSTRAINT zakat_lines_distribution_id_line_mode_key UNIQUE (distribution_id, line, mode);

ALTER TABLE ONLY tadamun.zakat_lines
    ADD CONSTRAINT zakat_lines_pkey PRIMARY KEY (distribution_id, line);

ALTER TABLE ONLY tadamun.zakat_lot_uses
    ADD CONSTRAINT zakat_lot_uses_pkey PRIMARY KEY (use_id);

ALTER TABLE ONLY tadamun.zakat_pledges
    ADD CONSTRAINT zakat_pledges_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.zakat_pledges
    ADD CONSTRAINT zakat_pledges_pkey PRIMARY KEY (pledge_id);

ALTER TABLE ONLY tadamun.zakat_proofs
    ADD CONSTRAINT zakat_proofs_pkey PRIMARY KEY (proof_id);

ALTER TABLE ONLY tadamun.zakat_receipts
    ADD CONSTRAINT zakat_receipts_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.zakat_receipts
    ADD CONSTRAINT zakat_receipts_pkey PRIMARY KEY (receipt_id);

ALTER TABLE ONLY tadamun.zakat_recipients
    ADD CONSTRAINT zakat_recipients_code_key UNIQUE (code);

ALTER TABLE ONLY tadamun.zakat_recipients
    ADD CONSTRAINT zakat_recipients_pkey PRIMARY KEY (recipient_id);

ALTER TABLE ONLY tadamun.zakat_refunds
    ADD CONSTRAINT zakat_refunds_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.zakat_shares
    ADD CONSTRAINT zakat_shares_pkey PRIMARY KEY (distribution_id, line, recipient_id);

ALTER TABLE ONLY tadamun.zakat_steps
    ADD CONSTRAINT zakat_steps_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY tadamun.zakat_steps
    ADD CONSTRAINT zakat_steps_pkey PRIMARY KEY (distribution_id, step);

CREATE UNIQUE INDEX a_report_is_booked_once ON tadamun.grant_entries USING btree (grant_id, report) WHERE (report IS NOT NULL);

CREATE UNIQUE INDEX a_tranche_is_paid_once ON tadamun.grant_entries USING btree (grant_id, tranche) WHERE (tranche IS NOT NULL);

CREATE INDEX accounts_of_a_person ON tadamun.backer_identities USING btree (person_ref);

CREATE INDEX accounts_of_an_actor ON tadamun.accounts USING btree (actor_id);

CREATE INDEX adoptions_of_a_policy ON tadamun.policy_adoptions USING btree (policy_id, first_on);

CREATE INDEX agreements_of_a_union ON tadamun.pool_agreements USING btree (union_id, first_on);

CREATE INDEX appeals_of_a_programme ON tadamun.appeals USING btree (programme_id);

CREATE INDEX assessments_of_a_recipient ON tadamun.zakat_assessments USING btree (recipient_id, category);

CREATE INDEX attempts_from_an_address ON tadamun.sign_in_attempts USING btree (address, attempted_at);

CREATE INDEX attempts_on_an_account ON tadamun.sign_in_attempts USING btree (account_sha256, attempted_at);

CREATE UNIQUE INDEX award_ends_once ON tadamun.match_movements USING btree (pledge_id, pool_id) WHERE ((kind = ANY (ARRAY['return'::text, 'payment'::text])) AND (pledge_id IS NOT NULL));

CREATE INDEX awards_to_a_giver ON tadamun.match_givers USING btree (giver, movement_id);

CREATE INDEX bank_accounts_of_a_fund ON tadamun.bank_accounts USING btree (fund_id);

CREATE INDEX bank_lines_by_day ON tadamun.bank_lines USING btree (bank_account_id, booked_on);

CREATE INDEX bank_statements_in_order ON tadamun.bank_statements USING btree (bank_account_id, closed_on, sequence, statement_id);

CREATE INDEX campaigns_of_an_actor ON tadamun.campaigns USING btree (actor_id);

CREATE UNIQUE INDEX captured_once ON tadamun.pledge_steps USING btree (pledge_id) WHERE (state = 'captured'::text);

CREATE INDEX costs_of_a_run ON tadamun.waqf_run_costs USING btree (run_id);

CREATE INDEX decisions_on_a_subject ON tadamun.decisions USING btree (subject, decision_id);

CREATE INDEX distributions_of_an_entry ON tadamun.pool_distributions USING btree (pooled_entry_id);

CREATE INDEX drafts_of_a_framework ON tadamun.framework_drafts USING btree (code, version, draft_id);

CREATE INDEX drafts_of_a_report ON tadamun.report_drafts USING btree (actor_id, report_id) WHERE (report_id IS NOT NULL);

CREATE INDEX enrolments_by_time ON tadamun.enrolments USING btree (recorded_at);

CREATE INDEX entries_by_day ON tadamun.entries USING btree (occurred_on);

CREATE INDEX entries_of_a_decision ON tadamun.entries USING btree (decision_id) WHERE (decision_id IS NOT NULL);

CREATE INDEX entries_of_a_grant ON tadamun.grant_entries USING btree (grant_id, entry_id);

CREATE INDEX events_of_a_subject ON tadamun.events USING btree (subject, event_id);

CREATE INDEX findings_of_a_condition ON tadamun.condition_findings USING btree (grant_id, version, tranche, condition, finding_id);

CREATE INDEX findings_of_a_fund ON tadamun.eligibility_findings USING btree (fund_id, actor_id, finding_id);

CREATE INDEX grants_of_a_fund ON tadamun.grants USING btree (fund_id);

CREATE INDEX grants_of_a_grantee ON tadamun.grants USING btree (grantee_id);

CREATE INDEX holds_by_last_day ON tadamun.holds USING btree (last_on, hold_id);

CREATE INDEX identifiers_of_an_actor ON tadamun.actor_identifiers USING btree (actor_id);

CREATE INDEX in_kind_of_a_grant ON tadamun.grant_in_kind USING btree (grant_id);

CREATE INDEX indicators_by_code ON tadamun.indicator_codes USING btree (scheme, code);

CREATE INDEX issuer_sign_ins_by_age ON tadamun.issuer_sign_ins USING btree (begun_at);

CREATE INDEX issuer_subjects_of_a_person ON tadamun.issuer_subjects USING btree (person_id);

CREATE INDEX jobs_to_claim ON tadamun.jobs USING btree (due_at, job_id) WHERE (state = ANY (ARRAY['ready'::text, 'running'::text]));

CREATE UNIQUE INDEX judged_once ON tadamun.campaign_steps USING btree (campaign_id) WHERE (state = ANY (ARRAY['succeeded'::text, 'failed'::text]));

CREATE UNIQUE INDEX line_on_one_statement ON tadamun.bank_sightings USING btree (line_id) WHERE (statement_id IS NOT NULL);

CREATE INDEX lines_of_a_proposal ON tadamun.proposal_lines USING btree (proposal_id);

CREATE INDEX links_of_a_person ON tadamun.one_time_links USING btree (person_id);

CREATE INDEX mandates_of_an_agent ON tadamun.mandates USING btree (agent_id);

CREATE INDEX match_movements_of_an_entry ON tadamun.match_movements USING btree (entry_id) WHERE (entry_id IS NOT NULL);

CREATE INDEX matches_of_a_line ON tadamun.bank_matches USING btree (line_id);

CREATE INDEX matches_of_an_entry ON tadamun.bank_matches USING btree (entry_id);

CREATE INDEX members_of_a_union ON tadamun.memberships USING btree (union_id);

CREATE INDEX memberships_by_time ON tadamun.memberships USING btree (recorded_at);

CREATE INDEX memberships_of_a_member ON tadamun.memberships USING btree (member_id);

CREATE UNIQUE INDEX met_is_final ON tadamun.condition_findings USING btree (grant_id, version, tranche, condition) WHERE met;

CREATE INDEX needs_of_a_waqf ON tadamun.waqf_needs USING btree (waqf_id, due_on);

CREATE UNIQUE INDEX one_award_a_pledge ON tadamun.match_movements USING btree (pledge_id, pool_id) WHERE (kind = 'award'::text);

CREATE UNIQUE INDEX one_code_a_scheme ON tadamun.indicator_codes USING btree (indicator_id, scheme, code, COALESCE(funder_id, (0)::bigint));

CREATE UNIQUE INDEX one_final_report ON tadamun.grant_reports USING btree (grant_id) WHERE is_final;

CREATE UNIQUE INDEX one_open_draft_a_period ON tadamun.report_drafts USING btree (actor_id, programme_id, period_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX one_stipulation_a_kind ON tadamun.waqf_stipulations USING btree (waqf_id, kind) WHERE (kind <> 'beneficiary_share'::text);

CREATE INDEX overrides_of_a_proposal ON tadamun.proposal_overrides USING btree (proposal_id, actor_id);

CREATE INDEX parts_of_a_publication ON tadamun.money_publication_parts USING btree (publication_id);

CREATE INDEX payments_of_a_cost ON tadamun.waqf_cost_payments USING btree (cost_id);

CREATE INDEX payouts_of_a_campaign ON tadamun.payouts USING btree (campaign_id);

CREATE INDEX payouts_of_a_waqf ON tadamun.waqf_payouts USING btree (waqf_id, kind);

CREATE UNIQUE INDEX pledge_refunded_once ON tadamun.pledge_steps USING btree (pledge_id) WHERE (state = 'refunded'::text);

CREATE INDEX pledge_steps_of_an_entry ON tadamun.pledge_steps USING btree (entry_id) WHERE (entry_id IS NOT NULL);

CREATE INDEX pledges_in_a_state ON tadamun.pledge_states USING btree (campaign_id, state);

CREATE INDEX pledges_of_a_backer ON tadamun.pledges USING btree (backer_id, campaign_id);

CREATE INDEX pledges_of_a_zakat_fund ON tadamun.zakat_pledges USING btree (fund_id, code);

CREATE INDEX pools_of_a_campaign ON tadamun.match_pool_campaigns USING btree (campaign_id);

CREATE INDEX postings_of_an_account ON tadamun.postings USING btree (account_id, entry_id);

CREATE INDEX proposals_of_a_programme ON tadamun.proposals USING btree (programme_id, proposal_id);

CREATE UNIQUE INDEX proved_once ON tadamun.zakat_proofs USING btree (distribution_id, line) WHERE (condition IS NULL);

CREATE INDEX receipts_of_a_run ON tadamun.waqf_run_receipts USING btree (run_id);

CREATE INDEX receipts_of_a_zakat_fund ON tadamun.zakat_receipts USING btree (fund_id, received_on);

CREATE INDEX receipts_of_a_zakat_pledge ON tadamun.zakat_pledge_receipts USING btree (pledge_id);

CREATE INDEX refunds_to_send ON tadamun.pledge_states USING btree (state, next_try_at) WHERE (state = ANY (ARRAY['refund_due'::text, 'refund_failed'::text, 'refund_sent'::text]));

CREATE INDEX reports_by_day ON tadamun.reports USING btree (submitted_on);

CREATE INDEX reports_by_time ON tadamun.reports USING btree (recorded_at);

CREATE INDEX reports_of_a_programme ON tadamun.reports USING btree (programme_id, period_id);

CREATE INDEX request_keys_of_a_person ON tadamun.request_keys USING btree (person_id);

CREATE UNIQUE INDEX round_pays_a_campaign_once ON tadamun.match_movements USING btree (pool_id, campaign_id) WHERE ((kind = 'payment'::text) AND (pledge_id IS NULL));

CREATE INDEX runs_of_a_programme ON tadamun.runs USING btree (programme_id, run_id);

CREATE INDEX security_events_of_a_person ON tadamun.security_events USING btree (person_id, sequence);

CREATE INDEX sessions_of_a_person ON tadamun.sessions USING btree (person_id) WHERE (ended_at IS NULL);

CREATE INDEX shares_of_a_recipient ON tadamun.zakat_shares USING btree (recipient_id);

CREATE INDEX sightings_by_servicer_ref ON tadamun.bank_sightings USING btree (bank_account_id, servicer_ref);

CREATE INDEX sightings_of_a_line ON tadamun.bank_sightings USING btree (line_id);

CREATE INDEX sightings_of_a_statement ON tadamun.bank_sightings USING btree (statement_id) WHERE (statement_id IS NOT NULL);

CREATE INDEX spendable_of_a_fund ON tadamun.spendable_amounts USING btree (fund_id, currency, spendable_id);

CREATE INDEX targets_by_time ON tadamun.targets USING btree (recorded_at);

CREATE INDEX targets_of_a_programme ON tadamun.targets USING btree (programme_id, actor_id);

CREATE INDEX tokens_of_a_person ON tadamun.api_tokens USING btree (person_id);

CREATE INDEX trainings_of_an_actor ON tadamun.training_attendance USING btree (actor_id);

CREATE INDEX uses_of_a_lot ON tadamun.zakat_lot_uses USING btree (receipt_id);

CREATE INDEX uses_of_an_entry ON tadamun.zakat_lot_uses USING btree (entry_id);

CREATE INDEX verdicts_given_later ON tadamun.report_values USING btree (last_verdict_at) WHERE (last_verdict_at IS NOT NULL);

CREATE INDEX waivers_of_a_tranche ON tadamun.grant_waivers USING btree (grant_id, version, tranche);

CREATE INDEX warnings_of_an_actor ON tadamun.run_warnings USING btree (actor_id, run_id);

CREATE INDEX zakat_pledges_by_last_day ON tadamun.zakat_pledges USING btree (last_on) WHERE (last_on IS NOT NULL);

CREATE TRIGGER account_kind_fits_fund BEFORE INSERT ON tadamun.accounts FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_foreign_account_kind();

CREATE TRIGGER agreements_are_closed BEFORE INSERT ON tadamun.grant_budget_lines FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_part_of_signed_agreement();

CREATE TRIGGER agreements_are_closed BEFORE INSERT ON tadamun.grant_reports FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_part_of_signed_agreement();

CREATE TRIGGER agreements_are_closed BEFORE INSERT ON tadamun.grant_tranches FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_part_of_signed_agreement();

CREATE TRIGGER agreements_are_closed BEFORE INSERT ON tadamun.tranche_conditions FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_part_of_signed_agreement();

CREATE CONSTRAINT TRIGGER agreements_are_whole AFTER INSERT ON tadamun.pool_agreement_shares DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.check_pool_agreement();

CREATE CONSTRAINT TRIGGER agreements_are_whole AFTER INSERT ON tadamun.pool_agreements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.check_pool_agreement();

CREATE TRIGGER answers_stand BEFORE UPDATE ON tadamun.request_keys FOR EACH ROW WHEN ((old.status IS NOT NULL)) EXECUTE FUNCTION tadamun.refuse_second_answer();

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.accounts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.accounts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.actor_sheets FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.actor_sheets ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.appeal_answers FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.appeal_answers ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.appeal_terms FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.appeal_terms ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.appeals FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.appeals ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.asnaf FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.asnaf ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.backer_identities FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.backer_identities ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.backers FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.backers ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.bank_accounts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_accounts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.bank_imports FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_imports ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.bank_lines FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_lines ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.bank_match_withdrawals FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_match_withdrawals ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.bank_matches FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_matches ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.bank_sightings FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_sightings ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.bank_statements FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_statements ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.campaign_charges FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.campaign_charges ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.campaign_filings FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.campaign_filings ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.campaign_overdue_reports FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.campaign_overdue_reports ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.campaign_steps FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.campaign_steps ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.campaign_uses FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.campaign_uses ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.campaigns FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.campaigns ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.claim_shares FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.claim_shares ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.condition_findings FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.condition_findings ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.decision_verdicts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.decision_verdicts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.decisions FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.decisions ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.disaggregation_differences FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.disaggregation_differences ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.eligibility_findings FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.eligibility_findings ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.entries FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.entries ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.events FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.events ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.evidence_files FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.evidence_files ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.exchanges FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.exchanges ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.fiscal_period_states FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.fiscal_period_states ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.framework_drafts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.framework_drafts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.frameworks FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.frameworks ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.funds FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.funds ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_agreements FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_agreements ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_budget_lines FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_budget_lines ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_cofunding FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_cofunding ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_documents FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_documents ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_entries FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_entries ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_in_kind FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_in_kind ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_recoveries FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_recoveries ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_report_lines FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_report_lines ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_report_steps FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_report_steps ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_reports FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_reports ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_request_decisions FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_request_decisions ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_requests FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_requests ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_steps FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_steps ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_tranches FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_tranches ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grant_waivers FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_waivers ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.grants FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grants ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.hijri_month_starts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.hijri_month_starts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.hold_ends FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.hold_ends ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.hold_postings FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.hold_postings ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.holds FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.holds ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.indicator_codes FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.indicator_codes ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.indicators FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.indicators ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.issuer_subjects FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.issuer_subjects ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.kept_actors FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.kept_actors ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.kept_funds FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.kept_funds ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.match_gifts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_gifts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.match_givers FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_givers ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.match_leftovers FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_leftovers ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.match_movements FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_movements ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.match_pool_steps FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_pool_steps ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.match_pools FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_pools ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.match_results FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_results ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.money_publication_parts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.money_publication_parts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.money_publication_sums FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.money_publication_sums ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.money_publications FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.money_publications ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.node_intervals FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.node_intervals ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.override_approvals FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.override_approvals ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.passwords FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.passwords ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.payout_steps FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.payout_steps ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.payouts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.payouts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.period_corrections FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.period_corrections ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.pledge_fees FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pledge_fees ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.pledge_steps FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pledge_steps ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.pledges FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pledges ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.policies FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.policies ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.policy_adoptions FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.policy_adoptions ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.pool_agreement_shares FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pool_agreement_shares ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.pool_agreements FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pool_agreements ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.pool_distribution_shares FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pool_distribution_shares ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.pool_distributions FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pool_distributions ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.postings FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.postings ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.programme_frameworks FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.programme_frameworks ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.proposal_awards FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposal_awards ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.proposal_claim_shares FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposal_claim_shares ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.proposal_leftovers FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposal_leftovers ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.proposal_lines FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposal_lines ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.proposal_overrides FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposal_overrides ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.proposal_steps FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposal_steps ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.proposals FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposals ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.provider_conflicts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.provider_conflicts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.provider_events FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.provider_events ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.rankings FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.rankings ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.reach_publication_counts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.reach_publication_counts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.reach_publications FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.reach_publications ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.receipt_voids FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.receipt_voids ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.receipts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.receipts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.report_draft_writers FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.report_draft_writers ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.report_evidence FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.report_evidence ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.report_locks FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.report_locks ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.report_reopenings FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.report_reopenings ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.report_validations FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.report_validations ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.reports FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.reports ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.review_thresholds FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.review_thresholds ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.ruled_funds FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.ruled_funds ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.run_factors FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.run_factors ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.run_signatures FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.run_signatures ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.run_warnings FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.run_warnings ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.runs FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.runs ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.scale_issues FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.scale_issues ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.scales FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.scales ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.score_intervals FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.score_intervals ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.seals FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.seals ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.security_events FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.security_events ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.signing_keys FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.signing_keys ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.slots FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.slots ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.spendable_amounts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.spendable_amounts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.standing_blocks FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.standing_blocks ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.targets FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.targets ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.told_payment_sources FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.told_payment_sources ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.training_attendance FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.training_attendance ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.trainings FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.trainings ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.tranche_conditions FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.tranche_conditions ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.tranche_steps FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.tranche_steps ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.verdict_reasons FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.verdict_reasons ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.verification_sample_frame FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.verification_sample_frame ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.verification_samples FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.verification_samples ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.verifications FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.verifications ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_asset_steps FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_asset_steps ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_assets FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_assets ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_cost_payments FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_cost_payments ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_costs FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_costs ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_expert_reports FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_expert_reports ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_expiries FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_expiries ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_istibdals FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_istibdals ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_losses FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_losses ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_mandates FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_mandates ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_need_closings FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_need_closings ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_needs FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_needs ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_payouts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_payouts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_principal_receipts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_principal_receipts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_proposal_orders FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_proposal_orders ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_redirected_shares FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_redirected_shares ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_redirections FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_redirections ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_replacements FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_replacements ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_returns FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_returns ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_run_costs FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_run_costs ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_run_needs FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_run_needs ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_run_receipts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_run_receipts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_run_shares FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_run_shares ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_runs FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_runs ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_sales FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_sales ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_steps FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_steps ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_stipulations FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_stipulations ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_suspense_alerts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_suspense_alerts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_valuations FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_valuations ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_yield_receipts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_yield_receipts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqf_yields FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_yields ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.waqfs FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqfs ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_agencies FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_agencies ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_amil_charges FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_amil_charges ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_assessments FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_assessments ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_debts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_debts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_distributions FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_distributions ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_funds FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_funds ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_interest_lines FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_interest_lines ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_lines FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_lines ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_lot_uses FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_lot_uses ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_overdue_lots FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_overdue_lots ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_pledge_endings FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_pledge_endings ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_pledge_receipts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_pledge_receipts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_pledges FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_pledges ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_proofs FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_proofs ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_receipts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_receipts ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_recipients FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_recipients ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_refunds FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_refunds ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_revocations FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_revocations ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_shares FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_shares ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON tadamun.zakat_steps FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_steps ENABLE ALWAYS TRIGGER append_only_rows;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.accounts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.accounts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.actor_sheets FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.actor_sheets ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.appeal_answers FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.appeal_answers ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.appeal_terms FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.appeal_terms ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.appeals FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.appeals ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.asnaf FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.asnaf ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.backer_identities FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.backer_identities ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.backers FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.backers ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.bank_accounts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_accounts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.bank_imports FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_imports ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.bank_lines FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_lines ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.bank_match_withdrawals FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_match_withdrawals ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.bank_matches FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_matches ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.bank_sightings FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_sightings ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.bank_statements FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.bank_statements ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.campaign_charges FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.campaign_charges ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.campaign_filings FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.campaign_filings ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.campaign_overdue_reports FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.campaign_overdue_reports ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.campaign_steps FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.campaign_steps ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.campaign_uses FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.campaign_uses ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.campaigns FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.campaigns ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.claim_shares FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.claim_shares ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.condition_findings FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.condition_findings ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.decision_verdicts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.decision_verdicts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.decisions FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.decisions ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.disaggregation_differences FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.disaggregation_differences ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.eligibility_findings FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.eligibility_findings ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.entries FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.entries ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.events FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.events ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.evidence_files FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.evidence_files ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.exchanges FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.exchanges ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.fiscal_period_states FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.fiscal_period_states ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.framework_drafts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.framework_drafts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.frameworks FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.frameworks ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.funds FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.funds ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_agreements FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_agreements ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_budget_lines FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_budget_lines ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_cofunding FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_cofunding ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_documents FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_documents ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_entries FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_entries ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_in_kind FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_in_kind ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_recoveries FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_recoveries ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_report_lines FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_report_lines ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_report_steps FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_report_steps ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_reports FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_reports ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_request_decisions FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_request_decisions ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_requests FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_requests ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_steps FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_steps ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_tranches FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_tranches ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grant_waivers FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grant_waivers ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.grants FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.grants ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.hijri_month_starts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.hijri_month_starts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.hold_ends FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.hold_ends ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.hold_postings FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.hold_postings ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.holds FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.holds ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.indicator_codes FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.indicator_codes ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.indicators FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.indicators ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.issuer_subjects FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.issuer_subjects ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.kept_actors FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.kept_actors ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.kept_funds FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.kept_funds ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.match_gifts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_gifts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.match_givers FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_givers ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.match_leftovers FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_leftovers ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.match_movements FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_movements ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.match_pool_steps FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_pool_steps ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.match_pools FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_pools ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.match_results FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.match_results ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.money_publication_parts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.money_publication_parts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.money_publication_sums FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.money_publication_sums ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.money_publications FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.money_publications ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.node_intervals FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.node_intervals ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.override_approvals FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.override_approvals ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.passwords FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.passwords ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.payout_steps FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.payout_steps ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.payouts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.payouts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.period_corrections FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.period_corrections ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.pledge_fees FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pledge_fees ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.pledge_steps FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pledge_steps ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.pledges FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pledges ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.policies FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.policies ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.policy_adoptions FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.policy_adoptions ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.pool_agreement_shares FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pool_agreement_shares ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.pool_agreements FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pool_agreements ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.pool_distribution_shares FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pool_distribution_shares ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.pool_distributions FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.pool_distributions ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.postings FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.postings ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.programme_frameworks FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.programme_frameworks ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.proposal_awards FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposal_awards ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.proposal_claim_shares FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposal_claim_shares ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.proposal_leftovers FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposal_leftovers ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.proposal_lines FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposal_lines ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.proposal_overrides FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposal_overrides ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.proposal_steps FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposal_steps ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.proposals FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.proposals ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.provider_conflicts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.provider_conflicts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.provider_events FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.provider_events ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.rankings FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.rankings ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.reach_publication_counts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.reach_publication_counts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.reach_publications FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.reach_publications ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.receipt_voids FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.receipt_voids ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.receipts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.receipts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.report_draft_writers FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.report_draft_writers ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.report_evidence FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.report_evidence ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.report_locks FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.report_locks ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.report_reopenings FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.report_reopenings ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.report_validations FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.report_validations ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.reports FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.reports ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.review_thresholds FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.review_thresholds ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.ruled_funds FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.ruled_funds ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.run_factors FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.run_factors ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.run_signatures FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.run_signatures ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.run_warnings FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.run_warnings ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.runs FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.runs ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.scale_issues FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.scale_issues ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.scales FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.scales ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.score_intervals FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.score_intervals ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.seals FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.seals ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.security_events FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.security_events ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.signing_keys FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.signing_keys ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.slots FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.slots ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.spendable_amounts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.spendable_amounts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.standing_blocks FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.standing_blocks ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.targets FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.targets ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.told_payment_sources FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.told_payment_sources ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.training_attendance FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.training_attendance ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.trainings FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.trainings ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.tranche_conditions FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.tranche_conditions ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.tranche_steps FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.tranche_steps ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.verdict_reasons FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.verdict_reasons ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.verification_sample_frame FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.verification_sample_frame ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.verification_samples FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.verification_samples ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.verifications FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.verifications ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_asset_steps FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_asset_steps ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_assets FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_assets ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_cost_payments FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_cost_payments ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_costs FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_costs ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_expert_reports FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_expert_reports ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_expiries FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_expiries ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_istibdals FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_istibdals ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_losses FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_losses ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_mandates FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_mandates ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_need_closings FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_need_closings ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_needs FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_needs ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_payouts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_payouts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_principal_receipts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_principal_receipts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_proposal_orders FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_proposal_orders ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_redirected_shares FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_redirected_shares ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_redirections FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_redirections ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_replacements FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_replacements ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_returns FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_returns ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_run_costs FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_run_costs ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_run_needs FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_run_needs ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_run_receipts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_run_receipts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_run_shares FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_run_shares ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_runs FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_runs ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_sales FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_sales ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_steps FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_steps ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_stipulations FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_stipulations ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_suspense_alerts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_suspense_alerts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_valuations FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_valuations ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_yield_receipts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_yield_receipts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqf_yields FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqf_yields ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.waqfs FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.waqfs ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_agencies FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_agencies ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_amil_charges FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_amil_charges ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_assessments FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_assessments ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_debts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_debts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_distributions FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_distributions ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_funds FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_funds ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_interest_lines FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_interest_lines ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_lines FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_lines ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_lot_uses FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_lot_uses ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_overdue_lots FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_overdue_lots ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_pledge_endings FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_pledge_endings ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_pledge_receipts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_pledge_receipts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_pledges FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_pledges ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_proofs FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_proofs ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_receipts FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_receipts ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_recipients FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_recipients ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_refunds FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_refunds ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_revocations FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_revocations ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_shares FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_shares ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON tadamun.zakat_steps FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.zakat_steps ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER approvals_need_a_draft BEFORE INSERT ON tadamun.override_approvals FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_late_approval();

CREATE CONSTRAINT TRIGGER approved_overrides_stay_within_budget AFTER INSERT ON tadamun.override_approvals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.recount_proposal();

CREATE TRIGGER asset_follows_its_states BEFORE INSERT ON tadamun.waqf_asset_steps FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_asset_step();

CREATE TRIGGER award_is_the_proposals BEFORE INSERT ON tadamun.proposal_awards FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_false_award();

CREATE CONSTRAINT TRIGGER award_names_its_giver AFTER INSERT ON tadamun.match_movements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = 'award'::text)) EXECUTE FUNCTION tadamun.refuse_award_without_giver();

CREATE TRIGGER begin_balance AFTER INSERT ON tadamun.accounts FOR EACH ROW EXECUTE FUNCTION tadamun.begin_balance();

CREATE TRIGGER begin_campaign AFTER INSERT ON tadamun.campaigns FOR EACH ROW EXECUTE FUNCTION tadamun.begin_campaign();

CREATE TRIGGER begin_match_pool AFTER INSERT ON tadamun.match_pools FOR EACH ROW EXECUTE FUNCTION tadamun.begin_match_pool();

CREATE TRIGGER campaign_follows_its_states BEFORE INSERT ON tadamun.campaign_steps FOR EACH ROW EXECUTE FUNCTION tadamun.take_campaign_step();

CREATE CONSTRAINT TRIGGER campaign_moves_for_a_reason AFTER INSERT ON tadamun.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = ANY (ARRAY['campaign_capture'::text, 'campaign_refund'::text, 'campaign_chargeback'::text, 'campaign_success'::text, 'campaign_fee'::text, 'campaign_payout'::text, 'campaign_payout_return'::text]))) EXECUTE FUNCTION tadamun.refuse_loose_campaign_entry();

CREATE TRIGGER centres_give_trainings BEFORE INSERT ON tadamun.trainings FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_other_teachers();

CREATE TRIGGER charges_within_cap BEFORE INSERT ON tadamun.zakat_amil_charges FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_charge_over_cap();

CREATE TRIGGER claims_add_up_to_one_at_most AFTER INSERT ON tadamun.claim_shares FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_claims_above_one();

CREATE TRIGGER closing_releases_the_rest BEFORE INSERT ON tadamun.waqf_need_closings FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_need_closing();

CREATE TRIGGER count_released AFTER INSERT ON tadamun.pledge_steps REFERENCING NEW TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION tadamun.count_released();

CREATE TRIGGER distribution_follows_its_states BEFORE INSERT ON tadamun.zakat_steps FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_zakat_step();

CREATE CONSTRAINT TRIGGER distributions_are_as_agreed AFTER INSERT ON tadamun.pool_distribution_shares DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.check_pool_distribution();

CREATE CONSTRAINT TRIGGER distributions_are_as_agreed AFTER INSERT ON tadamun.pool_distributions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.check_pool_distribution();

CREATE TRIGGER done_as_decided BEFORE INSERT ON tadamun.grant_waivers FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_waiver_not_decided_on();

CREATE TRIGGER done_as_decided BEFORE INSERT ON tadamun.payouts FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_payout_not_decided_on();

CREATE TRIGGER done_as_decided BEFORE INSERT ON tadamun.zakat_assessments FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_assessment_not_decided_on();

CREATE TRIGGER done_as_decided AFTER INSERT ON tadamun.zakat_steps FOR EACH ROW WHEN ((new.state = ANY (ARRAY['approved'::text, 'paid'::text]))) EXECUTE FUNCTION tadamun.refuse_distribution_not_decided_on();

CREATE TRIGGER done_by_its_own_decision BEFORE INSERT ON tadamun.waqf_cost_payments FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_other_decision();

CREATE TRIGGER done_by_its_own_decision BEFORE INSERT ON tadamun.waqf_losses FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_other_decision();

CREATE TRIGGER done_by_its_own_decision BEFORE INSERT ON tadamun.waqf_payouts FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_other_decision();

CREATE TRIGGER done_by_its_own_decision BEFORE INSERT ON tadamun.waqf_returns FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_other_decision();

CREATE TRIGGER drafts_are_kept BEFORE DELETE ON tadamun.report_drafts FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

CREATE TRIGGER early_verdicts_are_noted BEFORE INSERT ON tadamun.report_values FOR EACH ROW WHEN (((new.last_verdict_at IS NOT NULL) OR (NOT (new.recorded_at >= ALL (new.verified_at))))) EXECUTE FUNCTION tadamun.note_last_verdict();

ALTER TABLE tadamun.report_values ENABLE ALWAYS TRIGGER early_verdicts_are_noted;

CREATE TRIGGER ended_drafts_stay BEFORE UPDATE ON tadamun.report_drafts FOR EACH ROW WHEN ((old.ended_at IS NOT NULL)) EXECUTE FUNCTION tadamun.refuse_change_of_ended_draft();

CREATE TRIGGER enrolments_say_when BEFORE INSERT OR UPDATE ON tadamun.enrolments FOR EACH ROW EXECUTE FUNCTION tadamun.stamp_enrolment();

CREATE TRIGGER entries_are_closed BEFORE INSERT ON tadamun.postings FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_line_of_closed_entry();

CREATE CONSTRAINT TRIGGER entries_balance AFTER INSERT ON tadamun.postings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_unbalanced_entry();

CREATE CONSTRAINT TRIGGER entries_have_lines AFTER INSERT ON tadamun.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_entry_without_lines();

CREATE TRIGGER entry_lies_in_open_period BEFORE INSERT ON tadamun.entries FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_closed_period();

CREATE TRIGGER entry_stands_on_approval BEFORE INSERT ON tadamun.entries FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_undecided_entry();

CREATE CONSTRAINT TRIGGER escrow_holds_what_stands AFTER UPDATE ON tadamun.campaign_totals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((((((old.raised_minor IS DISTINCT FROM new.raised_minor) OR (old.late_minor IS DISTINCT FROM new.late_minor)) OR (old.refunded_minor IS DISTINCT FROM new.refunded_minor)) OR (old.lost_minor IS DISTINCT FROM new.lost_minor)) OR (old.released_minor IS DISTINCT FROM new.released_minor))) EXECUTE FUNCTION tadamun.refuse_other_escrow();

CREATE TRIGGER finding_is_the_runs BEFORE INSERT ON tadamun.condition_findings FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_false_score_finding();

CREATE TRIGGER free_hold AFTER INSERT ON tadamun.hold_ends FOR EACH ROW EXECUTE FUNCTION tadamun.free_hold();

CREATE TRIGGER giver_is_of_an_award BEFORE INSERT ON tadamun.match_givers FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_giver_of_no_award();

CREATE CONSTRAINT TRIGGER grant_entries_name_their_grant AFTER INSERT ON tadamun.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = ANY (ARRAY['grant_payment'::text, 'grant_spending'::text, 'grant_recovery'::text, 'grant_return'::text]))) EXECUTE FUNCTION tadamun.refuse_stray_payment();

CREATE CONSTRAINT TRIGGER grant_is_whole AFTER INSERT ON tadamun.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.reverses IS NOT NULL)) EXECUTE FUNCTION tadamun.keep_reversed_grant_whole();

CREATE CONSTRAINT TRIGGER grant_is_whole AFTER INSERT ON tadamun.grant_agreements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.keep_grant_whole();

CREATE CONSTRAINT TRIGGER grant_is_whole AFTER INSERT ON tadamun.grant_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.keep_grant_whole();

CREATE CONSTRAINT TRIGGER grant_is_whole AFTER INSERT ON tadamun.grant_recoveries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.keep_grant_whole();

CREATE CONSTRAINT TRIGGER grant_is_whole AFTER INSERT ON tadamun.grant_steps DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.keep_grant_whole();

CREATE TRIGGER grants_come_from_grant_funds BEFORE INSERT ON tadamun.grants FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_grant_from_other_money();

CREATE TRIGGER guard_grant_step BEFORE INSERT ON tadamun.grant_steps FOR EACH ROW EXECUTE FUNCTION tadamun.guard_grant_step();

CREATE TRIGGER guard_postings AFTER INSERT ON tadamun.postings REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION tadamun.guard_postings();

CREATE TRIGGER guard_tranche_step BEFORE INSERT ON tadamun.tranche_steps FOR EACH ROW EXECUTE FUNCTION tadamun.guard_tranche_step();

CREATE TRIGGER imports_are_closed BEFORE INSERT ON tadamun.bank_sightings FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_late_sighting();

CREATE TRIGGER interest_is_of_its_line BEFORE INSERT ON tadamun.zakat_interest_lines FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_false_interest();

CREATE TRIGGER keep_funds AFTER INSERT ON tadamun.postings REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION tadamun.keep_funds();

CREATE TRIGGER law_changes_between_periods BEFORE INSERT ON tadamun.programme_frameworks FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_change_of_law();

CREATE TRIGGER leftovers_come_with_their_proposal AFTER INSERT ON tadamun.proposal_leftovers REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tadamun.refuse_late_lines();

CREATE CONSTRAINT TRIGGER lines_add_up AFTER INSERT ON tadamun.zakat_distributions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_uneven_distribution();

CREATE CONSTRAINT TRIGGER lines_add_up AFTER INSERT ON tadamun.zakat_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_uneven_distribution();

CREATE TRIGGER lines_come_with_their_proposal AFTER INSERT ON tadamun.proposal_lines REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tadamun.refuse_late_lines();

CREATE TRIGGER links_work_once BEFORE UPDATE ON tadamun.one_time_links FOR EACH ROW WHEN ((old.used_at IS NOT NULL)) EXECUTE FUNCTION tadamun.refuse_second_use();

CREATE TRIGGER locked_reports_are_reopened_first AFTER INSERT ON tadamun.reports REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tadamun.refuse_correction_of_locked();

CREATE TRIGGER lost_within_book BEFORE INSERT ON tadamun.waqf_losses FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_untrue_book();

CREATE TRIGGER lots_are_used_once BEFORE INSERT ON tadamun.zakat_lot_uses FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_lot_use();

CREATE TRIGGER match_follows_its_pledge AFTER INSERT ON tadamun.match_movements REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION tadamun.guard_match_movements();

CREATE CONSTRAINT TRIGGER match_moves_for_a_reason AFTER INSERT ON tadamun.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = ANY (ARRAY['match_receipt'::text, 'match_payment'::text, 'match_withdrawal'::text]))) EXECUTE FUNCTION tadamun.refuse_loose_match_entry();

CREATE TRIGGER match_within_line BEFORE INSERT ON tadamun.bank_matches FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_excess_match();

CREATE TRIGGER matched_before_it_ends BEFORE INSERT ON tadamun.campaign_steps FOR EACH ROW WHEN ((new.state = 'closed'::text)) EXECUTE FUNCTION tadamun.refuse_end_before_match();

CREATE TRIGGER memberships_have_no_cycle AFTER INSERT OR UPDATE ON tadamun.memberships FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_membership_cycle();

CREATE TRIGGER memberships_say_when BEFORE INSERT OR UPDATE ON tadamun.memberships FOR EACH ROW EXECUTE FUNCTION tadamun.stamp_membership();

CREATE TRIGGER no_yield_after_the_end BEFORE INSERT ON tadamun.waqf_yields FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_yield();

CREATE TRIGGER nobody_judges_their_own_cause BEFORE INSERT ON tadamun.appeal_answers FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_judge_in_own_cause();

CREATE TRIGGER note_draft_writer AFTER INSERT OR UPDATE OF saved_by ON tadamun.report_drafts FOR EACH ROW EXECUTE FUNCTION tadamun.note_draft_writer();

CREATE TRIGGER number_receipt BEFORE INSERT ON tadamun.receipts FOR EACH ROW EXECUTE FUNCTION tadamun.number_receipt();

CREATE TRIGGER one_line_a_servicer_ref AFTER INSERT ON tadamun.bank_sightings REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tadamun.refuse_shared_servicer_ref();

CREATE CONSTRAINT TRIGGER order_is_the_proposals AFTER INSERT ON tadamun.waqf_proposal_orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_false_waqf_order();

CREATE TRIGGER overrides_need_a_draft BEFORE INSERT ON tadamun.proposal_overrides FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_override();

CREATE TRIGGER paid_cost_is_not_reversed BEFORE INSERT ON tadamun.entries FOR EACH ROW WHEN ((new.reverses IS NOT NULL)) EXECUTE FUNCTION tadamun.refuse_reversal_of_paid_cost();

CREATE CONSTRAINT TRIGGER paid_is_in_the_ledger AFTER INSERT ON tadamun.tranche_steps DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.to_state = 'paid'::text)) EXECUTE FUNCTION tadamun.refuse_paid_without_entry();

CREATE TRIGGER paid_within_cost BEFORE INSERT ON tadamun.waqf_cost_payments FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_payment_past_cost();

CREATE TRIGGER payment_is_the_tranches BEFORE INSERT ON tadamun.grant_entries FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_foreign_grant_entry();

CREATE CONSTRAINT TRIGGER payments_take_two_persons AFTER INSERT ON tadamun.postings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.amount_minor < 0)) EXECUTE FUNCTION tadamun.refuse_payment_of_one_person();

CREATE TRIGGER payout_follows_its_states BEFORE INSERT ON tadamun.payout_steps FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_payout_step();

CREATE TRIGGER payouts_keep_the_deed BEFORE INSERT ON tadamun.waqf_payouts FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_payout();

CREATE TRIGGER pledge_ends_while_something_is_promised BEFORE INSERT ON tadamun.zakat_pledge_endings FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_false_pledge_ending();

CREATE TRIGGER pledge_follows_its_states BEFORE INSERT ON tadamun.pledge_steps FOR EACH ROW EXECUTE FUNCTION tadamun.take_pledge_step();

CREATE TRIGGER pledges_while_open BEFORE INSERT ON tadamun.pledges FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_pledge();

CREATE CONSTRAINT TRIGGER pool_entries_have_their_distribution AFTER INSERT ON tadamun.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = 'pool_share'::text)) EXECUTE FUNCTION tadamun.refuse_loose_pool_entry();

CREATE TRIGGER pool_follows_its_states BEFORE INSERT ON tadamun.match_pool_steps FOR EACH ROW EXECUTE FUNCTION tadamun.take_match_pool_step();

CREATE TRIGGER pooled_money_is_shared_once BEFORE INSERT ON tadamun.pool_distributions FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_second_pool_distribution();

CREATE CONSTRAINT TRIGGER posted_hold_has_its_entry AFTER INSERT ON tadamun.hold_ends DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.outcome = 'posted'::text)) EXECUTE FUNCTION tadamun.refuse_hold_without_entry();

CREATE TRIGGER principal_comes_to_a_living_waqf BEFORE INSERT ON tadamun.waqf_assets FOR EACH ROW WHEN ((new.origin <> 'replacement'::text)) EXECUTE FUNCTION tadamun.refuse_principal();

CREATE TRIGGER principal_comes_to_a_living_waqf BEFORE INSERT ON tadamun.waqf_principal_receipts FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_principal();

CREATE TRIGGER principal_goes_back_as_it_stands BEFORE INSERT ON tadamun.waqf_losses FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_change_of_owed_principal();

CREATE TRIGGER principal_goes_back_as_it_stands BEFORE INSERT ON tadamun.waqf_sales FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_change_of_owed_principal();

CREATE TRIGGER principal_is_not_pledged BEFORE INSERT ON tadamun.holds FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_pledged_principal();

CREATE TRIGGER principal_returns_exactly BEFORE INSERT ON tadamun.waqf_returns FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_partial_return();

CREATE CONSTRAINT TRIGGER proposals_explain_their_budget AFTER INSERT ON tadamun.proposals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_unexplained_budget();

CREATE TRIGGER proposals_go_step_by_step BEFORE INSERT ON tadamun.proposal_steps FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_step();

CREATE TRIGGER proposals_have_a_total AFTER INSERT ON tadamun.proposals FOR EACH ROW EXECUTE FUNCTION tadamun.open_proposal();

CREATE TRIGGER published_frameworks_never_change BEFORE INSERT ON tadamun.framework_drafts FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_draft_of_published();

CREATE TRIGGER reasons_are_of_values AFTER INSERT ON tadamun.verdict_reasons REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tadamun.refuse_stray_reasons();

CREATE TRIGGER received_as_it_was_pledged BEFORE INSERT ON tadamun.zakat_pledge_receipts FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_false_pledge_receipt();

CREATE TRIGGER received_within_accrual BEFORE INSERT ON tadamun.waqf_yield_receipts FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_yield();

CREATE TRIGGER replaced_at_its_worth BEFORE INSERT ON tadamun.waqf_replacements FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_cheap_replacement();

CREATE TRIGGER reports_are_as_approved BEFORE INSERT ON tadamun.waqf_expert_reports FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_other_report();

CREATE TRIGGER requirement_names_an_indicator BEFORE INSERT ON tadamun.reporting_requirements FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_requirement_of_nothing();

CREATE TRIGGER return_matches AFTER INSERT ON tadamun.pledge_steps REFERENCING NEW TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION tadamun.return_matches();

CREATE CONSTRAINT TRIGGER reversals_mirror AFTER INSERT ON tadamun.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.reverses IS NOT NULL)) EXECUTE FUNCTION tadamun.refuse_false_reversal();

CREATE TRIGGER ruled_funds_have_own_accounts AFTER INSERT ON tadamun.accounts FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_account_outside_rule();

CREATE TRIGGER ruled_funds_have_own_accounts AFTER INSERT ON tadamun.ruled_funds FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_account_outside_rule();

CREATE TRIGGER ruled_money_has_its_own_way_back AFTER INSERT ON tadamun.entries FOR EACH ROW WHEN ((new.reverses IS NOT NULL)) EXECUTE FUNCTION tadamun.refuse_reversal_under_rule();

CREATE CONSTRAINT TRIGGER runs_add_up AFTER INSERT ON tadamun.waqf_runs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_untrue_run();

CREATE TRIGGER set_period_state BEFORE INSERT ON tadamun.fiscal_period_states FOR EACH ROW EXECUTE FUNCTION tadamun.set_period_state();

CREATE CONSTRAINT TRIGGER shares_add_up AFTER INSERT ON tadamun.zakat_shares DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_uneven_distribution();

CREATE TRIGGER sold_at_its_book BEFORE INSERT ON tadamun.waqf_sales FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_untrue_book();

CREATE TRIGGER sold_at_its_worth BEFORE INSERT ON tadamun.waqf_sales FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_cheap_sale();

CREATE CONSTRAINT TRIGGER spending_keeps_to_budget_lines AFTER INSERT ON tadamun.grant_report_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.guard_accepted_spending();

CREATE TRIGGER standings_have_sheets AFTER INSERT ON tadamun.standing_blocks REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tadamun.refuse_standings_without_sheet();

CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON tadamun.grant_steps FOR EACH ROW WHEN ((new.to_state = 'written_off'::text)) EXECUTE FUNCTION tadamun.refuse_foreign_grant_decision();

CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON tadamun.grant_waivers FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_foreign_grant_decision();

CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON tadamun.payouts FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_foreign_decision('disbursement', 'payout:');

CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON tadamun.policy_adoptions FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_foreign_adoption();

CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON tadamun.pool_agreements FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_foreign_decision('pool_agreement', 'pool_agreement:');

CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON tadamun.tranche_steps FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_foreign_grant_decision();

CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON tadamun.waqf_cost_payments FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_foreign_decision('disbursement', 'waqf_order:');

CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON tadamun.waqf_istibdals FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_foreign_decision('istibdal', 'waqf_istibdal:');

CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON tadamun.waqf_payouts FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_foreign_decision('disbursement', 'waqf_order:');

CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON tadamun.zakat_assessments FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_foreign_decision('recipient_eligibility', 'zakat_assessment:');

CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON tadamun.zakat_distributions FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_foreign_decision('disbursement', 'zakat_distribution:');

CREATE CONSTRAINT TRIGGER statements_are_whole AFTER INSERT ON tadamun.bank_statements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_broken_statement();

CREATE TRIGGER stipulations_are_immutable BEFORE INSERT ON tadamun.waqf_stipulations FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_late_stipulation();

CREATE TRIGGER submitted_campaigns_stay BEFORE INSERT ON tadamun.campaign_rewards FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_late_promise();

CREATE TRIGGER submitted_campaigns_stay BEFORE INSERT ON tadamun.campaign_uses FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_late_promise();

CREATE TRIGGER submitted_pools_stay BEFORE INSERT ON tadamun.match_pool_campaigns FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_late_match_campaign();

CREATE TRIGGER take_hold AFTER INSERT ON tadamun.holds FOR EACH ROW EXECUTE FUNCTION tadamun.take_hold();

CREATE TRIGGER time_zone_is_known BEFORE INSERT OR UPDATE OF time_zone ON tadamun.programmes FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_unknown_time_zone();

CREATE TRIGGER unions_and_centres_act_for_others BEFORE INSERT ON tadamun.mandates FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_other_agents();

CREATE TRIGGER used_lots_are_not_refunded BEFORE INSERT ON tadamun.zakat_refunds FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_refund_of_used_lot();

CREATE TRIGGER validated_after_verified BEFORE INSERT ON tadamun.report_validations FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_other_persons();

CREATE TRIGGER values_are_kept BEFORE DELETE ON tadamun.report_values FOR EACH ROW EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.report_values ENABLE ALWAYS TRIGGER values_are_kept;

CREATE TRIGGER values_belong AFTER INSERT ON tadamun.report_values REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tadamun.refuse_stray_values();

CREATE TRIGGER values_hold_together AFTER INSERT ON tadamun.report_values REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tadamun.refuse_unsound_values();

ALTER TABLE tadamun.report_values ENABLE ALWAYS TRIGGER values_hold_together;

CREATE TRIGGER values_table_is_kept BEFORE TRUNCATE ON tadamun.report_values FOR EACH STATEMENT EXECUTE FUNCTION tadamun.deny_change();

ALTER TABLE tadamun.report_values ENABLE ALWAYS TRIGGER values_table_is_kept;

CREATE TRIGGER verdicts_are_final BEFORE UPDATE ON tadamun.report_values FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_second_verdict();

ALTER TABLE tadamun.report_values ENABLE ALWAYS TRIGGER verdicts_are_final;

CREATE TRIGGER verdicts_are_noted BEFORE UPDATE ON tadamun.report_values FOR EACH ROW EXECUTE FUNCTION tadamun.note_last_verdict();

ALTER TABLE tadamun.report_values ENABLE ALWAYS TRIGGER verdicts_are_noted;

CREATE TRIGGER verdicts_are_sound AFTER UPDATE ON tadamun.report_values REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tadamun.refuse_unsound_values();

ALTER TABLE tadamun.report_values ENABLE ALWAYS TRIGGER verdicts_are_sound;

CREATE TRIGGER waiver_is_approved BEFORE INSERT ON tadamun.grant_waivers FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_undecided_waiver();

CREATE TRIGGER waqf_follows_its_states BEFORE INSERT ON tadamun.waqf_steps FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_waqf_step();

CREATE TRIGGER waqf_funds_are_of_their_class BEFORE INSERT ON tadamun.waqfs FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_endowment_class();

CREATE CONSTRAINT TRIGGER waqf_moves_for_a_reason AFTER INSERT ON tadamun.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.kind ~~ 'waqf\_%'::text) OR (new.reverses IS NOT NULL))) EXECUTE FUNCTION tadamun.refuse_loose_waqf_entry();

CREATE TRIGGER waqf_pays_as_ordered BEFORE INSERT ON tadamun.waqf_cost_payments FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_other_order();

CREATE TRIGGER waqf_pays_as_ordered BEFORE INSERT ON tadamun.waqf_payouts FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_other_order();

CREATE TRIGGER writers_do_not_approve BEFORE INSERT ON tadamun.report_validations FOR EACH ROW WHEN ((new.validated_by ~~ 'person:%'::text)) EXECUTE FUNCTION tadamun.refuse_judgement_of_writers('validated_by');

CREATE TRIGGER writers_do_not_verify BEFORE INSERT ON tadamun.verifications FOR EACH ROW WHEN ((new.verified_by ~~ 'person:%'::text)) EXECUTE FUNCTION tadamun.refuse_judgement_of_writers('verified_by');

CREATE TRIGGER zakat_leaves_as_decided BEFORE INSERT ON tadamun.zakat_amil_charges FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_zakat_not_decided_on();

CREATE TRIGGER zakat_leaves_as_decided BEFORE INSERT ON tadamun.zakat_refunds FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_zakat_not_decided_on();

CREATE CONSTRAINT TRIGGER zakat_moves_for_a_reason AFTER INSERT ON tadamun.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = ANY (ARRAY['zakat_receipt'::text, 'zakat_payment'::text, 'zakat_return'::text, 'zakat_refund'::text, 'amil_charge'::text]))) EXECUTE FUNCTION tadamun.refuse_loose_zakat_entry();

ALTER TABLE ONLY tadamun.account_kind_entry_kinds
    ADD CONSTRAINT account_kind_entry_kinds_account_kind_fkey FOREIGN KEY (account_kind) REFERENCES tadamun.account_kinds(kind);

ALTER TABLE ONLY tadamun.account_kind_entry_kinds
    ADD CONSTRAINT account_kind_entry_kinds_entry_kind_fkey FOREIGN KEY (entry_kind) REFERENCES tadamun.entry_kinds(kind);

ALTER TABLE ONLY tadamun.accounts
    ADD CONSTRAINT account_kind_is_known FOREIGN KEY (kind) REFERENCES tadamun.account_kinds(kind);

ALTER TABLE ONLY tadamun.account_kind_measures
    ADD CONSTRAINT account_kind_measures_account_kind_fkey FOREIGN KEY (account_kind) REFERENCES tadamun.account_kinds(kind);

ALTER TABLE ONLY tadamun.accounts
    ADD CONSTRAINT accounts_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.accounts
    ADD CONSTRAINT accounts_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.funds(fund_id);

ALTER TABLE ONLY tadamun.actor_identifiers
    ADD CONSTRAINT actor_identifiers_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.actors
    ADD CONSTRAINT actors_commune_code_province_code_fkey FOREIGN KEY (commune_code, province_code) REFERENCES tadamun.communes(commune_code, province_code);

ALTER TABLE ONLY tadamun.actors
    ADD CONSTRAINT actors_province_code_region_code_fkey FOREIGN KEY (province_code, region_code) REFERENCES tadamun.provinces(province_code, region_code);

ALTER TABLE ONLY tadamun.actors
    ADD CONSTRAINT actors_region_code_fkey FOREIGN KEY (region_code) REFERENCES tadamun.regions(region_code);

ALTER TABLE ONLY tadamun.api_tokens
    ADD CONSTRAINT api_tokens_person_id_fkey FOREIGN KEY (person_id) REFERENCES tadamun.people(person_id);

ALTER TABLE ONLY tadamun.appeal_answers
    ADD CONSTRAINT appeal_answers_actor_id_appeal_id_fkey FOREIGN KEY (actor_id, appeal_id) REFERENCES tadamun.appeals(actor_id, appeal_id);

ALTER TABLE ONLY tadamun.appeal_terms
    ADD CONSTRAINT appeal_terms_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.appeals
    ADD CONSTRAINT appeals_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.appeals
    ADD CONSTRAINT appeals_actor_id_report_id_fkey FOREIGN KEY (actor_id, report_id) REFERENCES tadamun.reports(actor_id, report_id);

ALTER TABLE ONLY tadamun.appeals
    ADD CONSTRAINT appeals_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.appeals
    ADD CONSTRAINT appeals_run_id_programme_id_fkey FOREIGN KEY (run_id, programme_id) REFERENCES tadamun.runs(run_id, programme_id);

ALTER TABLE ONLY tadamun.backer_identities
    ADD CONSTRAINT backer_identities_backer_id_fkey FOREIGN KEY (backer_id) REFERENCES tadamun.backers(backer_id);

ALTER TABLE ONLY tadamun.balances
    ADD CONSTRAINT balances_account_id_fkey FOREIGN KEY (account_id) REFERENCES tadamun.accounts(account_id);

ALTER TABLE ONLY tadamun.bank_accounts
    ADD CONSTRAINT bank_accounts_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.funds(fund_id);

ALTER TABLE ONLY tadamun.bank_cash_kinds
    ADD CONSTRAINT bank_cash_kinds_account_kind_fkey FOREIGN KEY (account_kind) REFERENCES tadamun.account_kinds(kind);

ALTER TABLE ONLY tadamun.bank_imports
    ADD CONSTRAINT bank_imports_bank_account_id_fkey FOREIGN KEY (bank_account_id) REFERENCES tadamun.bank_accounts(bank_account_id);

ALTER TABLE ONLY tadamun.bank_lines
    ADD CONSTRAINT bank_lines_bank_account_id_currency_fkey FOREIGN KEY (bank_account_id, currency) REFERENCES tadamun.bank_accounts(bank_account_id, currency);

ALTER TABLE ONLY tadamun.bank_match_withdrawals
    ADD CONSTRAINT bank_match_withdrawals_match_id_fkey FOREIGN KEY (match_id) REFERENCES tadamun.bank_matches(match_id);

ALTER TABLE ONLY tadamun.bank_matches
    ADD CONSTRAINT bank_matches_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.bank_matches
    ADD CONSTRAINT bank_matches_line_id_fkey FOREIGN KEY (line_id) REFERENCES tadamun.bank_lines(line_id);

ALTER TABLE ONLY tadamun.bank_sightings
    ADD CONSTRAINT bank_sightings_import_id_fkey FOREIGN KEY (import_id) REFERENCES tadamun.bank_imports(import_id);

ALTER TABLE ONLY tadamun.bank_sightings
    ADD CONSTRAINT bank_sightings_line_id_bank_account_id_fkey FOREIGN KEY (line_id, bank_account_id) REFERENCES tadamun.bank_lines(line_id, bank_account_id);

ALTER TABLE ONLY tadamun.bank_sightings
    ADD CONSTRAINT bank_sightings_statement_id_bank_account_id_fkey FOREIGN KEY (statement_id, bank_account_id) REFERENCES tadamun.bank_statements(statement_id, bank_account_id);

ALTER TABLE ONLY tadamun.bank_statements
    ADD CONSTRAINT bank_statements_bank_account_id_currency_fkey FOREIGN KEY (bank_account_id, currency) REFERENCES tadamun.bank_accounts(bank_account_id, currency);

ALTER TABLE ONLY tadamun.bank_statements
    ADD CONSTRAINT bank_statements_import_id_fkey FOREIGN KEY (import_id) REFERENCES tadamun.bank_imports(import_id);

ALTER TABLE ONLY tadamun.campaign_charges
    ADD CONSTRAINT campaign_charges_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES tadamun.campaigns(campaign_id);

ALTER TABLE ONLY tadamun.campaign_charges
    ADD CONSTRAINT campaign_charges_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.campaign_filings
    ADD CONSTRAINT campaign_filings_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES tadamun.campaigns(campaign_id);

ALTER TABLE ONLY tadamun.campaign_overdue_reports
    ADD CONSTRAINT campaign_overdue_reports_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES tadamun.campaigns(campaign_id);

ALTER TABLE ONLY tadamun.campaign_rewards
    ADD CONSTRAINT campaign_rewards_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES tadamun.campaigns(campaign_id);

ALTER TABLE ONLY tadamun.campaign_steps
    ADD CONSTRAINT campaign_steps_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES tadamun.campaigns(campaign_id);

ALTER TABLE ONLY tadamun.campaign_steps
    ADD CONSTRAINT campaign_steps_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.campaign_totals
    ADD CONSTRAINT campaign_totals_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES tadamun.campaigns(campaign_id);

ALTER TABLE ONLY tadamun.campaign_uses
    ADD CONSTRAINT campaign_uses_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES tadamun.campaigns(campaign_id);

ALTER TABLE ONLY tadamun.campaigns
    ADD CONSTRAINT campaigns_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.campaigns
    ADD CONSTRAINT campaigns_fund_id_rule_fkey FOREIGN KEY (fund_id, rule) REFERENCES tadamun.ruled_funds(fund_id, rule);

ALTER TABLE ONLY tadamun.campaigns
    ADD CONSTRAINT campaigns_platform_fund_id_fkey FOREIGN KEY (platform_fund_id) REFERENCES tadamun.funds(fund_id);

ALTER TABLE ONLY tadamun.campaigns
    ADD CONSTRAINT campaigns_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES tadamun.policies(policy_id);

ALTER TABLE ONLY tadamun.claim_shares
    ADD CONSTRAINT claim_shares_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.claim_shares
    ADD CONSTRAINT claim_shares_group_id_fkey FOREIGN KEY (group_id) REFERENCES tadamun.target_groups(group_id);

ALTER TABLE ONLY tadamun.claim_shares
    ADD CONSTRAINT claim_shares_period_id_fkey FOREIGN KEY (period_id) REFERENCES tadamun.periods(period_id);

ALTER TABLE ONLY tadamun.claim_shares
    ADD CONSTRAINT claim_shares_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.communes
    ADD CONSTRAINT communes_province_code_fkey FOREIGN KEY (province_code) REFERENCES tadamun.provinces(province_code);

ALTER TABLE ONLY tadamun.condition_findings
    ADD CONSTRAINT condition_findings_grant_id_version_tranche_condition_fkey FOREIGN KEY (grant_id, version, tranche, condition) REFERENCES tadamun.tranche_conditions(grant_id, version, tranche, condition);

ALTER TABLE ONLY tadamun.condition_findings
    ADD CONSTRAINT condition_findings_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES tadamun.policies(policy_id);

ALTER TABLE ONLY tadamun.condition_findings
    ADD CONSTRAINT condition_findings_run_id_fkey FOREIGN KEY (run_id) REFERENCES tadamun.runs(run_id);

ALTER TABLE ONLY tadamun.current_runs
    ADD CONSTRAINT current_runs_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.current_runs
    ADD CONSTRAINT current_runs_run_id_programme_id_fkey FOREIGN KEY (run_id, programme_id) REFERENCES tadamun.runs(run_id, programme_id);

ALTER TABLE ONLY tadamun.decision_verdicts
    ADD CONSTRAINT decision_verdicts_decision_id_requested_by_fkey FOREIGN KEY (decision_id, requested_by) REFERENCES tadamun.decisions(decision_id, requested_by);

ALTER TABLE ONLY tadamun.decisions
    ADD CONSTRAINT decisions_kind_fkey FOREIGN KEY (kind) REFERENCES tadamun.decision_kinds(kind);

ALTER TABLE ONLY tadamun.decisions
    ADD CONSTRAINT decisions_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES tadamun.policies(policy_id);

ALTER TABLE ONLY tadamun.disaggregation_differences
    ADD CONSTRAINT disaggregation_differences_actor_id_report_id_fkey FOREIGN KEY (actor_id, report_id) REFERENCES tadamun.reports(actor_id, report_id);

ALTER TABLE ONLY tadamun.eligibility_findings
    ADD CONSTRAINT eligibility_findings_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.eligibility_findings
    ADD CONSTRAINT eligibility_findings_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.funds(fund_id);

ALTER TABLE ONLY tadamun.enrolments
    ADD CONSTRAINT enrolments_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.enrolments
    ADD CONSTRAINT enrolments_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.entries
    ADD CONSTRAINT entries_contributor_id_fkey FOREIGN KEY (contributor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.entries
    ADD CONSTRAINT entries_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.entries
    ADD CONSTRAINT entries_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES tadamun.policies(policy_id);

ALTER TABLE ONLY tadamun.entries
    ADD CONSTRAINT entries_reverses_fkey FOREIGN KEY (reverses) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.entries
    ADD CONSTRAINT entry_kind_is_known FOREIGN KEY (kind) REFERENCES tadamun.entry_kinds(kind);

ALTER TABLE ONLY tadamun.entry_kinds
    ADD CONSTRAINT entry_kinds_decision_kind_fkey FOREIGN KEY (decision_kind) REFERENCES tadamun.decision_kinds(kind);

ALTER TABLE ONLY tadamun.exchanges
    ADD CONSTRAINT exchanges_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.fiscal_period_states
    ADD CONSTRAINT fiscal_period_states_period_id_fkey FOREIGN KEY (period_id) REFERENCES tadamun.fiscal_periods(period_id);

ALTER TABLE ONLY tadamun.fund_class_entry_kinds
    ADD CONSTRAINT fund_class_entry_kinds_entry_kind_fkey FOREIGN KEY (entry_kind) REFERENCES tadamun.entry_kinds(kind);

ALTER TABLE ONLY tadamun.funds
    ADD CONSTRAINT funds_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.grant_agreements
    ADD CONSTRAINT grant_agreements_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES tadamun.grants(grant_id);

ALTER TABLE ONLY tadamun.grant_budget_lines
    ADD CONSTRAINT grant_budget_lines_grant_id_version_fkey FOREIGN KEY (grant_id, version) REFERENCES tadamun.grant_agreements(grant_id, version);

ALTER TABLE ONLY tadamun.grant_cofunding
    ADD CONSTRAINT grant_cofunding_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES tadamun.grants(grant_id);

ALTER TABLE ONLY tadamun.grant_documents
    ADD CONSTRAINT grant_documents_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES tadamun.grants(grant_id);

ALTER TABLE ONLY tadamun.grant_entries
    ADD CONSTRAINT grant_entries_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.grant_entries
    ADD CONSTRAINT grant_entries_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES tadamun.grants(grant_id);

ALTER TABLE ONLY tadamun.grant_in_kind
    ADD CONSTRAINT grant_in_kind_grant_id_grantee_id_fkey FOREIGN KEY (grant_id, grantee_id) REFERENCES tadamun.grants(grant_id, grantee_id);

ALTER TABLE ONLY tadamun.grant_recoveries
    ADD CONSTRAINT grant_recoveries_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES tadamun.grants(grant_id);

ALTER TABLE ONLY tadamun.grant_report_lines
    ADD CONSTRAINT grant_report_lines_grant_id_report_step_fkey FOREIGN KEY (grant_id, report, step) REFERENCES tadamun.grant_report_steps(grant_id, report, step);

ALTER TABLE ONLY tadamun.grant_report_steps
    ADD CONSTRAINT grant_report_steps_grant_id_report_fkey FOREIGN KEY (grant_id, report) REFERENCES tadamun.grant_reports(grant_id, report);

ALTER TABLE ONLY tadamun.grant_reports
    ADD CONSTRAINT grant_reports_grant_id_version_fkey FOREIGN KEY (grant_id, version) REFERENCES tadamun.grant_agreements(grant_id, version);

ALTER TABLE ONLY tadamun.grant_request_decisions
    ADD CONSTRAINT grant_request_decisions_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.grant_request_decisions
    ADD CONSTRAINT grant_request_decisions_source_idempotency_key_fkey FOREIGN KEY (source, idempotency_key) REFERENCES tadamun.grant_requests(source, idempotency_key);

ALTER TABLE ONLY tadamun.grant_steps
    ADD CONSTRAINT grant_step_exists FOREIGN KEY (machine, from_state, to_state) REFERENCES tadamun.grant_edges(machine, from_state, to_state);

ALTER TABLE ONLY tadamun.grant_steps
    ADD CONSTRAINT grant_steps_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.grant_steps
    ADD CONSTRAINT grant_steps_follow FOREIGN KEY (grant_id, before, from_state) REFERENCES tadamun.grant_steps(grant_id, step, to_state);

ALTER TABLE ONLY tadamun.grant_steps
    ADD CONSTRAINT grant_steps_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES tadamun.grants(grant_id);

ALTER TABLE ONLY tadamun.grant_tranches
    ADD CONSTRAINT grant_tranches_grant_id_version_fkey FOREIGN KEY (grant_id, version) REFERENCES tadamun.grant_agreements(grant_id, version);

ALTER TABLE ONLY tadamun.grant_waivers
    ADD CONSTRAINT grant_waivers_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.grant_waivers
    ADD CONSTRAINT grant_waivers_grant_id_report_fkey FOREIGN KEY (grant_id, report) REFERENCES tadamun.grant_reports(grant_id, report);

ALTER TABLE ONLY tadamun.grant_waivers
    ADD CONSTRAINT grant_waivers_grant_id_version_tranche_condition_fkey FOREIGN KEY (grant_id, version, tranche, condition) REFERENCES tadamun.tranche_conditions(grant_id, version, tranche, condition);

ALTER TABLE ONLY tadamun.grant_waivers
    ADD CONSTRAINT grant_waivers_grant_id_version_tranche_fkey FOREIGN KEY (grant_id, version, tranche) REFERENCES tadamun.grant_tranches(grant_id, version, tranche);

ALTER TABLE ONLY tadamun.grants
    ADD CONSTRAINT grants_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.funds(fund_id);

ALTER TABLE ONLY tadamun.grants
    ADD CONSTRAINT grants_funder_id_fkey FOREIGN KEY (funder_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.grants
    ADD CONSTRAINT grants_grantee_id_fkey FOREIGN KEY (grantee_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.grants
    ADD CONSTRAINT grants_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES tadamun.policies(policy_id);

ALTER TABLE ONLY tadamun.grants
    ADD CONSTRAINT grants_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.hold_ends
    ADD CONSTRAINT hold_ends_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES tadamun.holds(hold_id);

ALTER TABLE ONLY tadamun.hold_postings
    ADD CONSTRAINT hold_postings_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.hold_postings
    ADD CONSTRAINT hold_postings_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES tadamun.hold_ends(hold_id);

ALTER TABLE ONLY tadamun.holds
    ADD CONSTRAINT holds_account_id_fkey FOREIGN KEY (account_id) REFERENCES tadamun.accounts(account_id);

ALTER TABLE ONLY tadamun.indicator_codes
    ADD CONSTRAINT indicator_codes_funder_id_fkey FOREIGN KEY (funder_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.indicator_codes
    ADD CONSTRAINT indicator_codes_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES tadamun.indicators(indicator_id);

ALTER TABLE ONLY tadamun.issuer_subjects
    ADD CONSTRAINT issuer_subjects_person_id_fkey FOREIGN KEY (person_id) REFERENCES tadamun.people(person_id);

ALTER TABLE ONLY tadamun.jobs
    ADD CONSTRAINT jobs_schedule_slot_on_fkey FOREIGN KEY (schedule, slot_on) REFERENCES tadamun.slots(schedule, slot_on);

ALTER TABLE ONLY tadamun.grant_report_steps
    ADD CONSTRAINT judged_is_who_sent FOREIGN KEY (grant_id, report, before, submitted_by) REFERENCES tadamun.grant_report_steps(grant_id, report, step, recorded_by);

ALTER TABLE ONLY tadamun.kept_funds
    ADD CONSTRAINT kept_funds_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.funds(fund_id);

ALTER TABLE ONLY tadamun.mandates
    ADD CONSTRAINT mandates_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.mandates
    ADD CONSTRAINT mandates_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.match_gifts
    ADD CONSTRAINT match_gifts_pool_id_campaign_id_fkey FOREIGN KEY (pool_id, campaign_id) REFERENCES tadamun.match_pool_campaigns(pool_id, campaign_id);

ALTER TABLE ONLY tadamun.match_givers
    ADD CONSTRAINT match_givers_movement_id_fkey FOREIGN KEY (movement_id) REFERENCES tadamun.match_movements(movement_id);

ALTER TABLE ONLY tadamun.match_leftovers
    ADD CONSTRAINT match_leftovers_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES tadamun.match_pools(pool_id);

ALTER TABLE ONLY tadamun.match_movements
    ADD CONSTRAINT match_movements_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.match_movements
    ADD CONSTRAINT match_movements_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.match_movements
    ADD CONSTRAINT match_movements_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES tadamun.pledges(pledge_id);

ALTER TABLE ONLY tadamun.match_movements
    ADD CONSTRAINT match_movements_pool_id_campaign_id_fkey FOREIGN KEY (pool_id, campaign_id) REFERENCES tadamun.match_pool_campaigns(pool_id, campaign_id);

ALTER TABLE ONLY tadamun.match_movements
    ADD CONSTRAINT match_movements_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES tadamun.match_pools(pool_id);

ALTER TABLE ONLY tadamun.match_pool_campaigns
    ADD CONSTRAINT match_pool_campaigns_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES tadamun.campaigns(campaign_id);

ALTER TABLE ONLY tadamun.match_pool_campaigns
    ADD CONSTRAINT match_pool_campaigns_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES tadamun.match_pools(pool_id);

ALTER TABLE ONLY tadamun.match_pool_steps
    ADD CONSTRAINT match_pool_steps_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.match_pool_steps
    ADD CONSTRAINT match_pool_steps_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES tadamun.match_pools(pool_id);

ALTER TABLE ONLY tadamun.match_pool_totals
    ADD CONSTRAINT match_pool_totals_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES tadamun.match_pools(pool_id);

ALTER TABLE ONLY tadamun.match_pools
    ADD CONSTRAINT match_pools_fund_id_rule_fkey FOREIGN KEY (fund_id, rule) REFERENCES tadamun.ruled_funds(fund_id, rule);

ALTER TABLE ONLY tadamun.match_pools
    ADD CONSTRAINT match_pools_funder_id_fkey FOREIGN KEY (funder_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.match_results
    ADD CONSTRAINT match_results_pool_id_campaign_id_fkey FOREIGN KEY (pool_id, campaign_id) REFERENCES tadamun.match_pool_campaigns(pool_id, campaign_id);

ALTER TABLE ONLY tadamun.memberships
    ADD CONSTRAINT memberships_member_id_fkey FOREIGN KEY (member_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.money_publication_parts
    ADD CONSTRAINT money_publication_parts_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.money_publication_parts
    ADD CONSTRAINT money_publication_parts_publication_id_fkey FOREIGN KEY (publication_id) REFERENCES tadamun.money_publications(publication_id);

ALTER TABLE ONLY tadamun.money_publication_sums
    ADD CONSTRAINT money_publication_sums_publication_id_fkey FOREIGN KEY (publication_id) REFERENCES tadamun.money_publications(publication_id);

ALTER TABLE ONLY tadamun.money_publications
    ADD CONSTRAINT money_publications_period_id_fkey FOREIGN KEY (period_id) REFERENCES tadamun.periods(period_id);

ALTER TABLE ONLY tadamun.money_publications
    ADD CONSTRAINT money_publications_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.one_time_links
    ADD CONSTRAINT one_time_links_person_id_fkey FOREIGN KEY (person_id) REFERENCES tadamun.people(person_id);

ALTER TABLE ONLY tadamun.report_reopenings
    ADD CONSTRAINT only_locked_is_reopened FOREIGN KEY (actor_id, report_id) REFERENCES tadamun.report_locks(actor_id, report_id);

ALTER TABLE ONLY tadamun.memberships
    ADD CONSTRAINT only_unions_have_members FOREIGN KEY (union_id, union_kind) REFERENCES tadamun.actors(actor_id, kind);

ALTER TABLE ONLY tadamun.report_locks
    ADD CONSTRAINT only_validated_is_locked FOREIGN KEY (actor_id, report_id) REFERENCES tadamun.report_validations(actor_id, report_id);

ALTER TABLE ONLY tadamun.override_approvals
    ADD CONSTRAINT override_approvals_override_id_asked_by_fkey FOREIGN KEY (override_id, asked_by) REFERENCES tadamun.proposal_overrides(override_id, asked_by);

ALTER TABLE ONLY tadamun.passwords
    ADD CONSTRAINT passwords_person_id_fkey FOREIGN KEY (person_id) REFERENCES tadamun.people(person_id);

ALTER TABLE ONLY tadamun.payout_steps
    ADD CONSTRAINT payout_steps_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.payout_steps
    ADD CONSTRAINT payout_steps_payout_id_fkey FOREIGN KEY (payout_id) REFERENCES tadamun.payouts(payout_id);

ALTER TABLE ONLY tadamun.payouts
    ADD CONSTRAINT payouts_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES tadamun.campaigns(campaign_id);

ALTER TABLE ONLY tadamun.payouts
    ADD CONSTRAINT payouts_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.period_corrections
    ADD CONSTRAINT period_corrections_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.period_corrections
    ADD CONSTRAINT period_corrections_relates_to_period_fkey FOREIGN KEY (relates_to_period) REFERENCES tadamun.fiscal_periods(period_id);

ALTER TABLE ONLY tadamun.pledge_fees
    ADD CONSTRAINT pledge_fees_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.pledge_fees
    ADD CONSTRAINT pledge_fees_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES tadamun.pledges(pledge_id);

ALTER TABLE ONLY tadamun.pledge_states
    ADD CONSTRAINT pledge_states_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES tadamun.campaigns(campaign_id);

ALTER TABLE ONLY tadamun.pledge_states
    ADD CONSTRAINT pledge_states_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES tadamun.pledges(pledge_id);

ALTER TABLE ONLY tadamun.pledge_steps
    ADD CONSTRAINT pledge_steps_bank_line_id_fkey FOREIGN KEY (bank_line_id) REFERENCES tadamun.bank_lines(line_id);

ALTER TABLE ONLY tadamun.pledge_steps
    ADD CONSTRAINT pledge_steps_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.pledge_steps
    ADD CONSTRAINT pledge_steps_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES tadamun.pledges(pledge_id);

ALTER TABLE ONLY tadamun.pledges
    ADD CONSTRAINT pledges_backer_id_fkey FOREIGN KEY (backer_id) REFERENCES tadamun.backers(backer_id);

ALTER TABLE ONLY tadamun.pledges
    ADD CONSTRAINT pledges_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES tadamun.campaigns(campaign_id);

ALTER TABLE ONLY tadamun.pledges
    ADD CONSTRAINT pledges_reward_id_campaign_id_fkey FOREIGN KEY (reward_id, campaign_id) REFERENCES tadamun.campaign_rewards(reward_id, campaign_id);

ALTER TABLE ONLY tadamun.policy_adoptions
    ADD CONSTRAINT policy_adoptions_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.policy_adoptions
    ADD CONSTRAINT policy_adoptions_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES tadamun.policies(policy_id);

ALTER TABLE ONLY tadamun.pool_agreement_shares
    ADD CONSTRAINT pool_agreement_shares_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES tadamun.pool_agreements(agreement_id);

ALTER TABLE ONLY tadamun.pool_agreement_shares
    ADD CONSTRAINT pool_agreement_shares_member_id_fkey FOREIGN KEY (member_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.pool_agreements
    ADD CONSTRAINT pool_agreements_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.pool_agreements
    ADD CONSTRAINT pool_agreements_union_id_fkey FOREIGN KEY (union_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.pool_distribution_shares
    ADD CONSTRAINT pool_distribution_shares_distribution_id_fkey FOREIGN KEY (distribution_id) REFERENCES tadamun.pool_distributions(distribution_id);

ALTER TABLE ONLY tadamun.pool_distribution_shares
    ADD CONSTRAINT pool_distribution_shares_member_id_fkey FOREIGN KEY (member_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.pool_distributions
    ADD CONSTRAINT pool_distributions_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES tadamun.pool_agreements(agreement_id);

ALTER TABLE ONLY tadamun.pool_distributions
    ADD CONSTRAINT pool_distributions_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.pool_distributions
    ADD CONSTRAINT pool_distributions_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.funds(fund_id);

ALTER TABLE ONLY tadamun.pool_distributions
    ADD CONSTRAINT pool_distributions_pooled_entry_id_fkey FOREIGN KEY (pooled_entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.postings
    ADD CONSTRAINT postings_account_id_fund_id_currency_fkey FOREIGN KEY (account_id, fund_id, currency) REFERENCES tadamun.accounts(account_id, fund_id, currency);

ALTER TABLE ONLY tadamun.postings
    ADD CONSTRAINT postings_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.programme_frameworks
    ADD CONSTRAINT programme_frameworks_framework_id_fkey FOREIGN KEY (framework_id) REFERENCES tadamun.frameworks(framework_id);

ALTER TABLE ONLY tadamun.programme_frameworks
    ADD CONSTRAINT programme_frameworks_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.programmes
    ADD CONSTRAINT programmes_funder_id_fkey FOREIGN KEY (funder_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.proposal_awards
    ADD CONSTRAINT proposal_awards_actor_id_proposal_id_fkey FOREIGN KEY (actor_id, proposal_id) REFERENCES tadamun.proposal_lines(actor_id, proposal_id);

ALTER TABLE ONLY tadamun.proposal_awards
    ADD CONSTRAINT proposal_awards_grant_id_actor_id_fkey FOREIGN KEY (grant_id, actor_id) REFERENCES tadamun.grants(grant_id, grantee_id);

ALTER TABLE ONLY tadamun.proposal_awards
    ADD CONSTRAINT proposal_awards_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES tadamun.grants(grant_id);

ALTER TABLE ONLY tadamun.proposal_claim_shares
    ADD CONSTRAINT proposal_claim_shares_actor_id_proposal_id_fkey FOREIGN KEY (actor_id, proposal_id) REFERENCES tadamun.proposal_lines(actor_id, proposal_id);

ALTER TABLE ONLY tadamun.proposal_claim_shares
    ADD CONSTRAINT proposal_claim_shares_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES tadamun.proposals(proposal_id);

ALTER TABLE ONLY tadamun.proposal_leftovers
    ADD CONSTRAINT proposal_leftovers_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES tadamun.proposals(proposal_id);

ALTER TABLE ONLY tadamun.proposal_lines
    ADD CONSTRAINT proposal_lines_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.proposal_lines
    ADD CONSTRAINT proposal_lines_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES tadamun.proposals(proposal_id);

ALTER TABLE ONLY tadamun.proposal_overrides
    ADD CONSTRAINT proposal_overrides_actor_id_proposal_id_fkey FOREIGN KEY (actor_id, proposal_id) REFERENCES tadamun.proposal_lines(actor_id, proposal_id);

ALTER TABLE ONLY tadamun.proposal_steps
    ADD CONSTRAINT proposal_steps_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES tadamun.proposals(proposal_id);

ALTER TABLE ONLY tadamun.proposal_totals
    ADD CONSTRAINT proposal_totals_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES tadamun.proposals(proposal_id);

ALTER TABLE ONLY tadamun.proposals
    ADD CONSTRAINT proposals_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.funds(fund_id);

ALTER TABLE ONLY tadamun.proposals
    ADD CONSTRAINT proposals_run_id_programme_id_fkey FOREIGN KEY (run_id, programme_id) REFERENCES tadamun.runs(run_id, programme_id);

ALTER TABLE ONLY tadamun.provider_conflicts
    ADD CONSTRAINT provider_conflicts_provider_event_fkey FOREIGN KEY (provider, event) REFERENCES tadamun.provider_events(provider, event);

ALTER TABLE ONLY tadamun.provider_events
    ADD CONSTRAINT provider_events_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES tadamun.pledges(pledge_id);

ALTER TABLE ONLY tadamun.provinces
    ADD CONSTRAINT provinces_region_code_fkey FOREIGN KEY (region_code) REFERENCES tadamun.regions(region_code);

ALTER TABLE ONLY tadamun.reach_publication_counts
    ADD CONSTRAINT reach_publication_counts_publication_id_fkey FOREIGN KEY (publication_id) REFERENCES tadamun.reach_publications(publication_id);

ALTER TABLE ONLY tadamun.reach_publications
    ADD CONSTRAINT reach_publications_period_id_fkey FOREIGN KEY (period_id) REFERENCES tadamun.periods(period_id);

ALTER TABLE ONLY tadamun.reach_publications
    ADD CONSTRAINT reach_publications_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.receipt_counters
    ADD CONSTRAINT receipt_counters_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.funds(fund_id);

ALTER TABLE ONLY tadamun.receipt_voids
    ADD CONSTRAINT receipt_voids_fund_id_fiscal_year_number_fkey FOREIGN KEY (fund_id, fiscal_year, number) REFERENCES tadamun.receipts(fund_id, fiscal_year, number);

ALTER TABLE ONLY tadamun.receipts
    ADD CONSTRAINT receipts_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.receipts
    ADD CONSTRAINT receipts_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.funds(fund_id);

ALTER TABLE ONLY tadamun.recovery_codes
    ADD CONSTRAINT recovery_codes_person_id_fkey FOREIGN KEY (person_id) REFERENCES tadamun.people(person_id);

ALTER TABLE ONLY tadamun.report_draft_cells
    ADD CONSTRAINT report_draft_cells_actor_id_draft_id_fkey FOREIGN KEY (actor_id, draft_id) REFERENCES tadamun.report_drafts(actor_id, draft_id);

ALTER TABLE ONLY tadamun.report_draft_reasons
    ADD CONSTRAINT report_draft_reasons_actor_id_draft_id_fkey FOREIGN KEY (actor_id, draft_id) REFERENCES tadamun.report_drafts(actor_id, draft_id);

ALTER TABLE ONLY tadamun.report_draft_writers
    ADD CONSTRAINT report_draft_writers_actor_id_draft_id_fkey FOREIGN KEY (actor_id, draft_id) REFERENCES tadamun.report_drafts(actor_id, draft_id);

ALTER TABLE ONLY tadamun.report_drafts
    ADD CONSTRAINT report_drafts_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.report_drafts
    ADD CONSTRAINT report_drafts_actor_id_report_id_fkey FOREIGN KEY (actor_id, report_id) REFERENCES tadamun.reports(actor_id, report_id);

ALTER TABLE ONLY tadamun.report_drafts
    ADD CONSTRAINT report_drafts_period_id_fkey FOREIGN KEY (period_id) REFERENCES tadamun.periods(period_id);

ALTER TABLE ONLY tadamun.report_drafts
    ADD CONSTRAINT report_drafts_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.report_evidence
    ADD CONSTRAINT report_evidence_actor_id_report_id_fkey FOREIGN KEY (actor_id, report_id) REFERENCES tadamun.reports(actor_id, report_id);

ALTER TABLE ONLY tadamun.report_evidence
    ADD CONSTRAINT report_evidence_sha256_fkey FOREIGN KEY (sha256) REFERENCES tadamun.evidence_files(sha256);

ALTER TABLE ONLY tadamun.grant_report_steps
    ADD CONSTRAINT report_step_exists FOREIGN KEY (machine, from_state, to_state) REFERENCES tadamun.grant_edges(machine, from_state, to_state);

ALTER TABLE ONLY tadamun.grant_report_steps
    ADD CONSTRAINT report_steps_follow FOREIGN KEY (grant_id, report, before, from_state) REFERENCES tadamun.grant_report_steps(grant_id, report, step, to_state);

ALTER TABLE ONLY tadamun.report_validations
    ADD CONSTRAINT report_validations_actor_id_report_id_fkey FOREIGN KEY (actor_id, report_id) REFERENCES tadamun.reports(actor_id, report_id);

ALTER TABLE ONLY tadamun.reporting_requirements
    ADD CONSTRAINT reporting_requirements_group_id_fkey FOREIGN KEY (group_id) REFERENCES tadamun.target_groups(group_id);

ALTER TABLE ONLY tadamun.reporting_requirements
    ADD CONSTRAINT reporting_requirements_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.reports
    ADD CONSTRAINT reports_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.reports
    ADD CONSTRAINT reports_period_id_fkey FOREIGN KEY (period_id) REFERENCES tadamun.periods(period_id);

ALTER TABLE ONLY tadamun.reports
    ADD CONSTRAINT reports_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.request_keys
    ADD CONSTRAINT request_keys_person_id_fkey FOREIGN KEY (person_id) REFERENCES tadamun.people(person_id);

ALTER TABLE ONLY tadamun.zakat_receipts
    ADD CONSTRAINT restricted_to_one_of_eight FOREIGN KEY (only_category) REFERENCES tadamun.asnaf(category);

ALTER TABLE ONLY tadamun.review_thresholds
    ADD CONSTRAINT review_thresholds_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.role_grants
    ADD CONSTRAINT role_grants_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.role_grants
    ADD CONSTRAINT role_grants_person_id_fkey FOREIGN KEY (person_id) REFERENCES tadamun.people(person_id);

ALTER TABLE ONLY tadamun.ruled_fund_account_kinds
    ADD CONSTRAINT ruled_fund_account_kinds_account_kind_fkey FOREIGN KEY (account_kind) REFERENCES tadamun.account_kinds(kind);

ALTER TABLE ONLY tadamun.ruled_fund_entry_kinds
    ADD CONSTRAINT ruled_fund_entry_kinds_entry_kind_fkey FOREIGN KEY (entry_kind) REFERENCES tadamun.entry_kinds(kind);

ALTER TABLE ONLY tadamun.ruled_funds
    ADD CONSTRAINT ruled_funds_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.funds(fund_id);

ALTER TABLE ONLY tadamun.run_factors
    ADD CONSTRAINT run_factors_run_id_fkey FOREIGN KEY (run_id) REFERENCES tadamun.runs(run_id);

ALTER TABLE ONLY tadamun.run_signatures
    ADD CONSTRAINT run_signatures_key_id_fkey FOREIGN KEY (key_id) REFERENCES tadamun.signing_keys(key_id);

ALTER TABLE ONLY tadamun.run_signatures
    ADD CONSTRAINT run_signatures_run_id_fkey FOREIGN KEY (run_id) REFERENCES tadamun.runs(run_id);

ALTER TABLE ONLY tadamun.run_warnings
    ADD CONSTRAINT run_warnings_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.run_warnings
    ADD CONSTRAINT run_warnings_run_id_fkey FOREIGN KEY (run_id) REFERENCES tadamun.runs(run_id);

ALTER TABLE ONLY tadamun.runs
    ADD CONSTRAINT runs_bands_after_fkey FOREIGN KEY (bands_after) REFERENCES tadamun.runs(run_id);

ALTER TABLE ONLY tadamun.runs
    ADD CONSTRAINT runs_base_run_id_fkey FOREIGN KEY (base_run_id) REFERENCES tadamun.runs(run_id);

ALTER TABLE ONLY tadamun.runs
    ADD CONSTRAINT runs_framework_id_fkey FOREIGN KEY (framework_id) REFERENCES tadamun.frameworks(framework_id);

ALTER TABLE ONLY tadamun.runs
    ADD CONSTRAINT runs_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.runs
    ADD CONSTRAINT runs_scale_id_fkey FOREIGN KEY (scale_id) REFERENCES tadamun.scales(scale_id);

ALTER TABLE ONLY tadamun.scale_issues
    ADD CONSTRAINT scale_issues_framework_id_fkey FOREIGN KEY (framework_id) REFERENCES tadamun.frameworks(framework_id);

ALTER TABLE ONLY tadamun.scale_issues
    ADD CONSTRAINT scale_issues_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.scale_issues
    ADD CONSTRAINT scale_issues_scale_id_fkey FOREIGN KEY (scale_id) REFERENCES tadamun.scales(scale_id);

ALTER TABLE ONLY tadamun.scales
    ADD CONSTRAINT scales_framework_id_fkey FOREIGN KEY (framework_id) REFERENCES tadamun.frameworks(framework_id);

ALTER TABLE ONLY tadamun.scales
    ADD CONSTRAINT scales_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.seals
    ADD CONSTRAINT seals_previous_id_fkey FOREIGN KEY (previous_id) REFERENCES tadamun.seals(seal_id);

ALTER TABLE ONLY tadamun.second_factors
    ADD CONSTRAINT second_factors_person_id_fkey FOREIGN KEY (person_id) REFERENCES tadamun.people(person_id);

ALTER TABLE ONLY tadamun.security_events
    ADD CONSTRAINT security_events_person_id_fkey FOREIGN KEY (person_id) REFERENCES tadamun.people(person_id);

ALTER TABLE ONLY tadamun.sessions
    ADD CONSTRAINT sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES tadamun.people(person_id);

ALTER TABLE ONLY tadamun.spendable_amounts
    ADD CONSTRAINT spendable_amounts_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.funds(fund_id);

ALTER TABLE ONLY tadamun.targets
    ADD CONSTRAINT targets_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.targets
    ADD CONSTRAINT targets_group_id_fkey FOREIGN KEY (group_id) REFERENCES tadamun.target_groups(group_id);

ALTER TABLE ONLY tadamun.targets
    ADD CONSTRAINT targets_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES tadamun.indicators(indicator_id);

ALTER TABLE ONLY tadamun.targets
    ADD CONSTRAINT targets_period_id_fkey FOREIGN KEY (period_id) REFERENCES tadamun.periods(period_id);

ALTER TABLE ONLY tadamun.targets
    ADD CONSTRAINT targets_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.training_attendance
    ADD CONSTRAINT training_attendance_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.training_attendance
    ADD CONSTRAINT training_attendance_group_id_fkey FOREIGN KEY (group_id) REFERENCES tadamun.target_groups(group_id);

ALTER TABLE ONLY tadamun.training_attendance
    ADD CONSTRAINT training_attendance_training_id_fkey FOREIGN KEY (training_id) REFERENCES tadamun.trainings(training_id);

ALTER TABLE ONLY tadamun.trainings
    ADD CONSTRAINT trainings_centre_id_fkey FOREIGN KEY (centre_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.tranche_conditions
    ADD CONSTRAINT tranche_conditions_grant_id_version_tranche_fkey FOREIGN KEY (grant_id, version, tranche) REFERENCES tadamun.grant_tranches(grant_id, version, tranche);

ALTER TABLE ONLY tadamun.tranche_conditions
    ADD CONSTRAINT tranche_conditions_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.tranche_steps
    ADD CONSTRAINT tranche_step_exists FOREIGN KEY (machine, from_state, to_state) REFERENCES tadamun.grant_edges(machine, from_state, to_state);

ALTER TABLE ONLY tadamun.tranche_steps
    ADD CONSTRAINT tranche_steps_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.tranche_steps
    ADD CONSTRAINT tranche_steps_follow FOREIGN KEY (grant_id, tranche, before, from_state) REFERENCES tadamun.tranche_steps(grant_id, tranche, step, to_state);

ALTER TABLE ONLY tadamun.tranche_steps
    ADD CONSTRAINT tranche_steps_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES tadamun.grants(grant_id);

ALTER TABLE ONLY tadamun.verification_sample_frame
    ADD CONSTRAINT verification_sample_frame_actor_id_report_id_fkey FOREIGN KEY (actor_id, report_id) REFERENCES tadamun.reports(actor_id, report_id);

ALTER TABLE ONLY tadamun.verification_sample_frame
    ADD CONSTRAINT verification_sample_frame_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES tadamun.verification_samples(sample_id);

ALTER TABLE ONLY tadamun.verification_samples
    ADD CONSTRAINT verification_samples_period_id_fkey FOREIGN KEY (period_id) REFERENCES tadamun.periods(period_id);

ALTER TABLE ONLY tadamun.verification_samples
    ADD CONSTRAINT verification_samples_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES tadamun.programmes(programme_id);

ALTER TABLE ONLY tadamun.verifications
    ADD CONSTRAINT verifications_actor_id_report_id_fkey FOREIGN KEY (actor_id, report_id) REFERENCES tadamun.reports(actor_id, report_id);

ALTER TABLE ONLY tadamun.grant_agreements
    ADD CONSTRAINT versions_follow FOREIGN KEY (grant_id, before) REFERENCES tadamun.grant_agreements(grant_id, version);

ALTER TABLE ONLY tadamun.waqf_asset_steps
    ADD CONSTRAINT waqf_asset_steps_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES tadamun.waqf_assets(asset_id);

ALTER TABLE ONLY tadamun.waqf_assets
    ADD CONSTRAINT waqf_assets_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_assets
    ADD CONSTRAINT waqf_assets_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqf_cost_payments
    ADD CONSTRAINT waqf_cost_payments_cost_id_waqf_id_fkey FOREIGN KEY (cost_id, waqf_id) REFERENCES tadamun.waqf_costs(cost_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_cost_payments
    ADD CONSTRAINT waqf_cost_payments_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.waqf_cost_payments
    ADD CONSTRAINT waqf_cost_payments_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_costs
    ADD CONSTRAINT waqf_costs_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_costs
    ADD CONSTRAINT waqf_costs_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqf_expert_reports
    ADD CONSTRAINT waqf_expert_reports_istibdal_id_fkey FOREIGN KEY (istibdal_id) REFERENCES tadamun.waqf_istibdals(istibdal_id);

ALTER TABLE ONLY tadamun.waqf_expiries
    ADD CONSTRAINT waqf_expiries_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_expiries
    ADD CONSTRAINT waqf_expiries_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqf_istibdals
    ADD CONSTRAINT waqf_istibdals_asset_id_waqf_id_fkey FOREIGN KEY (asset_id, waqf_id) REFERENCES tadamun.waqf_assets(asset_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_istibdals
    ADD CONSTRAINT waqf_istibdals_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.waqf_istibdals
    ADD CONSTRAINT waqf_istibdals_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES tadamun.policies(policy_id);

ALTER TABLE ONLY tadamun.waqf_losses
    ADD CONSTRAINT waqf_losses_asset_id_waqf_id_fkey FOREIGN KEY (asset_id, waqf_id) REFERENCES tadamun.waqf_assets(asset_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_losses
    ADD CONSTRAINT waqf_losses_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.waqf_losses
    ADD CONSTRAINT waqf_losses_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_losses
    ADD CONSTRAINT waqf_losses_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqf_mandates
    ADD CONSTRAINT waqf_mandates_nazir_id_fkey FOREIGN KEY (nazir_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.waqf_mandates
    ADD CONSTRAINT waqf_mandates_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqf_need_closings
    ADD CONSTRAINT waqf_need_closings_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_need_closings
    ADD CONSTRAINT waqf_need_closings_need_id_fkey FOREIGN KEY (need_id) REFERENCES tadamun.waqf_needs(need_id);

ALTER TABLE ONLY tadamun.waqf_needs
    ADD CONSTRAINT waqf_needs_asset_id_waqf_id_fkey FOREIGN KEY (asset_id, waqf_id) REFERENCES tadamun.waqf_assets(asset_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_needs
    ADD CONSTRAINT waqf_needs_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqf_payouts
    ADD CONSTRAINT waqf_payouts_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.waqf_payouts
    ADD CONSTRAINT waqf_payouts_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.waqf_payouts
    ADD CONSTRAINT waqf_payouts_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_payouts
    ADD CONSTRAINT waqf_payouts_need_id_waqf_id_fkey FOREIGN KEY (need_id, waqf_id) REFERENCES tadamun.waqf_needs(need_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_payouts
    ADD CONSTRAINT waqf_payouts_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqf_principal_receipts
    ADD CONSTRAINT waqf_principal_receipts_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_principal_receipts
    ADD CONSTRAINT waqf_principal_receipts_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqf_proposal_orders
    ADD CONSTRAINT waqf_proposal_orders_actor_id_proposal_id_fkey FOREIGN KEY (actor_id, proposal_id) REFERENCES tadamun.proposal_lines(actor_id, proposal_id);

ALTER TABLE ONLY tadamun.waqf_proposal_orders
    ADD CONSTRAINT waqf_proposal_orders_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.waqf_proposal_orders
    ADD CONSTRAINT waqf_proposal_orders_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqf_redirected_shares
    ADD CONSTRAINT waqf_redirected_shares_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.waqf_redirected_shares
    ADD CONSTRAINT waqf_redirected_shares_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqf_redirections(waqf_id);

ALTER TABLE ONLY tadamun.waqf_redirections
    ADD CONSTRAINT waqf_redirections_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.waqf_redirections
    ADD CONSTRAINT waqf_redirections_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.waqf_redirections
    ADD CONSTRAINT waqf_redirections_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_redirections
    ADD CONSTRAINT waqf_redirections_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqf_replacements
    ADD CONSTRAINT waqf_replacements_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES tadamun.waqf_assets(asset_id);

ALTER TABLE ONLY tadamun.waqf_replacements
    ADD CONSTRAINT waqf_replacements_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.waqf_replacements
    ADD CONSTRAINT waqf_replacements_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_replacements
    ADD CONSTRAINT waqf_replacements_istibdal_id_fkey FOREIGN KEY (istibdal_id) REFERENCES tadamun.waqf_sales(istibdal_id);

ALTER TABLE ONLY tadamun.waqf_returns
    ADD CONSTRAINT waqf_returns_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.waqf_returns
    ADD CONSTRAINT waqf_returns_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_returns
    ADD CONSTRAINT waqf_returns_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqf_expiries(waqf_id);

ALTER TABLE ONLY tadamun.waqf_run_costs
    ADD CONSTRAINT waqf_run_costs_cost_id_waqf_id_fkey FOREIGN KEY (cost_id, waqf_id) REFERENCES tadamun.waqf_costs(cost_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_run_costs
    ADD CONSTRAINT waqf_run_costs_run_id_waqf_id_fkey FOREIGN KEY (run_id, waqf_id) REFERENCES tadamun.waqf_runs(run_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_run_needs
    ADD CONSTRAINT waqf_run_needs_need_id_waqf_id_fkey FOREIGN KEY (need_id, waqf_id) REFERENCES tadamun.waqf_needs(need_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_run_needs
    ADD CONSTRAINT waqf_run_needs_run_id_waqf_id_fkey FOREIGN KEY (run_id, waqf_id) REFERENCES tadamun.waqf_runs(run_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_run_receipts
    ADD CONSTRAINT waqf_run_receipts_receipt_id_waqf_id_fkey FOREIGN KEY (receipt_id, waqf_id) REFERENCES tadamun.waqf_yield_receipts(receipt_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_run_receipts
    ADD CONSTRAINT waqf_run_receipts_run_id_waqf_id_fkey FOREIGN KEY (run_id, waqf_id) REFERENCES tadamun.waqf_runs(run_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_run_shares
    ADD CONSTRAINT waqf_run_shares_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.waqf_run_shares
    ADD CONSTRAINT waqf_run_shares_run_id_waqf_id_fkey FOREIGN KEY (run_id, waqf_id) REFERENCES tadamun.waqf_runs(run_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_runs
    ADD CONSTRAINT waqf_runs_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_runs
    ADD CONSTRAINT waqf_runs_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES tadamun.waqf_mandates(mandate_id);

ALTER TABLE ONLY tadamun.waqf_runs
    ADD CONSTRAINT waqf_runs_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES tadamun.policies(policy_id);

ALTER TABLE ONLY tadamun.waqf_runs
    ADD CONSTRAINT waqf_runs_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqf_sales
    ADD CONSTRAINT waqf_sales_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.waqf_sales
    ADD CONSTRAINT waqf_sales_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_sales
    ADD CONSTRAINT waqf_sales_istibdal_id_fkey FOREIGN KEY (istibdal_id) REFERENCES tadamun.waqf_istibdals(istibdal_id);

ALTER TABLE ONLY tadamun.waqf_steps
    ADD CONSTRAINT waqf_steps_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqf_stipulations
    ADD CONSTRAINT waqf_stipulations_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.waqf_stipulations
    ADD CONSTRAINT waqf_stipulations_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqf_suspense_alerts
    ADD CONSTRAINT waqf_suspense_alerts_istibdal_id_fkey FOREIGN KEY (istibdal_id) REFERENCES tadamun.waqf_sales(istibdal_id);

ALTER TABLE ONLY tadamun.waqf_valuations
    ADD CONSTRAINT waqf_valuations_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES tadamun.waqf_assets(asset_id);

ALTER TABLE ONLY tadamun.waqf_yield_receipts
    ADD CONSTRAINT waqf_yield_receipts_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.waqf_yield_receipts
    ADD CONSTRAINT waqf_yield_receipts_yield_id_waqf_id_fkey FOREIGN KEY (yield_id, waqf_id) REFERENCES tadamun.waqf_yields(yield_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_yields
    ADD CONSTRAINT waqf_yields_asset_id_waqf_id_fkey FOREIGN KEY (asset_id, waqf_id) REFERENCES tadamun.waqf_assets(asset_id, waqf_id);

ALTER TABLE ONLY tadamun.waqf_yields
    ADD CONSTRAINT waqf_yields_waqf_id_fkey FOREIGN KEY (waqf_id) REFERENCES tadamun.waqfs(waqf_id);

ALTER TABLE ONLY tadamun.waqfs
    ADD CONSTRAINT waqfs_fallback_actor_id_fkey FOREIGN KEY (fallback_actor_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.waqfs
    ADD CONSTRAINT waqfs_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES tadamun.policies(policy_id);

ALTER TABLE ONLY tadamun.waqfs
    ADD CONSTRAINT waqfs_principal_fund_id_principal_rule_fkey FOREIGN KEY (principal_fund_id, principal_rule) REFERENCES tadamun.ruled_funds(fund_id, rule);

ALTER TABLE ONLY tadamun.waqfs
    ADD CONSTRAINT waqfs_yield_fund_id_yield_rule_fkey FOREIGN KEY (yield_fund_id, yield_rule) REFERENCES tadamun.ruled_funds(fund_id, rule);

ALTER TABLE ONLY tadamun.zakat_agencies
    ADD CONSTRAINT zakat_agencies_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.zakat_agencies
    ADD CONSTRAINT zakat_agencies_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES tadamun.zakat_recipients(recipient_id);

ALTER TABLE ONLY tadamun.zakat_amil_charges
    ADD CONSTRAINT zakat_amil_charges_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.zakat_amil_charges
    ADD CONSTRAINT zakat_amil_charges_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.zakat_funds(fund_id);

ALTER TABLE ONLY tadamun.zakat_amil_charges
    ADD CONSTRAINT zakat_amil_charges_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES tadamun.policies(policy_id);

ALTER TABLE ONLY tadamun.zakat_assessments
    ADD CONSTRAINT zakat_assessments_category_fkey FOREIGN KEY (category) REFERENCES tadamun.asnaf(category);

ALTER TABLE ONLY tadamun.zakat_assessments
    ADD CONSTRAINT zakat_assessments_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.zakat_assessments
    ADD CONSTRAINT zakat_assessments_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES tadamun.policies(policy_id);

ALTER TABLE ONLY tadamun.zakat_assessments
    ADD CONSTRAINT zakat_assessments_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES tadamun.zakat_recipients(recipient_id);

ALTER TABLE ONLY tadamun.zakat_debts
    ADD CONSTRAINT zakat_debts_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES tadamun.zakat_recipients(recipient_id);

ALTER TABLE ONLY tadamun.zakat_distributions
    ADD CONSTRAINT zakat_distributions_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES tadamun.decisions(decision_id);

ALTER TABLE ONLY tadamun.zakat_distributions
    ADD CONSTRAINT zakat_distributions_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.zakat_funds(fund_id);

ALTER TABLE ONLY tadamun.zakat_distributions
    ADD CONSTRAINT zakat_distributions_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES tadamun.policies(policy_id);

ALTER TABLE ONLY tadamun.zakat_distributions
    ADD CONSTRAINT zakat_distributions_region_code_fkey FOREIGN KEY (region_code) REFERENCES tadamun.regions(region_code);

ALTER TABLE ONLY tadamun.zakat_funds
    ADD CONSTRAINT zakat_funds_fund_id_rule_fkey FOREIGN KEY (fund_id, rule) REFERENCES tadamun.ruled_funds(fund_id, rule);

ALTER TABLE ONLY tadamun.zakat_funds
    ADD CONSTRAINT zakat_funds_purification_fund_id_fkey FOREIGN KEY (purification_fund_id) REFERENCES tadamun.funds(fund_id);

ALTER TABLE ONLY tadamun.zakat_interest_lines
    ADD CONSTRAINT zakat_interest_lines_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.zakat_interest_lines
    ADD CONSTRAINT zakat_interest_lines_line_id_fkey FOREIGN KEY (line_id) REFERENCES tadamun.bank_lines(line_id);

ALTER TABLE ONLY tadamun.zakat_lines
    ADD CONSTRAINT zakat_lines_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.zakat_lines
    ADD CONSTRAINT zakat_lines_category_fkey FOREIGN KEY (category) REFERENCES tadamun.asnaf(category);

ALTER TABLE ONLY tadamun.zakat_lines
    ADD CONSTRAINT zakat_lines_debt_id_fkey FOREIGN KEY (debt_id) REFERENCES tadamun.zakat_debts(debt_id);

ALTER TABLE ONLY tadamun.zakat_lines
    ADD CONSTRAINT zakat_lines_distribution_id_mode_fkey FOREIGN KEY (distribution_id, mode) REFERENCES tadamun.zakat_distributions(distribution_id, mode);

ALTER TABLE ONLY tadamun.zakat_lines
    ADD CONSTRAINT zakat_lines_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES tadamun.actors(actor_id);

ALTER TABLE ONLY tadamun.zakat_lot_uses
    ADD CONSTRAINT zakat_lot_uses_charge_id_fkey FOREIGN KEY (charge_id) REFERENCES tadamun.zakat_amil_charges(charge_id);

ALTER TABLE ONLY tadamun.zakat_lot_uses
    ADD CONSTRAINT zakat_lot_uses_distribution_id_line_fkey FOREIGN KEY (distribution_id, line) REFERENCES tadamun.zakat_lines(distribution_id, line);

ALTER TABLE ONLY tadamun.zakat_lot_uses
    ADD CONSTRAINT zakat_lot_uses_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.zakat_lot_uses
    ADD CONSTRAINT zakat_lot_uses_receipt_id_fkey FOREIGN KEY (receipt_id) REFERENCES tadamun.zakat_receipts(receipt_id);

ALTER TABLE ONLY tadamun.zakat_overdue_lots
    ADD CONSTRAINT zakat_overdue_lots_receipt_id_fkey FOREIGN KEY (receipt_id) REFERENCES tadamun.zakat_receipts(receipt_id);

ALTER TABLE ONLY tadamun.zakat_pledge_endings
    ADD CONSTRAINT zakat_pledge_endings_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES tadamun.zakat_pledges(pledge_id);

ALTER TABLE ONLY tadamun.zakat_pledge_receipts
    ADD CONSTRAINT zakat_pledge_receipts_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES tadamun.zakat_pledges(pledge_id);

ALTER TABLE ONLY tadamun.zakat_pledge_receipts
    ADD CONSTRAINT zakat_pledge_receipts_receipt_id_fkey FOREIGN KEY (receipt_id) REFERENCES tadamun.zakat_receipts(receipt_id);

ALTER TABLE ONLY tadamun.zakat_pledges
    ADD CONSTRAINT zakat_pledges_donor_id_fkey FOREIGN KEY (donor_id) REFERENCES tadamun.zakat_donors(donor_id);

ALTER TABLE ONLY tadamun.zakat_pledges
    ADD CONSTRAINT zakat_pledges_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.zakat_funds(fund_id);

ALTER TABLE ONLY tadamun.zakat_pledges
    ADD CONSTRAINT zakat_pledges_only_category_fkey FOREIGN KEY (only_category) REFERENCES tadamun.asnaf(category);

ALTER TABLE ONLY tadamun.zakat_pledges
    ADD CONSTRAINT zakat_pledges_only_region_fkey FOREIGN KEY (only_region) REFERENCES tadamun.regions(region_code);

ALTER TABLE ONLY tadamun.zakat_proofs
    ADD CONSTRAINT zakat_proofs_distribution_id_line_fkey FOREIGN KEY (distribution_id, line) REFERENCES tadamun.zakat_lines(distribution_id, line);

ALTER TABLE ONLY tadamun.zakat_receipts
    ADD CONSTRAINT zakat_receipts_donor_id_fkey FOREIGN KEY (donor_id) REFERENCES tadamun.zakat_donors(donor_id);

ALTER TABLE ONLY tadamun.zakat_receipts
    ADD CONSTRAINT zakat_receipts_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.zakat_receipts
    ADD CONSTRAINT zakat_receipts_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES tadamun.zakat_funds(fund_id);

ALTER TABLE ONLY tadamun.zakat_receipts
    ADD CONSTRAINT zakat_receipts_only_region_fkey FOREIGN KEY (only_region) REFERENCES tadamun.regions(region_code);

ALTER TABLE ONLY tadamun.zakat_receipts
    ADD CONSTRAINT zakat_receipts_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES tadamun.policies(policy_id);

ALTER TABLE ONLY tadamun.zakat_recipients
    ADD CONSTRAINT zakat_recipients_region_code_fkey FOREIGN KEY (region_code) REFERENCES tadamun.regions(region_code);

ALTER TABLE ONLY tadamun.zakat_refunds
    ADD CONSTRAINT zakat_refunds_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE ONLY tadamun.zakat_refunds
    ADD CONSTRAINT zakat_refunds_receipt_id_fkey FOREIGN KEY (receipt_id) REFERENCES tadamun.zakat_receipts(receipt_id);

ALTER TABLE ONLY tadamun.zakat_revocations
    ADD CONSTRAINT zakat_revocations_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES tadamun.zakat_assessments(assessment_id);

ALTER TABLE ONLY tadamun.zakat_shares
    ADD CONSTRAINT zakat_shares_assessment_id_recipient_id_fkey FOREIGN KEY (assessment_id, recipient_id) REFERENCES tadamun.zakat_assessments(assessment_id, recipient_id);

ALTER TABLE ONLY tadamun.zakat_shares
    ADD CONSTRAINT zakat_shares_distribution_id_line_mode_fkey FOREIGN KEY (distribution_id, line, mode) REFERENCES tadamun.zakat_lines(distribution_id, line, mode);

ALTER TABLE ONLY tadamun.zakat_steps
    ADD CONSTRAINT zakat_steps_distribution_id_fkey FOREIGN KEY (distribution_id) REFERENCES tadamun.zakat_distributions(distribution_id);

ALTER TABLE ONLY tadamun.zakat_steps
    ADD CONSTRAINT zakat_steps_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES tadamun.entries(entry_id);

ALTER TABLE tadamun.api_tokens ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.appeal_answers ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.appeals ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.backer_identities ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.disaggregation_differences ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.issuer_subjects ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.match_gifts ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.match_givers ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.money_publication_parts ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.one_time_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.passwords ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.people ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.recovery_codes ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.report_draft_cells ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.report_draft_reasons ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.report_draft_writers ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.report_drafts ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.report_evidence ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.report_locks ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.report_reopenings ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.report_validations ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.reports ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.request_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.role_grants ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.second_factors ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.security_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE tadamun.verdict_reasons ENABLE ROW LEVEL SECURITY;

CREATE POLICY within_reach ON tadamun.api_tokens USING (tadamun.reaches('tadamun.accounts'::text, person_id));

CREATE POLICY within_reach ON tadamun.appeal_answers USING (tadamun.reaches('tadamun.organisations'::text, actor_id));

CREATE POLICY within_reach ON tadamun.appeals USING (tadamun.reaches('tadamun.organisations'::text, actor_id));

CREATE POLICY within_reach ON tadamun.backer_identities USING (tadamun.reaches('tadamun.backers'::text, backer_id));

CREATE POLICY within_reach ON tadamun.disaggregation_differences USING (tadamun.reaches('tadamun.organisations'::text, actor_id));

CREATE POLICY within_reach ON tadamun.issuer_subjects USING (tadamun.reaches('tadamun.accounts'::text, person_id));

CREATE POLICY within_reach ON tadamun.match_gifts USING (tadamun.reaches('tadamun.backers'::text, (0)::bigint));

CREATE POLICY within_reach ON tadamun.match_givers USING (tadamun.reaches('tadamun.backers'::text, (0)::bigint));

CREATE POLICY within_reach ON tadamun.money_publication_parts USING (tadamun.reaches('tadamun.organisations'::text, actor_id));

CREATE POLICY within_reach ON tadamun.one_time_links USING (tadamun.reaches('tadamun.accounts'::text, person_id));

CREATE POLICY within_reach ON tadamun.passwords USING (tadamun.reaches('tadamun.accounts'::text, person_id));

CREATE POLICY within_reach ON tadamun.people USING (tadamun.reaches('tadamun.accounts'::text, person_id));

CREATE POLICY within_reach ON tadamun.recovery_codes USING (tadamun.reaches('tadamun.accounts'::text, person_id));

CREATE POLICY within_reach ON tadamun.report_draft_cells USING (tadamun.reaches('tadamun.drafts'::text, actor_id));

CREATE POLICY within_reach ON tadamun.report_draft_reasons USING (tadamun.reaches('tadamun.drafts'::text, actor_id));

CREATE POLICY within_reach ON tadamun.report_draft_writers USING (tadamun.reaches('tadamun.drafts'::text, actor_id));

CREATE POLICY within_reach ON tadamun.report_drafts USING (tadamun.reaches('tadamun.drafts'::text, actor_id));

CREATE POLICY within_reach ON tadamun.report_evidence USING (tadamun.reaches('tadamun.organisations'::text, actor_id));

CREATE POLICY within_reach ON tadamun.report_locks USING (tadamun.reaches('tadamun.organisations'::text, actor_id));

CREATE POLICY within_reach ON tadamun.report_reopenings USING (tadamun.reaches('tadamun.organisations'::text, actor_id));

CREATE POLICY within_reach ON tadamun.report_validations USING (tadamun.reaches('tadamun.organisations'::text, actor_id));

CREATE POLICY within_reach ON tadamun.reports USING (tadamun.reaches('tadamun.organisations'::text, actor_id));

CREATE POLICY within_reach ON tadamun.request_keys USING (tadamun.reaches('tadamun.accounts'::text, COALESCE(person_id, (0)::bigint)));

CREATE POLICY within_reach ON tadamun.role_grants USING (tadamun.reaches('tadamun.accounts'::text, person_id));

CREATE POLICY within_reach ON tadamun.second_factors USING (tadamun.reaches('tadamun.accounts'::text, person_id));

CREATE POLICY within_reach ON tadamun.security_events USING (tadamun.reaches('tadamun.accounts'::text, COALESCE(person_id, (0)::bigint)));

CREATE POLICY within_reach ON tadamun.sessions USING (tadamun.reaches('tadamun.accounts'::text, person_id));

CREATE POLICY within_reach ON tadamun.verdict_reasons USING (tadamun.reaches('tadamun.organisations'::text, actor_id));

GRANT ALL ON SCHEMA public TO tadamun_owner;

GRANT USAGE ON SCHEMA tadamun TO tadamun_app;
GRANT USAGE ON SCHEMA tadamun TO tadamun_donors;

REVOKE ALL ON FUNCTION tadamun.amil_year(fund bigint, first_on date, last_on date, day date, OUT received_minor bigint, OUT charged_minor bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.amil_year(fund bigint, first_on date, last_on date, day date, OUT received_minor bigint, OUT charged_minor bigint) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.begin_balance() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.begin_campaign() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.begin_match_pool() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.book_entry(p_source text, p_key text, p_hash bytea, p_kind text, p_contributor text, p_on date, p_description text, p_decision bigint, p_policy bigint, p_funds text[], p_currencies text[], p_kinds text[], p_actors text[], p_amounts bigint[], OUT o_entry bigint, OUT o_is_new boolean, OUT o_hash bytea, OUT o_unknown_funds text[], OUT o_unknown_actors text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.book_entry(p_source text, p_key text, p_hash bytea, p_kind text, p_contributor text, p_on date, p_description text, p_decision bigint, p_policy bigint, p_funds text[], p_currencies text[], p_kinds text[], p_actors text[], p_amounts bigint[], OUT o_entry bigint, OUT o_is_new boolean, OUT o_hash bytea, OUT o_unknown_funds text[], OUT o_unknown_actors text[]) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.broken_security_event() FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.broken_security_event() TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.check_grant(checked bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.check_pool_agreement() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.check_pool_distribution() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.count_proposal(proposal bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.count_released() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.deny_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.distribution_is_as_decided(distribution bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.entries_root(first_key bigint, last_key bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.entries_root(first_key bigint, last_key bigint) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.free_hold() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.fund_balance(fund bigint, account_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.fund_balance(fund bigint, account_kind text) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.guard_accepted_spending() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.guard_grant_step() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.guard_match_movements() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.guard_postings() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.guard_tranche_step() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.held_by_fund(fund bigint, account_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.held_by_fund(fund bigint, account_kind text) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.is_beside(cells anyarray, indicators integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.is_beside(cells anyarray, indicators integer[]) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.is_code(value text) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.is_code(value text) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.is_told(source text) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.is_told(source text) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.keep_funds() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.keep_grant_whole() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.keep_reversed_grant_whole() FROM PUBLIC;

REVOKE ALL ON PROCEDURE tadamun.keep_within_reach(IN target regclass, IN setting text, IN key text) FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.lock_backer(backer bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.lock_backer(backer bigint) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.lock_campaign(campaign bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.lock_campaign(campaign bigint) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.lock_grants(ids bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.lock_grants(ids bigint[]) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.lock_kept_fund(fund bigint, for_files boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.lock_match_pool(pool bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.lock_match_pool(pool bigint) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.lock_provider_event(provider text, event text) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.lock_provider_event(provider text, event text) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.lock_waqf(waqf bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.lock_waqf(waqf bigint) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.lock_zakat_fund(fund bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.lock_zakat_fund(fund bigint) TO tadamun_app;

REVOKE ALL ON PROCEDURE tadamun.make_append_only(IN target regclass) FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.match_gift_sums(pool bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.match_gift_sums(pool bigint) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.minor_units(amount text) FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.move_balance(account bigint, balance_change bigint, held_change bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.note_draft_writer() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.note_last_verdict() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.number_receipt() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.open_conditions(checked_grant bigint, checked_tranche smallint, checked_on date) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.open_conditions(checked_grant bigint, checked_tranche smallint, checked_on date) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.open_proposal() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.period_end(calendar text, day date) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.period_end(calendar text, day date) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.proposal_state(proposal bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.proposal_state(proposal bigint) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.reaches(setting text, key bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.reaches(setting text, key bigint) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.read_zakat_donor(donor bigint, reader text, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.read_zakat_donor(donor bigint, reader text, reason text) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.record_security_event(person bigint, recorder text, what text, about text, detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.record_security_event(person bigint, recorder text, what text, about text, detail jsonb) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.record_zakat_donor(donor_reference text, donor_name text, donor_contact text, recorder text) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.record_zakat_donor(donor_reference text, donor_name text, donor_contact text, recorder text) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.recount_proposal() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_account_outside_rule() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_assessment_not_decided_on() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_asset_step() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_award_without_giver() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_broken_statement() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_change_of_ended_draft() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_change_of_law() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_change_of_owed_principal() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_charge_over_cap() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_cheap_replacement() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_cheap_sale() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_claims_above_one() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_closed_period() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_correction_of_locked() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_distribution_not_decided_on() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_draft_of_published() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_end_before_match() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_endowment_class() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_entry_without_lines() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_excess_match() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_false_award() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_false_interest() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_false_pledge_ending() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_false_pledge_receipt() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_false_reversal() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_false_score_finding() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_false_waqf_order() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_foreign_account_kind() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_foreign_adoption() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_foreign_decision() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_foreign_grant_decision() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_foreign_grant_entry() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_giver_of_no_award() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_grant_from_other_money() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_hold_without_entry() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_judge_in_own_cause() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_judgement_of_writers() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_late_approval() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_late_lines() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_late_match_campaign() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_late_promise() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_late_sighting() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_late_stipulation() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_line_of_closed_entry() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_loose_campaign_entry() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_loose_match_entry() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_loose_pool_entry() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_loose_waqf_entry() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_loose_zakat_entry() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_lot_use() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_membership_cycle() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_need_closing() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_other_agents() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_other_decision() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_other_escrow() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_other_order() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_other_persons() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_other_report() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_other_teachers() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_override() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_paid_without_entry() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_part_of_signed_agreement() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_partial_return() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_payment_of_one_person() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_payment_past_cost() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_payout() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_payout_not_decided_on() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_payout_step() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_pledge() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_pledged_principal() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_principal() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_refund_of_used_lot() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_requirement_of_nothing() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_reversal_of_paid_cost() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_reversal_under_rule() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_second_answer() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_second_pool_distribution() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_second_use() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_second_verdict() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_shared_servicer_ref() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_standings_without_sheet() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_step() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_stray_payment() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_stray_reasons() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_stray_values() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_unbalanced_entry() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_undecided_entry() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_undecided_waiver() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_uneven_distribution() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_unexplained_budget() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_unknown_time_zone() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_unsound_values() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_untrue_book() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_untrue_run() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_waiver_not_decided_on() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_waqf_step() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_yield() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_zakat_not_decided_on() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.refuse_zakat_step() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.reports_sent_elsewhere(programme bigint, through date, known_by timestamp with time zone, actors bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.reports_sent_elsewhere(programme bigint, through date, known_by timestamp with time zone, actors bigint[]) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.return_matches() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.roles_held(person bigint) FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE tadamun.actor_sheets TO tadamun_app;

GRANT SELECT ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(run_id) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(framework_id) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(as_of) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(recorded_until) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(seed) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(engine_version) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(inputs_sha256) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(results_sha256) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(actor_count) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(observation_count) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(root_node) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(summary) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(started_at) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(nodes) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(indicators) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(groups) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(node_statuses) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(part_statuses) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(layout_sha256) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(base_run_id) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(reused_count) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(scale_id) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(scale_year) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(scale_version) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(replicates) ON TABLE tadamun.runs TO tadamun_app;

GRANT INSERT(bands_after) ON TABLE tadamun.runs TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.score_parts_at(run bigint, sheet_run bigint, actor bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.score_parts_at(run bigint, sheet_run bigint, actor bigint) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.scores_at(run bigint, sheet_run bigint, actor bigint, ranks integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.scores_at(run bigint, sheet_run bigint, actor bigint, ranks integer[]) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.seal_entries(at_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.seal_entries(at_most integer) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.security_event_bytes(previous bytea, number bigint, moment timestamp with time zone, person bigint, recorder text, what text, about text, detail jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.session_holder(secret bytea, idle_minutes integer) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.session_holder(secret bytea, idle_minutes integer) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.set_period_state() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.somebody_has_an_account() FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.somebody_has_an_account() TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.stamp_enrolment() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.stamp_membership() FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE tadamun.standing_blocks TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.standing_of(run bigint, actor bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.standing_of(run bigint, actor bigint) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.take_campaign_step() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.take_hold() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.take_match_pool_step() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.take_pledge_step() FROM PUBLIC;

REVOKE ALL ON FUNCTION tadamun.token_holder(secret bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.token_holder(secret bytea) TO tadamun_app;

GRANT SELECT ON TABLE tadamun.told_payment_sources TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.told_by(source text, OUT is_told boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.told_by(source text, OUT is_told boolean) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.verifies_for(name text, actor bigint, day date) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.verifies_for(name text, actor bigint, day date) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.waqf_asset_state(asset bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.waqf_asset_state(asset bigint) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.waqf_state(waqf bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.waqf_state(waqf bigint) TO tadamun_app;

REVOKE ALL ON FUNCTION tadamun.wrote_report(actor bigint, report bigint, person text) FROM PUBLIC;
GRANT ALL ON FUNCTION tadamun.wrote_report(actor bigint, report bigint, person text) TO tadamun_app;

GRANT SELECT ON TABLE public.schema_migrations TO PUBLIC;

GRANT SELECT ON TABLE tadamun.account_kind_entry_kinds TO tadamun_app;

GRANT SELECT ON TABLE tadamun.account_kind_measures TO tadamun_app;

GRANT SELECT ON TABLE tadamun.account_kinds TO tadamun_app;

GRANT SELECT ON TABLE tadamun.accounts TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.accounts TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.accounts TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.accounts TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.accounts TO tadamun_app;

GRANT SELECT,INSERT,DELETE ON TABLE tadamun.actor_identifiers TO tadamun_app;

GRANT SELECT ON TABLE tadamun.entries TO tadamun_app;

GRANT INSERT(source) ON TABLE tadamun.entries TO tadamun_app;

GRANT INSERT(idempotency_key) ON TABLE tadamun.entries TO tadamun_app;

GRANT INSERT(body_hash) ON TABLE tadamun.entries TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.entries TO tadamun_app;

GRANT INSERT(reverses) ON TABLE tadamun.entries TO tadamun_app;

GRANT INSERT(contributor_id) ON TABLE tadamun.entries TO tadamun_app;

GRANT INSERT(occurred_on) ON TABLE tadamun.entries TO tadamun_app;

GRANT INSERT(description) ON TABLE tadamun.entries TO tadamun_app;

GRANT INSERT(decision_id) ON TABLE tadamun.entries TO tadamun_app;

GRANT INSERT(policy_id) ON TABLE tadamun.entries TO tadamun_app;

GRANT SELECT ON TABLE tadamun.funds TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.funds TO tadamun_app;

GRANT INSERT(instrument) ON TABLE tadamun.funds TO tadamun_app;

GRANT INSERT(class) ON TABLE tadamun.funds TO tadamun_app;

GRANT INSERT(name_ar) ON TABLE tadamun.funds TO tadamun_app;

GRANT INSERT(name_fr) ON TABLE tadamun.funds TO tadamun_app;

GRANT INSERT(name_en) ON TABLE tadamun.funds TO tadamun_app;

GRANT INSERT(holder_id) ON TABLE tadamun.funds TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.postings TO tadamun_app;

GRANT SELECT ON TABLE tadamun.actor_money_lines TO tadamun_app;

GRANT SELECT ON TABLE tadamun.actor_money TO tadamun_app;

GRANT SELECT ON TABLE tadamun.actors TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.actors TO tadamun_app;

GRANT INSERT(kind),UPDATE(kind) ON TABLE tadamun.actors TO tadamun_app;

GRANT INSERT(name_ar),UPDATE(name_ar) ON TABLE tadamun.actors TO tadamun_app;

GRANT INSERT(name_fr),UPDATE(name_fr) ON TABLE tadamun.actors TO tadamun_app;

GRANT INSERT(name_en),UPDATE(name_en) ON TABLE tadamun.actors TO tadamun_app;

GRANT INSERT(region_code),UPDATE(region_code) ON TABLE tadamun.actors TO tadamun_app;

GRANT INSERT(province_code),UPDATE(province_code) ON TABLE tadamun.actors TO tadamun_app;

GRANT INSERT(commune_code),UPDATE(commune_code) ON TABLE tadamun.actors TO tadamun_app;

GRANT UPDATE(version) ON TABLE tadamun.actors TO tadamun_app;

GRANT SELECT ON TABLE tadamun.api_tokens TO tadamun_app;

GRANT INSERT(person_id) ON TABLE tadamun.api_tokens TO tadamun_app;

GRANT INSERT(label) ON TABLE tadamun.api_tokens TO tadamun_app;

GRANT INSERT(secret_sha256) ON TABLE tadamun.api_tokens TO tadamun_app;

GRANT INSERT(scope) ON TABLE tadamun.api_tokens TO tadamun_app;

GRANT INSERT(expires_at) ON TABLE tadamun.api_tokens TO tadamun_app;

GRANT UPDATE(used_at) ON TABLE tadamun.api_tokens TO tadamun_app;

GRANT UPDATE(revoked_at) ON TABLE tadamun.api_tokens TO tadamun_app;

GRANT SELECT ON TABLE tadamun.appeal_answers TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.appeal_answers TO tadamun_app;

GRANT INSERT(appeal_id) ON TABLE tadamun.appeal_answers TO tadamun_app;

GRANT INSERT(outcome) ON TABLE tadamun.appeal_answers TO tadamun_app;

GRANT INSERT(reasoning) ON TABLE tadamun.appeal_answers TO tadamun_app;

GRANT INSERT(answered_by) ON TABLE tadamun.appeal_answers TO tadamun_app;

GRANT SELECT ON TABLE tadamun.appeal_terms TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.appeal_terms TO tadamun_app;

GRANT INSERT(filing_days) ON TABLE tadamun.appeal_terms TO tadamun_app;

GRANT INSERT(answer_days) ON TABLE tadamun.appeal_terms TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.appeal_terms TO tadamun_app;

GRANT SELECT ON TABLE tadamun.appeals TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.appeals TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.appeals TO tadamun_app;

GRANT INSERT(report_id) ON TABLE tadamun.appeals TO tadamun_app;

GRANT INSERT(run_id) ON TABLE tadamun.appeals TO tadamun_app;

GRANT INSERT(grounds) ON TABLE tadamun.appeals TO tadamun_app;

GRANT INSERT(filed_by) ON TABLE tadamun.appeals TO tadamun_app;

GRANT INSERT(filed_on) ON TABLE tadamun.appeals TO tadamun_app;

GRANT INSERT(answer_due_on) ON TABLE tadamun.appeals TO tadamun_app;

GRANT SELECT ON TABLE tadamun.asnaf TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.backer_identities TO tadamun_app;

GRANT SELECT ON TABLE tadamun.backers TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.backers TO tadamun_app;

GRANT SELECT ON TABLE tadamun.balances TO tadamun_app;

GRANT SELECT ON TABLE tadamun.bank_accounts TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.bank_accounts TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.bank_accounts TO tadamun_app;

GRANT INSERT(number) ON TABLE tadamun.bank_accounts TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.bank_accounts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.bank_cash_kinds TO tadamun_app;

GRANT SELECT ON TABLE tadamun.bank_imports TO tadamun_app;

GRANT INSERT(format) ON TABLE tadamun.bank_imports TO tadamun_app;

GRANT INSERT(bank_account_id) ON TABLE tadamun.bank_imports TO tadamun_app;

GRANT INSERT(file_name) ON TABLE tadamun.bank_imports TO tadamun_app;

GRANT INSERT(file_sha256) ON TABLE tadamun.bank_imports TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.bank_imports TO tadamun_app;

GRANT SELECT ON TABLE tadamun.bank_lines TO tadamun_app;

GRANT INSERT(bank_account_id) ON TABLE tadamun.bank_lines TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.bank_lines TO tadamun_app;

GRANT INSERT(booked_on) ON TABLE tadamun.bank_lines TO tadamun_app;

GRANT INSERT(value_on) ON TABLE tadamun.bank_lines TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.bank_lines TO tadamun_app;

GRANT INSERT(end_to_end_id) ON TABLE tadamun.bank_lines TO tadamun_app;

GRANT INSERT(counterparty) ON TABLE tadamun.bank_lines TO tadamun_app;

GRANT INSERT(description) ON TABLE tadamun.bank_lines TO tadamun_app;

GRANT INSERT(is_reversal) ON TABLE tadamun.bank_lines TO tadamun_app;

GRANT INSERT(content_sha256) ON TABLE tadamun.bank_lines TO tadamun_app;

GRANT INSERT(ordinal) ON TABLE tadamun.bank_lines TO tadamun_app;

GRANT SELECT ON TABLE tadamun.bank_match_withdrawals TO tadamun_app;

GRANT INSERT(match_id) ON TABLE tadamun.bank_match_withdrawals TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.bank_match_withdrawals TO tadamun_app;

GRANT INSERT(withdrawn_by) ON TABLE tadamun.bank_match_withdrawals TO tadamun_app;

GRANT SELECT ON TABLE tadamun.bank_matches TO tadamun_app;

GRANT INSERT(line_id) ON TABLE tadamun.bank_matches TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.bank_matches TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.bank_matches TO tadamun_app;

GRANT INSERT(method) ON TABLE tadamun.bank_matches TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.bank_matches TO tadamun_app;

GRANT INSERT(matched_by) ON TABLE tadamun.bank_matches TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.bank_sightings TO tadamun_app;

GRANT SELECT ON TABLE tadamun.bank_statements TO tadamun_app;

GRANT INSERT(import_id) ON TABLE tadamun.bank_statements TO tadamun_app;

GRANT INSERT(bank_account_id) ON TABLE tadamun.bank_statements TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.bank_statements TO tadamun_app;

GRANT INSERT(external_id) ON TABLE tadamun.bank_statements TO tadamun_app;

GRANT INSERT(sequence) ON TABLE tadamun.bank_statements TO tadamun_app;

GRANT INSERT(opening_minor) ON TABLE tadamun.bank_statements TO tadamun_app;

GRANT INSERT(opened_on) ON TABLE tadamun.bank_statements TO tadamun_app;

GRANT INSERT(closing_minor) ON TABLE tadamun.bank_statements TO tadamun_app;

GRANT INSERT(closed_on) ON TABLE tadamun.bank_statements TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.campaign_charges TO tadamun_app;

GRANT SELECT ON TABLE tadamun.campaign_edges TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.campaign_filings TO tadamun_app;

GRANT SELECT ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(platform_fund_id) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(name_ar) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(name_fr) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(name_en) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(category) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(goal_mode) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(min_goal_minor) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(optimum_goal_minor) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(opens_on) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(closes_on) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(time_zone) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(legal_basis) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(platform_name) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(licence_no) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(platform_url) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(external_ref) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(country) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(authorisation_no) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(authorised_from) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(authorised_to) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(appeal_account) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(report_due_on) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(policy_id) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(ceiling_minor) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(platform_fee_bp) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT INSERT(processor_fees_by) ON TABLE tadamun.campaigns TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.payout_steps TO tadamun_app;

GRANT SELECT ON TABLE tadamun.payouts TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.payouts TO tadamun_app;

GRANT INSERT(campaign_id) ON TABLE tadamun.payouts TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.payouts TO tadamun_app;

GRANT INSERT(to_account) ON TABLE tadamun.payouts TO tadamun_app;

GRANT INSERT(requested_on) ON TABLE tadamun.payouts TO tadamun_app;

GRANT INSERT(decision_id) ON TABLE tadamun.payouts TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.pledge_steps TO tadamun_app;

GRANT SELECT ON TABLE tadamun.pledges TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.pledges TO tadamun_app;

GRANT INSERT(campaign_id) ON TABLE tadamun.pledges TO tadamun_app;

GRANT INSERT(backer_id) ON TABLE tadamun.pledges TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.pledges TO tadamun_app;

GRANT INSERT(method) ON TABLE tadamun.pledges TO tadamun_app;

GRANT INSERT(provider) ON TABLE tadamun.pledges TO tadamun_app;

GRANT INSERT(external_id) ON TABLE tadamun.pledges TO tadamun_app;

GRANT INSERT(reward_id) ON TABLE tadamun.pledges TO tadamun_app;

GRANT INSERT(is_zakat) ON TABLE tadamun.pledges TO tadamun_app;

GRANT INSERT(pledged_at) ON TABLE tadamun.pledges TO tadamun_app;

GRANT INSERT(expires_on) ON TABLE tadamun.pledges TO tadamun_app;

GRANT SELECT ON TABLE tadamun.campaign_movements TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.campaign_overdue_reports TO tadamun_app;

GRANT SELECT ON TABLE tadamun.campaign_rewards TO tadamun_app;

GRANT INSERT(campaign_id) ON TABLE tadamun.campaign_rewards TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.campaign_rewards TO tadamun_app;

GRANT INSERT(meaning) ON TABLE tadamun.campaign_rewards TO tadamun_app;

GRANT INSERT(min_amount_minor) ON TABLE tadamun.campaign_rewards TO tadamun_app;

GRANT INSERT(stock) ON TABLE tadamun.campaign_rewards TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.campaign_steps TO tadamun_app;

GRANT SELECT ON TABLE tadamun.campaign_totals TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.campaign_uses TO tadamun_app;

GRANT SELECT ON TABLE tadamun.claim_shares TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.claim_shares TO tadamun_app;

GRANT INSERT(period_id) ON TABLE tadamun.claim_shares TO tadamun_app;

GRANT INSERT(indicator) ON TABLE tadamun.claim_shares TO tadamun_app;

GRANT INSERT(group_id) ON TABLE tadamun.claim_shares TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.claim_shares TO tadamun_app;

GRANT INSERT(share_bp) ON TABLE tadamun.claim_shares TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.claim_shares TO tadamun_app;

GRANT SELECT ON TABLE tadamun.communes TO tadamun_app;

GRANT SELECT ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(grant_id) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(version) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(tranche) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(condition) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(assessed_on) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(assessed_by) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(met) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(sentence) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(policy_id) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(run_id) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(results_sha256) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(score) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(coverage) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(score_status) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(score_p5) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(score_p50) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(score_p95) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT INSERT(grade) ON TABLE tadamun.condition_findings TO tadamun_app;

GRANT SELECT ON TABLE tadamun.entry_kinds TO tadamun_app;

GRANT SELECT ON TABLE tadamun.contributions TO tadamun_app;

GRANT SELECT,INSERT,UPDATE ON TABLE tadamun.current_runs TO tadamun_app;

GRANT SELECT ON TABLE tadamun.decision_kinds TO tadamun_app;

GRANT SELECT ON TABLE tadamun.decision_verdicts TO tadamun_app;

GRANT INSERT(decision_id) ON TABLE tadamun.decision_verdicts TO tadamun_app;

GRANT INSERT(requested_by) ON TABLE tadamun.decision_verdicts TO tadamun_app;

GRANT INSERT(outcome) ON TABLE tadamun.decision_verdicts TO tadamun_app;

GRANT INSERT(decided_by) ON TABLE tadamun.decision_verdicts TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.decision_verdicts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.decisions TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.decisions TO tadamun_app;

GRANT INSERT(subject) ON TABLE tadamun.decisions TO tadamun_app;

GRANT INSERT(body) ON TABLE tadamun.decisions TO tadamun_app;

GRANT INSERT(body_sha256) ON TABLE tadamun.decisions TO tadamun_app;

GRANT INSERT(policy_id) ON TABLE tadamun.decisions TO tadamun_app;

GRANT INSERT(requested_by) ON TABLE tadamun.decisions TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.disaggregation_differences TO tadamun_app;

GRANT SELECT ON TABLE tadamun.eligibility_findings TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.eligibility_findings TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.eligibility_findings TO tadamun_app;

GRANT INSERT(is_eligible) ON TABLE tadamun.eligibility_findings TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.eligibility_findings TO tadamun_app;

GRANT INSERT(source) ON TABLE tadamun.eligibility_findings TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.eligibility_findings TO tadamun_app;

GRANT INSERT(last_on) ON TABLE tadamun.eligibility_findings TO tadamun_app;

GRANT SELECT ON TABLE tadamun.enrolments TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.enrolments TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.enrolments TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.enrolments TO tadamun_app;

GRANT INSERT(last_on),UPDATE(last_on) ON TABLE tadamun.enrolments TO tadamun_app;

GRANT SELECT ON TABLE tadamun.events TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.events TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.events TO tadamun_app;

GRANT INSERT(subject) ON TABLE tadamun.events TO tadamun_app;

GRANT INSERT(body) ON TABLE tadamun.events TO tadamun_app;

GRANT SELECT ON TABLE tadamun.evidence_files TO tadamun_app;

GRANT INSERT(sha256) ON TABLE tadamun.evidence_files TO tadamun_app;

GRANT INSERT(media_type) ON TABLE tadamun.evidence_files TO tadamun_app;

GRANT INSERT(byte_count) ON TABLE tadamun.evidence_files TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.exchanges TO tadamun_app;

GRANT SELECT ON TABLE tadamun.fiscal_period_states TO tadamun_app;

GRANT INSERT(period_id) ON TABLE tadamun.fiscal_period_states TO tadamun_app;

GRANT INSERT(state) ON TABLE tadamun.fiscal_period_states TO tadamun_app;

GRANT INSERT(set_by) ON TABLE tadamun.fiscal_period_states TO tadamun_app;

GRANT SELECT ON TABLE tadamun.fiscal_periods TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.fiscal_periods TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.fiscal_periods TO tadamun_app;

GRANT INSERT(last_on) ON TABLE tadamun.fiscal_periods TO tadamun_app;

GRANT SELECT ON TABLE tadamun.framework_drafts TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.framework_drafts TO tadamun_app;

GRANT INSERT(version) ON TABLE tadamun.framework_drafts TO tadamun_app;

GRANT INSERT(sha256) ON TABLE tadamun.framework_drafts TO tadamun_app;

GRANT INSERT(body) ON TABLE tadamun.framework_drafts TO tadamun_app;

GRANT INSERT(saved_by) ON TABLE tadamun.framework_drafts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.frameworks TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.frameworks TO tadamun_app;

GRANT INSERT(version) ON TABLE tadamun.frameworks TO tadamun_app;

GRANT INSERT(sha256) ON TABLE tadamun.frameworks TO tadamun_app;

GRANT INSERT(body) ON TABLE tadamun.frameworks TO tadamun_app;

GRANT INSERT(valid_from) ON TABLE tadamun.frameworks TO tadamun_app;

GRANT INSERT(valid_to) ON TABLE tadamun.frameworks TO tadamun_app;

GRANT INSERT(published_by) ON TABLE tadamun.frameworks TO tadamun_app;

GRANT SELECT ON TABLE tadamun.fund_class_entry_kinds TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grant_agreements TO tadamun_app;

GRANT INSERT(grant_id) ON TABLE tadamun.grant_agreements TO tadamun_app;

GRANT INSERT(version) ON TABLE tadamun.grant_agreements TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.grant_agreements TO tadamun_app;

GRANT INSERT(signed_on) ON TABLE tadamun.grant_agreements TO tadamun_app;

GRANT INSERT(signed_by) ON TABLE tadamun.grant_agreements TO tadamun_app;

GRANT INSERT(max_overspend_bp) ON TABLE tadamun.grant_agreements TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.grant_budget_lines TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grant_cofunding TO tadamun_app;

GRANT INSERT(grant_id) ON TABLE tadamun.grant_cofunding TO tadamun_app;

GRANT INSERT(evidence) ON TABLE tadamun.grant_cofunding TO tadamun_app;

GRANT INSERT(giver) ON TABLE tadamun.grant_cofunding TO tadamun_app;

GRANT INSERT(stage) ON TABLE tadamun.grant_cofunding TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.grant_cofunding TO tadamun_app;

GRANT INSERT(on_day) ON TABLE tadamun.grant_cofunding TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.grant_cofunding TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grant_documents TO tadamun_app;

GRANT INSERT(grant_id) ON TABLE tadamun.grant_documents TO tadamun_app;

GRANT INSERT(document) ON TABLE tadamun.grant_documents TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.grant_documents TO tadamun_app;

GRANT INSERT(title) ON TABLE tadamun.grant_documents TO tadamun_app;

GRANT INSERT(sha256) ON TABLE tadamun.grant_documents TO tadamun_app;

GRANT INSERT(on_day) ON TABLE tadamun.grant_documents TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.grant_documents TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grant_edges TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.grant_entries TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grant_in_kind TO tadamun_app;

GRANT INSERT(grant_id) ON TABLE tadamun.grant_in_kind TO tadamun_app;

GRANT INSERT(grantee_id) ON TABLE tadamun.grant_in_kind TO tadamun_app;

GRANT INSERT(evidence) ON TABLE tadamun.grant_in_kind TO tadamun_app;

GRANT INSERT(item) ON TABLE tadamun.grant_in_kind TO tadamun_app;

GRANT INSERT(quantity) ON TABLE tadamun.grant_in_kind TO tadamun_app;

GRANT INSERT(unit_value_minor) ON TABLE tadamun.grant_in_kind TO tadamun_app;

GRANT INSERT(valuation_basis) ON TABLE tadamun.grant_in_kind TO tadamun_app;

GRANT INSERT(received_on) ON TABLE tadamun.grant_in_kind TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.grant_in_kind TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grant_postings TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(grantee_id) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(funder_id) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(name_ar) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(name_fr) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(name_en) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(purpose) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(restricted) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(last_on) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(submitted_on) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(requested_minor) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(own_cash_minor) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(own_in_kind_minor) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(others_minor) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(project_cost_minor) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(members) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(members_youth_or_women) ON TABLE tadamun.grants TO tadamun_app;

GRANT INSERT(policy_id) ON TABLE tadamun.grants TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grant_money TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grant_recoveries TO tadamun_app;

GRANT INSERT(grant_id) ON TABLE tadamun.grant_recoveries TO tadamun_app;

GRANT INSERT(recovery) ON TABLE tadamun.grant_recoveries TO tadamun_app;

GRANT INSERT(cause) ON TABLE tadamun.grant_recoveries TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.grant_recoveries TO tadamun_app;

GRANT INSERT(due_on) ON TABLE tadamun.grant_recoveries TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.grant_recoveries TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.grant_report_lines TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grant_report_steps TO tadamun_app;

GRANT INSERT(grant_id) ON TABLE tadamun.grant_report_steps TO tadamun_app;

GRANT INSERT(report) ON TABLE tadamun.grant_report_steps TO tadamun_app;

GRANT INSERT(step) ON TABLE tadamun.grant_report_steps TO tadamun_app;

GRANT INSERT(from_state) ON TABLE tadamun.grant_report_steps TO tadamun_app;

GRANT INSERT(to_state) ON TABLE tadamun.grant_report_steps TO tadamun_app;

GRANT INSERT(on_day) ON TABLE tadamun.grant_report_steps TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.grant_report_steps TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.grant_report_steps TO tadamun_app;

GRANT INSERT(submitted_by) ON TABLE tadamun.grant_report_steps TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grant_report_states TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.grant_reports TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.grant_request_decisions TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grant_requests TO tadamun_app;

GRANT INSERT(source) ON TABLE tadamun.grant_requests TO tadamun_app;

GRANT INSERT(idempotency_key) ON TABLE tadamun.grant_requests TO tadamun_app;

GRANT INSERT(body_hash) ON TABLE tadamun.grant_requests TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grant_steps TO tadamun_app;

GRANT INSERT(grant_id) ON TABLE tadamun.grant_steps TO tadamun_app;

GRANT INSERT(step) ON TABLE tadamun.grant_steps TO tadamun_app;

GRANT INSERT(from_state) ON TABLE tadamun.grant_steps TO tadamun_app;

GRANT INSERT(to_state) ON TABLE tadamun.grant_steps TO tadamun_app;

GRANT INSERT(on_day) ON TABLE tadamun.grant_steps TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.grant_steps TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.grant_steps TO tadamun_app;

GRANT INSERT(decision_id) ON TABLE tadamun.grant_steps TO tadamun_app;

GRANT SELECT ON TABLE tadamun.grant_states TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.grant_tranches TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.grant_waivers TO tadamun_app;

GRANT SELECT ON TABLE tadamun.hijri_month_starts TO tadamun_app;

GRANT INSERT(year) ON TABLE tadamun.hijri_month_starts TO tadamun_app;

GRANT INSERT(month) ON TABLE tadamun.hijri_month_starts TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.hijri_month_starts TO tadamun_app;

GRANT INSERT(source) ON TABLE tadamun.hijri_month_starts TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.hijri_month_starts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.hold_ends TO tadamun_app;

GRANT INSERT(hold_id) ON TABLE tadamun.hold_ends TO tadamun_app;

GRANT INSERT(outcome) ON TABLE tadamun.hold_ends TO tadamun_app;

GRANT INSERT(ended_by) ON TABLE tadamun.hold_ends TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.hold_postings TO tadamun_app;

GRANT SELECT ON TABLE tadamun.holds TO tadamun_app;

GRANT INSERT(account_id) ON TABLE tadamun.holds TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.holds TO tadamun_app;

GRANT INSERT(purpose) ON TABLE tadamun.holds TO tadamun_app;

GRANT INSERT(last_on) ON TABLE tadamun.holds TO tadamun_app;

GRANT INSERT(source) ON TABLE tadamun.holds TO tadamun_app;

GRANT INSERT(idempotency_key) ON TABLE tadamun.holds TO tadamun_app;

GRANT INSERT(body_hash) ON TABLE tadamun.holds TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.indicator_codes TO tadamun_app;

GRANT SELECT ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(report_id) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(period_id) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(submitted_on) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(indicators) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(groups) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(declared) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(numerators) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(denominators) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(beneficiaries) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(absences) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(absence_reasons) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(baselines) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(targets) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(verified),UPDATE(verified) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(refusals),UPDATE(refusals) ON TABLE tadamun.report_values TO tadamun_app;

GRANT INSERT(verified_at),UPDATE(verified_at) ON TABLE tadamun.report_values TO tadamun_app;

GRANT UPDATE(validated) ON TABLE tadamun.report_values TO tadamun_app;

GRANT UPDATE(validated_at) ON TABLE tadamun.report_values TO tadamun_app;

GRANT SELECT ON TABLE tadamun.indicator_values TO tadamun_app;

GRANT SELECT ON TABLE tadamun.indicators TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.indicators TO tadamun_app;

GRANT INSERT(version) ON TABLE tadamun.indicators TO tadamun_app;

GRANT INSERT(name_ar) ON TABLE tadamun.indicators TO tadamun_app;

GRANT INSERT(name_fr) ON TABLE tadamun.indicators TO tadamun_app;

GRANT INSERT(name_en) ON TABLE tadamun.indicators TO tadamun_app;

GRANT INSERT(unit) ON TABLE tadamun.indicators TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.indicators TO tadamun_app;

GRANT INSERT(direction) ON TABLE tadamun.indicators TO tadamun_app;

GRANT INSERT(disaggregation) ON TABLE tadamun.indicators TO tadamun_app;

GRANT INSERT(minimum) ON TABLE tadamun.indicators TO tadamun_app;

GRANT INSERT(maximum) ON TABLE tadamun.indicators TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.node_intervals TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.score_intervals TO tadamun_app;

GRANT SELECT ON TABLE tadamun.intervals TO tadamun_app;

GRANT SELECT,DELETE ON TABLE tadamun.issuer_sign_ins TO tadamun_app;

GRANT INSERT(state_sha256) ON TABLE tadamun.issuer_sign_ins TO tadamun_app;

GRANT INSERT(nonce) ON TABLE tadamun.issuer_sign_ins TO tadamun_app;

GRANT INSERT(verifier) ON TABLE tadamun.issuer_sign_ins TO tadamun_app;

GRANT SELECT ON TABLE tadamun.issuer_subjects TO tadamun_app;

GRANT INSERT(issuer) ON TABLE tadamun.issuer_subjects TO tadamun_app;

GRANT INSERT(subject) ON TABLE tadamun.issuer_subjects TO tadamun_app;

GRANT INSERT(person_id) ON TABLE tadamun.issuer_subjects TO tadamun_app;

GRANT SELECT ON TABLE tadamun.jobs TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.jobs TO tadamun_app;

GRANT INSERT(arguments) ON TABLE tadamun.jobs TO tadamun_app;

GRANT INSERT(schedule) ON TABLE tadamun.jobs TO tadamun_app;

GRANT INSERT(slot_on) ON TABLE tadamun.jobs TO tadamun_app;

GRANT INSERT(due_at),UPDATE(due_at) ON TABLE tadamun.jobs TO tadamun_app;

GRANT UPDATE(state) ON TABLE tadamun.jobs TO tadamun_app;

GRANT UPDATE(fence) ON TABLE tadamun.jobs TO tadamun_app;

GRANT UPDATE(attempts) ON TABLE tadamun.jobs TO tadamun_app;

GRANT UPDATE(lease_until) ON TABLE tadamun.jobs TO tadamun_app;

GRANT UPDATE(worker) ON TABLE tadamun.jobs TO tadamun_app;

GRANT UPDATE(outcome) ON TABLE tadamun.jobs TO tadamun_app;

GRANT UPDATE(last_error) ON TABLE tadamun.jobs TO tadamun_app;

GRANT UPDATE(finished_at) ON TABLE tadamun.jobs TO tadamun_app;

GRANT UPDATE(started_at) ON TABLE tadamun.jobs TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.kept_actors TO tadamun_app;

GRANT SELECT ON TABLE tadamun.kept_funds TO tadamun_app;

GRANT SELECT ON TABLE tadamun.mandates TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.mandates TO tadamun_app;

GRANT INSERT(agent_id) ON TABLE tadamun.mandates TO tadamun_app;

GRANT INSERT(purpose) ON TABLE tadamun.mandates TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.mandates TO tadamun_app;

GRANT INSERT(last_on),UPDATE(last_on) ON TABLE tadamun.mandates TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.mandates TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.match_gifts TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.match_givers TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.match_leftovers TO tadamun_app;

GRANT SELECT ON TABLE tadamun.match_movements TO tadamun_app;

GRANT INSERT(pool_id) ON TABLE tadamun.match_movements TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.match_movements TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.match_movements TO tadamun_app;

GRANT INSERT(pledge_id) ON TABLE tadamun.match_movements TO tadamun_app;

GRANT INSERT(campaign_id) ON TABLE tadamun.match_movements TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.match_movements TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.match_movements TO tadamun_app;

GRANT INSERT(on_day) ON TABLE tadamun.match_movements TO tadamun_app;

GRANT INSERT(taken_by) ON TABLE tadamun.match_movements TO tadamun_app;

GRANT INSERT(decision_id) ON TABLE tadamun.match_movements TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.match_movements TO tadamun_app;

GRANT SELECT ON TABLE tadamun.match_pool_campaigns TO tadamun_app;

GRANT INSERT(pool_id) ON TABLE tadamun.match_pool_campaigns TO tadamun_app;

GRANT INSERT(campaign_id) ON TABLE tadamun.match_pool_campaigns TO tadamun_app;

GRANT SELECT ON TABLE tadamun.match_pool_edges TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.match_pool_steps TO tadamun_app;

GRANT SELECT ON TABLE tadamun.match_pool_totals TO tadamun_app;

GRANT SELECT ON TABLE tadamun.match_pools TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.match_pools TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.match_pools TO tadamun_app;

GRANT INSERT(funder_id) ON TABLE tadamun.match_pools TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.match_pools TO tadamun_app;

GRANT INSERT(method) ON TABLE tadamun.match_pools TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.match_pools TO tadamun_app;

GRANT INSERT(last_on) ON TABLE tadamun.match_pools TO tadamun_app;

GRANT INSERT(factor_bp) ON TABLE tadamun.match_pools TO tadamun_app;

GRANT INSERT(pledge_part_minor) ON TABLE tadamun.match_pools TO tadamun_app;

GRANT INSERT(backer_pledges) ON TABLE tadamun.match_pools TO tadamun_app;

GRANT INSERT(campaign_limit_minor) ON TABLE tadamun.match_pools TO tadamun_app;

GRANT INSERT(spends_whole_pool) ON TABLE tadamun.match_pools TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.match_results TO tadamun_app;

GRANT SELECT ON TABLE tadamun.memberships TO tadamun_app;

GRANT INSERT(member_id) ON TABLE tadamun.memberships TO tadamun_app;

GRANT INSERT(union_id) ON TABLE tadamun.memberships TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.memberships TO tadamun_app;

GRANT INSERT(last_on),UPDATE(last_on) ON TABLE tadamun.memberships TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.money_publication_parts TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.money_publication_sums TO tadamun_app;

GRANT SELECT ON TABLE tadamun.money_publications TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.money_publications TO tadamun_app;

GRANT INSERT(period_id) ON TABLE tadamun.money_publications TO tadamun_app;

GRANT INSERT(version) ON TABLE tadamun.money_publications TO tadamun_app;

GRANT INSERT(published_by) ON TABLE tadamun.money_publications TO tadamun_app;

GRANT SELECT ON TABLE tadamun.one_time_links TO tadamun_app;

GRANT INSERT(person_id) ON TABLE tadamun.one_time_links TO tadamun_app;

GRANT INSERT(purpose) ON TABLE tadamun.one_time_links TO tadamun_app;

GRANT INSERT(secret_sha256) ON TABLE tadamun.one_time_links TO tadamun_app;

GRANT INSERT(expires_at) ON TABLE tadamun.one_time_links TO tadamun_app;

GRANT UPDATE(used_at) ON TABLE tadamun.one_time_links TO tadamun_app;

GRANT SELECT ON TABLE tadamun.open_bank_lines TO tadamun_app;

GRANT SELECT ON TABLE tadamun.open_cash_entries TO tadamun_app;

GRANT SELECT ON TABLE tadamun.override_approvals TO tadamun_app;

GRANT INSERT(override_id) ON TABLE tadamun.override_approvals TO tadamun_app;

GRANT INSERT(asked_by) ON TABLE tadamun.override_approvals TO tadamun_app;

GRANT INSERT(approved_by) ON TABLE tadamun.override_approvals TO tadamun_app;

GRANT SELECT ON TABLE tadamun.passwords TO tadamun_app;

GRANT INSERT(person_id) ON TABLE tadamun.passwords TO tadamun_app;

GRANT INSERT(salt) ON TABLE tadamun.passwords TO tadamun_app;

GRANT INSERT(hash) ON TABLE tadamun.passwords TO tadamun_app;

GRANT INSERT(rounds) ON TABLE tadamun.passwords TO tadamun_app;

GRANT INSERT(block_size) ON TABLE tadamun.passwords TO tadamun_app;

GRANT INSERT(parallelism) ON TABLE tadamun.passwords TO tadamun_app;

GRANT SELECT ON TABLE tadamun.people TO tadamun_app;

GRANT INSERT(email) ON TABLE tadamun.people TO tadamun_app;

GRANT INSERT(display_name),UPDATE(display_name) ON TABLE tadamun.people TO tadamun_app;

GRANT INSERT(language),UPDATE(language) ON TABLE tadamun.people TO tadamun_app;

GRANT UPDATE(blocked_at) ON TABLE tadamun.people TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.period_corrections TO tadamun_app;

GRANT SELECT ON TABLE tadamun.periods TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.periods TO tadamun_app;

GRANT INSERT(last_on) ON TABLE tadamun.periods TO tadamun_app;

GRANT SELECT ON TABLE tadamun.pledge_edges TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.pledge_fees TO tadamun_app;

GRANT SELECT ON TABLE tadamun.pledge_states TO tadamun_app;

GRANT SELECT ON TABLE tadamun.policies TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.policies TO tadamun_app;

GRANT INSERT(version) ON TABLE tadamun.policies TO tadamun_app;

GRANT INSERT(instrument) ON TABLE tadamun.policies TO tadamun_app;

GRANT INSERT(status) ON TABLE tadamun.policies TO tadamun_app;

GRANT INSERT(authority) ON TABLE tadamun.policies TO tadamun_app;

GRANT INSERT(source) ON TABLE tadamun.policies TO tadamun_app;

GRANT INSERT(body) ON TABLE tadamun.policies TO tadamun_app;

GRANT INSERT(sha256) ON TABLE tadamun.policies TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.policy_adoptions TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.pool_agreement_shares TO tadamun_app;

GRANT SELECT ON TABLE tadamun.pool_agreements TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.pool_agreements TO tadamun_app;

GRANT INSERT(union_id) ON TABLE tadamun.pool_agreements TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.pool_agreements TO tadamun_app;

GRANT INSERT(decision_id) ON TABLE tadamun.pool_agreements TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.pool_distribution_shares TO tadamun_app;

GRANT SELECT ON TABLE tadamun.pool_distributions TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.pool_distributions TO tadamun_app;

GRANT INSERT(agreement_id) ON TABLE tadamun.pool_distributions TO tadamun_app;

GRANT INSERT(pooled_entry_id) ON TABLE tadamun.pool_distributions TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.pool_distributions TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.pool_distributions TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.pool_distributions TO tadamun_app;

GRANT INSERT(shared_on) ON TABLE tadamun.pool_distributions TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.pool_distributions TO tadamun_app;

GRANT SELECT ON TABLE tadamun.programme_frameworks TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.programme_frameworks TO tadamun_app;

GRANT INSERT(framework_id) ON TABLE tadamun.programme_frameworks TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.programme_frameworks TO tadamun_app;

GRANT SELECT ON TABLE tadamun.programmes TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.programmes TO tadamun_app;

GRANT INSERT(name_ar) ON TABLE tadamun.programmes TO tadamun_app;

GRANT INSERT(name_fr) ON TABLE tadamun.programmes TO tadamun_app;

GRANT INSERT(name_en) ON TABLE tadamun.programmes TO tadamun_app;

GRANT INSERT(funder_id) ON TABLE tadamun.programmes TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.programmes TO tadamun_app;

GRANT INSERT(time_zone) ON TABLE tadamun.programmes TO tadamun_app;

GRANT INSERT(calendar) ON TABLE tadamun.programmes TO tadamun_app;

GRANT INSERT(grace_days) ON TABLE tadamun.programmes TO tadamun_app;

GRANT SELECT ON TABLE tadamun.proposal_awards TO tadamun_app;

GRANT INSERT(proposal_id) ON TABLE tadamun.proposal_awards TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.proposal_awards TO tadamun_app;

GRANT INSERT(grant_id) ON TABLE tadamun.proposal_awards TO tadamun_app;

GRANT INSERT(awarded_by) ON TABLE tadamun.proposal_awards TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.proposal_claim_shares TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.proposal_leftovers TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.proposal_lines TO tadamun_app;

GRANT SELECT ON TABLE tadamun.proposal_overrides TO tadamun_app;

GRANT INSERT(proposal_id) ON TABLE tadamun.proposal_overrides TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.proposal_overrides TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.proposal_overrides TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.proposal_overrides TO tadamun_app;

GRANT INSERT(asked_by) ON TABLE tadamun.proposal_overrides TO tadamun_app;

GRANT SELECT ON TABLE tadamun.proposal_steps TO tadamun_app;

GRANT INSERT(proposal_id) ON TABLE tadamun.proposal_steps TO tadamun_app;

GRANT INSERT(state) ON TABLE tadamun.proposal_steps TO tadamun_app;

GRANT INSERT(taken_by) ON TABLE tadamun.proposal_steps TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.proposal_steps TO tadamun_app;

GRANT SELECT ON TABLE tadamun.proposal_totals TO tadamun_app;

GRANT SELECT ON TABLE tadamun.proposals TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.proposals TO tadamun_app;

GRANT INSERT(run_id) ON TABLE tadamun.proposals TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.proposals TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.proposals TO tadamun_app;

GRANT INSERT(budget_minor) ON TABLE tadamun.proposals TO tadamun_app;

GRANT INSERT(node) ON TABLE tadamun.proposals TO tadamun_app;

GRANT INSERT(method) ON TABLE tadamun.proposals TO tadamun_app;

GRANT INSERT(source) ON TABLE tadamun.proposals TO tadamun_app;

GRANT INSERT(idempotency_key) ON TABLE tadamun.proposals TO tadamun_app;

GRANT INSERT(body_hash) ON TABLE tadamun.proposals TO tadamun_app;

GRANT INSERT(made_by) ON TABLE tadamun.proposals TO tadamun_app;

GRANT SELECT ON TABLE tadamun.provider_conflicts TO tadamun_app;

GRANT INSERT(provider) ON TABLE tadamun.provider_conflicts TO tadamun_app;

GRANT INSERT(event) ON TABLE tadamun.provider_conflicts TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.provider_conflicts TO tadamun_app;

GRANT INSERT(external_id) ON TABLE tadamun.provider_conflicts TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.provider_conflicts TO tadamun_app;

GRANT INSERT(body_hash) ON TABLE tadamun.provider_conflicts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.provider_events TO tadamun_app;

GRANT INSERT(provider) ON TABLE tadamun.provider_events TO tadamun_app;

GRANT INSERT(event) ON TABLE tadamun.provider_events TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.provider_events TO tadamun_app;

GRANT INSERT(pledge_id) ON TABLE tadamun.provider_events TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.provider_events TO tadamun_app;

GRANT INSERT(occurred_at) ON TABLE tadamun.provider_events TO tadamun_app;

GRANT INSERT(body_hash) ON TABLE tadamun.provider_events TO tadamun_app;

GRANT INSERT(outcome) ON TABLE tadamun.provider_events TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.provider_events TO tadamun_app;

GRANT SELECT ON TABLE tadamun.provinces TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.rankings TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.reach_publication_counts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.reach_publications TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.reach_publications TO tadamun_app;

GRANT INSERT(period_id) ON TABLE tadamun.reach_publications TO tadamun_app;

GRANT INSERT(version) ON TABLE tadamun.reach_publications TO tadamun_app;

GRANT INSERT(published_by) ON TABLE tadamun.reach_publications TO tadamun_app;

GRANT SELECT ON TABLE tadamun.receipt_counters TO tadamun_app;

GRANT SELECT ON TABLE tadamun.receipt_voids TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.receipt_voids TO tadamun_app;

GRANT INSERT(fiscal_year) ON TABLE tadamun.receipt_voids TO tadamun_app;

GRANT INSERT(number) ON TABLE tadamun.receipt_voids TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.receipt_voids TO tadamun_app;

GRANT INSERT(voided_by) ON TABLE tadamun.receipt_voids TO tadamun_app;

GRANT SELECT ON TABLE tadamun.receipts TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.receipts TO tadamun_app;

GRANT INSERT(fiscal_year) ON TABLE tadamun.receipts TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.receipts TO tadamun_app;

GRANT SELECT,DELETE ON TABLE tadamun.recovery_codes TO tadamun_app;

GRANT INSERT(person_id) ON TABLE tadamun.recovery_codes TO tadamun_app;

GRANT INSERT(code_sha256) ON TABLE tadamun.recovery_codes TO tadamun_app;

GRANT UPDATE(used_at) ON TABLE tadamun.recovery_codes TO tadamun_app;

GRANT SELECT ON TABLE tadamun.regions TO tadamun_app;

GRANT SELECT,INSERT,DELETE ON TABLE tadamun.report_draft_cells TO tadamun_app;

GRANT SELECT,INSERT,DELETE ON TABLE tadamun.report_draft_reasons TO tadamun_app;

GRANT SELECT ON TABLE tadamun.report_draft_writers TO tadamun_app;

GRANT SELECT ON TABLE tadamun.report_drafts TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.report_drafts TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.report_drafts TO tadamun_app;

GRANT INSERT(period_id) ON TABLE tadamun.report_drafts TO tadamun_app;

GRANT UPDATE(version) ON TABLE tadamun.report_drafts TO tadamun_app;

GRANT INSERT(begun_by) ON TABLE tadamun.report_drafts TO tadamun_app;

GRANT INSERT(idempotency_key) ON TABLE tadamun.report_drafts TO tadamun_app;

GRANT INSERT(saved_by),UPDATE(saved_by) ON TABLE tadamun.report_drafts TO tadamun_app;

GRANT UPDATE(saved_at) ON TABLE tadamun.report_drafts TO tadamun_app;

GRANT UPDATE(report_id) ON TABLE tadamun.report_drafts TO tadamun_app;

GRANT UPDATE(ended_at) ON TABLE tadamun.report_drafts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.report_evidence TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.report_evidence TO tadamun_app;

GRANT INSERT(report_id) ON TABLE tadamun.report_evidence TO tadamun_app;

GRANT INSERT(sha256) ON TABLE tadamun.report_evidence TO tadamun_app;

GRANT INSERT(name) ON TABLE tadamun.report_evidence TO tadamun_app;

GRANT INSERT(attached_by) ON TABLE tadamun.report_evidence TO tadamun_app;

GRANT SELECT ON TABLE tadamun.report_locks TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.report_locks TO tadamun_app;

GRANT INSERT(report_id) ON TABLE tadamun.report_locks TO tadamun_app;

GRANT INSERT(locked_by) ON TABLE tadamun.report_locks TO tadamun_app;

GRANT SELECT ON TABLE tadamun.report_reopenings TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.report_reopenings TO tadamun_app;

GRANT INSERT(report_id) ON TABLE tadamun.report_reopenings TO tadamun_app;

GRANT INSERT(reopened_by) ON TABLE tadamun.report_reopenings TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.report_reopenings TO tadamun_app;

GRANT SELECT ON TABLE tadamun.report_validations TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.report_validations TO tadamun_app;

GRANT INSERT(report_id) ON TABLE tadamun.report_validations TO tadamun_app;

GRANT INSERT(author) ON TABLE tadamun.report_validations TO tadamun_app;

GRANT INSERT(verifier) ON TABLE tadamun.report_validations TO tadamun_app;

GRANT INSERT(validated_by) ON TABLE tadamun.report_validations TO tadamun_app;

GRANT INSERT(basis) ON TABLE tadamun.report_validations TO tadamun_app;

GRANT INSERT(note) ON TABLE tadamun.report_validations TO tadamun_app;

GRANT SELECT ON TABLE tadamun.reporting_requirements TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.reporting_requirements TO tadamun_app;

GRANT INSERT(indicator) ON TABLE tadamun.reporting_requirements TO tadamun_app;

GRANT INSERT(group_id) ON TABLE tadamun.reporting_requirements TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.reporting_requirements TO tadamun_app;

GRANT INSERT(last_on),UPDATE(last_on) ON TABLE tadamun.reporting_requirements TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.reporting_requirements TO tadamun_app;

GRANT SELECT ON TABLE tadamun.reports TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.reports TO tadamun_app;

GRANT INSERT(report_id) ON TABLE tadamun.reports TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.reports TO tadamun_app;

GRANT INSERT(period_id) ON TABLE tadamun.reports TO tadamun_app;

GRANT INSERT(version) ON TABLE tadamun.reports TO tadamun_app;

GRANT INSERT(source) ON TABLE tadamun.reports TO tadamun_app;

GRANT INSERT(external_ref) ON TABLE tadamun.reports TO tadamun_app;

GRANT INSERT(body_hash) ON TABLE tadamun.reports TO tadamun_app;

GRANT INSERT(submitted_on) ON TABLE tadamun.reports TO tadamun_app;

GRANT USAGE ON SEQUENCE tadamun.reports_report_id_seq TO tadamun_app;

GRANT SELECT ON TABLE tadamun.request_keys TO tadamun_app;

GRANT INSERT(source) ON TABLE tadamun.request_keys TO tadamun_app;

GRANT INSERT(key) ON TABLE tadamun.request_keys TO tadamun_app;

GRANT INSERT(person_id) ON TABLE tadamun.request_keys TO tadamun_app;

GRANT INSERT(request_sha256) ON TABLE tadamun.request_keys TO tadamun_app;

GRANT UPDATE(status) ON TABLE tadamun.request_keys TO tadamun_app;

GRANT UPDATE(location) ON TABLE tadamun.request_keys TO tadamun_app;

GRANT UPDATE(tag) ON TABLE tadamun.request_keys TO tadamun_app;

GRANT UPDATE(body) ON TABLE tadamun.request_keys TO tadamun_app;

GRANT SELECT ON TABLE tadamun.review_thresholds TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.review_thresholds TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.review_thresholds TO tadamun_app;

GRANT INSERT(threshold_minor) ON TABLE tadamun.review_thresholds TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.review_thresholds TO tadamun_app;

GRANT SELECT ON TABLE tadamun.role_grants TO tadamun_app;

GRANT INSERT(person_id) ON TABLE tadamun.role_grants TO tadamun_app;

GRANT INSERT(role) ON TABLE tadamun.role_grants TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.role_grants TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.role_grants TO tadamun_app;

GRANT INSERT(last_on),UPDATE(last_on) ON TABLE tadamun.role_grants TO tadamun_app;

GRANT INSERT(granted_by) ON TABLE tadamun.role_grants TO tadamun_app;

GRANT UPDATE(is_withdrawn) ON TABLE tadamun.role_grants TO tadamun_app;

GRANT SELECT ON TABLE tadamun.ruled_fund_account_kinds TO tadamun_app;

GRANT SELECT ON TABLE tadamun.ruled_fund_entry_kinds TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.ruled_funds TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.run_factors TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.run_signatures TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.run_warnings TO tadamun_app;

GRANT USAGE ON SEQUENCE tadamun.runs_run_id_seq TO tadamun_app;

GRANT SELECT ON TABLE tadamun.scale_issues TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.scale_issues TO tadamun_app;

GRANT INSERT(framework_id) ON TABLE tadamun.scale_issues TO tadamun_app;

GRANT INSERT(reporting_year) ON TABLE tadamun.scale_issues TO tadamun_app;

GRANT INSERT(version) ON TABLE tadamun.scale_issues TO tadamun_app;

GRANT INSERT(scale_id) ON TABLE tadamun.scale_issues TO tadamun_app;

GRANT INSERT(issued_by) ON TABLE tadamun.scale_issues TO tadamun_app;

GRANT SELECT ON TABLE tadamun.scales TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.scales TO tadamun_app;

GRANT INSERT(framework_id) ON TABLE tadamun.scales TO tadamun_app;

GRANT INSERT(sha256) ON TABLE tadamun.scales TO tadamun_app;

GRANT INSERT(body) ON TABLE tadamun.scales TO tadamun_app;

GRANT SELECT ON TABLE tadamun.standings TO tadamun_app;

GRANT SELECT ON TABLE tadamun.score_parts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.scores TO tadamun_app;

GRANT SELECT ON TABLE tadamun.seals TO tadamun_app;

GRANT SELECT,DELETE ON TABLE tadamun.second_factors TO tadamun_app;

GRANT INSERT(person_id) ON TABLE tadamun.second_factors TO tadamun_app;

GRANT INSERT(sealed_secret),UPDATE(sealed_secret) ON TABLE tadamun.second_factors TO tadamun_app;

GRANT UPDATE(confirmed_at) ON TABLE tadamun.second_factors TO tadamun_app;

GRANT UPDATE(last_step) ON TABLE tadamun.second_factors TO tadamun_app;

GRANT SELECT ON TABLE tadamun.security_chain TO tadamun_app;

GRANT SELECT ON TABLE tadamun.security_events TO tadamun_app;

GRANT SELECT ON TABLE tadamun.sessions TO tadamun_app;

GRANT INSERT(person_id) ON TABLE tadamun.sessions TO tadamun_app;

GRANT INSERT(secret_sha256) ON TABLE tadamun.sessions TO tadamun_app;

GRANT UPDATE(seen_at) ON TABLE tadamun.sessions TO tadamun_app;

GRANT INSERT(has_second_factor) ON TABLE tadamun.sessions TO tadamun_app;

GRANT INSERT(ends_at) ON TABLE tadamun.sessions TO tadamun_app;

GRANT UPDATE(ended_at) ON TABLE tadamun.sessions TO tadamun_app;

GRANT SELECT,DELETE ON TABLE tadamun.sign_in_attempts TO tadamun_app;

GRANT INSERT(account_sha256) ON TABLE tadamun.sign_in_attempts TO tadamun_app;

GRANT INSERT(address) ON TABLE tadamun.sign_in_attempts TO tadamun_app;

GRANT UPDATE(succeeded) ON TABLE tadamun.sign_in_attempts TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.signing_keys TO tadamun_app;

GRANT SELECT ON TABLE tadamun.slots TO tadamun_app;

GRANT INSERT(schedule) ON TABLE tadamun.slots TO tadamun_app;

GRANT INSERT(slot_on) ON TABLE tadamun.slots TO tadamun_app;

GRANT INSERT(slot_at) ON TABLE tadamun.slots TO tadamun_app;

GRANT INSERT(outcome) ON TABLE tadamun.slots TO tadamun_app;

GRANT SELECT ON TABLE tadamun.spendable_amounts TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.spendable_amounts TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.spendable_amounts TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.spendable_amounts TO tadamun_app;

GRANT INSERT(source) ON TABLE tadamun.spendable_amounts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.target_groups TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.target_groups TO tadamun_app;

GRANT INSERT(name_ar) ON TABLE tadamun.target_groups TO tadamun_app;

GRANT INSERT(name_fr) ON TABLE tadamun.target_groups TO tadamun_app;

GRANT INSERT(name_en) ON TABLE tadamun.target_groups TO tadamun_app;

GRANT INSERT(axis) ON TABLE tadamun.target_groups TO tadamun_app;

GRANT SELECT ON TABLE tadamun.targets TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.targets TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.targets TO tadamun_app;

GRANT INSERT(indicator_id) ON TABLE tadamun.targets TO tadamun_app;

GRANT INSERT(group_id) ON TABLE tadamun.targets TO tadamun_app;

GRANT INSERT(period_id) ON TABLE tadamun.targets TO tadamun_app;

GRANT INSERT(baseline) ON TABLE tadamun.targets TO tadamun_app;

GRANT INSERT(target) ON TABLE tadamun.targets TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.training_attendance TO tadamun_app;

GRANT SELECT ON TABLE tadamun.trainings TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.trainings TO tadamun_app;

GRANT INSERT(centre_id) ON TABLE tadamun.trainings TO tadamun_app;

GRANT INSERT(topic) ON TABLE tadamun.trainings TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.trainings TO tadamun_app;

GRANT INSERT(last_on) ON TABLE tadamun.trainings TO tadamun_app;

GRANT INSERT(hours) ON TABLE tadamun.trainings TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.trainings TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.tranche_conditions TO tadamun_app;

GRANT SELECT ON TABLE tadamun.tranche_steps TO tadamun_app;

GRANT INSERT(grant_id) ON TABLE tadamun.tranche_steps TO tadamun_app;

GRANT INSERT(tranche) ON TABLE tadamun.tranche_steps TO tadamun_app;

GRANT INSERT(step) ON TABLE tadamun.tranche_steps TO tadamun_app;

GRANT INSERT(from_state) ON TABLE tadamun.tranche_steps TO tadamun_app;

GRANT INSERT(to_state) ON TABLE tadamun.tranche_steps TO tadamun_app;

GRANT INSERT(on_day) ON TABLE tadamun.tranche_steps TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.tranche_steps TO tadamun_app;

GRANT INSERT(recorded_by) ON TABLE tadamun.tranche_steps TO tadamun_app;

GRANT INSERT(decision_id) ON TABLE tadamun.tranche_steps TO tadamun_app;

GRANT SELECT ON TABLE tadamun.tranche_states TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.verdict_reasons TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.verification_sample_frame TO tadamun_app;

GRANT SELECT ON TABLE tadamun.verification_samples TO tadamun_app;

GRANT INSERT(programme_id) ON TABLE tadamun.verification_samples TO tadamun_app;

GRANT INSERT(period_id) ON TABLE tadamun.verification_samples TO tadamun_app;

GRANT INSERT(seed) ON TABLE tadamun.verification_samples TO tadamun_app;

GRANT INSERT(random_count) ON TABLE tadamun.verification_samples TO tadamun_app;

GRANT INSERT(risk_count) ON TABLE tadamun.verification_samples TO tadamun_app;

GRANT INSERT(drawn_by) ON TABLE tadamun.verification_samples TO tadamun_app;

GRANT INSERT(idempotency_key) ON TABLE tadamun.verification_samples TO tadamun_app;

GRANT SELECT ON TABLE tadamun.verifications TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.verifications TO tadamun_app;

GRANT INSERT(report_id) ON TABLE tadamun.verifications TO tadamun_app;

GRANT INSERT(outcome) ON TABLE tadamun.verifications TO tadamun_app;

GRANT INSERT(verified_by) ON TABLE tadamun.verifications TO tadamun_app;

GRANT INSERT(note) ON TABLE tadamun.verifications TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_assets TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.waqf_assets TO tadamun_app;

GRANT INSERT(waqf_id) ON TABLE tadamun.waqf_assets TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.waqf_assets TO tadamun_app;

GRANT INSERT(title_no) ON TABLE tadamun.waqf_assets TO tadamun_app;

GRANT INSERT(book_minor) ON TABLE tadamun.waqf_assets TO tadamun_app;

GRANT INSERT(origin) ON TABLE tadamun.waqf_assets TO tadamun_app;

GRANT INSERT(acquired_on) ON TABLE tadamun.waqf_assets TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.waqf_assets TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_losses TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.waqf_losses TO tadamun_app;

GRANT INSERT(waqf_id) ON TABLE tadamun.waqf_losses TO tadamun_app;

GRANT INSERT(asset_id) ON TABLE tadamun.waqf_losses TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.waqf_losses TO tadamun_app;

GRANT INSERT(lost_on) ON TABLE tadamun.waqf_losses TO tadamun_app;

GRANT INSERT(reason) ON TABLE tadamun.waqf_losses TO tadamun_app;

GRANT INSERT(decision_id) ON TABLE tadamun.waqf_losses TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.waqf_losses TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_asset_books TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_asset_steps TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_cost_payments TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_costs TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.waqf_costs TO tadamun_app;

GRANT INSERT(waqf_id) ON TABLE tadamun.waqf_costs TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.waqf_costs TO tadamun_app;

GRANT INSERT(owed_minor) ON TABLE tadamun.waqf_costs TO tadamun_app;

GRANT INSERT(incurred_on) ON TABLE tadamun.waqf_costs TO tadamun_app;

GRANT INSERT(description) ON TABLE tadamun.waqf_costs TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.waqf_costs TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_edges TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_expert_reports TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_expiries TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_istibdals TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.waqf_istibdals TO tadamun_app;

GRANT INSERT(waqf_id) ON TABLE tadamun.waqf_istibdals TO tadamun_app;

GRANT INSERT(asset_id) ON TABLE tadamun.waqf_istibdals TO tadamun_app;

GRANT INSERT(grounds) ON TABLE tadamun.waqf_istibdals TO tadamun_app;

GRANT INSERT(requested_on) ON TABLE tadamun.waqf_istibdals TO tadamun_app;

GRANT INSERT(decision_id) ON TABLE tadamun.waqf_istibdals TO tadamun_app;

GRANT INSERT(policy_id) ON TABLE tadamun.waqf_istibdals TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_mandates TO tadamun_app;

GRANT INSERT(waqf_id) ON TABLE tadamun.waqf_mandates TO tadamun_app;

GRANT INSERT(nazir_id) ON TABLE tadamun.waqf_mandates TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.waqf_mandates TO tadamun_app;

GRANT INSERT(last_on) ON TABLE tadamun.waqf_mandates TO tadamun_app;

GRANT INSERT(fee_bp) ON TABLE tadamun.waqf_mandates TO tadamun_app;

GRANT INSERT(document) ON TABLE tadamun.waqf_mandates TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_need_closings TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_needs TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.waqf_needs TO tadamun_app;

GRANT INSERT(waqf_id) ON TABLE tadamun.waqf_needs TO tadamun_app;

GRANT INSERT(asset_id) ON TABLE tadamun.waqf_needs TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.waqf_needs TO tadamun_app;

GRANT INSERT(urgency) ON TABLE tadamun.waqf_needs TO tadamun_app;

GRANT INSERT(found_on) ON TABLE tadamun.waqf_needs TO tadamun_app;

GRANT INSERT(due_on) ON TABLE tadamun.waqf_needs TO tadamun_app;

GRANT INSERT(evidence) ON TABLE tadamun.waqf_needs TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_payouts TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.waqf_payouts TO tadamun_app;

GRANT INSERT(waqf_id) ON TABLE tadamun.waqf_payouts TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.waqf_payouts TO tadamun_app;

GRANT INSERT(beneficiary) ON TABLE tadamun.waqf_payouts TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.waqf_payouts TO tadamun_app;

GRANT INSERT(need_id) ON TABLE tadamun.waqf_payouts TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.waqf_payouts TO tadamun_app;

GRANT INSERT(from_reserve_minor) ON TABLE tadamun.waqf_payouts TO tadamun_app;

GRANT INSERT(paid_on) ON TABLE tadamun.waqf_payouts TO tadamun_app;

GRANT INSERT(decision_id) ON TABLE tadamun.waqf_payouts TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.waqf_payouts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_principal_receipts TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.waqf_principal_receipts TO tadamun_app;

GRANT INSERT(waqf_id) ON TABLE tadamun.waqf_principal_receipts TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.waqf_principal_receipts TO tadamun_app;

GRANT INSERT(received_on) ON TABLE tadamun.waqf_principal_receipts TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.waqf_principal_receipts TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_redirections TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_replacements TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_returns TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(waqf_id) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(last_on) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(ran_on) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(gross_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(costs_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(deficit_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(need_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(reserve_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(lost_principal_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(reserve_bp) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(fee_bp) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(reinvest_bp) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(restores) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(fee_after_maintenance) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(releases_reserve) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(deficit_covered_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(deficit_carried_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(maintenance_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(from_reserve_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(to_reserve_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(restored_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(fee_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(reinvested_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(released_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(distributable_minor) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(policy_id) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(mandate_id) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.waqf_runs TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_sales TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_yield_receipts TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.waqf_yield_receipts TO tadamun_app;

GRANT INSERT(waqf_id) ON TABLE tadamun.waqf_yield_receipts TO tadamun_app;

GRANT INSERT(yield_id) ON TABLE tadamun.waqf_yield_receipts TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.waqf_yield_receipts TO tadamun_app;

GRANT INSERT(received_on) ON TABLE tadamun.waqf_yield_receipts TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.waqf_yield_receipts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_movements TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_run_needs TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_need_books TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_proposal_orders TO tadamun_app;

GRANT INSERT(proposal_id) ON TABLE tadamun.waqf_proposal_orders TO tadamun_app;

GRANT INSERT(actor_id) ON TABLE tadamun.waqf_proposal_orders TO tadamun_app;

GRANT INSERT(waqf_id) ON TABLE tadamun.waqf_proposal_orders TO tadamun_app;

GRANT INSERT(beneficiary) ON TABLE tadamun.waqf_proposal_orders TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.waqf_proposal_orders TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.waqf_proposal_orders TO tadamun_app;

GRANT INSERT(decision_id) ON TABLE tadamun.waqf_proposal_orders TO tadamun_app;

GRANT INSERT(ordered_by) ON TABLE tadamun.waqf_proposal_orders TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_redirected_shares TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_run_costs TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_run_receipts TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_run_shares TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_share_moves TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_steps TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_stipulations TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_suspense_alerts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_unpaid_costs TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_unpaid_shares TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.waqf_valuations TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqf_yields TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.waqf_yields TO tadamun_app;

GRANT INSERT(waqf_id) ON TABLE tadamun.waqf_yields TO tadamun_app;

GRANT INSERT(asset_id) ON TABLE tadamun.waqf_yields TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.waqf_yields TO tadamun_app;

GRANT INSERT(last_on) ON TABLE tadamun.waqf_yields TO tadamun_app;

GRANT INSERT(gross_minor) ON TABLE tadamun.waqf_yields TO tadamun_app;

GRANT SELECT ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(deed_no) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(deed_on) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(founder) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(type) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(duration) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(ends_on) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(reversion_to) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(purpose) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(fallback_purpose) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(fallback_actor_id) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(principal_fund_id) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(yield_fund_id) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(policy_code) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT INSERT(policy_id) ON TABLE tadamun.waqfs TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_agencies TO tadamun_app;

GRANT INSERT(agent_id) ON TABLE tadamun.zakat_agencies TO tadamun_app;

GRANT INSERT(recipient_id) ON TABLE tadamun.zakat_agencies TO tadamun_app;

GRANT INSERT(wakala) ON TABLE tadamun.zakat_agencies TO tadamun_app;

GRANT INSERT(first_on) ON TABLE tadamun.zakat_agencies TO tadamun_app;

GRANT INSERT(last_on) ON TABLE tadamun.zakat_agencies TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_amil_charges TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.zakat_amil_charges TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.zakat_amil_charges TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.zakat_amil_charges TO tadamun_app;

GRANT INSERT(period_first) ON TABLE tadamun.zakat_amil_charges TO tadamun_app;

GRANT INSERT(period_last) ON TABLE tadamun.zakat_amil_charges TO tadamun_app;

GRANT INSERT(charged_on) ON TABLE tadamun.zakat_amil_charges TO tadamun_app;

GRANT INSERT(cap_bp) ON TABLE tadamun.zakat_amil_charges TO tadamun_app;

GRANT INSERT(policy_id) ON TABLE tadamun.zakat_amil_charges TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_assessments TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.zakat_assessments TO tadamun_app;

GRANT INSERT(recipient_id) ON TABLE tadamun.zakat_assessments TO tadamun_app;

GRANT INSERT(category) ON TABLE tadamun.zakat_assessments TO tadamun_app;

GRANT INSERT(evidence) ON TABLE tadamun.zakat_assessments TO tadamun_app;

GRANT INSERT(income_minor) ON TABLE tadamun.zakat_assessments TO tadamun_app;

GRANT INSERT(assets_minor) ON TABLE tadamun.zakat_assessments TO tadamun_app;

GRANT INSERT(debts_minor) ON TABLE tadamun.zakat_assessments TO tadamun_app;

GRANT INSERT(valid_from) ON TABLE tadamun.zakat_assessments TO tadamun_app;

GRANT INSERT(valid_to) ON TABLE tadamun.zakat_assessments TO tadamun_app;

GRANT INSERT(policy_id) ON TABLE tadamun.zakat_assessments TO tadamun_app;

GRANT INSERT(decision_id) ON TABLE tadamun.zakat_assessments TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_debts TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.zakat_debts TO tadamun_app;

GRANT INSERT(recipient_id) ON TABLE tadamun.zakat_debts TO tadamun_app;

GRANT INSERT(creditor) ON TABLE tadamun.zakat_debts TO tadamun_app;

GRANT INSERT(document) ON TABLE tadamun.zakat_debts TO tadamun_app;

GRANT INSERT(cause) ON TABLE tadamun.zakat_debts TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.zakat_debts TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.zakat_debts TO tadamun_app;

GRANT INSERT(settled_minor) ON TABLE tadamun.zakat_debts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_distributions TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.zakat_distributions TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.zakat_distributions TO tadamun_app;

GRANT INSERT(mode) ON TABLE tadamun.zakat_distributions TO tadamun_app;

GRANT INSERT(region_code) ON TABLE tadamun.zakat_distributions TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.zakat_distributions TO tadamun_app;

GRANT INSERT(requested_on) ON TABLE tadamun.zakat_distributions TO tadamun_app;

GRANT INSERT(policy_id) ON TABLE tadamun.zakat_distributions TO tadamun_app;

GRANT INSERT(decision_id) ON TABLE tadamun.zakat_distributions TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_donors TO tadamun_donors;

GRANT SELECT ON TABLE tadamun.zakat_edges TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.zakat_revocations TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_entitlements TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_funds TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.zakat_funds TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.zakat_funds TO tadamun_app;

GRANT INSERT(currency) ON TABLE tadamun.zakat_funds TO tadamun_app;

GRANT INSERT(policy_code) ON TABLE tadamun.zakat_funds TO tadamun_app;

GRANT INSERT(bank_account) ON TABLE tadamun.zakat_funds TO tadamun_app;

GRANT INSERT(purification_fund_id) ON TABLE tadamun.zakat_funds TO tadamun_app;

GRANT INSERT(time_zone) ON TABLE tadamun.zakat_funds TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.zakat_interest_lines TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.zakat_lines TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_lot_uses TO tadamun_app;

GRANT INSERT(receipt_id) ON TABLE tadamun.zakat_lot_uses TO tadamun_app;

GRANT INSERT(distribution_id) ON TABLE tadamun.zakat_lot_uses TO tadamun_app;

GRANT INSERT(line) ON TABLE tadamun.zakat_lot_uses TO tadamun_app;

GRANT INSERT(charge_id) ON TABLE tadamun.zakat_lot_uses TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.zakat_lot_uses TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.zakat_lot_uses TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT INSERT(entry_id) ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT INSERT(donor_id) ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT INSERT(only_category) ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT INSERT(only_region) ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT INSERT(received_on) ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT INSERT(niyya_on) ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT INSERT(hijri) ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT INSERT(hawl_ends_on) ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT INSERT(due_on) ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT INSERT(policy_id) ON TABLE tadamun.zakat_receipts TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.zakat_refunds TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_lots TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.zakat_steps TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_movements TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.zakat_overdue_lots TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.zakat_pledge_endings TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.zakat_pledge_receipts TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_pledges TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.zakat_pledges TO tadamun_app;

GRANT INSERT(fund_id) ON TABLE tadamun.zakat_pledges TO tadamun_app;

GRANT INSERT(amount_minor) ON TABLE tadamun.zakat_pledges TO tadamun_app;

GRANT INSERT(donor_id) ON TABLE tadamun.zakat_pledges TO tadamun_app;

GRANT INSERT(only_category) ON TABLE tadamun.zakat_pledges TO tadamun_app;

GRANT INSERT(only_region) ON TABLE tadamun.zakat_pledges TO tadamun_app;

GRANT INSERT(pledged_on) ON TABLE tadamun.zakat_pledges TO tadamun_app;

GRANT INSERT(last_on) ON TABLE tadamun.zakat_pledges TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_pledge_standings TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_proofs TO tadamun_app;

GRANT INSERT(distribution_id) ON TABLE tadamun.zakat_proofs TO tadamun_app;

GRANT INSERT(line) ON TABLE tadamun.zakat_proofs TO tadamun_app;

GRANT INSERT(kind) ON TABLE tadamun.zakat_proofs TO tadamun_app;

GRANT INSERT(reference) ON TABLE tadamun.zakat_proofs TO tadamun_app;

GRANT INSERT(condition) ON TABLE tadamun.zakat_proofs TO tadamun_app;

GRANT INSERT(proved_on) ON TABLE tadamun.zakat_proofs TO tadamun_app;

GRANT SELECT ON TABLE tadamun.zakat_recipients TO tadamun_app;

GRANT INSERT(code) ON TABLE tadamun.zakat_recipients TO tadamun_app;

GRANT INSERT(form) ON TABLE tadamun.zakat_recipients TO tadamun_app;

GRANT INSERT(region_code) ON TABLE tadamun.zakat_recipients TO tadamun_app;

GRANT INSERT(kyc_ref) ON TABLE tadamun.zakat_recipients TO tadamun_app;

GRANT SELECT,INSERT ON TABLE tadamun.zakat_shares TO tadamun_app;

ALTER DEFAULT PRIVILEGES FOR ROLE tadamun_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

