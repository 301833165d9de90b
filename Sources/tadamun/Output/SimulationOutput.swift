import Actions
import Domain
import Interchange

/// A simulation as text for a terminal.
enum SimulationText {
  static func text(_ simulation: Simulation, limit: Int) -> String {
    let period = simulation.period.map { "\($0), " } ?? ""
    var lines = [
      "\(simulation.programme) \(period)run \(simulation.run) as of \(simulation.asOf): \(simulation.framework) version "
        + "\(simulation.version) against the draft \(simulation.draft) version \(simulation.draftVersion)"
    ]
    let winners = simulation.lines.filter { ($0.change ?? 0) > 0 }
    let losers = simulation.lines.filter { ($0.change ?? 0) < 0 }.reversed()
    lines.append("winners: \(winners.count)")
    lines += winners.prefix(limit).map { line($0) }
    lines.append("losers: \(losers.count)")
    lines += losers.prefix(limit).map { line($0) }
    let others = simulation.lines.filter { ($0.before.score == nil) != ($0.after.score == nil) }
    if !others.isEmpty {
      lines.append("scored on one side only: \(others.count)")
      lines += others.prefix(limit).map { line($0) }
    }
    lines.append("totals")
    lines += simulation.totals.map(total)
    return lines.joined(separator: "\n")
  }

  private static func line(_ line: Simulation.Line) -> String {
    let ranks = [line.before.rank, line.after.rank].map { $0.map(String.init) ?? "–" }.joined(separator: " → ")
    let moved = line.moved.map { "\($0.indicator) \(signed($0.change))" }.joined(separator: ", ")
    return "  \(ScoreText.padded(line.actor.text, 22)) \(ScoreText.number(line.before.score)) → "
      + "\(ScoreText.number(line.after.score))  rank \(ScoreText.padded(ranks, 11))"
      + "\(money(line.before.moneyMinor, line.after.moneyMinor)) \(moved)"
  }

  private static func total(_ total: Simulation.Total) -> String {
    let code = total.code.isEmpty ? "(none)" : total.code
    return "  \(ScoreText.padded("\(total.dimension.rawValue) \(code)", 34)) \(total.actors) actors, "
      + "\(total.winners) win, \(total.losers) lose, mean \(ScoreText.number(total.meanBefore)) → "
      + "\(ScoreText.number(total.meanAfter))\(money(total.moneyBeforeMinor, total.moneyAfterMinor))"
  }

  private static func money(_ before: Int64?, _ after: Int64?) -> String {
    if before == nil, after == nil { return "" }
    return "  money \(before.map(String.init) ?? "–") → \(after.map(String.init) ?? "–") minor units "
  }

  private static func signed(_ number: Double) -> String { (number < 0 ? "" : "+") + ScoreText.number(number) }
}

/// A simulation as a table: a row an actor.
enum SimulationTable {
  static func write(_ simulations: [Simulation], to path: String) throws {
    let writer = try CSVWriter(path: path, style: .plain)
    try writer.write([
      "run", "as_of", "actor", "kind", "region", "score_before", "score_after", "change", "rank_before", "rank_after",
      "money_before_minor", "money_after_minor", "moved",
    ])
    let number = { (value: Double?) in value.map { CSVCellValue.double($0) } ?? .blank }
    let whole = { (value: Int64?) in value.map { CSVCellValue.int($0) } ?? .blank }
    for simulation in simulations {
      for line in simulation.lines {
        try writer.write([
          .int(simulation.run), .text(simulation.asOf.description), .text(line.actor.text),
          .text(line.kind.rawValue), .text(line.region ?? ""), number(line.before.score), number(line.after.score),
          number(line.change), whole(line.before.rank.map { Int64($0) }), whole(line.after.rank.map { Int64($0) }),
          whole(line.before.moneyMinor), whole(line.after.moneyMinor),
          .text(line.moved.map { "\($0.indicator) \($0.change)" }.joined(separator: "; ")),
        ])
      }
    }
    try writer.finish()
  }
}

/// `tadamun framework simulate --json`.
struct SimulationOutput: Encodable {
  struct Standing: Encodable {
    let score: Double?
    let rank: Int?
    let moneyMinor: Int64?

    init(_ standing: Simulation.Standing) {
      score = standing.score
      rank = standing.rank
      moneyMinor = standing.moneyMinor
    }
  }

  struct Line: Encodable {
    let actor: String
    let kind: String
    let region: String?
    let before: Standing
    let after: Standing
    let change: Double?
    let moved: [String: Double]
  }

  struct Total: Encodable {
    let by: String
    let code: String
    let actors: Int
    let winners: Int
    let losers: Int
    let meanBefore: Double?
    let meanAfter: Double?
    let moneyBeforeMinor: Int64?
    let moneyAfterMinor: Int64?
  }

  let programme: String
  let period: String?
  let run: Int64
  let asOf: String
  let framework: String
  let version: Int
  let draft: String
  let draftVersion: Int
  let currencyBefore: String?
  let currencyAfter: String?
  let lines: [Line]
  let totals: [Total]

  init(_ simulation: Simulation) {
    programme = simulation.programme.text
    period = simulation.period?.description
    run = simulation.run
    asOf = simulation.asOf.description
    framework = simulation.framework.text
    version = simulation.version
    draft = simulation.draft
    draftVersion = simulation.draftVersion
    currencyBefore = simulation.currencyBefore
    currencyAfter = simulation.currencyAfter
    lines = simulation.lines.map { line in
      Line(
        actor: line.actor.text, kind: line.kind.rawValue, region: line.region, before: Standing(line.before),
        after: Standing(line.after), change: line.change,
        moved: Dictionary(line.moved.map { ($0.indicator, $0.change) }) { first, _ in first })
    }
    totals = simulation.totals.map { total in
      Total(
        by: total.dimension.rawValue, code: total.code, actors: total.actors, winners: total.winners,
        losers: total.losers, meanBefore: total.meanBefore, meanAfter: total.meanAfter,
        moneyBeforeMinor: total.moneyBeforeMinor, moneyAfterMinor: total.moneyAfterMinor)
    }
  }
}
