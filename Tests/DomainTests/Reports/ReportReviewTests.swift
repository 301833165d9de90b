import Domain
import Testing

@Suite("Three facts, three persons")
struct ReportReviewTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let persons: [String]
    var received: Int64 = 0
    var threshold: Int64?
    var isFromAgent = false
    let outcome: String
    var testDescription: String { "\(persons) \(received) \(String(describing: threshold)) \(isFromAgent)" }
  }

  @Test(
    "who may verify and approve what whom wrote",
    arguments: [
      Case(persons: ["a", "b", "c"], received: 10, outcome: "three_persons"),
      Case(persons: ["a", "a", "c"], threshold: 100, isFromAgent: true, outcome: "maker_is_not_checker"),
      Case(persons: ["a", "b", "A"], threshold: 100, isFromAgent: true, outcome: "maker_is_not_checker"),
      Case(persons: ["a", "b", "b"], received: 100, threshold: 100, isFromAgent: true, outcome: "second_person"),
      Case(persons: ["a", "b", "B"], received: 101, threshold: 100, isFromAgent: true, outcome: "third_person_needed"),
      Case(persons: ["a", "b", "b"], received: 1, threshold: 100, isFromAgent: false, outcome: "third_person_needed"),
      Case(persons: ["a", "b", "b"], received: 0, threshold: nil, isFromAgent: true, outcome: "third_person_needed"),
    ])
  func persons(_ test: Case) {
    let outcome: String
    do {
      outcome = try ReviewRule.basis(
        author: test.persons[0], verifier: test.persons[1], approver: test.persons[2], receivedMinor: test.received,
        thresholdMinor: test.threshold, isFromAgent: test.isFromAgent
      ).rawValue
    } catch { outcome = error.code.rawValue }
    #expect(outcome == test.outcome)
  }

  @Test("a claim of something of which nothing was found differs by all of it; what nobody looked at by nothing known")
  func discrepancy() {
    #expect(Discrepancy.share(claimed: 500, verified: 0) == 1)
    #expect(Discrepancy.share(claimed: 0, verified: 0) == 0)
    #expect(Discrepancy.share(claimed: 0, verified: 5) == 1)
    #expect(Discrepancy.share(claimed: 105, verified: 100) == 0.05)
    #expect(Discrepancy.share(claimed: 500, verified: nil) == nil)
  }

  @Test("the number of a receipt survives no digit read wrongly and no two exchanged")
  func receipts() throws {
    for report in [Int64(1), 97, 4_711, 123_456_789, 9_999_999_999] {
      let text = ReportReceipt(report: report).description
      #expect(try ReportReceipt(text).report == report)
      let digits = Array(text)
      for index in digits.indices where digits[index].isNumber {
        var changed = digits
        changed[index] = digits[index] == "9" ? "0" : "9"
        if changed != digits { #expect(throws: Problem.self) { try ReportReceipt(String(changed)) } }
      }
    }
    let swapped = ReportReceipt(report: 4_711).description.replacing("47", with: "74")
    #expect(throws: Problem.self) { try ReportReceipt(swapped) }
    #expect(throws: Problem.self) { try ReportReceipt("4711") }
  }
}
