import Domain

/// One reported number on its way into the engine: plain words without references, so that a stream of millions
/// allocates nothing.
public struct ObservationCell: Sendable {
  /// What the reporter said.
  public enum State: UInt8, Sendable {
    case reported
    /// Due, and not given.
    case missing
    /// Due, and the actor declines to say.
    case refused
    /// Not asked; does not count against the actor.
    case notDue
  }

  /// What a verifier said.
  public enum Verdict: UInt8, Sendable {
    /// Nobody looked: the gain counts by ``VerificationRule/unverified``.
    case none
    /// Found true, or corrected by ``ObservationCell/verifiedValue``.
    case verified
    /// Not upheld: the gain counts by ``VerificationRule/rejected``.
    case rejected
    /// Sent back: the cell counts as missing.
    case returned
  }

  /// The number of the reported indicator, by ``Plan/index(ofReported:)``.
  public var indicator: Int32
  /// The number of the group, by ``Plan/index(ofGroup:)``.
  public var group: Int32
  /// The number of the period, in order of time, from 0.
  public var period: Int32
  public var state: State
  public var verdict: Verdict
  /// Of whom the cell is, where the actor is a union: 0 is the union itself, its members count from 1 in the order of
  /// their codes. Cells of several units make one figure, and each stands in it once.
  public var unit: UInt16
  /// Of two cells for the same indicator, group and period, the one with the higher number supersedes.
  public var sequence: Int64
  // Absent numbers are NaN: an optional would double the size of a cell.
  package internal(set) var value: Double
  package internal(set) var verifiedValue: Double
  package internal(set) var numerator: Double
  package internal(set) var denominator: Double
  package internal(set) var size: Double
  package internal(set) var baseline: Double
  package internal(set) var target: Double

  /// - Parameters:
  ///   - value: the declared value; for a ratio, left out where numerator and denominator are given.
  ///   - verifiedValue: what the verifier found; left out where the declared value was upheld.
  ///   - numerator, denominator, size: left out where they are past what a report can hold; `size` is the people the
  ///     value speaks of.
  public init(
    indicator: Int32, group: Int32 = 0, period: Int32 = 0, state: State = .reported, verdict: Verdict = .verified,
    value: Double? = nil, verifiedValue: Double? = nil, numerator: Double? = nil, denominator: Double? = nil,
    size: Double? = nil, baseline: Double? = nil, target: Double? = nil, sequence: Int64 = 0, unit: UInt16 = 0
  ) {
    self.indicator = indicator
    self.group = group
    self.period = period
    self.state = state
    self.verdict = verdict
    self.sequence = sequence
    self.unit = unit
    self.value = value ?? .nan
    self.verifiedValue = verifiedValue ?? .nan
    self.numerator = ObservationCell.kept(numerator)
    self.denominator = ObservationCell.kept(denominator)
    self.size = ObservationCell.kept(size)
    self.baseline = baseline ?? .nan
    self.target = target ?? .nan
  }

  /// NaN for a number that no report can have: it would make others infinite.
  @inline(__always)
  private static func kept(_ number: Double?) -> Double {
    guard let number, number.magnitude <= ReportCell.limit else { return .nan }
    return number
  }

  /// Takes over the baseline and target of another cell.
  public mutating func agree(with other: ObservationCell) { (baseline, target) = (other.baseline, other.target) }

  /// Puts a baseline and a target to the cell; nil leaves what it has.
  public mutating func agree(baseline: Double?, target: Double?) {
    if let baseline { self.baseline = baseline }
    if let target { self.target = target }
  }

  /// Appends everything the cell says, but for its number of sequence, in a fixed form: for fingerprints.
  public func appendCanonicalBytes(to bytes: inout [UInt8]) {
    for number in [indicator, group, period] { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
    bytes.append(unit == 0 ? state.rawValue : state.rawValue | 0x80)
    bytes.append(verdict.rawValue)
    if unit > 0 { withUnsafeBytes(of: unit.littleEndian) { bytes += $0 } }
    for number in [value, verifiedValue, numerator, denominator, size, baseline, target] {
      // One pattern for what is absent, whatever not-a-number it is.
      let pattern = number.isNaN ? UInt64.max : number.bitPattern
      withUnsafeBytes(of: pattern.littleEndian) { bytes += $0 }
    }
  }

  /// Whether the two are of one indicator, group, unit and period, so that only one of them counts.
  @inline(__always)
  public func isOfSamePlace(as other: ObservationCell) -> Bool {
    indicator == other.indicator && group == other.group && period == other.period && unit == other.unit
  }

  /// By indicator, group, unit and period; the superseding cell comes last.
  public static func isBefore(_ left: ObservationCell, _ right: ObservationCell) -> Bool {
    if left.indicator != right.indicator { return left.indicator < right.indicator }
    if left.group != right.group { return left.group < right.group }
    if left.unit != right.unit { return left.unit < right.unit }
    if left.period != right.period { return left.period < right.period }
    return left.sequence < right.sequence
  }
}
