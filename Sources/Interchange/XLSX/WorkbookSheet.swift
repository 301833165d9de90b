/// One sheet of a workbook: a row of titles that stays in sight, and rows of cells below it.
public struct WorkbookSheet: Sendable {
  /// How the numbers of a column are shown; what is stored is the number itself.
  public enum NumberStyle: String, CaseIterable, Sendable {
    case general = "General"
    case whole = "0"
    case score = "0.000"
    case share = "0%"
    case money = "#,##0.00"
  }

  public struct Column: Sendable {
    public let title: String
    /// In characters.
    public let width: Double
    public let style: NumberStyle

    public init(_ title: String, width: Double = 14, style: NumberStyle = .general) {
      self.title = title
      self.width = width
      self.style = style
    }
  }

  /// At most 31 characters, none of them one of `[]:*?/\`.
  public let name: String
  /// The first column then stands on the right.
  public let isRightToLeft: Bool
  public let columns: [Column]
  public let rows: [[CSVCellValue]]

  public init(_ name: String, isRightToLeft: Bool, columns: [Column], rows: [[CSVCellValue]]) {
    self.name = name
    self.isRightToLeft = isRightToLeft
    self.columns = columns
    self.rows = rows
  }
}
