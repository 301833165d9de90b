/// What became of a receipt of zakat.
public struct ZakatReceiptStanding: Hashable, Sendable {
  public enum State: String, CaseIterable, Hashable, Sendable {
    /// Nothing of it is distributed.
    case received
    case partiallyDistributed = "partially_distributed"
    /// All of it was handed over; of a part it is not proven that ownership passed.
    case distributed
    /// All of it was handed over, and ownership passed.
    case discharged
    /// Given back to its payer, whole.
    case refunded
  }

  public let receipt: Code
  public let fund: Code
  public let amount: Money
  public let receivedOn: CalendarDate
  /// The day it came, `YYYY-MM-DD` of the Hijri calendar.
  public let hijri: String
  public let hawlEndsOn: CalendarDate
  /// The last day on which it may lie undistributed.
  public let dueOn: CalendarDate
  public let remainingMinor: Int64
  /// Handed over with ownership proven, the administrators' share among it.
  public let dischargedMinor: Int64
  public let isRefunded: Bool
  /// The day on which it was found to lie too long; nil where it never was.
  public let overdueSince: CalendarDate?

  public init(
    receipt: Code, fund: Code, amount: Money, receivedOn: CalendarDate, hijri: String, hawlEndsOn: CalendarDate,
    dueOn: CalendarDate, remainingMinor: Int64, dischargedMinor: Int64, isRefunded: Bool, overdueSince: CalendarDate?
  ) {
    self.receipt = receipt
    self.fund = fund
    self.amount = amount
    self.receivedOn = receivedOn
    self.hijri = hijri
    self.hawlEndsOn = hawlEndsOn
    self.dueOn = dueOn
    self.remainingMinor = remainingMinor
    self.dischargedMinor = dischargedMinor
    self.isRefunded = isRefunded
    self.overdueSince = overdueSince
  }

  public var state: State {
    if isRefunded { return .refunded }
    if remainingMinor == amount.minor { return .received }
    if remainingMinor > 0 { return .partiallyDistributed }
    return dischargedMinor == amount.minor ? .discharged : .distributed
  }
}
