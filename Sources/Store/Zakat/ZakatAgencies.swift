import Domain
import Postgres

/// The table `zakat_agencies`, and what it says about whom proposals out of zakat may pay.
public enum ZakatAgencies {
  public static func insert(_ agency: ZakatAgency, agent: ID<Actor>, recipient: Int64, in session: some Session)
    async throws
  {
    try await session.execute(
      """
      INSERT INTO zakat_agencies (agent_id, recipient_id, wakala, first_on, last_on)
      VALUES (\(agent), \(recipient), \(agency.wakala), \(agency.first), \(agency.last))
      """)
  }

  /// Whether just this agency stands already.
  public static func stands(_ agency: ZakatAgency, agent: ID<Actor>, recipient: Int64, in session: some Session)
    async throws -> Bool
  {
    try await session.queryValue(
      """
      SELECT EXISTS (SELECT FROM zakat_agencies WHERE agent_id = \(agent) AND recipient_id = \(recipient)
        AND wakala = \(agency.wakala) AND first_on = \(agency.first)
        AND last_on IS NOT DISTINCT FROM \(agency.last)::date)
      """)
  }

  /// An agent and the persons it acts for who are entitled on a day.
  public struct Standing: Sendable {
    public let agent: ID<Actor>
    public let code: Code
    public let entitled: Int
    /// The last day on which one of them is, as it is known now.
    public let lastOn: CalendarDate?
    /// What the finding that counts on the day says, and from where; nil where there is none.
    public let finding: Finding?
  }

  public struct Finding: Sendable {
    public let isEligible: Bool
    public let source: String
    public let lastOn: CalendarDate?
  }

  /// Every agent there ever was, with those of its principals who have an approved assessment of one of `categories` and
  /// whose mandate holds on `day`.
  public static func standings(
    on day: CalendarDate, for fund: ID<Fund>, categories: [AsnafCategory], in session: some Session
  ) async throws -> [Standing] {
    let rows = try await session.query(
      """
      SELECT a.actor_id, a.code, count(DISTINCT t.recipient_id) AS entitled,
        max(least(t.valid_to, coalesce(g.last_on, t.valid_to))) AS last_on, f.is_eligible, f.source, f.last_on AS found_to
      FROM zakat_agencies g JOIN actors a ON a.actor_id = g.agent_id
      LEFT JOIN zakat_entitlements t ON t.recipient_id = g.recipient_id
        AND t.category = ANY (\(categories.map(\.rawValue))) AND \(day) BETWEEN t.valid_from AND t.valid_to
        AND \(day) BETWEEN g.first_on AND coalesce(g.last_on, 'infinity')
      LEFT JOIN LATERAL (
        SELECT e.is_eligible, e.source, e.last_on FROM eligibility_findings e
        WHERE e.fund_id = \(fund) AND e.actor_id = a.actor_id AND e.first_on <= \(day)
          AND (e.last_on IS NULL OR e.last_on >= \(day)) ORDER BY e.finding_id DESC LIMIT 1) f ON true
      GROUP BY a.actor_id, a.code, f.is_eligible, f.source, f.last_on ORDER BY a.code
      """)
    return try rows.map { row in
      var finding: Finding?
      if let isEligible: Bool = try row["is_eligible"] {
        finding = Finding(isEligible: isEligible, source: try row["source"], lastOn: try row["found_to"])
      }
      return Standing(
        agent: try row["actor_id"], code: try row["code"], entitled: Int(try row.decode("entitled", as: Int64.self)),
        lastOn: try row["last_on"], finding: finding)
    }
  }
}
