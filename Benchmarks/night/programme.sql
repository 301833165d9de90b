-- So many cooperatives that report twenty indicators each quarter from 2025 on, every value verified. The rows lie in the
-- order they come in: quarter after quarter, actor after actor. As superuser and without the guards of single rows, which
-- Benchmarks/imports measures.
SET search_path = tadamun;
SET client_min_messages = warning;
SET session_replication_role = replica;
INSERT INTO actors (code, kind, name_en) VALUES ('bench-funder', 'funder', 'Benchmark');
INSERT INTO actors (code, kind, name_en)
  SELECT format('bench-coop-%s', lpad(n::text, 7, '0')), 'cooperative', 'Benchmark' FROM generate_series(1, :actors) n;
INSERT INTO indicators (code, name_en, unit, kind, direction)
  SELECT format('bench-%s', lpad(n::text, 2, '0')), 'Benchmark', 'count', 'flow', 'up' FROM generate_series(1, 20) n;
INSERT INTO periods (first_on, last_on)
  SELECT f, (f + interval '3 months')::date - 1
  FROM (SELECT (DATE '2025-01-01' + make_interval(months => 3 * n))::date AS f FROM generate_series(0, :quarters - 1) n) q;
INSERT INTO programmes (code, name_en, funder_id, currency)
  SELECT 'bench', 'Benchmark', actor_id, 'MAD' FROM actors WHERE code = 'bench-funder';
INSERT INTO enrolments (programme_id, actor_id, first_on)
  SELECT p.programme_id, a.actor_id, DATE '2025-01-01' FROM programmes p, actors a
  WHERE p.code = 'bench' AND a.code LIKE 'bench-coop-%';
INSERT INTO reports (actor_id, programme_id, period_id, version, source, external_ref, body_hash, submitted_on)
  SELECT a.actor_id, p.programme_id, q.period_id, 1, 'bench', format('%s-%s', a.actor_id, q.period_id),
    sha256(format('%s-%s', a.actor_id, q.period_id)::bytea), q.last_on + 10
  FROM programmes p, actors a, periods q WHERE p.code = 'bench' AND a.code LIKE 'bench-coop-%'
  ORDER BY q.period_id, a.actor_id;
-- Whole numbers from 1 to 50,000 that look random, small ones more often, and are the same each time.
INSERT INTO report_values (actor_id, report_id, period_id, submitted_on, indicators, groups, declared, verified, verified_at)
  SELECT r.actor_id, r.report_id, r.period_id, r.submitted_on, n.indicators, array_fill(n.group_id, n.size),
    v.numbers, v.numbers, array_fill(statement_timestamp(), n.size)
  FROM (SELECT * FROM reports ORDER BY report_id) r,
    (SELECT array_agg(i.indicator_id ORDER BY i.indicator_id) AS indicators, ARRAY[count(*)::int] AS size, g.group_id
      FROM indicators i, target_groups g WHERE g.code = 'all' AND i.code LIKE 'bench-%' GROUP BY g.group_id) n,
    LATERAL (SELECT ARRAY(SELECT floor(power(50000::double precision,
      abs(hashint8extended(r.report_id * 100 + i, 1) % 1000000) / 1e6::double precision))
      FROM unnest(n.indicators) WITH ORDINALITY u (i, place) ORDER BY place) AS numbers) v
  ORDER BY r.report_id;
RESET session_replication_role;
-- The same rows as somebody would keep them who has no service for it: a row a value, by actor.
CREATE SCHEMA bench;
CREATE TABLE bench.rows AS
  SELECT actor_id, report_id, indicator_id, group_id, period_id, submitted_on, state, declared, numerator, denominator,
    beneficiaries, baseline, target, verdict, verified
  FROM indicator_values;
ALTER TABLE bench.rows ADD PRIMARY KEY (actor_id, report_id, indicator_id, group_id);
VACUUM (ANALYZE, FREEZE);
