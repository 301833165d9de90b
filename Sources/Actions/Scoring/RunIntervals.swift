import Domain
import Scoring

/// What the replicates of a run say, in the words that are stored and shown (stage S11).
struct RunIntervals {
  /// Node after node in the order of the framework: in the order of the run's actors, nil for one without a rank there.
  let nodes: [[ScoreInterval?]]

  init(_ uncertainty: UncertaintyResult, _ run: Run) {
    let none = [ScoreInterval?](repeating: nil, count: run.actors.count)
    var nodes = [[ScoreInterval?]](repeating: none, count: run.plan.nodes.count)
    for actor in run.actors.indices where uncertainty.nodes.contains(where: { $0[actor] != nil }) {
      let grades = run.evidenceGrades(actor, uncertainty)
      for (node, intervals) in uncertainty.nodes.enumerated() {
        guard let found = intervals[actor] else { continue }
        nodes[node][actor] = ScoreInterval(
          mean: found.mean, standardDeviation: found.standardDeviation, score: .init(found.score),
          rank: .init(found.rank), chanceOfTop: found.chanceOfTop, grade: (grades[node] ?? .d).rawValue)
      }
    }
    self.nodes = nodes
  }

  static func factors(_ uncertainty: UncertaintyResult) -> [RankFactor] {
    uncertainty.factors.map { RankFactor(factor: $0.kind.rawValue, first: .init($0.first), total: .init($0.total)) }
  }
}

extension ScoreInterval.Percentiles {
  fileprivate init(_ found: UncertaintyResult.Percentiles) {
    self.init(low: found.low, median: found.median, high: found.high)
  }
}

extension RankFactor.Share {
  fileprivate init(_ found: RateInterval) {
    self.init(estimate: found.estimate, low: found.lower, high: found.upper)
  }
}
