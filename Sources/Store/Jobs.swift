import Domain
import Postgres

/// The tables `slots` and `jobs`.
public enum Jobs {
  /// Marks a slot as taken, unless somebody did before.
  /// - Returns: Whether this call took it.
  public static func takeSlot(
    of schedule: String, on day: CalendarDate, at moment: Moment, outcome: String, in session: some Session
  ) async throws -> Bool {
    try await session.execute(
      """
      INSERT INTO slots (schedule, slot_on, slot_at, outcome) VALUES (\(schedule), \(day), \(moment), \(outcome))
      ON CONFLICT DO NOTHING
      """) == 1
  }

  /// The last day through `latest`, the one that is due now, for which `schedule` has a slot that is settled. Slots of
  /// later days come from a clock that was ahead; and where that clock marked the one due now as skipped, before its
  /// time, it is still to be run.
  public static func lastSlot(of schedule: String, through latest: CalendarDate, in session: some Session) async throws
    -> CalendarDate?
  {
    try await session.queryValue(
      """
      SELECT max(s.slot_on) FROM slots s
      WHERE s.schedule = \(schedule) AND s.slot_on <= \(latest) AND (s.slot_on < \(latest) OR s.outcome = 'run'
        OR EXISTS (SELECT FROM jobs j WHERE j.schedule = s.schedule AND j.slot_on = s.slot_on))
      """)
  }

  /// Makes the job of a slot, unless it has one or there is no such slot.
  /// - Returns: Whether this call made it.
  public static func insert(
    _ kind: String, arguments: String, schedule: String, slotOn day: CalendarDate, dueAt: Moment,
    in session: some Session
  ) async throws -> Bool {
    try await session.execute(
      """
      INSERT INTO jobs (kind, arguments, schedule, slot_on, due_at)
      SELECT \(kind), \(arguments)::jsonb, s.schedule, s.slot_on, \(dueAt) FROM slots s
      WHERE s.schedule = \(schedule) AND s.slot_on = \(day)
      ON CONFLICT DO NOTHING
      """) == 1
  }

  /// Claims the job that is due first, is ready or was left by a holder whose lease ran out, and has attempts left.
  public static func claim(by worker: String, lease: Duration, maximumAttempts: Int, in session: some Session)
    async throws -> JobClaim?
  {
    let row = try await session.queryAtMostOne(
      """
      UPDATE jobs SET state = 'running', fence = fence + 1, attempts = attempts + 1, worker = \(worker),
        started_at = now(), lease_until = now() + make_interval(secs => \(seconds(lease)))
      WHERE job_id = (
        SELECT job_id FROM jobs
        WHERE due_at <= now() AND attempts < \(maximumAttempts)
          AND (state = 'ready' OR (state = 'running' AND lease_until < now()))
        ORDER BY due_at, job_id FOR UPDATE SKIP LOCKED LIMIT 1)
      RETURNING job_id, kind, arguments, schedule, slot_on, fence, attempts
      """)
    return try row.map {
      JobClaim(
        id: try $0["job_id"], kind: try $0["kind"], arguments: try $0["arguments"], schedule: try $0["schedule"],
        slotOn: try $0["slot_on"], fence: try $0["fence"], attempts: try $0["attempts"])
    }
  }

  /// Prolongs the lease of a claim that still holds.
  /// - Returns: Whether it does.
  public static func extendLease(_ claim: JobClaim, by lease: Duration, in session: some Session) async throws -> Bool {
    try await session.execute(
      """
      UPDATE jobs SET lease_until = now() + make_interval(secs => \(seconds(lease)))
      WHERE job_id = \(claim.id) AND fence = \(claim.fence) AND state = 'running'
      """) == 1
  }

  /// Jobs of the worker, newest first.
  ///
  /// - Parameter before: Only those that were made before the one of this key.
  public static func list(before: Int64, _ filter: JobFilter, limit: Int, in session: some Session) async throws
    -> [JobRecord]
  {
    try await select(
      """
      job_id < \(before) AND (\(filter.state?.rawValue)::text IS NULL OR state = \(filter.state?.rawValue))
        AND (\(filter.kind)::text IS NULL OR kind = \(filter.kind))
        AND (\(filter.schedule)::text IS NULL OR schedule = \(filter.schedule))
      ORDER BY job_id DESC LIMIT \(limit)
      """, in: session)
  }

