import Domain
import Postgres

/// The stream of cells that a run reads: `report_values` in actor order, as they were known at a moment.
public enum Observations {
  /// What a run may see.
  public struct Scope: Sendable {
    public let actors: [ID<Actor>]
    public let indicators: [Int32]
    public let periods: [Int32]
    /// Reports submitted later are not seen.
    public let asOf: CalendarDate
    /// Nor what was recorded later: neither reports nor verdicts.
    public let recordedUntil: Moment

    /// - Parameter actors: in the order of their keys, but for ``streamByPlace(_:in:_:)``.
    public init(
      actors: [ID<Actor>], indicators: [Int32], periods: [Int32], asOf: CalendarDate, recordedUntil: Moment
    ) {
      self.actors = actors
      self.indicators = indicators
      self.periods = periods
      self.asOf = asOf
      self.recordedUntil = recordedUntil
    }
  }

  /// One cell of one report; not-a-number is a number that is not there. Of several for the same actor, indicator, group
  /// and period the one with the largest ``report`` counts.
  public struct Observation: Sendable {
    public let actor: Int64
    public let report: Int64
    public let indicator: Int32
    public let group: Int32
    public let period: Int32
    public let state: ValueState
    public let declared: Double
    public let numerator: Double
    public let denominator: Double
    public let beneficiaries: Double
    public let baseline: Double
    public let target: Double
    public let verdict: Verdict.Word?
    public let verified: Double
  }

  /// Calls `body` with a reader of every cell in `scope`, actors in the order of their keys, while the server sends;
  /// ``Cells`` decodes. Cells of other actors and indicators may stand between them, where leaving them out would cost the
  /// server more than sending them.
  public static func stream<Value: Sendable>(
    _ scope: Scope, in transaction: Transaction, _ body: @Sendable (inout CopyReader, consuming Cells) throws -> Value
  ) async throws -> Value {
    let conditions = try await conditions(scope, in: transaction) + [actors(scope, in: transaction)]
    let usual = try await usualKeys(scope, in: transaction)
    try await readInOrder(in: transaction)
    return try await transaction.withCopyOut(
      """
      SELECT v.actor_id, \(fragment: columns(scope, usual)) FROM report_values v
      WHERE \(fragment: SQL.joined(conditions, by: " AND ")) ORDER BY v.actor_id
      """
    ) { reader in try body(&reader, Cells(of: scope, usual)) }
  }

  /// As ``stream(_:in:_:)`` for the actors of `scope` one by one, in that order and as often as they stand there: each
  /// observation's ``Observation/actor`` is a place in ``Scope/actors``, from 0.
  public static func streamByPlace<Value: Sendable>(
    _ scope: Scope, in transaction: Transaction, _ body: @Sendable (inout CopyReader, consuming Cells) throws -> Value
  ) async throws -> Value {
    let conditions = try await conditions(scope, in: transaction)
    let usual = try await usualKeys(scope, in: transaction)
    try await readInOrder(in: transaction)
    return try await transaction.withCopyOut(
      """
      SELECT u.place - 1 AS place, v.*
      FROM unnest(\(scope.actors.map(\.rawValue))) WITH ORDINALITY u (actor_id, place)
      -- By the key, actor by actor: OFFSET keeps the planner from reading everybody's values instead.
      CROSS JOIN LATERAL (
        SELECT \(fragment: columns(scope, usual)) FROM report_values v
        WHERE v.actor_id = u.actor_id AND \(fragment: SQL.joined(conditions, by: " AND ")) OFFSET 0) v
      ORDER BY u.place
      """
    ) { reader in try body(&reader, Cells(of: scope, usual)) }
  }

  /// Which cells a report has: in most programmes nearly all have the same.
  struct Keys: Sendable {
    var indicators: [Int32] = []
    var groups: [Int32] = []
  }

  /// The keys of one report of somebody in `scope`; none where there is no report.
  private static func usualKeys(_ scope: Scope, in session: some Session) async throws -> Keys {
    let row = try await session.query(
      """
      SELECT indicators, groups FROM report_values WHERE actor_id >= \(scope.actors.first ?? ID(0))
      ORDER BY actor_id, report_id LIMIT 1
      """
    ).first
    return try row.map { Keys(indicators: try $0["indicators"], groups: try $0["groups"]) } ?? Keys()
  }

