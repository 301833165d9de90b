import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Proposals on the command line")
struct ProposeCommandTests {
  private static let framework =
    SmallProgramme.framework + """

      uncertainty: {replicates: 40, seed: 1, weights: 0.3}
      proposal: {eligible_from: 0.5, budget_minor: 90000, currency: MAD}
      """

  private func run(_ arguments: [String], on database: TestDatabase) async throws -> (status: Int32, text: String) {
    let program = try ProgramProcess(arguments, on: database)
    let text = await program.wait()
    return (program.process.terminationStatus, text)
  }

  private func withScoredProgramme(_ body: (TestDatabase) async throws -> Void) async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      let pool = Pool(database.configuration(as: .app), configuration: PoolConfiguration(maximumConnections: 4))
      let small = try await SmallProgramme(Tadamun(pool), framework: Self.framework)
      try await small.reportAll()
      try await small.tadamun.score(small.code, asOf: small.asOf)
      try await small.tadamun.open(Fund(Code("grant"), .grant, names: Names(fr: "Fonds")), by: .commandLine)
      await pool.close()
      try await body(database)
    }
  }

  @Test("of a run with intervals: each payment with its score, interval and grade; who may be below is told by name")
  func table() async throws {
    try await withScoredProgramme { database in
      let propose = ["propose", "--programme", "small", "--fund", "grant", "--by", "fatima", "--key", "k"]
      let made = try await run(propose, on: database)
      #expect(made.status == 0, "\(made.text)")
      let lines = made.text.split(separator: "\n").map(String.init)
      #expect(
        lines[0].contains(/^proposal \d+, draft: 900\.00 MAD of 900\.00 MAD out of grant, small run \d+,/)
          && lines[0].hasSuffix("water_filling by score"), "\(lines[0])")
      // Scores 1 and 0.5: no weight changes either, since each reached the same of both targets.
      #expect(lines.count == 3, "\(made.text)")
      #expect(lines[1].contains(/^  coop-a +600\.00 +score 1\.000 +1\.000–1\.000 [A-E] shared$/), "\(lines[1])")
      #expect(lines[2].contains(/^  coop-b +300\.00 +score 0\.500 +0\.500–0\.500 [A-E] shared$/), "\(lines[2])")
      #expect(try await run(propose, on: database).text == made.text, "a repeat finds the same")
      let number = try #require(lines[0].firstMatch(of: /^proposal (\d+)/)?.output.1)
      let shown = try await run(["proposal", "show", String(number)], on: database)
      #expect(
        shown.text.contains(
          /coop-c +0\.00 +score 0\.500 +0\.\d{3}–0\.\d{3} [A-E] ineligible: interval_below 0\.5/), "\(shown.text)")
      #expect(try await run(["proposal", "verify", String(number)], on: database).status == 0)
    }
  }

  @Test("--json has the lines, largest payment first, each with the interval that was read")
  func json() async throws {
    try await withScoredProgramme { database in
      let made = try await run(
        ["propose", "--programme", "small", "--fund", "grant", "--budget", "300.00", "--json"], on: database)
      #expect(made.status == 0, "\(made.text)")
      let said = try #require(try JSONSerialization.jsonObject(with: Data(made.text.utf8)) as? [String: Any])
      #expect(said["totalMinor"] as? Int == 30_000 && said["budgetMinor"] as? Int == 30_000)
      #expect(said["state"] as? String == "draft" && said["method"] as? String == "water_filling")
      let lines = try #require(said["lines"] as? [[String: Any]])
      #expect(lines.map { $0["actor"] as? String } == ["coop-a", "coop-b", "coop-c"])
      #expect(lines.map { $0["amountMinor"] as? Int } == [20_000, 10_000, 0])
      let read = lines.map { $0["readInterval"] as? [String: Double] }
      #expect(read[0] == ["p5": 1, "p50": 1, "p95": 1] && read[1] == ["p5": 0.5, "p50": 0.5, "p95": 0.5])
      let (low, high) = (try #require(read[2]?["p5"]), try #require(read[2]?["p95"]))
      #expect(low < 0.5 && high > 0.5 && lines[2]["detail"] as? String == "interval_below 0.5")
      let interval = try #require(lines[2]["interval"] as? [String: Any])
      #expect(interval["scoreP5"] as? Double == low && interval["scoreP95"] as? Double == high)
    }
  }

  @Test("over files: what evaluate wrote is paid, and the intervals decide who may be")
  func files() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("propose-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = { (name: String) in folder.appendingPathComponent(name).path }
    let rules = """
      framework: f
      version: 1
      indicators:
        - {code: x, parent: score, normalise: {method: goalposts, low: 0, high: 1}}
        - {code: y, parent: score, normalise: {method: goalposts, low: 0, high: 1}}
      tree: [{code: score, aggregate: arithmetic}]
      uncertainty: {replicates: 40, seed: 1, weights: 0.3}
      proposal: {eligible_from: 0.5, budget_minor: 900, currency: MAD}
      """
    try Data(rules.utf8).write(to: folder.appendingPathComponent("f.yml"))
    try Data("actor,indicator,value\na,x,1\na,y,1\nb,x,0.5\nb,y,0.5\nc,x,1\nc,y,0\n".utf8)
      .write(to: folder.appendingPathComponent("v.csv"))
    try await TestDatabase.with(nil) { database in
      let evaluated = try await run(
        ["evaluate", "--framework", path("f.yml"), "--values", path("v.csv"), "--out", path("out")], on: database)
      #expect(evaluated.status == 0, "\(evaluated.text)")
      let made = try await run(
        [
          "propose", "--framework", path("f.yml"), "--scores", path("out/scores.csv"), "--intervals",
          path("out/intervals.csv"), "--out", path("proposal.csv"),
        ], on: database)
      #expect(made.status == 0 && made.text.hasPrefix("3 actors, 900 of 900 minor units: "), "\(made.text)")
      let rows = try String(contentsOfFile: path("proposal.csv"), encoding: .utf8).split(separator: "\n")
      #expect(rows.map { $0.split(separator: ",")[1] } == ["amount_minor", "600", "300", "0"], "\(rows)")
      #expect(rows[3].contains("interval_below 0.5"), "\(rows[3])")
    }
  }
}
