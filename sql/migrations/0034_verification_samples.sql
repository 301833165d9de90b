-- Whom verifiers visit, drawn from a published seed, and the files that stand behind a report.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE verification_samples (
  sample_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  programme_id bigint NOT NULL REFERENCES programmes,
  period_id integer NOT NULL REFERENCES periods,
  -- The 64 bits of the seed, read as a signed number. Chosen by the service when it draws, never by who asks.
  seed bigint NOT NULL,
  random_count integer NOT NULL CONSTRAINT everybody_has_a_chance CHECK (random_count >= 1),
  risk_count integer NOT NULL CONSTRAINT risk_count_not_negative CHECK (risk_count >= 0),
  drawn_by text NOT NULL CONSTRAINT drawer_is_named CHECK (drawn_by <> ''),
  idempotency_key text NOT NULL CONSTRAINT key_is_bounded CHECK (length(idempotency_key) BETWEEN 1 AND 255),
  drawn_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  CONSTRAINT samples_are_drawn_once UNIQUE (drawn_by, idempotency_key)
);
CALL make_append_only('verification_samples');
GRANT SELECT ON verification_samples TO tadamun_app;
GRANT INSERT (programme_id, period_id, seed, random_count, risk_count, drawn_by, idempotency_key)
  ON verification_samples TO tadamun_app;

-- Everybody who could be drawn, with the weight, and by which part who was: anybody can draw again.
CREATE TABLE verification_sample_frame (
  sample_id bigint NOT NULL REFERENCES verification_samples,
  actor_id bigint NOT NULL,
  report_id bigint NOT NULL,
  weight double precision NOT NULL CONSTRAINT weight_is_positive CHECK (weight > 0),
  part text CONSTRAINT part_is_known CHECK (part IN ('random', 'risk')),
  PRIMARY KEY (sample_id, actor_id),
  FOREIGN KEY (actor_id, report_id) REFERENCES reports
);
CALL make_append_only('verification_sample_frame');
GRANT SELECT, INSERT ON verification_sample_frame TO tadamun_app;

-- A file is kept by the hash of its content, outside of what is served; here is what is known of it.
CREATE TABLE evidence_files (
  sha256 bytea PRIMARY KEY CONSTRAINT hash_is_sha256 CHECK (octet_length(sha256) = 32),
  media_type text NOT NULL CONSTRAINT type_is_known CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
  byte_count bigint NOT NULL CONSTRAINT size_is_bounded CHECK (byte_count BETWEEN 1 AND 10485760),
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CALL make_append_only('evidence_files');
GRANT SELECT ON evidence_files TO tadamun_app;
GRANT INSERT (sha256, media_type, byte_count) ON evidence_files TO tadamun_app;

CREATE TABLE report_evidence (
  actor_id bigint NOT NULL,
  report_id bigint NOT NULL,
  sha256 bytea NOT NULL REFERENCES evidence_files,
  name text NOT NULL CONSTRAINT name_is_bounded CHECK (length(btrim(name)) BETWEEN 1 AND 200),
  attached_by text NOT NULL CONSTRAINT attacher_is_named CHECK (attached_by <> ''),
  attached_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  PRIMARY KEY (actor_id, report_id, sha256),
  FOREIGN KEY (actor_id, report_id) REFERENCES reports
);
CALL make_append_only('report_evidence');
GRANT SELECT ON report_evidence TO tadamun_app;
GRANT INSERT (actor_id, report_id, sha256, name, attached_by) ON report_evidence TO tadamun_app;
