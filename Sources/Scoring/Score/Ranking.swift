/// Competition ranks of every node over the quantised scores that count (stage S13).
enum Ranking {
  /// Node after node, actor after actor; 0 for none.
  static func ranks(_ block: ScoreBlock, nodes: Int) -> [Int32] {
    guard nodes > 0, !block.rows.isEmpty else { return [] }
    let actors = block.rows.count / nodes
    let sorter = RankSorter(capacity: actors)
    var ranks = [Int32](repeating: 0, count: block.rows.count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: block.rows.count) { columns in
      // The rows are read once, into a column for each node.
      block.rows.withUnsafeBufferPointer { rows in
        for actor in 0..<actors {
          for node in 0..<nodes {
            let row = rows[actor * nodes + node]
            let counts = row.status == .ok || row.status == .gated
            columns.initializeElement(
              at: node * actors + actor, to: counts ? Quantised.billionths(row.score) : .nan)
          }
        }
      }
      ranks.withUnsafeMutableBufferPointer { ranks in
        for node in 0..<nodes {
          let range = (node * actors)..<((node + 1) * actors)
          let own = UnsafeMutableBufferPointer(rebasing: ranks[range])
          let scores = UnsafeBufferPointer(rebasing: columns[range])
          sorter.rankThose(thereIn: scores, areQuantised: true) { own[$0] = Int32($1) }
        }
      }
    }
    return ranks
  }
}
