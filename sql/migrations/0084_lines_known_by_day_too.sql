-- Banks repeat the number of a standing order from month to month, and give a reversal the number of what it takes back: a
-- movement is known by the bank's number with its day and its amount. And they number their statements anew each year.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. A number is of one movement of an account among those of one day and one amount. What tells them apart stands with the
-- line, so a trigger looks; who writes sightings of the same account at the same moment waits.
ALTER TABLE bank_sightings DROP CONSTRAINT one_line_a_servicer_ref;
CREATE INDEX sightings_by_servicer_ref ON bank_sightings (bank_account_id, servicer_ref);

-- By the number first and by its indexes, whatever the statistics say: the first file of a young database is as long as any.
CREATE FUNCTION refuse_shared_servicer_ref() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET join_collapse_limit = 1 AS $$
DECLARE
  account bigint;
  shared record;
BEGIN
  FOR account IN SELECT DISTINCT a.bank_account_id FROM added a ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('tadamun bank account ' || account, 0));
  END LOOP;
  SELECT a.servicer_ref, l.booked_on, l.amount_minor INTO shared
  FROM added a JOIN bank_lines l ON l.line_id = a.line_id
  JOIN bank_sightings s ON s.bank_account_id = a.bank_account_id AND s.servicer_ref = a.servicer_ref AND s.line_id <> a.line_id
  JOIN bank_lines o ON o.line_id = s.line_id AND o.booked_on = l.booked_on AND o.amount_minor = l.amount_minor
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'number % of the bank is of another movement of % on %', shared.servicer_ref, shared.amount_minor,
      shared.booked_on
      USING ERRCODE = 'check_violation', CONSTRAINT = 'one_line_a_servicer_ref', TABLE = 'bank_sightings', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER one_line_a_servicer_ref AFTER INSERT ON bank_sightings REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_shared_servicer_ref();

-- 2. A statement is named by its number and the day it closes on.
ALTER TABLE bank_statements DROP CONSTRAINT one_statement_a_name,
  ADD CONSTRAINT one_statement_a_name_and_day UNIQUE (bank_account_id, external_id, closed_on);
