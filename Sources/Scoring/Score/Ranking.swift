/// Competition ranks of every node over the quantised scores that count (stage S13).
enum Ranking {
  /// Actor after actor, node after node; 0 for none.
  static func ranks(_ block: ScoreBlock, nodes: Int) -> [Int32] {
    var ranks = [Int32](repeating: 0, count: block.scores.count)
    guard nodes > 0 else { return ranks }
    for node in 0..<nodes {
      let ranked = stride(from: node, to: block.scores.count, by: nodes).filter { index in
        block.status[index] == .ok || block.status[index] == .gated
      }
      let places = CompetitionRank.of(ranked.map { Quantised.billionths(block.scores[$0]) })
      for (index, place) in zip(ranked, places) { ranks[index] = Int32(place) }
    }
    return ranks
  }
}
