-- Crowdfunding: campaigns with their legal basis, pledges from promise to refund, what payment providers tell, payouts.
-- A campaign's money lies in a fund of its own, theirs who gave it until the campaign has succeeded.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. What a campaign's money is booked as.
ALTER TABLE ruled_funds DROP CONSTRAINT rule_is_known, ADD CONSTRAINT rule_is_known CHECK (
  rule IN ('zakat', 'waqf_principal', 'waqf_yield', 'campaign', 'match_pool'));
INSERT INTO decision_kinds (kind, meaning) VALUES ('campaign_approval', 'A campaign may collect money.');
INSERT INTO account_kinds (kind, normal_side, never_below_zero, only_instruments, meaning) VALUES
  ('escrow_cash', 'debit', true, '{crowdfunding}', 'Captured from backers and held for them.'),
  ('escrow_given', 'credit', false, '{crowdfunding}', 'Captured from backers, less what went back to them.'),
  ('project_cash', 'debit', true, '{crowdfunding}', 'Raised by a campaign that succeeded, held for its actor.'),
  ('campaign_fees', 'debit', false, '{crowdfunding}', 'Kept by the platform out of what was raised for an actor.'),
  ('processor_fees', 'debit', false, '{operating}', 'What processors of payments cost the platform.'),
  ('processor_payable', 'credit', true, '{operating}', 'Owed to processors of payments.'),
  ('fees_earned', 'credit', false, '{operating}', 'The platform''s fees on campaigns that succeeded.'),
  ('campaign_losses', 'debit', false, '{operating}', 'Disputes lost after the money had gone to the project.');
INSERT INTO entry_kinds (kind, stage, decision_kind, meaning) VALUES
  ('campaign_capture', NULL, NULL, 'Money of a backer into the escrow of a campaign.'),
  ('campaign_refund', NULL, NULL, 'Money of a backer back to the backer.'),
  ('campaign_chargeback', NULL, NULL, 'Money of a backer that a lost dispute took back.'),
  ('campaign_success', NULL, NULL, 'What a campaign raised becomes its actor''s.'),
  ('campaign_fee', NULL, NULL, 'The platform''s fee on a campaign that succeeded.'),
  ('campaign_payout', 'disbursement', 'disbursement', 'What a campaign raised, to its actor.'),
  ('campaign_payout_return', 'disbursement', NULL, 'A payout that did not arrive, back in the fund.'),
  ('processor_fee', NULL, NULL, 'The fee of a processor, which the platform''s own fund bears.'),
  ('processor_settlement', NULL, NULL, 'What is owed to a processor is paid.'),
  ('campaign_loss', NULL, NULL, 'A dispute lost after the money had gone to the project: the platform''s own loss.');
INSERT INTO account_kind_entry_kinds (account_kind, entry_kind, side) VALUES
  ('escrow_cash', 'campaign_capture', 'debit'), ('escrow_cash', 'campaign_refund', 'credit'),
  ('escrow_cash', 'campaign_chargeback', 'credit'), ('escrow_cash', 'campaign_success', 'credit'),
  ('escrow_given', 'campaign_capture', 'credit'), ('escrow_given', 'campaign_refund', 'debit'),
  ('escrow_given', 'campaign_chargeback', 'debit'),
  ('project_cash', 'campaign_success', 'debit'), ('project_cash', 'campaign_fee', 'credit'),
  ('project_cash', 'campaign_payout', 'credit'), ('project_cash', 'campaign_payout_return', 'debit'),
  ('campaign_fees', 'campaign_fee', 'debit'), ('fees_earned', 'campaign_fee', 'credit'),
  ('processor_fees', 'processor_fee', 'debit'), ('processor_payable', 'processor_fee', 'credit'),
  ('processor_payable', 'processor_settlement', 'debit'),
  ('campaign_losses', 'campaign_loss', 'debit'), ('processor_payable', 'campaign_loss', 'credit');
INSERT INTO ruled_fund_account_kinds (rule, account_kind) VALUES
  ('campaign', 'escrow_cash'), ('campaign', 'escrow_given'), ('campaign', 'project_cash'),
  ('campaign', 'campaign_fees'), ('campaign', 'disbursements');
INSERT INTO account_kind_measures (account_kind, measure) VALUES ('project_cash', 'custody'), ('campaign_fees', 'fees');

