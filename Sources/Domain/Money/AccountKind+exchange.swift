extension AccountKind {
  public static let fxClearing = AccountKind(rawValue: "fx_clearing")
  public static let fxRounding = AccountKind(rawValue: "fx_rounding")
}

extension EntryKind {
  public static let exchange = EntryKind(rawValue: "exchange")
}
