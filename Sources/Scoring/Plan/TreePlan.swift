/// The tree as flat arrays. A slot holds one value: leaves come first, then nodes in the order of evaluation, children
/// before parents; siblings keep the order of the file, nodes before indicators.
///
/// A class, so that the tree is handed around by one reference; nothing of it ever changes.
final class TreePlan: Sendable {
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

  /// A node as plain numbers, for the loops that run for every actor.
  struct Step: Sendable {
    let start: Int32
    let end: Int32
    let minimumData: Int32
    let isArithmetic: Bool
  }

  let leafCount: Int
  /// In the order of evaluation; the last one is the root.
  let nodes: [Node]
  /// ``nodes`` again.
  let steps: [Step]
  /// Slots of children, node after node.
  let children: [Int]
  /// Declared weights beside ``children``.
  let weights: [Double]
  /// The slot of each node of the framework.
  private let slots: [Int]
  private let coverageMinima: [Double]
  /// By slot: the share of the root's weight, with every sibling there.
  let effectiveWeights: [Double]
  /// By child: the weight divided by that of all siblings.
  let shares: [Double]
  /// By node of the framework: whether each leaf is below it.
  private let below: [[Bool]]
  let root: Int

  var slotCount: Int { leafCount + nodes.count }
  func slot(ofNode index: Int) -> Int { slots[index] }
  /// Whether a leaf is below a node of the framework.
  func isBelow(_ leaf: Int, node: Int) -> Bool { below[node][leaf] }
  func coverageMinimum(ofSlot slot: Int) -> Double { coverageMinima[slot - leafCount] }

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
    coverageMinima = nodes.map(\.coverageMinimum)
    steps = nodes.map { node in
      Step(
        start: Int32(node.children.lowerBound), end: Int32(node.children.upperBound),
        minimumData: Int32(node.minimumData), isArithmetic: node.aggregation.exponent == 1)
    }
    self.children = children
    self.weights = weights
    (shares, effectiveWeights) = TreePlan.shares(nodes, children, weights, leafCount)
    below = TreePlan.below(nodes, children, leafCount)
  }

  /// The weighted arithmetic mean of the children that are there, as ``Mean`` takes it, or NaN where too few are.
  @inline(__always)
  static func mean(
    _ values: UnsafePointer<Double>, _ children: UnsafePointer<Int>, _ weights: UnsafePointer<Double>, _ step: Step
  ) -> Double {
    var (sum, total, count) = (0.0, 0.0, Int32(0))
    for place in Int(step.start)..<Int(step.end) {
      let value = values[children[place]]
      if value.isNaN { continue }
      sum += weights[place] * value
      total += weights[place]
      count += 1
    }
    return count >= max(step.minimumData, 1) && total > 0 ? sum / total : .nan
  }

  /// Fills the nodes' slots of `values`, children before parents.
  ///
  /// - Parameters:
  ///   - gathered: room for a node's children.
  ///   - weights: beside ``children``; nil for the declared ones.
  ///   - positions: the nodes to fill, by their place in ``nodes``; nil for all.
  ///   - arithmeticStays: whether arithmetic means are taken as such, without asking `mean`.
  ///   - mean: any mean but the arithmetic one, of a node's position, children, weights and least number.
  ///   - settle: what becomes of a node's value, by its slot.
  @inline(__always)
  func climb(
    _ values: UnsafeMutablePointer<Double>, _ gathered: UnsafeMutableBufferPointer<Double>,
    weights: UnsafeBufferPointer<Double>? = nil, positions: Range<Int>? = nil, arithmeticStays: Bool = true,
    mean: (Int, UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>, Int) -> Double,
    settle: (Int, Double) -> Double
  ) {
    self.weights.withUnsafeBufferPointer { declared in
      let weights = weights ?? declared
      children.withUnsafeBufferPointer { children in
        steps.withUnsafeBufferPointer { steps in
          guard let first = children.baseAddress, let weight = weights.baseAddress else { return }
          for position in positions ?? 0..<steps.count {
            let step = steps[position]
            let value: Double
            if step.isArithmetic, arithmeticStays {
              value = TreePlan.mean(values, first, weight, step)
            } else {
              let range = Int(step.start)..<Int(step.end)
              for place in range { gathered[place - range.lowerBound] = values[first[place]] }
              value = mean(
                position, UnsafeBufferPointer(rebasing: gathered[..<range.count]),
                UnsafeBufferPointer(rebasing: weights[range]), Int(step.minimumData))
            }
            values[leafCount + position] = settle(leafCount + position, value)
          }
        }
      }
    }
  }

  /// The place among ``nodes`` of the first one at or below the one at `position`. Those below a node stand right before
  /// it, since children are evaluated before their parents and branch by branch.
  func firstPosition(below position: Int) -> Int {
    let branches = nodes[position].children.map { children[$0] }.filter { $0 >= leafCount }
    return branches.map { firstPosition(below: $0 - leafCount) }.min() ?? position
  }

  /// The leaves below any of the nodes at `positions`, in their order.
  func leaves(below positions: Range<Int>) -> [Int] {
    positions.flatMap { nodes[$0].children.map { children[$0] }.filter { $0 < leafCount } }.sorted()
  }

  private static func visit(_ index: Int, _ tree: [NodeRule], _ nodesOf: [String: [Int]], _ order: inout [Int]) {
    for child in nodesOf[tree[index].code] ?? [] { visit(child, tree, nodesOf, &order) }
    order.append(index)
  }

  private static func below(_ nodes: [Node], _ children: [Int], _ leafCount: Int) -> [[Bool]] {
    // By place, children before parents.
    var found: [[Bool]] = []
    for node in nodes {
      var own = [Bool](repeating: false, count: leafCount)
      for child in children[node.children] {
        if child < leafCount {
          own[child] = true
        } else {
          for leaf in own.indices where found[child - leafCount][leaf] { own[leaf] = true }
        }
      }
      found.append(own)
    }
    var table = found
    for (node, own) in zip(nodes, found) { table[node.index] = own }
    return table
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
