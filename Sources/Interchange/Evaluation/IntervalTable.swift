import Scoring

/// `intervals.csv`: how far each actor's score and rank can be trusted, one row an actor and node of the tree.
struct IntervalTable {
  static let columns = [
    "actor", "node", "score", "mean", "sd", "p5", "p50", "p95", "rank_p5", "rank_p50", "rank_p95", "p_top",
  ]

  private let uncertainty: UncertaintyResult
  private let run: Run

  init(_ uncertainty: UncertaintyResult, _ run: Run) {
    self.uncertainty = uncertainty
    self.run = run
  }

  func write(_ writer: CSVWriter) throws {
    for (actor, code) in run.actors.enumerated() {
      for (node, name) in run.plan.nodes.enumerated() {
        guard let interval = uncertainty.nodes[node][actor] else {
          let blanks = IntervalTable.columns.count - 2
          try writer.write([.text(code), .text(name)] + Array(repeating: .blank, count: blanks))
          continue
        }
        let numbers = [
          interval.mean, interval.standardDeviation, interval.score.low, interval.score.median, interval.score.high,
          interval.rank.low, interval.rank.median, interval.rank.high, interval.chanceOfTop,
        ]
        let score = run.score(actor, node: node).score
        try writer.write(
          [.text(code), .text(name), NumberText.cell(score)] + numbers.map { NumberText.cell($0) })
      }
    }
  }
}

/// `sensitivity.csv`: what the ranks hang on.
struct SensitivityTable {
  static let columns = ["factor", "first", "first_low", "first_high", "total", "total_low", "total_high"]

  private let uncertainty: UncertaintyResult

  init(_ uncertainty: UncertaintyResult) { self.uncertainty = uncertainty }

  func write(_ writer: CSVWriter) throws {
    for factor in uncertainty.factors {
      let (first, total) = (factor.first, factor.total)
      let numbers = [first.estimate, first.lower, first.upper, total.estimate, total.lower, total.upper]
      try writer.write([.text(factor.kind.rawValue)] + numbers.map { NumberText.cell($0) })
    }
  }
}
