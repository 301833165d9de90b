import Domain

extension CSVRow {
  /// The number in a cell, or nil where it is blank: digits with a point before the decimals, an optional minus sign
  /// and exponent.
  ///
  /// - Throws: `number_malformed` with what to write instead, or `number_out_of_range`, at the cell.
  @inline(__always)
  public func double(_ column: Int) throws(Problem) -> Double? {
    if isBlank(column) { return nil }
    switch withBytes(column, DecimalText.double) {
    case .value(let number): return number
    case .malformed: throw malformed(column)
    case .outOfRange: throw outOfRange(column)
    }
  }

  /// The whole number in a cell, or nil where it is blank: digits and an optional minus sign.
  ///
  /// - Throws: `number_malformed` with what to write instead, or `number_out_of_range`, at the cell.
  @inline(__always)
  public func int(_ column: Int) throws(Problem) -> Int? {
    if isBlank(column) { return nil }
    switch withBytes(column, DecimalText.int) {
    case .value(let number): return number
    case .malformed: throw malformed(column)
    case .outOfRange: throw outOfRange(column)
    }
  }

  @inline(never)
  private func malformed(_ column: Int) -> Problem {
    let text = text(column) ?? ""
    return Problem("number_malformed", DecimalText.advice(for: text), at: place(column))
  }

  @inline(never)
  private func outOfRange(_ column: Int) -> Problem {
    Problem("number_out_of_range", "The number is too large or too small to be kept exactly enough.", at: place(column))
  }
}
