/// Who is proposed to be paid what, and what is left over and why. Rows stand in the order of actor codes; rows and
/// leftovers together are exactly the budget.
public struct Proposal: Sendable, Equatable {
  public struct Row: Sendable, Equatable {
    public let actor: String
    /// Never negative.
    public let amountMinor: Int64
    public let reason: PaymentReason

    public init(actor: String, amountMinor: Int64, reason: PaymentReason) {
      self.actor = actor
      self.amountMinor = amountMinor
      self.reason = reason
    }
  }

  /// Money that stays with the funder.
  public struct Leftover: Sendable, Equatable {
    public let amountMinor: Int64
    public let reason: LeftoverReason

    public init(amountMinor: Int64, reason: LeftoverReason) {
      self.amountMinor = amountMinor
      self.reason = reason
    }
  }

  public let budgetMinor: Int64
  public let rows: [Row]
  public let leftovers: [Leftover]

  public var totalMinor: Int64 { rows.reduce(0) { $0 + $1.amountMinor } }

  /// A row's part of the budget, from 0 to 1; for reading, never for paying.
  public func share(of row: Row) -> Double {
    budgetMinor > 0 ? Double(row.amountMinor) / Double(budgetMinor) : 0
  }
}
