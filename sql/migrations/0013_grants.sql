-- Grants: from the application to the closed book, with tranches that wait for conditions.
--
-- States are never edited: each step is a row that says from where to where, and the database knows which steps there
-- are. Amounts stand in the ledger alone: grant_entries says which entries are a grant's, and grant_money adds up.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. The ledger's words for grants. Spending that was accepted is a memorandum pair, as commitments are.
INSERT INTO account_kinds (kind, normal_side, never_below_zero, only_instruments, meaning) VALUES
  ('spent', 'debit', false, '{grant}', 'Accepted as spent by an actor out of a grant.'),
  ('spending_accepted', 'credit', false, '{grant}', 'The other side of what was accepted as spent.'),
  -- Of grants only: what zakat and waqf hold can never be set off against a recovery.
  ('recoveries', 'credit', false, '{grant}', 'Came back from an actor out of what a grant paid it.'),
  ('unallocated', 'credit', true, '{grant}', 'Came from an actor beyond what it owed; to be returned to it.');
INSERT INTO decision_kinds (kind, meaning) VALUES ('write_off', 'A recovery is given up as lost.');
INSERT INTO entry_kinds (kind, stage, decision_kind, meaning) VALUES
  ('decommitment', 'commitment', NULL, 'A promise is taken back in whole or in part.'),
  ('grant_payment', 'disbursement', 'disbursement', 'A tranche of a grant is paid out of the fund''s undesignated cash.'),
  ('grant_spending', NULL, NULL, 'Spending that an accepted report shows.'),
  ('grant_recovery', NULL, NULL, 'Money of a grant came back from the grantee.'),
  ('grant_return', NULL, 'disbursement', 'What a grantee sent beyond what it owed is sent back.');
INSERT INTO account_kind_entry_kinds (account_kind, entry_kind, side) VALUES
  ('spent', 'grant_spending', 'debit'), ('spending_accepted', 'grant_spending', 'credit'),
  ('recoveries', 'grant_recovery', 'credit'), ('unallocated', 'grant_recovery', 'credit'),
  ('unallocated', 'grant_return', 'debit');

-- 2. The state machines, as data: a step that is not here does not exist.
CREATE TABLE grant_edges (
  machine text NOT NULL CONSTRAINT machine_is_known CHECK (machine IN ('grant', 'tranche', 'report')),
  from_state text NOT NULL,
  to_state text NOT NULL,
  PRIMARY KEY (machine, from_state, to_state)
);
GRANT SELECT ON grant_edges TO tadamun_app;
INSERT INTO grant_edges (machine, from_state, to_state) VALUES
  ('grant', 'none', 'pipeline'), ('grant', 'pipeline', 'awarded'), ('grant', 'awarded', 'agreed'),
  ('grant', 'agreed', 'active'), ('grant', 'active', 'suspended'), ('grant', 'suspended', 'active'),
  ('grant', 'active', 'final_report_due'), ('grant', 'final_report_due', 'closing'), ('grant', 'closing', 'closed'),
  ('grant', 'pipeline', 'terminated'), ('grant', 'awarded', 'terminated'), ('grant', 'agreed', 'terminated'),
  ('grant', 'active', 'terminated'), ('grant', 'suspended', 'terminated'), ('grant', 'final_report_due', 'terminated'),
  ('grant', 'closing', 'terminated'), ('grant', 'terminated', 'recovering'), ('grant', 'recovering', 'closed'),
  ('grant', 'recovering', 'written_off'),
  ('tranche', 'none', 'planned'), ('tranche', 'planned', 'conditions_pending'),
  ('tranche', 'conditions_pending', 'releasable'), ('tranche', 'releasable', 'conditions_pending'),
  ('tranche', 'releasable', 'requested'), ('tranche', 'requested', 'conditions_pending'),
  ('tranche', 'requested', 'approved'), ('tranche', 'approved', 'paid'), ('tranche', 'paid', 'accounted'),
  ('tranche', 'paid', 'returned'), ('tranche', 'planned', 'cancelled'), ('tranche', 'conditions_pending', 'cancelled'),
  ('tranche', 'releasable', 'cancelled'), ('tranche', 'requested', 'cancelled'), ('tranche', 'approved', 'cancelled'),
  ('report', 'none', 'due'), ('report', 'due', 'submitted'), ('report', 'due', 'overdue'),
  ('report', 'overdue', 'submitted'), ('report', 'submitted', 'accepted'), ('report', 'submitted', 'returned'),
  ('report', 'returned', 'submitted'), ('report', 'returned', 'overdue');

