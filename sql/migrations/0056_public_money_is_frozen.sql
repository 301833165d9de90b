-- What everybody may read of a programme's money stands as of the end of a published period and never changes: with the
-- people reached in the period, what had come until its last day is published.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE money_publications (
  publication_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  programme_id bigint NOT NULL REFERENCES programmes,
  period_id integer NOT NULL REFERENCES periods,
  version smallint NOT NULL CONSTRAINT version_counts_from_one CHECK (version >= 1),
  published_by text NOT NULL CONSTRAINT publisher_is_named CHECK (published_by <> ''),
  published_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  CONSTRAINT money_publications_are_counted UNIQUE (programme_id, period_id, version)
);
CALL make_append_only('money_publications');
GRANT SELECT ON money_publications TO tadamun_app;
GRANT INSERT (programme_id, period_id, version, published_by) ON money_publications TO tadamun_app;

-- An amount is NULL where it is hidden.
CREATE TABLE money_publication_sums (
  publication_id bigint NOT NULL REFERENCES money_publications,
  instrument text NOT NULL,
  currency text NOT NULL,
  actors integer CONSTRAINT few_actors_are_hidden CHECK (actors >= 3),
  promised_minor bigint,
  received_minor bigint,
  spent_minor bigint,
  PRIMARY KEY (publication_id, instrument, currency),
  CONSTRAINT amounts_of_few_are_hidden
    CHECK (actors IS NOT NULL OR coalesce(promised_minor, received_minor, spent_minor) IS NULL)
);
CALL make_append_only('money_publication_sums');
GRANT SELECT, INSERT ON money_publication_sums TO tadamun_app;

-- What each actor had of it: read when the next one is published, and shown to nobody.
CREATE TABLE money_publication_parts (
  actor_id bigint NOT NULL REFERENCES actors,
  publication_id bigint NOT NULL REFERENCES money_publications,
  instrument text NOT NULL,
  currency text NOT NULL,
  promised_minor bigint NOT NULL,
  received_minor bigint NOT NULL,
  spent_minor bigint NOT NULL,
  PRIMARY KEY (actor_id, publication_id, instrument, currency)
);
CREATE INDEX parts_of_a_publication ON money_publication_parts (publication_id);
CALL make_append_only('money_publication_parts');
GRANT SELECT, INSERT ON money_publication_parts TO tadamun_app;
CALL keep_within_reach('money_publication_parts', 'tadamun.organisations', 'actor_id');
