import Domain
import Interchange
import Testing

@Suite("contributions.csv")
struct ContributionTableTests {
  static let valid = [
    "external_ref": "GL-2026-0001", "instrument": "grant", "fund": "eau-oriental", "stage": "disbursement",
    "actor": "coop-angad", "contributor": "", "amount": "1200.50", "currency": "MAD", "occurred_on": "2026-03-31",
    "description": "Pompe, ligne 2",
  ]

  @Test("a row becomes a value that knows its line")
  func good() throws {
    let text = """
      external_ref,instrument,fund,stage,actor,contributor,amount,currency,occurred_on,description
      R1,waqf,waqf-angad,receipt,,donor-1,0.01,MAD,2024-02-29,
      R2,crowdfunding,puits,direct,coop-1,,1000,JPY,2026-03-31,"بئر، شبكة"

      """
    let (rows, bad) = try TablesReading.rows(ContributionRow.self, text)
    #expect(bad.isEmpty)
    #expect(
      rows == [
        ContributionRow(
          externalRef: "R1", instrument: .waqf, fund: "waqf-angad", stage: .receipt, contributor: "donor-1",
          amount: try Money(minor: 1, .mad), occurredOn: try CalendarDate(iso: "2024-02-29"),
          place: Place(file: "t.csv", line: 2)),
        ContributionRow(
          externalRef: "R2", instrument: .crowdfunding, fund: "puits", stage: .direct, actor: "coop-1",
          amount: try Money(minor: 1_000, Currency("JPY")), occurredOn: try CalendarDate(iso: "2026-03-31"),
          description: "بئر، شبكة", place: Place(file: "t.csv", line: 3)),
      ])
  }

  @Test("columns may stand in any order, and optional ones may lack")
  func order() throws {
    let text = """
      currency,amount,occurred_on,stage,fund,instrument,external_ref
      MAD,5,2026-01-01,commitment,f,zakat,R1

      """
    let (rows, bad) = try TablesReading.rows(ContributionRow.self, text)
    #expect(bad.isEmpty)
    #expect(rows.first?.stage == .commitment)
  }

  @Test(
    "a cell that cannot be right is refused by code and column",
    arguments: [
      (["amount": "0"], "amount_not_positive amount"), (["amount": "-1"], "amount_not_positive amount"),
      (["amount": "-0"], "amount_not_positive amount"), (["amount": "0.001"], "amount_too_many_decimals amount"),
      (["amount": "1e3"], "amount_malformed amount"), (["amount": "NaN"], "amount_malformed amount"),
      (["amount": "9223372036854775808"], "amount_out_of_range amount"),
      (["amount": "90000000000000.01"], "amount_out_of_range amount"),
      (["amount": "1,000.50"], "amount_malformed amount"), (["amount": "1 000,50"], "amount_malformed amount"),
      (["amount": "١٢٣٫٤٥"], "amount_malformed amount"), (["amount": "+5"], "amount_malformed amount"),
      (["amount": "0x10"], "amount_malformed amount"), (["amount": "−5"], "amount_malformed amount"),
      (["amount": ""], "value_required amount"), (["currency": "mad"], "unknown_currency currency"),
      (["currency": "MA\u{FF24}"], "unknown_currency currency"), (["currency": "XXX"], "unknown_currency currency"),
      (["amount": "1.2345", "currency": "TND"], "amount_too_many_decimals amount"),
      (["amount": "Infinity"], "amount_malformed amount"), (["amount": "1.000,50"], "amount_malformed amount"),
      (["amount": "1\u{202F}000.50"], "amount_malformed amount"), (["amount": " 5"], "amount_malformed amount"),
      (["amount": "۱۲۳"], "amount_malformed amount"), (["amount": "=5"], "amount_malformed amount"),
      (["amount": String(repeating: "0", count: 70_000)], "csv_cell_too_long amount"),
      (["currency": "ZZZ"], "unknown_currency currency"),
      (["amount": "1.5", "currency": "JPY"], "amount_too_many_decimals amount"),
      (["occurred_on": "2026-02-29"], "date_invalid occurred_on"),
      (["occurred_on": "2026-13-01"], "date_invalid occurred_on"),
      (["occurred_on": "0000-01-01"], "date_invalid occurred_on"),
      (["occurred_on": "31/12/26"], "date_malformed occurred_on"),
      (["occurred_on": "10000-01-01"], "date_malformed occurred_on"),
      (["occurred_on": "infinity"], "date_malformed occurred_on"),
      (["occurred_on": "now"], "date_malformed occurred_on"),
      (["occurred_on": "2026-03-22 02:30"], "date_malformed occurred_on"),
      (["occurred_on": "٢٠٢٦-٠١-٠١"], "date_malformed occurred_on"),
      (["occurred_on": "45000"], "date_malformed occurred_on"),
      (["occurred_on": "today"], "date_malformed occurred_on"),
      (["occurred_on": "2026-06-30T23:59:60Z"], "date_malformed occurred_on"),
      (["occurred_on": ""], "value_required occurred_on"), (["stage": "paid"], "choice_unknown stage"),
      (["instrument": "Grant"], "choice_unknown instrument"), (["instrument": ""], "value_required instrument"),
      (["actor": ""], "actor_required actor"), (["stage": "direct", "actor": ""], "actor_required actor"),
      (["stage": "direct", "contributor": "coop-angad"], "contributor_is_actor contributor"),
      (["fund": "eau\u{200B}"], "text_invisible fund"), (["fund": "\u{202E}eau"], "text_invisible fund"),
      (["fund": "eau "], "text_padded fund"), (["fund": String(repeating: "x", count: 201)], "text_too_long fund"),
      (["description": "a\u{202E}b"], "text_invisible description"),
    ])
  func bad(_ cells: [String: String], _ refusal: String) throws {
    let refusals = try TablesReading.refusals(ContributionRow.self, valid: ContributionTableTests.valid, cells)
    #expect(refusals == [refusal])
  }

  @Test(
    "what looks odd and is right is kept",
    arguments: [
      ["description": "=cmd|'/C calc'!A0"], ["description": "deux\nlignes"], ["actor": "تعاونية-١"], ["actor": "ⵜⴰ-1"],
      ["stage": "receipt", "actor": ""], ["stage": "commitment", "actor": "", "contributor": "coop-angad"],
      ["amount": "90000000000000.00"], ["description": "می‌خواهم"],
    ])
  func fine(_ cells: [String: String]) throws {
    #expect(try TablesReading.refusals(ContributionRow.self, valid: ContributionTableTests.valid, cells).isEmpty)
  }

  @Test("letters with their marks apart are the same text as composed ones")
  func composed() throws {
    let apart = "R-e\u{301}te\u{301}"
    let text =
      "external_ref,instrument,fund,stage,amount,currency,occurred_on,description\n"
      + "\(apart),grant,f,receipt,1,MAD,2026-01-01,\(apart)\nR-\u{E9}t\u{E9},grant,f,receipt,1,MAD,2026-01-01,\n"
    let (rows, bad) = try TablesReading.rows(ContributionRow.self, text)
    #expect(bad.isEmpty)
    // Compared byte by byte: texts that only look the same are equal to Swift and not to the database.
    #expect(rows.map { Array($0.externalRef.utf8) } == Array(repeating: Array("R-\u{E9}t\u{E9}".utf8), count: 2))
    #expect(rows.first.flatMap(\.description).map { Array($0.utf8) } == Array("R-\u{E9}t\u{E9}".utf8))
  }

  @Test("everything wrong with a row is said at once")
  func several() throws {
    let refusals = try TablesReading.refusals(
      ContributionRow.self, valid: ContributionTableTests.valid,
      ["amount": "1,5", "occurred_on": "31/12/26", "stage": "x", "fund": ""])
    #expect(
      refusals == [
        "value_required fund", "choice_unknown stage", "amount_malformed amount", "date_malformed occurred_on",
      ])
  }
}
