/// Nodes of the tree whose replicates are kept at the same time, and what has to be computed for them.
///
/// A percentile needs all replicates of an actor and a rank all actors of a replicate, so that of a node everything is
/// kept until it is summed up. Nodes are taken as many at a time as the room allows: a small run in one go, a large one
/// node by node, each with what lies below it alone.
struct NodeStretch: Sendable {
  /// Places in ``TreePlan/nodes``.
  let wanted: Range<Int>
  /// The nodes that are computed: those wanted and all below them.
  let computed: Range<Int>
  /// The leaves below them.
  let leaves: [Int]

  init(_ wanted: Range<Int>, _ tree: TreePlan) {
    self.wanted = wanted
    let first = wanted.map { tree.firstPosition(below: $0) }.min() ?? wanted.lowerBound
    computed = first..<wanted.upperBound
    leaves = tree.leaves(below: computed)
  }

  /// The root alone.
  init(root tree: TreePlan) { self.init(tree.nodes.count - 1..<tree.nodes.count, tree) }

  /// A score and a rank.
  private static let bytes = 12

  /// All nodes, in the order of evaluation.
  /// - Parameter room: the bytes that may be used even where one node needs less.
  static func all(of tree: TreePlan, actors: Int, replicates: Int, room: Int) -> [NodeStretch] {
    let one = max(actors * replicates * bytes, 1)
    let length = max(1, room / one)
    return stride(from: 0, to: tree.nodes.count, by: length).map { start in
      NodeStretch(start..<min(start + length, tree.nodes.count), tree)
    }
  }
}
