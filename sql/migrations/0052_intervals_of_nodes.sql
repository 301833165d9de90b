-- How far the scores of every node can be trusted, not of the score itself alone.
SET LOCAL search_path = tadamun, pg_temp;

-- One row an actor that has a rank at a node below the score itself. Nine numbers a node of the run's tree, in its order:
-- mean, standard deviation, P5, P50 and P95 of the score, the same three of the rank, and the chance of the top; NULL
-- where there is no rank, and for the score itself, which score_intervals has. One letter a node for the grade, - for
-- none.
CREATE TABLE node_intervals (
  actor_id bigint NOT NULL,
  run_id bigint NOT NULL,
  numbers double precision[] NOT NULL CONSTRAINT numbers_are_bounded CHECK (1e300 >= ALL (numbers)),
  grades text NOT NULL CONSTRAINT grades_are_letters CHECK (grades ~ '^[A-D-]+$'),
  PRIMARY KEY (run_id, actor_id),
  CONSTRAINT nine_numbers_a_node CHECK (array_ndims(numbers) = 1 AND cardinality(numbers) = 9 * length(grades))
);
CALL make_append_only('node_intervals');
GRANT SELECT, INSERT ON node_intervals TO tadamun_app;

-- Both as rows: one an actor, run and node where it has a rank.
CREATE VIEW intervals AS
  SELECT i.actor_id, i.run_id, r.root_node AS node, i.mean, i.sd, i.score_p5, i.score_p50, i.score_p95, i.rank_p5,
    i.rank_p50, i.rank_p95, i.chance_of_top, i.grade
  FROM score_intervals i JOIN runs r ON r.run_id = i.run_id
  UNION ALL
  SELECT i.actor_id, i.run_id, r.nodes[n], i.numbers[9 * n - 8], i.numbers[9 * n - 7], i.numbers[9 * n - 6],
    i.numbers[9 * n - 5], i.numbers[9 * n - 4], i.numbers[9 * n - 3], i.numbers[9 * n - 2], i.numbers[9 * n - 1],
    i.numbers[9 * n], substr(i.grades, n, 1)
  FROM node_intervals i JOIN runs r ON r.run_id = i.run_id
  CROSS JOIN LATERAL generate_series(1, length(i.grades)) n
  WHERE substr(i.grades, n, 1) <> '-';
GRANT SELECT ON intervals TO tadamun_app;

-- A finding on a score of any node keeps its interval.
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
    LEFT JOIN intervals i ON i.run_id = r.run_id AND i.actor_id = g.grantee_id AND i.node = asked.node
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
