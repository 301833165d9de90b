-- Match funding: pools of a funder's money that add to what backers give, pledge by pledge or by a quadratic round.
-- What a pool promises is promised out of money it holds; a match follows its pledge, to the project or back to the pool.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. What a pool's money is booked as.
INSERT INTO decision_kinds (kind, meaning) VALUES
  ('match_pool_approval', 'A pool may match what backers give.');
INSERT INTO account_kinds (kind, normal_side, never_below_zero, only_instruments, meaning) VALUES
  ('match_cash', 'debit', true, '{crowdfunding}', 'Held by a pool to match what backers give.'),
  ('match_given', 'credit', false, '{crowdfunding}', 'Paid into a pool by its funder, less what went back.'),
  ('match_paid', 'debit', false, '{crowdfunding}', 'Matches that a pool paid to campaigns.'),
  ('match_received', 'credit', false, '{crowdfunding}', 'Matches that a campaign had from pools.');
INSERT INTO entry_kinds (kind, stage, decision_kind, meaning) VALUES
  ('match_receipt', NULL, NULL, 'Money of a funder into a pool.'),
  ('match_payment', NULL, NULL, 'A match, out of a pool to a campaign that succeeded.'),
  ('match_withdrawal', NULL, 'disbursement', 'What a pool did not need, back to its funder.');
INSERT INTO account_kind_entry_kinds (account_kind, entry_kind, side) VALUES
  ('match_cash', 'match_receipt', 'debit'), ('match_cash', 'match_payment', 'credit'),
  ('match_cash', 'match_withdrawal', 'credit'),
  ('match_given', 'match_receipt', 'credit'), ('match_given', 'match_withdrawal', 'debit'),
  ('match_paid', 'match_payment', 'debit'), ('match_received', 'match_payment', 'credit'),
  ('project_cash', 'match_payment', 'debit');
INSERT INTO ruled_fund_account_kinds (rule, account_kind) VALUES
  ('match_pool', 'match_cash'), ('match_pool', 'match_given'), ('match_pool', 'match_paid'),
  ('campaign', 'match_received');
INSERT INTO bank_cash_kinds (account_kind) VALUES ('match_cash');

-- 2. Pools, and the campaigns they match. A quadratic pool is one round.
CREATE TABLE match_pools (
  pool_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  fund_id bigint NOT NULL CONSTRAINT one_pool_a_fund UNIQUE,
  rule text NOT NULL GENERATED ALWAYS AS ('match_pool') STORED,
  funder_id bigint NOT NULL REFERENCES actors,
  currency char(3) NOT NULL CONSTRAINT currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
  method text NOT NULL CONSTRAINT method_is_known CHECK (method IN ('per_pledge', 'quadratic')),
  -- What is captured from the first to the last day, on each campaign's own clocks, is matched.
  first_on date NOT NULL,
  last_on date NOT NULL CONSTRAINT ends_after_it_begins CHECK (last_on >= first_on),
  -- What one unit is matched with, in basis points: 10,000 doubles a pledge.
  factor_bp integer CONSTRAINT factor_in_range CHECK (factor_bp BETWEEN 1 AND 1000000),
  -- The part of one pledge that is matched at all; NULL: all of it.
  pledge_part_minor bigint CONSTRAINT part_positive CHECK (pledge_part_minor > 0),
  -- How many pledges of one backer are matched; NULL: all.
  backer_pledges integer CONSTRAINT pledges_positive CHECK (backer_pledges > 0),
  -- The largest match of one campaign; NULL: none.
  campaign_limit_minor bigint CONSTRAINT limit_positive CHECK (campaign_limit_minor > 0),
  -- Whether a round scales matches up until the pool is spent.
  spends_whole_pool boolean NOT NULL,
  CONSTRAINT terms_fit_method CHECK (CASE method WHEN 'per_pledge' THEN factor_bp IS NOT NULL AND NOT spends_whole_pool
    ELSE num_nonnulls(factor_bp, pledge_part_minor, backer_pledges) = 0 END),
  FOREIGN KEY (fund_id, rule) REFERENCES ruled_funds (fund_id, rule)
);
CALL make_append_only('match_pools');
GRANT SELECT ON match_pools TO tadamun_app;
GRANT INSERT (code, fund_id, funder_id, currency, method, first_on, last_on, factor_bp, pledge_part_minor, backer_pledges,
  campaign_limit_minor, spends_whole_pool) ON match_pools TO tadamun_app;