-- 2. Campaigns. This service licenses nobody: it records on which legal basis a campaign is run.
CREATE TABLE campaigns (
  campaign_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  actor_id bigint NOT NULL REFERENCES actors,
  fund_id bigint NOT NULL CONSTRAINT one_campaign_a_fund UNIQUE,
  rule text NOT NULL GENERATED ALWAYS AS ('campaign') STORED,
  -- The platform's own fund: it bears what processors cost and earns the platform's fee.
  platform_fund_id bigint NOT NULL REFERENCES funds CONSTRAINT fees_are_borne_elsewhere CHECK (platform_fund_id <> fund_id),
  name_ar text, name_fr text, name_en text,
  category text NOT NULL CONSTRAINT category_is_known CHECK (category IN ('donation', 'loan', 'investment')),
  goal_mode text NOT NULL CONSTRAINT goal_mode_is_known CHECK (goal_mode IN ('all_or_nothing', 'keep_what_you_raise')),
  currency char(3) NOT NULL CONSTRAINT currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
  min_goal_minor bigint NOT NULL CONSTRAINT goal_positive CHECK (min_goal_minor > 0),
  optimum_goal_minor bigint CONSTRAINT optimum_not_below_goal CHECK (optimum_goal_minor >= min_goal_minor),
  -- The first and the last day, on the clocks of the time zone, on which money counts.
  opens_on date NOT NULL,
  closes_on date NOT NULL CONSTRAINT closes_after_it_opens CHECK (closes_on >= opens_on),
  time_zone text NOT NULL,
  legal_basis text NOT NULL CONSTRAINT legal_basis_is_known CHECK (legal_basis IN ('sfc', 'law_18_18', 'foreign')),
  -- The licensed platform (sfc) or the platform abroad (foreign).
  platform_name text, licence_no text, platform_url text, external_ref text, country char(2),
  -- The authorised appeal of an association (law 18-18).
  authorisation_no text, authorised_from date, authorised_to date, appeal_account text, report_due_on date,
  -- What the policy in force on the first day set.
  policy_id bigint NOT NULL REFERENCES policies,
  ceiling_minor bigint CONSTRAINT ceiling_positive CHECK (ceiling_minor > 0),
  platform_fee_bp integer NOT NULL CONSTRAINT fee_is_a_share CHECK (platform_fee_bp BETWEEN 0 AND 10000),
  processor_fees_by text NOT NULL CONSTRAINT bearer_is_known CHECK (processor_fees_by IN ('platform', 'project')),
  CONSTRAINT one_name_at_least CHECK (num_nonnulls(name_ar, name_fr, name_en) >= 1),
  CONSTRAINT lending_is_licensed CHECK (category = 'donation' OR (legal_basis = 'sfc' AND btrim(coalesce(licence_no, '')) <> '')),
  CONSTRAINT platform_is_licensed CHECK (legal_basis <> 'sfc' OR (btrim(coalesce(platform_name, '')) <> ''
    AND btrim(coalesce(licence_no, '')) <> '' AND btrim(coalesce(platform_url, '')) <> '' AND btrim(coalesce(external_ref, '')) <> '')),
  CONSTRAINT appeal_is_authorised CHECK (legal_basis <> 'law_18_18' OR (btrim(coalesce(authorisation_no, '')) <> ''
    AND btrim(coalesce(appeal_account, '')) <> '' AND authorised_from IS NOT NULL AND authorised_to IS NOT NULL
    AND report_due_on IS NOT NULL)),
  CONSTRAINT appeal_within_authorisation CHECK (legal_basis <> 'law_18_18'
    OR (authorised_from <= opens_on AND closes_on <= authorised_to)),
  CONSTRAINT foreign_basis_names_country CHECK (legal_basis <> 'foreign'
    OR (country ~ '^[A-Z]{2}$' AND btrim(coalesce(platform_name, '')) <> '' AND btrim(coalesce(external_ref, '')) <> '')),
  FOREIGN KEY (fund_id, rule) REFERENCES ruled_funds (fund_id, rule)
);
CREATE INDEX campaigns_of_an_actor ON campaigns (actor_id);
CALL make_append_only('campaigns');
GRANT SELECT ON campaigns TO tadamun_app;
GRANT INSERT (code, actor_id, fund_id, platform_fund_id, name_ar, name_fr, name_en, category, goal_mode, currency,
  min_goal_minor, optimum_goal_minor, opens_on, closes_on, time_zone, legal_basis, platform_name, licence_no,
  platform_url, external_ref, country, authorisation_no, authorised_from, authorised_to, appeal_account, report_due_on,
  policy_id, ceiling_minor, platform_fee_bp, processor_fees_by) ON campaigns TO tadamun_app;

