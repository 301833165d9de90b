import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("What an organisation sees of itself")
struct HomeTests {
  @Test("its tasks are the programme's dues of it, counted; a sent back answer answers nothing")
  func tasks() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let actor = small.cooperatives[0]
      // It names no cells: its last period is due as a whole.
      let whole = try await small.tadamun.home(of: actor)
      #expect(whole.tasks.map(\.isWhole) == [true] && whole.programmes.map(\.code) == [small.code])
      for indicator in ["jobs", "dropout"] {
        try await small.tadamun.require(
          ReportingRequirement(of: small.code, indicator: Code(indicator), from: small.quarters[0].first), by: .sample)
      }
      try await small.report(0, quarter: 0, jobs: 3, dropout: nil)
      try await small.report(0, quarter: 1, jobs: 3, dropout: 0.1, verified: false)
      let last = try #require(try await small.tadamun.reports(of: actor, limit: 5).last)
      try await small.tadamun.verify(report: last.id, of: actor, returned: true, note: "no book", by: Source("b"))
      let day = try await small.tadamun.today(in: small.code)
      let home = try await small.tadamun.home(of: actor)
      for task in home.tasks {
        let dues = try await small.tadamun.dues(of: small.code, actor: actor, on: day, limit: 1_000)
          .filter { $0.period == task.period }
        #expect(task.counts == Dictionary(grouping: dues, by: \.state).mapValues(\.count))
        #expect(task.dueOn == dues.first?.dueOn && !task.isWhole && !task.hasDraft)
      }
      #expect(home.tasks.first { $0.period == small.quarters[1] }?.counts[.missing] == 2)
      #expect(home.tasks.map(\.period.last) == home.tasks.map(\.period.last).sorted(by: >))
      #expect(home.reports.first?.id == last.id && home.represented.isEmpty)
    }
  }

  @Test("who acts for others sees what there is to do for each, by what each mandate is for")
  func represented() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let union = try Code("union")
      _ = try await small.tadamun.register(Actor(code: union, kind: .union, names: Names(fr: "Union")), by: .sample)
      try await small.tadamun.require(
        ReportingRequirement(
          of: small.code, indicator: Code("jobs"), from: small.quarters[0].first, through: small.quarters[1].last),
        by: .sample)
      for (member, purpose) in [(0, Mandate.Purpose.reporting), (0, .verification), (1, .verification)] {
        try await small.tadamun.mandate(
          Mandate(of: small.cooperatives[member], to: union, for: purpose, from: small.quarters[0].first), by: .sample)
      }
      let ended = try Mandate(
        of: small.cooperatives[2], to: union, for: .reporting, from: small.quarters[0].first,
        through: small.quarters[0].last)
      try await small.tadamun.mandate(ended, by: .sample)
      try await small.report(0, quarter: 0, jobs: 3, dropout: nil)
      try await small.report(1, quarter: 0, jobs: 3, dropout: 0.1, verified: false)
      let home = try await small.tadamun.home(of: union)
      #expect(home.tasks.isEmpty && home.programmes.isEmpty)
      #expect(home.represented.map(\.actor) == Array(small.cooperatives.prefix(2)))
      #expect(home.represented.map(\.openCells) == [1, nil])
      #expect(home.represented.map(\.waitingReports) == [0, 1])
    }
  }
}
