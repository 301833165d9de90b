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
  /// Actors whose observations were taken over from an earlier run, since no new fact speaks of them.
  public let reusedCount: Int
  /// What recording the run issued for the reporting year; nil where nothing was.
  public let issuedScale: RunProvenance.ScaleIssue?
  /// Replicates that were drawn, and those that the framework asks for.
  public let replicates: Int
  public let replicatesAsked: Int
}

/// How many replicates of the uncertainty analysis a run draws.
public enum RunReplicates: Sendable {
  /// As many as the framework asks for.
  case all
  /// As many as it asks for of a night, else all.
  case nightly
  /// Those of a night, else at most a hundred.
  case quick

  /// The same rule with that many.
  func applied(to framework: Framework) -> Framework {
    var framework = framework
    guard let rule = framework.uncertainty else { return framework }
    switch self {
    case .all: break
    case .nightly: framework.uncertainty?.replicates = rule.nightly ?? rule.replicates
    case .quick: framework.uncertainty?.replicates = rule.quick
    }
    return framework
  }
}

/// How much of what an earlier run found is used.
public enum RunExtent: Sendable {
  /// What no new fact speaks of is taken over; the results are the same to the byte.
  case whatIsNew
  /// Every observation is read.
  case everything
}

extension Tadamun {
  /// Scores a programme: reads what is known now, lets the engine work, writes the run, and shows it in one statement.
  /// Readers see the old run whole or the new run whole.
  ///
  /// - Parameters:
  ///   - asOf: The day the run is of: facts of later days are not seen.
  ///   - replicates: How many are drawn; the run keeps the number.
  ///   - claim: The job the run is for; a claim that was lost writes nothing.
  /// - Throws: `programme_unknown`, `framework_missing`, what the framework's file is refused for; ``ClaimLost``.
  @discardableResult
  public func score(
    _ programme: Code, asOf: CalendarDate, extent: RunExtent = .whatIsNew, replicates: RunReplicates = .all,
    claim: JobClaim? = nil
  ) async throws -> ScoreOutcome {
    let startedAt = try await now()
    let recordedUntil = try await transaction { try await Facts.settle(in: $0) }
    let reader = try await reading { transaction in
      try await runReader(
        for: programme, asOf: asOf, recordedUntil: recordedUntil, replicates: replicates, in: transaction)
    }
    async let enrolled = reading { try await reader.enrolled(in: $0) }
    let (survey, scale) = try await reading { transaction in
      let survey = try await reader.survey(
        takesOver: extent == .whatIsNew, forShares: true, in: transaction)
      return (survey, try await RunScale(for: reader, survey.dictionary, in: transaction))
    }
    let prepared = reader.prepare(try await enrolled, survey)
    if prepared.base == nil, let known = Scale.knownBeforehand(reader.plan, frozen: scale.frozen?.scale) {
      return try await transaction { transaction in
        let run = try await Runs.reserveKey(in: transaction)
        let early = EarlySheets(run: run, scale: known, scorer: Scorer(reader.plan))
        let (inputs, written) = try await read(reader, prepared, early, in: transaction)
        FailurePoint.reach("run_read")
        let results = try await RunResults(inputs, scale, engine(inputs.plan), written: written)
        FailurePoint.reach("run_computed")
        return try await publish(results, of: run, reader, scale, startedAt: startedAt, claim, in: transaction)
      }
    }
    let inputs = try await read(reader, prepared)
    FailurePoint.reach("run_read")
    let results = try await RunResults(inputs, scale, engine(inputs.plan))
    FailurePoint.reach("run_computed")
    return try await transaction { transaction in
      let run = try await Runs.reserveKey(in: transaction)
      return try await publish(results, of: run, reader, scale, startedAt: startedAt, claim, in: transaction)
    }
  }

  /// Reads what is new, and beside it what is taken over.
  private func read(_ reader: RunReader, _ prepared: RunReader.Preparation) async throws -> RunInputs {
    guard let outline = prepared.base else { return reader.inputs(try await readShares(reader, prepared), nil) }
    async let base = reading { try await outline.kept(reader.plan, in: $0) }
    let new = try await readShares(reader, prepared)
    return reader.inputs(new, try await base)
  }

  /// Reads on other connections while the sheets of those who were read are written in `transaction`.
  private func read(
    _ reader: RunReader, _ prepared: RunReader.Preparation, _ early: EarlySheets, in transaction: Transaction
  ) async throws -> (inputs: RunInputs, sheetsSHA256: [UInt8]) {
    let (parts, hand) = AsyncStream.makeStream(of: EarlySheets.Arrival.self)
    async let written = early.write(parts, in: transaction)
    do {
      let read = try await readShares(reader, prepared) { hand.yield(EarlySheets.Arrival(share: $0, part: $1)) }
      hand.finish()
      return (reader.inputs(read, nil), try await written)
    } catch {
      hand.finish()
      throw error
    }
  }

