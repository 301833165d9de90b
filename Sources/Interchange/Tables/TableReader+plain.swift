import Domain

extension TableReader where Row == ReportRow {
  /// What is to be kept from row to row to tell plain ones; it has met none so far.
  public var plainRows: PlainReportRows { PlainReportRows(reader.header) }

  /// Gives the next row to `takePlain` where it is a plain one, and to `take` where it is none or was not taken.
  ///
  /// - Parameters:
  ///   - takePlain: Whether the row is good and was taken; one that is not taken leaves no trace.
  ///   - take: Answers with what a good row named, so that those behind it can be plain; nil where it is not good.
  /// - Returns: Whether there was a row.
  /// - Throws: what ``next()`` throws; what `take` throws.
  public func next(
    _ plain: inout PlainReportRows, takePlain: (PlainReportRow) -> Bool,
    take: (Result<ReportRow, Problems>, borrowing CSVRow) throws -> PlainReportRows.Lesson?
  ) throws -> Bool {
    let found: Void? = try reader.nextRow { row in
      if isFree(row.line), let known = plain.read(row), takePlain(known) { return }
      let result = read(row)
      switch result {
      case .success(let value): plain.follow(row, value, try take(result, row))
      case .failure(let problems):
        plain.forget()
        try refuse(row, problems)
        _ = try take(result, row)
      }
    }
    return found != nil
  }
}
