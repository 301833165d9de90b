-- What an exchanged asset of a waqf is sold for, and at what costs, was one person's word. What a sale leaves is no less now
-- than the lowest of the experts' values, which two persons agreed to, unless two persons decide on just that sale.
SET LOCAL search_path = tadamun, pg_temp;

-- Of an amount with its currency, such as 1000.00 MAD: every digit of the currency is written. Null where none is.
CREATE FUNCTION minor_units(amount text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN nullif(regexp_replace(amount, '\D', '', 'g'), '')::numeric;

-- The second approval, where the sale leaves less.
ALTER TABLE waqf_sales ADD COLUMN decision_id bigint REFERENCES decisions;

-- The reports are those that were asked about: a lower one slipped in later would lower what a sale has to leave.
CREATE FUNCTION refuse_other_report() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER reports_are_as_approved BEFORE INSERT ON waqf_expert_reports
  FOR EACH ROW EXECUTE FUNCTION refuse_other_report();

CREATE FUNCTION refuse_cheap_sale() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER sold_at_its_worth BEFORE INSERT ON waqf_sales FOR EACH ROW EXECUTE FUNCTION refuse_cheap_sale();
