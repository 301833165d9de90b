/// Scores of the actors of one stretch of a shard, actor after actor.
struct ScoreBlock: Sendable {
  /// One actor at one node; NaN where there is no number.
  struct Row: Sendable {
    var score: Double
    var coverage: Double
    /// The place in ``readings``; below 0 where every reading of the numbers gives the score itself.
    var reading = Int32(-1)
    var status: NodeStatus
  }

  /// What a score would be by other readings of the same numbers.
  struct Readings: Sendable {
    var unweighted: Double
    var lower: Double
    var upper: Double
    var lenient: Double

    init(_ score: Double) { self.init(unweighted: score, lower: score, upper: score, lenient: score) }

    init(unweighted: Double, lower: Double, upper: Double, lenient: Double) {
      self.unweighted = unweighted
      self.lower = lower
      self.upper = upper
      self.lenient = lenient
    }
  }

  /// Node after node in the order of the framework.
  var rows: [Row] = []
  /// Of the rows that need them, apart: most have none, and a night writes millions of rows.
  var readings: [Readings] = []
  /// Children of a root that compares actors, actor after actor; else empty.
  var rootChildren: [Double] = []
  /// Cells by the number of their status.
  var cellCounts = [Int](repeating: 0, count: CellStatus.allCases.count)

  /// The readings of a row.
  func readings(of row: Row) -> Readings { row.reading < 0 ? Readings(row.score) : readings[Int(row.reading)] }

  mutating func append(_ other: ScoreBlock) {
    // The first stretch is taken as it is: with one thread there is no other.
    if rows.isEmpty {
      self = other
      return
    }
    let start = Int32(readings.count)
    rows += other.rows.lazy.map { row in
      var row = row
      if row.reading >= 0 { row.reading += start }
      return row
    }
    readings += other.readings
    rootChildren += other.rootChildren
    for index in cellCounts.indices { cellCounts[index] += other.cellCounts[index] }
  }
}
