import Actions
import Domain
import Postgres
import TestSupport
import Testing

/// A platform under a policy in force, and campaigns on it: what tests of crowdfunding start from.
struct CampaignBooks {
  let tadamun: Tadamun
  let officer = Person(trusted: "officer")
  let director = Person(trusted: "director")
  private let pool: Pool

  static func policy(_ changes: [String: String] = [:]) -> String {
    let usual = [
      "donation_ceiling": "450000.00 MAD", "loan_ceiling": "3000000.00 MAD", "investment_ceiling": "5000000.00 MAD",
      "appeal_report_days": "30", "appeal_declaration_days": "10", "platform_fee_bp": "0",
      "processor_fees_by": "platform", "refund_retry_hours": "1", "refund_attempts": "3",
    ]
    let values = usual.merging(changes) { $1 }.sorted { $0.key < $1.key }
      .map { "  \($0.key): {value: \($0.value)}" }.joined(separator: "\n")
    return """
      code: crowd-test
      version: 1
      instrument: crowdfunding
      status: to_be_confirmed
      authority: A test
      source: A test
      values:
      \(values)
      """
  }

  init(_ pool: Pool, policy changes: [String: String] = [:]) async throws {
    self.pool = pool
    tadamun = Tadamun(pool)
    let names = try Names(fr: "Exemple")
    try await tadamun.open(Fund(Code("platform"), .operating, names: names), by: .api)
    _ = try await tadamun.registerMissing([Actor(code: Code("coop"), kind: .cooperative, names: names)], by: .api)
    let decision = try await tadamun.adopt(
      policy: CampaignBooks.policy(changes), from: CampaignBooks.day("2024-01-01"), by: officer)
    try await tadamun.approve(decision, by: director)
  }

  static func day(_ text: String) throws -> CalendarDate { try CalendarDate(iso: text) }
  func day(_ text: String) throws -> CalendarDate { try CampaignBooks.day(text) }
  func mad(_ text: String) throws -> Money { try Money(decimal: text, .mad) }
  /// On the clocks of Casablanca in summer.
  func moment(_ text: String) throws -> Moment { try Moment(rfc3339: "\(text)+01:00") }

  static let platform = CampaignBasis.sfc(
    name: "Exemple SFC", licence: "SFC-1", url: "https://sfc.example", reference: "42")

  func definition(
    _ code: String, goal: String, mode: Campaign.GoalMode = .allOrNothing, category: Campaign.Category = .donation,
    basis: CampaignBasis = CampaignBooks.platform, from first: String = "2026-05-01",
    through last: String = "2026-05-31"
  ) throws -> Campaign {
    try Campaign(
      Code(code), for: Code("coop"), fund: Code("fund-\(code)"), platformFund: Code("platform"),
      names: Names(fr: "Campagne"), category: category, goalMode: mode, minimumGoal: mad(goal),
      days: DateSpan(day(first), through: day(last)), basis: basis, policy: Code("crowd-test"))
  }

  /// Drafts, approves and opens a campaign on its first day.
  func open(
    _ campaign: Campaign, rewards: [CampaignReward] = [], uses: [CampaignUse] = []
  ) async throws {
    try await approved(campaign, rewards: rewards, uses: uses)
    try await tadamun.openCampaign(campaign.code, on: campaign.days.first, by: .api)
  }

  func approved(_ campaign: Campaign, rewards: [CampaignReward] = [], uses: [CampaignUse] = []) async throws {
    try await tadamun.open(Fund(campaign.fund, .crowdfunding, names: Names(fr: "Séquestre")), by: .api)
    try await tadamun.draft(campaign, rewards: rewards, uses: uses, on: day("2026-04-01"), by: officer)
    try await tadamun.submitCampaign(campaign.code, on: day("2026-04-02"), by: officer)
    try await tadamun.approveCampaign(campaign.code, on: day("2026-04-03"), by: director)
  }

  func pledge(
    _ code: String, to campaign: String, _ amount: String, backer: String? = nil, reward: String? = nil,
    zakat: Bool = false, at moment: String = "2026-05-10T10:00:00", expires: String? = nil
  ) async throws {
    try await tadamun.record(
      Pledge(
        Code(code), to: Code(campaign), from: Code(backer ?? "backer-\(code)"), mad(amount), method: Code("card"),
        provider: Code("pay"), externalID: "tx-\(code)", reward: reward.map { try Code($0) }, isZakat: zakat,
        at: self.moment(moment), expiresOn: expires.map { try day($0) }), by: .api)
  }

  @discardableResult
  func event(
    _ kind: ProviderEvent.Kind, of pledge: String, _ amount: String, id: String? = nil, fee: String? = nil,
    at moment: String = "2026-05-10T10:05:00", reference: String? = nil, reason: String? = nil
  ) async throws -> ProviderAnswer {
    let needsReason = kind == .refundFailed || kind == .disputed
    return try await tadamun.receive(
      ProviderEvent(
        Code("pay"), id ?? "\(kind.rawValue)-\(pledge)", kind, of: "tx-\(pledge)", mad(amount), at: self.moment(moment),
        fee: fee.map { try mad($0) }, refundReference: reference ?? (kind == .refunded ? "re-\(pledge)" : nil),
        reason: reason ?? (needsReason ? "declined" : nil)), by: .api)
  }

  /// Pledges and captures.
  func give(
    _ code: String, to campaign: String, _ amount: String, backer: String? = nil, reward: String? = nil,
    fee: String? = nil
  ) async throws {
    try await pledge(code, to: campaign, amount, backer: backer, reward: reward)
    let answer = try await event(.captured, of: code, amount, fee: fee)
    #expect(answer.outcome == "captured")
  }

  @discardableResult
  func close(_ campaign: String, on day: String = "2026-06-01") async throws -> CampaignState {
    try await tadamun.closeCampaign(Code(campaign), on: self.day(day), by: .worker)
  }

  func sheet(_ campaign: String) async throws -> CampaignSheet { try await tadamun.campaign(Code(campaign)) }
  func state(of pledge: String) async throws -> PledgeState { try await tadamun.pledge(Code(pledge)).state }

  func events(_ kind: String) async throws -> Int {
    try await pool.queryValue("SELECT count(*) FROM events WHERE kind = \(kind)")
  }

  /// What a fund's account of a kind comes to, in minor units, debits positive.
  func balance(_ kind: AccountKind, of fund: String) async throws -> Int64 {
    try await pool.queryValue(
      """
      SELECT coalesce(sum(p.amount_minor), 0)::bigint FROM postings p JOIN accounts a USING (account_id)
      JOIN funds f ON f.fund_id = a.fund_id WHERE f.code = \(fund) AND a.kind = \(kind.rawValue)
      """)
  }

  func entries() async throws -> Int { try await pool.queryValue("SELECT count(*) FROM entries") }
}
