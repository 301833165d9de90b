import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// What programmes ask for, what is due, and above how much money a report has three persons.
struct DueRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 500
  private static let filters: [Field] = [
    Field("after?", .text), .limit(500), Field("state?", .words(DueState.self)), "as_of?",
  ]

  var routes: [Route] {
    [
      .get("/api/v1/programmes/:programme/requirements", requirements)
        .promises("What a programme asks for", query: ShortLists.query + ["indicator?"], .ok(.page(of: .requirement))),
      .post("/api/v1/programmes/:programme/requirements", require).promises(
        "Ask for an indicator of a group from a day on",
        body: .body(["indicator", "first_on", "group?", "last_on?", "by?"]), .created(.requirement)),
      .delete("/api/v1/programmes/:programme/requirements/:indicator/:group", end)
        .promises("Ask no more after a day", body: .body(["last_on", "by?"]), .noContent),
      .get("/api/v1/programmes/:programme/dues", listOfProgramme).promises(
        "What is due, late, missing or answered", query: DueRoutes.filters + ["actor?"], .ok(.page(of: .due))),
      .get("/api/v1/actors/:actor/programmes/:programme/dues", listOfActor).promises(
        "What is due of an actor", query: DueRoutes.filters, .ok(.page(of: .due))),
      .post("/api/v1/programmes/:programme/review-thresholds", setThreshold).promises(
        "Set the sum above which three persons judge a report",
        body: .body(["amount", "currency", "first_on", "by?"]),
        .created(.answer(["programme", "first_on", Field("threshold", .money)]))),
    ]
  }

  private func requirements(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let query = try Query(request, allows: ["after", "limit", "indicator"])
    let indicator = try query.code("indicator")
    let list = try await tadamun.requirements(of: programme).filter { indicator == nil || $0.indicator == indicator }
    return try ShortList(list) { "\($0.indicator) \($0.group) \($0.first)" }
      .page(
        query, at: "/api/v1/programmes/\(programme)/requirements", filters: ["indicator"], JSON.requirement)
  }

  /// 201 whether it is new or was asked for already.
  private func require(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(
      try await request.json(), required: ["indicator", "first_on"], optional: ["group", "last_on", "by"])
    let programme = try context.code("programme")
    let cell = try CellKey(object)
    let first = try object.read("first_on", CalendarDate.init(iso:))
    let last = try object.readIfPresent("last_on", CalendarDate.init(iso:))
    let requirement = try object.check { () throws(Problem) in
      try ReportingRequirement(
        of: programme, indicator: cell.indicator, group: cell.group, from: first, through: last)
    }
    try await tadamun.require(requirement, by: Caller.signer(object))
    return Response(json: .requirement(requirement), status: .created)
  }

  private func end(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: ["last_on"], optional: ["by"])
    try await tadamun.endRequirement(
      of: context.code("programme"), indicator: context.code("indicator"), group: context.code("group"),
      on: object.read("last_on", CalendarDate.init(iso:)), by: Caller.signer(object))
    return Response(status: .noContent)
  }

  private func listOfProgramme(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let query = try Query(request, allows: ["after", "limit", "state", "actor", "as_of"])
    return try await list(
      query, of: programme, actor: query.code("actor"), at: "/api/v1/programmes/\(programme)/dues")
  }

  private func listOfActor(_ request: Request, _ context: WebContext) async throws -> Response {
    let (actor, programme) = (try context.code("actor"), try context.code("programme"))
    let query = try Query(request, allows: ["after", "limit", "state", "as_of"])
    _ = try await tadamun.actor(actor)
    return try await list(
      query, of: programme, actor: actor, at: "/api/v1/actors/\(actor)/programmes/\(programme)/dues")
  }

  private func list(_ query: Query, of programme: Code, actor: Code?, at address: String) async throws -> Response {
    let limit = try query.integer("limit", in: 1...DueRoutes.maximumPage, default: 100)
    let state = try query.word("state", DueState.self)
    let day: CalendarDate
    if let given = try query.day("as_of") { day = given } else { day = try await tadamun.today(in: programme) }
    let after = try query["after"].map { text throws(Problem) in try Due.Cursor(text) }
    let found = try await tadamun.dues(
      of: programme, actor: actor, in: state, on: day, after: after, limit: limit + 1)
    let page = found.prefix(limit)
    let filters = ["state", "actor"].compactMap { name in query[name].map { "&\(name)=\($0)" } }
    let rest = "&limit=\(limit)&as_of=\(day)" + filters.joined()
    let next = found.count > limit ? page.last.map { "\(address)?after=\($0.cursor)\(rest)" } : nil
    return Response(json: .page(page.map(JSON.due), next: next))
  }

  private func setThreshold(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(
      try await request.json(), required: ["amount", "currency", "first_on"], optional: ["by"])
    let programme = try context.code("programme")
    let currency = try object.read("currency", Currency.init)
    let threshold = try object.required("amount").money(currency)
    let day = try object.read("first_on", CalendarDate.init(iso:))
    try await tadamun.setReviewThreshold(threshold, of: programme, from: day, by: Caller.signer(object))
    return Response(
      json: ["programme": .code(programme), "first_on": .date(day), "threshold": .money(threshold)], status: .created)
  }
}

extension JSON {
  static func requirement(_ requirement: ReportingRequirement) -> JSON {
    [
      "programme": .code(requirement.programme), "indicator": .code(requirement.indicator),
      "group": .code(requirement.group), "first_on": .date(requirement.first),
      "last_on": .optional(requirement.last?.description),
    ]
  }
}
