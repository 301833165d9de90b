/// An amount of an account held back, and what became of it.
public struct Hold: Hashable, Sendable {
  public enum State: String, CaseIterable, Hashable, Sendable {
    case held, posted, void, expired
  }

  public let id: Int64
  public let fund: Code
  public let account: AccountPurpose
  public let amount: Money
  public let purpose: String
  /// The last day it holds.
  public let lastOn: CalendarDate
  public let state: State
  /// The entry that posted it.
  public let entry: Int64?

  public init(
    id: Int64, fund: Code, account: AccountPurpose, amount: Money, purpose: String, lastOn: CalendarDate, state: State,
    entry: Int64?
  ) {
    self.id = id
    self.fund = fund
    self.account = account
    self.amount = amount
    self.purpose = purpose
    self.lastOn = lastOn
    self.state = state
    self.entry = entry
  }
}
