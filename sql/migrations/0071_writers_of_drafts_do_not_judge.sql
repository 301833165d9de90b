-- A report was written by everybody who saved something of it, and not by whoever submitted it alone: none of them
-- verifies or approves it.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE report_draft_writers (
  actor_id bigint NOT NULL,
  draft_id bigint NOT NULL,
  saved_by text NOT NULL CONSTRAINT saver_is_named CHECK (saved_by <> ''),
  PRIMARY KEY (actor_id, draft_id, saved_by),
  FOREIGN KEY (actor_id, draft_id) REFERENCES report_drafts
);
-- Of drafts that are older the first and the last are known.
INSERT INTO report_draft_writers (actor_id, draft_id, saved_by)
SELECT actor_id, draft_id, begun_by FROM report_drafts UNION SELECT actor_id, draft_id, saved_by FROM report_drafts;
CALL make_append_only('report_draft_writers');
GRANT SELECT ON report_draft_writers TO tadamun_app;
CALL keep_within_reach('report_draft_writers', 'tadamun.drafts', 'actor_id');
CREATE INDEX drafts_of_a_report ON report_drafts (actor_id, report_id) WHERE report_id IS NOT NULL;

CREATE FUNCTION note_draft_writer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  INSERT INTO report_draft_writers (actor_id, draft_id, saved_by) VALUES (NEW.actor_id, NEW.draft_id, NEW.saved_by)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER note_draft_writer AFTER INSERT OR UPDATE OF saved_by ON report_drafts
  FOR EACH ROW EXECUTE FUNCTION note_draft_writer();

-- Whether a person wrote a report, by submitting it or by saving the draft that became it.
CREATE FUNCTION wrote_report(actor bigint, report bigint, person text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
  SELECT EXISTS (SELECT FROM reports r WHERE r.actor_id = $1 AND r.report_id = $2 AND r.source = $3)
    OR EXISTS (
      SELECT FROM report_drafts d JOIN report_draft_writers w USING (actor_id, draft_id)
      WHERE d.actor_id = $1 AND d.report_id = $2 AND w.saved_by = $3)
$$;
GRANT EXECUTE ON FUNCTION wrote_report TO tadamun_app;

CREATE FUNCTION refuse_judgement_of_writers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF wrote_report(NEW.actor_id, NEW.report_id, to_jsonb(NEW)->>TG_ARGV[0]) THEN
    RAISE EXCEPTION 'whoever wrote a report neither verifies nor approves it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'writers_neither_verify_nor_approve', TABLE = TG_TABLE_NAME,
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
-- Files bring verdicts with reports, under one name for both: persons are those who signed in.
CREATE TRIGGER writers_do_not_verify BEFORE INSERT ON verifications
  FOR EACH ROW WHEN (NEW.verified_by LIKE 'person:%') EXECUTE FUNCTION refuse_judgement_of_writers('verified_by');
CREATE TRIGGER writers_do_not_approve BEFORE INSERT ON report_validations
  FOR EACH ROW WHEN (NEW.validated_by LIKE 'person:%') EXECUTE FUNCTION refuse_judgement_of_writers('validated_by');
