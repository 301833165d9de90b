import Domain
import Postgres

/// The tables of unions' pools: agreements and distributions.
public enum Pools {
  public struct Stored: Sendable {
    public let id: Int64
    public let standing: PoolAgreementStanding
  }

  public static func insert(
    _ agreement: PoolAgreement, of union: ID<Actor>, members: [ID<Actor>], decision: ID<Decision>,
    in session: some Session
  ) async throws {
    let id: Int64 = try await session.queryValue(
      """
      INSERT INTO pool_agreements (code, union_id, first_on, decision_id)
      VALUES (\(agreement.code), \(union), \(agreement.first), \(decision)) RETURNING agreement_id
      """)
    try await session.execute(
      """
      INSERT INTO pool_agreement_shares (agreement_id, position, member_id, share_bp)
      SELECT \(id)::bigint, s.position, s.member, s.share_bp
      FROM unnest(\(members.map(\.rawValue)), \(agreement.shares.map { Int32($0.basisPoints) }))
        WITH ORDINALITY s (member, share_bp, position)
      """)
  }

  public static func agreement(_ code: Code, in session: some Session) async throws -> Stored? {
    try await select("WHERE g.code = \(code)", in: session).first
  }

  /// The agreement of a union in force on a day: the approved one from the latest day on; of two, the one decided later.
  public static func current(of union: Code, on day: CalendarDate, in session: some Session) async throws -> Stored? {
    try await select(
      """
      WHERE u.code = \(union) AND v.outcome = 'approved' AND g.first_on <= \(day)
      ORDER BY g.first_on DESC, v.decided_at DESC, g.decision_id DESC LIMIT 1
      """, in: session
    ).first
  }

  /// Every agreement of a union, by first day.
  public static func agreements(of union: Code, in session: some Session) async throws -> [Stored] {
    try await select("WHERE u.code = \(union) ORDER BY g.first_on, g.agreement_id", in: session)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [Stored] {
    let rows = try await session.query(
      """
      SELECT g.agreement_id, g.code, u.code AS union_code, g.first_on, g.decision_id,
        coalesce(v.outcome, 'pending') AS state,
        ARRAY(SELECT a.code FROM pool_agreement_shares s JOIN actors a ON a.actor_id = s.member_id
          WHERE s.agreement_id = g.agreement_id ORDER BY s.position) AS members,
        ARRAY(SELECT s.share_bp FROM pool_agreement_shares s
          WHERE s.agreement_id = g.agreement_id ORDER BY s.position) AS shares
      FROM pool_agreements g JOIN actors u ON u.actor_id = g.union_id LEFT JOIN decision_verdicts v USING (decision_id)
      \(fragment: rest)
      """)
    return try rows.map { row in
      let members: [String] = try row["members"]
      let parts: [Int32] = try row["shares"]
      let shares = try zip(members, parts).map { member, part in
        PoolAgreement.Share(try Code(member), basisPoints: Int(part))
      }
      let agreement = try PoolAgreement(
        try row["code"], of: try row["union_code"], from: try row["first_on"], shares: shares)
      return Stored(
        id: try row["agreement_id"],
        standing: PoolAgreementStanding(
          agreement: agreement, decision: try row["decision_id"], state: try row["state"]))
    }
  }

  /// What an entry set aside for an actor out of general cash, above zero, of each fund and currency.
  public static func setAside(by entry: Int64, for actor: Code, in session: some Session) async throws
    -> [(fund: Code, amount: Money)]
  {
    let rows = try await session.query(
      """
      SELECT f.code AS fund, p.currency, sum(p.amount_minor)::bigint AS amount_minor
      FROM postings p JOIN accounts a USING (account_id) JOIN actors x ON x.actor_id = a.actor_id
      JOIN funds f ON f.fund_id = p.fund_id WHERE p.entry_id = \(entry) AND a.kind = 'cash' AND x.code = \(actor)
      GROUP BY f.code, p.currency HAVING sum(p.amount_minor) > 0 ORDER BY f.code, p.currency
      """)
    return try rows.map { (try $0["fund"], try $0.money("amount_minor")) }
  }

  /// Whether what an entry brought in a fund and currency is shared already, by a distribution that stands.
  public static func isShared(_ entry: Int64, in fund: Code, _ currency: Currency, session: some Session) async throws
    -> Bool
  {
    try await session.queryValue(
      """
      SELECT EXISTS (SELECT FROM pool_distributions d JOIN funds f USING (fund_id)
        WHERE d.pooled_entry_id = \(entry) AND f.code = \(fund) AND d.currency = \(currency.code)
          AND NOT EXISTS (SELECT FROM entries r WHERE r.reverses = d.entry_id))
      """)
  }

  public static func insert(
    _ sharing: PoolSharing, under agreement: Int64, fund: ID<Fund>, members: [ID<Actor>], in session: some Session
  ) async throws {
    let id: Int64 = try await session.queryValue(
      """
      INSERT INTO pool_distributions (code, agreement_id, pooled_entry_id, fund_id, currency, amount_minor, shared_on,
        entry_id)
      VALUES (\(sharing.code), \(agreement), \(sharing.pooledEntry), \(fund), \(sharing.amount.currency.code),
        \(sharing.amount.minor), \(sharing.on), \(sharing.entry))
      RETURNING distribution_id
      """)
    try await session.execute(
      """
      INSERT INTO pool_distribution_shares (distribution_id, position, member_id, amount_minor)
      SELECT \(id)::bigint, s.position, s.member, s.amount
      FROM unnest(\(members.map(\.rawValue)), \(sharing.parts.map(\.amount.minor)))
        WITH ORDINALITY s (member, amount, position)
      """)
  }

  public static func sharing(_ code: Code, in session: some Session) async throws -> PoolSharing? {
    let row = try await session.queryAtMostOne(
      """
      SELECT d.code, g.code AS agreement, u.code AS union_code, f.code AS fund, d.currency, d.amount_minor, d.shared_on,
        d.pooled_entry_id, d.entry_id, EXISTS (SELECT FROM entries r WHERE r.reverses = d.entry_id) AS is_reversed,
        ARRAY(SELECT a.code FROM pool_distribution_shares s JOIN actors a ON a.actor_id = s.member_id
          WHERE s.distribution_id = d.distribution_id ORDER BY s.position) AS members,
        ARRAY(SELECT s.amount_minor FROM pool_distribution_shares s
          WHERE s.distribution_id = d.distribution_id ORDER BY s.position) AS amounts
      FROM pool_distributions d JOIN pool_agreements g USING (agreement_id) JOIN actors u ON u.actor_id = g.union_id
      JOIN funds f ON f.fund_id = d.fund_id WHERE d.code = \(code)
      """)
    return try row.map { row in
      let amount = try row.money("amount_minor")
      let members: [String] = try row["members"]
      let amounts: [Int64] = try row["amounts"]
      let parts = try zip(members, amounts).map { member, minor in
        PoolSharing.Part(try Code(member), try Money(minor: minor, amount.currency))
      }
      return PoolSharing(
        code: try row["code"], agreement: try row["agreement"], union: try row["union_code"], fund: try row["fund"],
        amount: amount, on: try row["shared_on"], pooledEntry: try row["pooled_entry_id"], entry: try row["entry_id"],
        isReversed: try row["is_reversed"], parts: parts)
    }
  }
}
