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
  public let actor: Code?

  public static func of(_ kind: AccountKind, _ actor: Code?) -> AccountPurpose {
    AccountPurpose(kind: kind, actor: actor)
  }
}

/// Kinds of accounts; the raw value is the database's word, and the ledger's migration says what each holds.
public enum AccountKind: String, CaseIterable, Hashable, Sendable {
  case contributions
  case cash
  case disbursements
  case commitments
  case commitmentsMade = "commitments_made"
  case expenditure
  case interest
  case loanRepayments = "loan_repayments"
  case reimbursements
  case returns
}
