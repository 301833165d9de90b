import Domain
import Postgres
import Store

extension Tadamun {
  /// Writes a deed down, whole, with the two funds of its waqf. Written again, it changes nothing; once it is signed,
  /// nothing of it changes at all.
  ///
  /// - Throws: `waqf_exists` where the code is another deed's; `deed_exists`; `policy_unknown`; `actor_unknown`;
  ///   `temporary_waqf_forbidden`, `nazir_fee_over_maximum` by the policy; `fund_exists` where a fund has another class.
  public func draft(_ deed: WaqfDeed, by person: Person) async throws {
    try await transaction { transaction in
      if let stored = try await WaqfDeeds.find(deed.code, in: transaction) {
        guard stored.deed == deed else { throw Problem("waqf_exists", "There is another waqf “\(deed.code)”.") }
        return
      }
      let (terms, policy) = try await waqfTerms(deed.policy, on: deed.signedOn, in: transaction)
      guard terms.allowsTemporary || deed.duration == .perpetual else {
        throw Problem("temporary_waqf_forbidden", "The policy \(deed.policy) knows no waqf for a time.")
      }
      try requireFee(deed.stipulations.feeBasisPoints ?? 0, atMost: terms.maximumFeeBasisPoints)
      let named = deed.stipulations.beneficiaries.compactMap(\.actor) + [deed.fallback?.actor].compactMap(\.self)
      let actors = try await knownActors(Set(named).sorted(), in: transaction)
      let principal = try await fund(deed.principalFund, deed.principalClass, of: deed, in: transaction)
      let yields = try await fund(deed.yieldFund, .restrictedIncome, of: deed, in: transaction)
      let id = try await WaqfDeeds.insert(
        deed, funds: WaqfDeeds.Funds(principal: principal, yields: yields), actors: actors, policy: policy,
        in: transaction)
      try await WaqfDeeds.append(.draft, to: id, as: 1, on: deed.signedOn, by: person.name, in: transaction)
      let body = JSONText.object(["deed": .text(deed.number), "policy": .text(deed.policy.text)])
      try await Events.append(
        "waqf_drafted", about: "waqf:\(deed.code)", body: body, by: person.name, in: transaction)
    }
  }

  /// The fund of a waqf, opened where it is new.
  private func fund(_ code: Code, _ fundClass: Fund.Class, of deed: WaqfDeed, in transaction: Transaction) async throws
    -> ID<Fund>
  {
    if let stored = try await Funds.find([code], in: transaction)[code] {
      guard stored.fund.instrument == .waqf, stored.fund.fundClass == fundClass else {
        throw Problem("fund_exists", "There is a fund \(code) of another kind; here it is \(fundClass.rawValue).")
      }
      return stored.id
    }
    let fund = try Fund(code, .waqf, class: fundClass, names: Names(fr: "Waqf \(code.text)"))
    return try await Funds.insert(fund, holder: nil, in: transaction)
  }

