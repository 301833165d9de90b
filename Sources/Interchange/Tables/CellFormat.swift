import Domain

/// How a file writes days and amounts. It is said and never guessed: `1,234` and `03/04/2026` mean two things each.
public struct CellFormat: Hashable, Sendable {
  public enum DecimalMark: String, CaseIterable, Sendable {
    /// `1200.50`.
    case point
    /// `1 200,50` and `1.200,50`: a comma before the decimals, and a space or a point between thousands.
    case comma
  }

  public enum DateOrder: String, CaseIterable, Sendable {
    /// `2026-03-31`.
    case iso
    /// `31/03/2026`.
    case dayFirst = "day_first"
  }

  public var decimalMark: DecimalMark
  public var dateOrder: DateOrder

  public init(decimalMark: DecimalMark = .point, dateOrder: DateOrder = .iso) {
    self.decimalMark = decimalMark
    self.dateOrder = dateOrder
  }

  /// - Throws: `date_malformed`, `date_invalid`.
  func date(_ text: String) throws(Problem) -> CalendarDate {
    guard dateOrder == .dayFirst else { return try CalendarDate(iso: text) }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let isDate =
      parts.map(\.utf8.count) == [2, 2, 4]
      && parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard isDate, let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2]) else {
      throw Problem("date_malformed", "“\(text.prefix(40))” is not a day. Write it as DD/MM/YYYY, such as 31/03/2026.")
    }
    return try CalendarDate(year: year, month: month, day: day)
  }

  /// The amount as ``Money`` reads it: a point before the decimals, nothing between thousands.
  /// - Throws: `amount_malformed`.
  func amount(_ text: String) throws(Problem) -> String {
    guard decimalMark == .comma else { return text }
    let isNegative = text.first == "-" || text.first == "\u{2212}"
    let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: ",", omittingEmptySubsequences: false)
    let groups = parts[0].split(omittingEmptySubsequences: false) { CellFormat.groupMarks.contains($0) }
    let marks = Set(parts[0].filter { CellFormat.groupMarks.contains($0) })
    let isGrouped =
      groups.count == 1 || ((1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 })
    guard parts.count <= 2, isGrouped, marks.count <= 1 else {
      throw Problem(
        "amount_malformed",
        "“\(text.prefix(40))” is not an amount with a comma before the decimals, such as 1 200,50 or -35,00.")
    }
    return (isNegative ? "-" : "") + groups.joined() + (parts.count == 2 ? "." + parts[1] : "")
  }

  private static let groupMarks: Set<Character> = [" ", "\u{A0}", "\u{202F}", "."]
}
