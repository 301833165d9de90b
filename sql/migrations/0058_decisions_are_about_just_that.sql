-- What stands on a decision stands on one about just itself: another decision that two persons took is none. Whether it
-- is approved is asked where it is acted on.
SET LOCAL search_path = tadamun, pg_temp;

-- For tables with a code: the kind of the decision and the prefix of its subject are the trigger's arguments.
CREATE FUNCTION refuse_foreign_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM decisions d
    WHERE d.decision_id = NEW.decision_id AND d.kind = TG_ARGV[0] AND d.subject = TG_ARGV[1] || NEW.code)
  THEN
    RAISE EXCEPTION '% of % stands on a decision about something else', NEW.code, TG_TABLE_NAME
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stands_on_its_own_decision', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON zakat_assessments
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_decision('recipient_eligibility', 'zakat_assessment:');
CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON zakat_distributions
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_decision('disbursement', 'zakat_distribution:');
CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON payouts
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_decision('disbursement', 'payout:');
CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON waqf_payouts
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_decision('disbursement', 'waqf_order:');
CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON waqf_istibdals
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_decision('istibdal', 'waqf_istibdal:');
CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON pool_agreements
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_decision('pool_agreement', 'pool_agreement:');

-- Grants: a waiver and a payment are about their tranche, a write-off about its grant.
CREATE FUNCTION refuse_foreign_grant_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  about text := (SELECT g.code FROM grants g WHERE g.grant_id = NEW.grant_id);
BEGIN
  IF TG_TABLE_NAME = 'grant_steps' THEN
    about := 'grant:' || about;
  ELSE
    about := format('tranche:%s/%s', about, to_jsonb(NEW)->>'tranche');
  END IF;
  IF NEW.decision_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM decisions d WHERE d.decision_id = NEW.decision_id AND d.subject = about)
  THEN
    RAISE EXCEPTION 'the decision % is not about %', NEW.decision_id, about
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stands_on_its_own_decision', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON grant_waivers
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_grant_decision();
CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON tranche_steps
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_grant_decision();
CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON grant_steps
  FOR EACH ROW WHEN (NEW.to_state = 'written_off') EXECUTE FUNCTION refuse_foreign_grant_decision();

-- Policies: just this text, from just this day on.
CREATE FUNCTION refuse_foreign_adoption() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM decisions d JOIN policies p ON p.policy_id = NEW.policy_id
    WHERE d.decision_id = NEW.decision_id AND d.kind = 'policy_change' AND d.subject = 'policy:' || p.code
      AND d.body::jsonb->>'sha256' = encode(p.sha256, 'hex')
      AND d.body::jsonb->>'from' = to_char(NEW.first_on, 'YYYY-MM-DD'))
  THEN
    RAISE EXCEPTION 'the decision % is not about this policy from this day on', NEW.decision_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stands_on_its_own_decision', TABLE = 'policy_adoptions',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER stands_on_its_own_decision BEFORE INSERT ON policy_adoptions
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_adoption();
