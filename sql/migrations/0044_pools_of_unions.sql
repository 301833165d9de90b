-- What comes to a union for its members is shared by percentages that the union agreed on: two persons, from a day on,
-- to the minor unit, each contribution once.
SET LOCAL search_path = tadamun, pg_temp;

INSERT INTO decision_kinds (kind, meaning) VALUES
  ('pool_agreement', 'How a union shares what comes to it for its members.');
INSERT INTO entry_kinds (kind, stage, decision_kind, meaning) VALUES
  ('pool_share', 'allocation', 'pool_agreement', 'What came to a union for its members, set aside for each by its agreed share.');

-- 1. Agreements. One is in force from its first day on, once its decision is approved, until a later one is.
CREATE TABLE pool_agreements (
  agreement_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  union_id bigint NOT NULL REFERENCES actors,
  first_on date NOT NULL CONSTRAINT agreed_in_living_memory CHECK (first_on BETWEEN DATE '1990-01-01' AND DATE '2100-12-31'),
  decision_id bigint NOT NULL UNIQUE REFERENCES decisions
);
CREATE INDEX agreements_of_a_union ON pool_agreements (union_id, first_on);
-- In the order in which they were agreed: of equal remainders the earlier share is rounded up.
CREATE TABLE pool_agreement_shares (
  agreement_id bigint NOT NULL REFERENCES pool_agreements,
  position smallint NOT NULL CONSTRAINT position_fits_an_entry CHECK (position BETWEEN 1 AND 199),
  member_id bigint NOT NULL REFERENCES actors,
  share_bp integer NOT NULL CONSTRAINT share_is_a_part CHECK (share_bp BETWEEN 1 AND 10000),
  PRIMARY KEY (agreement_id, position),
  CONSTRAINT one_share_a_member UNIQUE (agreement_id, member_id)
);
CALL make_append_only('pool_agreements');
CALL make_append_only('pool_agreement_shares');
GRANT SELECT ON pool_agreements, pool_agreement_shares TO tadamun_app;
GRANT INSERT (code, union_id, first_on, decision_id) ON pool_agreements TO tadamun_app;
GRANT INSERT ON pool_agreement_shares TO tadamun_app;

CREATE FUNCTION check_pool_agreement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  said text;
BEGIN
  IF NOT EXISTS (SELECT FROM pool_agreements g JOIN actors u ON u.actor_id = g.union_id
    WHERE g.agreement_id = NEW.agreement_id AND u.kind = 'union')
  THEN
    said := 'only_unions_pool';
  ELSIF (SELECT coalesce(sum(s.share_bp), 0) FROM pool_agreement_shares s WHERE s.agreement_id = NEW.agreement_id) <> 10000 THEN
    said := 'agreed_shares_are_whole';
  ELSIF EXISTS (SELECT FROM pool_agreements g JOIN pool_agreement_shares s USING (agreement_id)
    WHERE g.agreement_id = NEW.agreement_id AND s.member_id = g.union_id)
  THEN
    said := 'unions_pool_for_others';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'the agreement % is none: %', NEW.agreement_id, said
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'pool_agreements', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER agreements_are_whole AFTER INSERT ON pool_agreements DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_pool_agreement();
CREATE CONSTRAINT TRIGGER agreements_are_whole AFTER INSERT ON pool_agreement_shares DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_pool_agreement();

-- 2. Distributions: one entry that came to the union, shared by one entry.
CREATE TABLE pool_distributions (
  distribution_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  agreement_id bigint NOT NULL REFERENCES pool_agreements,
  pooled_entry_id bigint NOT NULL REFERENCES entries,
  fund_id bigint NOT NULL REFERENCES funds,
  currency char(3) NOT NULL CONSTRAINT currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  shared_on date NOT NULL,
  entry_id bigint NOT NULL CONSTRAINT one_entry_a_distribution UNIQUE REFERENCES entries
);
CREATE INDEX distributions_of_an_entry ON pool_distributions (pooled_entry_id);
CREATE TABLE pool_distribution_shares (
  distribution_id bigint NOT NULL REFERENCES pool_distributions,
  position smallint NOT NULL,
  member_id bigint NOT NULL REFERENCES actors,
  amount_minor bigint NOT NULL CONSTRAINT amount_not_negative CHECK (amount_minor >= 0),
  PRIMARY KEY (distribution_id, position)
);
CALL make_append_only('pool_distributions');
CALL make_append_only('pool_distribution_shares');
GRANT SELECT ON pool_distributions, pool_distribution_shares TO tadamun_app;
GRANT INSERT (code, agreement_id, pooled_entry_id, fund_id, currency, amount_minor, shared_on, entry_id)
  ON pool_distributions TO tadamun_app;
GRANT INSERT ON pool_distribution_shares TO tadamun_app;

