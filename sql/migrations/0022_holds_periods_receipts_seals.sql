-- Money held back, fiscal periods, receipts without gaps, exchange of currencies, seals over what is booked; and
-- reversals take two persons.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. Reversals: decided by two persons, about just this entry.
UPDATE entry_kinds SET decision_kind = 'reversal' WHERE kind = 'reversal';
CREATE OR REPLACE FUNCTION refuse_undecided_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  needed text;
BEGIN
  SELECT k.decision_kind INTO needed FROM entry_kinds k WHERE k.kind = NEW.kind;
  IF NEW.decision_id IS NULL AND needed IS NULL THEN RETURN NEW; END IF;
  IF NOT EXISTS (
    SELECT FROM decisions d JOIN decision_verdicts v USING (decision_id)
    WHERE d.decision_id = NEW.decision_id AND v.outcome = 'approved' AND d.kind = coalesce(needed, d.kind)
      AND (NEW.reverses IS NULL OR d.subject = format('entry:%s', NEW.reverses)))
  THEN
    RAISE EXCEPTION 'an entry of kind % stands on no approved decision', NEW.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_stands_on_approval', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;

-- 2. Holds: an amount of a guarded account that nothing else may spend until it is posted, given up or expires.
CREATE TABLE holds (
  hold_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts,
  amount_minor bigint NOT NULL CONSTRAINT held_amount_positive CHECK (amount_minor > 0),
  purpose text NOT NULL CONSTRAINT purpose_is_said CHECK (length(purpose) BETWEEN 1 AND 200),
  -- The last day it holds.
  last_on date NOT NULL,
  source text NOT NULL CONSTRAINT source_is_named CHECK (source <> ''),
  idempotency_key text NOT NULL CONSTRAINT key_is_bounded CHECK (length(idempotency_key) BETWEEN 1 AND 255),
  body_hash bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(body_hash) = 32),
  placed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_hold_a_key UNIQUE (source, idempotency_key)
);
CREATE TABLE hold_ends (
  hold_id bigint CONSTRAINT hold_ends_once PRIMARY KEY REFERENCES holds,
  outcome text NOT NULL CONSTRAINT outcome_is_known CHECK (outcome IN ('posted', 'void', 'expired')),
  ended_by text NOT NULL CONSTRAINT ender_is_named CHECK (ended_by <> ''),
  ended_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE hold_postings (
  hold_id bigint PRIMARY KEY REFERENCES hold_ends,
  entry_id bigint NOT NULL CONSTRAINT entry_posts_one_hold UNIQUE REFERENCES entries
);
CALL make_append_only('holds');
CALL make_append_only('hold_ends');
CALL make_append_only('hold_postings');
GRANT SELECT ON holds, hold_ends, hold_postings TO tadamun_app;
GRANT INSERT (account_id, amount_minor, purpose, last_on, source, idempotency_key, body_hash) ON holds TO tadamun_app;
GRANT INSERT (hold_id, outcome, ended_by) ON hold_ends TO tadamun_app;
GRANT INSERT ON hold_postings TO tadamun_app;
CREATE INDEX holds_by_last_day ON holds (last_on, hold_id);

CREATE FUNCTION take_hold() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  -- No foreign key to balances: its share of the row's lock and the lock of the move would deadlock two holds.
  IF NOT EXISTS (SELECT FROM balances b WHERE b.account_id = NEW.account_id) THEN
    RAISE EXCEPTION 'account % may fall below zero: nothing is held back on it', NEW.account_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'held_account_is_guarded', TABLE = 'holds', SCHEMA = 'tadamun';
  END IF;
  PERFORM move_balance(NEW.account_id, 0, NEW.amount_minor);
  RETURN NULL;
END
$$;
CREATE TRIGGER take_hold AFTER INSERT ON holds FOR EACH ROW EXECUTE FUNCTION take_hold();
CREATE FUNCTION free_hold() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM move_balance(h.account_id, 0, -h.amount_minor) FROM holds h WHERE h.hold_id = NEW.hold_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER free_hold AFTER INSERT ON hold_ends FOR EACH ROW EXECUTE FUNCTION free_hold();

-- A hold that is posted has an entry of the same transaction that takes no more from its account than was held.
CREATE FUNCTION refuse_hold_without_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM holds h JOIN hold_postings x USING (hold_id) JOIN entries e USING (entry_id)
    JOIN accounts a USING (account_id) JOIN account_kinds k ON k.kind = a.kind
    WHERE h.hold_id = NEW.hold_id AND e.tx = pg_current_xact_id()
      AND (SELECT -sum(p.amount_minor) * CASE k.normal_side WHEN 'debit' THEN 1 ELSE -1 END FROM postings p
        WHERE p.entry_id = x.entry_id AND p.account_id = h.account_id) BETWEEN 1 AND h.amount_minor)
  THEN
    RAISE EXCEPTION 'hold % is posted by no entry that takes at most what it holds', NEW.hold_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'posted_hold_has_its_entry', TABLE = 'hold_ends',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER posted_hold_has_its_entry AFTER INSERT ON hold_ends DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.outcome = 'posted') EXECUTE FUNCTION refuse_hold_without_entry();

