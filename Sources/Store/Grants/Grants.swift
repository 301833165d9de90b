import Domain
import Postgres

/// The tables of grants: `grants`, `grant_steps`, `grant_agreements` and those around them.
public enum Grants {
  /// The keys of what a grant names.
  public struct Names: Sendable {
    public let fund: ID<Fund>
    public let grantee: ID<Actor>
    public let funder: ID<Actor>
    public let programme: ID<Programme>?
    public let policy: ID<Policy>?

    public init(
      fund: ID<Fund>, grantee: ID<Actor>, funder: ID<Actor>, programme: ID<Programme>?, policy: ID<Policy>?
    ) {
      self.fund = fund
      self.grantee = grantee
      self.funder = funder
      self.programme = programme
      self.policy = policy
    }
  }

  public static func insert(_ grant: Grant, _ names: Names, in session: some Session) async throws -> ID<Grant> {
    try await session.queryValue(
      """
      INSERT INTO grants (code, fund_id, grantee_id, funder_id, programme_id, name_ar, name_fr, name_en, purpose,
        currency, restricted, first_on, last_on, submitted_on, requested_minor, own_cash_minor, own_in_kind_minor,
        others_minor, project_cost_minor, members, members_youth_or_women, policy_id)
      VALUES (\(grant.code), \(names.fund), \(names.grantee), \(names.funder), \(names.programme), \(grant.names.ar),
        \(grant.names.fr), \(grant.names.en), \(grant.purpose), \(grant.currency.code), \(grant.isRestricted),
        \(grant.span.first), \(grant.span.last), \(grant.submittedOn), \(grant.plan.requested.minor),
        \(grant.plan.ownCash.minor), \(grant.plan.ownInKind.minor), \(grant.plan.others.minor),
        \(grant.plan.cost.minor), \(grant.members.map(Int32.init)), \(grant.youthAndWomen.map(Int32.init)),
        \(names.policy))
      RETURNING grant_id
      """)
  }

  public static func id(of code: Code, in session: some Session) async throws -> ID<Grant>? {
    try await session.queryAtMostOne("SELECT grant_id FROM grants WHERE code = \(code)")?.decode("grant_id")
  }

  /// Waits until nobody else writes about the grant, and keeps others waiting until the transaction ends.
  public static func lock(_ grant: ID<Grant>, in transaction: Transaction) async throws {
    try await transaction.execute("SELECT lock_grants(ARRAY[\(grant)])")
  }

  /// Codes in their order, after `code`.
  public static func list(
    after code: Code?, grantee: Code?, fund: Code?, limit: Int, in session: some Session
  ) async throws -> [Code] {
    let rows = try await session.query(
      """
      SELECT g.code FROM grants g JOIN actors a ON a.actor_id = g.grantee_id JOIN funds f USING (fund_id)
      WHERE g.code > \(code?.text ?? "") AND (\(grantee)::text IS NULL OR a.code = \(grantee))
        AND (\(fund)::text IS NULL OR f.code = \(fund))
      ORDER BY g.code LIMIT \(limit)
      """)
    return try rows.map { try $0["code"] }
  }

  // MARK: Steps

  public static func step(
    _ grant: ID<Grant>, number: Int, from: GrantState?, to: GrantState, on day: CalendarDate, reason: String,
    by person: Person, decision: ID<Decision>? = nil, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO grant_steps (grant_id, step, from_state, to_state, on_day, reason, recorded_by, decision_id)
      VALUES (\(grant), \(Int32(number)), \(from?.rawValue ?? "none"), \(to.rawValue), \(day), \(reason),
        \(person.name), \(decision))
      """)
  }

  public static func step(
    _ grant: ID<Grant>, tranche: Int, number: Int, from: TrancheState?, to: TrancheState, on day: CalendarDate,
    reason: String = "", by person: Person, decision: ID<Decision>? = nil, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO tranche_steps (grant_id, tranche, step, from_state, to_state, on_day, reason, recorded_by, decision_id)
      VALUES (\(grant), \(Int16(tranche)), \(Int32(number)), \(from?.rawValue ?? "none"), \(to.rawValue), \(day),
        \(reason), \(person.name), \(decision))
      """)
  }

  /// - Parameter submittedBy: Who sent what is judged; nil where nothing is.
  public static func step(
    _ grant: ID<Grant>, report: Int, number: Int, from: GrantReportState?, to: GrantReportState, on day: CalendarDate,
    reason: String = "", by name: String, submittedBy: String? = nil, spending: [GrantAct.Spending] = [],
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO grant_report_steps (grant_id, report, step, from_state, to_state, on_day, reason, recorded_by,
        submitted_by)
      VALUES (\(grant), \(Int16(report)), \(Int32(number)), \(from?.rawValue ?? "none"), \(to.rawValue), \(day),
        \(reason), \(name), \(submittedBy))
      """)
    if spending.isEmpty { return }
    try await session.execute(
      """
      INSERT INTO grant_report_lines (grant_id, report, step, line, amount_minor)
      SELECT \(grant), \(Int16(report)), \(Int32(number)), l, m
      FROM unnest(\(spending.map(\.line.text)), \(spending.map(\.amount.minor))) AS s (l, m)
      """)
  }

  // MARK: Links and requests

  /// Says that an entry of the ledger is the grant's.
  public static func link(
    _ entry: Int64, to grant: ID<Grant>, tranche: Int? = nil, report: Int? = nil, recovery: Int? = nil,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO grant_entries (entry_id, grant_id, tranche, report, recovery)
      VALUES (\(entry), \(grant), \(tranche.map(Int16.init)), \(report.map(Int16.init)), \(recovery.map(Int16.init)))
      """)
  }

  /// How many entries of the ledger are the grant's.
  public static func entryCount(of grant: ID<Grant>, in session: some Session) async throws -> Int {
    try await session.queryValue("SELECT count(*) FROM grant_entries WHERE grant_id = \(grant)")
  }

  /// Takes a key, or tells the hash of what was asked under it before.
  public static func takeKey(
    _ key: String, of source: String, hash: [UInt8], in session: some Session
  ) async throws -> [UInt8]? {
    let count = try await session.execute(
      """
      INSERT INTO grant_requests (source, idempotency_key, body_hash) VALUES (\(source), \(key), \(hash))
      ON CONFLICT (source, idempotency_key) DO NOTHING
      """)
    if count == 1 { return nil }
    return try await session.queryValue(
      "SELECT body_hash FROM grant_requests WHERE source = \(source) AND idempotency_key = \(key)")
  }

  /// Keeps which decision a request asked for, for when it is repeated.
  public static func keep(
    _ decision: ID<Decision>, under key: String, of source: String, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO grant_request_decisions (source, idempotency_key, decision_id)
      VALUES (\(source), \(key), \(decision))
      """)
  }

  /// The decision that a request asked for; nil where it asked for none.
  public static func decision(under key: String, of source: String, in session: some Session) async throws
    -> ID<Decision>?
  {
    try await session.queryAtMostOne(
      "SELECT decision_id FROM grant_request_decisions WHERE source = \(source) AND idempotency_key = \(key)"
    )?.decode("decision_id")
  }
}
