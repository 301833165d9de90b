import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Money held back.
extension LedgerRoutes {
  var holdRoutes: [Route] {
    [
      .get("/api/v1/ledger/holds", holds).promises(
        "Money held back, oldest first",
        query: ["fund?", Field("state?", .constant("held")), .afterNumber, .limit(200)], .ok(.page(of: .hold))),
      .post("/api/v1/ledger/holds", place).promises(
        "Hold money back",
        body: .body([
          "fund", "amount", "currency", "purpose", "through", Field("account?", .code), "actor?",
        ]), key: true, .created(.hold)),
      Route.get("/api/v1/ledger/holds/:hold") { request, context in
        _ = try Query(request, allows: [])
        return Response(json: .hold(try await tadamun.hold(context.key("hold"))))
      }.promises("A hold", .ok(.hold)),
      Route.post("/api/v1/ledger/holds/:hold/posting") { request, context in
        let (key, hold) = (try request.idempotencyKey(), try context.key("hold"))
        let entry = try JournalEntry(json: try await request.json())
        return LedgerRoutes.booked(try await tadamun.post(hold: hold, as: entry, key: key, by: Caller.source))
      }.promises("Spend what was held back", body: .journalEntry, key: true, Reply.recorded(.booked)),
      Route.post("/api/v1/ledger/holds/:hold/release") { _, context in
        let hold = try context.key("hold")
        try await tadamun.void(hold: hold, by: Caller.source)
        return Response(json: .hold(try await tadamun.hold(hold)))
      }.promises("Release what was held back", .ok(.hold)),
    ]
  }

  private func holds(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["fund", "state", "after", "limit"])
    guard query["state"] == nil || query["state"] == Hold.State.held.rawValue else {
      throw Problem("query_malformed", "The state is held, or left out for all.", at: Place(field: "state"))
    }
    let (fund, after, limit) = (try query.code("fund"), try query.after(), try query.limit())
    let onlyOpen = query["state"] != nil
    let found = try await tadamun.holds(of: fund, onlyOpen: onlyOpen, after: after, limit: limit + 1)
    return LedgerRoutes.page(
      found.map { ($0.id, JSON.hold($0)) }, limit, at: "holds", [("fund", fund?.text), ("state", query["state"])])
  }

  private func place(_ request: Request, _ context: WebContext) async throws -> Response {
    let key = try request.idempotencyKey()
    let object = try JSONObject(
      try await request.json(), required: ["fund", "amount", "currency", "purpose", "through"],
      optional: ["account", "actor"])
    let amount = try object.required("amount").money(object.read("currency", Currency.init))
    let hold = try await tadamun.hold(
      amount, of: object.account(), in: object.required("fund").code(), for: object.required("purpose").text(),
      through: object.read("through", CalendarDate.init(iso:)), key: key, by: Caller.source)
    return Response(json: .hold(try await tadamun.hold(hold)), status: .created)
  }
}

extension JSONObject {
  /// The members `account` (cash where left out) and `actor`.
  func account() throws(Problem) -> AccountPurpose {
    let kind = try self["account"]?.code()
    return AccountPurpose(
      kind: kind.map { AccountKind(rawValue: $0.text) } ?? .cash, actor: try self["actor"]?.code())
  }
}
