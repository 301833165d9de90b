-- Zakat that is promised: no money of the fund's, and no entry. What is received against a promise is a receipt like any
-- other; the rest stays promised until it comes, is cancelled, or lapses.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE zakat_pledges (
  pledge_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  fund_id bigint NOT NULL REFERENCES zakat_funds,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0)
    CONSTRAINT amount_within_limit CHECK (amount_minor <= 9000000000000000),
  -- Who promises, by the key of the record that stands apart; NULL: anonymous.
  donor_id bigint REFERENCES zakat_donors,
  only_category text REFERENCES asnaf,
  only_region text REFERENCES regions,
  pledged_on date NOT NULL,
  -- The last day it holds; NULL: until it is received or cancelled.
  last_on date CONSTRAINT pledge_holds_a_day CHECK (last_on >= pledged_on)
);
CREATE INDEX pledges_of_a_zakat_fund ON zakat_pledges (fund_id, code);
CREATE INDEX zakat_pledges_by_last_day ON zakat_pledges (last_on) WHERE last_on IS NOT NULL;
CALL make_append_only('zakat_pledges');
GRANT SELECT ON zakat_pledges TO tadamun_app;
GRANT INSERT (code, fund_id, amount_minor, donor_id, only_category, only_region, pledged_on, last_on) ON zakat_pledges
  TO tadamun_app;

-- Which receipts came against which promise.
CREATE TABLE zakat_pledge_receipts (
  receipt_id bigint CONSTRAINT received_against_one_pledge PRIMARY KEY REFERENCES zakat_receipts,
  pledge_id bigint NOT NULL REFERENCES zakat_pledges
);
CREATE INDEX receipts_of_a_zakat_pledge ON zakat_pledge_receipts (pledge_id);
CALL make_append_only('zakat_pledge_receipts');
GRANT SELECT, INSERT ON zakat_pledge_receipts TO tadamun_app;

-- What will not come any more.
CREATE TABLE zakat_pledge_endings (
  pledge_id bigint CONSTRAINT pledge_ends_once PRIMARY KEY REFERENCES zakat_pledges,
  outcome text NOT NULL CONSTRAINT outcome_is_known CHECK (outcome IN ('cancelled', 'lapsed')),
  ended_on date NOT NULL,
  reason text NOT NULL DEFAULT '' CONSTRAINT cancelled_for_a_reason CHECK (outcome = 'lapsed' OR btrim(reason) <> ''),
  ended_by text NOT NULL CONSTRAINT ender_is_named CHECK (ended_by <> '')
);
CALL make_append_only('zakat_pledge_endings');
GRANT SELECT, INSERT ON zakat_pledge_endings TO tadamun_app;

-- What came against each promise and stands: a receipt that was given back does not.
CREATE VIEW zakat_pledge_standings WITH (security_invoker = true) AS
SELECT p.*, coalesce(r.received_minor, 0)::bigint AS received_minor, e.outcome, e.ended_on
FROM zakat_pledges p LEFT JOIN zakat_pledge_endings e USING (pledge_id)
LEFT JOIN LATERAL (
  SELECT sum(r.amount_minor)::bigint AS received_minor FROM zakat_pledge_receipts k JOIN zakat_receipts r USING (receipt_id)
  WHERE k.pledge_id = p.pledge_id AND NOT EXISTS (SELECT FROM zakat_refunds x WHERE x.receipt_id = k.receipt_id)) r ON true;
GRANT SELECT ON zakat_pledge_standings TO tadamun_app;

CREATE FUNCTION refuse_false_pledge_receipt() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER received_as_it_was_pledged BEFORE INSERT ON zakat_pledge_receipts
  FOR EACH ROW EXECUTE FUNCTION refuse_false_pledge_receipt();

CREATE FUNCTION refuse_false_pledge_ending() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER pledge_ends_while_something_is_promised BEFORE INSERT ON zakat_pledge_endings
  FOR EACH ROW EXECUTE FUNCTION refuse_false_pledge_ending();
