import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// The pages by which somebody runs the service: people with their roles, and what the worker did.
///
/// What changes something must come from a page of this service, also while the service belongs to nobody: a page of
/// another site must not make the first account.
struct OperatorRoutes: Sendable {
  let tadamun: Tadamun
  let access: Access

  private static let person = "/people/:person"

  var routes: [Route] {
    [
      .get("/operations/jobs", jobs), .get("/people", people), form("/people", invite),
      .get(OperatorRoutes.person) { request, context in
        try await page(context, Language(of: request)).response()
      },
      form("\(OperatorRoutes.person)/roles", give), form("\(OperatorRoutes.person)/roles/:role/end", end),
      form("\(OperatorRoutes.person)/block") { request, context in
        try await step(request, context) { try await access.block($0.user.email, by: Caller.source) }
      },
      form("\(OperatorRoutes.person)/unblock") { request, context in
        try await step(request, context) { try await access.unblock($0.user.email, by: Caller.source) }
      },
      form("\(OperatorRoutes.person)/link", link),
    ]
  }

  private func form(_ path: String, _ answer: @escaping Route.Answer) -> Route {
    .post(path) { request, context in
      if request.bearerToken == nil { try request.checkSameSite() }
      return try await answer(request, context)
    }
  }

  private func jobs(_ request: Request, _ context: WebContext) async throws -> Response {
    let parameters = request.uri.queryParameters
    let state = parameters["state"].flatMap { JobRecord.State(rawValue: String($0)) }
    let before = parameters["before"].flatMap { Int64($0) } ?? .max
    let jobs = try await tadamun.jobs(before: before, JobFilter(state: state), limit: JobsPage.length + 1)
    return JobsPage(jobs: jobs, state: state, language: Language(of: request)).response
  }

  private func people(_ request: Request, _ context: WebContext) async throws -> Response {
    try await list(request).response()
  }

  private func list(_ request: Request) async throws -> PeoplePage {
    let after = request.uri.queryParameters["after"].flatMap { Int64($0) } ?? 0
    return PeoplePage(
      people: try await access.people(after: max(after, 0), limit: PeoplePage.length + 1),
      today: try await access.today(), language: Language(of: request))
  }

  private func invite(_ request: Request, _ context: WebContext) async throws -> Response {
    let form = try await request.form(PeopleForms.Invitation.self)
    do {
      let today = try await access.today()
      let user = try form.user()
      let invitation = try await access.invite(user, roles: [form.role.grant(today: today)], by: Caller.source)
      let language = Language(of: request)
      var page = PersonPage(
        stored: try await access.person(invitation.person), today: today, language: language)
      page.link = PersonPage.Link(address: address(invitation.secret, request), hours: invitation.hours)
      return page.response(status: .created)
    } catch let problem as Problem {
      var page = try await list(request)
      page.form = form
      page.refusal = problem
      return page.response(status: ProblemStatus.status(of: problem.code))
    }
  }

  private func give(_ request: Request, _ context: WebContext) async throws -> Response {
    let form = try await request.form(PeopleForms.Role.self)
    return try await step(request, context) { stored in
      _ = try await access.grant(
        form.grant(today: try await access.today()), to: stored.user.email, by: Caller.source)
    } keeping: {
      $0.form = form
    }
  }

  private func end(_ request: Request, _ context: WebContext) async throws -> Response {
    let form = try await request.form(PeopleForms.End.self)
    let role = try context.key("role")
    return try await step(request, context) { stored in
      let day: CalendarDate
      do throws(Problem) { day = try CalendarDate(iso: form.last) } catch { throw error.at(Place(field: "last_on")) }
      try await access.endRole(role, of: stored.user.email, on: day, by: Caller.source)
    }
  }

  private func link(_ request: Request, _ context: WebContext) async throws -> Response {
    let language = Language(of: request)
    var page = try await page(context, language)
    let secret = try await access.requestReset(
      page.stored.user.email, from: Caller.address, by: Caller.source)
    guard let secret else { throw Problem("person_unknown", "The account is blocked.") }
    page.link = PersonPage.Link(address: address(secret, request), hours: access.rules.resetHours)
    return page.response(status: .created)
  }

  private func page(_ context: WebContext, _ language: Language) async throws -> PersonPage {
    PersonPage(
      stored: try await access.person(ID(context.key("person"))), today: try await access.today(), language: language)
  }

  /// Does what a form of a person's page asks for and shows the person; where that is refused, with the refusal and what
  /// was typed.
  private func step(
    _ request: Request, _ context: WebContext, _ act: (RegisteredUser) async throws -> Void,
    keeping typed: (inout PersonPage) -> Void = { _ in }
  ) async throws -> Response {
    let language = Language(of: request)
    var page = try await page(context, language)
    do {
      try await act(page.stored)
      let path = PersonPage.path(page.stored.id.rawValue)
      return .redirect(to: "\(path)?lang=\(language.rawValue)", type: .normal)
    } catch let problem as Problem {
      typed(&page)
      page.refusal = problem
      return page.response(status: ProblemStatus.status(of: problem.code))
    }
  }

  /// Where the link is opened: at this service, under the name and by the protocol that the form was sent to.
  private func address(_ secret: Secret, _ request: Request) -> String {
    let origin = request.headers[.origin].flatMap { $0.hasPrefix("http") ? $0 : nil }
    let host = origin ?? "https://\(request.head.authority ?? "localhost")"
    return "\(host)/sign-in/password?link=\(secret.text)"
  }
}
