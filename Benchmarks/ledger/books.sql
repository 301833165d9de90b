-- Who gives, who gets, the fund between them, and its accounts. ACTORS cooperatives.
SET search_path = tadamun;
INSERT INTO actors (code, kind, name_en) VALUES ('bench-funder', 'funder', 'Benchmark');
INSERT INTO actors (code, kind, name_en)
  SELECT format('bench-coop-%s', n), 'cooperative', 'Benchmark' FROM generate_series(1, :actors) n;
INSERT INTO funds (code, instrument, class, name_en) VALUES ('bench-fund', 'grant', 'restricted_income', 'Benchmark');
INSERT INTO accounts (fund_id, currency, kind, actor_id)
  SELECT f.fund_id, 'MAD', CASE a.kind WHEN 'funder' THEN 'contributions' ELSE 'cash' END, a.actor_id
  FROM funds f, actors a WHERE f.code = 'bench-fund' AND a.code LIKE 'bench-%' ORDER BY a.actor_id;
-- The numbers by which pgbench names them: account `first_account + n - 1` is cooperative n's.
CREATE VIEW public.bench AS
  SELECT (SELECT fund_id FROM funds WHERE code = 'bench-fund') AS fund,
    (SELECT actor_id FROM actors WHERE code = 'bench-funder') AS funder,
    (SELECT account_id FROM accounts WHERE kind = 'contributions') AS giving,
    (SELECT array_agg(account_id ORDER BY account_id) FROM accounts WHERE kind = 'cash') AS accounts;
VACUUM ANALYZE;
