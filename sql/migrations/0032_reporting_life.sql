-- What programmes ask for, and the life of a report: drafts, reasons, validation, locks, reopening; unions and coaching
-- centres that act for others.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. What a programme asks for: an indicator (by its code: every version of it answers) for a target group. With the
-- programme's calendar and the enrolments it makes what is due; nothing that follows from those is stored.
CREATE TABLE reporting_requirements (
  requirement_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  programme_id bigint NOT NULL REFERENCES programmes,
  indicator text NOT NULL CONSTRAINT indicator_is_a_code CHECK (is_code(indicator)),
  group_id integer NOT NULL REFERENCES target_groups,
  first_on date NOT NULL,
  last_on date,
  recorded_by text NOT NULL CONSTRAINT recorder_is_named CHECK (recorded_by <> ''),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT period_not_reversed CHECK (last_on IS NULL OR last_on >= first_on),
  CONSTRAINT requirement_in_living_memory CHECK (first_on >= DATE '1990-01-01' AND (last_on IS NULL OR last_on <= DATE '2100-12-31')),
  CONSTRAINT requirements_do_not_overlap EXCLUDE USING gist (
    programme_id WITH =, indicator WITH =, group_id WITH =, daterange(first_on, last_on, '[]') WITH &&)
);
GRANT SELECT ON reporting_requirements TO tadamun_app;
GRANT INSERT (programme_id, indicator, group_id, first_on, last_on, recorded_by), UPDATE (last_on)
  ON reporting_requirements TO tadamun_app;

CREATE FUNCTION refuse_requirement_of_nothing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM indicators WHERE code = NEW.indicator) THEN
    RAISE EXCEPTION 'there is no indicator %', NEW.indicator
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'requirement_names_an_indicator',
        TABLE = 'reporting_requirements', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER requirement_names_an_indicator BEFORE INSERT ON reporting_requirements
  FOR EACH ROW EXECUTE FUNCTION refuse_requirement_of_nothing();

-- 2. Groups of one axis, such as women and men of sex, add up to everybody; a group without an axis stands for itself.
ALTER TABLE target_groups ADD COLUMN axis text
  CONSTRAINT axis_is_a_code CHECK (is_code(axis))
  CONSTRAINT everybody_is_on_no_axis CHECK (axis IS NULL OR code <> 'all');
GRANT INSERT (axis) ON target_groups TO tadamun_app;

-- 3. Drafts: the only part of a report that is edited. What it became, or that it was given up, stays.
CREATE TABLE report_drafts (
  actor_id bigint NOT NULL REFERENCES actors,
  draft_id bigint GENERATED ALWAYS AS IDENTITY,
  programme_id bigint NOT NULL REFERENCES programmes,
  period_id integer NOT NULL REFERENCES periods,
  version integer NOT NULL DEFAULT 1 CONSTRAINT version_counts_from_one CHECK (version >= 1),
  begun_by text NOT NULL CONSTRAINT beginner_is_named CHECK (begun_by <> ''),
  idempotency_key text NOT NULL CONSTRAINT key_is_bounded CHECK (length(idempotency_key) BETWEEN 1 AND 255),
  saved_by text NOT NULL CONSTRAINT saver_is_named CHECK (saved_by <> ''),
  saved_at timestamptz NOT NULL DEFAULT now(),
  report_id bigint,
  ended_at timestamptz,
  PRIMARY KEY (actor_id, draft_id),
  CONSTRAINT drafts_begin_once UNIQUE (actor_id, begun_by, idempotency_key),
  CONSTRAINT what_was_submitted_is_closed CHECK (report_id IS NULL OR ended_at IS NOT NULL),
  FOREIGN KEY (actor_id, report_id) REFERENCES reports
);
CREATE UNIQUE INDEX one_open_draft_a_period ON report_drafts (actor_id, programme_id, period_id) WHERE ended_at IS NULL;
GRANT SELECT ON report_drafts TO tadamun_app;
GRANT INSERT (actor_id, programme_id, period_id, begun_by, idempotency_key, saved_by),
  UPDATE (version, saved_by, saved_at, report_id, ended_at) ON report_drafts TO tadamun_app;

CREATE TABLE report_draft_cells (
  actor_id bigint NOT NULL,
  draft_id bigint NOT NULL,
  position smallint NOT NULL,
  indicator text NOT NULL CONSTRAINT indicator_is_a_code CHECK (is_code(indicator)),
  target_group text NOT NULL CONSTRAINT group_is_a_code CHECK (is_code(target_group)),
  state text NOT NULL CONSTRAINT state_is_known CHECK (state IN ('reported', 'missing', 'refused', 'not_due')),
  value double precision CONSTRAINT value_is_a_number CHECK (value BETWEEN -1e15 AND 1e15),
  numerator double precision CONSTRAINT numerator_is_a_number CHECK (numerator BETWEEN -1e15 AND 1e15),
  denominator double precision CONSTRAINT denominator_is_a_number CHECK (denominator BETWEEN 0 AND 1e15),
  beneficiaries bigint CONSTRAINT beneficiaries_not_negative CHECK (beneficiaries >= 0),
  reason text,
  PRIMARY KEY (actor_id, draft_id, indicator, target_group),
  FOREIGN KEY (actor_id, draft_id) REFERENCES report_drafts,
  CONSTRAINT a_value_where_reported CHECK ((state = 'reported') = (value IS NOT NULL)),
  CONSTRAINT a_reason_only_where_missing CHECK (reason IS NULL OR state IN ('missing', 'refused'))
);
GRANT SELECT, INSERT, DELETE ON report_draft_cells TO tadamun_app;

