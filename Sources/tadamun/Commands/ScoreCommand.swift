import Actions
import ArgumentParser
import Domain
import Postgres

struct ScoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Score a programme now, or recompute a run that is stored.",
    discussion: """
      A run is written whole and then shown in one statement: readers see the old one or the new one. What no new fact
      speaks of is taken over from the run before; --full reads everything, and comes to the same bytes. --quick draws fewer replicates, as a night does where the
      framework says so; the run keeps their number, and its method says that it was quick.

      Example:
        tadamun score oriental-2024-2026 --as-of 2026-11-24
        tadamun score oriental-2024-2026 --replay 3
      """)

  @Argument(help: "The programme's code.")
  var programme: String

  @Option(help: "The day the run is of, YYYY-MM-DD; today in the programme's time zone where left out.")
  var asOf: String?

  @Option(help: "Recompute this run from its stored inputs, compare, and change nothing.")
  var replay: Int64?

  @Flag(help: "Read every observation, whether or not something new is known of the actor.")
  var full = false

  @Flag(help: "Draw the replicates of a night, or a hundred at most: intervals sooner, and rougher.")
  var quick = false

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let database = try await Database.open()
    let tadamun = try await database.tadamun(isBatch: true)
    let programme = try Code(programme)
    if let replay {
      try await recompute(replay, of: programme, tadamun)
    } else {
      let day: CalendarDate
      if let asOf { day = try CalendarDate(iso: asOf) } else { day = try await tadamun.today(in: programme) }
      let outcome = try await Progress.during("scoring") {
        try await tadamun.score(
          programme, asOf: day, extent: full ? .everything : .whatIsNew, replicates: quick ? .quick : .all)
      }
      print(try json ? JSONOutput.text(RunOutcomeOutput(outcome)) : text(outcome, day))
    }
    await tadamun.pool.close()
  }

  private func text(_ outcome: ScoreOutcome, _ day: CalendarDate) -> String {
    var line =
      "\(programme) as of \(day): run \(outcome.run), \(outcome.actorCount) actors, \(outcome.observationCount) values"
    if outcome.reusedCount > 0 { line += ", \(outcome.reusedCount) actors unchanged" }
    if outcome.replicates < outcome.replicatesAsked {
      line += ", quick: \(outcome.replicates) of \(outcome.replicatesAsked) replicates"
    }
    if let issued = outcome.issuedScale { line += "; issued scale \(issued.name)" }
    return line
  }

  private func recompute(_ run: Int64, of programme: Code, _ tadamun: Tadamun) async throws {
    let replay = try await Progress.during("recomputing") { try await tadamun.replay(run: run, of: programme) }
    if json {
      print(try JSONOutput.text(ReplayOutput(replay)))
    } else {
      print(replay.isSame ? "run \(run): recomputed, the same" : "run \(run) DIFFERS")
      for difference in replay.differences { print("  \(difference)") }
    }
    if !replay.isSame { throw ExitCode(1) }
  }
}

private struct RunOutcomeOutput: Encodable {
  let run: Int64
  let actors: Int
  let observations: Int
  let unchangedActors: Int
  let issuedScale: String?
  let replicates: Int
  let replicatesAsked: Int

  init(_ outcome: ScoreOutcome) {
    run = outcome.run
    unchangedActors = outcome.reusedCount
    issuedScale = outcome.issuedScale?.name
    replicates = outcome.replicates
    replicatesAsked = outcome.replicatesAsked
    actors = outcome.actorCount
    observations = outcome.observationCount
  }
}

private struct ReplayOutput: Encodable {
  let run: Int64
  let same: Bool
  let differences: [String]

  init(_ replay: Replay) {
    run = replay.run
    same = replay.isSame
    differences = replay.differences
  }
}
