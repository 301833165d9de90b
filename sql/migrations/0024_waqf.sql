-- Waqf: the deed and what it stipulates, principal that nothing spends, yield shared out in the order of the waterfall,
-- exchange of assets through a suspense, and the ends that a waqf may have.
--
-- Two funds a waqf. The principal's: what was given (corpus, credit) is held as cash, assets, or the price of an asset
-- that was sold; losses stand against it until yield makes them good. The yield's: cash (debit) is undivided yield, what
-- is set aside for a purpose, and costs that are owed (credit).
SET LOCAL search_path = tadamun, pg_temp;

-- 1. What waqf's money is booked as.
INSERT INTO decision_kinds (kind, meaning) VALUES
  ('principal_loss', 'A loss of a waqf''s principal is accepted.'),
  ('waqf_redirection', 'Yield that cannot reach whom the deed names goes to their like.');
INSERT INTO account_kinds (kind, normal_side, never_below_zero, only_instruments, only_classes, meaning) VALUES
  ('waqf_corpus', 'credit', true, '{waqf}', '{permanent_endowment,escrow}', 'The principal (aṣl) as it was given, and added to out of yield.'),
  ('istibdal_gains', 'credit', true, '{waqf}', '{permanent_endowment,escrow}', 'Principal that the exchange of an asset gained over its book value.'),
  ('waqf_losses', 'debit', true, '{waqf}', '{permanent_endowment,escrow}', 'Principal that was lost and not made good yet.'),
  ('waqf_principal_cash', 'debit', true, '{waqf}', '{permanent_endowment,escrow}', 'Principal held as cash.'),
  ('waqf_assets', 'debit', true, '{waqf}', '{permanent_endowment,escrow}', 'Principal held as assets, at book value.'),
  ('istibdal_suspense', 'debit', true, '{waqf}', '{permanent_endowment,escrow}', 'Principal held as the price of an asset that was sold and is not replaced yet.'),
  -- Only a fund that holds for somebody owes the principal: a permanent endowment never does.
  ('waqf_returnable', 'credit', true, '{waqf}', '{escrow}', 'Principal of a temporary waqf that goes back to its founder.'),
  ('waqf_yield_cash', 'debit', true, '{waqf}', '{restricted_income}', 'Yield (ghalla) held as cash.'),
  ('waqf_undivided', 'credit', false, '{waqf}', '{restricted_income}', 'Yield less direct costs that no waterfall has shared out; below zero a deficit.'),
  ('waqf_payable', 'credit', true, '{waqf}', '{restricted_income}', 'Direct costs that are owed.'),
  ('waqf_maintenance', 'credit', true, '{waqf}', '{restricted_income}', 'Set aside for maintenance (ʿimāra) that is needed.'),
  ('waqf_reserve', 'credit', true, '{waqf}', '{restricted_income}', 'The reserve for maintenance.'),
  ('waqf_fees', 'credit', true, '{waqf}', '{restricted_income}', 'Owed to the nāẓir.'),
  ('waqf_shares', 'credit', true, '{waqf}', '{restricted_income}', 'Set aside for a beneficiary.'),
  ('waqf_disbursements', 'debit', false, '{waqf}', '{restricted_income}', 'Yield that reached a beneficiary.'),
  ('waqf_applied', 'credit', false, '{waqf}', '{restricted_income}', 'Yield applied as the deed says; mirrors what reached beneficiaries.');
INSERT INTO entry_kinds (kind, stage, decision_kind, meaning) VALUES
  ('waqf_principal_receipt', NULL, NULL, 'Principal from a founder: cash, or an asset at its value.'),
  ('waqf_investment', NULL, 'disbursement', 'An asset bought with principal.'),
  ('waqf_loss', NULL, 'principal_loss', 'Principal that is lost.'),
  ('waqf_sale', NULL, 'istibdal', 'An asset sold to be replaced; its price into suspense.'),
  ('waqf_replacement', NULL, 'istibdal', 'An asset in the place of one that was sold.'),
  ('waqf_expiry', NULL, NULL, 'The end of a temporary waqf: its principal is owed to the founder.'),
  ('waqf_return', NULL, 'disbursement', 'Principal of a temporary waqf back to its founder.'),
  ('waqf_yield_receipt', NULL, NULL, 'Yield that came in.'),
  ('waqf_cost', NULL, NULL, 'A direct cost of the yield.'),
  ('waqf_cost_payment', NULL, NULL, 'A direct cost that was owed, paid.'),
  ('waqf_waterfall', 'allocation', NULL, 'Yield shared out in the order of the waterfall.'),
  ('waqf_redirection', 'allocation', NULL, 'Undistributed yield to those who take an extinct beneficiary''s place.'),
  ('waqf_need_closing', NULL, NULL, 'What maintenance did not need, into the reserve for it.'),
  ('waqf_share_payment', 'disbursement', 'disbursement', 'Yield to a beneficiary.'),
  ('waqf_fee_payment', NULL, 'disbursement', 'The nāẓir''s fee, paid.'),
  ('waqf_work_payment', NULL, 'disbursement', 'Maintenance, paid.');
INSERT INTO account_kind_entry_kinds (account_kind, entry_kind, side) VALUES
  ('waqf_corpus', 'waqf_principal_receipt', 'credit'), ('waqf_corpus', 'waqf_waterfall', 'credit'), ('waqf_corpus', 'waqf_expiry', 'debit'),
  ('istibdal_gains', 'waqf_sale', 'credit'), ('istibdal_gains', 'waqf_expiry', 'debit'),
  ('waqf_losses', 'waqf_loss', 'debit'), ('waqf_losses', 'waqf_sale', 'debit'), ('waqf_losses', 'waqf_waterfall', 'credit'),
  ('waqf_losses', 'waqf_expiry', 'credit'),
  ('waqf_principal_cash', 'waqf_principal_receipt', 'debit'), ('waqf_principal_cash', 'waqf_investment', 'credit'),
  ('waqf_principal_cash', 'waqf_loss', 'credit'), ('waqf_principal_cash', 'waqf_waterfall', 'debit'),
  ('waqf_principal_cash', 'waqf_return', 'credit'), ('waqf_principal_cash', 'waqf_replacement', 'both'),
  ('waqf_assets', 'waqf_principal_receipt', 'debit'), ('waqf_assets', 'waqf_investment', 'debit'), ('waqf_assets', 'waqf_loss', 'credit'),
  ('waqf_assets', 'waqf_sale', 'credit'), ('waqf_assets', 'waqf_replacement', 'debit'), ('waqf_assets', 'waqf_return', 'credit'),
  ('istibdal_suspense', 'waqf_sale', 'debit'), ('istibdal_suspense', 'waqf_replacement', 'credit'), ('istibdal_suspense', 'waqf_return', 'credit'),
  ('waqf_returnable', 'waqf_expiry', 'credit'), ('waqf_returnable', 'waqf_return', 'debit'),
  ('waqf_yield_cash', 'waqf_yield_receipt', 'debit'), ('waqf_yield_cash', 'waqf_cost', 'credit'), ('waqf_yield_cash', 'waqf_cost_payment', 'credit'),
  ('waqf_yield_cash', 'waqf_waterfall', 'credit'), ('waqf_yield_cash', 'waqf_share_payment', 'credit'),
  ('waqf_yield_cash', 'waqf_fee_payment', 'credit'), ('waqf_yield_cash', 'waqf_work_payment', 'credit'),
  ('waqf_undivided', 'waqf_yield_receipt', 'credit'), ('waqf_undivided', 'waqf_cost', 'debit'), ('waqf_undivided', 'waqf_waterfall', 'debit'),
  ('waqf_payable', 'waqf_cost', 'credit'), ('waqf_payable', 'waqf_cost_payment', 'debit'),
  ('waqf_maintenance', 'waqf_waterfall', 'credit'), ('waqf_maintenance', 'waqf_work_payment', 'debit'),
  ('waqf_maintenance', 'waqf_need_closing', 'debit'), ('waqf_reserve', 'waqf_need_closing', 'credit'),
  ('waqf_reserve', 'waqf_waterfall', 'both'), ('waqf_reserve', 'waqf_work_payment', 'debit'),
  ('waqf_fees', 'waqf_waterfall', 'credit'), ('waqf_fees', 'waqf_fee_payment', 'debit'),
  ('waqf_shares', 'waqf_waterfall', 'credit'), ('waqf_shares', 'waqf_share_payment', 'debit'), ('waqf_shares', 'waqf_redirection', 'both'),
  ('waqf_disbursements', 'waqf_share_payment', 'debit'), ('waqf_applied', 'waqf_share_payment', 'credit');
INSERT INTO ruled_fund_account_kinds (rule, account_kind)
SELECT CASE WHEN k.only_classes = '{restricted_income}' THEN 'waqf_yield' ELSE 'waqf_principal' END, k.kind
FROM account_kinds k WHERE k.only_instruments = '{waqf}';
INSERT INTO account_kind_measures (account_kind, measure) VALUES ('waqf_shares', 'custody'), ('waqf_disbursements', 'paid_out');

-- The older views of an actor's money read the measures too, so that every kind of money stands in them.
CREATE OR REPLACE VIEW contributions WITH (security_invoker = true) AS
SELECT e.entry_id, p.line, k.stage, f.instrument, f.fund_id, f.code AS fund_code,
  a.actor_id, coalesce(o.contributor_id, e.contributor_id) AS contributor_id, p.currency,
  p.amount_minor * CASE x.normal_side WHEN 'debit' THEN 1 ELSE -1 END AS amount_minor, e.occurred_on,
  e.reverses, e.description, e.source, e.idempotency_key AS external_ref
