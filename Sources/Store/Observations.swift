import Domain
import Postgres

/// The stream of cells that a run reads: `indicator_values` in actor order, as they were known at a moment.
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

    /// - Parameter actors: in the order of their keys.
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
  /// ``next(from:)`` decodes. Cells of others may stand between them, where leaving them out would cost the server more
  /// than sending them.
  public static func stream<Value: Sendable>(
    _ scope: Scope, in transaction: Transaction, _ body: @Sendable (inout CopyReader) throws -> Value
  ) async throws -> Value {
    let conditions = try await conditions(scope, in: transaction)
    // Sorting millions of rows in memory, not on disk; for this transaction only.
    try await transaction.execute("SET LOCAL work_mem = '256MB'")
    return try await transaction.withCopyOut(
      """
      SELECT actor_id, report_id, indicator_id, group_id, period_id, state, declared, numerator, denominator,
        beneficiaries, baseline, target, CASE WHEN verified_at <= \(scope.recordedUntil) THEN verdict END, verified
      FROM indicator_values
      WHERE \(fragment: SQL.joined(conditions, by: " AND ")) ORDER BY actor_id
      """, body)
  }

  /// A condition is evaluated for each of millions of rows, so that only those stand here that leave something out.
  private static func conditions(_ scope: Scope, in session: some Session) async throws -> [SQL] {
    var conditions: [SQL] = ["submitted_on <= \(scope.asOf)", "recorded_at <= \(scope.recordedUntil)"]
    let counts = try await session.queryOne(
      """
      SELECT (SELECT count(*) FROM indicators) AS indicators, (SELECT count(*) FROM periods) AS periods,
        (SELECT count(*) FROM actors WHERE actor_id BETWEEN \(scope.actors.first ?? ID(0)) AND \(scope.actors.last ?? ID(0)))
          AS actors
      """)
    if scope.indicators.count < (try counts.decode("indicators", as: Int.self)) {
      conditions.append("indicator_id = ANY (\(scope.indicators))")
    }
    if scope.periods.count < (try counts.decode("periods", as: Int.self)) {
      conditions.append("period_id = ANY (\(scope.periods))")
    }
    let among: Int = try counts["actors"]
    if scope.actors.count * 2 > among {
      let (first, last) = (scope.actors.first ?? ID(0), scope.actors.last ?? ID(0))
      conditions.append("actor_id BETWEEN \(first) AND \(last)")
    } else {
      conditions.append("actor_id = ANY (\(scope.actors.map(\.rawValue)))")
    }
    return conditions
  }

  /// The next observation, or nil after the last.
  @inline(__always)
  public static func next(from reader: inout CopyReader) throws -> Observation? {
    guard try reader.nextRow() else { return nil }
    return Observation(
      actor: try reader.int64(), report: try reader.int64(), indicator: try reader.int32(), group: try reader.int32(),
      period: try reader.int32(), state: try reader.withBytesOrNil(state) ?? .missing,
      declared: try reader.doubleOrNil() ?? .nan, numerator: try reader.doubleOrNil() ?? .nan,
      denominator: try reader.doubleOrNil() ?? .nan,
      beneficiaries: try reader.int64OrNil().map { Double($0) } ?? .nan, baseline: try reader.doubleOrNil() ?? .nan,
      target: try reader.doubleOrNil() ?? .nan, verdict: try reader.withBytesOrNil(verdict) ?? nil,
      verified: try reader.doubleOrNil() ?? .nan)
  }

  /// The schema's CHECK allows four words; a byte or the length tells them apart.
  private static func state(_ word: UnsafeRawBufferPointer) -> ValueState {
    switch word[0] {
    case UInt8(ascii: "m"): .missing
    case UInt8(ascii: "n"): .notDue
    default: word.count == 8 ? .reported : .refused
    }
  }

  /// `verified`, `rejected` and `returned` differ in their third letter.
  private static func verdict(_ word: UnsafeRawBufferPointer) -> Verdict.Word? {
    switch word[2] {
    case UInt8(ascii: "r"): .verified
    case UInt8(ascii: "j"): .rejected
    case UInt8(ascii: "t"): .returned
    default: nil
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
      UNION SELECT actor_id FROM indicator_values
        WHERE verified_at > recorded_at AND verified_at > \(earlier.recordedUntil)
          AND verified_at <= \(later.recordedUntil)
      UNION SELECT actor_id FROM targets WHERE programme_id = \(programme)
        AND recorded_at > \(earlier.recordedUntil) AND recorded_at <= \(later.recordedUntil)
      """)
    return try rows.map { try $0["actor_id"] }
  }
}
