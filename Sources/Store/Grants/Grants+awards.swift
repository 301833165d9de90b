import Domain
import Postgres

extension Grants {
  /// A proposal that may become grants.
  public struct Awardable: Sendable {
    public let state: String
    public let fund: Code
    public let programme: Code
    public let funder: Code
    /// Who gets what, overrides counted; nobody with nothing.
    public let lines: [(grantee: Code, amount: Money)]
  }

  /// What a proposal awards, or nil where there is none.
  public static func awardable(_ proposal: Int64, in session: some Session) async throws -> Awardable? {
    let found = try await session.queryAtMostOne(
      """
      SELECT proposal_state(p.proposal_id) AS state, f.code AS fund, m.code AS programme, d.code AS funder, p.currency
      FROM proposals p JOIN funds f USING (fund_id) JOIN programmes m USING (programme_id)
      JOIN actors d ON d.actor_id = m.funder_id WHERE p.proposal_id = \(proposal)
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
    return Awardable(
      state: try row["state"], fund: try row["fund"], programme: try row["programme"], funder: try row["funder"],
      lines: try lines.map { (try $0["code"], try Money(minor: try $0["amount_minor"], currency)) })
  }

  /// The tranches of the grants that a proposal led to, by the latest version of each agreement, in the order of grantees.
  public static func tranches(of proposal: Int64, limit: Int, in session: some Session) async throws -> [AwardedTranche]
  {
    let conditions = try await conditions(of: proposal, limit: limit * 50, in: session)
    return try await session.query(
      """
      SELECT a.code AS grantee, g.code AS grant_code, t.tranche, t.amount_minor, t.planned_on, s.state
      FROM proposal_awards w JOIN grants g USING (grant_id) JOIN actors a ON a.actor_id = w.actor_id
      JOIN grant_tranches t ON t.grant_id = w.grant_id
        AND t.version = (SELECT max(x.version) FROM grant_agreements x WHERE x.grant_id = w.grant_id)
      LEFT JOIN tranche_states s ON s.grant_id = t.grant_id AND s.tranche = t.tranche
      WHERE w.proposal_id = \(proposal) ORDER BY a.code, t.tranche LIMIT \(limit)
      """
    ).map { row in
      let state: String? = try row["state"]
      let tranche = TrancheKey(grant: try row["grant_code"], number: try row["tranche"])
      return AwardedTranche(
        grantee: try row["grantee"], grant: tranche.grant, number: tranche.number,
        amountMinor: try row["amount_minor"], plannedOn: try row["planned_on"],
        state: state.flatMap { TrancheState(rawValue: $0) }, conditions: conditions[tranche] ?? [])
    }
  }

  private struct TrancheKey: Hashable {
    let grant: Code
    let number: Int
  }

  /// What the tranches of a proposal's grants wait for, by the latest version of each agreement.
  private static func conditions(of proposal: Int64, limit: Int, in session: some Session) async throws
    -> [TrancheKey: [AwardedTranche.Condition]]
  {
    let rows = try await session.query(
      """
      SELECT g.code AS grant_code, c.*, p.code AS programme,
        EXISTS (SELECT FROM condition_findings f WHERE f.grant_id = c.grant_id AND f.version = c.version
          AND f.tranche = c.tranche AND f.condition = c.condition AND f.met) AS is_met,
        EXISTS (SELECT FROM grant_waivers v WHERE v.grant_id = c.grant_id AND v.version = c.version
          AND v.tranche = c.tranche AND v.condition = c.condition) AS is_waived
      FROM proposal_awards w JOIN grants g USING (grant_id)
      JOIN tranche_conditions c ON c.grant_id = w.grant_id
        AND c.version = (SELECT max(x.version) FROM grant_agreements x WHERE x.grant_id = w.grant_id)
      LEFT JOIN programmes p ON p.programme_id = c.programme_id
      WHERE w.proposal_id = \(proposal) ORDER BY g.code, c.tranche, c.condition LIMIT \(limit)
      """)
    return try rows.reduce(into: [:]) { conditions, row in
      let (isMet, isWaived): (Bool, Bool) = (try row["is_met"], try row["is_waived"])
      conditions[TrancheKey(grant: try row["grant_code"], number: try row["tranche"]), default: []].append(
        AwardedTranche.Condition(try condition(row), standing: isMet ? .met : isWaived ? .waived : .open))
    }
  }

  /// Says that a grant is a line of a proposal.
  public static func link(
    _ grant: ID<Grant>, to proposal: Int64, of grantee: ID<Actor>, by person: Person, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO proposal_awards (proposal_id, actor_id, grant_id, awarded_by)
      VALUES (\(proposal), \(grantee), \(grant), \(person.name))
      """)
  }
}
