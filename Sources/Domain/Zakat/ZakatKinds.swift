extension AccountKind {
  /// Zakat that the fund holds for those entitled to it.
  public static let zakatCash = AccountKind(rawValue: "zakat_cash")
  public static let zakatGiven = AccountKind(rawValue: "zakat_given")
  public static let amilShare = AccountKind(rawValue: "amil_share")
  public static let impureInterest = AccountKind(rawValue: "impure_interest")
}

extension EntryKind {
  public static let zakatReceipt = EntryKind(rawValue: "zakat_receipt")
  public static let zakatPayment = EntryKind(rawValue: "zakat_payment")
  public static let zakatReturn = EntryKind(rawValue: "zakat_return")
  public static let zakatRefund = EntryKind(rawValue: "zakat_refund")
  public static let amilCharge = EntryKind(rawValue: "amil_charge")
  public static let impureInterest = EntryKind(rawValue: "impure_interest")
}
