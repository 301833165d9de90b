-- Who stands where, best first, in one row a run; and sheets looked for all at once.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. An index by rank was written anew every night, entry by entry, for the one question who stands first.
CREATE TABLE rankings (
  run_id bigint PRIMARY KEY,
  -- Those with a rank by rank and code, then those without one by code.
  actors bigint[] NOT NULL
);
-- Keys do not compress.
ALTER TABLE rankings ALTER COLUMN actors SET STORAGE EXTERNAL;
INSERT INTO rankings (run_id, actors)
  SELECT r.run_id, coalesce(s.actors, '{}')
  FROM runs r LEFT JOIN (
    SELECT s.run_id, array_agg(s.actor_id ORDER BY s.rank NULLS LAST, a.code COLLATE "C") AS actors
    FROM standings s JOIN actors a USING (actor_id) GROUP BY s.run_id) s USING (run_id);
CALL make_append_only('rankings');
GRANT SELECT, INSERT ON rankings TO tadamun_app;
DROP INDEX standings_of_a_run;

-- 2. One run's sheets after another's: both sides are read once, where each standing had been looked up by itself.
CREATE OR REPLACE FUNCTION refuse_standings_without_sheet() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp SET jit = off SET work_mem = '64MB'
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_nestloop = off SET enable_mergejoin = off AS $$
DECLARE
  sheets bigint;
BEGIN
  FOR sheets IN SELECT DISTINCT sheet_run_id FROM added LOOP
    IF EXISTS (
      SELECT FROM added s LEFT JOIN (SELECT actor_id FROM actor_sheets WHERE run_id = sheets) h USING (actor_id)
      WHERE s.sheet_run_id = sheets AND h.actor_id IS NULL)
    THEN
      RAISE EXCEPTION 'a standing points to a sheet that is not there'
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'standings_have_sheets', TABLE = 'standings', SCHEMA = 'tadamun';
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
