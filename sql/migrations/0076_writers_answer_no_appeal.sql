-- An appeal about a report is not answered by who wrote the report either, and it is taken back by who filed it alone.
SET LOCAL search_path = tadamun, pg_temp;

CREATE OR REPLACE FUNCTION refuse_judge_in_own_cause() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  involved text[];
  is_writer boolean;
  filer text;
BEGIN
  SELECT array_remove(ARRAY[lower(a.filed_by), lower(v.verified_by), lower(x.validated_by)], NULL),
    a.report_id IS NOT NULL AND wrote_report(a.actor_id, a.report_id, NEW.answered_by), lower(a.filed_by)
  INTO involved, is_writer, filer
  FROM appeals a
  LEFT JOIN verifications v ON v.actor_id = a.actor_id AND v.report_id = a.report_id
  LEFT JOIN report_validations x ON x.actor_id = a.actor_id AND x.report_id = a.report_id
  WHERE a.actor_id = NEW.actor_id AND a.appeal_id = NEW.appeal_id;
  IF NEW.outcome <> 'withdrawn' AND (is_writer OR lower(NEW.answered_by) = ANY (involved)) THEN
    RAISE EXCEPTION 'an appeal is answered by somebody who had no part in what it is about'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_judges_their_own_cause', TABLE = 'appeal_answers',
        SCHEMA = 'tadamun';
  END IF;
  IF NEW.outcome = 'withdrawn' AND lower(NEW.answered_by) <> filer THEN
    RAISE EXCEPTION 'an appeal is taken back by who filed it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'taken_back_by_who_filed_it', TABLE = 'appeal_answers', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
