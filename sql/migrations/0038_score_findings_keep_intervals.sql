-- A finding on a score keeps the interval of the score, out of the run's replicates, and its lower end is what a
-- condition on the lower bound reads. The bounds of verification, which stood for it, are kept where they were written.
SET LOCAL search_path = tadamun, pg_temp;

ALTER TABLE condition_findings
  -- The 5th, 50th and 95th percentile, and the grade of the evidence; NULL where the run has no interval.
  ADD COLUMN score_p5 double precision,
  ADD COLUMN score_p50 double precision,
  ADD COLUMN score_p95 double precision,
  ADD COLUMN grade text,
  ADD CONSTRAINT interval_is_whole CHECK (num_nonnulls(score_p5, score_p50, score_p95, grade) IN (0, 4));
REVOKE INSERT (lower_bound, upper_bound) ON condition_findings FROM tadamun_app;
GRANT INSERT (score_p5, score_p50, score_p95, grade) ON condition_findings TO tadamun_app;

CREATE OR REPLACE FUNCTION refuse_false_score_finding() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  asked tranche_conditions;
BEGIN
  SELECT c.* INTO asked FROM tranche_conditions c
  WHERE c.grant_id = NEW.grant_id AND c.version = NEW.version AND c.tranche = NEW.tranche AND c.condition = NEW.condition;
  IF asked.kind <> 'score' THEN RETURN NEW; END IF;
  IF NEW.run_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM runs r JOIN grants g ON g.grant_id = NEW.grant_id
    LEFT JOIN scores s ON s.run_id = r.run_id AND s.actor_id = g.grantee_id AND s.node = asked.node
    LEFT JOIN score_intervals i ON i.run_id = r.run_id AND i.actor_id = g.grantee_id AND r.root_node = asked.node
    WHERE r.run_id = NEW.run_id AND r.programme_id = asked.programme_id AND r.results_sha256 = NEW.results_sha256
      AND r.as_of <= NEW.assessed_on AND s.score IS NOT DISTINCT FROM NEW.score
      AND s.status IS NOT DISTINCT FROM NEW.score_status
      AND (i.score_p5, i.score_p50, i.score_p95, i.grade)
        IS NOT DISTINCT FROM (NEW.score_p5, NEW.score_p50, NEW.score_p95, NEW.grade))
    OR NEW.met AND (NEW.run_id IS NULL OR NEW.score_status IS DISTINCT FROM 'ok'
      OR NOT coalesce(CASE asked.reads WHEN 'score' THEN NEW.score ELSE NEW.score_p5 END >= asked.minimum, false))
  THEN
    RAISE EXCEPTION 'the finding does not say what run % says', NEW.run_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_is_the_runs', TABLE = 'condition_findings', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
