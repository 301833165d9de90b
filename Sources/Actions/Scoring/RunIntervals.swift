import Domain
import Scoring

/// What the replicates of a run say, in the words that are stored and shown (stage S11).
struct RunIntervals {
  /// In the order of the run's actors; nil for one that has no rank.
  let intervals: [ScoreInterval?]

  init(_ uncertainty: UncertaintyResult, _ run: Run) {
    intervals = uncertainty.intervals.enumerated().map { actor, interval in
      interval.map { found in
        ScoreInterval(
          mean: found.mean, standardDeviation: found.standardDeviation, score: .init(found.score),
          rank: .init(found.rank), chanceOfTop: found.chanceOfTop,
          grade: (run.evidenceGrade(actor, uncertainty) ?? .d).rawValue)
      }
    }
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
