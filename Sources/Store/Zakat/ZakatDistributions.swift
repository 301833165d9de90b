import Domain
import Postgres

/// The tables of distributions, their lines, shares, proofs and steps.
public enum ZakatDistributions {
  public struct Stored: Sendable {
    public let id: Int64
    public let fund: ID<Fund>
    public let fundCode: Code
    public let mode: ZakatMode
    public let region: String?
    public let amount: Money
    public let policy: ID<Policy>
    public let decision: ID<Decision>
    public let state: ZakatState
    public let steps: Int
  }

  /// A line with the keys of what it names.
  public struct Line: Sendable {
    public let line: ZakatDistribution.Line
    public let actor: ID<Actor>?
    public let debt: Int64?
    public let shares: [Share]

    public init(_ line: ZakatDistribution.Line, actor: ID<Actor>?, debt: Int64?, shares: [Share]) {
      self.line = line
      self.actor = actor
      self.debt = debt
      self.shares = shares
    }
  }

  public struct Share: Sendable {
    public let recipient: Int64
    public let assessment: Int64
    public let amountMinor: Int64
    public let wakala: String?

    public init(recipient: Int64, assessment: Int64, amountMinor: Int64, wakala: String?) {
      self.recipient = recipient
      self.assessment = assessment
      self.amountMinor = amountMinor
      self.wakala = wakala
    }
  }

  public static func insert(
    _ distribution: ZakatDistribution, fund: ID<Fund>, policy: ID<Policy>, decision: ID<Decision>, lines: [Line],
    in session: some Session
  ) async throws -> Int64 {
    let mode = distribution.mode
    let id: Int64 = try await session.queryValue(
      """
      INSERT INTO zakat_distributions (code, fund_id, mode, region_code, amount_minor, requested_on, policy_id, decision_id)
      VALUES (\(distribution.code), \(fund), \(mode.rawValue), \(distribution.region), \(distribution.amount.minor),
        \(distribution.requestedOn), \(policy), \(decision))
      RETURNING distribution_id
      """)
    for (offset, line) in lines.enumerated() {
      let number = Int16(offset + 1)
      try await session.execute(
        """
        INSERT INTO zakat_lines (distribution_id, line, mode, category, amount_minor, agent_id, institution_id, debt_id, item)
        VALUES (\(id), \(number), \(mode.rawValue), \(line.line.category.rawValue), \(line.line.amount.minor),
          \(mode == .viaRecipientAgent ? line.actor : nil), \(mode.isInstitutional ? line.actor : nil), \(line.debt),
          \(line.line.item))
        """)
      for share in line.shares {
        try await session.execute(
          """
          INSERT INTO zakat_shares (distribution_id, line, mode, recipient_id, assessment_id, amount_minor, wakala)
          VALUES (\(id), \(number), \(mode.rawValue), \(share.recipient), \(share.assessment), \(share.amountMinor),
            \(share.wakala))
          """)
      }
    }
    return id
  }

