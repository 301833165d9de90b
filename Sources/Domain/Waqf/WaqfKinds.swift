extension AccountKind {
  // The principal's fund.
  public static let waqfCorpus = AccountKind(rawValue: "waqf_corpus")
  public static let istibdalGains = AccountKind(rawValue: "istibdal_gains")
  public static let waqfLosses = AccountKind(rawValue: "waqf_losses")
  public static let waqfPrincipalCash = AccountKind(rawValue: "waqf_principal_cash")
  public static let waqfAssets = AccountKind(rawValue: "waqf_assets")
  public static let istibdalSuspense = AccountKind(rawValue: "istibdal_suspense")
  public static let waqfReturnable = AccountKind(rawValue: "waqf_returnable")
  // The yield's fund.
  public static let waqfYieldCash = AccountKind(rawValue: "waqf_yield_cash")
  public static let waqfUndivided = AccountKind(rawValue: "waqf_undivided")
  public static let waqfPayable = AccountKind(rawValue: "waqf_payable")
  public static let waqfMaintenance = AccountKind(rawValue: "waqf_maintenance")
  public static let waqfReserve = AccountKind(rawValue: "waqf_reserve")
  public static let waqfFees = AccountKind(rawValue: "waqf_fees")
  public static let waqfShares = AccountKind(rawValue: "waqf_shares")
  public static let waqfDisbursements = AccountKind(rawValue: "waqf_disbursements")
  public static let waqfApplied = AccountKind(rawValue: "waqf_applied")
}

extension EntryKind {
  public static let waqfPrincipalReceipt = EntryKind(rawValue: "waqf_principal_receipt")
  public static let waqfInvestment = EntryKind(rawValue: "waqf_investment")
  public static let waqfLoss = EntryKind(rawValue: "waqf_loss")
  public static let waqfSale = EntryKind(rawValue: "waqf_sale")
  public static let waqfReplacement = EntryKind(rawValue: "waqf_replacement")
  public static let waqfExpiry = EntryKind(rawValue: "waqf_expiry")
  public static let waqfReturn = EntryKind(rawValue: "waqf_return")
  public static let waqfYieldReceipt = EntryKind(rawValue: "waqf_yield_receipt")
  public static let waqfCost = EntryKind(rawValue: "waqf_cost")
  public static let waqfCostPayment = EntryKind(rawValue: "waqf_cost_payment")
  public static let waqfWaterfall = EntryKind(rawValue: "waqf_waterfall")
  public static let waqfRedirection = EntryKind(rawValue: "waqf_redirection")
  public static let waqfNeedClosing = EntryKind(rawValue: "waqf_need_closing")
  public static let waqfSharePayment = EntryKind(rawValue: "waqf_share_payment")
  public static let waqfFeePayment = EntryKind(rawValue: "waqf_fee_payment")
  public static let waqfWorkPayment = EntryKind(rawValue: "waqf_work_payment")
}

extension DecisionKind {
  public static let principalLoss = DecisionKind(rawValue: "principal_loss")
  public static let waqfRedirection = DecisionKind(rawValue: "waqf_redirection")
}
