-- What a run found, kept so that a night costs what has changed: a sheet an actor, shared by every later run in which
-- it comes out the same, and a standing an actor and run. Scales of relative indicators are stored and issued.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. The tables of rows give way to views over sheets; runs made before have no results any more, and the next night
--    scores anew.
DELETE FROM current_runs;
DROP TABLE scores;
DROP TABLE score_parts;

-- 2. What the values of all actors said about each indicator when the scale was laid, word for word.
CREATE TABLE scales (
  scale_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  programme_id bigint NOT NULL REFERENCES programmes,
  framework_id bigint NOT NULL REFERENCES frameworks,
  sha256 bytea NOT NULL,
  body text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT hash_is_of_the_body CHECK (sha256 = sha256(convert_to(body, 'UTF8'))),
  UNIQUE (programme_id, framework_id, sha256)
);
CALL make_append_only('scales');
GRANT SELECT ON scales TO tadamun_app;
GRANT INSERT (programme_id, framework_id, sha256, body) ON scales TO tadamun_app;

-- A scale is issued for a reporting year and holds until a later version of it is issued: meanwhile an actor's score
-- moves by its own data only.
CREATE TABLE scale_issues (
  programme_id bigint NOT NULL REFERENCES programmes,
  framework_id bigint NOT NULL REFERENCES frameworks,
  reporting_year smallint NOT NULL CONSTRAINT year_in_living_memory CHECK (reporting_year BETWEEN 1990 AND 2100),
  version integer NOT NULL CONSTRAINT version_counts_from_one CHECK (version >= 1),
  scale_id bigint NOT NULL REFERENCES scales,
  issued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  issued_by text NOT NULL CONSTRAINT issuer_is_named CHECK (issued_by <> ''),
  PRIMARY KEY (programme_id, framework_id, reporting_year, version)
);
CALL make_append_only('scale_issues');
GRANT SELECT ON scale_issues TO tadamun_app;
GRANT INSERT (programme_id, framework_id, reporting_year, version, scale_id, issued_by) ON scale_issues TO tadamun_app;

-- 3. What a run needs to be read: sheets name nodes, indicators, groups and statuses by their place in these lists.
ALTER TABLE runs
  ADD COLUMN nodes text[] NOT NULL DEFAULT '{}',
  ADD COLUMN indicators text[] NOT NULL DEFAULT '{}',
  ADD COLUMN groups text[] NOT NULL DEFAULT '{}',
  ADD COLUMN node_statuses text[] NOT NULL DEFAULT '{}',
  ADD COLUMN part_statuses text[] NOT NULL DEFAULT '{}',
  -- Hash of the periods and everything else that decides how a value is read: sheets are shared only where it is equal.
  ADD COLUMN layout_sha256 bytea NOT NULL DEFAULT '',
  -- The run whose sheets were taken over where nothing had changed, and how many actors that was.
  ADD COLUMN base_run_id bigint REFERENCES runs,
  ADD COLUMN reused_count integer NOT NULL DEFAULT 0 CONSTRAINT reused_not_negative CHECK (reused_count >= 0),
  ADD COLUMN scale_id bigint REFERENCES scales,
  -- Which issue of the year's scale was frozen; NULL where the run laid its own.
  ADD COLUMN scale_year smallint,
  ADD COLUMN scale_version integer,
  ADD COLUMN replicates integer NOT NULL DEFAULT 0 CONSTRAINT replicates_not_negative CHECK (replicates >= 0),
  ADD CONSTRAINT a_scale_version_has_its_year CHECK ((scale_year IS NULL) = (scale_version IS NULL)),
  ADD CONSTRAINT reused_from_somewhere CHECK (reused_count = 0 OR base_run_id IS NOT NULL);
GRANT INSERT (nodes, indicators, groups, node_statuses, part_statuses, layout_sha256, base_run_id, reused_count, scale_id,
  scale_year, scale_version, replicates) ON runs TO tadamun_app;

