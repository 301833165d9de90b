import Domain
import Postgres
import Store

extension Tadamun {
  /// Asks that zakat be distributed: every recipient has an approved assessment of the line's category that holds on the
  /// day of the request. Asked for again, it is the same distribution.
  ///
  /// - Returns: The decision that another person approves by ``approveZakatDistribution(_:on:reason:by:)``.
  /// - Throws: `zakat_fund_unknown`, `zakat_mode_forbidden`, `zakat_category_disabled`, `recipient_kind_not_allowed`,
  ///   `recipient_unknown`, `actor_unknown`, `debt_unknown`, `distribution_exists`; ``Problems`` with a
  ///   `recipient_not_eligible` for each recipient without such an assessment, `nisab_exceeded`, `assets_not_known`,
  ///   `debt_limit_exceeded`, `debtor_differs`.
  @discardableResult
  public func submit(_ distribution: ZakatDistribution, by person: Person) async throws -> ID<Decision> {
    try await transaction { transaction in
      let fund = try await zakatFund(distribution.fund, in: transaction)
      try ZakatRule.requireCurrency(distribution.amount, of: fund.fund)
      let (terms, policy) = try await zakatTerms(fund.fund.policy, on: distribution.requestedOn, in: transaction)
      try terms.check(distribution)
      let desk = ZakatDistributionDesk(distribution, terms: terms)
      if let stored = try await ZakatDistributions.find(distribution.code, in: transaction),
        try await knownDecision(stored.decision, in: transaction).body == desk.body
      {
        return stored.decision
      }
      // Two that are asked for at the same moment would each see what the other has not given yet.
      try await ZakatFunds.lock(fund.id, in: transaction)
      let lines = try await desk.lines(of: self, in: transaction)
      let decision = try await request(
        .disbursement, on: "zakat_distribution:\(distribution.code)", body: desk.body, under: policy, by: person,
        in: transaction)
      let id = try await ZakatDistributions.insert(
        distribution, fund: fund.id, policy: policy, decision: decision, lines: lines, in: transaction)
      try await ZakatDistributions.append(
        .draft, to: id, as: 1, on: distribution.requestedOn, by: person.name, in: transaction)
      return decision
    }
  }

  /// Says that a distribution may be paid, as somebody else than who asked, while the fund holds what is approved. Said
  /// again by the same person, it changes nothing.
  /// - Throws: `distribution_unknown`, `maker_is_not_checker`, `distribution_state_forbids`, `insufficient_funds`.
  public func approveZakatDistribution(
    _ code: Code, on day: CalendarDate, reason: String = "", by person: Person
  ) async throws {
    try await transaction { transaction in
      let stored = try await lockedDistribution(code, in: transaction)
      if stored.state == .approved,
        try await knownDecision(stored.decision, in: transaction).verdict?.decidedBy == person
      {
        return
      }
      try stored.state.check(.approved)
      let promised = try await ZakatDistributions.approvedUnpaid(of: stored.fund, in: transaction)
      let held = try await ZakatReceipts.lots(of: stored.fund, in: transaction).reduce(0) { $0 + $1.remainingMinor }
      guard stored.amount.minor <= held - promised else {
        throw Problem("insufficient_funds", "The fund does not hold that much zakat that is not approved already.")
      }
      try await decide(stored.decision, .approved, reason: reason, by: person, in: transaction)
      try await ZakatDistributions.append(
        .approved, to: stored.id, as: stored.steps + 1, on: day, by: person.name, reason: reason, in: transaction)
    }
  }

  /// Gives up a distribution before it is paid.
  /// - Throws: `distribution_unknown`, `distribution_state_forbids`, `reason_missing`.
  public func withdrawZakatDistribution(_ code: Code, on day: CalendarDate, reason: String, by person: Person)
    async throws
  {
    try await step(.withdrawn, code, on: day, reason: reason, by: person)
  }

  /// Takes a step that moves no money.
  func step(
    _ state: ZakatState, _ code: Code, on day: CalendarDate, reason: String = "", by person: Person
  ) async throws {
    try await transaction { transaction in
      let stored = try await lockedDistribution(code, in: transaction)
      if stored.state == state { return }
      try stored.state.check(state)
      try await ZakatDistributions.append(
        state, to: stored.id, as: stored.steps + 1, on: day, by: person.name, reason: reason, in: transaction)
      try await Events.append(
        "zakat_distribution_\(state.rawValue)", about: "zakat_distribution:\(code)",
        body: JSONText.object(["reason": .text(reason)]), by: person.name, in: transaction)
    }
  }

  /// The distribution as it stands while nobody else moves its fund's money.
  func lockedDistribution(_ code: Code, in transaction: Transaction) async throws -> ZakatDistributions.Stored {
    guard let found = try await ZakatDistributions.find(code, in: transaction) else {
      throw Problem("distribution_unknown", "There is no distribution “\(code)”.")
    }
    try await ZakatFunds.lock(found.fund, in: transaction)
    // Read again: somebody may have taken a step while this one waited.
    return try await ZakatDistributions.find(code, in: transaction) ?? found
  }
}