-- What stands of a contribution is shared once: two at a time wait for each other. A distribution that was reversed does
-- not count.
CREATE FUNCTION refuse_second_pool_distribution() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  said text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun pooled entry ' || NEW.pooled_entry_id, 0));
  IF EXISTS (SELECT FROM pool_distributions d WHERE d.pooled_entry_id = NEW.pooled_entry_id AND d.fund_id = NEW.fund_id
    AND d.currency = NEW.currency AND NOT EXISTS (SELECT FROM entries r WHERE r.reverses = d.entry_id))
  THEN
    said := 'pooled_money_is_shared_once';
  ELSIF EXISTS (SELECT FROM entries r WHERE r.entry_id = NEW.pooled_entry_id AND r.reverses IS NOT NULL
      OR r.reverses = NEW.pooled_entry_id)
    OR NEW.amount_minor IS DISTINCT FROM (
      SELECT sum(p.amount_minor) FROM postings p JOIN accounts a USING (account_id)
        JOIN pool_agreements g ON g.agreement_id = NEW.agreement_id
      WHERE p.entry_id = NEW.pooled_entry_id AND a.kind = 'cash' AND a.actor_id = g.union_id AND p.fund_id = NEW.fund_id
        AND p.currency = NEW.currency)
  THEN
    said := 'pooled_money_came_to_the_union';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'the entry % is not shared: %', NEW.pooled_entry_id, said
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'pool_distributions', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER pooled_money_is_shared_once BEFORE INSERT ON pool_distributions
  FOR EACH ROW EXECUTE FUNCTION refuse_second_pool_distribution();

-- 3. At the end of the transaction: each member's share is its agreed part, rounded up or down, all of them are what is
-- shared, and the entry says just that.
CREATE FUNCTION check_pool_distribution() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  shared record;
  said text;
BEGIN
  SELECT d.*, g.union_id, g.decision_id INTO STRICT shared
  FROM pool_distributions d JOIN pool_agreements g USING (agreement_id) WHERE d.distribution_id = NEW.distribution_id;
  IF EXISTS (
      SELECT FROM (SELECT * FROM pool_agreement_shares WHERE agreement_id = shared.agreement_id) s
      FULL JOIN (SELECT * FROM pool_distribution_shares WHERE distribution_id = shared.distribution_id) x USING (position)
      WHERE s.member_id IS DISTINCT FROM x.member_id
        OR abs(x.amount_minor::numeric * 10000 - shared.amount_minor::numeric * s.share_bp) >= 10000)
    OR (SELECT sum(x.amount_minor) FROM pool_distribution_shares x WHERE x.distribution_id = shared.distribution_id)
      IS DISTINCT FROM shared.amount_minor
  THEN
    said := 'shares_are_as_agreed';
  ELSIF NOT EXISTS (SELECT FROM entries e WHERE e.entry_id = shared.entry_id AND e.kind = 'pool_share'
      AND e.decision_id = shared.decision_id)
    OR EXISTS (
      SELECT FROM (SELECT a.actor_id, sum(p.amount_minor) AS minor FROM postings p JOIN accounts a USING (account_id)
        WHERE p.entry_id = shared.entry_id AND a.kind = 'cash' AND p.fund_id = shared.fund_id
          AND p.currency = shared.currency GROUP BY a.actor_id) p
      FULL JOIN (SELECT x.member_id AS actor_id, x.amount_minor AS minor FROM pool_distribution_shares x
        WHERE x.distribution_id = shared.distribution_id AND x.amount_minor > 0
        UNION ALL SELECT shared.union_id, -shared.amount_minor) s USING (actor_id)
      WHERE p.minor IS DISTINCT FROM s.minor)
    OR (SELECT count(*) FROM postings p WHERE p.entry_id = shared.entry_id) <> 1 + (
      SELECT count(*) FROM pool_distribution_shares x
      WHERE x.distribution_id = shared.distribution_id AND x.amount_minor > 0)
  THEN
    said := 'pool_entry_is_its_distribution';
  END IF;
  IF said IS NOT NULL THEN
    RAISE EXCEPTION 'the distribution % is not as agreed: %', shared.code, said
      USING ERRCODE = 'check_violation', CONSTRAINT = said, TABLE = 'pool_distributions', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER distributions_are_as_agreed AFTER INSERT ON pool_distributions DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_pool_distribution();
CREATE CONSTRAINT TRIGGER distributions_are_as_agreed AFTER INSERT ON pool_distribution_shares
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_pool_distribution();

CREATE FUNCTION refuse_loose_pool_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pool_distributions d WHERE d.entry_id = NEW.entry_id) THEN
    RAISE EXCEPTION 'an entry that shares a pool is about a distribution'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'pool_entry_is_its_distribution', TABLE = 'entries', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER pool_entries_have_their_distribution AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind = 'pool_share') EXECUTE FUNCTION refuse_loose_pool_entry();
