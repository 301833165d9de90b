import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("The program on a command line")
struct CommandTests {
  /// What `tadamun --experimental-dump-help` says of a command.
  private struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let subcommands: [Command]?
  }

  private struct Help: Decodable { let command: Command }

  /// Runs the program to its end.
  private func run(_ arguments: [String], on database: TestDatabase) async throws -> (status: Int32, text: String) {
    let program = try ProgramProcess(arguments, on: database)
    let text = await program.wait()
    return (program.process.terminationStatus, text)
  }

  private func check(_ command: Command, _ path: [String]) {
    let path = path + [command.commandName]
    let example = "Example:\n  \(path.joined(separator: " "))"
    #expect(command.abstract?.isEmpty == false, "\(path)")
    // A command of commands shows one of them, the program the first to try.
    #expect(command.discussion?.contains(example) == true, "\(path): \(command.discussion ?? "")")
    for sub in command.subcommands ?? [] where sub.commandName != "help" { check(sub, path) }
  }

  @Test("every command says in its help what it is for, with an example of itself")
  func help() async throws {
    try await TestDatabase.with(nil) { database in
      let (status, text) = try await run(["--experimental-dump-help"], on: database)
      #expect(status == 0)
      let program = try JSONDecoder().decode(Help.self, from: Data(text.utf8)).command
      let names = Set((program.subcommands ?? []).map(\.commandName))
      #expect(
        names.isSuperset(of: [
          "serve", "work", "migrate", "db", "import", "evaluate", "score", "scores", "verify", "demo",
        ]))
      check(program, [])
    }
  }

  @Test(
    "wrong use ends with 2, a refusal with 1 and its code",
    arguments: [
      (["nonsense"], 2, ""), (["scores"], 2, ""), (["import", "reports"], 2, ""),
      (["import", "iati", "x.xml"], 2, ""), (["import", "reports", "x.csv", "--delimiter", "tab"], 2, ""),
      (["scores", "small", "--limit", "0"], 2, ""), (["scores", "nobody"], 1, "programme_unknown"),
      (["scores", "small", "--actor", "nobody"], 1, "run_unknown"), (["score", "nobody"], 1, "programme_unknown"),
      (["score", "small", "--as-of", "tomorrow"], 1, "date_malformed"),
      (["import", "reports", "/nowhere.csv"], 1, "file_unreadable"),
      (["import", "contributions", "/nowhere.csv"], 1, "file_unreadable"),
      (["import", "iati", "/nowhere.xml", "--programme", "x"], 1, "file_unreadable"),
      (["import", "iati", "/nowhere.xml", "--programme", "a b"], 1, "code_malformed"),
      (["db", "start"], 1, "database_elsewhere"),
    ])
  func statuses(_ arguments: [String], _ status: Int32, _ code: String) async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      let pool = Pool(database.configuration(as: .app))
      _ = try await SmallProgramme(Tadamun(pool))
      await pool.close()
      let outcome = try await run(arguments, on: database)
      #expect(outcome.status == status, "\(outcome.text)")
      #expect(code.isEmpty || outcome.text.contains("[\(code)]"), "\(outcome.text)")
    }
  }

  @Test(
    "an error of the database or its settings is a sentence with a code, and ends with 1",
    arguments: [
      ("postgresql://nobody@127.0.0.1:1/x", "database_unreachable"), ("nonsense", "database_url_malformed"),
      ("none", "database_unreachable"), ("empty", "schema_version"),
    ])
  func databaseAway(_ url: String, _ code: String) async throws {
    try await TestDatabase.with(nil) { database in
      let configuration = database.configuration(as: .admin)
      let name = url == "none" ? "no_such_database" : configuration.database
      let there =
        "postgresql://\(configuration.user)@/\(name)?host=\(configuration.host)&port=\(configuration.port)"
      let isElsewhere = url == "nonsense" || url.hasPrefix("postgresql:")
      for arguments in [["scores", "small"], ["verify"], ["work", "--once"], ["serve"]] {
        let program = try ProgramProcess(
          arguments, on: database, environment: ["DATABASE_URL": isElsewhere ? url : there])
        let text = await program.wait()
        #expect(program.process.terminationStatus == 1, "\(arguments): \(text)")
        #expect(text.contains("[\(code)]"), "\(arguments): \(text)")
      }
    }
  }

  @Test("an evaluation that is refused ends with 1, says code and place, and writes nothing")
  func refusedEvaluation() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("evaluate-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = { (name: String) in folder.appendingPathComponent(name).path }
    let rules = "framework: f\nversion: 1\nindicators: [{code: jobs, parent: score}]\ntree: [{code: score}]\n"
    try Data(rules.utf8).write(to: URL(fileURLWithPath: path("good.yml")))
    try Data(rules.replacing("jobs,", with: "jobs, weight: -1,").utf8).write(to: URL(fileURLWithPath: path("bad.yml")))
    try Data("actor,indicator,value\na,jobs,1\n".utf8).write(to: URL(fileURLWithPath: path("good.csv")))
    try Data("actor,indicator,value\na,job,1\n".utf8).write(to: URL(fileURLWithPath: path("bad.csv")))
    try await TestDatabase.with(nil) { database in
      for (framework, values, found) in [
        ("bad.yml", "good.csv", "bad.yml:3:35"), ("good.yml", "bad.csv", "bad.csv:2:3"),
        ("good.yml", "none.csv", "file_unreadable"),
      ] {
        let (status, text) = try await run(
          ["evaluate", "--framework", path(framework), "--values", path(values), "--out", path("out")], on: database)
        #expect(status == 1 && text.contains(found), "\(text)")
        #expect(!FileManager.default.fileExists(atPath: path("out")))
      }
    }
  }

  @Test("a port that is taken is named before anything is said to be served")
  func portInUse() async throws {
    let holder = try LoopbackPort()
    try await TestDatabase.with(TestDatabase.project()) { database in
      let outcome = try await run(["serve", "--port", "\(holder.number)"], on: database)
      #expect(outcome.status == 1 && outcome.text.contains("[port_in_use]"), "\(outcome.text)")
      #expect(!outcome.text.contains("Serving"))
    }
  }

  @Test("one pass of a worker says as JSON what it did")
  func passAsJSON() async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      let pass = try await run(["work", "--once", "--json"], on: database)
      #expect(pass.status == 0, "\(pass.text)")
      let said = try #require(try JSONSerialization.jsonObject(with: Data(pass.text.utf8)) as? [String: Any])
      #expect(said["slotsOpened"] as? Int == 1 && said["jobsDone"] as? Int == 1 && said["jobsFailed"] as? Int == 0)
      #expect(try await run(["work", "--json"], on: database).status == 2)
    }
  }

  @Test("a night by hand: import, score, read, verify, each with JSON for programs")
  func night() async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("reports-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    let rows = """
      external_ref,programme,actor,indicator,period_start,period_end,value,submitted_on,verified
      A,small,coop-a,jobs,2026-01-01,2026-03-31,10,2026-04-10,verified
      B,small,coop-b,jobs,2026-01-01,2026-03-31,"5,5",2026-04-10,

      """
    try Data(rows.utf8).write(to: file)
    try await TestDatabase.with(TestDatabase.project()) { database in
      let pool = Pool(database.configuration(as: .app))
      _ = try await SmallProgramme(Tadamun(pool))

      let refused = try await run(["import", "reports", file.path, "--json"], on: database)
      #expect(refused.status == 1)
      let said = try #require(try JSONSerialization.jsonObject(with: Data(refused.text.utf8)) as? [String: Any])
      let refusal = try #require((said["refusals"] as? [[String: Any]])?.first)
      #expect(refusal["code"] as? String == "number_malformed" && refusal["field"] as? String == "value")
      #expect(refusal["line"] as? Int == 3 && said["recorded"] as? Int == 0)
      #expect(try await pool.queryValue("SELECT count(*) FROM reports", as: Int.self) == 0)

      try Data(rows.replacing("\"5,5\"", with: "5.5").utf8).write(to: file)
      let taken = try await run(["import", "reports", file.path], on: database)
      #expect(taken.status == 0 && taken.text.contains("2 reports recorded"), "\(taken.text)")
      let again = try await run(["import", "reports", file.path], on: database)
      #expect(again.status == 0 && again.text.contains("0 reports recorded"), "\(again.text)")

      let scored = try await run(["score", "small", "--as-of", "2026-07-31", "--json"], on: database)
      #expect(scored.status == 0, "\(scored.text)")
      let sheet = try await run(["scores", "small", "--actor", "coop-a", "--json"], on: database)
      let parts = try #require(try JSONSerialization.jsonObject(with: Data(sheet.text.utf8)) as? [String: Any])
      #expect((parts["parts"] as? [Any])?.isEmpty == false)
      let verified = try await run(["verify"], on: database)
      #expect(verified.status == 0 && verified.text.hasSuffix("OK\n"), "\(verified.text)")
      await pool.close()
    }
  }
}
