import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Policies: the numbers and choices that doctrine, law or a fund's authority sets, each with its source.
struct PolicyRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/api/v1/policies", list).promises(
        "Versions of policies that are in force or wait for a second person", query: ShortLists.query,
        .ok(.page(of: .policyAdoption))),
      .post("/api/v1/policies", adopt).promises(
        "Store a policy and ask that it be in force from a day on; another person approves",
        body: .body(["text", "from", "by"]),
        .created(.answer([Field("policy", .code), Field("version", .integer), "sha256", "decision"]))),
      .get("/api/v1/policies/:policy", show).promises(
        "The version of a policy in force on a day, with each value's source", query: ["on"], .ok(.policy)),
      .post("/api/v1/policy-checks", check).promises(
        "Say that a policy's text is sound, or every mistake in it", body: .body(["text"]),
        .ok(
          .answer([
            Field("policy", .code), Field("version", .integer), Field("status", .words(Policy.Status.self)), "sha256",
            "values",
          ]))),
    ]
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit"])
    return try ShortList(try await tadamun.policies()) { "\($0.decision)" }
      .page(query, at: "/api/v1/policies", JSON.adoption)
  }

  /// The text and the day are the key: asked for again while it waits, it is the same decision.
  private func adopt(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: ["text", "from", "by"])
    let text = try object.required("text").text()
    let first = try object.read("from", CalendarDate.init(iso:))
    let person = try object.read("by") { name throws(Problem) in try Caller.person(name) }
    let read = try Tadamun.read(policy: text)
    let decision = try await tadamun.adopt(policy: text, from: first, by: person)
    return Response(
      json: [
        "policy": .code(read.policy.code), "version": .integer(read.policy.version), "sha256": .text(read.sha256),
        "decision": .integer(decision.rawValue),
      ], status: .created)
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["on"])
    guard let on = query["on"], let day = try? CalendarDate(iso: on) else {
      throw Problem("query_malformed", "Say of which day, YYYY-MM-DD.", at: Place(field: "on"))
    }
    return Response(json: .policy(try await tadamun.policy(context.code("policy"), on: day)))
  }

  private func check(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: ["text"])
    let (policy, sha256) = try Tadamun.read(policy: object.required("text").text())
    return Response(
      json: [
        "policy": .code(policy.code), "version": .integer(policy.version), "status": .text(policy.status.rawValue),
        "sha256": .text(sha256), "values": .integer(policy.settings.count),
      ])
  }
}

extension Schema {
  fileprivate static let policyAdoption = Schema.answer([
    Field("policy", .code), Field("version", .integer), Field("instrument?", .words(Instrument.self)),
    Field("status", .words(Policy.Status.self)), "sha256", "from", "decision", "is_in_force",
  ]).named("PolicyAdoption")

  fileprivate static let policy = Schema.answer([
    Field("policy", .code), Field("version", .integer), Field("instrument?", .words(Instrument.self)),
    Field("status", .words(Policy.Status.self)), Field("standing", .text), Field("authority", .text), "source",
    "sha256",
    Field(
      "settings",
      .list(
        of: .answer([
          Field("name", .text), Field("value?", .text), "source", Field("status", .words(Policy.Status.self)), "note?",
        ]))),
  ]).named("Policy")
}

extension JSON {
  fileprivate static func adoption(_ adoption: PolicyAdoption) -> JSON {
    let policy = adoption.policy.policy
    return [
      "policy": .code(policy.code), "version": .integer(policy.version),
      "instrument": .optional(policy.instrument?.rawValue), "status": .text(policy.status.rawValue),
      "sha256": .text(adoption.policy.sha256), "from": .date(adoption.firstOn),
      "decision": .integer(adoption.decision.rawValue), "is_in_force": .bool(adoption.isInForce),
    ]
  }

  fileprivate static func policy(_ stored: StoredPolicy) -> JSON {
    let policy = stored.policy
    return [
      "policy": .code(policy.code), "version": .integer(policy.version),
      "instrument": .optional(policy.instrument?.rawValue), "status": .text(policy.status.rawValue),
      "standing": .text(policy.status.sentence), "authority": .text(policy.authority), "source": .text(policy.source),
      "sha256": .text(stored.sha256),
      "settings": .list(
        policy.settings.sorted { $0.key < $1.key }.map { name, setting in
          [
            "name": .text(name), "value": .optional(setting.value?.description),
            "source": .text(setting.source ?? policy.source), "status": .text(setting.status.rawValue),
            "note": .optional(setting.note),
          ]
        }),
    ]
  }
}