  /// Signs the deed, takes possession, opens, suspends, goes on, revokes a draft, or closes a waqf that gave everything
  /// back. Taken again, a step changes nothing.
  ///
  /// - Throws: `waqf_unknown`; `waqf_state_forbids`; `shares_not_whole` at the signature; `waqf_not_empty` at the end;
  ///   `reason_missing`.
  public func step(
    waqf code: Code, to state: WaqfState, on day: CalendarDate, reason: String = "", by person: Person
  ) async throws {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(code, in: transaction)
      if waqf.state == state { return }
      let isTaken: Set<WaqfState> = [.deedSigned, .possessed, .active, .suspended, .revoked, .closed]
      guard isTaken.contains(state) else {
        throw Problem("waqf_state_forbids", "A waqf becomes \(state.rawValue) by what happens to it, not by a step.")
      }
      try waqf.state.check(state, waqf.deed.duration)
      try await WaqfDeeds.append(
        state, to: waqf.id, as: waqf.steps + 1, on: day, by: person.name, reason: reason, in: transaction)
      if waqf.state == .possessed { try await recordBeneficiaries(of: waqf, from: day, in: transaction) }
      try await Events.append(
        "waqf_\(state.rawValue)", about: "waqf:\(code)", body: JSONText.object(["reason": .text(reason)]),
        by: person.name, in: transaction)
    }
  }

  /// Records who administers a waqf, and for what share of its net yield.
  /// - Throws: `waqf_unknown`, `actor_unknown`; `nazir_fee_over_maximum` by the deed or the policy; `mandate_overlaps`.
  public func appoint(_ mandate: WaqfMandate, by person: Person) async throws {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(mandate.waqf, in: transaction)
      if try await WaqfDeeds.stands(mandate, of: waqf.id, in: transaction) { return }
      let terms = try await waqfTerms(waqf.deed.policy, on: mandate.first, in: transaction).terms
      try requireFee(mandate.feeBasisPoints, atMost: waqf.deed.maximumFee(under: terms))
      guard let nazir = try await knownActors([mandate.nazir], in: transaction)[mandate.nazir] else {
        throw unknownActor(mandate.nazir)
      }
      try await WaqfDeeds.insert(mandate, of: waqf.id, nazir: nazir, in: transaction)
      let body = JSONText.object([
        "nazir": .text(mandate.nazir.text), "fee_bp": .integer(Int64(mandate.feeBasisPoints)),
      ])
      try await Events.append(
        "nazir_appointed", about: "waqf:\(mandate.waqf)", body: body, by: person.name, in: transaction)
    }
  }

  private func requireFee(_ basisPoints: Int, atMost maximum: Int) throws(Problem) {
    guard basisPoints <= maximum else {
      throw Problem("nazir_fee_over_maximum", "The nāẓir's fee is at most \(maximum) basis points of the net here.")
    }
  }

  /// A waqf's deed and where it stands.
  /// - Throws: `waqf_unknown`.
  public func waqf(_ code: Code) async throws -> (deed: WaqfDeed, state: WaqfState) {
    try await reading { transaction in
      let stored = try await knownWaqf(code, in: transaction)
      return (stored.deed, stored.state)
    }
  }

  /// Waqfs in the order of their codes, after `code`, with where they stand; at most 500.
  public func waqfs(after code: Code? = nil, limit: Int) async throws -> [(deed: WaqfDeed, state: WaqfState)] {
    try await reading { transaction in
      try await WaqfDeeds.list(after: code, limit: min(max(limit, 1), 500), in: transaction).map { ($0.deed, $0.state) }
    }
  }

  /// How a waqf stands on a day.
  /// - Throws: `waqf_unknown`.
  public func waqfReport(of code: Code, on day: CalendarDate) async throws -> WaqfReport {
    try await reading { transaction in
      try await WaqfReports.report(on: day, of: try await knownWaqf(code, in: transaction), in: transaction)
    }
  }

  /// What a policy says about waqf on a day.
  func waqfTerms(_ code: Code, on day: CalendarDate, in session: some Session) async throws
    -> (terms: WaqfTerms, policy: ID<Policy>)
  {
    let stored = try await policy(code, on: day, in: session)
    return (try WaqfTerms(stored.policy), stored.id)
  }

  func knownWaqf(_ code: Code, in session: some Session) async throws -> WaqfDeeds.Stored {
    guard let found = try await WaqfDeeds.find(code, in: session) else {
      throw Problem("waqf_unknown", "There is no waqf “\(code)”.")
    }
    return found
  }

  /// A waqf as it stands while nobody else moves its money.
  func lockedWaqf(_ code: Code, in transaction: Transaction) async throws -> WaqfDeeds.Stored {
    let found = try await knownWaqf(code, in: transaction)
    try await WaqfDeeds.lock(found.id, in: transaction)
    // Read again: somebody may have taken a step while this one waited.
    return try await knownWaqf(code, in: transaction)
  }

  /// Books an entry of a waqf under the code of what it is about.
  func book(
    _ kind: EntryKind, _ lines: WaqfLines, on day: CalendarDate, for code: Code, description: String = "",
    decision: ID<Decision>? = nil, policy: ID<Policy>? = nil, in transaction: Transaction
  ) async throws -> BookedEntry {
    let entry = try JournalEntry(
      kind, on: day, lines: lines.lines, description: description.isEmpty ? code.text : description,
      decision: decision, policy: policy)
    return try await book(entry, key: "\(kind.rawValue):\(code)", by: .waqf, in: transaction)
  }

  func requireCurrency(_ amount: Money, of deed: WaqfDeed) throws(Problem) {
    guard amount.currency == deed.currency else {
      throw Problem("currency_differs", "The waqf \(deed.code) is in \(deed.currency), not in \(amount.currency).")
    }
    guard amount.minor > 0 else { throw Problem("amount_not_positive", "An amount is above zero.") }
  }
}

extension WaqfDeed {
  /// The nāẓir's fee at most: the deed's, under the policy's.
  func maximumFee(under terms: WaqfTerms) -> Int {
    min(stipulations.feeBasisPoints ?? terms.maximumFeeBasisPoints, terms.maximumFeeBasisPoints)
  }
}
