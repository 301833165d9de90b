import Actions
import Domain

/// A fund of grants with money in it, a funder, a cooperative, and two officers: what tests of grants start from.
public struct GrantBooks: Sendable {
  public let tadamun: Tadamun
  public let fund: Code
  public let funder: Code
  public let cooperative: Code
  /// Asks.
  public let officer: Person
  /// Decides.
  public let director: Person

  /// - Parameters:
  ///   - cash: What the fund holds.
  public init(_ tadamun: Tadamun, cash: String, cooperative: String = "grantee") async throws {
    self.tadamun = tadamun
    fund = try Code("grants")
    funder = try Code("donor")
    self.cooperative = try Code(cooperative)
    officer = try Person("officer")
    director = try Person("director")
    let names = try Names(ar: "مثال", fr: "Exemple")
    _ = try await tadamun.registerMissing(
      [
        Actor(code: funder, kind: .funder, names: names),
        Actor(code: self.cooperative, kind: .cooperative, names: names),
      ], by: .sample)
    try await open(fund, cash: cash)
  }

  public static func day(_ text: String) throws -> CalendarDate { try CalendarDate(iso: text) }

  public static func money(_ text: String) throws -> Money { try Money(decimal: text, .mad) }

  /// Opens a fund and puts money in it.
  public func open(_ fund: Code, cash: String) async throws {
    try await tadamun.open(Fund(fund, .grant, names: Names(fr: "Fonds")), by: .sample)
    let receipt = try Contribution(
      .receipt, of: GrantBooks.money(cash), fund: fund, for: nil, from: funder, on: GrantBooks.day("2026-01-05"))
    try await tadamun.record([KeyedContribution(key: "receipt-\(fund)", receipt)], by: .sample)
  }

  /// A plan in which the grantee brings a third of the cost in cash.
  public func application(
    _ code: String, _ amount: String, fund: Code? = nil, restricted: Bool = true, grantee: Code? = nil
  ) throws -> Grant {
    let requested = try GrantBooks.money(amount)
    let own = try Money(minor: requested.minor / 2, .mad)
    let zero = try Money(minor: 0, .mad)
    let plan = try GrantPlan(
      requested: requested, ownCash: own, ownInKind: zero, others: zero,
      cost: Money(minor: requested.minor + own.minor, .mad))
    return try Grant(
      Code(code), fund: fund ?? self.fund, grantee: grantee ?? cooperative, funder: funder,
      names: Names(ar: "بئر", fr: "Puits"), purpose: "Un puits pour la coopérative", isRestricted: restricted,
      span: DateSpan(GrantBooks.day("2026-01-01"), through: GrantBooks.day("2026-12-31")),
      submittedOn: GrantBooks.day("2026-01-10"), plan: plan)
  }

  /// An agreement with one budget line `works`, unless others are given, signed on 2026-02-01.
  public func agreement(
    _ tranches: [(amount: String, conditions: [TrancheCondition])],
    lines: [(code: String, amount: String)]? = nil, overspend: Int64 = 0, reports: [GrantAgreement.ReportDue] = [],
    on day: String = "2026-02-01"
  ) throws -> GrantAgreement {
    let parts = try tranches.map {
      try GrantAgreement.Tranche(
        GrantBooks.money($0.amount), on: GrantBooks.day("2026-04-01"), conditions: $0.conditions)
    }
    let total = try Money(minor: parts.reduce(0) { $0 + $1.amount.minor }, .mad)
    let budget = try (lines ?? [("works", total.decimal)]).map {
      try GrantAgreement.Line(Code($0.code), title: $0.code, amount: GrantBooks.money($0.amount))
    }
    return try GrantAgreement(
      amount: total, signedOn: GrantBooks.day(day), signedBy: ["funder's seal", "grantee's seal"],
      maximumOverspend: overspend, lines: budget, tranches: parts, reports: reports)
  }

  /// A report over a quarter of 2026, counted from 1.
  public func report(_ number: Int, quarter: Int, due: String, final isFinal: Bool = false) throws
    -> GrantAgreement.ReportDue
  {
    let spans = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")]
    let (first, last) = spans[quarter - 1]
    return try GrantAgreement.ReportDue(
      number, span: DateSpan(GrantBooks.day("2026-\(first)"), through: GrantBooks.day("2026-\(last)")),
      dueOn: GrantBooks.day(due), isFinal: isFinal)
  }

  /// Applies, awards and signs.
  public func sign(_ grant: Grant, _ agreement: GrantAgreement) async throws {
    try await tadamun.apply(for: grant, by: officer, source: .sample)
    try await perform(.award(on: GrantBooks.day("2026-01-20")), on: grant.code)
    try await perform(.sign(agreement), on: grant.code)
  }

  /// Requests, approves and pays.
  public func pay(_ tranche: Int, of grant: Code, on day: String) async throws {
    try await approve(tranche, of: grant, on: day)
    try await perform(.pay(tranche: tranche, on: GrantBooks.day(day)), on: grant)
  }

  public func approve(_ tranche: Int, of grant: Code, on day: String) async throws {
    try await perform(.request(tranche: tranche, on: GrantBooks.day(day)), on: grant)
    try await perform(.approve(tranche: tranche, on: GrantBooks.day(day)), on: grant, by: director)
  }

  /// Sends a report on spending for `line` and accepts it.
  public func account(_ amount: String, in report: Int, of grant: Code, on day: String, line: String = "works")
    async throws
  {
    let spending = try [GrantAct.Spending(Code(line), GrantBooks.money(amount))]
    try await perform(.submitReport(report, on: GrantBooks.day(day), spending), on: grant, by: Person("grantee"))
    try await perform(.acceptReport(report, on: GrantBooks.day(day), nil), on: grant)
  }

  @discardableResult
  public func perform(_ act: GrantAct, on grant: Code, by person: Person? = nil) async throws -> GrantOutcome {
    try await tadamun.perform(act, on: grant, by: person ?? officer, source: .sample)
  }
}
