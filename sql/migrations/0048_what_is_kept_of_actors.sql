-- What a night takes over from the runs before it, a stretch of actors a row: beside the sheets, which people read.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. A night reads this of everybody, and of a sheet nothing else: rows of sheets are wide and lie far apart.
CREATE TABLE kept_actors (
  run_id bigint NOT NULL,
  first_actor bigint NOT NULL,
  last_actor bigint NOT NULL,
  actor_count integer NOT NULL CONSTRAINT actors_are_kept CHECK (actor_count >= 1),
  -- Actor after actor in the order of their keys, of each: the key (8 bytes), SHA-256 over its observations and over its
  -- sheet (32 bytes each), how many observations there were and how many of them a later version took the place of (4
  -- bytes each), how far its own values move from period to period (8 bytes, a double) and the degrees of freedom behind
  -- that (4 bytes), the length of the rest (4 bytes), and the observations after roll-up in the engine's own form: what
  -- the next night scores again without reading them. Numbers begin with their highest byte.
  body bytea NOT NULL,
  PRIMARY KEY (run_id, first_actor),
  CONSTRAINT actors_are_in_order CHECK (first_actor <= last_actor)
);
-- Fingerprints do not compress: trying would cost more than the write.
ALTER TABLE kept_actors ALTER COLUMN body SET STORAGE EXTERNAL;
INSERT INTO kept_actors (run_id, first_actor, last_actor, actor_count, body)
  SELECT run_id, min(actor_id), max(actor_id), count(*),
    string_agg(int8send(actor_id) || cells_sha256 || sheet_sha256 || int4send(observation_count)
      || int4send(superseded_count) || float8send(coalesce(spread, 0)) || int4send(coalesce(spread_degrees, 0))
      || int4send(octet_length(cells)) || cells, '' ORDER BY actor_id)
  FROM (
    SELECT *, (row_number() OVER (PARTITION BY run_id ORDER BY actor_id) - 1) / 1024 AS stretch FROM actor_sheets) s
  GROUP BY run_id, stretch;
CALL make_append_only('kept_actors');
GRANT SELECT, INSERT ON kept_actors TO tadamun_app;

ALTER TABLE actor_sheets
  DROP COLUMN cells_sha256, DROP COLUMN sheet_sha256, DROP COLUMN observation_count, DROP COLUMN superseded_count,
  DROP COLUMN spread, DROP COLUMN spread_degrees, DROP COLUMN cells;

-- 2. A run's rows are found, and written, one beside the other: by the run first.
ALTER TABLE actor_sheets DROP CONSTRAINT actor_sheets_pkey, ADD PRIMARY KEY (run_id, actor_id);
ALTER TABLE standings DROP CONSTRAINT standings_pkey, ADD PRIMARY KEY (run_id, actor_id);
ALTER TABLE score_intervals DROP CONSTRAINT score_intervals_pkey, ADD PRIMARY KEY (run_id, actor_id);
DROP INDEX intervals_of_a_run;
