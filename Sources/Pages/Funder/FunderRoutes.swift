import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// The pages by which a funder follows runs and money and decides on rounds.
struct FunderRoutes: Sendable {
  let tadamun: Tadamun

  private static let round = "/programmes/:programme/proposals/:proposal"

  var routes: [Route] {
    [
      .get("/programmes/:programme/runs", runs), .get("/programmes/:programme/method", method),
      .get("/programmes/:programme/runs/:run/method", methodOfRun), .get("/actors/:actor/money", money),
      .get("/programmes/:programme/proposals", rounds), .post("/programmes/:programme/proposals", propose),
      .get(FunderRoutes.round, round),
      .post("\(FunderRoutes.round)/overrides", askOverride),
      .post("\(FunderRoutes.round)/overrides/:override/approval", approveOverride),
      .post("\(FunderRoutes.round)/submission") { try await step(.proposed, $0, $1) },
      .post("\(FunderRoutes.round)/approval") { try await step(.approved, $0, $1) },
      .post("\(FunderRoutes.round)/withdrawal") { try await step(.withdrawn, $0, $1) },
      .post("\(FunderRoutes.round)/awards", award),
    ]
  }

  private func runs(_ request: Request, _ context: WebContext) async throws -> Response {
    let code = try context.code("programme")
    let table = try await tadamun.scores(of: code, limit: 1)
    return RunsPage(
      programme: table.programme, runs: try await tadamun.runs(of: code, limit: RunsPage.length),
      current: table.run?.id, language: Language(of: request)
    ).response
  }

  /// The method of the run that readers see.
  private func method(_ request: Request, _ context: WebContext) async throws -> Response {
    let language = Language(of: request)
    let table = try await tadamun.scores(of: context.code("programme"), limit: 1)
    var method: DescribedMethod?
    if let run = table.run { method = try await tadamun.describe(run: run.id, of: table.programme.code, in: language) }
    return MethodPage(
      programme: table.programme, method: method, path: "/programmes/\(table.programme.code)/method",
      current: .method, language: language
    ).response
  }

  private func methodOfRun(_ request: Request, _ context: WebContext) async throws -> Response {
    let language = Language(of: request)
    let (code, run) = (try context.code("programme"), try context.key("run"))
    let method = try await tadamun.describe(run: run, of: code, in: language)
    return MethodPage(
      programme: try await tadamun.programme(code), method: method, path: "/programmes/\(code)/runs/\(run)/method",
      current: nil, language: language
    ).response
  }

  private func money(_ request: Request, _ context: WebContext) async throws -> Response {
    let cut = request.uri.queryParameters["by"].flatMap { MoneyView.Cut(rawValue: String($0)) } ?? .all
    let code = try context.code("actor")
    let view = try await tadamun.moneyView(of: code, by: cut)
    let rows = view.own + view.members + view.pooled
    return MoneyPage(
      actor: try await tadamun.actor(code).actor, view: view,
      book: try await tadamun.names(ofActors: rows.compactMap(\.funder), funds: rows.map(\.fund)),
      language: Language(of: request)
    ).response
  }

  private func rounds(_ request: Request, _ context: WebContext) async throws -> Response {
    try await list(of: context.code("programme"), Language(of: request)).response()
  }

  private func list(of programme: Code, _ language: Language) async throws -> RoundListPage {
    let proposals = try await tadamun.proposals(of: programme, limit: RoundListPage.length)
    return RoundListPage(
      programme: try await tadamun.programme(programme), proposals: proposals,
      funds: try await tadamun.funds(limit: RoundListPage.mostFunds),
      book: try await tadamun.names(ofActors: [Code](), funds: proposals.map(\.fund)), language: language)
  }

  private func propose(_ request: Request, _ context: WebContext) async throws -> Response {
    let code = try context.code("programme")
    let form = try await request.form(RoundForms.New.self)
    let language = Language(of: request)
    do {
      let source = try context.source(form.by)
      let budget =
        form.amount.isEmpty ? nil : try Money(typed: form.amount, try await tadamun.programme(code).currency)
      let fund = try field("fund") { () throws(Problem) in try Code(form.fund) }
      let made = try await tadamun.propose(code, budget: budget, fund: fund, key: form.key, by: source)
      return .redirect(to: "/programmes/\(code)/proposals/\(made.id)?lang=\(language.rawValue)", type: .normal)
    } catch let problem as Problem {
      var page = try await list(of: code, language)
      page.form = form
      page.refusal = problem
      return page.response(status: ProblemStatus.status(of: problem.code))
    }
  }

