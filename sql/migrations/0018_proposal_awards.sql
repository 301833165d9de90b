-- Lines of an approved proposal that became grants: each once.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE proposal_awards (
  proposal_id bigint NOT NULL,
  actor_id bigint NOT NULL,
  grant_id bigint NOT NULL UNIQUE REFERENCES grants,
  awarded_by text NOT NULL CONSTRAINT awarder_is_named CHECK (btrim(awarded_by) <> ''),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_line_is_awarded_once PRIMARY KEY (proposal_id, actor_id),
  FOREIGN KEY (actor_id, proposal_id) REFERENCES proposal_lines (actor_id, proposal_id),
  FOREIGN KEY (grant_id, actor_id) REFERENCES grants (grant_id, grantee_id)
);
CALL make_append_only('proposal_awards');
GRANT SELECT ON proposal_awards TO tadamun_app;
GRANT INSERT (proposal_id, actor_id, grant_id, awarded_by) ON proposal_awards TO tadamun_app;

-- Only an approved proposal is awarded, out of its own fund and for just its amount, what was overridden counted.
CREATE FUNCTION refuse_false_award() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM proposals p JOIN proposal_lines l USING (proposal_id) JOIN grants g ON g.grant_id = NEW.grant_id
    WHERE p.proposal_id = NEW.proposal_id AND l.actor_id = NEW.actor_id AND proposal_state(p.proposal_id) = 'approved'
      AND g.fund_id = p.fund_id AND g.currency = p.currency AND g.requested_minor = coalesce((
        SELECT o.amount_minor FROM proposal_overrides o JOIN override_approvals USING (override_id)
        WHERE o.proposal_id = p.proposal_id AND o.actor_id = l.actor_id ORDER BY o.override_id DESC LIMIT 1),
        l.amount_minor))
  THEN
    RAISE EXCEPTION 'grant % is not what proposal % was approved for', NEW.grant_id, NEW.proposal_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'award_is_the_proposals', TABLE = 'proposal_awards', SCHEMA = 'tadamun';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER award_is_the_proposals BEFORE INSERT ON proposal_awards FOR EACH ROW EXECUTE FUNCTION refuse_false_award();