-- Where a campaign stands, and its sums: kept by the triggers below to be locked and checked.
--   raised    captured in time, ever: what went back stays in it
--   late      captured when it no longer counted; it goes back
--   released  became the actor's
CREATE TABLE campaign_totals (
  campaign_id bigint PRIMARY KEY REFERENCES campaigns,
  state text NOT NULL,
  step smallint NOT NULL,
  ceiling_minor bigint,
  raised_minor bigint NOT NULL DEFAULT 0,
  late_minor bigint NOT NULL DEFAULT 0,
  refunded_minor bigint NOT NULL DEFAULT 0,
  lost_minor bigint NOT NULL DEFAULT 0,
  released_minor bigint NOT NULL DEFAULT 0,
  CONSTRAINT raised_within_ceiling CHECK (raised_minor <= ceiling_minor),
  CONSTRAINT nothing_leaves_twice CHECK (refunded_minor + lost_minor + released_minor <= raised_minor + late_minor)
) WITH (fillfactor = 50);
GRANT SELECT ON campaign_totals TO tadamun_app;
CREATE FUNCTION begin_campaign() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  INSERT INTO campaign_totals (campaign_id, state, step, ceiling_minor) VALUES (NEW.campaign_id, '', 0, NEW.ceiling_minor);
  RETURN NULL;
