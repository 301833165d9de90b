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
  /// Where the two runs are of different frameworks, or of different engines, the actor's data have no common place to
  /// be compared at: then the whole difference is the framework's, or the engine's.
  ///
  /// - Parameter run: the later run; the current one where nil.
  /// - Throws: `programme_unknown`, `run_unknown`, `actor_unknown`, `score_missing` where one of the runs gives the actor
  ///   no score.
  public func difference(of actor: Code, in programme: Code, from earlier: Int64, to run: Int64? = nil) async throws
    -> ScoreDifference
  {
    let before = try await score(of: actor, in: programme, run: earlier)
    let after = try await score(of: actor, in: programme, run: run)
    let scores = try [before, after].map { sheet in
      guard let score = sheet.nodes.first(where: { $0.node == sheet.run.result.rootNode })?.score else {
        throw Problem("score_missing", "Run \(sheet.run.id) gives \(actor) no score.")
      }
      return score
    }
    let total = scores[1] - scores[0]
    func whole(framework: Double = 0, engine: Double = 0) -> ScoreDifference {
      ScoreDifference(
        earlierRun: before.run.id, laterRun: after.run.id, earlier: scores[0], later: scores[1], ownData: 0,
        verification: 0, peers: 0, framework: framework, engine: engine)
    }
    if before.run.identity.engineVersion != after.run.identity.engineVersion { return whole(engine: total) }
    if before.run.identity.framework != after.run.identity.framework { return whole(framework: total) }
    let (old, new, plan) = try await reading { transaction in
      let stored = try await Frameworks.find(after.run.identity.framework, in: transaction)
      guard let stored else {
        throw Problem("framework_missing", "The framework of run \(after.run.id) is not stored.")
      }
      let plan = try RunReader.plan(stored)
      let old = try await RunSide(before.run, actor, plan, in: transaction)
      return (old, try await RunSide(after.run, actor, plan, in: transaction), plan)
    }
    let scorer = Scorer(plan)
    func scored(_ own: RunSide, _ evidence: RunSide, _ scale: RunSide) async throws -> Double {
      let shard = own.shard.withEvidence(of: evidence.shard)
      return try await scorer.score([shard], frozen: scale.scale).score(0).score ?? 0
    }
    let (start, end) = (try await scored(old, old, old), try await scored(new, new, new))
    // Own data, verification, peers; and the other way round.
    let (own, evidence) = (try await scored(new, old, old), try await scored(new, new, old))
    let (peers, attested) = (try await scored(old, old, new), try await scored(old, new, new))
    let ownData = ((own - start) + (end - attested)) / 2
    let verification = ((evidence - own) + (attested - peers)) / 2
    return ScoreDifference(
      earlierRun: before.run.id, laterRun: after.run.id, earlier: scores[0], later: scores[1], ownData: ownData,
      verification: verification, peers: total - ownData - verification, framework: 0, engine: 0)
  }
}

/// One of the two runs, as far as one actor is concerned.
private struct RunSide: Sendable {
  let shard: Shard
  let scale: Scale

  init(_ run: ScoringRun, _ actor: Code, _ plan: Plan, in transaction: Transaction) async throws {
    guard let key = run.provenance.scale, let stored = try await Scales.find(key, in: transaction) else {
      throw Problem("scale_missing", "The scale that run \(run.id) used is not stored.")
    }
    scale = try Scale(stored: stored.body)
    guard let cells = try await Runs.cells(of: run.id, actor: actor, in: transaction) else {
      throw Problem("score_missing", "Run \(run.id) does not speak of \(actor).")
    }
    var shard = Shard.empty
    try cells.withUnsafeBytes {
      try shard.append(row: $0, of: actor.text, observations: 0, superseded: 0, plan)
    }
    self.shard = shard
  }
}
