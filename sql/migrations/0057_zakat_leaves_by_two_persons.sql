-- The administrators' share and a receipt that is given back take two persons, like every payment: each stands on a
-- decision about just itself.
SET LOCAL search_path = tadamun, pg_temp;

UPDATE entry_kinds SET decision_kind = 'disbursement' WHERE kind IN ('amil_charge', 'zakat_refund');

-- The decision's subject is the key of the entry, so that it is carried out once; its text says fund or receipt, amount
-- and day. That it is approved, entry_stands_on_approval has seen.
CREATE FUNCTION refuse_zakat_not_decided_on() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER zakat_leaves_as_decided BEFORE INSERT ON zakat_amil_charges
  FOR EACH ROW EXECUTE FUNCTION refuse_zakat_not_decided_on();
CREATE TRIGGER zakat_leaves_as_decided BEFORE INSERT ON zakat_refunds
  FOR EACH ROW EXECUTE FUNCTION refuse_zakat_not_decided_on();
