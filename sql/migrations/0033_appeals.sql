-- Appeals against a verification or a score: filed by a day, answered by a day, by somebody who had no part in it.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE appeal_terms (
  programme_id bigint NOT NULL REFERENCES programmes,
  filing_days smallint NOT NULL CONSTRAINT filing_days_are_bounded CHECK (filing_days BETWEEN 1 AND 366),
  answer_days smallint NOT NULL CONSTRAINT answer_days_are_bounded CHECK (answer_days BETWEEN 1 AND 366),
  recorded_by text NOT NULL CONSTRAINT recorder_is_named CHECK (recorded_by <> ''),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (programme_id, recorded_at)
);
CALL make_append_only('appeal_terms');
GRANT SELECT ON appeal_terms TO tadamun_app;
GRANT INSERT (programme_id, filing_days, answer_days, recorded_by) ON appeal_terms TO tadamun_app;

CREATE TABLE appeals (
  actor_id bigint NOT NULL REFERENCES actors,
  appeal_id bigint GENERATED ALWAYS AS IDENTITY,
  programme_id bigint NOT NULL REFERENCES programmes,
  report_id bigint,
  run_id bigint,
  grounds text NOT NULL CONSTRAINT grounds_are_said CHECK (btrim(grounds) <> '' AND length(grounds) <= 4000),
  filed_by text NOT NULL CONSTRAINT filer_is_named CHECK (filed_by <> ''),
  filed_on date NOT NULL,
  answer_due_on date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  PRIMARY KEY (actor_id, appeal_id),
  CONSTRAINT one_subject CHECK (num_nonnulls(report_id, run_id) = 1),
  CONSTRAINT answered_after_filed CHECK (answer_due_on > filed_on),
  CONSTRAINT one_appeal_a_report UNIQUE (actor_id, report_id),
  CONSTRAINT one_appeal_a_run UNIQUE (actor_id, run_id),
  FOREIGN KEY (actor_id, report_id) REFERENCES reports,
  FOREIGN KEY (run_id, programme_id) REFERENCES runs (run_id, programme_id)
);
CREATE INDEX appeals_of_a_programme ON appeals (programme_id);
CALL make_append_only('appeals');
GRANT SELECT ON appeals TO tadamun_app;
GRANT INSERT (actor_id, programme_id, report_id, run_id, grounds, filed_by, filed_on, answer_due_on) ON appeals TO tadamun_app;

CREATE TABLE appeal_answers (
  actor_id bigint NOT NULL,
  appeal_id bigint NOT NULL,
  outcome text NOT NULL CONSTRAINT outcome_is_known CHECK (outcome IN ('allowed', 'dismissed', 'withdrawn')),
  reasoning text NOT NULL CONSTRAINT reasoning_is_said CHECK (btrim(reasoning) <> '' AND length(reasoning) <= 4000),
  answered_by text NOT NULL CONSTRAINT answerer_is_named CHECK (answered_by <> ''),
  answered_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  PRIMARY KEY (actor_id, appeal_id),
  FOREIGN KEY (actor_id, appeal_id) REFERENCES appeals
);
CALL make_append_only('appeal_answers');
GRANT SELECT ON appeal_answers TO tadamun_app;
GRANT INSERT (actor_id, appeal_id, outcome, reasoning, answered_by) ON appeal_answers TO tadamun_app;

-- Nobody answers their own appeal, nor one against what they found; who filed one may take it back.
CREATE FUNCTION refuse_judge_in_own_cause() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  involved text[];
BEGIN
  SELECT array_remove(ARRAY[lower(a.filed_by), lower(v.verified_by), lower(x.validated_by)], NULL) INTO involved
  FROM appeals a
  LEFT JOIN verifications v ON v.actor_id = a.actor_id AND v.report_id = a.report_id
  LEFT JOIN report_validations x ON x.actor_id = a.actor_id AND x.report_id = a.report_id
  WHERE a.actor_id = NEW.actor_id AND a.appeal_id = NEW.appeal_id;
  IF NEW.outcome <> 'withdrawn' AND lower(NEW.answered_by) = ANY (involved) THEN
    RAISE EXCEPTION 'an appeal is answered by somebody who had no part in what it is about'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_judges_their_own_cause', TABLE = 'appeal_answers',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER nobody_judges_their_own_cause BEFORE INSERT ON appeal_answers
  FOR EACH ROW EXECUTE FUNCTION refuse_judge_in_own_cause();
