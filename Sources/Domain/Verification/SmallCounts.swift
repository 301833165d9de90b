/// Which counts of people may be shown to everybody: none under ten, and none from which one under ten follows.
///
/// One pure function decides over a whole table with its sums and what was published of it before:
///
/// 1. A count under ``least`` is hidden, zero included.
/// 2. What was hidden once stays hidden, and a count that moved by less than ``least`` since it was shown is hidden:
///    the difference of two versions is a count as well.
/// 3. While a hidden count follows from what is shown through the sums (it is determined by their equations), or the
///    hidden parts of a sum come to less than ``least`` together, the smallest count beside it is hidden too.
/// 4. Of counts that may be of the same people, as several indicators' of one group are, the smaller of two that differ by
///    less than ``least`` is hidden: the difference may be those of one actor of whom only the other speaks.
///
/// A rest, that is people whom no part of a sum counts, is treated as a part that is shown nowhere.
/// Rules: ONS and UK LLC (threshold of ten, secondary suppression); L. Willenborg and T. de Waal, “Elements of
/// Statistical Disclosure Control”, 2001, chapter 4.
public enum SmallCounts {
  /// The smallest count that is shown.
  public static let least: Int64 = 10

  /// A count that is the sum of others.
  public struct Sum<Key: Hashable & Sendable>: Hashable, Sendable {
    public let total: Key
    public let parts: [Key]

    public init(_ total: Key, of parts: [Key]) {
      self.total = total
      self.parts = parts
    }
  }

  /// - Parameters:
  ///   - counts: Every count of the table.
  ///   - sums: Which are sums of which; those that name a count the table lacks are left aside.
  ///   - alike: Which may be of the same people, together.
  ///   - earlier: What was published of the same table before, in any order; nil where it was hidden.
  /// - Returns: What may be shown.
  public static func shown<Key: Hashable & Comparable & Sendable>(
    _ counts: [Key: Int64], sums: [Sum<Key>], alike: [[Key]] = [], earlier: [[Key: Int64?]] = []
  ) -> [Key: Int64] {
    var table = Table(counts: counts, sums: sums)
    for version in earlier {
      for (key, value) in version {
        guard let count = counts[key] else { continue }
        if let value, value == count || (count - value).magnitude >= UInt64(least) { continue }
        table.hidden.insert(.count(key))
      }
    }
    for keys in alike { table.hideNear(keys) }
    while let next = table.nextToHide() { table.hidden.insert(next) }
    return counts.filter { !table.hidden.contains(.count($0.key)) }
  }

  /// A count of the table, or the rest of one of its sums.
  private enum Cell<Key: Hashable & Comparable & Sendable>: Hashable {
    case count(Key)
    case rest(Int)
  }

  private struct Table<Key: Hashable & Comparable & Sendable> {
    let values: [Cell<Key>: Int64]
    /// Total and parts of each sum, its rest among them where there is one.
    let sums: [(total: Cell<Key>, parts: [Cell<Key>])]
    var hidden: Set<Cell<Key>>

    init(counts: [Key: Int64], sums: [Sum<Key>]) {
      var values = Dictionary(uniqueKeysWithValues: counts.map { (Cell.count($0.key), $0.value) })
      var known: [(total: Cell<Key>, parts: [Cell<Key>])] = []
      for (index, sum) in sums.enumerated() {
        let parts = sum.parts.filter { counts[$0] != nil }
        guard let total = counts[sum.total], !parts.isEmpty else { continue }
        var cells = parts.map { Cell.count($0) }
        let rest = total - parts.reduce(0) { $0 + (counts[$1] ?? 0) }
        if rest != 0 {
          values[.rest(index)] = rest
          cells.append(.rest(index))
        }
        known.append((.count(sum.total), cells))
      }
      self.values = values
      self.sums = known
      hidden = Set(values.filter { $0.value < least }.keys)
    }

    /// Hides of `keys` those that come near a larger one which is shown.
    mutating func hideNear(_ keys: [Key]) {
      let shown = keys.compactMap { key -> (count: Int64, cell: Cell<Key>)? in
        guard let count = values[.count(key)], !hidden.contains(.count(key)) else { return nil }
        return (count, .count(key))
      }
      var last: Int64?
      for (count, cell) in shown.sorted(by: { $0.count > $1.count }) {
        if let last, last != count, last - count < least {
          hidden.insert(cell)
        } else {
          last = count
        }
      }
    }

    /// The next count to hide; nil where all that is hidden is safe.
    func nextToHide() -> Cell<Key>? {
      let determined = determined()
      for sum in sums {
        let cells = sum.parts + [sum.total]
        let isExposed = cells.contains { determined.contains($0) } || isSmallTogether(sum)
        if isExposed, let cell = smallestShown(of: sum) { return cell }
      }
      return nil
    }

    private func isSmallTogether(_ sum: (total: Cell<Key>, parts: [Cell<Key>])) -> Bool {
      let parts = sum.parts.filter { hidden.contains($0) }
      guard !parts.isEmpty, !hidden.contains(sum.total) else { return false }
      return parts.reduce(0) { $0 + (values[$1] ?? 0) } < least
    }

    /// Parts before the total: a total says more than a part. A rest is nobody's to hide: it is shown nowhere.
    private func smallestShown(of sum: (total: Cell<Key>, parts: [Cell<Key>])) -> Cell<Key>? {
      let parts = sum.parts.compactMap { cell -> (Int64, Key, Cell<Key>)? in
        guard case .count(let key) = cell, !hidden.contains(cell) else { return nil }
        return (values[cell] ?? 0, key, cell)
      }
      let smallest = parts.min { ($0.0, $0.1) < ($1.0, $1.1) }?.2
      return smallest ?? (hidden.contains(sum.total) ? nil : sum.total)
    }

    /// The hidden cells that follow from what is shown: those that the equations of the sums, reduced to what is hidden,
    /// leave one value.
    private func determined() -> Set<Cell<Key>> {
      let unknowns = Array(hidden)
      let columns = Dictionary(uniqueKeysWithValues: unknowns.enumerated().map { ($1, $0) })
      var rows = sums.map { sum in
        var row = [Double](repeating: 0, count: unknowns.count)
        for part in sum.parts { if let column = columns[part] { row[column] += 1 } }
        if let column = columns[sum.total] { row[column] -= 1 }
        return row
      }
      SmallCounts.reduce(&rows)
      var found: Set<Cell<Key>> = []
      for row in rows {
        let filled = row.indices.filter { row[$0].magnitude > 1e-9 }
        if filled.count == 1 { found.insert(unknowns[filled[0]]) }
      }
      return found
    }
  }

  /// Gauss and Jordan: afterwards each column that leads a row stands in that row alone.
  private static func reduce(_ rows: inout [[Double]]) {
    var lead = 0
    for column in rows.first?.indices ?? 0..<0 where lead < rows.count {
      guard let pivot = (lead..<rows.count).first(where: { rows[$0][column].magnitude > 1e-9 }) else { continue }
      rows.swapAt(lead, pivot)
      let scale = rows[lead][column]
      rows[lead] = rows[lead].map { $0 / scale }
      for other in rows.indices where other != lead && rows[other][column].magnitude > 1e-9 {
        let factor = rows[other][column]
        for index in rows[other].indices { rows[other][index] -= factor * rows[lead][index] }
      }
      lead += 1
    }
  }
}
