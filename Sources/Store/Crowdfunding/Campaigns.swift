import Domain
import Postgres

/// The tables of campaigns, their rewards, uses, states and filings.
public enum Campaigns {
  public struct Stored: Sendable {
    public let id: Int64
    public let campaign: Campaign
    public let fund: ID<Fund>
    /// The version that was in force on the first day.
    public let policy: ID<Policy>
    public let state: CampaignState
    public let step: Int
    public let ceilingMinor: Int64?
    public let reportDueOn: CalendarDate?
    public let raisedMinor: Int64
    /// What backers' banks have authorised and nobody has captured.
    public let authorisedMinor: Int64
    public let lateMinor: Int64
    public let refundedMinor: Int64
    public let lostMinor: Int64
    public let releasedMinor: Int64
    public let platformFeeBasisPoints: Int64
    public let processorFeesBy: CampaignTerms.FeeBearer

    /// Whether an amount fits below the ceiling, beside what was raised and what is authorised.
    public func hasRoom(for amount: Money) -> Bool {
      guard let ceilingMinor else { return true }
      return amount.minor <= ceilingMinor - raisedMinor - authorisedMinor
    }
  }

  /// What the policy of the first day sets for a campaign.
  public struct Judged: Sendable {
    public let policy: ID<Policy>
    public let ceilingMinor: Int64?
    public let reportDueOn: CalendarDate?
    public let platformFeeBasisPoints: Int
    public let processorFeesBy: CampaignTerms.FeeBearer

    public init(
      policy: ID<Policy>, ceilingMinor: Int64?, reportDueOn: CalendarDate?, platformFeeBasisPoints: Int,
      processorFeesBy: CampaignTerms.FeeBearer
    ) {
      self.policy = policy
      self.ceilingMinor = ceilingMinor
      self.reportDueOn = reportDueOn
      self.platformFeeBasisPoints = platformFeeBasisPoints
      self.processorFeesBy = processorFeesBy
    }
  }

  public static func insert(
    _ campaign: Campaign, actor: ID<Actor>, fund: ID<Fund>, platformFund: ID<Fund>, judged: Judged,
    in session: some Session
  ) async throws -> Int64 {
    try await session.execute("INSERT INTO ruled_funds (fund_id, rule) VALUES (\(fund), 'campaign')")
    let basis = BasisColumns(campaign.basis)
    return try await session.queryValue(
      """
      INSERT INTO campaigns (code, actor_id, fund_id, platform_fund_id, name_ar, name_fr, name_en, category, goal_mode,
        currency, min_goal_minor, optimum_goal_minor, opens_on, closes_on, time_zone, legal_basis, platform_name,
        licence_no, platform_url, external_ref, country, authorisation_no, authorised_from, authorised_to,
        appeal_account, report_due_on, policy_id, ceiling_minor, platform_fee_bp, processor_fees_by)
      VALUES (\(campaign.code), \(actor), \(fund), \(platformFund), \(campaign.names.ar), \(campaign.names.fr),
        \(campaign.names.en), \(campaign.category.rawValue), \(campaign.goalMode.rawValue), \(campaign.currency.code),
        \(campaign.minimumGoal.minor), \(campaign.optimumGoal?.minor), \(campaign.days.first), \(campaign.days.last),
        \(campaign.timeZone), \(campaign.basis.word), \(basis.name), \(basis.licence), \(basis.url), \(basis.reference),
        \(basis.country), \(basis.authorisation), \(basis.valid?.first), \(basis.valid?.last), \(basis.account),
        \(judged.reportDueOn), \(judged.policy), \(judged.ceilingMinor), \(Int32(judged.platformFeeBasisPoints)),
        \(judged.processorFeesBy.rawValue))
      RETURNING campaign_id
      """)
  }

  public static func find(_ code: Code, in session: some Session) async throws -> Stored? {
    try await select("WHERE c.code = \(code)", in: session).first
  }

  public static func find(_ id: Int64, in session: some Session) async throws -> Stored? {
    try await select("WHERE c.campaign_id = \(id)", in: session).first
  }

  /// In the order of their codes, after one.
  public static func list(after code: String, state: CampaignState?, limit: Int, in session: some Session) async throws
    -> [Stored]
  {
    try await select(
      "WHERE c.code > \(code) AND (\(state?.rawValue)::text IS NULL OR t.state = \(state?.rawValue)) ORDER BY c.code LIMIT \(limit)",
      in: session)
  }

  /// Waits until nobody else moves this campaign's money or state, and keeps others waiting until the transaction ends.
  public static func lock(_ campaign: Int64, in transaction: Transaction) async throws {
    try await transaction.execute("SELECT lock_campaign(\(campaign))")
  }

