-- A provisional score has an interval too, once replicates ran; it has no rank, and so no range of ranks.
SET LOCAL search_path = tadamun, pg_temp;

-- In node_intervals the three numbers of the rank are NULL then, as those of a node without a score are.
ALTER TABLE score_intervals
  ALTER COLUMN rank_p5 DROP NOT NULL,
  ALTER COLUMN rank_p50 DROP NOT NULL,
  ALTER COLUMN rank_p95 DROP NOT NULL,
  ADD CONSTRAINT ranks_come_together CHECK (num_nonnulls(rank_p5, rank_p50, rank_p95) IN (0, 3));
