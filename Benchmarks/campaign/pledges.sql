-- A thousand captured pledges of 100.00 to a campaign, from FIRST on: the rows that the program writes, a thousand at a
-- time instead of one. Every second one has the reward. The guards of the schema run.
SET search_path = tadamun, pg_temp;
SET ROLE tadamun_app;
BEGIN;
INSERT INTO backers (code) SELECT format('b%s', n) FROM generate_series(:first, :first + 999) n ON CONFLICT DO NOTHING;
INSERT INTO pledges (code, campaign_id, backer_id, amount_minor, method, provider, external_id, reward_id, is_zakat, pledged_at)
  SELECT format('%s-%s', c.code, n), c.campaign_id, b.backer_id, 10000, 'card', 'pay', format('%s-%s', c.code, n),
    CASE WHEN n % 2 = 0 THEN (SELECT w.reward_id FROM campaign_rewards w WHERE w.campaign_id = c.campaign_id) END, false,
    '2026-05-10 10:00+01'
  FROM generate_series(:first, :first + 999) n JOIN backers b ON b.code = format('b%s', n), campaigns c WHERE c.code = :'campaign';
INSERT INTO pledge_steps (pledge_id, step, state, at, taken_by)
  SELECT p.pledge_id, 1, 'pledged', p.pledged_at, 'bench' FROM pledges p JOIN campaigns c USING (campaign_id)
  WHERE c.code = :'campaign' AND p.pledge_id NOT IN (SELECT s.pledge_id FROM pledge_states s);
INSERT INTO entries (source, idempotency_key, body_hash, kind, occurred_on, description)
  SELECT 'crowdfunding', 'campaign_capture:' || p.code, sha256(p.code::bytea), 'campaign_capture', '2026-05-10', p.code
  FROM pledges p JOIN pledge_states s USING (pledge_id) JOIN campaigns c ON c.campaign_id = p.campaign_id
  WHERE c.code = :'campaign' AND s.state = 'pledged';
INSERT INTO accounts (fund_id, currency, kind) SELECT c.fund_id, 'MAD', k FROM campaigns c, unnest('{escrow_cash,escrow_given}'::text[]) k
  WHERE c.code = :'campaign' AND NOT EXISTS (SELECT FROM accounts a WHERE a.fund_id = c.fund_id AND a.kind = k);
INSERT INTO postings (entry_id, line, account_id, fund_id, currency, amount_minor)
  SELECT e.entry_id, l.line, a.account_id, a.fund_id, 'MAD', l.amount
  FROM pledges p JOIN pledge_states s USING (pledge_id) JOIN campaigns c ON c.campaign_id = p.campaign_id
  JOIN entries e ON e.source = 'crowdfunding' AND e.idempotency_key = 'campaign_capture:' || p.code
  CROSS JOIN (VALUES (1, 'escrow_cash', 10000), (2, 'escrow_given', -10000)) l(line, kind, amount)
  JOIN accounts a ON a.fund_id = c.fund_id AND a.kind = l.kind
  WHERE c.code = :'campaign' AND s.state = 'pledged';
INSERT INTO pledge_steps (pledge_id, step, state, at, taken_by, entry_id)
  SELECT p.pledge_id, 2, 'captured', p.pledged_at, 'bench', e.entry_id
  FROM pledges p JOIN pledge_states s USING (pledge_id) JOIN campaigns c ON c.campaign_id = p.campaign_id
  JOIN entries e ON e.source = 'crowdfunding' AND e.idempotency_key = 'campaign_capture:' || p.code
  WHERE c.code = :'campaign' AND s.state = 'pledged' ORDER BY p.pledge_id;
COMMIT;