-- 3. The grant and what was applied for. Only the grantee's own plan stands here: what is promised is an agreement.
CREATE TABLE grants (
  grant_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  fund_id bigint NOT NULL REFERENCES funds,
  grantee_id bigint NOT NULL REFERENCES actors,
  funder_id bigint NOT NULL REFERENCES actors,
  programme_id bigint REFERENCES programmes,
  name_ar text, name_fr text, name_en text,
  purpose text NOT NULL CONSTRAINT purpose_is_said CHECK (btrim(purpose) <> ''),
  currency char(3) NOT NULL CONSTRAINT currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
  -- Restricted: spent on the agreement's budget lines only.
  restricted boolean NOT NULL,
  first_on date NOT NULL,
  last_on date NOT NULL,
  -- The plan: what is asked for, the grantee's own part in cash and in kind, and what others give.
  submitted_on date NOT NULL,
  requested_minor bigint NOT NULL CONSTRAINT requested_positive CHECK (requested_minor > 0),
  own_cash_minor bigint NOT NULL CONSTRAINT own_cash_not_negative CHECK (own_cash_minor >= 0),
  own_in_kind_minor bigint NOT NULL CONSTRAINT own_in_kind_not_negative CHECK (own_in_kind_minor >= 0),
  others_minor bigint NOT NULL CONSTRAINT others_not_negative CHECK (others_minor >= 0),
  project_cost_minor bigint NOT NULL CONSTRAINT plan_adds_up CHECK (
    project_cost_minor = requested_minor + own_cash_minor + own_in_kind_minor + others_minor),
  members integer CONSTRAINT members_not_negative CHECK (members >= 0),
  members_youth_or_women integer CONSTRAINT part_of_the_members CHECK (members_youth_or_women BETWEEN 0 AND members),
  -- The ceilings it was judged under; none: nobody set any.
  policy_id bigint REFERENCES policies,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_name_at_least CHECK (num_nonnulls(name_ar, name_fr, name_en) >= 1),
  CONSTRAINT period_not_reversed CHECK (last_on >= first_on),
  CONSTRAINT nobody_grants_itself CHECK (grantee_id <> funder_id),
  UNIQUE (grant_id, grantee_id)
);
CREATE INDEX grants_of_a_grantee ON grants (grantee_id);
CREATE INDEX grants_of_a_fund ON grants (fund_id);
CALL make_append_only('grants');

CREATE FUNCTION refuse_grant_from_other_money() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM funds f WHERE f.fund_id = NEW.fund_id AND f.instrument = 'grant') THEN
    RAISE EXCEPTION 'a grant is made from a fund of grants'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'grants_come_from_grant_funds', TABLE = 'grants', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER grants_come_from_grant_funds BEFORE INSERT ON grants
  FOR EACH ROW EXECUTE FUNCTION refuse_grant_from_other_money();

