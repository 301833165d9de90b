import Domain
import Interchange
import Postgres
import Scoring
import Store

/// What a difference is made of.
struct DifferenceParts {
  var ownData = 0.0
  var verification = 0.0
  var peers = 0.0
  var framework = 0.0
  var engine = 0.0

  /// The whole difference where it cannot be split.
  static func whole(_ total: Double, _ before: DifferenceSide, _ after: DifferenceSide) -> DifferenceParts {
    if before.run.identity.engineVersion != after.run.identity.engineVersion { return DifferenceParts(engine: total) }
    if before.run.identity.framework != after.run.identity.framework { return DifferenceParts(framework: total) }
    return DifferenceParts(peers: total)
  }
}

/// One of the two runs that are compared.
struct DifferenceRun: Sendable {
  let run: ScoringRun
  let plan: Plan
  let scale: Scale
  let programme: Programmes.Stored

  init(_ run: ScoringRun, _ programme: Programmes.Stored, in transaction: Transaction) async throws {
    guard let stored = try await Frameworks.find(run.identity.framework, in: transaction) else {
      throw Problem("framework_missing", "The framework of run \(run.id) is not stored.")
    }
    guard let key = run.provenance.scale, let kept = try await Scales.find(key, in: transaction) else {
      throw Problem("scale_missing", "The scale that run \(run.id) used is not stored.")
    }
    self.run = run
    self.programme = programme
    plan = try RunReader.plan(stored)
    scale = try Scale(stored: kept.body)
  }
}

/// One of the two runs, as far as one actor is concerned.
struct DifferenceSide: Sendable {
  let of: DifferenceRun
  /// As the run stored it.
  let score: Double
  private let actor: RunActor

  var run: ScoringRun { of.run }
  var plan: Plan { of.plan }
  var scale: Scale { of.scale }

  init(_ run: DifferenceRun, _ actor: RunActor, in transaction: Transaction) async throws {
    let nodes = try await Runs.scores(of: run.run.id, actor: actor.code, in: transaction)
    guard let score = nodes.first(where: { $0.node == run.run.result.rootNode })?.score else {
      throw Problem("score_missing", "Run \(run.run.id) gives \(actor.code) no score.")
    }
    of = run
    self.actor = actor
    self.score = score
  }

  /// What the actor reported, as this run knew it, by the rules of a run: kept, or read again where nobody kept it so.
  func shard(by other: DifferenceSide, in transaction: Transaction) async throws -> Shard {
    if run.identity.framework == other.run.identity.framework, run.identity.engineVersion == Scorer.engineVersion,
      let cells = try await Runs.cells(of: run.id, actor: actor.code, in: transaction)
    {
      var shard = Shard.empty
      try cells.withUnsafeBytes {
        try shard.append(row: $0, of: actor.code.text, observations: 0, superseded: 0, plan)
      }
      return shard
    }
    // The periods stay those of this run, whatever days the other framework holds on.
    var framework = other.plan.framework
    framework.validFrom = plan.framework.validFrom
    let reader = RunReader(programme: of.programme, identity: run.identity, plan: try Plan(framework))
    return try await ActorCells(reader, actor, in: transaction).shard
  }
}

/// Both runs' data of one actor, read by the rules of one framework.
struct DifferenceRules: Sendable {
  let before: Shard
  let after: Shard
  private let scorer: Scorer

  init(_ plan: Plan, _ before: Shard, _ after: Shard) {
    self.before = before
    self.after = after
    scorer = Scorer(plan)
  }

  func fits(_ scale: Scale) -> Bool { scale.fits(scorer.plan) }

  /// The score of `own` data with what verifiers found of `evidence`.
  func score(_ own: Shard, _ evidence: Shard, _ scale: Scale) async throws -> Double? {
    try await scorer.score([own.withEvidence(of: evidence)], frozen: scale).score(0).score
  }
}

/// The score along two ways from the earlier run to the later one: own data, verification, peers, framework; and the
/// other way round.
struct DifferenceSteps {
  let start: Double
  let end: Double
  let ownData: Double
  let verification: Double
  /// The step from one scale to the other, where each serves both frameworks; else 0.
  let peers: Double

  /// Nil where a step of the way gives no score.
  init?(
    _ first: DifferenceRules, _ earlier: Scale, _ second: DifferenceRules, _ later: Scale
  ) async throws {
    guard let start = try await first.score(first.before, first.before, earlier),
      let own = try await first.score(first.after, first.before, earlier),
      let evidence = try await first.score(first.after, first.after, earlier),
      let unmoved = try await second.score(second.before, second.before, later),
      let attested = try await second.score(second.before, second.after, later),
      let end = try await second.score(second.after, second.after, later)
    else { return nil }
    self.start = start
    self.end = end
    ownData = ((own - start) + (end - attested)) / 2
    verification = ((evidence - own) + (attested - unmoved)) / 2
    if first.fits(later), second.fits(earlier), let compared = try await first.score(first.after, first.after, later),
      let held = try await second.score(second.before, second.before, earlier)
    {
      peers = ((compared - evidence) + (unmoved - held)) / 2
    } else {
      peers = 0
    }
  }
}
