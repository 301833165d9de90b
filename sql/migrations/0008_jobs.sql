-- Work that is due. No leader: whoever inserts the slot first has it, and a lease with a fence keeps a stalled worker
-- from writing after somebody else took over.
SET LOCAL search_path = tadamun, pg_temp;

-- A schedule's slot exists once by local date and once by instant, whatever the number of workers and clock changes.
CREATE TABLE slots (
  schedule text NOT NULL CONSTRAINT schedule_is_named CHECK (schedule <> ''),
  slot_on date NOT NULL,
  slot_at timestamptz NOT NULL,
  -- run: a job was made for it. skipped: missed while nobody worked, and a later slot stood in for it.
  outcome text NOT NULL CONSTRAINT outcome_is_known CHECK (outcome IN ('run', 'skipped')),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (schedule, slot_on),
  CONSTRAINT one_slot_an_instant UNIQUE (schedule, slot_at)
);
CALL make_append_only('slots');
GRANT SELECT ON slots TO tadamun_app;
GRANT INSERT (schedule, slot_on, slot_at, outcome) ON slots TO tadamun_app;

CREATE TABLE jobs (
  job_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CONSTRAINT kind_is_a_code CHECK (is_code(kind)),
  arguments jsonb NOT NULL DEFAULT '{}',
  schedule text,
  slot_on date,
  due_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'ready' CONSTRAINT state_is_known CHECK (state IN ('ready', 'running', 'done', 'failed')),
  -- Counts claims; a holder whose fence is no longer the row's has lost the job and writes nothing.
  fence bigint NOT NULL DEFAULT 0 CONSTRAINT fence_not_negative CHECK (fence >= 0),
  attempts smallint NOT NULL DEFAULT 0 CONSTRAINT attempts_are_bounded CHECK (attempts BETWEEN 0 AND 20),
  lease_until timestamptz,
  worker text,
  outcome jsonb,
  last_error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  FOREIGN KEY (schedule, slot_on) REFERENCES slots,
  CONSTRAINT one_job_a_slot UNIQUE (schedule, slot_on),
  CONSTRAINT a_running_job_has_a_lease CHECK ((state = 'running') = (lease_until IS NOT NULL)),
  CONSTRAINT an_ended_job_has_its_time CHECK ((state IN ('done', 'failed')) = (finished_at IS NOT NULL))
);
CREATE INDEX jobs_to_claim ON jobs (due_at, job_id) WHERE state IN ('ready', 'running');
GRANT SELECT ON jobs TO tadamun_app;
GRANT INSERT (kind, arguments, schedule, slot_on, due_at) ON jobs TO tadamun_app;
GRANT UPDATE (state, fence, attempts, lease_until, worker, outcome, last_error, finished_at, due_at) ON jobs TO tadamun_app;
