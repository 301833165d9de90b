-- Who may do what: people with accounts, their roles, how they prove who they are, and the record of what touches
-- security. People here are those who work with the service; nobody who benefits from a programme is a row anywhere.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE people (
  person_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The name somebody signs in by, folded so that it is there once.
  email text NOT NULL CONSTRAINT email_is_taken UNIQUE
    CONSTRAINT email_is_folded CHECK (email = lower(btrim(email)))
    CONSTRAINT email_is_an_address CHECK (email ~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+$' AND length(email) <= 254),
  display_name text NOT NULL CONSTRAINT display_name_is_bounded CHECK (length(btrim(display_name)) BETWEEN 1 AND 300),
  language text NOT NULL DEFAULT 'fr' CONSTRAINT language_is_known CHECK (language IN ('ar', 'fr', 'en')),
  registered_at timestamptz NOT NULL DEFAULT now(),
  -- Somebody who left: nothing of theirs is deleted, and nothing lets them in.
  blocked_at timestamptz
);
GRANT SELECT ON people TO tadamun_app;
GRANT INSERT (email, display_name, language), UPDATE (display_name, language, blocked_at) ON people TO tadamun_app;

-- Roles with validity. A reporter acts for one actor; the others act for nobody in particular.
CREATE TABLE role_grants (
  grant_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people,
  role text NOT NULL CONSTRAINT role_is_known CHECK (role IN ('reporter', 'verifier', 'approver', 'funder', 'auditor', 'operator', 'donor_keeper')),
  actor_id bigint REFERENCES actors,
  first_on date NOT NULL,
  last_on date,
  granted_by text NOT NULL CONSTRAINT granter_is_named CHECK (granted_by <> ''),
  granted_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT period_not_reversed CHECK (last_on IS NULL OR last_on >= first_on),
  CONSTRAINT only_reporters_act_for_an_organisation CHECK ((role = 'reporter') = (actor_id IS NOT NULL)),
  CONSTRAINT roles_do_not_overlap EXCLUDE USING gist (
    person_id WITH =, role WITH =, (coalesce(actor_id, 0)) WITH =, daterange(first_on, last_on, '[]') WITH &&)
);
GRANT SELECT ON role_grants TO tadamun_app;
GRANT INSERT (person_id, role, actor_id, first_on, last_on, granted_by), UPDATE (last_on) ON role_grants TO tadamun_app;

-- scrypt with its parameters; the latest of a person counts, and setting another one leaves the trace of the first.
CREATE TABLE passwords (
  person_id bigint NOT NULL REFERENCES people,
  set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  salt bytea NOT NULL CONSTRAINT salt_is_long CHECK (octet_length(salt) >= 16),
  hash bytea NOT NULL CONSTRAINT hash_has_32_bytes CHECK (octet_length(hash) = 32),
  rounds integer NOT NULL CONSTRAINT rounds_are_a_cost CHECK (rounds >= 1024),
  block_size smallint NOT NULL CONSTRAINT block_size_is_positive CHECK (block_size >= 1),
  parallelism smallint NOT NULL CONSTRAINT parallelism_is_positive CHECK (parallelism >= 1),
  PRIMARY KEY (person_id, set_at)
);
CALL make_append_only('passwords');
GRANT SELECT ON passwords TO tadamun_app;
GRANT INSERT (person_id, salt, hash, rounds, block_size, parallelism) ON passwords TO tadamun_app;

-- What a browser holds is a random secret; here is only its SHA-256, so that a copy of the database opens no session.
CREATE TABLE sessions (
  session_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people,
  secret_sha256 bytea NOT NULL UNIQUE CONSTRAINT hash_is_sha256 CHECK (octet_length(secret_sha256) = 32),
  began_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  -- Whether a second factor was shown when it began.
  has_second_factor boolean NOT NULL DEFAULT false,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT sessions_end CHECK (ends_at > began_at AND ends_at <= began_at + interval '24 hours')
);
CREATE INDEX sessions_of_a_person ON sessions (person_id) WHERE ended_at IS NULL;
GRANT SELECT ON sessions TO tadamun_app;
GRANT INSERT (person_id, secret_sha256, has_second_factor, ends_at), UPDATE (seen_at, ended_at) ON sessions TO tadamun_app;

-- Keys of programs. Shown once, kept by hash, bound in scope and time.
CREATE TABLE api_tokens (
  token_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people,
  label text NOT NULL CONSTRAINT label_is_bounded CHECK (length(btrim(label)) BETWEEN 1 AND 100),
  secret_sha256 bytea NOT NULL UNIQUE CONSTRAINT hash_is_sha256 CHECK (octet_length(secret_sha256) = 32),
  scope text NOT NULL CONSTRAINT scope_is_known CHECK (scope IN ('read', 'write')),
  issued_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT tokens_expire_within_a_year CHECK (expires_at > issued_at AND expires_at <= issued_at + interval '366 days')
);
CREATE INDEX tokens_of_a_person ON api_tokens (person_id);
GRANT SELECT ON api_tokens TO tadamun_app;
GRANT INSERT (person_id, label, secret_sha256, scope, expires_at), UPDATE (used_at, revoked_at) ON api_tokens TO tadamun_app;

-- Invitations and resets: a link that works once.
CREATE TABLE one_time_links (
  link_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people,
  purpose text NOT NULL CONSTRAINT purpose_is_known CHECK (purpose IN ('invitation', 'reset')),
  secret_sha256 bytea NOT NULL UNIQUE CONSTRAINT hash_is_sha256 CHECK (octet_length(secret_sha256) = 32),
  issued_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL CONSTRAINT links_expire_within_a_week CHECK (expires_at <= issued_at + interval '7 days'),
  used_at timestamptz
);
CREATE INDEX links_of_a_person ON one_time_links (person_id);
GRANT SELECT ON one_time_links TO tadamun_app;
GRANT INSERT (person_id, purpose, secret_sha256, expires_at), UPDATE (used_at) ON one_time_links TO tadamun_app;

-- A link is used once: the row says when, and the first time stands.
CREATE FUNCTION refuse_second_use() RETURNS trigger
LANGUAGE plpgsql SET search_path = tadamun, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the link was used already'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'links_work_once', TABLE = 'one_time_links', SCHEMA = 'tadamun';
END
$$;
CREATE TRIGGER links_work_once BEFORE UPDATE ON one_time_links
  FOR EACH ROW WHEN (OLD.used_at IS NOT NULL) EXECUTE FUNCTION refuse_second_use();

-- The second factor: a secret sealed with a key that is not in the database, and the last step that was accepted, so
-- that a code works once (RFC 6238).
CREATE TABLE second_factors (
  person_id bigint PRIMARY KEY REFERENCES people,
  sealed_secret bytea NOT NULL,
  confirmed_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0 CONSTRAINT steps_count_up CHECK (last_step >= 0)
);
GRANT SELECT, DELETE ON second_factors TO tadamun_app;
GRANT INSERT (person_id, sealed_secret), UPDATE (sealed_secret, confirmed_at, last_step) ON second_factors TO tadamun_app;

CREATE TABLE recovery_codes (
  person_id bigint NOT NULL REFERENCES people,
  code_sha256 bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(code_sha256) = 32),
  used_at timestamptz,
  PRIMARY KEY (person_id, code_sha256)
);
GRANT SELECT, DELETE ON recovery_codes TO tadamun_app;
GRANT INSERT (person_id, code_sha256), UPDATE (used_at) ON recovery_codes TO tadamun_app;

