import Actions
import ArgumentParser
import Postgres

struct ImportReportsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reports", abstract: "Take in indicator reports from a CSV file.",
    discussion: """
      config/tables/reports.schema.json describes the columns. The rows of one report share external_ref and
      submitted_on; a later day under the same external_ref corrects. A report that was taken in before is left as it is.

      \(ImportFileArguments.promise) With --keep-good all rows of a report wait where one of them is refused.

      Example:
        tadamun import reports reports.csv
        tadamun import reports reports.csv --keep-good refused.csv --json
      """)

  @OptionGroup var arguments: ImportFileArguments

  func run() async throws {
    try await arguments.run { tadamun, path, options in
      FileImportOutput(try await tadamun.importReports(path, options: options), of: path, options)
    }
  }
}
