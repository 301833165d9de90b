import Domain
import Interchange
import Testing

@Suite("The reports of the sample")
struct SampleReportTests {
  @Test("every state and every verification occurs")
  func states() throws {
    let reports = try SampleTests.sample.get().reports
    for state in ValueState.allCases { #expect(reports.contains { $0.state == state }) }
    for word in Verdict.Word.allCases { #expect(reports.contains { $0.verdict?.word == word.rawValue }) }
    #expect(reports.contains { $0.state == .reported && $0.verdict == nil })
    #expect(reports.contains { $0.state == .missing && $0.missingReason != nil })
    #expect(reports.contains { $0.verdict?.verifiedValue != nil && $0.verdict?.verifiedValue != $0.value })
    #expect(reports.contains { $0.value == 0 })
  }

  @Test("some are late, some are corrected by a later version with the same reference")
  func versions() throws {
    let reports = try SampleTests.sample.get().reports
    let late = reports.filter { row in
      row.submittedOn.map { row.period.last.adding(days: 31) < $0 } ?? false
    }
    #expect(!late.isEmpty)
    let versions = Dictionary(grouping: reports) { [$0.externalRef, $0.indicator, $0.group ?? ""] }
    let twice = versions.values.filter { $0.count > 1 }
    #expect(!twice.isEmpty)
    for rows in twice {
      #expect(rows.count == 2)
      let days = rows.compactMap(\.submittedOn)
      #expect(days.count == 2)
      #expect(days[0] < days[1])
    }
  }

  @Test("the rows of a report share actor and period; nothing is later than the day of the sample")
  func references() throws {
    let sample = try SampleTests.sample.get()
    for rows in Dictionary(grouping: sample.reports, by: \.externalRef).values {
      #expect(Set(rows.map(\.actor)).count == 1)
      #expect(Set(rows.map(\.period)).count == 1)
    }
    let days = sample.reports.flatMap { [$0.submittedOn, $0.verifiedOn].compactMap(\.self) }
    #expect(days.allSatisfy { $0 <= sample.asOf })
    #expect(Set(sample.reports.compactMap(\.group)) == Set(sample.groups.map(\.code)))
    #expect(Set(sample.reports.map(\.indicator)) == Set(sample.indicators.map(\.code)))
  }

  @Test("values are plausible: shares from 0 to 1, people and things in whole numbers, incomes one can live on")
  func plausible() throws {
    let sample = try SampleTests.sample.get()
    let kinds = Dictionary(uniqueKeysWithValues: sample.indicators.map { ($0.code, $0.kind) })
    for row in sample.reports {
      guard let value = row.value else { continue }
      if row.indicator == "members_income" {
        #expect((500...6_000).contains(value))
      } else if kinds[row.indicator] == .ratio {
        #expect((0...1).contains(value))
      } else {
        #expect(value >= 0)
        #expect(value == value.rounded())
      }
    }
  }

  @Test("most actors move towards their targets, in either direction")
  func direction() throws {
    let sample = try SampleTests.sample.get()
    let last = try #require(sample.quarters.last)
    for indicator in sample.indicators {
      let rows = sample.reports.filter { $0.indicator == indicator.code && $0.period == last && $0.value != nil }
      let better = rows.filter { row in
        guard let value = row.value, let baseline = row.baseline else { return false }
        return indicator.direction == .up ? value >= baseline : value <= baseline
      }
      #expect(better.count * 10 >= rows.count * 7, "\(indicator.code): \(better.count) of \(rows.count)")
    }
  }

  @Test("the reports come back from a file as they were")
  func roundTrip() throws {
    let reports = try SampleTests.sample.get().reports
    let rows = [ReportRow.table.fields.map { CSVCellValue.text($0.name) }] + reports.map(\.cells)
    let (good, bad) = try TablesReading.rows(
      ReportRow.self, String(decoding: CSVWritingTests.written(.plain, rows), as: UTF8.self))
    #expect(bad.isEmpty)
    let unplaced = good.map { row in
      var row = row
      row.place = nil
      return row
    }
    #expect(unplaced == reports)
  }
}
