import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Drafts of reports: saved on the server, each save over what its sender read.
struct DraftRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/api/v1/actors/:actor/drafts", list).promises(
        "Drafts of an actor's reports", query: ShortLists.query + ["programme?"], .ok(.page(of: .draft))),
      .post("/api/v1/actors/:actor/drafts", begin).promises(
        "Begin a draft",
        body: .body([
          "programme", Field("period", .period), Field("cells", .reportCells),
          Field("difference_reasons?", .differenceReasons), "by?",
        ]),
        key: true, .ok(.draft, headers: ["ETag"]), .created(.draft, headers: ["ETag", "Location"])),
      .get("/api/v1/actors/:actor/drafts/:draft", show).promises("A draft", .ok(.draft, headers: ["ETag"])),
      .put("/api/v1/actors/:actor/drafts/:draft", save).promises(
        "Save a draft that nobody saved in between",
        body: .body([
          Field("cells", .reportCells), Field("difference_reasons?", .differenceReasons), "by?",
        ]), version: true,
        .ok(.draft, headers: ["ETag"])),
      .delete("/api/v1/actors/:actor/drafts/:draft", discard)
        .promises("Discard a draft that nobody saved in between", version: true, .noContent),
      .post("/api/v1/actors/:actor/drafts/:draft/submission", submit).promises(
        "Submit a draft", body: .body([Field("differences?", .differences), "by?"]), version: true,
        .created(.reportSheet, headers: ["Location"])),
    ]
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let actor = try context.code("actor")
    let query = try Query(request, allows: ["after", "limit", "programme"])
    let programme = try query.code("programme")
    let drafts = try await tadamun.drafts(of: actor).filter { programme == nil || $0.programme == programme }
    return try ShortList(drafts) { "\($0.id)" }
      .page(query, at: "/api/v1/actors/\(actor)/drafts", filters: ["programme"], JSON.draft)
  }

  /// 201 where it began now, 200 where it did before under the same key.
  private func begin(_ request: Request, _ context: WebContext) async throws -> Response {
    let key = try request.idempotencyKey()
    let actor = try context.code("actor")
    let object = try JSONObject(
      try await request.json(), required: ["programme", "period", "cells"], optional: ["difference_reasons", "by"])
    let programme = try object.read("programme") { text throws(Problem) in try Code(text) }
    let period = try DateSpan(json: object.required("period"))
    let (draft, isNew) = try await tadamun.beginDraft(
      of: actor, for: programme, period: period, cells: ReportCell.list(object.required("cells")),
      differenceReasons: Disaggregation.reasons(object), key: key, by: Caller.signer(object))
    return answer(draft, status: isNew ? .created : .ok)
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return answer(try await tadamun.draft(context.key("draft"), of: context.code("actor")), status: .ok)
  }

  private func save(_ request: Request, _ context: WebContext) async throws -> Response {
    let version = try request.ifMatch()
    let object = try JSONObject(try await request.json(), required: ["cells"], optional: ["difference_reasons", "by"])
    let draft = try await tadamun.saveDraft(
      context.key("draft"), of: context.code("actor"), cells: ReportCell.list(object.required("cells")),
      differenceReasons: Disaggregation.reasons(object), from: version, by: Caller.signer(object))
    return answer(draft, status: .ok)
  }

  private func discard(_ request: Request, _ context: WebContext) async throws -> Response {
    try await tadamun.discardDraft(
      context.key("draft"), of: context.code("actor"), from: request.ifMatch(), by: Caller.source)
    return Response(status: .noContent)
  }

  /// What is submitted is the version that its sender read. A repeat gives the same report.
  private func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    let version = try request.ifMatch()
    let object = try JSONObject(try await request.json(), required: [], optional: ["differences", "by"])
    let sheet = try await tadamun.submitDraft(
      context.key("draft"), of: context.code("actor"), from: version,
      differences: Disaggregation.Statement.list(object), by: Caller.signer(object))
    var response = Response(json: .report(sheet), status: .created)
    response.headers[.location] = "/api/v1/actors/\(sheet.actor)/reports/\(sheet.id)"
    return response
  }

  private func answer(_ draft: DraftReport, status: HTTPResponse.Status) -> Response {
    var response = Response(json: .draft(draft), status: status)
    response.headers[.eTag] = "\"\(draft.version)\""
    if status == .created { response.headers[.location] = "/api/v1/actors/\(draft.actor)/drafts/\(draft.id)" }
    return response
  }
}
