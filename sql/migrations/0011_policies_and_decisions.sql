-- Policies: every number of doctrine or law, as files with their authority. Decisions: what one person asks for and
-- another approves.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE decisions (
  decision_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL REFERENCES decision_kinds,
  -- What it is about, such as `entry:712`.
  subject text NOT NULL CONSTRAINT subject_is_bounded CHECK (length(subject) BETWEEN 1 AND 200),
  -- What exactly is asked for: a JSON object, word for word; what is done later must have its hash.
  body text NOT NULL CONSTRAINT body_is_an_object CHECK (jsonb_typeof(body::jsonb) = 'object'),
  body_sha256 bytea NOT NULL CONSTRAINT hash_is_the_bodys CHECK (body_sha256 = sha256(convert_to(body, 'UTF8'))),
  policy_id bigint,
  requested_by text NOT NULL CONSTRAINT requester_is_named CHECK (
    length(requested_by) BETWEEN 1 AND 100 AND btrim(requested_by) = requested_by),
  requested_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (decision_id, requested_by)
);
CREATE INDEX decisions_on_a_subject ON decisions (subject, decision_id);
CALL make_append_only('decisions');
GRANT SELECT ON decisions TO tadamun_app;
GRANT INSERT (kind, subject, body, body_sha256, policy_id, requested_by) ON decisions TO tadamun_app;

-- The second person's answer: one a decision, final, and never the first person's.
CREATE TABLE decision_verdicts (
  decision_id bigint PRIMARY KEY,
  requested_by text NOT NULL,
  outcome text NOT NULL CONSTRAINT outcome_is_known CHECK (outcome IN ('approved', 'refused')),
  decided_by text NOT NULL CONSTRAINT decider_is_named CHECK (
    length(decided_by) BETWEEN 1 AND 100 AND btrim(decided_by) = decided_by),
  reason text NOT NULL DEFAULT '',
  decided_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (decision_id, requested_by) REFERENCES decisions (decision_id, requested_by),
  CONSTRAINT maker_is_not_checker CHECK (lower(decided_by) <> lower(requested_by)),
  CONSTRAINT refusal_has_a_reason CHECK (outcome = 'approved' OR reason <> '')
);
CALL make_append_only('decision_verdicts');
GRANT SELECT ON decision_verdicts TO tadamun_app;
GRANT INSERT (decision_id, requested_by, outcome, decided_by, reason) ON decision_verdicts TO tadamun_app;

CREATE TABLE policies (
  policy_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL CONSTRAINT code_is_a_code CHECK (is_code(code)),
  version integer NOT NULL CONSTRAINT version_counts_from_one CHECK (version >= 1),
  -- The kind of money it is for; none: the books of every kind.
  instrument text CONSTRAINT instrument_is_known CHECK (instrument IN (
    'grant', 'crowdfunding', 'zakat', 'waqf', 'operating')),
  status text NOT NULL CONSTRAINT status_is_known CHECK (status IN ('confirmed', 'to_be_confirmed')),
  authority text NOT NULL CONSTRAINT authority_is_named CHECK (authority <> ''),
  source text NOT NULL CONSTRAINT source_is_named CHECK (source <> ''),
  -- The file, word for word.
  body text NOT NULL,
  sha256 bytea NOT NULL UNIQUE CONSTRAINT hash_is_the_bodys CHECK (sha256 = sha256(convert_to(body, 'UTF8'))),
  stored_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_policy_a_version UNIQUE (code, version)
);
CALL make_append_only('policies');
GRANT SELECT ON policies TO tadamun_app;
GRANT INSERT (code, version, instrument, status, authority, source, body, sha256) ON policies TO tadamun_app;

-- From which day a version is in force: once two persons said so.
CREATE TABLE policy_adoptions (
  decision_id bigint PRIMARY KEY REFERENCES decisions,
  policy_id bigint NOT NULL REFERENCES policies,
  first_on date NOT NULL CONSTRAINT adopted_in_living_memory CHECK (first_on BETWEEN DATE '1990-01-01' AND DATE '2100-12-31')
);
CREATE INDEX adoptions_of_a_policy ON policy_adoptions (policy_id, first_on);
CALL make_append_only('policy_adoptions');
GRANT SELECT, INSERT ON policy_adoptions TO tadamun_app;

ALTER TABLE decisions ADD FOREIGN KEY (policy_id) REFERENCES policies;
ALTER TABLE entries ADD COLUMN decision_id bigint REFERENCES decisions, ADD COLUMN policy_id bigint REFERENCES policies;
GRANT INSERT (decision_id, policy_id) ON entries TO tadamun_app;
CREATE INDEX entries_of_a_decision ON entries (decision_id) WHERE decision_id IS NOT NULL;

-- An entry stands on the decision it names only when that one is approved; kinds that need one name one of their kind.
CREATE FUNCTION refuse_undecided_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  needed text;
BEGIN
  SELECT k.decision_kind INTO needed FROM entry_kinds k WHERE k.kind = NEW.kind;
  IF NEW.decision_id IS NULL AND needed IS NULL THEN RETURN NEW; END IF;
  IF NOT EXISTS (
    SELECT FROM decisions d JOIN decision_verdicts v USING (decision_id)
    WHERE d.decision_id = NEW.decision_id AND v.outcome = 'approved' AND d.kind = coalesce(needed, d.kind))
  THEN
    RAISE EXCEPTION 'an entry of kind % stands on no approved decision', NEW.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_stands_on_approval', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER entry_stands_on_approval BEFORE INSERT ON entries
  FOR EACH ROW EXECUTE FUNCTION refuse_undecided_entry();
