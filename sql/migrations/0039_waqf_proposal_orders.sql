-- Lines of an approved proposal out of a waqf's yield that were turned into orders: each once, to beneficiaries of the
-- deed. An order is asked for like any other: another person approves it, and the waqf's rules hold when it is paid.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE waqf_proposal_orders (
  proposal_id bigint NOT NULL,
  actor_id bigint NOT NULL,
  waqf_id bigint NOT NULL REFERENCES waqfs,
  beneficiary text NOT NULL,
  amount_minor bigint NOT NULL CONSTRAINT amount_positive CHECK (amount_minor > 0),
  -- The order's code; its payment is the row of waqf_payouts with the same.
  code text NOT NULL UNIQUE CONSTRAINT code_is_a_code CHECK (is_code(code)),
  decision_id bigint NOT NULL UNIQUE REFERENCES decisions,
  ordered_by text NOT NULL CONSTRAINT orderer_is_named CHECK (btrim(ordered_by) <> ''),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_share_is_ordered_once PRIMARY KEY (proposal_id, actor_id, beneficiary),
  FOREIGN KEY (actor_id, proposal_id) REFERENCES proposal_lines (actor_id, proposal_id)
);
CALL make_append_only('waqf_proposal_orders');
GRANT SELECT ON waqf_proposal_orders TO tadamun_app;
GRANT INSERT (proposal_id, actor_id, waqf_id, beneficiary, amount_minor, code, decision_id, ordered_by)
  ON waqf_proposal_orders TO tadamun_app;

-- Only an approved proposal is turned into orders, out of its waqf's own yield, each order for just what its decision
-- says, and together for just what the line pays, what was overridden counted.
CREATE FUNCTION refuse_false_waqf_order() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM proposals p JOIN proposal_lines l USING (proposal_id) JOIN waqfs w ON w.waqf_id = NEW.waqf_id
    JOIN decisions d ON d.decision_id = NEW.decision_id
    WHERE p.proposal_id = NEW.proposal_id AND l.actor_id = NEW.actor_id AND proposal_state(p.proposal_id) = 'approved'
      AND w.yield_fund_id = p.fund_id AND w.currency = p.currency
      AND d.kind = 'disbursement' AND d.subject = 'waqf_order:' || NEW.code AND d.body::jsonb ->> 'act' = 'share'
      AND d.body::jsonb ->> 'waqf' = w.code AND d.body::jsonb ->> 'beneficiary' = NEW.beneficiary
      AND d.body::jsonb ->> 'currency' = p.currency
      AND replace(d.body::jsonb ->> 'amount', '.', '')::bigint = NEW.amount_minor
      AND (SELECT sum(o.amount_minor) FROM waqf_proposal_orders o
        WHERE o.proposal_id = p.proposal_id AND o.actor_id = l.actor_id) = coalesce((
          SELECT o.amount_minor FROM proposal_overrides o JOIN override_approvals USING (override_id)
          WHERE o.proposal_id = p.proposal_id AND o.actor_id = l.actor_id ORDER BY o.override_id DESC LIMIT 1),
          l.amount_minor))
  THEN
    RAISE EXCEPTION 'order % is not what proposal % was approved for', NEW.code, NEW.proposal_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'order_is_the_proposals', TABLE = 'waqf_proposal_orders', SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER order_is_the_proposals AFTER INSERT ON waqf_proposal_orders DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_false_waqf_order();
