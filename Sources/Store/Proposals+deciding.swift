import Domain
import Postgres

/// The tables `proposal_overrides`, `override_approvals` and `proposal_steps`.
extension Proposals {
  /// - Returns: nil where the proposal has no line of the actor.
  public static func insertOverride(
    _ amountMinor: Int64, for actor: Code, of proposal: Int64, reason: String, by person: String,
    in session: some Session
  ) async throws -> Int64? {
    try await session.queryAtMostOne(
      """
      INSERT INTO proposal_overrides (proposal_id, actor_id, amount_minor, reason, asked_by)
      SELECT l.proposal_id, l.actor_id, \(amountMinor), \(reason)::text, \(person)::text
      FROM proposal_lines l JOIN actors a USING (actor_id)
      WHERE l.proposal_id = \(proposal) AND a.code = \(actor) RETURNING override_id
      """
    )?.decode("override_id")
  }

  public static func approve(_ override: ProposalOverride, by person: String, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO override_approvals (override_id, asked_by, approved_by)
      VALUES (\(override.id), \(override.askedBy), \(person))
      """)
  }

  /// The overrides of a proposal, or one, in the order they were asked for.
  public static func overrides(of proposal: Int64? = nil, id: Int64? = nil, in session: some Session) async throws
    -> [ProposalOverride]
  {
    let rows = try await session.query(
      """
      SELECT o.override_id, o.proposal_id, a.code, o.amount_minor, o.reason, o.asked_by, v.approved_by
      FROM proposal_overrides o JOIN actors a USING (actor_id) LEFT JOIN override_approvals v USING (override_id)
      WHERE (\(proposal) IS NULL OR o.proposal_id = \(proposal)) AND (\(id) IS NULL OR o.override_id = \(id))
      ORDER BY o.override_id LIMIT 10000
      """)
    return try rows.map { row in
      ProposalOverride(
        id: try row["override_id"], proposal: try row["proposal_id"], actor: try row["code"],
        amountMinor: try row["amount_minor"], reason: try row["reason"], askedBy: try row["asked_by"],
        approvedBy: try row["approved_by"])
    }
  }

  public static func step(
    _ proposal: Int64, to state: FundingProposal.State, by person: String, reason: String, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO proposal_steps (proposal_id, state, taken_by, reason)
      VALUES (\(proposal), \(state.rawValue), \(person), \(reason))
      """)
  }
}
