/// The money that follows from scores. What the numbers do is said where the allocation is made.
public struct ProposalRule: Hashable, Sendable {
  public enum Method: String, CaseIterable, Hashable, Sendable {
    /// In proportion to the score, under a cap a recipient, over a floor.
    case waterFilling = "water_filling"
  }

  public enum Floor: String, CaseIterable, Hashable, Sendable {
    /// Amounts under the floor drop out.
    case cliff
    /// Amounts under the floor are phased in, so that no one gains by being just above.
    case phaseIn = "phase_in"
  }

  public var method: Method
  /// Minor units, not negative.
  public var budgetMinor: Int64
  /// An ISO 4217 code.
  public var currency: String
  /// The largest share of the budget one recipient gets, in (0, 1].
  public var capShare: Double
  /// Minor units, not negative.
  public var floorMinor: Int64
  public var floor: Floor
  /// The node whose score is paid for; nil means the root.
  public var node: String?

  public init(
    budgetMinor: Int64, currency: String, method: Method = .waterFilling, capShare: Double = 1, floorMinor: Int64 = 0,
    floor: Floor = .phaseIn, node: String? = nil
  ) {
    self.method = method
    self.budgetMinor = budgetMinor
    self.currency = currency
    self.capShare = capShare
    self.floorMinor = floorMinor
    self.floor = floor
    self.node = node
  }
}
