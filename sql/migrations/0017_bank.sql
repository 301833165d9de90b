-- Banks: accounts, what their statements say, and which entries of the books each movement is.
SET LOCAL search_path = tadamun, pg_temp;

-- An account at a bank holds the money of one fund. A fund may have several.
CREATE TABLE bank_accounts (
  bank_account_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  fund_id bigint NOT NULL REFERENCES funds,
  -- IBAN, or the number the country uses (RIB in Morocco), without spaces.
  number text NOT NULL CONSTRAINT one_account_a_number UNIQUE CONSTRAINT number_is_plain CHECK (number ~ '^[A-Z0-9]{4,34}$'),
  currency char(3) NOT NULL CONSTRAINT currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
  opened_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (bank_account_id, currency)
);
CREATE INDEX bank_accounts_of_a_fund ON bank_accounts (fund_id);
CALL make_append_only('bank_accounts');
GRANT SELECT ON bank_accounts TO tadamun_app;
GRANT INSERT (code, fund_id, number, currency) ON bank_accounts TO tadamun_app;

-- A file that was read; the same bytes are never read twice. A file of CSV speaks of one account, one of CAMT names its own.
CREATE TABLE bank_imports (
  import_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  format text NOT NULL CONSTRAINT format_is_known CHECK (format IN ('camt053', 'csv')),
  bank_account_id bigint REFERENCES bank_accounts,
  file_name text NOT NULL,
  file_sha256 bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(file_sha256) = 32),
  recorded_by text NOT NULL CONSTRAINT recorder_is_named CHECK (recorded_by <> ''),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT one_import_a_file UNIQUE NULLS NOT DISTINCT (file_sha256, bank_account_id),
  CONSTRAINT csv_names_its_account CHECK ((format = 'csv') = (bank_account_id IS NOT NULL))
);
CALL make_append_only('bank_imports');
GRANT SELECT ON bank_imports TO tadamun_app;
GRANT INSERT (format, bank_account_id, file_name, file_sha256, recorded_by) ON bank_imports TO tadamun_app;

CREATE TABLE bank_statements (
  statement_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  import_id bigint NOT NULL REFERENCES bank_imports,
  bank_account_id bigint NOT NULL,
  currency char(3) NOT NULL,
  -- The bank's own name and number.
  external_id text NOT NULL CONSTRAINT external_id_is_bounded CHECK (length(external_id) BETWEEN 1 AND 200),
  sequence bigint,
  opening_minor bigint NOT NULL,
  opened_on date NOT NULL,
  closing_minor bigint NOT NULL,
  closed_on date NOT NULL,
  FOREIGN KEY (bank_account_id, currency) REFERENCES bank_accounts (bank_account_id, currency),
  UNIQUE (statement_id, bank_account_id),
  CONSTRAINT one_statement_a_name UNIQUE (bank_account_id, external_id),
  CONSTRAINT statement_not_reversed CHECK (opened_on <= closed_on)
);
CREATE INDEX bank_statements_in_order ON bank_statements (bank_account_id, closed_on, sequence, statement_id);
CALL make_append_only('bank_statements');
GRANT SELECT ON bank_statements TO tadamun_app;
GRANT INSERT (import_id, bank_account_id, currency, external_id, sequence, opening_minor, opened_on, closing_minor, closed_on)
  ON bank_statements TO tadamun_app;

-- A movement, once, in however many files it stands. Movements that read alike (two payments of 500.00 on one day with one
-- text) are told apart by their ordinal.
CREATE TABLE bank_lines (
  line_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bank_account_id bigint NOT NULL,
  currency char(3) NOT NULL,
  booked_on date NOT NULL CONSTRAINT booked_in_living_memory CHECK (booked_on BETWEEN DATE '1990-01-01' AND DATE '2100-12-31'),
  value_on date NOT NULL,
  amount_minor bigint NOT NULL CONSTRAINT amount_not_zero CHECK (amount_minor <> 0)
    CONSTRAINT amount_within_limit CHECK (abs(amount_minor) <= 9000000000000000),
  end_to_end_id text,
  counterparty text,
  description text NOT NULL,
  is_reversal boolean NOT NULL,
  -- SHA-256 of account, days, amount and folded text.
  content_sha256 bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(content_sha256) = 32),
  ordinal integer NOT NULL CONSTRAINT ordinal_counts_from_one CHECK (ordinal >= 1),
  FOREIGN KEY (bank_account_id, currency) REFERENCES bank_accounts (bank_account_id, currency),
  UNIQUE (line_id, bank_account_id),
  CONSTRAINT one_line_an_ordinal UNIQUE (bank_account_id, content_sha256, ordinal)
);
CREATE INDEX bank_lines_by_day ON bank_lines (bank_account_id, booked_on);
CALL make_append_only('bank_lines');
GRANT SELECT ON bank_lines TO tadamun_app;
GRANT INSERT (bank_account_id, currency, booked_on, value_on, amount_minor, end_to_end_id, counterparty, description,
  is_reversal, content_sha256, ordinal) ON bank_lines TO tadamun_app;

