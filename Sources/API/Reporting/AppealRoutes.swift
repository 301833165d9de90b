import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Appeals against verifications and scores, and their answers.
struct AppealRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 200
  private static let filters: [Field] = [.afterNumber, .limit(200), Field("state?", .words(Appeal.State.self))]

  var routes: [Route] {
    [
      .get("/api/v1/appeals", listAll).promises(
        "Appeals, oldest first", query: AppealRoutes.filters, .ok(.page(of: .appeal))),
      .get("/api/v1/actors/:actor/appeals", listOfActor).promises(
        "Appeals of an actor, oldest first", query: AppealRoutes.filters, .ok(.page(of: .appeal))),
      .post("/api/v1/actors/:actor/appeals", file).promises(
        "Appeal against a verification or a score",
        body: .body(["programme", Field("grounds", .text(atMost: 4_000)), "report?", "run?", "by?"]), .created(.appeal)),
      .post("/api/v1/actors/:actor/appeals/:appeal/answer", answer).promises(
        "Answer an appeal",
        body: .body([
          Field("outcome", .words(["allowed", "dismissed"])), Field("reasoning", .text(atMost: 4_000)), "by?",
        ]), .created(.appeal)),
      .post("/api/v1/actors/:actor/appeals/:appeal/withdrawal", withdraw).promises(
        "Withdraw an appeal", body: .body([Field("reasoning", .text(atMost: 4_000)), "by?"]), .created(.appeal)),
      .post("/api/v1/programmes/:programme/appeal-terms", setTerms).promises(
        "Set the days to file an appeal and to answer it",
        body: .body([Field("filing_days", .integer), Field("answer_days", .integer), "by?"]),
        .created(.answer([Field("filing_days", .integer), Field("answer_days", .integer)]))),
    ]
  }

  /// An appeal against a `report` or a `run`, one of both.
  private func file(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(
      try await request.json(), required: ["programme", "grounds"], optional: ["report", "run", "by"])
    let programme = try object.read("programme") { text throws(Problem) in try Code(text) }
    let (report, run) = (try object["report"]?.integer(), try object["run"]?.integer())
    let subject: Appeal.Subject
    switch (report, run) {
    case (let report?, nil): subject = .verification(report: report)
    case (nil, let run?): subject = .score(run: run)
    default: throw Problem("subject_malformed", "An appeal is against a report or a run; name one.", at: object.place)
    }
    let appeal = try await tadamun.appeal(
      against: subject, of: context.code("actor"), in: programme,
      because: object.required("grounds").text(atMost: 4_000), by: Caller.signer(object))
    return Response(json: .appeal(appeal, on: appeal.filedOn), status: .created)
  }

  private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
    enum Answer: String, CaseIterable { case allowed, dismissed }
    let object = try JSONObject(try await request.json(), required: ["outcome", "reasoning"], optional: ["by"])
    let outcome: Appeal.Outcome = try object.required("outcome").word(Answer.self) == .allowed ? .allowed : .dismissed
    return try await end(outcome, object, context)
  }

  private func withdraw(_ request: Request, _ context: WebContext) async throws -> Response {
    try await end(
      .withdrawn, JSONObject(try await request.json(), required: ["reasoning"], optional: ["by"]), context)
  }

  private func end(_ outcome: Appeal.Outcome, _ object: JSONObject, _ context: WebContext) async throws -> Response {
    let appeal = try await tadamun.answer(
      appeal: context.key("appeal"), of: context.code("actor"), outcome,
      because: object.required("reasoning").text(atMost: 4_000), by: Caller.signer(object))
    return Response(json: .appeal(appeal, on: appeal.filedOn), status: .created)
  }

  private func listAll(_ request: Request, _ context: WebContext) async throws -> Response {
    try await list(Query(request, allows: ["after", "limit", "state"]), of: nil, at: "/api/v1/appeals")
  }

  private func listOfActor(_ request: Request, _ context: WebContext) async throws -> Response {
    let actor = try context.code("actor")
    _ = try await tadamun.actor(actor)
    return try await list(
      Query(request, allows: ["after", "limit", "state"]), of: actor, at: "/api/v1/actors/\(actor)/appeals")
  }

  private func list(_ query: Query, of actor: Code?, at address: String) async throws -> Response {
    let limit = try query.integer("limit", in: 1...AppealRoutes.maximumPage, default: 50)
    let after = try query.integer("after", in: 0...Int64.max, default: 0)
    let state = try query.word("state", Appeal.State.self)
    let day = try await tadamun.dayOfBooks()
    let found = try await tadamun.appeals(of: actor, in: state, on: day, after: after, limit: limit + 1)
    let page = found.prefix(limit)
    let rest = state.map { "&state=\($0.rawValue)" } ?? ""
    let next = found.count > limit ? page.last.map { "\(address)?after=\($0.id)&limit=\(limit)\(rest)" } : nil
    return Response(json: .page(page.map { JSON.appeal($0, on: day) }, next: next))
  }

  private func setTerms(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(
      try await request.json(), required: ["filing_days", "answer_days"], optional: ["by"])
    let (filing, answering) = (
      try object.required("filing_days").integer(), try object.required("answer_days").integer()
    )
    let terms = try object.check { () throws(Problem) in
      try AppealTerms(filingDays: Int(clamping: filing), answerDays: Int(clamping: answering))
    }
    try await tadamun.setAppealTerms(terms, of: context.code("programme"), by: Caller.signer(object))
    return Response(
      json: ["filing_days": .integer(terms.filingDays), "answer_days": .integer(terms.answerDays)], status: .created)
  }
}

extension JSON {
  static func appeal(_ appeal: Appeal, on day: CalendarDate) -> JSON {
    let (report, run): (JSON, JSON) =
      switch appeal.subject {
      case .verification(let report): (.integer(report), .null)
      case .score(let run): (.null, .integer(run))
      }
    return [
      "appeal": .integer(appeal.id), "actor": .code(appeal.actor), "programme": .code(appeal.programme),
      "report": report, "run": run, "grounds": .text(appeal.grounds), "filed_by": .text(appeal.filedBy),
      "filed_on": .date(appeal.filedOn), "answer_due_on": .date(appeal.answerDueOn),
      "state": .text(appeal.state(on: day).rawValue), "answered_by": .optional(appeal.answer?.by),
      "reasoning": .optional(appeal.answer?.reasoning),
    ]
  }
}
