/// What became of one indicator of one actor for one group.
public enum CellStatus: UInt8, CaseIterable, Sendable {
  /// Scored.
  case ok
  /// No row speaks of it.
  case absent
  /// Reported as missing, or no denominator.
  case missing
  case refused
  case notDue
  /// Sent back by a verifier.
  case returned
  /// Not upheld by a verifier, or no number that can be scored, such as a logarithm of zero.
  case rejected
  /// Every actor has the same value.
  case noVariation
  /// The target is the baseline, or one of them is not known.
  case undefinedTarget
  /// Too few actors to compare.
  case tooSmall
  /// Missing, and taken for zero as the framework says.
  case zeroForMissing
  /// Missing, and taken for the group's mean as the framework says.
  case groupMean
  /// Required and missing: taken for the worst value.
  case requiredMissing

  /// The word in files and tables.
  public var word: String {
    switch self {
    case .ok: "ok"
    case .absent: "absent"
    case .missing: "missing"
    case .refused: "refused"
    case .notDue: "not_due"
    case .returned: "returned"
    case .rejected: "rejected"
    case .noVariation: "no_variation"
    case .undefinedTarget: "undefined_target"
    case .tooSmall: "n_too_small"
    case .zeroForMissing: "zero_for_missing"
    case .groupMean: "group_mean"
    case .requiredMissing: "required_missing"
    }
  }

  /// Whether a value was due and is not there.
  var isGap: Bool {
    switch self {
    case .absent, .missing, .refused, .returned: true
    default: false
    }
  }
}