  /// What goes over the wire of each report, most of a night's time, as ``Cells`` reads it: NULL for the keys that are usual
  /// and for moments of verdicts of which none is too late to be known, and an empty array for verified values that are the
  /// declared ones to the bit.
  private static func columns(_ scope: Scope, _ usual: Keys) -> SQL {
    """
    v.report_id, v.period_id,
      CASE WHEN NOT record_image_eq(ROW(v.indicators, v.groups), ROW(\(usual.indicators), \(usual.groups)))
        THEN v.indicators || v.groups END,
      v.declared, v.numerators, v.denominators, v.beneficiaries, v.absences, v.baselines, v.targets,
      CASE WHEN record_image_eq(ROW(v.verified), ROW(v.declared)) THEN '{}' ELSE v.verified END, v.refusals,
      CASE WHEN \(scope.recordedUntil) < ANY (v.verified_at) THEN v.verified_at END
    """
  }

  /// By the key, which is in the order of actors, and no compiling of so short a list of expressions; for this
  /// transaction only. A sort of everything would send its first row when it has seen the last, and the run would stand
  /// still until then.
  private static func readInOrder(in transaction: Transaction) async throws {
    for way in ["enable_seqscan", "enable_bitmapscan", "jit"] {
      try await transaction.execute("SET LOCAL \(identifier: way) = off")
    }
  }

  /// A condition is evaluated for each of many rows, so that only those stand here that leave something out.
  private static func conditions(_ scope: Scope, in session: some Session) async throws -> [SQL] {
    var conditions: [SQL] = ["v.submitted_on <= \(scope.asOf)", "v.recorded_at <= \(scope.recordedUntil)"]
    let counts = try await session.queryOne(
      "SELECT (SELECT count(*) FROM indicators) AS indicators, (SELECT count(*) FROM periods) AS periods")
    if scope.indicators.count < (try counts.decode("indicators", as: Int.self)) {
      conditions.append("v.indicators && \(scope.indicators)")
    }
    if scope.periods.count < (try counts.decode("periods", as: Int.self)) {
      conditions.append("v.period_id = ANY (\(scope.periods))")
    }
    return conditions
  }

  private static func actors(_ scope: Scope, in session: some Session) async throws -> SQL {
    let (first, last) = (scope.actors.first ?? ID(0), scope.actors.last ?? ID(0))
    // No more are counted than it takes to know.
    let few = scope.actors.count * 2
    let among: Int = try await session.queryValue(
      "SELECT count(*) FROM (SELECT FROM actors WHERE actor_id BETWEEN \(first) AND \(last) LIMIT \(few)) a")
    if among < few { return "v.actor_id BETWEEN \(first) AND \(last)" }
    return "v.actor_id = ANY (\(scope.actors.map(\.rawValue)))"
  }

  /// Reports that a run may see and that were sent to another programme than the one it is of.
  ///
  /// - Parameter scope: whose reports; those of every actor that ever took part in both where it names nobody.
  public static func sentElsewhere(
    _ scope: Scope, than programme: ID<Programme>, in transaction: Transaction
  ) async throws -> Set<Int64> {
    let keys = scope.actors.map(\.rawValue)
    return try await transaction.withCopyOut(
      """
      SELECT report_id FROM reports_sent_elsewhere(\(programme), \(scope.asOf), \(scope.recordedUntil), \(keys))
        AS r (report_id)
      """
    ) { reader in
      var found: Set<Int64> = []
      while try reader.nextRow() { found.insert(try reader.int64()) }
      return found
    }
  }

  /// Actors of whom something became known or valid between two runs: reports, verdicts given after the report, and
  /// baselines or targets of the programme. An actor may be named more than once.
  public static func newlyKnown(
    of programme: ID<Programme>, after earlier: (asOf: CalendarDate, recordedUntil: Moment),
    through later: (asOf: CalendarDate, recordedUntil: Moment), in session: some Session
  ) async throws -> [ID<Actor>] {
    let rows = try await session.query(
      """
      SELECT actor_id FROM reports
        WHERE recorded_at > \(earlier.recordedUntil) AND recorded_at <= \(later.recordedUntil)
      UNION SELECT actor_id FROM reports WHERE submitted_on > \(earlier.asOf) AND submitted_on <= \(later.asOf)
      UNION SELECT v.actor_id FROM report_values v CROSS JOIN LATERAL unnest(v.verified_at) t (at)
        WHERE v.last_verdict_at > \(earlier.recordedUntil) AND t.at > v.recorded_at
          AND t.at > \(earlier.recordedUntil) AND t.at <= \(later.recordedUntil)
      UNION SELECT actor_id FROM targets WHERE programme_id = \(programme)
        AND recorded_at > \(earlier.recordedUntil) AND recorded_at <= \(later.recordedUntil)
      """)
    return try rows.map { try $0["actor_id"] }
  }
}
