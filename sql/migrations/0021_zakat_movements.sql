-- The states of a distribution, the lots it takes its money from, the administrators' share, and that no entry of
-- zakat stands without what it is about.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. The state of a distribution is its last step.
CREATE TABLE zakat_steps (
  distribution_id bigint NOT NULL REFERENCES zakat_distributions,
  step smallint NOT NULL CONSTRAINT step_counts_from_one CHECK (step >= 1),
  state text NOT NULL CONSTRAINT state_is_known CHECK (state IN (
    'draft', 'approved', 'paid', 'proven', 'closed', 'failed', 'returned_to_fund', 'withdrawn')),
  on_day date NOT NULL,
  taken_by text NOT NULL CONSTRAINT taker_is_named CHECK (taken_by <> ''),
  reason text NOT NULL DEFAULT '',
  entry_id bigint UNIQUE REFERENCES entries,
  PRIMARY KEY (distribution_id, step),
  CONSTRAINT money_moves_with_its_entry CHECK ((state IN ('paid', 'returned_to_fund')) = (entry_id IS NOT NULL)),
  CONSTRAINT failure_has_a_reason CHECK (state NOT IN ('failed', 'withdrawn') OR reason <> '')
);
CALL make_append_only('zakat_steps');
GRANT SELECT, INSERT ON zakat_steps TO tadamun_app;

CREATE TABLE zakat_edges (
  before text NOT NULL,
  after text NOT NULL,
  PRIMARY KEY (before, after)
);
INSERT INTO zakat_edges (before, after) VALUES
  ('', 'draft'), ('draft', 'approved'), ('draft', 'withdrawn'), ('approved', 'paid'), ('approved', 'withdrawn'),
  ('paid', 'proven'), ('paid', 'failed'), ('failed', 'returned_to_fund'), ('proven', 'closed');
GRANT SELECT ON zakat_edges TO tadamun_app;

CREATE FUNCTION refuse_zakat_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  current text;
  refused record;
  said text;
BEGIN
  -- 1. One step at a time, along an edge.
  PERFORM lock_zakat_fund((SELECT d.fund_id FROM zakat_distributions d WHERE d.distribution_id = NEW.distribution_id));
  SELECT s.state INTO current FROM zakat_steps s WHERE s.distribution_id = NEW.distribution_id ORDER BY s.step DESC LIMIT 1;
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
  -- 3. Paid: every share stands on an approved assessment of its category that holds on the day of payment.
  IF NEW.state = 'paid' THEN
    SELECT r.code INTO refused FROM zakat_shares s JOIN zakat_lines l USING (distribution_id, line)
    JOIN zakat_recipients r USING (recipient_id)
    LEFT JOIN zakat_entitlements t ON t.assessment_id = s.assessment_id AND t.category = l.category
      AND NEW.on_day BETWEEN t.valid_from AND t.valid_to
    WHERE s.distribution_id = NEW.distribution_id AND t.assessment_id IS NULL ORDER BY s.line, r.code LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'recipient % has no approved assessment that holds on %', refused.code, NEW.on_day
        USING ERRCODE = 'check_violation', CONSTRAINT = 'recipients_are_entitled', TABLE = 'zakat_shares', SCHEMA = 'tadamun';
    END IF;
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
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'distribution % does not become % yet', NEW.distribution_id, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'zakat_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER distribution_follows_its_states BEFORE INSERT ON zakat_steps
  FOR EACH ROW EXECUTE FUNCTION refuse_zakat_step();

-- 2. The administrators' share, over a period of receipts, under the cap of its policy.
CREATE TABLE zakat_amil_charges (
  charge_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fund_id bigint NOT NULL REFERENCES zakat_funds,
  entry_id bigint NOT NULL UNIQUE REFERENCES entries,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  period_first date NOT NULL,
  period_last date NOT NULL CONSTRAINT period_not_reversed CHECK (period_last >= period_first),
  charged_on date NOT NULL,
  cap_bp integer NOT NULL CONSTRAINT cap_is_a_share CHECK (cap_bp BETWEEN 0 AND 10000),
  policy_id bigint NOT NULL REFERENCES policies
);
CALL make_append_only('zakat_amil_charges');
GRANT SELECT ON zakat_amil_charges TO tadamun_app;
GRANT INSERT (fund_id, entry_id, amount_minor, period_first, period_last, charged_on, cap_bp, policy_id)
  ON zakat_amil_charges TO tadamun_app;

CREATE FUNCTION refuse_charge_over_cap() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  received bigint;
  charged bigint;
BEGIN
  PERFORM lock_zakat_fund(NEW.fund_id);
  SELECT coalesce(sum(r.amount_minor), 0) INTO received FROM zakat_receipts r LEFT JOIN zakat_refunds x USING (receipt_id)
  WHERE r.fund_id = NEW.fund_id AND r.received_on BETWEEN NEW.period_first AND NEW.period_last AND x.receipt_id IS NULL;
  SELECT coalesce(sum(c.amount_minor), 0) INTO charged FROM zakat_amil_charges c
  WHERE c.fund_id = NEW.fund_id AND daterange(c.period_first, c.period_last, '[]') && daterange(NEW.period_first, NEW.period_last, '[]');
  -- numeric: receipts times ten thousand may pass what a bigint holds.
  IF charged + NEW.amount_minor > floor(received::numeric * NEW.cap_bp / 10000) THEN
    RAISE EXCEPTION 'the administrators'' share is at most % of % basis points; % are charged', received, NEW.cap_bp, charged
      USING ERRCODE = 'check_violation', CONSTRAINT = 'charges_within_cap', TABLE = 'zakat_amil_charges', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER charges_within_cap BEFORE INSERT ON zakat_amil_charges
  FOR EACH ROW EXECUTE FUNCTION refuse_charge_over_cap();

