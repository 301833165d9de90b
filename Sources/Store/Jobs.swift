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

  /// The last day for which `schedule` has a slot.
  public static func lastSlot(of schedule: String, in session: some Session) async throws -> CalendarDate? {
    try await session.queryValue("SELECT max(slot_on) FROM slots WHERE schedule = \(schedule)")
  }

  public static func insert(
    _ kind: String, arguments: String, schedule: String?, slotOn: CalendarDate?, dueAt: Moment,
    in session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO jobs (kind, arguments, schedule, slot_on, due_at)
      VALUES (\(kind), \(arguments)::jsonb, \(schedule), \(slotOn), \(dueAt)) RETURNING job_id
      """)
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

  /// Fails jobs whose attempts are used up and whose last lease ran out: nobody would ever end them.
  /// - Returns: How many.
  public static func failAbandoned(maximumAttempts: Int, in session: some Session) async throws -> Int {
    try await session.execute(
      """
      UPDATE jobs SET state = 'failed', finished_at = now(), lease_until = NULL,
        last_error = coalesce(last_error, 'the worker stopped in the middle, every time')
      WHERE state = 'running' AND lease_until < now() AND attempts >= \(maximumAttempts)
      """)
  }

  private static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}
