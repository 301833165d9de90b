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

  /// What the gate does where the indicator is not known.
  public enum Unknown: String, CaseIterable, Sendable {
    case open, closed
  }

  /// Any reported indicator, in the tree or not; its last value, added up over the groups. What verifiers
  /// rejected is not known.
  public var indicator: String
  public var bound: Bound
  public var node: String
  public var value: Double
  /// Whether the node is set where the indicator is not known: not reported, refused or rejected.
  public var closesUnknown: Bool

  public init(_ indicator: String, _ bound: Bound, node: String, value: Double, closesUnknown: Bool = false) {
    self.indicator = indicator
    self.bound = bound
    self.node = node
    self.value = value
    self.closesUnknown = closesUnknown
  }
}
