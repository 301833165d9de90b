import Actions
import Domain
import Postgres
import TestSupport
import Testing

/// A waqf under a policy in force, and the persons who run it: what tests of waqf start from.
struct WaqfBooks {
  let tadamun: Tadamun
  let maker = Person(trusted: "nazir")
  let checker = Person(trusted: "council")
  let waqf = Code(trusted: "waqf")

  /// Every key of a policy of waqf, with the values that the acceptance cases take for given.
  static func policy(_ changes: [String: String] = [:]) -> String {
    let usual = [
      "reserve_bp": "0", "nazir_fee_max_bp": "1000", "fee_after_maintenance": "true", "restore_principal": "true",
      "expert_reports": "2", "istibdal_grounds": "[decaying, no_yield]", "replacement_days": "90",
      "temporary_waqf": "true",
    ]
    let values = usual.merging(changes) { $1 }.sorted { $0.key < $1.key }
      .map { "  \($0.key): {value: \($0.value)}" }.joined(separator: "\n")
    return """
      code: waqf-test
      version: 1
      instrument: waqf
      status: to_be_confirmed
      authority: A test
      source: A test
      values:
      \(values)
      """
  }

  static let oneBeneficiary = [("school", "school" as String?, 10_000)]

  /// - Parameter beneficiaries: The deed's name, the actor or nil for private persons, and the share.
  init(
    _ pool: Pool, type: WaqfType = .publicWaqf, endsOn: String? = nil,
    beneficiaries: [(String, String?, Int)] = WaqfBooks.oneBeneficiary, reserve: Int? = nil, reinvest: Int? = nil,
    fee: Int? = nil, allowsIstibdal: Bool? = nil, limits: Set<WaqfAssetKind>? = nil, fallback: Bool = false,
    policy changes: [String: String] = [:], state: WaqfState = .active
  ) async throws {
    tadamun = Tadamun(pool)
    let names = try Names(fr: "Exemple")
    let actors = ["school", "clinic", "mosque", "office", "fallback"]
    _ = try await tadamun.registerMissing(
      actors.map { Actor(code: Code(trusted: $0), kind: .association, names: names) }, by: .api)
    let decision = try await tadamun.adopt(policy: WaqfBooks.policy(changes), from: day("2020-01-01"), by: maker)
    try await tadamun.approve(decision, by: checker)
    let stipulations = try WaqfStipulations(
      beneficiaries: beneficiaries.map {
        WaqfRules.Beneficiary(try Code($0.0), actor: try $0.1.map { try Code($0) }, basisPoints: $0.2)
      }, reserveBasisPoints: reserve, reinvestmentBasisPoints: reinvest, feeBasisPoints: fee,
      allowsIstibdal: allowsIstibdal, investmentLimits: limits)
    let deed = try WaqfDeed(
      waqf, number: "deed 12", signedOn: day("2024-01-01"), founder: "founder", type: type,
      term: endsOn.map { .temporary(endsOn: try day($0), reversionTo: "founder") } ?? .perpetual, purpose: "learning",
      fallback: fallback ? WaqfDeed.Fallback(purpose: "the poor", actor: Code("fallback")) : nil, currency: .mad,
      policy: Code("waqf-test"), principalFund: Code("waqf-principal"), yieldFund: Code("waqf-yield"),
      stipulations: stipulations)
    try await tadamun.draft(deed, by: maker)
    for next in [WaqfState.deedSigned, .possessed, .active] where state != .draft {
      try await tadamun.step(waqf: waqf, to: next, on: day("2024-02-01"), by: maker)
      if next == state { break }
    }
    if let fee {
      try await tadamun.appoint(
        WaqfMandate(
          of: waqf, nazir: Code("office"), from: day("2024-01-01"), feeBasisPoints: fee, document: "mandate 1"),
        by: maker)
    }
  }

  func day(_ text: String) throws -> CalendarDate { try CalendarDate(iso: text) }
  func mad(_ text: String) throws -> Money { try Money(decimal: text, .mad) }
  func year(_ year: Int) throws -> DateSpan { try DateSpan(day("\(year)-01-01"), through: day("\(year)-12-31")) }

  func give(_ amount: String, on day: String = "2024-03-01") async throws {
    try await tadamun.receivePrincipal(
      mad(amount), for: waqf, receipt: Code("principal-\(day)"), on: self.day(day), by: .api)
  }

  func giveLand(_ code: String = "land", worth amount: String) async throws {
    try await tadamun.receive(
      WaqfAsset(Code(code), of: waqf, .land, title: "T 1/\(code)", book: mad(amount), acquiredOn: day("2024-03-01")),
      by: .api)
  }

  /// Yield that accrued over a month or year, and came in on its last day or another.
  func earn(_ amount: String, _ code: String = "rent", over period: DateSpan? = nil, on day: CalendarDate? = nil)
    async throws
  {
    let period = try period ?? year(2025)
    try await tadamun.accrue(WaqfYield(Code(code), of: waqf, over: period, gross: mad(amount)), by: .api)
    try await tadamun.receive(
      yield: Code(code), mad(amount), receipt: Code("\(code)-in"), on: day ?? period.last, by: .api)
  }