END
$$;
CREATE TRIGGER begin_campaign AFTER INSERT ON campaigns FOR EACH ROW EXECUTE FUNCTION begin_campaign();
-- Waits until nobody else moves this campaign's money or state.
CREATE FUNCTION lock_campaign(campaign bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM FROM campaign_totals t WHERE t.campaign_id = campaign FOR UPDATE;
END
$$;
GRANT EXECUTE ON FUNCTION lock_campaign TO tadamun_app;

-- 3. What backers are told before it opens: rewards, and what the money is for. A use that hands zakat over says how.
CREATE TABLE campaign_rewards (
  reward_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  campaign_id bigint NOT NULL REFERENCES campaigns,
  code text NOT NULL CONSTRAINT code_is_a_code CHECK (is_code(code)),
  meaning text NOT NULL CONSTRAINT meaning_is_said CHECK (btrim(meaning) <> ''),
  min_amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (min_amount_minor > 0),
  -- How many there are; NULL: as many as are asked for.
  stock integer CONSTRAINT stock_positive CHECK (stock > 0),
  taken integer NOT NULL DEFAULT 0 CONSTRAINT taken_not_negative CHECK (taken >= 0),
  CONSTRAINT rewards_in_stock CHECK (taken <= stock),
  CONSTRAINT one_reward_a_code UNIQUE (campaign_id, code),
  UNIQUE (reward_id, campaign_id)
);
GRANT SELECT ON campaign_rewards TO tadamun_app;
GRANT INSERT (campaign_id, code, meaning, min_amount_minor, stock) ON campaign_rewards TO tadamun_app;
CREATE TABLE campaign_uses (
  campaign_id bigint NOT NULL REFERENCES campaigns,
  line smallint NOT NULL CONSTRAINT line_counts_from_one CHECK (line >= 1),
  purpose text NOT NULL CONSTRAINT purpose_is_said CHECK (btrim(purpose) <> ''),
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  tamlik_mode text CONSTRAINT mode_passes_ownership CHECK (tamlik_mode IN (
    'direct_individual', 'via_recipient_agent', 'asset_tamlik', 'gharimin_settlement')),
  PRIMARY KEY (campaign_id, line)
);
CALL make_append_only('campaign_uses');
GRANT SELECT, INSERT ON campaign_uses TO tadamun_app;
CREATE FUNCTION refuse_late_promise() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM lock_campaign(NEW.campaign_id);
  IF (SELECT t.state FROM campaign_totals t WHERE t.campaign_id = NEW.campaign_id) NOT IN ('', 'draft') THEN
    RAISE EXCEPTION 'campaign % is submitted: what backers are told stays', NEW.campaign_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'submitted_campaigns_stay', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER submitted_campaigns_stay BEFORE INSERT ON campaign_rewards FOR EACH ROW EXECUTE FUNCTION refuse_late_promise();
CREATE TRIGGER submitted_campaigns_stay BEFORE INSERT ON campaign_uses FOR EACH ROW EXECUTE FUNCTION refuse_late_promise();

-- 4. Backers, known by a reference alone; and of which verified person an account is, by a reference too.
CREATE TABLE backers (
  backer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code))
);
CREATE TABLE backer_identities (
  backer_id bigint CONSTRAINT verified_once PRIMARY KEY REFERENCES backers,
  person_ref text NOT NULL CONSTRAINT person_is_a_code CHECK (is_code(person_ref)),
  verified_on date NOT NULL,
  verified_by text NOT NULL CONSTRAINT verifier_is_named CHECK (verified_by <> '')
);
CREATE INDEX accounts_of_a_person ON backer_identities (person_ref);
CALL make_append_only('backers');
CALL make_append_only('backer_identities');
GRANT SELECT ON backers, backer_identities TO tadamun_app;
GRANT INSERT (code) ON backers TO tadamun_app;
GRANT INSERT ON backer_identities TO tadamun_app;
-- Waits until nobody else adds a pledge of this backer: caps are sums over them.
CREATE FUNCTION lock_backer(backer bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun backer ' || backer, 0));
END
$$;
GRANT EXECUTE ON FUNCTION lock_backer TO tadamun_app;

-- 5. Pledges and their states.
CREATE TABLE pledges (
  pledge_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  campaign_id bigint NOT NULL REFERENCES campaigns,
  backer_id bigint NOT NULL REFERENCES backers,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0)
    CONSTRAINT amount_within_limit CHECK (amount_minor <= 9000000000000000),
  method text NOT NULL CONSTRAINT method_is_a_code CHECK (is_code(method)),
  provider text NOT NULL CONSTRAINT provider_is_a_code CHECK (is_code(provider)),
  -- The provider's own number of the payment.
  external_id text NOT NULL CONSTRAINT external_id_is_bounded CHECK (length(external_id) BETWEEN 1 AND 200),
  reward_id bigint,
  is_zakat boolean NOT NULL,
  pledged_at timestamptz NOT NULL,
  -- The last day on which an unpaid promise stands; NULL: until the campaign closes.
  expires_on date,
  CONSTRAINT one_pledge_a_payment UNIQUE (provider, external_id),
  FOREIGN KEY (reward_id, campaign_id) REFERENCES campaign_rewards (reward_id, campaign_id)
);
CREATE INDEX pledges_of_a_backer ON pledges (backer_id, campaign_id);
CALL make_append_only('pledges');
GRANT SELECT ON pledges TO tadamun_app;
GRANT INSERT (code, campaign_id, backer_id, amount_minor, method, provider, external_id, reward_id, is_zakat, pledged_at,
  expires_on) ON pledges TO tadamun_app;

CREATE TABLE pledge_edges (before text NOT NULL, after text NOT NULL, PRIMARY KEY (before, after));
INSERT INTO pledge_edges (before, after) VALUES
  ('', 'pledged'), ('pledged', 'authorised'), ('pledged', 'captured'), ('pledged', 'released'), ('pledged', 'expired'),
  ('pledged', 'cancelled'), ('authorised', 'captured'), ('authorised', 'released'), ('authorised', 'cancelled'),
  ('authorised', 'expired'),
  -- Too late to count; it goes back at once.
  ('expired', 'captured'), ('cancelled', 'captured'), ('released', 'captured'),
  ('captured', 'released'), ('captured', 'refund_due'), ('captured', 'disputed'),
  ('released', 'disputed'), ('disputed', 'lost'), ('disputed', 'won'), ('won', 'released'), ('won', 'refund_due'),
  ('refund_due', 'refund_sent'), ('refund_due', 'refunded'), ('refund_sent', 'refunded'),
  ('refund_sent', 'refund_failed'), ('refund_failed', 'refund_sent'), ('refund_failed', 'refunded'),
  ('refund_failed', 'unclaimed'), ('unclaimed', 'refund_sent'), ('unclaimed', 'refunded');
