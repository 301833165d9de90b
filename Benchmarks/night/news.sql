-- Corrected reports of every twenty-fifth cooperative for the last quarter: each cell one larger.
SET search_path = tadamun;
SET session_replication_role = replica;
BEGIN;
WITH corrected AS (
  INSERT INTO reports (actor_id, programme_id, period_id, version, source, external_ref, body_hash, submitted_on)
  SELECT r.actor_id, r.programme_id, r.period_id, max(r.version) + 1, 'bench',
    format('%s-%s-%s', r.actor_id, r.period_id, max(r.version) + 1),
    sha256(format('%s-%s-%s', r.actor_id, r.period_id, max(r.version) + 1)::bytea), max(r.submitted_on)
  FROM reports r WHERE r.actor_id % 25 = 0 AND r.period_id = (SELECT max(period_id) FROM periods)
  GROUP BY r.actor_id, r.programme_id, r.period_id
  RETURNING *)
INSERT INTO report_values (actor_id, report_id, period_id, submitted_on, indicators, groups, declared, verified, verified_at)
SELECT c.actor_id, c.report_id, v.period_id, v.submitted_on, v.indicators, v.groups, n.numbers, n.numbers,
  array_fill(statement_timestamp(), ARRAY[cardinality(n.numbers)])
FROM corrected c JOIN reports r ON r.actor_id = c.actor_id AND r.period_id = c.period_id AND r.version = c.version - 1
JOIN report_values v ON v.actor_id = r.actor_id AND v.report_id = r.report_id
CROSS JOIN LATERAL (SELECT ARRAY(
  SELECT d + 1 FROM unnest(v.declared) WITH ORDINALITY u (d, place) ORDER BY place) AS numbers) n;
COMMIT;
-- What autovacuum has done by the next night.
VACUUM (ANALYZE) report_values, reports, actor_sheets, standing_blocks, kept_actors;