-- 3. Which lots a line or a charge took its money from; what returns goes back to the same lots, as a negative use.
CREATE TABLE zakat_lot_uses (
  use_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  receipt_id bigint NOT NULL REFERENCES zakat_receipts,
  distribution_id bigint,
  line smallint,
  charge_id bigint REFERENCES zakat_amil_charges,
  entry_id bigint NOT NULL REFERENCES entries,
  amount_minor bigint NOT NULL CONSTRAINT amount_not_zero CHECK (amount_minor <> 0),
  FOREIGN KEY (distribution_id, line) REFERENCES zakat_lines,
  CONSTRAINT used_for_a_line_or_a_charge CHECK (num_nonnulls(line, charge_id) = 1 AND (line IS NULL) = (distribution_id IS NULL)),
  CONSTRAINT charges_do_not_return CHECK (charge_id IS NULL OR amount_minor > 0)
);
CREATE INDEX uses_of_a_lot ON zakat_lot_uses (receipt_id);
CREATE INDEX uses_of_an_entry ON zakat_lot_uses (entry_id);
CALL make_append_only('zakat_lot_uses');
GRANT SELECT ON zakat_lot_uses TO tadamun_app;
GRANT INSERT (receipt_id, distribution_id, line, charge_id, entry_id, amount_minor) ON zakat_lot_uses TO tadamun_app;

CREATE VIEW zakat_lots WITH (security_invoker = true) AS
SELECT r.receipt_id, r.code, r.fund_id, r.amount_minor, r.only_category, r.only_region, r.received_on, r.due_on,
  x.receipt_id IS NOT NULL AS is_refunded,
  CASE WHEN x.receipt_id IS NULL THEN r.amount_minor - coalesce(u.used_minor, 0) ELSE 0 END AS remaining_minor
FROM zakat_receipts r LEFT JOIN zakat_refunds x USING (receipt_id)
LEFT JOIN LATERAL (
  SELECT sum(u.amount_minor)::bigint AS used_minor FROM zakat_lot_uses u WHERE u.receipt_id = r.receipt_id) u ON true;
GRANT SELECT ON zakat_lots TO tadamun_app;

CREATE FUNCTION refuse_lot_use() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER lots_are_used_once BEFORE INSERT ON zakat_lot_uses
  FOR EACH ROW EXECUTE FUNCTION refuse_lot_use();

CREATE FUNCTION refuse_refund_of_used_lot() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM lock_zakat_fund((SELECT r.fund_id FROM zakat_receipts r WHERE r.receipt_id = NEW.receipt_id));
  IF EXISTS (SELECT FROM zakat_lot_uses u WHERE u.receipt_id = NEW.receipt_id HAVING sum(u.amount_minor) <> 0) THEN
    RAISE EXCEPTION 'receipt % is distributed in part', NEW.receipt_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'used_lots_are_not_refunded', TABLE = 'zakat_refunds', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER used_lots_are_not_refunded BEFORE INSERT ON zakat_refunds
  FOR EACH ROW EXECUTE FUNCTION refuse_refund_of_used_lot();

-- 4. Every entry that moves zakat is about a receipt, a refund, a payment, a return or a charge, of its very amount, in
-- its own fund alone, and what went out came from lots. A reversal would leave those facts standing; each has a way
-- back of its own.
CREATE VIEW zakat_movements WITH (security_invoker = true) AS
SELECT 'zakat_receipt' AS kind, r.entry_id, r.fund_id, r.amount_minor AS change_minor, 0::bigint AS lots_minor FROM zakat_receipts r
UNION ALL
SELECT 'zakat_refund', x.entry_id, r.fund_id, -r.amount_minor, 0 FROM zakat_refunds x JOIN zakat_receipts r USING (receipt_id)
UNION ALL
SELECT 'amil_charge', c.entry_id, c.fund_id, -c.amount_minor, c.amount_minor FROM zakat_amil_charges c
UNION ALL
SELECT CASE s.state WHEN 'paid' THEN 'zakat_payment' ELSE 'zakat_return' END, s.entry_id, d.fund_id,
  CASE s.state WHEN 'paid' THEN -d.amount_minor ELSE d.amount_minor END,
  CASE s.state WHEN 'paid' THEN d.amount_minor ELSE -d.amount_minor END
FROM zakat_steps s JOIN zakat_distributions d USING (distribution_id) WHERE s.entry_id IS NOT NULL;
GRANT SELECT ON zakat_movements TO tadamun_app;

CREATE FUNCTION refuse_loose_zakat_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE CONSTRAINT TRIGGER zakat_moves_for_a_reason AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind IN ('zakat_receipt', 'zakat_payment', 'zakat_return', 'zakat_refund', 'amil_charge'))
  EXECUTE FUNCTION refuse_loose_zakat_entry();

CREATE FUNCTION refuse_reversal_under_rule() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM postings p JOIN ruled_funds r USING (fund_id) WHERE p.entry_id = NEW.reverses) THEN
    RAISE EXCEPTION 'entry % moved money under a rule; it has its own way back', NEW.reverses
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ruled_money_has_its_own_way_back', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER ruled_money_has_its_own_way_back AFTER INSERT ON entries
  FOR EACH ROW WHEN (NEW.reverses IS NOT NULL) EXECUTE FUNCTION refuse_reversal_under_rule();