-- 4. One row an actor and run that found something new of it. Arrays, because a million rows of parts a night would cost
--    more than the night's whole work; the views below give them back as rows. A NULL in an array is a number that is
--    not there; its status says why.
CREATE TABLE actor_sheets (
  actor_id bigint NOT NULL,
  run_id bigint NOT NULL,
  -- SHA-256 over the actor's observations and over the rest of this row.
  cells_sha256 bytea NOT NULL CONSTRAINT cells_hash_is_sha256 CHECK (octet_length(cells_sha256) = 32),
  sheet_sha256 bytea NOT NULL CONSTRAINT sheet_hash_is_sha256 CHECK (octet_length(sheet_sha256) = 32),
  observation_count integer NOT NULL CONSTRAINT observations_not_negative CHECK (observation_count >= 0),
  superseded_count integer NOT NULL CONSTRAINT superseded_not_negative CHECK (superseded_count >= 0),
  -- The observations after roll-up, in the engine's own form: what the next night scores again without reading them.
  cells bytea NOT NULL,
  -- Node after node.
  scores double precision[] NOT NULL,
  unweighted double precision[] NOT NULL,
  lower_bounds double precision[] NOT NULL,
  upper_bounds double precision[] NOT NULL,
  coverages double precision[] NOT NULL,
  statuses smallint[] NOT NULL,
  -- Part after part; a part's place is group × indicators + indicator.
  places smallint[] NOT NULL,
  raws double precision[] NOT NULL,
  normalised double precision[] NOT NULL,
  evidences double precision[] NOT NULL,
  weights double precision[] NOT NULL,
  contributions double precision[] NOT NULL,
  place_statuses smallint[] NOT NULL,
  PRIMARY KEY (actor_id, run_id),
  -- Not-a-number is larger than every number.
  CONSTRAINT scores_are_numbers CHECK (1e300 >= ALL (scores) AND -1e300 <= ALL (scores)),
  CONSTRAINT contributions_are_numbers CHECK (1e300 >= ALL (contributions) AND -1e300 <= ALL (contributions)),
  CONSTRAINT coverages_are_shares CHECK (1 >= ALL (coverages) AND 0 <= ALL (coverages)),
  CONSTRAINT nodes_are_whole CHECK (cardinality(scores) = cardinality(statuses)
    AND cardinality(unweighted) = cardinality(statuses) AND cardinality(lower_bounds) = cardinality(statuses)
    AND cardinality(upper_bounds) = cardinality(statuses) AND cardinality(coverages) = cardinality(statuses)),
  CONSTRAINT parts_are_whole CHECK (cardinality(raws) = cardinality(places)
    AND cardinality(normalised) = cardinality(places) AND cardinality(evidences) = cardinality(places)
    AND cardinality(weights) = cardinality(places) AND cardinality(contributions) = cardinality(places)
    AND cardinality(place_statuses) = cardinality(places))
) WITH (toast_tuple_target = 8160);
-- Random digits do not compress: trying would cost more than the write.
ALTER TABLE actor_sheets
  ALTER COLUMN cells SET STORAGE EXTERNAL, ALTER COLUMN raws SET STORAGE EXTERNAL,
  ALTER COLUMN normalised SET STORAGE EXTERNAL, ALTER COLUMN evidences SET STORAGE EXTERNAL,
  ALTER COLUMN weights SET STORAGE EXTERNAL, ALTER COLUMN contributions SET STORAGE EXTERNAL;
CALL make_append_only('actor_sheets');
GRANT SELECT, INSERT ON actor_sheets TO tadamun_app;

-- 5. Where an actor stands in a run, and which run's sheet says why.
CREATE TABLE standings (
  actor_id bigint NOT NULL,
  run_id bigint NOT NULL,
  sheet_run_id bigint NOT NULL,
  -- Of the score itself, and node after node. A rank is NULL where the score does not count.
  rank integer CONSTRAINT rank_counts_from_one CHECK (rank >= 1),
  ranks integer[] NOT NULL,
  PRIMARY KEY (actor_id, run_id),
  CONSTRAINT a_sheet_is_not_from_later CHECK (sheet_run_id <= run_id)
);
CREATE INDEX standings_of_a_run ON standings (run_id, rank);
CALL make_append_only('standings');
GRANT SELECT, INSERT ON standings TO tadamun_app;

-- What a foreign key would say, said once a statement: a night adds a row an actor.
CREATE FUNCTION refuse_standings_without_sheet() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp SET jit = off SET work_mem = '64MB' AS $$
BEGIN
  IF EXISTS (
    SELECT FROM added s LEFT JOIN actor_sheets h ON h.actor_id = s.actor_id AND h.run_id = s.sheet_run_id
    WHERE h.actor_id IS NULL)
  THEN
    RAISE EXCEPTION 'a standing points to a sheet that is not there'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'standings_have_sheets', TABLE = 'standings', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER standings_have_sheets AFTER INSERT ON standings REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_standings_without_sheet();

