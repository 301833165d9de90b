import Domain
import Scoring
import Store

/// The rule of a quadratic round: what verified persons gave to campaigns becomes each campaign's match.
struct MatchRoundRule {
  struct Result: Hashable {
    let campaign: Int64
    let code: Code
    let amountMinor: Int64
    let reason: String
    let ineligibility: String?
  }

  private let rule: QuadraticMatch

  init(_ terms: QuadraticRound) throws(Problem) {
    rule = try QuadraticMatch(capMinor: terms.campaignLimit?.minor, spendsWholePool: terms.spendsWholePool)
  }

  /// - Parameter budgetMinor: What the pool has.
  /// - Returns: A result a campaign, in the order of codes, and what is left and why; together exactly the budget.
  func decide(_ entrants: [MatchPools.Entrant], budgetMinor: Int64) throws -> (
    results: [Result], leftovers: [(reason: String, amountMinor: Int64)]
  ) {
    let claims = try entrants.map { entrant in
      try MatchClaim(
        actor: entrant.code.text, contributions: entrant.gifts.map { ($0.person.text, $0.amountMinor) },
        ineligibility: entrant.state.isSuccess ? nil : "campaign_\(entrant.state.rawValue)")
    }
    let proposal = try rule.propose(claims, budgetMinor: budgetMinor)
    let rows = Dictionary(uniqueKeysWithValues: proposal.rows.map { ($0.actor, $0) })
    let results = entrants.compactMap { entrant -> Result? in
      guard let row = rows[entrant.code.text] else { return nil }
      return Result(
        campaign: entrant.id, code: entrant.code, amountMinor: row.amountMinor, reason: row.reason.code,
        ineligibility: row.reason.detail)
    }
    return (results, proposal.leftovers.map { ($0.reason.rawValue, $0.amountMinor) })
  }
}