-- One writer a grant at a time; several grants are locked in the order of their keys.
CREATE FUNCTION lock_grants(ids bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
  SELECT FROM grants WHERE grant_id = ANY (ids) ORDER BY grant_id FOR UPDATE
$$;

-- 4. Steps of the grant. Each starts where the one before ended: a foreign key says so.
CREATE TABLE grant_steps (
  grant_id bigint NOT NULL REFERENCES grants,
  step integer NOT NULL CONSTRAINT steps_count_from_one CHECK (step >= 1),
  machine text NOT NULL GENERATED ALWAYS AS ('grant') STORED,
  from_state text NOT NULL,
  to_state text NOT NULL,
  before integer GENERATED ALWAYS AS (nullif(step - 1, 0)) STORED,
  on_day date NOT NULL,
  reason text NOT NULL DEFAULT '',
  recorded_by text NOT NULL CONSTRAINT recorder_is_named CHECK (btrim(recorded_by) <> ''),
  decision_id bigint REFERENCES decisions,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (grant_id, step),
  UNIQUE (grant_id, step, to_state),
  CONSTRAINT grant_step_exists FOREIGN KEY (machine, from_state, to_state) REFERENCES grant_edges,
  CONSTRAINT grant_steps_follow FOREIGN KEY (grant_id, before, from_state) REFERENCES grant_steps (grant_id, step, to_state),
  CONSTRAINT grant_starts_once CHECK ((step = 1) = (from_state = 'none')),
  CONSTRAINT an_end_has_its_reason CHECK (to_state NOT IN ('suspended', 'terminated', 'written_off') OR btrim(reason) <> '')
);
CALL make_append_only('grant_steps');

-- 5. The agreement. An amendment is the next version and says everything anew; the latest version counts.
CREATE TABLE grant_agreements (
  grant_id bigint NOT NULL REFERENCES grants,
  version smallint NOT NULL CONSTRAINT version_counts_from_one CHECK (version >= 1),
  before smallint GENERATED ALWAYS AS (nullif(version - 1, 0)) STORED,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  signed_on date NOT NULL,
  signed_by text[] NOT NULL CONSTRAINT both_sides_sign CHECK (cardinality(signed_by) >= 2 AND signed_by[1] <> signed_by[2]),
  -- How far spending on one budget line may pass its amount, in hundredths of a percent.
  max_overspend_bp integer NOT NULL CONSTRAINT overspend_is_a_share CHECK (max_overspend_bp BETWEEN 0 AND 10000),
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (grant_id, version),
  CONSTRAINT versions_follow FOREIGN KEY (grant_id, before) REFERENCES grant_agreements (grant_id, version)
);
CREATE TABLE grant_budget_lines (
  grant_id bigint NOT NULL,
  version smallint NOT NULL,
  line text NOT NULL CONSTRAINT line_is_a_code CHECK (is_code(line)),
  title text NOT NULL,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  PRIMARY KEY (grant_id, version, line),
  FOREIGN KEY (grant_id, version) REFERENCES grant_agreements
);
CREATE TABLE grant_tranches (
  grant_id bigint NOT NULL,
  version smallint NOT NULL,
  tranche smallint NOT NULL CONSTRAINT tranches_count_from_one CHECK (tranche BETWEEN 1 AND 100),
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  planned_on date NOT NULL,
  PRIMARY KEY (grant_id, version, tranche),
  FOREIGN KEY (grant_id, version) REFERENCES grant_agreements
);
-- What a tranche waits for. Which columns a kind needs is said by its CHECK.
CREATE TABLE tranche_conditions (
  grant_id bigint NOT NULL,
  version smallint NOT NULL,
  tranche smallint NOT NULL,
  condition smallint NOT NULL CONSTRAINT conditions_count_from_one CHECK (condition BETWEEN 1 AND 50),
  kind text NOT NULL CONSTRAINT kind_is_known CHECK (kind IN (
    'report', 'audit', 'cofunding', 'spend_ratio', 'indicator', 'document', 'score')),
  due_on date,
  report smallint,
  document text CONSTRAINT document_is_a_code CHECK (is_code(document)),
  minimum_minor bigint CONSTRAINT minimum_positive CHECK (minimum_minor > 0),
  minimum_bp integer CONSTRAINT minimum_is_a_share CHECK (minimum_bp BETWEEN 1 AND 10000),
  programme_id bigint REFERENCES programmes,
  indicator text,
  target_group text,
  node text,
  minimum double precision CONSTRAINT minimum_is_a_number CHECK (minimum BETWEEN -1e15 AND 1e15),
  -- at_least, at_most for indicators; score, lower_bound for scores: which number of the run is read.
  reads text,
  PRIMARY KEY (grant_id, version, tranche, condition),
  FOREIGN KEY (grant_id, version, tranche) REFERENCES grant_tranches,
  CONSTRAINT condition_says_what_it_needs CHECK (CASE kind
    WHEN 'report' THEN report IS NOT NULL
    WHEN 'audit' THEN document IS NOT NULL
    WHEN 'document' THEN document IS NOT NULL
    WHEN 'cofunding' THEN minimum_minor IS NOT NULL
    WHEN 'spend_ratio' THEN minimum_bp IS NOT NULL
    WHEN 'indicator' THEN indicator IS NOT NULL AND target_group IS NOT NULL AND minimum IS NOT NULL
      AND reads IN ('at_least', 'at_most')
    WHEN 'score' THEN programme_id IS NOT NULL AND node IS NOT NULL AND minimum IS NOT NULL
      AND reads IN ('score', 'lower_bound')
  END)
);
-- Reports the grantee owes. A version of the agreement may add some; what is owed stays owed.
CREATE TABLE grant_reports (
  grant_id bigint NOT NULL,
  report smallint NOT NULL CONSTRAINT reports_count_from_one CHECK (report BETWEEN 1 AND 100),
  version smallint NOT NULL,
  first_on date NOT NULL,
  last_on date NOT NULL,
  due_on date NOT NULL,
  is_final boolean NOT NULL,
  PRIMARY KEY (grant_id, report),
  FOREIGN KEY (grant_id, version) REFERENCES grant_agreements,
  CONSTRAINT period_not_reversed CHECK (last_on >= first_on),
  CONSTRAINT due_after_the_period_began CHECK (due_on >= first_on)
);
CREATE UNIQUE INDEX one_final_report ON grant_reports (grant_id) WHERE is_final;

CREATE FUNCTION refuse_part_of_signed_agreement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM grant_agreements a
    WHERE a.grant_id = NEW.grant_id AND a.version = NEW.version AND a.tx = pg_current_xact_id())
  THEN
    RAISE EXCEPTION 'agreement % of grant % is signed: an amendment is a new version', NEW.version, NEW.grant_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_are_closed', TABLE = TG_TABLE_NAME, SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER agreements_are_closed BEFORE INSERT ON grant_budget_lines FOR EACH ROW EXECUTE FUNCTION refuse_part_of_signed_agreement();