-- 6. How far a score can be trusted, where replicates ran: every ranked actor of the run.
CREATE TABLE score_intervals (
  actor_id bigint NOT NULL,
  run_id bigint NOT NULL,
  mean double precision NOT NULL,
  sd double precision NOT NULL CONSTRAINT sd_not_negative CHECK (sd >= 0),
  score_p5 double precision NOT NULL,
  score_p50 double precision NOT NULL,
  score_p95 double precision NOT NULL,
  rank_p5 double precision NOT NULL CONSTRAINT rank_counts_from_one CHECK (rank_p5 >= 1),
  rank_p50 double precision NOT NULL,
  rank_p95 double precision NOT NULL,
  chance_of_top double precision NOT NULL CONSTRAINT chance_is_a_share CHECK (chance_of_top BETWEEN 0 AND 1),
  grade text NOT NULL,
  PRIMARY KEY (actor_id, run_id),
  CONSTRAINT scores_in_order CHECK (score_p5 <= score_p50 AND score_p50 <= score_p95 AND score_p95 <= 1e300),
  CONSTRAINT ranks_in_order CHECK (rank_p5 <= rank_p50 AND rank_p50 <= rank_p95 AND rank_p95 <= 1e9)
);
CREATE INDEX intervals_of_a_run ON score_intervals (run_id);
CALL make_append_only('score_intervals');
GRANT SELECT, INSERT ON score_intervals TO tadamun_app;

-- What the ranks of a run hang on: Sobol's indices of the mean absolute rank shift, with bootstrap intervals.
CREATE TABLE run_factors (
  run_id bigint NOT NULL REFERENCES runs,
  factor text NOT NULL,
  first_order double precision NOT NULL,
  first_low double precision NOT NULL,
  first_high double precision NOT NULL,
  total_order double precision NOT NULL,
  total_low double precision NOT NULL,
  total_high double precision NOT NULL,
  PRIMARY KEY (run_id, factor),
  CONSTRAINT first_in_order CHECK (first_low <= first_high AND first_high <= 1e300),
  CONSTRAINT total_in_order CHECK (total_low <= total_high AND total_high <= 1e300)
);
CALL make_append_only('run_factors');
GRANT SELECT, INSERT ON run_factors TO tadamun_app;

-- 7. Sheets as rows: one an actor, run and node of the tree. No score is NULL with a status that says why, never zero.
CREATE VIEW scores AS
  SELECT s.actor_id, s.run_id, r.nodes[n] AS node, h.scores[n] AS score, h.unweighted[n] AS unweighted,
    h.lower_bounds[n] AS lower_bound, h.upper_bounds[n] AS upper_bound, s.ranks[n] AS rank, h.coverages[n] AS coverage,
    r.node_statuses[h.statuses[n] + 1] AS status
  FROM standings s JOIN runs r ON r.run_id = s.run_id
  JOIN actor_sheets h ON h.actor_id = s.actor_id AND h.run_id = s.sheet_run_id
  CROSS JOIN LATERAL generate_subscripts(h.scores, 1) n;
GRANT SELECT ON scores TO tadamun_app;

-- What each cell brought: contributions of an actor's cells add up to its score.
CREATE VIEW score_parts AS
  SELECT s.actor_id, s.run_id, r.indicators[1 + h.places[n] % cardinality(r.indicators)] AS indicator,
    r.groups[1 + h.places[n] / cardinality(r.indicators)] AS group_code, h.raws[n] AS raw,
    h.normalised[n] AS normalised, h.evidences[n] AS evidence, h.weights[n] AS weight,
    h.contributions[n] AS contribution, r.part_statuses[h.place_statuses[n] + 1] AS status
  FROM standings s JOIN runs r ON r.run_id = s.run_id
  JOIN actor_sheets h ON h.actor_id = s.actor_id AND h.run_id = s.sheet_run_id
  CROSS JOIN LATERAL generate_subscripts(h.places, 1) n;
GRANT SELECT ON score_parts TO tadamun_app;

-- 8. Finding what is new since a run: reports by when they came, verdicts that were given after the report, targets.
CREATE INDEX reports_by_time ON reports (recorded_at);
CREATE INDEX reports_by_day ON reports (submitted_on);
CREATE INDEX targets_by_time ON targets (recorded_at);
CREATE INDEX verdicts_given_later ON indicator_values (verified_at) WHERE verified_at > recorded_at;
