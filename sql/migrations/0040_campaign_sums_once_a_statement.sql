-- 1. What a backer's bank has authorised is counted as well, so that room below a ceiling is kept for it: an authorisation
-- that would pass the ceiling is let go before any money moves, and one that was taken is captured for sure. A capture
-- that comes without having been authorised and finds no room is booked and goes back: money that moved is in the books.
-- 2. A result moves many pledges in one statement: what they take of rewards and sums is added once a statement, not once
-- a pledge, whose row would then have as many dead versions as the campaign has pledges.
SET LOCAL search_path = tadamun, pg_temp;

ALTER TABLE campaign_totals ADD COLUMN authorised_minor bigint NOT NULL DEFAULT 0
  CONSTRAINT authorised_not_negative CHECK (authorised_minor >= 0);
UPDATE campaign_totals t SET authorised_minor = x.authorised_minor FROM (
  SELECT s.campaign_id, sum(p.amount_minor) AS authorised_minor FROM pledge_states s JOIN pledges p USING (pledge_id)
  WHERE s.state = 'authorised' GROUP BY s.campaign_id) x
WHERE t.campaign_id = x.campaign_id;

-- As before, in fewer questions: it runs once for each of a large campaign's pledges.
CREATE OR REPLACE FUNCTION take_pledge_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  pledge record;
  was pledge_states;
  was_captured boolean;
  said text;
