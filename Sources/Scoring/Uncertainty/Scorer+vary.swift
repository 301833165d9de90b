extension Scorer {
  /// Scores the ranked actors of a run again under what the framework declares uncertain.
  ///
  /// Every random number is keyed by seed, replicate, factor, actor, group and indicator: neither threads nor shards nor
  /// other actors change it. Memory grows with actors × replicates, 12 bytes each.
  ///
  /// - Parameters:
  ///   - shards: those the run was made of.
  ///   - sensitivity: whether Sobol indices are computed too, which takes about as many replicates again.
  /// - Returns: nil where the framework asks for no replicates, or where the root compares actors.
  public func vary(_ run: Run, _ shards: [Shard], sensitivity: Bool = true) async -> UncertaintyResult? {
    guard let rule = plan.framework.uncertainty, rule.replicates > 0, RootComparison(plan) == nil else { return nil }
    let cells = VariedCells(run, shards, rule)
    let source = VariationSource(
      plan, rule, canSample: !cells.sampled.isEmpty, hasUnverified: cells.hasUnverified)
    let replicates = await outcomes(rule.replicates, cells, source) { replicate in
      Array(repeating: replicate, count: source.factors.count)
    }
    var intervals = [UncertaintyResult.Interval?](repeating: nil, count: run.actors.count)
    let summaries = await sideBySide((cells.actors.count + 255) / 256) { chunk in
      ReplicateSummary.intervals(replicates, chunk * 256..<min(chunk * 256 + 256, cells.actors.count), rule)
    }
    for (actor, interval) in zip(cells.actors, summaries.joined()) { intervals[actor] = interval }
    return UncertaintyResult(
      replicates: rule.replicates, rankedCount: cells.actors.count, intervals: intervals,
      factors: sensitivity ? await self.sensitivity(run, cells, source, replicates.map(\.ranks)) : [])
  }

  /// Scores and ranks of each replicate.
  private func outcomes(
    _ count: Int, _ cells: VariedCells, _ source: VariationSource, _ replicates: @escaping @Sendable (Int) -> [Int]
  ) async -> [ReplicateOutcome] {
    let length = max(1, min(16, count / max(threads, 1)))
    let chunks = (count + length - 1) / length
    return await sideBySide(chunks) { chunk in
      let replica = Replica(cells, source)
      return (chunk * length..<min((chunk + 1) * length, count)).map { index in
        replica.outcome(source.variation(replicates(index)))
      }
    }.flatMap(\.self)
  }

  /// Sobol indices of the mean absolute rank shift, over as many rows as fit the replicates that were asked for.
  private func sensitivity(
    _ run: Run, _ cells: VariedCells, _ source: VariationSource, _ first: [[Int32]]
  ) async -> [UncertaintyResult.Factor] {
    let count = source.factors.count
    let rows = first.count / (count + 2)
    guard count > 0, rows >= 8, !cells.actors.isEmpty else { return [] }
    let nominal = cells.actors.map { Int32(run.score($0).rank ?? 0) }
    let shift = { (ranks: [Int32]) in
      zip(ranks, nominal).reduce(0.0) { $0 + Double(abs($1.0 - $1.1)) } / Double(nominal.count)
    }
    // Sample B, then A with one factor after the other taken from B.
    let offset = source.rule.replicates
    let more = await outcomes(rows * (count + 1), cells, source) { index in
      let (block, row) = (index / rows, index % rows)
      return (0..<count).map { factor in block == 0 || factor == block - 1 ? row + offset : row }
    }
    let shifts = more.map { shift($0.ranks) }
    let indices = try? SobolIndices(
      fromA: first[..<rows].map(shift), fromB: Array(shifts[..<rows]),
      fromAB: (1...count).map { Array(shifts[($0 * rows)..<(($0 + 1) * rows)]) }, resamples: 200,
      key: RandomKey(seed: source.rule.seed, factor: 255))
    guard let indices else { return [] }
    return zip(source.factors, indices.factors).map { kind, factor in
      UncertaintyResult.Factor(kind: kind, first: factor.first, total: factor.total)
    }
  }
}
