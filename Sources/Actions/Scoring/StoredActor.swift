import Domain
import Interchange
import Postgres
import Scoring
import Store

/// One actor of a stored run, scored again from what the run kept of it: all but its ranks comes out as it did, so that
/// what is asked for rarely is computed then, and not kept.
struct StoredActor: Sendable {
  /// Of this actor alone.
  let run: Run
  let shard: Shard
  let scale: Scale

  /// Nil where another version of the engine made the run, which kept its numbers in another form.
  init?(_ stored: ScoringRun, _ actor: Code, _ plan: Plan, in transaction: Transaction) async throws {
    guard stored.identity.engineVersion == Scorer.engineVersion, let key = stored.provenance.scale,
      let kept = try await Scales.find(key, in: transaction),
      let cells = try await Runs.cells(of: stored.id, actor: actor, in: transaction)
    else { return nil }
    scale = try Scale(stored: kept.body)
    var shard = Shard.empty
    try cells.withUnsafeBytes {
      try shard.append(row: $0, of: actor.text, observations: 0, superseded: 0, plan)
    }
    self.shard = shard
    run = try await Scorer(plan).score([shard], frozen: scale)
  }
}

extension ScoreDetail {
  /// - Parameter proportions: what the actor reported in proportions.
  init(_ actor: StoredActor, proportions: [ReportedProportion]) {
    let plan = actor.run.plan
    // A score that compares actors is none of one actor alone.
    let root = plan.rootComparesActors ? nil : actor.run.score(0)
    let minimum = plan.framework.tree[plan.root].coverageMinimum ?? plan.framework.coverageMinimum
    self.init(
      fundingScore: root?.published(coverageMinimum: minimum), lenient: root?.lenient,
      factors: actor.run.factors(0).map { Factor($0, plan) },
      proportions: proportions.map { Proportion($0, plan) },
      socialReturn: actor.run.socialReturn(0).map(SocialReturn.init))
  }
}

extension ScoreDetail.Factor {
  fileprivate init(_ found: MeanFactor, _ plan: Plan) {
    let (kind, child) = found.child.words(plan)
    self.init(
      group: found.group.map { plan.groups[$0] }, node: plan.nodes[found.node], kind: kind, child: child,
      share: found.share, value: found.value, factor: found.factor, isFloored: found.isFloored)
  }
}

extension ScoreDetail.Proportion {
  fileprivate init(_ found: ReportedProportion, _ plan: Plan) {
    self.init(
      indicator: plan.indicators[found.indicator], group: plan.groups[found.group], successes: found.successes,
      trials: found.trials, reported: .init(found.wilson), shrunk: found.shrunk.map(ScoreDetail.Estimate.init))
  }
}

extension ScoreDetail.Estimate {
  fileprivate init(_ found: RateInterval) {
    self.init(value: found.estimate, low: found.lower, high: found.upper)
  }
}

extension ScoreDetail.SocialReturn {
  fileprivate init(_ found: Scoring.SocialReturn) {
    self.init(
      outcomes: found.outcomes.map { outcome in
        Outcome(
          name: outcome.name, quantity: outcome.quantity, firstYear: outcome.firstYear,
          presentValue: outcome.presentValue, costPerUnit: found.cost(of: outcome))
      }, investment: found.investment, presentValue: found.presentValue, netPresentValue: found.netPresentValue,
      ratio: found.ratio)
  }
}
