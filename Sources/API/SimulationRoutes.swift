import Actions
import Domain
import Hummingbird
import Serving

/// What a draft of a framework would have made of runs that were: winners, losers, money. Nothing is written.
struct SimulationRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 500
  private static let maximumPeriods = 12

  var routes: [Route] {
    [
      .post("/api/v1/programmes/:programme/simulations", simulate).promises(
        "Try a draft of a framework on past runs; nothing is written", query: [.limit(500)],
        body: .body(["text", Field("periods?", .list(of: .text, atMost: SimulationRoutes.maximumPeriods))]),
        .ok(.answer([Field("items", .list(of: .simulation))])))
    ]
  }

  /// `{"text": …, "periods": ["2026-Q2", …]}`: the draft's file word for word, and past periods, each of which stands for
  /// the last run of a day on or after its end; without any, the current run. Of winners, losers and actors with a score
  /// on one side only come the first `limit`.
  private func simulate(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let query = try Query(request, allows: ["limit"])
    let limit = try query.integer("limit", in: 1...SimulationRoutes.maximumPage, default: 50)
    let object = try JSONObject(try await request.json(), required: ["text"], optional: ["periods"])
    let periods = try object["periods"]?.list(atMost: SimulationRoutes.maximumPeriods) ?? []
    let spans = try periods.map { item in
      try item.read { text throws(Problem) in try DateSpan(period: text) }
    }
    let simulations = try await tadamun.simulate(
      draft: object.required("text").text(), for: programme, periods: spans)
    return Response(json: ["items": .list(simulations.map { .simulation($0, limit: limit) })])
  }
}

extension JSON {
  fileprivate static func simulation(_ simulation: Simulation, limit: Int) -> JSON {
    let winners = simulation.lines.filter { ($0.change ?? 0) > 0 }
    let losers = simulation.lines.filter { ($0.change ?? 0) < 0 }.reversed()
    let oneSided = simulation.lines.filter { ($0.before.score == nil) != ($0.after.score == nil) }
    return [
      "programme": .code(simulation.programme), "period": .optional(simulation.period?.description),
      "run": .integer(simulation.run), "as_of": .date(simulation.asOf), "framework": .code(simulation.framework),
      "version": .integer(simulation.version), "draft": .text(simulation.draft),
      "draft_version": .integer(simulation.draftVersion), "currency_before": .optional(simulation.currencyBefore),
      "currency_after": .optional(simulation.currencyAfter), "winners": some(of: Array(winners), limit),
      "losers": some(of: Array(losers), limit), "scored_on_one_side": some(of: oneSided, limit),
      "totals": .list(simulation.totals.map(total)),
    ]
  }

  private static func some(of lines: [Simulation.Line], _ limit: Int) -> JSON {
    ["count": .integer(lines.count), "items": .list(lines.prefix(limit).map(line))]
  }

  private static func line(_ line: Simulation.Line) -> JSON {
    let moved = line.moved.map { move -> JSON in
      ["indicator": .text(move.indicator), "change": .number(move.change)]
    }
    return [
      "actor": .code(line.actor), "kind": .text(line.kind.rawValue), "region": .optional(line.region),
      "before": standing(line.before), "after": standing(line.after), "change": .optional(line.change),
      "moved": .list(moved),
    ]
  }

  private static func standing(_ standing: Simulation.Standing) -> JSON {
    [
      "score": .optional(standing.score), "rank": standing.rank.map { .integer($0) } ?? .null,
      "money_minor": standing.moneyMinor.map { .integer($0) } ?? .null,
    ]
  }

  private static func total(_ total: Simulation.Total) -> JSON {
    [
      "by": .text(total.dimension.rawValue), "code": .text(total.code), "actors": .integer(total.actors),
      "winners": .integer(total.winners), "losers": .integer(total.losers), "mean_before": .optional(total.meanBefore),
      "mean_after": .optional(total.meanAfter),
      "money_before_minor": total.moneyBeforeMinor.map { .integer($0) } ?? .null,
      "money_after_minor": total.moneyAfterMinor.map { .integer($0) } ?? .null,
    ]
  }
}
