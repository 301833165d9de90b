-- What a cluster must have before the first migration: the roles, and the owner's right to create in this
-- database. Run by an administrator, as often as one likes.
--
--   tadamun_owner  owns every object and cannot log in: migrations become it, nothing else does.
--   tadamun_app    what serve, work and the commands run as. It owns nothing and can't change a posted row.
--   tadamun_donors reads who the payers of zakat are; cannot log in and is granted only to persons who need it.
DO $$
BEGIN
  -- 1. Two programs may start on a new cluster at the same moment: the lock makes the second one wait and find the roles.
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun bootstrap', 0));
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tadamun_owner') THEN
    CREATE ROLE tadamun_owner NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tadamun_app') THEN
    CREATE ROLE tadamun_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tadamun_donors') THEN
    CREATE ROLE tadamun_donors NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
  -- 2. An administrator who is not a superuser must be a member to become the roles.
  IF NOT pg_has_role(current_user, 'tadamun_owner', 'MEMBER') THEN
    EXECUTE format('GRANT tadamun_owner TO %I', current_user);
  END IF;
  IF NOT pg_has_role(current_user, 'tadamun_app', 'MEMBER') THEN
    EXECUTE format('GRANT tadamun_app TO %I', current_user);
  END IF;
  -- 3. This database. Granting a right that is there already would still write: two tests at once would then collide.
  IF NOT has_database_privilege('tadamun_owner', current_database(), 'CREATE') THEN
    EXECUTE format('GRANT CREATE ON DATABASE %I TO tadamun_owner', current_database());
  END IF;
END
$$;
