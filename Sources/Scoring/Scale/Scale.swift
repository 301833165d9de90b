/// What the values of all actors say about each indicator: the second thing, after its own numbers, that an actor's
/// score depends on. A scale can be frozen for a reporting year and given to later runs, so that an actor's score moves
/// by its own numbers only until the scale is issued again.
public struct Scale: Sendable, Hashable, Codable {
  /// One indicator's scale, over all groups.
  public struct Column: Sendable, Hashable, Codable {
    /// Values that were compared.
    public internal(set) var count = 0
    /// Nil where there were none. After treatment.
    public internal(set) var minimum: Double?
    public internal(set) var maximum: Double?
    public internal(set) var mean: Double?
    public internal(set) var standardDeviation: Double?
    /// What larger values are taken for.
    public internal(set) var cap: Double?
    public internal(set) var treatment: ColumnTreatment?
    /// All values in ascending order, where the method compares places.
    public internal(set) var sorted: [Double] = []
  }

  /// One indicator for one group.
  public struct Pair: Sendable, Hashable, Codable {
    /// Whether an actor that serves the group is expected to report the indicator.
    public internal(set) var isExpected = false
    /// What a missing value is taken for, under the policy of group means.
    public internal(set) var mean: Double?
    /// What small numbers are drawn towards.
    public internal(set) var prior: ShrinkagePrior?
  }

  /// The framework the scale was made for.
  public let framework: String
  /// What of that framework the scale hangs on; nil in one that was stored before scales said so.
  public let basis: ScaleBasis?
  /// In the order of the framework.
  public internal(set) var columns: [Column]
  /// Group after group, leaf after leaf.
  public internal(set) var pairs: [Pair]

  public init(_ plan: Plan, _ tally: ScaleTally) {
    framework = "\(plan.framework.code)/\(plan.framework.version)"
    basis = plan.scaleBasis
    pairs = tally.pairs.indices.map { index in
      let leaf = plan.leaves[index % plan.leafCount]
      let group = index / plan.leafCount
      var pair = Pair()
      if let gap = leaf.gap {
        pair.isExpected = gap.group == group
      } else if let declared = leaf.declaredGroups {
        pair.isExpected = declared[group]
      } else {
        pair.isExpected = plan.groupCount == 1 || tally.pairs[index].isReported
      }
      if plan.framework.missing == .groupMean { pair.mean = tally.pairs[index].moments?.mean }
      return pair
    }
    columns = []
    for leaf in 0..<plan.leafCount {
      let members = (0..<plan.groupCount).map { $0 * plan.leafCount + leaf }
      columns.append(ScaleColumn(plan, leaf, members, tally, &pairs).column)
    }
  }

  /// Whether the scale fits the plan: made for the same indicators and groups in the same order, by rules that read
  /// values alike. Weights and the tree may differ: they come after the scale.
  public func fits(_ plan: Plan) -> Bool {
    guard columns.count == plan.leafCount, pairs.count == plan.stride else { return false }
    return basis.map { $0 == plan.scaleBasis } ?? (framework == "\(plan.framework.code)/\(plan.framework.version)")
  }

  /// Whether the numbers can have come from a framework: finite, extremes and places in order. What was read from a file
  /// is to be asked this first.
  public var isSound: Bool {
    columns.allSatisfy { column in
      let numbers = [column.minimum, column.maximum, column.mean, column.standardDeviation, column.cap].compactMap(
        \.self)
      let extremes = (column.minimum == nil) == (column.maximum == nil)
      return column.count >= 0 && (numbers + column.sorted).allSatisfy(\.isFinite) && extremes
        && (column.minimum ?? 0) <= (column.maximum ?? 0) && (column.standardDeviation ?? 0) >= 0
        && zip(column.sorted, column.sorted.dropFirst()).allSatisfy { $0 <= $1 }
    }
      && pairs.allSatisfy { pair in
        [pair.mean, pair.prior?.centre, pair.prior?.strength, pair.prior?.share, pair.prior?.variance].compactMap(
          \.self
        ).allSatisfy(\.isFinite)
      }
  }
}
