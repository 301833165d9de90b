/// Scores of the actors of one stretch of a shard, actor after actor; NaN where there is none.
struct ScoreBlock: Sendable {
  /// Node after node in the order of the framework.
  var scores: [Double] = []
  var unweighted: [Double] = []
  var lower: [Double] = []
  var upper: [Double] = []
  var lenient: [Double] = []
  var coverage: [Double] = []
  var status: [NodeStatus] = []
  /// Children of a root that compares actors, actor after actor; else empty.
  var rootChildren: [Double] = []
  var parts: [Part] = []
  /// Parts up to and with each actor.
  var partEnds: [Int] = []

  mutating func reserve(_ actors: Int, _ plan: Plan) {
    let nodes = actors * plan.nodeCount
    scores.reserveCapacity(nodes)
    unweighted.reserveCapacity(nodes)
    lower.reserveCapacity(nodes)
    upper.reserveCapacity(nodes)
    lenient.reserveCapacity(nodes)
    coverage.reserveCapacity(nodes)
    status.reserveCapacity(nodes)
    parts.reserveCapacity(actors * plan.leafCount)
    partEnds.reserveCapacity(actors)
  }

  mutating func append(_ other: ScoreBlock) {
    let offset = parts.count
    scores += other.scores
    unweighted += other.unweighted
    lower += other.lower
    upper += other.upper
    lenient += other.lenient
    coverage += other.coverage
    status += other.status
    rootChildren += other.rootChildren
    parts += other.parts
    partEnds += other.partEnds.map { $0 + offset }
  }
}
