/// The cells of all actors that have a rank at any node, ready to be aggregated again and again.
struct VariedCells: Sendable {
  /// A value whose sampling error is known.
  struct Sampled: Sendable {
    let cell: Int
    let posterior: SampledValue
    let baseline: Double
    let target: Double
    let verified: Double
    let unverified: Double
    let unit: Double
  }

  let plan: Plan
  /// The actors' indexes in the run.
  private(set) var actors: [Int] = []
  private(set) var codes: [UInt64] = []
  /// Scores as published: node after node in the order of ``TreePlan/nodes``, actor after actor; NaN where an actor has no
  /// rank.
  private(set) var nominal: [Double] = []
  /// What an unverified gain of the actor is worth beside that of others, in [0, 1]; empty where they are worth alike.
  private(set) var trust: [Double] = []
  /// For each method: cells with unverified gains counted not at all, and in full.
  private(set) var lower: [[Double]]
  private(set) var upper: [[Double]]
  /// What gates set, slot after slot; empty where there are none.
  private(set) var gates: [Double] = []
  /// Sampled cells, and where those of each actor end.
  private(set) var sampled: [Sampled] = []
  private(set) var sampledEnds: [Int] = []
  let normalisers: [Normaliser]

  init(_ run: Run, _ shards: [Shard], _ rule: UncertaintyRule) {
    plan = run.plan
    let scorers = [nil] + rule.methods.map { Optional($0) }
    let alternatives = scorers.map { ActorScorer(run.plan, run.scale, method: $0) }
    normalisers = alternatives[0].normalisers
    lower = Array(repeating: [], count: alternatives.count)
    upper = lower
    let work = Workspace(run.plan)
    var start = 0
    for shard in shards {
      shard.withView { view in
        for actor in 0..<shard.count where run.isRankedSomewhere(start + actor) {
          actors.append(start + actor)
          codes.append(RandomKey.actor(shard.actors[actor]))
          trust.append(view.trust.isEmpty ? 1 : view.trust[actor] / max(plan.framework.verification.unverified, 1e-12))
          for (method, scorer) in alternatives.enumerated() {
            _ = scorer.readCells(actor, view, work, keepingTrace: true)
            append(work, method)
          }
          if !plan.gateNodes.isEmpty {
            alternatives[0].setGates(actor, view, work)
            gates += work.gates
          }
          if rule.sampling, plan.needsSizes { sample(actor, view, run.scale) }
          sampledEnds.append(sampled.count)
        }
      }
      start += shard.count
    }
    if !plan.framework.verification.remembers { trust = [] }
    nominal.reserveCapacity(plan.nodeCount * actors.count)
    for node in plan.tree.nodes {
      for actor in actors {
        let score = run.score(actor, node: node.index)
        nominal.append(score.rank == nil ? .nan : score.score ?? 0)
      }
    }
  }

  /// How many actors have a rank at the node at a place in ``TreePlan/nodes``.
  func rankedCount(_ position: Int) -> Int {
    nominal[(position * actors.count)..<((position + 1) * actors.count)].count { !$0.isNaN }
  }

  var hasUnverified: Bool { zip(lower[0], upper[0]).contains { !$0.isNaN && $0 != $1 } }

  private mutating func append(_ work: Workspace, _ method: Int) {
    let start = lower[method].count
    for (index, cell) in work.cells.enumerated() {
      // No method makes a value missing: where it says nothing, the declared one stands.
      let declared = method > 0 && cell.scored.isNaN != lower[0][start + index].isNaN
      lower[method].append(declared ? lower[0][start + index] : cell.lower)
      upper[method].append(declared ? upper[0][start + index] : cell.upper)
    }
  }

  private mutating func sample(_ actor: Int, _ shard: ShardView, _ scale: Scale) {
    for pair in 0..<plan.stride {
      let cell = actor * plan.stride + pair
      let size = shard.sizes[cell]
      guard let prior = scale.pairs[pair].prior, size > 0, !shard.raws[cell].isNaN else { continue }
      let success = shard.successes[cell].isNaN ? shard.raws[cell] * size : shard.successes[cell]
      guard let posterior = SampledValue(prior, success: success, size: size) else { continue }
      sampled.append(
        Sampled(
          cell: pair, posterior: posterior, baseline: plan.needsTargets ? shard.baselines[cell] : .nan,
          target: plan.needsTargets ? shard.targets[cell] : .nan, verified: shard.cells[cell].verified,
          unverified: shard.cells[cell].unverified, unit: shard.unit(of: cell)))
    }
  }
}

extension Run {
  fileprivate func isRankedSomewhere(_ actor: Int) -> Bool {
    plan.nodes.indices.contains { score(actor, node: $0).rank != nil }
  }
}
