-- Proposals of payments as facts: who is to get what of which fund, from which run, and why. Nothing is edited in place:
-- what people decide beside the rule, and what becomes of a proposal, are rows of their own.
SET LOCAL search_path = tadamun, pg_temp;

-- Whether an actor may have money of a fund, with the reason and where it is from. The latest that holds on a day counts.
CREATE TABLE eligibility_findings (
  finding_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fund_id bigint NOT NULL REFERENCES funds,
  actor_id bigint NOT NULL REFERENCES actors,
  is_eligible boolean NOT NULL,
  reason text NOT NULL CONSTRAINT finding_has_a_reason CHECK (btrim(reason) <> ''),
  source text NOT NULL CONSTRAINT finding_has_a_source CHECK (btrim(source) <> ''),
  first_on date NOT NULL,
  last_on date,
  recorded_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  CONSTRAINT period_not_reversed CHECK (last_on >= first_on)
);
CREATE INDEX findings_of_a_fund ON eligibility_findings (fund_id, actor_id, finding_id);
CALL make_append_only('eligibility_findings');
GRANT SELECT ON eligibility_findings TO tadamun_app;
GRANT INSERT (fund_id, actor_id, is_eligible, reason, source, first_on, last_on) ON eligibility_findings TO tadamun_app;

-- What a fund may spend at most, such as the distributable yield of a waqf. The latest recorded counts.
CREATE TABLE spendable_amounts (
  spendable_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fund_id bigint NOT NULL REFERENCES funds,
  currency char(3) NOT NULL CONSTRAINT currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint NOT NULL CONSTRAINT spendable_not_negative CHECK (amount_minor >= 0),
  source text NOT NULL CONSTRAINT spendable_has_a_source CHECK (btrim(source) <> ''),
  recorded_at timestamptz NOT NULL DEFAULT statement_timestamp()
);
CREATE INDEX spendable_of_a_fund ON spendable_amounts (fund_id, currency, spendable_id);
CALL make_append_only('spendable_amounts');
GRANT SELECT ON spendable_amounts TO tadamun_app;
GRANT INSERT (fund_id, currency, amount_minor, source) ON spendable_amounts TO tadamun_app;

CREATE TABLE proposals (
  proposal_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  programme_id bigint NOT NULL,
  run_id bigint NOT NULL,
  fund_id bigint NOT NULL REFERENCES funds,
  currency char(3) NOT NULL CONSTRAINT currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
  budget_minor bigint NOT NULL CONSTRAINT budget_within_limit CHECK (budget_minor BETWEEN 0 AND 9000000000000000),
  -- The node of the framework's tree whose score is paid for, and the rule's method.
  node text NOT NULL,
  method text NOT NULL,
  -- Who asks, and under which key: a repeat finds its proposal.
  source text NOT NULL CONSTRAINT source_is_named CHECK (source <> ''),
  idempotency_key text NOT NULL CONSTRAINT key_is_bounded CHECK (length(idempotency_key) BETWEEN 1 AND 255),
  body_hash bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(body_hash) = 32),
  made_by text NOT NULL CONSTRAINT maker_is_named CHECK (made_by <> ''),
  made_at timestamptz NOT NULL DEFAULT now(),
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT one_proposal_a_key UNIQUE (source, idempotency_key),
  FOREIGN KEY (run_id, programme_id) REFERENCES runs (run_id, programme_id)
);
CREATE INDEX proposals_of_a_programme ON proposals (programme_id, proposal_id);
CALL make_append_only('proposals');
GRANT SELECT ON proposals TO tadamun_app;
GRANT INSERT (programme_id, run_id, fund_id, currency, budget_minor, node, method, source, idempotency_key, body_hash, made_by)
  ON proposals TO tadamun_app;

