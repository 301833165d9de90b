/// How many units of one currency a unit of another is: a decimal number of at most ten decimals, kept exactly.
public struct ExchangeRate: Hashable, Sendable {
  public let source: Currency
  public let target: Currency
  /// The rate times 10¹⁰.
  public let scaled: Int64
  /// Who published it, such as Bank Al-Maghrib.
  public let publisher: String
  public let publishedOn: CalendarDate

  private static let scale: Int64 = 10_000_000_000

  /// - Parameter decimal: such as `10.7345`, target units for one source unit.
  /// - Throws: `rate_malformed` for what is no decimal number above zero with at most ten decimals, or is larger than
  ///   900,000,000; `currencies_same`; `rate_source_missing`.
  public init(
    _ decimal: String, from source: Currency, to target: Currency, publisher: String, on day: CalendarDate
  ) throws(Problem) {
    guard source != target else { throw Problem("currencies_same", "An exchange is between two currencies.") }
    guard !publisher.isEmpty else { throw Problem("rate_source_missing", "A rate has a source.") }
    let parts = decimal.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    let padding = String(repeating: "0", count: max(0, 10 - decimals.utf8.count))
    guard isPlain, decimals.utf8.count <= 10, let scaled = Int64("\(parts[0])\(decimals)\(padding)"), scaled > 0,
      scaled <= 900_000_000 * ExchangeRate.scale
    else {
      throw Problem("rate_malformed", "A rate is a number above zero with at most ten decimals, such as 10.7345.")
    }
    self.source = source
    self.target = target
    self.scaled = scaled
    self.publisher = publisher
    publishedOn = day
  }

  /// `amount` in the target currency: exact, then rounded half to even to minor units, once.
  ///
  /// - Throws: `currency_differs` where the amount is of another currency; `amount_out_of_range`.
  public func convert(_ amount: Money) throws(Problem) -> Money {
    guard amount.currency == source else {
      throw Problem("currency_differs", "The rate is for \(source), the amount in \(amount.currency).")
    }
    let numerator = Int128(amount.minor) * Int128(scaled) * Int128(target.minorUnitsPerUnit)
    let denominator = Int128(ExchangeRate.scale) * Int128(source.minorUnitsPerUnit)
    var (quotient, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: denominator.magnitude)
    let double = rest * 2
    if double > denominator.magnitude || (double == denominator.magnitude && !quotient.isMultiple(of: 2)) {
      quotient += 1
    }
    guard quotient <= UInt128(Money.limit) else {
      throw Problem("amount_out_of_range", "The amount is larger than this service books.")
    }
    return try Money(minor: numerator < 0 ? -Int64(quotient) : Int64(quotient), target)
  }

  /// The rate as a decimal number with all ten decimals.
  public var decimal: String {
    let rest = String(scaled % ExchangeRate.scale)
    return "\(scaled / ExchangeRate.scale).\(String(repeating: "0", count: 10 - rest.utf8.count))\(rest)"
  }
}