BEGIN
  -- 1. One at a time, along an edge.
  SELECT p.campaign_id, p.amount_minor, c.opens_on, c.closes_on, (NEW.at AT TIME ZONE c.time_zone)::date AS day, t.state
  INTO STRICT pledge
  FROM pledges p JOIN campaigns c USING (campaign_id) JOIN campaign_totals t USING (campaign_id)
  WHERE p.pledge_id = NEW.pledge_id FOR UPDATE OF t;
  SELECT * INTO was FROM pledge_states s WHERE s.pledge_id = NEW.pledge_id;
  was_captured := was.step > 1 AND EXISTS (
    SELECT FROM pledge_steps s WHERE s.pledge_id = NEW.pledge_id AND s.state = 'captured');
  IF NEW.step <> coalesce(was.step, 0) + 1
    OR NOT EXISTS (SELECT FROM pledge_edges e WHERE e.before = coalesce(was.state, '') AND e.after = NEW.state)
  THEN
    said := 'pledge_follows_its_states';
  -- 2. What counts was captured while the campaign was open; what is let go was never captured, or is the actor's now.
  ELSIF NEW.state = 'captured' AND NOT NEW.is_late AND (pledge.state <> 'open'
    OR pledge.day NOT BETWEEN pledge.opens_on AND pledge.closes_on OR was.state NOT IN ('pledged', 'authorised'))
  THEN
    said := 'late_captures_are_late';
  ELSIF NEW.state = 'released' AND was_captured
    AND (NEW.entry_id IS NULL OR was.is_late OR pledge.state NOT IN ('succeeded', 'paying_out', 'delivering'))
  THEN
    said := 'released_by_success_alone';
  ELSIF NEW.state = 'released' AND NOT was_captured AND NEW.entry_id IS NOT NULL
    OR NEW.state IN ('released', 'refund_due') AND was.is_released
    OR NEW.state = 'disputed' AND NOT was_captured
  THEN
    said := 'pledge_follows_its_states';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'pledge % that is % does not become %', NEW.pledge_id, coalesce(was.state, 'new'), NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'pledge_steps', SCHEMA = 'tadamun';
  END IF;
  -- 3. Sums of the campaign; its CHECKs hold the ceiling, and that nothing leaves twice.
  IF NEW.state IN ('captured', 'refunded', 'lost') THEN
    UPDATE campaign_totals t SET
      raised_minor = t.raised_minor + CASE WHEN NEW.state = 'captured' AND NOT NEW.is_late THEN pledge.amount_minor ELSE 0 END,
      late_minor = t.late_minor + CASE WHEN NEW.state = 'captured' AND NEW.is_late THEN pledge.amount_minor ELSE 0 END,
      refunded_minor = t.refunded_minor + CASE WHEN NEW.state = 'refunded' THEN pledge.amount_minor ELSE 0 END,
      lost_minor = t.lost_minor + CASE WHEN NEW.state = 'lost' AND NOT was.is_released THEN pledge.amount_minor ELSE 0 END
    WHERE t.campaign_id = pledge.campaign_id;
  END IF;
  -- 4. The last step.
  IF was.pledge_id IS NULL THEN
    INSERT INTO pledge_states (pledge_id, campaign_id, state, step, is_late, is_released, attempts, next_try_at)
    VALUES (NEW.pledge_id, pledge.campaign_id, NEW.state, NEW.step, false, false, 0, NULL);
  ELSE
    UPDATE pledge_states s SET state = NEW.state, step = NEW.step, is_late = s.is_late OR NEW.is_late,
      is_released = s.is_released OR (NEW.state = 'released' AND was_captured),
      attempts = s.attempts + (NEW.state = 'refund_sent')::integer, next_try_at = NEW.next_try_at
    WHERE s.pledge_id = NEW.pledge_id;
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION count_released() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  UPDATE campaign_totals t SET released_minor = t.released_minor + r.released_minor,
    authorised_minor = t.authorised_minor + r.authorised_minor
  FROM (
    SELECT p.campaign_id,
      coalesce(sum(p.amount_minor) FILTER (WHERE s.state = 'released' AND s.entry_id IS NOT NULL), 0) AS released_minor,
      coalesce(sum(p.amount_minor) FILTER (WHERE s.state = 'authorised'), 0)
        - coalesce(sum(p.amount_minor) FILTER (WHERE b.state = 'authorised'), 0) AS authorised_minor
    FROM taken s JOIN pledges p USING (pledge_id)
    LEFT JOIN pledge_steps b ON b.pledge_id = s.pledge_id AND b.step = s.step - 1
    GROUP BY p.campaign_id) r
  WHERE t.campaign_id = r.campaign_id AND (r.released_minor <> 0 OR r.authorised_minor <> 0);
  -- A reward is taken by a pledge that stands.
  UPDATE campaign_rewards w SET taken = w.taken + r.taken
  FROM (
    SELECT p.reward_id, sum(CASE WHEN s.state = 'pledged' THEN 1
      WHEN b.state IN ('pledged', 'authorised') AND s.state IN ('released', 'expired', 'cancelled')
        OR s.state = 'refund_due' AND NOT x.is_late OR s.state = 'lost' AND NOT x.is_released THEN -1 ELSE 0 END) AS taken
    FROM taken s JOIN pledges p USING (pledge_id) JOIN pledge_states x ON x.pledge_id = s.pledge_id
    LEFT JOIN pledge_steps b ON b.pledge_id = s.pledge_id AND b.step = s.step - 1
    WHERE p.reward_id IS NOT NULL GROUP BY p.reward_id) r
  WHERE w.reward_id = r.reward_id AND r.taken <> 0;
  RETURN NULL;
END
$$;

-- What the escrow holds is compared once for each change of the sums, not for each pledge that a result moves.
DROP TRIGGER escrow_holds_what_stands ON pledge_steps;
CREATE OR REPLACE FUNCTION refuse_other_escrow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  campaign record;
BEGIN
  SELECT c.code, c.fund_id, t.raised_minor + t.late_minor - t.refunded_minor - t.lost_minor - t.released_minor AS standing
  INTO campaign FROM campaigns c JOIN campaign_totals t USING (campaign_id) WHERE c.campaign_id = NEW.campaign_id;
  IF held_by_fund(campaign.fund_id, 'escrow_cash') <> campaign.standing THEN
    RAISE EXCEPTION 'the escrow of campaign % does not hold the % that stand', campaign.code, campaign.standing
      USING ERRCODE = 'check_violation', CONSTRAINT = 'escrow_holds_what_stands', TABLE = 'campaign_totals', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER escrow_holds_what_stands AFTER UPDATE ON campaign_totals DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.raised_minor, OLD.late_minor, OLD.refunded_minor, OLD.lost_minor, OLD.released_minor)
    IS DISTINCT FROM (NEW.raised_minor, NEW.late_minor, NEW.refunded_minor, NEW.lost_minor, NEW.released_minor))
  EXECUTE FUNCTION refuse_other_escrow();
