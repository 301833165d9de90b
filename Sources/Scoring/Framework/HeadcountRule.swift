import Domain

/// How an indicator is counted over households, where their answers are at hand: by dual cutoffs, one in each dimension
/// and one over all of them (``AlkireFoster``). Where they are not, the actor reports the ratio itself.
public struct HeadcountRule: Hashable, Sendable {
  /// Which number of the method the indicator is.
  public enum Measure: String, CaseIterable, Hashable, Sendable {
    /// H, the share of people who are poor.
    case incidence
    /// A, the share of weighted dimensions in which the poor are deprived; of no value where nobody is poor.
    case intensity
    /// M0 = H · A.
    case adjusted
  }

  /// One dimension of the count.
  public struct Dimension: Hashable, Sendable {
    /// What a household must have, or not have, to be deprived.
    public enum Cutoff: Hashable, Sendable {
      /// The answer says so itself: 1 for deprived, 0 for not.
      case flag
      case below(Double)
      case above(Double)
    }

    /// The column of the household file.
    public var column: String
    /// A positive whole number: shares of whole numbers are compared exactly.
    public var weight: Int
    public var cutoff: Cutoff

    public init(_ column: String, weight: Int = 1, cutoff: Cutoff = .flag) {
      self.column = column
      self.weight = weight
      self.cutoff = cutoff
    }

    /// Whether an answer is one of a deprived household; nil for a flag that is neither 0 nor 1.
    public func isDeprived(_ answer: Double) -> Bool? {
      switch cutoff {
      case .flag: answer == 1 ? true : answer == 0 ? false : nil
      case .below(let limit): answer < limit
      case .above(let limit): answer > limit
      }
    }
  }

  public var dimensions: [Dimension]
  /// The share of all weights from which on a household is poor.
  public var cutoff: Aggregation.Ratio
  public var measure: Measure

  public init(dimensions: [Dimension], cutoff: Aggregation.Ratio, measure: Measure = .adjusted) {
    self.dimensions = dimensions
    self.cutoff = cutoff
    self.measure = measure
  }

  /// The count over households: one row a household and one cell a dimension, nil where it is not known.
  /// - Parameter sizes: members of each household.
  /// - Throws: what ``AlkireFoster`` refuses.
  public func count(_ deprivations: [[Bool?]], sizes: [Int]) throws(Problem) -> AlkireFoster {
    try AlkireFoster(
      deprivations: deprivations, weights: dimensions.map(\.weight),
      cutoff: .init(cutoff.numerator, of: cutoff.denominator), sizes: sizes)
  }

  /// The cell of a count: its value, and the people it speaks of. Incidence is a proportion, poor people of all people,
  /// so that it can be shrunk and has a known sampling error.
  ///
  /// - Parameter indicator, group, period: the numbers of the cell.
  public func cell(_ count: AlkireFoster, indicator: Int32, group: Int32, period: Int32) -> ObservationCell {
    let (people, poor) = (Double(count.people), Double(count.poor))
    var cell = ObservationCell(indicator: indicator, group: group, period: period)
    switch measure {
    case .incidence where count.people > 0: (cell.numerator, cell.denominator) = (poor, people)
    case .intensity where count.poor > 0: (cell.value, cell.size) = (count.intensity ?? .nan, poor)
    case .adjusted where count.people > 0: (cell.value, cell.size) = (count.adjustedHeadcount ?? .nan, people)
    default: cell.state = .missing
    }
    return cell
  }
}
