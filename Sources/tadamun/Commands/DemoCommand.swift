import Actions
import ArgumentParser
import Domain
import Foundation
import Interchange
import Postgres

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Show everything on the sample: load it, score its night, print the best, serve.",
    discussion: """
      The sample is invented: about 240 organisations of the Oriental region of Morocco and eight quarters. What a
      first run made, a second one finds and says so.

      Example:
        tadamun demo --check
      """)

  @Flag(help: "Stop before serving.")
  var check = false

  @Option(help: "The port to serve on; the setting serve.port where left out.")
  var port: Int?

  func run() async throws {
    let database = try await Database.open()
    try await start(database)
    let tadamun = try await database.tadamun(isBatch: true)
    let sample = try Sample.oriental()
    let programme = try Code(sample.programme)
    try await load(sample, into: tadamun, database)
    let outcome = try await Progress.during("scoring") { try await tadamun.score(programme, asOf: sample.asOf) }
    print("scored the night of \(sample.asOf): run \(outcome.run), \(outcome.actorCount) actors, ", terminator: "")
    print("\(outcome.observationCount) values\n")
    try await printBest(of: programme, tadamun)
    try await printProposal(for: programme, of: sample, tadamun)
    await tadamun.pool.close()
    if check {
      print("\nEverything works. Run “tadamun serve” to see the pages.")
    } else {
      print("")
      try await ServeCommand.serve(database, port: port)
    }
  }

  private func start(_ database: Database) async throws {
    switch try await database.startCluster() {
    case .initialised: print("PostgreSQL: made in \(database.settings.dataDirectory) and started")
    case .started: print("PostgreSQL: found in \(database.settings.dataDirectory), started")
    case .alreadyRunning: print("PostgreSQL: found in \(database.settings.dataDirectory), running already")
    case nil: print("PostgreSQL: the one that DATABASE_URL names")
    }
    let applied = try await database.migrate()
    print(applied.isEmpty ? "schema: current already" : "schema: \(applied.count) migrations applied")
  }

  private func load(_ sample: Sample, into tadamun: Tadamun, _ database: Database) async throws {
    let framework = try database.installation.text("config/frameworks/\(sample.framework).yml")
    let outcome = try await Progress.during("loading") { try await tadamun.load(sample, framework: framework) }
    guard outcome.isNew else { return print("sample: found, loaded already") }
    print("sample: \(outcome.actors) actors, \(outcome.contributions) contributions, ", terminator: "")
    print("\(outcome.reports) reports with \(outcome.values) values loaded")
  }

  private func printBest(of programme: Code, _ tadamun: Tadamun) async throws {
    let table = try await tadamun.scores(of: programme, limit: 10)
    print(ScoreText.table(table))
    let names = try await tadamun.names(ofActors: [], run: table.run)
    print("\nWhat made them, the three parts that brought most:")
    for ranked in table.scores {
      let sheet = try await tadamun.score(of: ranked.actor, in: programme)
      print("\(ranked.actor) \(ranked.names.preferred(.fr))")
      for line in ScoreText.parts(sheet.parts, names).prefix(3) { print("  \(line)") }
    }
  }

  /// What the framework's rule of money makes of the night. The key is the sample's: there is one such draft.
  private func printProposal(for programme: Code, of sample: Sample, _ tadamun: Tadamun) async throws {
    let made: FundingProposal
    do {
      made = try await tadamun.propose(programme, fund: Code(sample.budgetFund), key: "sample", by: .sample)
    } catch let problem as Problem where problem.code == "proposal_missing" {
      return print("\nNo payments are proposed: \(problem.message) “make clean” begins anew with the sample of today.")
    }
    print("\nWhat the framework’s rule of money makes of it, a draft until two persons approve it:")
    let sheet = try await tadamun.proposal(made.id, limit: Tadamun.maximumLinePage)
    print(ProposalText.largest(sheet, count: 10))
  }
}