CREATE TRIGGER agreements_are_closed BEFORE INSERT ON grant_tranches FOR EACH ROW EXECUTE FUNCTION refuse_part_of_signed_agreement();
CREATE TRIGGER agreements_are_closed BEFORE INSERT ON tranche_conditions FOR EACH ROW EXECUTE FUNCTION refuse_part_of_signed_agreement();
CREATE TRIGGER agreements_are_closed BEFORE INSERT ON grant_reports FOR EACH ROW EXECUTE FUNCTION refuse_part_of_signed_agreement();
CALL make_append_only('grant_agreements');
CALL make_append_only('grant_budget_lines');
CALL make_append_only('grant_tranches');
CALL make_append_only('tranche_conditions');
CALL make_append_only('grant_reports');

-- 6. Steps of tranches and of reports.
CREATE TABLE tranche_steps (
  grant_id bigint NOT NULL REFERENCES grants,
  tranche smallint NOT NULL,
  step integer NOT NULL CONSTRAINT steps_count_from_one CHECK (step >= 1),
  machine text NOT NULL GENERATED ALWAYS AS ('tranche') STORED,
  from_state text NOT NULL,
  to_state text NOT NULL,
  before integer GENERATED ALWAYS AS (nullif(step - 1, 0)) STORED,
  on_day date NOT NULL,
  reason text NOT NULL DEFAULT '',
  recorded_by text NOT NULL CONSTRAINT recorder_is_named CHECK (btrim(recorded_by) <> ''),
  -- The decision that a request asks for and an approval rests on.
  decision_id bigint REFERENCES decisions,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (grant_id, tranche, step),
  UNIQUE (grant_id, tranche, step, to_state),
  CONSTRAINT tranche_step_exists FOREIGN KEY (machine, from_state, to_state) REFERENCES grant_edges,
  CONSTRAINT tranche_steps_follow FOREIGN KEY (grant_id, tranche, before, from_state)
    REFERENCES tranche_steps (grant_id, tranche, step, to_state),
  CONSTRAINT tranche_starts_once CHECK ((step = 1) = (from_state = 'none')),
  CONSTRAINT a_request_is_decided_on CHECK (to_state NOT IN ('requested', 'approved', 'paid') OR decision_id IS NOT NULL)
);
CREATE TABLE grant_report_steps (
  grant_id bigint NOT NULL,
  report smallint NOT NULL,
  step integer NOT NULL CONSTRAINT steps_count_from_one CHECK (step >= 1),
  machine text NOT NULL GENERATED ALWAYS AS ('report') STORED,
  from_state text NOT NULL,
  to_state text NOT NULL,
  before integer GENERATED ALWAYS AS (nullif(step - 1, 0)) STORED,
  on_day date NOT NULL,
  reason text NOT NULL DEFAULT '',
  recorded_by text NOT NULL CONSTRAINT recorder_is_named CHECK (btrim(recorded_by) <> ''),
  -- Who sent what is judged here; a report is judged by somebody else.
  submitted_by text,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (grant_id, report, step),
  UNIQUE (grant_id, report, step, to_state),
  UNIQUE (grant_id, report, step, recorded_by),
  FOREIGN KEY (grant_id, report) REFERENCES grant_reports,
  CONSTRAINT report_step_exists FOREIGN KEY (machine, from_state, to_state) REFERENCES grant_edges,
  CONSTRAINT report_steps_follow FOREIGN KEY (grant_id, report, before, from_state)
    REFERENCES grant_report_steps (grant_id, report, step, to_state),
  CONSTRAINT report_starts_once CHECK ((step = 1) = (from_state = 'none')),
  CONSTRAINT judged_is_who_sent FOREIGN KEY (grant_id, report, before, submitted_by)
    REFERENCES grant_report_steps (grant_id, report, step, recorded_by),
  CONSTRAINT judgements_name_the_sender CHECK (
    (from_state = 'submitted' AND to_state IN ('accepted', 'returned')) = (submitted_by IS NOT NULL)),
  CONSTRAINT reports_are_judged_by_another CHECK (submitted_by IS NULL OR lower(submitted_by) <> lower(recorded_by)),
  CONSTRAINT a_return_says_why CHECK (to_state <> 'returned' OR btrim(reason) <> '')
);
-- What a submission says was spent, and what of it was accepted.
CREATE TABLE grant_report_lines (
  grant_id bigint NOT NULL,
  report smallint NOT NULL,
  step integer NOT NULL,
  line text NOT NULL CONSTRAINT line_is_a_code CHECK (is_code(line)),
  amount_minor bigint NOT NULL CONSTRAINT amount_not_negative CHECK (amount_minor >= 0),
  PRIMARY KEY (grant_id, report, step, line),
  FOREIGN KEY (grant_id, report, step) REFERENCES grant_report_steps
);
CALL make_append_only('tranche_steps');
CALL make_append_only('grant_report_steps');
CALL make_append_only('grant_report_lines');

