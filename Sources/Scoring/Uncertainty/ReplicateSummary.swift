/// What one replicate came to at the nodes of a ``NodeStretch``: node after node, actor after actor in the order of
/// ``VariedCells/actors``. Without a score at a node it is NaN, and without a rank 0.
struct ReplicateOutcome: Sendable {
  let scores: [Double]
  let ranks: [Int32]
}

/// What all replicates say of a stretch of actors at one node, in room taken once.
struct ReplicateSummary {
  /// The intervals of the actors, in their order; nil for one without a score. Sums run in the order of the replicates,
  /// which no number of threads changes.
  ///
  /// - Parameter start: where the node's actors begin in an outcome.
  static func intervals(
    _ replicates: [ReplicateOutcome], _ actors: Range<Int>, from start: Int, _ rule: UncertaintyRule
  ) -> [UncertaintyResult.Interval?] {
    let count = replicates.count
    guard count > 0 else { return actors.map { _ in nil } }
    let finder = QuantileFinder(UncertaintyResult.Percentiles.probabilities, of: count)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(2 * count * actors.count, 1)) { room in
      // Turned from replicate after replicate to actor after actor, so that an actor's numbers stand side by side.
      for (index, replicate) in replicates.enumerated() {
        replicate.scores.withUnsafeBufferPointer { scores in
          replicate.ranks.withUnsafeBufferPointer { ranks in
            for (own, actor) in actors.enumerated() {
              room[2 * own * count + index] = scores[start + actor]
              room[(2 * own + 1) * count + index] = Double(ranks[start + actor])
            }
          }
        }
      }
      return (0..<actors.count).map { own in
        let scores = UnsafeBufferPointer(rebasing: room[(2 * own * count)..<((2 * own + 1) * count)])
        let ranks = UnsafeBufferPointer(rebasing: room[((2 * own + 1) * count)..<((2 * own + 2) * count)])
        return interval(scores, ranks, finder, rule)
      }
    }
  }

  /// - Returns: nil without a score.
  private static func interval(
    _ scores: UnsafeBufferPointer<Double>, _ ranks: UnsafeBufferPointer<Double>, _ finder: QuantileFinder,
    _ rule: UncertaintyRule
  ) -> UncertaintyResult.Interval? {
    if scores[0].isNaN { return nil }
    let (mean, deviation) = moments(scores)
    let score = percentiles(scores, finder)
    if ranks[0] == 0 {
      return UncertaintyResult.Interval(
        mean: mean, standardDeviation: deviation, score: score, rank: nil, chanceOfTop: 0)
    }
    let first = ranks.count { $0 <= Double(rule.top) }
    return UncertaintyResult.Interval(
      mean: mean, standardDeviation: deviation, score: score, rank: percentiles(ranks, finder),
      chanceOfTop: Double(first) / Double(ranks.count))
  }

  private static func moments(_ numbers: UnsafeBufferPointer<Double>) -> (mean: Double, deviation: Double) {
    let count = Double(numbers.count)
    guard numbers.contains(where: { $0 != numbers[0] }) else { return (numbers[0], 0) }
    let largest = numbers.reduce(0) { max($0, $1.magnitude) }
    if largest > 1e100 { return momentsOfHuge(numbers, largest) }
    let mean = numbers.reduce(0) { $0 + $1 } / count
    let spread = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (spread / (count - 1)).squareRoot())
  }

  /// Sums and squares of numbers near the end of all numbers are taken of shares of the largest.
  private static func momentsOfHuge(
    _ numbers: UnsafeBufferPointer<Double>, _ largest: Double
  ) -> (mean: Double, deviation: Double) {
    let count = Double(numbers.count)
    let mean = numbers.reduce(0) { $0 + $1 / largest } / count
    let spread = numbers.reduce(0) { $0 + ($1 / largest - mean) * ($1 / largest - mean) }
    let most = Double.greatestFiniteMagnitude
    return (min(max(mean * largest, -most), most), min((spread / (count - 1)).squareRoot() * largest, most))
  }

  private static func percentiles(
    _ numbers: UnsafeBufferPointer<Double>, _ finder: QuantileFinder
  ) -> UncertaintyResult.Percentiles {
    finder.find(numbers)
    return UncertaintyResult.Percentiles(finder)
  }
}
