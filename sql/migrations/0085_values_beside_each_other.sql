-- The values of a report lie beside each other in one row, and no longer in a row each: what they share (whose they are, of
-- which report, period and day, and a key in an index) is kept once a report. A million values are imported in half the
-- time, a night reads them in a third, and they take a third of the room. Who asks for single values asks the view
-- indicator_values, which has the columns the table of that name had.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. Where a report says nothing of a column in any cell, the array is NULL; else there is an element a cell, which may be
-- NULL. Cells stand in the order of their indicator's and group's keys, so that none stands there twice.
CREATE TABLE report_values (
  actor_id bigint NOT NULL,
  report_id bigint NOT NULL,
  period_id integer NOT NULL,
  submitted_on date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  -- The last of the verdicts that were given after the report was recorded.
  last_verdict_at timestamptz,
  indicators integer[] NOT NULL,
  groups integer[] NOT NULL,
  declared double precision[],
  numerators double precision[],
  denominators double precision[],
  beneficiaries bigint[],
  -- Why there is no value: missing, refused, not_due; NULL for a cell that is reported.
  absences text[],
  -- What was said of a cell that is missing or refused.
  absence_reasons text[],
  baselines double precision[],
  targets double precision[],
  -- The value that was verified, or the verdict without one: rejected, returned; and when.
  verified double precision[],
  refusals text[],
  verified_at timestamptz[],
  validated double precision[],
  validated_at timestamptz[],
  PRIMARY KEY (actor_id, report_id)
);

