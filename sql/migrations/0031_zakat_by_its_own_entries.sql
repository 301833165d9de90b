-- What reached somebody as zakat stands in accounts of the kind disbursements, which other money uses as well: a general
-- entry could move it from one actor's account to another's without touching cash. A rule may list its entries now.
SET LOCAL search_path = tadamun, pg_temp;

-- A rule with rows here is touched, in all its accounts, by the listed kinds of entries only.
CREATE TABLE ruled_fund_entry_kinds (
  rule text,
  entry_kind text REFERENCES entry_kinds,
  PRIMARY KEY (rule, entry_kind)
);
GRANT SELECT ON ruled_fund_entry_kinds TO tadamun_app;
INSERT INTO ruled_fund_entry_kinds (rule, entry_kind)
SELECT 'zakat', kind FROM unnest('{zakat_receipt,zakat_payment,zakat_return,zakat_refund,amil_charge}'::text[]) kind;

CREATE OR REPLACE FUNCTION guard_postings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  refused record;
  moved record;
BEGIN
  SELECT n.entry_id, e.kind AS entry_kind, a.kind AS account_kind, f.code INTO refused
  FROM posted n JOIN entries e USING (entry_id) JOIN accounts a USING (account_id) JOIN funds f ON f.fund_id = n.fund_id
  WHERE e.reverses IS NULL AND (
    EXISTS (SELECT FROM account_kind_entry_kinds x WHERE x.account_kind = a.kind)
      AND NOT EXISTS (SELECT FROM account_kind_entry_kinds x WHERE x.account_kind = a.kind AND x.entry_kind = e.kind
        AND x.side IN ('both', CASE WHEN n.amount_minor > 0 THEN 'debit' ELSE 'credit' END))
    OR EXISTS (SELECT FROM fund_class_entry_kinds x WHERE x.instrument = f.instrument AND x.class = f.class)
      AND NOT EXISTS (SELECT FROM fund_class_entry_kinds x WHERE x.instrument = f.instrument AND x.class = f.class
        AND x.entry_kind = e.kind)
    OR EXISTS (SELECT FROM ruled_funds r JOIN ruled_fund_entry_kinds x USING (rule) WHERE r.fund_id = n.fund_id)
      AND NOT EXISTS (SELECT FROM ruled_funds r JOIN ruled_fund_entry_kinds x USING (rule) WHERE r.fund_id = n.fund_id
        AND x.entry_kind = e.kind))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'an entry of kind % may not touch % of fund % this way', refused.entry_kind, refused.account_kind,
        refused.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_kind_may_touch_account', TABLE = 'postings',
        SCHEMA = 'tadamun';
  END IF;
  FOR moved IN
    SELECT n.account_id, (sum(n.amount_minor) * CASE k.normal_side WHEN 'debit' THEN 1 ELSE -1 END)::bigint AS change
    FROM posted n JOIN accounts a USING (account_id) JOIN account_kinds k USING (kind)
    WHERE k.never_below_zero GROUP BY n.account_id, k.normal_side ORDER BY n.account_id
  LOOP
    PERFORM move_balance(moved.account_id, moved.change, 0);
  END LOOP;
  RETURN NULL;
END
$$;
