import Domain
import Postgres

/// The tables `waqfs`, `waqf_stipulations`, `waqf_steps` and `waqf_mandates`.
public enum WaqfDeeds {
  public struct Stored: Sendable {
    public let id: Int64
    public let deed: WaqfDeed
    public let principalFund: ID<Fund>
    public let yieldFund: ID<Fund>
    public let policy: ID<Policy>
    public let state: WaqfState
    public let steps: Int
  }

  /// Funds with the keys under which they are stored.
  public struct Funds: Sendable {
    public let principal: ID<Fund>
    public let yields: ID<Fund>

    public init(principal: ID<Fund>, yields: ID<Fund>) {
      self.principal = principal
      self.yields = yields
    }
  }

  public static func insert(
    _ deed: WaqfDeed, funds: Funds, actors: [Code: ID<Actor>], policy: ID<Policy>, in session: some Session
  ) async throws -> Int64 {
    try await session.execute(
      """
      INSERT INTO ruled_funds (fund_id, rule) VALUES (\(funds.principal), 'waqf_principal'), (\(funds.yields), 'waqf_yield')
      """)
    var heir: String?
    if case .temporary(_, let name) = deed.term { heir = name }
    let id: Int64 = try await session.queryValue(
      """
      INSERT INTO waqfs (code, deed_no, deed_on, founder, type, duration, ends_on, reversion_to, purpose,
        fallback_purpose, fallback_actor_id, currency, principal_fund_id, yield_fund_id, policy_code, policy_id)
      VALUES (\(deed.code), \(deed.number), \(deed.signedOn), \(deed.founder), \(deed.type.rawValue),
        \(deed.duration.rawValue), \(deed.endsOn), \(heir), \(deed.purpose), \(deed.fallback?.purpose),
        \(deed.fallback.flatMap { actors[$0.actor] }), \(deed.currency.code), \(funds.principal), \(funds.yields),
        \(deed.policy), \(policy))
      RETURNING waqf_id
      """)
    for (offset, line) in Line.lines(of: deed.stipulations).enumerated() {
      try await session.execute(
        """
        INSERT INTO waqf_stipulations (waqf_id, position, kind, beneficiary, actor_id, share_bp, flag, words)
        VALUES (\(id), \(Int16(offset + 1)), \(line.kind), \(line.beneficiary), \(line.actor.flatMap { actors[$0] }),
          \(line.share.map(Int32.init)), \(line.flag), \(line.words))
        """)
    }
    return id
  }

  /// A stipulation as a row.
  private struct Line {
    let kind: String
    var beneficiary: Code?
    var actor: Code?
    var share: Int?
    var flag: Bool?
    var words: String?

    static func lines(of said: WaqfStipulations) -> [Line] {
      var lines = said.beneficiaries.map {
        Line(kind: "beneficiary_share", beneficiary: $0.code, actor: $0.actor, share: $0.basisPoints)
      }
      let shares = [
        ("maintenance_bp", said.reserveBasisPoints), ("reinvest_bp", said.reinvestmentBasisPoints),
        ("nazir_fee_bp", said.feeBasisPoints),
      ]
      for (kind, share) in shares { if let share { lines.append(Line(kind: kind, share: share)) } }
      let flags = [("restore_principal", said.restoresPrincipal), ("istibdal_allowed", said.allowsIstibdal)]
      for (kind, flag) in flags { if let flag { lines.append(Line(kind: kind, flag: flag)) } }
      if let limits = said.investmentLimits {
        lines.append(
          Line(kind: "investment_limits", words: limits.map(\.rawValue).sorted().joined(separator: " ")))
      }
      if let order = said.order { lines.append(Line(kind: "order", words: order)) }
      return lines
    }
  }

  public static func find(_ code: Code, in session: some Session) async throws -> Stored? {
    try await select("WHERE w.code = \(code)", in: session).first
  }

  /// Waqfs in the order of their codes, after a code.
  public static func list(after code: Code?, limit: Int, in session: some Session) async throws -> [Stored] {
    try await select(
      "WHERE (\(code)::text IS NULL OR w.code > \(code)) ORDER BY w.code LIMIT \(limit)", in: session)
  }

  /// Temporary waqfs whose last day is before `day` and that have not ended yet.
  public static func ended(before day: CalendarDate, in session: some Session) async throws -> [Code] {
    let rows = try await session.query(
      """
      SELECT code FROM waqfs WHERE ends_on < \(day) AND waqf_state(waqf_id) IN ('active', 'suspended') ORDER BY code
      """)
    return try rows.map { try $0["code"] }
  }

  /// Waits until nobody else moves this waqf's money, and keeps others waiting until the transaction ends.
  public static func lock(_ waqf: Int64, in transaction: Transaction) async throws {
    try await transaction.execute("SELECT lock_waqf(\(waqf))")
  }