  /// Reads on as many connections as there is work for: each knows by itself what it may see, so that together they see
  /// what one would.
  ///
  /// - Parameter onPart: is handed the actors that are read, a stretch at a time, with the number of their share.
  private func readShares(
    _ reader: RunReader, _ prepared: RunReader.Preparation, onPart: (@Sendable (Int, RunPart) -> Void)? = nil
  ) async throws -> RunReader.Reading {
    let shares = prepared.shares(among: readers)
    let found = try await withThrowingTaskGroup(of: (Int, RunReader.Reading).self) { group in
      for (number, share) in shares.enumerated() {
        let hand: PartReader? = if let onPart { { part in onPart(number, part) } } else { nil }
        group.addTask {
          let read = try await self.reading { other in try await reader.read(share, onPart: hand, in: other) }
          return (number, read)
        }
      }
      return try await group.reduce(into: [Int: RunReader.Reading]()) { $0[$1.0] = $1.1 }
    }
    return RunReader.Reading(prepared.dictionary, shares.indices.compactMap { found[$0] })
  }

  /// Connections that a run reads on at a time; others need some of the pool too.
  private var readers: Int {
    max(1, min(4, ProcessInfo.processInfo.activeProcessorCount, pool.configuration.maximumConnections / 3))
  }

  private func publish(
    _ results: RunResults, of run: Int64, _ reader: RunReader, _ scale: RunScale, startedAt: Moment,
    _ claim: JobClaim?, in transaction: Transaction
  ) async throws -> ScoreOutcome {
    let programme = reader.programme.programme.code
    let issued = try await write(results, of: run, reader, scale, startedAt: startedAt, in: transaction)
    FailurePoint.reach("run_written")
    try await Runs.publish(run, for: reader.identity.programme, isOfNight: claim != nil, in: transaction)
    let body = JSONText.object(["run": .integer(run), "as_of": .text(reader.identity.asOf.description)])
    try await Events.append(
      "programme_scored", about: "programme:\(programme)", body: body, by: Source.worker.name, in: transaction)
    if let claim { try await finish(claim, outcome: body, in: transaction) }
    FailurePoint.reach("run_published")
    return ScoreOutcome(
      run: run, actorCount: results.inputs.findings.actors.count, observationCount: results.run.observationCount,
      reusedCount: results.inputs.base?.count ?? 0, issuedScale: issued,
      replicates: results.replicates, replicatesAsked: reader.replicatesAsked)
  }

  /// The engine, on all of this machine's processors; the result does not depend on how many there are.
  func engine(_ plan: Plan) -> Scorer {
    Scorer(plan, threads: min(8, ProcessInfo.processInfo.activeProcessorCount))
  }

  func runReader(
    for programme: Code, asOf: CalendarDate, recordedUntil: Moment, replicates: RunReplicates = .all,
    in transaction: Transaction
  ) async throws -> RunReader {
    let stored = try await knownProgramme(programme, in: transaction)
    guard
      let framework = try await Frameworks.current(
        for: stored.id, on: asOf, knownBy: recordedUntil, in: transaction)
    else {
      throw Problem("framework_missing", "\(programme) has no framework to score by on \(asOf).")
    }
    let whole = try RunReader.plan(framework)
    let plan = try Plan(replicates.applied(to: whole.framework))
    let identity = ScoringRun.Identity(
      programme: stored.id, framework: framework.id, asOf: asOf, recordedUntil: recordedUntil,
      seed: Int64(bitPattern: plan.framework.uncertainty?.seed ?? 0), engineVersion: Scorer.engineVersion)
    return RunReader(
      programme: stored, identity: identity, plan: plan,
      replicatesAsked: whole.framework.uncertainty?.replicates ?? 0)
  }

  private func write(
    _ results: RunResults, of run: Int64, _ reader: RunReader, _ scale: RunScale, startedAt: Moment,
    in transaction: Transaction
  ) async throws -> RunProvenance.ScaleIssue? {
    let identity = reader.identity
    let key = try await Scales.insert(
      results.run.scale.stored(), of: identity.programme, framework: identity.framework, in: transaction)
    let base = results.inputs.base
    // Bands of other rules say nothing of these.
    let before = try await Runs.current(of: reader.programme.programme.code, in: transaction)
    let bandsAfter = before?.identity.framework == identity.framework ? before?.id : nil
    let provenance = RunProvenance(
      layoutSHA256: results.inputs.dictionary.layoutSHA256, base: base?.run.id,
      reusedCount: base?.count ?? 0, scale: key, scaleIssue: scale.frozen?.issue,
      replicates: results.replicates,
      bandsAfter: bandsAfter)
    try await results.write(of: run, bandsAfter: bandsAfter, in: transaction) { result in
      try await Runs.insert(
        run, identity, result, provenance, results.legend, startedAt: startedAt, in: transaction)
    }
    try await sign(run, in: transaction)
    var issued: RunProvenance.ScaleIssue?
    if let year = scale.yearToIssue, results.run.scale.isComplete(for: results.run.plan) {
      issued = try await Scales.issue(
        key, for: year, of: identity.programme, framework: identity.framework, by: Source.worker.name,
        in: transaction)
    }
    return issued
  }
}

extension RunReader {
  /// The framework as it was stored, laid out for computing.
  ///
  /// - Parameter replicates: those that a stored run drew; nil for those the framework asks for.
  static func plan(_ stored: Frameworks.Stored, replicates: Int? = nil) throws -> Plan {
    let file = try FrameworkFile(bytes: Array(stored.body.utf8), name: "\(stored.code)/\(stored.version)")
    var framework = file.framework
    if let replicates, framework.uncertainty != nil { framework.uncertainty?.replicates = replicates }
    return try Plan(framework)
  }
}
