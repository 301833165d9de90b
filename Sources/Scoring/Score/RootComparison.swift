/// The Copeland score of the root: pairs of actors won minus pairs lost.
///
/// An actor wins a pair where the children it is better at weigh more than those it is worse at. Weights are compared in
/// whole numbers, and a child that one of the two lacks counts for neither, so that the order of the actors does not
/// matter. Source: D. G. Saari and V. R. Merlin, “The Copeland method”, Economic Theory 8 (1996).
struct RootComparison {
  private let weights: [Int]
  private let plan: Plan
  private let minimumData: Int

  /// Nil where the root is a mean.
  init?(_ plan: Plan) {
    guard let root = plan.tree.nodes.last, case .copeland = root.aggregation else { return nil }
    self.plan = plan
    minimumData = root.minimumData
    weights = Headcount.whole(root.children.map { plan.tree.weights[$0] })
  }

  /// Gives the root of every actor its score.
  func compare(_ block: inout ScoreBlock) {
    let width = weights.count
    let actors = block.rows.count / plan.nodeCount
    let children = block.rootChildren
    let isThere = (0..<actors).map { actor in
      children[(actor * width)..<((actor + 1) * width)].count { !$0.isNaN } >= minimumData
    }
    var balance = [Int](repeating: 0, count: actors)
    for left in 0..<actors where isThere[left] {
      for right in (left + 1)..<max(actors, left + 1) where isThere[right] {
        var lead = 0
        for child in 0..<width {
          let (own, other) = (children[left * width + child], children[right * width + child])
          // NaN compares false to everything: an absent child leads nowhere.
          if own > other { lead += weights[child] } else if own < other { lead -= weights[child] }
        }
        balance[left] += lead.signum()
        balance[right] -= lead.signum()
      }
    }
    for actor in 0..<actors where isThere[actor] { settle(actor, Double(balance[actor]), &block) }
  }

  private func settle(_ actor: Int, _ score: Double, _ block: inout ScoreBlock) {
    let index = actor * plan.nodeCount + plan.root
    if block.rows[index].status == .gated { return }
    block.rows[index].score = score
    block.rows[index].reading = -1
    let minimum = plan.tree.nodes.last?.coverageMinimum ?? 0
    block.rows[index].status = block.rows[index].coverage >= minimum - 1e-12 ? .ok : .insufficientCoverage
  }

  /// The score of an actor shared among its parts by their weights.
  func divided(_ score: Double, among parts: [Part]) -> [Part] {
    let weights = parts.map { part in
      part.scored == nil ? 0 : plan.tree.effectiveWeights[part.indicator] * plan.groupWeights[part.group]
    }
    let total = weights.reduce(0, +)
    guard total > 0 else { return parts }
    return zip(parts, weights).map { part, weight in
      part.weighing(weight / total, bringing: weight / total * score)
    }
  }
}
