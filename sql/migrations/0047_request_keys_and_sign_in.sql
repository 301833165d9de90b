-- Requests that made something, by the key that their sender gave them: a repeat gets the answer that the first one got.
SET LOCAL search_path = tadamun, pg_temp;

-- 1. The row is written in the transaction that makes the thing, so that there is never one without the other; the
-- answer follows once it is known, and stays. Answers that hold a secret are not kept. Keys are kept for good: one that
-- were forgotten would let a late repeat make the thing again.
CREATE TABLE request_keys (
  source text NOT NULL CONSTRAINT source_is_bounded CHECK (length(source) BETWEEN 1 AND 100),
  key text NOT NULL CONSTRAINT key_is_bounded CHECK (length(key) BETWEEN 1 AND 255),
  -- NULL while the service belongs to nobody.
  person_id bigint REFERENCES people,
  request_sha256 bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(request_sha256) = 32),
  carried_out_at timestamptz NOT NULL DEFAULT now(),
  status smallint CONSTRAINT status_says_success CHECK (status BETWEEN 200 AND 299),
  location text,
  tag text,
  body text CONSTRAINT body_is_bounded CHECK (length(body) <= 65536),
  PRIMARY KEY (source, key),
  CONSTRAINT answers_have_a_status CHECK (status IS NOT NULL OR num_nonnulls(location, tag, body) = 0)
);
CREATE INDEX request_keys_of_a_person ON request_keys (person_id);
GRANT SELECT ON request_keys TO tadamun_app;
GRANT INSERT (source, key, person_id, request_sha256), UPDATE (status, location, tag, body) ON request_keys TO tadamun_app;
ALTER TABLE request_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY within_reach ON request_keys USING (reaches('tadamun.accounts', coalesce(person_id, 0)));

CREATE FUNCTION refuse_second_answer() RETURNS trigger
LANGUAGE plpgsql SET search_path = tadamun, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the request was answered already'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'answers_stand', TABLE = 'request_keys', SCHEMA = 'tadamun';
END
$$;
CREATE TRIGGER answers_stand BEFORE UPDATE ON request_keys
  FOR EACH ROW WHEN (OLD.status IS NOT NULL) EXECUTE FUNCTION refuse_second_answer();

-- 2. Signing in at an issuer (OpenID Connect): what was begun, until it comes back, once; and whose subject is whose
-- account here.
CREATE TABLE issuer_sign_ins (
  state_sha256 bytea PRIMARY KEY CONSTRAINT hash_is_sha256 CHECK (octet_length(state_sha256) = 32),
  nonce text NOT NULL CONSTRAINT nonce_is_long CHECK (length(nonce) BETWEEN 43 AND 128),
  verifier text NOT NULL CONSTRAINT verifier_is_long CHECK (length(verifier) BETWEEN 43 AND 128),
  begun_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX issuer_sign_ins_by_age ON issuer_sign_ins (begun_at);
GRANT SELECT, DELETE ON issuer_sign_ins TO tadamun_app;
GRANT INSERT (state_sha256, nonce, verifier) ON issuer_sign_ins TO tadamun_app;

CREATE TABLE issuer_subjects (
  issuer text NOT NULL CONSTRAINT issuer_is_bounded CHECK (length(issuer) BETWEEN 1 AND 500),
  subject text NOT NULL CONSTRAINT subject_is_bounded CHECK (length(subject) BETWEEN 1 AND 255),
  person_id bigint NOT NULL REFERENCES people,
  linked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (issuer, subject),
  CONSTRAINT one_subject_a_person UNIQUE (issuer, person_id)
);
CREATE INDEX issuer_subjects_of_a_person ON issuer_subjects (person_id);
CALL make_append_only('issuer_subjects');
GRANT SELECT ON issuer_subjects TO tadamun_app;
GRANT INSERT (issuer, subject, person_id) ON issuer_subjects TO tadamun_app;
CALL keep_within_reach('issuer_subjects', 'tadamun.accounts', 'person_id');