FROM postings p
JOIN entries e USING (entry_id)
LEFT JOIN entries o ON o.entry_id = e.reverses
JOIN entry_kinds k ON k.kind = coalesce(o.kind, e.kind)
JOIN accounts a USING (account_id)
JOIN account_kinds x ON x.kind = a.kind
JOIN funds f ON f.fund_id = p.fund_id
WHERE a.actor_id IS NOT NULL AND k.stage IS NOT NULL AND EXISTS (
  SELECT FROM account_kind_measures m WHERE m.account_kind = a.kind AND (m.measure IN ('promised', 'paid_out')
    OR (m.measure = 'custody' AND k.stage IN ('receipt', 'allocation'))));
CREATE OR REPLACE VIEW actor_money WITH (security_invoker = true) AS
SELECT l.actor_id, l.instrument, l.fund_id, l.currency,
  coalesce(sum(l.amount_minor) FILTER (WHERE l.measure = 'promised'), 0)::bigint AS promised_minor,
  coalesce(sum(l.amount_minor) FILTER (WHERE l.measure = 'paid_out'), 0)::bigint AS paid_out_minor,
  coalesce(sum(l.amount_minor) FILTER (WHERE l.measure = 'custody'), 0)::bigint AS in_custody_minor,
  coalesce(sum(l.amount_minor) FILTER (WHERE l.measure IN ('custody', 'paid_out')), 0)::bigint AS came_in_minor
FROM actor_money_lines l
WHERE l.measure IN ('promised', 'paid_out', 'custody')
GROUP BY l.actor_id, l.instrument, l.fund_id, l.currency;

-- 2. The deed. It is written whole; from its signature on nothing of it changes.
CREATE TABLE waqfs (
  waqf_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  deed_no text NOT NULL CONSTRAINT one_waqf_a_deed UNIQUE CONSTRAINT deed_is_numbered CHECK (btrim(deed_no) <> ''),
  deed_on date NOT NULL,
  -- As the deed names the founder (wāqif): a name or a reference.
  founder text NOT NULL CONSTRAINT founder_is_named CHECK (btrim(founder) <> ''),
  type text NOT NULL CONSTRAINT type_is_known CHECK (type IN ('public', 'family', 'mixed')),
  duration text NOT NULL CONSTRAINT duration_is_known CHECK (duration IN ('perpetual', 'temporary')),
  ends_on date CONSTRAINT ends_after_deed CHECK (ends_on > deed_on),
  reversion_to text,
  purpose text NOT NULL CONSTRAINT purpose_is_named CHECK (btrim(purpose) <> ''),
  -- Where yield goes once no beneficiary is left, where the deed says so.
  fallback_purpose text,
  fallback_actor_id bigint REFERENCES actors,
  currency char(3) NOT NULL CONSTRAINT currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
  principal_fund_id bigint NOT NULL UNIQUE,
  principal_rule text NOT NULL GENERATED ALWAYS AS ('waqf_principal') STORED,
  yield_fund_id bigint NOT NULL UNIQUE,
  yield_rule text NOT NULL GENERATED ALWAYS AS ('waqf_yield') STORED,
  policy_code text NOT NULL CONSTRAINT policy_is_a_code CHECK (is_code(policy_code)),
  policy_id bigint NOT NULL REFERENCES policies,
  CONSTRAINT temporary_waqf_ends CHECK ((duration = 'temporary') = (ends_on IS NOT NULL)),
  CONSTRAINT temporary_waqf_reverts CHECK ((duration = 'temporary') = (btrim(coalesce(reversion_to, '')) <> '')),
  CONSTRAINT fallback_is_whole CHECK ((fallback_purpose IS NULL) = (fallback_actor_id IS NULL)),
  FOREIGN KEY (principal_fund_id, principal_rule) REFERENCES ruled_funds (fund_id, rule),
  FOREIGN KEY (yield_fund_id, yield_rule) REFERENCES ruled_funds (fund_id, rule)
);
CALL make_append_only('waqfs');
GRANT SELECT ON waqfs TO tadamun_app;
GRANT INSERT (code, deed_no, deed_on, founder, type, duration, ends_on, reversion_to, purpose, fallback_purpose,
  fallback_actor_id, currency, principal_fund_id, yield_fund_id, policy_code, policy_id) ON waqfs TO tadamun_app;

-- A fund that may owe its principal is for temporary waqfs alone.
CREATE FUNCTION refuse_endowment_class() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM funds p, funds y WHERE p.fund_id = NEW.principal_fund_id AND y.fund_id = NEW.yield_fund_id
      AND p.instrument = 'waqf' AND y.instrument = 'waqf' AND y.class = 'restricted_income'
      AND p.class = CASE NEW.duration WHEN 'perpetual' THEN 'permanent_endowment' ELSE 'escrow' END)
  THEN
    RAISE EXCEPTION 'the funds of a % waqf are of other classes', NEW.duration
      USING ERRCODE = 'check_violation', CONSTRAINT = 'waqf_funds_are_of_their_class', TABLE = 'waqfs', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER waqf_funds_are_of_their_class BEFORE INSERT ON waqfs FOR EACH ROW EXECUTE FUNCTION refuse_endowment_class();

