import Domain
import Interchange
import Postgres
import Scoring
import Store

extension Tadamun {
  /// Runs a draft over runs that were, from what they could see, and writes nothing.
  ///
  /// The draft scores the periods that the framework that ran did: its own days of validity lie ahead and are not looked
  /// at.
  ///
  /// - Parameters:
  ///   - draft: the framework file, word for word.
  ///   - periods: each stands for the last run of a day on or after its end and before the end of the one after; the run
  ///     that readers see where empty.
  /// - Throws: every mistake in the file; `programme_unknown`, `run_missing` where no run was made for a period.
  public func simulate(draft text: String, for programme: Code, periods: [DateSpan]) async throws -> [Simulation] {
    let file = try FrameworkFile(bytes: Array(text.utf8))
    var simulations: [Simulation] = []
    for period in periods.isEmpty ? [nil] : periods.map(Optional.some) {
      simulations.append(
        try await reading { transaction in
          let stored = try await knownProgramme(programme, in: transaction)
          let run = try await pastRun(of: programme, for: period, in: transaction)
          return try await simulate(file.framework, run, period, stored, in: transaction)
        })
    }
    return simulations
  }

  private func pastRun(of programme: Code, for period: DateSpan?, in transaction: Transaction) async throws
    -> ScoringRun
  {
    let run: ScoringRun?
    if let period {
      let end = period.last.adding(days: period.dayCount)
      run = try await Runs.last(of: programme, from: period.last, before: end, in: transaction)
    } else {
      run = try await Runs.current(of: programme, in: transaction)
    }
    guard let run else {
      throw Problem("run_missing", "\(programme) has no run\(period.map { " for \($0)" } ?? "").")
    }
    return run
  }

  /// As ``simulate(draft:for:periods:)``, of one run.
  func simulate(
    _ draft: Framework, _ run: ScoringRun, _ period: DateSpan?, _ programme: Programmes.Stored,
    in transaction: Transaction
  ) async throws -> Simulation {
    guard let stored = try await Frameworks.find(run.identity.framework, in: transaction) else {
      throw unknownFramework(run.framework, run.frameworkVersion)
    }
    let old = try RunReader.plan(stored)
    var framework = draft
    framework.validFrom = old.framework.validFrom
    let new = try Plan(framework)
    let actors = try await Runs.actors(of: run.id, in: transaction).map { RunActor(id: $0.id, code: $0.code) }
    let inputs = try await RunReader(programme: programme, identity: run.identity, plan: new)
      .read(actors: actors, takesOver: false, in: transaction)
    let results = try await RunResults(inputs, .own, engine(inputs.plan))
    let written = try await Runs.everything(of: run.id, in: transaction)
    let ranked = try await Runs.scores(
      of: run.id, node: run.result.rootNode, limit: Int(Int32.max), in: transaction)
    let regions = try await Eligibility.regions(of: ranked.map(\.actor), in: transaction)
    let kinds = Dictionary(ranked.map { ($0.actor, $0.kind) }) { first, _ in first }
    let before = SimulatedSide(old, written.scores.mapKeys(actors), written.parts.mapKeys(actors))
    var scores: [Code: [ActorScore]] = [:]
    var parts: [Code: [ScorePart]] = [:]
    for (index, actor) in inputs.findings.actors.enumerated() {
      scores[actor.code] = results.scores(index)
      parts[actor.code] = results.parts(index)
    }
    let after = SimulatedSide(new, scores, parts)
    let claimed = try await ClaimedOutcomes(
      of: actors, .init(programme: programme, identity: run.identity, validFrom: framework.validFrom), in: transaction)
    let gifts = SimulatedGifts(day: run.identity.asOf, kinds: kinds, regions: regions, claimed: claimed)
    let comparison = SimulatedComparison(
      before: before, after: after, kinds: kinds, regions: regions,
      moneyBefore: try await before.money(gifts, in: transaction),
      moneyAfter: try await after.money(gifts, in: transaction))
    return Simulation(
      programme: programme.programme.code, period: period, run: run.id, asOf: run.identity.asOf,
      framework: run.framework, version: run.frameworkVersion, draft: draft.code, draftVersion: draft.version,
      currencyBefore: old.framework.proposal?.currency, currencyAfter: new.framework.proposal?.currency,
      lines: comparison.lines, totals: comparison.totals)
  }
}

extension Dictionary where Key == ID<Actor> {
  /// The same by codes of actors.
  fileprivate func mapKeys(_ actors: [RunActor]) -> [Code: Value] {
    var byCode: [Code: Value] = [:]
    for actor in actors { byCode[actor.code] = self[actor.id] }
    return byCode
  }
}
