/// A grant's figures: sums of its entries in the ledger, never stored.
public struct GrantMoney: Hashable, Sendable {
  public let currency: Currency
  /// Promised, less what was taken back, in minor units; so are the others.
  public let agreed: Int64
  public let paid: Int64
  /// Accepted as spent.
  public let accepted: Int64
  /// Came back out of what was paid.
  public let returned: Int64
  /// Came beyond what was owed and is to be sent back.
  public let unallocated: Int64

  public init(
    currency: Currency, agreed: Int64, paid: Int64, accepted: Int64, returned: Int64, unallocated: Int64
  ) {
    self.currency = currency
    self.agreed = agreed
    self.paid = paid
    self.accepted = accepted
    self.returned = returned
    self.unallocated = unallocated
  }

  /// Promised and not paid yet.
  public var outstanding: Int64 { agreed - paid }
  /// Paid and neither accepted as spent nor given back.
  public var unspent: Int64 { max(paid - accepted - returned, 0) }
  /// Accepted spending as a share of what was paid, in basis points, rounded down; 0 where nothing was paid.
  public var spendRatio: Int64 {
    guard paid > 0 else { return 0 }
    let (high, low) = max(accepted, 0).multipliedFullWidth(by: 10_000)
    return high < paid ? paid.dividingFullWidth((high, low)).quotient : .max
  }

  /// An amount of the grant's currency for a sentence.
  public func text(_ minor: Int64) -> String { (try? Money(minor: minor, currency))?.description ?? "\(minor)" }
}

extension AccountKind {
  /// Accepted as spent by an actor out of a grant.
  public static let spent = AccountKind(rawValue: "spent")
  /// The other side of ``spent``.
  public static let spendingAccepted = AccountKind(rawValue: "spending_accepted")
  /// Came back from an actor out of what a grant paid it.
  public static let recoveries = AccountKind(rawValue: "recoveries")
  /// Came from an actor beyond what it owed.
  public static let unallocated = AccountKind(rawValue: "unallocated")
}

extension EntryKind {
  public static let commitment = EntryKind(Contribution.Stage.commitment)
  public static let decommitment = EntryKind(rawValue: "decommitment")
  public static let grantPayment = EntryKind(rawValue: "grant_payment")
  public static let grantSpending = EntryKind(rawValue: "grant_spending")
  public static let grantRecovery = EntryKind(rawValue: "grant_recovery")
  public static let grantReturn = EntryKind(rawValue: "grant_return")
}

extension DecisionKind {
  public static let writeOff = DecisionKind(rawValue: "write_off")
}
