import Domain
import Postgres

/// The tables of what two persons let go out of yield, and of redirected shares.
public enum WaqfPayouts {
  public enum Kind: String, Sendable {
    case share
    case fee
    case work
  }

  /// What a payout is for.
  public struct Row: Sendable {
    public let kind: Kind
    public var beneficiary: Code?
    public var actor: ID<Actor>?
    public var need: Int64?
    public let amountMinor: Int64
    public var fromReserveMinor: Int64

    public init(
      _ kind: Kind, beneficiary: Code? = nil, actor: ID<Actor>? = nil, need: Int64? = nil, amountMinor: Int64,
      fromReserveMinor: Int64 = 0
    ) {
      self.kind = kind
      self.beneficiary = beneficiary
      self.actor = actor
      self.need = need
      self.amountMinor = amountMinor
      self.fromReserveMinor = fromReserveMinor
    }
  }

  public static func insert(
    _ code: Code, of waqf: Int64, _ row: Row, on day: CalendarDate, decision: ID<Decision>, entry: Int64,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_payouts (code, waqf_id, kind, beneficiary, actor_id, need_id, amount_minor, from_reserve_minor,
        paid_on, decision_id, entry_id)
      VALUES (\(code), \(waqf), \(row.kind.rawValue), \(row.beneficiary), \(row.actor), \(row.need), \(row.amountMinor),
        \(row.fromReserveMinor), \(day), \(decision), \(entry))
      """)
  }

  public struct Unpaid: Sendable {
    public let beneficiary: Code
    public let actor: Code?
    public let setAsideMinor: Int64
    public let unpaidMinor: Int64
  }

  /// What is set aside for each beneficiary, in the order of their names.
  public static func unpaid(of waqf: Int64, in session: some Session) async throws -> [Unpaid] {
    let rows = try await session.query(
      """
      SELECT u.beneficiary, a.code AS actor, u.set_aside_minor, u.unpaid_minor FROM waqf_unpaid_shares u
      LEFT JOIN actors a USING (actor_id) WHERE u.waqf_id = \(waqf) ORDER BY u.beneficiary
      """)
    return try rows.map { row in
      Unpaid(
        beneficiary: try row["beneficiary"], actor: try row["actor"], setAsideMinor: try row["set_aside_minor"],
        unpaidMinor: try row["unpaid_minor"])
    }
  }

  /// Who took the place of extinct beneficiaries.
  public static func redirection(of waqf: Int64, in session: some Session) async throws -> (
    beneficiary: Code, actor: Code
  )? {
    try await session.queryAtMostOne(
      """
      SELECT r.beneficiary, a.code AS actor FROM waqf_redirections r JOIN actors a USING (actor_id)
      WHERE r.waqf_id = \(waqf)
      """
    ).map { (try $0["beneficiary"], try $0["actor"]) }
  }

  public static func insertRedirection(
    of waqf: Int64, to beneficiary: WaqfRules.Beneficiary, actor: ID<Actor>, purpose: String, decision: ID<Decision>?,
    on day: CalendarDate, entry: Int64?, moved: [(beneficiary: Code, minor: Int64)], in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_redirections (waqf_id, beneficiary, actor_id, purpose, decision_id, redirected_on, entry_id)
      VALUES (\(waqf), \(beneficiary.code), \(actor), \(purpose), \(decision), \(day), \(entry))
      """)
    for (code, minor) in moved {
      try await session.execute(
        "INSERT INTO waqf_redirected_shares (waqf_id, beneficiary, amount_minor) VALUES (\(waqf), \(code), \(minor))")
    }
  }
}
