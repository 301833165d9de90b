/// Puts the cells of one actor after another in the order of ``ObservationCell/isBefore(_:_:)``, with room that it keeps.
///
/// A cell is large, and what it is ordered by is not: what is sorted is that, and each cell is moved once.
public struct CellOrder: Sendable {
  private struct Entry {
    let place: UInt64
    let sequence: Int64
    let index: Int
  }

  private var entries: [Entry] = []
  private var ordered: [ObservationCell] = []

  public init() {}

  public mutating func sort(_ cells: inout [ObservationCell]) {
    entries.removeAll(keepingCapacity: true)
    var isOrdered = true
    for (index, cell) in cells.enumerated() {
      guard let place = cell.place else { return cells.sort(by: ObservationCell.isBefore) }
      let entry = Entry(place: place, sequence: cell.sequence, index: index)
      if let last = entries.last, CellOrder.isBefore(entry, last) { isOrdered = false }
      entries.append(entry)
    }
    if isOrdered { return }
    entries.sort(by: CellOrder.isBefore)
    ordered.removeAll(keepingCapacity: true)
    for entry in entries { ordered.append(cells[entry.index]) }
    swap(&cells, &ordered)
  }

  private static func isBefore(_ left: Entry, _ right: Entry) -> Bool {
    if left.place != right.place { return left.place < right.place }
    if left.sequence != right.sequence { return left.sequence < right.sequence }
    return left.index < right.index
  }
}

extension ObservationCell {
  /// Indicator, group, unit and period in one number, in this order; nil where one of them does not fit.
  fileprivate var place: UInt64? {
    guard let indicator = UInt16(exactly: indicator), let group = UInt16(exactly: group),
      let period = UInt16(exactly: period)
    else { return nil }
    return UInt64(indicator) << 48 | UInt64(group) << 32 | UInt64(unit) << 16 | UInt64(period)
  }
}
