/// Room for ranking up to a number of values, again and again: the best has rank 1, equal values share the best place.
///
/// Long lists are sorted by the digits of their keys, least significant first, in time that grows with their length.
final class RankSorter {
  private struct Entry {
    var key: UInt64
    var index: UInt32
  }

  private var entries: UnsafeMutableBufferPointer<Entry>
  private var others: UnsafeMutableBufferPointer<Entry>
  private let counts: UnsafeMutableBufferPointer<Int>
  private static let digit = 11

  init(capacity: Int) {
    entries = .allocate(capacity: max(capacity, 1))
    others = .allocate(capacity: max(capacity, 1))
    counts = .allocate(capacity: 1 << RankSorter.digit)
  }

  deinit {
    entries.deallocate()
    others.deallocate()
    counts.deallocate()
  }

  /// Hands the position of each value and its rank to `body`, in the order of the ranks. NaN comes last.
  ///
  /// - Parameter areQuantised: whether all values come from ``Quantised``, which makes shorter keys.
  /// - Precondition: no more values than the capacity.
  func rank(
    _ values: UnsafeBufferPointer<Double>, best: CompetitionRank.Best = .highest, areQuantised: Bool = false,
    _ body: (Int, Int) -> Void
  ) {
    let count = values.count
    guard count > 0 else { return }
    let flip = best == .highest ? UInt64.max : 0
    var (least, most) = (UInt64.max, UInt64.min)
    let isWhole = areQuantised && values.allSatisfy { $0.magnitude < 1e6 }
    for index in 0..<count {
      let value = values[index]
      let key =
        value.isNaN ? UInt64.max : (isWhole ? RankSorter.billionths(value) : RankSorter.ordered(value)) ^ flip
      least = min(least, key)
      most = max(most, key)
      entries[index] = Entry(key: key, index: UInt32(index))
    }
    if count < 1_024 {
      var few = UnsafeMutableBufferPointer(rebasing: entries[..<count])
      few.sort {
        $0.key != $1.key ? $0.key < $1.key : $0.index < $1.index
      }
    } else {
      sort(count, least, width: 64 - (most - least).leadingZeroBitCount)
    }
    var rank = 1
    for place in 0..<count {
      if place > 0, entries[place].key != entries[place - 1].key { rank = place + 1 }
      body(Int(entries[place].index), rank)
    }
  }

  private func sort(_ count: Int, _ least: UInt64, width: Int) {
    let mask = UInt64(1 << RankSorter.digit - 1)
    for shift in stride(from: 0, to: width, by: RankSorter.digit) {
      counts.initialize(repeating: 0)
      for index in 0..<count { counts[Int((entries[index].key &- least) >> UInt64(shift) & mask)] += 1 }
      var start = 0
      for digit in 0..<counts.count {
        let own = counts[digit]
        counts[digit] = start
        start += own
      }
      for index in 0..<count {
        let digit = Int((entries[index].key &- least) >> UInt64(shift) & mask)
        others[counts[digit]] = entries[index]
        counts[digit] += 1
      }
      swap(&entries, &others)
    }
  }

  /// A whole number of billionths, in order: short keys take fewer passes.
  @inline(__always)
  private static func billionths(_ value: Double) -> UInt64 {
    UInt64(bitPattern: Int64((value * 1e9).rounded())) ^ (1 << 63)
  }

  /// The bits of a double as a number of the same order; both zeros are one.
  @inline(__always)
  private static func ordered(_ value: Double) -> UInt64 {
    let bits = (value + 0.0).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }
}
