-- Who takes part: cooperatives, unions, associations, social enterprises, funders, coaching centres.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE actors (
  actor_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  -- public_body and other_organisation are what imported data name without being one of the first six.
  kind text NOT NULL CONSTRAINT kind_is_known CHECK (kind IN (
    'cooperative', 'union', 'association', 'social_enterprise', 'funder', 'coaching_centre',
    'public_body', 'other_organisation')),
  name_ar text, name_fr text, name_en text,
  region_code text REFERENCES regions,
  province_code text,
  commune_code text,
  version integer NOT NULL DEFAULT 1 CONSTRAINT version_counts_from_one CHECK (version >= 1),
  registered_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_name_at_least CHECK (num_nonnulls(name_ar, name_fr, name_en) >= 1),
  CONSTRAINT names_are_not_blank CHECK (
    btrim(coalesce(name_ar, 'x')) <> '' AND btrim(coalesce(name_fr, 'x')) <> '' AND btrim(coalesce(name_en, 'x')) <> ''),
  CONSTRAINT province_names_its_region CHECK (province_code IS NULL OR region_code IS NOT NULL),
  CONSTRAINT commune_names_its_province CHECK (commune_code IS NULL OR province_code IS NOT NULL),
  FOREIGN KEY (province_code, region_code) REFERENCES provinces (province_code, region_code),
  FOREIGN KEY (commune_code, province_code) REFERENCES communes (commune_code, province_code),
  -- The target of memberships: a union's kind can't change while somebody is its member.
  UNIQUE (actor_id, kind)
);
GRANT SELECT ON actors TO tadamun_app;
GRANT INSERT (code, kind, name_ar, name_fr, name_en, region_code, province_code, commune_code) ON actors TO tadamun_app;
GRANT UPDATE (kind, name_ar, name_fr, name_en, region_code, province_code, commune_code, version) ON actors TO tadamun_app;

-- How others know an actor. A cooperative's register entry is court/number/year (law 112-12: local registers are kept
-- by the clerks of first-instance courts); ICE has fifteen digits.
CREATE TABLE actor_identifiers (
  actor_id bigint NOT NULL REFERENCES actors,
  scheme text NOT NULL CONSTRAINT scheme_is_known CHECK (scheme IN ('coop_register', 'ice', 'rc', 'odco', 'iati_org', 'org_id')),
  value text NOT NULL CONSTRAINT value_is_not_blank CHECK (btrim(value) <> ''),
  PRIMARY KEY (scheme, value),
  CONSTRAINT ice_has_fifteen_digits CHECK (scheme <> 'ice' OR value ~ '^[0-9]{15}$'),
  CONSTRAINT register_is_court_number_year CHECK (scheme <> 'coop_register' OR value ~ '^[^/]+/[0-9]+/[0-9]{4}$')
);
CREATE INDEX identifiers_of_an_actor ON actor_identifiers (actor_id);
GRANT SELECT, INSERT, DELETE ON actor_identifiers TO tadamun_app;

-- Membership of an actor in a union over a period; an open end is NULL.
CREATE TABLE memberships (
  membership_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  member_id bigint NOT NULL REFERENCES actors,
  union_id bigint NOT NULL,
  union_kind text NOT NULL GENERATED ALWAYS AS ('union') STORED,
  first_on date NOT NULL,
  last_on date,
  CONSTRAINT period_not_reversed CHECK (last_on IS NULL OR last_on >= first_on),
  CONSTRAINT nobody_joins_itself CHECK (member_id <> union_id),
  CONSTRAINT only_unions_have_members FOREIGN KEY (union_id, union_kind) REFERENCES actors (actor_id, kind),
  CONSTRAINT memberships_do_not_overlap EXCLUDE USING gist (
    member_id WITH =, union_id WITH =, daterange(first_on, last_on, '[]') WITH &&)
);
CREATE INDEX members_of_a_union ON memberships (union_id);
GRANT SELECT ON memberships TO tadamun_app;
GRANT INSERT (member_id, union_id, first_on, last_on) ON memberships TO tadamun_app;
GRANT UPDATE (last_on) ON memberships TO tadamun_app;

-- A union may join a union, but never, at any one time, be its own member through others.
CREATE FUNCTION refuse_membership_cycle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  -- 1. Two unions that join each other at the same moment would each see no cycle: one writer at a time.
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun memberships', 0));
  -- 2. Climb from the joined union through memberships that hold at a common time.
  IF EXISTS (
    WITH RECURSIVE above (actor_id, span) AS (
      SELECT NEW.union_id, daterange(NEW.first_on, NEW.last_on, '[]')
      UNION
      SELECT m.union_id, a.span * daterange(m.first_on, m.last_on, '[]')
      FROM above a JOIN memberships m ON m.member_id = a.actor_id
        AND daterange(m.first_on, m.last_on, '[]') && a.span)
    SELECT FROM above WHERE actor_id = NEW.member_id)
  THEN
    RAISE EXCEPTION 'membership_cycle: actor % would be a member of itself', NEW.member_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'memberships_have_no_cycle', TABLE = 'memberships', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER memberships_have_no_cycle AFTER INSERT OR UPDATE ON memberships
  FOR EACH ROW EXECUTE FUNCTION refuse_membership_cycle();
