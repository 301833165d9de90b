-- Guards that said less than the rule they keep: the worth of a replacement that a second person approved, who waives what
-- a request waits for, the days and the failure of a distribution of zakat, the last run of a waqf that ends. And what a
-- repeated request about a grant is answered.
SET LOCAL search_path = tadamun, pg_temp;

CREATE OR REPLACE FUNCTION refuse_cheap_replacement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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

CREATE OR REPLACE FUNCTION refuse_undecided_waiver() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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

CREATE OR REPLACE FUNCTION refuse_zakat_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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

-- Of a waqf that has ended nothing is added to the principal, which goes back as it was given.
CREATE OR REPLACE FUNCTION refuse_untrue_run() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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

-- The decision that a request asked for: a repeat is answered the same.
CREATE TABLE grant_request_decisions (
  source text NOT NULL,
  idempotency_key text NOT NULL,
  decision_id bigint NOT NULL REFERENCES decisions,
  PRIMARY KEY (source, idempotency_key),
  FOREIGN KEY (source, idempotency_key) REFERENCES grant_requests
);
CALL make_append_only('grant_request_decisions');
GRANT SELECT, INSERT ON grant_request_decisions TO tadamun_app;
