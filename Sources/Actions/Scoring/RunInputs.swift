import Crypto
import Domain
import Interchange
import Postgres
import Scoring
import Store

/// Everything a run reads, taken in by the engine, with the fingerprint of it (stage S0).
struct RunInputs {
  let plan: Plan
  /// The engine's view of the actors, in the order of ``actors``.
  let shard: Shard
  let actors: [RunActor]
  /// SHA-256 over actors in the order of their codes, each with its cells in canonical order.
  let sha256: [UInt8]
}

/// An actor that a run speaks of.
struct RunActor: Hashable {
  let id: ID<Actor>
  let code: Code
}

/// Reads the inputs of a run: which actors, which periods, which cells.
struct RunReader {
  let programme: Programmes.Stored
  let identity: ScoringRun.Identity
  let plan: Plan

  /// - Parameter actors: the actors of an earlier run that is repeated; nil for those enrolled on the day.
  func read(actors known: [RunActor]? = nil, in transaction: Transaction) async throws -> RunInputs {
    var actors = known ?? []
    if known == nil {
      actors = try await Programmes.enrolled(in: programme.id, on: identity.asOf, in: transaction)
        .map { RunActor(id: $0.id, code: $0.code) }
    }
    actors.sort { $0.id < $1.id }
    let dictionary = try await RunDictionary(
      plan, calendar: programme.programme.calendar, asOf: identity.asOf, in: transaction)
    let agreed = try await agreements(dictionary, in: transaction)
    let scope = Observations.Scope(
      actors: actors.map(\.id), indicators: dictionary.indicatorKeys, periods: dictionary.periodKeys,
      asOf: identity.asOf, recordedUntil: identity.recordedUntil)
    let (shard, sha256) = try await Observations.stream(scope, in: transaction) { [actors, plan] reader in
      var feed = RunFeed(plan: plan, dictionary: dictionary, agreed: agreed)
      var next = try Observations.next(from: &reader)
      for actor in actors {
        while let observation = next, observation.actor == actor.id {
          feed.add(observation)
          next = try Observations.next(from: &reader)
        }
        try feed.finish(actor)
      }
      return feed.end()
    }
    return RunInputs(plan: plan, shard: shard, actors: actors, sha256: sha256)
  }

  /// Baselines and targets as known by the run's moment, by actor, in the engine's numbers.
  private func agreements(_ dictionary: RunDictionary, in transaction: Transaction) async throws
    -> [ID<Actor>: [RunAgreement]]
  {
    let targets = try await Targets.current(of: programme.id, knownBy: identity.recordedUntil, in: transaction)
    var byActor: [ID<Actor>: [RunAgreement]] = [:]
    for target in targets {
      guard let agreement = dictionary.agreement(target) else { continue }
      byActor[target.actor, default: []].append(agreement)
    }
    return byActor
  }
}
