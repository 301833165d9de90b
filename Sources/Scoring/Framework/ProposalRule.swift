import Domain

/// The money that follows from scores. What the numbers do is said where the allocation is made.
public struct ProposalRule: Hashable, Sendable {
  public enum Method: String, CaseIterable, Hashable, Sendable {
    /// In proportion to the score, under a cap a recipient, over a floor.
    case waterFilling = "water_filling"
    /// In proportion to the score, where groups first have their declared parts of the budget.
    case proportional
    /// Each actor can earn an equal part of the budget, by the targets it reached (results-based financing).
    case thresholdAndCap = "threshold_and_cap"
    /// What people gave is matched by the square of the sum of square roots (quadratic funding).
    case quadraticMatch = "quadratic_match"
  }

  public enum Floor: String, CaseIterable, Hashable, Sendable {
    /// Amounts under the floor drop out.
    case cliff
    /// Amounts under the floor are phased in, so that no one gains by being just above.
    case phaseIn = "phase_in"
  }

  /// What the groups of ``Method/proportional`` are groups of.
  public enum Grouping: String, CaseIterable, Hashable, Sendable {
    case kind, region
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
  /// The least lower end of the score with which an actor may be paid at all: the 5th percentile of its interval where
  /// replicates ran, else the score by what is verified alone. Nil for none.
  public var eligibleFrom: Double?
  /// Of ``Method/proportional``: the weight of each group in the budget; empty where all share one budget.
  public var groups: [String: Int64] = [:]
  public var grouping: Grouping = .kind
  /// Of ``Method/thresholdAndCap``: the part of a target below which nothing is paid, in [0, 1] …
  public var threshold: Double = 0.75
  /// … and the largest part of a target that is paid for.
  public var cap: Double = 1
  /// Of ``Method/quadraticMatch``: the largest match of one actor in minor units; nil for none …
  public var capMinor: Int64?
  /// … whether matches smaller than the budget are scaled up until it is spent …
  public var spendsAll = false
  /// … and the fund whose contributions are matched; nil for those of every campaign.
  public var contributions: String?

  /// Of ``Method/thresholdAndCap``: what the quality of a node adds to what was earned; nil for nothing.
  public var bonus: Bonus?
  /// Who bears each payment: whole numbers of parts of ``payersWhole``; empty where one payer bears all.
  public var payers: [PayerSplit.Payer] = []
  public var payersWhole: Int64 = 1

  /// A bonus for quality (``QualityBonus``): shares from 0 to 1.
  public struct Bonus: Hashable, Sendable {
    /// The node whose score is the quality; a provisional score, or none, adds nothing.
    public var node: String
    public var threshold: Double
    public var slope: Double
    public var constant: Double

    public init(node: String, threshold: Double, slope: Double, constant: Double) {
      self.node = node
      self.threshold = threshold
      self.slope = slope
      self.constant = constant
    }

    /// - Throws: `quality_rule_invalid`.
    public func rule() throws(Problem) -> QualityBonus {
      try QualityBonus(threshold: threshold, slope: slope, constant: constant)
    }
  }

  /// How a payment is borne; nil where one payer bears all.
  /// - Throws: `payer_parts_invalid`.
  public func payerSplit() throws(Problem) -> PayerSplit? {
    payers.isEmpty ? nil : try PayerSplit(payers, of: payersWhole)
  }

  public init(
    budgetMinor: Int64, currency: String, method: Method = .waterFilling, capShare: Double = 1, floorMinor: Int64 = 0,
    floor: Floor = .phaseIn, node: String? = nil, eligibleFrom: Double? = nil
  ) {
    self.method = method
    self.budgetMinor = budgetMinor
    self.currency = currency
    self.capShare = capShare
    self.floorMinor = floorMinor
    self.floor = floor
    self.node = node
    self.eligibleFrom = eligibleFrom
  }
}
