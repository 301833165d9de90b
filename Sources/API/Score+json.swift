import Actions
import Domain
import Serving

extension JSON {
  static func run(_ run: ScoringRun) -> JSON {
    let (identity, result) = (run.identity, run.result)
    return [
      "run": .integer(run.id), "as_of": .date(identity.asOf), "recorded_until": .moment(identity.recordedUntil),
      "framework": .code(run.framework), "framework_version": .integer(run.frameworkVersion),
      "engine_version": .text(identity.engineVersion), "seed": .integer(identity.seed),
      "root_node": .text(result.rootNode), "actors": .integer(result.actorCount),
      "observations": .integer(result.observationCount), "inputs_sha256": .hex(result.inputsSHA256),
      "results_sha256": .hex(result.resultsSHA256), "started_at": .moment(run.startedAt),
      "finished_at": .moment(run.finishedAt), "base_run": run.provenance.base.map { .integer($0) } ?? .null,
      "unchanged_actors": .integer(run.provenance.reusedCount),
      "scale": .optional(run.provenance.scaleIssue?.name), "replicates": .integer(run.provenance.replicates),
    ]
  }

  static func score(_ ranked: RankedActor) -> JSON {
    let actor: [(name: String, value: JSON)] = [
      ("actor", .code(ranked.actor)), ("kind", .text(ranked.kind.rawValue)), ("names", .names(ranked.names)),
    ]
    return .object(actor + node(ranked.score, ranked.interval))
  }

  /// One node of one actor. `lower_bound` and `upper_bound` are the score with unverified gains counted not at all and in
  /// full; `unweighted` is it without equity weights. A score that cannot be given is null, and `status` says why.
  static func node(_ row: ActorScore, _ found: ScoreInterval?) -> [(name: String, value: JSON)] {
    [
      ("node", .text(row.node)), ("rank", row.rank.map { .integer($0) } ?? .null), ("score", .optional(row.score)),
      ("lower_bound", .optional(row.lowerBound)), ("upper_bound", .optional(row.upperBound)),
      ("unweighted", .optional(row.unweighted)), ("coverage", .number(row.coverage)), ("status", .text(row.status)),
      ("band", .optional(row.band)), ("interval", interval(found)),
    ]
  }

  /// Names are null where nobody gave any.
  static func part(_ part: ScorePart, _ names: NameBook) -> JSON {
    [
      "indicator": .text(part.indicator), "indicator_names": .names(ifAny: names.indicator(part.indicator)),
      "group": .text(part.group), "group_names": .names(ifAny: names.group(part.group)), "raw": .optional(part.raw),
      "normalised": .optional(part.normalised), "evidence": .number(part.evidence), "weight": .number(part.weight),
      "contribution": .number(part.contribution), "status": .text(part.status),
    ]
  }

  /// Null where no replicates ran or there is no score.
  static func interval(_ interval: ScoreInterval?) -> JSON {
    guard let interval else { return .null }
    return [
      "mean": .number(interval.mean), "sd": .number(interval.standardDeviation), "score": percentiles(interval.score),
      "rank": interval.rank.map(percentiles) ?? .null, "chance_of_top": .number(interval.chanceOfTop),
      "grade": .text(interval.grade),
    ]
  }

  static func percentiles(_ found: ScoreInterval.Percentiles) -> JSON {
    ["p5": .number(found.low), "p50": .number(found.median), "p95": .number(found.high)]
  }

  static func explanation(_ explanation: ScoreExplanation, _ names: NameBook) -> JSON {
    let raises = explanation.raises.map { raise -> JSON in
      ["indicator": .text(raise.part.indicator), "group": .text(raise.part.group), "gain": .number(raise.gain)]
    }
    return [
      "strongest": .list(explanation.strongest.map { part($0, names) }),
      "weakest": .list(explanation.weakest.map { part($0, names) }),
      "raise": raises.first ?? .null, "raises": .list(raises),
    ]
  }

  static func difference(_ difference: ScoreDifference) -> JSON {
    [
      "from_run": .integer(difference.earlierRun), "to_run": .integer(difference.laterRun),
      "from_score": .number(difference.earlier), "to_score": .number(difference.later),
      "own_data": .number(difference.ownData), "verification": .number(difference.verification),
      "peers": .number(difference.peers), "framework": .number(difference.framework),
      "engine": .number(difference.engine),
    ]
  }

  /// `difference` is null where one of the runs gives no score.
  static func change(_ found: ActorChange) -> JSON {
    let change = found.change
    func rank(_ rank: Int?) -> JSON { rank.map { .integer($0) } ?? .null }
    return [
      "actor": .code(change.actor), "from_score": .optional(change.scoreBefore),
      "to_score": .optional(change.scoreAfter), "from_rank": rank(change.rankBefore), "to_rank": rank(change.rankAfter),
      "difference": found.difference.map(difference) ?? .null,
    ]
  }

  /// `p_value` is the probability of a pattern at least as strong by chance; null where there is no test.
  static func warning(_ warning: RunWarning) -> JSON {
    [
      "actor": warning.actor.map { .code($0) } ?? .null, "kind": .text(warning.kind),
      "indicator": .optional(warning.indicator), "observations": .integer(warning.count),
      "p_value": .optional(warning.pValue), "message": .text(warning.message),
    ]
  }

  /// `signature` is over the bytes of `manifest`, by the key in `public_key`.
  static func signature(_ signed: SignedManifest) -> JSON {
    let signature = signed.signature
    return [
      "key_sha256": .text(signature.key), "public_key": .text(signed.publicKeyPEM),
      "manifest": .text(signature.manifest), "signature": .hex(signature.signature),
      "signed_at": .moment(signature.signedAt),
    ]
  }

  static func factor(_ factor: RankFactor) -> JSON {
    func share(_ share: RankFactor.Share) -> JSON {
      ["estimate": .number(share.estimate), "low": .number(share.low), "high": .number(share.high)]
    }
    return ["factor": .text(factor.factor), "first": share(factor.first), "total": share(factor.total)]
  }
}
