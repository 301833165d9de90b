import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Actors: cooperatives, unions, funders …
struct ActorRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 200

  var routes: [Route] {
    [
      .get("/api/v1/actors", list)
        .promises(
          "Actors, by code",
          query: [
            .afterCode, .limit(200), Field("kind?", .words(ActorKind.self)), Field("territory?", .territory), "union?",
            "on?",
          ],
          .ok(.page(of: .actor))),
      .post("/api/v1/actors", register).promises(
        "Register an actor", body: .body(["code"] + Schema.actorBody), .created(.actor, headers: ["ETag", "Location"])),
      .get("/api/v1/actors/:actor", show).promises("An actor", .ok(.actor, headers: ["ETag"])),
      .put("/api/v1/actors/:actor", change).promises(
        "Change an actor that nobody changed in between", body: .body(["code?"] + Schema.actorBody), version: true,
        .ok(.actor, headers: ["ETag"])),
    ]
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit", "kind", "territory", "union", "on"])
    let limit = try query.integer("limit", in: 1...ActorRoutes.maximumPage, default: 50)
    let filter = ActorFilter(
      kind: try query.word("kind", ActorKind.self), territory: try query.territory(), union: try query.code("union"),
      on: try query.day("on"))
    // One more than asked for says whether there is a next page.
    let actors = try await tadamun.actors(filter, after: query.code("after"), limit: limit + 1)
    let page = actors.prefix(limit)
    let last = actors.count > limit ? page.last : nil
    let rest = query.rest(["kind", "territory", "union", "on"])
    let next = last.map { "/api/v1/actors?after=\($0.actor.code)&limit=\(limit)\(rest)" }
    return Response(json: .page(page.map(JSON.actor), next: next))
  }

  private func register(_ request: Request, _ context: WebContext) async throws -> Response {
    let actor = try Actor(json: try await request.json())
    try await tadamun.register(actor, by: Caller.source)
    return try await answer(actor.code, status: .created)
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    try await answer(context.code("actor"), status: .ok)
  }

  private func change(_ request: Request, _ context: WebContext) async throws -> Response {
    let code = try context.code("actor")
    let version = try request.ifMatch()
    let actor = try Actor(json: try await request.json(), code: code)
    try await tadamun.change(actor, from: version, by: Caller.source)
    return try await answer(code, status: .ok)
  }

  private func answer(_ code: Code, status: HTTPResponse.Status) async throws -> Response {
    let stored = try await tadamun.actor(code)
    var response = Response(json: .actor(stored), status: status)
    response.headers[.eTag] = "\"\(stored.version)\""
    if status == .created { response.headers[.location] = "/api/v1/actors/\(code)" }
    return response
  }
}