-- 7. What conditions were found to be. A finding is kept with all it rests on; one that was met is final, so that a later
-- run or report never judges the past anew.
CREATE TABLE condition_findings (
  finding_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grant_id bigint NOT NULL,
  version smallint NOT NULL,
  tranche smallint NOT NULL,
  condition smallint NOT NULL,
  assessed_on date NOT NULL,
  assessed_by text NOT NULL CONSTRAINT assessor_is_named CHECK (btrim(assessed_by) <> ''),
  met boolean NOT NULL,
  -- Why, in a sentence with the figures.
  sentence text NOT NULL CONSTRAINT sentence_is_said CHECK (btrim(sentence) <> ''),
  policy_id bigint REFERENCES policies,
  -- Of a score: the run, its results, and what it said of the grantee.
  run_id bigint REFERENCES runs,
  results_sha256 bytea,
  score double precision,
  lower_bound double precision,
  upper_bound double precision,
  coverage double precision,
  score_status text,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (grant_id, version, tranche, condition) REFERENCES tranche_conditions
);
CREATE UNIQUE INDEX met_is_final ON condition_findings (grant_id, version, tranche, condition) WHERE met;
CREATE INDEX findings_of_a_condition ON condition_findings (grant_id, version, tranche, condition, finding_id);
CALL make_append_only('condition_findings');

