-- The guard of indicator_values says the same as before and reads what was added once instead of twice: it is more than a
-- tenth of what an import costs the server.
SET LOCAL search_path = tadamun, pg_temp;

CREATE OR REPLACE FUNCTION refuse_stray_values() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp SET jit = off SET work_mem = '64MB'
SET enable_seqscan = off SET enable_sort = off AS $$
DECLARE
  stray record;
BEGIN
  -- 1. The added rows come down to the few distinct reports and the few distinct cells in one pass: which of the two a row
  -- of the answer is, is_cell says.
  SELECT v.is_cell INTO stray
  FROM (
    SELECT GROUPING(report_id) = 1 AS is_cell, actor_id, report_id, period_id, submitted_on, indicator_id, group_id
    FROM added
    GROUP BY GROUPING SETS ((actor_id, report_id, period_id, submitted_on), (indicator_id, group_id))) v
  WHERE CASE WHEN v.is_cell THEN
    -- 2. Cells name indicators and groups that exist.
    (SELECT TRUE FROM indicators i WHERE i.indicator_id = v.indicator_id) IS NULL
      OR (SELECT TRUE FROM target_groups g WHERE g.group_id = v.group_id) IS NULL
  ELSE
    -- 3. They come with their report, in its transaction, for its period and day, or not at all.
    (SELECT r.period_id = v.period_id AND r.submitted_on = v.submitted_on AND r.tx = pg_current_xact_id()
      FROM reports r WHERE r.actor_id = v.actor_id AND r.report_id = v.report_id) IS NOT TRUE
  END
  ORDER BY v.is_cell LIMIT 1;
  IF stray.is_cell THEN
    RAISE EXCEPTION 'a value names an indicator or a target group that does not exist'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'indicator_and_group_exist', TABLE = 'indicator_values', SCHEMA = 'tadamun';
  ELSIF NOT stray.is_cell THEN
    RAISE EXCEPTION 'values come with their report, for its period, in its transaction'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reports_are_closed', TABLE = 'indicator_values', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
