-- What a run reads, a row a value in the order of actors, to nowhere.
SET work_mem = '256MB';
COPY (
  SELECT actor_id, report_id, indicator_id, group_id, period_id, state, declared, numerator, denominator, beneficiaries,
    baseline, target, verdict, verified
  FROM bench.rows ORDER BY actor_id
) TO STDOUT (FORMAT binary);