CREATE FUNCTION refuse_change_of_ended_draft() RETURNS trigger
LANGUAGE plpgsql SET search_path = tadamun, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the draft was submitted or given up'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'ended_drafts_stay', TABLE = 'report_drafts', SCHEMA = 'tadamun';
END
$$;
CREATE TRIGGER ended_drafts_stay BEFORE UPDATE ON report_drafts
  FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_ended_draft();
CREATE TRIGGER drafts_are_kept BEFORE DELETE ON report_drafts FOR EACH ROW EXECUTE FUNCTION deny_change();

-- 4. What a report says of axes that do not add up: by how much, and why.
CREATE TABLE disaggregation_differences (
  actor_id bigint NOT NULL,
  report_id bigint NOT NULL,
  indicator text NOT NULL CONSTRAINT indicator_is_a_code CHECK (is_code(indicator)),
  axis text NOT NULL CONSTRAINT axis_is_a_code CHECK (is_code(axis)),
  difference double precision NOT NULL CONSTRAINT difference_is_a_number CHECK (difference BETWEEN -1e15 AND 1e15),
  reason text NOT NULL CONSTRAINT a_difference_says_why CHECK (btrim(reason) <> ''),
  PRIMARY KEY (actor_id, report_id, indicator, axis),
  FOREIGN KEY (actor_id, report_id) REFERENCES reports
);
CALL make_append_only('disaggregation_differences');
GRANT SELECT, INSERT ON disaggregation_differences TO tadamun_app;

-- 5. Why a verifier sent a cell back, or found nothing of it.
CREATE TABLE verdict_reasons (
  actor_id bigint NOT NULL,
  report_id bigint NOT NULL,
  indicator_id integer NOT NULL,
  group_id integer NOT NULL,
  reason text NOT NULL CONSTRAINT reason_is_bounded CHECK (btrim(reason) <> '' AND length(reason) <= 2000),
  PRIMARY KEY (actor_id, report_id, indicator_id, group_id),
  FOREIGN KEY (actor_id, report_id, indicator_id, group_id) REFERENCES indicator_values
);
CALL make_append_only('verdict_reasons');
GRANT SELECT, INSERT ON verdict_reasons TO tadamun_app;

-- 6. Above how much money, received in the year up to the end of a period, author, verifier and approver are three.
CREATE TABLE review_thresholds (
  programme_id bigint NOT NULL REFERENCES programmes,
  first_on date NOT NULL,
  threshold_minor bigint NOT NULL CONSTRAINT threshold_not_negative CHECK (threshold_minor >= 0),
  recorded_by text NOT NULL CONSTRAINT recorder_is_named CHECK (recorded_by <> ''),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (programme_id, first_on, recorded_at)
);
CALL make_append_only('review_thresholds');
GRANT SELECT ON review_thresholds TO tadamun_app;
GRANT INSERT (programme_id, first_on, threshold_minor, recorded_by) ON review_thresholds TO tadamun_app;

-- 7. Validation: the third fact beside who wrote and who verified, which it repeats so that the three can be compared.
CREATE TABLE report_validations (
  actor_id bigint NOT NULL,
  report_id bigint NOT NULL,
  author text NOT NULL,
  verifier text NOT NULL,
  validated_by text NOT NULL CONSTRAINT approver_is_named CHECK (validated_by <> ''),
  basis text NOT NULL CONSTRAINT basis_is_known CHECK (basis IN ('three_persons', 'second_person')),
  note text NOT NULL DEFAULT '',
  validated_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  PRIMARY KEY (actor_id, report_id),
  FOREIGN KEY (actor_id, report_id) REFERENCES reports,
  CONSTRAINT author_neither_verifies_nor_approves CHECK (lower(author) NOT IN (lower(verifier), lower(validated_by))),
  CONSTRAINT three_persons_are_three CHECK (basis = 'second_person' OR lower(verifier) <> lower(validated_by))
);
CALL make_append_only('report_validations');
GRANT SELECT ON report_validations TO tadamun_app;
GRANT INSERT (actor_id, report_id, author, verifier, validated_by, basis, note) ON report_validations TO tadamun_app;

