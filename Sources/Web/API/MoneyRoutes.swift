import Actions
import Domain
import HTTPTypes
import Hummingbird

/// Funds, what is given through them, and what reached whom.
struct MoneyRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 200

  var routes: [Route] {
    [
      .get("/api/v1/funds", funds).promises(
        "Funds, by code", query: [.afterCode, .limit(200), "instrument?"], .ok(.page(of: .fund))),
      .post("/api/v1/funds", open).promises(
        "Open a fund",
        body: .body(["code", "instrument", "names", Field("class?", .words(Fund.Class.self)), "holder?"]),
        .created(.fund)),
      .post("/api/v1/contributions", record)
        .promises("Record a contribution", body: .contributionBody, key: true, Reply.recorded(.recorded)),
      reversal(of: "/api/v1/contributions"), reversal(of: "/api/v1/ledger/entries"),
      .get("/api/v1/actors/:actor/contributions", contributions).promises(
        "What reached an actor, oldest first", query: [.afterNumber, .limit(200)], .ok(.page(of: .contributionLine))),
      .get("/api/v1/actors/:actor/money", money)
        .promises("An actor's money by fund", query: ShortLists.query, .ok(.page(of: .actorMoney))),
    ]
  }

  private func reversal(of base: String) -> Route {
    Route.post("\(base)/:entry/reversal-request", reverse).promises(
      "Ask for the reversal of an entry; another person approves", body: .reversalRequest,
      .created(.answer(["decision", "reverses"])))
  }

  private func funds(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit", "instrument"])
    let limit = try query.integer("limit", in: 1...MoneyRoutes.maximumPage, default: 50)
    let instrument: Instrument? = try query.word("instrument")
    let found = try await tadamun.funds(after: query.code("after"), of: instrument, limit: limit + 1)
    let page = found.prefix(limit)
    let last = found.count > limit ? page.last : nil
    let rest = instrument.map { "&instrument=\($0.rawValue)" } ?? ""
    return Response(
      json: .page(page.map(JSON.fund), next: last.map { "/api/v1/funds?after=\($0.code)&limit=\(limit)\(rest)" }))
  }

  private func open(_ request: Request, _ context: WebContext) async throws -> Response {
    let fund = try Fund(json: try await request.json())
    try await tadamun.open(fund, by: Caller.source)
    return Response(json: .fund(fund), status: .created)
  }

  /// 201 where it was recorded now, 200 where it was before under the same key.
  private func record(_ request: Request, _ context: WebContext) async throws -> Response {
    let key = try request.idempotencyKey()
    let contribution = try Contribution(json: try await request.json())
    let outcome = try await tadamun.record([KeyedContribution(key: key, contribution)], by: Caller.source)
    let isNew = outcome.recorded == 1
    return Response(
      json: ["reference": .text(key), "state": isNew ? "recorded" : "known"], status: isNew ? .created : .ok)
  }

  /// Asks for a reversal; another person's approval of the decision books it.
  private func reverse(_ request: Request, _ context: WebContext) async throws -> Response {
    let entry = try context.key("entry")
    let object = try JSONObject(try await request.json(), required: ["occurred_on", "reason", "requested_by"])
    let day = try object.read("occurred_on", CalendarDate.init(iso:))
    let reason = try object.required("reason").text(atMost: Contribution.maximumDescriptionLength)
    let person = try object.read("requested_by") { (name) throws(Problem) in try Caller.person(name) }
    let decision = try await tadamun.requestReversal(of: entry, on: day, reason: reason, by: person)
    return Response(json: ["decision": .integer(decision.rawValue), "reverses": .integer(entry)], status: .created)
  }

  private func contributions(_ request: Request, _ context: WebContext) async throws -> Response {
    let code = try context.code("actor")
    let query = try Query(request, allows: ["after", "limit"])
    let limit = try query.integer("limit", in: 1...MoneyRoutes.maximumPage, default: 50)
    let after = try query.integer("after", in: 0...Int64.max, default: 0)
    _ = try await tadamun.actor(code)
    let lines = try await tadamun.contributions(of: code, after: after, limit: limit + 1)
    let page = lines.prefix(limit)
    let last = lines.count > limit ? page.last : nil
    let next = last.map { "/api/v1/actors/\(code)/contributions?after=\($0.entry)&limit=\(limit)" }
    return Response(json: .page(page.map(JSON.line), next: next))
  }

  private func money(_ request: Request, _ context: WebContext) async throws -> Response {
    let code = try context.code("actor")
    _ = try await tadamun.actor(code)
    let query = try Query(request, allows: ["after", "limit"])
    return try ShortList(try await tadamun.money(of: code)) {
      "\($0.instrument.rawValue) \($0.fund) \($0.promised.currency.code)"
    }
    .page(query, at: "/api/v1/actors/\(code)/money", JSON.money)
  }
}
