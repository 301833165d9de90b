import Domain
import Scoring

/// What was counted over the households of one actor for one group and period.
public struct CountedHeadcount: Sendable, Equatable {
  public let actor: String
  /// Codes; the period as it stands in the file.
  public let indicator: String
  public let group: String
  public let period: String
  /// Columns of the dimensions, in the order of ``count``'s.
  public let dimensions: [String]
  public let count: AlkireFoster
}

/// Reads a file of households, one row each, and makes the cells of headcounts of it: `actor`, the columns that the
/// framework's `headcount` keys name, and optionally `group`, `period` and `size`, the members of the household. A blank
/// answer leaves the household out of the counts that read it.
///
/// A row of the values file for such a cell may bring its baseline and target; a value there is a second one.
struct HouseholdReader {
  private let plan: Plan
  private let path: String
  private let leaves: [(indicator: Int32, code: String, rule: HeadcountRule)]
  private var homes: [Key: [Home]] = [:]

  private struct Key: Hashable {
    let actor: String
    let group: Int32
    let period: String
  }

  private struct Home {
    let size: Int
    /// Answer by column, nil where it is blank.
    let answers: [Double?]
  }

  init(_ plan: Plan, path: String) {
    self.plan = plan
    self.path = path
    leaves = plan.framework.indicators.compactMap { rule in
      guard let headcount = rule.headcount, let index = plan.index(ofReported: rule.reported) else { return nil }
      return (index, rule.code, headcount)
    }
  }

  /// Adds the cells to `table`.
  ///
  /// - Throws: what ``CSVReader`` refuses; `headcount_missing` where the framework counts nothing over households;
  ///   `csv_columns_missing`, `actor_missing`, `group_missing`, `group_unknown`, `size_out_of_range`,
  ///   `deprivation_not_flag`, `period_mismatch`, and `cell_duplicate` for a cell that has a value already.
  mutating func read(into table: inout ValuesTable) throws -> [CountedHeadcount] {
    guard !leaves.isEmpty else {
      throw Problem(
        "headcount_missing", "No indicator of the framework has a key “headcount” that reads households.",
        at: Place(file: path))
    }
    let columns = try readRows()
    let hasPeriods = homes.keys.contains { !$0.period.isEmpty }
    guard table.entries.isEmpty || table.periods.isEmpty != hasPeriods else {
      throw Problem(
        "period_mismatch", "Either both files name periods, the values and the households, or neither does.",
        at: Place(file: path))
    }
    var counted: [CountedHeadcount] = []
    let order = homes.keys.sorted { ($0.actor, $0.group, $0.period) < ($1.actor, $1.group, $1.period) }
    for key in order {
      for leaf in leaves {
        let count = try count(homes[key] ?? [], leaf.rule, columns)
        try add(count, leaf, key, period: hasPeriods ? table.period(key.period) : 0, to: &table)
        counted.append(
          CountedHeadcount(
            actor: key.actor, indicator: leaf.code, group: plan.groups[Int(key.group)], period: key.period,
            dimensions: leaf.rule.dimensions.map(\.column), count: count))
      }
    }
    return counted
  }

  /// - Returns: the place in ``Home/answers`` of each column that is read.
  private mutating func readRows() throws -> [String: Int] {
    let reader = try CSVReader(path: path)
    var columns: [String: Int] = [:]
    var names: [String] = []
    for name in leaves.flatMap(\.rule.dimensions).map(\.column) where columns[name] == nil {
      columns[name] = names.count
      names.append(name)
    }
    try reader.header.check(required: ["actor"] + names, optional: [], ignored: reader.header.names)
    let flags = Set(leaves.flatMap(\.rule.dimensions).filter { $0.cutoff == .flag }.map(\.column))
    let places = names.map { (column: reader.header.index(of: $0) ?? 0, isFlag: flags.contains($0)) }
    let index = { (name: String) in reader.header.index(of: name) }
    let (actor, group, period, size) = (index("actor") ?? 0, index("group"), index("period"), index("size"))
    var problems: [Problem] = []
    try reader.forEachRow { row in
      do throws(Problem) {
        let key = Key(
          actor: try HouseholdReader.actor(row, actor), group: try self.group(row, group),
          period: period.flatMap { row.text($0) } ?? "")
        var answers: [Double?] = []
        for place in places { answers.append(try HouseholdReader.answer(row, place.column, isFlag: place.isFlag)) }
        homes[key, default: []].append(Home(size: try HouseholdReader.size(row, size), answers: answers))
      } catch {
        problems.append(error)
        if problems.count == ValuesReader.problemLimit { throw Problems(problems) }
      }
    }
    try Problems.throwIfAny(problems)
    return columns
  }