-- Tries to sign in, counted by account and by address. An account is kept as a hash: a name typed wrongly is no
-- person's, and a password typed there by mistake must not be readable.
CREATE TABLE sign_in_attempts (
  attempt_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_sha256 bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(account_sha256) = 32),
  address text NOT NULL,
  attempted_at timestamptz NOT NULL DEFAULT now(),
  succeeded boolean NOT NULL DEFAULT false
);
CREATE INDEX attempts_on_an_account ON sign_in_attempts (account_sha256, attempted_at);
CREATE INDEX attempts_from_an_address ON sign_in_attempts (address, attempted_at);
GRANT SELECT, DELETE ON sign_in_attempts TO tadamun_app;
GRANT INSERT (account_sha256, address), UPDATE (succeeded) ON sign_in_attempts TO tadamun_app;

-- What touches security, in a chain: each row carries the hash of the one before it, so that a row that was changed,
-- taken out or put in later breaks it. The head is one row, locked by the writer: numbers and hashes have one order.
CREATE TABLE security_events (
  sequence bigint PRIMARY KEY,
  previous_sha256 bytea NOT NULL CONSTRAINT chain_does_not_fork UNIQUE,
  sha256 bytea NOT NULL UNIQUE,
  recorded_at timestamptz NOT NULL,
  person_id bigint REFERENCES people,
  recorded_by text NOT NULL,
  kind text NOT NULL CONSTRAINT kind_is_a_code CHECK (is_code(kind)),
  subject text NOT NULL,
  detail jsonb NOT NULL
);
CREATE INDEX security_events_of_a_person ON security_events (person_id, sequence);
CALL make_append_only('security_events');
GRANT SELECT ON security_events TO tadamun_app;

