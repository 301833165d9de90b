import Domain
import Postgres
import Store

/// Says what stands in the way of an order, and carries it out.
struct WaqfOrderDesk {
  let order: WaqfOrder
  let waqf: WaqfDeeds.Stored
  private var deed: WaqfDeed { waqf.deed }

  init(_ order: WaqfOrder, of waqf: WaqfDeeds.Stored) {
    self.order = order
    self.waqf = waqf
  }

  /// What can be seen before two persons decide.
  func check(on day: CalendarDate, _ tadamun: Tadamun, in transaction: Transaction) async throws {
    switch order.act {
    case .share(let beneficiary, let amount):
      try tadamun.requireCurrency(amount, of: deed)
      try await requireMaintained(on: day, in: transaction)
      let unpaid = try await unpaid(to: beneficiary, in: transaction)
      guard amount.minor <= unpaid.unpaidMinor else {
        let left = try Money(minor: unpaid.unpaidMinor, deed.currency)
        throw Problem("waqf_share_exceeded", "For \(beneficiary) are set aside \(left); the principal is never spent.")
      }
    case .fee(let nazir, let amount):
      try tadamun.requireCurrency(amount, of: deed)
      _ = try await tadamun.knownActors([nazir], in: transaction)
    case .work(let need, _, let amount):
      try tadamun.requireCurrency(amount, of: deed)
      guard try await tadamun.knownNeed(need, in: transaction).waqf == deed.code else {
        throw Problem("waqf_need_unknown", "The waqf \(deed.code) has no need “\(need)”.")
      }
    case .cost(let code, _, let amount):
      try tadamun.requireCurrency(amount, of: deed)
      let cost = try await tadamun.knownCost(code, of: waqf, in: transaction)
      guard amount.minor <= cost.unpaidMinor else {
        let left = try Money(minor: cost.unpaidMinor, deed.currency)
        throw Problem("waqf_cost_exceeded", "Of the cost \(code) are owed \(left), not \(amount).")
      }
    case .loss(let asset, let amount):
      try tadamun.requireCurrency(amount, of: deed)
      if waqf.state == .returning, let refusal = Refusal.problem(of: "principal_goes_back_as_it_stands") {
        throw refusal
      }
      if let asset { _ = try await tadamun.knownAsset(asset, of: waqf, in: transaction) }
    case .purchase(let asset):
      try tadamun.requireCurrency(asset.book, of: deed)
      if let limits = deed.stipulations.investmentLimits, !limits.contains(asset.kind) {
        throw Problem(
          "investment_forbidden_by_deed", "The deed does not let principal be invested in \(asset.kind.rawValue).")
      }
    case .principalReturn: try waqf.state.check(.closed, deed.duration)
    case .redirection(let heir, _):
      try waqf.state.check(.transferredToPublic, deed.duration)
      _ = try await tadamun.knownActors([heir], in: transaction)
    }
  }

  /// Maintenance first: nobody gets a share while an urgent need is open beyond the reserve.
  private func requireMaintained(on day: CalendarDate, in transaction: Transaction) async throws {
    let open = try await WaqfNeeds.open(of: waqf.id, on: day, in: transaction).filter { $0.urgency == .urgent }
      .reduce(Int64(0)) { $0 + $1.openMinor }
    let reserve = try await WaqfReports.balances(of: waqf, through: nil, in: transaction)[.waqfReserve] ?? 0
    guard open <= reserve else {
      let need = try Money(minor: open - reserve, deed.currency)
      throw Problem("maintenance_first", "Urgent maintenance of \(need) is met by nothing yet; it comes first.")
    }
  }

  private func unpaid(to beneficiary: Code, in session: some Session) async throws -> WaqfPayouts.Unpaid {
    let all = try await WaqfPayouts.unpaid(of: waqf.id, in: session)
    guard let found = all.first(where: { $0.beneficiary == beneficiary }) else {
      throw Problem("beneficiary_unknown", "Nothing was ever set aside for “\(beneficiary)”.")
    }
    return found
  }

  /// - Returns: The entry; nil where an heir was named and nothing waited.
  func execute(
    under decision: Decision, on day: CalendarDate, by person: Person, _ tadamun: Tadamun, in transaction: Transaction
  ) async throws -> BookedEntry? {
    let done = Execution(order: order, waqf: waqf, decision: decision, day: day, person: person, tadamun: tadamun)
    switch order.act {
    case .share(let beneficiary, let amount):
      return try await done.pay(
        share: amount, to: beneficiary, of: try await unpaid(to: beneficiary, in: transaction).actor, in: transaction)
    case .fee(let nazir, let amount): return try await done.pay(fee: amount, to: nazir, in: transaction)
    case .work(let need, let payee, let amount):
      return try await done.pay(work: amount, for: need, to: payee, in: transaction)
    case .cost(let cost, let payee, let amount):
      return try await done.pay(cost: amount, of: cost, to: payee, in: transaction)
    case .loss(let asset, let amount): return try await done.accept(loss: amount, of: asset, in: transaction)
    case .purchase(let asset): return try await done.buy(asset, in: transaction)
    case .principalReturn: return try await done.returnPrincipal(in: transaction)
    case .redirection(let heir, let purpose):
      if waqf.state == .transferredToPublic { return nil }
      return try await tadamun.redirect(
        waqf, to: Tadamun.Heir(actor: heir, purpose: purpose, decision: decision.id), on: day, by: person,
        in: transaction)
    }
  }
}
