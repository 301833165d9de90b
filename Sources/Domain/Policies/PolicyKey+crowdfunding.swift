extension PolicyKey {
  /// Policies of crowdfunding.
  public static let crowdfunding: [PolicyKey] = [
    PolicyKey("donation_ceiling", .money, "The most that one project may raise in gifts through a licensed platform."),
    PolicyKey("loan_ceiling", .money, "The most that one project may raise in loans through a licensed platform."),
    PolicyKey(
      "investment_ceiling", .money, "The most that one project may raise in investments through a licensed platform."),
    .days("campaign_maximum_days", "The most days that a campaign runs."),
    PolicyKey("backer_maximum", .money, "The most that one backer gives to one project."),
    PolicyKey("backer_year_maximum", .money, "The most that one backer gives in twelve months."),
    .days("appeal_report_days", "Days after an authorised appeal within which it reports."),
    .days("appeal_declaration_days", "Days before a distribution of an appeal's money by which it is declared."),
    .share("platform_fee_bp", "The platform's fee on what a campaign that succeeded raised."),
    PolicyKey(
      "processor_fees_by", .word(CampaignTerms.FeeBearer.allCases.map(\.rawValue)),
      "Who bears what processors of payments cost, once a campaign has succeeded; of one that failed, the platform."),
    PolicyKey("refund_retry_hours", .integer(1...168), "Hours until a refund that failed is tried again; they double."),
    PolicyKey(
      "refund_attempts", .integer(1...100), "How often a refund is tried before its money waits for its backer."),
  ]
}