  private static func actor(_ row: borrowing CSVRow, _ column: Int) throws(Problem) -> String {
    guard let code = row.text(column) else {
      throw Problem("actor_missing", "The row names no actor.", at: row.place(column))
    }
    return code
  }

  private func group(_ row: borrowing CSVRow, _ column: Int?) throws(Problem) -> Int32 {
    guard let column, let code = row.text(column) else {
      if plan.groups.count == 1 { return 0 }
      throw Problem("group_missing", "The framework has several target groups; the row names none.", at: row.place)
    }
    guard let group = plan.index(ofGroup: code) else {
      throw Problem("group_unknown", "The framework has no target group “\(code)”.", at: row.place(column))
    }
    return group
  }

  private static func size(_ row: borrowing CSVRow, _ column: Int?) throws(Problem) -> Int {
    guard let column, let size = try row.int(column) else { return 1 }
    guard (1...1_000).contains(size) else {
      throw Problem("size_out_of_range", "A household has 1 to 1,000 members.", at: row.place(column))
    }
    return size
  }

  private static func answer(_ row: borrowing CSVRow, _ column: Int, isFlag: Bool) throws(Problem) -> Double? {
    let answer = try ValuesReader.number(row, column)
    if isFlag, let answer, answer != 0, answer != 1 {
      throw Problem(
        "deprivation_not_flag", "Without a cutoff an answer is 1 for deprived or 0 for not; it is \(answer).",
        at: row.place(column))
    }
    return answer
  }

  private func count(_ homes: [Home], _ rule: HeadcountRule, _ columns: [String: Int]) throws(Problem) -> AlkireFoster {
    let rows = homes.map { home in
      rule.dimensions.map { dimension in
        columns[dimension.column].flatMap { home.answers[$0] }.flatMap(dimension.isDeprived)
      }
    }
    return try rule.count(rows, sizes: homes.map(\.size))
  }

  private func add(
    _ count: AlkireFoster, _ leaf: (indicator: Int32, code: String, rule: HeadcountRule), _ key: Key, period: Int32,
    to table: inout ValuesTable
  ) throws(Problem) {
    let actor = table.actor(key.actor)
    let cell = leaf.rule.cell(count, indicator: leaf.indicator, group: key.group, period: period)
    guard table.count(cell, of: actor) else {
      throw Problem(
        "cell_duplicate", "\(leaf.code) of \(key.actor) has a value already; it is counted over households here.",
        at: Place(file: path))
    }
  }
}

/// `headcounts.csv`: what was counted over households, whole and dimension by dimension.
struct HeadcountTable {
  static let columns = [
    "actor", "group", "period", "indicator", "dimension", "people", "incomplete", "poor", "incidence", "intensity",
    "adjusted", "censored_headcount", "contribution",
  ]

  private let headcounts: [CountedHeadcount]

  init(_ headcounts: [CountedHeadcount]) { self.headcounts = headcounts }

  func write(_ writer: CSVWriter) throws {
    for headcount in headcounts {
      let count = headcount.count
      let names: [CSVCellValue] = [
        .text(headcount.actor), .text(headcount.group), .text(headcount.period), .text(headcount.indicator),
      ]
      try writer.write(
        names + [
          .blank, .int(Int64(count.people)), .int(Int64(count.incomplete)), .int(Int64(count.poor)),
          NumberText.cell(count.incidence), NumberText.cell(count.intensity), NumberText.cell(count.adjustedHeadcount),
          .blank, .blank,
        ])
      for (name, dimension) in zip(headcount.dimensions, count.dimensions) {
        try writer.write(
          names + [.text(name)] + Array(repeating: .blank, count: 6) + [
            count.people > 0 ? NumberText.cell(dimension.censoredHeadcount) : .blank,
            NumberText.cell(dimension.contribution),
          ])
      }
    }
  }
}
