-- What files and publications tell was paid elsewhere stays apart from what is paid here. A fund is kept here from the
-- first entry in its general cash that no file told: from then on nothing but two persons lets cash leave it, whatever a
-- file tells. Everything that was told is recognised by its source.
SET LOCAL search_path = tadamun, pg_temp;

CREATE FUNCTION is_told(source text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = tadamun, pg_temp AS $$
  SELECT EXISTS (SELECT FROM told_payment_sources s WHERE s.source = split_part($1, ':', 1))
$$;
GRANT EXECUTE ON FUNCTION is_told TO tadamun_app;

CREATE TABLE kept_funds (
  fund_id bigint PRIMARY KEY REFERENCES funds,
  kept_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO kept_funds (fund_id)
SELECT DISTINCT p.fund_id FROM postings p JOIN accounts a USING (account_id) JOIN entries e USING (entry_id)
LEFT JOIN entries o ON o.entry_id = e.reverses
WHERE a.kind = 'cash' AND NOT is_told(coalesce(o.source, e.source));
CALL make_append_only('kept_funds');
GRANT SELECT ON kept_funds TO tadamun_app;

-- Who keeps a fund for the first time waits for files that are just being booked into it, and those wait for it.
CREATE FUNCTION lock_kept_fund(fund bigint, for_files boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF for_files THEN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('tadamun kept fund ' || fund, 0));
  ELSE
    PERFORM pg_advisory_xact_lock(hashtextextended('tadamun kept fund ' || fund, 0));
  END IF;
END
$$;

-- The reversal of what a file told corrects the file.
CREATE FUNCTION keep_funds() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  fund bigint;
BEGIN
  FOR fund IN
    SELECT DISTINCT n.fund_id FROM posted n JOIN accounts a USING (account_id) JOIN entries e USING (entry_id)
    LEFT JOIN entries o ON o.entry_id = e.reverses
    WHERE a.kind = 'cash' AND split_part(coalesce(o.source, e.source), ':', 1) NOT IN (SELECT s.source FROM told_payment_sources s)
      AND NOT EXISTS (SELECT FROM kept_funds k WHERE k.fund_id = n.fund_id) ORDER BY 1
  LOOP
    PERFORM lock_kept_fund(fund, false);
    INSERT INTO kept_funds (fund_id) VALUES (fund) ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN NULL;
END
$$;
CREATE TRIGGER keep_funds AFTER INSERT ON postings REFERENCING NEW TABLE AS posted
  FOR EACH STATEMENT EXECUTE FUNCTION keep_funds();

CREATE OR REPLACE FUNCTION refuse_payment_of_one_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  entry entries;
  told boolean;
  asked jsonb;
BEGIN
  -- 1. What is at stake is the general cash of a fund. What has rules of its own has its own accounts.
  IF NOT EXISTS (SELECT FROM accounts a WHERE a.account_id = NEW.account_id AND a.kind = 'cash') THEN RETURN NULL; END IF;
  SELECT * INTO entry FROM entries e WHERE e.entry_id = NEW.entry_id;
  -- 2. Reversals and kinds that need a decision have one of just their kind.
  IF entry.reverses IS NOT NULL OR EXISTS (
    SELECT FROM entry_kinds k WHERE k.kind = entry.kind AND k.decision_kind IS NOT NULL)
  THEN
    RETURN NULL;
  END IF;
  -- 3. A file tells what left a fund that is not kept here.
  told := is_told(entry.source);
  IF told THEN
    PERFORM lock_kept_fund(NEW.fund_id, true);
    IF NOT EXISTS (SELECT FROM kept_funds k WHERE k.fund_id = NEW.fund_id) THEN RETURN NULL; END IF;
  END IF;
  -- 4. What moves within the cash of a fund, or waits between two currencies, does not leave it.
  IF (SELECT sum(p.amount_minor) FROM postings p JOIN accounts a USING (account_id)
    WHERE p.entry_id = NEW.entry_id AND p.fund_id = NEW.fund_id AND p.currency = NEW.currency
      AND a.kind IN ('cash', 'fx_clearing', 'fx_rounding')) >= 0
  THEN
    RETURN NULL;
  END IF;
  IF told THEN
    RAISE EXCEPTION 'entry % tells that cash left fund %, which is kept here', NEW.entry_id, NEW.fund_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'files_pay_out_of_no_kept_fund', TABLE = 'postings', SCHEMA = 'tadamun';
  END IF;
  -- 5. The decision says the entry, line by line; that it is approved, entry_stands_on_approval has seen.
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

-- What an actor was paid elsewhere, as files told, beside what it was paid here.
CREATE OR REPLACE VIEW actor_money_lines WITH (security_invoker = true) AS
SELECT a.actor_id, f.instrument, f.fund_id, f.code AS fund_code,
  coalesce(o.contributor_id, e.contributor_id) AS contributor_id, p.currency, e.occurred_on, e.entry_id, m.measure,
  p.amount_minor * CASE k.normal_side WHEN 'debit' THEN 1 ELSE -1 END AS amount_minor,
  split_part(coalesce(o.source, e.source), ':', 1) IN (SELECT s.source FROM told_payment_sources s) AS is_told
FROM postings p
JOIN entries e USING (entry_id)
LEFT JOIN entries o ON o.entry_id = e.reverses
JOIN accounts a USING (account_id)
JOIN account_kinds k ON k.kind = a.kind
JOIN account_kind_measures m ON m.account_kind = a.kind
JOIN funds f ON f.fund_id = p.fund_id
WHERE a.actor_id IS NOT NULL;
