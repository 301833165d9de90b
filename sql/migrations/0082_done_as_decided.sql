-- Payouts of campaigns, waivers of grants, assessments and distributions of zakat stood on a decision of their kind and about
-- their subject, and were not compared with what it says. They are now, as payments of waqf and refunds of zakat were.
SET LOCAL search_path = tadamun, pg_temp;

CREATE FUNCTION refuse_payout_not_decided_on() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER done_as_decided BEFORE INSERT ON payouts FOR EACH ROW EXECUTE FUNCTION refuse_payout_not_decided_on();

CREATE FUNCTION refuse_assessment_not_decided_on() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER done_as_decided BEFORE INSERT ON zakat_assessments
  FOR EACH ROW EXECUTE FUNCTION refuse_assessment_not_decided_on();

-- What is waived, and why.
CREATE FUNCTION refuse_waiver_not_decided_on() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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
CREATE TRIGGER done_as_decided BEFORE INSERT ON grant_waivers FOR EACH ROW EXECUTE FUNCTION refuse_waiver_not_decided_on();

-- Whether a distribution, its lines and their shares are those that its decision lists.
CREATE FUNCTION distribution_is_as_decided(distribution bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
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

CREATE FUNCTION refuse_distribution_not_decided_on() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT distribution_is_as_decided(NEW.distribution_id) THEN
    RAISE EXCEPTION 'distribution % is not what its decision says', NEW.distribution_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'done_as_decided', TABLE = 'zakat_distributions', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER done_as_decided AFTER INSERT ON zakat_steps FOR EACH ROW WHEN (NEW.state IN ('approved', 'paid'))
  EXECUTE FUNCTION refuse_distribution_not_decided_on();
