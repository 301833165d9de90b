import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Catalogue, claims, trainings, mandates and drafts on the command line")
struct PartnerCommandTests {
  @Test("each is recorded and listed, and a refusal is told with exit status 1")
  func commands() async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      let pool = Pool(database.configuration(as: .app), configuration: PoolConfiguration(maximumConnections: 4))
      let small = try await SmallProgramme(Tadamun(pool))
      _ = try await small.tadamun.register(
        Actor(code: Code("centre"), kind: .coachingCentre, names: Names(fr: "Centre")), by: .sample)
      let cell = ReportCell(try Code("jobs"), .value(7, numerator: nil, denominator: nil))
      _ = try await small.tadamun.beginDraft(
        of: Code("coop-a"), for: small.code, period: small.quarters[0], cells: [cell], key: "k", by: Source("fatima"))
      await pool.close()
      let run = { (arguments: [String]) async throws -> (status: Int32, text: String) in
        let program = try ProgramProcess(arguments, on: database)
        let text = await program.wait()
        return (program.process.terminationStatus, text)
      }

      let defined = try await run([
        "catalogue", "define", "--body",
        #"{"code": "income", "names": {"fr": "Revenu"}, "unit": "MAD", "kind": "flow", "direction": "up", "codes": [{"scheme": "sdg", "code": "8.5.1"}]}"#,
      ])
      #expect(defined.status == 0 && defined.text.contains(#""code":"income""#))
      let listed = try await run(["catalogue", "list", "--scheme", "sdg", "--code", "8.5.1"])
      #expect(listed.text == "income  version 1  Revenu  MAD  flow, up  sdg 8.5.1\n")
      #expect(try await run(["catalogue", "show", "nothing"]).status == 1)

      let given = [
        "mandate", "give", "coop-a", "--to", "centre", "--purpose", "verification", "--from", "2026-01-01", "--by",
        "chief",
      ]
      #expect(try await run(given).text == "centre acts for coop-a: verification, 2026-01-01 to …\n")
      #expect(try await run(given).status == 0)
      #expect(try await run(["mandate", "list", "coop-a"]).text.split(separator: "\n").count == 1)

      let share =
        #"{"programme": "small", "indicator": "jobs", "share_bp": 6050, "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}}"#
      #expect(try await run(["claim", "set", "coop-a", "--body", share, "--by", "chief"]).status == 0)
      #expect(try await run(["claim", "list", "coop-a"]).text.contains("jobs for all  small  60.50 %"))

      let training =
        #"{"code": "t1", "topic": "Books", "first_on": "2026-02-02", "last_on": "2026-02-04", "hours": 18, "attendance": [{"actor": "coop-a", "people": 14}]}"#
      #expect(try await run(["training", "record", "centre", "--body", training, "--by", "chief"]).status == 0)
      #expect(try await run(["training", "list", "coop-a"]).text.contains("centre  t1"))
      let compared = try await run([
        "training", "compare", "coop-a", "--centre", "centre", "--training", "t1", "--indicator", "jobs",
      ])
      #expect(compared.status == 0 && compared.text.contains(#""change":null"#))
      let other = try await run(["training", "record", "coop-a", "--body", training, "--by", "chief"])
      #expect(other.status == 1)

      #expect(try await run(["draft", "list", "coop-a"]).text.contains("version 1  1 cells  saved by fatima"))
      #expect(try await run(["draft", "show", "coop-a", "1"]).text.contains(#""jobs""#))
      #expect(try await run(["draft", "discard", "coop-a", "1", "--at-version", "2", "--by", "chief"]).status == 1)
      #expect(try await run(["draft", "discard", "coop-a", "1", "--at-version", "1", "--by", "chief"]).status == 0)
      #expect(try await run(["draft", "list", "coop-a"]).text.isEmpty)
    }
  }
}