GRANT SELECT ON pledge_edges TO tadamun_app;

CREATE TABLE pledge_steps (
  pledge_id bigint NOT NULL REFERENCES pledges,
  step smallint NOT NULL CONSTRAINT step_counts_from_one CHECK (step >= 1),
  state text NOT NULL,
  at timestamptz NOT NULL,
  taken_by text NOT NULL CONSTRAINT taker_is_named CHECK (taken_by <> ''),
  reason text NOT NULL DEFAULT '',
  -- Of a capture: whether it came when it no longer counted.
  is_late boolean NOT NULL DEFAULT false,
  entry_id bigint REFERENCES entries,
  -- How it is known that the money went back: the provider's number of the refund, or a line of the bank.
  provider_ref text CONSTRAINT provider_ref_is_bounded CHECK (length(btrim(provider_ref)) BETWEEN 1 AND 200),
  bank_line_id bigint CONSTRAINT one_refund_a_bank_line UNIQUE REFERENCES bank_lines,
  -- Of a refund that failed: when it is tried again.
  next_try_at timestamptz,
  PRIMARY KEY (pledge_id, step),
  CONSTRAINT refunds_are_evidenced CHECK ((state = 'refunded') = (num_nonnulls(provider_ref, bank_line_id) = 1)),
  CONSTRAINT only_captures_are_late CHECK (NOT is_late OR state = 'captured'),
  CONSTRAINT money_moves_with_its_entry CHECK (CASE
    WHEN state IN ('captured', 'refunded', 'lost') THEN entry_id IS NOT NULL
    WHEN state <> 'released' THEN entry_id IS NULL ELSE true END),
  CONSTRAINT failure_has_a_reason CHECK (state NOT IN ('refund_due', 'refund_failed', 'disputed') OR btrim(reason) <> '')
);
CREATE UNIQUE INDEX captured_once ON pledge_steps (pledge_id) WHERE state = 'captured';
CREATE UNIQUE INDEX pledge_refunded_once ON pledge_steps (pledge_id) WHERE state = 'refunded';
CREATE INDEX pledge_steps_of_an_entry ON pledge_steps (entry_id) WHERE entry_id IS NOT NULL;
CALL make_append_only('pledge_steps');
GRANT SELECT, INSERT ON pledge_steps TO tadamun_app;

-- The last step of each pledge; verify recomputes it.
CREATE TABLE pledge_states (
  pledge_id bigint PRIMARY KEY REFERENCES pledges,
  campaign_id bigint NOT NULL REFERENCES campaigns,
  state text NOT NULL,
  step smallint NOT NULL,
  is_late boolean NOT NULL,
  -- Whether it became the actor's.
  is_released boolean NOT NULL,
  -- How many refunds were sent.
  attempts smallint NOT NULL,
  next_try_at timestamptz
) WITH (fillfactor = 50);
CREATE INDEX pledges_in_a_state ON pledge_states (campaign_id, state);
CREATE INDEX refunds_to_send ON pledge_states (state, next_try_at) WHERE state IN ('refund_due', 'refund_failed', 'refund_sent');
GRANT SELECT ON pledge_states TO tadamun_app;

CREATE FUNCTION refuse_pledge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  campaign record;
  said text;
BEGIN
  PERFORM lock_campaign(NEW.campaign_id);
  SELECT t.state, c.opens_on, c.closes_on, (NEW.pledged_at AT TIME ZONE c.time_zone)::date AS day INTO campaign
  FROM campaigns c JOIN campaign_totals t USING (campaign_id) WHERE c.campaign_id = NEW.campaign_id;
  IF campaign.state <> 'open' OR campaign.day NOT BETWEEN campaign.opens_on AND campaign.closes_on THEN
    said := 'pledges_while_open';
  ELSIF NEW.is_zakat AND (NOT EXISTS (SELECT FROM campaign_uses u WHERE u.campaign_id = NEW.campaign_id)
    OR EXISTS (SELECT FROM campaign_uses u WHERE u.campaign_id = NEW.campaign_id AND u.tamlik_mode IS NULL))
  THEN
    said := 'zakat_passes_into_ownership';
  ELSIF NEW.amount_minor < (SELECT r.min_amount_minor FROM campaign_rewards r WHERE r.reward_id = NEW.reward_id) THEN
    said := 'reward_needs_its_amount';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'pledge % is not taken', NEW.code
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'pledges', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER pledges_while_open BEFORE INSERT ON pledges FOR EACH ROW EXECUTE FUNCTION refuse_pledge();

