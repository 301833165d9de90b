import Domain

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
      "finished_at": .moment(run.finishedAt),
    ]
  }

  static func score(_ ranked: RankedActor) -> JSON {
    let actor: [(name: String, value: JSON)] = [
      ("actor", .code(ranked.actor)), ("kind", .text(ranked.kind.rawValue)), ("names", .names(ranked.names)),
    ]
    return .object(actor + node(ranked.score))
  }

  /// One node of one actor. `lower_bound` and `upper_bound` are the score with unverified gains counted not at all and in
  /// full; `unweighted` is it without equity weights. A score that cannot be given is null, and `status` says why.
  static func node(_ row: ActorScore) -> [(name: String, value: JSON)] {
    [
      ("node", .text(row.node)), ("rank", row.rank.map { .integer($0) } ?? .null), ("score", .optional(row.score)),
      ("lower_bound", .optional(row.lowerBound)), ("upper_bound", .optional(row.upperBound)),
      ("unweighted", .optional(row.unweighted)), ("coverage", .number(row.coverage)), ("status", .text(row.status)),
    ]
  }

  static func part(_ part: ScorePart) -> JSON {
    [
      "indicator": .text(part.indicator), "group": .text(part.group), "raw": .optional(part.raw),
      "normalised": .optional(part.normalised), "evidence": .number(part.evidence), "weight": .number(part.weight),
      "contribution": .number(part.contribution), "status": .text(part.status),
    ]
  }
}
