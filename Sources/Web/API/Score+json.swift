import Domain
import Store

extension JSON {
  static func run(_ run: Runs.Stored) -> JSON {
    let record = run.record
    return [
      "run": .integer(run.id), "as_of": .date(record.asOf), "recorded_until": .moment(record.recordedUntil),
      "framework": .code(run.frameworkCode), "framework_version": .integer(run.frameworkVersion),
      "engine_version": .text(record.engineVersion), "seed": .integer(record.seed), "root_node": .text(record.rootNode),
      "actors": .integer(record.actorCount), "observations": .integer(record.observationCount),
      "inputs_sha256": .hex(record.inputsSHA256), "results_sha256": .hex(record.resultsSHA256),
      "started_at": .moment(record.startedAt), "finished_at": .moment(run.finishedAt),
    ]
  }

  static func score(_ score: Runs.Score) -> JSON {
    .object(
      [("actor", JSON.code(score.actor)), ("kind", .text(score.actorKind.rawValue)), ("names", .names(score.names))]
        .map { (name: $0.0, value: $0.1) } + node(score.row))
  }

  /// One node of one actor. `lower_bound` and `upper_bound` are the score with unverified gains counted not at all and in
  /// full; `unweighted` is it without equity weights. A score that cannot be given is null, and `status` says why.
  static func node(_ row: Runs.ScoreRow) -> [(name: String, value: JSON)] {
    [
      ("node", .text(row.node)), ("rank", row.rank.map { .integer($0) } ?? .null), ("score", .optional(row.score)),
      ("lower_bound", .optional(row.lowerBound)), ("upper_bound", .optional(row.upperBound)),
      ("unweighted", .optional(row.unweighted)), ("coverage", .number(row.coverage)), ("status", .text(row.status)),
    ]
  }

  static func part(_ part: Runs.PartRow) -> JSON {
    [
      "indicator": .text(part.indicator), "group": .text(part.group), "raw": .optional(part.raw),
      "normalised": .optional(part.normalised), "evidence": .optional(part.evidence), "weight": .optional(part.weight),
      "contribution": .optional(part.contribution), "status": .text(part.status),
    ]
  }
}
