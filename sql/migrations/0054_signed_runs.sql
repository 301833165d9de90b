-- Runs whose manifest is signed, so that whoever has the public key can tell that a run is as it was published.
SET LOCAL search_path = tadamun, pg_temp;

-- Public keys of Ed25519; the private ones are in files outside the database. A key is named by the SHA-256 of its DER
-- form, whose first twelve bytes are the same for all (RFC 8410).
CREATE TABLE signing_keys (
  key_id text PRIMARY KEY,
  public_key bytea NOT NULL CONSTRAINT key_has_32_bytes CHECK (octet_length(public_key) = 32),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT key_is_named_by_its_hash
    CHECK (key_id = encode(sha256('\x302a300506032b6570032100'::bytea || public_key), 'hex'))
);
CALL make_append_only('signing_keys');
GRANT SELECT, INSERT ON signing_keys TO tadamun_app;

-- The manifest is kept as it was signed, byte by byte: hashes, parameters, seed, and counts a status.
CREATE TABLE run_signatures (
  run_id bigint PRIMARY KEY REFERENCES runs,
  key_id text NOT NULL REFERENCES signing_keys,
  manifest text NOT NULL CONSTRAINT manifest_is_bounded CHECK (length(manifest) BETWEEN 2 AND 65536),
  signature bytea NOT NULL CONSTRAINT signature_has_64_bytes CHECK (octet_length(signature) = 64),
  signed_at timestamptz NOT NULL DEFAULT now()
);
CALL make_append_only('run_signatures');
GRANT SELECT, INSERT ON run_signatures TO tadamun_app;
