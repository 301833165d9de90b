import Domain
import Scoring

/// The cells of a values file, with codes and periods numbered and the line of each cell kept.
struct ValuesTable {
  struct Entry {
    var actor: Int32
    var line: Int32
    var cell: ObservationCell
    /// Of a union's member; 0 for the actor itself.
    var member: Int32 = 0
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
  /// Numbered from 1.
  private var memberNumbers: [String: Int32] = [:]

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

  /// - Parameter member: the member whose cell it is, where the actor is a union.
  mutating func add(_ cell: ObservationCell, of actor: Int32, member: String? = nil, line: Int) {
    var number: Int32 = 0
    if let member {
      number = memberNumbers[member] ?? Int32(memberNumbers.count + 1)
      memberNumbers[member] = number
    }
    entries.append(Entry(actor: actor, line: Int32(truncatingIfNeeded: line), cell: cell, member: number))
  }

  /// Adds a cell that was counted: a row for it that says nothing but what was agreed on is filled in.
  /// - Returns: false where the cell has a value already.
  mutating func count(_ cell: ObservationCell, of actor: Int32) -> Bool {
    if placeOfCell.isEmpty {
      for (index, entry) in entries.enumerated() where entry.member == 0 {
        placeOfCell[CellKey(entry.actor, entry.cell)] = index
      }
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
  /// - Throws: `cell_duplicate` for each second row of a cell; `union_too_large`.
  mutating func arrange(_ plan: Plan, file: String) throws(Problems) {
    let actorOrder = ValuesTable.order(&actors)
    let periodOrder = ValuesTable.order(&periods)
    for index in entries.indices {
      entries[index].actor = actorOrder[Int(entries[index].actor)]
      if !periodOrder.isEmpty {
        entries[index].cell.period = periodOrder[Int(entries[index].cell.period)]
      }
    }
    if !memberNumbers.isEmpty {
      try Problems.one { () throws(Problem) in try numberUnits() }
    }
    entries.sort { left, right in
      if left.actor != right.actor { return left.actor < right.actor }
      let isSame = left.cell.isOfSamePlace(as: right.cell)
      return isSame ? left.line < right.line : ObservationCell.isBefore(left.cell, right.cell)
    }
    try Problems.throwIfAny(duplicates(plan, file: file))
  }

  /// Numbers the members of each union in the order of their codes, bytewise.
  private mutating func numberUnits() throws(Problem) {
    var codes = [String](repeating: "", count: memberNumbers.count)
    for (code, number) in memberNumbers { codes[Int(number) - 1] = code }
    let order = ValuesTable.order(&codes)
    var membersOf: [Int32: Set<Int32>] = [:]
    for entry in entries where entry.member > 0 {
      membersOf[entry.actor, default: []].insert(order[Int(entry.member) - 1])
    }
    var units: [Int32: [Int32: UInt16]] = [:]
    for (actor, members) in membersOf {
      guard members.count < Int(UInt16.max) else {
        throw Problem("union_too_large", "\(actors[Int(actor)]) has more than \(UInt16.max - 1) members.")
      }
      for (index, member) in members.sorted().enumerated() { units[actor, default: [:]][member] = UInt16(index + 1) }
    }
    for index in entries.indices where entries[index].member > 0 {
      entries[index].cell.unit = units[entries[index].actor]?[order[Int(entries[index].member) - 1]] ?? 0
    }
  }

  private func duplicates(_ plan: Plan, file: String) -> [Problem] {
    var problems: [Problem] = []
    for index in entries.indices.dropFirst() {
      let (before, entry) = (entries[index - 1], entries[index])
      guard before.actor == entry.actor, before.cell.isOfSamePlace(as: entry.cell) else { continue }
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