-- 2. Arrays of a row are as long as each other, of one dimension, and count from one.
CREATE FUNCTION is_beside(cells anyarray, indicators integer[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT cells IS NULL OR cardinality(cells) = cardinality(indicators) AND array_dims(cells) = array_dims(indicators)
$$;
GRANT EXECUTE ON FUNCTION is_beside TO tadamun_app;
ALTER TABLE report_values
  ADD CONSTRAINT cells_lie_beside_each_other CHECK (
    cardinality(indicators) > 0 AND array_ndims(indicators) = 1 AND array_lower(indicators, 1) = 1
    AND is_beside(groups, indicators) AND is_beside(declared, indicators) AND is_beside(numerators, indicators)
    AND is_beside(denominators, indicators) AND is_beside(beneficiaries, indicators) AND is_beside(absences, indicators)
    AND is_beside(absence_reasons, indicators) AND is_beside(baselines, indicators) AND is_beside(targets, indicators)
    AND is_beside(verified, indicators) AND is_beside(refusals, indicators) AND is_beside(verified_at, indicators)
    AND is_beside(validated, indicators) AND is_beside(validated_at, indicators)),
  -- Not-a-number is greater than any number.
  ADD CONSTRAINT numbers_are_bounded CHECK (
    double precision '1e15' >= ALL (declared) AND double precision '-1e15' <= ALL (declared)
    AND double precision '1e15' >= ALL (numerators) AND double precision '-1e15' <= ALL (numerators)
    AND double precision '1e15' >= ALL (denominators)
    AND double precision '1e15' >= ALL (baselines) AND double precision '-1e15' <= ALL (baselines)
    AND double precision '1e15' >= ALL (targets) AND double precision '-1e15' <= ALL (targets)
    AND double precision '1e15' >= ALL (verified) AND double precision '-1e15' <= ALL (verified)
    AND double precision '1e15' >= ALL (validated) AND double precision '-1e15' <= ALL (validated)),
  ADD CONSTRAINT counts_not_negative CHECK (0 <= ALL (beneficiaries) AND double precision '0' <= ALL (denominators)),
  -- A row of up to a hundred cells stays in the table: it is read whole.
  SET (toast_tuple_target = 8160);

-- 3. What there was.
INSERT INTO report_values (actor_id, report_id, period_id, submitted_on, recorded_at, last_verdict_at, indicators, groups,
  declared, numerators, denominators, beneficiaries, absences, absence_reasons, baselines, targets, verified, refusals,
  verified_at, validated, validated_at)
SELECT v.actor_id, v.report_id, v.period_id, v.submitted_on, max(v.recorded_at),
  max(v.verified_at) FILTER (WHERE v.verified_at > v.recorded_at),
  array_agg(v.indicator_id), array_agg(v.group_id),
  CASE WHEN count(v.declared) > 0 THEN array_agg(v.declared) END,
  CASE WHEN count(v.numerator) > 0 THEN array_agg(v.numerator) END,
  CASE WHEN count(v.denominator) > 0 THEN array_agg(v.denominator) END,
  CASE WHEN count(v.beneficiaries) > 0 THEN array_agg(v.beneficiaries) END,
  CASE WHEN bool_or(v.state <> 'reported') THEN array_agg(NULLIF(v.state, 'reported')) END,
  CASE WHEN count(v.missing_reason) > 0 THEN array_agg(v.missing_reason) END,
  CASE WHEN count(v.baseline) > 0 THEN array_agg(v.baseline) END,
  CASE WHEN count(v.target) > 0 THEN array_agg(v.target) END,
  CASE WHEN count(v.verified) > 0 THEN array_agg(v.verified) END,
  CASE WHEN bool_or(v.verdict <> 'verified') THEN array_agg(NULLIF(v.verdict, 'verified')) END,
  CASE WHEN count(v.verified_at) > 0 THEN array_agg(v.verified_at) END,
  CASE WHEN count(v.validated) > 0 THEN array_agg(v.validated) END,
  CASE WHEN count(v.validated_at) > 0 THEN array_agg(v.validated_at) END
-- Grouped as they are sorted, in the one sort there is: another one on top would not keep the order within a report.
FROM (SELECT * FROM indicator_values ORDER BY report_id, actor_id, period_id, submitted_on, indicator_id, group_id) v
GROUP BY v.report_id, v.actor_id, v.period_id, v.submitted_on;
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM report_values r CROSS JOIN LATERAL unnest(r.indicators, r.groups, r.indicators[2:], r.groups[2:])
      c (indicator_id, group_id, next_indicator, next_group)
    WHERE (c.next_indicator, c.next_group) <= (c.indicator_id, c.group_id))
  THEN
    RAISE EXCEPTION 'the cells of a report came out of order';
  END IF;
END
$$;

ALTER TABLE verdict_reasons DROP CONSTRAINT verdict_reasons_actor_id_report_id_indicator_id_group_id_fkey;
DROP TABLE indicator_values;
DROP FUNCTION refuse_stray_values;

CREATE VIEW indicator_values AS
  SELECT r.actor_id, r.report_id, c.indicator_id, c.group_id, r.period_id, r.submitted_on,
    coalesce(c.absence, 'reported') AS state, c.declared, c.numerator, c.denominator, c.beneficiaries,
    c.absence_reason AS missing_reason, c.baseline, c.target,
    CASE WHEN c.verified IS NOT NULL THEN 'verified' ELSE c.refusal END AS verdict, c.verified, c.verified_at, c.validated,
    c.validated_at, r.recorded_at
  FROM report_values r CROSS JOIN LATERAL unnest(r.indicators, r.groups, r.declared, r.numerators, r.denominators,
    r.beneficiaries, r.absences, r.absence_reasons, r.baselines, r.targets, r.verified, r.refusals, r.verified_at,
    r.validated, r.validated_at) c (indicator_id, group_id, declared, numerator, denominator, beneficiaries, absence,
    absence_reason, baseline, target, verified, refusal, verified_at, validated, validated_at);
CREATE INDEX verdicts_given_later ON report_values (last_verdict_at) WHERE last_verdict_at IS NOT NULL;

-- 4. The guards say what they said.
CREATE FUNCTION refuse_stray_values() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp SET jit = off SET enable_seqscan = off AS $$
BEGIN
  -- Values come with their report, in its transaction, for its period and day, or not at all. Reports are looked up by their
  -- key, whatever the planner knew of the table when it made the plan.
  IF EXISTS (
    SELECT FROM added a WHERE (
      SELECT r.period_id = a.period_id AND r.submitted_on = a.submitted_on AND r.tx = pg_current_xact_id()
      FROM reports r WHERE r.actor_id = a.actor_id AND r.report_id = a.report_id) IS NOT TRUE)
  THEN
    RAISE EXCEPTION 'values come with their report, for its period, in its transaction'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reports_are_closed', TABLE = 'report_values', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

-- What the checks of single values said, so that it holds for everyone, as they did.
CREATE FUNCTION refuse_unsound_values() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp SET jit = off SET enable_seqscan = off AS $$
DECLARE
  said text;
BEGIN
  -- 1. Cells name indicators and groups that exist, each cell once. Beside its keys stand those of the next one.
  SELECT CASE WHEN (c.next_indicator, c.next_group) <= (c.indicator_id, c.group_id) THEN 'cells_stand_in_order'
      ELSE 'indicator_and_group_exist' END
    INTO said
  FROM added a CROSS JOIN LATERAL unnest(a.indicators, a.groups, a.indicators[2:], a.groups[2:])
    c (indicator_id, group_id, next_indicator, next_group)
  WHERE (c.next_indicator, c.next_group) <= (c.indicator_id, c.group_id)
    OR c.indicator_id IS NULL OR c.indicator_id NOT IN (SELECT i.indicator_id FROM indicators i)
    OR c.group_id IS NULL OR c.group_id NOT IN (SELECT g.group_id FROM target_groups g)
  LIMIT 1;
  -- 2. Each cell is sound, which is plain where all are reported, and verified all or not at all.
  IF NOT FOUND THEN
    SELECT s.said INTO said
    FROM (
      SELECT CASE
        -- The state is a known one; there is a value where reported, a reason only where missing or refused, a verdict only
        -- on what is reported.
        WHEN (c.absence IS NULL) = (c.declared IS NULL) OR c.absence NOT IN ('missing', 'refused', 'not_due')
          OR c.absence IS NOT NULL AND c.verified_at IS NOT NULL
          OR c.absence_reason IS NOT NULL AND (c.absence IN ('missing', 'refused')) IS NOT TRUE
          THEN 'state_says_what_is_there'
        -- The verdict is a known one and has its time; there is a verified value where verified, and nowhere else.
        WHEN c.verified IS NOT NULL AND c.refusal IS NOT NULL OR c.refusal NOT IN ('rejected', 'returned')
          OR (c.verified_at IS NULL) <> (c.verified IS NULL AND c.refusal IS NULL)
          THEN 'verdict_says_what_is_there'
        -- A ratio has both parts; a validation has its time and comes after a verification.
        WHEN (c.numerator IS NULL) <> (c.denominator IS NULL) OR (c.validated IS NULL) <> (c.validated_at IS NULL)
          OR c.validated IS NOT NULL AND c.verified IS NULL
          THEN 'parts_come_together'
        END AS said
      FROM added a CROSS JOIN LATERAL unnest(a.indicators, a.declared, a.numerators, a.denominators, a.absences,
        a.absence_reasons, a.verified, a.refusals, a.verified_at, a.validated, a.validated_at)
        c (indicator_id, declared, numerator, denominator, absence, absence_reason, verified, refusal, verified_at, validated,
          validated_at)
      WHERE num_nonnulls(a.numerators, a.denominators, a.absences, a.absence_reasons, a.refusals, a.validated,
          a.validated_at) > 0
        OR a.declared IS NULL OR array_position(a.declared, NULL) > 0
        OR num_nulls(a.verified, a.verified_at) = 1
        OR array_position(a.verified, NULL) > 0 OR array_position(a.verified_at, NULL) > 0) s
    WHERE s.said IS NOT NULL LIMIT 1;
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'a value of a report is not as it must be: %', said
      USING ERRCODE = CASE said WHEN 'indicator_and_group_exist' THEN 'foreign_key_violation' ELSE 'check_violation' END,
        CONSTRAINT = said, TABLE = 'report_values', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER values_belong AFTER INSERT ON report_values REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_stray_values();
CREATE TRIGGER values_hold_together AFTER INSERT ON report_values REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unsound_values();
CREATE TRIGGER verdicts_are_sound AFTER UPDATE ON report_values REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unsound_values();

CREATE OR REPLACE FUNCTION refuse_second_verdict() RETURNS trigger
LANGUAGE plpgsql SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM unnest(OLD.verified, OLD.refusals, OLD.verified_at, OLD.validated, OLD.validated_at,
      NEW.verified, NEW.refusals, NEW.verified_at, NEW.validated, NEW.validated_at)
      c (verified, refusal, verified_at, validated, validated_at,
        new_verified, new_refusal, new_verified_at, new_validated, new_validated_at)
    WHERE c.verified_at IS NOT NULL
        AND (c.verified, c.refusal, c.verified_at) IS DISTINCT FROM (c.new_verified, c.new_refusal, c.new_verified_at)
      OR c.validated IS NOT NULL AND (c.validated, c.validated_at) IS DISTINCT FROM (c.new_validated, c.new_validated_at))
  THEN
    RAISE EXCEPTION 'a verdict is given once: a corrected report is a new version'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'verdicts_are_final', TABLE = 'report_values', SCHEMA = 'tadamun';
  END IF;
  IF (NEW.actor_id, NEW.report_id, NEW.period_id, NEW.submitted_on, NEW.recorded_at, NEW.indicators, NEW.groups, NEW.declared,
      NEW.numerators, NEW.denominators, NEW.beneficiaries, NEW.absences, NEW.absence_reasons, NEW.baselines, NEW.targets)
    IS DISTINCT FROM (OLD.actor_id, OLD.report_id, OLD.period_id, OLD.submitted_on, OLD.recorded_at, OLD.indicators,
      OLD.groups, OLD.declared, OLD.numerators, OLD.denominators, OLD.beneficiaries, OLD.absences, OLD.absence_reasons,
      OLD.baselines, OLD.targets)
  THEN
    RAISE EXCEPTION 'what was declared stays as it is: a corrected report is a new version'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'declarations_are_final', TABLE = 'report_values', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

