import Domain
import Postgres

extension Proposals {
  public static func find(_ id: Int64, in session: some Session) async throws -> FundingProposal? {
    try await select("WHERE p.proposal_id = \(id)", in: session).first
  }

  /// The latest proposals of a programme before the proposal `before`, newest first.
  public static func list(
    of programme: ID<Programme>, before: Int64 = .max, limit: Int, in session: some Session
  ) async throws -> [FundingProposal] {
    try await select(
      """
      WHERE p.programme_id = \(programme) AND p.proposal_id < \(before) ORDER BY p.proposal_id DESC LIMIT \(limit)
      """, in: session)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [FundingProposal] {
    let rows = try await session.query(
      """
      SELECT p.proposal_id, g.code AS programme, p.run_id, f.code AS fund, p.currency, p.budget_minor,
        t.total_minor::bigint AS total_minor, p.node, p.method, proposal_state(p.proposal_id) AS state, p.made_by,
        p.made_at,
        ARRAY (SELECT l.reason FROM proposal_leftovers l WHERE l.proposal_id = p.proposal_id ORDER BY l.reason) AS reasons,
        ARRAY (SELECT l.amount_minor FROM proposal_leftovers l WHERE l.proposal_id = p.proposal_id ORDER BY l.reason)
          AS amounts
      FROM proposals p JOIN programmes g USING (programme_id) JOIN funds f USING (fund_id)
      JOIN proposal_totals t USING (proposal_id) \(fragment: rest)
      """)
    return try rows.map { row in
      let reasons: [String] = try row["reasons"]
      let amounts: [Int64] = try row["amounts"]
      return FundingProposal(
        id: try row["proposal_id"], programme: try row["programme"], run: try row["run_id"], fund: try row["fund"],
        budget: try row.money("budget_minor"), total: try row.money("total_minor"), node: try row["node"],
        method: try row["method"], state: try row.word("state"), madeBy: try row["made_by"],
        madeAt: try row["made_at"],
        leftovers: zip(reasons, amounts).map { FundingProposal.Leftover(reason: $0, amountMinor: $1) })
    }
  }

  /// Which page of lines is asked for.
  public enum Paging: Sendable {
    /// In the order of codes, after one.
    case byCode(after: Code?)
    /// What is paid most first; so many lines left out before.
    case largestFirst(offset: Int)
  }

  /// A page of the lines of a proposal.
  public static func lines(of proposal: Int64, _ paging: Paging, limit: Int, in session: some Session) async throws
    -> [ProposalLine]
  {
    let page: SQL =
      switch paging {
      case .byCode(let actor): "WHERE code > \(actor?.text ?? "") ORDER BY code LIMIT \(limit)"
      case .largestFirst(let offset):
        """
        ORDER BY coalesce(override_minor, amount_minor) DESC, score DESC NULLS LAST, code LIMIT \(limit) OFFSET \(offset)
        """
      }
    let rows = try await session.query(
      """
      SELECT * FROM (
        SELECT a.code, l.amount_minor, l.reason, l.detail, l.score, l.lower_bound, l.group_code, l.contributions_minor,
          l.ineligibility, l.read_p5, l.read_p50, l.read_p95, (
            SELECT o.amount_minor FROM proposal_overrides o JOIN override_approvals v USING (override_id)
            WHERE o.proposal_id = l.proposal_id AND o.actor_id = l.actor_id ORDER BY o.override_id DESC LIMIT 1
          ) AS override_minor, \(fragment: Runs.intervalColumns)
        FROM proposal_lines l JOIN actors a USING (actor_id) JOIN proposals p USING (proposal_id)
        LEFT JOIN intervals i ON i.actor_id = l.actor_id AND i.run_id = p.run_id AND i.node = p.node
        WHERE l.proposal_id = \(proposal)) x
      \(fragment: page)
      """)
    return try rows.map { row in
      ProposalLine(
        actor: try row["code"], amountMinor: try row["amount_minor"], reason: try row["reason"],
        detail: try row["detail"], score: try row["score"], lowerBound: try row["lower_bound"],
        group: try row["group_code"], contributionsMinor: try row["contributions_minor"],
        ineligibility: try row["ineligibility"], overrideMinor: try row["override_minor"],
        readInterval: try decodeReadInterval(row), interval: try Runs.decodeInterval(row))
    }
  }

  private static func decodeReadInterval(_ row: Row) throws -> ScoreInterval.Percentiles? {
    guard let low = try row.decode("read_p5", as: Double?.self) else { return nil }
    return ScoreInterval.Percentiles(low: low, median: try row["read_p50"], high: try row["read_p95"])
  }
}
