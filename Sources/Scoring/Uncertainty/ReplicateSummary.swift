/// What one replicate came to at the nodes of a ``NodeStretch``: node after node, actor after actor in the order of
/// ``VariedCells/actors``. An actor without a rank at a node has a score of NaN and the rank 0.
struct ReplicateOutcome: Sendable {
  let scores: [Double]
  let ranks: [Int32]
}

/// What all replicates say of a stretch of actors at one node, in room taken once.
struct ReplicateSummary {
  /// The intervals of the actors, in their order; nil for one without a rank. Sums run in the order of the replicates,
  /// which no number of threads changes.
  ///
  /// - Parameter start: where the node's actors begin in an outcome.
  static func intervals(
    _ replicates: [ReplicateOutcome], _ actors: Range<Int>, from start: Int, _ rule: UncertaintyRule
  ) -> [UncertaintyResult.Interval?] {
    let count = replicates.count
    let wanted = [0.05, 0.5, 0.95].flatMap { probability -> [Int] in
      let place = Int(Double(max(count - 1, 0)) * probability)
      return [place, min(place + 1, count - 1)]
    }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(count, 1)) { room in
      let numbers = UnsafeMutableBufferPointer(rebasing: room[..<count])
      return actors.map { actor in
        let place = start + actor
        if count == 0 || replicates[0].ranks[place] == 0 { return nil }
        for index in 0..<count { numbers[index] = replicates[index].scores[place] }
        let (mean, deviation) = moments(numbers)
        let score = percentiles(numbers, wanted)
        var first = 0
        for index in 0..<count {
          let rank = replicates[index].ranks[place]
          if rank <= rule.top { first += 1 }
          numbers[index] = Double(rank)
        }
        return UncertaintyResult.Interval(
          mean: mean, standardDeviation: deviation, score: score, rank: percentiles(numbers, wanted),
          chanceOfTop: Double(first) / Double(count))
      }
    }
  }

  private static func moments(_ numbers: UnsafeMutableBufferPointer<Double>) -> (mean: Double, deviation: Double) {
    let count = Double(numbers.count)
    guard numbers.contains(where: { $0 != numbers[0] }) else { return (numbers[0], 0) }
    let mean = numbers.reduce(0, +) / count
    let spread = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (spread / (count - 1)).squareRoot())
  }

  private static func percentiles(
    _ numbers: UnsafeMutableBufferPointer<Double>, _ wanted: [Int]
  ) -> UncertaintyResult.Percentiles {
    arrange(numbers, 0, numbers.count - 1, wanted)
    return UncertaintyResult.Percentiles(sorted: numbers)
  }

  /// Sorts places `low` to `high` as far as it takes to have the right numbers in the places that are wanted: all others
  /// need not be in order among themselves.
  private static func arrange(
    _ numbers: UnsafeMutableBufferPointer<Double>, _ low: Int, _ high: Int, _ wanted: [Int]
  ) {
    var (low, high) = (low, high)
    while high - low > 16 {
      if !wanted.contains(where: { low <= $0 && $0 <= high }) { return }
      let middle = low + (high - low) / 2
      if numbers[middle] < numbers[low] { numbers.swapAt(middle, low) }
      if numbers[high] < numbers[low] { numbers.swapAt(high, low) }
      if numbers[high] < numbers[middle] { numbers.swapAt(high, middle) }
      let pivot = numbers[middle]
      var (left, right) = (low, high)
      while left <= right {
        while numbers[left] < pivot { left += 1 }
        while numbers[right] > pivot { right -= 1 }
        if left <= right {
          numbers.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      // The shorter side first, so that the depth stays below the logarithm of the length.
      if right - low < high - left {
        arrange(numbers, low, right, wanted)
        low = left
      } else {
        arrange(numbers, left, high, wanted)
        high = right
      }
    }
    for index in stride(from: low + 1, through: high, by: 1) {
      let number = numbers[index]
      var place = index
      while place > low, numbers[place - 1] > number {
        numbers[place] = numbers[place - 1]
        place -= 1
      }
      numbers[place] = number
    }
  }
}