  public static func append(
    _ state: WaqfState, to waqf: Int64, as step: Int, on day: CalendarDate, by taker: String, reason: String = "",
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_steps (waqf_id, step, state, on_day, taken_by, reason)
      VALUES (\(waqf), \(Int16(step)), \(state.rawValue), \(day), \(taker), \(reason))
      """)
  }

  /// The state on a day; nil where nothing was written by then.
  public static func state(of waqf: Int64, on day: CalendarDate, in session: some Session) async throws -> WaqfState? {
    try await session.queryAtMostOne(
      "SELECT state FROM waqf_steps WHERE waqf_id = \(waqf) AND on_day <= \(day) ORDER BY step DESC LIMIT 1"
    )?.word("state")
  }

  public static func insert(_ mandate: WaqfMandate, of waqf: Int64, nazir: ID<Actor>, in session: some Session)
    async throws
  {
    try await session.execute(
      """
      INSERT INTO waqf_mandates (waqf_id, nazir_id, first_on, last_on, fee_bp, document)
      VALUES (\(waqf), \(nazir), \(mandate.first), \(mandate.last), \(Int32(mandate.feeBasisPoints)),
        \(mandate.document))
      """)
  }

  /// The mandate in force on a day.
  public static func mandate(of waqf: Int64, on day: CalendarDate, in session: some Session) async throws
    -> (id: Int64, nazir: Code, feeBasisPoints: Int)?
  {
    let row = try await session.queryAtMostOne(
      """
      SELECT m.mandate_id, a.code, m.fee_bp FROM waqf_mandates m JOIN actors a ON a.actor_id = m.nazir_id
      WHERE m.waqf_id = \(waqf) AND \(day) BETWEEN m.first_on AND coalesce(m.last_on, 'infinity')
      """)
    return try row.map { (try $0["mandate_id"], try $0["code"], Int(try $0.decode("fee_bp", as: Int32.self))) }
  }

  /// Whether the same mandate stands already.
  public static func stands(_ mandate: WaqfMandate, of waqf: Int64, in session: some Session) async throws -> Bool {
    try await session.queryValue(
      """
      SELECT EXISTS (SELECT FROM waqf_mandates m JOIN actors a ON a.actor_id = m.nazir_id
        WHERE m.waqf_id = \(waqf) AND a.code = \(mandate.nazir) AND m.first_on = \(mandate.first)
          AND m.last_on IS NOT DISTINCT FROM \(mandate.last)::date AND m.fee_bp = \(Int32(mandate.feeBasisPoints))
          AND m.document = \(mandate.document))
      """)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [Stored] {
    let rows = try await session.query(
      """
      SELECT w.*, p.code AS principal_fund, y.code AS yield_fund, f.code AS fallback_actor, waqf_state(w.waqf_id) AS state,
        (SELECT count(*) FROM waqf_steps s WHERE s.waqf_id = w.waqf_id) AS steps
      FROM waqfs w JOIN funds p ON p.fund_id = w.principal_fund_id JOIN funds y ON y.fund_id = w.yield_fund_id
      LEFT JOIN actors f ON f.actor_id = w.fallback_actor_id \(fragment: rest)
      """)
    var found: [Stored] = []
    for row in rows {
      let id: Int64 = try row["waqf_id"]
      let endsOn: CalendarDate? = try row["ends_on"]
      let heir: String? = try row["reversion_to"]
      let purpose: String? = try row["fallback_purpose"]
      let actor: Code? = try row["fallback_actor"]
      let deed = try WaqfDeed(
        try row["code"], number: try row["deed_no"], signedOn: try row["deed_on"], founder: try row["founder"],
        type: try row.word("type"),
        term: endsOn.map { .temporary(endsOn: $0, reversionTo: heir ?? "") } ?? .perpetual,
        purpose: try row["purpose"],
        fallback: actor.map { WaqfDeed.Fallback(purpose: purpose ?? "", actor: $0) },
        currency: try Currency(try row.decode("currency", as: String.self)), policy: try row["policy_code"],
        principalFund: try row["principal_fund"], yieldFund: try row["yield_fund"],
        stipulations: try await stipulations(of: id, in: session))
      found.append(
        Stored(
          id: id, deed: deed, principalFund: try row["principal_fund_id"], yieldFund: try row["yield_fund_id"],
          policy: try row["policy_id"], state: try row.word("state"),
          steps: Int(try row.decode("steps", as: Int64.self))))
    }
    return found
  }

  private static func stipulations(of waqf: Int64, in session: some Session) async throws -> WaqfStipulations {
    let rows = try await session.query(
      """
      SELECT s.kind, s.beneficiary, a.code AS actor, s.share_bp, s.flag, s.words FROM waqf_stipulations s
      LEFT JOIN actors a USING (actor_id) WHERE s.waqf_id = \(waqf) ORDER BY s.position
      """)
    let lines = try rows.map { row in
      let share: Int32? = try row["share_bp"]
      return Line(
        kind: try row["kind"], beneficiary: try row["beneficiary"], actor: try row["actor"], share: share.map(Int.init),
        flag: try row["flag"], words: try row["words"])
    }
    let said = { (kind: String) in lines.first { $0.kind == kind } }
    return try WaqfStipulations(
      beneficiaries: lines.compactMap { line in
        line.beneficiary.map { WaqfRules.Beneficiary($0, actor: line.actor, basisPoints: line.share ?? 0) }
      }, reserveBasisPoints: said("maintenance_bp")?.share, reinvestmentBasisPoints: said("reinvest_bp")?.share,
      feeBasisPoints: said("nazir_fee_bp")?.share, restoresPrincipal: said("restore_principal")?.flag,
      allowsIstibdal: said("istibdal_allowed")?.flag,
      investmentLimits: said("investment_limits")?.words.map {
        Set($0.split(separator: " ").compactMap { WaqfAssetKind(rawValue: String($0)) })
      }, order: said("order")?.words)
  }
}
