-- What payment providers tell, what goes out of a campaign, and that no entry of a campaign stands without its reason.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. Events of providers, once each: the number is the provider's own, and the same number with another body is a
-- conflict, which is kept and refused.
CREATE TABLE provider_events (
  provider text NOT NULL CONSTRAINT provider_is_a_code CHECK (is_code(provider)),
  event text NOT NULL CONSTRAINT event_is_bounded CHECK (length(event) BETWEEN 1 AND 200),
  kind text NOT NULL CONSTRAINT event_kind_is_known CHECK (kind IN ('authorised', 'captured', 'expired', 'cancelled',
    'refunded', 'refund_failed', 'disputed', 'dispute_won', 'dispute_lost')),
  pledge_id bigint NOT NULL REFERENCES pledges,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  occurred_at timestamptz NOT NULL,
  body_hash bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(body_hash) = 32),
  -- What became of it: the answer to every repeat.
  outcome text NOT NULL,
  reason text,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (provider, event)
);
CREATE TABLE provider_conflicts (
  conflict_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider text NOT NULL,
  event text NOT NULL,
  kind text NOT NULL,
  external_id text NOT NULL,
  amount_minor bigint NOT NULL,
  body_hash bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(body_hash) = 32),
  seen_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (provider, event) REFERENCES provider_events,
  CONSTRAINT one_conflict_a_body UNIQUE (provider, event, body_hash)
);
CALL make_append_only('provider_events');
CALL make_append_only('provider_conflicts');
GRANT SELECT ON provider_events, provider_conflicts TO tadamun_app;
GRANT INSERT (provider, event, kind, pledge_id, amount_minor, occurred_at, body_hash, outcome, reason) ON provider_events TO tadamun_app;
GRANT INSERT (provider, event, kind, external_id, amount_minor, body_hash) ON provider_conflicts TO tadamun_app;
-- Who comes second with an event waits for the first.
CREATE FUNCTION lock_provider_event(provider text, event text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun provider event ' || provider || ' ' || event, 0));
END
$$;
GRANT EXECUTE ON FUNCTION lock_provider_event TO tadamun_app;

-- What a processor kept or charges for a payment; the platform's own fund bears it.
CREATE TABLE pledge_fees (
  pledge_id bigint CONSTRAINT one_fee_a_pledge PRIMARY KEY REFERENCES pledges,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  entry_id bigint NOT NULL UNIQUE REFERENCES entries
);
CALL make_append_only('pledge_fees');
GRANT SELECT, INSERT ON pledge_fees TO tadamun_app;

-- 2. The platform's fees on what a campaign raised, once a kind.
CREATE TABLE campaign_charges (
  campaign_id bigint NOT NULL REFERENCES campaigns,
  kind text NOT NULL CONSTRAINT charge_is_known CHECK (kind IN ('platform', 'processor')),
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  entry_id bigint NOT NULL UNIQUE REFERENCES entries,
  CONSTRAINT charged_once PRIMARY KEY (campaign_id, kind)
);
CALL make_append_only('campaign_charges');
GRANT SELECT, INSERT ON campaign_charges TO tadamun_app;

-- 3. Payouts: asked for by one, approved by another, out of a campaign that succeeded.
CREATE TABLE payouts (
  payout_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  campaign_id bigint NOT NULL REFERENCES campaigns,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  -- IBAN or RIB, without spaces.
  to_account text NOT NULL CONSTRAINT number_is_plain CHECK (to_account ~ '^[A-Z0-9]{4,34}$'),
  requested_on date NOT NULL,
  decision_id bigint NOT NULL UNIQUE REFERENCES decisions
);
CREATE INDEX payouts_of_a_campaign ON payouts (campaign_id);
CALL make_append_only('payouts');
GRANT SELECT ON payouts TO tadamun_app;
GRANT INSERT (code, campaign_id, amount_minor, to_account, requested_on, decision_id) ON payouts TO tadamun_app;
CREATE TABLE payout_steps (
  payout_id bigint NOT NULL REFERENCES payouts,
  step smallint NOT NULL CONSTRAINT step_counts_from_one CHECK (step >= 1),
  state text NOT NULL CONSTRAINT state_is_known CHECK (state IN ('requested', 'approved', 'paid', 'returned', 'withdrawn')),
  on_day date NOT NULL,
  taken_by text NOT NULL CONSTRAINT taker_is_named CHECK (taken_by <> ''),
  reason text NOT NULL DEFAULT '',
  entry_id bigint UNIQUE REFERENCES entries,
  PRIMARY KEY (payout_id, step),
  CONSTRAINT money_moves_with_its_entry CHECK ((state IN ('paid', 'returned')) = (entry_id IS NOT NULL)),
  CONSTRAINT failure_has_a_reason CHECK (state NOT IN ('returned', 'withdrawn') OR btrim(reason) <> '')
);
CALL make_append_only('payout_steps');
GRANT SELECT, INSERT ON payout_steps TO tadamun_app;
CREATE FUNCTION refuse_payout_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  payout record;
  current text;
  said text;
BEGIN
  SELECT p.campaign_id, p.decision_id INTO STRICT payout FROM payouts p WHERE p.payout_id = NEW.payout_id;
  PERFORM lock_campaign(payout.campaign_id);
  SELECT s.state INTO current FROM payout_steps s WHERE s.payout_id = NEW.payout_id ORDER BY s.step DESC LIMIT 1;
  IF (coalesce(current, ''), NEW.state) NOT IN (('', 'requested'), ('requested', 'approved'), ('requested', 'withdrawn'),
      ('approved', 'paid'), ('approved', 'withdrawn'), ('paid', 'returned'))
    OR NEW.step <> (SELECT count(*) + 1 FROM payout_steps s WHERE s.payout_id = NEW.payout_id)
  THEN
    said := 'payout_follows_its_states';
  ELSIF NEW.state = 'approved' AND NOT EXISTS (
    SELECT FROM decisions d JOIN decision_verdicts v ON v.decision_id = d.decision_id AND v.outcome = 'approved'
    WHERE d.decision_id = payout.decision_id AND d.kind = 'disbursement')
  THEN
    said := 'payout_is_approved_by_another';
  ELSIF (SELECT t.state FROM campaign_totals t WHERE t.campaign_id = payout.campaign_id)
    NOT IN ('succeeded', 'paying_out', 'delivering')
  THEN
    said := 'paid_out_of_success_alone';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'payout % does not become %', NEW.payout_id, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'payout_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_follows_its_states BEFORE INSERT ON payout_steps FOR EACH ROW EXECUTE FUNCTION refuse_payout_step();

-- 4. Every entry that moves a campaign's money is about a pledge, a result, a fee or a payout, of its very amount.
CREATE VIEW campaign_movements WITH (security_invoker = true) AS
SELECT CASE s.state WHEN 'captured' THEN 'campaign_capture' WHEN 'refunded' THEN 'campaign_refund' ELSE 'campaign_chargeback' END AS kind,
  s.entry_id, c.fund_id, CASE s.state WHEN 'captured' THEN p.amount_minor ELSE -p.amount_minor END AS escrow_minor,
  0::bigint AS project_minor
FROM pledge_steps s JOIN pledges p USING (pledge_id) JOIN campaigns c USING (campaign_id)
WHERE s.state IN ('captured', 'refunded', 'lost')
UNION ALL
SELECT 'campaign_success', s.entry_id, c.fund_id, -sum(p.amount_minor)::bigint, sum(p.amount_minor)::bigint
FROM pledge_steps s JOIN pledges p USING (pledge_id) JOIN campaigns c USING (campaign_id)
WHERE s.state = 'released' AND s.entry_id IS NOT NULL GROUP BY s.entry_id, c.fund_id
UNION ALL
SELECT 'campaign_fee', x.entry_id, c.fund_id, 0, -x.amount_minor FROM campaign_charges x JOIN campaigns c USING (campaign_id)
UNION ALL
SELECT CASE s.state WHEN 'paid' THEN 'campaign_payout' ELSE 'campaign_payout_return' END, s.entry_id, c.fund_id, 0,
  CASE s.state WHEN 'paid' THEN -o.amount_minor ELSE o.amount_minor END
FROM payout_steps s JOIN payouts o USING (payout_id) JOIN campaigns c USING (campaign_id) WHERE s.entry_id IS NOT NULL;
GRANT SELECT ON campaign_movements TO tadamun_app;

CREATE FUNCTION refuse_loose_campaign_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM campaign_movements m WHERE m.entry_id = NEW.entry_id AND m.kind = NEW.kind
      AND m.escrow_minor = coalesce((SELECT sum(p.amount_minor) FROM postings p JOIN accounts a USING (account_id)
        WHERE p.entry_id = NEW.entry_id AND p.fund_id = m.fund_id AND a.kind = 'escrow_cash'), 0)
      AND m.project_minor = coalesce((SELECT sum(p.amount_minor) FROM postings p JOIN accounts a USING (account_id)
        WHERE p.entry_id = NEW.entry_id AND p.fund_id = m.fund_id AND a.kind = 'project_cash'), 0)
      AND NOT EXISTS (SELECT FROM postings p JOIN ruled_funds r USING (fund_id)
        WHERE p.entry_id = NEW.entry_id AND p.fund_id <> m.fund_id))
  THEN
    RAISE EXCEPTION 'entry % of kind % is about nothing that happened to its campaign', NEW.entry_id, NEW.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'campaign_moves_for_a_reason', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER campaign_moves_for_a_reason AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind IN ('campaign_capture', 'campaign_refund', 'campaign_chargeback', 'campaign_success',
    'campaign_fee', 'campaign_payout', 'campaign_payout_return'))
  EXECUTE FUNCTION refuse_loose_campaign_entry();

-- 5. What the escrow holds is what was captured and did not leave, at every commit.
CREATE FUNCTION refuse_other_escrow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  campaign record;
BEGIN
  SELECT c.code, c.fund_id, t.raised_minor + t.late_minor - t.refunded_minor - t.lost_minor - t.released_minor AS standing
  INTO campaign FROM pledges p JOIN campaigns c USING (campaign_id) JOIN campaign_totals t USING (campaign_id)
  WHERE p.pledge_id = NEW.pledge_id;
  IF held_by_fund(campaign.fund_id, 'escrow_cash') <> campaign.standing THEN
    RAISE EXCEPTION 'the escrow of campaign % does not hold the % that stand', campaign.code, campaign.standing
      USING ERRCODE = 'check_violation', CONSTRAINT = 'escrow_holds_what_stands', TABLE = 'pledge_steps', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER escrow_holds_what_stands AFTER INSERT ON pledge_steps DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.entry_id IS NOT NULL) EXECUTE FUNCTION refuse_other_escrow();

-- What a campaign holds lies at a bank, too, and its statements are matched to it.
INSERT INTO bank_cash_kinds (account_kind) VALUES ('escrow_cash'), ('project_cash');
