import Domain
import Interchange

/// How a bank's file of CSV is written. It is said and never guessed.
public struct BankTableStyle: Hashable, Sendable {
  public enum Delimiter: String, CaseIterable, Sendable {
    case comma, semicolon
  }

  /// What stands before the decimals.
  public enum Decimal: String, CaseIterable, Sendable {
    case point, comma
  }

  public enum Dates: String, CaseIterable, Sendable {
    /// `2026-03-31`.
    case iso
    /// `31/03/2026`.
    case dayFirst = "day_first"
  }

  public var delimiter: Delimiter
  public var decimal: Decimal
  public var dates: Dates

  public init(delimiter: Delimiter = .comma, decimal: Decimal = .point, dates: Dates = .iso) {
    self.delimiter = delimiter
    self.decimal = decimal
    self.dates = dates
  }

  var csv: CSVOptions { CSVOptions(delimiter: delimiter == .semicolon ? .semicolon : .comma) }

  var format: CellFormat {
    CellFormat(decimalMark: decimal == .comma ? .comma : .point, dateOrder: dates == .dayFirst ? .dayFirst : .iso)
  }
}
