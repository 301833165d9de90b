import Actions
import Domain
import Postgres
import Store
import TestProgramme
import TestSupport
import Testing

@Suite("Frameworks as law")
struct FrameworkLawTests {
  /// The small programme's framework in another version, with other weights.
  private static func text(version: Int, weight: Int = 3, valid: String = "{from: 2026-01-01, to: null}") -> String {
    SmallProgramme.framework.replacing("version: 1", with: "version: \(version)")
      .replacing("{code: jobs, parent: score, weight: 1", with: "{code: jobs, parent: score, weight: \(weight)")
      .replacing("{from: 2026-01-01, to: null}", with: valid)
  }

  /// The first day of the quarter `count` quarters after the one that is open now.
  private static func quarter(after count: Int, _ tadamun: Tadamun, _ programme: Code) async throws -> CalendarDate {
    let today = try await tadamun.today(in: programme)
    let months = today.year * 12 + (today.month - 1) / 3 * 3 + 3 * count
    return try CalendarDate(year: months / 12, month: months % 12 + 1, day: 1)
  }

  private static func code(of body: () async throws -> Void) async throws -> ProblemCode? {
    do { try await body() } catch let problem as Problem { return problem.code }
    return nil
  }

  @Test("a draft may be replaced until its version is published, and never after")
  func drafts() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let tadamun = Tadamun(app)
      let small = try Code("small")
      _ = try await tadamun.saveDraft(framework: Self.text(version: 2), by: .commandLine)
      let second = try await tadamun.saveDraft(framework: Self.text(version: 2, weight: 5), by: .commandLine)
      #expect(try await tadamun.framework(small, version: 2).framework == second && second.state == .draft)
      let published = try await tadamun.publishDraft(small, version: 2, by: Source("board"))
      #expect(published.sha256 == second.sha256 && published.state == .published && published.author == "board")
      let refused = try await Self.code { try await tadamun.saveDraft(framework: Self.text(version: 2), by: .api) }
      #expect(refused == "framework_published")
      let other = try await Self.code { try await tadamun.publish(framework: Self.text(version: 2), by: .api) }
      #expect(other == "framework_version_taken")
      #expect(try await tadamun.frameworks() == [published])
      let again = try await tadamun.publish(framework: Self.text(version: 2, weight: 5), by: .api)
      #expect(again == published)
      let none = try await Self.code { try await tadamun.publishDraft(small, version: 3, by: .api) }
      #expect(none == "framework_unknown")
    }
  }

  @Test("a published text cannot be changed or deleted, not even by the owner")
  func textStays() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let published = try await Tadamun(app).publish(framework: SmallProgramme.framework, by: .commandLine)
      _ = try await Tadamun(app).saveDraft(framework: Self.text(version: 2), by: .commandLine)
      for statement: SQL in [
        "UPDATE tadamun.frameworks SET body = 'x'", "DELETE FROM tadamun.frameworks",
        "TRUNCATE tadamun.frameworks CASCADE", "UPDATE tadamun.framework_drafts SET body = 'x'",
      ] {
        let error = await #expect(throws: PostgresError.self) { try await admin.execute(statement) }
        #expect(error?.sqlState == .insufficientPrivilege)
        await #expect(throws: PostgresError.self) { try await app.execute(statement) }
      }
      let kept = try await Tadamun(app).framework(published.code, version: 1).framework
      #expect(kept.text == SmallProgramme.framework)
    }
  }

  @Test("what a programme scores by does not change inside an open period, whoever writes")
  func openPeriod() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let small = try await SmallProgramme(Tadamun(app))
      _ = try await small.tadamun.publish(framework: Self.text(version: 2), by: .commandLine)
      let code = try Code("small")
      let open = try await Self.quarter(after: 0, small.tadamun, small.code)
      for first in [small.quarters[0].first, open, open.adding(days: 20), open.adding(days: 80)] {
        let refused = try await Self.code {
          try await small.tadamun.adopt(code, version: 2, for: small.code, from: first, by: .commandLine)
        }
        #expect(refused == "framework_in_open_period", "from \(first)")
      }
      let byHand = await #expect(throws: PostgresError.self) {
        try await app.execute(
          """
          INSERT INTO programme_frameworks (programme_id, framework_id, first_on)
          SELECT p.programme_id, f.framework_id, \(open) FROM programmes p, frameworks f WHERE f.version = 2
          """)
      }
      #expect(byHand?.constraint == "open_periods_keep_their_framework")
      let next = try await Self.quarter(after: 1, small.tadamun, small.code)
      let within = try await Self.code {
        try await small.tadamun.adopt(
          code, version: 2, for: small.code, from: next.adding(days: 10), by: .commandLine)
      }
      #expect(within == "framework_within_period")
      #expect(try await small.tadamun.adoptions(of: small.code).map(\.version) == [1])
      try await small.tadamun.adopt(code, version: 2, for: small.code, from: next, by: .commandLine)
      #expect(try await small.tadamun.adoptions(of: small.code).map(\.version) == [1, 2])
      let before = try await small.tadamun.score(small.code, asOf: next.adding(days: -1)).run
      let after = try await small.tadamun.score(small.code, asOf: next).run
      let versions = try await small.tadamun.runs(of: small.code, limit: 2).map { [$0.id, Int64($0.frameworkVersion)] }
      #expect(versions == [[after, 2], [before, 1]])
    }
  }

  @Test("a framework is adopted and scores only while it holds")
  func validity() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let small = try await SmallProgramme(Tadamun(app))
      let next = try await Self.quarter(after: 1, small.tadamun, small.code)
      let last = try await Self.quarter(after: 2, small.tadamun, small.code).adding(days: -1)
      let text = Self.text(version: 2, valid: "{from: \(next), to: \(last)}")
      _ = try await small.tadamun.publish(framework: text, by: .commandLine)
      let outside = try await Self.code {
        try await small.tadamun.adopt(
          Code("small"), version: 2, for: small.code, from: last.adding(days: 1), by: .commandLine)
      }
      #expect(outside == "framework_not_valid")
      try await small.tadamun.adopt(Code("small"), version: 2, for: small.code, from: next, by: .commandLine)
      try await small.tadamun.score(small.code, asOf: last)
      let over = try await Self.code { try await small.tadamun.score(small.code, asOf: last.adding(days: 1)) }
      #expect(over == "framework_missing")
      let unknown = try await Self.code {
        try await small.tadamun.adopt(Code("small"), version: 9, for: small.code, from: next, by: .commandLine)
      }
      #expect(unknown == "framework_unknown")
    }
  }
}
