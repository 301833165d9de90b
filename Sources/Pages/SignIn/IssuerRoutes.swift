import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Signing in where somebody has an account already: there and back.
struct IssuerRoutes: Sendable {
  let access: Access

  /// Kept while somebody is at the issuer, and sent along when they are sent back from another site.
  private static let cookie = "__Host-tadamun-issuer"

  var routes: [Route] { [.get("/sign-in/issuer", leave), .get("/sign-in/issuer/return", comeBack)] }

  private func leave(_ request: Request, _ context: WebContext) async throws -> Response {
    do {
      let issued = try await access.beginAtIssuer()
      var response = Response.redirect(to: issued.address, type: .normal)
      response.headers[.setCookie] = Self.kept(issued.state.text, seconds: 600)
      return response
    } catch let problem as Problem { return page(problem, request) }
  }

  /// The cookie of the new session is for requests from this site alone, and this request came from another one: a page
  /// of our own leads on.
  private func comeBack(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = request.uri.queryParameters
    let language = Language(of: request)
    do {
      let session = try await access.signInAtIssuer(
        code: query["code"].map(String.init) ?? "", state: query["state"].map(String.init) ?? "",
        kept: request.cookieValue(Self.cookie), from: Caller.address)
      let texts = SignInTexts.of(language)
      let content: HTML = """
        <h1>\(texts.signIn)</h1>
        <p role="status"><a href="/?lang=\(language.rawValue)">\(texts.goOn)</a></p>
        """
      var response = Page(language: language, path: "/sign-in", title: texts.signIn, content: content).response()
      response.headers[.refresh] = "0; url=/?lang=\(language.rawValue)"
      response.headers.append(
        HTTPField(name: .setCookie, value: Request.cookie(.secret(session.secret.text, hours: session.hours))))
      response.headers.append(HTTPField(name: .setCookie, value: Self.kept("", seconds: 0)))
      return response
    } catch let problem as Problem { return page(problem, request) }
  }

  private func page(_ problem: Problem, _ request: Request) -> Response {
    SignInPage(
      language: Language(of: request), refusal: problem.code, sendsMail: access.sendsMail, hasIssuer: access.hasIssuer
    ).response(status: ProblemStatus.status(of: problem.code).asOfForm)
  }

  private static func kept(_ state: String, seconds: Int) -> String {
    "\(cookie)=\(state); Path=/; Max-Age=\(seconds); Secure; HttpOnly; SameSite=Lax"
  }
}

extension HTTPField.Name {
  static let refresh = HTTPField.Name(trusted: "Refresh")
}
