import Actions
import Domain
import Hummingbird
import Serving

/// What came to an actor, taken apart.
struct MoneyViewRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/api/v1/actors/:actor/money/breakdown", show).promises(
        "An actor's money by kind, fund, funder and period, its own apart from its members'",
        query: [Field("by?", .words(MoneyView.Cut.self)), Field("from?", .day), "through?"],
        .ok(
          .answer([
            "actor", Field("by", .words(MoneyView.Cut.self)), Field("own", .list(of: .moneyRow)),
            Field("members", .list(of: .moneyRow)), Field("pooled", .list(of: .moneyRow)),
          ])))
    ]
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["by", "from", "through"])
    guard let cut = MoneyView.Cut(rawValue: query["by"] ?? "all") else {
      throw Problem("query_malformed", "Time is cut by all, year, quarter or month.", at: Place(field: "by"))
    }
    var days: DateSpan?
    if query["from"] != nil || query["through"] != nil {
      guard let from = query["from"], let through = query["through"], let first = try? CalendarDate(iso: from),
        let last = try? CalendarDate(iso: through)
      else { throw Problem("query_malformed", "from and through are two days, YYYY-MM-DD.", at: Place(field: "from")) }
      days = try DateSpan(first, through: last)
    }
    let view = try await tadamun.moneyView(of: context.code("actor"), by: cut, days: days)
    return Response(
      json: [
        "actor": .code(view.actor), "by": .text(view.cut.rawValue), "own": .list(view.own.map(JSON.moneyRow)),
        "members": .list(view.members.map(JSON.moneyRow)), "pooled": .list(view.pooled.map(JSON.moneyRow)),
      ])
  }
}
