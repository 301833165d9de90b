/// What law and the platform's own authority decided about campaigns, out of their policy.
public struct CampaignTerms: Hashable, Sendable {
  public enum FeeBearer: String, CaseIterable, Hashable, Sendable {
    case platform, project
  }

  /// The most that one project may raise, by category; nil where none is set.
  public let donationCeiling: Money?
  public let loanCeiling: Money?
  public let investmentCeiling: Money?
  /// The most days from the first to the last; nil where none is set.
  public let maximumDays: Int?
  /// The most of one backer for one project; nil where none is set.
  public let backerMaximum: Money?
  /// The most of one backer in twelve months; nil where none is set.
  public let backerYearMaximum: Money?
  /// Days after an appeal within which it reports.
  public let appealReportDays: Int
  /// Days before a distribution of an appeal's money by which it is declared.
  public let appealDeclarationDays: Int
  public let platformFeeBasisPoints: Int
  /// Who bears what processors cost once a campaign has succeeded; of one that failed, always the platform.
  public let processorFeesBy: FeeBearer
  public let refundRetry: RefundRetry

  /// - Throws: `policy_value_missing`, `policy_value_of_wrong_type`; `policy_instrument_differs` for a policy of another
  ///   kind of money.
  public init(_ policy: Policy) throws(Problem) {
    guard policy.instrument == .crowdfunding else {
      throw Problem("policy_instrument_differs", "The policy \(policy.code) is not one of crowdfunding.")
    }
    donationCeiling = try policy.optionalMoney("donation_ceiling")
    loanCeiling = try policy.optionalMoney("loan_ceiling")
    investmentCeiling = try policy.optionalMoney("investment_ceiling")
    maximumDays = try policy.optionalInteger("campaign_maximum_days").map(Int.init)
    backerMaximum = try policy.optionalMoney("backer_maximum")
    backerYearMaximum = try policy.optionalMoney("backer_year_maximum")
    appealReportDays = Int(try policy.integer("appeal_report_days"))
    appealDeclarationDays = Int(try policy.integer("appeal_declaration_days"))
    platformFeeBasisPoints = Int(try policy.integer("platform_fee_bp"))
    processorFeesBy = try policy.choice("processor_fees_by")
    refundRetry = RefundRetry(
      firstPauseHours: Int(try policy.integer("refund_retry_hours")),
      maximumAttempts: Int(try policy.integer("refund_attempts")))
  }

  /// The ceiling of a campaign. Those of law 15-18 are for operations of licensed platforms.
  /// - Throws: `currency_differs` where the ceiling is in another currency than the campaign.
  public func ceiling(of campaign: Campaign) throws(Problem) -> Money? {
    guard case .sfc = campaign.basis else { return nil }
    let ceiling =
      switch campaign.category {
      case .donation: donationCeiling
      case .loan: loanCeiling
      case .investment: investmentCeiling
      }
    if let ceiling, ceiling.currency != campaign.currency {
      throw Problem("currency_differs", "The ceiling is in \(ceiling.currency), the campaign in \(campaign.currency).")
    }
    return ceiling
  }

  /// - Throws: `goal_above_ceiling`, `campaign_too_long`, and what ``ceiling(of:)`` throws.
  public func check(_ campaign: Campaign) throws(Problem) {
    if let ceiling = try ceiling(of: campaign), campaign.minimumGoal.minor > ceiling.minor {
      throw Problem(
        "goal_above_ceiling", "A \(campaign.category.rawValue) campaign raises at most \(ceiling).",
        at: Place(field: "minimum_goal"))
    }
    let days = campaign.days.first.days(to: campaign.days.last) + 1
    if let maximumDays, days > maximumDays {
      throw Problem(
        "campaign_too_long", "The campaign runs for \(days) days; the policy allows \(maximumDays).",
        at: Place(field: "closes_on"))
    }
  }

  /// - Parameters:
  ///   - inProject: What of the backer stands in this campaign already, in minor units.
  ///   - inYear: What of the backer stands from the last twelve months in all campaigns of the currency.
  /// - Throws: `backer_limit_exceeded`.
  public func checkBacker(_ amount: Money, inProject: Int64, inYear: Int64) throws(Problem) {
    for (limit, before, what) in [
      (backerMaximum, inProject, "to one project"), (backerYearMaximum, inYear, "in twelve months"),
    ] {
      guard let limit, limit.currency == amount.currency else { continue }
      guard before <= limit.minor - amount.minor else {
        throw Problem(
          "backer_limit_exceeded", "One backer gives at most \(limit) \(what).", at: Place(field: "amount"))
      }
    }
  }
}

/// When a refund that failed is tried again: after a pause that doubles each time, up to a number of attempts.
public struct RefundRetry: Hashable, Sendable {
  public let firstPauseHours: Int
  public let maximumAttempts: Int

  /// The longest pause, in hours: a week.
  public static let longestPauseHours = 168

  public init(firstPauseHours: Int, maximumAttempts: Int) {
    self.firstPauseHours = firstPauseHours
    self.maximumAttempts = maximumAttempts
  }

  /// When the next attempt is due, or nil where the last one has failed.
  ///
  /// - Parameter attempt: The one that failed, counted from 1.
  public func next(after attempt: Int, failedAt moment: Moment) -> Moment? {
    guard attempt < maximumAttempts else { return nil }
    let doublings = min(max(attempt - 1, 0), 20)
    let hours = min(firstPauseHours << doublings, RefundRetry.longestPauseHours)
    return Moment(microseconds: moment.microseconds + Int64(hours) * 3_600_000_000)
  }
}
