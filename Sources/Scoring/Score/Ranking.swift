/// Competition ranks of every node over the quantised scores that count (stage S13).
enum Ranking {
  /// Node after node, actor after actor; 0 for none.
  static func ranks(_ block: ScoreBlock, nodes: Int) -> [Int32] {
    guard nodes > 0, !block.rows.isEmpty else { return [] }
    let actors = block.rows.count / nodes
    let columns = columns(block.rows, nodes, actors)
    defer { columns.deallocate() }
    let sorter = RankSorter(capacity: actors)
    var ranks: [Int32] = []
    HugePages.reserve(block.rows.count, in: &ranks)
    ranks.append(contentsOf: repeatElement(0, count: block.rows.count))
    ranks.withUnsafeMutableBufferPointer { ranks in
      for node in 0..<nodes {
        let range = (node * actors)..<((node + 1) * actors)
        let (own, scores) = (
          UnsafeMutableBufferPointer(rebasing: ranks[range]), UnsafeMutableBufferPointer(rebasing: columns[range])
        )
        sorter.rankThose(thereIn: actors, areQuantised: true) {
          scores[$0]
        } _: {
          own[$0] = Int32($1)
        }
      }
    }
    return ranks
  }

  /// Scores that count, node after node; NaN for others. The rows are read once: they are much larger than the columns.
  private static func columns(
    _ rows: [ScoreBlock.Row], _ nodes: Int, _ actors: Int
  ) -> UnsafeMutableBufferPointer<Double> {
    let columns: UnsafeMutableBufferPointer<Double> = HugePages.allocate(rows.count)
    rows.withUnsafeBufferPointer { rows in
      for actor in 0..<actors {
        for node in 0..<nodes {
          let row = rows[actor * nodes + node]
          let counts = row.status == .ok || row.status == .gated
          columns.initializeElement(
            at: node * actors + actor, to: counts ? Quantised.billionths(row.score) : .nan)
        }
      }
    }
    return columns
  }
}
