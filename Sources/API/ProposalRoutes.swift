import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Stored proposals: made from a run, overridden, put forward, approved, withdrawn, recomputed.
struct ProposalRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 500
  /// The longest reason, in characters.
  private static let maximumReason = 2_000

  var routes: [Route] {
    let base = "/api/v1/programmes/:programme/proposals"
    return [
      .get(base, list)
        .promises(
          "Proposals of a programme, newest first", query: [Field("before?", .key), .limit(100)],
          .ok(.page(of: .proposal))),
      .post(base, make).promises(
        "Make a proposal from a run", body: .body(["fund", "by", "run?", Field("budget?", .decimal), "currency?"]),
        key: true, .created(.proposal, headers: ["Location"])),
      .get("\(base)/:proposal", show).promises(
        "A proposal, its overrides, and a page of its lines", query: [.afterCode, .limit(500)], .ok(.proposalSheet)),
      .get("\(base)/:proposal/verification", verify).promises(
        "Compute a proposal anew and compare",
        .ok(.answer(["proposal", "same", Field("differences", .list(of: .text))]))),
      .post("\(base)/:proposal/overrides", override).promises(
        "Ask for another sum for an actor; another person approves",
        body: .body(["actor", "amount", Field("reason", .text(atMost: 2_000)), "by"]), .created(.override)),
      .post("\(base)/:proposal/overrides/:override/approval", approveOverride)
        .promises("Approve another sum", body: .body(["by"]), .ok(.override)),
      step("submission", "Put a proposal forward", below: base, submit),
      step("approval", "Approve a proposal", below: base, approve),
      step("withdrawal", "Withdraw a proposal", below: base, withdraw),
    ]
  }

  private func step(_ noun: String, _ summary: String, below base: String, _ answer: @escaping Route.Answer) -> Route {
    Route.post("\(base)/:proposal/\(noun)", answer)
      .promises(summary, body: .body(["by", Field("reason?", .text(atMost: 2_000))]), .created(.proposal))
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let query = try Query(request, allows: ["before", "limit"])
    let limit = try query.integer("limit", in: 1...100, default: 20)
    let before = try query.integer("before", in: 1...Int64.max, default: .max)
    let found = try await tadamun.proposals(of: programme, before: before, limit: limit + 1)
    let page = found.prefix(limit)
    let next =
      found.count > limit
      ? page.last.map { "/api/v1/programmes/\(programme)/proposals?before=\($0.id)&limit=\(limit)" } : nil
    return Response(json: .page(page.map { .object(JSON.proposal($0)) }, next: next))
  }

  /// A repeat under the same Idempotency-Key answers with the proposal that was made.
  private func make(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let key = try request.idempotencyKey()
    let object = try JSONObject(
      try await request.json(), required: ["fund", "by"], optional: ["run", "budget", "currency"])
    let fund = try object.read("fund") { text throws(Problem) in try Code(text) }
    let source = try object.read("by") { text throws(Problem) in try Caller.source(text) }
    var budget: Money?
    if object["budget"] != nil {
      let currency = try object.read("currency", Currency.init)
      budget = try object.read("budget") { text throws(Problem) in try Money(decimal: text, currency) }
    }
    let proposal = try await tadamun.propose(
      programme, run: try object["run"]?.integer(), budget: budget, fund: fund, key: key, by: source)
    var response = Response(json: .object(JSON.proposal(proposal)), status: .created)
    response.headers[.location] = "/api/v1/programmes/\(programme)/proposals/\(proposal.id)"
    return response
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let (programme, id) = (try context.code("programme"), try context.key("proposal"))
    let query = try Query(request, allows: ["after", "limit"])
    let limit = try query.integer("limit", in: 1...ProposalRoutes.maximumPage, default: 100)
    let sheet = try await tadamun.proposal(id, of: programme, after: query.code("after"), limit: limit + 1)
    let page = sheet.lines.prefix(limit)
    let last = sheet.lines.count > limit ? page.last : nil
    let next = last.map { "/api/v1/programmes/\(programme)/proposals/\(id)?after=\($0.actor)&limit=\(limit)" }
    return Response(
      json: .object(
        JSON.proposal(sheet.proposal) + [
          ("overrides", .list(sheet.overrides.map(JSON.override))),
          ("items", .list(page.map { JSON.line($0, sheet.payers[$0.actor] ?? []) })),
          ("next", .optional(next)),
        ]))
  }

  private func verify(_ request: Request, _ context: WebContext) async throws -> Response {
    let check = try await tadamun.verify(proposal: context.key("proposal"), of: context.code("programme"))
    return Response(
      json: [
        "proposal": .integer(check.proposal), "same": .bool(check.isSame),
        "differences": .list(check.differences.map(JSON.text)),
      ])
  }

  private func override(_ request: Request, _ context: WebContext) async throws -> Response {
    let id = try context.key("proposal")
    let known = try await tadamun.proposal(id, of: context.code("programme"), limit: 1).proposal
    let object = try JSONObject(try await request.json(), required: ["actor", "amount", "reason", "by"])
    let actor = try object.read("actor") { text throws(Problem) in try Code(text) }
    let currency = known.budget.currency
    let amount = try object.read("amount") { text throws(Problem) in try Money(decimal: text, currency) }
    let reason = try object.required("reason").text(atMost: ProposalRoutes.maximumReason)
    let source = try object.read("by") { text throws(Problem) in try Caller.source(text) }
    let asked = try await tadamun.requestOverride(amount, for: actor, of: id, reason: reason, by: source)
    return Response(json: .override(asked), status: .created)
  }

  private func approveOverride(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try await tadamun.proposal(context.key("proposal"), of: context.code("programme"), limit: 1)
    let object = try JSONObject(try await request.json(), required: ["by"])
    let source = try object.read("by") { text throws(Problem) in try Caller.source(text) }
    return Response(json: .override(try await tadamun.approveOverride(context.key("override"), by: source)))
  }

  private func submit(_ request: Request, _ context: WebContext) async throws -> Response {
    try await step(.proposed, request, context)
  }

  private func approve(_ request: Request, _ context: WebContext) async throws -> Response {
    try await step(.approved, request, context)
  }

  private func withdraw(_ request: Request, _ context: WebContext) async throws -> Response {
    try await step(.withdrawn, request, context)
  }

  private func step(_ state: FundingProposal.State, _ request: Request, _ context: WebContext) async throws -> Response
  {
    let object = try JSONObject(try await request.json(), required: ["by"], optional: ["reason"])
    let source = try object.read("by") { text throws(Problem) in try Caller.source(text) }
    let reason = try object["reason"]?.text(atMost: ProposalRoutes.maximumReason) ?? ""
    let proposal = try await tadamun.step(
      context.key("proposal"), of: context.code("programme"), to: state, reason: reason, by: source)
    return Response(json: .object(JSON.proposal(proposal)), status: .created)
  }
}
