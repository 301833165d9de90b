/// How a zakat fund stands on a day. Amounts are minor units of the fund's currency.
public struct ZakatReport: Hashable, Sendable {
  public struct CategoryLine: Hashable, Sendable {
    public let category: AsnafCategory
    public let paidMinor: Int64

    public init(category: AsnafCategory, paidMinor: Int64) {
      self.category = category
      self.paidMinor = paidMinor
    }
  }

  /// A lot that lay too long, or the oldest that is not empty.
  public struct Lot: Hashable, Sendable {
    public let receipt: Code
    public let receivedOn: CalendarDate
    public let dueOn: CalendarDate
    public let ageDays: Int
    public let remainingMinor: Int64

    public init(receipt: Code, receivedOn: CalendarDate, dueOn: CalendarDate, ageDays: Int, remainingMinor: Int64) {
      self.receipt = receipt
      self.receivedOn = receivedOn
      self.dueOn = dueOn
      self.ageDays = ageDays
      self.remainingMinor = remainingMinor
    }
  }

  public let fund: Code
  public let currency: Currency
  public let day: CalendarDate
  /// Promised and neither received nor ended: no money of the fund's, and part of no other sum.
  public let promisedMinor: Int64
  public let receivedMinor: Int64
  public let refundedMinor: Int64
  public let paidMinor: Int64
  /// Paid, and ownership is proven to have passed: with it the payers' duty is discharged.
  public let dischargedMinor: Int64
  public let paidUnprovenMinor: Int64
  /// Part of what is unproven: a condition stood in the proof.
  public let disputedMinor: Int64
  public let amilMinor: Int64
  public let balanceMinor: Int64
  public let overdueMinor: Int64
  public let byCategory: [CategoryLine]
  public let overdueLots: [Lot]
  public let oldestLot: Lot?

  public init(
    fund: Code, currency: Currency, day: CalendarDate, promisedMinor: Int64, receivedMinor: Int64,
    refundedMinor: Int64, paidMinor: Int64, dischargedMinor: Int64, disputedMinor: Int64, amilMinor: Int64,
    balanceMinor: Int64, byCategory: [CategoryLine], overdueLots: [Lot], oldestLot: Lot?
  ) {
    self.fund = fund
    self.currency = currency
    self.day = day
    self.promisedMinor = promisedMinor
    self.receivedMinor = receivedMinor
    self.refundedMinor = refundedMinor
    self.paidMinor = paidMinor
    self.dischargedMinor = dischargedMinor
    paidUnprovenMinor = paidMinor - dischargedMinor
    self.disputedMinor = disputedMinor
    self.amilMinor = amilMinor
    self.balanceMinor = balanceMinor
    overdueMinor = overdueLots.reduce(0) { $0 + $1.remainingMinor }
    self.byCategory = byCategory
    self.overdueLots = overdueLots
    self.oldestLot = oldestLot
  }
}
