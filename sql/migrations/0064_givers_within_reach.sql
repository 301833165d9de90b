-- Who gave what a pool matches, and what a round was decided on, is by verified person where one is known: it is for
-- those who reach of which person a backer's account is, and for nobody else. Everybody else reads sums.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. What a round was decided on. Key 0 is nobody's: only who reaches all backers reaches a row.
ALTER TABLE match_gifts ENABLE ROW LEVEL SECURITY;
CREATE POLICY within_reach ON match_gifts USING (reaches('tadamun.backers', 0));

CREATE FUNCTION match_gift_sums(pool bigint) RETURNS TABLE (campaign_id bigint, persons bigint, given_minor bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
  SELECT g.campaign_id, count(*), sum(g.amount_minor)::bigint FROM match_gifts g WHERE g.pool_id = pool GROUP BY g.campaign_id
$$;
GRANT EXECUTE ON FUNCTION match_gift_sums TO tadamun_app;

-- 2. Who gave what an award matches, apart from the movements of the pool's money, which more people read.
CREATE TABLE match_givers (
  movement_id bigint PRIMARY KEY REFERENCES match_movements,
  giver text NOT NULL CONSTRAINT giver_is_said CHECK (giver <> '')
);
INSERT INTO match_givers (movement_id, giver) SELECT movement_id, giver FROM match_movements WHERE kind = 'award';
CREATE INDEX awards_to_a_giver ON match_givers (giver, movement_id);
CALL make_append_only('match_givers');
GRANT SELECT, INSERT ON match_givers TO tadamun_app;
ALTER TABLE match_givers ENABLE ROW LEVEL SECURITY;
CREATE POLICY within_reach ON match_givers USING (reaches('tadamun.backers', 0));

ALTER TABLE match_movements
  DROP CONSTRAINT movement_says_whose,
  DROP COLUMN giver,
  ADD CONSTRAINT movement_says_whose CHECK (CASE kind
    WHEN 'award' THEN num_nulls(pledge_id, campaign_id, reason) = 0
    WHEN 'return' THEN num_nulls(pledge_id, campaign_id) = 0
    WHEN 'payment' THEN campaign_id IS NOT NULL
    ELSE code IS NOT NULL AND pledge_id IS NULL AND campaign_id IS NULL END);

CREATE FUNCTION refuse_giver_of_no_award() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM match_movements m WHERE m.movement_id = NEW.movement_id AND m.kind = 'award') THEN
    RAISE EXCEPTION 'movement % is no award', NEW.movement_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'giver_is_of_an_award', TABLE = 'match_givers', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER giver_is_of_an_award BEFORE INSERT ON match_givers FOR EACH ROW EXECUTE FUNCTION refuse_giver_of_no_award();

CREATE FUNCTION refuse_award_without_giver() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM match_givers g WHERE g.movement_id = NEW.movement_id) THEN
    RAISE EXCEPTION 'award % names nobody who gave', NEW.movement_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'award_names_its_giver', TABLE = 'match_movements', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER award_names_its_giver AFTER INSERT ON match_movements DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind = 'award') EXECUTE FUNCTION refuse_award_without_giver();
