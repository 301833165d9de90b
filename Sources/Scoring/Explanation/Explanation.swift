/// Why an actor has its score, as data that a page can put into words (stage S12).
public struct Explanation: Sendable, Equatable {
  /// One cell that would raise the score.
  public struct Raise: Sendable, Equatable {
    /// The index in ``Plan/groups``.
    public let group: Int
    /// The index in ``Plan/indicators``.
    public let indicator: Int
    /// How far the scored value is from the reached and verified target, in normalised units.
    public let gap: Double
    /// The score with the target reached and verified, less the score: the tree is computed again, nothing is
    /// extrapolated.
    public let gain: Double
  }

  public let score: Double
  /// Up to three parts that lift the score most: whose contribution exceeds weight × score.
  public let strongest: [Part]
  /// Up to three parts that hold it down most: whose contribution falls short of weight × score.
  public let weakest: [Part]
  /// Up to three cells that would raise the score most, the greatest first.
  public let raises: [Raise]

  /// By how much a part lifts a score: its contribution less its share of the weight. All lifts add up to zero where
  /// weights add up to one.
  public static func lift(of part: Part, score: Double) -> Double { part.contribution - part.weight * score }
}

extension Run {
  /// Nil where the actor has no score, or where the root compares actors.
  /// - Parameter parts: those of the actor, where they are at hand; nil computes them.
  public func explanation(_ actor: Int, parts given: [Part]? = nil) -> Explanation? {
    guard let score = score(actor).score, RootComparison(plan) == nil else { return nil }
    let parts = (given ?? parts(actor)).filter { $0.scored != nil }
    // Equal lifts stay in the order of the framework.
    let order = parts.indices.sorted { left, right in
      let (own, other) = (
        Explanation.lift(of: parts[left], score: score), Explanation.lift(of: parts[right], score: score)
      )
      return own != other ? own > other : left < right
    }
    let strongest = order.prefix(3).filter { Explanation.lift(of: parts[$0], score: score) > 0 }
    let weakest = order.suffix(3).reversed().filter { Explanation.lift(of: parts[$0], score: score) < 0 }
    let (shard, own) = place(of: actor)
    let raises = shards[shard].withView { scorer.raises(own, of: $0, Workspace(plan)) }
    return Explanation(
      score: score, strongest: strongest.map { parts[$0] }, weakest: weakest.map { parts[$0] },
      raises: Array(raises.prefix(3)))
  }
}

extension ActorScorer {
  /// What each cell below its target would bring, the greatest first.
  func raises(_ actor: Int, of shard: ShardView, _ work: Workspace) -> [Explanation.Raise] {
    _ = readCells(actor, shard, work, keepingTrace: true)
    setGates(actor, shard, work)
    climb(0, work)
    let slots = plan.tree.slotCount
    let root = plan.groupCount * slots + slots - 1
    let score = work.values[0][root]
    guard !score.isNaN else { return [] }
    var raises: [Explanation.Raise] = []
    for group in 0..<plan.groupCount {
      for leaf in 0..<plan.leafCount {
        let cell = work.cells[group * plan.leafCount + leaf]
        guard !cell.scored.isNaN, let full = plan.framework.indicators[leaf].normalisation.full, full > cell.scored
        else { continue }
        work.values[0][group * slots + leaf] = full
        climb(0, work)
        let gain = work.values[0][root] - score
        work.values[0][group * slots + leaf] = cell.scored
        if gain > 0 { raises.append(.init(group: group, indicator: leaf, gap: full - cell.scored, gain: gain)) }
      }
    }
    return raises.sorted {
      $0.gain != $1.gain ? $0.gain > $1.gain : ($0.group, $0.indicator) < ($1.group, $1.indicator)
    }
  }
}

extension Normalisation {
  /// The value of a target that is just reached, or nil where the method has none.
  public var full: Double? {
    switch self {
    case .achievement, .percentileRank, .distanceToMax: 1
    case .goalposts(let posts), .logGoalposts(let posts): posts.scale.high
    case .minmax(let scale): scale.high
    case .distanceToTarget(_, let cap): min(1, cap)
    case .zscore, .rank, .borda: nil
    }
  }
}
