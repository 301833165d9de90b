/// A movement on a bank account that the books do not explain, or not whole.
public struct UnmatchedBankLine: Hashable, Sendable {
  public let line: Int64
  public let account: Code
  public let fund: Code
  public let bookedOn: CalendarDate
  public let amount: Money
  /// What is not matched; signed as the amount.
  public let open: Money
  public let endToEndID: String?
  public let counterparty: String?
  public let text: String
  /// Days since the bank booked it.
  public let ageDays: Int

  public init(
    line: Int64, account: Code, fund: Code, bookedOn: CalendarDate, amount: Money, open: Money, endToEndID: String?,
    counterparty: String?, text: String, ageDays: Int
  ) {
    self.line = line
    self.account = account
    self.fund = fund
    self.bookedOn = bookedOn
    self.amount = amount
    self.open = open
    self.endToEndID = endToEndID
    self.counterparty = counterparty
    self.text = text
    self.ageDays = ageDays
  }
}
