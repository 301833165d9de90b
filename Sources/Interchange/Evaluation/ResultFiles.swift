import Domain
import Scoring

/// The files of an evaluation.
struct ResultFiles {
  static let names = [
    "scores.csv", "normalised.csv", "parts.csv", "bounds.csv", "explanations.csv", "intervals.csv", "sensitivity.csv",
    "run.json",
  ]

  private let evaluation: Evaluation
  private var run: Run { evaluation.run }
  private var plan: Plan { evaluation.run.plan }

  init(_ evaluation: Evaluation) { self.evaluation = evaluation }

  func write(into folder: String) throws {
    // Once replicates ran, no score stands without its interval and the grade of its evidence.
    let beside = evaluation.uncertainty == nil ? [] : ["p5", "p50", "p95", "evidence_grade"]
    try table("scores.csv", in: folder, ["actor", "node", "score", "rank", "coverage", "status"] + beside, scores)
    try table("bounds.csv", in: folder, BoundsTable.columns) { try BoundsTable(run).write($0) }
    try table("explanations.csv", in: folder, ExplanationTable.columns) { try ExplanationTable(run).write($0) }
    try table("normalised.csv", in: folder, ["actor", "group", "indicator", "value", "status"], normalised)
    try table(
      "parts.csv", in: folder,
      [
        "actor", "group", "indicator", "raw", "achievement", "normalised", "evidence", "weight", "contribution",
        "status",
      ], parts)
    if let uncertainty = evaluation.uncertainty {
      try table("intervals.csv", in: folder, IntervalTable.columns) { writer in
        try IntervalTable(uncertainty, run).write(writer)
      }
      try table("sensitivity.csv", in: folder, SensitivityTable.columns) { writer in
        try SensitivityTable(uncertainty).write(writer)
      }
    }
    try RunRecord(evaluation).write(to: "\(folder)/run.json")
  }

  private func table(
    _ name: String, in folder: String, _ columns: [String], _ body: (CSVWriter) throws -> Void
  ) throws {
    let writer = try CSVWriter(path: "\(folder)/\(name)", style: .plain)
    try writer.write(columns)
    try body(writer)
    try writer.finish()
  }

  private func scores(_ writer: CSVWriter) throws {
    let nodes = plan.nodes
    for (actor, code) in run.actors.enumerated() {
      let certainty = evaluation.uncertainty.map { self.certainty(actor, $0) } ?? []
      let none = [CSVCellValue](repeating: .blank, count: certainty.count)
      for (index, node) in nodes.enumerated() {
        let score = run.score(actor, node: index)
        try writer.write(
          [
            .text(code), .text(node), NumberText.cell(score.score), score.rank.map { .int(Int64($0)) } ?? .blank,
            NumberText.cell(score.coverage), .text(score.status.word),
          ] + (index == plan.root ? certainty : none))
      }
    }
  }

  /// The interval and the grade of an actor's root score; only the root is varied.
  private func certainty(_ actor: Int, _ uncertainty: UncertaintyResult) -> [CSVCellValue] {
    let interval = uncertainty.intervals[actor]?.score
    return [interval?.low, interval?.median, interval?.high].map { NumberText.cell($0) } + [
      run.evidenceGrade(actor, uncertainty).map { .text($0.rawValue) } ?? .blank
    ]
  }

  private func normalised(_ writer: CSVWriter) throws {
    let (groups, indicators) = (plan.groups, plan.indicators)
    for (actor, code) in run.actors.enumerated() {
      for part in run.parts(actor) {
        try writer.write([
          .text(code), .text(groups[part.group]), .text(indicators[part.indicator]), NumberText.cell(part.normalised),
          .text(part.status.word),
        ])
      }
    }
  }

  private func parts(_ writer: CSVWriter) throws {
    let (groups, indicators) = (plan.groups, plan.indicators)
    for (actor, code) in run.actors.enumerated() {
      for part in run.parts(actor) {
        try writer.write([
          .text(code), .text(groups[part.group]), .text(indicators[part.indicator]), NumberText.cell(part.raw),
          NumberText.cell(part.achievement), NumberText.cell(part.normalised), NumberText.cell(part.evidence),
          NumberText.cell(part.weight), NumberText.cell(part.contribution), .text(part.status.word),
        ])
      }
    }
  }
}
