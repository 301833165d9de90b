/// The number by which the sender of a report can ask for it: `R` and the report's key with two check digits, which
/// a digit read wrongly or two exchanged do not survive (ISO/IEC 7064, MOD 97-10).
public struct ReportReceipt: Hashable, Sendable {
  public let report: Int64

  public init(report: Int64) { self.report = report }

  /// Reads what ``description`` writes.
  /// - Throws: `receipt_number_malformed`, also where the check digits are not those of the number.
  public init(_ text: String) throws(Problem) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let digits = parts.first?.dropFirst() ?? ""
    guard parts.count == 2, text.first == "R", digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let report = Int64(digits), report > 0, ReportReceipt(report: report).description == text
    else { throw Problem("receipt_number_malformed", "“\(text.prefix(40))” is no number of a receipt.") }
    self.report = report
  }

  private var checkDigits: Int { 98 - Int((report % 97) * 100 % 97) }
}

extension ReportReceipt: CustomStringConvertible {
  public var description: String { "R\(report)-\(checkDigits < 10 ? "0" : "")\(checkDigits)" }
}
