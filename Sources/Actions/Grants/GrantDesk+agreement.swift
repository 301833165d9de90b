import Domain
import Store

extension GrantDesk {
  /// Signs the agreement, or an amendment of it, and promises the difference in the ledger.
  ///
  /// - Throws: `step_not_allowed`; `currency_differs`; `agreement_over_request`; `grant_over_ceiling`;
  ///   `report_unknown`, `report_exists`; `programme_unknown`; `tranche_cancelled`; `paid_tranche_changed`.
  func sign(_ agreement: GrantAgreement) async throws {
    let isFirst = sheet.agreement == nil
    if isFirst {
      try sheet.state.step(to: .agreed, of: name)
    } else if ![.agreed, .active, .suspended, .finalReportDue].contains(sheet.state) {
      throw Problem("step_not_allowed", "\(name) is \(sheet.state.rawValue); its agreement is not amended any more.")
    }
    try requireCurrency(of: agreement.amount)
    try await requireWithinCeilings(agreement, isFirst: isFirst)
    try requireReports(of: agreement)
    let programmes = try await programmes(of: agreement)
    try await Grants.sign(
      agreement, version: sheet.version + 1, of: sheet.id, programmes: programmes, in: transaction)
    for report in agreement.reports {
      try await Grants.step(
        sheet.id, report: report.number, number: 1, from: nil, to: .first, on: agreement.signedOn, by: person.name,
        in: transaction)
    }
    try await planTranches(of: agreement)
    let difference = agreement.amount.minor - (sheet.agreement?.amount.minor ?? 0)
    try await promise(difference, on: agreement.signedOn, as: "agreement \(sheet.version + 1)")
    if isFirst { try await steps([.agreed], on: agreement.signedOn) }
  }

  /// Books a promise, or what is taken back of one where `minor` is below zero.
  func promise(_ minor: Int64, on day: CalendarDate, as name: String) async throws {
    if minor == 0 { return }
    try await book(
      minor > 0 ? .commitment : .decommitment,
      [(.commitments, sheet.grant.grantee, minor), (.commitmentsMade, sheet.grant.funder, -minor)], on: day, as: name)
  }

  private func requireWithinCeilings(_ agreement: GrantAgreement, isFirst: Bool) async throws {
    if isFirst, agreement.amount.minor > sheet.grant.plan.requested.minor {
      throw Problem(
        "agreement_over_request",
        "\(sheet.grant.plan.requested) was applied for; the agreement is on \(agreement.amount).")
    }
    // The policy the application was judged under, whatever is in force today.
    guard let id = sheet.policy else { return }
    let policy = try await tadamun.policy(id, in: transaction)
    let limit = try GrantCeilings(policy.policy).limit(of: sheet.grant.plan.cost)
    if agreement.amount.minor > limit {
      throw Problem("grant_over_ceiling", "At most \(sheet.money.text(limit)) may be granted to this project.")
    }
  }

  private func requireReports(of agreement: GrantAgreement) throws {
    var known = Set(sheet.reports.map(\.due.number))
    for report in agreement.reports where !known.insert(report.number).inserted {
      throw Problem("report_exists", "Report \(report.number) is owed already.", at: Place(field: "reports"))
    }
    for (index, tranche) in agreement.tranches.enumerated() {
      for condition in tranche.conditions {
        guard case .report(let number) = condition.kind, !known.contains(number) else { continue }
        throw Problem(
          "report_unknown", "Tranche \(index + 1) waits for report \(number), which nobody owes.",
          at: Place(field: "tranches[\(index)]"))
      }
    }
  }

  private func programmes(of agreement: GrantAgreement) async throws -> [Code: ID<Programme>] {
    var found: [Code: ID<Programme>] = [:]
    for condition in agreement.tranches.flatMap(\.conditions) {
      guard case .score(let score) = condition.kind else { continue }
      found[score.programme] = try await tadamun.knownProgramme(score.programme, in: transaction).id
    }
    return found
  }

  /// New tranches begin; those that an amendment leaves out are cancelled.
  private func planTranches(of agreement: GrantAgreement) async throws {
    let known = Dictionary(uniqueKeysWithValues: sheet.tranches.map { ($0.number, $0) })
    for number in 1...agreement.tranches.count {
      guard let tranche = known[number] else {
        try await Grants.step(
          sheet.id, tranche: number, number: 1, from: nil, to: .first, on: agreement.signedOn, by: person,
          in: transaction)
        continue
      }
      if tranche.state == .cancelled {
        throw Problem("tranche_cancelled", "Tranche \(number) was cancelled; its number is not used again.")
      }
      // A tranche that was found ready under the old agreement is looked at again under the new one.
      if tranche.state == .releasable {
        try await trancheStep(tranche, to: .conditionsPending, on: agreement.signedOn, reason: "amended")
      }
    }
    for tranche in sheet.tranches where tranche.number > agreement.tranches.count {
      guard tranche.state.isOpen else {
        throw Problem("paid_tranche_changed", "Tranche \(tranche.number) is \(tranche.state.rawValue) and stays.")
      }
      try await trancheStep(tranche, to: .cancelled, on: agreement.signedOn, reason: "amended")
    }
  }
}
