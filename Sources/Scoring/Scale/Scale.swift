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
  /// In the order of the framework.
  public internal(set) var columns: [Column]
  /// Group after group, leaf after leaf.
  public internal(set) var pairs: [Pair]

  public init(_ plan: Plan, _ tally: ScaleTally) {
    framework = "\(plan.framework.code)/\(plan.framework.version)"
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

  /// Whether the scale fits the plan: made for the same indicators and groups.
  public func fits(_ plan: Plan) -> Bool {
    columns.count == plan.leafCount && pairs.count == plan.stride
  }
}
