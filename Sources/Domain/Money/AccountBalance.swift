/// What an account holds, told on the side on which its kind normally stands.
public struct AccountBalance: Hashable, Sendable {
  /// The account's number.
  public let account: Int64
  public let fund: Code
  public let purpose: AccountPurpose
  public let currency: Currency
  /// Minor units; the sum of its lines.
  public let balanceMinor: Int64
  /// Minor units that open holds keep back; nil where the account is not guarded, or a day in the past is asked for.
  public let heldMinor: Int64?

  public init(
    account: Int64, fund: Code, purpose: AccountPurpose, currency: Currency, balanceMinor: Int64, heldMinor: Int64?
  ) {
    self.account = account
    self.fund = fund
    self.purpose = purpose
    self.currency = currency
    self.balanceMinor = balanceMinor
    self.heldMinor = heldMinor
  }
}
