import Domain

/// A valid framework laid out for computing: codes become dense indexes, and the tree becomes flat arrays in the order
/// of evaluation.
///
/// Feeding cells needs the two dictionaries once; from then on reported indicators, groups and nodes are numbers that
/// count from 0. Leaves keep the order of ``Framework/indicators``, groups that of ``Framework/groups``, nodes that of
/// ``Framework/tree``.
public struct Plan: Sendable {
  public let framework: Framework
  /// The reported indicators the framework reads: leaves, denominators and gates.
  public let reported: [String]
  /// Effective weights of the groups, in their order (stage S9).
  public let groupWeights: [Double]
  let indexOfReported: [String: Int]
  let indexOfGroup: [String: Int]
  /// What each reported indicator is used for.
  let uses: [[SeriesUse]]
  let leaves: [Leaf]
  let auxiliaryCount: Int
  /// The series that speak of an actor as a whole: those of the gates, in their order, then those of the social return.
  let wholeSeries: [WholeSeries]
  /// By gate: the node it sets.
  let gateNodes: [Int]
  let tree: TreePlan
  let needsTargets: Bool
  let needsSizes: Bool

  /// - Throws: what ``Framework/validate()`` refuses.
  public init(_ framework: Framework) throws(Problems) {
    try framework.validate()
    var series = SeriesIndex(framework)
    leaves = framework.indicators.map { rule in Leaf(rule, framework, &series) }
    wholeSeries =
      framework.gates.map { gate in
        WholeSeries(
          auxiliary: series.auxiliary(gate.indicator), isRatio: series.kind(gate.indicator) == .ratio)
      }
      + (framework.socialReturn?.series ?? []).map { use in
        WholeSeries(auxiliary: series.upheld(use.code, use.kind), isRatio: false)
      }
    gateNodes = framework.gates.map { gate in framework.tree.firstIndex { $0.code == gate.node } ?? 0 }
    for (index, leaf) in leaves.enumerated() { series.use(framework.indicators[index].reported, for: index, leaf) }
    self.framework = framework
    reported = series.codes
    indexOfReported = series.indexOf
    indexOfGroup = Dictionary(
      framework.groups.enumerated().map { ($0.element.code, $0.offset) }, uniquingKeysWith: { first, _ in first })
    uses = series.uses
    auxiliaryCount = series.auxiliaryCount
    groupWeights = framework.groups.map(framework.equity.weight)
    tree = TreePlan(framework)
    needsTargets = leaves.contains(where: \.isAchievement)
    needsSizes = framework.indicators.contains { $0.shrinkage != nil }
  }

  public var groups: [String] { framework.groups.map(\.code) }
  public var indicators: [String] { framework.indicators.map(\.code) }
  public var nodes: [String] { framework.tree.map(\.code) }
  /// The index of the root among ``nodes``.
  public var root: Int { tree.root }

  /// Whether more of a reported indicator is better to every leaf that is made of it.
  func isUp(ofReported indicator: Int32) -> Bool {
    uses[Int(indicator)].allSatisfy { use in
      guard case .leaf(let leaf) = use.destination else { return true }
      return leaves[leaf].isUp || leaves[leaf].gap != nil
    }
  }

  /// The number cells carry for a reported indicator; nil for one that the framework does not read.
  public func index(ofReported code: String) -> Int32? { indexOfReported[code].map(Int32.init) }
  /// The number cells carry for a target group; nil for one that the framework does not have.
  public func index(ofGroup code: String) -> Int32? { indexOfGroup[code].map(Int32.init) }

  /// What the values of a reported indicator are in; nil where no rule says.
  public func unit(ofReported indicator: Int32) -> String? {
    framework.indicators.lazy.filter { indexOfReported[$0.reported] == Int(indicator) }.compactMap(\.unit).first
  }

  /// The number that stands for an actor as a whole in cells of an indicator that nothing but denominators and gates
  /// read; nil for one that is scored group by group, where there are several groups.
  public func wholeGroup(ofReported indicator: Int32) -> Int32? {
    if groupCount == 1 { return 0 }
    let isScored = uses[Int(indicator)].contains { if case .leaf = $0.destination { true } else { false } }
    return isScored ? nil : Int32(groupCount)
  }

  var leafCount: Int { leaves.count }
  var groupCount: Int { framework.groups.count }
  var nodeCount: Int { framework.tree.count }
  /// Cells of an actor: leaf i for group g is at g × leaves + i.
  var stride: Int { leafCount * groupCount }

  /// Whether some mean is geometric, so that its children are factors.
  public var hasFactors: Bool {
    tree.nodes.contains { $0.aggregation.exponent == 0 }
      || (groupCount > 1 && framework.equity.aggregation.exponent == 0)
  }

  /// The share of the whole score that an indicator has where nothing is missing, in the order of the framework.
  public var effectiveWeights: [Double] { Array(tree.effectiveWeights.prefix(leafCount)) }
  /// The same for the nodes.
  public var effectiveNodeWeights: [Double] {
    framework.tree.indices.map { tree.effectiveWeights[tree.slot(ofNode: $0)] }
  }
}

/// One reading of an actor as a whole.
struct WholeSeries: Sendable {
  let auxiliary: Int
  let isRatio: Bool
}
