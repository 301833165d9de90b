-- Zakat: receipts as lots, recipients without names, assessments, distributions with proof of ownership, the
-- administrators' share; and the Hijri calendar's announced months.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. Month starts as they were announced; the latest row of a month holds.
CREATE TABLE hijri_month_starts (
  start_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  year smallint NOT NULL CONSTRAINT year_in_table CHECK (year BETWEEN 1343 AND 1500),
  month smallint NOT NULL CONSTRAINT month_of_twelve CHECK (month BETWEEN 1 AND 12),
  first_on date NOT NULL,
  source text NOT NULL CONSTRAINT source_is_named CHECK (btrim(source) <> ''),
  recorded_by text NOT NULL CONSTRAINT recorder_is_named CHECK (recorded_by <> ''),
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CALL make_append_only('hijri_month_starts');
GRANT SELECT ON hijri_month_starts TO tadamun_app;
GRANT INSERT (year, month, first_on, source, recorded_by) ON hijri_month_starts TO tadamun_app;

-- 2. Funds whose money moves only by the rules of their kind. Such a fund has none of the general accounts, so that no
-- general entry finds a way in; what its own accounts are touched by, account_kind_entry_kinds says.
CREATE TABLE ruled_funds (
  fund_id bigint PRIMARY KEY REFERENCES funds,
  rule text NOT NULL CONSTRAINT rule_is_known CHECK (rule IN ('zakat', 'waqf_principal', 'waqf_yield')),
  UNIQUE (fund_id, rule)
);
CALL make_append_only('ruled_funds');
GRANT SELECT, INSERT ON ruled_funds TO tadamun_app;
CREATE TABLE ruled_fund_account_kinds (
  rule text,
  account_kind text REFERENCES account_kinds,
  PRIMARY KEY (rule, account_kind)
);
GRANT SELECT ON ruled_fund_account_kinds TO tadamun_app;

CREATE FUNCTION refuse_account_outside_rule() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  foreign_kind text;
BEGIN
  SELECT a.kind INTO foreign_kind FROM accounts a JOIN ruled_funds r USING (fund_id)
  WHERE a.fund_id = NEW.fund_id AND NOT EXISTS (
    SELECT FROM ruled_fund_account_kinds k WHERE k.rule = r.rule AND k.account_kind = a.kind) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a fund under this rule has no account of kind %', foreign_kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ruled_funds_have_own_accounts', TABLE = 'accounts', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER ruled_funds_have_own_accounts AFTER INSERT ON accounts
  FOR EACH ROW EXECUTE FUNCTION refuse_account_outside_rule();
CREATE TRIGGER ruled_funds_have_own_accounts AFTER INSERT ON ruled_funds
  FOR EACH ROW EXECUTE FUNCTION refuse_account_outside_rule();

-- 3. What zakat's money is booked as.
INSERT INTO account_kinds (kind, normal_side, never_below_zero, only_instruments, meaning) VALUES
  ('zakat_cash', 'debit', true, '{zakat}', 'Zakat that the fund holds for those entitled to it.'),
  ('zakat_given', 'credit', false, '{zakat}', 'Zakat received from payers.'),
  ('amil_share', 'debit', false, '{zakat}', 'Reached the administrators of zakat as one of the eight categories.'),
  ('impure_interest', 'credit', false, '{operating}', 'Interest that a bank paid on money of zakat; to be given away.');
INSERT INTO entry_kinds (kind, stage, decision_kind, meaning) VALUES
  ('zakat_receipt', NULL, NULL, 'Zakat from a payer.'),
  ('zakat_payment', 'disbursement', 'disbursement', 'Zakat to those entitled to it.'),
  ('zakat_return', 'disbursement', NULL, 'A payment of zakat that did not arrive, back in the fund.'),
  ('zakat_refund', NULL, NULL, 'A receipt given back before any of it was distributed.'),
  ('amil_charge', NULL, NULL, 'The administrators'' share.'),
  ('impure_interest', NULL, NULL, 'Interest on a zakat account, into the fund for purification.');
INSERT INTO account_kind_entry_kinds (account_kind, entry_kind, side) VALUES
  ('zakat_cash', 'zakat_receipt', 'debit'), ('zakat_cash', 'zakat_payment', 'credit'),
  ('zakat_cash', 'zakat_return', 'debit'), ('zakat_cash', 'zakat_refund', 'credit'),
  ('zakat_cash', 'amil_charge', 'credit'),
  ('zakat_given', 'zakat_receipt', 'credit'), ('zakat_given', 'zakat_refund', 'debit'),
  ('amil_share', 'amil_charge', 'debit'),
  ('impure_interest', 'impure_interest', 'credit');
INSERT INTO ruled_fund_account_kinds (rule, account_kind) VALUES
  ('zakat', 'zakat_cash'), ('zakat', 'zakat_given'), ('zakat', 'amil_share'), ('zakat', 'disbursements');

CREATE TABLE zakat_funds (
  fund_id bigint PRIMARY KEY,
  rule text NOT NULL GENERATED ALWAYS AS ('zakat') STORED,
  kind text NOT NULL CONSTRAINT kind_is_known CHECK (kind IN ('mal', 'fitr')),
  currency char(3) NOT NULL CONSTRAINT currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
  policy_code text NOT NULL CONSTRAINT policy_is_a_code CHECK (is_code(policy_code)),
  bank_account text NOT NULL CONSTRAINT one_fund_a_bank_account UNIQUE CONSTRAINT account_is_named CHECK (btrim(bank_account) <> ''),
  interest_bearing boolean NOT NULL DEFAULT false CONSTRAINT bears_no_interest CHECK (NOT interest_bearing),
  purification_fund_id bigint NOT NULL REFERENCES funds CONSTRAINT purified_elsewhere CHECK (purification_fund_id <> fund_id),
  time_zone text NOT NULL,
  FOREIGN KEY (fund_id, rule) REFERENCES ruled_funds (fund_id, rule)
);
CALL make_append_only('zakat_funds');
GRANT SELECT ON zakat_funds TO tadamun_app;
GRANT INSERT (fund_id, kind, currency, policy_code, bank_account, purification_fund_id, time_zone) ON zakat_funds TO tadamun_app;

-- Waits until nobody else moves the money of a zakat fund: lots, shares and caps are sums over its rows.
CREATE FUNCTION lock_zakat_fund(fund bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun zakat fund ' || fund, 0));
END
$$;
GRANT EXECUTE ON FUNCTION lock_zakat_fund TO tadamun_app;

-- 4. Payers. Who they are stands apart: the application writes it and can't read it back except through a function that
-- records who read it and why. Only members of tadamun_donors read the table.
CREATE TABLE zakat_donors (
  donor_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CONSTRAINT name_is_bounded CHECK (length(btrim(name)) BETWEEN 1 AND 300),
  contact text,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
GRANT USAGE ON SCHEMA tadamun TO tadamun_donors;
GRANT SELECT ON zakat_donors TO tadamun_donors;

CREATE FUNCTION record_zakat_donor(name text, contact text, recorder text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  donor bigint;
BEGIN
  INSERT INTO zakat_donors (name, contact) VALUES (name, contact) RETURNING donor_id INTO donor;
  INSERT INTO events (recorded_by, kind, subject) VALUES (recorder, 'zakat_donor_recorded', 'zakat_donor:' || donor);
  RETURN donor;
END
$$;
CREATE FUNCTION read_zakat_donor(donor bigint, reader text, reason text) RETURNS TABLE (name text, contact text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF btrim(coalesce(reason, '')) = '' THEN
    RAISE EXCEPTION 'the identity of a donor is read for a reason'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'donor_is_read_for_a_reason', TABLE = 'zakat_donors', SCHEMA = 'tadamun';
  END IF;
  INSERT INTO events (recorded_by, kind, subject, body)
  VALUES (reader, 'zakat_donor_read', 'zakat_donor:' || donor, jsonb_build_object('reason', reason));
  RETURN QUERY SELECT d.name, d.contact FROM zakat_donors d WHERE d.donor_id = donor;
END
$$;
GRANT EXECUTE ON FUNCTION record_zakat_donor, read_zakat_donor TO tadamun_app;

-- 5. Receipts: each is a lot with an age. A payer who is not named is anonymous.
CREATE TABLE zakat_receipts (
  receipt_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  fund_id bigint NOT NULL REFERENCES zakat_funds,
  entry_id bigint NOT NULL CONSTRAINT one_receipt_an_entry UNIQUE REFERENCES entries,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  donor_id bigint REFERENCES zakat_donors,
  only_category text, only_region text REFERENCES regions,
  received_on date NOT NULL,
  niyya_on date NOT NULL CONSTRAINT intended_before_given CHECK (niyya_on <= received_on),
  hijri text NOT NULL CONSTRAINT hijri_is_a_date CHECK (hijri ~ '^1[345][0-9]{2}-[0-9]{2}-[0-9]{2}$'),
  hawl_ends_on date NOT NULL,
  -- The last day on which it may lie undistributed.
  due_on date NOT NULL CONSTRAINT due_after_receipt CHECK (due_on >= received_on),
  policy_id bigint NOT NULL REFERENCES policies
);
CREATE INDEX receipts_of_a_zakat_fund ON zakat_receipts (fund_id, received_on);
CALL make_append_only('zakat_receipts');
GRANT SELECT ON zakat_receipts TO tadamun_app;
GRANT INSERT (code, fund_id, entry_id, amount_minor, donor_id, only_category, only_region, received_on, niyya_on, hijri,
  hawl_ends_on, due_on, policy_id) ON zakat_receipts TO tadamun_app;

CREATE TABLE zakat_refunds (
  receipt_id bigint CONSTRAINT refunded_once PRIMARY KEY REFERENCES zakat_receipts,
  entry_id bigint NOT NULL UNIQUE REFERENCES entries,
  refunded_on date NOT NULL,
  reason text NOT NULL CONSTRAINT reason_is_said CHECK (btrim(reason) <> '')
);
CALL make_append_only('zakat_refunds');
GRANT SELECT, INSERT ON zakat_refunds TO tadamun_app;

-- Lots that lay too long, each said once.
CREATE TABLE zakat_overdue_lots (
  receipt_id bigint CONSTRAINT alerted_once PRIMARY KEY REFERENCES zakat_receipts,
  found_on date NOT NULL,
  remaining_minor bigint NOT NULL CONSTRAINT something_remains CHECK (remaining_minor > 0)
);
CALL make_append_only('zakat_overdue_lots');
GRANT SELECT, INSERT ON zakat_overdue_lots TO tadamun_app;
