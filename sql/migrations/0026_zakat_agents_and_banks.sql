-- Zakat reaches an actor only as the agent of persons; interest that a bank credits is set aside for purification; and
-- the cash of funds under rules is found on statements of banks.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. Which kinds of account are money at a bank. A kind of money that brings such a kind says so here.
CREATE TABLE bank_cash_kinds (
  account_kind text PRIMARY KEY REFERENCES account_kinds
);
GRANT SELECT ON bank_cash_kinds TO tadamun_app;
INSERT INTO bank_cash_kinds (account_kind) VALUES
  ('cash'), ('zakat_cash'), ('waqf_principal_cash'), ('istibdal_suspense'), ('waqf_yield_cash');
CREATE OR REPLACE VIEW open_cash_entries WITH (security_invoker = true) AS
SELECT c.entry_id, c.fund_id, c.currency, c.cash_minor - sign(c.cash_minor)::bigint * coalesce((
    SELECT sum(m.amount_minor) FROM bank_matches m JOIN bank_lines l USING (line_id)
    JOIN bank_accounts b USING (bank_account_id)
    WHERE m.entry_id = c.entry_id AND b.fund_id = c.fund_id
      AND NOT EXISTS (SELECT FROM bank_match_withdrawals w WHERE w.match_id = m.match_id)), 0)::bigint AS open_minor
FROM (
  SELECT p.entry_id, p.fund_id, p.currency, sum(p.amount_minor)::bigint AS cash_minor
  FROM postings p JOIN accounts a USING (account_id) WHERE a.kind IN (SELECT k.account_kind FROM bank_cash_kinds k)
  GROUP BY p.entry_id, p.fund_id, p.currency HAVING sum(p.amount_minor) <> 0) c;

-- 2. Whose agent an actor is: the signed mandate (wakāla) of a recipient, while it holds.
CREATE TABLE zakat_agencies (
  agency_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agent_id bigint NOT NULL REFERENCES actors,
  recipient_id bigint NOT NULL REFERENCES zakat_recipients,
  wakala text NOT NULL CONSTRAINT wakala_is_named CHECK (btrim(wakala) <> ''),
  first_on date NOT NULL,
  last_on date,
  CONSTRAINT agency_not_reversed CHECK (last_on >= first_on),
  CONSTRAINT one_agency_at_a_time EXCLUDE USING gist (
    agent_id WITH =, recipient_id WITH =, daterange(first_on, last_on, '[]') WITH &&)
);
CALL make_append_only('zakat_agencies');
GRANT SELECT ON zakat_agencies TO tadamun_app;
GRANT INSERT (agent_id, recipient_id, wakala, first_on, last_on) ON zakat_agencies TO tadamun_app;

-- 3. Lines of a zakat fund's bank account that are interest, as the bank credited it, and as it was sent on to the fund
-- for purification: the entry is that fund's, so that the line is explained without a posting of zakat.
CREATE TABLE zakat_interest_lines (
  line_id bigint CONSTRAINT line_is_interest_once PRIMARY KEY REFERENCES bank_lines,
  entry_id bigint NOT NULL REFERENCES entries,
  is_credit boolean NOT NULL,
  CONSTRAINT interest_is_credited_and_sent_on_once UNIQUE (entry_id, is_credit)
);
CALL make_append_only('zakat_interest_lines');
GRANT SELECT, INSERT ON zakat_interest_lines TO tadamun_app;
CREATE FUNCTION refuse_false_interest() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM bank_lines l JOIN bank_accounts b USING (bank_account_id) JOIN zakat_funds z USING (fund_id)
    JOIN entries e ON e.entry_id = NEW.entry_id AND e.kind = 'impure_interest' AND e.reverses IS NULL
    JOIN postings p ON p.entry_id = e.entry_id AND p.fund_id = z.purification_fund_id AND p.currency = l.currency
      AND p.amount_minor = abs(l.amount_minor)
    JOIN accounts a ON a.account_id = p.account_id AND a.kind = 'cash'
    WHERE l.line_id = NEW.line_id AND (l.amount_minor > 0) = NEW.is_credit)
  THEN
    RAISE EXCEPTION 'entry % is not the interest of line %', NEW.entry_id, NEW.line_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'interest_is_of_its_line', TABLE = 'zakat_interest_lines', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER interest_is_of_its_line BEFORE INSERT ON zakat_interest_lines
  FOR EACH ROW EXECUTE FUNCTION refuse_false_interest();

