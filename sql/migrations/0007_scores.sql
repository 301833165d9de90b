-- Runs of the engine and what they found. A run is written whole in one transaction and shown by one pointer.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE runs (
  run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  programme_id bigint NOT NULL REFERENCES programmes,
  framework_id bigint NOT NULL REFERENCES frameworks,
  -- What the run could see: facts valid by as_of and recorded by recorded_until.
  as_of date NOT NULL,
  recorded_until timestamptz NOT NULL,
  seed bigint NOT NULL,
  engine_version text NOT NULL,
  -- SHA-256 over the canonical inputs and over the results: the same tuple above gives the same two.
  inputs_sha256 bytea NOT NULL CONSTRAINT inputs_hash_is_sha256 CHECK (octet_length(inputs_sha256) = 32),
  results_sha256 bytea NOT NULL CONSTRAINT results_hash_is_sha256 CHECK (octet_length(results_sha256) = 32),
  actor_count integer NOT NULL CONSTRAINT actors_not_negative CHECK (actor_count >= 0),
  observation_count bigint NOT NULL CONSTRAINT observations_not_negative CHECK (observation_count >= 0),
  -- The node of the framework's tree that is the score itself.
  root_node text NOT NULL,
  -- Cells by status, and what else the run wants to say of itself.
  summary jsonb NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (run_id, programme_id)
);
CREATE INDEX runs_of_a_programme ON runs (programme_id, run_id);
CALL make_append_only('runs');
GRANT SELECT ON runs TO tadamun_app;
GRANT INSERT (programme_id, framework_id, as_of, recorded_until, seed, engine_version, inputs_sha256, results_sha256,
  actor_count, observation_count, root_node, summary, started_at) ON runs TO tadamun_app;

-- One row an actor and node of the framework's tree. No score is NULL with a status that says why, never zero.
CREATE TABLE scores (
  actor_id bigint NOT NULL,
  run_id bigint NOT NULL,
  node text NOT NULL,
  score double precision CONSTRAINT score_is_a_number CHECK (score BETWEEN -1e300 AND 1e300),
  -- The same without equity weights, and with unverified gains counted not at all and in full.
  unweighted double precision CONSTRAINT unweighted_is_a_number CHECK (unweighted BETWEEN -1e300 AND 1e300),
  lower_bound double precision CONSTRAINT lower_bound_is_a_number CHECK (lower_bound BETWEEN -1e300 AND 1e300),
  upper_bound double precision CONSTRAINT upper_bound_is_a_number CHECK (upper_bound BETWEEN -1e300 AND 1e300),
  rank integer CONSTRAINT rank_counts_from_one CHECK (rank >= 1),
  coverage double precision NOT NULL CONSTRAINT coverage_is_a_share CHECK (coverage BETWEEN 0 AND 1),
  status text NOT NULL,
  PRIMARY KEY (actor_id, run_id, node),
  CONSTRAINT rank_needs_a_score CHECK (rank IS NULL OR score IS NOT NULL)
);
CREATE INDEX scores_of_a_run ON scores (run_id, node, rank);
CALL make_append_only('scores');
GRANT SELECT, INSERT ON scores TO tadamun_app;

-- What each cell brought: contributions of an actor's cells add up to its score.
CREATE TABLE score_parts (
  actor_id bigint NOT NULL,
  run_id bigint NOT NULL,
  indicator text NOT NULL,
  group_code text NOT NULL,
  raw double precision CONSTRAINT raw_is_a_number CHECK (raw BETWEEN -1e300 AND 1e300),
  normalised double precision CONSTRAINT normalised_is_a_number CHECK (normalised BETWEEN -1e300 AND 1e300),
  evidence double precision NOT NULL CONSTRAINT evidence_is_a_share CHECK (evidence BETWEEN 0 AND 1),
  weight double precision NOT NULL CONSTRAINT weight_not_negative CHECK (weight BETWEEN 0 AND 1e300),
  contribution double precision NOT NULL CONSTRAINT contribution_is_a_number CHECK (contribution BETWEEN -1e300 AND 1e300),
  status text NOT NULL,
  PRIMARY KEY (actor_id, run_id, indicator, group_code)
);
CREATE INDEX parts_of_a_run ON score_parts (run_id);
CALL make_append_only('score_parts');
GRANT SELECT, INSERT ON score_parts TO tadamun_app;

-- The run that readers see. One row a programme, so that one statement shows a new run whole.
CREATE TABLE current_runs (
  programme_id bigint PRIMARY KEY REFERENCES programmes,
  run_id bigint NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (run_id, programme_id) REFERENCES runs (run_id, programme_id)
);
GRANT SELECT, INSERT, UPDATE ON current_runs TO tadamun_app;
