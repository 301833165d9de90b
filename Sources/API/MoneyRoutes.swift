import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Funds, what is given through them, and what reached whom.
struct MoneyRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 200
  private static let filters: [Field] = [
    "instrument?", "fund?", "contributor?", Field("stage?", .words(Contribution.Stage.self)), "first_on?", "last_on?",
  ]

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
        "What reached an actor, oldest first", query: [.afterLine, .limit(200)] + MoneyRoutes.filters,
        .ok(.page(of: .contributionLine))),
      .get("/api/v1/contributions", everything).promises(
        "What reached actors, oldest first", query: [.afterLine, .limit(200), "actor?"] + MoneyRoutes.filters,
        .ok(.page(of: .contributionLine))),
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
    let query = try Query(request, allows: Set(["after", "limit"] + MoneyRoutes.filters.map(\.name)))
    _ = try await tadamun.actor(code)
    return try await lines(query, of: code, at: "/api/v1/actors/\(code)/contributions")
  }

  private func everything(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: Set(["after", "limit", "actor"] + MoneyRoutes.filters.map(\.name)))
    return try await lines(query, of: query.code("actor"), at: "/api/v1/contributions", filters: ["actor"])
  }

  private func lines(_ query: Query, of actor: Code?, at path: String, filters: [String] = []) async throws -> Response
  {
    let limit = try query.integer("limit", in: 1...MoneyRoutes.maximumPage, default: 50)
    let filter = ContributionFilter(
      actor: actor, instrument: try query.word("instrument"), fund: try query.code("fund"),
      contributor: try query.code("contributor"), stage: try query.word("stage"), from: try query.day("first_on"),
      through: try query.day("last_on"))
    let lines = try await tadamun.contributions(filter, after: query.place(), limit: limit + 1)
    let page = lines.prefix(limit)
    let rest = query.rest(filters + MoneyRoutes.filters.map(\.name))
    let next =
      lines.count > limit ? page.last.map { "\(path)?after=\($0.entry).\($0.line)&limit=\(limit)\(rest)" } : nil
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

extension Query {
  /// After which line of which entry a page begins; after a whole entry where no line is named.
  /// - Throws: `query_malformed`.
  fileprivate func place() throws(Problem) -> ContributionFilter.Place {
    guard let text = self["after"] else { return .beginning }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.map { part in part.utf8.allSatisfy { (48...57).contains($0) } ? Int64(part) : nil }
    guard (1...2).contains(numbers.count), let entry = numbers[0] else { throw Query.malformedPlace }
    if numbers.count == 1 { return ContributionFilter.Place(entry: entry, line: Int(Int32.max)) }
    guard let line = numbers[1], line <= Int64(Int32.max) else { throw Query.malformedPlace }
    return ContributionFilter.Place(entry: entry, line: Int(line))
  }

  private static let malformedPlace = Problem(
    "query_malformed", "The parameter is the number of an entry, or of an entry and its line.",
    at: Place(field: "after"))
}
