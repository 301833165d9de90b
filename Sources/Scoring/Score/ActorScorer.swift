/// Scores one actor after the other: a pure function of the actor's cells, the plan and the scale.
struct ActorScorer {
  let plan: Plan
  let scale: Scale
  let normalisers: [Normaliser]
  /// In the order of evaluation.
  let means: [Mean]
  let groupMean: Mean
  let unweightedGroups: [Double]

  /// - Parameter method: takes the place of every leaf's normalisation; nil leaves them as declared.
  init(_ plan: Plan, _ scale: Scale, method: Normalisation? = nil) {
    self.plan = plan
    self.scale = scale
    normalisers = plan.leaves.indices.map { leaf in
      let rule = plan.framework.indicators[leaf]
      return Normaliser(rule, plan.leaves[leaf], scale.columns[leaf], method: method ?? rule.normalisation)
    }
    means = plan.tree.nodes.map { Mean(aggregation: $0.aggregation, headcount: $0.headcount) }
    groupMean = Mean(aggregation: plan.framework.equity.aggregation, headcount: nil)
    unweightedGroups = Array(repeating: 1, count: plan.groupCount)
  }

  /// Appends the actor's scores and parts to `block`.
  func score(_ actor: Int, of shard: Shard, _ work: Workspace, into block: inout ScoreBlock) {
    let marks = readCells(actor, shard, work)
    setGates(actor, shard, work)
    let variants = marks.isUnverified ? [0, 1, 2] : [0]
    for variant in variants + (marks.isPenalised ? [3] : []) { climb(variant, work) }
    if plan.groupCount > 1 { unweigh(work) }
    cover(work)
    writeScores(marks, work, &block)
    contribute(work)
    writeParts(work, &block)
  }

  /// What the actor's cells have in them, so that work is done only where it changes something.
  struct Marks {
    var isUnverified = false
    var isPenalised = false
  }
}
