import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// People and their roles, for operators; and what touched security, for auditors.
struct PeopleRoutes: Sendable {
  let access: Access

  var routes: [Route] {
    [
      .get("/api/v1/people", list)
        .promises(
          "Accounts, oldest first", query: [.afterNumber, .limit(200), Field("role?", .words(Role.self))],
          .ok(.page(of: .account))),
      .post("/api/v1/people", invite).promises(
        "Invite somebody; the answer holds the link's secret, this once, where it went out by no mail",
        body: .body(["email", "display_name", "language?", Field("roles?", .list(of: .roleGrant, atMost: 50))]),
        secret: true, .created(.answer([Field("person", .key), "link?", "is_mailed", Field("hours", .integer)]))),
      .post("/api/v1/people/:email/roles", grant).promises(
        "Give a role for a time",
        body: .body([Field("role", .words(Role.self)), "first_on", "organisation?", "last_on?"]),
        .created(.answer(["role"]))),
      .delete("/api/v1/people/:email/roles/:role", end)
        .promises("End a role with a day", body: .body(["last_on"]), .noContent),
      .post("/api/v1/people/:email/block", block).promises("Block an account, and end its sessions", .noContent),
      .delete("/api/v1/people/:email/block", unblock).promises("Let a blocked account in again", .noContent),
      .get("/api/v1/security-events", events).promises(
        "What touched security, newest first", query: [Field("before?", .key), .limit(200), Field("kind?", .code)],
        .ok(.page(of: .securityEvent))),
    ]
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit", "role"])
    let limit = try query.integer("limit", in: 1...200, default: 50)
    let role = try query.word("role", Role.self)
    let found = try await access.people(
      with: role, after: query.integer("after", in: 0...Int64.max, default: 0), limit: limit + 1)
    let page = found.prefix(limit)
    let rest = role.map { "&role=\($0.rawValue)" } ?? ""
    let next = found.count > limit ? page.last.map { "/api/v1/people?after=\($0.id)&limit=\(limit)\(rest)" } : nil
    return Response(json: .page(page.map(JSON.person), next: next))
  }

  /// The answer holds the secret of the link, this once.
  private func invite(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(
      try await request.json(), required: ["email", "display_name"], optional: ["language", "roles"])
    let email = try object.read("email") { text throws(Problem) in try EmailAddress(text) }
    let name = try object.required("display_name").text()
    let language = try object["language"]?.word(Language.self) ?? .fr
    let roles = try object["roles"]?.list(atMost: 50).map(RoleGrant.init(json:)) ?? []
    let person = try object.check { () throws(Problem) in
      try User(email: email, displayName: name, language: language)
    }
    let invitation = try await access.invite(person, roles: roles, by: Caller.source)
    let body: JSON = [
      "person": .integer(invitation.person.rawValue),
      "link": .optional(invitation.isMailed ? nil : invitation.secret.text), "is_mailed": .bool(invitation.isMailed),
      "hours": .integer(invitation.hours),
    ]
    return Response(json: body, status: .created)
  }

  private func grant(_ request: Request, _ context: WebContext) async throws -> Response {
    let role = try RoleGrant(json: try await request.json())
    let key = try await access.grant(role, to: email(context), by: Caller.source)
    return Response(json: ["role": .integer(key)], status: .created)
  }

  private func end(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: ["last_on"])
    let day = try object.read("last_on", CalendarDate.init(iso:))
    try await access.endRole(context.key("role"), of: email(context), on: day, by: Caller.source)
    return Response(status: .noContent)
  }

  private func block(_ request: Request, _ context: WebContext) async throws -> Response {
    try await access.block(email(context), by: Caller.source)
    return Response(status: .noContent)
  }

  private func unblock(_ request: Request, _ context: WebContext) async throws -> Response {
    try await access.unblock(email(context), by: Caller.source)
    return Response(status: .noContent)
  }

  private func events(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["before", "limit", "kind"])
    let limit = try query.integer("limit", in: 1...200, default: 50)
    let kind = try query.code("kind")
    let found = try await access.securityEvents(
      of: kind, before: query.integer("before", in: 1...Int64.max, default: .max), limit: limit + 1)
    let page = found.prefix(limit)
    let rest = kind.map { "&kind=\($0)" } ?? ""
    let next =
      found.count > limit
      ? page.last.map { "/api/v1/security-events?before=\($0.sequence)&limit=\(limit)\(rest)" } : nil
    let items = page.map { event -> JSON in
      [
        "sequence": .integer(event.sequence), "recorded_at": .text(event.recordedAt.description),
        "recorded_by": .text(event.recordedBy), "kind": .text(event.kind), "subject": .text(event.subject),
        "detail": .text(event.detail),
      ]
    }
    return Response(json: .page(items, next: next))
  }

  private func email(_ context: WebContext) throws(Problem) -> EmailAddress {
    guard let text = context.parameters.get("email").flatMap({ PercentEncoding.decode($0) }) else {
      throw Problem("path_malformed", "The address is not percent-encoded UTF-8.", at: Place(field: "email"))
    }
    do { return try EmailAddress(text) } catch {
      throw Problem("path_malformed", error.message, at: Place(field: "email"))
    }
  }
}

extension JSON {
  fileprivate static func person(_ stored: RegisteredUser) -> JSON {
    [
      "person": .integer(stored.id.rawValue), "email": .text(stored.user.email.text),
      "display_name": .text(stored.user.displayName), "language": .text(stored.user.language.rawValue),
      "is_blocked": .bool(stored.isBlocked),
      "roles": .list(
        stored.grants.map { held in
          [
            "role_grant": .integer(held.id), "role": .text(held.grant.role.rawValue),
            "organisation": .optional(held.grant.organisation?.text), "first_on": .date(held.grant.first),
            "last_on": .optional(held.grant.last?.description),
          ]
        }),
    ]
  }
}

extension RoleGrant {
  fileprivate init(json: JSONValue) throws {
    let object = try JSONObject(json, required: ["role", "first_on"], optional: ["organisation", "last_on"])
    let role = try object.required("role").word(Role.self)
    let organisation = try object.readIfPresent("organisation") { text throws(Problem) in try Code(text) }
    let first = try object.read("first_on", CalendarDate.init(iso:))
    let last = try object.readIfPresent("last_on", CalendarDate.init(iso:))
    self = try object.check { () throws(Problem) in
      try RoleGrant(role, for: organisation, from: first, through: last)
    }
  }
}
