/// An account at a bank. It holds the money of one fund and no other, so that what is the fund's can be counted.
public struct BankAccount: Hashable, Sendable {
  public let code: Code
  public let fund: Code
  /// IBAN or national number: capitals and digits.
  public let number: String
  public let currency: Currency

  /// - Throws: `account_number_malformed` unless the number has 4 to 34 letters and digits once spaces are left out.
  public init(_ code: Code, fund: Code, number: String, currency: Currency) throws(Problem) {
    let plain = BankText.accountNumber(number)
    let kept = number.filter { !$0.isWhitespace && $0 != "-" }
    guard (4...34).contains(plain.count), kept.count == plain.count else {
      throw Problem(
        "account_number_malformed",
        "The number of an account has 4 to 34 letters and digits, such as an IBAN or a RIB.",
        at: Place(field: "number"))
    }
    self.code = code
    self.fund = fund
    self.number = plain
    self.currency = currency
  }
}
