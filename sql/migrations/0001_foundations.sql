-- The schema, what every table leans on, and the record of what happened.
CREATE SCHEMA tadamun AUTHORIZATION tadamun_owner;
REVOKE ALL ON SCHEMA tadamun FROM PUBLIC;
GRANT USAGE ON SCHEMA tadamun TO tadamun_app;
SET LOCAL search_path = tadamun, pg_temp;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA tadamun;

-- Functions are nobody's until they are granted.
ALTER DEFAULT PRIVILEGES FOR ROLE tadamun_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Refuses whatever statement its trigger stands on. A TRUNCATE passes row triggers by, so that append-only tables
-- carry this function twice, once a row and once a statement.
CREATE FUNCTION deny_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = tadamun, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: what is recorded there stays as it is', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege', HINT = 'Record a new fact that points to the old one.';
END
$$;

-- Makes a table append-only for everyone, its owner included, and under session_replication_role = replica too.
CREATE PROCEDURE make_append_only(target regclass)
LANGUAGE plpgsql SET search_path = tadamun, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION deny_change()', target);
  EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION deny_change()', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only_rows', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only_table', target);
END
$$;

-- A code that people type, put in URLs and print: no spaces, no look-alikes beyond ASCII.
CREATE FUNCTION is_code(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT value ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$'
$$;
GRANT EXECUTE ON FUNCTION is_code TO tadamun_app;

-- What happened, in the order it was recorded. The body holds what the event's kind needs to be understood later.
CREATE TABLE events (
  event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  recorded_by text NOT NULL CONSTRAINT recorder_is_named CHECK (recorded_by <> ''),
  kind text NOT NULL CONSTRAINT kind_is_a_code CHECK (is_code(kind)),
  subject text NOT NULL,
  body jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX events_of_a_subject ON events (subject, event_id);
CALL make_append_only('events');
GRANT SELECT ON events TO tadamun_app;
GRANT INSERT (recorded_by, kind, subject, body) ON events TO tadamun_app;
