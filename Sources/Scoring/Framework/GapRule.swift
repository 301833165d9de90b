/// Scores how far the gap between two groups narrowed: the distance of `group` from `reference` now, against the same
/// distance of their baselines; parity is the target.
public struct GapRule: Hashable, Sendable {
  public enum Measure: String, CaseIterable, Hashable, Sendable {
    /// abs(1 − group / reference).
    case ratio
    /// abs(group − reference).
    case difference
  }

  /// The group that stands apart; the leaf belongs to it.
  public var group: String
  /// The group it is compared with. ``everybody`` is the mean over all groups with a value, weighted by n where every
  /// one of them gives n.
  public var reference: String
  public var measure: Measure

  public static let everybody = "all"

  public init(group: String, reference: String = GapRule.everybody, measure: Measure = .ratio) {
    self.group = group
    self.reference = reference
    self.measure = measure
  }
}
