-- Frameworks as law: drafts that may be replaced, published ones that never change, and adoption between periods only.
SET LOCAL search_path = tadamun, pg_temp;

-- A row of `frameworks` is a published framework. The days it holds for stand in its text; they are repeated here so
-- that the database can keep programmes to them.
ALTER TABLE frameworks
  ADD COLUMN valid_from date,
  ADD COLUMN valid_to date,
  ADD COLUMN published_by text NOT NULL DEFAULT 'migration' CONSTRAINT publisher_is_named CHECK (published_by <> ''),
  ADD CONSTRAINT validity_not_reversed CHECK (valid_to >= valid_from);
ALTER TABLE frameworks ALTER COLUMN published_by DROP DEFAULT;
GRANT INSERT (valid_from, valid_to, published_by) ON frameworks TO tadamun_app;

-- Every text that was saved as a draft; of several for a code and version the last is the draft.
CREATE TABLE framework_drafts (
  draft_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL CONSTRAINT code_is_a_code CHECK (is_code(code)),
  version integer NOT NULL CONSTRAINT version_counts_from_one CHECK (version >= 1),
  sha256 bytea NOT NULL,
  body text NOT NULL,
  saved_by text NOT NULL CONSTRAINT author_is_named CHECK (saved_by <> ''),
  saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT hash_is_of_the_body CHECK (sha256 = sha256(convert_to(body, 'UTF8')))
);
CREATE INDEX drafts_of_a_framework ON framework_drafts (code, version, draft_id);
CALL make_append_only('framework_drafts');
GRANT SELECT ON framework_drafts TO tadamun_app;
GRANT INSERT (code, version, sha256, body, saved_by) ON framework_drafts TO tadamun_app;

CREATE FUNCTION refuse_draft_of_published() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM frameworks f WHERE f.code = NEW.code AND f.version = NEW.version) THEN
    RAISE EXCEPTION 'framework % version % is published', NEW.code, NEW.version
      USING ERRCODE = 'check_violation', CONSTRAINT = 'published_frameworks_never_change', TABLE = 'framework_drafts',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER published_frameworks_never_change BEFORE INSERT ON framework_drafts
  FOR EACH ROW EXECUTE FUNCTION refuse_draft_of_published();

-- The last day of the reporting period that holds `day`; nothing in a free calendar, which has no periods of its own.
CREATE FUNCTION period_end(calendar text, day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = tadamun, pg_temp AS $$
  SELECT CASE calendar
    WHEN 'quarterly' THEN (date_trunc('quarter', day::timestamp) + interval '3 months')::date - 1
    WHEN 'yearly' THEN (date_trunc('year', day::timestamp) + interval '1 year')::date - 1
  END
$$;
GRANT EXECUTE ON FUNCTION period_end TO tadamun_app;

-- What a programme scores by changes between its periods, and never in one that is open.
CREATE FUNCTION refuse_change_of_law() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  framework frameworks;
  programme programmes;
  open_through date;
BEGIN
  SELECT * INTO STRICT framework FROM frameworks f WHERE f.framework_id = NEW.framework_id;
  SELECT * INTO STRICT programme FROM programmes p WHERE p.programme_id = NEW.programme_id;
  -- 1. A framework is adopted for days it holds for.
  IF NEW.first_on < framework.valid_from OR NEW.first_on > framework.valid_to THEN
    RAISE EXCEPTION 'framework % version % does not hold on %', framework.code, framework.version, NEW.first_on
      USING ERRCODE = 'check_violation', CONSTRAINT = 'adopted_while_it_holds', TABLE = 'programme_frameworks',
        SCHEMA = 'tadamun';
  END IF;
  -- 2. One adoption of a programme at a time: two first ones would not see each other.
  PERFORM pg_advisory_xact_lock(hashtextextended('framework of programme ' || NEW.programme_id, 0));
  -- 3. The first framework of a programme replaces nothing, and repeating one changes nothing.
  IF NOT EXISTS (
    SELECT FROM programme_frameworks x WHERE x.programme_id = NEW.programme_id AND x.framework_id <> NEW.framework_id)
  THEN
    RETURN NEW;
  END IF;
  -- 4. The clock is the database's own: adopted_at is not the application's to write.
  open_through := period_end(programme.calendar, (clock_timestamp() AT TIME ZONE programme.time_zone)::date);
  IF NEW.first_on <= open_through AND EXISTS (
    SELECT FROM programme_frameworks x WHERE x.programme_id = NEW.programme_id AND x.first_on <= open_through)
  THEN
    RAISE EXCEPTION 'the reporting period through % is open', open_through
      USING ERRCODE = 'check_violation', CONSTRAINT = 'open_periods_keep_their_framework',
        TABLE = 'programme_frameworks', SCHEMA = 'tadamun';
  END IF;
  -- 5. Nor in the middle of a later one.
  IF period_end(programme.calendar, NEW.first_on - 1) >= NEW.first_on THEN
    RAISE EXCEPTION '% is not the first day of a reporting period', NEW.first_on
      USING ERRCODE = 'check_violation', CONSTRAINT = 'frameworks_begin_with_a_period', TABLE = 'programme_frameworks',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER law_changes_between_periods BEFORE INSERT ON programme_frameworks
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_law();