-- One row an actor of the run. What the rule read of the actor stands beside the amount, so that it can be recomputed.
CREATE TABLE proposal_lines (
  actor_id bigint NOT NULL REFERENCES actors,
  proposal_id bigint NOT NULL REFERENCES proposals,
  amount_minor bigint NOT NULL CONSTRAINT amount_not_negative CHECK (amount_minor >= 0),
  reason text NOT NULL CONSTRAINT line_has_a_reason CHECK (reason <> ''),
  detail text,
  score double precision,
  lower_bound double precision,
  group_code text,
  contributions_minor bigint[] NOT NULL DEFAULT '{}',
  ineligibility text,
  PRIMARY KEY (actor_id, proposal_id),
  CONSTRAINT the_ineligible_get_nothing CHECK (ineligibility IS NULL OR amount_minor = 0)
);
CREATE INDEX lines_of_a_proposal ON proposal_lines (proposal_id);
CALL make_append_only('proposal_lines');
GRANT SELECT, INSERT ON proposal_lines TO tadamun_app;

-- What stays with the funder, and why.
CREATE TABLE proposal_leftovers (
  proposal_id bigint NOT NULL REFERENCES proposals,
  reason text NOT NULL CONSTRAINT leftover_has_a_reason CHECK (reason <> ''),
  amount_minor bigint NOT NULL CONSTRAINT leftover_is_positive CHECK (amount_minor > 0),
  PRIMARY KEY (proposal_id, reason)
);
CALL make_append_only('proposal_leftovers');
GRANT SELECT, INSERT ON proposal_leftovers TO tadamun_app;

-- What a person asks for beside the rule: another amount for one actor. It counts once another person approved it.
CREATE TABLE proposal_overrides (
  override_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  proposal_id bigint NOT NULL,
  actor_id bigint NOT NULL,
  amount_minor bigint NOT NULL CONSTRAINT amount_not_negative CHECK (amount_minor >= 0),
  reason text NOT NULL CONSTRAINT override_has_a_reason CHECK (btrim(reason) <> ''),
  asked_by text NOT NULL CONSTRAINT asker_is_named CHECK (btrim(asked_by) <> ''),
  asked_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (override_id, asked_by),
  FOREIGN KEY (actor_id, proposal_id) REFERENCES proposal_lines (actor_id, proposal_id)
);
CREATE INDEX overrides_of_a_proposal ON proposal_overrides (proposal_id, actor_id);
CALL make_append_only('proposal_overrides');
GRANT SELECT ON proposal_overrides TO tadamun_app;
GRANT INSERT (proposal_id, actor_id, amount_minor, reason, asked_by) ON proposal_overrides TO tadamun_app;

CREATE TABLE override_approvals (
  override_id bigint PRIMARY KEY,
  asked_by text NOT NULL,
  approved_by text NOT NULL CONSTRAINT approver_is_named CHECK (btrim(approved_by) <> ''),
  approved_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (override_id, asked_by) REFERENCES proposal_overrides (override_id, asked_by),
  CONSTRAINT override_maker_is_not_checker CHECK (lower(btrim(approved_by)) <> lower(btrim(asked_by)))
);
CALL make_append_only('override_approvals');
GRANT SELECT ON override_approvals TO tadamun_app;
GRANT INSERT (override_id, asked_by, approved_by) ON override_approvals TO tadamun_app;

-- What becomes of a proposal: it is a draft until somebody puts it forward, and another approves it.
CREATE TABLE proposal_steps (
  proposal_id bigint NOT NULL REFERENCES proposals,
  state text NOT NULL CONSTRAINT state_is_known CHECK (state IN ('proposed', 'approved', 'withdrawn')),
  taken_by text NOT NULL CONSTRAINT taker_is_named CHECK (btrim(taken_by) <> ''),
  reason text NOT NULL DEFAULT '',
  taken_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (proposal_id, state),
  CONSTRAINT withdrawal_has_a_reason CHECK (state <> 'withdrawn' OR btrim(reason) <> '')
);
CALL make_append_only('proposal_steps');
GRANT SELECT ON proposal_steps TO tadamun_app;
GRANT INSERT (proposal_id, state, taken_by, reason) ON proposal_steps TO tadamun_app;

