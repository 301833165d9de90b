import Scoring

/// `explanations.csv`: up to three parts that lift each actor's score, three that hold it down, and three that would
/// raise it most.
struct ExplanationTable {
  static let columns = [
    "actor", "kind", "place", "group", "indicator", "normalised", "weight", "contribution", "effect",
  ]

  private let run: Run

  init(_ run: Run) { self.run = run }

  /// - Parameter parts: those of the actor's score.
  func write(_ actor: Int, _ parts: [Part], to writer: CSVWriter) throws {
    guard let explanation = run.explanation(actor, parts: parts) else { return }
    let code = run.actors[actor]
    for (kind, parts) in [("strongest", explanation.strongest), ("weakest", explanation.weakest)] {
      for (place, part) in parts.enumerated() {
        try writer.write([
          .text(code), .text(kind), .int(Int64(place + 1)), .text(run.plan.groups[part.group]),
          .text(run.plan.indicators[part.indicator]), NumberText.cell(part.normalised), NumberText.cell(part.weight),
          NumberText.cell(part.contribution),
          NumberText.cell(Explanation.lift(of: part, score: explanation.score)),
        ])
      }
    }
    for (place, raise) in explanation.raises.enumerated() {
      try writer.write([
        .text(code), .text("raise"), .int(Int64(place + 1)), .text(run.plan.groups[raise.group]),
        .text(run.plan.indicators[raise.indicator]), .blank, .blank, .blank, NumberText.cell(raise.gain),
      ])
    }
  }
}

/// `bounds.csv`: what each score would be by other readings of the same numbers, and the funding score with its band.
struct BoundsTable {
  static let columns = ["actor", "node", "lower", "upper", "unweighted", "lenient", "funding_score", "band"]

  private let evaluation: Evaluation
  private var run: Run { evaluation.run }

  init(_ evaluation: Evaluation) { self.evaluation = evaluation }

  private func band(_ actor: Int, _ index: Int, _ score: Double) -> BandRule.Band {
    let interval = index == run.plan.root ? evaluation.uncertainty?.intervals[actor] : nil
    return run.plan.framework.bands.band(
      of: score, previous: evaluation.earlierBands.band(of: run.actors[actor], node: run.plan.nodes[index]),
      median: interval?.score.median)
  }

  func write(_ actor: Int, to writer: CSVWriter) throws {
    let rules = run.plan.framework
    for (index, node) in run.plan.nodes.enumerated() {
      let score = run.score(actor, node: index)
      let minimum = rules.tree[index].coverageMinimum ?? rules.coverageMinimum
      try writer.write([
        .text(run.actors[actor]), .text(node), NumberText.cell(score.lowerBound), NumberText.cell(score.upperBound),
        NumberText.cell(score.unweighted), NumberText.cell(score.lenient),
        NumberText.cell(score.published(coverageMinimum: minimum)),
        score.score.map { .text(band(actor, index, $0).rawValue) } ?? .blank,
      ])
    }
  }
}
