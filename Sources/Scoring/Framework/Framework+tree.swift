import Domain

extension FrameworkCheck {
  mutating func tree() {
    let tree = framework.tree
    if tree.isEmpty { refuse("tree_empty", "tree", "A tree has a root.") }
    if tree.count > Framework.nodeLimit {
      refuse("too_many_nodes", "tree", "At most \(Framework.nodeLimit) nodes are scored.")
      return
    }
    duplicates(tree.map(\.code), { "tree[\($0)].code" }, what: "nodes")
    parents()
    for (index, node) in tree.enumerated() {
      let field = "tree[\(index)]"
      positive(node.weight, "\(field).weight", what: "A weight")
      number(node.coverageMinimum, in: 0...1, "\(field).coverage.minimum")
      number(node.minimumData, in: 0...1e6, "\(field).min_data")
      let leaves = framework.indicators.filter { $0.parent == node.code }
      let branches = tree.filter { $0.parent == node.code }
      if leaves.isEmpty && branches.isEmpty {
        refuse("node_empty", field, "Nothing hangs on the node “\(node.code)”.")
      }
      let least = LeastValues(framework).ofChildren(of: node.code)
      aggregation(node.aggregation, field, childrenArePositive: least.map { $0 > 0 } ?? false)
      shape(node, branches, field, childrenMayBeNegative: least.map { $0 < 0 } ?? true)
    }
  }

  private mutating func parents() {
    let tree = framework.tree
    let roots = tree.indices.filter { tree[$0].parent == nil }
    if !tree.isEmpty, roots.isEmpty { refuse("root_missing", "tree", "One node has no parent: the root.") }
    for index in roots.dropFirst() {
      refuse(
        "root_duplicate", "tree[\(index)]", "“\(tree[roots[0]].code)” is the root already; give this node a parent.")
    }
    var parentOf: [String: String] = [:]
    for node in tree { parentOf[node.code] = node.parent }
    let codes = Set(tree.map(\.code))
    for (index, node) in tree.enumerated() {
      guard let parent = node.parent else { continue }
      if !codes.contains(parent) {
        refuse("node_unknown", "tree[\(index)].parent", "The tree has no node “\(parent)”.")
      }
      var steps = 0
      var next: String? = parent
      while let code = next, code != node.code, steps <= tree.count {
        next = parentOf[code]
        steps += 1
      }
      if next == node.code { refuse("tree_cycle", "tree[\(index)].parent", "“\(node.code)” hangs on itself.") }
    }
    let leaves = Set(framework.indicators.map(\.code))
    for (index, node) in tree.enumerated() where leaves.contains(node.code) {
      refuse("code_duplicate", "tree[\(index)].code", "“\(node.code)” is an indicator and a node.")
    }
  }

  mutating func aggregation(_ aggregation: Aggregation, _ field: String, childrenArePositive: Bool) {
    if let floor = aggregation.floor {
      if !(floor > 0 && floor <= ReportCell.limit) {
        refuse("floor_not_positive", "\(field).floor", "A floor is above 0.")
      }
    } else if aggregation.needsPositive && !childrenArePositive {
      refuse(
        "floor_missing", "\(field).aggregate",
        "This mean has no value where a child is 0. Declare a floor that smaller children are taken for.")
    }
    if let exponent = aggregation.exponent { number(exponent, in: -20...20, "\(field).p") }
    if case .alkireFoster(let cutoff) = aggregation { ratio(cutoff, "\(field).cutoff") }
  }

  /// What a mean asks of the values it is given.
  private mutating func shape(
    _ node: NodeRule, _ branches: [NodeRule], _ field: String, childrenMayBeNegative: Bool
  ) {
    switch node.aggregation {
    case .product:
      if childrenMayBeNegative {
        refuse("children_negative", "\(field).aggregate", "A child may fall below 0, where this mean says nothing.")
      }
    case .power(let exponent, let floor):
      if exponent > 0, exponent != 1, childrenMayBeNegative, floor == nil {
        refuse("children_negative", "\(field).aggregate", "A child may fall below 0, where this mean says nothing.")
      }
    case .copeland:
      if node.parent != nil {
        refuse("copeland_below_root", "\(field).aggregate", "Actors are compared in pairs at the root only.")
      }
    case .alkireFoster:
      if !branches.isEmpty {
        refuse("headcount_of_nodes", "\(field).aggregate", "Deprivations are counted over indicators, not over nodes.")
      }
    case .arithmetic, .geometric, .harmonic, .mazziottaPareto: break
    }
  }
}
