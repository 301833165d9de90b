-- Eligibility reads the 5th percentile of the score's interval once replicates ran; what a proposal read stays beside its
-- line, as the score does. Lines of earlier proposals have none: they were judged by what is verified alone.
SET LOCAL search_path = tadamun, pg_temp;

ALTER TABLE proposal_lines
  ADD COLUMN read_p5 double precision,
  ADD COLUMN read_p50 double precision,
  ADD COLUMN read_p95 double precision,
  ADD CONSTRAINT interval_is_read_whole CHECK (num_nonnulls(read_p5, read_p50, read_p95) IN (0, 3)),
  ADD CONSTRAINT interval_is_in_order CHECK (read_p5 <= read_p50 AND read_p50 <= read_p95);
