/// Competition ranks of every node over the quantised scores that count (stage S13).
enum Ranking {
  /// Actor after actor, node after node; 0 for none.
  static func ranks(_ block: ScoreBlock, nodes: Int) -> [Int32] {
    var ranks = [Int32](repeating: 0, count: block.rows.count)
    guard nodes > 0 else { return ranks }
    let sorter = RankSorter(capacity: block.rows.count / nodes)
    var (places, scores): ([Int], [Double]) = ([], [])
    for node in 0..<nodes {
      places.removeAll(keepingCapacity: true)
      scores.removeAll(keepingCapacity: true)
      for index in stride(from: node, to: block.rows.count, by: nodes) {
        guard block.rows[index].status == .ok || block.rows[index].status == .gated else { continue }
        places.append(index)
        scores.append(Quantised.billionths(block.rows[index].score))
      }
      scores.withUnsafeBufferPointer { scores in
        sorter.rank(scores, areQuantised: true) { position, rank in ranks[places[position]] = Int32(rank) }
      }
    }
    return ranks
  }
}
