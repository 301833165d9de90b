import Domain
import Postgres
import Store

extension Tadamun {
  /// Whoever a proposal pays may still have the fund's money: findings may come after the day of the run that it is made
  /// from.
  ///
  /// - Throws: `actor_ineligible` for each who was found not to be eligible on `day`.
  func requireEligible(_ awardable: Grants.Awardable, on day: CalendarDate, in transaction: Transaction) async throws {
    guard let fund = try await Funds.find([awardable.fund], in: transaction)[awardable.fund] else { return }
    let findings = try await Eligibility.findings(of: fund.id, on: day, in: transaction)
    let refused = awardable.lines.compactMap { line -> Problem? in
      guard let finding = findings[line.grantee], !finding.isEligible else { return nil }
      return Problem(
        "actor_ineligible",
        "“\(line.grantee)” may have no money of the fund \(awardable.fund) on \(day): \(finding.reason) (\(finding.source))."
      )
    }
    try Problems.throwIfAny(refused)
  }
}
