import Actions
import Domain
import Postgres
import TestSupport
import Testing

/// A zakat fund under a policy in force, and the persons who run it: what tests of zakat start from.
struct ZakatBooks {
  let tadamun: Tadamun
  let assessor = Person(trusted: "assessor")
  let approver = Person(trusted: "approver")
  let fund = Code(trusted: "zakat")
  private let policyText: String

  /// Every key of a policy of zakat, with the values that the acceptance cases take for given.
  static func policy(_ code: String = "zakat-test", _ changes: [String: String] = [:]) -> String {
    let usual = [
      "amil_cap_bp": "1250", "amil_year": "gregorian", "max_days_undistributed": "354",
      "enabled_categories": "[fuqara, masakin, amilin, gharimin, fi_sabilillah, ibn_sabil]",
      "investment": "forbidden", "institutional": "false", "in_kind": "true", "agent_below_nisab": "false",
      "nisab": "7438.00 MAD", "month_starts": "ummalqura",
    ]
    let values = usual.merging(changes) { $1 }.sorted { $0.key < $1.key }
      .map { "  \($0.key): {value: \($0.value)}" }.joined(separator: "\n")
    return """
      code: \(code)
      version: 1
      instrument: zakat
      status: to_be_confirmed
      authority: A test
      source: A test
      values:
      \(values)
      """
  }

  init(_ pool: Pool, policy changes: [String: String] = [:]) async throws {
    tadamun = Tadamun(pool)
    policyText = ZakatBooks.policy("zakat-test", changes)
    let names = try Names(fr: "Exemple")
    try await tadamun.open(Fund(fund, .zakat, names: names), by: .api)
    try await tadamun.open(Fund(Code("purification"), .operating, names: names), by: .api)
    try await tadamun.open(Fund(Code("operating"), .operating, names: names), by: .api)
    _ = try await tadamun.registerMissing(
      [Actor(code: Code("coop-x"), kind: .cooperative, names: names)], by: .api)
    try await adopt(policyText)
    try await tadamun.open(
      ZakatFund(
        fund, kind: .mal, currency: .mad, policy: Code("zakat-test"), bankAccount: "MA64 0001",
        purification: Code("purification")), on: day("2025-01-01"), by: .api)
  }

  func adopt(_ text: String) async throws {
    let decision = try await tadamun.adopt(policy: text, from: day("2024-01-01"), by: assessor)
    try await tadamun.approve(decision, by: approver)
  }

  func day(_ text: String) throws -> CalendarDate { try CalendarDate(iso: text) }
  func mad(_ text: String) throws -> Money { try Money(decimal: text, .mad) }

  @discardableResult
  func receive(
    _ code: String, _ amount: String, on day: String = "2026-01-10", only category: AsnafCategory? = nil,
    region: String? = nil, donor: Int64? = nil
  ) async throws -> ZakatReceiptTerms {
    try await tadamun.receive(
      ZakatReceipt(
        Code(code), fund: fund, amount: mad(amount), donor: donor, onlyCategory: category, onlyRegion: region,
        receivedOn: self.day(day)), by: .api)
  }

  /// Registers a recipient and has an assessment of it approved.
  func entitle(
    _ recipient: String, as category: AsnafCategory = .fuqara, until last: String = "2026-12-31", assets: Int64? = 0,
    approved: Bool = true
  ) async throws {
    try await tadamun.register(
      ZakatRecipient(Code(recipient), .household, file: Code("file-\(recipient)")), by: .api)
    try await assess(recipient, as: category, until: last, assets: assets, approved: approved)
  }

  func assess(
    _ recipient: String, as category: AsnafCategory, until last: String = "2026-12-31", assets: Int64? = 0,
    approved: Bool = true
  ) async throws {
    let code = try Code("a-\(recipient)-\(category.rawValue)")
    let assessment = ZakatAssessment(
      code, of: try Code(recipient), category: category, evidence: "home visit", assetsMinor: assets,
      validity: try DateSpan(day("2025-01-01"), through: day(last)))
    try await tadamun.assess(assessment, for: fund, by: assessor)
    if approved { try await tadamun.approveZakatAssessment(code, by: approver) }
  }

  func line(_ category: AsnafCategory, _ amount: String, to recipient: String) throws -> ZakatDistribution.Line {
    ZakatDistribution.Line(
      category, try mad(amount), shares: [.init(try Code(recipient), try mad(amount))])
  }

  @discardableResult
  func submit(
    _ code: String, _ amount: String, mode: ZakatMode = .directIndividual, region: String? = nil,
    on day: String = "2026-02-01", _ lines: [ZakatDistribution.Line]
  ) async throws -> ID<Decision> {
    try await tadamun.submit(
      ZakatDistribution(
        Code(code), fund: fund, mode: mode, region: region, amount: mad(amount), lines: lines,
        requestedOn: self.day(day)), by: assessor)
  }

  func approve(_ code: String, on day: String = "2026-02-02") async throws {
    try await tadamun.approveZakatDistribution(Code(code), on: self.day(day), by: approver)
  }

  func pay(_ code: String, on day: String = "2026-02-03") async throws {
    try await tadamun.payZakat(Code(code), .on(self.day(day)), by: assessor)
  }

  /// Receives, entitles, submits, approves and pays a line to a recipient of its own.
  func paid(_ code: String, _ amounts: [String]) async throws {
    var lines: [ZakatDistribution.Line] = []
    for (number, amount) in amounts.enumerated() {
      try await entitle("\(code)-\(number)")
      lines.append(try line(.fuqara, amount, to: "\(code)-\(number)"))
    }
    let total = try Money(minor: lines.reduce(0) { $0 + $1.amount.minor }, .mad)
    try await submit(code, total.decimal, lines)
    try await approve(code)
    try await pay(code)
  }

  /// Asks for the administrators' share, has it approved and charges it.
  @discardableResult
  func charge(_ amount: String, _ reference: String, on day: String = "2026-06-30") async throws -> BookedEntry {
    let decision = try await tadamun.requestAmilCharge(
      mad(amount), to: fund, reference: Code(reference), on: self.day(day), by: assessor)
    try await tadamun.approve(decision, by: approver)
    return try await tadamun.chargeAmil(under: decision, by: .api)
  }

  /// Asks that a receipt be given back, has it approved and gives it back.
  @discardableResult
  func refund(_ code: String, on day: String, reason: String = "mistake") async throws -> BookedEntry {
    let decision = try await tadamun.requestZakatRefund(Code(code), on: self.day(day), reason: reason, by: assessor)
    try await tadamun.approve(decision, by: approver)
    return try await tadamun.refundZakat(under: decision, by: .api)
  }

  func report(on day: String = "2026-12-31") async throws -> ZakatReport {
    try await tadamun.zakatReport(of: fund, on: self.day(day))
  }

  func state(_ code: String) async throws -> ZakatState { try await tadamun.zakatDistribution(Code(code)).state }

  func events(_ kind: String) async throws -> Int {
    try await tadamun.pool.queryValue("SELECT count(*) FROM events WHERE kind = \(kind)")
  }
}
