-- A draft keeps why the groups of an indicator do not add up to everybody; by how much follows from its values when it is
-- submitted.
SET LOCAL search_path = tadamun, pg_temp;

CREATE TABLE report_draft_reasons (
  actor_id bigint NOT NULL,
  draft_id bigint NOT NULL,
  indicator text NOT NULL CONSTRAINT indicator_is_a_code CHECK (is_code(indicator)),
  reason text NOT NULL CONSTRAINT reason_is_bounded CHECK (btrim(reason) <> '' AND length(reason) <= 2000),
  PRIMARY KEY (actor_id, draft_id, indicator),
  FOREIGN KEY (actor_id, draft_id) REFERENCES report_drafts
);
GRANT SELECT, INSERT, DELETE ON report_draft_reasons TO tadamun_app;
CALL keep_within_reach('report_draft_reasons', 'tadamun.drafts', 'actor_id');
