-- What is claimed of everybody is claimed of each target group, which is a part of everybody, but where the same programme
-- claims something of the group itself, at the actor or at a union above it. On no day do all programmes claim more than
-- the whole of what any one actor brings about for any one group. Days and unions count as before.
SET LOCAL search_path = tadamun, pg_temp;

CREATE OR REPLACE FUNCTION refuse_claims_above_one() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tadamun, pg_temp AS $$
DECLARE
  everybody CONSTANT integer := (SELECT group_id FROM target_groups WHERE code = 'all');
  crowded record;
BEGIN
  -- 1. Two programmes that claim at the same moment would each see room: one writer an indicator at a time, since a union
  --    and its members, and everybody and each group, are counted together.
  PERFORM pg_advisory_xact_lock(hashtextextended('tadamun claims ' || NEW.indicator, 0));
  WITH RECURSIVE
    -- 2. Of whom the new claim speaks: the actor, and whoever is below it on some of its days.
    touched (actor_id, span) AS (
      SELECT NEW.actor_id, daterange(first_on, last_on, '[]') FROM periods WHERE period_id = NEW.period_id
      UNION
      SELECT m.member_id, t.span * daterange(m.first_on, m.last_on, '[]')
      FROM touched t JOIN memberships m ON m.union_id = t.actor_id AND t.span && daterange(m.first_on, m.last_on, '[]')),
    -- 3. Where else claims speak of them: at themselves, and at the unions above them.
    above (actor_id, level_id, span) AS (
      SELECT actor_id, actor_id, span FROM touched
      UNION
      SELECT a.actor_id, m.union_id, a.span * daterange(m.first_on, m.last_on, '[]')
      FROM above a JOIN memberships m ON m.member_id = a.level_id AND a.span && daterange(m.first_on, m.last_on, '[]')),
    said AS (
      SELECT a.actor_id, a.level_id, s.group_id, s.programme_id, s.share_bp, s.recorded_at,
        a.span * daterange(e.first_on, e.last_on, '[]') AS span,
        s.actor_id = NEW.actor_id AND s.period_id = NEW.period_id AND s.group_id = NEW.group_id
          AND s.programme_id = NEW.programme_id AND s.recorded_at = NEW.recorded_at AS is_new
      FROM above a JOIN claim_shares s
        ON s.actor_id = a.level_id AND s.indicator = NEW.indicator
          AND (s.group_id IN (NEW.group_id, everybody) OR NEW.group_id = everybody)
      JOIN periods e ON e.period_id = s.period_id AND a.span && daterange(e.first_on, e.last_on, '[]')),
    -- 4. Shares change on the first day of what is said and behind the last one: in between every day is the same.
    days AS (
      SELECT DISTINCT s.actor_id, d.day FROM said s CROSS JOIN LATERAL (VALUES (lower(s.span)), (upper(s.span))) d (day)
      JOIN touched t ON t.actor_id = s.actor_id AND t.span @> d.day),
    -- 5. What each programme said last at each place, with the new claim and as it was before.
    latest AS (
      SELECT DISTINCT ON (w.with_new, d.actor_id, d.day, s.level_id, s.group_id, s.programme_id)
        w.with_new, d.actor_id, d.day, s.level_id, s.group_id, s.programme_id, s.share_bp
      FROM days d JOIN said s ON s.actor_id = d.actor_id AND s.span @> d.day
      CROSS JOIN (VALUES (true), (false)) w (with_new)
      WHERE w.with_new OR NOT s.is_new
      ORDER BY w.with_new, d.actor_id, d.day, s.level_id, s.group_id, s.programme_id, s.recorded_at DESC),
    -- 6. The groups that the new claim speaks of, and what of each a programme said nearest to it: of the group at the
    --    actor, at the smallest of its unions, and then of everybody likewise.
    spoken AS (
      SELECT NEW.group_id AS group_id UNION SELECT s.group_id FROM said s WHERE NEW.group_id = everybody),
    counted AS (
      SELECT g.group_id, l.with_new, l.actor_id, l.day, l.programme_id,
        coalesce(
          max(l.share_bp) FILTER (WHERE l.group_id = g.group_id AND l.level_id = l.actor_id),
          min(l.share_bp) FILTER (WHERE l.group_id = g.group_id),
          max(l.share_bp) FILTER (WHERE l.level_id = l.actor_id),
          min(l.share_bp)) AS share_bp
      FROM spoken g JOIN latest l ON l.group_id IN (g.group_id, everybody)
      GROUP BY g.group_id, l.with_new, l.actor_id, l.day, l.programme_id)
  -- 7. A membership that was recorded after the claims may have brought together more than the whole: then no claim
  --    adds to it, and each may be lowered.
  SELECT a.code, c.day, sum(c.share_bp) FILTER (WHERE c.with_new) AS share_bp INTO crowded
  FROM counted c JOIN actors a USING (actor_id) GROUP BY c.group_id, a.actor_id, a.code, c.day
  HAVING sum(c.share_bp) FILTER (WHERE c.with_new)
    > greatest(10000, sum(c.share_bp) FILTER (WHERE NOT c.with_new))
  ORDER BY a.actor_id = NEW.actor_id DESC, c.day, a.code LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'On % all programmes together would claim % of 10000 basis points of this outcome of %.',
      to_char(crowded.day, 'YYYY-MM-DD'), crowded.share_bp, crowded.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'claims_add_up_to_one_at_most', TABLE = 'claim_shares',
        SCHEMA = 'tadamun';
  END IF;
  RETURN NULL;
END
$$;
