import Actions
import Domain
import Foundation
import Interchange
import Postgres
import TestSupport
import Testing

@Suite("Policies and the two who adopt them")
struct PolicyTests {
  private static func text(_ month: Int, version: Int = 1) -> String {
    """
    code: books
    version: \(version)
    instrument: all
    status: to_be_confirmed
    authority: The board
    source: Minutes of the board
    values:
      fiscal_year_first_month: {value: \(month)}
      hold_days: {value: 30, source: Article 7}
    """
  }

  @Test("a policy is in force once a second person approved it, from its day on, and the past keeps its own")
  func adoption() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let (maker, checker) = (try Person("maker"), try Person("checker"))
      let code = try Code("books")
      let january = try CalendarDate(iso: "2026-01-01")
      let decision = try await tadamun.adopt(policy: PolicyTests.text(1), from: january, by: maker)
      #expect(try await tadamun.adopt(policy: PolicyTests.text(1), from: january, by: maker) == decision)
      let waiting = await #expect(throws: Problem.self) { try await tadamun.policy(code, on: january) }
      #expect(waiting?.code == "policy_unknown")
      let alone = await #expect(throws: Problem.self) { try await tadamun.approve(decision, by: maker) }
      #expect(alone?.code == "maker_is_not_checker")
      try await tadamun.approve(decision, by: checker)
      let first = try await tadamun.policy(code, on: january)
      #expect(try first.policy.integer("fiscal_year_first_month") == 1)
      #expect(first.policy.settings["hold_days"]?.source == "Article 7")

      let june = try CalendarDate(iso: "2026-06-01")
      let second = try await tadamun.adopt(policy: PolicyTests.text(9, version: 2), from: june, by: maker)
      try await tadamun.approve(second, by: checker)
      #expect(try await tadamun.policy(code, on: june).policy.integer("fiscal_year_first_month") == 9)
      #expect(try await tadamun.policy(code, on: june.adding(days: -1)).id == first.id)
      #expect(try await tadamun.policy(first.id).sha256 == first.sha256)
      await #expect(throws: Problem.self) { try await tadamun.policy(code, on: january.adding(days: -1)) }
    }
  }

  @Test("another text under the same version is refused, and a refused adoption is never in force")
  func versions() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let day = try CalendarDate(iso: "2026-01-01")
      let decision = try await tadamun.adopt(policy: PolicyTests.text(1), from: day, by: Person("maker"))
      let taken = await #expect(throws: Problem.self) {
        try await tadamun.adopt(policy: PolicyTests.text(2), from: day, by: Person("maker"))
      }
      #expect(taken?.code == "policy_version_taken")
      let silent = await #expect(throws: Problem.self) {
        try await tadamun.refuse(decision, reason: "", by: Person("checker"))
      }
      #expect(silent?.code == "reason_missing")
      try await tadamun.refuse(decision, reason: "not discussed yet", by: Person("checker"))
      let late = await #expect(throws: Problem.self) { try await tadamun.approve(decision, by: Person("third")) }
      #expect(late?.code == "already_decided")
      #expect(try await tadamun.policies().isEmpty)
      await #expect(throws: Problem.self) { try await tadamun.policy(Code("books"), on: day) }
    }
  }

  @Test("two who decide at once: one of them does", arguments: 1...5)
  func concurrentVerdicts(round: Int) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let decision = try await tadamun.request(.waiver, on: "x:1", body: "{}", by: Person("maker"))
      let outcomes = await withTaskGroup(of: String.self) { group in
        for number in 0..<8 {
          group.addTask {
            do {
              try await tadamun.approve(decision, by: Person("checker-\(number)"))
              return "approved"
            } catch { return (error as? Problem)?.code.rawValue ?? "\(error)" }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.filter { $0 == "approved" }.count == 1)
      #expect(outcomes.filter { $0 == "already_decided" }.count == 7)
    }
  }

  @Test(
    "every mistake in a file is told with its code and line",
    arguments: [
      ("  fiscal_year_first_month: {value: 13}", "policy_value_out_of_range", 8),
      ("  fiscal_year_first_month: {value: 2.5}", "value_of_wrong_type", 8),
      ("  fiscal_year_first_month: {value: soon}", "value_of_wrong_type", 8),
      ("  fiscal_year_first_moon: {value: 1}", "key_unknown", 8),
      ("  fiscal_year_first_month: 1", "value_of_wrong_type", 8),
      ("  fiscal_year_first_month: {value: 1, status: confirmed}", "value_unknown", 8),
      ("  fiscal_year_first_month: {value: 1, because: x}", "key_unknown", 8),
    ])
  func mistakes(line: String, code: String, at number: Int) throws {
    let text = PolicyTests.text(1).replacing("  fiscal_year_first_month: {value: 1}", with: line)
    let problems = #expect(throws: Problems.self) { try PolicyFile(bytes: Array(text.utf8), name: "p.yml") }
    #expect(problems?.list.map(\.code.rawValue) == [code])
    #expect(problems?.list.first?.place?.line == number)
    #expect(problems?.list.first?.place?.file == "p.yml")
  }

  @Test("a value that a policy leaves open is told apart from one it sets")
  func openValues() throws {
    let text = PolicyTests.text(1).replacing("hold_days: {value: 30, source: Article 7}", with: "hold_days: {value: }")
    let policy = try PolicyFile(bytes: Array(text.utf8)).policy
    #expect(try policy.optionalInteger("hold_days") == nil)
    let problem = #expect(throws: Problem.self) { try policy.integer("hold_days") }
    #expect(problem?.code == "policy_value_missing")
  }

  @Test("the shipped policies are sound, two a kind, and each says that it is to be confirmed")
  func shipped() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("config/policies")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    var kinds: [Instrument?: Int] = [:]
    for file in files {
      let policy = try PolicyFile(path: file.path).policy
      #expect(policy.status == .toBeConfirmed && policy.settings.values.allSatisfy { $0.status == .toBeConfirmed })
      kinds[policy.instrument, default: 0] += 1
      // Whoever opens the file reads it too, whatever the keys mean.
      let text = try String(contentsOf: file, encoding: .utf8).replacing("\n# ", with: " ")
      #expect(text.lowercased().contains("to be confirmed by the fund's own authority"), "\(file.lastPathComponent)")
      #expect(!text.contains("as remembered"), "\(file.lastPathComponent)")
    }
    // A default for Morocco and one alternative for each kind of money, and for the books.
    #expect(kinds == [.grant: 2, .crowdfunding: 2, .zakat: 2, .waqf: 2, nil: 2])
  }
}
