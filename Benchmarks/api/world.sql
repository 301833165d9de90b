-- What the benchmark asks for: the current run of the programme, and whom to report for.
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
SET search_path = bench, tadamun;
CREATE TABLE world AS
  SELECT c.run_id AS run, r.root_node AS node, array_position(r.nodes, r.root_node) AS place, p.programme_id AS programme,
    e.period_id AS period, e.first_on, e.last_on
  FROM programmes p JOIN current_runs c USING (programme_id) JOIN runs r ON r.run_id = c.run_id
  CROSS JOIN LATERAL (SELECT e.* FROM reports q JOIN periods e USING (period_id)
    WHERE q.programme_id = p.programme_id ORDER BY e.last_on DESC LIMIT 1) e
  WHERE p.code = :'programme';
-- Twenty organisations whose reports of the period nobody has locked, those with the fewest versions: ten thousand are
-- the most that there may be.
CREATE TABLE actors AS
  SELECT row_number() OVER (ORDER BY max(r.version), a.code) AS place, a.actor_id, a.code
  FROM world w JOIN tadamun.reports r ON r.programme_id = w.programme AND r.period_id = w.period
  JOIN tadamun.actors a USING (actor_id) GROUP BY a.actor_id, a.code ORDER BY max(r.version), a.code LIMIT 20;
CREATE TABLE indicators AS
  SELECT DISTINCT i.indicator_id, i.code FROM tadamun.indicators i
  WHERE i.kind <> 'ratio' AND coalesce(i.minimum, 0) <= 1 AND coalesce(i.maximum, 100) >= 100
  ORDER BY i.indicator_id LIMIT 4;
CREATE TABLE groups AS SELECT group_id FROM tadamun.target_groups WHERE code = 'all';
GRANT USAGE ON SCHEMA bench TO tadamun_app;
GRANT SELECT ON ALL TABLES IN SCHEMA bench TO tadamun_app;
