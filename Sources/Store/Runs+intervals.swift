import Domain
import Postgres

/// The tables `score_intervals`, of the score itself, and `node_intervals`, of the nodes below it; the view `intervals`
/// has both.
extension Runs {
  /// Numbers of one node in `node_intervals`.
  private static let numbersPerNode = 9
  private static let noGrade: Character = "-"

  /// Writes how far scores can be trusted by COPY: `body` calls `write` once a ranked actor.
  public static func copyIntervals(
    of run: Int64, in transaction: Transaction,
    _ body: @Sendable (_ write: (ID<Actor>, ScoreInterval) throws -> Void) throws -> Void
  ) async throws {
    try await transaction.copyIn(
      into: "score_intervals",
      columns: [
        "actor_id", "run_id", "mean", "sd", "score_p5", "score_p50", "score_p95", "rank_p5", "rank_p50", "rank_p95",
        "chance_of_top", "grade",
      ]
    ) { writer in
      try body { actor, interval in
        try writer.beginRow()
        try writer.write(actor.rawValue)
        try writer.write(run)
        for number in numbers(interval) { try writer.write(number) }
        try writer.write(interval.grade)
      }
    }
  }

  /// Writes how far the scores of nodes below the score itself can be trusted by COPY: `body` calls `write` once an actor
  /// that has any, with one interval a node of the run's tree, in its order.
  public static func copyNodeIntervals(
    of run: Int64, in transaction: Transaction,
    _ body: @Sendable (_ write: (ID<Actor>, [ScoreInterval?]) throws -> Void) throws -> Void
  ) async throws {
    try await transaction.copyIn(into: "node_intervals", columns: ["actor_id", "run_id", "numbers", "grades"]) {
      writer in
      let absent = [Double](repeating: .nan, count: numbersPerNode)
      try body { actor, intervals in
        try writer.beginRow()
        try writer.write(actor.rawValue)
        try writer.write(run)
        try writer.write(doubles: intervals.flatMap { $0.map(numbers) ?? absent })
        try writer.write(String(intervals.map { $0?.grade.first ?? noGrade }))
      }
    }
  }

  private static func numbers(_ interval: ScoreInterval) -> [Double] {
    [
      interval.mean, interval.standardDeviation, interval.score.low, interval.score.median, interval.score.high,
      interval.rank.low, interval.rank.median, interval.rank.high, interval.chanceOfTop,
    ]
  }

  /// The intervals of a run, by actor: node after node of its tree, nil for one without a rank there. Actors that have
  /// none are left out.
  public static func intervals(of run: Int64, in transaction: Transaction) async throws
    -> [ID<Actor>: [ScoreInterval?]]
  {
    guard let (nodes, root) = try await tree(of: run, in: transaction) else { return [:] }
    var found = try await transaction.withCopyOut(
      "SELECT actor_id, numbers, grades FROM node_intervals WHERE run_id = \(run)"
    ) { reader in
      var found: [ID<Actor>: [ScoreInterval?]] = [:]
      while try reader.nextRow() {
        let actor = ID<Actor>(try reader.int64())
        let numbers = try reader.doubles()
        found[actor] = decode(numbers, grades: try reader.value())
      }
      return found
    }
    let none = [ScoreInterval?](repeating: nil, count: nodes.count)
    let rows = try await transaction.query(
      "SELECT actor_id, \(fragment: intervalColumns) FROM score_intervals i WHERE i.run_id = \(run)")
    for row in rows { found[try row["actor_id"], default: none][root] = try decodeInterval(row) }
    return found
  }

  /// How far the scores of one actor can be trusted, by node; empty where no replicates ran or it has no rank.
  public static func intervals(of run: Int64, actor: Code, in session: some Session) async throws
    -> [String: ScoreInterval]
  {
    let rows = try await session.query(
      """
      SELECT i.node, \(fragment: intervalColumns) FROM intervals i JOIN actors a USING (actor_id)
      WHERE i.run_id = \(run) AND a.code = \(actor)
      """)
    var found: [String: ScoreInterval] = [:]
    for row in rows { found[try row["node"]] = try decodeInterval(row) }
    return found
  }

  /// The nodes of a run in their order, and the place of the score itself among them.
  private static func tree(of run: Int64, in session: some Session) async throws -> (nodes: [String], root: Int)? {
    let row = try await session.queryAtMostOne("SELECT nodes, root_node FROM runs WHERE run_id = \(run)")
    guard let row else { return nil }
    let nodes: [String] = try row["nodes"]
    return (nodes, nodes.firstIndex(of: try row["root_node"]) ?? 0)
  }

  private static func decode(_ numbers: [Double], grades: String) -> [ScoreInterval?] {
    grades.enumerated().map { node, grade in
      let own = numbers.dropFirst(node * numbersPerNode).prefix(numbersPerNode)
      guard grade != noGrade, own.count == numbersPerNode else { return nil }
      let number = Array(own)
      return ScoreInterval(
        mean: number[0], standardDeviation: number[1], score: .init(low: number[2], median: number[3], high: number[4]),
        rank: .init(low: number[5], median: number[6], high: number[7]), chanceOfTop: number[8], grade: String(grade))
    }
  }

  static let intervalColumns: SQL = """
    i.mean, i.sd, i.score_p5, i.score_p50, i.score_p95, i.rank_p5, i.rank_p50, i.rank_p95, i.chance_of_top, i.grade
    """

  /// ``intervalColumns`` of a node below the score itself, from `node_intervals`.
  /// - Parameter place: the node's among those of the run, from 1.
  static func intervalColumns(ofNode place: Int) -> SQL {
    let first = (place - 1) * numbersPerNode
    return """
      i.numbers[\(first + 1)] AS mean, i.numbers[\(first + 2)] AS sd, i.numbers[\(first + 3)] AS score_p5,
        i.numbers[\(first + 4)] AS score_p50, i.numbers[\(first + 5)] AS score_p95, i.numbers[\(first + 6)] AS rank_p5,
        i.numbers[\(first + 7)] AS rank_p50, i.numbers[\(first + 8)] AS rank_p95,
        i.numbers[\(first + 9)] AS chance_of_top, substr(i.grades, \(place)::int, 1) AS grade
      """
  }

  /// - Returns: nil where the row has no interval.
  static func decodeInterval(_ row: Row) throws -> ScoreInterval? {
    guard let mean = try row.decode("mean", as: Double?.self) else { return nil }
    return ScoreInterval(
      mean: mean, standardDeviation: try row["sd"],
      score: .init(low: try row["score_p5"], median: try row["score_p50"], high: try row["score_p95"]),
      rank: .init(low: try row["rank_p5"], median: try row["rank_p50"], high: try row["rank_p95"]),
      chanceOfTop: try row["chance_of_top"], grade: try row["grade"])
  }
}
