/// Room for ranking up to a number of values, again and again: the best has rank 1, equal values share the best place.
///
/// A value's key and its position are packed into one word where both fit, and long lists of words are sorted by their
/// digits, in time that grows with their length.
final class RankSorter {
  private let capacity: Int
  private let words: UnsafeMutableBufferPointer<UInt64>
  private let others: UnsafeMutableBufferPointer<UInt64>
  private let counts: UnsafeMutableBufferPointer<UInt32>
  /// Shorter lists are sorted by comparing.
  private static let digitsPay = 1_024

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    words = HugePages.allocate(self.capacity)
    others = HugePages.allocate(self.capacity)
    counts = .allocate(capacity: 2 << 11)
  }

  deinit {
    words.deallocate()
    others.deallocate()
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
    let count = rankThose(thereIn: values.count, best: best, areQuantised: areQuantised, { values[$0] }, body)
    guard count < values.count else { return }
    for index in 0..<values.count where values[index].isNaN { body(index, count + 1) }
  }

  /// The same for the values that are there alone; how many they are.
  ///
  /// - Parameters:
  ///   - total: positions from 0.
  ///   - value: of a position, asked for once each; NaN where there is none.
  @inline(__always)
  @discardableResult
  func rankThose(
    thereIn total: Int, best: CompetitionRank.Best = .highest, areQuantised: Bool = false, _ value: (Int) -> Double,
    _ body: (Int, Int) -> Void
  ) -> Int {
    // The values wait where sorted words go later.
    var (count, low, high) = (0, Double.infinity, -Double.infinity)
    for index in 0..<total {
      let value = value(index)
      others[index] = value.bitPattern
      if value.isNaN { continue }
      count += 1
      low = min(low, value)
      high = max(high, value)
    }
    guard count > 0 else { return 0 }
    let key = Key(best, isWhole: areQuantised && max(low.magnitude, high.magnitude) < 1e6)
    let least = min(key.of(low), key.of(high))
    let positionBits = 64 - UInt64(total - 1).leadingZeroBitCount
    let keyBits = 64 - (max(key.of(low), key.of(high)) - least).leadingZeroBitCount
    guard keyBits + positionBits <= 64 else {
      rankApart(total, key, body)
      return count
    }
    pack(total, key, least, positionBits)
    sort(count, positionBits, keyBits)
    let mask = UInt64(1) << UInt64(positionBits) &- 1
    var (rank, last) = (1, UInt64.max)
    for place in 0..<count {
      let key = words[place] &>> UInt64(positionBits & 63)
      if key != last { (rank, last) = (place + 1, key) }
      body(Int(words[place] & mask), rank)
    }
    return count
  }

  /// A value as a number of the same order, or of the opposite one where the highest value is the best.
  private struct Key {
    let flip: UInt64
    /// Whether values are whole numbers of billionths below 2⁶³: short keys take fewer digits.
    let isWhole: Bool

    init(_ best: CompetitionRank.Best, isWhole: Bool) {
      flip = best == .highest ? UInt64.max : 0
      self.isWhole = isWhole
    }

    @inline(__always)
    func of(_ value: Double) -> UInt64 {
      if isWhole { return (UInt64(bitPattern: Int64(Quantised.whole(value * 1e9))) ^ (1 << 63)) ^ flip }
      // Both zeros are one.
      let bits = (value + 0.0).bitPattern
      return (bits >> 63 == 1 ? ~bits : bits | 1 << 63) ^ flip
    }
  }

  /// Packs each key, counted from the least, above its position.
  private func pack(_ total: Int, _ key: Key, _ least: UInt64, _ positionBits: Int) {
    var count = 0
    for index in 0..<total {
      let value = Double(bitPattern: others[index])
      if value.isNaN { continue }
      words[count] = (key.of(value) &- least) &<< UInt64(positionBits & 63) | UInt64(index)
      count += 1
    }
  }

  private func sort(_ count: Int, _ positionBits: Int, _ keyBits: Int) {
    var few = UnsafeMutableBufferPointer(rebasing: words[..<count])
    guard count >= RankSorter.digitsPay else { return few.sort() }
    // The digits from the top that put nearly all in order; what shares them is moved the little that is left. Long
    // lists are written to fewer places at a time, so that these stay within reach of the processor.
    let (digit, passes) = count > 1 << 18 ? (8, 4) : (11, 2)
    sort(count, from: positionBits + max(keyBits - passes * digit, 0), digit, passes)
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

  /// Sorts by an even number of digits from bit `shift` on, so that the words end where they began.
  private func sort(_ count: Int, from shift: Int, _ digit: Int, _ passes: Int) {
    let size = 1 << digit
    let mask = UInt64(size - 1)
    counts.update(repeating: 0)
    for index in 0..<count {
      let word = words[index] &>> UInt64(shift & 63)
      for pass in 0..<passes { counts[pass * size + Int(word &>> UInt64(pass * digit) & mask)] &+= 1 }
    }
    for pass in 0..<passes {
      var next = UInt32(0)
      for place in (pass * size)..<((pass + 1) * size) { (counts[place], next) = (next, next &+ counts[place]) }
    }
    for pass in 0..<passes {
      let (from, to) = pass.isMultiple(of: 2) ? (words, others) : (others, words)
      let low = UInt64(shift + pass * digit)
      for index in 0..<count {
        let place = pass * size + Int(from[index] &>> (low & 63) & mask)
        to[Int(counts[place])] = from[index]
        counts[place] &+= 1
      }
    }
  }

  /// Ranks values whose keys leave no room for positions.
  @inline(never)
  private func rankApart(_ total: Int, _ key: Key, _ body: (Int, Int) -> Void) {
    var count = 0
    for index in 0..<total where !Double(bitPattern: others[index]).isNaN {
      words[count] = UInt64(index)
      count += 1
    }
    let keyOf = { (position: UInt64) in key.of(Double(bitPattern: self.others[Int(position)])) }
    var few = UnsafeMutableBufferPointer(rebasing: words[..<count])
    few.sort { left, right in
      let (own, other) = (keyOf(left), keyOf(right))
      return own != other ? own < other : left < right
    }
    var rank = 1
    for place in 0..<count {
      if place > 0, keyOf(words[place]) != keyOf(words[place - 1]) { rank = place + 1 }
      body(Int(words[place]), rank)
    }
  }
}
