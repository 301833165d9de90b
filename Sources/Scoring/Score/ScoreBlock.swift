/// Scores of the actors of one stretch of a shard, actor after actor.
struct ScoreBlock: Sendable {
  /// One actor at one node; NaN where there is no number.
  struct Row: Sendable {
    var score: Double
    var unweighted: Double
    var lower: Double
    var upper: Double
    var lenient: Double
    var coverage: Double
    var status: NodeStatus
  }

  /// Node after node in the order of the framework.
  var rows: [Row] = []
  /// Children of a root that compares actors, actor after actor; else empty.
  var rootChildren: [Double] = []
  /// Cells by the number of their status.
  var cellCounts = [Int](repeating: 0, count: CellStatus.allCases.count)

  mutating func append(_ other: ScoreBlock) {
    // The first stretch is taken as it is: with one thread there is no other.
    if rows.isEmpty {
      self = other
      return
    }
    rows += other.rows
    rootChildren += other.rootChildren
    for index in cellCounts.indices { cellCounts[index] += other.cellCounts[index] }
  }
}