-- A finding on a score says what the run says, and is met only by a score that stands: not by a provisional one, not by
-- none, and not below the minimum.
CREATE FUNCTION refuse_false_score_finding() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  asked tranche_conditions;
BEGIN
  SELECT c.* INTO asked FROM tranche_conditions c
  WHERE c.grant_id = NEW.grant_id AND c.version = NEW.version AND c.tranche = NEW.tranche AND c.condition = NEW.condition;
  IF asked.kind <> 'score' THEN RETURN NEW; END IF;
  IF NEW.run_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM runs r JOIN grants g ON g.grant_id = NEW.grant_id
    LEFT JOIN scores s ON s.run_id = r.run_id AND s.actor_id = g.grantee_id AND s.node = asked.node
    WHERE r.run_id = NEW.run_id AND r.programme_id = asked.programme_id AND r.results_sha256 = NEW.results_sha256
      AND r.as_of <= NEW.assessed_on AND s.score IS NOT DISTINCT FROM NEW.score
      AND s.status IS NOT DISTINCT FROM NEW.score_status
      AND (NEW.lower_bound IS NULL OR NEW.lower_bound <= s.lower_bound))
    OR NEW.met AND (NEW.run_id IS NULL OR NEW.score_status IS DISTINCT FROM 'ok'
      OR NOT coalesce(CASE asked.reads WHEN 'score' THEN NEW.score ELSE NEW.lower_bound END >= asked.minimum, false))
  THEN
    RAISE EXCEPTION 'the finding does not say what run % says', NEW.run_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_is_the_runs', TABLE = 'condition_findings', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER finding_is_the_runs BEFORE INSERT ON condition_findings
  FOR EACH ROW EXECUTE FUNCTION refuse_false_score_finding();

-- What another person waived, with the reason, which the decision holds: a condition, or an overdue report.
CREATE TABLE grant_waivers (
  decision_id bigint PRIMARY KEY REFERENCES decisions,
  grant_id bigint NOT NULL,
  version smallint NOT NULL,
  tranche smallint NOT NULL,
  condition smallint,
  report smallint,
  reason text NOT NULL CONSTRAINT reason_is_said CHECK (btrim(reason) <> ''),
  on_day date NOT NULL,
  FOREIGN KEY (grant_id, version, tranche) REFERENCES grant_tranches,
  FOREIGN KEY (grant_id, version, tranche, condition) REFERENCES tranche_conditions,
  FOREIGN KEY (grant_id, report) REFERENCES grant_reports,
  CONSTRAINT one_thing_is_waived CHECK (num_nonnulls(condition, report) = 1)
);
CREATE INDEX waivers_of_a_tranche ON grant_waivers (grant_id, version, tranche);
CALL make_append_only('grant_waivers');