CREATE TABLE security_chain (
  is_the_head boolean PRIMARY KEY DEFAULT true CONSTRAINT there_is_one_head CHECK (is_the_head),
  sequence bigint NOT NULL,
  sha256 bytea NOT NULL
);
INSERT INTO security_chain (sequence, sha256) VALUES (0, sha256('tadamun security events'));
GRANT SELECT ON security_chain TO tadamun_app;

-- The bytes a security event is hashed over; verification recomputes them.
CREATE FUNCTION security_event_bytes(
  previous bytea, number bigint, moment timestamptz, person bigint, recorder text, what text, about text, detail jsonb
) RETURNS bytea LANGUAGE sql IMMUTABLE SET search_path = tadamun, pg_temp AS $$
  SELECT previous || convert_to(jsonb_build_array(
    number, (extract(epoch FROM moment) * 1000000)::bigint, person, recorder, what, about, detail)::text, 'UTF8')
$$;

-- The only way to write one.
CREATE FUNCTION record_security_event(person bigint, recorder text, what text, about text, detail jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  head security_chain;
  moment timestamptz := clock_timestamp();
  hash bytea;
BEGIN
  SELECT * INTO head FROM security_chain FOR UPDATE;
  hash := sha256(security_event_bytes(head.sha256, head.sequence + 1, moment, person, recorder, what, about, detail));
  INSERT INTO security_events (sequence, previous_sha256, sha256, recorded_at, person_id, recorded_by, kind, subject, detail)
  VALUES (head.sequence + 1, head.sha256, hash, moment, person, recorder, what, about, detail);
  UPDATE security_chain SET sequence = head.sequence + 1, sha256 = hash;
  RETURN head.sequence + 1;
END
$$;
GRANT EXECUTE ON FUNCTION record_security_event TO tadamun_app;

-- The first event whose hash is not the one it should have, whose predecessor is another, or after which rows are
-- missing; NULL where the chain is whole.
CREATE FUNCTION broken_security_event() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
  WITH linked AS (
    SELECT e.*, lag(e.sha256, 1, sha256('tadamun security events')) OVER (ORDER BY e.sequence) AS expected_previous,
      row_number() OVER (ORDER BY e.sequence) AS position
    FROM security_events e)
  SELECT min(sequence) FROM (
    SELECT l.sequence FROM linked l
    WHERE l.previous_sha256 <> l.expected_previous OR l.sequence <> l.position
      OR l.sha256 <> sha256(security_event_bytes(
        l.previous_sha256, l.sequence, l.recorded_at, l.person_id, l.recorded_by, l.kind, l.subject, l.detail))
    UNION ALL
    SELECT c.sequence FROM security_chain c
    WHERE c.sequence > 0 AND NOT EXISTS (
      SELECT FROM security_events e WHERE e.sequence = c.sequence AND e.sha256 = c.sha256)) broken
$$;
GRANT EXECUTE ON FUNCTION broken_security_event TO tadamun_app;
