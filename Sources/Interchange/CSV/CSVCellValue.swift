/// What a cell to be written holds. Numbers stay numbers; text is text, whatever it looks like.
public enum CSVCellValue: Sendable {
  case blank
  case text(String)
  case int(Int64)
  /// A finite number, written with the fewest digits that give back the same bits.
  case double(Double)
  /// A number already written out, such as an amount with its decimals or a score with seventeen digits.
  case decimal(String)

  /// The text, or a blank where there is none.
  public static func text(ifAny text: String?) -> CSVCellValue { text.map(CSVCellValue.text) ?? .blank }
  /// The number, or a blank where there is none.
  public static func double(ifAny number: Double?) -> CSVCellValue { number.map(CSVCellValue.double) ?? .blank }
}