-- So that a night finds whom a verdict was given on since.
CREATE FUNCTION note_last_verdict() RETURNS trigger
LANGUAGE plpgsql SET search_path = tadamun, pg_temp AS $$
BEGIN
  NEW.last_verdict_at := (SELECT max(t.at) FROM unnest(NEW.verified_at) t (at) WHERE t.at > NEW.recorded_at);
  RETURN NEW;
END
$$;

CREATE TRIGGER verdicts_are_final BEFORE UPDATE ON report_values FOR EACH ROW EXECUTE FUNCTION refuse_second_verdict();
CREATE TRIGGER verdicts_are_noted BEFORE UPDATE ON report_values FOR EACH ROW EXECUTE FUNCTION note_last_verdict();
CREATE TRIGGER early_verdicts_are_noted BEFORE INSERT ON report_values FOR EACH ROW
  WHEN (NEW.last_verdict_at IS NOT NULL OR NOT NEW.recorded_at >= ALL (NEW.verified_at))
  EXECUTE FUNCTION note_last_verdict();
CREATE TRIGGER values_are_kept BEFORE DELETE ON report_values FOR EACH ROW EXECUTE FUNCTION deny_change();
CREATE TRIGGER values_table_is_kept BEFORE TRUNCATE ON report_values FOR EACH STATEMENT EXECUTE FUNCTION deny_change();
ALTER TABLE report_values ENABLE ALWAYS TRIGGER values_hold_together;
ALTER TABLE report_values ENABLE ALWAYS TRIGGER verdicts_are_sound;
ALTER TABLE report_values ENABLE ALWAYS TRIGGER verdicts_are_final;
ALTER TABLE report_values ENABLE ALWAYS TRIGGER verdicts_are_noted;
ALTER TABLE report_values ENABLE ALWAYS TRIGGER early_verdicts_are_noted;
ALTER TABLE report_values ENABLE ALWAYS TRIGGER values_are_kept;
ALTER TABLE report_values ENABLE ALWAYS TRIGGER values_table_is_kept;