CREATE FUNCTION take_pledge_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  pledge record;
  campaign record;
  was pledge_states;
  was_captured boolean;
  said text;
BEGIN
  -- 1. One at a time, along an edge.
  SELECT p.campaign_id, p.amount_minor, p.reward_id INTO STRICT pledge FROM pledges p WHERE p.pledge_id = NEW.pledge_id;
  PERFORM lock_campaign(pledge.campaign_id);
  SELECT t.state, c.opens_on, c.closes_on, (NEW.at AT TIME ZONE c.time_zone)::date AS day INTO campaign
  FROM campaigns c JOIN campaign_totals t USING (campaign_id) WHERE c.campaign_id = pledge.campaign_id;
  SELECT * INTO was FROM pledge_states s WHERE s.pledge_id = NEW.pledge_id;
  was_captured := EXISTS (SELECT FROM pledge_steps s WHERE s.pledge_id = NEW.pledge_id AND s.state = 'captured');
  IF NEW.step <> coalesce(was.step, 0) + 1
    OR NOT EXISTS (SELECT FROM pledge_edges e WHERE e.before = coalesce(was.state, '') AND e.after = NEW.state)
  THEN
    said := 'pledge_follows_its_states';
  -- 2. What counts was captured while the campaign was open; what is let go was never captured, or is the actor's now.
  ELSIF NEW.state = 'captured' AND NOT NEW.is_late AND (campaign.state <> 'open'
    OR campaign.day NOT BETWEEN campaign.opens_on AND campaign.closes_on OR was.state NOT IN ('pledged', 'authorised'))
  THEN
    said := 'late_captures_are_late';
  ELSIF NEW.state = 'released' AND was_captured
    AND (NEW.entry_id IS NULL OR was.is_late OR campaign.state NOT IN ('succeeded', 'paying_out', 'delivering'))
  THEN
    said := 'released_by_success_alone';
  ELSIF NEW.state = 'released' AND NOT was_captured AND NEW.entry_id IS NOT NULL
    OR NEW.state IN ('released', 'refund_due') AND was.is_released
    OR NEW.state = 'disputed' AND NOT was_captured
  THEN
    said := 'pledge_follows_its_states';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'pledge % that is % does not become %', NEW.pledge_id, coalesce(was.state, 'new'), NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'pledge_steps', SCHEMA = 'tadamun';
  END IF;
  -- 3. Sums of the campaign; its CHECKs hold the ceiling, and that nothing leaves twice.
  UPDATE campaign_totals t SET
    raised_minor = t.raised_minor + CASE WHEN NEW.state = 'captured' AND NOT NEW.is_late THEN pledge.amount_minor ELSE 0 END,
    late_minor = t.late_minor + CASE WHEN NEW.state = 'captured' AND NEW.is_late THEN pledge.amount_minor ELSE 0 END,
    refunded_minor = t.refunded_minor + CASE WHEN NEW.state = 'refunded' THEN pledge.amount_minor ELSE 0 END,
    lost_minor = t.lost_minor + CASE WHEN NEW.state = 'lost' AND NOT was.is_released THEN pledge.amount_minor ELSE 0 END
  WHERE t.campaign_id = pledge.campaign_id AND NEW.state IN ('captured', 'refunded', 'lost');
  -- 4. A reward is taken by a pledge that stands.
  IF pledge.reward_id IS NOT NULL THEN
    UPDATE campaign_rewards r SET taken = r.taken + CASE WHEN NEW.state = 'pledged' THEN 1 ELSE -1 END
    WHERE r.reward_id = pledge.reward_id AND (NEW.state = 'pledged'
      OR was.state IN ('pledged', 'authorised') AND NEW.state IN ('released', 'expired', 'cancelled')
      OR NEW.state = 'refund_due' AND NOT was.is_late OR NEW.state = 'lost' AND NOT was.is_released);
  END IF;
  -- 5. The last step.
  INSERT INTO pledge_states (pledge_id, campaign_id, state, step, is_late, is_released, attempts, next_try_at)
  VALUES (NEW.pledge_id, pledge.campaign_id, NEW.state, NEW.step, false, false, 0, NULL)
  ON CONFLICT (pledge_id) DO UPDATE SET state = NEW.state, step = NEW.step,
    is_late = pledge_states.is_late OR NEW.is_late,
    is_released = pledge_states.is_released OR (NEW.state = 'released' AND was_captured),
    attempts = pledge_states.attempts + (NEW.state = 'refund_sent')::integer, next_try_at = NEW.next_try_at;
  RETURN NEW;