CREATE FUNCTION refuse_other_persons() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM reports r JOIN verifications v USING (actor_id, report_id)
    WHERE r.actor_id = NEW.actor_id AND r.report_id = NEW.report_id AND r.source = NEW.author
      AND v.verified_by = NEW.verifier AND v.outcome = 'verified')
  THEN
    RAISE EXCEPTION 'a validation names who wrote and who verified the report'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'validated_after_verified', TABLE = 'report_validations',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER validated_after_verified BEFORE INSERT ON report_validations
  FOR EACH ROW EXECUTE FUNCTION refuse_other_persons();

-- 8. Locks, and the reopening that lets another version follow.
CREATE TABLE report_locks (
  actor_id bigint NOT NULL,
  report_id bigint NOT NULL,
  locked_by text NOT NULL CONSTRAINT locker_is_named CHECK (locked_by <> ''),
  locked_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  PRIMARY KEY (actor_id, report_id),
  CONSTRAINT only_validated_is_locked FOREIGN KEY (actor_id, report_id) REFERENCES report_validations
);
CALL make_append_only('report_locks');
GRANT SELECT ON report_locks TO tadamun_app;
GRANT INSERT (actor_id, report_id, locked_by) ON report_locks TO tadamun_app;

CREATE TABLE report_reopenings (
  actor_id bigint NOT NULL,
  report_id bigint NOT NULL,
  reopened_by text NOT NULL CONSTRAINT reopener_is_named CHECK (reopened_by <> ''),
  reason text NOT NULL CONSTRAINT a_reopening_says_why CHECK (btrim(reason) <> ''),
  reopened_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  PRIMARY KEY (actor_id, report_id),
  CONSTRAINT only_locked_is_reopened FOREIGN KEY (actor_id, report_id) REFERENCES report_locks
);
CALL make_append_only('report_reopenings');
GRANT SELECT ON report_reopenings TO tadamun_app;
GRANT INSERT (actor_id, report_id, reopened_by, reason) ON report_reopenings TO tadamun_app;

-- A correction of a locked report needs its reopening. Looked up by key, for corrections alone.
CREATE FUNCTION refuse_correction_of_locked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp SET enable_seqscan = off AS $$
DECLARE
  refused record;
BEGIN
  SELECT n.actor_id, n.version INTO refused FROM added n
  WHERE n.version > 1 AND (
    SELECT l.locked_at IS NOT NULL AND o.reopened_at IS NULL
    FROM reports r
    LEFT JOIN report_locks l ON l.actor_id = r.actor_id AND l.report_id = r.report_id
    LEFT JOIN report_reopenings o ON o.actor_id = r.actor_id AND o.report_id = r.report_id
    WHERE r.actor_id = n.actor_id AND r.programme_id = n.programme_id AND r.period_id = n.period_id
      AND r.version = n.version - 1)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'version % corrects a locked report of actor %', refused.version, refused.actor_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'locked_reports_are_reopened_first', TABLE = 'reports',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER locked_reports_are_reopened_first AFTER INSERT ON reports REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_correction_of_locked();

-- 9. Unions and coaching centres that report or verify for an actor, for a time.
CREATE TABLE mandates (
  mandate_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor_id bigint NOT NULL REFERENCES actors,
  agent_id bigint NOT NULL REFERENCES actors,
  purpose text NOT NULL CONSTRAINT purpose_is_known CHECK (purpose IN ('reporting', 'verification')),
  first_on date NOT NULL,
  last_on date,
  recorded_by text NOT NULL CONSTRAINT recorder_is_named CHECK (recorded_by <> ''),
  CONSTRAINT period_not_reversed CHECK (last_on IS NULL OR last_on >= first_on),
  CONSTRAINT nobody_acts_for_itself CHECK (actor_id <> agent_id),
  CONSTRAINT mandates_do_not_overlap EXCLUDE USING gist (
    actor_id WITH =, agent_id WITH =, purpose WITH =, daterange(first_on, last_on, '[]') WITH &&)
);
CREATE INDEX mandates_of_an_agent ON mandates (agent_id);
GRANT SELECT ON mandates TO tadamun_app;
GRANT INSERT (actor_id, agent_id, purpose, first_on, last_on, recorded_by), UPDATE (last_on) ON mandates TO tadamun_app;

CREATE FUNCTION refuse_other_agents() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM actors WHERE actor_id = NEW.agent_id AND kind IN ('union', 'coaching_centre')) THEN
    RAISE EXCEPTION 'only a union or a coaching centre acts for an actor'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'unions_and_centres_act_for_others', TABLE = 'mandates',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER unions_and_centres_act_for_others BEFORE INSERT ON mandates
  FOR EACH ROW EXECUTE FUNCTION refuse_other_agents();

-- Who verifies for an organisation verifies for those it has the mandate of, and nobody else.
ALTER TABLE role_grants DROP CONSTRAINT only_reporters_act_for_an_organisation,
  ADD CONSTRAINT role_fits_its_organisation CHECK (
    CASE role WHEN 'reporter' THEN actor_id IS NOT NULL WHEN 'verifier' THEN true ELSE actor_id IS NULL END);