-- 8. Evidence beside the money: contributions in kind (never cash, never disbursed), others' money, documents.
CREATE TABLE grant_in_kind (
  grant_id bigint NOT NULL,
  grantee_id bigint NOT NULL,
  evidence text NOT NULL CONSTRAINT evidence_is_bounded CHECK (length(btrim(evidence)) BETWEEN 1 AND 200),
  item text NOT NULL CONSTRAINT item_is_said CHECK (btrim(item) <> ''),
  quantity integer NOT NULL CONSTRAINT quantity_positive CHECK (quantity > 0),
  unit_value_minor bigint NOT NULL CONSTRAINT value_within_limit CHECK (unit_value_minor BETWEEN 1 AND 9000000000000),
  valuation_basis text NOT NULL CONSTRAINT basis_is_said CHECK (btrim(valuation_basis) <> ''),
  received_on date NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- The same thing serves one grant only.
  CONSTRAINT in_kind_is_counted_once PRIMARY KEY (grantee_id, evidence),
  FOREIGN KEY (grant_id, grantee_id) REFERENCES grants (grant_id, grantee_id)
);
CREATE INDEX in_kind_of_a_grant ON grant_in_kind (grant_id);
CREATE TABLE grant_cofunding (
  grant_id bigint NOT NULL REFERENCES grants,
  evidence text NOT NULL CONSTRAINT evidence_is_bounded CHECK (length(btrim(evidence)) BETWEEN 1 AND 200),
  giver text NOT NULL CONSTRAINT giver_is_named CHECK (btrim(giver) <> ''),
  stage text NOT NULL CONSTRAINT stage_is_known CHECK (stage IN ('pledged', 'received')),
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  on_day date NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT cofunding_is_counted_once PRIMARY KEY (grant_id, stage, evidence)
);
CREATE TABLE grant_documents (
  grant_id bigint NOT NULL REFERENCES grants,
  document text NOT NULL CONSTRAINT document_is_a_code CHECK (is_code(document)),
  kind text NOT NULL CONSTRAINT kind_is_known CHECK (kind IN ('audit', 'document')),
  title text NOT NULL CONSTRAINT title_is_said CHECK (btrim(title) <> ''),
  sha256 bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(sha256) = 32),
  on_day date NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT document_is_there_once PRIMARY KEY (grant_id, document)
);
CALL make_append_only('grant_in_kind');
CALL make_append_only('grant_cofunding');
CALL make_append_only('grant_documents');

-- 9. What the grantee owes back.
CREATE TABLE grant_recoveries (
  grant_id bigint NOT NULL REFERENCES grants,
  recovery smallint NOT NULL CONSTRAINT recoveries_count_from_one CHECK (recovery >= 1),
  cause text NOT NULL CONSTRAINT cause_is_known CHECK (cause IN ('termination', 'unspent')),
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  due_on date NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (grant_id, recovery)
);
CALL make_append_only('grant_recoveries');

-- 10. Which entries of the ledger are a grant's.
CREATE TABLE grant_entries (
  entry_id bigint PRIMARY KEY REFERENCES entries,
  grant_id bigint NOT NULL REFERENCES grants,
  tranche smallint,
  report smallint,
  recovery smallint
);
CREATE INDEX entries_of_a_grant ON grant_entries (grant_id, entry_id);
CREATE UNIQUE INDEX a_tranche_is_paid_once ON grant_entries (grant_id, tranche) WHERE tranche IS NOT NULL;
CREATE UNIQUE INDEX a_report_is_booked_once ON grant_entries (grant_id, report) WHERE report IS NOT NULL;
CALL make_append_only('grant_entries');

-- Everything a grant's figures are: sums of postings, reversals included.
CREATE VIEW grant_postings WITH (security_invoker = true) AS
SELECT x.grant_id, x.tranche, x.report, e.entry_id, e.kind AS entry_kind, e.occurred_on, a.kind, a.actor_id, p.currency,
  p.amount_minor
FROM grant_entries x JOIN entries e ON e.entry_id = x.entry_id OR e.reverses = x.entry_id
JOIN postings p ON p.entry_id = e.entry_id JOIN accounts a USING (account_id);
CREATE VIEW grant_money WITH (security_invoker = true) AS
SELECT g.grant_id, g.currency,
  coalesce(sum(p.amount_minor) FILTER (WHERE p.kind = 'commitments'), 0)::bigint AS agreed_minor,
  coalesce(sum(p.amount_minor) FILTER (WHERE p.kind = 'disbursements' AND p.entry_kind <> 'grant_recovery'), 0)::bigint AS paid_minor,
  coalesce(sum(p.amount_minor) FILTER (WHERE p.kind = 'spent'), 0)::bigint AS accepted_minor,
  coalesce(-sum(p.amount_minor) FILTER (WHERE p.kind = 'recoveries'), 0)::bigint AS returned_minor,
  coalesce(-sum(p.amount_minor) FILTER (WHERE p.kind = 'unallocated'), 0)::bigint AS unallocated_minor