-- What a proposal pays in all, overrides counted. Only the triggers below write it: its lock is the queue of all who
-- would change a proposal, and its CHECK holds the sum under the budget.
CREATE TABLE proposal_totals (
  proposal_id bigint PRIMARY KEY REFERENCES proposals,
  budget_minor bigint NOT NULL,
  total_minor numeric NOT NULL,
  CONSTRAINT proposals_stay_within_budget CHECK (total_minor <= budget_minor)
);
GRANT SELECT ON proposal_totals TO tadamun_app;

-- The state of a proposal, as everybody reads it.
CREATE FUNCTION proposal_state(proposal bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = tadamun, pg_temp AS $$
  SELECT coalesce((
    SELECT s.state FROM proposal_steps s WHERE s.proposal_id = proposal
    ORDER BY array_position(ARRAY['proposed', 'approved', 'withdrawn'], s.state) DESC LIMIT 1), 'draft')
$$;
GRANT EXECUTE ON FUNCTION proposal_state TO tadamun_app;

-- Opens the total of a new proposal, and keeps waqf to its distributable yield.
CREATE FUNCTION open_proposal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  spendable bigint;
  limited boolean;
BEGIN
  INSERT INTO proposal_totals (proposal_id, budget_minor, total_minor) VALUES (NEW.proposal_id, NEW.budget_minor, 0);
  SELECT f.instrument = 'waqf' INTO STRICT limited FROM funds f WHERE f.fund_id = NEW.fund_id;
  SELECT s.amount_minor INTO spendable FROM spendable_amounts s
  WHERE s.fund_id = NEW.fund_id AND s.currency = NEW.currency ORDER BY s.spendable_id DESC LIMIT 1;
  IF (limited AND spendable IS NULL) OR NEW.budget_minor > spendable THEN
    RAISE EXCEPTION 'the fund may spend %, not %', coalesce(spendable, 0), NEW.budget_minor
      USING ERRCODE = 'check_violation', CONSTRAINT = 'only_distributable_yield_is_spent', TABLE = 'proposals',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER proposals_have_a_total AFTER INSERT ON proposals FOR EACH ROW EXECUTE FUNCTION open_proposal();

-- Lines and leftovers come with their proposal, in its transaction, or not at all.
CREATE FUNCTION refuse_late_lines() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT proposal_id FROM added) a JOIN proposals p USING (proposal_id)
    WHERE p.tx <> pg_current_xact_id())
  THEN
    RAISE EXCEPTION 'lines come with their proposal, in its transaction'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proposals_are_closed', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER lines_come_with_their_proposal AFTER INSERT ON proposal_lines REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_lines();
CREATE TRIGGER leftovers_come_with_their_proposal AFTER INSERT ON proposal_leftovers REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_lines();

