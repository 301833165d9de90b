import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Reports, and what verifiers and approvers say of them.
struct ReportRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 200
  private static let filters: [Field] = [
    .afterNumber, .limit(Int64(ReportRoutes.maximumPage)), Field("state?", .words(ReportState.self)),
    "first_on?", "last_on?",
  ]

  var routes: [Route] {
    [
      .post("/api/v1/programmes/:programme/reports", submit)
        .promises("Submit a report", body: .report, key: true, Reply.recorded(.submission)),
      .get("/api/v1/programmes/:programme/reports", listOfProgramme).promises(
        "Reports to a programme, oldest first", query: ReportRoutes.filters + ["actor?"],
        .ok(.page(of: .listedReport))),
      .get("/api/v1/actors/:actor/reports", listOfActor).promises(
        "Reports of an actor, oldest first", query: ReportRoutes.filters + ["programme?"],
        .ok(.page(of: .listedReport))),
      .get("/api/v1/actors/:actor/reports/:report", show).promises("A report with its cells", .ok(.reportSheet)),
    ]
      + ReportNoun.all.map { noun in
        Route.post("/api/v1/actors/:actor/reports/:report/\(noun.name)") { request, context in
          let (actor, report) = (try context.code("actor"), try context.key("report"))
          let answer = try await noun.perform(request.json(), report, actor, tadamun)
          return Response(json: answer, status: .created)
        }.promises(noun.summary, body: noun.body, .created(noun.answer))
      }
  }

  /// 201 where it was recorded now, 200 where it was before under the same key.
  private func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let key = try request.idempotencyKey()
    let json = try await request.json()
    let report = try Report(json: json, programme: programme)
    try Caller.require(.report, for: report.actor)
    let differences = try Disaggregation.Statement.list(
      JSONObject(json, required: ["actor", "period", "submitted_on", "cells"], optional: ["differences"]))
    let receipt = try await tadamun.submit(
      SubmittedReport(reference: key, report, differences: differences), to: programme, by: Caller.source)
    let body: JSON = [
      "reference": .text(key), "state": receipt.isNew ? "recorded" : "known",
      "is_correction": .bool(receipt.isCorrection), "values": .integer(receipt.values),
      "report": .integer(receipt.report), "version": .integer(receipt.version),
      "receipt": .text(receipt.receipt.description), "content_sha256": .hex(receipt.contentSHA256),
    ]
    return Response(json: body, status: receipt.isNew ? .created : .ok)
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(json: .report(try await tadamun.report(context.key("report"), of: context.code("actor"))))
  }

  private func listOfActor(_ request: Request, _ context: WebContext) async throws -> Response {
    let actor = try context.code("actor")
    let query = try Query(request, allows: ["after", "limit", "state", "first_on", "last_on", "programme"])
    _ = try await tadamun.actor(actor)
    return try await list(
      query, actor: actor, programme: query.code("programme"), at: "/api/v1/actors/\(actor)/reports")
  }

  /// The queue of verifiers is the list of what is `submitted`.
  private func listOfProgramme(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let query = try Query(request, allows: ["after", "limit", "state", "first_on", "last_on", "actor"])
    _ = try await tadamun.programme(programme)
    return try await list(
      query, actor: query.code("actor"), programme: programme, at: "/api/v1/programmes/\(programme)/reports")
  }

  private func list(_ query: Query, actor: Code?, programme: Code?, at address: String) async throws -> Response {
    let limit = try query.integer("limit", in: 1...ReportRoutes.maximumPage, default: 50)
    let after = try query.integer("after", in: 0...Int64.max, default: 0)
    let state = try query.word("state", ReportState.self)
    let found = try await tadamun.reports(
      of: actor, to: programme, in: state, from: query.day("first_on"), through: query.day("last_on"), after: after,
      limit: limit + 1)
    let page = found.prefix(limit)
    let rest = query.rest(["state", "first_on", "last_on", "programme", "actor"])
    let next = found.count > limit ? page.last.map { "\(address)?after=\($0.id)&limit=\(limit)\(rest)" } : nil
    return Response(json: .page(page.map(JSON.listed), next: next))
  }
}
