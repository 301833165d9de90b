import Domain
import Scoring

/// `scores.csv`: one row an actor and node of the tree.
public struct ScoresTable {
  /// What stands beside a score once replicates ran: no score stands without its interval and the grade of its
  /// evidence then.
  public struct Certainty {
    public let low: Double?
    public let median: Double?
    public let high: Double?
    public let grade: String?

    public init(low: Double?, median: Double?, high: Double?, grade: String?) {
      self.low = low
      self.median = median
      self.high = high
      self.grade = grade
    }
  }

  private let writer: CSVWriter
  private let hasReplicates: Bool

  /// Writes the header.
  public init(_ writer: CSVWriter, hasReplicates: Bool) throws {
    self.writer = writer
    self.hasReplicates = hasReplicates
    let beside = hasReplicates ? ["p5", "p50", "p95", "evidence_grade"] : []
    try writer.write(["actor", "node", "score", "rank", "coverage", "status"] + beside)
  }

  public func write(
    _ actor: String, node: String, score: Double?, rank: Int?, coverage: Double, status: String,
    certainty: Certainty? = nil
  ) throws {
    var cells: [CSVCellValue] = [
      .text(actor), .text(node), NumberText.cell(score), rank.map { .int(Int64($0)) } ?? .blank,
      NumberText.cell(coverage), .text(status),
    ]
    if hasReplicates {
      cells += [certainty?.low, certainty?.median, certainty?.high].map { NumberText.cell($0) }
      cells.append(certainty?.grade.map { .text($0) } ?? .blank)
    }
    try writer.write(cells)
  }
}