-- Where a pool stands, and its sums: kept by the triggers below to be locked and checked; verify recomputes them.
--   awarded  promised for pledges that stand and are not paid yet
CREATE TABLE match_pool_totals (
  pool_id bigint PRIMARY KEY REFERENCES match_pools,
  state text NOT NULL,
  step smallint NOT NULL,
  received_minor bigint NOT NULL DEFAULT 0,
  awarded_minor bigint NOT NULL DEFAULT 0 CONSTRAINT awarded_not_negative CHECK (awarded_minor >= 0),
  paid_minor bigint NOT NULL DEFAULT 0,
  withdrawn_minor bigint NOT NULL DEFAULT 0,
  CONSTRAINT match_within_pool CHECK (awarded_minor + paid_minor + withdrawn_minor <= received_minor)
) WITH (fillfactor = 50);
GRANT SELECT ON match_pool_totals TO tadamun_app;
CREATE FUNCTION begin_match_pool() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  INSERT INTO match_pool_totals (pool_id, state, step) VALUES (NEW.pool_id, '', 0);
  RETURN NULL;
END
$$;
CREATE TRIGGER begin_match_pool AFTER INSERT ON match_pools FOR EACH ROW EXECUTE FUNCTION begin_match_pool();
-- Waits until nobody else moves this pool's money. Campaigns are locked before pools, and pools in the order of their keys.
CREATE FUNCTION lock_match_pool(pool bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM FROM match_pool_totals t WHERE t.pool_id = pool FOR UPDATE;
END
$$;
GRANT EXECUTE ON FUNCTION lock_match_pool TO tadamun_app;

CREATE TABLE match_pool_campaigns (
  pool_id bigint NOT NULL REFERENCES match_pools,
  campaign_id bigint NOT NULL REFERENCES campaigns,
  -- Promised and paid to the campaign.
  matched_minor bigint NOT NULL DEFAULT 0 CONSTRAINT matched_not_negative CHECK (matched_minor >= 0),
  PRIMARY KEY (pool_id, campaign_id)
);
CREATE INDEX pools_of_a_campaign ON match_pool_campaigns (campaign_id);
GRANT SELECT ON match_pool_campaigns TO tadamun_app;
GRANT INSERT (pool_id, campaign_id) ON match_pool_campaigns TO tadamun_app;
CREATE FUNCTION refuse_late_match_campaign() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER submitted_pools_stay BEFORE INSERT ON match_pool_campaigns
  FOR EACH ROW EXECUTE FUNCTION refuse_late_match_campaign();

-- 3. Everything that happens to a pool's money, in its order. An award promises money for a pledge; it ends once: as a
-- return to the pool, or as a payment to the campaign. A payment without a pledge is what a round decided.
CREATE TABLE match_movements (
  movement_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  pool_id bigint NOT NULL REFERENCES match_pools,
  kind text NOT NULL CONSTRAINT movement_is_known CHECK (kind IN ('receipt', 'award', 'return', 'payment', 'withdrawal')),
  -- The sender's own, of what comes in and goes back.
  code text CONSTRAINT one_movement_a_code UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  pledge_id bigint REFERENCES pledges,
  campaign_id bigint,
  amount_minor bigint NOT NULL,
  -- Of an award: which limit held it, if one did; and who gave, by the verified person where one is known.
  reason text,
  giver text,
  on_day date NOT NULL,
  taken_by text NOT NULL CONSTRAINT taker_is_named CHECK (taken_by <> ''),
  decision_id bigint REFERENCES decisions,
  entry_id bigint REFERENCES entries,
  CONSTRAINT amount_positive CHECK (amount_minor > 0 OR kind = 'award' AND amount_minor = 0),
  CONSTRAINT movement_says_whose CHECK (CASE kind
    WHEN 'award' THEN num_nulls(pledge_id, campaign_id, reason, giver) = 0
    WHEN 'return' THEN num_nulls(pledge_id, campaign_id) = 0
    WHEN 'payment' THEN campaign_id IS NOT NULL
    ELSE code IS NOT NULL AND pledge_id IS NULL AND campaign_id IS NULL END),
  CONSTRAINT money_moves_with_its_entry CHECK ((kind IN ('receipt', 'payment', 'withdrawal')) = (entry_id IS NOT NULL)),
  CONSTRAINT withdrawal_names_its_decision CHECK ((kind = 'withdrawal') = (decision_id IS NOT NULL)),
  FOREIGN KEY (pool_id, campaign_id) REFERENCES match_pool_campaigns (pool_id, campaign_id)
);
CREATE UNIQUE INDEX one_award_a_pledge ON match_movements (pledge_id, pool_id) WHERE kind = 'award';
CREATE UNIQUE INDEX award_ends_once ON match_movements (pledge_id, pool_id) WHERE kind IN ('return', 'payment') AND pledge_id IS NOT NULL;
CREATE UNIQUE INDEX round_pays_a_campaign_once ON match_movements (pool_id, campaign_id) WHERE kind = 'payment' AND pledge_id IS NULL;
CREATE INDEX awards_of_a_giver ON match_movements (pool_id, giver) WHERE kind = 'award';
CREATE INDEX match_movements_of_an_entry ON match_movements (entry_id) WHERE entry_id IS NOT NULL;
CALL make_append_only('match_movements');
GRANT SELECT ON match_movements TO tadamun_app;
GRANT INSERT (pool_id, kind, code, pledge_id, campaign_id, amount_minor, reason, giver, on_day, taken_by, decision_id,
  entry_id) ON match_movements TO tadamun_app;

-- 4. What a round decided, and what it was decided on: one sum for each verified person and campaign.
CREATE TABLE match_gifts (
  pool_id bigint NOT NULL,
  campaign_id bigint NOT NULL,
  person_ref text NOT NULL CONSTRAINT person_is_a_code CHECK (is_code(person_ref)),
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  PRIMARY KEY (pool_id, campaign_id, person_ref),
  FOREIGN KEY (pool_id, campaign_id) REFERENCES match_pool_campaigns (pool_id, campaign_id)
);
CREATE TABLE match_results (
  pool_id bigint NOT NULL,
  campaign_id bigint NOT NULL,
  amount_minor bigint NOT NULL CONSTRAINT amount_not_negative CHECK (amount_minor >= 0),
  reason text NOT NULL CONSTRAINT reason_is_said CHECK (reason <> ''),
  -- Why a campaign takes no part; NULL where it does.
  ineligibility text,
  PRIMARY KEY (pool_id, campaign_id),
  FOREIGN KEY (pool_id, campaign_id) REFERENCES match_pool_campaigns (pool_id, campaign_id)
);
-- What a pool that is settled has left, and why.
CREATE TABLE match_leftovers (
  pool_id bigint NOT NULL REFERENCES match_pools,
  reason text NOT NULL CONSTRAINT reason_is_said CHECK (reason <> ''),
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  PRIMARY KEY (pool_id, reason)
);
CALL make_append_only('match_gifts');
CALL make_append_only('match_results');
CALL make_append_only('match_leftovers');
GRANT SELECT, INSERT ON match_gifts, match_results, match_leftovers TO tadamun_app;

-- 5. Guards on movements, once a statement, and the sums.
CREATE FUNCTION guard_match_movements() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER match_follows_its_pledge AFTER INSERT ON match_movements REFERENCING NEW TABLE AS moved
  FOR EACH STATEMENT EXECUTE FUNCTION guard_match_movements();

-- A pledge that goes back, or is lost in a dispute before it became the project's, gives its match back to the pool: by
-- the database itself, so that no way around it is left.
CREATE FUNCTION return_matches() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER return_matches AFTER INSERT ON pledge_steps REFERENCING NEW TABLE AS taken
  FOR EACH STATEMENT EXECUTE FUNCTION return_matches();

-- 6. The states of a pool.
CREATE TABLE match_pool_edges (before text NOT NULL, after text NOT NULL, PRIMARY KEY (before, after));
INSERT INTO match_pool_edges (before, after) VALUES
  ('', 'draft'), ('draft', 'submitted'), ('submitted', 'open'), ('draft', 'cancelled'), ('submitted', 'cancelled'),
  ('open', 'settled');
GRANT SELECT ON match_pool_edges TO tadamun_app;
CREATE TABLE match_pool_steps (
  pool_id bigint NOT NULL REFERENCES match_pools,
  step smallint NOT NULL CONSTRAINT step_counts_from_one CHECK (step >= 1),
  state text NOT NULL,
  on_day date NOT NULL,
  taken_by text NOT NULL CONSTRAINT taker_is_named CHECK (taken_by <> ''),
  reason text NOT NULL DEFAULT '',
  decision_id bigint REFERENCES decisions,
  PRIMARY KEY (pool_id, step),
  CONSTRAINT opening_names_its_decision CHECK ((state = 'open') = (decision_id IS NOT NULL)),
  CONSTRAINT failure_has_a_reason CHECK (state <> 'cancelled' OR btrim(reason) <> '')
);
CALL make_append_only('match_pool_steps');
GRANT SELECT, INSERT ON match_pool_steps TO tadamun_app;
CREATE FUNCTION take_match_pool_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER pool_follows_its_states BEFORE INSERT ON match_pool_steps FOR EACH ROW EXECUTE FUNCTION take_match_pool_step();

-- A campaign ends once the pools that match it are settled: what a round decides still reaches it.
CREATE FUNCTION refuse_end_before_match() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER matched_before_it_ends BEFORE INSERT ON campaign_steps
  FOR EACH ROW WHEN (NEW.state = 'closed') EXECUTE FUNCTION refuse_end_before_match();

-- 7. Every entry of a pool's money is about its movements, of their very sum, and reaches one campaign's project.
CREATE FUNCTION refuse_loose_match_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE CONSTRAINT TRIGGER match_moves_for_a_reason AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind IN ('match_receipt', 'match_payment', 'match_withdrawal'))
  EXECUTE FUNCTION refuse_loose_match_entry();
