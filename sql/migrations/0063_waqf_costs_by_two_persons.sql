-- The direct costs of a waqf leave its fund by two persons, like every payment: one person books that a cost is owed, and
-- it is paid by an approved order about just that cost, its payee and amount. All orders that pay out of yield are held
-- to their text, and a cost that was paid is not reversed before its payment is.
SET LOCAL search_path = tadamun, pg_temp;

UPDATE entry_kinds SET decision_kind = 'disbursement' WHERE kind = 'waqf_cost_payment';
-- A cost takes no cash any more. Those that were paid at once before stay as they were booked.
DELETE FROM account_kind_entry_kinds WHERE account_kind = 'waqf_yield_cash' AND entry_kind = 'waqf_cost';
ALTER TABLE waqf_costs ADD CONSTRAINT cost_is_owed_first CHECK (owed_minor = amount_minor) NOT VALID;
ALTER TABLE waqf_cost_payments
  ADD COLUMN decision_id bigint CONSTRAINT cost_payment_is_decided_once UNIQUE REFERENCES decisions,
  ADD CONSTRAINT cost_payment_is_decided CHECK (decision_id IS NOT NULL) NOT VALID;
CREATE INDEX payments_of_a_cost ON waqf_cost_payments (cost_id);

CREATE TRIGGER done_by_its_own_decision BEFORE INSERT ON waqf_cost_payments
  FOR EACH ROW EXECUTE FUNCTION refuse_other_decision();
CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON waqf_cost_payments
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_decision('disbursement', 'waqf_order:');

-- What is paid is what was asked for and approved: the act, whose it is, and the amount, which is written with every
-- digit of its currency.
CREATE FUNCTION refuse_other_order() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER waqf_pays_as_ordered BEFORE INSERT ON waqf_payouts FOR EACH ROW EXECUTE FUNCTION refuse_other_order();
CREATE TRIGGER waqf_pays_as_ordered BEFORE INSERT ON waqf_cost_payments FOR EACH ROW EXECUTE FUNCTION refuse_other_order();

-- What is owed of a cost: nothing once it is reversed; a payment that is reversed is owed again.
CREATE VIEW waqf_unpaid_costs WITH (security_invoker = true) AS
SELECT c.cost_id, c.code, c.waqf_id, CASE WHEN EXISTS (SELECT FROM entries x WHERE x.reverses = c.entry_id) THEN 0
  ELSE c.owed_minor END - p.paid_minor AS unpaid_minor, p.paid_minor
FROM waqf_costs c CROSS JOIN LATERAL (
  SELECT coalesce(sum(p.amount_minor), 0)::bigint AS paid_minor FROM waqf_cost_payments p
  WHERE p.cost_id = c.cost_id AND NOT EXISTS (SELECT FROM entries x WHERE x.reverses = p.entry_id)) p;
GRANT SELECT ON waqf_unpaid_costs TO tadamun_app;

CREATE FUNCTION refuse_payment_past_cost() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  IF NEW.amount_minor > (SELECT u.unpaid_minor FROM waqf_unpaid_costs u WHERE u.cost_id = NEW.cost_id) THEN
    RAISE EXCEPTION 'payment % is more than is owed of its cost', NEW.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_within_cost', TABLE = 'waqf_cost_payments', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER paid_within_cost BEFORE INSERT ON waqf_cost_payments FOR EACH ROW EXECUTE FUNCTION refuse_payment_past_cost();

CREATE FUNCTION refuse_reversal_of_paid_cost() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM lock_waqf(c.waqf_id) FROM waqf_costs c WHERE c.entry_id = NEW.reverses;
  IF EXISTS (SELECT FROM waqf_costs c JOIN waqf_unpaid_costs u USING (cost_id) WHERE c.entry_id = NEW.reverses AND u.paid_minor > 0) THEN
    RAISE EXCEPTION 'the cost of entry % is paid; its payment is reversed first', NEW.reverses
      USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_cost_is_not_reversed', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER paid_cost_is_not_reversed BEFORE INSERT ON entries
  FOR EACH ROW WHEN (NEW.reverses IS NOT NULL) EXECUTE FUNCTION refuse_reversal_of_paid_cost();
