/// What one replicate came to, in the order of ``VariedCells/actors``.
struct ReplicateOutcome: Sendable {
  let scores: [Double]
  let ranks: [Int32]
}

/// What all replicates say of one actor.
struct ReplicateSummary {
  let interval: UncertaintyResult.Interval

  init(_ replicates: [ReplicateOutcome], _ actor: Int, _ rule: UncertaintyRule) {
    let scores = replicates.map { $0.scores[actor] }.sorted()
    let ranks = replicates.map { Double($0.ranks[actor]) }.sorted()
    let count = Double(scores.count)
    let (first, last) = (scores.first ?? 0, scores.last ?? 0)
    // In ascending order the sums do not depend on how replicates were shared among threads.
    let mean = first == last ? first : scores.reduce(0, +) / count
    let spread = first == last ? 0 : scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    interval = UncertaintyResult.Interval(
      mean: mean, standardDeviation: scores.count > 1 ? (spread / (count - 1)).squareRoot() : 0,
      score: UncertaintyResult.Percentiles(sorted: scores), rank: UncertaintyResult.Percentiles(sorted: ranks),
      chanceOfTop: Double(ranks.count { $0 <= Double(rule.top) }) / count)
  }
}
