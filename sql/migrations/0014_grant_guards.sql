-- What holds a grant together, checked by the database whoever writes: what is paid, spent and returned stays within
-- what was agreed, and no tranche passes an open condition.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. The sums of a grant, checked at commit under the grant's lock, so that two writers cannot each see room.
CREATE FUNCTION check_grant(checked bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE FUNCTION keep_grant_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM check_grant(NEW.grant_id);
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER grant_is_whole AFTER INSERT ON grant_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION keep_grant_whole();
CREATE CONSTRAINT TRIGGER grant_is_whole AFTER INSERT ON grant_steps DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION keep_grant_whole();
CREATE CONSTRAINT TRIGGER grant_is_whole AFTER INSERT ON grant_agreements DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION keep_grant_whole();
CREATE CONSTRAINT TRIGGER grant_is_whole AFTER INSERT ON grant_recoveries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION keep_grant_whole();

-- A reversal of a grant's entry moves the grant's sums too.
CREATE FUNCTION keep_reversed_grant_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  touched bigint;
BEGIN
  SELECT x.grant_id INTO touched FROM grant_entries x WHERE x.entry_id = NEW.reverses;
  IF FOUND THEN PERFORM check_grant(touched); END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER grant_is_whole AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.reverses IS NOT NULL) EXECUTE FUNCTION keep_reversed_grant_whole();

-- 2. An entry is a grant's only in the grant's fund, and pays only what its tranche says, once it is approved.
CREATE FUNCTION refuse_foreign_grant_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER payment_is_the_tranches BEFORE INSERT ON grant_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_grant_entry();
-- A payment of a tranche belongs to a grant.
CREATE FUNCTION refuse_stray_payment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM grant_entries x WHERE x.entry_id = NEW.entry_id) THEN
    RAISE EXCEPTION 'entry % names no grant', NEW.entry_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_entries_name_their_grant', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER grant_entries_name_their_grant AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind IN ('grant_payment', 'grant_spending', 'grant_recovery', 'grant_return'))
  EXECUTE FUNCTION refuse_stray_payment();

-- 3. G2: what stands in the way of a tranche on a day.
CREATE FUNCTION open_conditions(checked_grant bigint, checked_tranche smallint, checked_on date)
RETURNS TABLE (condition smallint, report smallint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
GRANT EXECUTE ON FUNCTION open_conditions TO tadamun_app;

CREATE FUNCTION guard_tranche_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER guard_tranche_step BEFORE INSERT ON tranche_steps FOR EACH ROW EXECUTE FUNCTION guard_tranche_step();

-- A tranche is paid with its entry, in one transaction.
CREATE FUNCTION refuse_paid_without_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM grant_entries x WHERE x.grant_id = NEW.grant_id AND x.tranche = NEW.tranche) THEN
    RAISE EXCEPTION 'tranche % of grant % is said to be paid, and the ledger does not say so', NEW.tranche, NEW.grant_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_is_in_the_ledger', TABLE = 'tranche_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER paid_is_in_the_ledger AFTER INSERT ON tranche_steps DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.to_state = 'paid') EXECUTE FUNCTION refuse_paid_without_entry();

-- 4. Waivers and write-offs rest on what a second person approved.
CREATE FUNCTION refuse_undecided_waiver() RETURNS trigger
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
  RETURN NEW;
END
$$;
CREATE TRIGGER waiver_is_approved BEFORE INSERT ON grant_waivers FOR EACH ROW EXECUTE FUNCTION refuse_undecided_waiver();

CREATE FUNCTION guard_grant_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER guard_grant_step BEFORE INSERT ON grant_steps FOR EACH ROW EXECUTE FUNCTION guard_grant_step();

-- 5. G3: a restricted grant is spent on its budget lines, each within its amount and what the agreement lets it pass.
CREATE FUNCTION guard_accepted_spending() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE CONSTRAINT TRIGGER spending_keeps_to_budget_lines AFTER INSERT ON grant_report_lines DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard_accepted_spending();