END
$$;
CREATE TRIGGER pledge_follows_its_states BEFORE INSERT ON pledge_steps FOR EACH ROW EXECUTE FUNCTION take_pledge_step();
-- A success releases many pledges in one statement: their sum is added once.
CREATE FUNCTION count_released() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  UPDATE campaign_totals t SET released_minor = t.released_minor + r.released_minor FROM (
    SELECT p.campaign_id, sum(p.amount_minor) AS released_minor FROM taken s JOIN pledges p USING (pledge_id)
    WHERE s.state = 'released' AND s.entry_id IS NOT NULL GROUP BY p.campaign_id) r
  WHERE t.campaign_id = r.campaign_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER count_released AFTER INSERT ON pledge_steps REFERENCING NEW TABLE AS taken
  FOR EACH STATEMENT EXECUTE FUNCTION count_released();

-- 6. The states of a campaign.
CREATE TABLE campaign_edges (before text NOT NULL, after text NOT NULL, PRIMARY KEY (before, after));
INSERT INTO campaign_edges (before, after) VALUES
  ('', 'draft'), ('draft', 'submitted'), ('draft', 'cancelled'), ('submitted', 'approved'), ('submitted', 'cancelled'),
  ('approved', 'open'), ('approved', 'cancelled'), ('open', 'succeeded'), ('open', 'failed'), ('open', 'cancelled'),
  ('open', 'suspended'), ('suspended', 'open'), ('suspended', 'cancelled'), ('succeeded', 'paying_out'),
  ('paying_out', 'delivering'), ('delivering', 'closed'), ('failed', 'refunding'), ('cancelled', 'refunding'),
  ('refunding', 'refunded');
GRANT SELECT ON campaign_edges TO tadamun_app;
CREATE TABLE campaign_steps (
  campaign_id bigint NOT NULL REFERENCES campaigns,
  step smallint NOT NULL CONSTRAINT step_counts_from_one CHECK (step >= 1),
  state text NOT NULL,
  on_day date NOT NULL,
  taken_by text NOT NULL CONSTRAINT taker_is_named CHECK (taken_by <> ''),
  reason text NOT NULL DEFAULT '',
  decision_id bigint REFERENCES decisions,
  -- Of a result: the captured money that counted.
  counted_minor bigint,
  PRIMARY KEY (campaign_id, step),
  CONSTRAINT approval_names_its_decision CHECK ((state = 'approved') = (decision_id IS NOT NULL)),
  CONSTRAINT result_counts_money CHECK ((state IN ('succeeded', 'failed')) = (counted_minor IS NOT NULL)),
  CONSTRAINT failure_has_a_reason CHECK (state NOT IN ('suspended', 'cancelled') OR btrim(reason) <> '')
);
-- Evaluated once: a result is final and excludes the other.
CREATE UNIQUE INDEX judged_once ON campaign_steps (campaign_id) WHERE state IN ('succeeded', 'failed');
CALL make_append_only('campaign_steps');
GRANT SELECT, INSERT ON campaign_steps TO tadamun_app;

-- Reports and declarations that the law asks an appeal for.
CREATE TABLE campaign_filings (
  campaign_id bigint NOT NULL REFERENCES campaigns,
  kind text NOT NULL CONSTRAINT filing_is_known CHECK (kind IN ('final_report', 'distribution_declaration')),
  filed_on date NOT NULL,
  reference text NOT NULL CONSTRAINT reference_is_named CHECK (btrim(reference) <> ''),
  CONSTRAINT filed_once PRIMARY KEY (campaign_id, kind)
);
CREATE TABLE campaign_overdue_reports (
  campaign_id bigint CONSTRAINT campaign_alerted_once PRIMARY KEY REFERENCES campaigns,
  found_on date NOT NULL
);
CALL make_append_only('campaign_filings');
CALL make_append_only('campaign_overdue_reports');
GRANT SELECT, INSERT ON campaign_filings, campaign_overdue_reports TO tadamun_app;