-- Waits until nobody else moves the money of a waqf.
CREATE FUNCTION lock_waqf(waqf bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun waqf ' || waqf, 0));
END
$$;
GRANT EXECUTE ON FUNCTION lock_waqf TO tadamun_app;

CREATE TABLE waqf_steps (
  waqf_id bigint NOT NULL REFERENCES waqfs,
  step smallint NOT NULL CONSTRAINT step_counts_from_one CHECK (step >= 1),
  state text NOT NULL CONSTRAINT state_is_known CHECK (state IN (
    'draft', 'revoked', 'deed_signed', 'possessed', 'active', 'suspended', 'returning', 'closed', 'interrupted',
    'transferred_to_public')),
  on_day date NOT NULL,
  taken_by text NOT NULL CONSTRAINT taker_is_named CHECK (taken_by <> ''),
  -- Why, or the paper that shows it.
  reason text NOT NULL DEFAULT '',
  PRIMARY KEY (waqf_id, step),
  CONSTRAINT end_has_a_reason CHECK (state NOT IN ('revoked', 'suspended', 'interrupted') OR btrim(reason) <> '')
);
CALL make_append_only('waqf_steps');
GRANT SELECT, INSERT ON waqf_steps TO tadamun_app;
CREATE TABLE waqf_edges (
  before text NOT NULL,
  after text NOT NULL,
  -- Where set, only a waqf of this duration goes this way.
  only_duration text CONSTRAINT duration_is_known CHECK (only_duration IN ('perpetual', 'temporary')),
  PRIMARY KEY (before, after)
);
INSERT INTO waqf_edges (before, after, only_duration) VALUES
  ('', 'draft', NULL), ('draft', 'deed_signed', NULL), ('draft', 'revoked', NULL), ('deed_signed', 'possessed', NULL),
  ('possessed', 'active', NULL), ('active', 'suspended', NULL), ('suspended', 'active', NULL),
  ('active', 'returning', 'temporary'), ('suspended', 'returning', 'temporary'), ('returning', 'closed', 'temporary'),
  ('active', 'interrupted', 'perpetual'), ('interrupted', 'transferred_to_public', 'perpetual');
GRANT SELECT ON waqf_edges TO tadamun_app;

CREATE FUNCTION waqf_state(waqf bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = tadamun, pg_temp AS $$
  SELECT coalesce((SELECT s.state FROM waqf_steps s WHERE s.waqf_id = waqf ORDER BY s.step DESC LIMIT 1), '')
$$;
GRANT EXECUTE ON FUNCTION waqf_state TO tadamun_app;

CREATE TABLE waqf_stipulations (
  waqf_id bigint NOT NULL REFERENCES waqfs,
  position smallint NOT NULL CONSTRAINT position_counts_from_one CHECK (position >= 1),
  kind text NOT NULL CONSTRAINT stipulation_is_known CHECK (kind IN (
    'beneficiary_share', 'maintenance_bp', 'reinvest_bp', 'nazir_fee_bp', 'restore_principal', 'istibdal_allowed',
    'investment_limits', 'order')),
  -- The deed's beneficiary: an actor, or private persons known by a reference alone.
  beneficiary text CONSTRAINT beneficiary_is_a_code CHECK (is_code(beneficiary)),
  actor_id bigint REFERENCES actors,
  share_bp integer CONSTRAINT share_in_range CHECK (share_bp BETWEEN 0 AND 10000),
  flag boolean,
  words text CONSTRAINT words_are_bounded CHECK (length(words) BETWEEN 1 AND 2000),
  PRIMARY KEY (waqf_id, position),
  CONSTRAINT one_share_a_beneficiary UNIQUE (waqf_id, beneficiary),
  CONSTRAINT stipulation_says_one_thing CHECK (CASE
    WHEN kind = 'beneficiary_share' THEN beneficiary IS NOT NULL AND share_bp > 0 AND num_nonnulls(flag, words) = 0
    WHEN kind IN ('maintenance_bp', 'reinvest_bp', 'nazir_fee_bp') THEN share_bp IS NOT NULL AND num_nonnulls(beneficiary, actor_id, flag, words) = 0
    WHEN kind IN ('restore_principal', 'istibdal_allowed') THEN flag IS NOT NULL AND num_nonnulls(beneficiary, actor_id, share_bp, words) = 0
    ELSE words IS NOT NULL AND num_nonnulls(beneficiary, actor_id, share_bp, flag) = 0 END)
);
CREATE UNIQUE INDEX one_stipulation_a_kind ON waqf_stipulations (waqf_id, kind) WHERE kind <> 'beneficiary_share';
CALL make_append_only('waqf_stipulations');
GRANT SELECT, INSERT ON waqf_stipulations TO tadamun_app;

CREATE FUNCTION refuse_late_stipulation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  IF waqf_state(NEW.waqf_id) NOT IN ('', 'draft') THEN
    RAISE EXCEPTION 'the deed of waqf % is signed: what it stipulates stays as it is', NEW.waqf_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stipulations_are_immutable', TABLE = 'waqf_stipulations', SCHEMA = 'tadamun',
        HINT = 'An amendment is another deed.';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER stipulations_are_immutable BEFORE INSERT ON waqf_stipulations
  FOR EACH ROW EXECUTE FUNCTION refuse_late_stipulation();

CREATE FUNCTION refuse_waqf_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  deed record;
  current text;
  said text;
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  SELECT w.* INTO deed FROM waqfs w WHERE w.waqf_id = NEW.waqf_id;
  current := waqf_state(NEW.waqf_id);
  -- 1. One step at a time, along an edge. A perpetual waqf has none to its founder.
  IF NOT EXISTS (
      SELECT FROM waqf_edges e WHERE e.before = current AND e.after = NEW.state AND coalesce(e.only_duration, deed.duration) = deed.duration)
    OR NEW.step <> (SELECT count(*) + 1 FROM waqf_steps s WHERE s.waqf_id = NEW.waqf_id)
  THEN
    said := 'waqf_follows_its_states';
  -- 2. Signed: the beneficiaries' shares are the whole.
  ELSIF NEW.state = 'deed_signed' AND (
    SELECT coalesce(sum(s.share_bp), 0) FROM waqf_stipulations s WHERE s.waqf_id = NEW.waqf_id AND s.kind = 'beneficiary_share') <> 10000
  THEN
    said := 'shares_are_whole';
  -- 3. Returning: the last day has passed. Closed: the founder has everything back, and nobody waits for yield.
  ELSIF NEW.state = 'returning' AND NEW.on_day <= deed.ends_on THEN
    said := 'temporary_waqf_has_ended';
  ELSIF NEW.state = 'closed' AND EXISTS (
    SELECT FROM postings p JOIN accounts a USING (account_id)
    WHERE a.fund_id IN (deed.principal_fund_id, deed.yield_fund_id)
      AND a.kind IN ('waqf_returnable', 'waqf_yield_cash', 'waqf_payable') GROUP BY a.kind HAVING sum(p.amount_minor) <> 0)
  THEN
    said := 'closed_waqf_holds_nothing';
  -- 4. Only a waqf with private beneficiaries can lose the last of them.
  ELSIF NEW.state = 'interrupted' AND deed.type = 'public' THEN
    said := 'public_waqf_is_not_interrupted';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'waqf % (%) that is % does not become %', deed.code, deed.duration, current, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'waqf_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER waqf_follows_its_states BEFORE INSERT ON waqf_steps FOR EACH ROW EXECUTE FUNCTION refuse_waqf_step();

CREATE TABLE waqf_mandates (
  mandate_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  waqf_id bigint NOT NULL REFERENCES waqfs,
  nazir_id bigint NOT NULL REFERENCES actors,
  first_on date NOT NULL,
  last_on date,
  -- Of the net yield.
  fee_bp integer NOT NULL CONSTRAINT fee_in_range CHECK (fee_bp BETWEEN 0 AND 10000),
  document text NOT NULL CONSTRAINT document_is_named CHECK (btrim(document) <> ''),
  CONSTRAINT mandate_not_reversed CHECK (last_on >= first_on),
  CONSTRAINT one_nazir_at_a_time EXCLUDE USING gist (waqf_id WITH =, daterange(first_on, last_on, '[]') WITH &&)
);
CALL make_append_only('waqf_mandates');
GRANT SELECT ON waqf_mandates TO tadamun_app;
GRANT INSERT (waqf_id, nazir_id, first_on, last_on, fee_bp, document) ON waqf_mandates TO tadamun_app;

-- 3. Principal: receipts, assets, losses.
CREATE TABLE waqf_principal_receipts (
  receipt_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  waqf_id bigint NOT NULL REFERENCES waqfs,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  received_on date NOT NULL,
  entry_id bigint NOT NULL UNIQUE REFERENCES entries
);
CALL make_append_only('waqf_principal_receipts');
CREATE TABLE waqf_assets (
  asset_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  waqf_id bigint NOT NULL REFERENCES waqfs,
  kind text NOT NULL CONSTRAINT asset_kind_is_known CHECK (kind IN ('land', 'building', 'shares', 'sukuk', 'movable')),
  -- The land register's title or the paper that shows whose it is.
  title_no text NOT NULL CONSTRAINT title_is_named CHECK (btrim(title_no) <> ''),
  book_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (book_minor > 0),
  origin text NOT NULL CONSTRAINT origin_is_known CHECK (origin IN ('given', 'bought', 'replacement')),
  acquired_on date NOT NULL,
  entry_id bigint NOT NULL UNIQUE REFERENCES entries,
  UNIQUE (asset_id, waqf_id)
);
CALL make_append_only('waqf_assets');
CREATE TABLE waqf_asset_steps (
  asset_id bigint NOT NULL REFERENCES waqf_assets,
  step smallint NOT NULL CONSTRAINT step_counts_from_one CHECK (step >= 1),
  state text NOT NULL CONSTRAINT asset_state_is_known CHECK (state IN (
    'active', 'under_repair', 'substitution_requested', 'sold', 'substituted', 'destroyed', 'returned')),
  on_day date NOT NULL,
  taken_by text NOT NULL CONSTRAINT taker_is_named CHECK (taken_by <> ''),
  reason text NOT NULL DEFAULT '',
  PRIMARY KEY (asset_id, step)
);
CALL make_append_only('waqf_asset_steps');
CREATE FUNCTION waqf_asset_state(asset bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = tadamun, pg_temp AS $$
  SELECT coalesce((SELECT s.state FROM waqf_asset_steps s WHERE s.asset_id = asset ORDER BY s.step DESC LIMIT 1), '')
$$;
GRANT EXECUTE ON FUNCTION waqf_asset_state TO tadamun_app;
CREATE TABLE waqf_valuations (
  asset_id bigint NOT NULL REFERENCES waqf_assets,
  valued_on date NOT NULL,
  value_minor bigint NOT NULL CONSTRAINT value_not_negative CHECK (value_minor >= 0),
  valuer text NOT NULL CONSTRAINT valuer_is_named CHECK (btrim(valuer) <> ''),
  reference text NOT NULL CONSTRAINT reference_is_named CHECK (btrim(reference) <> ''),
  CONSTRAINT one_valuation_a_day PRIMARY KEY (asset_id, valued_on)
);
CALL make_append_only('waqf_valuations');
CREATE TABLE waqf_losses (
  loss_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  waqf_id bigint NOT NULL REFERENCES waqfs,
  -- The asset that lost value; none: cash.
  asset_id bigint,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  lost_on date NOT NULL,
  reason text NOT NULL CONSTRAINT reason_is_said CHECK (btrim(reason) <> ''),
  decision_id bigint NOT NULL CONSTRAINT loss_is_decided_once UNIQUE REFERENCES decisions,
  entry_id bigint NOT NULL UNIQUE REFERENCES entries,
  FOREIGN KEY (asset_id, waqf_id) REFERENCES waqf_assets (asset_id, waqf_id)
);
CALL make_append_only('waqf_losses');
GRANT SELECT ON waqf_principal_receipts, waqf_assets, waqf_asset_steps, waqf_valuations, waqf_losses TO tadamun_app;
GRANT INSERT (code, waqf_id, amount_minor, received_on, entry_id) ON waqf_principal_receipts TO tadamun_app;
GRANT INSERT (code, waqf_id, kind, title_no, book_minor, origin, acquired_on, entry_id) ON waqf_assets TO tadamun_app;
GRANT INSERT ON waqf_asset_steps, waqf_valuations TO tadamun_app;
GRANT INSERT (code, waqf_id, asset_id, amount_minor, lost_on, reason, decision_id, entry_id) ON waqf_losses TO tadamun_app;

-- What an asset is worth in the books: what it came in at, less what was lost of it.
CREATE VIEW waqf_asset_books WITH (security_invoker = true) AS
SELECT a.asset_id, a.code, a.waqf_id, a.kind, a.title_no, a.origin, a.acquired_on, waqf_asset_state(a.asset_id) AS state,
  a.book_minor - coalesce((SELECT sum(l.amount_minor) FROM waqf_losses l WHERE l.asset_id = a.asset_id), 0)::bigint AS book_minor
FROM waqf_assets a;
GRANT SELECT ON waqf_asset_books TO tadamun_app;

CREATE FUNCTION refuse_asset_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  current text;
BEGIN
  PERFORM lock_waqf((SELECT a.waqf_id FROM waqf_assets a WHERE a.asset_id = NEW.asset_id));
  current := waqf_asset_state(NEW.asset_id);
  -- What is sold is replaced; there is no way from it to an end of its own.
  IF (current, NEW.state) NOT IN (
      ('', 'active'), ('active', 'under_repair'), ('under_repair', 'active'), ('active', 'substitution_requested'),
      ('substitution_requested', 'active'), ('substitution_requested', 'sold'), ('sold', 'substituted'),
      ('active', 'destroyed'), ('under_repair', 'destroyed'), ('active', 'returned'), ('under_repair', 'returned'))
    OR NEW.step <> (SELECT count(*) + 1 FROM waqf_asset_steps s WHERE s.asset_id = NEW.asset_id)
  THEN
    RAISE EXCEPTION 'an asset that is % does not become %', current, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'asset_follows_its_states', TABLE = 'waqf_asset_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER asset_follows_its_states BEFORE INSERT ON waqf_asset_steps FOR EACH ROW EXECUTE FUNCTION refuse_asset_step();

-- New principal comes to a waqf that lives.
CREATE FUNCTION refuse_principal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  IF waqf_state(NEW.waqf_id) NOT IN ('deed_signed', 'possessed', 'active', 'transferred_to_public') THEN
    RAISE EXCEPTION 'a waqf that is % takes no principal', waqf_state(NEW.waqf_id)
      USING ERRCODE = 'check_violation', CONSTRAINT = 'principal_comes_to_a_living_waqf', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER principal_comes_to_a_living_waqf BEFORE INSERT ON waqf_principal_receipts
  FOR EACH ROW EXECUTE FUNCTION refuse_principal();
CREATE TRIGGER principal_comes_to_a_living_waqf BEFORE INSERT ON waqf_assets
  FOR EACH ROW WHEN (NEW.origin <> 'replacement') EXECUTE FUNCTION refuse_principal();

-- 4. Yield: accrued for a time, received, less direct costs.
CREATE TABLE waqf_yields (
  yield_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  waqf_id bigint NOT NULL REFERENCES waqfs,
  asset_id bigint,
  first_on date NOT NULL,
  last_on date NOT NULL CONSTRAINT period_not_reversed CHECK (last_on >= first_on),
  gross_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (gross_minor > 0),
  UNIQUE (yield_id, waqf_id),
  FOREIGN KEY (asset_id, waqf_id) REFERENCES waqf_assets (asset_id, waqf_id)
);
CALL make_append_only('waqf_yields');
CREATE TABLE waqf_yield_receipts (
  receipt_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  waqf_id bigint NOT NULL,
  yield_id bigint NOT NULL,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  received_on date NOT NULL,
  entry_id bigint NOT NULL UNIQUE REFERENCES entries,
  UNIQUE (receipt_id, waqf_id),
  FOREIGN KEY (yield_id, waqf_id) REFERENCES waqf_yields (yield_id, waqf_id)
);
CALL make_append_only('waqf_yield_receipts');
CREATE TABLE waqf_costs (
  cost_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  waqf_id bigint NOT NULL REFERENCES waqfs,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  owed_minor bigint NOT NULL CONSTRAINT owed_within_cost CHECK (owed_minor BETWEEN 0 AND amount_minor),
  incurred_on date NOT NULL,
  description text NOT NULL CONSTRAINT cost_is_described CHECK (btrim(description) <> ''),
  entry_id bigint NOT NULL UNIQUE REFERENCES entries,
  UNIQUE (cost_id, waqf_id)
);
CALL make_append_only('waqf_costs');
CREATE TABLE waqf_cost_payments (
  code text PRIMARY KEY CONSTRAINT code_is_a_code CHECK (is_code(code)),
  cost_id bigint NOT NULL,
  waqf_id bigint NOT NULL,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  paid_on date NOT NULL,
  entry_id bigint NOT NULL UNIQUE REFERENCES entries,
  FOREIGN KEY (cost_id, waqf_id) REFERENCES waqf_costs (cost_id, waqf_id)
);
CALL make_append_only('waqf_cost_payments');
GRANT SELECT ON waqf_yields, waqf_yield_receipts, waqf_costs, waqf_cost_payments TO tadamun_app;
GRANT INSERT (code, waqf_id, asset_id, first_on, last_on, gross_minor) ON waqf_yields TO tadamun_app;
GRANT INSERT (code, waqf_id, yield_id, amount_minor, received_on, entry_id) ON waqf_yield_receipts TO tadamun_app;
GRANT INSERT (code, waqf_id, amount_minor, owed_minor, incurred_on, description, entry_id) ON waqf_costs TO tadamun_app;
GRANT INSERT ON waqf_cost_payments TO tadamun_app;

CREATE FUNCTION refuse_yield() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  said text;
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  IF TG_TABLE_NAME = 'waqf_yields' THEN
    IF NEW.last_on > (SELECT w.ends_on FROM waqfs w WHERE w.waqf_id = NEW.waqf_id) THEN
      said := 'no_yield_after_the_end';
    ELSIF waqf_state(NEW.waqf_id) IN ('', 'draft', 'revoked', 'deed_signed', 'closed') THEN
      said := 'yield_comes_to_a_living_waqf';
    END IF;
  ELSIF NEW.amount_minor + coalesce((
      SELECT sum(r.amount_minor) FROM waqf_yield_receipts r WHERE r.yield_id = NEW.yield_id
        AND NOT EXISTS (SELECT FROM entries x WHERE x.reverses = r.entry_id)), 0)
    > (SELECT y.gross_minor FROM waqf_yields y WHERE y.yield_id = NEW.yield_id)
  THEN
    said := 'received_within_accrual';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'yield % is refused', NEW.code
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER no_yield_after_the_end BEFORE INSERT ON waqf_yields FOR EACH ROW EXECUTE FUNCTION refuse_yield();
CREATE TRIGGER received_within_accrual BEFORE INSERT ON waqf_yield_receipts FOR EACH ROW EXECUTE FUNCTION refuse_yield();

-- 5. Maintenance that is needed.
CREATE TABLE waqf_needs (
  need_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  waqf_id bigint NOT NULL REFERENCES waqfs,
  asset_id bigint,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  urgency text NOT NULL CONSTRAINT urgency_is_known CHECK (urgency IN ('urgent', 'planned')),
  found_on date NOT NULL,
  due_on date NOT NULL CONSTRAINT due_after_found CHECK (due_on >= found_on),
  evidence text NOT NULL CONSTRAINT evidence_is_said CHECK (btrim(evidence) <> ''),
  UNIQUE (need_id, waqf_id),
  FOREIGN KEY (asset_id, waqf_id) REFERENCES waqf_assets (asset_id, waqf_id)
);
CREATE INDEX needs_of_a_waqf ON waqf_needs (waqf_id, due_on);
CALL make_append_only('waqf_needs');
-- Done or given up: what was set aside for it and not spent goes to the reserve.
CREATE TABLE waqf_need_closings (
  need_id bigint CONSTRAINT need_is_closed_once PRIMARY KEY REFERENCES waqf_needs,
  closed_on date NOT NULL,
  closed_by text NOT NULL CONSTRAINT taker_is_named CHECK (closed_by <> ''),
  reason text NOT NULL CONSTRAINT reason_is_said CHECK (btrim(reason) <> ''),
  released_minor bigint NOT NULL CONSTRAINT released_not_negative CHECK (released_minor >= 0),
  entry_id bigint UNIQUE REFERENCES entries,
  CONSTRAINT release_has_its_entry CHECK ((released_minor > 0) = (entry_id IS NOT NULL))
);
CALL make_append_only('waqf_need_closings');
GRANT SELECT ON waqf_needs, waqf_need_closings TO tadamun_app;
GRANT INSERT (code, waqf_id, asset_id, amount_minor, urgency, found_on, due_on, evidence) ON waqf_needs TO tadamun_app;
GRANT INSERT ON waqf_need_closings TO tadamun_app;

-- 6. The waterfall: one run a period. What it read and what came of it stand beside each other, so that it can be
-- recomputed; the rules of its figures are checked here.
CREATE TABLE waqf_runs (
  run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  waqf_id bigint NOT NULL REFERENCES waqfs,
  first_on date NOT NULL,
  last_on date NOT NULL CONSTRAINT period_not_reversed CHECK (last_on >= first_on),
  ran_on date NOT NULL CONSTRAINT run_follows_its_period CHECK (ran_on >= last_on),
  gross_minor bigint NOT NULL CONSTRAINT gross_not_negative CHECK (gross_minor >= 0),
  costs_minor bigint NOT NULL CONSTRAINT costs_not_negative CHECK (costs_minor >= 0),
  net_minor bigint NOT NULL GENERATED ALWAYS AS (gross_minor - costs_minor) STORED,
  deficit_minor bigint NOT NULL CONSTRAINT deficit_not_negative CHECK (deficit_minor >= 0),
  need_minor bigint NOT NULL CONSTRAINT need_not_negative CHECK (need_minor >= 0),
  reserve_minor bigint NOT NULL CONSTRAINT reserve_not_negative CHECK (reserve_minor >= 0),
  lost_principal_minor bigint NOT NULL CONSTRAINT lost_not_negative CHECK (lost_principal_minor >= 0),
  reserve_bp integer NOT NULL CONSTRAINT reserve_share_in_range CHECK (reserve_bp BETWEEN 0 AND 10000),
  fee_bp integer NOT NULL CONSTRAINT fee_in_range CHECK (fee_bp BETWEEN 0 AND 10000),
  reinvest_bp integer NOT NULL CONSTRAINT reinvested_share_in_range CHECK (reinvest_bp BETWEEN 0 AND 10000),
  restores boolean NOT NULL,
  fee_after_maintenance boolean NOT NULL,
  releases_reserve boolean NOT NULL,
  deficit_covered_minor bigint NOT NULL,
  deficit_carried_minor bigint NOT NULL CONSTRAINT deficit_is_carried CHECK (
    deficit_carried_minor = deficit_minor - deficit_covered_minor + greatest(costs_minor - gross_minor, 0)),
  maintenance_minor bigint NOT NULL,
  from_reserve_minor bigint NOT NULL CONSTRAINT reserve_is_not_overdrawn CHECK (from_reserve_minor + released_minor <= reserve_minor),
  to_reserve_minor bigint NOT NULL,
  restored_minor bigint NOT NULL CONSTRAINT restored_up_to_loss CHECK (restored_minor <= CASE WHEN restores THEN lost_principal_minor ELSE 0 END),
  fee_minor bigint NOT NULL CONSTRAINT fee_is_of_the_net CHECK (
    fee_minor <= floor(greatest(gross_minor - costs_minor, 0)::numeric * fee_bp / 10000)),
  reinvested_minor bigint NOT NULL,
  released_minor bigint NOT NULL,
  distributable_minor bigint NOT NULL,
  policy_id bigint NOT NULL REFERENCES policies,
  mandate_id bigint REFERENCES waqf_mandates,
  -- None where the run moved nothing.
  entry_id bigint UNIQUE REFERENCES entries,
  UNIQUE (run_id, waqf_id),
  CONSTRAINT one_run_a_period EXCLUDE USING gist (waqf_id WITH =, daterange(first_on, last_on, '[]') WITH &&),
  CONSTRAINT parts_not_negative CHECK (least(deficit_covered_minor, maintenance_minor, from_reserve_minor, to_reserve_minor,
    restored_minor, fee_minor, reinvested_minor, released_minor, distributable_minor) >= 0),
  CONSTRAINT every_part_has_one_place CHECK (
    greatest(gross_minor - costs_minor, 0) + released_minor = deficit_covered_minor + maintenance_minor
      + to_reserve_minor + restored_minor + fee_minor + reinvested_minor + distributable_minor),
  CONSTRAINT maintenance_meets_the_need CHECK (maintenance_minor + from_reserve_minor <= need_minor),
  CONSTRAINT maintenance_comes_first CHECK (maintenance_minor + from_reserve_minor = need_minor OR distributable_minor = 0),
  CONSTRAINT fee_waits_for_maintenance CHECK (
    NOT fee_after_maintenance OR fee_minor = 0 OR maintenance_minor + from_reserve_minor = need_minor),
  CONSTRAINT nobody_is_paid_without_a_mandate CHECK (fee_minor = 0 OR mandate_id IS NOT NULL)
);
CALL make_append_only('waqf_runs');
CREATE TABLE waqf_run_shares (
  run_id bigint NOT NULL,
  waqf_id bigint NOT NULL,
  -- In the deed's order: of equal remainders the earlier one is rounded up.
  position smallint NOT NULL CONSTRAINT position_counts_from_one CHECK (position >= 1),
  beneficiary text NOT NULL CONSTRAINT beneficiary_is_a_code CHECK (is_code(beneficiary)),
  actor_id bigint REFERENCES actors,
  share_bp integer NOT NULL CONSTRAINT share_in_range CHECK (share_bp BETWEEN 1 AND 10000),
  amount_minor bigint NOT NULL CONSTRAINT amount_not_negative CHECK (amount_minor >= 0),
  PRIMARY KEY (run_id, beneficiary),
  UNIQUE (run_id, position),
  FOREIGN KEY (run_id, waqf_id) REFERENCES waqf_runs (run_id, waqf_id)
);
CREATE TABLE waqf_run_needs (
  run_id bigint NOT NULL,
  waqf_id bigint NOT NULL,
  need_id bigint NOT NULL,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  PRIMARY KEY (run_id, need_id),
  FOREIGN KEY (run_id, waqf_id) REFERENCES waqf_runs (run_id, waqf_id),
  FOREIGN KEY (need_id, waqf_id) REFERENCES waqf_needs (need_id, waqf_id)
);
-- What a run shared out: each receipt and each cost once.
CREATE TABLE waqf_run_receipts (
  receipt_id bigint CONSTRAINT yield_is_shared_once PRIMARY KEY,
  run_id bigint NOT NULL,
  waqf_id bigint NOT NULL,
  FOREIGN KEY (receipt_id, waqf_id) REFERENCES waqf_yield_receipts (receipt_id, waqf_id),
  FOREIGN KEY (run_id, waqf_id) REFERENCES waqf_runs (run_id, waqf_id)
);
CREATE TABLE waqf_run_costs (
  cost_id bigint CONSTRAINT cost_is_shared_once PRIMARY KEY,
  run_id bigint NOT NULL,
  waqf_id bigint NOT NULL,
  FOREIGN KEY (cost_id, waqf_id) REFERENCES waqf_costs (cost_id, waqf_id),
  FOREIGN KEY (run_id, waqf_id) REFERENCES waqf_runs (run_id, waqf_id)
);
CREATE INDEX receipts_of_a_run ON waqf_run_receipts (run_id);
CREATE INDEX costs_of_a_run ON waqf_run_costs (run_id);
CALL make_append_only('waqf_run_shares');
CALL make_append_only('waqf_run_needs');
CALL make_append_only('waqf_run_receipts');
CALL make_append_only('waqf_run_costs');
GRANT SELECT ON waqf_runs, waqf_run_shares, waqf_run_needs, waqf_run_receipts, waqf_run_costs TO tadamun_app;
GRANT INSERT (waqf_id, first_on, last_on, ran_on, gross_minor, costs_minor, deficit_minor, need_minor, reserve_minor,
  lost_principal_minor, reserve_bp, fee_bp, reinvest_bp, restores, fee_after_maintenance, releases_reserve,
  deficit_covered_minor, deficit_carried_minor, maintenance_minor, from_reserve_minor, to_reserve_minor, restored_minor,
  fee_minor, reinvested_minor, released_minor, distributable_minor, policy_id, mandate_id, entry_id)
  ON waqf_runs TO tadamun_app;
GRANT INSERT ON waqf_run_shares, waqf_run_needs, waqf_run_receipts, waqf_run_costs TO tadamun_app;

-- 7. What two persons let go out of yield: a beneficiary's share, the nāẓir's fee, maintenance.
CREATE TABLE waqf_payouts (
  payout_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  waqf_id bigint NOT NULL REFERENCES waqfs,
  kind text NOT NULL CONSTRAINT payout_kind_is_known CHECK (kind IN ('share', 'fee', 'work')),
  beneficiary text,
  actor_id bigint REFERENCES actors,
  need_id bigint,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  from_reserve_minor bigint NOT NULL CONSTRAINT reserve_pays_works CHECK (
    from_reserve_minor BETWEEN 0 AND amount_minor AND (kind = 'work' OR from_reserve_minor = 0)),
  paid_on date NOT NULL,
  decision_id bigint NOT NULL CONSTRAINT payout_is_decided_once UNIQUE REFERENCES decisions,
  entry_id bigint NOT NULL UNIQUE REFERENCES entries,
  CONSTRAINT payout_is_for_somebody CHECK (CASE kind WHEN 'share' THEN beneficiary IS NOT NULL AND need_id IS NULL
    WHEN 'fee' THEN actor_id IS NOT NULL AND num_nonnulls(beneficiary, need_id) = 0
    ELSE need_id IS NOT NULL AND num_nonnulls(beneficiary, actor_id) = 0 END),
  FOREIGN KEY (need_id, waqf_id) REFERENCES waqf_needs (need_id, waqf_id)
);
CREATE INDEX payouts_of_a_waqf ON waqf_payouts (waqf_id, kind);
CALL make_append_only('waqf_payouts');
-- Yield that could not reach an extinct beneficiary, and who takes the place (articles 52 and 53 of the Code of Awqaf).
CREATE TABLE waqf_redirections (
  waqf_id bigint CONSTRAINT redirected_once PRIMARY KEY REFERENCES waqfs,
  beneficiary text NOT NULL CONSTRAINT beneficiary_is_a_code CHECK (is_code(beneficiary)),
  actor_id bigint NOT NULL REFERENCES actors,
  purpose text NOT NULL CONSTRAINT purpose_is_named CHECK (btrim(purpose) <> ''),
  -- The decision that named the like; none where the deed's own fallback holds.
  decision_id bigint REFERENCES decisions,
  redirected_on date NOT NULL,
  entry_id bigint UNIQUE REFERENCES entries
);
CREATE TABLE waqf_redirected_shares (
  waqf_id bigint NOT NULL REFERENCES waqf_redirections,
  beneficiary text NOT NULL,
  actor_id bigint REFERENCES actors,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  PRIMARY KEY (waqf_id, beneficiary)
);
CALL make_append_only('waqf_redirections');
CALL make_append_only('waqf_redirected_shares');
GRANT SELECT ON waqf_payouts, waqf_redirections, waqf_redirected_shares TO tadamun_app;
GRANT INSERT (code, waqf_id, kind, beneficiary, actor_id, need_id, amount_minor, from_reserve_minor, paid_on, decision_id, entry_id)
  ON waqf_payouts TO tadamun_app;
GRANT INSERT ON waqf_redirections, waqf_redirected_shares TO tadamun_app;

-- What is set aside for each beneficiary and not paid.
CREATE VIEW waqf_unpaid_shares WITH (security_invoker = true) AS
SELECT m.waqf_id, m.beneficiary, max(m.actor_id) AS actor_id, sum(m.amount_minor)::bigint AS unpaid_minor,
  coalesce(sum(m.amount_minor) FILTER (WHERE m.is_share), 0)::bigint AS set_aside_minor
FROM (
  SELECT waqf_id, beneficiary, actor_id, amount_minor, true AS is_share FROM waqf_run_shares
  UNION ALL SELECT waqf_id, beneficiary, actor_id, -amount_minor, false FROM waqf_payouts WHERE kind = 'share'
  UNION ALL SELECT waqf_id, beneficiary, actor_id, -amount_minor, false FROM waqf_redirected_shares
  UNION ALL SELECT r.waqf_id, r.beneficiary, r.actor_id, s.amount_minor, true
    FROM waqf_redirections r JOIN waqf_redirected_shares s USING (waqf_id)) m
GROUP BY m.waqf_id, m.beneficiary;
-- What is needed, set aside for it, spent on it, and open: needed and neither set aside nor paid out of the reserve.
CREATE VIEW waqf_need_books WITH (security_invoker = true) AS
SELECT n.need_id, n.code, n.waqf_id, n.urgency, n.found_on, n.due_on, n.amount_minor, f.funded_minor,
  w.spent_minor, w.from_reserve_minor, x.need_id IS NOT NULL AS is_closed,
  CASE WHEN x.need_id IS NOT NULL THEN 0 ELSE greatest(n.amount_minor - f.funded_minor - w.from_reserve_minor, 0) END AS open_minor
FROM waqf_needs n LEFT JOIN waqf_need_closings x USING (need_id)
CROSS JOIN LATERAL (SELECT coalesce(sum(r.amount_minor), 0)::bigint AS funded_minor FROM waqf_run_needs r WHERE r.need_id = n.need_id) f
CROSS JOIN LATERAL (SELECT coalesce(sum(p.amount_minor), 0)::bigint AS spent_minor,
  coalesce(sum(p.from_reserve_minor), 0)::bigint AS from_reserve_minor FROM waqf_payouts p WHERE p.need_id = n.need_id) w;
GRANT SELECT ON waqf_unpaid_shares, waqf_need_books TO tadamun_app;

-- The balance of a kind of account of a fund, on its normal side.
CREATE FUNCTION fund_balance(fund bigint, account_kind text) RETURNS bigint
LANGUAGE sql STABLE SET search_path = tadamun, pg_temp AS $$
  SELECT coalesce(sum(p.amount_minor) * CASE max(k.normal_side) WHEN 'debit' THEN 1 ELSE -1 END, 0)::bigint
  FROM accounts a JOIN account_kinds k USING (kind) JOIN postings p USING (account_id)
  WHERE a.fund_id = fund AND a.kind = account_kind
$$;
GRANT EXECUTE ON FUNCTION fund_balance TO tadamun_app;

CREATE FUNCTION refuse_payout() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  said text;
  need record;
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  IF waqf_state(NEW.waqf_id) IN ('suspended', 'interrupted', 'closed') THEN
    said := 'yield_is_paid_by_a_living_waqf';
  ELSIF NEW.kind = 'share' THEN
    -- 1. Maintenance first: an urgent need beyond the reserve stops every share.
    IF (SELECT coalesce(sum(b.open_minor), 0) FROM waqf_need_books b WHERE b.waqf_id = NEW.waqf_id AND b.urgency = 'urgent'
        AND b.found_on <= NEW.paid_on)
      > fund_balance((SELECT w.yield_fund_id FROM waqfs w WHERE w.waqf_id = NEW.waqf_id), 'waqf_reserve')
    THEN
      said := 'urgent_maintenance_comes_first';
    -- 2. A beneficiary gets what is set aside for it, and no more.
    ELSIF NEW.amount_minor > coalesce((
      SELECT u.unpaid_minor FROM waqf_unpaid_shares u WHERE u.waqf_id = NEW.waqf_id AND u.beneficiary = NEW.beneficiary
        AND u.actor_id IS NOT DISTINCT FROM NEW.actor_id), 0)
    THEN
      said := 'paid_within_share';
    END IF;
  ELSIF NEW.kind = 'work' THEN
    SELECT b.* INTO need FROM waqf_need_books b WHERE b.need_id = NEW.need_id;
    IF need.is_closed OR NEW.amount_minor - NEW.from_reserve_minor > need.funded_minor - (need.spent_minor - need.from_reserve_minor)
      OR NEW.from_reserve_minor > need.open_minor
    THEN
      said := 'works_within_need';
    END IF;
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'payout % is refused', NEW.code
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'waqf_payouts', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE FUNCTION refuse_need_closing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM lock_waqf((SELECT n.waqf_id FROM waqf_needs n WHERE n.need_id = NEW.need_id));
  IF NEW.released_minor <> (
    SELECT b.funded_minor - (b.spent_minor - b.from_reserve_minor) FROM waqf_need_books b WHERE b.need_id = NEW.need_id)
  THEN
    RAISE EXCEPTION 'what was set aside for need % and not spent goes to the reserve, all of it', NEW.need_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'closing_releases_the_rest', TABLE = 'waqf_need_closings', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER closing_releases_the_rest BEFORE INSERT ON waqf_need_closings FOR EACH ROW EXECUTE FUNCTION refuse_need_closing();
CREATE TRIGGER payouts_keep_the_deed BEFORE INSERT ON waqf_payouts FOR EACH ROW EXECUTE FUNCTION refuse_payout();

-- A run counts what there is: its receipts, its costs, its shares, and every urgent need.
CREATE FUNCTION refuse_untrue_run() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NEW.gross_minor <> (SELECT coalesce(sum(y.amount_minor), 0) FROM waqf_run_receipts r JOIN waqf_yield_receipts y USING (receipt_id)
      WHERE r.run_id = NEW.run_id AND NOT EXISTS (SELECT FROM entries x WHERE x.reverses = y.entry_id))
    OR NEW.costs_minor <> (SELECT coalesce(sum(c.amount_minor), 0) FROM waqf_run_costs r JOIN waqf_costs c USING (cost_id)
      WHERE r.run_id = NEW.run_id AND NOT EXISTS (SELECT FROM entries x WHERE x.reverses = c.entry_id))
    OR NEW.distributable_minor <> (SELECT coalesce(sum(s.amount_minor), 0) FROM waqf_run_shares s WHERE s.run_id = NEW.run_id)
    OR (SELECT coalesce(sum(s.share_bp), 10000) FROM waqf_run_shares s WHERE s.run_id = NEW.run_id) <> 10000
    OR NEW.maintenance_minor + NEW.from_reserve_minor <> (SELECT coalesce(sum(n.amount_minor), 0) FROM waqf_run_needs n WHERE n.run_id = NEW.run_id)
    OR (NEW.distributable_minor > 0 AND EXISTS (SELECT FROM waqf_need_books b WHERE b.waqf_id = NEW.waqf_id
      AND b.urgency = 'urgent' AND b.found_on <= NEW.last_on AND b.open_minor > 0))
  THEN
    RAISE EXCEPTION 'run % of waqf % does not add up to what it shares out', NEW.run_id, NEW.waqf_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'runs_add_up', TABLE = 'waqf_runs', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER runs_add_up AFTER INSERT ON waqf_runs DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_untrue_run();

-- 8. Istibdāl: an asset sold on approved grounds; its price waits in suspense for a replacement of at least its worth.
CREATE TABLE waqf_istibdals (
  istibdal_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  waqf_id bigint NOT NULL,
  asset_id bigint NOT NULL,
  grounds text NOT NULL CONSTRAINT grounds_are_known CHECK (grounds IN ('decaying', 'unusable', 'public_necessity', 'no_yield')),
  requested_on date NOT NULL,
  decision_id bigint NOT NULL UNIQUE REFERENCES decisions,
  policy_id bigint NOT NULL REFERENCES policies,
  FOREIGN KEY (asset_id, waqf_id) REFERENCES waqf_assets (asset_id, waqf_id)
);
CREATE TABLE waqf_expert_reports (
  istibdal_id bigint NOT NULL REFERENCES waqf_istibdals,
  number smallint NOT NULL CONSTRAINT numbers_count_from_one CHECK (number >= 1),
  expert text NOT NULL CONSTRAINT expert_is_named CHECK (btrim(expert) <> ''),
  reference text NOT NULL CONSTRAINT reference_is_named CHECK (btrim(reference) <> ''),
  value_minor bigint NOT NULL CONSTRAINT value_not_negative CHECK (value_minor >= 0),
  PRIMARY KEY (istibdal_id, number),
  CONSTRAINT one_report_an_expert UNIQUE (istibdal_id, expert)
);
CREATE TABLE waqf_sales (
  istibdal_id bigint CONSTRAINT sold_once PRIMARY KEY REFERENCES waqf_istibdals,
  price_minor bigint NOT NULL CONSTRAINT price_positive CHECK (price_minor > 0),
  costs_minor bigint NOT NULL CONSTRAINT costs_below_price CHECK (costs_minor >= 0 AND costs_minor < price_minor),
  book_minor bigint NOT NULL CONSTRAINT book_not_negative CHECK (book_minor >= 0),
  sold_on date NOT NULL,
  -- By when it is to be replaced.
  due_on date NOT NULL,
  entry_id bigint NOT NULL UNIQUE REFERENCES entries
);
CREATE TABLE waqf_replacements (
  istibdal_id bigint CONSTRAINT replaced_once PRIMARY KEY REFERENCES waqf_sales,
  -- None where an authority waived the replacement: the price stays principal, as cash.
  asset_id bigint UNIQUE REFERENCES waqf_assets,
  value_minor bigint NOT NULL CONSTRAINT value_not_negative CHECK (value_minor >= 0),
  replaced_on date NOT NULL,
  -- The second approval, where the new asset is worth less than the price.
  decision_id bigint REFERENCES decisions,
  entry_id bigint NOT NULL UNIQUE REFERENCES entries,
  CONSTRAINT waived_is_worth_nothing CHECK ((asset_id IS NULL) = (value_minor = 0))
);
CREATE TABLE waqf_suspense_alerts (
  istibdal_id bigint CONSTRAINT suspense_is_said_once PRIMARY KEY REFERENCES waqf_sales,
  found_on date NOT NULL
);
CALL make_append_only('waqf_istibdals');
CALL make_append_only('waqf_expert_reports');
CALL make_append_only('waqf_sales');
CALL make_append_only('waqf_replacements');
CALL make_append_only('waqf_suspense_alerts');
GRANT SELECT ON waqf_istibdals, waqf_expert_reports, waqf_sales, waqf_replacements, waqf_suspense_alerts TO tadamun_app;
GRANT INSERT (code, waqf_id, asset_id, grounds, requested_on, decision_id, policy_id) ON waqf_istibdals TO tadamun_app;
GRANT INSERT ON waqf_expert_reports, waqf_sales, waqf_replacements, waqf_suspense_alerts TO tadamun_app;

CREATE FUNCTION refuse_cheap_replacement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  suspense bigint;
BEGIN
  SELECT s.price_minor - s.costs_minor INTO suspense FROM waqf_sales s WHERE s.istibdal_id = NEW.istibdal_id;
  IF NEW.value_minor < suspense AND NOT EXISTS (
    SELECT FROM decisions d JOIN decision_verdicts v USING (decision_id) JOIN waqf_istibdals i ON i.istibdal_id = NEW.istibdal_id
    WHERE d.decision_id = NEW.decision_id AND d.kind = 'istibdal' AND v.outcome = 'approved'
      AND d.subject = 'waqf_replacement:' || i.code)
  THEN
    RAISE EXCEPTION 'the replacement is worth %, less than the % in suspense', NEW.value_minor, suspense
      USING ERRCODE = 'check_violation', CONSTRAINT = 'replaced_at_its_worth', TABLE = 'waqf_replacements', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER replaced_at_its_worth BEFORE INSERT ON waqf_replacements FOR EACH ROW EXECUTE FUNCTION refuse_cheap_replacement();

-- An asset is sold, and written down, at what it is worth in the books.
CREATE FUNCTION refuse_untrue_book() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  asset bigint;
  book record;
  said text;
BEGIN
  IF TG_TABLE_NAME = 'waqf_losses' THEN
    asset := NEW.asset_id;
  ELSE
    SELECT i.asset_id INTO asset FROM waqf_istibdals i WHERE i.istibdal_id = NEW.istibdal_id;
  END IF;
  IF asset IS NULL THEN RETURN NEW; END IF;
  PERFORM lock_waqf((SELECT a.waqf_id FROM waqf_assets a WHERE a.asset_id = asset));
  SELECT b.* INTO book FROM waqf_asset_books b WHERE b.asset_id = asset;
  IF TG_TABLE_NAME = 'waqf_losses' THEN
    IF book.state NOT IN ('active', 'under_repair') OR NEW.amount_minor > book.book_minor THEN said := 'lost_within_book'; END IF;
  ELSIF NEW.book_minor <> book.book_minor THEN
    said := 'sold_at_its_book';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'asset % is % and worth % in the books', book.code, book.state, book.book_minor
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER lost_within_book BEFORE INSERT ON waqf_losses FOR EACH ROW EXECUTE FUNCTION refuse_untrue_book();
CREATE TRIGGER sold_at_its_book BEFORE INSERT ON waqf_sales FOR EACH ROW EXECUTE FUNCTION refuse_untrue_book();

-- 9. The end of a temporary waqf, and what goes back.
CREATE TABLE waqf_expiries (
  waqf_id bigint CONSTRAINT expires_once PRIMARY KEY REFERENCES waqfs,
  expired_on date NOT NULL,
  corpus_minor bigint NOT NULL CONSTRAINT corpus_not_negative CHECK (corpus_minor >= 0),
  gains_minor bigint NOT NULL CONSTRAINT gains_not_negative CHECK (gains_minor >= 0),
  losses_minor bigint NOT NULL CONSTRAINT losses_not_negative CHECK (losses_minor >= 0),
  entry_id bigint UNIQUE REFERENCES entries
);
CREATE TABLE waqf_returns (
  waqf_id bigint CONSTRAINT returned_once PRIMARY KEY REFERENCES waqf_expiries,
  cash_minor bigint NOT NULL CONSTRAINT cash_not_negative CHECK (cash_minor >= 0),
  assets_minor bigint NOT NULL CONSTRAINT assets_not_negative CHECK (assets_minor >= 0),
  suspense_minor bigint NOT NULL CONSTRAINT suspense_not_negative CHECK (suspense_minor >= 0),
  returned_on date NOT NULL,
  decision_id bigint NOT NULL CONSTRAINT return_is_decided_once UNIQUE REFERENCES decisions,
  entry_id bigint NOT NULL UNIQUE REFERENCES entries
);
CALL make_append_only('waqf_expiries');
CALL make_append_only('waqf_returns');
GRANT SELECT, INSERT ON waqf_expiries, waqf_returns TO tadamun_app;

CREATE FUNCTION refuse_partial_return() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM lock_waqf(NEW.waqf_id);
  IF NEW.cash_minor + NEW.assets_minor + NEW.suspense_minor <> (
    SELECT x.corpus_minor + x.gains_minor - x.losses_minor FROM waqf_expiries x WHERE x.waqf_id = NEW.waqf_id)
  THEN
    RAISE EXCEPTION 'the founder gets back exactly the principal'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'principal_returns_exactly', TABLE = 'waqf_returns', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER principal_returns_exactly BEFORE INSERT ON waqf_returns FOR EACH ROW EXECUTE FUNCTION refuse_partial_return();

-- What two persons decided is done by the entry that stands on their decision.
CREATE FUNCTION refuse_other_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF (SELECT e.decision_id FROM entries e WHERE e.entry_id = NEW.entry_id) IS DISTINCT FROM NEW.decision_id THEN
    RAISE EXCEPTION 'entry % stands on another decision', NEW.entry_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'done_by_its_own_decision', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER done_by_its_own_decision BEFORE INSERT ON waqf_losses FOR EACH ROW EXECUTE FUNCTION refuse_other_decision();
CREATE TRIGGER done_by_its_own_decision BEFORE INSERT ON waqf_payouts FOR EACH ROW EXECUTE FUNCTION refuse_other_decision();
CREATE TRIGGER done_by_its_own_decision BEFORE INSERT ON waqf_returns FOR EACH ROW EXECUTE FUNCTION refuse_other_decision();

-- 10. Every posting of a waqf is explained: the lines of an entry are, kind of account by kind of account, what the
-- fact it is about says. Debits positive.
CREATE VIEW waqf_movements WITH (security_invoker = true) AS
SELECT 'waqf_principal_receipt' AS kind, r.entry_id, r.waqf_id, m.account_kind, m.change_minor FROM waqf_principal_receipts r
CROSS JOIN LATERAL (VALUES ('waqf_principal_cash', r.amount_minor), ('waqf_corpus', -r.amount_minor)) m (account_kind, change_minor)
UNION ALL
SELECT CASE a.origin WHEN 'given' THEN 'waqf_principal_receipt' ELSE 'waqf_investment' END, a.entry_id, a.waqf_id, m.* FROM waqf_assets a
CROSS JOIN LATERAL (VALUES ('waqf_assets', a.book_minor),
  (CASE a.origin WHEN 'given' THEN 'waqf_corpus' ELSE 'waqf_principal_cash' END, -a.book_minor)) m WHERE a.origin <> 'replacement'
UNION ALL
SELECT 'waqf_loss', l.entry_id, l.waqf_id, m.* FROM waqf_losses l CROSS JOIN LATERAL (VALUES ('waqf_losses', l.amount_minor),
  (CASE WHEN l.asset_id IS NULL THEN 'waqf_principal_cash' ELSE 'waqf_assets' END, -l.amount_minor)) m
UNION ALL
SELECT 'waqf_sale', s.entry_id, i.waqf_id, m.* FROM waqf_sales s JOIN waqf_istibdals i USING (istibdal_id)
CROSS JOIN LATERAL (VALUES ('istibdal_suspense', s.price_minor - s.costs_minor), ('waqf_assets', -s.book_minor),
  ('istibdal_gains', least(s.book_minor - (s.price_minor - s.costs_minor), 0)),
  ('waqf_losses', greatest(s.book_minor - (s.price_minor - s.costs_minor), 0))) m
UNION ALL
SELECT 'waqf_replacement', r.entry_id, i.waqf_id, m.* FROM waqf_replacements r JOIN waqf_sales s USING (istibdal_id)
JOIN waqf_istibdals i USING (istibdal_id)
CROSS JOIN LATERAL (VALUES ('istibdal_suspense', -(s.price_minor - s.costs_minor)), ('waqf_assets', r.value_minor),
  ('waqf_principal_cash', s.price_minor - s.costs_minor - r.value_minor)) m
UNION ALL
SELECT 'waqf_expiry', x.entry_id, x.waqf_id, m.* FROM waqf_expiries x CROSS JOIN LATERAL (VALUES ('waqf_corpus', x.corpus_minor),
  ('istibdal_gains', x.gains_minor), ('waqf_losses', -x.losses_minor),
  ('waqf_returnable', x.losses_minor - x.corpus_minor - x.gains_minor)) m
UNION ALL
SELECT 'waqf_return', r.entry_id, r.waqf_id, m.* FROM waqf_returns r CROSS JOIN LATERAL (VALUES ('waqf_principal_cash', -r.cash_minor),
  ('waqf_assets', -r.assets_minor), ('istibdal_suspense', -r.suspense_minor),
  ('waqf_returnable', r.cash_minor + r.assets_minor + r.suspense_minor)) m
UNION ALL
SELECT 'waqf_yield_receipt', r.entry_id, r.waqf_id, m.* FROM waqf_yield_receipts r
CROSS JOIN LATERAL (VALUES ('waqf_yield_cash', r.amount_minor), ('waqf_undivided', -r.amount_minor)) m
UNION ALL
SELECT 'waqf_cost', c.entry_id, c.waqf_id, m.* FROM waqf_costs c CROSS JOIN LATERAL (VALUES ('waqf_undivided', c.amount_minor),
  ('waqf_yield_cash', c.owed_minor - c.amount_minor), ('waqf_payable', -c.owed_minor)) m
UNION ALL
SELECT 'waqf_cost_payment', c.entry_id, c.waqf_id, m.* FROM waqf_cost_payments c
CROSS JOIN LATERAL (VALUES ('waqf_payable', c.amount_minor), ('waqf_yield_cash', -c.amount_minor)) m
UNION ALL
SELECT 'waqf_waterfall', r.entry_id, r.waqf_id, m.* FROM waqf_runs r CROSS JOIN LATERAL (VALUES
  ('waqf_undivided', r.maintenance_minor + r.to_reserve_minor + r.restored_minor + r.fee_minor + r.reinvested_minor
    + r.distributable_minor - r.released_minor),
  ('waqf_maintenance', -(r.maintenance_minor + r.from_reserve_minor)),
  ('waqf_reserve', r.from_reserve_minor + r.released_minor - r.to_reserve_minor), ('waqf_fees', -r.fee_minor),
  ('waqf_shares', -r.distributable_minor), ('waqf_yield_cash', -(r.restored_minor + r.reinvested_minor)),
  ('waqf_principal_cash', r.restored_minor + r.reinvested_minor), ('waqf_losses', -r.restored_minor),
  ('waqf_corpus', -r.reinvested_minor)) m WHERE r.entry_id IS NOT NULL
UNION ALL
SELECT 'waqf_need_closing', c.entry_id, n.waqf_id, m.* FROM waqf_need_closings c JOIN waqf_needs n USING (need_id)
CROSS JOIN LATERAL (VALUES ('waqf_maintenance', c.released_minor), ('waqf_reserve', -c.released_minor)) m WHERE c.entry_id IS NOT NULL
UNION ALL
SELECT 'waqf_redirection', r.entry_id, r.waqf_id, 'waqf_shares', 0 FROM waqf_redirections r WHERE r.entry_id IS NOT NULL
UNION ALL
SELECT 'waqf_share_payment', p.entry_id, p.waqf_id, m.* FROM waqf_payouts p CROSS JOIN LATERAL (VALUES
  ('waqf_shares', p.amount_minor), ('waqf_yield_cash', -p.amount_minor), ('waqf_disbursements', p.amount_minor),
  ('waqf_applied', -p.amount_minor)) m WHERE p.kind = 'share'
UNION ALL
SELECT 'waqf_fee_payment', p.entry_id, p.waqf_id, m.* FROM waqf_payouts p
CROSS JOIN LATERAL (VALUES ('waqf_fees', p.amount_minor), ('waqf_yield_cash', -p.amount_minor)) m WHERE p.kind = 'fee'
UNION ALL
SELECT 'waqf_work_payment', p.entry_id, p.waqf_id, m.* FROM waqf_payouts p CROSS JOIN LATERAL (VALUES
  ('waqf_maintenance', p.amount_minor - p.from_reserve_minor), ('waqf_reserve', p.from_reserve_minor),
  ('waqf_yield_cash', -p.amount_minor)) m WHERE p.kind = 'work';
GRANT SELECT ON waqf_movements TO tadamun_app;

CREATE FUNCTION refuse_loose_waqf_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  short record;
BEGIN
  -- 1. The lines are what the fact says, in the funds of its waqf alone.
  IF NEW.reverses IS NULL AND (
    NOT EXISTS (SELECT FROM waqf_movements m WHERE m.entry_id = NEW.entry_id AND m.kind = NEW.kind)
    OR EXISTS (
      WITH said AS (
        SELECT m.account_kind, sum(m.change_minor) AS change FROM waqf_movements m
        WHERE m.entry_id = NEW.entry_id GROUP BY m.account_kind HAVING sum(m.change_minor) <> 0),
      booked AS (
        SELECT a.kind AS account_kind, sum(p.amount_minor) AS change FROM postings p JOIN accounts a USING (account_id)
        WHERE p.entry_id = NEW.entry_id GROUP BY a.kind HAVING sum(p.amount_minor) <> 0)
      (SELECT * FROM said EXCEPT SELECT * FROM booked) UNION ALL (SELECT * FROM booked EXCEPT SELECT * FROM said))
    OR EXISTS (
      SELECT FROM postings p WHERE p.entry_id = NEW.entry_id AND NOT EXISTS (
        SELECT FROM waqf_movements m JOIN waqfs w USING (waqf_id)
        WHERE m.entry_id = NEW.entry_id AND p.fund_id IN (w.principal_fund_id, w.yield_fund_id))))
  THEN
    RAISE EXCEPTION 'entry % of kind % is about nothing that happened to its waqf', NEW.entry_id, NEW.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'waqf_moves_for_a_reason', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  -- 2. Cash that is set aside for somebody pays nothing else.
  SELECT w.code INTO short FROM waqfs w
  WHERE w.yield_fund_id IN (SELECT p.fund_id FROM postings p WHERE p.entry_id = NEW.entry_id)
    AND fund_balance(w.yield_fund_id, 'waqf_yield_cash') < fund_balance(w.yield_fund_id, 'waqf_maintenance')
      + fund_balance(w.yield_fund_id, 'waqf_reserve') + fund_balance(w.yield_fund_id, 'waqf_fees')
      + fund_balance(w.yield_fund_id, 'waqf_shares') LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'cash of waqf % that is set aside would pay something else', short.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'set_aside_is_kept', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER waqf_moves_for_a_reason AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind LIKE 'waqf\_%' OR NEW.reverses IS NOT NULL) EXECUTE FUNCTION refuse_loose_waqf_entry();

-- 11. Two persons may reverse yield and costs that were booked wrongly while no run has shared them out. Nothing else
-- of a fund under rules is reversed: it has its own way back.
CREATE OR REPLACE FUNCTION refuse_reversal_under_rule() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM lock_waqf(w.waqf_id) FROM waqfs w
  WHERE w.yield_fund_id IN (SELECT p.fund_id FROM postings p WHERE p.entry_id = NEW.reverses);
  IF EXISTS (SELECT FROM postings p JOIN ruled_funds r USING (fund_id) WHERE p.entry_id = NEW.reverses) AND NOT (
    EXISTS (SELECT FROM waqf_yield_receipts y WHERE y.entry_id = NEW.reverses
      AND NOT EXISTS (SELECT FROM waqf_run_receipts r WHERE r.receipt_id = y.receipt_id))
    OR EXISTS (SELECT FROM waqf_costs c WHERE c.entry_id = NEW.reverses
      AND NOT EXISTS (SELECT FROM waqf_run_costs r WHERE r.cost_id = c.cost_id))
    OR EXISTS (SELECT FROM waqf_cost_payments c WHERE c.entry_id = NEW.reverses))
  THEN
    RAISE EXCEPTION 'entry % moved money under a rule; it has its own way back', NEW.reverses
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ruled_money_has_its_own_way_back', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;

-- 12. Principal is no collateral: nothing of it is held back for a purpose of somebody else's.
CREATE FUNCTION refuse_pledged_principal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM accounts a JOIN ruled_funds r USING (fund_id) WHERE a.account_id = NEW.account_id AND r.rule = 'waqf_principal') THEN
    RAISE EXCEPTION 'principal of a waqf is not pledged'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'principal_is_not_pledged', TABLE = 'holds', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER principal_is_not_pledged BEFORE INSERT ON holds FOR EACH ROW EXECUTE FUNCTION refuse_pledged_principal();
