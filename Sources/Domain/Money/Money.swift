/// An amount of money: a whole number of minor units and its currency. It is never a floating-point number.
public struct Money: Hashable, Sendable {
  /// Minor units, such as centimes; at most ``limit`` in absolute value.
  public let minor: Int64
  public let currency: Currency

  /// The largest absolute amount of one posting, 90 trillion units at two decimals; the ledger's CHECK says the same.
  /// A thousand such amounts add up without overflow.
  public static let limit: Int64 = 9_000_000_000_000_000

  /// - Throws: `amount_out_of_range` past ``limit``.
  public init(minor: Int64, _ currency: Currency) throws(Problem) {
    guard minor.magnitude <= UInt64(Money.limit) else {
      throw Problem("amount_out_of_range", "The amount is larger than this service books.")
    }
    self.minor = minor
    self.currency = currency
  }

  /// Reads a decimal number with a point, such as `1200.50`: an optional minus sign, digits, and at most the decimals
  /// of the currency. It never rounds.
  ///
  /// - Throws: `amount_malformed`, `amount_too_many_decimals` or `amount_out_of_range`.
  public init(decimal text: some StringProtocol, _ currency: Currency) throws(Problem) {
    let negative = text.first == "-"
    let parts = text.dropFirst(negative ? 1 : 0).split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let digits = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    guard digits else {
      throw Problem(
        "amount_malformed",
        "An amount is written with the digits 0 to 9 and a point before the decimals, such as 1200.50.")
    }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.utf8.count <= currency.exponent else {
      throw Problem(
        "amount_too_many_decimals",
        "\(currency) has \(currency.exponent) decimals; the amount has \(fraction.utf8.count).")
    }
    let padding = String(repeating: "0", count: currency.exponent - fraction.utf8.count)
    guard let magnitude = Int64("\(parts[0])\(fraction)\(padding)") else {
      throw Problem("amount_out_of_range", "The amount is larger than this service books.")
    }
    try self.init(minor: negative ? -magnitude : magnitude, currency)
  }

  /// The amount as a decimal number with a point and all decimals of its currency, such as `1200.50`.
  public var decimal: String { currency.decimal(minor) }

  public var negated: Money { Money(unchecked: -minor, currency) }

  private init(unchecked minor: Int64, _ currency: Currency) {
    self.minor = minor
    self.currency = currency
  }
}

extension Money: CustomStringConvertible {
  public var description: String { "\(decimal) \(currency)" }
}