-- 3. Fiscal periods. A day of no period is open. Into a period that is closed softly goes only what two persons
-- decided on; into a closed one nothing goes any more, and it stays closed.
CREATE TABLE fiscal_periods (
  period_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  first_on date NOT NULL,
  last_on date NOT NULL,
  state text NOT NULL DEFAULT 'open' CONSTRAINT state_is_known CHECK (state IN ('open', 'soft_closed', 'closed')),
  CONSTRAINT period_has_days CHECK (first_on <= last_on),
  CONSTRAINT fiscal_periods_do_not_overlap EXCLUDE USING gist (daterange(first_on, last_on, '[]') WITH &&)
);
GRANT SELECT ON fiscal_periods TO tadamun_app;
GRANT INSERT (code, first_on, last_on) ON fiscal_periods TO tadamun_app;
CREATE TABLE fiscal_period_states (
  period_id bigint NOT NULL REFERENCES fiscal_periods,
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  state text NOT NULL CONSTRAINT state_is_known CHECK (state IN ('open', 'soft_closed', 'closed')),
  set_by text NOT NULL CONSTRAINT setter_is_named CHECK (set_by <> ''),
  set_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (period_id, sequence)
);
CALL make_append_only('fiscal_period_states');
GRANT SELECT ON fiscal_period_states TO tadamun_app;
GRANT INSERT (period_id, state, set_by) ON fiscal_period_states TO tadamun_app;
CREATE FUNCTION set_period_state() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  before text;
BEGIN
  -- Waits for entries under way: they hold the row until they are booked or given up.
  SELECT p.state INTO before FROM fiscal_periods p WHERE p.period_id = NEW.period_id FOR UPDATE;
  IF before = 'closed' THEN
    RAISE EXCEPTION 'period % is closed for good', NEW.period_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_periods_stay_closed', TABLE = 'fiscal_period_states',
        SCHEMA = 'tadamun';
  END IF;
  UPDATE fiscal_periods SET state = NEW.state WHERE period_id = NEW.period_id;
  RETURN NEW;
END
$$;
CREATE TRIGGER set_period_state BEFORE INSERT ON fiscal_period_states
  FOR EACH ROW EXECUTE FUNCTION set_period_state();

CREATE FUNCTION refuse_closed_period() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  period record;
BEGIN
  SELECT p.code, p.state INTO period FROM fiscal_periods p WHERE NEW.occurred_on BETWEEN p.first_on AND p.last_on
  FOR SHARE;
  IF period.state = 'closed' OR (period.state = 'soft_closed' AND NEW.decision_id IS NULL) THEN
    RAISE EXCEPTION 'period % is %', period.code, period.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_lies_in_open_period', TABLE = 'entries',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER entry_lies_in_open_period BEFORE INSERT ON entries
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_period();

-- An entry of an open period that corrects a closed one.
CREATE TABLE period_corrections (
  entry_id bigint PRIMARY KEY REFERENCES entries,
  relates_to_period bigint NOT NULL REFERENCES fiscal_periods
);
CALL make_append_only('period_corrections');
GRANT SELECT, INSERT ON period_corrections TO tadamun_app;

