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
  /// Actor after actor, node after node; 0 for none.
  let ranks: [Int32]

  /// A node's score by the index of the actor in ``actors`` and of the node in ``Plan/nodes``.
  public func score(_ actor: Int, node: Int) -> NodeScore {
    let index = actor * plan.nodeCount + node
    let number = { (value: Double) in value.isNaN ? nil : value }
    return NodeScore(
      score: number(block.scores[index]), unweighted: number(block.unweighted[index]),
      lowerBound: number(block.lower[index]), upperBound: number(block.upper[index]),
      lenient: number(block.lenient[index]), coverage: block.coverage[index], status: block.status[index],
      rank: ranks[index] == 0 ? nil : Int(ranks[index]))
  }

  /// The score of the root.
  public func score(_ actor: Int) -> NodeScore { score(actor, node: plan.root) }

  /// The parts of an actor's score: group after group, indicator after indicator.
  public func parts(_ actor: Int) -> ArraySlice<Part> {
    block.parts[(actor == 0 ? 0 : block.partEnds[actor - 1])..<block.partEnds[actor]]
  }

  /// Cells by status.
  public var cellCounts: [CellStatus: Int] {
    var counts = [Int](repeating: 0, count: CellStatus.allCases.count)
    for part in block.parts { counts[Int(part.status.rawValue)] += 1 }
    var table: [CellStatus: Int] = [:]
    for status in CellStatus.allCases where counts[Int(status.rawValue)] > 0 {
      table[status] = counts[Int(status.rawValue)]
    }
    return table
  }

  /// Actors by the status of the root.
  public var actorCounts: [NodeStatus: Int] {
    var table: [NodeStatus: Int] = [:]
    for actor in actors.indices { table[block.status[actor * plan.nodeCount + plan.root], default: 0] += 1 }
    return table
  }
}
