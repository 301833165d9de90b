import Actions
import Domain
import Hummingbird
import Serving

/// What one person asks for and another decides, and what is done under it.
struct DecisionRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 200
  private static let maximumSubject = 300

  var routes: [Route] {
    [
      .get("/api/v1/decisions", list)
        .promises(
          "Decisions, oldest first",
          query: [
            .afterNumber, .limit(200), Field("state?", .constant("pending")),
            Field("subject?", .text(atMost: DecisionRoutes.maximumSubject)),
          ],
          .ok(.page(of: .decision))),
      .get("/api/v1/decisions/:decision", show).promises("A decision", .ok(.decision)),
      .post("/api/v1/decisions/:decision/verdict", decide).promises(
        "Approve or refuse what another person asked for",
        body: .body([
          Field("outcome", .words(["approved", "refused"])), Field("decided_by", .person),
          Field("reason?", .text(atMost: 2_000)),
        ]), .created(.decision)),
      .post("/api/v1/decisions/:decision/reversal", reverse)
        .promises("Book the reversal that was approved", .created(.answer(["entry", "decision"]))),
      Route.post("/api/v1/decisions/:decision/payment") { _, context in
        LedgerRoutes.booked(try await tadamun.pay(under: ID(try context.key("decision")), by: Caller.source))
      }.promises("Book the payment that was approved", Reply.recorded(.booked)),
    ]
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit", "state", "subject"])
    let limit = try query.integer("limit", in: 1...DecisionRoutes.maximumPage, default: 50)
    let after = try query.integer("after", in: 0...Int64.max, default: 0)
    enum Pending: String, CaseIterable { case pending }
    let onlyPending = try query.word("state", Pending.self) != nil
    let subject = try query.text("subject", atMost: DecisionRoutes.maximumSubject)
    let found = try await tadamun.decisions(
      after: ID(after), onlyPending: onlyPending, on: subject, limit: limit + 1)
    let page = found.prefix(limit)
    let last = found.count > limit ? page.last?.id : nil
    let rest = (onlyPending ? "&state=pending" : "") + (subject.map { "&subject=\(PercentEncoding.encode($0))" } ?? "")
    return Response(
      json: .page(page.map(JSON.decision), next: last.map { "/api/v1/decisions?after=\($0)&limit=\(limit)\(rest)" }))
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    Response(json: .decision(try await tadamun.decision(ID(try context.key("decision")))))
  }

  private func decide(_ request: Request, _ context: WebContext) async throws -> Response {
    let id = ID<Decision>(try context.key("decision"))
    let object = try JSONObject(
      try await request.json(), required: ["outcome", "decided_by"], optional: ["reason"])
    let person = try object.read("decided_by") { (name) throws(Problem) in try Caller.person(name) }
    let reason = try object["reason"]?.text(atMost: Contribution.maximumDescriptionLength) ?? ""
    let outcome = try object.read("outcome") { (word) throws(Problem) in
      guard let outcome = DecisionVerdict.Outcome(rawValue: word) else {
        throw Problem("word_unknown", "An outcome is approved or refused.")
      }
      return outcome
    }
    switch outcome {
    case .approved: try await tadamun.approve(id, reason: reason, by: person)
    case .refused: try await tadamun.refuse(id, reason: reason, by: person)
    }
    return Response(json: .decision(try await tadamun.decision(id)), status: .created)
  }

  private func reverse(_ request: Request, _ context: WebContext) async throws -> Response {
    let id = ID<Decision>(try context.key("decision"))
    let reversal = try await tadamun.reverse(under: id, by: Caller.source)
    return Response(json: ["entry": .integer(reversal), "decision": .integer(id.rawValue)], status: .created)
  }
}

extension JSON {
  static func decision(_ decision: Decision) -> JSON {
    [
      "decision": .integer(decision.id.rawValue), "kind": .text(decision.kind.rawValue),
      "subject": .text(decision.subject), "body": .text(decision.body),
      "policy": decision.policy.map { .integer($0.rawValue) } ?? .null,
      "requested_by": .text(decision.requestedBy.name), "state": .text(decision.state),
      "decided_by": .optional(decision.verdict?.decidedBy.name), "reason": .optional(decision.verdict?.reason),
    ]
  }
}
