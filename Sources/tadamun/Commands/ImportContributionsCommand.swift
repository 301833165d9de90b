import Actions
import ArgumentParser
import Postgres

struct ImportContributionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contributions", abstract: "Record contributions from a CSV file.",
    discussion: """
      config/tables/contributions.schema.json describes the columns. A row that was recorded before under its
      external_ref is left as it is; under the same external_ref with other contents it is refused.

      \(ImportFileArguments.promise)

      Example:
        tadamun import contributions contributions.csv
        tadamun import contributions contributions.csv --keep-good refused.csv
      """)

  @OptionGroup var arguments: ImportFileArguments

  func run() async throws {
    try await arguments.run { tadamun, path, options in
      FileImportOutput(try await tadamun.importContributions(path, options: options), of: path, options)
    }
  }
}
