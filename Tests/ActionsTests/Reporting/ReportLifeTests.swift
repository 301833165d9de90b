import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("The life of a report")
struct ReportLifeTests {
  private func named(_ name: String) throws -> Source { try Source(name) }

  /// A report of the first cooperative for the first quarter, as it stands in the register.
  private func reported(_ small: SmallProgramme, jobs: Double = 3) async throws -> Int64 {
    try await small.report(0, quarter: 0, jobs: jobs, dropout: 0.2, verified: false)
    let sheets = try await small.tadamun.reports(of: small.cooperatives[0], limit: 10)
    return try #require(sheets.last?.id)
  }

  @Test("submitted, verified, validated, locked, reopened, superseded: each by its own fact, the values side by side")
  func wholeLife() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let (tadamun, coop) = (small.tadamun, small.cooperatives[0])
      let id = try await reported(small)
      #expect(try await tadamun.report(id, of: coop).state == .submitted)
      let early = await #expect(throws: Problem.self) {
        try await tadamun.validate(report: id, of: coop, by: named("c"))
      }
      #expect(early?.code == "report_not_verified")

      let jobs = SubmittedReport.CellKey(indicator: try Code("jobs"), group: TargetGroup.everybody)
      try await tadamun.verify(
        report: id, of: coop, findings: [jobs: CellFinding(.verified(2), because: "one left")], by: named("b"))
      #expect(try await tadamun.report(id, of: coop).state == .verified)
      #expect(try await tadamun.validate(report: id, of: coop, by: named("c")) == 2)
      var sheet = try await tadamun.report(id, of: coop)
      #expect(sheet.state == .validated && sheet.basis == .threePersons)
      #expect([sheet.author, sheet.verification?.by, sheet.validation?.by] == ["sample", "b", "c"])
      let cell = try #require(sheet.cells.first { $0.cell.indicator.text == "jobs" })
      #expect(cell.cell.value == 3 && cell.verified == 2 && cell.validated == 2)
      #expect(cell.discrepancy == 0.5 && cell.reason == "one left")

      try await tadamun.lock(report: id, of: coop, by: named("c"))
      let locked = await #expect(throws: Problem.self) {
        try await small.report(0, quarter: 0, jobs: 4, dropout: 0.2, reference: "again", verified: false)
      }
      #expect(locked?.code == "report_locked")
      #expect(try await tadamun.reports(of: coop, limit: 10).count == 1)
      try await tadamun.reopen(report: id, of: coop, because: "a sum was wrong", by: named("c"))
      #expect(try await tadamun.report(id, of: coop).state == .reopened)
      let outcome = try await small.report(0, quarter: 0, jobs: 4, dropout: 0.2, reference: "again", verified: false)
      #expect(outcome.corrections == 1)
      sheet = try await tadamun.report(id, of: coop)
      #expect(sheet.state == .superseded && sheet.cells.contains { $0.validated == 2 })
      #expect(try await tadamun.reports(of: coop, in: .submitted, limit: 10).map(\.version) == [2])
    }
  }

  @Test("what a file says was verified can be appealed against, and what it says was not cannot")
  func appealAgainstAFile() async throws {
    let files = try Files()
    let header =
      "external_ref,programme,actor,indicator,period_start,period_end,value,submitted_on,verified,verified_on\n"
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let tadamun = small.tadamun
      let today = try await tadamun.today(in: small.code)
      let rows = [("A,small,coop-a", "rejected,\(today.adding(days: -5))"), ("B,small,coop-b", ",")].map {
        who, verdict in
        "\(who),jobs,2026-01-01,2026-03-31,10,\(today.adding(days: -9)),\(verdict)\n"
      }
      #expect(try await tadamun.importReports(files.write("r.csv", header + rows.joined())).outcome.recorded == 2)
      let report = { (actor: Code) in try #require(try await tadamun.reports(of: actor, limit: 10).last?.id) }
      let judged = try await report(small.cooperatives[0])
      let appeal = try await tadamun.appeal(
        against: .verification(report: judged), of: small.cooperatives[0], in: small.code, because: "nobody came",
        by: named("a"))
      #expect(appeal.subject == .verification(report: judged) && appeal.answer == nil)
      let open = try await report(small.cooperatives[1])
      let refused = await #expect(throws: Problem.self) {
        try await tadamun.appeal(
          against: .verification(report: open), of: small.cooperatives[1], in: small.code, because: "nobody came",
          by: named("a"))
      }
      #expect(refused?.code == "report_not_verified")
    }
  }

  @Test("evidence that cannot be kept is refused, and nothing speaks of it")
  func evidenceNotKept() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let (tadamun, coop) = (small.tadamun, small.cooperatives[0])
      let id = try await reported(small)
      let refused = await #expect(throws: Problem.self) {
        try await tadamun.attach(
          Array("%PDF-1.7".utf8), named: "minutes.pdf", to: id, of: coop, in: EvidenceFolder("/dev/null/evidence"),
          by: named("a"))
      }
      #expect(refused?.code == "evidence_not_kept")
      #expect(try await tadamun.evidence(of: id, of: coop).isEmpty)
    }
  }

  @Test("a report sent back says why for each cell, and the next version answers")
  func returned() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let coop = small.cooperatives[0]
      let id = try await reported(small)
      #expect(throws: Problem.self) { try CellFinding(.returned) }
      let jobs = SubmittedReport.CellKey(indicator: try Code("jobs"), group: TargetGroup.everybody)
      try await small.tadamun.verify(
        report: id, of: coop, findings: [jobs: CellFinding(.returned, because: "whose jobs?")], returned: true,
        note: "see the cells", by: named("b"))
      let sheet = try await small.tadamun.report(id, of: coop)
      #expect(sheet.state == .returned && sheet.verification?.note == "see the cells")
      #expect(sheet.cells.map(\.reason) == [nil, "whose jobs?"])
      let refused = await #expect(throws: Problem.self) {
        try await small.tadamun.validate(report: id, of: coop, by: named("c"))
      }
      #expect(refused?.code == "report_not_verified")
      try await small.report(0, quarter: 0, jobs: 2, dropout: 0.2, reference: "better", verified: false)
      #expect(try await small.tadamun.reports(of: coop, limit: 10).map(\.state) == [.superseded, .submitted])
    }
  }

  @Test("nobody approves what they verified, and no statement makes it so")
  func persons() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let coop = small.cooperatives[0]
      let id = try await reported(small)
      try await small.tadamun.verify(report: id, of: coop, by: named("b"))
      for (approver, code) in [("b", "third_person_needed"), ("Sample", "maker_is_not_checker")] {
        let refused = await #expect(throws: Problem.self) {
          try await small.tadamun.validate(report: id, of: coop, by: named(approver))
        }
        #expect(refused?.code.rawValue == code)
      }
      let insert: (String, String, String) -> String = { author, verifier, approver in
        """
        INSERT INTO report_validations (actor_id, report_id, author, verifier, validated_by, basis)
        SELECT actor_id, report_id, '\(author)', '\(verifier)', '\(approver)', 'three_persons' FROM reports
        """
      }
      for (persons, constraint) in [
        (("sample", "b", "sample"), "author_neither_verifies_nor_approves"),
        (("sample", "b", "B"), "three_persons_are_three"), (("x", "b", "c"), "validated_after_verified"),
        (("sample", "y", "c"), "validated_after_verified"),
      ] {
        let refused = await #expect(throws: PostgresError.self) {
          try await pool.execute(SQL(unsafeRaw: insert(persons.0, persons.1, persons.2)))
        }
        #expect(refused?.constraint == constraint)
      }
      #expect(try await pool.queryValue("SELECT count(*) FROM report_validations", as: Int.self) == 0)
    }
  }

  @Test("a list asked for by state is the list whose sheets are in that state", arguments: ReportState.allCases)
  func lists(state: ReportState) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let (tadamun, coop) = (small.tadamun, small.cooperatives[0])
      let first = try await reported(small)
      try await tadamun.verify(report: first, of: coop, by: named("b"))
      try await tadamun.validate(report: first, of: coop, by: named("c"))
      try await small.report(0, quarter: 1, jobs: 1, dropout: 0.1)
      try await small.report(1, quarter: 0, jobs: 1, dropout: 0.1, verified: false)
      try await small.report(1, quarter: 0, jobs: 2, dropout: 0.1, reference: "x", verified: false)
      try await small.report(2, quarter: 0, jobs: 2, dropout: 0.1, verified: false)
      let last = try #require(try await tadamun.reports(limit: 10).last)
      try await tadamun.verify(report: last.id, of: last.actor, returned: true, note: "no", by: named("b"))
      if state == .locked || state == .reopened { try await tadamun.lock(report: first, of: coop, by: named("c")) }
      if state == .reopened {
        try await tadamun.reopen(report: first, of: coop, because: "sum", by: named("c"))
      }
      let all = try await tadamun.reports(to: small.code, limit: 10)
      let asked = try await tadamun.reports(to: small.code, in: state, limit: 10)
      #expect(all.count == 5)
      #expect(!asked.isEmpty && asked == all.filter { $0.state == state })
    }
  }
}
