import Domain
import Postgres

/// The table `waqf_proposal_orders`: proposals out of a waqf's yield, and the orders they were turned into.
public enum WaqfProposals {
  /// A proposal that may become orders.
  public struct Payable: Sendable {
    public let state: String
    public let waqf: Code
    /// Who gets what, overrides counted; nobody with nothing.
    public let lines: [(actor: Code, amount: Money)]
  }

  /// What a proposal pays out of a waqf's yield; nil where there is no such proposal.
  public static func payable(_ proposal: Int64, in session: some Session) async throws -> Payable? {
    let found = try await session.queryAtMostOne(
      """
      SELECT proposal_state(p.proposal_id) AS state, w.code AS waqf, p.currency
      FROM proposals p JOIN waqfs w ON w.yield_fund_id = p.fund_id WHERE p.proposal_id = \(proposal)
      """)
    guard let row = found else { return nil }
    let currency = try Currency(try row.decode("currency", as: String.self))
    let lines = try await session.query(
      """
      SELECT * FROM (
        SELECT a.code, coalesce((
          SELECT o.amount_minor FROM proposal_overrides o JOIN override_approvals USING (override_id)
          WHERE o.proposal_id = l.proposal_id AND o.actor_id = l.actor_id ORDER BY o.override_id DESC LIMIT 1),
          l.amount_minor) AS amount_minor
        FROM proposal_lines l JOIN actors a USING (actor_id) WHERE l.proposal_id = \(proposal)) x
      WHERE amount_minor > 0 ORDER BY code
      """)
    return Payable(
      state: try row["state"], waqf: try row["waqf"],
      lines: try lines.map { (try $0["code"], try Money(minor: try $0["amount_minor"], currency)) })
  }

  public static func insert(
    _ order: WaqfOrder, to actor: ID<Actor>, beneficiary: Code, _ amount: Money, of proposal: Int64, waqf: Int64,
    decision: ID<Decision>, by person: Person, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_proposal_orders (proposal_id, actor_id, waqf_id, beneficiary, amount_minor, code, decision_id,
        ordered_by)
      VALUES (\(proposal), \(actor), \(waqf), \(beneficiary), \(amount.minor), \(order.code), \(decision),
        \(person.name))
      """)
  }

  /// The orders of a proposal, in the order of their codes.
  public static func shares(of proposal: Int64, in session: some Session) async throws -> [ProposedShare] {
    let rows = try await session.query(
      """
      SELECT o.code, a.code AS actor, o.beneficiary, o.amount_minor, p.currency, o.decision_id, v.outcome,
        EXISTS (SELECT FROM waqf_payouts x WHERE x.decision_id = o.decision_id) AS is_paid
      FROM waqf_proposal_orders o JOIN proposals p USING (proposal_id) JOIN actors a USING (actor_id)
      LEFT JOIN decision_verdicts v ON v.decision_id = o.decision_id
      WHERE o.proposal_id = \(proposal) ORDER BY o.code
      """)
    return try rows.map { row in
      let outcome: String? = try row["outcome"]
      return ProposedShare(
        order: try row["code"], actor: try row["actor"], beneficiary: try row["beneficiary"],
        amount: try row.money("amount_minor"), decision: try row["decision_id"],
        outcome: outcome.flatMap(DecisionVerdict.Outcome.init(rawValue:)), isPaid: try row["is_paid"])
    }
  }
}
