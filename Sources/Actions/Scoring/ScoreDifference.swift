import Domain
import Interchange
import Postgres
import Scoring
import Store

/// Why an actor's score differs between two runs. The five parts add up to the difference.
public struct ScoreDifference: Hashable, Sendable {
  public let earlierRun: Int64
  public let laterRun: Int64
  public let earlier: Double
  public let later: Double
  /// What the actor reported.
  public let ownData: Double
  /// What verifiers found of it.
  public let verification: Double
  /// The scale that the values of others make.
  public let peers: Double
  /// Other rules.
  public let framework: Double
  /// Another version of the engine.
  public let engine: Double
}

extension Tadamun {
  /// Splits the difference of an actor's score between two runs: sequential replacement of what changed, averaged over
  /// both orders, so that no order is favoured and the parts add up.
  ///
  /// What the actor reported is read again where the runs are of different frameworks or where another version of the
  /// engine made one of them, so that each side can be scored by the rules of the other. A scale that does not fit both
  /// frameworks belongs to its framework. Where one side gives the actor no score by the rules of the other, or where the
  /// score compares actors, the whole difference is the framework's, the engine's, or that of the peers.
  ///
  /// - Parameter run: the later run; the current one where nil.
  /// - Throws: `programme_unknown`, `run_unknown`, `actor_unknown`, `score_missing` where one of the runs gives the actor
  ///   no score.
  public func difference(of actor: Code, in programme: Code, from earlier: Int64, to run: Int64? = nil) async throws
    -> ScoreDifference
  {
    try await reading { transaction in
      let stored = try await knownProgramme(programme, in: transaction)
      guard let known = try await Store.Actors.find(actor, in: transaction) else { throw unknownActor(actor) }
      let own = RunActor(id: known.id, code: actor)
      let before = try await DifferenceRun(
        knownRun(earlier, of: programme, in: transaction), stored, in: transaction)
      let after = try await DifferenceRun(knownRun(run, of: programme, in: transaction), stored, in: transaction)
      return try await difference(of: own, before, after, in: transaction)
    }
  }

  func difference(
    of actor: RunActor, _ earlier: DifferenceRun, _ later: DifferenceRun, in transaction: Transaction
  ) async throws -> ScoreDifference {
    let before = try await DifferenceSide(earlier, actor, in: transaction)
    let after = try await DifferenceSide(later, actor, in: transaction)
    let total = after.score - before.score
    if before.plan.rootComparesActors || after.plan.rootComparesActors {
      return ScoreDifference(before, after, .whole(total, before, after))
    }
    let isOneFramework = before.run.identity.framework == after.run.identity.framework
    let first = DifferenceRules(
      before.plan, try await before.shard(by: before, in: transaction),
      try await after.shard(by: before, in: transaction))
    var second = first
    if !isOneFramework {
      second = DifferenceRules(
        after.plan, try await before.shard(by: after, in: transaction),
        try await after.shard(by: after, in: transaction))
    }
    guard let steps = try await DifferenceSteps(first, before.scale, second, after.scale) else {
      return ScoreDifference(before, after, .whole(total, before, after))
    }
    // Where the engine of a run is another one, what it came to differs from what this one makes of the same.
    let engine = (steps.start - before.score) + (after.score - steps.end)
    let rest = total - steps.ownData - steps.verification - engine
    let peers = isOneFramework ? rest : steps.peers
    return ScoreDifference(
      before, after,
      DifferenceParts(
        ownData: steps.ownData, verification: steps.verification, peers: peers, framework: rest - peers, engine: engine)
    )
  }
}

extension ScoreDifference {
  fileprivate init(_ before: DifferenceSide, _ after: DifferenceSide, _ parts: DifferenceParts) {
    self.init(
      earlierRun: before.run.id, laterRun: after.run.id, earlier: before.score, later: after.score,
      ownData: parts.ownData, verification: parts.verification, peers: parts.peers, framework: parts.framework,
      engine: parts.engine)
  }
}
