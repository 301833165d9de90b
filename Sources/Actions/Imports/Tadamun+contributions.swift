import Domain
import Interchange
import Postgres

extension Tadamun {
  /// Imports `contributions.csv` (see ``Interchange/ContributionRow/table``). What was imported before under the same
  /// `external_ref` is left as it is.
  ///
  /// All or nothing: where anything is wrong, nothing is recorded and the outcome lists what. With
  /// ``ImportOptions/keepGood`` the good rows are recorded and the others are written to that file.
  ///
  /// - Throws: what leaves the file unreadable, such as `file_unreadable`, `csv_columns_missing`, `encoding_not_utf8`;
  ///   `same_file` where the refused rows were to be written over the file. The outcome lists, each with file, line,
  ///   column and field: what ``Interchange/TableReader`` refuses; `code_malformed`, `date_out_of_range`, `date_in_future`;
  ///   `fund_unknown`, `fund_instrument_differs`, `actor_unknown`, `idempotency_conflict`.
  public func importContributions(
    _ path: String, options: ImportOptions = ImportOptions(), by source: Source = .importedFile
  ) async throws -> ContributionImport {
    try options.checkTarget(against: path)
    var result = ContributionImport()
    do {
      try await transaction { transaction in
        var importer = ContributionImporter(path: path, options: options, source: source, in: transaction)
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
      result.outcome = ContributionOutcome()
    } catch is ImportRehearsed {}
    try result.refusals.locate(in: path, options.csv)
    return result
  }
}
