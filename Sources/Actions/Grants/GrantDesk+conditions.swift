import Domain
import Foundation
import Store

extension GrantDesk {
  /// Finds out whether a condition is met on a day, by what is recorded up to it.
  func judge(_ condition: TrancheCondition, on day: CalendarDate) async throws -> ConditionFinding {
    switch condition.kind {
    case .score(let score):
      let reading = try await Grants.reading(
        of: sheet.grant.grantee, in: score.programme, node: score.node, by: day, in: transaction)
      return score.judged(by: reading)
    case .indicator(let indicator, let group, let comparison, let minimum):
      return try await judge(indicator, group, comparison, minimum, on: day)
    default:
      let facts = try await facts(on: day)
      return condition.judged(by: facts) ?? ConditionFinding(isMet: false, sentence: "The condition is unknown.")
    }
  }

  private func judge(
    _ indicator: Code, _ group: Code, _ comparison: TrancheCondition.Comparison, _ bound: Double, on day: CalendarDate
  ) async throws -> ConditionFinding {
    let found = try await Grants.verifiedValue(
      of: indicator, group: group, actor: sheet.grant.grantee, by: day, in: transaction)
    guard let found else {
      return ConditionFinding(isMet: false, sentence: "No verified value of \(indicator) for \(group) is there.")
    }
    let isMet = comparison == .atLeast ? found.value >= bound : found.value <= bound
    let wanted = comparison == .atLeast ? "at least" : "at most"
    return ConditionFinding(
      isMet: isMet,
      sentence: "\(indicator) for \(group) from \(found.period.first) to \(found.period.last) is \(found.value); "
        + "\(wanted) \(bound) is needed.")
  }

  private func facts(on day: CalendarDate) async throws -> GrantFacts {
    let documents = try await Grants.documents(of: sheet.id, by: day, in: transaction)
    let cofunding = try await Grants.cofunding(of: sheet.id, by: day, in: transaction)
    var inKind = cofunding.inKind
    if let id = sheet.policy {
      // In kind counts up to its share of the own part that was planned.
      let ceilings = try GrantCeilings(try await tadamun.policy(id, in: transaction).policy)
      inKind = min(inKind, ceilings.inKindLimit(ofOwn: sheet.grant.plan.own))
    }
    return GrantFacts(
      reports: Dictionary(uniqueKeysWithValues: sheet.reports.map { ($0.due.number, $0.state) }),
      audits: documents[.audit] ?? [], documents: documents[.document] ?? [], cofundingMinor: cofunding.cash,
      inKindMinor: inKind, money: sheet.money)
  }

  // MARK: Waivers

  /// What a waiver asks for, as its decision keeps it.
  private struct WaiverBody: Decodable {
    let agreement: Int
    let condition: Int?
    let grant: String
    let reason: String
    let report: Int?
    let tranche: Int
  }

  /// Asks that something in the way of a tranche be let pass.
  ///
  /// - Returns: The decision that another person takes.
  /// - Throws: `reason_missing`, `tranche_unknown`, `condition_unknown`, `report_unknown`, `condition_met`.
  func askWaiver(of waived: GrantAct.Waived, on number: Int, day: CalendarDate, reason: String) async throws
    -> ID<Decision>
  {
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw Problem("reason_missing", "A waiver says why.", at: Place(field: "reason"))
    }
    let tranche = try known(number)
    var body: [String: JSONText] = [
      "agreement": .integer(Int64(sheet.version)), "grant": .text(code.text), "reason": .text(reason),
      "tranche": .integer(Int64(number)),
    ]
    switch waived {
    case .condition(let condition):
      guard let stored = tranche.conditions.first(where: { $0.number == condition }) else {
        throw Problem("condition_unknown", "Tranche \(number) has no condition \(condition).")
      }
      guard stored.status == "open" else {
        throw Problem("condition_settled", "Condition \(condition) of tranche \(number) is \(stored.status).")
      }
      body["condition"] = .integer(Int64(condition))
    case .report(let report):
      guard sheet.reports.contains(where: { $0.due.number == report }) else {
        throw Problem("report_unknown", "\(name) has no report \(report).")
      }
      body["report"] = .integer(Int64(report))
    }
    return try await tadamun.request(
      .waiver, on: subject(number), body: JSONText.object(body), under: sheet.policy, by: person, in: transaction)
  }

  /// Grants a waiver, as somebody else than who asked.
  /// - Throws: `maker_is_not_checker`, `decision_unknown`, `decision_differs`, `already_decided`.
  func waive(_ id: ID<Decision>, on day: CalendarDate) async throws {
    let decision = try await tadamun.knownDecision(id, in: transaction)
    let body = try? JSONDecoder().decode(WaiverBody.self, from: Data(decision.body.utf8))
    guard decision.kind == .waiver, let body, body.grant == code.text, body.agreement == sheet.version else {
      throw Problem("decision_differs", "The decision \(id) asks for no waiver of this grant's agreement.")
    }
    let waived: GrantAct.Waived
    if let condition = body.condition { waived = .condition(condition) } else { waived = .report(body.report ?? 0) }
    try await tadamun.decide(id, .approved, reason: body.reason, by: person, in: transaction)
    try await Grants.waive(
      waived, of: body.tranche, version: sheet.version, of: sheet.id, decision: id, reason: body.reason, on: day,
      in: transaction)
  }
}
