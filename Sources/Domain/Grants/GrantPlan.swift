/// How a project is to be paid for: what is asked for, the grantee's own part, and what others give.
public struct GrantPlan: Hashable, Sendable {
  public let requested: Money
  public let ownCash: Money
  /// Things and work, valued in money; never cash.
  public let ownInKind: Money
  public let others: Money
  /// The whole project.
  public let cost: Money

  public var own: Int64 { ownCash.minor + ownInKind.minor }

  /// - Throws: `currency_differs`; `amount_negative`; `plan_does_not_add_up` where the parts are not the cost.
  public init(requested: Money, ownCash: Money, ownInKind: Money, others: Money, cost: Money) throws(Problem) {
    let parts = [requested, ownCash, ownInKind, others]
    guard parts.allSatisfy({ $0.currency == cost.currency }) else {
      throw Problem("currency_differs", "Every amount of a plan is in \(cost.currency).")
    }
    guard requested.minor > 0, parts.allSatisfy({ $0.minor >= 0 }) else {
      throw Problem("amount_negative", "Something is asked for, and no part of a plan is below zero.")
    }
    let sum = try Money(minor: parts.reduce(0) { $0 + $1.minor }, cost.currency)
    guard sum == cost else {
      throw Problem("plan_does_not_add_up", "The parts of the plan are \(sum), the project costs \(cost).")
    }
    self.requested = requested
    self.ownCash = ownCash
    self.ownInKind = ownInKind
    self.others = others
    self.cost = cost
  }
}

extension Int64 {
  /// A share of it in hundredths of a percent, rounded down, without overflow for amounts of money.
  func share(basisPoints: Int64) -> Int64 {
    self / 10_000 * basisPoints + self % 10_000 * basisPoints / 10_000
  }
}
