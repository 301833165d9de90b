-- Kinds of accounts and of entries become tables, so that every kind of money brings its own; and the database guards
-- what may be spent, and by what.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. What two people decide on, and what an entry may stand on. See the next migration for the decisions themselves.
CREATE TABLE decision_kinds (
  kind text PRIMARY KEY CONSTRAINT kind_is_a_code CHECK (is_code(kind)),
  meaning text NOT NULL CONSTRAINT meaning_is_said CHECK (meaning <> '')
);
GRANT SELECT ON decision_kinds TO tadamun_app;
INSERT INTO decision_kinds (kind, meaning) VALUES
  ('recipient_eligibility', 'A recipient may be paid out of a fund.'),
  ('disbursement', 'Money is handed over.'),
  ('reversal', 'An entry is reversed.'),
  ('istibdal', 'An asset of a waqf is exchanged for another.'),
  ('policy_change', 'A policy is in force from a day on.'),
  ('waiver', 'A condition is given up.'),
  ('override', 'Somebody departs from what the rules propose.');

-- 2. Kinds of accounts. A kind with no instruments or classes named is for every fund.
CREATE TABLE account_kinds (
  kind text PRIMARY KEY CONSTRAINT kind_is_a_code CHECK (is_code(kind)),
  -- On which side its balance normally stands; balances below are told on this side.
  normal_side text NOT NULL CONSTRAINT side_is_known CHECK (normal_side IN ('debit', 'credit')),
  -- Whether a balance less what is held may never fall below zero.
  never_below_zero boolean NOT NULL,
  only_instruments text[] CONSTRAINT instruments_are_known CHECK (
    only_instruments <@ ARRAY['grant', 'crowdfunding', 'zakat', 'waqf', 'operating'] AND only_instruments <> '{}'),
  only_classes text[] CONSTRAINT classes_are_known CHECK (
    only_classes <@ ARRAY['unrestricted', 'restricted_income', 'permanent_endowment', 'expendable_endowment', 'escrow']
    AND only_classes <> '{}'),
  meaning text NOT NULL CONSTRAINT meaning_is_said CHECK (meaning <> '')
);
GRANT SELECT ON account_kinds TO tadamun_app;
INSERT INTO account_kinds (kind, normal_side, never_below_zero, only_instruments, meaning) VALUES
  ('contributions', 'credit', false, NULL, 'Came from a contributor (its actor; none: anonymous).'),
  ('cash', 'debit', true, NULL, 'Held by the fund; with an actor: held for that actor.'),
  ('disbursements', 'debit', false, NULL, 'Reached an actor.'),
  ('commitments', 'debit', false, NULL, 'Promised to an actor.'),
  ('commitments_made', 'credit', false, NULL, 'Promised by an actor.'),
  ('expenditure', 'debit', false, NULL, 'Spent on goods and services for an activity.'),
  -- Money of zakat and of waqf bears no interest, and none is taken from those it reached.
  ('interest', 'debit', false, '{grant,crowdfunding,operating}', 'Interest that came back to a funder.'),
  ('loan_repayments', 'debit', false, NULL, 'Principal of a loan that came back to a funder.'),
  ('reimbursements', 'debit', false, NULL, 'Money already spent that came back to a funder.'),
  ('returns', 'credit', false, NULL, 'Came back from an actor.');

-- 3. Kinds of entries.
CREATE TABLE entry_kinds (
  kind text PRIMARY KEY CONSTRAINT kind_is_a_code CHECK (is_code(kind)),
  -- The stage of money under which its lines stand among an actor's contributions; none: they do not stand there.
  stage text CONSTRAINT stage_is_known CHECK (stage IN (
    'receipt', 'allocation', 'disbursement', 'direct', 'commitment', 'expenditure', 'interest', 'loan_repayment',
    'reimbursement')),
  -- The kind of approved decision that an entry of this kind names; none: it needs none.
  decision_kind text REFERENCES decision_kinds,
  meaning text NOT NULL CONSTRAINT meaning_is_said CHECK (meaning <> '')
);
GRANT SELECT ON entry_kinds TO tadamun_app;
INSERT INTO entry_kinds (kind, stage, meaning) VALUES
  ('receipt', 'receipt', 'Money into the fund.'),
  ('allocation', 'allocation', 'Undesignated money of the fund, set aside for an actor.'),
  ('disbursement', 'disbursement', 'Out of what the fund holds for an actor, to the actor.'),
  ('direct', 'direct', 'From a contributor straight to an actor.'),
  ('commitment', 'commitment', 'A firm, written promise.'),
  ('expenditure', 'expenditure', 'Spent on goods and services for an activity.'),
  ('interest', 'interest', 'Interest that came back to the funder.'),
  ('loan_repayment', 'loan_repayment', 'Principal that came back to the funder.'),
  ('reimbursement', 'reimbursement', 'Money already spent that came back to the funder.'),
  ('reversal', NULL, 'The mirror of an earlier entry.');

