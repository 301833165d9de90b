-- The parts of outcomes that a proposal pays for where its programme claims less than the whole of them, as they were when
-- it was made: it recomputes the same whatever is claimed later.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE proposal_claim_shares (
  proposal_id bigint NOT NULL REFERENCES proposals,
  actor_id bigint NOT NULL,
  -- The framework's code of the indicator, and the target group's.
  indicator text NOT NULL CONSTRAINT indicator_is_a_code CHECK (is_code(indicator)),
  group_code text NOT NULL CONSTRAINT group_is_a_code CHECK (is_code(group_code)),
  share double precision NOT NULL CONSTRAINT share_is_less_than_one CHECK (share >= 0 AND share < 1),
  PRIMARY KEY (proposal_id, actor_id, indicator, group_code),
  FOREIGN KEY (actor_id, proposal_id) REFERENCES proposal_lines (actor_id, proposal_id)
);
CALL make_append_only('proposal_claim_shares');
GRANT SELECT, INSERT ON proposal_claim_shares TO tadamun_app;