  /// What distributions that are under way, asked for and not yet proven to have arrived, give each recipient in a
  /// currency, in minor units.
  public static func underWay(
    to recipients: [Int64], in currency: Currency, session: some Session
  ) async throws -> [Int64: Int64] {
    let rows = try await session.query(
      """
      SELECT h.recipient_id, sum(h.amount_minor)::bigint AS given_minor
      FROM zakat_shares h JOIN zakat_distributions d USING (distribution_id) JOIN zakat_funds f USING (fund_id)
      CROSS JOIN LATERAL (SELECT s.state FROM zakat_steps s WHERE s.distribution_id = d.distribution_id
        ORDER BY s.step DESC LIMIT 1) s
      WHERE h.recipient_id = ANY (\(recipients)) AND f.currency = \(currency.code)
        AND s.state IN ('draft', 'approved', 'paid')
      GROUP BY h.recipient_id
      """)
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["recipient_id"], try $0["given_minor"]) })
  }

  public static func find(_ code: Code, in session: some Session) async throws -> Stored? {
    let row = try await session.queryAtMostOne(
      """
      SELECT d.distribution_id, d.fund_id, f.code AS fund, d.mode, d.region_code, d.amount_minor, z.currency, d.policy_id,
        d.decision_id, s.state, s.step
      FROM zakat_distributions d JOIN zakat_funds z USING (fund_id) JOIN funds f USING (fund_id)
      CROSS JOIN LATERAL (SELECT s.state, s.step FROM zakat_steps s WHERE s.distribution_id = d.distribution_id
        ORDER BY s.step DESC LIMIT 1) s
      WHERE d.code = \(code)
      """)
    return try row.map { row in
      Stored(
        id: try row["distribution_id"], fund: try row["fund_id"], fundCode: try row["fund"], mode: try row.word("mode"),
        region: try row["region_code"], amount: try row.money("amount_minor"), policy: try row["policy_id"],
        decision: try row["decision_id"], state: try row.word("state"),
        steps: Int(try row.decode("step", as: Int16.self)))
    }
  }

  public struct StoredLine: Sendable {
    public let number: Int
    public let category: AsnafCategory
    public let amountMinor: Int64
    /// The agent or institution that the money goes to.
    public let actor: Code?
    public let debt: Code?
  }

  public static func lines(of distribution: Int64, in session: some Session) async throws -> [StoredLine] {
    let rows = try await session.query(
      """
      SELECT l.line, l.category, l.amount_minor, a.code AS actor, b.code AS debt FROM zakat_lines l
      LEFT JOIN actors a ON a.actor_id = coalesce(l.agent_id, l.institution_id) LEFT JOIN zakat_debts b USING (debt_id)
      WHERE l.distribution_id = \(distribution) ORDER BY l.line
      """)
    return try rows.map { row in
      StoredLine(
        number: Int(try row.decode("line", as: Int16.self)), category: try row.word("category"),
        amountMinor: try row["amount_minor"], actor: try row["actor"], debt: try row["debt"])
    }
  }

  public static func append(
    _ state: ZakatState, to distribution: Int64, as step: Int, on day: CalendarDate, by taker: String,
    reason: String = "", entry: Int64? = nil, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO zakat_steps (distribution_id, step, state, on_day, taken_by, reason, entry_id)
      VALUES (\(distribution), \(Int16(step)), \(state.rawValue), \(day), \(taker), \(reason), \(entry))
      """)
  }

  /// What a fund's distributions that are approved and not paid come to, in minor units.
  public static func approvedUnpaid(of fund: ID<Fund>, in session: some Session) async throws -> Int64 {
    try await session.queryValue(
      """
      SELECT coalesce(sum(d.amount_minor), 0)::bigint FROM zakat_distributions d WHERE d.fund_id = \(fund) AND (
        SELECT s.state FROM zakat_steps s WHERE s.distribution_id = d.distribution_id ORDER BY s.step DESC LIMIT 1)
        = 'approved'
      """)
  }

  public static func insert(
    _ proof: ZakatProof, of distribution: Int64, line: Int, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO zakat_proofs (distribution_id, line, kind, reference, condition, proved_on)
      VALUES (\(distribution), \(Int16(clamping: line)), \(proof.kind.rawValue), \(proof.reference), \(proof.condition),
        \(proof.provedOn))
      """)
  }

  /// Whether just this proof of a line is recorded.
  public static func stands(_ proof: ZakatProof, of distribution: Int64, line: Int, in session: some Session)
    async throws -> Bool
  {
    try await session.queryValue(
      """
      SELECT EXISTS (SELECT FROM zakat_proofs WHERE distribution_id = \(distribution) AND line = \(Int16(clamping: line))
        AND kind = \(proof.kind.rawValue) AND reference = \(proof.reference)
        AND condition IS NOT DISTINCT FROM \(proof.condition)::text AND proved_on = \(proof.provedOn))
      """)
  }

  /// The state of each line's ownership, in the order of lines: `proven`, `tamlik_disputed` or `unproven`.
  public static func ownership(of distribution: Int64, in session: some Session) async throws -> [(
    line: Int, state: String
  )] {
    let rows = try await session.query(
      """
      SELECT l.line, CASE WHEN bool_or(p.condition IS NULL AND p.proof_id IS NOT NULL) THEN 'proven'
        WHEN bool_or(p.condition IS NOT NULL) THEN 'tamlik_disputed' ELSE 'unproven' END AS state
      FROM zakat_lines l LEFT JOIN zakat_proofs p USING (distribution_id, line)
      WHERE l.distribution_id = \(distribution) GROUP BY l.line ORDER BY l.line
      """)
    return try rows.map { (Int(try $0.decode("line", as: Int16.self)), try $0["state"]) }
  }
}
