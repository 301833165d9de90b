-- Whether a correction is of a locked report is looked up among the actor's reports, also before the table is analysed:
-- the server then took the index of the programme's for as good, and read everybody's reports for each correction.
SET LOCAL search_path = tadamun, pg_temp;

CREATE OR REPLACE FUNCTION refuse_correction_of_locked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp SET enable_seqscan = off AS $$
DECLARE
  refused record;
BEGIN
  SELECT n.actor_id, n.version INTO refused FROM added n
  WHERE n.version > 1 AND (
    SELECT l.locked_at IS NOT NULL AND o.reopened_at IS NULL
    FROM reports r
    LEFT JOIN report_locks l ON l.actor_id = r.actor_id AND l.report_id = r.report_id
    LEFT JOIN report_reopenings o ON o.actor_id = r.actor_id AND o.report_id = r.report_id
    -- No index but those that lead with the actor serves an expression.
    WHERE r.actor_id = n.actor_id AND r.programme_id + 0 = n.programme_id AND r.period_id = n.period_id
      AND r.version = n.version - 1)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'version % corrects a locked report of actor %', refused.version, refused.actor_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'locked_reports_are_reopened_first', TABLE = 'reports',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
