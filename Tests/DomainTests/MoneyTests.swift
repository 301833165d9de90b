import Domain
import Testing

@Suite("Money is whole minor units, read and written exactly")
struct MoneyTests {
  @Test(
    "amounts are read to the last decimal and never rounded",
    arguments: [
      ("1200.50", "MAD", 120_050), ("0.01", "MAD", 1), ("7", "MAD", 700), ("-3.2", "EUR", -320), ("15", "JPY", 15),
      ("1.234", "TND", 1_234), ("90000000000000.00", "MAD", 9_000_000_000_000_000),
    ])
  func reads(text: String, currency: String, minor: Int64) throws {
    #expect(try Money(decimal: text, Currency(currency)).minor == minor)
  }

  @Test(
    "what is no amount is refused by a stable code",
    arguments: [
      ("", "amount_malformed"), ("1e3", "amount_malformed"), ("NaN", "amount_malformed"),
      ("1 000.50", "amount_malformed"),
      ("1,000.50", "amount_malformed"), ("+5", "amount_malformed"), ("0x10", "amount_malformed"),
      (".5", "amount_malformed"),
      ("5.", "amount_malformed"), ("−5", "amount_malformed"), ("١٢٣", "amount_malformed"),
      ("1.2.3", "amount_malformed"),
      ("0.001", "amount_too_many_decimals"), ("90000000000000.01", "amount_out_of_range"),
      ("9223372036854775808", "amount_out_of_range"), ("99999999999999999999999999", "amount_out_of_range"),
    ])
  func refuses(text: String, code: String) {
    let problem = #expect(throws: Problem.self) { try Money(decimal: text, .mad) }
    #expect(problem?.code.rawValue == code)
  }

  @Test(
    "an amount that was read is written the same",
    arguments: [
      ("1200.50", "MAD"), ("-0.07", "MAD"), ("15", "JPY"), ("0.005", "TND"), ("0.00", "EUR"),
    ])
  func roundTrip(text: String, currency: String) throws {
    #expect(try Money(decimal: text, Currency(currency)).decimal == text)
  }

  @Test("a currency is three capitals of ISO 4217", arguments: ["mad", "MAＤ", "XXX", "ZZZ", "", "MADX"])
  func currencies(code: String) {
    let problem = #expect(throws: Problem.self) { try Currency(code) }
    #expect(problem?.code == "unknown_currency")
  }
}