-- What a fund holds in accounts of a kind, as its guards know.
CREATE FUNCTION held_by_fund(fund bigint, account_kind text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
  SELECT coalesce(sum(b.balance_minor), 0)::bigint FROM accounts a JOIN balances b USING (account_id)
  WHERE a.fund_id = fund AND a.kind = account_kind
$$;
GRANT EXECUTE ON FUNCTION held_by_fund TO tadamun_app;

CREATE FUNCTION take_campaign_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  campaign record;
  counted bigint;
  said text;
BEGIN
  PERFORM lock_campaign(NEW.campaign_id);
  SELECT c.code, c.fund_id, c.goal_mode, c.min_goal_minor, c.opens_on, c.closes_on, c.legal_basis, t.* INTO STRICT campaign
  FROM campaigns c JOIN campaign_totals t USING (campaign_id) WHERE c.campaign_id = NEW.campaign_id;
  IF NEW.step <> campaign.step + 1
    OR NOT EXISTS (SELECT FROM campaign_edges e WHERE e.before = campaign.state AND e.after = NEW.state)
    OR NEW.state = 'open' AND NEW.on_day < campaign.opens_on
  THEN
    said := 'campaign_follows_its_states';
  ELSIF NEW.state = 'approved' AND NOT EXISTS (
    SELECT FROM decisions d JOIN decision_verdicts v ON v.decision_id = d.decision_id AND v.outcome = 'approved'
    WHERE d.decision_id = NEW.decision_id AND d.kind = 'campaign_approval' AND d.subject = 'campaign:' || campaign.code)
  THEN
    said := 'campaign_is_approved_by_another';
  ELSIF NEW.state IN ('succeeded', 'failed') THEN
    -- Captured money alone decides, once the last day is over.
    SELECT coalesce(sum(p.amount_minor), 0) INTO counted FROM pledge_states s JOIN pledges p USING (pledge_id)
    WHERE s.campaign_id = NEW.campaign_id AND s.state IN ('captured', 'won') AND NOT s.is_late;
    IF NEW.on_day <= campaign.closes_on OR NEW.counted_minor <> counted OR (NEW.state = 'succeeded') <> (CASE campaign.goal_mode
      WHEN 'all_or_nothing' THEN counted >= campaign.min_goal_minor ELSE counted > 0 END)
    THEN
      said := 'result_follows_from_captures';
    END IF;
  ELSIF NEW.state = 'refunded' AND (
    campaign.raised_minor + campaign.late_minor - campaign.refunded_minor - campaign.lost_minor - campaign.released_minor <> 0
    OR EXISTS (SELECT FROM pledge_states s WHERE s.campaign_id = NEW.campaign_id AND s.state = 'disputed'))
  THEN
    said := 'refunded_in_full';
  ELSIF NEW.state IN ('delivering', 'closed') AND held_by_fund(campaign.fund_id, 'project_cash') <> 0
    OR NEW.state = 'closed' AND held_by_fund(campaign.fund_id, 'escrow_cash') <> 0
  THEN
    said := 'paid_out_before_it_ends';
  ELSIF NEW.state = 'closed' AND campaign.legal_basis = 'law_18_18' AND NOT EXISTS (
    SELECT FROM campaign_filings f WHERE f.campaign_id = NEW.campaign_id AND f.kind = 'final_report')
  THEN
    said := 'appeal_reports_before_it_ends';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'campaign % that is % does not become %', campaign.code, campaign.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'campaign_steps', SCHEMA = 'tadamun';
  END IF;
  UPDATE campaign_totals t SET state = NEW.state, step = NEW.step WHERE t.campaign_id = NEW.campaign_id;
  RETURN NEW;
END
$$;
CREATE TRIGGER campaign_follows_its_states BEFORE INSERT ON campaign_steps FOR EACH ROW EXECUTE FUNCTION take_campaign_step();
