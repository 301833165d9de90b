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

  /// One cell of one report. Of several for the same actor, indicator, group and period the one with the largest
  /// ``report`` counts.
  public struct Observation: Sendable {
    public let actor: ID<Actor>
    public let report: Int64
    public let indicator: Int32
    public let group: Int32
    public let period: Int32
    public let state: ValueState
    public let declared: Double?
    public let numerator: Double?
    public let denominator: Double?
    public let beneficiaries: Int64?
    public let baseline: Double?
    public let target: Double?
    public let verdict: Verdict?
  }

  /// Calls `body` with a reader of every cell in `scope`, actors in the order of their keys, while the server sends;
  /// ``next(from:)`` decodes.
  public static func stream<Value: Sendable>(
    _ scope: Scope, in transaction: Transaction, _ body: @Sendable (inout CopyReader) throws -> Value
  ) async throws -> Value {
    try await transaction.withCopyOut(
      """
      SELECT actor_id, report_id, indicator_id, group_id, period_id, state, declared, numerator, denominator,
        beneficiaries, baseline, target, CASE WHEN verified_at <= \(scope.recordedUntil) THEN verdict END, verified
      FROM indicator_values
      WHERE actor_id = ANY (\(scope.actors.map(\.rawValue))) AND indicator_id = ANY (\(scope.indicators))
        AND period_id = ANY (\(scope.periods)) AND submitted_on <= \(scope.asOf)
        AND recorded_at <= \(scope.recordedUntil)
      ORDER BY actor_id
      """, body)
  }

  /// The next observation, or nil after the last.
  public static func next(from reader: inout CopyReader) throws -> Observation? {
    guard try reader.nextRow() else { return nil }
    let actor = ID<Actor>(try reader.int64())
    let report = try reader.int64()
    let indicator = try reader.int32()
    let group = try reader.int32()
    let period = try reader.int32()
    let state = try reader.withBytesOrNil(state) ?? .missing
    let declared = try reader.doubleOrNil()
    let numerator = try reader.doubleOrNil()
    let denominator = try reader.doubleOrNil()
    let beneficiaries = try reader.int64OrNil()
    let baseline = try reader.doubleOrNil()
    let target = try reader.doubleOrNil()
    let verdict = try reader.withBytesOrNil { $0[2] }
    let verified = try reader.doubleOrNil()
    return Observation(
      actor: actor, report: report, indicator: indicator, group: group, period: period, state: state,
      declared: declared, numerator: numerator, denominator: denominator, beneficiaries: beneficiaries,
      baseline: baseline, target: target, verdict: self.verdict(verdict, verified))
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
  private static func verdict(_ thirdLetter: UInt8?, _ verified: Double?) -> Verdict? {
    switch thirdLetter {
    case UInt8(ascii: "r"): verified.map(Verdict.verified)
    case UInt8(ascii: "j"): .rejected
    case UInt8(ascii: "t"): .returned
    default: nil
    }
  }
}
