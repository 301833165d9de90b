-- Money that leaves a fund under no rules of its own takes two persons: the database books just what one asked for and
-- another approved. What files and publications tell was paid elsewhere, by whoever paid it.
SET LOCAL search_path = tadamun, pg_temp;

-- Sources whose entries tell what others paid, by the word before a colon. Nobody who signs in is one of them.
CREATE TABLE told_payment_sources (
  source text PRIMARY KEY CONSTRAINT source_is_no_person CHECK (is_code(source) AND source NOT IN ('person', 'api', 'cli')),
  meaning text NOT NULL CONSTRAINT meaning_is_said CHECK (meaning <> '')
);
INSERT INTO told_payment_sources (source, meaning) VALUES
  ('import', 'A file of contributions: what was paid before or elsewhere.'),
  ('iati', 'What an organisation publishes about its payments.'),
  ('sample', 'The invented data of the demonstration.');
CALL make_append_only('told_payment_sources');
GRANT SELECT ON told_payment_sources TO tadamun_app;

CREATE FUNCTION refuse_payment_of_one_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  entry entries;
  asked jsonb;
BEGIN
  -- 1. What is at stake is the general cash of a fund. What has rules of its own has its own accounts.
  IF NOT EXISTS (SELECT FROM accounts a WHERE a.account_id = NEW.account_id AND a.kind = 'cash') THEN RETURN NULL; END IF;
  SELECT * INTO entry FROM entries e WHERE e.entry_id = NEW.entry_id;
  -- 2. Reversals and kinds that need a decision have one of just their kind. A recovery that is set off hands over what
  -- the fund holds for its debtor, within what is owed.
  IF entry.reverses IS NOT NULL OR entry.kind = 'grant_recovery' OR EXISTS (
    SELECT FROM entry_kinds k WHERE k.kind = entry.kind AND k.decision_kind IS NOT NULL)
    OR EXISTS (SELECT FROM told_payment_sources s WHERE s.source = split_part(entry.source, ':', 1))
  THEN
    RETURN NULL;
  END IF;
  -- 3. What moves within the cash of a fund, or waits between two currencies, does not leave it.
  IF (SELECT sum(p.amount_minor) FROM postings p JOIN accounts a USING (account_id)
    WHERE p.entry_id = NEW.entry_id AND p.fund_id = NEW.fund_id AND p.currency = NEW.currency
      AND a.kind IN ('cash', 'fx_clearing', 'fx_rounding')) >= 0
  THEN
    RETURN NULL;
  END IF;
  -- 4. The decision says the entry, line by line; that it is approved, entry_stands_on_approval has seen.
  SELECT d.body::jsonb INTO asked FROM decisions d
  WHERE d.decision_id = entry.decision_id AND d.kind = 'disbursement' AND d.subject = entry.idempotency_key
    AND entry.source = 'payments';
  IF asked IS NULL OR (asked->>'kind', asked->>'on', asked->>'description')
    IS DISTINCT FROM (entry.kind, to_char(entry.occurred_on, 'YYYY-MM-DD'), entry.description)
    OR EXISTS (
      WITH booked AS (
        SELECT f.code AS fund, a.kind AS account, coalesce(x.code, '') AS actor, p.currency::text AS currency, p.amount_minor
        FROM postings p JOIN accounts a USING (account_id) JOIN funds f ON f.fund_id = p.fund_id
        LEFT JOIN actors x ON x.actor_id = a.actor_id WHERE p.entry_id = NEW.entry_id),
      said AS (
        -- An amount is written with every digit of its currency.
        SELECT l->>'fund', l->>'account', coalesce(l->>'actor', ''), l->>'currency', replace(l->>'amount', '.', '')::bigint
        FROM jsonb_array_elements(asked->'lines') l)
      (SELECT * FROM booked EXCEPT ALL SELECT * FROM said) UNION ALL (SELECT * FROM said EXCEPT ALL SELECT * FROM booked))
  THEN
    RAISE EXCEPTION 'entry % takes cash out of fund %, and no two persons decided on it', NEW.entry_id, NEW.fund_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_take_two_persons', TABLE = 'postings', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER payments_take_two_persons AFTER INSERT ON postings DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.amount_minor < 0) EXECUTE FUNCTION refuse_payment_of_one_person();