-- 4. Receipts: numbered without a gap by fund and fiscal year. The number is drawn under a lock that lasts until
-- commit: one that is rolled back gives its number back, and a void one keeps it.
CREATE TABLE receipt_counters (
  fund_id bigint REFERENCES funds,
  fiscal_year integer CONSTRAINT year_in_living_memory CHECK (fiscal_year BETWEEN 1990 AND 2100),
  last_number integer NOT NULL DEFAULT 0,
  PRIMARY KEY (fund_id, fiscal_year)
);
GRANT SELECT ON receipt_counters TO tadamun_app;
CREATE TABLE receipts (
  fund_id bigint NOT NULL REFERENCES funds,
  fiscal_year integer NOT NULL,
  number integer NOT NULL CONSTRAINT numbers_count_from_one CHECK (number >= 1),
  entry_id bigint NOT NULL REFERENCES entries,
  issued_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (fund_id, fiscal_year, number),
  CONSTRAINT an_entry_has_one_receipt UNIQUE (entry_id, fund_id)
);
CREATE TABLE receipt_voids (
  fund_id bigint,
  fiscal_year integer,
  number integer,
  reason text NOT NULL CONSTRAINT reason_is_said CHECK (reason <> ''),
  voided_by text NOT NULL CONSTRAINT voider_is_named CHECK (voided_by <> ''),
  voided_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT receipt_is_voided_once PRIMARY KEY (fund_id, fiscal_year, number),
  FOREIGN KEY (fund_id, fiscal_year, number) REFERENCES receipts
);
CALL make_append_only('receipts');
CALL make_append_only('receipt_voids');
GRANT SELECT ON receipts, receipt_voids TO tadamun_app;
GRANT INSERT (fund_id, fiscal_year, entry_id) ON receipts TO tadamun_app;
GRANT INSERT (fund_id, fiscal_year, number, reason, voided_by) ON receipt_voids TO tadamun_app;
CREATE FUNCTION number_receipt() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM entries e JOIN entry_kinds k USING (kind) JOIN postings p USING (entry_id)
    WHERE e.entry_id = NEW.entry_id AND p.fund_id = NEW.fund_id AND k.stage IN ('receipt', 'direct'))
  THEN
    RAISE EXCEPTION 'entry % brought nothing into fund %', NEW.entry_id, NEW.fund_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_is_for_money_received', TABLE = 'receipts',
        SCHEMA = 'tadamun';
  END IF;
  INSERT INTO receipt_counters (fund_id, fiscal_year, last_number) VALUES (NEW.fund_id, NEW.fiscal_year, 1)
  ON CONFLICT (fund_id, fiscal_year) DO UPDATE SET last_number = receipt_counters.last_number + 1
  RETURNING last_number INTO NEW.number;
  RETURN NEW;
END
$$;
CREATE TRIGGER number_receipt BEFORE INSERT ON receipts FOR EACH ROW EXECUTE FUNCTION number_receipt();

-- 5. Exchange of currencies: both sides balance against clearing; what rounding leaves is at most one minor unit.
INSERT INTO account_kinds (kind, normal_side, never_below_zero, meaning) VALUES
  ('fx_clearing', 'debit', false, 'Between two currencies of an exchange; its balances at the rates come to nothing.'),
  ('fx_rounding', 'debit', false, 'What rounding to minor units left over in an exchange.');
INSERT INTO entry_kinds (kind, meaning) VALUES ('exchange', 'Money of one currency against another.');
INSERT INTO account_kind_entry_kinds (account_kind, entry_kind) VALUES
  ('fx_clearing', 'exchange'), ('fx_rounding', 'exchange');
