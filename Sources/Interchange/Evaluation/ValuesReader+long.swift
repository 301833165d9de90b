import Domain
import Scoring

extension ValuesReader {
  /// The columns of a file with one row a value.
  private struct Columns {
    let actor: Int
    let indicator: Int
    let value: Int
    let group: Int?
    let period: Int?
    let state: Int?
    let baseline: Int?
    let target: Int?
    let size: Int?
    let numerator: Int?
    let denominator: Int?
    let verified: Int?
    let member: Int?
    let unit: Int?

    static let known = ValuesWriter.columns + ["unit"]

    init(_ header: CSVHeader, file: String) throws(Problems) {
      try header.check(required: ["actor", "indicator", "value"], optional: [], ignored: header.names)
      actor = header.index(of: "actor") ?? 0
      indicator = header.index(of: "indicator") ?? 0
      value = header.index(of: "value") ?? 0
      group = header.index(of: "group")
      period = header.index(of: "period")
      state = header.index(of: "state")
      baseline = header.index(of: "baseline")
      target = header.index(of: "target")
      size = header.index(of: "n")
      numerator = header.index(of: "numerator")
      denominator = header.index(of: "denominator")
      verified = header.index(of: "verified")
      member = header.index(of: "member")
      unit = header.index(of: "unit")
    }
  }

  mutating func readLong(_ reader: CSVReader) throws {
    let columns = try Columns(reader.header, file: path)
    for name in reader.header.names where !Columns.known.contains(name) {
      warn("The column “\(name)” is read by nothing and left out.")
    }
    var goesOn = true
    while goesOn {
      let hasRow: Void? = try reader.nextRow { row in
        if row.problems.isEmpty {
          do throws(Problem) { try readRow(row, columns) } catch { goesOn = refuse([error]) }
        } else {
          goesOn = refuse(row.problems)
        }
      }
      if hasRow == nil { break }
    }
  }

  private mutating func readRow(_ row: borrowing CSVRow, _ columns: Columns) throws(Problem) {
    guard let actor = row.text(columns.actor) else {
      throw Problem("actor_missing", "The row names no actor.", at: row.place(columns.actor))
    }
    let state = columns.state.flatMap { row.text($0) }
    if state == "none" {
      if let period = columns.period { _ = table.period(row.text(period) ?? "") }
      _ = table.actor(actor)
      return
    }
    let code = row.text(columns.indicator) ?? ""
    guard let indicator = plan.index(ofReported: code) else {
      throw Problem(
        "indicator_unknown", "The framework has no indicator “\(code)”.", at: row.place(columns.indicator))
    }
    try check(row, unit: columns.unit, of: indicator)
    var cell = ObservationCell(
      indicator: indicator, group: try group(row, columns.group, of: indicator),
      value: try ValuesReader.number(row, columns.value), verifiedValue: try ValuesReader.number(row, columns.verified),
      numerator: try ValuesReader.number(row, columns.numerator),
      denominator: try ValuesReader.number(row, columns.denominator), size: try ValuesReader.number(row, columns.size),
      baseline: try ValuesReader.number(row, columns.baseline), target: try ValuesReader.number(row, columns.target))
    if let size = columns.size, cell.size < 0 {
      throw Problem("count_negative", "A number of people or cases is not below zero.", at: row.place(size))
    }
    if state == "superseded" { return }
    let isFound = columns.verified.map { !row.isBlank($0) } ?? false
    let hasValue =
      isFound || !row.isBlank(columns.value) || columns.denominator.map { !row.isBlank($0) } ?? false
    if isFound, let state, !["ok", "verified"].contains(state) {
      throw Problem(
        "value_not_expected", "A cell in the state “\(state)” has no verified value.",
        at: row.place(columns.verified ?? columns.value))
    }
    try CellState.apply(state, to: &cell, hasValue: hasValue, at: row.place(columns.state ?? columns.value))
    if let problem = plan.problem(with: cell) {
      // What the row does not have a column for was agreed on in the framework.
      let column = problem.place?.field.flatMap { row.header.index(of: $0) } ?? columns.value
      throw problem.at(row.place(column))
    }
    cell.period = columns.period.map { table.period(row.text($0) ?? "") } ?? 0
    let member = columns.member.flatMap { row.text($0) }
    table.add(cell, of: table.actor(actor), member: member, line: row.line)
  }

  /// The number of the group a row is about. A row without one is about the actor as a whole, which denominators and
  /// gates read.
  func group(_ row: borrowing CSVRow, _ column: Int?, of indicator: Int32) throws(Problem) -> Int32 {
    guard let column, let code = row.text(column) else {
      if let whole = plan.wholeGroup(ofReported: indicator) { return whole }
      throw Problem(
        "group_missing", "The framework has several target groups; the row names none.",
        at: column.map { row.place($0) } ?? row.place)
    }
    guard let group = plan.index(ofGroup: code) else {
      throw Problem("group_unknown", "The framework has no target group “\(code)”.", at: row.place(column))
    }
    return group
  }
}
