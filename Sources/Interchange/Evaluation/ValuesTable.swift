import Domain
import Scoring

/// The cells of a values file, with codes and periods numbered and the line of each cell kept.
struct ValuesTable {
  struct Entry {
    var actor: Int32
    var line: Int32
    var cell: ObservationCell
  }

  private(set) var entries: [Entry] = []
  private(set) var actors: [String] = []
  private(set) var periods: [String] = []
  /// What the reader wants to be known, in the order it was met.
  var warnings: [String] = []
  private var actorNumbers: [String: Int32] = [:]
  private var periodNumbers: [String: Int32] = [:]
  /// Of the rows of the file, once counted cells are added.
  private var placeOfCell: [CellKey: Int] = [:]

  private struct CellKey: Hashable {
    let actor, indicator, group, period: Int32

    init(_ actor: Int32, _ cell: ObservationCell) {
      (self.actor, indicator, group, period) = (actor, cell.indicator, cell.group, cell.period)
    }
  }

  mutating func actor(_ code: String) -> Int32 {
    if let known = actorNumbers[code] { return known }
    let number = Int32(actors.count)
    actors.append(code)
    actorNumbers[code] = number
    return number
  }

  mutating func period(_ code: String) -> Int32 {
    if let known = periodNumbers[code] { return known }
    let number = Int32(periods.count)
    periods.append(code)
    periodNumbers[code] = number
    return number
  }

  mutating func add(_ cell: ObservationCell, of actor: Int32, line: Int) {
    entries.append(Entry(actor: actor, line: Int32(truncatingIfNeeded: line), cell: cell))
  }

  /// Adds a cell that was counted: a row for it that says nothing but what was agreed on is filled in.
  /// - Returns: false where the cell has a value already.
  mutating func count(_ cell: ObservationCell, of actor: Int32) -> Bool {
    if placeOfCell.isEmpty {
      for (index, entry) in entries.enumerated() { placeOfCell[CellKey(entry.actor, entry.cell)] = index }
    }
    guard let known = placeOfCell[CellKey(actor, cell)] else {
      add(cell, of: actor, line: 0)
      return true
    }
    guard entries[known].cell.state == .missing else { return false }
    var counted = cell
    counted.agree(with: entries[known].cell)
    entries[known].cell = counted
    return true
  }

  /// Puts everything in its canonical order: actors and periods by code, bytewise; cells by actor, indicator, group,
  /// period. Nothing depends on the order of the rows from here on.
  ///
  /// - Throws: `cell_duplicate` for each second row of a cell.
  mutating func arrange(_ plan: Plan, file: String) throws(Problems) {
    let actorOrder = ValuesTable.order(&actors)
    let periodOrder = ValuesTable.order(&periods)
    for index in entries.indices {
      entries[index].actor = actorOrder[Int(entries[index].actor)]
      if !periodOrder.isEmpty {
        entries[index].cell.period = periodOrder[Int(entries[index].cell.period)]
      }
    }
    entries.sort { left, right in
      if left.actor != right.actor { return left.actor < right.actor }
      let (own, other) = (left.cell, right.cell)
      if own.indicator != other.indicator { return own.indicator < other.indicator }
      if own.group != other.group { return own.group < other.group }
      if own.period != other.period { return own.period < other.period }
      return left.line < right.line
    }
    try Problems.throwIfAny(duplicates(plan, file: file))
  }

  private func duplicates(_ plan: Plan, file: String) -> [Problem] {
    var problems: [Problem] = []
    for index in entries.indices.dropFirst() {
      let (before, entry) = (entries[index - 1], entries[index])
      guard before.actor == entry.actor, before.cell.indicator == entry.cell.indicator,
        before.cell.group == entry.cell.group, before.cell.period == entry.cell.period
      else { continue }
      let message =
        "\(plan.reported[Int(entry.cell.indicator)]) of \(actors[Int(entry.actor)]) stands twice for one group and "
        + "period, first on line \(before.line). Keep one of the two."
      problems.append(
        Problem("cell_duplicate", message, at: Place(file: file, line: Int(entry.line), column: 1)))
      if problems.count == 100 { break }
    }
    return problems.sorted { ($0.place?.line ?? 0) < ($1.place?.line ?? 0) }
  }

  /// Sorts codes by their bytes and returns the new number of each old one.
  private static func order(_ codes: inout [String]) -> [Int32] {
    let old = codes
    let sorted = old.indices.sorted { old[$0].utf8.lexicographicallyPrecedes(old[$1].utf8) }
    var numbers = [Int32](repeating: 0, count: old.count)
    for (new, index) in sorted.enumerated() { numbers[index] = Int32(new) }
    codes = sorted.map { old[$0] }
    return numbers
  }
}