-- A reason is of a value that the report holds.
CREATE FUNCTION refuse_stray_reasons() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp SET jit = off SET enable_seqscan = off AS $$
BEGIN
  IF EXISTS (
    SELECT a.actor_id, a.report_id, a.indicator_id, a.group_id FROM added a
    EXCEPT
    SELECT r.actor_id, r.report_id, c.indicator_id, c.group_id
    FROM report_values r CROSS JOIN LATERAL unnest(r.indicators, r.groups) c (indicator_id, group_id)
    WHERE (r.actor_id, r.report_id) IN (SELECT a.actor_id, a.report_id FROM added a))
  THEN
    RAISE EXCEPTION 'a reason is of a value that its report holds'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'reasons_are_of_values', TABLE = 'verdict_reasons',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER reasons_are_of_values AFTER INSERT ON verdict_reasons REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_stray_reasons();

GRANT SELECT ON report_values, indicator_values TO tadamun_app;
GRANT INSERT (actor_id, report_id, period_id, submitted_on, indicators, groups, declared, numerators, denominators,
  beneficiaries, absences, absence_reasons, baselines, targets, verified, refusals, verified_at) ON report_values TO tadamun_app;
GRANT UPDATE (verified, refusals, verified_at, validated, validated_at) ON report_values TO tadamun_app;