  public static func find(_ job: Int64, in session: some Session) async throws -> JobRecord? {
    try await select("job_id = \(job)", in: session).first
  }

  private static func select(_ condition: SQL, in session: some Session) async throws -> [JobRecord] {
    try await session.query(
      """
      SELECT job_id, kind, schedule, state, due_at, started_at, finished_at, attempts, worker, last_error FROM jobs
      WHERE \(fragment: condition)
      """
    ).map { row in
      JobRecord(
        id: try row["job_id"], kind: try row["kind"], schedule: try row["schedule"], state: try row.word("state"),
        dueAt: try row["due_at"], startedAt: try row["started_at"], finishedAt: try row["finished_at"],
        attempts: try row["attempts"], worker: try row["worker"], lastError: try row["last_error"])
    }
  }

  /// Ends a claim that still holds. The moment is that of the clock: the transaction began with the work.
  /// - Returns: Whether it did: a result is written in the same transaction and only where it did.
  public static func finish(_ claim: JobClaim, outcome: String, in session: some Session) async throws -> Bool {
    try await session.execute(
      """
      UPDATE jobs SET state = 'done', outcome = \(outcome)::jsonb, finished_at = clock_timestamp(), lease_until = NULL,
        last_error = NULL
      WHERE job_id = \(claim.id) AND fence = \(claim.fence) AND state = 'running'
      """) == 1
  }

  /// Gives a claim back with what went wrong: due again after `delay`, or failed for good where that is nil.
  public static func fail(_ claim: JobClaim, error: String, retryAfter delay: Duration?, in session: some Session)
    async throws
  {
    try await session.execute(
      """
      UPDATE jobs SET state = CASE WHEN \(delay == nil) THEN 'failed' ELSE 'ready' END, last_error = \(error),
        lease_until = NULL, finished_at = CASE WHEN \(delay == nil) THEN now() END,
        due_at = now() + make_interval(secs => \(seconds(delay ?? .zero)))
      WHERE job_id = \(claim.id) AND fence = \(claim.fence) AND state = 'running'
      """)
  }

  /// Fails jobs whose attempts are used up and whose last lease ran out, or lies further away than any lease: nobody
  /// would ever end them.
  /// - Returns: How many.
  public static func failAbandoned(maximumAttempts: Int, longestLease: Duration, in session: some Session) async throws
    -> Int
  {
    try await session.execute(
      """
      UPDATE jobs SET state = 'failed', finished_at = now(), lease_until = NULL,
        last_error = coalesce(last_error, 'the worker stopped in the middle, every time')
      WHERE state = 'running' AND attempts >= \(maximumAttempts)
        AND (lease_until < now() OR lease_until > now() + make_interval(secs => \(seconds(longestLease))))
      """)
  }

  /// Takes jobs from holders whose lease lies further away than any lease: a clock that was ahead gave it, and it would
  /// hold until then. A holder who is still there has lost its claim.
  /// - Returns: How many.
  public static func freeFromFarLeases(longestLease: Duration, in session: some Session) async throws -> Int {
    try await session.execute(
      """
      UPDATE jobs SET state = 'ready', lease_until = NULL
      WHERE state = 'running' AND lease_until > now() + make_interval(secs => \(seconds(longestLease)))
      """)
  }

  /// Puts right when jobs are due that would be due later than after the longest pause, by a clock that was ahead: now,
  /// and those of a night that is still to come with that night.
  /// - Returns: How many.
  public static func bringForward(longestPause: Duration, in session: some Session) async throws -> Int {
    try await session.execute(
      """
      UPDATE jobs j SET due_at = d.due_at
      FROM (
        SELECT f.job_id, greatest(now(), s.slot_at) AS due_at FROM jobs f
        LEFT JOIN slots s ON s.schedule = f.schedule AND s.slot_on = f.slot_on
        WHERE f.state IN ('ready', 'running') AND f.due_at > now() + make_interval(secs => \(seconds(longestPause)))
      ) d
      WHERE j.job_id = d.job_id AND j.due_at > d.due_at
      """)
  }

  private static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}
