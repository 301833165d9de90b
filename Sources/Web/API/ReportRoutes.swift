import Actions
import Domain
import HTTPTypes
import Hummingbird

/// Reports and what verifiers found on them.
struct ReportRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .post("/api/v1/programmes/:programme/reports", submit),
      .post("/api/v1/actors/:actor/reports/:report/verification", verify),
    ]
  }

  /// 201 where it was recorded now, 200 where it was before under the same key.
  private func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let key = try request.idempotencyKey()
    let report = try Report(json: try await request.json(), programme: programme)
    try Caller.require(.report, for: report.actor)
    let outcome = try await tadamun.submit([SubmittedReport(reference: key, report)], to: programme, by: Caller.source)
    let isNew = outcome.recorded == 1
    let body: JSON = [
      "reference": .text(key), "state": isNew ? "recorded" : "known", "is_correction": .bool(outcome.corrections > 0),
      "values": .integer(outcome.values),
    ]
    return Response(json: body, status: isNew ? .created : .ok)
  }

  private func verify(_ request: Request, _ context: WebContext) async throws -> Response {
    let actor = try context.code("actor")
    let report = try context.key("report")
    let found = try Verification(json: try await request.json())
    let count = try await tadamun.verify(
      report: report, of: actor, verdicts: found.verdicts, returned: found.outcome == .returned, note: found.note,
      by: Caller.source)
    let body: JSON = [
      "report": .integer(report), "outcome": .text(found.outcome.rawValue), "values": .integer(count),
    ]
    return Response(json: body, status: .created)
  }
}
