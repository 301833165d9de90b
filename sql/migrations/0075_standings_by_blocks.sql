-- Where actors stand in a run, thirty-two keys of actors a row. A night gave every actor a row and the row an entry of an
-- index, though nearly all of it was the same night after night: half of what a night wrote where little was new.
SET LOCAL search_path = tadamun, pg_temp;

ALTER TABLE standings RENAME TO standing_rows;
DROP VIEW scores, score_parts;

-- 1. A block holds the standings of the actors whose key, divided by 32, is its number. The remainder is an actor's place in
-- the arrays, so that nobody stands in a run twice; NULL where the run does not speak of that key.
CREATE TABLE standing_blocks (
  run_id bigint NOT NULL,
  block bigint NOT NULL CONSTRAINT blocks_count_from_zero CHECK (block >= 0),
  -- The run whose sheet says why.
  sheet_run_ids bigint[] NOT NULL
    CONSTRAINT a_block_is_of_32 CHECK (cardinality(sheet_run_ids) BETWEEN 1 AND 32 AND array_lower(sheet_run_ids, 1) = 1),
  -- Actor after actor, of each node after node. A rank is NULL where the score does not count.
  ranks integer[] NOT NULL CONSTRAINT ranks_count_from_one CHECK (1 <= ALL (ranks) AND array_lower(ranks, 1) = 1),
  bands text[] NOT NULL
    CONSTRAINT bands_are_letters CHECK (
      array_remove(bands, NULL) <@ ARRAY['A', 'B', 'C', 'D', 'E'] AND array_lower(bands, 1) = 1),
  PRIMARY KEY (run_id, block),
  CONSTRAINT sheets_are_not_from_later CHECK (run_id >= ALL (sheet_run_ids)),
  CONSTRAINT standings_are_whole CHECK (
    cardinality(bands) = cardinality(sheet_run_ids) AND cardinality(ranks) % cardinality(sheet_run_ids) = 0)
) WITH (toast_tuple_target = 8160);

INSERT INTO standing_blocks (run_id, block, sheet_run_ids, ranks, bands)
  SELECT b.run_id, b.block,
    ARRAY(
      SELECT s.sheet_run_id FROM generate_series(0, b.last) n
      LEFT JOIN standing_rows s ON s.run_id = b.run_id AND s.actor_id = b.block * 32 + n ORDER BY n),
    ARRAY(
      SELECT s.ranks[node] FROM generate_series(0, b.last) n CROSS JOIN generate_series(1, b.nodes) node
      LEFT JOIN standing_rows s ON s.run_id = b.run_id AND s.actor_id = b.block * 32 + n ORDER BY n, node),
    ARRAY(
      SELECT s.band FROM generate_series(0, b.last) n
      LEFT JOIN standing_rows s ON s.run_id = b.run_id AND s.actor_id = b.block * 32 + n ORDER BY n)
  FROM (
    SELECT s.run_id, s.actor_id / 32 AS block, max(s.actor_id % 32) AS last, max(cardinality(s.ranks)) AS nodes
    FROM standing_rows s GROUP BY 1, 2) b;
CALL make_append_only('standing_blocks');
GRANT SELECT, INSERT ON standing_blocks TO tadamun_app;
DROP TABLE standing_rows;

-- 2. What a foreign key would say, said once a statement: as many standings are found from the sheets of the few runs that
-- they point to as there are.
CREATE OR REPLACE FUNCTION refuse_standings_without_sheet() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp SET jit = off SET work_mem = '64MB'
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_nestloop = off SET enable_mergejoin = off
SET enable_sort = off AS $$
BEGIN
  IF (SELECT sum(cardinality(array_remove(a.sheet_run_ids, NULL))) FROM added a) <> (
    SELECT count(*) FROM actor_sheets h JOIN added s ON s.block = h.actor_id / 32
    WHERE h.run_id = ANY (ARRAY(SELECT DISTINCT unnest(a.sheet_run_ids) FROM added a))
      AND s.sheet_run_ids[h.actor_id % 32 + 1] = h.run_id)
  THEN
    RAISE EXCEPTION 'a standing points to a sheet that is not there'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'standings_have_sheets', TABLE = 'standing_blocks',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER standings_have_sheets AFTER INSERT ON standing_blocks REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_standings_without_sheet();

