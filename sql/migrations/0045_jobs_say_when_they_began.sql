-- How long a job took: its last attempt says when it began; null before the first, and of jobs older than this.
SET LOCAL search_path = tadamun, pg_temp;

ALTER TABLE jobs ADD COLUMN started_at timestamptz;
GRANT UPDATE (started_at) ON jobs TO tadamun_app;
