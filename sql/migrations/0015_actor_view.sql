-- What came to an actor, by kind of money, fund, funder and day: a view over the ledger, never totals of its own.
SET LOCAL search_path = tadamun, pg_temp;

-- What an actor's accounts of a kind tell about it. A kind of money that brings account kinds says here what they are.
--   promised  promised to the actor            custody   held for it
--   paid_out  reached it                       fees      kept back by somebody on the way
--   spent     spent for its work, as accepted  returned  came back from it
CREATE TABLE account_kind_measures (
  account_kind text REFERENCES account_kinds,
  measure text NOT NULL CONSTRAINT measure_is_known CHECK (measure IN (
    'promised', 'custody', 'paid_out', 'fees', 'spent', 'returned')),
  PRIMARY KEY (account_kind, measure)
);
GRANT SELECT ON account_kind_measures TO tadamun_app;
INSERT INTO account_kind_measures (account_kind, measure) VALUES
  ('commitments', 'promised'), ('cash', 'custody'), ('disbursements', 'paid_out'), ('expenditure', 'paid_out'),
  ('expenditure', 'spent'), ('spent', 'spent'), ('recoveries', 'returned');

CREATE VIEW actor_money_lines WITH (security_invoker = true) AS
SELECT a.actor_id, f.instrument, f.fund_id, f.code AS fund_code,
  coalesce(o.contributor_id, e.contributor_id) AS contributor_id, p.currency, e.occurred_on, e.entry_id, m.measure,
  p.amount_minor * CASE k.normal_side WHEN 'debit' THEN 1 ELSE -1 END AS amount_minor
FROM postings p
JOIN entries e USING (entry_id)
LEFT JOIN entries o ON o.entry_id = e.reverses
JOIN accounts a USING (account_id)
JOIN account_kinds k ON k.kind = a.kind
JOIN account_kind_measures m ON m.account_kind = a.kind
JOIN funds f ON f.fund_id = p.fund_id
WHERE a.actor_id IS NOT NULL;
GRANT SELECT ON actor_money_lines TO tadamun_app;
