import Domain
import Interchange
import Testing

@Suite("Plain rows of reports.csv are read as all others are")
struct PlainReportRowTests {
  private static let header =
    "external_ref,programme,actor,indicator,group,period_start,period_end,state,value,numerator,denominator,n,baseline,"
    + "target,missing_reason,submitted_on,verified,verified_value,verified_on,difference_reason,unit\n"

  /// What the cells of a column may be: the first few are good and come often.
  private static let choices: [[String]] = [
    ["R-1", "R-1", "R-1", "R-1", "R-2", "\"R-1\"", "R\u{301}", " R-1", ""], ["p", "p", "p", "p", "q"],
    ["coop", "coop", "coop", "coöp", "other"],
    ["jobs", "jobs_of_women_and_men", "\"jobs\"", "new", "a b", "", "\"jo\"\"bs\""],
    ["", "women", "youth", "\"women\"", "women "],
    ["2026-01-01", "2026-01-01", "2026-01-01", "2026-1-1", "2026-02-01"],
    ["2026-03-31", "2026-03-31", "2026-03-31", "2026-06-30", "2025-03-31", ""],
    ["", "", "reported", "missing", "refused", "other"], ["1", "12.50", "0", "-3e2", "", "1,5", "1e999", "+1"],
    ["", "", "", "3", "x"], ["", "", "", "4", "0", "-1"], ["", "7", "0", "-1", "1.5"], ["", "0.5", "0.25", "n/a"],
    ["", "0.75", "1e15"], ["", "", "", "lost"], ["2026-04-10", "2026-04-10", "2026-04-10", "2026-05-10", "", "soon"],
    ["", "verified", "verified", "rejected", "returned", "seen"], ["", "", "", "2", "two"],
    ["", "2026-05-01", "2026-05-01", "2026-04-01", "1 May"], ["", "", "", "one moved"],
    ["", "count", "", "share", "\"count\"", "count "],
  ]

  /// Knuth's generator, so that the file is the same each time.
  private struct Dice {
    var state: UInt64 = 2026

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % sides
    }
  }

  /// Rows of which most cells are as in the row before, a few quoted and a few wrong.
  private func text(rows count: Int) -> String {
    var dice = Dice()
    var cells = PlainReportRowTests.choices.map { $0[0] }
    var text = PlainReportRowTests.header
    for _ in 0..<count {
      for column in cells.indices {
        let choices = PlainReportRowTests.choices[column]
        // What is wrong comes seldom and goes soon.
        if dice.roll(3) == 0 { cells[column] = choices[dice.roll(dice.roll(60) == 0 ? choices.count : 3)] }
      }
      text += cells.joined(separator: ",") + (dice.roll(50) == 0 ? ",one too many" : "") + "\n"
    }
    return text
  }

  @Test("of twenty thousand rows, good and bad, each says the same whichever way it is read, and most are plain")
  func same() throws {
    let text = text(rows: 20_000)
    var expected: [Result<ReportRow, Problems>] = []
    try TableReader<ReportRow>(CSVReader(bytes: text.utf8, name: "r.csv")).forEachRow { expected.append($0) }
    let table = try TableReader<ReportRow>(CSVReader(bytes: text.utf8, name: "r.csv"))
    var plain = table.plainRows
    var names = Names()
    var (number, plainCount, last) = (0, 0, nil as ReportRow?)
    var differing: [Int] = []
    let isRow = { (isSame: Bool) in
      if !isSame { differing.append(number + 2) }
      number += 1
    }
    while try table.next(
      &plain,
      takePlain: { row in
        plainCount += 1
        let wanted = try? expected[number].get()
        isRow(last.map { names.row(row, as: $0, wanted?.unit) } == wanted)
        return true
      },
      take: { result, _ in
        isRow(result == expected[number])
        last = try? result.get()
        return last.map { names.lesson($0) }
      })
    {}
    #expect(number == 20_000 && differing.isEmpty, "\(differing.prefix(5))")
    #expect(plainCount > 3_000 && expected.contains { (try? $0.get()) == nil })
  }

  @Test("a row that is not taken as plain is given as another, and a refused one is never plain")
  func notTaken() throws {
    let row = "R,p,a,jobs,,2026-01-01,2026-03-31,,1,,,,,,,2026-04-10,,,,,\n"
    let bad = row.replacing(",1,", with: ",x,")
    let table = try TableReader<ReportRow>(
      CSVReader(bytes: (PlainReportRowTests.header + row + row + bad + row + row).utf8))
    var plain = table.plainRows
    var seen: [String] = []
    while try table.next(
      &plain,
      takePlain: { row in
        seen.append("plain \(row.line)")
        return row.line != 3
      },
      take: { result, row in
        seen.append("\((try? result.get()) == nil ? "bad" : "good") \(row.line)")
        return PlainReportRows.Lesson(indicator: 0, group: 0)
      })
    {}
    #expect(seen == ["good 2", "plain 3", "good 3", "bad 4", "good 5", "plain 6"])
    #expect(table.rowCount == 5 && table.refusedCount == 1)
  }

  /// Numbers for the texts of indicators and groups.
  private struct Names {
    private var texts: [String] = []
    /// The units that good rows of an indicator were in.
    private var units: [Int: Set<String>] = [:]

    mutating func lesson(_ row: ReportRow) -> PlainReportRows.Lesson {
      let indicator = number(row.indicator)
      if let unit = row.unit { units[indicator, default: []].insert(unit) }
      return PlainReportRows.Lesson(indicator: indicator, group: number(row.group ?? ""))
    }

    private mutating func number(_ text: String) -> Int {
      if let known = texts.firstIndex(of: text) { return known }
      texts.append(text)
      return texts.count - 1
    }

    /// The plain row with what it shares with the row it followed.
    ///
    /// - Parameter unit: What the row says of its unit, which a good row of its indicator has to have said before.
    func row(_ plain: PlainReportRow, as followed: ReportRow, _ unit: String?) -> ReportRow {
      let group = texts[plain.group]
      var row = ReportRow(
        externalRef: followed.externalRef, programme: followed.programme, actor: followed.actor,
        indicator: texts[plain.indicator], group: group.isEmpty ? nil : group, period: followed.period,
        state: .reported, value: plain.value, place: Place(file: "r.csv", line: plain.line))
      (row.numerator, row.denominator, row.n) = (plain.numerator, plain.denominator, plain.n)
      (row.baseline, row.target, row.submittedOn) = (plain.baseline, plain.target, followed.submittedOn)
      (row.verdict, row.verifiedOn) = (plain.verdict, plain.verifiedOn)
      row.unit = unit.flatMap { units[plain.indicator]?.contains($0) == true ? $0 : nil }
      return row
    }
  }
}
