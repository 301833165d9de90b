-- Of an actor that reports to several programmes, what a run has to know of the reports that went to the others.
SET LOCAL search_path = tadamun, pg_temp;

-- Keys of reports that actors of a programme sent to other programmes, as far as they were known; of those named, or of
-- all where nobody is. A key says nothing of what is in the report, and the score that follows is the same for every
-- reader, so that this looks past the policies of rows.
CREATE FUNCTION reports_sent_elsewhere(programme bigint, through date, known_by timestamptz, actors bigint[])
RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
  SELECT r.report_id FROM reports r
  WHERE r.programme_id <> programme AND r.submitted_on <= through AND r.recorded_at <= known_by
    AND (cardinality(actors) = 0 OR r.actor_id = ANY (actors))
    AND r.actor_id IN (
      SELECT e.actor_id FROM enrolments e WHERE e.programme_id = programme
      INTERSECT SELECT e.actor_id FROM enrolments e WHERE e.programme_id <> programme)
$$;
REVOKE EXECUTE ON FUNCTION reports_sent_elsewhere(bigint, date, timestamptz, bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reports_sent_elsewhere(bigint, date, timestamptz, bigint[]) TO tadamun_app;
