import Actions
import ArgumentParser
import Domain
import Interchange
import Postgres

struct FrameworkSimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Try a draft on past periods and print winners and losers; nothing is written.",
    discussion: """
      Each period stands for the last run of a day on or after its end. The draft reads just what that run could see.

      Example:
        tadamun framework simulate oriental-2.yml --programme oriental-2024-2026 --periods 2026-Q2,2026-Q3 --csv who.csv
      """)

  @Argument(help: "The draft's file.", completion: .file(extensions: ["yml", "yaml"]))
  var file: String

  @Option(help: "The programme's code.")
  var programme: String

  @Option(help: "Periods such as 2026-Q3, 2026 or 2026-01-01/2026-03-31, with commas; the current run where left out.")
  var periods: String?

  @Option(help: "Write every line to this CSV file too.")
  var csv: String?

  @Option(help: "How many winners and losers to print.")
  var limit = 10

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let text = try FrameworkFile.text(path: file)
    let spans = try (periods ?? "").split(separator: ",").map { try DateSpan(period: $0) }
    let tadamun = try await Database.open().tadamun(isBatch: true)
    let code = try Code(programme)
    let simulations = try await Progress.during("simulating") {
      try await tadamun.simulate(draft: text, for: code, periods: spans)
    }
    if let csv { try SimulationTable.write(simulations, to: csv) }
    if json {
      print(try JSONOutput.text(simulations.map { SimulationOutput($0) }))
    } else {
      print(simulations.map { SimulationText.text($0, limit: limit) }.joined(separator: "\n\n"))
    }
    await tadamun.pool.close()
  }
}