  func owe(_ amount: String, _ code: String = "tax", on day: String = "2025-06-30") async throws {
    try await tadamun.record(
      WaqfCost(Code(code), of: waqf, amount: mad(amount), on: self.day(day), for: "property tax"), by: .api)
  }

  /// A cost of which two persons pay a part at once; nil: all of it.
  func spend(_ amount: String, paid: String? = nil, _ code: String = "tax", on day: String = "2025-06-30")
    async throws
  {
    try await owe(amount, code, on: day)
    try await order("\(code)-paid", .cost(Code(code), payee: "treasury", mad(paid ?? amount)), on: day)
  }

  func need(
    _ amount: String, _ urgency: WaqfNeed.Urgency = .urgent, _ code: String = "roof", found: String = "2025-05-01",
    due: String = "2025-12-31"
  ) async throws {
    try await tadamun.record(
      WaqfNeed(
        Code(code), of: waqf, amount: mad(amount), urgency, foundOn: day(found), dueOn: day(due), evidence: "survey"),
      by: .api)
  }

  @discardableResult
  func run(_ period: DateSpan? = nil, on day: String? = nil) async throws -> WaterfallRun {
    let period = try period ?? year(2025)
    return try await tadamun.runWaterfall(
      of: waqf, over: period, on: day.map { try self.day($0) } ?? period.last, by: .api)
  }

  /// Asks, approves and carries out.
  @discardableResult
  func order(_ code: String, _ act: WaqfOrder.Act, reason: String = "", on day: String = "2026-02-01") async throws
    -> BookedEntry?
  {
    let decision = try await tadamun.request(
      WaqfOrder(Code(code), of: waqf, act, reason: reason), on: self.day(day), by: maker)
    try await tadamun.approve(decision, by: checker)
    return try await tadamun.execute(waqfOrder: decision, on: self.day(day), by: maker)
  }

  func loss(_ code: String, of asset: String, _ amount: String) throws -> WaqfOrder {
    let (lost, amount) = (try Code(asset), try mad(amount))
    return try WaqfOrder(Code(code), of: waqf, .loss(asset: lost, amount), reason: code)
  }

  func distribute(
    _ amount: String, to beneficiary: String = "school", _ code: String = "share-1", on day: String = "2026-02-01"
  )
    async throws
  {
    try await order(code, .share(beneficiary: Code(beneficiary), mad(amount)), on: day)
  }

  /// Exchanges the land: asked for on the word of experts who differ, approved, sold.
  /// - Parameter value: What the lower of the experts says.
  func sellLand(_ price: String, costs: String, valued value: String = "1000.00", on day: String = "2026-02-01")
    async throws
  {
    let reports = try [("first", mad("1000000.00")), ("second", mad(value))].map {
      Istibdal.Report(expert: $0, reference: "report of the \($0)", value: $1)
    }
    let decision = try await tadamun.request(
      Istibdal(
        Code("swap"), of: waqf, asset: Code("land"), grounds: .noYield, reports: reports,
        on: self.day("2026-01-10")),
      by: maker)
    try await tadamun.approve(decision, by: checker)
    try await tadamun.sell(
      under: Code("swap"), price: mad(price), costs: mad(costs), on: self.day(day), by: maker)
  }

  func replace(worth amount: String, under decision: ID<Decision>? = nil) async throws {
    try await tadamun.replace(
      under: Code("swap"),
      by: WaqfAsset(
        Code("building"), of: waqf, .building, title: "T 2", book: mad(amount), acquiredOn: day("2026-03-01")),
      decision: decision, on: day("2026-03-01"), by: maker)
  }

  func report(on day: String = "2026-12-31") async throws -> WaqfReport {
    try await tadamun.waqfReport(of: waqf, on: self.day(day))
  }

  func state() async throws -> WaqfState { try await tadamun.waqf(waqf).state }

  func events(_ kind: String) async throws -> Int {
    try await tadamun.pool.queryValue("SELECT count(*) FROM events WHERE kind = \(kind)")
  }

  func entries() async throws -> Int { try await tadamun.pool.queryValue("SELECT count(*) FROM entries") }

  /// The constraint by which the database refuses SQL that the application sends.
  func refused(_ body: (Transaction) async throws -> Void) async throws -> String? {
    try await constraint { try await tadamun.pool.transaction { try await body($0) } }
  }

  /// The postings of an entry as SQL would write them, past every action.
  /// - Parameter actor: Whose the shares and disbursements are.
  func post(
    _ kind: String, _ lines: [(fund: String, account: String, minor: Int64)], for actor: String = "",
    decision: Int64? = nil,
    in transaction: Transaction
  ) async throws {
    try await transaction.execute(
      """
      SELECT book_entry('sql', 'sql', sha256('x'), \(kind), NULL, '2026-02-01', 'by hand', \(decision), NULL,
        \(lines.map(\.fund)), \(lines.map { _ in "MAD" }), \(lines.map(\.account)), \(lines.map { ["waqf_shares", "waqf_disbursements"].contains($0.account) ? actor : "" }),
        \(lines.map(\.minor)))
      """)
  }
}
