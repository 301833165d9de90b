import Actions
import ArgumentParser
import Domain
import Postgres

struct ScoresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scores", abstract: "Read the scores of a programme, or what one actor's score is made of.",
    discussion: """
      Example:
        tadamun scores oriental --limit 10
        tadamun scores oriental --actor coop-001
        tadamun scores oriental --actor coop-001 --compare 3
        tadamun scores oriental --warnings
      """)

  @Argument(help: "The programme's code.")
  var programme: String

  @Option(help: "Show everything about one actor.")
  var actor: String?

  @Option(help: "Say why the actor's score differs from that of this earlier run.")
  var compare: Int64?

  @Flag(help: "Show the signs of invented or adjusted numbers that the run noticed, for an auditor.")
  var warnings = false

  @Option(help: "How many scores, or warnings, to show.")
  var limit = 10

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard compare == nil || actor != nil else { throw ValidationError("--compare goes with --actor.") }
    guard compare == nil || !warnings else { throw ValidationError("--warnings goes without --compare.") }
    guard (1...Tadamun.maximumScorePage).contains(limit) else {
      throw ValidationError("--limit is from 1 to \(Tadamun.maximumScorePage).")
    }
  }

  func run() async throws {
    let database = try await Database.open()
    let tadamun = try await database.tadamun()
    let programme = try Code(programme)
    if warnings {
      let found = try await tadamun.warnings(in: programme, actor: actor.map { try Code($0) }, limit: limit)
      print(
        try json ? JSONOutput.text(found.map(WarningOutput.init)) : found.map(ScoreText.warning).joined(separator: "\n")
      )
    } else if let actor, let compare {
      let difference = try await tadamun.difference(of: Code(actor), in: programme, from: compare)
      print(try json ? JSONOutput.text(DifferenceOutput(difference)) : ScoreText.difference(difference))
    } else if let actor {
      let sheet = try await tadamun.score(of: Code(actor), in: programme)
      let names = try await tadamun.names(ofActors: [], run: sheet.run)
      print(try json ? JSONOutput.text(SheetOutput(sheet, names)) : ScoreText.sheet(sheet, names))
    } else {
      let table = try await tadamun.scores(of: programme, limit: limit)
      print(try json ? JSONOutput.text(TableOutput(table)) : ScoreText.table(table))
    }
    await tadamun.pool.close()
  }
}
