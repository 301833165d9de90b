/// The least values that nodes of a framework can have, by what normalisation, floors and gates promise.
struct LeastValues {
  private let framework: Framework

  init(_ framework: Framework) { self.framework = framework }

  /// The least value among the children of a node; nil where nothing bounds it from below, and in a cycle.
  func ofChildren(of node: String) -> Double? { ofChildren(of: node, depth: 0) }

  private func ofChildren(of node: String, depth: Int) -> Double? {
    guard depth <= framework.tree.count else { return nil }
    var least = Double.infinity
    for leaf in framework.indicators where leaf.parent == node {
      guard let smallest = leaf.normalisation.smallest else { return nil }
      least = min(least, smallest)
    }
    for branch in framework.tree where branch.parent == node {
      guard let smallest = self.least(of: branch, depth: depth + 1) else { return nil }
      least = min(least, smallest)
    }
    return least
  }

  private func least(of node: NodeRule, depth: Int) -> Double? {
    guard let children = ofChildren(of: node.code, depth: depth) else { return nil }
    let mean: Double
    switch node.aggregation {
    // A mean lies between its children; one with a floor takes smaller children for the floor.
    case .arithmetic, .geometric, .harmonic, .power: mean = max(children, node.aggregation.floor ?? children)
    case .product, .alkireFoster: mean = min(children, 0)
    // The penalty for imbalance has no bound of its own.
    case .mazziottaPareto, .copeland: return nil
    }
    // A gate sets the node outright.
    return framework.gates.filter { $0.node == node.code }.map(\.value).reduce(mean, min)
  }
}
