/// A rule that sets a node's value outright, kept in the trace with its reason.
public struct GateRule: Hashable, Sendable {
  public enum Bound: Hashable, Sendable {
    case below(Double)
    case above(Double)

    public func holds(for value: Double) -> Bool {
      switch self {
      case .below(let limit): value < limit
      case .above(let limit): value > limit
      }
    }
  }

  /// Any reported indicator, in the tree or not; its last value, added up over the groups. Where it was not reported
  /// the gate stays open.
  public var indicator: String
  public var bound: Bound
  public var node: String
  public var value: Double

  public init(_ indicator: String, _ bound: Bound, node: String, value: Double) {
    self.indicator = indicator
    self.bound = bound
    self.node = node
    self.value = value
  }
}
