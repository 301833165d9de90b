-- The catalogue's codes, who may claim how much of an outcome, trainings, and what is published of people reached.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. What others call an indicator: codes of the SDG framework and of IRIS+, typed by users, and a funder's own. They come
-- with the definition, which is never edited.
CREATE TABLE indicator_codes (
  indicator_id integer NOT NULL REFERENCES indicators,
  scheme text NOT NULL CONSTRAINT scheme_is_known CHECK (scheme IN ('sdg', 'iris', 'funder')),
  code text NOT NULL CONSTRAINT code_fits_its_scheme CHECK (CASE scheme
    WHEN 'sdg' THEN code ~ '^([1-9]|1[0-7])[.]([0-9]{1,2}|[a-d])[.][0-9]{1,2}$'
    WHEN 'iris' THEN code ~ '^(OI|PI|FP|OD|PD)[0-9]{4}$'
    ELSE is_code(code) END),
  funder_id bigint REFERENCES actors,
  CONSTRAINT own_codes_name_their_funder CHECK ((scheme = 'funder') = (funder_id IS NOT NULL))
);
CREATE UNIQUE INDEX one_code_a_scheme ON indicator_codes (indicator_id, scheme, code, coalesce(funder_id, 0));
CREATE INDEX indicators_by_code ON indicator_codes (scheme, code);
CALL make_append_only('indicator_codes');
GRANT SELECT, INSERT ON indicator_codes TO tadamun_app;

-- 2. How much of an outcome a programme may claim as its own, in basis points. The latest recorded counts; those of all
-- programmes add up to one at most.
CREATE TABLE claim_shares (
  actor_id bigint NOT NULL REFERENCES actors,
  period_id integer NOT NULL REFERENCES periods,
  indicator text NOT NULL CONSTRAINT indicator_is_a_code CHECK (is_code(indicator)),
  group_id integer NOT NULL REFERENCES target_groups,
  programme_id bigint NOT NULL REFERENCES programmes,
  share_bp integer NOT NULL CONSTRAINT share_is_a_share CHECK (share_bp BETWEEN 0 AND 10000),
  recorded_by text NOT NULL CONSTRAINT recorder_is_named CHECK (recorded_by <> ''),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (actor_id, period_id, indicator, group_id, programme_id, recorded_at)
);
CALL make_append_only('claim_shares');
GRANT SELECT ON claim_shares TO tadamun_app;
GRANT INSERT (actor_id, period_id, indicator, group_id, programme_id, share_bp, recorded_by) ON claim_shares TO tadamun_app;

CREATE FUNCTION refuse_claims_above_one() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  -- 1. Two programmes that claim at the same moment would each see room: one writer an actor at a time.
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun claims', NEW.actor_id));
  -- 2. The shares that count, the new one among them.
  IF (SELECT sum(share_bp) FROM (
      SELECT DISTINCT ON (programme_id) share_bp FROM claim_shares
      WHERE actor_id = NEW.actor_id AND period_id = NEW.period_id AND indicator = NEW.indicator AND group_id = NEW.group_id
      ORDER BY programme_id, recorded_at DESC) latest) > 10000
  THEN
    RAISE EXCEPTION 'shares of one outcome add up to more than one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'claims_add_up_to_one_at_most', TABLE = 'claim_shares',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER claims_add_up_to_one_at_most AFTER INSERT ON claim_shares
  FOR EACH ROW EXECUTE FUNCTION refuse_claims_above_one();

-- 3. Trainings and workshops: who taught whom, counted by target group.
CREATE TABLE trainings (
  training_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL CONSTRAINT code_is_a_code CHECK (is_code(code)),
  centre_id bigint NOT NULL REFERENCES actors,
  topic text NOT NULL CONSTRAINT topic_is_bounded CHECK (length(btrim(topic)) BETWEEN 1 AND 300),
  first_on date NOT NULL,
  last_on date NOT NULL,
  hours smallint NOT NULL CONSTRAINT hours_are_positive CHECK (hours BETWEEN 1 AND 2000),
  recorded_by text NOT NULL CONSTRAINT recorder_is_named CHECK (recorded_by <> ''),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_training_a_code UNIQUE (centre_id, code),
  CONSTRAINT period_not_reversed CHECK (last_on >= first_on)
);
CALL make_append_only('trainings');
GRANT SELECT ON trainings TO tadamun_app;
GRANT INSERT (code, centre_id, topic, first_on, last_on, hours, recorded_by) ON trainings TO tadamun_app;

CREATE TABLE training_attendance (
  training_id bigint NOT NULL REFERENCES trainings,
  actor_id bigint NOT NULL REFERENCES actors,
  group_id integer NOT NULL REFERENCES target_groups,
  people integer NOT NULL CONSTRAINT people_are_counted CHECK (people BETWEEN 1 AND 1000000),
  PRIMARY KEY (training_id, actor_id, group_id)
);
CREATE INDEX trainings_of_an_actor ON training_attendance (actor_id);
CALL make_append_only('training_attendance');
GRANT SELECT, INSERT ON training_attendance TO tadamun_app;

CREATE FUNCTION refuse_other_teachers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM actors WHERE actor_id = NEW.centre_id AND kind IN ('union', 'coaching_centre', 'association'))
  THEN
    RAISE EXCEPTION 'trainings are given by coaching centres, unions and associations'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'centres_give_trainings', TABLE = 'trainings', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER centres_give_trainings BEFORE INSERT ON trainings FOR EACH ROW EXECUTE FUNCTION refuse_other_teachers();

-- 4. What everybody may read of the people a programme reached. A version is never changed; a count that could tell of a
-- small group is not in it at all.
CREATE TABLE reach_publications (
  publication_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  programme_id bigint NOT NULL REFERENCES programmes,
  period_id integer NOT NULL REFERENCES periods,
  version smallint NOT NULL CONSTRAINT version_counts_from_one CHECK (version >= 1),
  published_by text NOT NULL CONSTRAINT publisher_is_named CHECK (published_by <> ''),
  published_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  CONSTRAINT publications_are_counted UNIQUE (programme_id, period_id, version)
);
CALL make_append_only('reach_publications');
GRANT SELECT ON reach_publications TO tadamun_app;
GRANT INSERT (programme_id, period_id, version, published_by) ON reach_publications TO tadamun_app;

CREATE TABLE reach_publication_counts (
  publication_id bigint NOT NULL REFERENCES reach_publications,
  indicator text NOT NULL CONSTRAINT indicator_is_a_code CHECK (is_code(indicator)),
  target_group text NOT NULL CONSTRAINT group_is_a_code CHECK (is_code(target_group)),
  -- NULL where it is hidden.
  people bigint CONSTRAINT small_counts_are_hidden CHECK (people >= 10),
  PRIMARY KEY (publication_id, indicator, target_group)
);
CALL make_append_only('reach_publication_counts');
GRANT SELECT, INSERT ON reach_publication_counts TO tadamun_app;
