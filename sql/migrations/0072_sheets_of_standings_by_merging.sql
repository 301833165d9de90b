-- The guard of standings says the same as before. Standings come in the order of actors, as the key of sheets has them: two
-- sorted lists are merged in half the time that it takes to hash one of them.
SET LOCAL search_path = tadamun, pg_temp;

ALTER FUNCTION refuse_standings_without_sheet() RESET enable_mergejoin;
ALTER FUNCTION refuse_standings_without_sheet() SET enable_hashjoin = off;