ALTER TABLE accounts DROP CONSTRAINT kind_is_known,
  ADD CONSTRAINT account_kind_is_known FOREIGN KEY (kind) REFERENCES account_kinds;
ALTER TABLE entries DROP CONSTRAINT kind_is_known,
  ADD CONSTRAINT entry_kind_is_known FOREIGN KEY (kind) REFERENCES entry_kinds;

-- 4. An account is of a kind that its fund allows.
CREATE FUNCTION refuse_foreign_account_kind() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  fund record;
BEGIN
  SELECT f.code, f.instrument, f.class INTO fund FROM funds f JOIN account_kinds k ON k.kind = NEW.kind
  WHERE f.fund_id = NEW.fund_id AND (f.instrument <> ALL (k.only_instruments) OR f.class <> ALL (k.only_classes));
  IF FOUND THEN
    RAISE EXCEPTION 'fund % (%, %) has no account of kind %', fund.code, fund.instrument, fund.class, NEW.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'account_kind_fits_fund', TABLE = 'accounts', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER account_kind_fits_fund BEFORE INSERT ON accounts
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_account_kind();

-- 5. Which entries may touch what. An account kind with rows here is touched by the listed kinds of entries only, on
-- the listed side; so is every account of a fund whose instrument and class have rows in the second table. A reversal
-- mirrors what was allowed, and is.
CREATE TABLE account_kind_entry_kinds (
  account_kind text REFERENCES account_kinds,
  entry_kind text REFERENCES entry_kinds,
  side text NOT NULL DEFAULT 'both' CONSTRAINT side_is_known CHECK (side IN ('debit', 'credit', 'both')),
  PRIMARY KEY (account_kind, entry_kind)
);
CREATE TABLE fund_class_entry_kinds (
  instrument text CONSTRAINT instrument_is_known CHECK (instrument IN (
    'grant', 'crowdfunding', 'zakat', 'waqf', 'operating')),
  class text CONSTRAINT class_is_known CHECK (class IN (
    'unrestricted', 'restricted_income', 'permanent_endowment', 'expendable_endowment', 'escrow')),
  entry_kind text REFERENCES entry_kinds,
  PRIMARY KEY (instrument, class, entry_kind)
);
GRANT SELECT ON account_kind_entry_kinds, fund_class_entry_kinds TO tadamun_app;

-- 6. What guarded accounts hold: the sum of their postings on the normal side, and how much of it is held back. Kept
-- here to be locked and checked, never to be read instead of the postings; verify compares both.
CREATE TABLE balances (
  account_id bigint PRIMARY KEY REFERENCES accounts,
  balance_minor bigint NOT NULL DEFAULT 0,
  held_minor bigint NOT NULL DEFAULT 0 CONSTRAINT held_not_negative CHECK (held_minor >= 0),
  CONSTRAINT available_not_negative CHECK (balance_minor - held_minor >= 0)
) WITH (fillfactor = 50);
GRANT SELECT ON balances TO tadamun_app;

CREATE FUNCTION begin_balance() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  INSERT INTO balances (account_id)
  SELECT NEW.account_id FROM account_kinds k WHERE k.kind = NEW.kind AND k.never_below_zero;
  RETURN NULL;
END
$$;
CREATE TRIGGER begin_balance AFTER INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION begin_balance();
INSERT INTO balances (account_id, balance_minor)
SELECT a.account_id, coalesce(sum(p.amount_minor), 0) * CASE k.normal_side WHEN 'debit' THEN 1 ELSE -1 END
FROM accounts a JOIN account_kinds k USING (kind) LEFT JOIN postings p USING (account_id)
WHERE k.never_below_zero GROUP BY a.account_id, k.normal_side;

