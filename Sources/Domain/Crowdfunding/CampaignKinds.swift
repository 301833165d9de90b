extension AccountKind {
  /// Captured from backers and held for them.
  public static let escrowCash = AccountKind(rawValue: "escrow_cash")
  public static let escrowGiven = AccountKind(rawValue: "escrow_given")
  /// Raised by a campaign that succeeded, held for its actor.
  public static let projectCash = AccountKind(rawValue: "project_cash")
  public static let campaignFees = AccountKind(rawValue: "campaign_fees")
  public static let processorFees = AccountKind(rawValue: "processor_fees")
  public static let processorPayable = AccountKind(rawValue: "processor_payable")
  public static let feesEarned = AccountKind(rawValue: "fees_earned")
  public static let campaignLosses = AccountKind(rawValue: "campaign_losses")
}

extension EntryKind {
  public static let campaignCapture = EntryKind(rawValue: "campaign_capture")
  public static let campaignRefund = EntryKind(rawValue: "campaign_refund")
  public static let campaignChargeback = EntryKind(rawValue: "campaign_chargeback")
  public static let campaignSuccess = EntryKind(rawValue: "campaign_success")
  public static let campaignFee = EntryKind(rawValue: "campaign_fee")
  public static let campaignPayout = EntryKind(rawValue: "campaign_payout")
  public static let campaignPayoutReturn = EntryKind(rawValue: "campaign_payout_return")
  public static let processorFee = EntryKind(rawValue: "processor_fee")
  public static let processorSettlement = EntryKind(rawValue: "processor_settlement")
  public static let campaignLoss = EntryKind(rawValue: "campaign_loss")
}

extension DecisionKind {
  public static let campaignApproval = DecisionKind(rawValue: "campaign_approval")
}