-- Where each movement was seen. The bank's own number of it stands here: one file may give it and another not.
CREATE TABLE bank_sightings (
  import_id bigint NOT NULL REFERENCES bank_imports,
  position integer NOT NULL CONSTRAINT position_counts_from_one CHECK (position >= 1),
  line_id bigint NOT NULL,
  bank_account_id bigint NOT NULL,
  statement_id bigint,
  servicer_ref text CONSTRAINT servicer_ref_is_bounded CHECK (length(servicer_ref) BETWEEN 1 AND 200),
  PRIMARY KEY (import_id, position),
  FOREIGN KEY (line_id, bank_account_id) REFERENCES bank_lines (line_id, bank_account_id),
  FOREIGN KEY (statement_id, bank_account_id) REFERENCES bank_statements (statement_id, bank_account_id),
  CONSTRAINT line_once_in_a_file UNIQUE (import_id, line_id),
  CONSTRAINT one_line_a_servicer_ref EXCLUDE USING gist (bank_account_id WITH =, servicer_ref WITH =, line_id WITH <>)
);
-- A movement stands on one statement, there once.
CREATE UNIQUE INDEX line_on_one_statement ON bank_sightings (line_id) WHERE statement_id IS NOT NULL;
CREATE INDEX sightings_of_a_line ON bank_sightings (line_id);
CREATE INDEX sightings_of_a_statement ON bank_sightings (statement_id) WHERE statement_id IS NOT NULL;
CALL make_append_only('bank_sightings');
GRANT SELECT, INSERT ON bank_sightings TO tadamun_app;

-- Sightings come in the transaction of their file or not at all: what a statement adds up to stays.
CREATE FUNCTION refuse_late_sighting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM bank_imports i WHERE i.import_id = NEW.import_id AND i.tx = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'import % is closed', NEW.import_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'imports_are_closed', TABLE = 'bank_sightings', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER imports_are_closed BEFORE INSERT ON bank_sightings FOR EACH ROW EXECUTE FUNCTION refuse_late_sighting();

-- A statement's lines lead from its opening to its closing balance, and its opening balance is the closing one of the
-- statement before it. At commit, when all lines are there.
CREATE FUNCTION refuse_broken_statement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  moved bigint;
  earlier bank_statements;
  later bank_statements;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun bank account ' || NEW.bank_account_id, 0));
  SELECT coalesce(sum(l.amount_minor), 0) INTO moved
  FROM bank_sightings s JOIN bank_lines l USING (line_id) WHERE s.statement_id = NEW.statement_id;
  IF NEW.opening_minor + moved <> NEW.closing_minor THEN
    RAISE EXCEPTION 'statement % moves % and not %', NEW.external_id, moved, NEW.closing_minor - NEW.opening_minor
      USING ERRCODE = 'check_violation', CONSTRAINT = 'statements_add_up', TABLE = 'bank_statements', SCHEMA = 'tadamun';
  END IF;
  SELECT * INTO earlier FROM bank_statements s
  WHERE s.bank_account_id = NEW.bank_account_id
    AND (s.closed_on, coalesce(s.sequence, 0), s.statement_id) < (NEW.closed_on, coalesce(NEW.sequence, 0), NEW.statement_id)
  ORDER BY s.closed_on DESC, coalesce(s.sequence, 0) DESC, s.statement_id DESC LIMIT 1;
  SELECT * INTO later FROM bank_statements s
  WHERE s.bank_account_id = NEW.bank_account_id
    AND (s.closed_on, coalesce(s.sequence, 0), s.statement_id) > (NEW.closed_on, coalesce(NEW.sequence, 0), NEW.statement_id)
  ORDER BY s.closed_on, coalesce(s.sequence, 0), s.statement_id LIMIT 1;
  IF earlier.closing_minor <> NEW.opening_minor OR later.opening_minor <> NEW.closing_minor THEN
    RAISE EXCEPTION 'statement % does not follow on its neighbours', NEW.external_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'statements_follow_on', TABLE = 'bank_statements', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER statements_are_whole AFTER INSERT ON bank_statements DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_broken_statement();

