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

extension DateSpan {
  /// A quarter (`2026-Q3`), a year (`2026`), or two days (`2026-01-01/2026-03-31`).
  /// - Throws: `period_malformed`, and what dates throw.
  fileprivate init(period text: some StringProtocol) throws {
    let days = text.split(separator: "/", omittingEmptySubsequences: false)
    if days.count == 2 {
      self = try DateSpan(CalendarDate(iso: days[0]), through: CalendarDate(iso: days[1]))
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = Int(parts[0]), parts[0].utf8.count == 4, parts.count <= 2 else {
      throw Problem("period_malformed", "“\(text)” is no period such as 2026-Q3, 2026 or 2026-01-01/2026-03-31.")
    }
    var (first, months) = (1, 12)
    if parts.count == 2 {
      guard let quarter = Int(parts[1].dropFirst()), parts[1].first == "Q", (1...4).contains(quarter) else {
        throw Problem("period_malformed", "“\(text)” is no quarter such as 2026-Q3.")
      }
      (first, months) = (quarter * 3 - 2, 3)
    }
    let next = first + months
    let end = try CalendarDate(year: next > 12 ? year + 1 : year, month: next > 12 ? 1 : next, day: 1)
    self = try DateSpan(CalendarDate(year: year, month: first, day: 1), through: end.adding(days: -1))
  }
}
