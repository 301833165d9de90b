import Actions
import Domain
import Interchange
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Files of reports and contributions are taken in whole, or as far as they are good")
struct FileImportTests {
  private static let header =
    "external_ref,programme,actor,indicator,period_start,period_end,value,numerator,denominator,submitted_on\n"
  private static let good = """
    A,small,coop-a,jobs,2026-01-01,2026-03-31,10,,,2026-04-10
    A,small,coop-a,dropout,2026-01-01,2026-03-31,0.1,10,100,2026-04-10

    """
  private static let bad = """
    B,small,coop-b,jobs,2026-01-01,2026-03-31,"1,5",,,2026-04-10
    B,small,coop-b,dropout,2026-01-01,2026-03-31,0.2,20,100,2026-04-10
    C,small,nobody,jobs,2026-01-01,2026-03-31,0,,,2026-04-10

    """

  private func values(_ pool: Pool) async throws -> Int {
    try await pool.queryValue("SELECT count(*) FROM indicator_values")
  }

  @Test("reports twice are the same as once, and a later day under the same reference corrects")
  func reportsTwice() async throws {
    let files = try Files()
    let path = try files.write("r.csv", FileImportTests.header + FileImportTests.good)
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      let first = try await tadamun.importReports(path)
      #expect(first.rows == 2 && first.outcome.recorded == 1 && first.outcome.values == 2)
      let second = try await tadamun.importReports(path)
      #expect(second.outcome.known == 1 && second.outcome.recorded == 0 && second.outcome.values == 0)
      #expect(try await values(pool) == 2)
      let later = FileImportTests.good.replacing("2026-04-10", with: "2026-05-01").replacing(",10,,", with: ",9,,")
      let correction = try await tadamun.importReports(files.write("c.csv", FileImportTests.header + later))
      #expect(correction.outcome.corrections == 1 && correction.refusals.isEmpty)
      #expect(try await values(pool) == 4)
    }
  }

  @Test("a row says the same behind a row of its report and behind one of another")
  func orderOfRows() async throws {
    let files = try Files()
    let header =
      "external_ref,programme,actor,indicator,group,period_start,period_end,state,value,numerator,denominator,n,baseline,"
      + "target,missing_reason,submitted_on,verified,verified_value,verified_on\n"
    let rows = ["a", "b"].flatMap { name in
      let report = { (indicator: String, group: String, cells: String, verdict: String) in
        "\(name),small,coop-\(name),\(indicator),\(group),2026-01-01,2026-03-31,\(cells),2026-04-10,\(verdict)\n"
      }
      return [
        report("jobs", "", ",10,,,12,1,20,", "verified,9,2026-05-01"),
        report("jobs", "women", "reported,4,,,5,,,", "verified,,2026-05-01"),
        report("dropout", "", ",0.25,5,20,20,0.3,0.1,", "rejected,,2026-05-01"),
        report("dropout", "women", ",0.5,5,10,,,,", ",,"),
        report("jobs", "men", "missing,,,,,,,no book", ",,"), report("dropout", "men", ",0,,,,,0.1,", "verified,,"),
      ]
    }
    let mixed = rows.indices.map { rows[$0 % 2 * 6 + $0 / 2] }
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      let groups = [
        try TargetGroup(Code("women"), names: Names(en: "Women")),
        try TargetGroup(Code("men"), names: Names(en: "Men")),
      ]
      try await tadamun.define([], groups: groups)
      let first = try await tadamun.importReports(files.write("r.csv", header + rows.joined()))
      #expect(first.refusals.isEmpty && first.outcome.recorded == 2 && first.outcome.values == 12)
      let stored = try await pool.query(
        """
        SELECT count(*) FILTER (WHERE v.verdict = 'verified' AND v.verified = 9 AND v.declared = 10 AND v.beneficiaries = 12
            AND v.baseline = 1 AND v.target = 20 AND v.verified_at = '2026-05-01 00:00+00') AS other,
          count(*) FILTER (WHERE v.verdict = 'rejected' AND v.numerator = 5 AND v.denominator = 20) AS rejected,
          count(*) FILTER (WHERE v.verdict = 'verified' AND v.verified = v.declared) AS same,
          count(*) FILTER (WHERE v.missing_reason = 'no book' AND v.declared IS NULL) AS missing
        FROM indicator_values v
        """)
      let counts = try ["other", "rejected", "same", "missing"].map { try stored[0].decode($0, as: Int.self) }
      #expect(counts == [2, 2, 4, 2])
      let second = try await tadamun.importReports(files.write("m.csv", header + mixed.joined()))
      #expect(second.refusals.isEmpty && second.outcome.known == 2 && second.outcome.recorded == 0)
      #expect(try await values(pool) == 12)
    }
  }

  @Test("one bad row refuses the whole file by place, and nothing is recorded")
  func allOrNothing() async throws {
    let files = try Files()
    let path = try files.write("r.csv", FileImportTests.header + FileImportTests.good + FileImportTests.bad)
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      let result = try await tadamun.importReports(path)
      #expect(
        result.rows == 5 && result.outcome.recorded == 0 && result.outcome.values == 0 && result.refusals.rows == nil)
      #expect(
        result.refusals.list.map { "\($0.code) \($0.place?.line ?? 0):\($0.place?.column ?? 0)" }
          == ["number_malformed 4:44", "actor_unknown 6:9"])
      #expect(try await values(pool) == 0)
      #expect(try await pool.queryValue("SELECT count(*) FROM reports", as: Int.self) == 0)
    }
  }

  @Test("--keep-good takes the good reports; the rows of the others, mended, can be imported after")
  func keepGood() async throws {
    let files = try Files()
    let path = try files.write("r.csv", FileImportTests.header + FileImportTests.good + FileImportTests.bad)
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      let result = try await tadamun.importReports(path, options: ImportOptions(keepGood: files.path("refused.csv")))
      #expect(result.outcome.recorded == 1 && result.outcome.values == 2 && result.refusals.rows == 3)
      let refused = try files.read("refused.csv")
      #expect(refused.contains("number_malformed") && refused.contains("actor_unknown"))
      // Half a report would be another report: its good row waits with the bad one.
      #expect(refused.contains("report_refused"))
      let mended = refused.replacing("\"1,5\"", with: "1.5").replacing("nobody", with: "coop-c")
      let after = try await tadamun.importReports(files.write("mended.csv", mended))
      #expect(after.refusals.isEmpty && after.outcome.recorded == 2 && after.outcome.values == 3)
      #expect(try await values(pool) == 5)
    }
  }

  @Test("a dry run says what would be, and records nothing")
  func dryRun() async throws {
    let files = try Files()
    let path = try files.write("r.csv", FileImportTests.header + FileImportTests.good)
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      let rehearsal = try await tadamun.importReports(path, options: ImportOptions(isDryRun: true))
      #expect(rehearsal.outcome.recorded == 1 && rehearsal.outcome.values == 2)
      #expect(try await values(pool) == 0)
      #expect(try await tadamun.importReports(path).outcome.recorded == 1)
    }
  }

  @Test("the refused rows are never written over the file they come from")
  func sameFile() async throws {
    let files = try Files()
    let text = FileImportTests.header + FileImportTests.bad
    let path = try files.write("r.csv", text)
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      let problem = await #expect(throws: Problem.self) {
        try await tadamun.importReports(path, options: ImportOptions(keepGood: files.path("./r.csv")))
      }
      #expect(problem?.code == "same_file")
      #expect(try files.read("r.csv") == text)
    }
  }

  @Test("contributions twice are the same as once; a key used for something else is refused and books nothing")
  func contributionsTwice() async throws {
    let files = try Files()
    let header = "external_ref,instrument,fund,stage,actor,contributor,amount,currency,occurred_on,description\n"
    let rows = """
      K1,grant,water,receipt,coop-a,funder,1200.50,MAD,2026-03-31,
      K2,grant,water,disbursement,coop-a,,200.00,MAD,2026-04-01,"=cmd, kept as text"

      """
    let path = try files.write("c.csv", header + rows)
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      try await tadamun.open(Fund(Code("water"), .grant, names: Names(en: "Water")), by: .sample)
      #expect(try await tadamun.importContributions(path).outcome == ContributionOutcome(recorded: 2, known: 0))
      #expect(try await tadamun.importContributions(path).outcome == ContributionOutcome(recorded: 0, known: 2))
      let changed = try files.write(
        "d.csv", header + "K3,grant,water,receipt,coop-b,,5,MAD,2026-03-31,\n" + rows.replacing("1200.50", with: "1.00")
      )
      let result = try await tadamun.importContributions(changed)
      #expect(result.refusals.list.map(\.code) == ["idempotency_conflict"] && result.refusals.list[0].place?.line == 3)
      #expect(try await pool.queryValue("SELECT count(*) FROM entries", as: Int.self) == 2)
      let lines = try await tadamun.contributions(ContributionFilter(actor: Code("coop-a")), limit: 10)
      #expect(lines.last?.description == "=cmd, kept as text")
    }
  }

  @Test("what is dated after tomorrow is refused with row and column, and nothing is recorded")
  func future() async throws {
    let files = try Files()
    let reports = """
      \(FileImportTests.good)
      D,small,coop-b,jobs,2099-01-01,2099-03-31,1,,,2099-04-10

      """.replacing("\n\n", with: "\n")
    let header = "external_ref,instrument,fund,stage,actor,amount,currency,occurred_on\n"
    let contributions =
      "K1,grant,water,receipt,coop-a,1,MAD,2026-03-31\nK2,grant,water,receipt,coop-a,1,MAD,2099-01-01\n"
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      try await tadamun.open(Fund(Code("water"), .grant, names: Names(en: "Water")), by: .sample)
      let places = { (refusals: ImportRefusals) in
        refusals.list.map { "\($0.code) \($0.place?.line ?? 0):\($0.place?.column ?? 0)" }
      }
      let first = try await tadamun.importReports(files.write("r.csv", FileImportTests.header + reports))
      #expect(places(first.refusals) == ["period_in_future 4:21", "date_in_future 4:47"])
      let second = try await tadamun.importContributions(files.write("c.csv", header + contributions))
      #expect(places(second.refusals) == ["date_in_future 3:37"])
      #expect(try await values(pool) == 0)
      #expect(try await pool.queryValue("SELECT count(*) FROM entries", as: Int.self) == 0)
    }
  }

  @Test(
    "a file that is no table is refused as a whole",
    arguments: [
      ("", "csv_empty"), ("external_ref\n", "csv_columns_missing"),
      ("external_ref,nonsense\nx,y\n", "csv_columns_missing"),
    ])
  func unreadable(text: String, code: ProblemCode) async throws {
    let files = try Files()
    let path = try files.write("x.csv", text)
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      for attempt in 0..<2 {
        let problems = await #expect(throws: Problems.self) {
          if attempt == 0 { _ = try await tadamun.importReports(path) }
          if attempt == 1 { _ = try await tadamun.importContributions(path) }
        }
        #expect(problems?.list.contains { $0.code == code } == true)
      }
    }
  }
}
