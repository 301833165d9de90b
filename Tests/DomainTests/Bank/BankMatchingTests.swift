import Domain
import Testing

@Suite("Which entry a line of a bank account is")
struct BankMatchingTests {
  private func day(_ number: Int) throws -> CalendarDate { try CalendarDate(year: 2026, month: 3, day: number) }

  private func line(
    _ id: Int64, _ minor: Int64, on number: Int, refs: [String] = [], text: String = "", by payer: String? = nil
  ) throws -> BankMatching.OpenLine {
    BankMatching.OpenLine(
      id: id, bookedOn: try day(number), openMinor: minor, references: refs, text: text, counterparty: payer)
  }

  private func entry(_ id: Int64, _ minor: Int64, on number: Int, refs: [String] = [], of party: String? = nil) throws
    -> BankMatching.OpenEntry
  {
    BankMatching.OpenEntry(
      id: id, occurredOn: try day(number), openMinor: minor, references: refs, parties: [party].compactMap(\.self))
  }

  @Test("a reference that names one entry decides, whatever the day")
  func reference() throws {
    let lines = [try line(1, 500_00, on: 31, refs: ["PAY-0001"])]
    let entries = [try entry(7, 500_00, on: 1, refs: ["pay-0001"]), try entry(8, 500_00, on: 31)]
    #expect(
      BankMatching.matches(lines, entries) == [.init(line: 1, entry: 7, amountMinor: 500_00, method: .reference)])
  }

  @Test("a reference is found in the text of the payment, a short word of it is none")
  func referenceInText() throws {
    let entries = [try entry(7, 500_00, on: 1, refs: ["RCPT-000017"]), try entry(8, 500_00, on: 1, refs: ["don"])]
    let found = BankMatching.matches([try line(1, 500_00, on: 20, text: "VIR don RCPT-000017 merci")], entries)
    #expect(found.map(\.entry) == [7])
    #expect(BankMatching.matches([try line(1, 500_00, on: 20, text: "VIR don merci")], entries).isEmpty)
  }

  @Test("several lines make up one entry, never more than it, and a line never more than itself")
  func manyToOne() throws {
    let lines = try (1...3).map { try line(Int64($0), 400_00, on: $0, refs: ["PLEDGE-9"]) }
    let entries = [try entry(7, 1_000_00, on: 1, refs: ["PLEDGE-9"])]
    #expect(BankMatching.matches(lines, entries).map(\.amountMinor) == [400_00, 400_00, 200_00])
  }

  @Test("a reference that two entries bear is left for a person")
  func ambiguous() throws {
    let entries = [try entry(7, 500_00, on: 1, refs: ["PAY-0001"]), try entry(8, 700_00, on: 1, refs: ["PAY-0001"])]
    #expect(BankMatching.matches([try line(1, 500_00, on: 1, refs: ["PAY-0001"])], entries).isEmpty)
  }

  @Test(
    "amount, payer and day match within three days, and capitals and accents do not matter",
    arguments: [
      (13, true), (12, true), (7, true), (14, false), (6, false),
    ])
  func amountDatePayer(number: Int, matches: Bool) throws {
    let lines = [try line(1, 250_00, on: number, by: "COOPERATIVE  TIFAOUINE-ELEVAGE")]
    let entries = [try entry(7, 250_00, on: 10, of: "Coopérative Tifaouine Élevage")]
    #expect(BankMatching.matches(lines, entries).count == (matches ? 1 : 0))
    #expect(BankMatching.matches([try line(1, 250_01, on: 10, by: "Cooperative Tifaouine Elevage")], entries).isEmpty)
    #expect(BankMatching.matches([try line(1, 250_00, on: 10, by: "Somebody Else")], entries).isEmpty)
    #expect(BankMatching.matches([try line(1, 250_00, on: 10)], entries).isEmpty)
  }

  @Test("money that went out is never money that came in")
  func sides() throws {
    let entries = [try entry(7, 250_00, on: 10, refs: ["PAY-0001"], of: "Coop")]
    #expect(BankMatching.matches([try line(1, -250_00, on: 10, refs: ["PAY-0001"], by: "Coop")], entries).isEmpty)
  }

  @Test("honest twins match two entries, in any order of the input the same")
  func twins() throws {
    let lines = [try line(2, 500_00, on: 5, by: "Coop"), try line(1, 500_00, on: 5, by: "Coop")]
    let entries = [try entry(8, 500_00, on: 5, of: "Coop"), try entry(7, 500_00, on: 5, of: "Coop")]
    let found = BankMatching.matches(lines, entries)
    #expect(found.map { [$0.line, $0.entry] } == [[1, 7], [2, 8]])
    #expect(BankMatching.matches(lines.reversed(), entries.reversed()) == found)
  }
}
