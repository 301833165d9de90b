import Actions
import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Waqf on the command line")
struct WaqfCommandTests {
  private func run(_ arguments: [String], on database: TestDatabase) async throws -> (text: String, status: Int32) {
    let program = try ProgramProcess(arguments, on: database)
    let text = await program.wait()
    return (text, program.process.terminationStatus)
  }

  @Test("a deed is recorded, shown and reported; a mistake is told by its code and place")
  func deed() async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      let policy = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("config/policies/waqf-ma.yml").path
      let adopted = try await run(["policy", "adopt", policy, "--from", "2020-01-01", "--by", "a"], on: database)
      #expect(adopted.status == 0, "\(adopted.text)")
      #expect(try await run(["decision", "approve", "1", "--by", "b"], on: database).status == 0)
      let deed = #"""
        {"waqf": "riad", "deed_no": "12", "deed_on": "2024-01-01", "founder": "founder", "type": "family",
         "duration": "perpetual", "purpose": "kin", "currency": "MAD", "policy": "waqf-ma",
         "beneficiaries": [{"beneficiary": "children", "share_bp": 10000}], "by": "a"}
        """#
      let recorded = try await run(["waqf", "record", "deeds", "--body", deed], on: database)
      #expect(recorded.status == 0 && recorded.text.contains(#""state":"draft""#))
      let signed = #"{"waqf": "riad", "state": "deed_signed", "on": "2024-01-02", "by": "a"}"#
      #expect(try await run(["waqf", "record", "steps", "--body", signed], on: database).status == 0)
      let given =
        #"{"receipt": "p1", "waqf": "riad", "amount": "100.00", "currency": "MAD", "on": "2024-02-01", "by": "a"}"#
      #expect(try await run(["waqf", "record", "principal-receipts", "--body", given], on: database).status == 0)
      let report = try await run(["waqf", "report", "riad", "--on", "2024-12-31"], on: database)
      #expect(report.text.contains("riad on 2024-12-31: deed_signed"))
      #expect(report.text.contains("principal      100.00 MAD: cash 100.00 MAD"))
      let json = try await run(["waqf", "report", "riad", "--on", "2024-12-31", "--json"], on: database)
      #expect(json.text.contains(#""balance":"100.00""#))
      #expect(try await run(["waqf", "show", "riad"], on: database).text.contains(#""type":"family""#))
      #expect(try await run(["waqf", "list"], on: database).text.contains("riad  deed_signed  family  perpetual  kin"))
      let fall = try await run(
        ["waqf", "waterfall", "riad", "--first", "2024-01-01", "--last", "2024-12-31"], on: database)
      #expect(fall.status == 1 && fall.text.contains("[waterfall_unknown]"), "\(fall.text)")
      let unknown = try await run(["waqf", "show", "nowhere"], on: database)
      #expect(unknown.status == 1 && unknown.text.contains("[waqf_unknown]"))
      let field = try await run(["waqf", "record", "steps", "--body", #"{"wakf": "riad", "by": "a"}"#], on: database)
      #expect(field.status == 1 && field.text.contains("[field_unknown]"))
      #expect(try await run(["waqf", "record", "--help"], on: database).text.contains("tadamun waqf record"))
    }
  }
}