FROM grants g LEFT JOIN grant_postings p USING (grant_id) GROUP BY g.grant_id, g.currency;

CREATE VIEW grant_states WITH (security_invoker = true) AS
SELECT DISTINCT ON (grant_id) grant_id, to_state AS state, step, on_day FROM grant_steps ORDER BY grant_id, step DESC;
CREATE VIEW tranche_states WITH (security_invoker = true) AS
SELECT DISTINCT ON (grant_id, tranche) grant_id, tranche, to_state AS state, step, on_day, recorded_by, decision_id
FROM tranche_steps ORDER BY grant_id, tranche, step DESC;
CREATE VIEW grant_report_states WITH (security_invoker = true) AS
SELECT DISTINCT ON (grant_id, report) grant_id, report, to_state AS state, step, on_day, recorded_by
FROM grant_report_steps ORDER BY grant_id, report, step DESC;

-- 11. Requests that were done, so that a repeat does nothing and another request under the same key is refused.
CREATE TABLE grant_requests (
  source text NOT NULL CONSTRAINT source_is_named CHECK (source <> ''),
  idempotency_key text NOT NULL CONSTRAINT key_is_bounded CHECK (length(idempotency_key) BETWEEN 1 AND 255),
  body_hash bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(body_hash) = 32),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (source, idempotency_key)
);
CALL make_append_only('grant_requests');

GRANT SELECT ON grants, grant_steps, grant_agreements, grant_budget_lines, grant_tranches, tranche_conditions,
  grant_reports, tranche_steps, grant_report_steps, grant_report_lines, condition_findings, grant_waivers, grant_in_kind,
  grant_cofunding, grant_documents, grant_recoveries, grant_entries, grant_postings, grant_money, grant_states,
  tranche_states, grant_report_states, grant_requests TO tadamun_app;
GRANT INSERT (code, fund_id, grantee_id, funder_id, programme_id, name_ar, name_fr, name_en, purpose, currency, restricted,
  first_on, last_on, submitted_on, requested_minor, own_cash_minor, own_in_kind_minor, others_minor, project_cost_minor,
  members, members_youth_or_women, policy_id) ON grants TO tadamun_app;
GRANT INSERT (grant_id, step, from_state, to_state, on_day, reason, recorded_by, decision_id) ON grant_steps TO tadamun_app;
GRANT INSERT (grant_id, version, amount_minor, signed_on, signed_by, max_overspend_bp) ON grant_agreements TO tadamun_app;
GRANT INSERT ON grant_budget_lines, grant_tranches, tranche_conditions, grant_reports, grant_report_lines, grant_waivers,
  grant_entries TO tadamun_app;
GRANT INSERT (grant_id, tranche, step, from_state, to_state, on_day, reason, recorded_by, decision_id) ON tranche_steps
  TO tadamun_app;
GRANT INSERT (grant_id, report, step, from_state, to_state, on_day, reason, recorded_by, submitted_by)
  ON grant_report_steps TO tadamun_app;
GRANT INSERT (grant_id, version, tranche, condition, assessed_on, assessed_by, met, sentence, policy_id, run_id,
  results_sha256, score, lower_bound, upper_bound, coverage, score_status) ON condition_findings TO tadamun_app;
GRANT INSERT (grant_id, grantee_id, evidence, item, quantity, unit_value_minor, valuation_basis, received_on, recorded_by)
  ON grant_in_kind TO tadamun_app;
GRANT INSERT (grant_id, evidence, giver, stage, amount_minor, on_day, recorded_by) ON grant_cofunding TO tadamun_app;
GRANT INSERT (grant_id, document, kind, title, sha256, on_day, recorded_by) ON grant_documents TO tadamun_app;
GRANT INSERT (grant_id, recovery, cause, amount_minor, due_on, recorded_by) ON grant_recoveries TO tadamun_app;
GRANT INSERT (source, idempotency_key, body_hash) ON grant_requests TO tadamun_app;
GRANT EXECUTE ON FUNCTION lock_grants TO tadamun_app;
