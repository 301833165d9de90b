/// What one replicate came to, in the order of ``VariedCells/actors``.
struct ReplicateOutcome: Sendable {
  let scores: [Double]
  let ranks: [Int32]
}

/// What all replicates say of a stretch of actors, in room taken once.
struct ReplicateSummary {
  /// The intervals of the actors, in their order. Sums run in the order of the replicates, which no number of threads
  /// changes.
  static func intervals(
    _ replicates: [ReplicateOutcome], _ actors: Range<Int>, _ rule: UncertaintyRule
  ) -> [UncertaintyResult.Interval] {
    let count = replicates.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(count, 1)) { room in
      let numbers = UnsafeMutableBufferPointer(rebasing: room[..<count])
      return actors.map { actor in
        for index in 0..<count { numbers[index] = replicates[index].scores[actor] }
        let (mean, deviation) = moments(numbers)
        let score = percentiles(numbers)
        var first = 0
        for index in 0..<count {
          let rank = replicates[index].ranks[actor]
          if rank <= rule.top { first += 1 }
          numbers[index] = Double(rank)
        }
        return UncertaintyResult.Interval(
          mean: mean, standardDeviation: deviation, score: score, rank: percentiles(numbers),
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

  private static func percentiles(_ numbers: UnsafeMutableBufferPointer<Double>) -> UncertaintyResult.Percentiles {
    arrange(numbers, 0, numbers.count - 1)
    return UncertaintyResult.Percentiles(sorted: numbers)
  }

  /// Sorts places `low` to `high`. The library's sort keeps equal elements in order, which costs twice the time.
  private static func arrange(_ numbers: UnsafeMutableBufferPointer<Double>, _ low: Int, _ high: Int) {
    var (low, high) = (low, high)
    while high - low > 16 {
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
        arrange(numbers, low, right)
        low = left
      } else {
        arrange(numbers, left, high)
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
