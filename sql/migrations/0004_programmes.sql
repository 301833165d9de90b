-- What is asked of whom: target groups, indicators, frameworks, programmes with their calendar and actors.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE target_groups (
  group_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  name_ar text, name_fr text, name_en text,
  CONSTRAINT one_name_at_least CHECK (num_nonnulls(name_ar, name_fr, name_en) >= 1)
);
GRANT SELECT ON target_groups TO tadamun_app;
GRANT INSERT (code, name_ar, name_fr, name_en) ON target_groups TO tadamun_app;
-- A value that is not broken down is of everybody.
INSERT INTO target_groups (code, name_ar, name_fr, name_en) VALUES ('all', 'الجميع', 'Tous', 'All');

-- An indicator's definition is never edited: another definition is another version.
CREATE TABLE indicators (
  indicator_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL CONSTRAINT code_is_a_code CHECK (is_code(code)),
  version smallint NOT NULL DEFAULT 1 CONSTRAINT version_counts_from_one CHECK (version >= 1),
  name_ar text, name_fr text, name_en text,
  unit text NOT NULL,
  -- flow: adds up over periods; stock: the last one counts; ratio: numerators and denominators add up.
  kind text NOT NULL CONSTRAINT kind_is_known CHECK (kind IN ('flow', 'stock', 'ratio')),
  direction text NOT NULL CONSTRAINT direction_is_known CHECK (direction IN ('up', 'down')),
  -- Axes along which values may be broken down, such as {sex,age}; each axis must add up to the total.
  disaggregation text[] NOT NULL DEFAULT '{}',
  minimum double precision,
  maximum double precision,
  CONSTRAINT one_name_at_least CHECK (num_nonnulls(name_ar, name_fr, name_en) >= 1),
  CONSTRAINT range_not_reversed CHECK (minimum <= maximum),
  UNIQUE (code, version)
);
CALL make_append_only('indicators');
GRANT SELECT ON indicators TO tadamun_app;
GRANT INSERT (code, version, name_ar, name_fr, name_en, unit, kind, direction, disaggregation, minimum, maximum)
  ON indicators TO tadamun_app;

-- A framework is the text of its file, known by the file's SHA-256. What ran can be read again word for word.
CREATE TABLE frameworks (
  framework_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL CONSTRAINT code_is_a_code CHECK (is_code(code)),
  version integer NOT NULL CONSTRAINT version_counts_from_one CHECK (version >= 1),
  sha256 bytea NOT NULL UNIQUE,
  body text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT hash_is_of_the_body CHECK (sha256 = sha256(convert_to(body, 'UTF8'))),
  UNIQUE (code, version)
);
CALL make_append_only('frameworks');
GRANT SELECT ON frameworks TO tadamun_app;
GRANT INSERT (code, version, sha256, body) ON frameworks TO tadamun_app;

CREATE TABLE programmes (
  programme_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  name_ar text, name_fr text, name_en text,
  funder_id bigint NOT NULL REFERENCES actors,
  currency char(3) NOT NULL CONSTRAINT currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
  time_zone text NOT NULL DEFAULT 'Africa/Casablanca',
  -- quarterly and yearly programmes ask for those periods; a free one takes any, as imported data need.
  calendar text NOT NULL DEFAULT 'quarterly' CONSTRAINT calendar_is_known CHECK (calendar IN ('quarterly', 'yearly', 'free')),
  -- Days after a period's last day until its report is late.
  grace_days smallint NOT NULL DEFAULT 30 CONSTRAINT grace_is_bounded CHECK (grace_days BETWEEN 0 AND 366),
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_name_at_least CHECK (num_nonnulls(name_ar, name_fr, name_en) >= 1)
);
GRANT SELECT ON programmes TO tadamun_app;
GRANT INSERT (code, name_ar, name_fr, name_en, funder_id, currency, time_zone, calendar, grace_days) ON programmes TO tadamun_app;

CREATE FUNCTION refuse_unknown_time_zone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_timezone_names WHERE name = NEW.time_zone) THEN
    RAISE EXCEPTION 'time zone % is not known to the database', NEW.time_zone
      USING ERRCODE = 'check_violation', CONSTRAINT = 'time_zone_is_known', TABLE = 'programmes', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER time_zone_is_known BEFORE INSERT OR UPDATE OF time_zone ON programmes
  FOR EACH ROW EXECUTE FUNCTION refuse_unknown_time_zone();

-- Which framework a programme scores by, from when. One at a time.
CREATE TABLE programme_frameworks (
  programme_id bigint NOT NULL REFERENCES programmes,
  framework_id bigint NOT NULL REFERENCES frameworks,
  first_on date NOT NULL,
  adopted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (programme_id, first_on, adopted_at)
);
CALL make_append_only('programme_frameworks');
GRANT SELECT ON programme_frameworks TO tadamun_app;
GRANT INSERT (programme_id, framework_id, first_on) ON programme_frameworks TO tadamun_app;

-- Periods are shared by all programmes: one report may answer several that ask for the same time.
CREATE TABLE periods (
  period_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  first_on date NOT NULL,
  last_on date NOT NULL,
  UNIQUE (first_on, last_on),
  CONSTRAINT period_not_reversed CHECK (last_on >= first_on),
  CONSTRAINT period_within_sixty_years CHECK (last_on - first_on <= 21915),
  CONSTRAINT period_in_living_memory CHECK (first_on >= DATE '1990-01-01' AND last_on <= DATE '2100-12-31')
);
GRANT SELECT ON periods TO tadamun_app;
GRANT INSERT (first_on, last_on) ON periods TO tadamun_app;

-- Which actor takes part in which programme, when.
CREATE TABLE enrolments (
  enrolment_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  programme_id bigint NOT NULL REFERENCES programmes,
  actor_id bigint NOT NULL REFERENCES actors,
  first_on date NOT NULL,
  last_on date,
  CONSTRAINT period_not_reversed CHECK (last_on IS NULL OR last_on >= first_on),
  CONSTRAINT enrolments_do_not_overlap EXCLUDE USING gist (
    programme_id WITH =, actor_id WITH =, daterange(first_on, last_on, '[]') WITH &&)
);
GRANT SELECT ON enrolments TO tadamun_app;
GRANT INSERT (programme_id, actor_id, first_on, last_on) ON enrolments TO tadamun_app;
GRANT UPDATE (last_on) ON enrolments TO tadamun_app;
