extension Scorer {
  /// Scores the actors of a run again, at every node, under what the framework declares uncertain.
  ///
  /// Every random number is keyed by seed, replicate, factor, actor, group and indicator: neither threads nor shards nor
  /// other actors change it. Memory grows with actors × replicates, 12 bytes each, for one node at a time or for as many
  /// as fit the room.
  ///
  /// - Parameters:
  ///   - shards: those the run was made of.
  ///   - sensitivity: whether Sobol indices are computed too, which takes about as many replicates again.
  ///   - room: bytes that may be taken to vary several nodes in one go; the result does not depend on it.
  /// Where the root compares actors, each replicate compares all pairs of them anew: the time then grows with the square
  /// of their number.
  ///
  /// - Returns: nil where the framework asks for no replicates.
  public func vary(
    _ run: Run, _ shards: [Shard], sensitivity: Bool = true, room: Int = 256 << 20
  ) async -> UncertaintyResult? {
    guard let rule = plan.framework.uncertainty, rule.replicates > 0 else { return nil }
    let cells = VariedCells(run, shards, rule)
    let source = VariationSource(
      plan, rule, canSample: !cells.sampled.isEmpty, hasUnverified: cells.hasUnverified)
    let none = [UncertaintyResult.Interval?](repeating: nil, count: run.actors.count)
    var nodes = [[UncertaintyResult.Interval?]](repeating: none, count: plan.nodeCount)
    var rankedCounts = [Int](repeating: 0, count: plan.nodeCount)
    var rootRanks: [[Int32]] = []
    let stretches = NodeStretch.all(
      of: plan.tree, actors: cells.actors.count, replicates: rule.replicates, room: room)
    for stretch in stretches {
      let replicates = await outcomes(rule.replicates, cells, source, stretch) { replicate in
        Array(repeating: replicate, count: source.factors.count)
      }
      for (place, position) in stretch.wanted.enumerated() {
        let node = plan.tree.nodes[position].index
        rankedCounts[node] = cells.rankedCount(position)
        let found = await summaries(replicates, cells, place, rule)
        for (actor, interval) in zip(cells.actors, found.joined()) { nodes[node][actor] = interval }
      }
      // The root comes last.
      if sensitivity, stretch.wanted.upperBound == plan.tree.nodes.count {
        let rows = rule.replicates / (source.factors.count + 2)
        rootRanks = replicates.prefix(rows).map { Array($0.ranks.suffix(cells.actors.count)) }
      }
    }
    return UncertaintyResult(
      replicates: rule.replicates, nodes: nodes, rankedCounts: rankedCounts, root: plan.root,
      factors: sensitivity ? await self.sensitivity(run, cells, source, rootRanks) : [])
  }

  /// The intervals at the node at `place` in a stretch, in pieces.
  private func summaries(
    _ replicates: [ReplicateOutcome], _ cells: VariedCells, _ place: Int, _ rule: UncertaintyRule
  ) async -> [[UncertaintyResult.Interval?]] {
    let count = cells.actors.count
    return await sideBySide((count + 255) / 256) { chunk in
      ReplicateSummary.intervals(
        replicates, chunk * 256..<min(chunk * 256 + 256, count), from: place * count, rule)
    }
  }

  /// Scores and ranks of each replicate.
  private func outcomes(
    _ count: Int, _ cells: VariedCells, _ source: VariationSource, _ stretch: NodeStretch,
    _ replicates: @escaping @Sendable (Int) -> [Int]
  ) async -> [ReplicateOutcome] {
    let length = max(1, min(16, count / max(threads, 1)))
    let chunks = (count + length - 1) / length
    return await sideBySide(chunks) { chunk in
      let replica = Replica(cells, source, stretch)
      return (chunk * length..<min((chunk + 1) * length, count)).map { index in
        replica.outcome(source.variation(replicates(index)))
      }
    }.flatMap(\.self)
  }

  /// Sobol indices of the mean absolute rank shift of the score itself, over as many rows as fit the replicates that were
  /// asked for.
  ///
  /// - Parameter first: the ranks of the first of them, a row each.
  private func sensitivity(
    _ run: Run, _ cells: VariedCells, _ source: VariationSource, _ first: [[Int32]]
  ) async -> [UncertaintyResult.Factor] {
    let count = source.factors.count
    let rows = first.count
    // Who has no rank shifts by nothing, here and in every replicate.
    let nominal = cells.actors.map { Int32(run.score($0).rank ?? 0) }
    let ranked = nominal.count { $0 > 0 }
    guard count > 0, rows >= 8, ranked > 0 else { return [] }
    let shift = { (ranks: [Int32]) in
      zip(ranks, nominal).reduce(0.0) { $0 + Double(abs($1.0 - $1.1)) } / Double(ranked)
    }
    // Sample B, then A with one factor after the other taken from B.
    let offset = source.rule.replicates
    let more = await outcomes(rows * (count + 1), cells, source, NodeStretch(root: plan.tree)) { index in
      let (block, row) = (index / rows, index % rows)
      return (0..<count).map { factor in block == 0 || factor == block - 1 ? row + offset : row }
    }
    let shifts = more.map { shift($0.ranks) }
    let indices = try? SobolIndices(
      fromA: first.map(shift), fromB: Array(shifts[..<rows]),
      fromAB: (1...count).map { Array(shifts[($0 * rows)..<(($0 + 1) * rows)]) }, resamples: 200,
      key: RandomKey(seed: source.rule.seed, factor: 255))
    guard let indices else { return [] }
    return zip(source.factors, indices.factors).map { kind, factor in
      UncertaintyResult.Factor(kind: kind, first: factor.first, total: factor.total)
    }
  }
}
