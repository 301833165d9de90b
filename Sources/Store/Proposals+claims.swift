import Domain
import Postgres

/// The table `proposal_claim_shares`.
extension Proposals {
  /// Keeps the shares below one that a proposal was made with, by the framework's indicator.
  public static func insert(_ shares: [ClaimShares.Outcome: Double], of proposal: Int64, in session: some Session)
    async throws
  {
    if shares.isEmpty { return }
    let rows = Array(shares)
    try await session.execute(
      """
      INSERT INTO proposal_claim_shares (proposal_id, actor_id, indicator, group_code, share)
      SELECT \(proposal)::bigint, a.actor_id, n.indicator, n.grouped, n.share
      FROM unnest(\(rows.map(\.key.actor.text)), \(rows.map(\.key.indicator)), \(rows.map(\.key.group)), \(rows.map(\.value)))
        AS n (code, indicator, grouped, share) JOIN actors a ON a.code = n.code
      """)
  }

  public static func claimShares(of proposal: Int64, in session: some Session) async throws
    -> [ClaimShares.Outcome: Double]
  {
    let rows = try await session.query(
      """
      SELECT a.code, s.indicator, s.group_code, s.share FROM proposal_claim_shares s JOIN actors a USING (actor_id)
      WHERE s.proposal_id = \(proposal)
      """)
    return try Dictionary(
      uniqueKeysWithValues: rows.map {
        (
          ClaimShares.Outcome(actor: try $0["code"], indicator: try $0["indicator"], group: try $0["group_code"]),
          try $0["share"]
        )
      })
  }
}
