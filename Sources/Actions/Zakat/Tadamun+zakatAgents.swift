import Domain
import Postgres
import Store

extension Tadamun {
  /// Where findings come from that this program makes of assessments; findings of persons stand beside them.
  static let assessmentsAsSource = "zakat assessments"

  /// Records that an actor is the agent of a recipient. Recorded again, it changes nothing.
  /// - Throws: `actor_unknown`, `recipient_unknown`, `recipient_kind_not_allowed`; `agency_overlaps`.
  public func record(_ agency: ZakatAgency, by source: Source) async throws {
    try await transaction { transaction in
      guard let agent = try await knownActors([agency.agent], in: transaction)[agency.agent] else {
        throw unknownActor(agency.agent)
      }
      let recipient = try await knownRecipients([agency.recipient], in: transaction)[agency.recipient] ?? 0
      if try await ZakatAgencies.stands(agency, agent: agent, recipient: recipient, in: transaction) { return }
      try await ZakatAgencies.insert(agency, agent: agent, recipient: recipient, in: transaction)
      let body = JSONText.object(["recipient": .text(agency.recipient.text), "wakala": .text(agency.wakala)])
      try await Events.append(
        "zakat_agency_recorded", about: "actor:\(agency.agent)", body: body, by: source.name, in: transaction)
    }
  }

  /// Finds which actors proposals out of a zakat fund may pay on a day: agents of at least one person who is entitled to
  /// a category that the fund's policy spends on. An actor is never entitled itself. What a person found stands.
  ///
  /// - Returns: How many findings are new.
  /// - Throws: `zakat_fund_unknown`, `policy_unknown`.
  @discardableResult
  public func findZakatAgents(for code: Code, on day: CalendarDate, by source: Source) async throws -> Int {
    try await transaction { transaction in
      let fund = try await zakatFund(code, in: transaction)
      try await ZakatFunds.lock(fund.id, in: transaction)
      let terms = try await zakatTerms(fund.fund.policy, on: day, in: transaction).terms
      let standings = try await ZakatAgencies.standings(
        on: day, for: fund.id, categories: Array(terms.enabledCategories), in: transaction)
      var changed = 0
      for standing in standings where standing.differs {
        let isEligible = standing.entitled > 0
        let finding = EligibilityFinding(
          fund: code, actor: standing.code, isEligible: isEligible,
          reason: isEligible
            ? "agent of \(standing.entitled) entitled by signed mandate"
            : "no_entitled_principal: nobody it is the agent of is entitled",
          source: Tadamun.assessmentsAsSource, first: day, last: isEligible ? standing.lastOn : nil)
        try await Eligibility.record(finding, fund: fund.id, actor: standing.agent, in: transaction)
        changed += 1
      }
      if changed > 0 {
        let body = JSONText.object(["findings": .integer(Int64(changed)), "on": .text(day.description)])
        try await Events.append(
          "zakat_agents_found", about: "fund:\(code)", body: body, by: source.name, in: transaction)
      }
      return changed
    }
  }
}

extension ZakatAgencies.Standing {
  /// Whether the finding that counts is this program's own, or none, and says something else than the assessments.
  fileprivate var differs: Bool {
    guard let finding else { return true }
    guard finding.source == Tadamun.assessmentsAsSource else { return false }
    return finding.isEligible != (entitled > 0) || (finding.isEligible && finding.lastOn != lastOn)
  }
}

extension BookkeepingStep {
  /// Finds anew which agents proposals out of zakat may pay.
  static let zakatAgents = BookkeepingStep.byItem("zakat_agents") { tadamun, day, items in
    for code in try await ZakatFunds.all(in: tadamun.pool).map(\.fund.code) {
      try await items.perform("fund:\(code)") {
        // A fund whose policy is not in force any more has no agents to be found; that is its own refusal elsewhere.
        do {
          return try await tadamun.findZakatAgents(for: code, on: day, by: .worker)
        } catch let problem as Problem where problem.code == "policy_unknown" {
          return 0
        }
      }
    }
  }
}
