-- Of a year's receipts the administrators' share is never above its cap: a refund may not leave it so either. And the year
-- before counts no more where an announced month moves the end of a Hijri year by a day.
SET LOCAL search_path = tadamun, pg_temp;

-- What a fund received and charged in a year, where something is charged on a day: the charges of its days, and those of
-- whose own year the day is.
CREATE FUNCTION amil_year(fund bigint, first_on date, last_on date, day date, OUT received_minor bigint, OUT charged_minor bigint)
LANGUAGE sql STABLE SET search_path = tadamun, pg_temp AS $$
  SELECT
    (SELECT coalesce(sum(r.amount_minor), 0)::bigint FROM zakat_receipts r LEFT JOIN zakat_refunds x USING (receipt_id)
      WHERE r.fund_id = fund AND r.received_on BETWEEN first_on AND last_on AND x.receipt_id IS NULL),
    (SELECT coalesce(sum(c.amount_minor), 0)::bigint FROM zakat_amil_charges c
      WHERE c.fund_id = fund
        AND (c.charged_on BETWEEN first_on AND last_on OR day BETWEEN c.period_first AND c.period_last))
$$;
GRANT EXECUTE ON FUNCTION amil_year(bigint, date, date, date) TO tadamun_app;

ALTER TABLE zakat_amil_charges
  ADD CONSTRAINT charged_in_its_year CHECK (charged_on BETWEEN period_first AND period_last);

CREATE OR REPLACE FUNCTION refuse_charge_over_cap() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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

CREATE OR REPLACE FUNCTION refuse_refund_of_used_lot() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