-- 3. Standings as rows.
CREATE VIEW standings AS
  SELECT t.block * 32 + p.n - 1 AS actor_id, t.run_id, p.sheet_run_id,
    t.ranks[((p.n - 1) * w.nodes + 1)::integer : (p.n * w.nodes)::integer] AS ranks, p.band
  FROM standing_blocks t
  CROSS JOIN LATERAL (SELECT cardinality(t.ranks) / cardinality(t.sheet_run_ids) AS nodes) w
  CROSS JOIN LATERAL unnest(t.sheet_run_ids, t.bands) WITH ORDINALITY p (sheet_run_id, band, n)
  WHERE p.sheet_run_id IS NOT NULL;
GRANT SELECT ON standings TO tadamun_app;

-- One actor's, read at its place. As told_by it stays free of what would keep the planner from taking its words in; OFFSET
-- keeps it from reading all blocks of a run of which it has no statistics yet, and takes them for one.
CREATE FUNCTION standing_of(run bigint, actor bigint)
RETURNS TABLE (actor_id bigint, run_id bigint, sheet_run_id bigint, ranks integer[], band text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
  SELECT $2, t.run_id, t.sheet_run_ids[p.n], t.ranks[(p.n - 1) * w.nodes + 1 : p.n * w.nodes], t.bands[p.n]
  FROM standing_blocks t
  CROSS JOIN LATERAL (SELECT cardinality(t.ranks) / cardinality(t.sheet_run_ids) AS nodes) w
  CROSS JOIN LATERAL (SELECT ($2 % 32)::integer + 1 AS n) p
  WHERE t.run_id = $1 AND t.block = $2 / 32 AND t.sheet_run_ids[p.n] IS NOT NULL OFFSET 0;
END;

-- 4. What a sheet says, node by node and cell by cell: of one standing, or of all.
CREATE FUNCTION scores_at(run bigint, sheet_run bigint, actor bigint, ranks integer[])
RETURNS TABLE (
  node text, score double precision, unweighted double precision, lower_bound double precision,
  upper_bound double precision, rank integer, coverage double precision, status text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.nodes[n], h.scores[n], h.unweighted[n], h.lower_bounds[n], h.upper_bounds[n], $4[n], h.coverages[n],
    r.node_statuses[h.statuses[n] + 1]
  FROM runs r CROSS JOIN actor_sheets h CROSS JOIN LATERAL generate_subscripts(h.scores, 1) n
  WHERE r.run_id = $1 AND h.run_id = $2 AND h.actor_id = $3;
END;

CREATE FUNCTION score_parts_at(run bigint, sheet_run bigint, actor bigint)
RETURNS TABLE (
  indicator text, group_code text, raw double precision, normalised double precision, evidence double precision,
  weight double precision, contribution double precision, status text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.indicators[1 + h.places[n] % cardinality(r.indicators)], r.groups[1 + h.places[n] / cardinality(r.indicators)],
    h.raws[n], h.normalised[n], h.evidences[n], h.weights[n], h.contributions[n],
    r.part_statuses[h.place_statuses[n] + 1]
  FROM runs r CROSS JOIN actor_sheets h CROSS JOIN LATERAL generate_subscripts(h.places, 1) n
  WHERE r.run_id = $1 AND h.run_id = $2 AND h.actor_id = $3;
END;
GRANT EXECUTE ON FUNCTION standing_of, scores_at, score_parts_at TO tadamun_app;

CREATE VIEW scores AS
  SELECT s.actor_id, s.run_id, f.*
  FROM standings s CROSS JOIN LATERAL scores_at(s.run_id, s.sheet_run_id, s.actor_id, s.ranks) f;
GRANT SELECT ON scores TO tadamun_app;

CREATE VIEW score_parts AS
  SELECT s.actor_id, s.run_id, f.*
  FROM standings s CROSS JOIN LATERAL score_parts_at(s.run_id, s.sheet_run_id, s.actor_id) f;
GRANT SELECT ON score_parts TO tadamun_app;
