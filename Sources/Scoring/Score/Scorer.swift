import Domain

/// Turns shards into a run, in two passes: tallies of all shards make the scale, then each actor is scored alone.
public struct Scorer: Sendable {
  /// The version of what is computed: two engines of one version give the same bytes for the same run.
  public static let engineVersion = "7"

  public let plan: Plan
  /// Stretches that are scored side by side.
  public let threads: Int

  /// - Parameter threads: 1 or more; the result does not depend on it.
  public init(_ plan: Plan, threads: Int = 1) {
    self.plan = plan
    self.threads = max(threads, 1)
  }

  /// - Parameter frozen: a scale of an earlier run; nil lays a new one over these actors.
  /// - Throws: `scale_does_not_fit` where the frozen scale was made for other indicators or groups;
  ///   `actor_duplicate` where two shards hold one actor.
  public func score(_ shards: [Shard], frozen: Scale? = nil) async throws(Problem) -> Run {
    try refuseDuplicates(shards)
    let scale: Scale
    if let frozen {
      guard frozen.fits(plan) else {
        throw Problem("scale_does_not_fit", "The frozen scale was made for other indicators or groups.")
      }
      scale = frozen
    } else {
      scale = await self.scale(shards)
    }
    let scorer = ActorScorer(plan, scale)
    var block = ScoreBlock()
    for part in await blocks(shards, scorer) { block.append(part) }
    RootComparison(plan)?.compare(&block)
    return Run(shards, scorer, block, ranks: Ranking.ranks(block, nodes: plan.nodeCount))
  }

  /// The scale of shards that are all at hand; of shards elsewhere, merge their ``ScaleTally``.
  public func scale(_ shards: [Shard]) async -> Scale {
    let tallies = await sideBySide(shards.count) { ScaleTally(shards[$0], plan) }
    var merged = ScaleTally(Shard(), plan)
    for tally in tallies { merged.merge(tally) }
    return Scale(plan, merged)
  }

  private func blocks(_ shards: [Shard], _ scorer: ActorScorer) async -> [ScoreBlock] {
    var stretches: [(shard: Int, actors: Range<Int>)] = []
    let total = shards.reduce(0) { $0 + $1.count }
    let length = max(256, (total + threads - 1) / threads)
    for (index, shard) in shards.enumerated() {
      for start in stride(from: 0, to: shard.count, by: length) {
        stretches.append((index, start..<min(start + length, shard.count)))
      }
    }
    let all = stretches
    return await sideBySide(all.count) { index in
      let stretch = all[index]
      return shards[stretch.shard].withView { view in
        let work = Workspace(plan)
        var block = ScoreBlock()
        HugePages.reserve(stretch.actors.count * plan.nodeCount, in: &block.rows)
        for actor in stretch.actors { scorer.score(actor, of: view, work, into: &block) }
        for status in work.counts.indices { block.cellCounts[status] = work.counts[status] }
        return block
      }
    }
  }

  /// The results of `body` for 0 to `count` − 1, in that order, at most ``threads`` at a time.
  func sideBySide<Result: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> Result) async -> [Result] {
    if threads == 1 || count < 2 { return (0..<count).map(body) }
    return await withTaskGroup(of: (Int, Result).self) { group in
      var results = [Result?](repeating: nil, count: count)
      for index in 0..<min(threads, count) { group.addTask { (index, body(index)) } }
      var next = min(threads, count)
      for await (index, result) in group {
        results[index] = result
        if next < count {
          let index = next
          group.addTask { (index, body(index)) }
          next += 1
        }
      }
      return results.compactMap(\.self)
    }
  }

  private func refuseDuplicates(_ shards: [Shard]) throws(Problem) {
    // Codes that rise from one to the next are each there once, and most callers feed them so.
    var last: String?
    var rises = true
    for shard in shards where rises {
      for code in shard.actors {
        if let last, last >= code {
          rises = false
          break
        }
        last = code
      }
    }
    if rises { return }
    // Stretches that rise by themselves are merged rather than sorted.
    let codes = shards.flatMap(\.actors).sorted()
    for (code, next) in zip(codes, codes.dropFirst()) where code == next {
      throw Problem("actor_duplicate", "The actor \(code) was fed twice; give all its cells at once.")
    }
  }
}
