/// Zakat that somebody promises to a fund. It is no money of the fund's: nothing is booked until some of it comes.
public struct ZakatPledge: Hashable, Sendable {
  public let code: Code
  public let fund: Code
  public let amount: Money
  /// The key of the payer's record, which stands apart; nil for an anonymous one.
  public let donor: Int64?
  public let onlyCategory: AsnafCategory?
  public let onlyRegion: String?
  public let pledgedOn: CalendarDate
  /// The last day it holds; nil until it is received or cancelled.
  public let lastOn: CalendarDate?

  /// - Throws: `amount_not_positive`; `period_reversed` where its last day lies before its first.
  public init(
    _ code: Code, fund: Code, amount: Money, donor: Int64? = nil, onlyCategory: AsnafCategory? = nil,
    onlyRegion: String? = nil, pledgedOn: CalendarDate, lastOn: CalendarDate? = nil
  ) throws(Problem) {
    guard amount.minor > 0 else { throw Problem("amount_not_positive", "A pledge is above zero.") }
    if let lastOn { _ = try DateSpan(pledgedOn, through: lastOn) }
    self.code = code
    self.fund = fund
    self.amount = amount
    self.donor = donor
    self.onlyCategory = onlyCategory
    self.onlyRegion = onlyRegion
    self.pledgedOn = pledgedOn
    self.lastOn = lastOn
  }
}
