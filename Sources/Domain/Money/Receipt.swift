/// A numbered receipt for money that came into a fund. Numbers of a fund and fiscal year have no gap.
public struct Receipt: Hashable, Sendable {
  public let fund: Code
  /// The calendar year in which the fiscal year begins.
  public let fiscalYear: Int
  public let number: Int
  public let entry: Int64
  /// Why it is void; nil where it is good. A void receipt keeps its number.
  public let voidedFor: String?

  public init(fund: Code, fiscalYear: Int, number: Int, entry: Int64, voidedFor: String?) {
    self.fund = fund
    self.fiscalYear = fiscalYear
    self.number = number
    self.entry = entry
    self.voidedFor = voidedFor
  }

  /// The calendar year in which the fiscal year of `day` begins, where fiscal years begin with month `first`.
  public static func fiscalYear(of day: CalendarDate, beginningWith first: Int) -> Int {
    day.month < first ? day.year - 1 : day.year
  }
}
