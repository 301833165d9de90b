import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// The pages for getting in and out: plain forms.
struct SignInRoutes: Sendable {
  let access: Access

  var routes: [Route] {
    [
      .get("/sign-in", show), .post("/sign-in", signIn),
      .get("/sign-in/password", showPassword), .post("/sign-in/password", setPassword),
      .get("/sign-in/reset", showReset), .post("/sign-in/reset", reset),
      .post("/sign-out", signOut),
    ]
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let isNew = request.uri.queryParameters["set"] != nil
    return SignInPage(
      language: Language(of: request), hasNewPassword: isNew, sendsMail: access.sendsMail, hasIssuer: access.hasIssuer
    ).response()
  }

  private func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
    try request.checkSameSite()
    let form = try await request.form(SignInForm.SignIn.self)
    do {
      let session = try await access.signIn(
        form.email, password: form.password, code: form.code, from: Caller.address)
      var response = Response.redirect(to: "/?lang=\(Language(of: request).rawValue)", type: .normal)
      response.headers[.setCookie] = Request.cookie(.secret(session.secret.text, hours: session.hours))
      return response
    } catch let problem as Problem {
      return SignInPage(
        language: Language(of: request), email: form.email, refusal: problem.code, sendsMail: access.sendsMail,
        hasIssuer: access.hasIssuer
      ).response(status: ProblemStatus.status(of: problem.code).asOfForm)
    }
  }

  private func showReset(_ request: Request, _ context: WebContext) async throws -> Response {
    ResetPage(language: Language(of: request)).response()
  }

  /// The same page whether somebody has the address or not.
  private func reset(_ request: Request, _ context: WebContext) async throws -> Response {
    try request.checkSameSite()
    let form = try await request.form(SignInForm.Reset.self)
    do {
      try await access.mailReset(EmailAddress(form.email), from: Caller.address)
      return ResetPage(language: Language(of: request), isSent: true).response()
    } catch let problem as Problem {
      return ResetPage(language: Language(of: request), refusal: problem.code)
        .response(status: ProblemStatus.status(of: problem.code).asOfForm)
    }
  }

  private func showPassword(_ request: Request, _ context: WebContext) async throws -> Response {
    let link = request.uri.queryParameters["link"].map(String.init) ?? ""
    return PasswordPage(language: Language(of: request), link: link).response()
  }

  private func setPassword(_ request: Request, _ context: WebContext) async throws -> Response {
    try request.checkSameSite()
    let form = try await request.form(SignInForm.NewPassword.self)
    do {
      try await access.setPassword(form.password, by: form.link)
      return .redirect(to: "/sign-in?set=1&lang=\(Language(of: request).rawValue)", type: .normal)
    } catch let problem as Problem {
      return PasswordPage(language: Language(of: request), link: form.link, refusal: problem.code)
        .response(status: ProblemStatus.status(of: problem.code).asOfForm)
    }
  }

  private func signOut(_ request: Request, _ context: WebContext) async throws -> Response {
    if let secret = request.sessionSecret { try await access.signOut(secret) }
    var response = Response.redirect(to: "/sign-in", type: .normal)
    response.headers[.setCookie] = Request.cookie(.none)
    return response
  }
}

extension HTTPResponse.Status {
  /// A form that was refused is no challenge of HTTP: 401 would need one.
  var asOfForm: HTTPResponse.Status { self == .unauthorized ? .forbidden : self }
}
