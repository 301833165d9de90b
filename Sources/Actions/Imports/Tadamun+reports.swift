import Domain
import Interchange
import Postgres

extension Tadamun {
  /// Imports `reports.csv` (see ``Interchange/ReportRow/table``).
  ///
  /// The rows of one report share `external_ref` and `submitted_on`; a later day under the same reference corrects, and
  /// becomes the next version. What was imported before is left as it is. A baseline or target in a row is kept with its
  /// value and holds for its period; where a row has none, what was agreed on otherwise holds.
  ///
  /// All or nothing: where anything is wrong, nothing is recorded and the outcome lists what. With
  /// ``ImportOptions/keepGood`` the reports without a fault are recorded, and all rows of the others are written to that
  /// file; a row so broken that nobody can tell its report refuses the reports beside it.
  ///
  /// - Throws: what leaves the file unreadable, such as `file_unreadable`, `csv_columns_missing`, `encoding_not_utf8`;
  ///   `same_file` where the refused rows were to be written over the file; `too_many_versions`, at its line. The outcome
  ///   lists, each with file, line, column and field: what ``Interchange/TableReader`` refuses; `submitted_on_missing`,
  ///   `report_rows_differ`, `cell_twice`, `report_too_large`, `submitted_before_period`; `programme_unknown`, `actor_unknown`,
  ///   `actor_not_enrolled`, `indicator_unknown`, `group_unknown`, `period_not_in_calendar`, `period_out_of_range`,
  ///   `period_in_future`, `date_in_future`, `idempotency_conflict`; `disaggregation_differs` where the groups of an axis do
  ///   not add up and no `difference_reason` says why, `difference_not_there`;
  ///   `unit_mismatch` where a row says another unit than its indicator's; `direction_conflict` where a target lies on the wrong side of its baseline; what ``Domain/ReportCell/check(against:)`` throws.
  public func importReports(
    _ path: String, options: ImportOptions = ImportOptions(), by source: Source = .importedFile
  ) async throws -> ReportImport {
    try options.checkTarget(against: path)
    var result: ReportImport
    do {
      result = try await importReports(path, options, source, gathers: false)
    } catch is ReportParser.Scattered {
      result = try await importReports(path, options, source, gathers: true)
    }
    try result.refusals.locate(in: path, options.csv)
    return result
  }

  private func importReports(_ path: String, _ options: ImportOptions, _ source: Source, gathers: Bool) async throws
    -> ReportImport
  {
    var result = ReportImport()
    do {
      try await transaction { transaction in
        var importer = try await ReportImporter(
          path: path, options: options, source: source, gathers: gathers, in: transaction)
        do {
          try await importer.run()
          result = importer.result
          if options.isDryRun { throw ImportRehearsed() }
        } catch {
          result = importer.result
          throw error
        }
      }
    } catch is ImportRefused {
      result.outcome = ReportOutcome()
    } catch is ImportRehearsed {}
    return result
  }
}

extension ImportOptions {
  /// - Throws: `same_file`.
  func checkTarget(against path: String) throws(Problem) {
    guard let keepGood, FilePath.isSame(keepGood, path) else { return }
    throw Problem(
      "same_file", "The refused rows would be written over the file they come from; name another.",
      at: Place(file: path))
  }
}

extension ImportRefusals {
  /// Puts the list in the order of the file and says the columns of cells that are known by line and field.
  mutating func locate(in path: String, _ options: CSVOptions) throws {
    sort()
    list = try CSVReader.locate(list, in: path, options: options)
  }
}
