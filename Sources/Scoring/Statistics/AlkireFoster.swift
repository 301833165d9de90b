import Domain

/// Multidimensional poverty by dual cutoffs: who is deprived in enough dimensions at once, and in how many.
///
/// Weights and cutoff are whole numbers, so that “a third of all weights” is decided exactly.
/// Source: S. Alkire and J. Foster, “Counting and multidimensional poverty measurement”, 2011.
public struct AlkireFoster: Sendable, Equatable {
  /// A share of all weights, such as 1/3.
  public struct Cutoff: Sendable, Hashable {
    public let numerator: Int
    public let denominator: Int

    public init(_ numerator: Int, of denominator: Int) {
      self.numerator = numerator
      self.denominator = denominator
    }
  }

  /// What one dimension adds, in the order of the weights.
  public struct Dimension: Sendable, Equatable {
    /// The share of people who are poor and deprived in it: the censored headcount ratio.
    public let censoredHeadcount: Double
    /// The part of M0 that it makes up; nil where nobody is poor.
    public let contribution: Double?
  }

  /// People with every dimension known.
  public let people: Int
  /// People left out since a dimension is missing.
  public let incomplete: Int
  public let poor: Int
  public let dimensions: [Dimension]
  /// The weights of the deprivations of the poor, added up, over the sum of weights.
  private let deprivation: Double

  /// H, the share of people who are poor; nil for no people.
  public var incidence: Double? { people > 0 ? Double(poor) / Double(people) : nil }
  /// A, the share of weighted dimensions in which the poor are deprived; nil where nobody is poor.
  public var intensity: Double? { poor > 0 ? deprivation / Double(poor) : nil }
  /// M0 = H · A, the adjusted headcount ratio; nil for no people.
  public var adjustedHeadcount: Double? { people > 0 ? deprivation / Double(people) : nil }

  /// - Parameters:
  ///   - deprivations: one row a person and one cell a dimension; nil where it is not known.
  ///   - weights: one a dimension.
  ///   - cutoff: a person is poor whose weighted deprivations reach this share of all weights.
  ///   - sizes: the people each row stands for, such as the members of a household; nil for one each.
  /// - Throws: `deprivation_weights_invalid` unless the weights are positive and as many as the cells of each row;
  ///   `deprivation_cutoff_invalid` unless the cutoff lies above 0 and does not pass 1; `deprivation_sizes_invalid`
  ///   unless there is one size a row, from 1 to 1,000,000.
  public init(
    deprivations: [[Bool?]], weights: [Int], cutoff: Cutoff, sizes: [Int]? = nil
  ) throws(Problem) {
    // Twelve digits for a weight and nine for a cutoff leave the exact products inside Int128.
    guard !weights.isEmpty, weights.allSatisfy({ (1...1_000_000_000_000).contains($0) }),
      deprivations.allSatisfy({ $0.count == weights.count })
    else {
      throw Problem(
        "deprivation_weights_invalid", "Each dimension has one positive whole weight and each person one cell for it.")
    }
    guard cutoff.numerator > 0, cutoff.numerator <= cutoff.denominator, cutoff.denominator <= 1_000_000_000 else {
      throw Problem("deprivation_cutoff_invalid", "A poverty cutoff is a share of the weights above 0 and up to 1.")
    }
    guard sizes.map({ $0.count == deprivations.count && $0.allSatisfy((1...1_000_000).contains) }) ?? true else {
      throw Problem("deprivation_sizes_invalid", "Each row stands for 1 to 1,000,000 people.")
    }
    let total = Int128(weights.reduce(0, +))
    var (people, incomplete, poor) = (0, 0, 0)
    var headcounts = [Int](repeating: 0, count: weights.count)
    for (index, row) in deprivations.enumerated() {
      let size = sizes?[index] ?? 1
      let person = row.compactMap(\.self)
      guard person.count == weights.count else {
        incomplete += size
        continue
      }
      people += size
      let deprived = zip(person, weights).reduce(0) { $1.0 ? $0 + $1.1 : $0 }
      guard Int128(deprived) * Int128(cutoff.denominator) >= Int128(cutoff.numerator) * total else { continue }
      poor += size
      for index in person.indices where person[index] { headcounts[index] += size }
    }
    self.people = people
    self.incomplete = incomplete
    self.poor = poor
    let censored = zip(headcounts, weights).reduce(Int128(0)) { $0 + Int128($1.0) * Int128($1.1) }
    deprivation = Double(censored) / Double(total)
    let count = people
    dimensions = zip(headcounts, weights).map { headcount, weight in
      Dimension(
        censoredHeadcount: count > 0 ? Double(headcount) / Double(count) : 0,
        contribution: censored > 0 ? Double(Int128(headcount) * Int128(weight)) / Double(censored) : nil)
    }
  }
}
