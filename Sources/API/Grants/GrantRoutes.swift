import Actions
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Serving

/// Grants: applications, agreements, tranches with their conditions, reports, recoveries, and their publication.
struct GrantRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 50

  var routes: [Route] {
    [
      .get("/api/v1/grants", list).promises(
        "Grants, by code", query: [.afterCode, .limit(50), "grantee?", "fund?"], .ok(.page(of: .grant))),
      .post("/api/v1/grants", apply).promises(
        "Apply for a grant", body: .body(GrantRequest.applicationFields + ["by"]), key: true,
        Reply.recorded(.grantOutcome)),
      .get("/api/v1/grants/:grant", show).promises("A grant with its money, tranches and reports", .ok(.grant)),
      .get("/api/v1/published-grants", publish).promises(
        "The grants promised by a day, as others read them",
        query: [Field("format?", .words(Tadamun.GrantFormat.self)), Field("by", .day), "fund?"],
        .ok(Schema(["type": "object"])), .ok(.text, as: "application/xml")),
    ]
      + GrantNoun.all.map { noun in
        Route.post("/api/v1/grants/:grant/\(noun.name)") { try await act(noun, $0, $1) }
          .promises(noun.summary, body: .body(noun.fields + ["by"]), key: true, Reply.recorded(.grantOutcome))
      }
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit", "grantee", "fund"])
    let limit = try query.integer("limit", in: 1...GrantRoutes.maximumPage, default: 20)
    let (grantee, fund) = (try query.code("grantee"), try query.code("fund"))
    let sheets = try await tadamun.grants(after: query.code("after"), of: grantee, in: fund, limit: limit + 1)
    let page = sheets.prefix(limit)
    let last = sheets.count > limit ? page.last : nil
    let rest = [("grantee", grantee), ("fund", fund)].compactMap { name, code in code.map { "&\(name)=\($0)" } }
    let next = last.map { "/api/v1/grants?after=\($0.grant.code)&limit=\(limit)" + rest.joined() }
    return Response(json: .page(page.map(JSON.grant), next: next))
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(json: .grant(try await tadamun.grant(context.code("grant"))))
  }

  /// 201 where it was recorded now, 200 where it was before under the same key.
  private func apply(_ request: Request, _ context: WebContext) async throws -> Response {
    let key = try request.idempotencyKey()
    let json = try await request.json()
    let person = try GrantRequest.person(json)
    let grant = try GrantRequest.application(json)
    let outcome = try await tadamun.apply(for: grant, key: key, by: person, source: Caller.source)
    return try await answer(outcome, grant.code)
  }

  private func act(_ noun: GrantNoun, _ request: Request, _ context: WebContext) async throws -> Response {
    let code = try context.code("grant")
    let key = try request.idempotencyKey()
    let json = try await request.json()
    let person = try GrantRequest.person(json)
    let act = try noun.read(GrantBody(json))
    return try await answer(tadamun.perform(act, on: code, key: key, by: person, source: Caller.source), code)
  }

  private func answer(_ outcome: GrantOutcome, _ code: Code) async throws -> Response {
    let sheet = try await tadamun.grant(code)
    return Response(json: .outcome(outcome, sheet), status: outcome.isNew ? .created : .ok)
  }

  /// The grants promised by a day, as others read them.
  private func publish(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["format", "by", "fund"])
    guard let format = Tadamun.GrantFormat(rawValue: query["format"] ?? "360giving") else {
      throw Problem("query_malformed", "The formats are 360giving and iati.", at: Place(field: "format"))
    }
    guard let by = query["by"], let day = try? CalendarDate(iso: by) else {
      throw Problem("query_malformed", "Say by which day, YYYY-MM-DD.", at: Place(field: "by"))
    }
    let text = try await tadamun.publishGrants(as: format, in: query.code("fund"), by: day)
    var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    response.headers[.contentType] = format == .iati ? "application/xml; charset=utf-8" : "application/json"
    return response
  }
}
