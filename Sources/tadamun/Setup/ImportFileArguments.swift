import Actions
import ArgumentParser
import Domain
import Foundation
import Interchange
import Postgres

/// What the imports of CSV files have in common.
struct ImportFileArguments: ParsableArguments {
  static let promise = """
    All or nothing: where anything is wrong, nothing is recorded, every fault is listed with line and column, and the
    exit status is 1. With --keep-good the good rows are recorded, the others are written to that file with the reason
    beside them, and the exit status is 0. Files are UTF-8.
    """

  enum Delimiter: String, CaseIterable, ExpressibleByArgument {
    case comma, semicolon
  }

  @Argument(help: "The file.", completion: .file(extensions: ["csv"]))
  var file: String

  @Option(help: "What stands between two cells; it is never guessed.")
  var delimiter = Delimiter.comma

  @Option(help: "Record the good rows, and write the refused ones to this file.", completion: .file())
  var keepGood: String?

  @Flag(help: "Say what would be recorded and refused, and record nothing.")
  var dryRun = false

  @Flag(help: "Print JSON.")
  var json = false

  /// Imports, prints what became of the file, and throws the exit status.
  func run(
    _ body: @escaping @Sendable (Tadamun, String, ImportOptions) async throws -> FileImportOutput
  ) async throws {
    let database = try await Database.open()
    let tadamun = try await database.tadamun(isBatch: true)
    let (path, csv) = (file, CSVOptions(delimiter: delimiter == .comma ? .comma : .semicolon))
    var output: FileImportOutput
    do {
      output = try await Progress.counting("reading", " rows") { [keepGood, dryRun] progress in
        try await body(
          tadamun, path, ImportOptions(csv: csv, keepGood: keepGood, isDryRun: dryRun, progress: progress))
      }
    } catch let problem as Problem where json {
      output = FileImportOutput(refused: [problem], of: path)
    } catch let problems as Problems where json {
      output = FileImportOutput(refused: problems.list, of: path)
    }
    await tadamun.pool.close()
    if json {
      print(try JSONOutput.text(output))
    } else {
      let lines = output.refusals.map(\.text) + output.unlisted
      for line in lines { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
      print(output.summary)
    }
    if output.isRefused { throw ExitCode(1) }
  }
}
