-- What the rows of rows.awk speak of; made once.
SET search_path = tadamun;
SET client_min_messages = warning;
INSERT INTO actors (code, kind, name_en) VALUES ('bench-funder', 'funder', 'Benchmark') ON CONFLICT DO NOTHING;
INSERT INTO actors (code, kind, name_en)
  SELECT format('bench-coop-%s', n), 'cooperative', 'Benchmark' FROM generate_series(1, :actors) n
  ON CONFLICT DO NOTHING;
INSERT INTO target_groups (code, name_en)
  SELECT format('bench-group-%s', n), 'Benchmark' FROM generate_series(1, 5) n ON CONFLICT DO NOTHING;
INSERT INTO indicators (code, name_en, unit, kind, direction)
  SELECT format('bench-indicator-%s', n), 'Benchmark', 'count', 'stock', 'up' FROM generate_series(1, 10) n
  ON CONFLICT DO NOTHING;
INSERT INTO programmes (code, name_en, funder_id, currency)
  SELECT 'bench', 'Benchmark', actor_id, 'MAD' FROM actors WHERE code = 'bench-funder' ON CONFLICT DO NOTHING;
INSERT INTO enrolments (programme_id, actor_id, first_on)
  SELECT p.programme_id, a.actor_id, DATE '2020-01-01' FROM programmes p, actors a
  WHERE p.code = 'bench' AND a.code LIKE 'bench-coop-%'
    AND NOT EXISTS (SELECT FROM enrolments e WHERE e.actor_id = a.actor_id);
ANALYZE;
