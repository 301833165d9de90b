-- Money. Double entry per currency and per fund; append-only; an entry is closed with its transaction.
--
-- Debits are positive, credits negative. What a fund's money does is read off the kinds of accounts:
--   contributions   credit  came from a contributor (its actor; none = anonymous)
--   cash            debit   held by the fund; with an actor: held for that actor (custody)
--   disbursements   debit   reached an actor
--   commitments     debit   promised to an actor, against commitments_made (credit, of the promising actor)
--   expenditure     debit   spent on goods and services for an activity
--   interest, loan_repayments, reimbursements  debit  came back to a funder, against returns (credit, of the payer)
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE funds (
  fund_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  instrument text NOT NULL CONSTRAINT instrument_is_known CHECK (instrument IN ('grant', 'crowdfunding', 'zakat', 'waqf', 'operating')),
  -- Classes of charity accounting (SORP): whether money may be spent, and on what.
  class text NOT NULL CONSTRAINT class_is_known CHECK (class IN (
    'unrestricted', 'restricted_income', 'permanent_endowment', 'expendable_endowment', 'escrow')),
  name_ar text, name_fr text, name_en text,
  holder_id bigint REFERENCES actors,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_name_at_least CHECK (num_nonnulls(name_ar, name_fr, name_en) >= 1),
  CONSTRAINT zakat_is_restricted CHECK (instrument <> 'zakat' OR class = 'restricted_income'),
  CONSTRAINT campaigns_hold_in_escrow CHECK (instrument <> 'crowdfunding' OR class IN ('escrow', 'restricted_income'))
);
CALL make_append_only('funds');
GRANT SELECT ON funds TO tadamun_app;
GRANT INSERT (code, instrument, class, name_ar, name_fr, name_en, holder_id) ON funds TO tadamun_app;

CREATE TABLE accounts (
  account_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fund_id bigint NOT NULL REFERENCES funds,
  currency char(3) NOT NULL CONSTRAINT currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
  kind text NOT NULL CONSTRAINT kind_is_known CHECK (kind IN (
    'contributions', 'cash', 'disbursements', 'commitments', 'commitments_made', 'expenditure',
    'interest', 'loan_repayments', 'reimbursements', 'returns')),
  actor_id bigint REFERENCES actors,
  CONSTRAINT one_account_a_purpose UNIQUE NULLS NOT DISTINCT (fund_id, currency, kind, actor_id),
  -- The target of postings: an account can't be posted to in another currency or fund.
  UNIQUE (account_id, fund_id, currency)
);
CREATE INDEX accounts_of_an_actor ON accounts (actor_id);
CALL make_append_only('accounts');
GRANT SELECT ON accounts TO tadamun_app;
GRANT INSERT (fund_id, currency, kind, actor_id) ON accounts TO tadamun_app;

CREATE TABLE entries (
  entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Who books, and under which key: the key is the entry, so that a retry can never book twice.
  source text NOT NULL CONSTRAINT source_is_named CHECK (source <> ''),
  idempotency_key text NOT NULL CONSTRAINT key_is_bounded CHECK (length(idempotency_key) BETWEEN 1 AND 255),
  body_hash bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(body_hash) = 32),
  kind text NOT NULL CONSTRAINT kind_is_known CHECK (kind IN (
    'receipt', 'allocation', 'disbursement', 'direct', 'commitment', 'expenditure', 'interest', 'loan_repayment', 'reimbursement',
    'reversal')),
  reverses bigint CONSTRAINT reversed_once UNIQUE REFERENCES entries,
  contributor_id bigint REFERENCES actors,
  occurred_on date NOT NULL CONSTRAINT occurred_in_living_memory CHECK (occurred_on BETWEEN DATE '1990-01-01' AND DATE '2100-12-31'),
  description text NOT NULL DEFAULT '',
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- The transaction that wrote the header: lines may come only in it. xid8, not xmin, which a savepoint changes.
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT one_entry_a_key UNIQUE (source, idempotency_key),
  CONSTRAINT only_reversals_reverse CHECK ((kind = 'reversal') = (reverses IS NOT NULL))
);
CREATE INDEX entries_by_day ON entries (occurred_on);
GRANT SELECT ON entries TO tadamun_app;
GRANT INSERT (source, idempotency_key, body_hash, kind, reverses, contributor_id, occurred_on, description)
  ON entries TO tadamun_app;

CREATE TABLE postings (
  entry_id bigint NOT NULL REFERENCES entries,
  line smallint NOT NULL CONSTRAINT line_in_range CHECK (line BETWEEN 1 AND 200),
  account_id bigint NOT NULL,
  fund_id bigint NOT NULL,
  currency char(3) NOT NULL,
  amount_minor bigint NOT NULL
    CONSTRAINT amount_not_zero CHECK (amount_minor <> 0)
    CONSTRAINT amount_within_limit CHECK (abs(amount_minor) <= 9000000000000000),
  PRIMARY KEY (entry_id, line),
  FOREIGN KEY (account_id, fund_id, currency) REFERENCES accounts (account_id, fund_id, currency)
);
CREATE INDEX postings_of_an_account ON postings (account_id, entry_id);
GRANT SELECT, INSERT ON postings TO tadamun_app;

CALL make_append_only('entries');
CALL make_append_only('postings');

