import Domain
import Foundation
import Interchange
import Postgres
import Scoring
import Store

/// What a run came to.
public struct ScoreOutcome: Hashable, Sendable {
  public let run: Int64
  public let actorCount: Int
  public let observationCount: Int
}

extension Tadamun {
  /// Scores a programme: reads what is known now, lets the engine work, writes the run, and shows it in one statement.
  /// Readers see the old run whole or the new run whole.
  ///
  /// - Parameters:
  ///   - asOf: The day the run is of: facts of later days are not seen.
  ///   - claim: The job the run is for; a claim that was lost writes nothing.
  /// - Throws: `programme_unknown`, `framework_missing`, what the framework's file is refused for; ``ClaimLost``.
  @discardableResult
  public func score(_ programme: Code, asOf: CalendarDate, claim: JobClaim? = nil) async throws -> ScoreOutcome {
    let startedAt = try await now()
    let recordedUntil = try await transaction { try await Facts.settle(in: $0) }
    let (identity, inputs) = try await reading { transaction in
      let (reader, identity) = try await runReader(
        for: programme, asOf: asOf, recordedUntil: recordedUntil, in: transaction)
      return (identity, try await reader.read(in: transaction))
    }
    FailurePoint.reach("run_read")
    let results = RunResults(actors: inputs.actors, run: try await engine(inputs.plan).score([inputs.shard]))
    FailurePoint.reach("run_computed")
    let result = results.result(of: inputs)
    let run = try await transaction { transaction in
      let run = try await Runs.insert(identity, result, startedAt: startedAt, in: transaction)
      try await write(results, of: run, in: transaction)
      FailurePoint.reach("run_written")
      try await Runs.publish(run, for: identity.programme, in: transaction)
      let body = JSONText.object(["run": .integer(run), "as_of": .text(asOf.description)])
      try await Events.append(
        "programme_scored", about: "programme:\(programme)", body: body, by: Source.worker.name, in: transaction)
      if let claim { try await finish(claim, outcome: body, in: transaction) }
      FailurePoint.reach("run_published")
      return run
    }
    return ScoreOutcome(run: run, actorCount: result.actorCount, observationCount: result.observationCount)
  }

  /// The engine, on all of this machine's processors; the result does not depend on how many there are.
  func engine(_ plan: Plan) -> Scorer {
    Scorer(plan, threads: min(8, ProcessInfo.processInfo.activeProcessorCount))
  }

  private func runReader(
    for programme: Code, asOf: CalendarDate, recordedUntil: Moment, in transaction: Transaction
  ) async throws -> (RunReader, ScoringRun.Identity) {
    let stored = try await knownProgramme(programme, in: transaction)
    guard
      let framework = try await Frameworks.current(
        for: stored.id, on: asOf, knownBy: recordedUntil, in: transaction)
    else {
      throw Problem("framework_missing", "\(programme) has no framework to score by on \(asOf).")
    }
    let plan = try RunReader.plan(framework)
    let identity = ScoringRun.Identity(
      programme: stored.id, framework: framework.id, asOf: asOf, recordedUntil: recordedUntil,
      seed: Int64(bitPattern: plan.framework.uncertainty?.seed ?? 0), engineVersion: Scorer.engineVersion)
    return (RunReader(programme: stored, identity: identity, plan: plan), identity)
  }

  private func write(_ results: RunResults, of run: Int64, in transaction: Transaction) async throws {
    try await Runs.copyScores(of: run, in: transaction) { write in
      for (index, actor) in results.actors.enumerated() {
        for score in results.scores(index) { try write(actor.id, score) }
      }
    }
    FailurePoint.reach("scores_written")
    try await Runs.copyParts(of: run, in: transaction) { write in
      for (index, actor) in results.actors.enumerated() {
        for part in results.parts(index) { try write(actor.id, part) }
      }
    }
  }
}

extension RunReader {
  /// The framework as it was stored, laid out for computing.
  static func plan(_ stored: Frameworks.Stored) throws -> Plan {
    let file = try FrameworkFile(bytes: Array(stored.body.utf8), name: "\(stored.code)/\(stored.version)")
    return try Plan(file.framework)
  }
}
