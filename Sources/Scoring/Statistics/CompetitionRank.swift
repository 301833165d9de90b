/// Ranks where equal values share the best place and the places after them stay empty: 1, 2, 2, 4.
///
/// Values are compared exactly; quantise scores first (``Quantised``).
public enum CompetitionRank {
  /// Which end of the scale has rank 1.
  public enum Best: Sendable { case highest, lowest }

  /// A rank for each value, in the order of the values. Ranks count from 1.
  public static func of(_ values: [Double], best: Best = .highest) -> [Int] {
    var ranks = [Int](repeating: 0, count: values.count)
    values.withUnsafeBufferPointer { values in
      RankSorter(capacity: values.count).rank(values, best: best) { ranks[$0] = $1 }
    }
    return ranks
  }

  /// A rank for each value that is there; a missing value has none and takes no place.
  public static func of(_ values: [Double?], best: Best = .highest) -> [Int?] {
    let present = values.indices.filter { values[$0] != nil }
    let ranks = of(present.compactMap { values[$0] }, best: best)
    var result = [Int?](repeating: nil, count: values.count)
    for (index, rank) in zip(present, ranks) { result[index] = rank }
    return result
  }
}
