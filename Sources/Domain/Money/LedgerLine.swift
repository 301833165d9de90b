/// One line of a ledger entry: debits positive, credits negative.
public struct LedgerLine: Hashable, Sendable {
  public let fund: Code
  public let account: AccountPurpose
  public let amount: Money

  public init(fund: Code, account: AccountPurpose, amount: Money) {
    self.fund = fund
    self.account = account
    self.amount = amount
  }
}

/// What an account of a fund is for: a kind, and the actor it speaks of.
public struct AccountPurpose: Hashable, Sendable {
  public let kind: AccountKind
  /// Nil for the fund itself, or for somebody unknown.
  public let actor: Code?

  public init(kind: AccountKind, actor: Code? = nil) {
    self.kind = kind
    self.actor = actor
  }

  public static func of(_ kind: AccountKind, _ actor: Code?) -> AccountPurpose {
    AccountPurpose(kind: kind, actor: actor)
  }
}
