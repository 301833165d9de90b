import Actions
import Domain
import Hummingbird
import Serving

/// Unions and coaching centres that act for actors.
struct MandateRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/api/v1/actors/:actor/mandates", list)
        .promises(
          "Who acts for an actor, and for whom it acts",
          query: ShortLists.query + [Field("purpose?", .words(Mandate.Purpose.self))], .ok(.page(of: .mandate))),
      .post("/api/v1/actors/:actor/mandates", give).promises(
        "Let a union or a coaching centre act for an actor",
        body: .body(["agent", Field("purpose", .words(Mandate.Purpose.self)), "first_on", "last_on?", "by?"]),
        .created(.mandate)),
    ]
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let actor = try context.code("actor")
    let query = try Query(request, allows: ["after", "limit", "purpose"])
    let purpose = try query.word("purpose", Mandate.Purpose.self)
    let list = try await tadamun.mandates(about: actor).filter { purpose == nil || $0.purpose == purpose }
    return try ShortList(list) { "\($0.actor) \($0.agent) \($0.purpose.rawValue) \($0.first)" }
      .page(query, at: "/api/v1/actors/\(actor)/mandates", filters: ["purpose"], JSON.mandate)
  }

  /// 201 whether it is new or was given already.
  private func give(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(
      try await request.json(), required: ["agent", "purpose", "first_on"], optional: ["last_on", "by"])
    let actor = try context.code("actor")
    let agent = try object.read("agent") { text throws(Problem) in try Code(text) }
    let purpose = try object.required("purpose").word(Mandate.Purpose.self)
    let first = try object.read("first_on", CalendarDate.init(iso:))
    let last = try object.readIfPresent("last_on", CalendarDate.init(iso:))
    let mandate = try object.check { () throws(Problem) in
      try Mandate(of: actor, to: agent, for: purpose, from: first, through: last)
    }
    try await tadamun.mandate(mandate, by: Caller.signer(object))
    return Response(json: .mandate(mandate), status: .created)
  }
}

extension JSON {
  static func mandate(_ mandate: Mandate) -> JSON {
    [
      "actor": .code(mandate.actor), "agent": .code(mandate.agent), "purpose": .text(mandate.purpose.rawValue),
      "first_on": .date(mandate.first), "last_on": .optional(mandate.last?.description),
    ]
  }
}
