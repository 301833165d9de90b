import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("An actor that reports to two programmes")
struct TwoProgrammesTests {
  /// A second programme for the cooperatives of the small one, which asks for the same and scores by the same framework.
  private struct Both {
    let small: SmallProgramme
    let other: Code

    init(_ pool: Pool) async throws {
      small = try await SmallProgramme(Tadamun(pool))
      other = try Code("other")
      try await small.tadamun.create(
        Programme(other, names: Names(fr: "Autre"), funder: Code("funder"), currency: .mad), by: .sample)
      try await small.tadamun.adopt(Code("small"), version: 1, for: other, from: small.quarters[0].first, by: .sample)
      try await small.tadamun.enrol(small.cooperatives, in: other, from: small.quarters[0].first)
    }

    /// Reports verified jobs of the first quarter to a programme.
    func report(_ jobs: Double, to programme: Code, _ reference: String, on day: String = "2026-04-10") async throws {
      let report = try Report(
        programme: programme, actor: small.cooperatives[0], period: small.quarters[0],
        submittedOn: CalendarDate(iso: day),
        cells: [ReportCell(Code("jobs"), .value(jobs, numerator: nil, denominator: nil))])
      let verdict = SubmittedReport.CellKey(indicator: try Code("jobs"), group: TargetGroup.everybody)
      _ = try await small.tadamun.submit(
        [SubmittedReport(reference: reference, report, verdicts: [verdict: .init(.verified(jobs))])], to: programme,
        by: .sample)
    }

    /// What the first cooperative's jobs come to in a run made now, which has to be the same when it is computed again.
    func jobs(in programme: Code) async throws -> (raw: Double?, normalised: Double?) {
      let run = try await small.tadamun.score(programme, asOf: small.asOf).run
      #expect(try await small.tadamun.replay(run: run, of: programme).isSame)
      let sheet = try await small.tadamun.score(of: small.cooperatives[0], in: programme)
      let part = sheet.parts.first { $0.indicator == "jobs" }
      return (part?.raw, part?.normalised)
    }

    /// Defines the next version of what jobs are.
    func redefine() async throws {
      try await small.tadamun.define([
        Indicator(
          Code("jobs"), version: 2, names: Names(ar: "مثال", fr: "Exemple"), unit: "full-time", kind: .flow,
          direction: .up, minimum: 0)
      ])
    }
  }

  @Test("of one version of an indicator the last report answers both, whichever it was sent to")
  func sameVersion() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let both = try await Both(pool)
      try await both.report(4, to: both.small.code, "a")
      #expect(try await both.jobs(in: both.other).raw == 4)
      try await both.report(6, to: both.other, "b", on: "2026-04-12")
      #expect(try await both.jobs(in: both.small.code).raw == 6)
      #expect(try await both.jobs(in: both.other).raw == 6)
    }
  }

  @Test("of two versions each programme keeps its own report, until it gets one of the other's version")
  func twoVersions() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let both = try await Both(pool)
      let today = both.small.asOf
      try await both.small.tadamun.require(
        ReportingRequirement(of: both.small.code, indicator: Code("jobs"), from: both.small.quarters[0].first),
        by: .sample)
      try await both.report(4, to: both.small.code, "a")
      #expect(try await both.jobs(in: both.small.code).raw == 4)
      try await both.redefine()
      try await both.report(6, to: both.other, "b", on: "2026-04-12")
      #expect(try await both.jobs(in: both.small.code).raw == 4)
      #expect(try await both.jobs(in: both.other).raw == 6)
      // What is due says the same.
      let due = try await both.small.tadamun.dues(of: both.small.code, on: today, limit: 10)
      #expect(
        due.first { $0.actor == both.small.cooperatives[0] && $0.period == both.small.quarters[0] }?.answer?.programme
          == both.small.code)
      // The programme is told in the new words too: from then on the two are of one thing.
      try await both.report(5, to: both.small.code, "c", on: "2026-04-14")
      try await both.report(7, to: both.other, "d", on: "2026-04-16")
      #expect(try await both.jobs(in: both.small.code).raw == 7)
      #expect(try await both.jobs(in: both.other).raw == 7)
    }
  }

  @Test("what was agreed on with another programme never counts")
  func goals() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let both = try await Both(pool)
      try await both.report(4, to: both.small.code, "a")
      // The small programme agreed on 0 to 10, the other one on nothing.
      #expect(try await both.jobs(in: both.small.code).normalised == 0.4)
      #expect(try await both.jobs(in: both.other).normalised == nil)
      // A row of a file that came to the other programme with a goal of its own.
      let text = """
        external_ref,programme,actor,indicator,period_start,period_end,value,submitted_on,baseline,target
        b,other,coop-a,jobs,2026-01-01,2026-03-31,4,2026-04-12,0,20

        """
      let files = try Files()
      #expect(try await both.small.tadamun.importReports(files.write("goal.csv", text)).outcome.recorded == 1)
      // Nobody verified it yet: it counts for four fifths.
      let (own, others) = (try await both.jobs(in: both.small.code), try await both.jobs(in: both.other))
      #expect(own.normalised == 0.4 && others.normalised == 0.2)
    }
  }
}
