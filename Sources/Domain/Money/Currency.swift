/// An ISO 4217 currency and the number of decimals of its minor unit.
public struct Currency: Hashable, Sendable {
  /// Three capital letters, such as `MAD`.
  public let code: String
  /// Decimals of the minor unit: 2 for MAD, 0 for JPY, 3 for TND.
  public let exponent: Int

  /// Minor units in one unit: 100 for MAD.
  public var minorUnitsPerUnit: Int64 { Currency.powersOfTen[exponent] }

  /// So many minor units as a decimal number with a point and all decimals, such as `1200.50`; also for sums that are
  /// larger than one posting may be.
  public func decimal(_ minor: Int64) -> String {
    let units = minor.magnitude / UInt64(minorUnitsPerUnit)
    let sign = minor < 0 ? "-" : ""
    guard exponent > 0 else { return "\(sign)\(units)" }
    let rest = String(minor.magnitude % UInt64(minorUnitsPerUnit))
    let zeros = String(repeating: "0", count: exponent - rest.utf8.count)
    return "\(sign)\(units).\(zeros)\(rest)"
  }

  /// - Throws: `unknown_currency` where ISO 4217 has no such code or the code is not one of money that moves
  ///   (XXX, XTS and the metals).
  public init(_ code: some StringProtocol) throws(Problem) {
    guard let exponent = Currency.exponents[String(code)] else {
      throw Problem("unknown_currency", "“\(code)” is not an ISO 4217 currency that this service books.")
    }
    self.code = String(code)
    self.exponent = exponent
  }

  private init(known code: String, exponent: Int) {
    self.code = code
    self.exponent = exponent
  }

  public static let mad = Currency(known: "MAD", exponent: 2)

  /// Every currency that can be booked, by code.
  public static var all: [Currency] {
    exponents.map { Currency(known: $0.key, exponent: $0.value) }.sorted { $0.code < $1.code }
  }

  private static let powersOfTen: [Int64] = [1, 10, 100, 1_000, 10_000]

  /// ISO 4217 list one. XDR has no minor unit there; publishers write it with two decimals, and so do we.
  private static let exponents: [String: Int] = {
    let twoDecimals = """
      AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC \
      CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR \
      JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD \
      NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN \
      SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD XDR YER ZAR ZMW
      """
    let noDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
    let threeDecimals = "BHD IQD JOD KWD LYD OMR TND"
    var table: [String: Int] = [:]
    for (codes, exponent) in [(twoDecimals, 2), (noDecimals, 0), (threeDecimals, 3)] {
      for code in codes.split(separator: " ") { table[String(code)] = exponent }
    }
    return table
  }()
}

extension Currency: CustomStringConvertible {
  public var description: String { code }
}
