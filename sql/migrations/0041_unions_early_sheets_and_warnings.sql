-- A union's figures are made of its members' reports: a run sees the memberships that were known at its moment.
SET LOCAL search_path = tadamun, pg_temp;

ALTER TABLE memberships ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT statement_timestamp();
CREATE INDEX memberships_of_a_member ON memberships (member_id);
CREATE INDEX memberships_by_time ON memberships (recorded_at);

-- Another end is another fact, known from then on.
CREATE FUNCTION stamp_membership() RETURNS trigger
LANGUAGE plpgsql SET search_path = tadamun, pg_temp AS $$
BEGIN
  NEW.recorded_at := statement_timestamp();
  RETURN NEW;
END
$$;
CREATE TRIGGER memberships_say_when BEFORE INSERT OR UPDATE ON memberships
  FOR EACH ROW EXECUTE FUNCTION stamp_membership();

-- A run's sheets are written while its observations are still being read, before it is known what the run comes to: its
-- key is taken beforehand.
GRANT INSERT (run_id) ON runs TO tadamun_app;
GRANT USAGE ON SEQUENCE runs_run_id_seq TO tadamun_app;

-- Signs of invented or adjusted numbers that a run noticed: for an auditor, never proof, and no score hangs on them.
CREATE TABLE run_warnings (
  run_id bigint NOT NULL REFERENCES runs,
  place integer NOT NULL CONSTRAINT place_counts_from_one CHECK (place >= 1),
  -- NULL where it is about all actors of the run.
  actor_id bigint REFERENCES actors,
  kind text NOT NULL CONSTRAINT kind_is_known CHECK (
    kind IN ('first_digits', 'heaping', 'identical_rows', 'copied_values', 'small_spread', 'bunching')),
  indicator text,
  observations integer NOT NULL CONSTRAINT observations_counted CHECK (observations >= 1),
  p_value double precision CONSTRAINT p_value_is_a_probability CHECK (p_value BETWEEN 0 AND 1),
  message text NOT NULL CONSTRAINT message_says_something CHECK (btrim(message) <> ''),
  -- Whether it hangs on the actor's own values alone: then a night takes it over where nothing new is known of the actor.
  is_own boolean NOT NULL,
  PRIMARY KEY (run_id, place),
  CONSTRAINT own_is_somebodys CHECK (NOT is_own OR actor_id IS NOT NULL)
);
CREATE INDEX warnings_of_an_actor ON run_warnings (actor_id, run_id);
CALL make_append_only('run_warnings');
GRANT SELECT, INSERT ON run_warnings TO tadamun_app;

-- Standings are checked against sheets by the key, however many sheets earlier nights have left.
ALTER FUNCTION refuse_standings_without_sheet SET enable_seqscan = off;
ALTER FUNCTION refuse_standings_without_sheet SET enable_hashjoin = off;
ALTER FUNCTION refuse_standings_without_sheet SET enable_mergejoin = off;
