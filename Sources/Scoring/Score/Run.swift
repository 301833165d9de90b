import Domain

/// What a framework says of a set of actors: scores, ranks and every part of them.
///
/// Actors are in the order they were fed; nothing else in a run depends on that order, on the number of shards or of
/// threads.
public struct Run: Sendable {
  public let plan: Plan
  /// The scale the run used; given to a later run, it is frozen.
  public let scale: Scale
  /// Codes of the actors.
  public let actors: [String]
  public let observationCount: Int
  public let supersededCount: Int
  let block: ScoreBlock
  /// Node after node, actor after actor; 0 for none.
  let ranks: [Int32]
  /// What the run was made of: parts are computed from it when they are asked for, instead of being kept.
  let shards: [Shard]
  let scorer: ActorScorer
  private let starts: [Int]

  init(_ shards: [Shard], _ scorer: ActorScorer, _ block: ScoreBlock, ranks: [Int32]) {
    plan = scorer.plan
    scale = scorer.scale
    actors = shards.count == 1 ? shards[0].actors : shards.flatMap(\.actors)
    observationCount = shards.reduce(0) { $0 + $1.observationCount }
    supersededCount = shards.reduce(0) { $0 + $1.supersededCount }
    self.block = block
    self.ranks = ranks
    self.shards = shards
    self.scorer = scorer
    var next = 0
    starts = shards.map { shard in
      defer { next += shard.count }
      return next
    }
  }

  /// A node's score by the index of the actor in ``actors`` and of the node in ``Plan/nodes``.
  public func score(_ actor: Int, node: Int) -> NodeScore {
    let index = actor * plan.nodeCount + node
    let row = block.rows[index]
    let readings = block.readings(of: row)
    let rank = ranks[node * actors.count + actor]
    let number = { (value: Double) in value.isNaN ? nil : value }
    return NodeScore(
      score: number(row.score), unweighted: number(readings.unweighted), lowerBound: number(readings.lower),
      upperBound: number(readings.upper), lenient: number(readings.lenient), coverage: row.coverage, status: row.status,
      rank: rank == 0 ? nil : Int(rank))
  }

  /// An actor's rank by a node, 0 for none.
  public func rank(_ actor: Int, node: Int) -> Int32 { ranks[node * actors.count + actor] }

  /// The ranks of an actor by the index of the node in ``Plan/nodes``, 0 for none.
  public func ranks(_ actor: Int) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: plan.nodeCount) { found, count in
      for node in 0..<plan.nodeCount { found[node] = rank(actor, node: node) }
      count = plan.nodeCount
    }
  }

  /// The score of the root.
  public func score(_ actor: Int) -> NodeScore { score(actor, node: plan.root) }

  /// The parts of an actor's score: group after group, indicator after indicator. They are computed from the actor's
  /// cells at each call.
  public func parts(_ actor: Int) -> [Part] {
    let (shard, own) = place(of: actor)
    let parts = shards[shard].withView { scorer.parts(own, of: $0, Workspace(plan)) }
    guard let root = RootComparison(plan), let score = self.score(actor).score else { return parts }
    return root.divided(score, among: parts)
  }

  /// Where an actor's cells are: the shard, and the index in it.
  func place(of actor: Int) -> (shard: Int, index: Int) {
    let shard = starts.partitioningIndex { $0 > actor } - 1
    return (shard, actor - starts[shard])
  }

  /// Cells by status.
  public var cellCounts: [CellStatus: Int] {
    var table: [CellStatus: Int] = [:]
    for status in CellStatus.allCases where block.cellCounts[Int(status.rawValue)] > 0 {
      table[status] = block.cellCounts[Int(status.rawValue)]
    }
    return table
  }

  /// Actors by the status of the root.
  public var actorCounts: [NodeStatus: Int] {
    var table: [NodeStatus: Int] = [:]
    for actor in actors.indices { table[block.rows[actor * plan.nodeCount + plan.root].status, default: 0] += 1 }
    return table
  }
}
