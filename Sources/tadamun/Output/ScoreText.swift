import Actions
import Domain
import Foundation

/// Scores as text for a terminal.
enum ScoreText {
  static func table(_ table: ScoreTable) -> String {
    guard let run = table.run else { return "\(table.programme.code) has not been scored yet." }
    let isVaried = table.scores.contains { $0.interval != nil }
    var lines = [heading(run), ""]
    lines.append(
      columns(
        "rank", "actor", "score", "band", "between", isVaried ? ["P5–P95", "rank P5–P95", "grade"] : [], "coverage",
        "status",
        "name"))
    lines += table.scores.map { ranked in
      columns(
        ranked.score.rank.map(String.init) ?? "–", ranked.actor.text, number(ranked.score.score),
        ranked.score.band ?? "–",
        between(ranked.score.lowerBound, ranked.score.upperBound), isVaried ? trust(ranked.interval) : [],
        percent(ranked.score.coverage), ranked.score.status, ranked.names.preferred(.fr))
    }
    if table.scores.isEmpty { lines.append("Nobody was scored.") }
    return lines.joined(separator: "\n")
  }

  private static func trust(_ interval: ScoreInterval?) -> [String] {
    guard let interval else { return ["–", "–", "–"] }
    return [between(interval.score.low, interval.score.high), ranks(interval), interval.grade]
  }

  private static func ranks(_ interval: ScoreInterval) -> String {
    interval.rank.map { "\(Int($0.low))–\(Int($0.high.rounded(.up)))" } ?? "–"
  }

  static func sheet(_ sheet: ScoreSheet, _ names: NameBook) -> String {
    var lines = [heading(sheet.run), "\(sheet.actor.code): \(sheet.actor.names.preferred(.fr))", ""]
    let isVaried = !sheet.intervals.isEmpty
    if isVaried {
      lines.append(
        "  \(padded("node", 28)) \(padded("score", 9)) \(padded("between", 17)) \(padded("P5–P95", 17)) "
          + "\(padded("ranks", 9)) grade")
    }
    lines += sheet.nodes.map { node in
      "  \(padded(names.nodes[node.node]?.preferred(.fr) ?? node.node, 28)) \(padded(number(node.score), 9)) "
        + "\(padded(between(node.lowerBound, node.upperBound), 17)) "
        + (isVaried ? zip(trust(sheet.intervals[node.node]), [17, 9, 3]).map { padded($0, $1) + " " }.joined() : "")
        + "coverage \(percent(node.coverage))  \(node.status)"
    }
    lines += ["", "  made of"]
    lines += parts(sheet.parts, names).map { "  \($0)" }
    return (lines + explanation(sheet, names) + detail(sheet)).joined(separator: "\n")
  }

  /// How far a score can be trusted, in a few words.
  private static func interval(_ interval: ScoreInterval, _ replicates: Int) -> String {
    "grade \(interval.grade), score \(number(interval.score.low))–\(number(interval.score.high)), "
      + "rank \(ranks(interval)) in nine of ten of \(replicates) replicates"
  }

  private static func explanation(_ sheet: ScoreSheet, _ book: NameBook) -> [String] {
    var lines: [String] = []
    if let found = sheet.interval {
      lines += ["", "  trusted as far as: \(interval(found, sheet.run.provenance.replicates))"]
    }
    let names = { (parts: [ScorePart]) in parts.map { label($0, book) }.joined(separator: ", ") }
    if !sheet.explanation.strongest.isEmpty { lines += ["", "  strongest: \(names(sheet.explanation.strongest))"] }
    if !sheet.explanation.weakest.isEmpty { lines.append("  weakest: \(names(sheet.explanation.weakest))") }
    if let raise = sheet.explanation.raise {
      lines.append(
        "  would raise it most: \(names([raise.part])), by \(number(raise.gain)) with its target reached and verified")
    }
    return lines
  }

  static func difference(_ difference: ScoreDifference) -> String {
    let parts = [
      ("own data", difference.ownData), ("verification", difference.verification), ("peers", difference.peers),
      ("framework", difference.framework), ("engine", difference.engine),
    ]
    let total = difference.later - difference.earlier
    let heading =
      "run \(difference.earlierRun) to run \(difference.laterRun): \(number(difference.earlier)) to "
      + "\(number(difference.later)), \(signed(total))"
    return ([heading] + parts.map { "  \(padded($0.0, 14)) \(signed($0.1))" }).joined(separator: "\n")
  }

  static func signed(_ value: Double) -> String { String(format: "%+.3f", value) }

  /// The indicator and, where it is told apart by group, the group: by their names, else by their codes.
  private static func label(_ part: ScorePart, _ names: NameBook) -> String {
    let indicator = names.indicator(part.indicator)?.preferred(.fr) ?? part.indicator
    if part.group == TargetGroup.everybody.text { return indicator }
    return "\(indicator) (\(names.group(part.group)?.preferred(.fr) ?? part.group))"
  }

  /// A line a cell: what it brought, from what.
  static func parts(_ parts: [ScorePart], _ names: NameBook) -> [String] {
    let inOrder = parts.sorted { $0.contribution > $1.contribution }
    let labels = inOrder.map { label($0, names) }
    let width = min(72, labels.map(\.count).max() ?? 0)
    return zip(inOrder, labels).map { part, label in
      "\(padded(label, width)) value \(padded(number(part.raw), 12)) "
        + "normalised \(padded(number(part.normalised), 8)) brings \(padded(number(part.contribution), 8)) \(part.status)"
    }
  }

  private static func heading(_ run: ScoringRun) -> String {
    "\(run.programme) as of \(run.identity.asOf): run \(run.id), framework \(run.framework) "
      + "version \(run.frameworkVersion), \(run.result.actorCount) actors, \(run.result.observationCount) values"
  }

  private static func columns(
    _ rank: String, _ actor: String, _ score: String, _ band: String, _ between: String, _ trust: [String],
    _ coverage: String,
    _ status: String, _ name: String
  ) -> String {
    let trust = zip(trust, [15, 12, 6]).map { padded($0, $1) }
    let cells = [padded(rank, 5), padded(actor, 22), padded(score, 9), padded(band, 4), padded(between, 15)] + trust
    return (cells + [padded(coverage, 9), padded(status, 14), name]).joined(separator: " ")
  }

  static func number(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "–" }

  private static func between(_ lower: Double?, _ upper: Double?) -> String {
    guard let lower, let upper else { return "–" }
    return "\(number(lower))–\(number(upper))"
  }

  private static func percent(_ share: Double) -> String { String(format: "%.0f %%", share * 100) }

  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