-- Counts a proposal again under the lock of its total. Each statement sees what others committed while it waited.
CREATE FUNCTION count_proposal(proposal bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM FROM proposal_totals t WHERE t.proposal_id = proposal FOR UPDATE;
  UPDATE proposal_totals t SET total_minor = (
    SELECT coalesce(sum(coalesce(x.amount_minor, l.amount_minor)), 0)
    FROM proposal_lines l LEFT JOIN LATERAL (
      SELECT o.amount_minor FROM proposal_overrides o JOIN override_approvals a USING (override_id)
      WHERE o.proposal_id = l.proposal_id AND o.actor_id = l.actor_id ORDER BY o.override_id DESC LIMIT 1) x ON true
    WHERE l.proposal_id = proposal)
  WHERE t.proposal_id = proposal;
END
$$;
REVOKE ALL ON FUNCTION count_proposal FROM PUBLIC;

-- At commit: what the rule pays and what it leaves are the budget, to the minor unit.
CREATE FUNCTION refuse_unexplained_budget() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  explained numeric;
BEGIN
  SELECT coalesce((SELECT sum(amount_minor) FROM proposal_lines WHERE proposal_id = NEW.proposal_id), 0)
    + coalesce((SELECT sum(amount_minor) FROM proposal_leftovers WHERE proposal_id = NEW.proposal_id), 0) INTO explained;
  IF explained <> NEW.budget_minor THEN
    RAISE EXCEPTION 'proposal % explains % of %', NEW.proposal_id, explained, NEW.budget_minor
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proposals_explain_their_budget', TABLE = 'proposals',
        SCHEMA = 'tadamun';
  END IF;
  PERFORM count_proposal(NEW.proposal_id);
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER proposals_explain_their_budget AFTER INSERT ON proposals DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_unexplained_budget();

-- Who asks for money beside the rule does so while the proposal is a draft, and not for somebody who may not have it.
CREATE FUNCTION refuse_override() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM FROM proposal_totals t WHERE t.proposal_id = NEW.proposal_id FOR UPDATE;
  IF proposal_state(NEW.proposal_id) <> 'draft' THEN
    RAISE EXCEPTION 'proposal % is no draft any more', NEW.proposal_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'overrides_need_a_draft', TABLE = 'proposal_overrides',
        SCHEMA = 'tadamun';
  END IF;
  IF EXISTS (
    SELECT FROM proposal_lines l WHERE l.proposal_id = NEW.proposal_id AND l.actor_id = NEW.actor_id
      AND l.ineligibility IS NOT NULL)
  THEN
    RAISE EXCEPTION 'the actor may not have this money'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'the_ineligible_get_nothing', TABLE = 'proposal_overrides',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER overrides_need_a_draft BEFORE INSERT ON proposal_overrides
  FOR EACH ROW EXECUTE FUNCTION refuse_override();

CREATE FUNCTION refuse_late_approval() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  proposal bigint;
BEGIN
  SELECT o.proposal_id INTO proposal FROM proposal_overrides o WHERE o.override_id = NEW.override_id;
  PERFORM FROM proposal_totals t WHERE t.proposal_id = proposal FOR UPDATE;
  IF proposal_state(proposal) <> 'draft' THEN
    RAISE EXCEPTION 'proposal % is no draft any more', proposal
      USING ERRCODE = 'check_violation', CONSTRAINT = 'overrides_need_a_draft', TABLE = 'override_approvals',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER approvals_need_a_draft BEFORE INSERT ON override_approvals
  FOR EACH ROW EXECUTE FUNCTION refuse_late_approval();

-- Deferred, so that one transaction may take from one actor and give to another.
CREATE FUNCTION recount_proposal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  PERFORM count_proposal(o.proposal_id) FROM proposal_overrides o WHERE o.override_id = NEW.override_id;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER approved_overrides_stay_within_budget AFTER INSERT ON override_approvals
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION recount_proposal();

-- draft, proposed, approved; withdrawn before it is approved. Nobody approves what he made or put forward.
CREATE FUNCTION refuse_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  state text;
BEGIN
  PERFORM FROM proposal_totals t WHERE t.proposal_id = NEW.proposal_id FOR UPDATE;
  state := proposal_state(NEW.proposal_id);
  IF (state, NEW.state) NOT IN (
    ('draft', 'proposed'), ('proposed', 'approved'), ('draft', 'withdrawn'), ('proposed', 'withdrawn'))
  THEN
    RAISE EXCEPTION 'proposal % is %, and cannot become %', NEW.proposal_id, state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proposals_go_step_by_step', TABLE = 'proposal_steps',
        SCHEMA = 'tadamun';
  END IF;
  IF NEW.state = 'approved' AND EXISTS (
    SELECT FROM proposals p WHERE p.proposal_id = NEW.proposal_id AND lower(btrim(p.made_by)) = lower(btrim(NEW.taken_by))
    UNION ALL
    SELECT FROM proposal_steps s WHERE s.proposal_id = NEW.proposal_id AND lower(btrim(s.taken_by)) = lower(btrim(NEW.taken_by)))
  THEN
    RAISE EXCEPTION '% made or put forward what is to be approved', NEW.taken_by
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_maker_is_not_checker', TABLE = 'proposal_steps',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER proposals_go_step_by_step BEFORE INSERT ON proposal_steps FOR EACH ROW EXECUTE FUNCTION refuse_step();
