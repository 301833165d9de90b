-- How far an actor's own values move from period to period: a night that takes a sheet over compares it again with the
-- others, without reading the values.
SET LOCAL search_path = tadamun, pg_temp;

ALTER TABLE actor_sheets
  ADD COLUMN spread double precision CONSTRAINT spread_not_negative CHECK (spread >= 0 AND spread < 'Infinity'),
  ADD COLUMN spread_degrees integer CONSTRAINT spread_degrees_not_negative CHECK (spread_degrees >= 0),
  ADD CONSTRAINT spread_has_degrees CHECK ((spread IS NULL) = (spread_degrees IS NULL));

-- The band that a score is published in: it holds from one run to the next until the median of the score's interval lies
-- in another one too, and so it hangs on the run before.
ALTER TABLE runs ADD COLUMN bands_after bigint REFERENCES runs;
GRANT INSERT (bands_after) ON runs TO tadamun_app;
ALTER TABLE standings
  ADD COLUMN band text CONSTRAINT band_is_a_letter CHECK (band IN ('A', 'B', 'C', 'D', 'E'));

-- A union's figures in a programme are made of the members that take part in it: a run sees the enrolments that were known
-- at its moment. Those that were there before are known since ever.
ALTER TABLE enrolments ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE enrolments ALTER COLUMN recorded_at SET DEFAULT statement_timestamp();
CREATE INDEX enrolments_by_time ON enrolments (recorded_at);

-- Another end is another fact, known from then on.
CREATE FUNCTION stamp_enrolment() RETURNS trigger
LANGUAGE plpgsql SET search_path = tadamun, pg_temp AS $$
BEGIN
  NEW.recorded_at := statement_timestamp();
  RETURN NEW;
END
$$;
CREATE TRIGGER enrolments_say_when BEFORE INSERT OR UPDATE ON enrolments
  FOR EACH ROW EXECUTE FUNCTION stamp_enrolment();