-- 4. A match takes no more than its line and its entry have left, on the same side, in the fund of the account; or the
-- line is interest of zakat and the entry sets it aside.
CREATE OR REPLACE FUNCTION refuse_excess_match() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  account bank_accounts;
  line_left bigint;
  entry_left bigint;
BEGIN
  SELECT b.* INTO STRICT account FROM bank_lines l JOIN bank_accounts b USING (bank_account_id) WHERE l.line_id = NEW.line_id;
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun bank matches of fund ' || account.fund_id, 0));
  SELECT o.open_minor INTO line_left FROM open_bank_lines o WHERE o.line_id = NEW.line_id;
  SELECT o.open_minor INTO entry_left FROM open_cash_entries o
  WHERE o.entry_id = NEW.entry_id AND o.fund_id = account.fund_id AND o.currency = account.currency;
  IF EXISTS (SELECT FROM zakat_interest_lines i WHERE i.line_id = NEW.line_id AND i.entry_id = NEW.entry_id) THEN
    entry_left := line_left;
  END IF;
  IF entry_left IS NULL OR entry_left <> 0 AND sign(entry_left) <> sign(line_left) AND line_left <> 0 THEN
    RAISE EXCEPTION 'entry % moves no cash of fund % the way of line %', NEW.entry_id, account.fund_id, NEW.line_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'match_within_fund', TABLE = 'bank_matches', SCHEMA = 'tadamun';
  END IF;
  IF NEW.amount_minor > abs(line_left) THEN
    RAISE EXCEPTION 'line % has % left', NEW.line_id, abs(line_left)
      USING ERRCODE = 'check_violation', CONSTRAINT = 'match_within_line', TABLE = 'bank_matches', SCHEMA = 'tadamun';
  END IF;
  IF NEW.amount_minor > abs(entry_left) THEN
    RAISE EXCEPTION 'entry % has % left', NEW.entry_id, abs(entry_left)
      USING ERRCODE = 'check_violation', CONSTRAINT = 'match_within_entry', TABLE = 'bank_matches', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

-- 5. What was set aside for, paid to and moved away from each beneficiary of a waqf, day by day.
CREATE VIEW waqf_share_moves WITH (security_invoker = true) AS
SELECT s.waqf_id, s.beneficiary, r.ran_on AS on_day, s.amount_minor, true AS is_share
FROM waqf_run_shares s JOIN waqf_runs r USING (run_id)
UNION ALL SELECT p.waqf_id, p.beneficiary, p.paid_on, -p.amount_minor, false FROM waqf_payouts p WHERE p.kind = 'share'
UNION ALL SELECT s.waqf_id, s.beneficiary, r.redirected_on, -s.amount_minor, false
FROM waqf_redirected_shares s JOIN waqf_redirections r USING (waqf_id)
UNION ALL SELECT r.waqf_id, r.beneficiary, r.redirected_on, s.amount_minor, true
FROM waqf_redirections r JOIN waqf_redirected_shares s USING (waqf_id);
GRANT SELECT ON waqf_share_moves TO tadamun_app;

-- 6. Guarded balances are what guards read: they cost the same however long a waqf has lived.
CREATE OR REPLACE FUNCTION fund_balance(fund bigint, account_kind text) RETURNS bigint
LANGUAGE sql STABLE SET search_path = tadamun, pg_temp AS $$
  SELECT coalesce(sum(b.balance_minor), 0)::bigint FROM accounts a JOIN balances b USING (account_id)
  WHERE a.fund_id = fund AND a.kind = account_kind
$$;
