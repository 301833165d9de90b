/// Finds quantiles of many lists of one length, in room taken once: those that ``Quantile`` finds, without putting a list
/// in order.
///
/// A list is dealt into buckets of one width between its ends, and only the numbers in those buckets that hold a place
/// that is wanted are put in order. Each number is touched three times, whatever the order they come in; where one
/// number lies far from all others, the many in one bucket are split again and again.
public final class QuantileFinder {
  private let count: Int
  private let quantiles: [QuantilePlace]
  private let bucketCount: Int
  /// Each number's bucket.
  private let buckets: UnsafeMutableBufferPointer<UInt16>
  /// How many numbers each bucket has.
  private let counts: UnsafeMutableBufferPointer<Int32>
  /// 1 for a bucket with a place that is wanted, else 0.
  private let isWanted: UnsafeMutableBufferPointer<UInt8>
  /// The numbers in the buckets that are wanted.
  private let picked: UnsafeMutableBufferPointer<Double>
  /// The places that are wanted, ascending, and one past all others.
  private let places: UnsafeMutableBufferPointer<Int>
  /// The same among those picked.
  private let found: UnsafeMutableBufferPointer<Int>

  /// - Parameters:
  ///   - probabilities: ascending, from 0 to 1.
  ///   - count: numbers in every list, 1 or more.
  public init(_ probabilities: [Double], of count: Int) {
    precondition(count > 0, "there is something to choose from")
    self.count = count
    quantiles = probabilities.map { QuantilePlace($0, of: count) }
    // Two numbers a bucket, on the whole: more buckets take longer to look through than their numbers to sort.
    bucketCount = min(max((count / 2).nextPowerOfTwo, 16), 1_024)
    buckets = .allocate(capacity: count)
    counts = .allocate(capacity: bucketCount)
    isWanted = .allocate(capacity: bucketCount)
    picked = .allocate(capacity: count)
    let wanted = Set(quantiles.flatMap { [$0.lower, min($0.lower + 1, count - 1)] }).sorted()
    places = .allocate(capacity: wanted.count + 1)
    found = .allocate(capacity: wanted.count)
    for (index, place) in wanted.enumerated() { places[index] = place }
    places[wanted.count] = .max
  }

  deinit {
    buckets.deallocate()
    counts.deallocate()
    isWanted.deallocate()
    picked.deallocate()
    places.deallocate()
    found.deallocate()
  }

  /// The quantiles of a list, in the order of the probabilities.
  ///
  /// - Parameter numbers: as many as announced, none of them NaN.
  public func of(_ numbers: [Double]) -> [Double] {
    numbers.withUnsafeBufferPointer { numbers in
      find(numbers)
      return quantiles.indices.map { quantile($0) }
    }
  }

  /// Looks through a list, so that ``quantile(_:)`` can tell its quantiles.
  func find(_ numbers: UnsafeBufferPointer<Double>) {
    let (low, high) = ends(numbers)
    let scale = Double(bucketCount - 1) / (high - low)
    // Equal numbers have no width between them, and others are too near to or too far from each other for one.
    guard scale > 0, scale.isFinite else { return findApart(numbers, areEqual: low == high) }
    counts.update(repeating: 0)
    for index in 0..<count {
      // Beside 2⁵² a number keeps no fraction: the last bits are its nearest whole number.
      let number = (numbers[index] - low) * scale + 0x1p52
      let bucket = Int(truncatingIfNeeded: number.bitPattern & 0xFFFF)
      buckets[index] = UInt16(truncatingIfNeeded: bucket)
      counts[bucket] &+= 1
    }
    mark()
    var taken = 0
    for index in 0..<count {
      picked[taken] = numbers[index]
      taken &+= Int(isWanted[Int(buckets[index])])
    }
    arrange(0, taken - 1)
  }

  /// A quantile of the list looked through last, by the index of its probability.
  func quantile(_ index: Int) -> Double {
    let quantile = quantiles[index]
    var place = 0
    while places[place] != quantile.lower { place += 1 }
    let low = picked[found[place]]
    return quantile.fraction == 0 ? low : quantile.value(low, picked[found[place + 1]])
  }

  /// The least and the greatest number.
  private func ends(_ numbers: UnsafeBufferPointer<Double>) -> (low: Double, high: Double) {
    // Two chains of comparisons side by side: each waits for the one before it.
    var (low, otherLow) = (numbers[0], numbers[0])
    var (high, otherHigh) = (numbers[0], numbers[0])
    for index in stride(from: 1, to: count - 1, by: 2) {
      (low, high) = (min(low, numbers[index]), max(high, numbers[index]))
      (otherLow, otherHigh) = (min(otherLow, numbers[index + 1]), max(otherHigh, numbers[index + 1]))
    }
    let last = numbers[count - 1]
    return (min(low, otherLow, last), max(high, otherHigh, last))
  }

  /// Numbers that buckets do not tell apart.
  private func findApart(_ numbers: UnsafeBufferPointer<Double>, areEqual: Bool) {
    _ = picked.update(fromContentsOf: numbers)
    _ = found.update(fromContentsOf: places[..<found.count])
    if !areEqual { arrange(0, count - 1) }
  }

  /// Marks the buckets that hold a place that is wanted, and counts the places anew without those of all others.
  private func mark() {
    var (below, skipped, next) = (0, 0, 0)
    for bucket in 0..<bucketCount {
      let own = Int(counts[bucket])
      below += own
      if places[next] >= below {
        isWanted[bucket] = 0
        skipped += own
        continue
      }
      isWanted[bucket] = 1
      while places[next] < below {
        found[next] = places[next] - skipped
        next += 1
      }
    }
  }

  /// Sorts places `low` to `high` of those picked as far as it takes to have the right numbers in the places that are
  /// wanted: all others need not be in order among themselves.
  private func arrange(_ low: Int, _ high: Int) {
    var (low, high) = (low, high)
    while high - low > 16 {
      if !found.contains(where: { low <= $0 && $0 <= high }) { return }
      let (left, right) = split(low, high)
      // The shorter side first, so that the depth stays below the logarithm of the length.
      if right - low < high - left {
        arrange(low, right)
        low = left
      } else {
        arrange(left, high)
        high = right
      }
    }
    for index in stride(from: low + 1, through: high, by: 1) {
      let number = picked[index]
      var place = index
      while place > low, picked[place - 1] > number {
        picked[place] = picked[place - 1]
        place -= 1
      }
      picked[place] = number
    }
  }

  /// Puts what is below a number in the middle to the left and what is above it to the right.
  ///
  /// - Returns: where the right side begins and where the left one ends; what lies between is in its place.
  private func split(_ low: Int, _ high: Int) -> (left: Int, right: Int) {
    let middle = low + (high - low) / 2
    if picked[middle] < picked[low] { picked.swapAt(middle, low) }
    if picked[high] < picked[low] { picked.swapAt(high, low) }
    if picked[high] < picked[middle] { picked.swapAt(high, middle) }
    let pivot = picked[middle]
    var (left, right) = (low, high)
    while left <= right {
      while picked[left] < pivot { left += 1 }
      while picked[right] > pivot { right -= 1 }
      if left <= right {
        picked.swapAt(left, right)
        left += 1
        right -= 1
      }
    }
    return (left, right)
  }
}

extension Int {
  /// The least power of two that is no smaller, of a number from 0 on.
  fileprivate var nextPowerOfTwo: Int { self < 2 ? 1 : 1 << (bitWidth - (self - 1).leadingZeroBitCount) }
}
