/// The Copeland score of the root: pairs of actors won minus pairs lost.
///
/// An actor wins a pair where the children it is better at weigh more than those it is worse at. Weights are compared in
/// whole numbers, and a child that one of the two lacks counts for neither, so that the order of the actors does not
/// matter. Source: D. G. Saari and V. R. Merlin, “The Copeland method”, Economic Theory 8 (1996).
struct RootComparison: Sendable {
  /// Whole numbers: sums of them are exact.
  private let weights: [Int]
  private let plan: Plan
  private let root: TreePlan.Node

  /// Nil where the root is a mean.
  init?(_ plan: Plan) {
    guard let root = plan.tree.nodes.last, case .copeland = root.aggregation else { return nil }
    self.plan = plan
    self.root = root
    weights = Headcount.whole(root.children.map { plan.tree.weights[$0] })
  }

  /// Gives the root of every actor its score.
  func compare(_ block: inout ScoreBlock) {
    let actors = block.rows.count / plan.nodeCount
    let width = weights.count
    var columns = [Double](repeating: .nan, count: block.rootChildren.count)
    for actor in 0..<actors {
      for child in 0..<width { columns[child * actors + actor] = block.rootChildren[actor * width + child] }
    }
    let balances = balances(columns, of: actors, weights)
    for actor in 0..<actors where !balances[actor].isNaN { settle(actor, balances[actor], &block) }
  }

  /// The weights of the root's children under a variation of those of the tree: the whole numbers where they are as
  /// declared, so that a tie is a tie.
  func weights(_ varied: [Double]) -> [Double] {
    let isDeclared = root.children.allSatisfy { varied[$0] == plan.tree.weights[$0] }
    return isDeclared ? weights.map { Double($0) } : root.children.map { varied[$0] }
  }

  /// Pairs won minus pairs lost of each actor; NaN for one with too few children, which is in no pair. The time grows
  /// with the square of the number of actors.
  ///
  /// - Parameter columns: child after child of the root, actor after actor; NaN where there is none.
  func balances<Weight: SignedNumeric & Comparable>(
    _ columns: [Double], of actors: Int, _ weights: [Weight]
  ) -> [Double] {
    let there = (0..<actors).filter { actor in
      let count = weights.indices.count { !columns[$0 * actors + actor].isNaN }
      return count >= root.minimumData
    }
    // Those there alone, side by side.
    let total = there.count
    // Equal is what is equal to 1e-9: sums of the same numbers in another order differ in their last bits.
    let own = weights.indices.flatMap { child in there.map { Quantised.billionths(columns[child * actors + $0]) } }
    var balance = [Double](repeating: 0, count: total)
    var leads = [Weight](repeating: 0, count: total)
    own.withUnsafeBufferPointer { own in
      balance.withUnsafeMutableBufferPointer { balance in
        leads.withUnsafeMutableBufferPointer { leads in
          for left in 0..<total {
            for right in left..<total { leads[right] = 0 }
            for (child, weight) in weights.enumerated() {
              let start = child * total
              let value = own[start + left]
              // NaN compares false to everything: an absent child leads nowhere.
              for right in left..<total {
                let other = own[start + right]
                leads[right] += value > other ? weight : value < other ? -weight : 0
              }
            }
            var won = 0.0
            for right in left..<total {
              let lead = leads[right]
              let sign = lead > 0 ? 1.0 : lead < 0 ? -1.0 : 0.0
              won += sign
              balance[right] -= sign
            }
            balance[left] += won
          }
        }
      }
    }
    var all = [Double](repeating: .nan, count: actors)
    for (place, actor) in there.enumerated() { all[actor] = balance[place] }
    return all
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