-- How much of a line is how much of an entry. A wrong match is withdrawn, which is a fact of its own.
CREATE TABLE bank_matches (
  match_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  line_id bigint NOT NULL REFERENCES bank_lines,
  entry_id bigint NOT NULL REFERENCES entries,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  method text NOT NULL CONSTRAINT method_is_known CHECK (method IN ('reference', 'amount_date_payer', 'by_hand')),
  reason text NOT NULL DEFAULT '',
  matched_by text NOT NULL CONSTRAINT matcher_is_named CHECK (matched_by <> ''),
  matched_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT hands_say_why CHECK (method <> 'by_hand' OR btrim(reason) <> '')
);
CREATE INDEX matches_of_a_line ON bank_matches (line_id);
CREATE INDEX matches_of_an_entry ON bank_matches (entry_id);
CALL make_append_only('bank_matches');
GRANT SELECT ON bank_matches TO tadamun_app;
GRANT INSERT (line_id, entry_id, amount_minor, method, reason, matched_by) ON bank_matches TO tadamun_app;

CREATE TABLE bank_match_withdrawals (
  match_id bigint PRIMARY KEY REFERENCES bank_matches,
  reason text NOT NULL CONSTRAINT reason_is_said CHECK (btrim(reason) <> ''),
  withdrawn_by text NOT NULL CONSTRAINT withdrawer_is_named CHECK (withdrawn_by <> ''),
  withdrawn_at timestamptz NOT NULL DEFAULT now()
);
CALL make_append_only('bank_match_withdrawals');
GRANT SELECT ON bank_match_withdrawals TO tadamun_app;
GRANT INSERT (match_id, reason, withdrawn_by) ON bank_match_withdrawals TO tadamun_app;

-- What of each line is not matched yet, signed as the line.
CREATE VIEW open_bank_lines WITH (security_invoker = true) AS
SELECT l.*, l.amount_minor - sign(l.amount_minor)::bigint * coalesce((
    SELECT sum(m.amount_minor) FROM bank_matches m
    WHERE m.line_id = l.line_id AND NOT EXISTS (SELECT FROM bank_match_withdrawals w WHERE w.match_id = m.match_id)),
  0)::bigint AS open_minor
FROM bank_lines l;
GRANT SELECT ON open_bank_lines TO tadamun_app;

-- What of each entry's cash is not matched yet, by fund and currency; more than zero where cash came in.
CREATE VIEW open_cash_entries WITH (security_invoker = true) AS
SELECT c.entry_id, c.fund_id, c.currency, c.cash_minor - sign(c.cash_minor)::bigint * coalesce((
    SELECT sum(m.amount_minor) FROM bank_matches m JOIN bank_lines l USING (line_id)
    JOIN bank_accounts b USING (bank_account_id)
    WHERE m.entry_id = c.entry_id AND b.fund_id = c.fund_id
      AND NOT EXISTS (SELECT FROM bank_match_withdrawals w WHERE w.match_id = m.match_id)), 0)::bigint AS open_minor
FROM (
  SELECT p.entry_id, p.fund_id, p.currency, sum(p.amount_minor)::bigint AS cash_minor
  FROM postings p JOIN accounts a USING (account_id) WHERE a.kind = 'cash'
  GROUP BY p.entry_id, p.fund_id, p.currency HAVING sum(p.amount_minor) <> 0) c;
GRANT SELECT ON open_cash_entries TO tadamun_app;

-- A match takes no more than its line and its entry have left, on the same side, in the fund of the account. One fund's
-- matches are made one after the other.
CREATE FUNCTION refuse_excess_match() RETURNS trigger
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
CREATE TRIGGER match_within_line BEFORE INSERT ON bank_matches FOR EACH ROW EXECUTE FUNCTION refuse_excess_match();