-- Every fund and currency of an entry adds up to zero, by two lines or more. Two triggers, both at commit: a header
-- without lines would slip past the one on the lines, a line added late past the one on the header.
CREATE FUNCTION refuse_unbalanced_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  unbalanced record;
BEGIN
  SELECT p.fund_id, p.currency, sum(p.amount_minor) AS difference, count(*) AS lines INTO unbalanced
  FROM postings p WHERE p.entry_id = NEW.entry_id
  GROUP BY p.fund_id, p.currency HAVING sum(p.amount_minor) <> 0 OR count(*) < 2
  ORDER BY p.fund_id, p.currency LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'entry % does not balance in fund %: % % over % line(s)',
        NEW.entry_id, unbalanced.fund_id, unbalanced.difference, unbalanced.currency, unbalanced.lines
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entries_balance', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION refuse_entry_without_lines() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM postings p WHERE p.entry_id = NEW.entry_id) THEN
    RAISE EXCEPTION 'entry % has no lines', NEW.entry_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entries_have_lines', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER entries_have_lines AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_entry_without_lines();
CREATE CONSTRAINT TRIGGER entries_balance AFTER INSERT ON postings DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_entry();

CREATE FUNCTION refuse_line_of_closed_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM entries e WHERE e.entry_id = NEW.entry_id AND e.tx = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'entry % is closed: lines come with their entry or not at all', NEW.entry_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entries_are_closed', TABLE = 'postings', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER entries_are_closed BEFORE INSERT ON postings
  FOR EACH ROW EXECUTE FUNCTION refuse_line_of_closed_entry();

-- A reversal points to an entry that is not itself a reversal; UNIQUE (reverses) keeps it the only one. That it
-- mirrors the original line by line is checked at commit.
CREATE FUNCTION refuse_false_reversal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF (SELECT e.kind FROM entries e WHERE e.entry_id = NEW.reverses) = 'reversal' THEN
    RAISE EXCEPTION 'entry % is a reversal and cannot be reversed', NEW.reverses
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reversals_are_final', TABLE = 'entries', SCHEMA = 'tadamun',
        HINT = 'Book the original again as a new entry.';
  END IF;
  IF EXISTS (
    (SELECT p.account_id, -p.amount_minor FROM postings p WHERE p.entry_id = NEW.reverses
     EXCEPT ALL SELECT p.account_id, p.amount_minor FROM postings p WHERE p.entry_id = NEW.entry_id)
    UNION ALL
    (SELECT p.account_id, p.amount_minor FROM postings p WHERE p.entry_id = NEW.entry_id
     EXCEPT ALL SELECT p.account_id, -p.amount_minor FROM postings p WHERE p.entry_id = NEW.reverses))
  THEN
    RAISE EXCEPTION 'entry % does not mirror entry %', NEW.entry_id, NEW.reverses
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reversals_mirror', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER reversals_mirror AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.reverses IS NOT NULL) EXECUTE FUNCTION refuse_false_reversal();

-- What came to each actor: one row a line that reached it, was promised to it or is held for it, net of reversals'
-- own rows, which carry the opposite amount.
CREATE VIEW contributions WITH (security_invoker = true) AS
SELECT e.entry_id, p.line, coalesce(o.kind, e.kind) AS stage, f.instrument, f.fund_id, f.code AS fund_code,
  a.actor_id, coalesce(o.contributor_id, e.contributor_id) AS contributor_id, p.currency, p.amount_minor, e.occurred_on,
  e.reverses, e.description, e.source, e.idempotency_key AS external_ref
FROM postings p
JOIN entries e USING (entry_id)
LEFT JOIN entries o ON o.entry_id = e.reverses
JOIN accounts a USING (account_id)
JOIN funds f ON f.fund_id = p.fund_id
WHERE a.actor_id IS NOT NULL
  AND (a.kind IN ('disbursements', 'commitments', 'expenditure')
    OR (a.kind = 'cash' AND coalesce(o.kind, e.kind) IN ('receipt', 'allocation')));

-- Totals are always this sum, never stored. promised: commitments; came_in: given for the actor, whether handed over
-- or still in custody; paid_out: reached the actor; in_custody: held for it.
CREATE VIEW actor_money WITH (security_invoker = true) AS
SELECT a.actor_id, f.instrument, f.fund_id, p.currency,
  coalesce(sum(p.amount_minor) FILTER (WHERE a.kind = 'commitments'), 0)::bigint AS promised_minor,
  coalesce(sum(p.amount_minor) FILTER (WHERE a.kind IN ('disbursements', 'expenditure')), 0)::bigint AS paid_out_minor,
  coalesce(sum(p.amount_minor) FILTER (WHERE a.kind = 'cash'), 0)::bigint AS in_custody_minor,
  coalesce(sum(p.amount_minor) FILTER (WHERE a.kind IN ('cash', 'disbursements', 'expenditure')), 0)::bigint AS came_in_minor
FROM postings p
JOIN accounts a USING (account_id)
JOIN funds f ON f.fund_id = p.fund_id
WHERE a.actor_id IS NOT NULL AND a.kind IN ('commitments', 'disbursements', 'expenditure', 'cash')
GROUP BY a.actor_id, f.instrument, f.fund_id, p.currency;
GRANT SELECT ON contributions, actor_money TO tadamun_app;
