import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Getting in and out: sessions, passwords, second factors and tokens of one's own.
struct SessionRoutes: Sendable {
  let access: Access

  var routes: [Route] {
    [
      .post("/api/v1/session", signIn).promises(
        "Sign in; the session is a cookie", body: .body([Field("email", .text), "password", Field("code?", .text)]),
        .created(.principal, headers: ["Set-Cookie"])),
      .get("/api/v1/session", show).promises("Who signed in", .ok(.principal)),
      .delete("/api/v1/session", signOut).promises("Sign out", .noContent),
      .post("/api/v1/password", setPassword)
        .promises("Set a password by a link", body: .body(["link", "password"]), .noContent),
      .post("/api/v1/password-resets", resetPassword)
        .promises("Have a link sent by which a forgotten password is replaced", body: .body(["email"]), .accepted),
      .post("/api/v1/password-changes", changePassword)
        .promises("Change one's password", body: .body(["old_password", "new_password"]), .noContent),
      .post("/api/v1/second-factor", offer)
        .promises("Begin to set up a second factor", .created(.answer(["secret", "address"]))),
      .post("/api/v1/second-factor/confirmation", confirm).promises(
        "Confirm a second factor; the recovery codes are shown this once", body: .body([Field("code", .text)]),
        .created(.answer([Field("recovery_codes", .list(of: .text))]))),
      .delete("/api/v1/second-factor", remove)
        .promises("Remove the second factor", body: .body([Field("code", .text)]), .noContent),
      .get("/api/v1/tokens", tokens).promises("One's tokens", query: ShortLists.query, .ok(.page(of: .token))),
      .post("/api/v1/tokens", issue).promises(
        "Make a token for a program; its secret is shown this once",
        body: .body(["label", Field("scope", .words(["read", "write"])), Field("days", .integer(in: 1...366))]),
        secret: true, .created(.answer(["token", "secret"]))),
      .delete("/api/v1/tokens/:token", revoke).promises("Revoke a token", .noContent),
    ]
  }

  private func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
    if request.headers[HTTPField.Name.secFetchSite] != nil { try request.checkSameSite() }
    let object = try JSONObject(try await request.json(), required: ["email", "password"], optional: ["code"])
    let session = try await access.signIn(
      object.required("email").text(), password: object.required("password").text(), code: object["code"]?.text(),
      from: Caller.address)
    var response = Response(json: .principal(session.principal), status: .created)
    response.headers[.setCookie] = Request.cookie(.secret(session.secret.text, hours: session.hours))
    return response
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    Response(json: .principal(try Caller.somebody()))
  }

  private func signOut(_ request: Request, _ context: WebContext) async throws -> Response {
    if let secret = request.sessionSecret { try await access.signOut(secret) }
    return Response(status: .noContent, headers: [.setCookie: Request.cookie(.none)])
  }

  private func setPassword(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: ["link", "password"])
    try await access.setPassword(object.required("password").text(), by: object.required("link").text())
    return Response(status: .noContent)
  }

  /// 202 whether somebody has the address or not.
  private func resetPassword(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: ["email"])
    let email = try object.read("email") { text throws(Problem) in try EmailAddress(text) }
    try await access.mailReset(email, from: Caller.address)
    return Response(status: .accepted)
  }

  private func changePassword(_ request: Request, _ context: WebContext) async throws -> Response {
    let principal = try Caller.somebody()
    let object = try JSONObject(try await request.json(), required: ["old_password", "new_password"])
    try await access.changePassword(
      of: principal, from: object.required("old_password").text(), to: object.required("new_password").text(),
      address: Caller.address)
    return Response(status: .noContent, headers: [.setCookie: Request.cookie(.none)])
  }

  private func offer(_ request: Request, _ context: WebContext) async throws -> Response {
    let offer = try await access.offerSecondFactor(to: try Caller.somebody())
    return Response(json: ["secret": .text(offer.secret), "address": .text(offer.address)], status: .created)
  }

  private func confirm(_ request: Request, _ context: WebContext) async throws -> Response {
    let principal = try Caller.somebody()
    let object = try JSONObject(try await request.json(), required: ["code"])
    let codes = try await access.confirmSecondFactor(
      of: principal, code: object.required("code").text(), from: Caller.address)
    return Response(json: ["recovery_codes": .list(codes.map(JSON.text))], status: .created)
  }

  private func remove(_ request: Request, _ context: WebContext) async throws -> Response {
    let principal = try Caller.somebody()
    let object = try JSONObject(try await request.json(), required: ["code"])
    try await access.removeSecondFactor(of: principal, code: object.required("code").text(), from: Caller.address)
    return Response(status: .noContent)
  }

  private func tokens(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit"])
    let list = ShortList(try await access.tokens(of: try Caller.somebody())) { "\($0.id)" }
    return try list.page(query, at: "/api/v1/tokens") { token -> JSON in
      [
        "token": .integer(token.id), "label": .text(token.label), "scope": .text(token.mayWrite ? "write" : "read"),
        "expires_at": .text(token.expiresAt.description), "used_at": .optional(token.usedAt?.description),
        "is_revoked": .bool(token.isRevoked),
      ]
    }
  }

  private func issue(_ request: Request, _ context: WebContext) async throws -> Response {
    enum Scope: String, CaseIterable { case read, write }
    let principal = try Caller.somebody()
    let object = try JSONObject(try await request.json(), required: ["label", "scope", "days"])
    let scope = try object.required("scope").word(Scope.self)
    let days = try object.required("days").integer()
    guard (1...366).contains(days) else {
      throw Problem(
        "token_lifetime_malformed", "A token holds for 1 to 366 days.", at: try object.required("days").place)
    }
    let token = try await access.issueToken(
      to: principal.person, label: object.required("label").text(), mayWrite: scope == .write, days: Int(days),
      askedWith: request.bearerToken, by: Caller.source)
    return Response(json: ["token": .integer(token.id), "secret": .text(token.secret.text)], status: .created)
  }

  private func revoke(_ request: Request, _ context: WebContext) async throws -> Response {
    try await access.revokeToken(context.key("token"), of: try Caller.somebody())
    return Response(status: .noContent)
  }
}

extension JSON {
  static func principal(_ principal: Principal) -> JSON {
    [
      "person": .integer(principal.person.rawValue), "email": .text(principal.email),
      "display_name": .text(principal.displayName), "may_write": .bool(principal.mayWrite),
      "roles": .list(
        principal.roles.map { ["role": .text($0.role.rawValue), "organisation": .optional($0.organisation?.text)] }),
    ]
  }
}