  private func round(_ request: Request, _ context: WebContext) async throws -> Response {
    let offset = request.uri.queryParameters["offset"].flatMap { Int($0) } ?? 0
    return try await page(context, Language(of: request), from: min(max(offset, 0), 10_000_000)).response()
  }

  private func page(_ context: WebContext, _ language: Language, from offset: Int = 0) async throws -> RoundPage {
    let (code, id) = (try context.code("programme"), try context.key("proposal"))
    let sheet = try await tadamun.proposal(id, of: code, largestFrom: offset, limit: RoundPage.length + 1)
    return RoundPage(
      programme: try await tadamun.programme(code), sheet: sheet,
      book: try await tadamun.names(
        ofActors: sheet.lines.map(\.actor) + sheet.overrides.map(\.actor) + sheet.tranches.map(\.grantee)),
      language: language, offset: offset, award: AwardForm(of: sheet.proposal))
  }

  private func askOverride(_ request: Request, _ context: WebContext) async throws -> Response {
    let form = try await request.form(RoundForms.Override.self)
    return try await deciding(request, context) {
      let source = try context.source(form.by)
      let currency = try await tadamun.proposal(
        context.key("proposal"), of: context.code("programme"), limit: 1
      ).proposal.budget.currency
      let actor = try field("actor") { () throws(Problem) in try Code(form.actor) }
      _ = try await tadamun.requestOverride(
        Money(typed: form.amount, currency), for: actor, of: context.key("proposal"), reason: form.reason, by: source)
    } keeping: {
      $0.override = form
    }
  }

  private func approveOverride(_ request: Request, _ context: WebContext) async throws -> Response {
    let form = try await request.form(RoundForms.Step.self)
    return try await deciding(request, context) {
      // An override of another programme's round is not there.
      let sheet = try await tadamun.proposal(context.key("proposal"), of: context.code("programme"), limit: 1)
      let override = try context.key("override")
      guard sheet.overrides.contains(where: { $0.id == override }) else {
        throw Problem("override_unknown", "The round has no override \(override).")
      }
      _ = try await tadamun.approveOverride(override, by: try context.source(form.by))
    } keeping: {
      $0.step = form
    }
  }

  private func step(_ state: FundingProposal.State, _ request: Request, _ context: WebContext) async throws -> Response
  {
    let form = try await request.form(RoundForms.Step.self)
    return try await deciding(request, context) {
      _ = try await tadamun.step(
        context.key("proposal"), of: context.code("programme"), to: state, reason: form.reason,
        by: try context.source(form.by))
    } keeping: {
      $0.step = form
    }
  }

  /// Turns the payments of an approved round into grants.
  private func award(_ request: Request, _ context: WebContext) async throws -> Response {
    let form = AwardForm(fields: try await request.form([String: String].self))
    return try await deciding(request, context) {
      let person = try context.person(form["by"])
      // A round of another programme is not there.
      let proposal = try await tadamun.proposal(context.key("proposal"), of: context.code("programme"), limit: 1)
        .proposal
      let award = try form.award(
        of: proposal.programme, in: proposal.budget.currency, language: Language(of: request))
      do {
        try await tadamun.award(proposal: proposal.id, as: award, by: person, source: Caller.source)
      } catch let problem as Problem where problem.code == "date_in_future" {
        // The books know one day of an award: that of the signature.
        throw problem.at(Place(field: "on"))
      }
    } keeping: {
      $0.award = form
    }
  }

  /// Does what a form of a round asks for and shows the round; where that is refused, with the refusal and what was typed.
  private func deciding(
    _ request: Request, _ context: WebContext, _ decide: () async throws -> Void,
    keeping typed: (inout RoundPage) -> Void
  ) async throws -> Response {
    let language = Language(of: request)
    do {
      try await decide()
      let path = "/programmes/\(try context.code("programme"))/proposals/\(try context.key("proposal"))"
      return .redirect(to: "\(path)?lang=\(language.rawValue)", type: .normal)
    } catch let problem as Problem {
      return try await refused(context, language, [problem], keeping: typed)
    } catch let problems as Problems {
      return try await refused(context, language, problems.list, keeping: typed)
    }
  }

  private func refused(
    _ context: WebContext, _ language: Language, _ problems: [Problem], keeping typed: (inout RoundPage) -> Void
  ) async throws -> Response {
    var page = try await page(context, language)
    typed(&page)
    page.refusals = problems
    return page.response(status: problems.first.map { ProblemStatus.status(of: $0.code) } ?? .unprocessableContent)
  }

  private func field<Value>(_ name: String, _ read: () throws(Problem) -> Value) throws(Problem) -> Value {
    do { return try read() } catch { throw error.at(Place(field: name)) }
  }
}
