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
  /// Of two cells for the same indicator, group and period, the one with the higher number supersedes.
  public var sequence: Int64
  // Absent numbers are NaN: an optional would double the size of a cell.
  var value: Double
  var verifiedValue: Double
  var numerator: Double
  var denominator: Double
  var size: Double
  var baseline: Double
  var target: Double

  /// - Parameters:
  ///   - value: the declared value; for a ratio, left out where numerator and denominator are given.
  ///   - verifiedValue: what the verifier found; left out where the declared value was upheld.
  ///   - numerator, denominator, size: left out where they are past what a report can hold; `size` is the people the
  ///     value speaks of.
  public init(
    indicator: Int32, group: Int32 = 0, period: Int32 = 0, state: State = .reported, verdict: Verdict = .verified,
    value: Double? = nil, verifiedValue: Double? = nil, numerator: Double? = nil, denominator: Double? = nil,
    size: Double? = nil, baseline: Double? = nil, target: Double? = nil, sequence: Int64 = 0
  ) {
    self.indicator = indicator
    self.group = group
    self.period = period
    self.state = state
    self.verdict = verdict
    self.sequence = sequence
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
    bytes.append(state.rawValue)
    bytes.append(verdict.rawValue)
    for number in [value, verifiedValue, numerator, denominator, size, baseline, target] {
      // One pattern for what is absent, whatever not-a-number it is.
      let pattern = number.isNaN ? UInt64.max : number.bitPattern
      withUnsafeBytes(of: pattern.littleEndian) { bytes += $0 }
    }
  }

  /// By indicator, group and period; the superseding cell comes last.
  public static func isBefore(_ left: ObservationCell, _ right: ObservationCell) -> Bool {
    if left.indicator != right.indicator { return left.indicator < right.indicator }
    if left.group != right.group { return left.group < right.group }
    if left.period != right.period { return left.period < right.period }
    return left.sequence < right.sequence
  }
}
