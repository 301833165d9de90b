/// Room for ranking up to a number of values, again and again: the best has rank 1, equal values share the best place.
///
/// A value's key and its position are packed into one word where both fit, and long lists of words are sorted by their
/// digits, in time that grows with their length.
final class RankSorter {
  private let words: UnsafeMutableBufferPointer<UInt64>
  private let others: UnsafeMutableBufferPointer<UInt64>
  /// Keys, for lists whose words do not hold them.
  private let keys: UnsafeMutableBufferPointer<UInt64>
  private let counts: UnsafeMutableBufferPointer<UInt32>
  private static let digit = 11
  /// Shorter lists are sorted by comparing.
  private static let digitsPay = 1_024

  init(capacity: Int) {
    words = .allocate(capacity: max(capacity, 1))
    others = .allocate(capacity: max(capacity, 1))
    keys = .allocate(capacity: max(capacity, 1))
    counts = .allocate(capacity: 2 << RankSorter.digit)
  }

  deinit {
    words.deallocate()
    others.deallocate()
    keys.deallocate()
    counts.deallocate()
  }

  /// Hands the position of each value and its rank to `body`, in the order of the ranks. NaN comes last.
  ///
  /// - Parameter areQuantised: whether all values come from ``Quantised``, which makes shorter keys.
  /// - Precondition: no more values than the capacity.
  @inline(__always)
  func rank(
    _ values: UnsafeBufferPointer<Double>, best: CompetitionRank.Best = .highest, areQuantised: Bool = false,
    _ body: (Int, Int) -> Void
  ) {
    let count = rankThose(thereIn: values, best: best, areQuantised: areQuantised, body)
    guard count < values.count else { return }
    for index in 0..<values.count where values[index].isNaN { body(index, count + 1) }
  }

  /// The same for the values that are there alone; how many they are.
  @inline(__always)
  @discardableResult
  func rankThose(
    thereIn values: UnsafeBufferPointer<Double>, best: CompetitionRank.Best = .highest, areQuantised: Bool = false,
    _ body: (Int, Int) -> Void
  ) -> Int {
    let there = key(values, best, areQuantised)
    guard there.count > 0 else { return 0 }
    let positionBits = 64 - UInt64(values.count - 1).leadingZeroBitCount
    let keyBits = 64 - (there.most - there.least).leadingZeroBitCount
    var (rank, last) = (1, UInt64.max)
    if keyBits + positionBits <= 64 {
      pack(values, there.least, positionBits)
      sort(there.count, positionBits, keyBits)
      let mask = UInt64(1) << UInt64(positionBits) &- 1
      for place in 0..<there.count {
        let key = words[place] &>> UInt64(positionBits & 63)
        if key != last { (rank, last) = (place + 1, key) }
        body(Int(words[place] & mask), rank)
      }
    } else {
      sortApart(values)
      for place in 0..<there.count {
        let position = Int(words[place])
        if place == 0 || keys[position] != last { (rank, last) = (place + 1, keys[position]) }
        body(position, rank)
      }
    }
    return there.count
  }

  /// Fills ``keys``, where NaN leaves a hole; the least and the greatest of them.
  private func key(
    _ values: UnsafeBufferPointer<Double>, _ best: CompetitionRank.Best, _ areQuantised: Bool
  ) -> (count: Int, least: UInt64, most: UInt64) {
    let flip = best == .highest ? UInt64.max : 0
    var (count, least, most) = (0, UInt64.max, UInt64.min)
    var largest = 0.0
    if areQuantised { for value in values where !value.isNaN { largest = max(largest, value.magnitude) } }
    let isWhole = areQuantised && largest < 1e6
    for index in 0..<values.count {
      let value = values[index]
      if value.isNaN { continue }
      let key = (isWhole ? RankSorter.billionths(value) : RankSorter.ordered(value)) ^ flip
      least = min(least, key)
      most = max(most, key)
      keys[index] = key
      count += 1
    }
    return (count, least, most)
  }

  /// Packs each key, counted from the least, above its position.
  private func pack(_ values: UnsafeBufferPointer<Double>, _ least: UInt64, _ positionBits: Int) {
    var count = 0
    for index in 0..<values.count where !values[index].isNaN {
      words[count] = (keys[index] &- least) &<< UInt64(positionBits & 63) | UInt64(index)
      count += 1
    }
  }

  private func sort(_ count: Int, _ positionBits: Int, _ keyBits: Int) {
    var few = UnsafeMutableBufferPointer(rebasing: words[..<count])
    guard count >= RankSorter.digitsPay else { return few.sort() }
    // Two digits from the top put nearly all in order; what shares both is moved the little that is left.
    let shift = positionBits + max(keyBits - 2 * RankSorter.digit, 0)
    sort(count, shift)
    var movesLeft = 8 * count
    for place in 1..<count {
      let word = words[place]
      var free = place
      while free > 0, words[free - 1] > word {
        words[free] = words[free - 1]
        free -= 1
      }
      words[free] = word
      movesLeft -= place - free
      if movesLeft < 0 {
        // Many share them: one value lies far from all others.
        few = UnsafeMutableBufferPointer(rebasing: words[..<count])
        return few.sort()
      }
    }
  }

  /// Sorts by the two digits from bit `shift` on.
  private func sort(_ count: Int, _ shift: Int) {
    let size = 1 << RankSorter.digit
    let mask = UInt64(size - 1)
    let (low, high) = (UInt64(shift), UInt64(shift + RankSorter.digit))
    counts.initialize(repeating: 0)
    for index in 0..<count {
      counts[Int(words[index] >> low & mask)] &+= 1
      counts[size + Int(words[index] >> high & mask)] &+= 1
    }
    var (first, second) = (UInt32(0), UInt32(0))
    for digit in 0..<size {
      (counts[digit], first) = (first, first &+ counts[digit])
      (counts[size + digit], second) = (second, second &+ counts[size + digit])
    }
    for index in 0..<count {
      let digit = Int(words[index] >> low & mask)
      others[Int(counts[digit])] = words[index]
      counts[digit] &+= 1
    }
    for index in 0..<count {
      let digit = size + Int(others[index] >> high & mask)
      words[Int(counts[digit])] = others[index]
      counts[digit] &+= 1
    }
  }

  /// Puts the positions in the order of their keys.
  private func sortApart(_ values: UnsafeBufferPointer<Double>) {
    var count = 0
    for index in 0..<values.count where !values[index].isNaN {
      words[count] = UInt64(index)
      count += 1
    }
    var few = UnsafeMutableBufferPointer(rebasing: words[..<count])
    few.sort {
      keys[Int($0)] != keys[Int($1)] ? keys[Int($0)] < keys[Int($1)] : $0 < $1
    }
  }

  /// A whole number of billionths, in order: short keys take fewer digits.
  @inline(__always)
  private static func billionths(_ value: Double) -> UInt64 {
    UInt64(bitPattern: Int64(Quantised.whole(value * 1e9))) ^ (1 << 63)
  }

  /// The bits of a double as a number of the same order; both zeros are one.
  @inline(__always)
  private static func ordered(_ value: Double) -> UInt64 {
    let bits = (value + 0.0).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }
}
