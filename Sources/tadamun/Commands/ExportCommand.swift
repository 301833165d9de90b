import Actions
import ArgumentParser
import Domain
import Postgres

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write what a run was made of and came to as files that “tadamun evaluate” reads.",
    discussion: """
      Writes framework.yml, values.csv, scores.csv and, where the run scored by a frozen scale, scale.json. Evaluating
      the values by the framework gives the same scores.csv, byte by byte.

      Example:
        tadamun export oriental-2024-2026 --out run
        tadamun evaluate --framework run/framework.yml --values run/values.csv --out again
        cmp run/scores.csv again/scores.csv
      """)

  @Argument(help: "The programme's code.")
  var programme: String

  @Option(name: .customLong("run"), help: "The run; the one that readers see where left out.")
  var number: Int64?

  @Option(help: "The folder to write to; made where it is not there.")
  var out: String

  func run() async throws {
    let tadamun = try await Database.open().tadamun(isBatch: true)
    let programme = try Code(programme)
    let export = try await Progress.during("exporting") {
      try await tadamun.export(programme, run: number, to: out)
    }
    print("run \(export.run), \(export.actorCount) actors: \(export.files.joined(separator: ", ")) in \(out)")
    await tadamun.pool.close()
  }
}
