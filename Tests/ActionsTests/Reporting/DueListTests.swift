import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("What actors owe a programme")
struct DueListTests {
  private func asking(_ small: SmallProgramme) async throws {
    for indicator in ["jobs", "dropout"] {
      try await small.tadamun.require(
        ReportingRequirement(of: small.code, indicator: Code(indicator), from: small.quarters[0].first), by: .sample)
    }
  }

  @Test("the calendar, what is asked for and the enrolments make what is due; reports answer it")
  func list() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await asking(small)
      try await asking(small)
      // In time, late, sent back, and one that another programme asked for.
      try await small.report(0, quarter: 0, jobs: 3, dropout: nil)
      try await small.report(1, quarter: 0, jobs: 3, dropout: 0.1, on: "2026-05-02")
      try await small.report(2, quarter: 0, jobs: 3, dropout: 0.1, verified: false)
      let returned = try #require(try await small.tadamun.reports(of: small.cooperatives[2], limit: 5).last)
      try await small.tadamun.verify(
        report: returned.id, of: returned.actor, returned: true, note: "no book", by: Source("b"))
      let day = try CalendarDate(iso: "2026-07-31")
      let dues = try await small.tadamun.dues(of: small.code, on: day, limit: 100)
      #expect(dues.count == 12)
      let first = dues.filter { $0.period == small.quarters[0] }.map { "\($0.actor) \($0.indicator) \($0.state)" }
      #expect(
        first == [
          "coop-a dropout answered", "coop-a jobs answered", "coop-b dropout late", "coop-b jobs late",
          "coop-c dropout missing", "coop-c jobs missing",
        ])
      #expect(dues.first?.answer?.state == .missing)
      #expect(dues.filter { $0.period == small.quarters[1] }.allSatisfy { $0.state == .missing })
      let before = try await small.tadamun.dues(
        of: small.code, on: CalendarDate(iso: "2026-07-30"), limit: 100
      ).filter { $0.period == small.quarters[1] }
      #expect(before.count == 6 && before.allSatisfy { $0.state == .due })
      for state in DueState.allCases {
        let asked = try await small.tadamun.dues(of: small.code, in: state, on: day, limit: 100)
        #expect(asked == dues.filter { $0.state == state })
      }
      var paged: [Due] = []
      while true {
        let page = try await small.tadamun.dues(of: small.code, on: day, after: paged.last?.cursor, limit: 5)
        if page.isEmpty { break }
        paged += page
      }
      #expect(paged == dues)
    }
  }

  @Test("one report answers every programme that asks for the same in that period")
  func shared() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let other = try Code("other")
      let names = try Names(fr: "Autre")
      try await small.tadamun.create(
        Programme(other, names: names, funder: Code("funder"), currency: .mad), by: .sample)
      try await small.tadamun.enrol(small.cooperatives, in: other, from: small.quarters[0].first)
      try await small.tadamun.require(
        ReportingRequirement(of: other, indicator: Code("jobs"), from: small.quarters[0].first), by: .sample)
      try await small.report(0, quarter: 0, jobs: 3, dropout: nil)
      let dues = try await small.tadamun.dues(
        of: other, actor: small.cooperatives[0], on: CalendarDate(iso: "2026-04-15"), limit: 10)
      #expect(dues.map(\.state) == [.answered] && dues.first?.answer?.programme == small.code)
    }
  }

  @Test("what is asked for no more is due no more; nothing is asked for twice in one time")
  func ending() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await asking(small)
      try await small.tadamun.endRequirement(
        of: small.code, indicator: Code("dropout"), on: small.quarters[0].last, by: .sample)
      let dues = try await small.tadamun.dues(
        of: small.code, actor: small.cooperatives[0], on: CalendarDate(iso: "2026-07-31"), limit: 10)
      #expect(
        dues.map { "\($0.period.first) \($0.indicator)" } == [
          "2026-01-01 dropout", "2026-01-01 jobs", "2026-04-01 jobs",
        ])
      let twice = await #expect(throws: Problem.self) {
        try await small.tadamun.require(
          ReportingRequirement(of: small.code, indicator: Code("jobs"), from: small.quarters[1].first), by: .sample)
      }
      #expect(twice?.code == "requirement_overlaps")
      let unknown = await #expect(throws: Problem.self) {
        try await small.tadamun.require(
          ReportingRequirement(of: small.code, indicator: Code("none"), from: small.quarters[1].first), by: .sample)
      }
      #expect(unknown?.code == "indicator_unknown")
    }
  }
}