  /// Campaigns in a state whose first or last day lies before `day`.
  public static func due(_ state: CampaignState, _ edge: Edge, before day: CalendarDate, in session: some Session)
    async throws -> [Code]
  {
    let column: SQL = edge == .opening ? "c.opens_on" : "c.closes_on"
    let rows = try await session.query(
      """
      SELECT c.code FROM campaigns c JOIN campaign_totals t USING (campaign_id)
      WHERE t.state = \(state.rawValue) AND \(fragment: column) < \(day) ORDER BY c.campaign_id
      """)
    return try rows.map { try $0["code"] }
  }

  public enum Edge: Sendable { case opening, closing }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [Stored] {
    let rows = try await session.query(
      """
      SELECT c.*, a.code AS actor, f.code AS fund, o.code AS platform_fund, p.code AS policy, t.state, t.step,
        t.raised_minor, t.authorised_minor, t.late_minor, t.refunded_minor, t.lost_minor, t.released_minor
      FROM campaigns c JOIN campaign_totals t USING (campaign_id) JOIN actors a ON a.actor_id = c.actor_id
      JOIN funds f ON f.fund_id = c.fund_id JOIN funds o ON o.fund_id = c.platform_fund_id
      JOIN policies p ON p.policy_id = c.policy_id
      \(fragment: rest)
      """)
    return try rows.map(stored)
  }

  private static func stored(_ row: Row) throws -> Stored {
    let currency = try Currency(row.decode("currency", as: String.self))
    let optimum: Int64? = try row["optimum_goal_minor"]
    let campaign = try Campaign(
      row["code"], for: row["actor"], fund: row["fund"], platformFund: row["platform_fund"], names: row.names(),
      category: row.word("category"), goalMode: row.word("goal_mode"),
      minimumGoal: Money(minor: row["min_goal_minor"], currency),
      optimumGoal: optimum.map { try Money(minor: $0, currency) },
      days: DateSpan(row["opens_on"], through: row["closes_on"]), timeZone: row["time_zone"],
      basis: BasisColumns(row).basis(row["legal_basis"]), policy: row["policy"])
    return Stored(
      id: try row["campaign_id"], campaign: campaign, fund: try row["fund_id"], policy: try row["policy_id"],
      state: try row.word("state"), step: Int(try row.decode("step", as: Int16.self)),
      ceilingMinor: try row["ceiling_minor"], reportDueOn: try row["report_due_on"],
      raisedMinor: try row["raised_minor"], authorisedMinor: try row["authorised_minor"],
      lateMinor: try row["late_minor"],
      refundedMinor: try row["refunded_minor"], lostMinor: try row["lost_minor"],
      releasedMinor: try row["released_minor"],
      platformFeeBasisPoints: Int64(try row.decode("platform_fee_bp", as: Int32.self)),
      processorFeesBy: try row.word("processor_fees_by"))
  }
}

/// The columns of a campaign's legal basis: those of the other bases are empty.
private struct BasisColumns {
  var name: String?
  var licence: String?
  var url: String?
  var reference: String?
  var country: String?
  var authorisation: String?
  var valid: DateSpan?
  var account: String?

  init(_ basis: CampaignBasis) {
    switch basis {
    case .sfc(let name, let licence, let url, let reference):
      (self.name, self.licence, self.url, self.reference) = (name, licence, url, reference)
    case .appeal(let authorisation, let valid, let account):
      (self.authorisation, self.valid, self.account) = (authorisation, valid, account)
    case .foreign(let country, let name, let reference):
      (self.country, self.name, self.reference) = (country, name, reference)
    }
  }

  init(_ row: Row) throws {
    name = try row["platform_name"]
    licence = try row["licence_no"]
    url = try row["platform_url"]
    reference = try row["external_ref"]
    country = try row["country"]
    authorisation = try row["authorisation_no"]
    account = try row["appeal_account"]
    let (first, last): (CalendarDate?, CalendarDate?) = (try row["authorised_from"], try row["authorised_to"])
    if let first, let last { valid = try DateSpan(first, through: last) }
  }

  func basis(_ word: String) throws -> CampaignBasis {
    switch word {
    case "sfc": return .sfc(name: name ?? "", licence: licence ?? "", url: url ?? "", reference: reference ?? "")
    case "law_18_18":
      guard let valid else { throw UnknownWord(column: "authorised_from", word: "NULL", expected: "DateSpan") }
      return .appeal(authorisation: authorisation ?? "", valid: valid, account: account ?? "")
    case "foreign": return .foreign(country: country ?? "", name: name ?? "", reference: reference ?? "")
    default: throw UnknownWord(column: "legal_basis", word: word, expected: "CampaignBasis")
    }
  }
}