CREATE TABLE exchanges (
  entry_id bigint PRIMARY KEY REFERENCES entries,
  source_currency char(3) NOT NULL,
  source_minor bigint NOT NULL CONSTRAINT source_amount_positive CHECK (source_minor > 0),
  target_currency char(3) NOT NULL CONSTRAINT currencies_differ CHECK (target_currency <> source_currency),
  target_minor bigint NOT NULL CONSTRAINT target_amount_positive CHECK (target_minor > 0),
  -- Target minor units less the exact conversion, rounded half to even once.
  residual_minor smallint NOT NULL CONSTRAINT residual_is_one_at_most CHECK (residual_minor BETWEEN -1 AND 1),
  rate numeric(20, 10) NOT NULL CONSTRAINT rate_positive CHECK (rate > 0),
  rate_source text NOT NULL CONSTRAINT rate_source_is_named CHECK (rate_source <> ''),
  rate_on date NOT NULL
);
CALL make_append_only('exchanges');
GRANT SELECT, INSERT ON exchanges TO tadamun_app;

-- 6. Seals: each covers the entries since the one before, and holds its hash. To change an entry below a seal without
-- being found one must change every seal after it, and every copy of one that was taken away.
CREATE TABLE seals (
  seal_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  previous_id bigint CONSTRAINT seals_do_not_fork UNIQUE NULLS NOT DISTINCT REFERENCES seals,
  first_entry bigint NOT NULL,
  last_entry bigint NOT NULL CONSTRAINT seal_covers_entries CHECK (last_entry >= first_entry),
  entries integer NOT NULL,
  root bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(root) = 32),
  -- SHA-256 of the previous seal's chain and this root.
  chain bytea NOT NULL CONSTRAINT chain_is_sha256 CHECK (octet_length(chain) = 32),
  sealed_at timestamptz NOT NULL DEFAULT now()
);
CALL make_append_only('seals');
GRANT SELECT ON seals TO tadamun_app;

-- SHA-256 over everything that the entries of a range say, in the order of their keys, and over how many they are.
CREATE FUNCTION entries_root(first_key bigint, last_key bigint) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = tadamun, pg_temp AS $$
  SELECT sha256(convert_to(count(*)::text, 'UTF8') || coalesce(string_agg(h.hash, NULL ORDER BY h.entry_id), ''))
  FROM (
    SELECT e.entry_id, sha256(convert_to(jsonb_build_array(
      e.entry_id, e.source, e.idempotency_key, encode(e.body_hash, 'hex'), e.kind, e.reverses, e.contributor_id,
      e.occurred_on - DATE '2000-01-01', e.description, (extract(epoch FROM e.recorded_at) * 1000000)::bigint,
      e.decision_id, e.policy_id,
      (SELECT jsonb_agg(jsonb_build_array(p.line, p.account_id, p.fund_id, p.currency, p.amount_minor) ORDER BY p.line)
       FROM postings p WHERE p.entry_id = e.entry_id))::text, 'UTF8')) AS hash
    FROM entries e WHERE e.entry_id BETWEEN first_key AND last_key) h
$$;
GRANT EXECUTE ON FUNCTION entries_root TO tadamun_app;

-- Seals what is booked and not sealed yet; returns how many entries. The lock waits for whoever is booking, so that no
-- key below the seal's last can appear later.
CREATE FUNCTION seal_entries(at_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp SET lock_timeout = '500ms' AS $$
DECLARE
  previous seals;
  first_key bigint;
  last_key bigint;
  covered integer;
  new_root bytea;
BEGIN
  LOCK TABLE entries IN SHARE MODE;
  SELECT * INTO previous FROM seals ORDER BY seal_id DESC LIMIT 1;
  SELECT min(u.entry_id), max(u.entry_id), count(*) INTO first_key, last_key, covered FROM (
    SELECT e.entry_id FROM entries e WHERE e.entry_id > coalesce(previous.last_entry, 0)
    ORDER BY e.entry_id LIMIT at_most) u;
  IF covered = 0 THEN RETURN 0; END IF;
  new_root := entries_root(coalesce(previous.last_entry, 0) + 1, last_key);
  INSERT INTO seals (previous_id, first_entry, last_entry, entries, root, chain)
  VALUES (previous.seal_id, coalesce(previous.last_entry, 0) + 1, last_key, covered, new_root,
    sha256(coalesce(previous.chain, '') || new_root));
  RETURN covered;
END
$$;
GRANT EXECUTE ON FUNCTION seal_entries TO tadamun_app;
