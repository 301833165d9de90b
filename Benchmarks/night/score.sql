-- The same score in one statement: sums over the quarters, min–max over the actors, means of means.
SET work_mem = '256MB';
WITH rolled AS (
  SELECT actor_id, indicator_id, sum(verified) AS value FROM bench.rows
  WHERE verdict = 'verified' AND submitted_on <= DATE :'day' GROUP BY actor_id, indicator_id),
scale AS (
  SELECT indicator_id, min(value) AS low, max(value) - min(value) AS width FROM rolled GROUP BY indicator_id),
domains AS (
  SELECT actor_id, (i.indicator_id - 1) / 5 AS domain, avg((value - low) / width) AS score
  FROM rolled r JOIN scale s USING (indicator_id) JOIN tadamun.indicators i USING (indicator_id)
  GROUP BY actor_id, domain),
scores AS (SELECT actor_id, avg(score) AS score FROM domains GROUP BY actor_id)
SELECT count(*), sum(score) FROM scores;
