/// The tree as flat arrays. A slot holds one value: leaves come first, then nodes in the order of evaluation, children
/// before parents; siblings keep the order of the file, nodes before indicators.
struct TreePlan: Sendable {
  struct Node: Sendable {
    let aggregation: Aggregation
    /// The children, as a range of ``TreePlan/children``.
    let children: Range<Int>
    /// The least children with a value.
    let minimumData: Int
    let coverageMinimum: Double
    /// The index of the node in the framework.
    let index: Int
    /// The deprivation cutoff in whole numbers, where this is a headcount.
    let headcount: Headcount?
  }

  let leafCount: Int
  /// In the order of evaluation; the last one is the root.
  let nodes: [Node]
  /// Slots of children, node after node.
  let children: [Int]
  /// Declared weights beside ``children``.
  let weights: [Double]
  /// The slot of each node of the framework.
  private let slots: [Int]
  /// By slot: the share of the root's weight, with every sibling there.
  let effectiveWeights: [Double]
  /// By child: the weight divided by that of all siblings.
  let shares: [Double]
  let root: Int

  var slotCount: Int { leafCount + nodes.count }
  func slot(ofNode index: Int) -> Int { slots[index] }

  init(_ framework: Framework) {
    let tree = framework.tree
    leafCount = framework.indicators.count
    root = tree.firstIndex { $0.parent == nil } ?? 0
    var leavesOf: [String: [Int]] = [:]
    for (index, rule) in framework.indicators.enumerated() { leavesOf[rule.parent, default: []].append(index) }
    var nodesOf: [String: [Int]] = [:]
    for (index, node) in tree.enumerated() {
      if let parent = node.parent { nodesOf[parent, default: []].append(index) }
    }
    var order: [Int] = []
    TreePlan.visit(root, tree, nodesOf, &order)
    var slots = [Int](repeating: 0, count: tree.count)
    for (position, index) in order.enumerated() { slots[index] = leafCount + position }
    var (nodes, children, weights): ([Node], [Int], [Double]) = ([], [], [])
    for index in order {
      let rule = tree[index]
      let branches = nodesOf[rule.code] ?? []
      let leaves = leavesOf[rule.code] ?? []
      let start = children.count
      children += branches.map { slots[$0] } + leaves
      let own = branches.map { tree[$0].weight } + leaves.map { framework.indicators[$0].weight }
      weights += own
      nodes.append(
        Node(
          aggregation: rule.aggregation, children: start..<children.count,
          minimumData: TreePlan.count(rule.minimumData, of: own.count),
          coverageMinimum: rule.coverageMinimum ?? framework.coverageMinimum, index: index,
          headcount: Headcount(rule.aggregation, weights: own)))
    }
    self.slots = slots
    self.nodes = nodes
    self.children = children
    self.weights = weights
    (shares, effectiveWeights) = TreePlan.shares(nodes, children, weights, leafCount)
  }

  private static func visit(_ index: Int, _ tree: [NodeRule], _ nodesOf: [String: [Int]], _ order: inout [Int]) {
    for child in nodesOf[tree[index].code] ?? [] { visit(child, tree, nodesOf, &order) }
    order.append(index)
  }

  private static func count(_ minimum: Double?, of children: Int) -> Int {
    guard let minimum, minimum > 0 else { return 1 }
    return minimum >= 1 ? Int(minimum.rounded(.up)) : Int((minimum * Double(children)).rounded(.up))
  }

  private static func shares(
    _ nodes: [Node], _ children: [Int], _ weights: [Double], _ leafCount: Int
  ) -> (shares: [Double], effective: [Double]) {
    var shares = weights
    var effective = [Double](repeating: 0, count: leafCount + nodes.count)
    effective[effective.count - 1] = 1
    for (position, node) in nodes.enumerated().reversed() {
      let total = weights[node.children].reduce(0, +)
      for child in node.children {
        shares[child] = weights[child] / total
        effective[children[child]] = effective[leafCount + position] * shares[child]
      }
    }
    return (shares, effective)
  }
}