-- Moves a guarded balance, or says whose it is and by how much it falls short.
CREATE FUNCTION move_balance(account bigint, balance_change bigint, held_change bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  available bigint;
  named record;
BEGIN
  SELECT b.balance_minor - b.held_minor INTO available FROM balances b WHERE b.account_id = account FOR UPDATE;
  IF available + balance_change - held_change < 0 THEN
    SELECT f.code, a.kind, a.currency INTO named FROM accounts a JOIN funds f USING (fund_id) WHERE a.account_id = account;
    RAISE EXCEPTION '% of fund % has % % available, less than the % asked for', named.kind, named.code, available,
        named.currency, held_change - balance_change
      USING ERRCODE = 'check_violation', CONSTRAINT = 'available_not_negative', TABLE = 'balances', SCHEMA = 'tadamun';
  END IF;
  UPDATE balances SET balance_minor = balance_minor + balance_change, held_minor = held_minor + held_change
  WHERE account_id = account;
END
$$;

-- 7. Both guards on postings, once a statement. Balances are locked in the order of their keys, so that two entries
-- over the same accounts wait for each other and do not deadlock.
CREATE FUNCTION guard_postings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  refused record;
  moved record;
BEGIN
  SELECT n.entry_id, e.kind AS entry_kind, a.kind AS account_kind, f.code INTO refused
  FROM posted n JOIN entries e USING (entry_id) JOIN accounts a USING (account_id) JOIN funds f ON f.fund_id = n.fund_id
  WHERE e.reverses IS NULL AND (
    EXISTS (SELECT FROM account_kind_entry_kinds x WHERE x.account_kind = a.kind)
      AND NOT EXISTS (SELECT FROM account_kind_entry_kinds x WHERE x.account_kind = a.kind AND x.entry_kind = e.kind
        AND x.side IN ('both', CASE WHEN n.amount_minor > 0 THEN 'debit' ELSE 'credit' END))
    OR EXISTS (SELECT FROM fund_class_entry_kinds x WHERE x.instrument = f.instrument AND x.class = f.class)
      AND NOT EXISTS (SELECT FROM fund_class_entry_kinds x WHERE x.instrument = f.instrument AND x.class = f.class
        AND x.entry_kind = e.kind))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'an entry of kind % may not touch % of fund % this way', refused.entry_kind, refused.account_kind,
        refused.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_kind_may_touch_account', TABLE = 'postings',
        SCHEMA = 'tadamun';
  END IF;
  FOR moved IN
    SELECT n.account_id, (sum(n.amount_minor) * CASE k.normal_side WHEN 'debit' THEN 1 ELSE -1 END)::bigint AS change
    FROM posted n JOIN accounts a USING (account_id) JOIN account_kinds k USING (kind)
    WHERE k.never_below_zero GROUP BY n.account_id, k.normal_side ORDER BY n.account_id
  LOOP
    PERFORM move_balance(moved.account_id, moved.change, 0);
  END LOOP;
  RETURN NULL;
END
$$;
CREATE TRIGGER guard_postings AFTER INSERT ON postings REFERENCING NEW TABLE AS posted
  FOR EACH STATEMENT EXECUTE FUNCTION guard_postings();

-- 8. An actor's contributions show each kind of entry under its stage.
CREATE OR REPLACE VIEW contributions WITH (security_invoker = true) AS
SELECT e.entry_id, p.line, k.stage, f.instrument, f.fund_id, f.code AS fund_code,
  a.actor_id, coalesce(o.contributor_id, e.contributor_id) AS contributor_id, p.currency, p.amount_minor, e.occurred_on,
  e.reverses, e.description, e.source, e.idempotency_key AS external_ref
FROM postings p
JOIN entries e USING (entry_id)
LEFT JOIN entries o ON o.entry_id = e.reverses
JOIN entry_kinds k ON k.kind = coalesce(o.kind, e.kind)
JOIN accounts a USING (account_id)
JOIN funds f ON f.fund_id = p.fund_id
WHERE a.actor_id IS NOT NULL AND k.stage IS NOT NULL
  AND (a.kind IN ('disbursements', 'commitments', 'expenditure')
    OR (a.kind = 'cash' AND k.stage IN ('receipt', 'allocation')));
