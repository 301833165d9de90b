/// Scores one actor after the other: a pure function of the actor's cells, the plan and the scale.
struct ActorScorer: Sendable {
  let plan: Plan
  let scale: Scale
  let normalisers: [Normaliser]
  /// By group and leaf: the normaliser as plain numbers, where it is a straight line and nothing comes before it.
  let lines: [NormalLine]
  /// In the order of evaluation.
  let means: [Mean]
  let groupMean: Mean
  let unweightedGroups: [Double]
  let plainWay: PlainWay?

  /// - Parameter method: takes the place of every leaf's normalisation; nil leaves them as declared.
  init(_ plan: Plan, _ scale: Scale, method: Normalisation? = nil) {
    self.plan = plan
    self.scale = scale
    let normalisers = plan.leaves.indices.map { leaf in
      let rule = plan.framework.indicators[leaf]
      return Normaliser(rule, plan.leaves[leaf], scale.columns[leaf], method: method ?? rule.normalisation)
    }
    self.normalisers = normalisers
    lines = scale.pairs.indices.map { pair in
      pair < plan.stride && scale.pairs[pair].prior == nil ? normalisers[pair % plan.leafCount].line : NormalLine()
    }
    means = plan.tree.nodes.map { Mean(aggregation: $0.aggregation, headcount: $0.headcount) }
    groupMean = Mean(aggregation: plan.framework.equity.aggregation, headcount: nil)
    unweightedGroups = Array(repeating: 1, count: plan.groupCount)
    plainWay = PlainWay(plan, scale, lines)
  }

  /// Appends the actor's scores to `block`.
  func score(_ actor: Int, of shard: ShardView, _ work: Workspace, into block: inout ScoreBlock) {
    if let plainWay, shard.plain[actor], shard.serves[actor] {
      return scorePlainly(actor, of: shard, plainWay, work, into: &block)
    }
    let marks = readCells(actor, shard, work)
    setGates(actor, shard, work)
    climb(0, work)
    if marks.isUnverified {
      climb(1, work)
      climb(2, work)
    }
    if marks.isPenalised { climb(3, work) }
    if plan.groupCount > 1 { unweigh(work) }
    cover(work)
    writeScores(marks, work, &block)
  }

  /// The parts of the actor's score (stage S12), computed anew from its cells: a run of millions of cells keeps none.
  func parts(_ actor: Int, of shard: ShardView, _ work: Workspace) -> [Part] {
    _ = readCells(actor, shard, work, keepingTrace: true)
    setGates(actor, shard, work)
    climb(0, work)
    contribute(work)
    return writtenParts(work)
  }

  /// What the actor's cells have in them, so that work is done only where it changes something.
  struct Marks {
    var isUnverified = false
    var isPenalised = false
  }
}

/// A normalisation that is a straight line between limits, as plain numbers.
struct NormalLine: Sendable {
  /// Where values start; the upper end where down is good.
  var low = 0.0
  /// To the other end: below 0 where down is good.
  var span = 1.0
  var from = 0.0
  var stretch = 1.0
  var least = -Double.infinity
  var most = Double.infinity
  /// Whether this says all; else the ``Normaliser`` does.
  var isWhole = false
}
