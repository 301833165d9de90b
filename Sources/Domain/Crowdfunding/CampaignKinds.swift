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
  /// Held by a pool to match what backers give.
  public static let matchCash = AccountKind(rawValue: "match_cash")
  public static let matchGiven = AccountKind(rawValue: "match_given")
  public static let matchPaid = AccountKind(rawValue: "match_paid")
  public static let matchReceived = AccountKind(rawValue: "match_received")
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
  public static let matchReceipt = EntryKind(rawValue: "match_receipt")
  public static let matchPayment = EntryKind(rawValue: "match_payment")
  public static let matchWithdrawal = EntryKind(rawValue: "match_withdrawal")
}

extension DecisionKind {
  public static let campaignApproval = DecisionKind(rawValue: "campaign_approval")
  public static let matchPoolApproval = DecisionKind(rawValue: "match_pool_approval")
}
