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
  /// ``next(from:)`` decodes. Cells of others may stand between them, where leaving them out would cost the server more
  /// than sending them.
  public static func stream<Value: Sendable>(
    _ scope: Scope, in transaction: Transaction, _ body: @Sendable (inout CopyReader) throws -> Value
  ) async throws -> Value {
    let conditions = try await conditions(scope, in: transaction) + [actors(scope, in: transaction)]
    try await readInOrder(in: transaction)
    return try await transaction.withCopyOut(
      """
      SELECT v.actor_id, \(fragment: columns(scope)) FROM indicator_values v
      WHERE \(fragment: SQL.joined(conditions, by: " AND ")) ORDER BY v.actor_id
      """, body)
  }

  /// As ``stream(_:in:_:)`` for the actors of `scope` one by one, in that order and as often as they stand there: each
  /// observation's ``Observation/actor`` is a place in ``Scope/actors``, from 0.
  public static func streamByPlace<Value: Sendable>(
    _ scope: Scope, in transaction: Transaction, _ body: @Sendable (inout CopyReader) throws -> Value
  ) async throws -> Value {
    let conditions = try await conditions(scope, in: transaction)
    try await readInOrder(in: transaction)
    return try await transaction.withCopyOut(
      """
      SELECT u.place - 1 AS place, v.*
      FROM unnest(\(scope.actors.map(\.rawValue))) WITH ORDINALITY u (actor_id, place)
      -- By the key, actor by actor: OFFSET keeps the planner from reading everybody's values instead.
      CROSS JOIN LATERAL (
        SELECT \(fragment: columns(scope)) FROM indicator_values v
        WHERE v.actor_id = u.actor_id AND \(fragment: SQL.joined(conditions, by: " AND ")) OFFSET 0) v
      ORDER BY u.place
      """, body)
  }

  /// What goes over the wire of each row, most of a night's time: the two small keys in one number, and NULL for what
  /// most rows say, which is a value that was reported, verified, and found to be what was declared. Zero is sent, since
  /// it has two signs.
  private static func columns(_ scope: Scope) -> SQL {
    """
    v.report_id, v.indicator_id::bigint << 32 | v.group_id, v.period_id, NULLIF(v.state, 'reported'), v.declared,
      v.numerator, v.denominator, v.beneficiaries, v.baseline, v.target,
      CASE WHEN v.verified_at <= \(scope.recordedUntil) THEN NULLIF(v.verdict, 'verified') ELSE '' END,
      CASE WHEN v.verified = v.declared AND v.declared <> 0 THEN NULL ELSE v.verified END
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

  /// A condition is evaluated for each of millions of rows, so that only those stand here that leave something out.
  private static func conditions(_ scope: Scope, in session: some Session) async throws -> [SQL] {
    var conditions: [SQL] = ["v.submitted_on <= \(scope.asOf)", "v.recorded_at <= \(scope.recordedUntil)"]
    let counts = try await session.queryOne(
      "SELECT (SELECT count(*) FROM indicators) AS indicators, (SELECT count(*) FROM periods) AS periods")
    if scope.indicators.count < (try counts.decode("indicators", as: Int.self)) {
      conditions.append("v.indicator_id = ANY (\(scope.indicators))")
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

  /// The next observation, or nil after the last.
  @inline(__always)
  public static func next(from reader: inout CopyReader) throws -> Observation? {
    guard try reader.nextRow() else { return nil }
    let (actor, report, keys) = (try reader.int64(), try reader.int64(), try reader.int64())
    let period = try reader.int32()
    let state = try reader.withBytesOrNil(state) ?? .reported
    let declared = try reader.doubleOrNil() ?? .nan
    let (numerator, denominator) = (try reader.doubleOrNil() ?? .nan, try reader.doubleOrNil() ?? .nan)
    let beneficiaries = try reader.int64OrNil().map { Double($0) } ?? .nan
    let (baseline, target) = (try reader.doubleOrNil() ?? .nan, try reader.doubleOrNil() ?? .nan)
    let verdict: Verdict.Word? = try reader.withBytesOrNil(verdict) ?? .verified
    let found = try reader.doubleOrNil()
    return Observation(
      actor: actor, report: report, indicator: Int32(truncatingIfNeeded: keys >> 32),
      group: Int32(truncatingIfNeeded: keys), period: period, state: state, declared: declared, numerator: numerator,
      denominator: denominator, beneficiaries: beneficiaries, baseline: baseline, target: target, verdict: verdict,
      verified: found ?? (verdict == .verified ? declared : .nan))
  }

  /// The schema's CHECK allows three words beside the one that is not sent; a byte tells them apart.
  private static func state(_ word: UnsafeRawBufferPointer) -> ValueState {
    switch word[0] {
    case UInt8(ascii: "m"): .missing
    case UInt8(ascii: "n"): .notDue
    default: .refused
    }
  }

  /// Nothing where there is none yet; `rejected` and `returned`, beside the one that is not sent, differ in their third
  /// letter.
  private static func verdict(_ word: UnsafeRawBufferPointer) -> Verdict.Word? {
    if word.isEmpty { return nil }
    return word[2] == UInt8(ascii: "j") ? .rejected : .returned
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
      UNION SELECT actor_id FROM indicator_values
        WHERE verified_at > recorded_at AND verified_at > \(earlier.recordedUntil)
          AND verified_at <= \(later.recordedUntil)
      UNION SELECT actor_id FROM targets WHERE programme_id = \(programme)
        AND recorded_at > \(earlier.recordedUntil) AND recorded_at <= \(later.recordedUntil)
      """)
    return try rows.map { try $0["actor_id"] }
  }
}
