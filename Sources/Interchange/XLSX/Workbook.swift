import CXlsxWriter
import Domain
import Foundation

/// Writes workbooks for spreadsheets (Office Open XML, ECMA-376) with libxlsxwriter.
///
/// Numbers are numbers and texts are texts: nothing is ever written as a formula, so that a name that begins with `=` is
/// shown and not run.
public enum Workbook {
  /// Rows that a sheet of the format holds, the one of titles among them.
  public static let maximumRows = 1_048_576

  /// The file's bytes: the same for the same sheets and moment.
  ///
  /// The library writes to files: one in the folder for temporary files, which is gone afterwards.
  ///
  /// - Parameter moment: When what the workbook says was so; the file calls it its making.
  /// - Throws: `file_unwritable`; `file_too_large` past ``maximumRows``.
  public static func bytes(of sheets: [WorkbookSheet], at moment: Moment) throws(Problem) -> [UInt8] {
    guard sheets.allSatisfy({ $0.rows.count < maximumRows }) else {
      throw Problem("file_too_large", "A sheet holds \(maximumRows - 1) rows at most.")
    }
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appendingPathComponent("tadamun-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    try write(sheets, at: moment, to: file.path, folder: folder.path)
    guard let data = FileManager.default.contents(atPath: file.path) else { throw unwritable("it is not there") }
    return Array(data)
  }

  private static func write(_ sheets: [WorkbookSheet], at moment: Moment, to path: String, folder: String)
    throws(Problem)
  {
    var failure = LXW_NO_ERROR
    folder.withCString { folder in
      // Rows go to a file as they come: the memory needed does not grow with them.
      var options = lxw_workbook_options(
        constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 0)
      guard let book = workbook_new_opt(path, &options) else {
        failure = LXW_ERROR_MEMORY_MALLOC_FAILED
        return
      }
      var properties = lxw_doc_properties()
      properties.created = time_t(moment.microseconds / 1_000_000)
      failure = workbook_set_properties(book, &properties)
      let formats = Formats(book)
      for sheet in sheets where failure == LXW_NO_ERROR { failure = add(sheet, to: book, formats) }
      let closed = workbook_close(book)
      if failure == LXW_NO_ERROR { failure = closed }
    }
    guard failure == LXW_NO_ERROR else {
      throw unwritable(lxw_strerror(failure).map { String(cString: $0) } ?? "error \(failure.rawValue)")
    }
  }

  private static func add(_ sheet: WorkbookSheet, to book: UnsafeMutablePointer<lxw_workbook>, _ formats: Formats)
    -> lxw_error
  {
    guard let page = workbook_add_worksheet(book, sheet.name) else { return LXW_ERROR_PARAMETER_VALIDATION }
    if sheet.isRightToLeft { worksheet_right_to_left(page) }
    worksheet_freeze_panes(page, 1, 0)
    for (column, title) in sheet.columns.enumerated() {
      let place = lxw_col_t(column)
      let outcome = worksheet_set_column(page, place, place, title.width, nil)
      guard outcome == LXW_NO_ERROR else { return outcome }
    }
    for (column, title) in sheet.columns.enumerated() {
      let outcome = worksheet_write_string(page, 0, lxw_col_t(column), title.title, formats.title)
      guard outcome == LXW_NO_ERROR else { return outcome }
    }
    for (index, row) in sheet.rows.enumerated() {
      for (column, cell) in zip(sheet.columns.indices, row) {
        let format = formats.numbers[sheet.columns[column].style] ?? nil
        let outcome = write(cell, to: page, lxw_row_t(index + 1), lxw_col_t(column), format)
        guard outcome == LXW_NO_ERROR else { return outcome }
      }
    }
    return LXW_NO_ERROR
  }

  private static func write(
    _ cell: CSVCellValue, to page: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t,
    _ format: UnsafeMutablePointer<lxw_format>?
  ) -> lxw_error {
    switch cell {
    case .blank: return LXW_NO_ERROR
    case .text(let text): return worksheet_write_string(page, row, column, text, nil)
    case .int(let number): return worksheet_write_number(page, row, column, Double(number), format)
    case .double(let number): return worksheet_write_number(page, row, column, number, format)
    case .decimal(let digits):
      guard let number = Double(digits) else { return worksheet_write_string(page, row, column, digits, nil) }
      return worksheet_write_number(page, row, column, number, format)
    }
  }

  /// They belong to the workbook and go with it.
  private struct Formats {
    let title: UnsafeMutablePointer<lxw_format>?
    let numbers: [WorkbookSheet.NumberStyle: UnsafeMutablePointer<lxw_format>?]

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
      title = workbook_add_format(book)
      format_set_bold(title)
      format_set_text_wrap(title)
      numbers = Dictionary(
        uniqueKeysWithValues: WorkbookSheet.NumberStyle.allCases.map { style in
          let format = workbook_add_format(book)
          format_set_num_format(format, style.rawValue)
          return (style, format)
        })
    }
  }

  private static func unwritable(_ why: String) -> Problem {
    Problem("file_unwritable", "The workbook cannot be written: \(why).")
  }
}
